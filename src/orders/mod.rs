//! Orders coming in: the shop's files, and samples that look like them.
//!
//! **CSV**: UTF-8 or UTF-16 with or without a byte order mark (or CP949, when said so), commas, semicolons or tabs, lines
//! that end with LF, CR LF or CR; a header, a row per line, the order's
//! fields repeated in each row; rows of one order may stand anywhere, columns in any order. Required:
//! `order_no, receipt_barcode, channel, ordered_on, received_on, status, shipping_paid_won, shipping_standard_won,
//! remote_surcharge_won, installation_surcharge_won, payments, line_no, product_barcode, product_name, category,
//! unit_price_won, quantity, discount_won, made_to_order, production_started, cancellation_fee_won`.
//! Optional, of the order: `payments_refunded` (what has gone back before, by method, such as `card:0;points:500`),
//! `outbound_charged` (an earlier return was charged the first delivery), `approval_no`, `approved_on`,
//! `instalments` (months, 0–60); of the line: `already_returned` (units that went back before), `lot`, `image`. What
//! `already_returned` and `payments_refunded` count is said with [`Counts`](crate::config::Counts).
//! `payments` is `card:161000;points:500`, each method once; its sum is Σ (price × quantity − discount) + shipping
//! paid. Dates are `YYYY-MM-DD`, an empty `received_on` means on its way; flags are true/false, 1/0 or Y/N.
//!
//! **JSON Lines**: an object per order as in [`domain::order::Order`] (`number`, `shipping`, `payments`, `lines`…);
//! the same optional fields, `refunded` standing within its payment; amounts also with `_won`.
//!
//! Unknown fields are refused by name: a column that is ignored is a column that somebody relied on.

mod catalogue;
mod check;
mod columns;
mod csv_orders;
mod demo;
mod field;
mod import;
mod json_orders;
mod line_ends;
mod meaning;
mod merge;
mod not_text;
mod pace;
mod problem;
mod sample;
mod spreadsheet;
mod text_file;
mod write;

pub use demo::demo_orders;
pub use import::{examine, import};
pub use meaning::Reading;

pub use crate::ledger::Returned;
pub use problem::{ImportError, Kept, Phase, Problem, Problems, Progress, Remark, Remarks, Report, SHOWN_MAX};
pub use sample::generate;
pub use text_file::{Encoding, NotEncoding};
pub use write::write_csv;
