//! What a customer can still do after a refusal (policy §7).

use domain::judge::Alternative::{AskStaff, ChangeOfMindUntil, DefectUntil, Exchange, Repair};
use domain::judge::{Alternative, Request};
use domain::order::Category;
use domain::policy::{Flag, Reason};

use crate::world::{date, line, request};

fn changed(category: Category, reason: Reason, change: impl FnOnce(&mut Request)) -> Vec<Alternative> {
    let mut request = request(category, reason);
    change(&mut request);
    line(&request).alternatives
}

#[test]
fn after_a_price_change_the_change_of_mind_that_is_still_open_is_said() {
    let until = |day: &str| Some(date(day));
    let defect = DefectUntil(until("2027-02-05"));
    let open = changed(Category::General, Reason::PriceChange, |_| ());
    assert_eq!(open, [ChangeOfMindUntil(until("2026-11-12")), defect, AskStaff]);
    let late = changed(Category::General, Reason::PriceChange, |request| request.requested_on = date("2026-11-13"));
    assert_eq!(late, [defect, AskStaff]);
    let worn = changed(Category::Food, Reason::PriceChange, |request| {
        request.items[0].condition.insert(Flag::Used);
    });
    assert_eq!(worn, [defect, AskStaff]);
    let on_its_way = changed(Category::General, Reason::PriceChange, |request| request.order.received_on = None);
    assert_eq!(on_its_way, [ChangeOfMindUntil(None), DefectUntil(None), AskStaff]);
}

#[test]
fn whole_goods_past_the_week_can_be_exchanged() {
    let late = changed(Category::General, Reason::ChangeOfMind, |request| request.requested_on = date("2026-11-13"));
    assert_eq!(late, [DefectUntil(Some(date("2027-02-05"))), Exchange, AskStaff]);
}

#[test]
fn worn_goods_can_be_repaired() {
    let worn = changed(Category::General, Reason::ChangeOfMind, |request| {
        request.items[0].condition.insert(Flag::CarelessDamage);
    });
    assert_eq!(worn, [DefectUntil(Some(date("2027-02-05"))), Repair, AskStaff]);
}

#[test]
fn a_fault_past_its_deadline_can_be_repaired() {
    let late = changed(Category::General, Reason::Defective, |request| {
        request.requested_on = date("2027-03-02");
        request.items[0].noticed_on = Some(date("2026-11-06"));
    });
    assert_eq!(late, [Repair, AskStaff]);
}

#[test]
fn a_skin_reaction_to_something_else_can_still_be_a_change_of_mind() {
    let other = changed(Category::Apparel, Reason::AdverseReaction, |_| ());
    let until = |day: &str| Some(date(day));
    assert_eq!(other, [ChangeOfMindUntil(until("2026-11-12")), DefectUntil(until("2027-02-05")), AskStaff]);
}

#[test]
fn what_is_not_refused_needs_no_alternative() {
    assert_eq!(changed(Category::General, Reason::ChangeOfMind, |_| ()), []);
}
