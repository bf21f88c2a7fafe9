//! The scanner's thread is the hardware's own; here codes become events, in the counter's words.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use chrono::{Datelike, NaiveDate};
use domain::counter::Event;
use domain::device::{Device, Health, Scan, Unread};
use domain::moment::{Moment, Trust, seoul_date};
use domain::unit::{Gtin, Marking, UnitFacts};
use hardware::gs1::{self, Item, Reading, Refusal};
use hardware::scanner::{Code, Scanner, ScannerNews, Unreadable};
use hardware::seldom::{Said, Seldom};

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
    let mut log = Log::default();
    let said = move |news| {
        heard.of_scanner(&news, year(clock.now()));
        match news {
            ScannerNews::Up { .. } => tell.tell(Event::Device(Device::Scanner, Health::Up)),
            ScannerNews::Down { .. } => tell.tell(Event::Device(Device::Scanner, Health::Down)),
            ScannerNews::Seen(scan) => {
                if let Some(event) = event(scan.code, year(clock.now()), &mut log) {
                    tell.tell(event);
                }
            }
        }
    };
    Scanner::spawn(port.to_device(), said).map(Some)
}

/// What is wrong with what the scanner says, for technicians; each thing once and then a count.
struct Log(Seldom);

impl Default for Log {
    fn default() -> Self {
        Self(Seldom::new(1))
    }
}

impl Log {
    fn line(&mut self, why: &Unreadable) {
        match self.0.happened(&why.to_string(), Instant::now()) {
            Said::Now => tracing::warn!(%why, "the scanner"),
            Said::Times(times) => tracing::warn!(%why, times, "the scanner, again"),
            Said::Nothing => {}
        }
    }

    fn code(&mut self, why: &Refusal) {
        match self.0.happened(&why.to_string(), Instant::now()) {
            Said::Now => tracing::info!(%why, "a code says nothing"),
            Said::Times(times) => tracing::info!(%why, times, "a code says nothing, again"),
            Said::Nothing => {}
        }
    }
}

/// Digits of an EAN-13 with its add-on.
const LONGEST_WITH_ADD_ON: usize = 18;

/// The year that gives years of two digits their century: that of the build while nobody believes the clock.
fn year(now: Moment) -> u16 {
    let day = if now.trust == Trust::Untrusted { seoul_date(built_at()) } else { now.today() };
    u16::try_from(day.year()).unwrap_or_default()
}

/// What the counter is told; nothing of what is the technician's alone, nor of the add-on of a number that came before.
fn event(code: Result<Code, Unreadable>, year: u16, log: &mut Log) -> Option<Event> {
    let code = match code {
        Ok(code) => code,
        Err(why) => {
            log.line(&why);
            return (!why.is_of_the_line()).then_some(Event::Unread(Unread::Damaged));
        }
    };
    if let Ok(Reading::AddOn(_)) = gs1::read(&code, year) {
        return None;
    }
    Some(read(&code, year, log).map_or_else(Event::Unread, Event::Scanned))
}

/// What a code says to the counter. Why a refused one is refused is for technicians.
fn read(code: &Code, year: u16, log: &mut Log) -> Result<Scan, Unread> {
    match gs1::read(code, year) {
        Ok(Reading::Text(_) | Reading::AddOn(_)) => Ok(Scan { codes: code.spellings(), unit: None }),
        Ok(Reading::Item(item)) => Ok(Scan { codes: spellings(&item, code), unit: unit(&item) }),
        Err(why) => {
            log.code(&why);
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
    let is_bare = code.text.bytes().all(|byte| byte.is_ascii_digit()) && code.text.len() <= LONGEST_WITH_ADD_ON;
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
        doubtful: item.is_doubtful,
    };
    let UnitFacts { lot, serial, expires_on, produced_on, doubtful, .. } = &unit;
    // A doubt about an order's number is none about the unit.
    let doubt = *doubtful && item.order.is_none();
    let says = lot.is_some() || serial.is_some() || expires_on.is_some() || produced_on.is_some() || doubt;
    says.then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(frame: &[u8], codes: &[&str], unit: Option<[&str; 4]>) {
        let scan =
            read(&Code::read(frame), 2026, &mut Log::default()).unwrap_or_else(|why| panic!("{frame:?}: {why:?}"));
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
        // Its bytes are letters in CP949 too: nobody has that code.
        check("]Q1주문 1001".as_bytes(), &["주문 1001", "二쇰Ц 1001"], None);
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
    fn the_edge_gives_one_form_whatever_stands_around_a_code() {
        check(b"]C0A-1024   ", &["A-1024"], None);
        check("]Q1\u{feff}A-1024".as_bytes(), &["A-1024"], None);
        check(b"]Q2\\000026A-1024", &["A-1024"], None);
        check(b"\xc3\xa5-1025", &["å-1025", "책-1025"], None);
        check(b"]C08806572002433   ", &["8806572002433", "08806572002433"], None);
        check(b"978893746044904800", &["978893746044904800", "9788937460449", "09788937460449"], None);
        check(b"]E376194134919000211", &["76194134919000211", "0761941349190", "761941349190", "00761941349190"], None);
    }

    #[test]
    fn a_doubtful_marking_stays_doubtful() {
        let of = |frame: &[u8]| read(&Code::read(frame), 2026, &mut Log::default()).unwrap().unit.unwrap();
        let lost = of(b"]d201088065720024331725061610HP04AA21HP04AA030312");
        assert!(lost.doubtful && lost.lot == Marking::new("HP04AA21HP04AA030312"));
        assert!(of(b"]d2010880657200243310HP04AA-2026-1121HP04AA030312").doubtful, "too long to be kept as a lot");
        assert!(!of(b"]d2010880657200243310HP04AA\x1d21HP04AA030312").doubtful);
    }

    #[test]
    fn what_is_the_technicians_alone_is_no_event() {
        for why in [Unreadable::NoRead, Unreadable::Parity, Unreadable::Noise] {
            assert_eq!(event(Err(why), 2026, &mut Log::default()), None);
        }
        assert_eq!(event(Ok(Code::read(b"]E204800")), 2026, &mut Log::default()), None, "the number came before");
        assert_eq!(event(Err(Unreadable::TooLong), 2026, &mut Log::default()), Some(Event::Unread(Unread::Damaged)));
        assert!(matches!(event(Ok(Code::read(b"A-1024")), 2026, &mut Log::default()), Some(Event::Scanned(_))));
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
            assert_eq!(read(&Code::read(frame), 2026, &mut Log::default()), Err(why), "{frame:?}");
        }
    }
}
