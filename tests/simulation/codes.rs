//! What people hold to the scanner.

use domain::device::Scan;
use domain::order::Line;
use domain::slip_code::{ClaimCode, SlipCode};
use domain::unit::{Gtin, Marking, UnitFacts};
use doro::dice::Dice;

pub fn code(text: String) -> Scan {
    Scan { codes: vec![text], unit: None }
}

/// A unit of a line: some say nothing of themselves, some their lot, some their serial number, and those are few
/// enough to come back.
pub fn unit(line: &Line, dice: &mut Dice) -> Scan {
    let gtin = line.product_barcode.parse().ok().and_then(Gtin::new).filter(|_| dice.chance(75));
    let lot = *dice.pick(&["L1", "L2"]);
    let serial = *dice.pick(&["", "", "S1", "S2", "S3", "S4"]);
    let (lot, serial) = (Marking::new(lot), Marking::new(serial));
    let unit = gtin.map(|gtin| UnitFacts { gtin, lot, serial, expires_on: None, produced_on: None, doubtful: false });
    Scan { unit, ..code(line.product_barcode.clone()) }
}

/// A slip, or what somebody makes of the number that they know.
pub fn forged(slips: &[String], dice: &mut Dice) -> String {
    let slip = dice.pick(slips);
    let Ok(known) = slip.parse::<SlipCode>() else { return slip.clone() };
    match dice.below(3) {
        0 => slip.clone(),
        1 => known.visit.to_string(),
        _ => SlipCode { claim: ClaimCode(dice.below(1_000_000) as u32), ..known }.to_string(),
    }
}
