//! Fingerprints of orders: the same for the same content, so that an order which a file says again need not be written
//! again. Kept in `orders.fingerprint`, with its form in `orders.fingerprint_form`.
//!
//! **Form 2** is the first eight bytes of SHA-256 (FIPS 180-4), big-endian, of these bytes: the text `doro order 2`, then
//! the fields below in their order. SHA-256, because it has a specification, is here already and has no key that somebody
//! would have to keep; eight bytes are enough, because a fingerprint is only compared with the one of the same order.
//!
//! - a number: eight bytes, big-endian, two's complement
//! - a flag: one byte, 0 or 1
//! - a text: its length in bytes as a number, then UTF-8; a word of [`super::words`] and a date `2026-11-20` are texts
//! - what may be missing: a flag whether it is there, then the value
//! - a list: how many as a number, then each
//!
//! Fields: number, ordered on, received on?, status; shipping: paid, standard, remote surcharge, installation surcharge,
//! outbound charged; payments: method, amount, refunded; code of the receipt, channel; approval number?, approved on?,
//! instalments?; lines: number, barcode, name, category, unit price, quantity, discount, already returned, made to
//! order, production started, cancellation fee, lot?, image?.
//!
//! **Form 1** ([`first`]) was what the standard library's hasher said of it; it is only compared, never written.

mod first;

use domain::order::{Line, LineFacts, Order, OrderFacts, Payment, Shipping};
use sha2::{Digest, Sha256};

use super::words::word;
use crate::ledger::store::{Extras, LineExtras};

/// The form in which fingerprints are written.
pub(crate) const NEWEST: u32 = 2;

/// The fingerprint of an order and of what a file says besides, in the newest form.
pub(crate) fn fingerprint(order: &Order, extras: &Extras) -> i64 {
    let mut bytes = Bytes(Sha256::new());
    bytes.order(order, extras);
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(bytes.0.finalize());
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// Whether a fingerprint of that form is one of that content. Of a form that nobody here knows it is not: the order is
/// written again.
pub(crate) fn is_of(kept: i64, form: u32, order: &Order, extras: &Extras, newest: i64) -> bool {
    match form {
        1 => first::fingerprint(order, extras).is_ok_and(|first| first == kept),
        NEWEST => newest == kept,
        _ => false,
    }
}

/// Bytes of the layout, as they come.
struct Bytes(Sha256);

impl Bytes {
    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.0.update([u8::from(flag)]);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len().cast_signed() as i64);
        self.0.update(text);
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.flag(text.is_some());
        text.into_iter().for_each(|text| self.text(text));
    }

    fn order(&mut self, order: &Order, extras: &Extras) {
        // What waits and what has come back here is the ledger's own: no file says it.
        let Order { facts, receipt_barcode, channel, lines, returned_by_choice: _, waiting: _, handed_in: _ } = order;
        let Extras { approval_no, approved_on, instalments, lines: line_extras } = extras;
        self.0.update("doro order 2");
        self.facts(facts);
        self.text(receipt_barcode);
        self.text(word(*channel));
        self.maybe(approval_no.as_deref());
        self.maybe(approved_on.map(|day| day.to_string()).as_deref());
        self.flag(instalments.is_some());
        instalments.iter().for_each(|months| self.number(i64::from(*months)));
        self.number(lines.len().cast_signed() as i64);
        let nothing = LineExtras::default();
        for (at, line) in lines.iter().enumerate() {
            self.line(line, line_extras.get(at).unwrap_or(&nothing));
        }
    }

    fn facts(&mut self, facts: &OrderFacts) {
        let OrderFacts { number, ordered_on, received_on, status, shipping, payments } = facts;
        let Shipping { paid, standard, remote_surcharge, installation_surcharge, outbound_charged } = shipping;
        self.text(&number.0);
        self.text(&ordered_on.to_string());
        self.maybe(received_on.map(|day| day.to_string()).as_deref());
        self.text(word(*status));
        for won in [paid, standard, remote_surcharge, installation_surcharge] {
            self.number(won.0);
        }
        self.flag(*outbound_charged);
        self.number(payments.len().cast_signed() as i64);
        for Payment { method, amount, refunded } in payments {
            self.text(word(*method));
            self.number(amount.0);
            self.number(refunded.0);
        }
    }

    fn line(&mut self, line: &Line, extras: &LineExtras) {
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
        let LineExtras { lot, image } = extras;
        self.number(i64::from(no.0));
        self.text(product_barcode);
        self.text(product_name);
        self.text(word(*category));
        self.number(unit_price.0);
        self.number(i64::from(*quantity));
        self.number(discount.0);
        self.number(i64::from(*already_returned));
        self.flag(*made_to_order);
        self.flag(*production_started);
        self.number(cancellation_fee.0);
        self.maybe(lot.as_deref());
        self.maybe(image.as_deref());
    }
}
