//! Net prices and what is left when charges are taken off (policy §5).

use domain::money::Won;
use domain::policy::Reason;

use crate::world::{general, judged, line};

#[test]
fn the_discount_of_a_line_is_shared_so_that_partial_returns_add_up() {
    // Three units at 1,000 won less 100 won: shares of 33, 33 and 34.
    for (already, returning, net) in [(0, 1, 967), (1, 1, 967), (2, 1, 966), (0, 2, 1934), (1, 2, 1933), (0, 3, 2900)] {
        let request = general(Reason::Defective, |request| {
            let item = &mut request.items[0];
            item.line.unit_price = Won(1000);
            item.line.quantity = 3;
            item.line.discount = Won(100);
            item.line.already_returned = already;
            item.returning = returning;
        });
        let line = line(&request);
        assert_eq!(line.net, Won(net), "{returning} after {already}");
        assert_eq!(line.derivation.gross - line.derivation.discount, line.net);
    }
}

#[test]
fn below_nothing_the_refund_is_nothing_and_the_rest_is_due() {
    for (price, fee, amount, due) in [(5001, 2000, 1, 0), (5000, 2000, 0, 0), (4999, 2000, 0, 1), (1000, 0, 0, 2000)] {
        let request = general(Reason::ChangeOfMind, |request| {
            request.order.shipping.paid = Won::ZERO;
            request.items[0].line.unit_price = Won(price);
            request.items[0].line.cancellation_fee = Won(fee);
        });
        let refund = judged(&request).refund;
        assert_eq!((refund.amount, refund.due), (Won(amount), Won(due)), "{price} less 3000 and {fee}");
        assert_eq!(refund.payments.is_empty(), amount == 0);
    }
}

#[test]
fn a_delivery_that_was_paid_for_is_not_given_back() {
    let request = general(Reason::Defective, |request| request.order.shipping.paid = Won(3000));
    assert_eq!(judged(&request).refund.amount, Won(10_000));
}

#[test]
fn the_largest_amounts_are_counted_without_overflow() {
    let request = general(Reason::Defective, |request| {
        let item = &mut request.items[0];
        item.line.unit_price = Won(1);
        item.line.quantity = 1_000_000_000;
        item.line.discount = Won(1_000_000_000);
        item.line.already_returned = 1;
        item.returning = 999_999_999;
    });
    assert_eq!(judged(&request).refund.amount, Won::ZERO);
}
