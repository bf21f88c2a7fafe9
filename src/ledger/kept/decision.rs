//! What the policy said of a visit, inside a booking or a settlement.

use chrono::NaiveDate;
use domain::judge::{Charge, Decision, Money, Payer, Promise, Refund};
use domain::order::Method;
use domain::policy::How;
use serde::{Deserialize, Serialize};

use super::line::KeptLine;
use super::words::Spelled;
use super::{Wrong, won};

#[derive(Serialize, Deserialize)]
pub(super) struct KeptDecision {
    policy_from: NaiveDate,
    lines: Vec<KeptLine>,
    shipping: KeptCharge,
    cancellation_fee: i64,
    #[serde(default)]
    first_delivery: i64,
    refund: KeptRefund,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    now: Option<KeptMoney>,
}

#[derive(Serialize, Deserialize)]
struct KeptCharge {
    payer: Spelled<Payer>,
    amount: i64,
}

#[derive(Serialize, Deserialize)]
struct KeptRefund {
    amount: i64,
    due: i64,
    payments: Vec<KeptPromise>,
}

#[derive(Serialize, Deserialize)]
struct KeptPromise {
    method: Spelled<Method>,
    amount: i64,
    how: Spelled<How>,
    earliest: NaiveDate,
    latest: NaiveDate,
    within_hours: Option<u32>,
}

#[derive(Serialize, Deserialize)]
struct KeptMoney {
    shipping: KeptCharge,
    cancellation_fee: i64,
    first_delivery: i64,
    refund: KeptRefund,
}

impl KeptDecision {
    pub(super) fn of(decision: &Decision) -> KeptDecision {
        let Decision { policy_from, lines, shipping, cancellation_fee, first_delivery, refund, now } = decision;
        KeptDecision {
            policy_from: *policy_from,
            lines: lines.iter().map(KeptLine::of).collect(),
            shipping: KeptCharge::of(*shipping),
            cancellation_fee: cancellation_fee.0,
            first_delivery: first_delivery.0,
            refund: KeptRefund::of(refund),
            now: now.as_ref().map(KeptMoney::of),
        }
    }

    pub(super) fn value(self) -> Result<Decision, Wrong> {
        let KeptDecision { policy_from, lines, shipping, cancellation_fee, first_delivery, refund, now } = self;
        Ok(Decision {
            policy_from,
            lines: lines.into_iter().map(KeptLine::value).collect::<Result<_, _>>()?,
            shipping: shipping.value()?,
            cancellation_fee: won(cancellation_fee)?,
            first_delivery: won(first_delivery)?,
            refund: refund.value()?,
            now: now.map(KeptMoney::value).transpose()?,
        })
    }
}

impl KeptCharge {
    fn of(charge: Charge) -> KeptCharge {
        let Charge { payer, amount } = charge;
        KeptCharge { payer: Spelled(payer), amount: amount.0 }
    }

    fn value(self) -> Result<Charge, Wrong> {
        Ok(Charge { payer: self.payer.0, amount: won(self.amount)? })
    }
}

impl KeptRefund {
    fn of(refund: &Refund) -> KeptRefund {
        let Refund { amount, due, payments } = refund;
        KeptRefund { amount: amount.0, due: due.0, payments: payments.iter().map(KeptPromise::of).collect() }
    }

    fn value(self) -> Result<Refund, Wrong> {
        Ok(Refund {
            amount: won(self.amount)?,
            due: won(self.due)?,
            payments: self.payments.into_iter().map(KeptPromise::value).collect::<Result<_, _>>()?,
        })
    }
}

impl KeptPromise {
    fn of(promise: &Promise) -> KeptPromise {
        let Promise { method, amount, how, earliest, latest, within_hours } = *promise;
        KeptPromise { method: Spelled(method), amount: amount.0, how: Spelled(how), earliest, latest, within_hours }
    }

    fn value(self) -> Result<Promise, Wrong> {
        Ok(Promise {
            method: self.method.0,
            amount: won(self.amount)?,
            how: self.how.0,
            earliest: self.earliest,
            latest: self.latest,
            within_hours: self.within_hours,
        })
    }
}

impl KeptMoney {
    fn of(money: &Money) -> KeptMoney {
        let Money { shipping, cancellation_fee, first_delivery, refund } = money;
        KeptMoney {
            shipping: KeptCharge::of(*shipping),
            cancellation_fee: cancellation_fee.0,
            first_delivery: first_delivery.0,
            refund: KeptRefund::of(refund),
        }
    }

    fn value(self) -> Result<Money, Wrong> {
        Ok(Money {
            shipping: self.shipping.value()?,
            cancellation_fee: won(self.cancellation_fee)?,
            first_delivery: won(self.first_delivery)?,
            refund: self.refund.value()?,
        })
    }
}
