//! What holds for every request.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use domain::judge::{HandIn, Item, Outcome, Request};
use domain::money::Won;
use domain::order::{Category, LineFacts, Method, Payment, Shipping, Status};
use domain::policy::{Evidence, Flag, Reason};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::world::{date, general, try_judged};

const METHODS: [Method; 5] =
    [Method::Card, Method::BankTransfer, Method::VirtualAccount, Method::Mobile, Method::Points];

fn categories() -> impl Strategy<Value = Category> {
    select(vec![Category::Apparel, Category::Cosmetics, Category::Electronics, Category::Media, Category::General])
}

prop_compose! {
    fn lines()(
        category in categories(),
        unit_price in 0i64..2_000_000,
        quantity in 1u32..12,
        percent in 0i64..=100,
        odd in 0i64..100,
        made in any::<bool>(),
        fee in select(vec![0i64, 0, 2000, 500_000]),
    ) -> LineFacts {
        let gross = unit_price * i64::from(quantity);
        LineFacts {
            category,
            unit_price: Won(unit_price),
            quantity,
            discount: Won((gross * percent / 100 + odd).min(gross)),
            already_returned: 0,
            made_to_order: made,
            production_started: made,
            cancellation_fee: Won(fee),
        }
    }
}

prop_compose! {
    fn items()(
        line in lines(),
        reason in select(Reason::ALL.to_vec()),
        already in 0u32..12,
        returning in 1u32..12,
        noticed_after in proptest::option::of(0i64..120),
        condition in subsequence(vec![Flag::CarelessDamage, Flag::Used, Flag::TagRemoved], 0..2),
        evidence in subsequence(vec![Evidence::ServiceCenterReport, Evidence::MedicalOpinion], 0..2),
    ) -> Item {
        let mut line = line;
        line.already_returned = already.min(line.quantity - 1);
        Item {
            line,
            returning: returning.min(line.returnable()),
            reason,
            noticed_on: noticed_after.map(|days| received_on() + TimeDelta::days(days)),
            condition: BTreeSet::from_iter(condition),
            evidence: BTreeSet::from_iter(evidence),
        }
    }
}

fn received_on() -> NaiveDate {
    date("2026-01-10")
}

/// Payments that cover `total`, cut at random.
fn payments(total: i64, cuts: &[i64]) -> Vec<Payment> {
    let mut rest = total;
    let mut payments = Vec::new();
    for (method, cut) in METHODS.into_iter().rev().zip(cuts.iter().chain([&100])) {
        let amount = rest * cut / 100;
        rest -= amount;
        payments.push(Payment { method, amount: Won(amount), refunded: Won::ZERO });
    }
    payments[4].amount = payments[4].amount + Won(rest);
    payments
}

prop_compose! {
    fn requests()(
        items in proptest::collection::vec(items(), 1..4),
        asked_after in 0i64..150,
        status in select(vec![Status::Paid, Status::Preparing, Status::InTransit, Status::Delivered]),
        free: bool,
        outbound_charged: bool,
        courier: bool,
        cuts in proptest::collection::vec(0i64..=100, 4),
    ) -> Request {
        let mut items = items;
        let requested_on = received_on() + TimeDelta::days(asked_after);
        for item in &mut items {
            item.noticed_on = item.noticed_on.map(|on| on.min(requested_on));
        }
        general(Reason::ChangeOfMind, |request| {
            let total = items.iter().map(whole).sum::<i64>();
            request.requested_on = requested_on;
            request.hand_in = if courier { HandIn::Courier } else { HandIn::Counter };
            request.order.ordered_on = date("2026-01-05");
            request.order.received_on = (status == Status::Delivered).then(received_on);
            request.order.status = status;
            let paid = Won(if free { 0 } else { 3000 });
            request.order.shipping = Shipping { paid, standard: Won(3000), outbound_charged, ..Shipping::default() };
            request.order.payments = payments(total, &cuts);
            request.items = items;
        })
    }
}

/// What the whole line cost.
fn whole(item: &Item) -> i64 {
    item.line.unit_price.0 * i64::from(item.line.quantity) - item.line.discount.0
}

proptest! {
    #[test]
    fn the_payments_add_up_to_the_refund_and_none_gets_more_than_was_paid_with_it(request in requests()) {
        let refund = try_judged(&request).unwrap().refund;
        let sum: Won = refund.payments.iter().map(|promise| promise.amount).sum();
        prop_assert_eq!(sum, refund.amount);
        for promise in &refund.payments {
            let paid = request.order.payments.iter().find(|payment| payment.method == promise.method).unwrap();
            prop_assert!(Won::ZERO < promise.amount && promise.amount <= paid.amount - paid.refunded);
            prop_assert!(request.requested_on <= promise.earliest && promise.earliest <= promise.latest);
        }
    }

    #[test]
    fn refund_less_due_is_net_less_charges_and_one_of_them_is_nothing(request in requests()) {
        let decision = try_judged(&request).unwrap();
        let net: Won = decision.lines.iter().map(|line| line.net).sum();
        let refund = &decision.refund;
        prop_assert_eq!(refund.amount - refund.due, net - decision.shipping.amount - decision.cancellation_fee);
        prop_assert!(refund.amount == Won::ZERO || refund.due == Won::ZERO);
    }

    #[test]
    fn a_later_request_is_never_judged_more_kindly(request in requests(), later in 1i64..400) {
        let kindness = |outcome| match outcome {
            Outcome::Refused => 0,
            Outcome::NeedsEvidence => 1,
            Outcome::Eligible => 2,
        };
        let mut then = request.clone();
        then.requested_on += TimeDelta::days(later);
        let (now, then) = (try_judged(&request).unwrap(), try_judged(&then).unwrap());
        for (now, then) in now.lines.iter().zip(&then.lines) {
            prop_assert!(kindness(then.outcome) <= kindness(now.outcome));
        }
    }

    #[test]
    fn partial_returns_in_any_order_add_up_to_the_whole(line in lines(), steps in proptest::collection::vec(1u32..5, 12)) {
        let mut line = line;
        let mut net = Won::ZERO;
        let total = line.unit_price.times(line.quantity) - line.discount;
        for step in steps {
            if line.returnable() == 0 {
                break;
            }
            let mut request = general(Reason::WrongItem, |_| ());
            request.order.payments = payments(total.0, &[25, 25, 25, 25]);
            request.items[0].line = line;
            request.items[0].returning = step.min(line.returnable());
            let part = try_judged(&request).unwrap().lines[0].net;
            prop_assert!(part >= Won::ZERO);
            net = net + part;
            line.already_returned += request.items[0].returning;
        }
        prop_assert_eq!((line.returnable(), net), (0, total));
    }

    #[test]
    fn one_return_after_another_never_gives_back_more_than_was_paid(request in requests()) {
        let mut request = request;
        for _ in 0..12 {
            request.items.retain(|item| item.line.returnable() > 0);
            if request.items.is_empty() {
                break;
            }
            for item in &mut request.items {
                item.returning = item.returning.min(item.line.returnable());
            }
            let decision = try_judged(&request).unwrap();
            for promise in &decision.refund.payments {
                let paid = request.order.payments.iter_mut().find(|p| p.method == promise.method).unwrap();
                paid.refunded = paid.refunded + promise.amount;
                prop_assert!(paid.refunded <= paid.amount);
            }
            for (item, line) in request.items.iter_mut().zip(&decision.lines) {
                if line.is_open() {
                    item.line.already_returned += item.returning;
                }
            }
            request.order.shipping.outbound_charged |= decision.shipping.amount > Won::ZERO;
        }
    }

    #[test]
    fn an_open_line_says_how_and_a_refused_one_why(request in requests()) {
        for line in try_judged(&request).unwrap().lines {
            match line.outcome {
                Outcome::Refused => {
                    prop_assert!(!line.clauses.is_empty() && !line.alternatives.is_empty());
                    prop_assert!(line.path.is_empty() && line.net == Won::ZERO && line.missing_evidence.is_empty());
                }
                Outcome::NeedsEvidence => prop_assert!(!line.missing_evidence.is_empty() && !line.path.is_empty()),
                Outcome::Eligible => {
                    prop_assert!(line.missing_evidence.is_empty() && !line.path.is_empty());
                    prop_assert_eq!(line.clauses.is_empty(), line.deadline.is_none());
                }
            }
        }
    }
}
