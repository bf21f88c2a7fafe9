//! Which clause refuses a visit.

use super::case::{CasePage, decide};
use super::{Desk, Hands, Page, Then, Wait};
use crate::booking::Verdict;
use crate::policy::Clause;
use crate::protocol::Case;
use crate::touch::{DeskTouch, Touch};
use crate::view::DeskScreen;

/// The clauses by which the staff can refuse, in the policy's order: first what an inspection finds.
const CLAUSES: [Clause; 12] = [
    Clause::CarelessDamage,
    Clause::ComponentMissing,
    Clause::Apparel,
    Clause::Consumable,
    Clause::Electronics,
    Clause::Car,
    Clause::Media,
    Clause::Computer,
    Clause::MadeToOrder,
    Clause::EvidenceServiceCenter,
    Clause::EvidenceMedical,
    Clause::DeadlineChangeOfMind,
];

#[derive(Debug)]
pub(super) struct RefuseWhy {
    pub case: Box<Case>,
    picked: Option<Clause>,
    at: u16,
    pub deciding: Option<Wait>,
}

impl RefuseWhy {
    pub(super) fn new(case: Box<Case>) -> RefuseWhy {
        RefuseWhy { case, picked: None, at: 0, deciding: None }
    }

    pub(super) fn screen(&self, hands: &Hands) -> DeskScreen {
        DeskScreen::RefuseWhy {
            number: self.case.visit.number,
            clauses: CLAUSES.to_vec(),
            picked: self.picked,
            page: hands.page(self.at, CLAUSES.len()),
        }
    }
}

impl Desk {
    pub(super) fn refuse_touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        let Page::RefuseWhy(page) = &mut self.page else { return Then::Stay };
        match touch {
            Touch::Back => {
                // A decision that is under way is seen through on the visit's page.
                let page = CasePage::new(page.case.clone(), page.deciding);
                return self.enter(Page::Case(page));
            }
            Touch::NextPage => page.at = (page.at + 1).min(hands.pages(CLAUSES.len()) - 1),
            Touch::PreviousPage => page.at = page.at.saturating_sub(1),
            Touch::Desk(DeskTouch::Clause(clause)) if CLAUSES.contains(&clause) => page.picked = Some(clause),
            Touch::Main if page.deciding.is_none() && self.opening.is_none() => {
                if let (Some(clause), Some(who)) = (page.picked, &self.who) {
                    page.deciding = Some(decide(hands, &page.case, Verdict::Refuse(clause), who.id));
                }
            }
            _ => {}
        }
        Then::Stay
    }
}
