//! The staff's door: what waits behind their screens, what lies over them, and what becomes of it when they are locked.

use super::customer::Offer;
use super::desk::Desk;
use super::manage::Manage;
use super::{Counter, Front, Staff};
use crate::touch::ManageTouch;
use crate::view::Notice;

impl Counter {
    /// The door in the card of the bell. A visit on screen waits behind the staff's screens.
    pub(super) fn open_door(&mut self) {
        let offer = match &mut self.front {
            Front::Starting { .. } | Front::Staff(_) => return,
            Front::Customer if self.customer.hands_over() => return,
            Front::Customer => self.customer.cover(),
            Front::Survey(survey) => {
                if !survey.cover(&mut self.hands) {
                    return;
                }
                None
            }
        };
        self.hands.notice = None;
        self.hands.bell.door_opens();
        let desk = Desk::open(&mut self.hands, offer.map(|offer| (offer.visit, offer.until)));
        self.front = Front::Staff(Box::new(Staff { desk, manage: None }));
        self.enters();
    }

    /// Locks the staff's screens. The customer whose visit was decided is asked how it was, if they say that they are
    /// there; nobody of the staff sees it. With nobody there, the visit behind is wiped.
    pub(super) fn lock(&mut self, somebody: bool) {
        let Front::Staff(staff) = &mut self.front else { return };
        // Whoever only looked at the door still waits for the staff.
        let waits = somebody && staff.desk.who().is_none();
        let call = if waits { self.hands.bell.take() } else { None };
        let closed = staff.desk.leave(&mut self.hands);
        if somebody && self.customer.uncover(&mut self.hands) {
            self.hands.notice = None;
            self.front = Front::Customer;
            self.enters();
        } else {
            self.customer.left(&mut self.hands);
            self.go_home();
            if let Some((visit, until)) = closed.filter(|_| somebody) {
                self.customer.offer(&self.hands, Offer { visit, until });
            }
        }
        self.hands.bell.keep(call);
    }

    /// What lies over the desk is opened from its queue.
    pub(super) fn open_manage(&mut self, page: ManageTouch) {
        let Front::Staff(staff) = &mut self.front else { return };
        let Some(role) = staff.desk.at_queue() else { return };
        match Manage::open(&mut self.hands, role, page) {
            Some(manage) => {
                staff.desk.leaves_queue();
                staff.manage = Some(manage);
                self.enters();
            }
            None => self.hands.say(Notice::ManagersOnly),
        }
    }
}
