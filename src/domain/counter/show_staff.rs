//! What the staff see.

use chrono::{Datelike, Days, NaiveDate};

use super::Counter;
use super::desk::CLAUSES;
use super::show::{Framed, framed};
use super::state::{Desk, DeskPage, Print};
use crate::moment::Trust;
use crate::view::{
    Back, Blocked, CaseView, ExportState, ExportView, Main, MissedView, Page, QueueView, Screen, SignInView,
};

impl Counter {
    pub(super) fn show_desk(&self, desk: &Desk) -> Framed {
        let previous = Some(Back::Previous);
        let page = |rows: usize| self.page_of(desk, rows);
        match &desk.page {
            DeskPage::SignIn { names, picked, pin, trouble, .. } => {
                let screen = Screen::SignIn(SignInView {
                    names: names.clone(),
                    picked: *picked,
                    typed: pin.0.len(),
                    trouble: *trouble,
                });
                framed(screen, None, Some(Back::Lock), Some(Main::Done))
            }
            DeskPage::Queue => {
                framed(Screen::Queue(self.queue_view(desk, page(desk.rows.len()))), None, Some(Back::Lock), None)
            }
            DeskPage::Missed(calls) => {
                let view = MissedView { calls: calls.clone(), page: page(calls.len()), now: self.now.wall };
                framed(Screen::Missed(view), None, previous, Some(Main::Done))
            }
            DeskPage::Case { case, print, phone } => {
                let waiting = case.stage == crate::booking::Stage::Waiting;
                let main = if case.visit.booking.is_open() { Main::Approve } else { Main::Talked };
                let printing = !matches!(print, Print::None);
                let screen = Screen::Case(Box::new(CaseView {
                    case: (**case).clone(),
                    printing,
                    paper: self.setup.paper,
                    phone: phone.clone(),
                }));
                let cannot = main == Main::Approve && case.settled.is_none();
                framed(screen, None, previous, waiting.then_some(main))
                    .blocked_if(waiting && cannot, Blocked::NoSum)
                    .blocked_if(printing || desk.waits_for.is_some(), Blocked::Busy)
            }
            DeskPage::RefuseWhy { case, picked } => {
                let screen = Screen::RefuseWhy {
                    number: case.visit.number,
                    clauses: CLAUSES.to_vec(),
                    picked: *picked,
                    page: page(CLAUSES.len()),
                };
                framed(screen, None, previous, Some(Main::Refuse)).blocked_if(picked.is_none(), Blocked::ChooseOne)
            }
            DeskPage::Export { picked, state, .. } => {
                let periods = self.export_periods();
                let writing = *state == ExportState::Writing;
                let screen = Screen::Export(ExportView { periods, picked: *picked, state: state.clone() });
                framed(screen, None, previous, Some(Main::Export)).blocked_if(writing, Blocked::Busy)
            }
            DeskPage::Devices { findings, waits_for } => {
                let looking = waits_for.is_some();
                let screen = Screen::Devices { findings: findings.clone(), looking };
                framed(screen, None, previous, Some(Main::Again)).blocked_if(looking, Blocked::Busy)
            }
        }
    }

    /// Where the staff stand in a list of so many rows.
    pub(super) fn page_of(&self, desk: &Desk, rows: usize) -> Page {
        Page { at: desk.list_page, of: self.pages(rows), size: self.setup.rows }
    }

    fn queue_view(&self, desk: &Desk, page: Page) -> QueueView {
        let (name, role) = match &desk.who {
            Some(who) => (who.name.clone(), who.role),
            None => (String::new(), crate::staff::Role::Clerk),
        };
        QueueView {
            name,
            role,
            rows: desk.rows.clone(),
            page,
            now: self.now.wall,
            missed: desk.missed.len(),
            down: self.down_now(),
            clock_doubtful: self.now.trust != Trust::Trusted,
        }
    }

    /// Today, the last seven days, this month, the month before; both ends included.
    pub(super) fn export_periods(&self) -> [(NaiveDate, NaiveDate); 4] {
        let today = self.now.today();
        let first = today.with_day(1).unwrap_or(today);
        let before = first.pred_opt().unwrap_or(first);
        [(today, today), (today - Days::new(6), today), (first, today), (before.with_day(1).unwrap_or(before), before)]
    }
}
