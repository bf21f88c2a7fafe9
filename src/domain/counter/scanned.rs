//! What a scan means to whoever is in front.

use super::{Counter, Front, customer, survey};
use crate::device::{Scan, Unread};
use crate::view::Notice;

impl Counter {
    pub(super) fn scanned(&mut self, scan: Scan) {
        let now = self.hands.uptime();
        self.hands.labels.heard(now);
        let before = self.hands.labels.before(&scan, now);
        self.hands.scanner_speaks();
        let is_new = self.hands.presence.is_new(&scan);
        let in_front = matches!(self.front, Front::Customer);
        if in_front && self.customer.settle_twice(&mut self.hands, Some(&scan)) {
            return;
        }
        let twice = |last: &&Scan| if in_front { self.customer.is_twice(last, &scan) } else { **last == scan };
        if let Some(last) = before.iter().find(twice) {
            if in_front {
                self.customer(|customer, hands| customer.read_twice(hands, last, scan));
            }
            return;
        }
        self.hands.bell.card = false;
        self.customer.withdraw_offer();
        let burst = self.hands.burst();
        if !self.hands.is_known(burst) {
            self.hands.notice = None;
        }
        match &self.front {
            Front::Starting { .. } => self.hands.mention(burst, Notice::ScanLater),
            Front::Survey(survey) => match survey.takes_scan() {
                survey::TakesScan::Later => self.hands.mention(burst, Notice::ScanLater),
                survey::TakesScan::NextCustomer => self.next_customer(scan, is_new),
            },
            Front::Customer => match self.customer.takes_scan(&self.hands, self.screen_stood()) {
                customer::TakesScan::Now => self.customer(|customer, hands| customer.scanned(hands, scan, is_new)),
                customer::TakesScan::Later => self.hands.mention(burst, Notice::ScanLater),
                customer::TakesScan::LaterEvenIfKnown => self.hands.say(Notice::ScanLater),
                customer::TakesScan::Never => {}
                customer::TakesScan::NextCustomer => self.next_customer(scan, is_new),
            },
            Front::Staff(staff) if staff.desk.who().is_none() => {
                self.customer.look_up(&mut self.hands, scan, is_new);
            }
            Front::Staff(_) => self.scanned_by_staff(&scan),
        }
    }

    /// Whoever scans is the next customer, or has come back.
    fn next_customer(&mut self, scan: Scan, is_new: bool) {
        self.go_home();
        self.customer.look_up(&mut self.hands, scan, is_new);
    }

    /// The staff need no more than a visit's number. What is under way is seen through on its own page.
    fn scanned_by_staff(&mut self, scan: &Scan) {
        let burst = self.hands.burst();
        match scan.visit() {
            Some(number) => {
                self.hands.know(burst);
                let Front::Staff(staff) = &self.front else { return };
                if staff.manage.as_ref().is_none_or(|manage| manage.may_be_left()) {
                    self.desk(|desk, hands| desk.open_case(hands, number));
                }
            }
            None => {
                if let Some(code) = scan.codes.first() {
                    self.hands.mention(burst, Notice::unknown_code(code));
                }
            }
        }
    }

    /// Something was held to the scanner that says nothing.
    pub(super) fn unread(&mut self, why: Unread) {
        let now = self.hands.uptime();
        self.hands.labels.heard(now);
        self.hands.scanner_speaks();
        self.hands.bell.card = false;
        self.customer.withdraw_offer();
        let in_front = matches!(self.front, Front::Customer);
        if in_front {
            self.customer.settle_twice(&mut self.hands, None);
        }
        let later = match &self.front {
            Front::Starting { .. } => true,
            Front::Customer => self.customer.hands_over(),
            Front::Survey(survey) => survey.takes_scan() == survey::TakesScan::Later,
            Front::Staff(_) => false,
        };
        let notice = if later { Notice::ScanLater } else { Notice::Unread(why) };
        let burst = self.hands.burst();
        self.hands.mention(burst, notice);
    }
}
