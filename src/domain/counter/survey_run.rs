//! The survey: every touch is a row before the next question is seen, and the end is one before anybody is thanked.
//! While the ledger writes, touches change the answer of the screen in front; none of them reaches the next one.

use super::Counter;
use super::state::{Leaving, State, Step, Survey};
use crate::device::RequestId;
use crate::nps::Score;
use crate::protocol::{Answer, Question};
use crate::survey::{Ending, SurveyAnswer};
use crate::touch::{Thing, Touch};
use crate::view::{Notice, Unsaved};
use crate::visit_no::VisitNo;

impl Counter {
    pub(super) fn open_survey(&mut self, visit: VisitNo) -> Step {
        let waits_for = self.ask(Question::SurveyShown { visit, at: self.now.wall });
        Step::Enter(State::SurveyOpening { visit, waits_for })
    }

    pub(super) fn survey_opened(&mut self, state: State, id: RequestId, answer: Answer) -> Step {
        let State::SurveyOpening { visit, waits_for } = state else { return Step::Stay(state) };
        self.active_at = self.now.uptime;
        match answer {
            Answer::Survey(Some(so_far)) if waits_for == id => Step::Enter(State::Survey(Box::new(Survey {
                visit,
                touches: so_far.touches,
                score: so_far.score,
                chips: so_far.chips,
                why: false,
                leaving: None,
            }))),
            Answer::Survey(None) if waits_for == id => {
                let home = self.home();
                self.notice = Some(Notice::SurveyOver);
                home
            }
            _ => Step::Stay(state),
        }
    }

    pub(super) fn survey_touched(&mut self, mut survey: Box<Survey>, touch: Touch) -> Step {
        let ends = matches!(survey.leaving, Some(Leaving { ending: Some(_), .. }));
        match touch {
            // The end is on its way into the ledger: nothing is said after it.
            _ if matches!(survey.leaving, Some(Leaving { asked: Some(_), .. })) => {}
            Touch::Score(score) if !survey.why => {
                if let Some(score) = Score::new(score) {
                    survey.score = Some(score);
                    self.save(&mut survey, SurveyAnswer::Recommend(score));
                }
            }
            Touch::Main if !survey.why && survey.leaving.is_none() && survey.score.is_some() => {
                return self.leave_screen(survey, None);
            }
            Touch::Pick(Thing::Chip(chip)) if survey.why => {
                let touched = !survey.chips.remove(&chip);
                if touched {
                    survey.chips.insert(chip);
                }
                self.save(&mut survey, SurveyAnswer::Why(chip, touched));
            }
            Touch::Main | Touch::Back if survey.why && !ends => {
                return self.leave_screen(survey, Some(Ending::Completed));
            }
            Touch::Back if !ends => {
                let ending = if survey.touches == 0 { Ending::Declined } else { Ending::Partial };
                return self.leave_screen(survey, Some(ending));
            }
            _ => {}
        }
        Step::Stay(State::Survey(survey))
    }

    /// The person is done with the screen: with an ending, with the survey.
    fn leave_screen(&mut self, mut survey: Box<Survey>, ending: Option<Ending>) -> Step {
        let since = survey.leaving.map_or(self.now.uptime, |leaving| leaving.since);
        survey.leaving = Some(Leaving { since, ending, asked: None });
        self.go_on(survey)
    }

    /// Goes on as soon as everything that was touched is a row.
    fn go_on(&mut self, mut survey: Box<Survey>) -> Step {
        let Some(leaving) = survey.leaving.as_mut().filter(|_| !self.asks.holds_touches(survey.visit)) else {
            return Step::Stay(State::Survey(survey));
        };
        match (leaving.ending, leaving.asked) {
            (None, _) => {
                (survey.why, survey.leaving) = (true, None);
                Step::Enter(State::Survey(survey))
            }
            (Some(ending), None) => {
                let (visit, at) = (survey.visit, self.now.wall);
                leaving.asked = Some(self.ask(Question::SurveyEnded { visit, ending, at }));
                Step::Stay(State::Survey(survey))
            }
            (Some(_), Some(_)) => Step::Stay(State::Survey(survey)),
        }
    }

    /// Something was written.
    pub(super) fn survey_answered(&mut self, survey: Box<Survey>, id: RequestId) -> Step {
        match survey.leaving {
            Some(Leaving { asked: Some(asked), ending, .. }) if asked == id => {
                self.active_at = self.now.uptime;
                match ending {
                    Some(Ending::Completed) => Step::Enter(State::SurveyThanks { since: self.now.uptime }),
                    _ => self.home(),
                }
            }
            _ => self.go_on(survey),
        }
    }

    /// The ledger has not written it in time. It is asked on, and nobody is thanked for what may get lost.
    pub(super) fn survey_unsaved(&mut self, survey: &Survey) -> Step {
        match survey.leaving {
            Some(Leaving { asked: Some(_), .. }) => {}
            Some(Leaving { ending, .. }) => self.end_survey(survey, ending),
            None => {}
        }
        if survey.touches == 0 { self.home() } else { self.unsaved(Unsaved::Answers) }
    }

    fn save(&mut self, survey: &mut Survey, answer: SurveyAnswer) {
        survey.touches += 1;
        self.ask(Question::SurveyTouched { visit: survey.visit, answer, nth: survey.touches, at: self.now.wall });
    }

    /// Ends a survey; without an ending it was left.
    pub(super) fn end_survey(&mut self, survey: &Survey, ending: Option<Ending>) {
        let left = if survey.touches == 0 { Ending::Timeout } else { Ending::Partial };
        self.ask(Question::SurveyEnded { visit: survey.visit, ending: ending.unwrap_or(left), at: self.now.wall });
    }
}
