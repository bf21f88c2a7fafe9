//! The questions of one survey.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Hands, Then, Weight, Weights};
use crate::device::RequestId;
use crate::nps::Score;
use crate::protocol::{Question, SurveyQuestion, SurveySoFar};
use crate::survey::{Chip, Ending, SurveyAnswer};
use crate::touch::{SurveyTouch, Touch};
use crate::visit_no::VisitNo;

#[derive(Debug)]
pub(super) struct Run {
    pub visit: VisitNo,
    touches: u32,
    pub score: Option<Score>,
    pub chips: BTreeSet<Chip>,
    pub why: bool,
    /// The person is done with the screen; it goes on when what was touched is written.
    leaving: Option<Leaving>,
}

/// Where a survey goes on, and since when it waits for the ledger.
#[derive(Clone, Copy, Debug)]
struct Leaving {
    since: Duration,
    /// The end of the survey; none for the next screen.
    ending: Option<Ending>,
    /// The end is being written.
    asked: Option<RequestId>,
}

impl Run {
    pub(super) fn new(visit: VisitNo, so_far: SurveySoFar) -> Run {
        let SurveySoFar { score, chips, touches } = so_far;
        Run { visit, touches, score, chips, why: false, leaving: None }
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        let ends = matches!(self.leaving, Some(Leaving { ending: Some(_), .. }));
        match touch {
            // The end is on its way into the ledger: nothing is said after it.
            _ if matches!(self.leaving, Some(Leaving { asked: Some(_), .. })) => {}
            Touch::Survey(SurveyTouch::Score(score)) if !self.why => {
                if let Some(score) = Score::new(score) {
                    self.score = Some(score);
                    self.save(hands, SurveyAnswer::Recommend(score));
                }
            }
            Touch::Main if !self.why && self.leaving.is_none() && self.score.is_some() => {
                return self.leave_screen(hands, None);
            }
            Touch::Survey(SurveyTouch::Chip(chip)) if self.why => {
                let touched = !self.chips.remove(&chip);
                if touched {
                    self.chips.insert(chip);
                }
                self.save(hands, SurveyAnswer::Why(chip, touched));
            }
            Touch::Main | Touch::Back if self.why && !ends => {
                return self.leave_screen(hands, Some(Ending::Completed));
            }
            Touch::Back if !ends => {
                let ending = if self.touches == 0 { Ending::Declined } else { Ending::Partial };
                return self.leave_screen(hands, Some(ending));
            }
            _ => {}
        }
        Then::Stay
    }

    /// The person is done with the screen: with an ending, with the survey.
    fn leave_screen(&mut self, hands: &mut Hands, ending: Option<Ending>) -> Then {
        let since = self.leaving.map_or(hands.uptime(), |leaving| leaving.since);
        self.leaving = Some(Leaving { since, ending, asked: None });
        self.go_on(hands)
    }

    /// Goes on as soon as everything that was touched is a row.
    pub(super) fn go_on(&mut self, hands: &mut Hands) -> Then {
        let Some(leaving) = &mut self.leaving else { return Then::Stay };
        let of = self.visit;
        let touches = |question: &Question| matches!(question, Question::Survey(SurveyQuestion::Touched { visit, .. }) if *visit == of);
        if hands.has_open(touches) {
            return Then::Stay;
        }
        match (leaving.ending, leaving.asked) {
            (None, _) => {
                (self.why, self.leaving) = (true, None);
                Then::Enter
            }
            (Some(ending), None) => {
                let ended = SurveyQuestion::Ended { visit: of, ending, at: hands.now.wall };
                leaving.asked = Some(hands.ask(Question::Survey(ended)));
                Then::Stay
            }
            (Some(_), Some(_)) => Then::Stay,
        }
    }

    /// Whether that was the answer to the end.
    pub(super) fn has_ended(&self, id: RequestId) -> bool {
        matches!(self.leaving, Some(Leaving { asked: Some(asked), .. }) if asked == id)
    }

    pub(super) fn is_completed(&self) -> bool {
        matches!(self.leaving, Some(Leaving { ending: Some(Ending::Completed), .. }))
    }

    /// Nobody waits for the ledger any more. Whether anything was said that may get lost.
    pub(super) fn gives_up(&self, hands: &mut Hands) -> bool {
        if let Some(Leaving { asked: None, ending, .. }) = self.leaving {
            self.end(hands, ending);
        }
        self.touches > 0
    }

    /// Ends it; without an ending it was left.
    pub(super) fn end(&self, hands: &mut Hands, ending: Option<Ending>) {
        let left = if self.touches == 0 { Ending::Timeout } else { Ending::Partial };
        let ended = SurveyQuestion::Ended { visit: self.visit, ending: ending.unwrap_or(left), at: hands.now.wall };
        hands.ask(Question::Survey(ended));
    }

    /// Since when it waits for the ledger.
    pub(super) fn leaves_since(&self) -> Option<Duration> {
        Some(self.leaving?.since)
    }

    pub(super) fn weights(&self) -> Weights {
        // Skipping ends it, and the staff's door does too.
        let main = if self.why { Weight::Final } else { Weight::Main };
        Weights { main, back: Weight::Final, door: Weight::Final }
    }

    fn save(&mut self, hands: &mut Hands, answer: SurveyAnswer) {
        self.touches += 1;
        let touched = SurveyQuestion::Touched { visit: self.visit, answer, nth: self.touches, at: hands.now.wall };
        hands.ask(Question::Survey(touched));
    }
}
