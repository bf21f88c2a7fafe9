//! Mutants of what is said in surveys.

use domain::device::RequestId;
use domain::protocol::{Answer, Question, SurveyQuestion};
use domain::view::{Blocked, Screen, SurveyScreen};

use super::*;

pub fn the_second_touch_is_not_written() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Survey(SurveyQuestion::Touched { visit, nth: 2, at, .. })) => {
            vec![Effect::Ask(id, Question::Survey(SurveyQuestion::Shown { visit, at }))]
        }
        effect => vec![effect],
    }))
}

pub fn rows_are_said_to_be_there_when_they_are_asked_for() -> Box<dyn Mutant> {
    Box::new(SaysSaved::default())
}

pub fn thanks_are_seen_while_the_answers_are_being_written() -> Box<dyn Mutant> {
    Box::new(Sees(
        |_: &mut (), view| {
            let written = matches!(view.screen, Screen::Survey(SurveyScreen::Why { .. }))
                && view.frame.blocked == Some(Blocked::Busy);
            if written { View { screen: Screen::Survey(SurveyScreen::Thanks), ..view } } else { view }
        },
        (),
    ))
}

#[derive(Default)]
struct SaysSaved(Vec<RequestId>);
impl Mutant for SaysSaved {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        let saved = std::mem::take(&mut self.0).into_iter().map(|id| Event::Answered(id, Answer::Done));
        match event {
            Event::Started => vec![Event::Started],
            event => saved.chain([event]).collect(),
        }
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        for effect in &effects {
            if let Effect::Ask(
                id,
                Question::Survey(SurveyQuestion::Touched { .. }) | Question::Survey(SurveyQuestion::Ended { .. }),
            ) = effect
            {
                self.0.push(*id);
            }
        }
        effects
    }
}
