//! What customers do, each where it can be done.

use domain::policy::Reason;
use domain::touch::AnswerOption;
use domain::view::{CustomerScreen, Screen};

use super::{Person, Touch};

impl Person {
    /// Scans the receipt of an order, takes one unit of its first line and says why; nothing else is true of the goods.
    /// Then the answer is there.
    pub fn returns(&mut self, order: &str, reason: Reason) -> &mut Person {
        self.scan(&format!("R{order}")).chooses(&[0]).says_of_each(&[reason])
    }

    /// The same, and goes on to the slip.
    pub fn hands_in(&mut self, order: &str, reason: Reason) -> &mut Person {
        self.returns(order, reason).accepts().confirms()
    }

    /// Takes one unit of each of these lines, and goes on.
    pub fn chooses(&mut self, rows: &[u16]) -> &mut Person {
        assert_eq!(self.sees(), "choose");
        for row in rows {
            self.touch(Touch::Pick(*row));
        }
        self.touch(Touch::Main)
    }

    /// Says why, and goes on.
    pub fn says(&mut self, reason: Reason) -> &mut Person {
        let Screen::Customer(CustomerScreen::Reason { reasons, .. }) = self.screen() else {
            panic!("{:?}", self.screen())
        };
        let at = reasons.iter().position(|other| *other == reason).unwrap();
        self.touches(&[Touch::Pick(at as u16), Touch::Main])
    }

    /// Says why of each line that was chosen; nothing else is true of the goods, and there is no proof. Then the answer
    /// is there.
    pub fn says_of_each(&mut self, reasons: &[Reason]) -> &mut Person {
        for reason in reasons {
            self.says(*reason);
            if self.sees() == "condition" {
                self.says_none_of_these();
            }
            if self.sees() == "proof" {
                self.has_no_proof();
            }
        }
        assert_eq!(self.sees(), "answer");
        self
    }

    /// Nothing of what is asked is true of the goods.
    pub fn says_none_of_these(&mut self) -> &mut Person {
        self.goes_on_from("condition")
    }

    /// "Not yet", which stands last.
    fn has_no_proof(&mut self) -> &mut Person {
        let Screen::Customer(CustomerScreen::Proof { evidence, .. }) = self.screen() else {
            panic!("{:?}", self.screen())
        };
        self.touches(&[Touch::Pick(evidence.len() as u16), Touch::Main])
    }

    /// Goes on from the answer.
    pub fn accepts(&mut self) -> &mut Person {
        self.goes_on_from("answer")
    }

    /// Hands in what the summary says.
    pub fn confirms(&mut self) -> &mut Person {
        self.goes_on_from("confirm")
    }

    /// Has read the number.
    pub fn goes(&mut self) -> &mut Person {
        self.goes_on_from("thanks")
    }

    /// Takes what else can be done from the answer.
    pub fn asks_for(&mut self, option: AnswerOption) -> &mut Person {
        let at = self.answer().options.iter().position(|other| *other == option).unwrap();
        self.touch(Touch::Pick(at as u16))
    }

    /// Types an order's digits and its date of purchase.
    pub fn types(&mut self, digits: &str, ordered_on: &str) -> &mut Person {
        assert_eq!(self.sees(), "number");
        self.digits(digits).touch(Touch::Main).digits(ordered_on).touch(Touch::Main)
    }

    /// Calls the staff, and goes on.
    pub fn calls(&mut self) -> &mut Person {
        self.touches(&[Touch::Call, Touch::Close])
    }

    fn goes_on_from(&mut self, screen: &str) -> &mut Person {
        assert_eq!(self.sees(), screen);
        self.touch(Touch::Main)
    }
}
