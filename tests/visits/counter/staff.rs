//! What the staff do, each where it can be done.

use domain::policy::Clause;
use domain::view::{DeskScreen, Notice, Screen};

use super::{PIN, Person, Touch};

impl Person {
    /// The clerk comes.
    pub fn clerk_signs_in(&mut self) -> &mut Person {
        self.sign_in(0)
    }

    /// The manager comes.
    pub fn manager_signs_in(&mut self) -> &mut Person {
        self.sign_in(1)
    }

    /// The staff's door, behind the call.
    pub fn opens_the_door(&mut self) -> &mut Person {
        self.touches(&[Touch::Call, Touch::StaffDoor])
    }

    /// Signs in by the place in the list of names.
    fn sign_in(&mut self, who: u16) -> &mut Person {
        self.opens_the_door().touch(Touch::Pick(who)).digits(PIN).touch(Touch::Main)
    }

    /// Opens the visit of that number, as it is called.
    pub fn opens(&mut self, number: u16) -> &mut Person {
        let at = self.queue().rows.iter().position(|row| row.number.short() == number).unwrap();
        self.touch(Touch::Pick(at as u16));
        assert_eq!(self.case().case.visit.number.short(), number);
        self
    }

    /// The clerk comes and approves the visit of that number.
    pub fn staff_approves(&mut self, number: u16) -> &mut Person {
        self.clerk_signs_in().opens(number).approves()
    }

    /// The clerk comes and refuses the visit of that number.
    pub fn staff_refuses(&mut self, number: u16, clause: Clause) -> &mut Person {
        self.clerk_signs_in().opens(number).refuses(clause)
    }

    /// Approves the case that is open, or closes an enquiry after a talk.
    pub fn approves(&mut self) -> &mut Person {
        assert_eq!(self.sees(), "case");
        self.touch(Touch::Approve).has_decided()
    }

    /// Refuses the case that is open.
    pub fn refuses(&mut self, clause: Clause) -> &mut Person {
        assert_eq!(self.sees(), "case");
        self.touch(Touch::Refuse);
        let Screen::Desk(DeskScreen::RefuseWhy { clauses, .. }) = self.screen() else { panic!("{:?}", self.screen()) };
        let at = clauses.iter().position(|other| *other == clause).unwrap();
        self.touches(&[Touch::Pick(at as u16), Touch::Main]).has_decided()
    }

    /// Prints the slip of the case that is open.
    pub fn prints(&mut self) -> &mut Person {
        assert_eq!(self.sees(), "case");
        self.touch(Touch::Print)
    }

    /// Leaves the staff's view, or a page of it.
    pub fn leaves(&mut self) -> &mut Person {
        self.touch(Touch::Back)
    }

    fn has_decided(&mut self) -> &mut Person {
        assert_eq!(self.sees(), "queue");
        assert_eq!(self.view().notice, Some(Notice::Saved));
        self
    }
}
