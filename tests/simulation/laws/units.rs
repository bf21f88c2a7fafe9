//! Laws of what was seen of units.

use domain::booking::Chosen;
use domain::order::LineNo;
use domain::unit::UnitFacts;
use domain::view::CustomerScreen;

use super::*;

/// What was seen of the units of the lines that come back: line, units, seen.
pub type Seen = Vec<(LineNo, u32, Vec<UnitFacts>)>;

impl Laws {
    /// 21: a draft holds what was scanned just now, and what the one before held of lines that have not become less.
    pub(super) fn units_drafted(&mut self, step: &Step<'_>, draft: &Draft) -> Lawful {
        let seen: Seen =
            draft.chosen.iter().map(|Chosen { no, units, seen, .. }| (*no, *units, seen.clone())).collect();
        within(&seen)?;
        if let (Event::Scanned(scan), Screen::Customer(CustomerScreen::Choose { .. })) =
            (step.event, &step.before.screen)
            && let (Some(unit), Some(Notice::ItemChosen(_))) = (&scan.unit, &step.after.notice)
            && step.before.card.is_none()
        {
            let kept = seen.iter().any(|(.., seen)| seen.contains(unit));
            hold(Law::UnitsAreKept, kept, || format!("{unit:?} was chosen and is not in {seen:?}"))?;
        }
        let before = self.seen.insert(draft.key, seen.clone()).unwrap_or_default();
        for (no, units, was) in before {
            let Some((_, now, is)) = seen.iter().find(|(other, ..)| *other == no) else { continue };
            hold(Law::UnitsAreKept, *now < units || is.starts_with(&was), || format!("{is:?} after {was:?}"))?;
        }
        Ok(())
    }

    /// 21: what is booked is what was drafted last.
    pub(super) fn units_booked(&self, booking: &Booking) -> Lawful {
        let booked: Seen = booking.lines.iter().map(|line| (line.no, line.units, line.seen.clone())).collect();
        within(&booked)?;
        let drafted = self.seen.get(&booking.key);
        hold(Law::UnitsAreKept, drafted.is_none_or(|drafted| *drafted == booked), || {
            format!("{booked:?} was booked of {drafted:?}")
        })
    }
}

/// Not more is seen than there are units, and no serial number twice.
fn within(seen: &Seen) -> Lawful {
    let all: Vec<_> = seen.iter().flat_map(|(.., seen)| seen).collect();
    let twice = all.iter().enumerate().any(|(at, unit)| all[..at].iter().any(|other| other.is(unit)));
    let more = seen.iter().any(|(_, units, seen)| seen.len() > *units as usize);
    hold(Law::UnitsAreKept, !twice && !more, || format!("{seen:?}"))
}
