//! The page of exports.

use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate};

use super::{Effect, Hands, Then};
use crate::device::{ExportEnd, RequestId};
use crate::touch::{ManageTouch, Span, Touch};
use crate::view::{ExportState, ExportView, ManageScreen};

#[derive(Debug)]
pub(super) struct Export {
    picked: Span,
    state: ExportState,
    under_way: Option<UnderWay>,
}

#[derive(Clone, Copy, Debug)]
struct UnderWay {
    id: RequestId,
    /// When it was last heard of.
    heard_at: Duration,
}

impl Export {
    pub(super) fn new() -> Export {
        Export { picked: Span::Today, state: ExportState::Ready, under_way: None }
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        if self.under_way.is_some() {
            return Then::Stay;
        }
        match touch {
            Touch::Back => return Then::Back,
            Touch::Manage(ManageTouch::Span(span)) => (self.picked, self.state) = (span, ExportState::Ready),
            Touch::Main => {
                let (from, until) = periods(hands.now.today())[self.picked as usize];
                let id = hands.request();
                hands.effect(Effect::Export { id, from, until });
                self.under_way = Some(UnderWay { id, heard_at: hands.uptime() });
                self.state = ExportState::Writing;
            }
            _ => {}
        }
        Then::Stay
    }

    pub(super) fn heard_at(&self) -> Option<Duration> {
        self.under_way.map(|export| export.heard_at)
    }

    pub(super) fn goes_on(&mut self, hands: &Hands, id: RequestId) {
        if let Some(export) = self.under_way.as_mut().filter(|export| export.id == id) {
            export.heard_at = hands.uptime();
        }
    }

    pub(super) fn ended(&mut self, hands: &mut Hands, id: RequestId, end: ExportEnd) {
        if self.under_way.take_if(|export| export.id == id).is_some() {
            self.state = ExportState::Ended(end);
            hands.somebody_is_there();
        }
    }

    pub(super) fn given_up(&mut self, hands: &mut Hands) {
        if let Some(export) = self.under_way {
            self.ended(hands, export.id, ExportEnd::Silent);
        }
    }

    pub(super) fn screen(&self, hands: &Hands) -> ManageScreen {
        let periods = periods(hands.now.today());
        ManageScreen::Export(ExportView { periods, picked: self.picked, state: self.state.clone() })
    }
}

/// Today, the last seven days, this month, the month before; both ends included.
fn periods(today: NaiveDate) -> [(NaiveDate, NaiveDate); 4] {
    let first = today.with_day(1).unwrap_or(today);
    let before = first.pred_opt().unwrap_or(first);
    [(today, today), (today - Days::new(6), today), (first, today), (before.with_day(1).unwrap_or(before), before)]
}
