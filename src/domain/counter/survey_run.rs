//! The survey: every touch is a row before the next question.

use std::collections::BTreeSet;

use super::state::{State, Step, Survey};
use super::view::Notice;
use super::{Answer, Counter, Question, RequestId, Touch};
use crate::nps::Score;
use crate::survey::{CHIPS, Ending, SurveyAnswer};
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
                chips: BTreeSet::new(),
                why: false,
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
        match touch {
            Touch::Score(score) if !survey.why => {
                if let Some(score) = Score::new(score) {
                    survey.score = Some(score);
                    self.save(&mut survey, SurveyAnswer::Recommend(score));
                }
            }
            Touch::Main if !survey.why && survey.score.is_some() => {
                survey.why = true;
                return Step::Enter(State::Survey(survey));
            }
            Touch::Pick(at) if survey.why => {
                if let Some(chip) = CHIPS.get(usize::from(at)) {
                    let touched = !survey.chips.remove(chip);
                    if touched {
                        survey.chips.insert(*chip);
                    }
                    self.save(&mut survey, SurveyAnswer::Why(*chip, touched));
                }
            }
            Touch::Main | Touch::Back if survey.why => {
                self.end_survey(&survey, Some(Ending::Completed));
                return Step::Enter(State::SurveyThanks { since: self.now.uptime });
            }
            Touch::Back => {
                self.end_survey(&survey, Some(if survey.touches == 0 { Ending::Declined } else { Ending::Partial }));
                return self.home();
            }
            _ => {}
        }
        Step::Stay(State::Survey(survey))
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
