//! Laws of wrong clocks, by what the time really is, whatever anybody believes.

use domain::judge::{LineDecision, Outcome};
use domain::view::CustomerScreen;

use super::*;

/// What is further off than this is not taken for right by anything but the staff's word.
const OFF: TimeDelta = TimeDelta::days(15);

fn is_refused_by_date(line: &LineDecision) -> bool {
    line.outcome == Outcome::Refused && line.clauses.iter().all(|clause| clause.is_deadline())
}

impl Laws {
    /// 13.
    pub(super) fn untrusted(&self, step: &Step<'_>) -> Lawful {
        let Screen::Customer(CustomerScreen::Answer(answer)) = &step.after.screen else { return Ok(()) };
        if step.now.trust != Trust::Untrusted
            || step.before.serial == step.after.serial
            || matches!(step.before.screen, Screen::Customer(CustomerScreen::Confirm(_)))
        {
            return Ok(());
        }
        hold(Law::NoDateDecidesUntrusted, !answer.decision.lines.iter().any(is_refused_by_date), || {
            format!("{:?}", answer.decision)
        })
    }

    /// 30: whose days were counted from a wrong clock is not refused by them.
    pub(super) fn wrong_clock(&self, step: &Step<'_>) -> Lawful {
        let Screen::Customer(CustomerScreen::Answer(answer)) = &step.after.screen else { return Ok(()) };
        if step.wrong.abs() < OFF
            || step.misled
            || step.before.serial == step.after.serial
            || matches!(step.before.screen, Screen::Customer(CustomerScreen::Confirm(_)))
        {
            return Ok(());
        }
        hold(Law::AWrongClockRefusesNobody, !answer.decision.lines.iter().any(is_refused_by_date), || {
            format!("refused by date while the clock is off by {}", step.wrong)
        })
    }

    /// 31: no life is long enough for a number to be due, and no clock that is not believed moves the newest instant.
    pub fn tended(
        &self,
        misled: bool,
        (before, after): (u64, u64),
        newest: Option<DateTime<Utc>>,
        right: DateTime<Utc>,
    ) -> Lawful {
        let far = newest.is_some_and(|newest| (newest - right).abs() > OFF);
        hold(Law::AWrongClockLeavesNoTrace, misled || before == after, || format!("{before} numbers, now {after}"))?;
        hold(Law::AWrongClockLeavesNoTrace, misled || !far, || format!("the newest is {newest:?}, it is {right}"))
    }
}
