//! Which state of an order was judged, as one number.
//!
//! FNV-1a with 64 bits, over bytes whose layout stands here and in no derive, so that a mark is the same in every build:
//! the byte 2 (the layout's number), then the fields of [`Order`] in the order in which [`Order::mark`] names them. A
//! number is eight bytes, big-endian; a flag one; a text its length as a number, then UTF-8; a day a number, counted from
//! the beginning of the common era; a value of an enum a number, its place in the enum; what may be missing a flag, then
//! the value; a list its length, then each. Marks are compared while a visit is under way, so that one of another layout
//! only says that the order is to be looked at again.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{HandedIn, Line, LineFacts, Order, OrderFacts, Payment, Shipping};
use crate::visit_no::VisitNo;

/// Which state of an order was judged, see [`Order::mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderMark(pub u64);

impl Order {
    /// What a judgement of the order stands on, as one number: it is another one as soon as anything of it is.
    #[must_use]
    pub fn mark(&self) -> OrderMark {
        let Order { facts, receipt_barcode, channel, lines, returned_by_choice, waiting, handed_in } = self;
        let mut mark = Fnv(0xcbf2_9ce4_8422_2325);
        mark.bytes(&[2]);
        mark.facts(facts);
        mark.text(receipt_barcode);
        mark.number(*channel as i64);
        mark.list(lines, Fnv::line);
        mark.flag(*returned_by_choice);
        mark.list(waiting, Fnv::visit);
        mark.list(handed_in, |mark, HandedIn { line, visit, units }| {
            mark.number(i64::from(line.0));
            mark.visit(visit);
            mark.number(i64::from(*units));
        });
        OrderMark(mark.0)
    }
}

struct Fnv(u64);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn number(&mut self, number: i64) {
        self.bytes(&number.to_be_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.bytes(&[u8::from(flag)]);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len().cast_signed() as i64);
        self.bytes(text.as_bytes());
    }

    fn day(&mut self, day: &NaiveDate) {
        self.number(i64::from(day.num_days_from_ce()));
    }

    fn visit(&mut self, VisitNo { day, sequence }: &VisitNo) {
        self.day(day);
        self.number(i64::from(*sequence));
    }

    fn list<T>(&mut self, list: &[T], each: impl Fn(&mut Fnv, &T)) {
        self.number(list.len().cast_signed() as i64);
        list.iter().for_each(|value| each(self, value));
    }

    fn facts(&mut self, facts: &OrderFacts) {
        let OrderFacts { number, ordered_on, received_on, status, shipping, payments } = facts;
        let Shipping { paid, standard, remote_surcharge, installation_surcharge, outbound_charged } = shipping;
        self.text(&number.0);
        self.day(ordered_on);
        self.flag(received_on.is_some());
        received_on.iter().for_each(|day| self.day(day));
        self.number(*status as i64);
        for won in [paid, standard, remote_surcharge, installation_surcharge] {
            self.number(won.0);
        }
        self.flag(*outbound_charged);
        self.list(payments, |mark, Payment { method, amount, refunded }| {
            mark.number(*method as i64);
            mark.number(amount.0);
            mark.number(refunded.0);
        });
    }

    fn line(&mut self, line: &Line) {
        let Line { no, product_barcode, product_name, facts } = line;
        let LineFacts {
            category,
            unit_price,
            quantity,
            discount,
            already_returned,
            made_to_order,
            production_started,
            cancellation_fee,
        } = facts;
        self.number(i64::from(no.0));
        self.text(product_barcode);
        self.text(product_name);
        self.number(*category as i64);
        self.number(unit_price.0);
        self.number(i64::from(*quantity));
        self.number(discount.0);
        self.number(i64::from(*already_returned));
        self.flag(*made_to_order);
        self.flag(*production_started);
        self.number(cancellation_fee.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Won;
    use crate::order::{Category, Channel, LineNo, Method, OrderNo, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn visit() -> VisitNo {
        VisitNo { day: day("2026-11-20"), sequence: 7 }
    }

    fn order() -> Order {
        Order {
            facts: OrderFacts {
                number: OrderNo("S1".to_owned()),
                ordered_on: day("2026-11-10"),
                received_on: Some(day("2026-11-12")),
                status: Status::Delivered,
                shipping: Shipping { paid: Won(1), standard: Won(2), ..Shipping::default() },
                payments: vec![Payment { method: Method::Card, amount: Won(3), refunded: Won(4) }],
            },
            receipt_barcode: "29001".to_owned(),
            channel: Channel::Online,
            lines: vec![Line {
                no: LineNo(1),
                product_barcode: "880".to_owned(),
                product_name: "니트".to_owned(),
                facts: LineFacts {
                    category: Category::Apparel,
                    unit_price: Won(5),
                    quantity: 6,
                    discount: Won(7),
                    already_returned: 1,
                    made_to_order: false,
                    production_started: false,
                    cancellation_fee: Won(8),
                },
            }],
            returned_by_choice: false,
            waiting: vec![visit()],
            handed_in: vec![HandedIn { line: LineNo(1), visit: visit(), units: 1 }],
        }
    }

    #[test]
    fn the_mark_is_the_same_in_every_build() {
        assert_eq!(order().mark(), OrderMark(0xaadd_7251_dfc2_908b));
    }

    #[test]
    fn the_mark_is_another_one_as_soon_as_anything_is() {
        let changes: [fn(&mut Order); 28] = [
            |order| order.facts.number.0.push('1'),
            |order| order.facts.ordered_on = day("2026-11-11"),
            |order| order.facts.received_on = None,
            |order| order.facts.received_on = Some(day("2026-11-13")),
            |order| order.facts.status = Status::Shipped,
            |order| order.facts.shipping.paid = Won(9),
            |order| order.facts.shipping.standard = Won(9),
            |order| order.facts.shipping.remote_surcharge = Won(9),
            |order| order.facts.shipping.installation_surcharge = Won(9),
            |order| order.facts.shipping.outbound_charged = true,
            |order| order.facts.payments[0].method = Method::Points,
            |order| order.facts.payments[0].amount = Won(9),
            |order| order.facts.payments[0].refunded = Won(9),
            |order| order.receipt_barcode.push('1'),
            |order| order.channel = Channel::Store,
            |order| order.lines[0].no = LineNo(2),
            |order| order.lines[0].product_barcode.push('1'),
            |order| order.lines[0].product_name.push('1'),
            |order| order.lines[0].facts.category = Category::Food,
            |order| order.lines[0].facts.unit_price = Won(9),
            |order| order.lines[0].facts.quantity = 9,
            |order| order.lines[0].facts.discount = Won(9),
            |order| order.lines[0].facts.already_returned = 2,
            |order| order.lines[0].facts.made_to_order = true,
            |order| order.lines[0].facts.production_started = true,
            |order| order.lines[0].facts.cancellation_fee = Won(9),
            |order| order.returned_by_choice = true,
            |order| order.waiting.push(visit()),
        ];
        let handed_in: [fn(&mut HandedIn); 3] =
            [|units| units.line = LineNo(2), |units| units.visit.sequence = 8, |units| units.units = 2];
        let mut marks = vec![order().mark()];
        for change in changes {
            let mut order = order();
            change(&mut order);
            marks.push(order.mark());
        }
        for change in handed_in {
            let mut order = order();
            change(&mut order.handed_in[0]);
            marks.push(order.mark());
        }
        for (at, mark) in marks.iter().enumerate() {
            assert!(!marks[..at].contains(mark), "change {at}");
        }
    }
}
