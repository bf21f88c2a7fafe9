//! Laws of wrong clocks, by what the time really is, whatever anybody believes.

use super::*;
use domain::view::CustomerScreen;

/// What is further off than this is not taken for right by anything but the staff's word.
const OFF: TimeDelta = TimeDelta::days(15);

impl Laws {
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
        let by_date = |line: &domain::judge::LineDecision| {
            line.outcome == Outcome::Refused && line.clauses.iter().all(|clause| clause.is_deadline())
        };
        hold(Law::AWrongClockRefusesNobody, !answer.decision.lines.iter().any(by_date), || {
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
