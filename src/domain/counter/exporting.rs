//! The staff's page of exports.

use super::state::{Desk, DeskPage, Exporting, State, Step};
use super::{Counter, Effect};
use crate::device::{ExportEnd, RequestId};
use crate::touch::Span;
use crate::touch::{Thing, Touch};
use crate::view::ExportState;

impl Counter {
    pub(super) fn export_touched(
        &mut self,
        mut desk: Box<Desk>,
        mut picked: Span,
        mut state: ExportState,
        mut waits_for: Option<Exporting>,
        touch: Touch,
    ) -> Step {
        match touch {
            Touch::Back if waits_for.is_none() => return self.show_queue(desk),
            Touch::Pick(Thing::Span(span)) if waits_for.is_none() => {
                picked = span;
                state = ExportState::Ready;
            }
            Touch::Main if waits_for.is_none() => {
                let (from, until) = self.export_periods()[picked as usize];
                let id = self.request();
                self.out.push(Effect::Export { id, from, until });
                waits_for = Some(Exporting { id, heard_at: self.now.uptime });
                state = ExportState::Writing;
            }
            _ => {}
        }
        desk.page = DeskPage::Export { picked, state, waits_for };
        Step::Stay(State::Desk(desk))
    }

    pub(super) fn export_goes_on(&mut self, mut state: State, id: RequestId) -> Step {
        if let State::Desk(desk) = &mut state
            && let DeskPage::Export { waits_for: Some(export), .. } = &mut desk.page
            && export.id == id
        {
            export.heard_at = self.now.uptime;
        }
        Step::Stay(state)
    }

    pub(super) fn exported(&mut self, state: State, id: RequestId, end: ExportEnd) -> Step {
        let State::Desk(mut desk) = state else { return Step::Stay(state) };
        if let DeskPage::Export { state, waits_for, .. } = &mut desk.page
            && waits_for.is_some_and(|export| export.id == id)
        {
            *waits_for = None;
            *state = ExportState::Ended(end);
            self.active_at = self.now.uptime;
        }
        Step::Stay(State::Desk(desk))
    }
}
