//! Reads what a scanner has sent, and makes the bytes of a slip: `cargo run -p hardware --example slip`.

use hardware::bench::Printed;
use hardware::gs1::{Reading, read};
use hardware::paper::{Row, Slip, width};
use hardware::printer::escpos::{Mode, encode};
use hardware::scanner::Code;

/// A GS1 DataMatrix as a scanner sends it with AIM identifiers: GTIN, lot, day of expiry.
const FRAME: &[u8] = b"]d20108801234567893\x1d10A27\x1d17271130";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let code = Code::read(FRAME);
    let lot = match read(&code, 2026)? {
        Reading::Item(item) => item.lot.unwrap_or_default(),
        Reading::Text(_) | Reading::AddOn(_) => String::new(),
    };
    let slip = Slip::new().heading("반품 접수증").pair("로트", &lot).row(Row::Code128("A0427261123".into()));
    let bytes = encode(&slip, width::WIDE, Mode::Text).bytes();
    let paper = Printed::of(&bytes, width::WIDE).papers;
    println!("lot {lot}; {} bytes for the printer, {} slip on its paper", bytes.len(), paper.len());
    Ok(())
}
