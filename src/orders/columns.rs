//! The columns of an order CSV.

use super::problem::Problems;

/// Facts of the order: the same in every row of it.
pub(super) const ORDER: [&str; 11] = [
    "order_no",
    "receipt_barcode",
    "channel",
    "ordered_on",
    "received_on",
    "status",
    "shipping_paid_won",
    "shipping_standard_won",
    "remote_surcharge_won",
    "installation_surcharge_won",
    "payments",
];

/// Facts of the line.
pub(super) const LINE: [&str; 10] = [
    "line_no",
    "product_barcode",
    "product_name",
    "category",
    "unit_price_won",
    "quantity",
    "discount_won",
    "made_to_order",
    "production_started",
    "cancellation_fee_won",
];

/// Facts of the order that may be missing.
pub(super) const ORDER_EXTRA: [&str; 5] =
    ["payments_refunded", "outbound_charged", "approval_no", "approved_on", "instalments"];

/// Facts of the line that may be missing.
pub(super) const LINE_EXTRA: [&str; 3] = ["already_returned", "lot", "image"];

/// Where each column stands, by its place in the lists above; extras that are missing have none.
#[derive(Debug)]
pub(super) struct Columns {
    pub order: [usize; ORDER.len()],
    pub line: [usize; LINE.len()],
    pub order_extra: [Option<usize>; ORDER_EXTRA.len()],
    pub line_extra: [Option<usize>; LINE_EXTRA.len()],
}

impl Columns {
    /// From the header, in whatever order its columns stand; none when something is wrong with it.
    pub(super) fn of(header: &csv::StringRecord, problems: &mut Problems) -> Option<Columns> {
        let before = problems.count;
        for (at, name) in header.iter().enumerate() {
            let known = [&ORDER[..], &LINE, &ORDER_EXTRA, &LINE_EXTRA].iter().any(|list| list.contains(&name.trim()));
            if !known {
                let extras = [&ORDER_EXTRA[..], &LINE_EXTRA].concat().join(", ");
                problems.add(1, "header", name, format!("only known columns; besides the required ones: {extras}"));
            } else if header.iter().take(at).any(|other| other.trim() == name.trim()) {
                problems.add(1, "header", name, "each column once");
            }
        }
        let place = |name: &str| header.iter().position(|column| column.trim() == name);
        let mut required = |name: &str| {
            place(name).unwrap_or_else(|| {
                problems.add(1, "header", "", format!("the column {name}"));
                0
            })
        };
        let columns = Columns {
            order: ORDER.map(&mut required),
            line: LINE.map(&mut required),
            order_extra: ORDER_EXTRA.map(place),
            line_extra: LINE_EXTRA.map(place),
        };
        (problems.count == before).then_some(columns)
    }

    /// The columns of the order's facts, with their names.
    pub(super) fn of_order(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let extra = ORDER_EXTRA.into_iter().zip(self.order_extra).filter_map(|(name, at)| Some((name, at?)));
        ORDER.into_iter().zip(self.order).chain(extra)
    }
}
