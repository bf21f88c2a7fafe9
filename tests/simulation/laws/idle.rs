//! Laws of who has left: they are warned, and nothing of them stays.

use domain::language::Language;
use domain::view::{CustomerScreen, Looks, SurveyScreen};

use super::*;

impl Laws {
    /// 11.
    pub(super) fn warned(&mut self, step: &Step<'_>) -> Lawful {
        let left = is_somebodys(&step.before.screen) && !same(&step.before.screen, &step.after.screen);
        // Nobody is taken to have left: the ledger kept them waiting, and they are told; or they had skipped the survey.
        let told = matches!(
            step.after.screen,
            Screen::Customer(CustomerScreen::Unsaved) | Screen::Survey(SurveyScreen::Unsaved)
        );
        let skipped = matches!(step.before.screen, Screen::Survey(SurveyScreen::Recommend { .. }))
            && step.before.frame.blocked == Some(Blocked::Busy);
        if *step.event == Event::Woke && left && !told && !skipped {
            let warned = self.warned_since.is_some_and(|since| step.now.uptime >= since + WARNING);
            let screen = step.was();
            hold(Law::WarnedBeforeWiped, warned, || {
                format!("{screen} was left at {:?}, warned since {:?}", step.now.uptime, self.warned_since)
            })?;
        }
        let stands = matches!(step.after.card, Some(Card::Idle { .. }));
        self.warned_since = stands.then(|| self.warned_since.unwrap_or(step.now.uptime));
        Ok(())
    }

    /// 6.
    pub(super) fn clean_welcome(&self, step: &Step<'_>) -> Lawful {
        let (Screen::Customer(CustomerScreen::Welcome { remembered, .. }), before) =
            (&step.after.screen, &step.before.screen)
        else {
            return Ok(());
        };
        let begins = !is_welcome(before) && !matches!(before, Screen::OutOfOrder | Screen::Starting);
        // Who scans a product while reading about receipts is still the same person.
        let same_person = matches!(
            before,
            Screen::Customer(CustomerScreen::NoReceipt | CustomerScreen::Which { .. } | CustomerScreen::Number { .. })
        ) && remembered.is_some();
        if !begins || same_person {
            return Ok(());
        }
        let after = step.after;
        let clean = after.language == Language::Ko
            && after.looks == Looks::default()
            && remembered.is_none()
            && matches!(after.notice, None | Some(Notice::SurveyOver | Notice::Slow | Notice::NoAnswer))
            && after.card.is_none();
        hold(Law::NothingOfTheOneBefore, clean, || format!("after {}: {after:?}", step.was()))
    }
}
