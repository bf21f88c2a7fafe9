//! The receipt printer.

pub mod escpos;
