//! What is counted of a life, and written down of one that is replayed.

use domain::protocol::{Question, VisitQuestion};
use domain::view::{Card, CustomerScreen, Notice, Screen};

use super::*;
use crate::names;

impl World {
    /// Something happened that must, or may, happen.
    pub(super) fn count(&mut self, what: Happening) {
        self.name(what.name());
    }

    /// A screen came, or something went to and fro, by its name.
    fn name(&mut self, name: &'static str) {
        *self.tally.entry(name).or_default() += 1;
    }

    /// What the ledger holds in the end.
    pub(super) fn count_rows(&mut self, audit: &doro::ledger::Audit) {
        for (what, rows) in [
            (Happening::Visits, audit.visits.len() as u64),
            (Happening::UnitsSeen, audit.units_seen),
            (Happening::SurveysCompleted, audit.surveys_completed),
            (Happening::Surveys, audit.surveys),
            (Happening::SurveyTouches, audit.survey_touches),
            (Happening::SlipsNotPrinted, audit.slips_not_printed),
        ] {
            *self.tally.entry(what.name()).or_default() += rows;
        }
    }

    pub(super) fn note(&mut self, line: impl FnOnce() -> String) {
        let (t, trust) = (self.t, self.trust);
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{:>9.3} {trust:?} {}", t.as_secs_f64(), line()));
        }
    }

    pub(super) fn record(&mut self, before: &View, event: &Event, effects: &[Effect], after: &View) {
        if before.serial != after.serial || names::screen::of(&before.screen) != names::screen::of(&after.screen) {
            self.name(names::screen::of(&after.screen));
        }
        let warned = |view: &View| matches!(view.card, Some(Card::Idle { .. }));
        if warned(after) && !warned(before) {
            self.count(Happening::Warned);
        }
        if after.bell && !before.bell {
            self.count(Happening::BellRung);
        }
        let asked = |view: &View| matches!(view.card, Some(Card::Twice { .. }));
        if asked(after) && !asked(before) {
            self.count(Happening::AskedTwice);
        }
        if let Event::Answered(_, answer) = event {
            self.name(names::answer::of(answer));
        }
        if let (Screen::Customer(CustomerScreen::Welcome { offer: Some(_), .. }), Screen::Starting) =
            (&before.screen, &after.screen)
        {
            self.count(Happening::ItIsMe);
        }
        if matches!(&after.screen, Screen::Customer(CustomerScreen::Thanks(thanks)) if !thanks.waits)
            && before.serial != after.serial
        {
            self.count(Happening::RefusalOnPaper);
        }
        if matches!(after.notice, Some(Notice::SlipCodePlease)) && before.notice != after.notice {
            self.count(Happening::NumberWithoutSecret);
        }
        for effect in effects {
            self.name(names::effect::of(effect));
            if let Effect::Ask(_, question) = effect {
                self.name(names::question::of(question));
                if matches!(question, Question::Visit(VisitQuestion::Reopen { .. }))
                    && matches!(before.screen, Screen::Starting)
                {
                    self.count(Happening::Resumed);
                }
            }
        }
        self.note_step(before, event, effects, after);
    }

    fn note_step(&mut self, before: &View, event: &Event, effects: &[Effect], after: &View) {
        let quiet =
            *event == Event::Woke && effects.is_empty() && before.screen == after.screen && before.card == after.card;
        if self.trace.is_some() && !quiet {
            let short = |text: String| text.chars().take(220).collect::<String>();
            let effects: Vec<_> = effects.iter().map(|effect| short(format!("{effect:?}"))).collect();
            let line = format!(
                "{} --{}--> {} #{} {:?} {:?} {effects:?}",
                names::screen::of(&before.screen),
                short(format!("{event:?}")),
                names::screen::of(&after.screen),
                after.serial,
                after.card,
                after.notice,
            );
            self.note(|| line);
        }
    }
}
