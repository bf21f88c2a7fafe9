//! The scanner's thread is the hardware's own; here codes become events, in the counter's words.

use std::io;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::counter::{Device, Event, Health, Scan, Unread};
use domain::moment::{Moment, Trust, seoul_date};
use domain::unit::{Gtin, Marking, UnitFacts};
use hardware::gs1::{self, Item, Reading, Refusal};
use hardware::scanner::{Code, Scanner, ScannerNews};

use super::Tell;
use super::examine::News;
use crate::clock::{Clock, built_at};
use crate::config::ScannerPort;

pub(super) fn start(
    port: Option<ScannerPort>,
    clock: Arc<Clock>,
    tell: Tell,
    heard: News,
) -> io::Result<Option<Scanner>> {
    let Some(port) = port else {
        tell.tell(Event::Device(Device::Scanner, Health::Down));
        return Ok(None);
    };
    let said = move |news| {
        heard.of_scanner(&news);
        match news {
            ScannerNews::Up { .. } => tell.tell(Event::Device(Device::Scanner, Health::Up)),
            ScannerNews::Down { .. } => tell.tell(Event::Device(Device::Scanner, Health::Down)),
            ScannerNews::Seen(scan) => {
                let read = scan.code.map_err(|why| {
                    tracing::warn!(%why, "the scanner");
                    Unread::Damaged
                });
                let read = read.and_then(|code| self::read(&code, year(clock.now())));
                tell.tell(read.map_or_else(Event::Unread, Event::Scanned));
            }
        }
    };
    Scanner::spawn(port.to_device(), said).map(Some)
}

/// The year that gives years of two digits their century: that of the build while nobody believes the clock.
fn year(now: Moment) -> u16 {
    let day = if now.trust == Trust::Untrusted { seoul_date(built_at()) } else { now.today() };
    u16::try_from(day.year()).unwrap_or_default()
}

/// What a code says to the counter. Why a refused one is refused is for technicians.
fn read(code: &Code, year: u16) -> Result<Scan, Unread> {
    match gs1::read(code, year) {
        Ok(Reading::Text(_)) => Ok(Scan { codes: code.spellings(), unit: None }),
        Ok(Reading::Item(item)) => Ok(Scan { codes: spellings(&item, code), unit: unit(&item) }),
        Err(why) => {
            tracing::info!(%why, "a code says nothing");
            Err(match why {
                Refusal::Empty | Refusal::ControlCharacters | Refusal::NamesNothing => Unread::NotOurs,
                Refusal::BrokenOff | Refusal::Number(_) | Refusal::Elements(_) | Refusal::Link(_) => Unread::Damaged,
            })
        }
    }
}

/// The spellings of everything that a code names: of an order before those of what was ordered, a bare number as it
/// was scanned before its other forms.
fn spellings(item: &Item, code: &Code) -> Vec<String> {
    let numbers = [item.gtin, item.or_gtin, item.contains];
    let names = [&item.shipment, &item.asset, &item.location];
    // A separator is no character of a code that a shop would know.
    let own = code.spellings().into_iter().map(|text| text.replace(char::from(gs1::SEPARATOR), " "));
    let own: Vec<String> = own.collect();
    let is_bare = code.text.bytes().all(|byte| byte.is_ascii_digit()) && code.text.len() <= 14;
    let (first, last) = if is_bare { (own, Vec::new()) } else { (Vec::new(), own) };
    let mut all = Vec::new();
    let said = item.order.iter().cloned();
    let said = said.chain(first).chain(numbers.into_iter().flatten().flat_map(gs1::Gtin::spellings));
    for spelling in said.chain(names.into_iter().flatten().cloned()).chain(last) {
        if !all.contains(&spelling) {
            all.push(spelling);
        }
    }
    all
}

/// What is printed beside the product's number; none where nothing is.
fn unit(item: &Item) -> Option<UnitFacts> {
    let marking = |text: &Option<String>| Marking::new(text.as_deref()?);
    let day = |day: gs1::Date| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day));
    let unit = UnitFacts {
        gtin: Gtin::new(item.gtin?.value())?,
        lot: marking(&item.lot),
        serial: marking(&item.serial),
        expires_on: item.expires.or(item.best_before).and_then(day),
        produced_on: item.produced.and_then(day),
    };
    let UnitFacts { lot, serial, expires_on, produced_on, .. } = &unit;
    let says = lot.is_some() || serial.is_some() || expires_on.is_some() || produced_on.is_some();
    says.then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(frame: &[u8], codes: &[&str], unit: Option<[&str; 4]>) {
        let scan = read(&Code::read(frame), 2026).unwrap_or_else(|why| panic!("{frame:?}: {why:?}"));
        let shown = scan.unit.map(|unit| {
            let text = |marking: Option<Marking>| marking.map(|marking| marking.to_string()).unwrap_or_default();
            let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            [text(unit.lot), text(unit.serial), day(unit.expires_on), day(unit.produced_on)]
        });
        let shown = shown.as_ref().map(|fields| fields.each_ref().map(String::as_str));
        assert_eq!((scan.codes.iter().map(String::as_str).collect::<Vec<_>>(), shown), (codes.to_vec(), unit));
    }

    #[test]
    fn every_carrier_of_a_number_gives_the_spellings_that_a_catalogue_may_hold() {
        let ean = ["8801234567893", "08801234567893"];
        check(b"]E08801234567893", &ean, None);
        check(b"8801234567893", &ean, None);
        check(b"]I108801234567893", &["08801234567893", "8801234567893"], None);
        check(b"]E0036000291452", &["036000291452", "0036000291452", "00036000291452"], None);
        check(b"]C1010880123456789310AB", &[&ean[..], &["010880123456789310AB"]].concat(), Some(["AB", "", "", ""]));
        check(b"]C0A-1001", &["A-1001"], None);
        check("]Q1주문 1001".as_bytes(), &["주문 1001"], None);
        check(b"]Q1https://shop.example/r/1001", &["https://shop.example/r/1001"], None);
    }

    #[test]
    fn what_is_printed_on_a_unit_is_kept_beside_its_number() {
        check(
            b"]d2010880123456789310LOT7\x1d21S-1\x1d1726110011251126",
            &["8801234567893", "08801234567893", "010880123456789310LOT7 21S-1 1726110011251126"],
            Some(["LOT7", "S-1", "2026-11-30", "2025-11-26"]),
        );
    }

    #[test]
    fn an_order_goes_before_what_was_ordered() {
        let codes = ["S1001", "8801234567893", "08801234567893", "0108801234567893400S1001"];
        check(b"]C10108801234567893400S1001", &codes, None);
    }

    #[test]
    fn what_says_nothing_is_refused_by_what_its_holder_can_do() {
        for (frame, why) in [
            (b"]E08801234567890".as_slice(), Unread::Damaged),
            (b"]d2010880123456789317269999", Unread::Damaged),
            (b"]C", Unread::Damaged),
            (b"]C110LOT7", Unread::NotOurs),
            (b"]Q1\x1b@\x1dV", Unread::NotOurs),
            (b"]C0", Unread::NotOurs),
        ] {
            assert_eq!(read(&Code::read(frame), 2026), Err(why), "{frame:?}");
        }
    }
}
