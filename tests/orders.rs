//! Orders coming in: files good and bad, again, and beside a working kiosk.

#![allow(clippy::unwrap_used, reason = "what a test asks for must be there")]

#[path = "orders/again.rs"]
mod again;
#[path = "orders/everything.rs"]
mod everything;
#[path = "orders/files.rs"]
mod files;
#[path = "orders/forms.rs"]
mod forms;
#[path = "orders/remarks.rs"]
mod remarks;
#[path = "orders/shop.rs"]
mod shop;
