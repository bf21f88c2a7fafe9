//! What the code of a unit said, inside a draft or a booking.

use chrono::NaiveDate;
use domain::unit::{Gtin, Marking, UnitFacts};
use serde::{Deserialize, Serialize};

use super::Wrong;

#[derive(Serialize, Deserialize)]
pub(super) struct Unit {
    gtin: u64,
    lot: Option<String>,
    serial: Option<String>,
    expires_on: Option<NaiveDate>,
    produced_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    doubtful: bool,
}

impl Unit {
    pub(super) fn all_of(units: &[UnitFacts]) -> Vec<Unit> {
        units.iter().map(Unit::of).collect()
    }

    fn of(unit: &UnitFacts) -> Unit {
        let UnitFacts { gtin, lot, serial, expires_on, produced_on, doubtful } = unit;
        Unit {
            gtin: gtin.value(),
            lot: lot.as_ref().map(Marking::to_string),
            serial: serial.as_ref().map(Marking::to_string),
            expires_on: *expires_on,
            produced_on: *produced_on,
            doubtful: *doubtful,
        }
    }

    pub(super) fn value(self) -> Result<UnitFacts, Wrong> {
        let Unit { gtin, lot, serial, expires_on, produced_on, doubtful } = self;
        let gtin = Gtin::new(gtin).ok_or_else(|| Wrong(format!("{gtin} is no GTIN")))?;
        let (lot, serial) = (lot.map(marking).transpose()?, serial.map(marking).transpose()?);
        Ok(UnitFacts { gtin, lot, serial, expires_on, produced_on, doubtful })
    }

    pub(super) fn values(units: Vec<Unit>) -> Result<Vec<UnitFacts>, Wrong> {
        units.into_iter().map(Unit::value).collect()
    }
}

fn marking(text: String) -> Result<Marking, Wrong> {
    Marking::new(&text).ok_or_else(|| Wrong(format!("{text:?} is neither a lot nor a serial number")))
}
