//! The survey: every touch is a row before the next question is seen, and the end is one before anybody is thanked.
//! While the ledger writes, touches change the answer of the screen in front; none of them reaches the next one.

mod run;

use std::time::Duration;

use super::Patience;
use super::face::{EASY, Weight, Weights};
use super::hands::{Hands, Wait};
use super::idle::Quiet;
use crate::device::RequestId;
use crate::protocol::{Answer, Question, SurveyQuestion};
use crate::survey::CHIPS;
use crate::touch::{SurveyTouch, Touch};
use crate::view::{Notice, Screen, SurveyScreen};
use crate::visit_no::VisitNo;
use run::Run;

/// See the module.
#[derive(Debug)]
pub(super) struct Survey(Stage);

#[derive(Debug)]
enum Stage {
    Opening {
        visit: VisitNo,
        wait: Wait,
    },
    Asking(Run),
    Thanks {
        since: Duration,
    },
    /// The ledger did not answer in time.
    Unsaved,
}

/// What the part leads to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Then {
    Stay,
    Enter,
    /// It is over, and this is said to whoever comes next.
    Home(Option<Notice>),
}

/// Whether it has a use for a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakesScan {
    Later,
    /// Whoever scans is the next customer.
    NextCustomer,
}

/// What hangs on a touch.
pub(super) fn weight(touch: SurveyTouch) -> Weight {
    match touch {
        SurveyTouch::Score(_) => Weight::Main,
        SurveyTouch::Chip(_) => Weight::Toggle,
    }
}

impl Survey {
    /// Asks the ledger for the survey of a closed visit.
    pub(super) fn open(hands: &mut Hands, visit: VisitNo) -> Survey {
        let shown = SurveyQuestion::Shown { visit, at: hands.now.wall };
        Survey(Stage::Opening { visit, wait: hands.wait_for(Question::Survey(shown)) })
    }

    fn enter(&mut self, stage: Stage) -> Then {
        self.0 = stage;
        Then::Enter
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        match &mut self.0 {
            Stage::Opening { .. } => Then::Stay,
            Stage::Asking(run) => run.touched(hands, touch),
            Stage::Thanks { .. } => Then::Home(None),
            Stage::Unsaved if touch == Touch::Main => Then::Home(None),
            Stage::Unsaved => Then::Stay,
        }
    }

    pub(super) fn answered(&mut self, hands: &mut Hands, id: RequestId, answer: Answer) -> Then {
        match &mut self.0 {
            Stage::Opening { visit, wait } => {
                hands.somebody_is_there();
                match answer {
                    Answer::Survey(Some(so_far)) if wait.id == id => {
                        let run = Run::new(*visit, so_far);
                        self.enter(Stage::Asking(run))
                    }
                    Answer::Survey(None) if wait.id == id => Then::Home(Some(Notice::SurveyOver)),
                    _ => Then::Stay,
                }
            }
            Stage::Asking(run) if run.has_ended(id) => {
                hands.somebody_is_there();
                if run.is_completed() { self.enter(Stage::Thanks { since: hands.uptime() }) } else { Then::Home(None) }
            }
            Stage::Asking(run) => run.go_on(hands),
            Stage::Thanks { .. } | Stage::Unsaved => Then::Stay,
        }
    }

    /// The ledger has not answered in time what is awaited.
    pub(super) fn unanswered(&self) -> Then {
        match &self.0 {
            Stage::Opening { .. } => Then::Home(Some(Notice::NoAnswer)),
            Stage::Asking(_) | Stage::Thanks { .. } | Stage::Unsaved => Then::Stay,
        }
    }

    /// The ledger has not written in time what was touched. It is asked on, and nobody is thanked for what may get
    /// lost.
    pub(super) fn unsaved(&mut self, hands: &mut Hands) -> Then {
        let Stage::Asking(run) = &self.0 else { return Then::Stay };
        if run.gives_up(hands) {
            hands.somebody_is_there();
            self.enter(Stage::Unsaved)
        } else {
            Then::Home(None)
        }
    }

    /// Whoever was asked has left.
    pub(super) fn left(&mut self, hands: &mut Hands) -> Then {
        self.end(hands);
        Then::Home(None)
    }

    /// The staff's screens come over it, which ends it; false where it cannot be left now.
    pub(super) fn cover(&mut self, hands: &mut Hands) -> bool {
        self.end(hands);
        !matches!(self.0, Stage::Opening { .. })
    }

    fn end(&self, hands: &mut Hands) {
        if let Stage::Asking(run) = &self.0 {
            run.end(hands, None);
        }
    }

    pub(super) fn takes_scan(&self) -> TakesScan {
        match self.0 {
            Stage::Opening { .. } | Stage::Asking(_) => TakesScan::Later,
            Stage::Thanks { .. } | Stage::Unsaved => TakesScan::NextCustomer,
        }
    }

    pub(super) fn awaited(&self) -> Option<Wait> {
        match self.0 {
            Stage::Opening { wait, .. } => Some(wait),
            Stage::Asking(_) | Stage::Thanks { .. } | Stage::Unsaved => None,
        }
    }

    pub(super) fn quiet(&self, patience: &Patience) -> Quiet {
        match self.0 {
            Stage::Opening { .. } => Quiet::Never,
            Stage::Asking(_) | Stage::Unsaved => Quiet::After(patience.idle),
            Stage::Thanks { since } => Quiet::At(since + patience.thanks),
        }
    }

    /// When a screen that waits for the ledger says so.
    pub(super) fn signs_at(&self, patience: &Patience) -> Option<Duration> {
        Some(self.leaves_since()? + patience.sign)
    }

    /// When nobody waits any longer for what was said.
    pub(super) fn given_up_at(&self, patience: &Patience) -> Option<Duration> {
        Some(self.leaves_since()? + patience.ledger)
    }

    fn leaves_since(&self) -> Option<Duration> {
        match &self.0 {
            Stage::Asking(run) => run.leaves_since(),
            Stage::Opening { .. } | Stage::Thanks { .. } | Stage::Unsaved => None,
        }
    }

    pub(super) fn weights(&self) -> Weights {
        match &self.0 {
            Stage::Opening { .. } | Stage::Thanks { .. } => EASY,
            Stage::Unsaved => Weights { main: Weight::Final, ..EASY },
            Stage::Asking(run) => run.weights(),
        }
    }

    /// The screen, and whether it says that it waits.
    pub(super) fn screen(&self, hands: &Hands) -> (Screen, bool) {
        let screen = match &self.0 {
            Stage::Opening { .. } => return (Screen::Starting, false),
            Stage::Asking(run) => match run.score.filter(|_| run.why) {
                None => SurveyScreen::Recommend { number: run.visit, picked: run.score },
                Some(score) => {
                    let chips = CHIPS.iter().map(|chip| (*chip, run.chips.contains(chip)));
                    SurveyScreen::Why { kind: score.kind(), chips: chips.collect() }
                }
            },
            Stage::Thanks { .. } => SurveyScreen::Thanks,
            Stage::Unsaved => SurveyScreen::Unsaved,
        };
        let waits = self.signs_at(&hands.setup.patience).is_some_and(|at| hands.uptime() >= at);
        (Screen::Survey(screen), waits)
    }
}
