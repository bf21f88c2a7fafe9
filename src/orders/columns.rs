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
    /// How many there are; columns without a name at the end of the header are none.
    pub width: usize,
}

fn is_known(name: &str) -> bool {
    [&ORDER[..], &LINE, &ORDER_EXTRA, &LINE_EXTRA].iter().any(|list| list.contains(&name))
}

/// What a line of Excel's says that stands between the columns: `sep=;`. It is no row.
pub(super) fn said_separator(line: &str) -> Option<u8> {
    let line = line.trim_matches(['\r', '\n', '"', ' ']);
    let (word, sign) = line.split_at_checked("sep=".len())?;
    let sign = sign.as_bytes().first().copied().filter(|sign| b",;\t".contains(sign));
    sign.filter(|_| word.eq_ignore_ascii_case("sep="))
}

/// What stands between the columns of a header: what a line before it says, else the comma, the semicolon or the tab, whichever gives the most columns
/// that are known.
pub(super) fn separator(header: &str) -> u8 {
    if let Some(said) = said_separator(header) {
        return said;
    }
    let known = |separator: &u8| {
        let names = header.split(char::from(*separator));
        names.filter(|name| is_known(name.trim().trim_matches('"'))).count()
    };
    [b'\t', b';', b','].into_iter().max_by_key(known).unwrap_or(b',')
}

impl Columns {
    /// From the header at a line of the file, in whatever order its columns stand; none when something is wrong with it.
    pub(super) fn of(header: &csv::StringRecord, line: u64, problems: &mut Problems) -> Option<Columns> {
        let before = problems.count;
        let mut unknown = Vec::new();
        let width = header
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.trim().is_empty())
            .last()
            .map_or(0, |(last, _)| last + 1);
        for (at, name) in header.iter().take(width).enumerate() {
            if !is_known(name.trim()) {
                unknown.push(name.to_owned());
            } else if header.iter().take(at).any(|other| other.trim() == name.trim()) {
                problems.add(line, "header", name, "each column once");
            }
        }
        if !unknown.is_empty() {
            let extras = [&ORDER_EXTRA[..], &LINE_EXTRA].concat().join(", ");
            let expected =
                format!("known columns alone: take that one away; what may stand beside the required ones is {extras}");
            unknown.iter().for_each(|name| problems.add(line, "header", name, expected.clone()));
        }
        let place = |name: &str| header.iter().position(|column| column.trim() == name);
        let mut required = |name: &str| {
            place(name).unwrap_or_else(|| {
                problems.add(line, "header", "", format!("the column {name}"));
                0
            })
        };
        let columns = Columns {
            order: ORDER.map(&mut required),
            line: LINE.map(&mut required),
            order_extra: ORDER_EXTRA.map(place),
            line_extra: LINE_EXTRA.map(place),
            width,
        };
        (problems.count == before).then_some(columns)
    }

    /// The columns of the order's facts, with their names.
    pub(super) fn of_order(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let extra = ORDER_EXTRA.into_iter().zip(self.order_extra).filter_map(|(name, at)| Some((name, at?)));
        ORDER.into_iter().zip(self.order).chain(extra)
    }
}
