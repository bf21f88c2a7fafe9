//! Several lines of one order in one visit.

use domain::judge::{HandIn, Outcome, Payer, Request};
use domain::money::Won;
use domain::order::{Category, Status};
use domain::policy::{Flag, Reason};

use crate::world::{date, general, item, judged};

fn of(reasons: &[Reason]) -> Request {
    general(Reason::ChangeOfMind, |request| {
        request.order.shipping.paid = Won::ZERO;
        request.items = reasons.iter().map(|reason| item(Category::General, *reason)).collect();
    })
}

#[test]
fn the_first_delivery_is_charged_once_an_order() {
    let decision = judged(&of(&[Reason::ChangeOfMind, Reason::OrderedByMistake, Reason::ChangeOfMind]));
    assert_eq!(decision.shipping.amount, Won(3000));
    assert_eq!(decision.refund.amount, Won(27_000));
}

#[test]
fn the_way_back_is_charged_once_a_visit() {
    let mut request = of(&[Reason::ChangeOfMind, Reason::Defective, Reason::ChangeOfMind]);
    request.hand_in = HandIn::Courier;
    assert_eq!(judged(&request).shipping.amount, Won(6000));
}

#[test]
fn a_fee_is_charged_once_a_line_and_for_the_customers_reasons_alone() {
    let mut request = of(&[Reason::ChangeOfMind, Reason::Defective, Reason::OrderedByMistake]);
    for item in &mut request.items {
        item.line.cancellation_fee = Won(1000);
    }
    request.items[0].returning = 2;
    let decision = judged(&request);
    assert_eq!(decision.cancellation_fee, Won(2000));
    assert_eq!(decision.refund.amount, Won(40_000 - 3000 - 2000));
}

/// Everything that is left of an order whose first delivery was paid for.
fn last(reasons: &[Reason], change: impl FnOnce(&mut Request)) -> (Won, Won) {
    let mut request = of(reasons);
    request.order.shipping.paid = Won(2500);
    request.last = true;
    for item in &mut request.items {
        item.returning = 2;
    }
    change(&mut request);
    let decision = judged(&request);
    (decision.first_delivery, decision.refund.amount)
}

#[test]
fn a_paid_first_delivery_goes_back_with_the_last_request_and_never_for_a_change_of_mind_of_sent_goods() {
    use Reason::{ChangeOfMind, Defective, WrongItem};
    assert_eq!(last(&[Defective, WrongItem], |_| ()), (Won(2500), Won(42_500)));
    assert_eq!(last(&[Defective, ChangeOfMind], |_| ()), (Won::ZERO, Won(40_000)));
    assert_eq!(last(&[ChangeOfMind], |request| request.order.status = Status::Preparing), (Won(2500), Won(22_500)));
    assert_eq!(last(&[Defective], |request| request.last = false), (Won::ZERO, Won(20_000)));
    assert_eq!(last(&[Defective], |request| request.order.shipping.paid = Won::ZERO), (Won::ZERO, Won(20_000)));
    let refused = |request: &mut Request| request.items[1].reason = Reason::PriceChange;
    assert_eq!(last(&[Defective, Defective], refused), (Won::ZERO, Won(20_000)), "a refused line is left");
    let fee = |request: &mut Request| {
        request.order.status = Status::Paid;
        request.items[0].line.cancellation_fee = Won(1000);
    };
    assert_eq!(last(&[ChangeOfMind], fee), (Won(2500), Won(21_500)));
}

#[test]
fn a_refused_line_stands_beside_the_others_and_moves_no_money() {
    let mut request = of(&[Reason::ChangeOfMind, Reason::Defective]);
    request.items[0].condition.insert(Flag::CarelessDamage);
    request.items[0].line.cancellation_fee = Won(1000);
    let decision = judged(&request);
    let outcomes: Vec<Outcome> = decision.lines.iter().map(|line| line.outcome).collect();
    assert_eq!(outcomes, [Outcome::Refused, Outcome::Eligible]);
    assert_eq!((decision.shipping.payer, decision.shipping.amount), (Payer::Store, Won::ZERO));
    assert_eq!((decision.cancellation_fee, decision.refund.amount), (Won::ZERO, Won(10_000)));
    assert_eq!((decision.lines[0].net, decision.lines[0].path.len()), (Won::ZERO, 0));
}

#[test]
fn where_all_is_refused_nothing_is_charged_and_nothing_is_due() {
    let mut request = of(&[Reason::ChangeOfMind, Reason::OrderedByMistake]);
    request.requested_on = date("2026-12-24");
    request.order.payments.clear();
    let decision = judged(&request);
    assert_eq!((decision.shipping.payer, decision.shipping.amount), (Payer::Customer, Won::ZERO));
    assert_eq!((decision.refund.amount, decision.refund.due), (Won::ZERO, Won::ZERO));
}

#[test]
fn the_floor_is_under_the_sum_and_not_under_each_line() {
    let mut request = of(&[Reason::ChangeOfMind, Reason::Defective]);
    request.items[0].line.unit_price = Won(1000);
    let refund = judged(&request).refund;
    assert_eq!((refund.amount, refund.due), (Won(1000 + 10_000 - 3000), Won::ZERO));
}
