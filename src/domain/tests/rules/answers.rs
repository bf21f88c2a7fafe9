//! The way of goods and money, who pays for it, and when the money comes (policy §3–§5).

use domain::judge::{HandIn, Outcome, Payer, judge};
use domain::money::Won;
use domain::order::{Category, Method, Payment, Shipping, Status};
use domain::policy::{How, PathStep, Reason};

use crate::world::{CALENDAR, book_with, date, general, item, judged, line, paid, request};

const STATUSES: [Status; 5] = [Status::Paid, Status::Preparing, Status::Shipped, Status::InTransit, Status::Delivered];

#[test]
fn the_path_follows_the_status() {
    use PathStep::{Collect, Inspect, Refund, StopShipment};
    for status in STATUSES {
        let want: &[PathStep] = match status {
            Status::Paid => &[Refund],
            Status::Preparing => &[StopShipment, Refund],
            Status::Shipped | Status::InTransit | Status::Delivered => &[Collect, Inspect, Refund],
        };
        let line = line(&general(Reason::ChangeOfMind, |request| request.order.status = status));
        assert_eq!(line.path, want, "{status:?}");
    }
}

fn shipping(paid: i64, outbound_charged: bool) -> Shipping {
    Shipping {
        paid: Won(paid),
        standard: Won(3000),
        remote_surcharge: Won(4000),
        installation_surcharge: Won(20_000),
        outbound_charged,
    }
}

#[test]
fn the_customer_pays_the_first_delivery_that_was_free_and_the_way_back_that_is_fetched() {
    for (fee, charged, hand_in, amount) in [
        (0, false, HandIn::Counter, 3000),
        (0, true, HandIn::Counter, 0),
        (2500, false, HandIn::Counter, 0),
        (0, false, HandIn::Courier, 30_000),
        (0, true, HandIn::Courier, 27_000),
        (2500, false, HandIn::Courier, 27_000),
    ] {
        for reason in [Reason::ChangeOfMind, Reason::OrderedByMistake] {
            let request = general(reason, |request| {
                request.order.shipping = shipping(fee, charged);
                request.hand_in = hand_in;
            });
            let charge = judged(&request).shipping;
            let place = format!("{fee} {charged} {hand_in:?}");
            assert_eq!((charge.payer, charge.amount), (Payer::Customer, Won(amount)), "{place}");
        }
    }
}

#[test]
fn a_store_may_charge_the_way_back_at_the_counter_too() {
    let book = book_with(&[("walk_in_inbound = \"waived\"", "walk_in_inbound = \"charged\"")]);
    let request = general(Reason::ChangeOfMind, |request| request.order.shipping = shipping(0, false));
    assert_eq!(judge(&book, &CALENDAR, &request, true).unwrap().shipping.amount, Won(30_000));
}

#[test]
fn goods_that_were_never_shipped_cost_no_shipping() {
    for status in STATUSES {
        let request = general(Reason::ChangeOfMind, |request| {
            request.order.shipping = shipping(0, false);
            request.order.status = status;
            request.hand_in = HandIn::Courier;
        });
        let amount = if status.is_shipped() { Won(30_000) } else { Won::ZERO };
        assert_eq!(judged(&request).shipping.amount, amount, "{status:?}");
    }
}

#[test]
fn the_store_pays_for_its_own_reasons() {
    for reason in [Reason::Defective, Reason::WrongItem] {
        let request = general(reason, |request| {
            request.order.shipping = shipping(0, false);
            request.hand_in = HandIn::Courier;
            request.items[0].line.cancellation_fee = Won(2000);
        });
        let decision = judged(&request);
        assert_eq!((decision.shipping.payer, decision.shipping.amount), (Payer::Store, Won::ZERO));
        assert_eq!((decision.cancellation_fee, decision.refund.amount), (Won::ZERO, Won(10_000)));
    }
}

#[test]
fn the_customer_bears_the_costs_of_a_skin_reaction() {
    let mut request = general(Reason::AdverseReaction, |request| {
        request.order.shipping = shipping(0, false);
        request.items = vec![item(Category::Cosmetics, Reason::AdverseReaction)];
        request.items[0].line.cancellation_fee = Won(2000);
    });
    let decision = judged(&request);
    assert_eq!((decision.shipping.amount, decision.cancellation_fee), (Won(3000), Won(2000)));
    assert_eq!(decision.refund.amount, Won(5000), "needs evidence, and says what comes then");
    request.order.status = Status::Paid;
    assert_eq!(judged(&request).cancellation_fee, Won(2000), "shipped or not");
}

#[test]
fn money_comes_back_by_method_and_business_days_skip_holidays() {
    // Friday 25 September 2026 is Chuseok; the 24th and 26th are holidays, the 27th a Sunday.
    for (method, ordered, asked, how, earliest, latest, hours) in [
        (Method::Card, "2026-09-20", "2026-09-23", How::ApprovalCancel, "2026-09-30", "2026-10-02", None),
        (Method::BankTransfer, "2026-09-20", "2026-09-23", How::Deposit, "2026-09-28", "2026-09-29", None),
        (Method::VirtualAccount, "2026-09-20", "2026-09-23", How::Deposit, "2026-09-28", "2026-09-29", None),
        (Method::Mobile, "2026-09-01", "2026-09-23", How::ApprovalCancel, "2026-09-23", "2026-09-23", Some(6)),
        (Method::Mobile, "2026-08-31", "2026-09-23", How::Deposit, "2026-09-28", "2026-09-29", None),
        (Method::Mobile, "2025-09-23", "2026-09-23", How::Deposit, "2026-09-28", "2026-09-29", None),
        (Method::Points, "2026-09-20", "2026-09-23", How::Points, "2026-09-23", "2026-09-23", None),
    ] {
        let request = general(Reason::ChangeOfMind, |request| {
            request.requested_on = date(asked);
            request.order.ordered_on = date(ordered);
            request.order.received_on = None;
            request.order.payments = vec![paid(method, 10_000)];
        });
        let [promise] = judged(&request).refund.payments[..] else { panic!("{method:?}: one promise") };
        let got = (promise.how, promise.earliest, promise.latest, promise.within_hours);
        assert_eq!(got, (how, date(earliest), date(latest), hours), "{method:?} {ordered}");
    }
}

#[test]
fn a_refund_fills_the_payments_in_the_policys_order_up_to_what_is_left_of_each() {
    let mut request = general(Reason::Defective, |request| {
        request.order.payments = vec![
            paid(Method::Points, 4000),
            paid(Method::Mobile, 3000),
            paid(Method::VirtualAccount, 3000),
            paid(Method::BankTransfer, 3000),
            paid(Method::Card, 5000),
        ];
        request.order.payments[4].refunded = Won(2000);
        request.order.payments[3].refunded = Won(3000);
    });
    let parts = |request: &domain::judge::Request| -> Vec<(Method, i64)> {
        judged(request).refund.payments.iter().map(|promise| (promise.method, promise.amount.0)).collect()
    };
    use Method::{Card, Mobile, Points, VirtualAccount};
    let want = [(Card, 3000), (VirtualAccount, 3000), (Mobile, 3000), (Points, 1000)];
    assert_eq!(parts(&request), want);
    request.items[0].line.unit_price = Won(6000);
    assert_eq!(parts(&request), want[..2], "payments that get nothing are left out");
}

#[test]
fn carriers_cancel_only_the_whole_of_a_payment_of_this_month() {
    let paid_by_phone = |amount: i64, refunded: i64| {
        general(Reason::Defective, |request| {
            request.order.payments = vec![Payment { refunded: Won(refunded), ..paid(Method::Mobile, amount) }];
        })
    };
    let partly = book_with(&[("partial_cancel = false", "partial_cancel = true")]);
    for (amount, refunded, how, hours, where_parts_can) in [
        (10_000, 0, How::ApprovalCancel, Some(6), How::ApprovalCancel),
        (10_001, 0, How::Deposit, None, How::ApprovalCancel),
        (20_000, 10_000, How::Deposit, None, How::ApprovalCancel),
    ] {
        let request = paid_by_phone(amount, refunded);
        let [promise] = judged(&request).refund.payments[..] else { panic!("one promise") };
        assert_eq!((promise.how, promise.within_hours), (how, hours), "{amount} less {refunded}");
        let decision = judge(&partly, &CALENDAR, &request, true).unwrap();
        assert_eq!(
            decision.refund.payments[0].how, where_parts_can,
            "{amount} less {refunded}, parts can be cancelled"
        );
    }
}

#[test]
fn a_store_may_keep_the_first_delivery() {
    let request = general(Reason::Defective, |request| {
        request.last = true;
        request.items[0].returning = 2;
    });
    assert_eq!(judged(&request).first_delivery, Won(3000));
    let kept = book_with(&[("= \"refunded_with_the_last\"", "= \"kept\"")]);
    assert_eq!(judge(&kept, &CALENDAR, &request, true).unwrap().first_delivery, Won::ZERO);
}

#[test]
fn missing_proof_can_be_brought_until_the_deadline_and_for_two_weeks_where_that_is_later() {
    let asked = |requested: &str, received: Option<&str>| {
        let mut request = request(Category::Electronics, Reason::Defective);
        request.requested_on = date(requested);
        request.order.ordered_on = date("2026-09-01");
        request.order.received_on = received.map(date);
        request
    };
    for (requested, received, until) in [
        ("2026-11-09", Some("2026-11-05"), "2027-02-05"),
        // 14 days from Monday 9 November are the 23rd; no deadline runs yet.
        ("2026-11-09", None, "2026-11-23"),
        // 14 days from Friday 11 September are Friday the 25th, Chuseok: the next working day is Monday the 28th.
        ("2026-09-11", None, "2026-09-28"),
    ] {
        let line = line(&asked(requested, received));
        assert_eq!((line.outcome, line.evidence_until), (Outcome::NeedsEvidence, Some(date(until))), "{requested}");
    }
    let longer = book_with(&[("evidence_days = 14", "evidence_days = 20")]);
    let decision = judge(&longer, &CALENDAR, &asked("2026-11-09", None), true).unwrap();
    // The 20th day is Sunday the 29th.
    assert_eq!(decision.lines[0].evidence_until, Some(date("2026-11-30")));
    assert_eq!(judged(&general(Reason::Defective, |_| ())).lines[0].evidence_until, None, "nothing is missing");
}
