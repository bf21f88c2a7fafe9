//! The money: what the way back costs, what goes back, to which payment and when (policy §3, §5).

use chrono::{Datelike, Days, NaiveDate};

use super::{BadRequest, Bench, Charge, Expected, HandIn, Item, LineDecision, Payer, Promise, Refund};
use crate::money::Won;
use crate::policy::{RefundRule, When};

impl Bench<'_> {
    /// The first delivery once an order and the way back once a visit, where a line that is kept
    /// comes back for a customer's reason.
    pub(super) fn shipping(&self, lines: &[LineDecision]) -> Charge {
        let items = &self.request.items;
        let kept = |i: usize| lines[i].is_open();
        let any_kept = (0..items.len()).any(kept);
        let is_customers = |item: &Item| !item.reason.is_the_stores();
        // With nothing kept nothing is charged, and the payer is who it would have been.
        let customer_pays = items.iter().enumerate().any(|(i, item)| is_customers(item) && (kept(i) || !any_kept));
        if !customer_pays {
            return Charge { payer: Payer::Store, amount: Won::ZERO };
        }
        let shipping = &self.request.order.shipping;
        let is_charged = any_kept && self.request.order.status.is_shipped();
        let first_was_free = shipping.paid == Won::ZERO && !shipping.outbound_charged;
        let outbound = if is_charged && first_was_free { shipping.standard } else { Won::ZERO };
        let waived = self.policy.walk_in_waived && self.request.hand_in == HandIn::Counter;
        let inbound = if is_charged && !waived {
            shipping.standard + shipping.remote_surcharge + shipping.installation_surcharge
        } else {
            Won::ZERO
        };
        Charge { payer: Payer::Customer, amount: outbound + inbound }
    }

    /// What was paid for the first delivery, whole, with the request after which nothing of the order is left: where
    /// nothing was ever shipped, or everything comes back for a store's reason. A refused line is one that is left.
    pub(super) fn first_delivery(&self, lines: &[LineDecision]) -> Won {
        let request = self.request;
        let same_way =
            !request.order.status.is_shipped() || request.items.iter().all(|item| item.reason.is_the_stores());
        let goes_back =
            self.policy.first_delivery_refunded && request.last && same_way && lines.iter().all(LineDecision::is_open);
        if goes_back { request.order.shipping.paid } else { Won::ZERO }
    }

    /// `gross − charges`, floored once at nothing, over the payments of the order.
    pub(super) fn refund(&self, gross: Won, charges: Won) -> Result<Refund, BadRequest> {
        let amount = (gross - charges).or_nothing();
        let due = (charges - gross).or_nothing();
        let mut payments = Vec::new();
        let mut rest = amount;
        for rule in &self.policy.refunds {
            for payment in self.request.order.payments.iter().filter(|p| p.method == rule.method) {
                let part = rest.min(payment.amount - payment.refunded);
                if part > Won::ZERO {
                    payments.push(self.promise(rule, part, part == payment.amount));
                    rest = rest - part;
                }
            }
        }
        if rest > Won::ZERO {
            let expected = Expected::Covering { refund: amount.0, left: (amount - rest).0 };
            return Err(BadRequest { field: "order.payments".to_owned(), expected });
        }
        Ok(Refund { amount, due, payments })
    }

    /// When `amount` comes back, counted from the day of completion, of which a request takes its own day. `whole`: it is all of a payment,
    /// which is what carriers can cancel.
    fn promise(&self, rule: &RefundRule, amount: Won, whole: bool) -> Promise {
        let today = self.completed_on;
        let month = |on: NaiveDate| (on.year(), on.month());
        let usual = &rule.usual;
        let is_same_month = month(self.request.order.ordered_on) == month(self.request.requested_on);
        let cancels = is_same_month && (whole || rule.partial_cancel);
        let way = rule.same_month.as_ref().filter(|_| cancels).unwrap_or(usual);
        let after = |days: u32| today + Days::new(u64::from(days));
        let (earliest, latest, within_hours) = match way.when {
            When::BusinessDays(first, last) => {
                let first_on = self.calendar.business_day_after(today, first);
                (first_on, self.calendar.business_day_after(first_on, last - first), None)
            }
            When::Days(first, last) => (after(first), after(last), None),
            When::WithinHours(hours) => (today, today, Some(hours)),
        };
        Promise { method: rule.method, amount, how: way.how, earliest, latest, within_hours }
    }
}
