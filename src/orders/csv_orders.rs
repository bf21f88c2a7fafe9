//! Orders out of CSV: a row per line, the order's facts repeated in each, rows of one order anywhere in the file.
//!
//! The file is read twice: first to count the rows of every order, then to build it, so that an order is complete as
//! soon as its last row has been read, and only orders that are under way are held.

use std::collections::HashMap;
use std::io::BufRead;

use csv::{ErrorKind, StringRecord};
use domain::money::Won;
use domain::order::{Line, LineFacts, LineNo, Order, OrderFacts, OrderNo, Shipping};
use hardware::scanner::normal_form;

use super::check::Read;
use super::columns::{Columns, LINE, LINE_EXTRA, ORDER, ORDER_EXTRA, said_separator};
use super::field::{self, Expected};
use super::problem::Problems;
use crate::ledger::store::{Extras, LineExtras};

/// How often each order number stands in the file.
pub(super) type Rows = HashMap<Box<str>, u32>;

/// Why reading stopped.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The text is not in its encoding.
    Encoding,
    /// The file failed.
    Io(std::io::Error),
    /// The header cannot be used; its problems are noted.
    Header,
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Stopped {
        match error.kind() {
            std::io::ErrorKind::InvalidData => Stopped::Encoding,
            _ => Stopped::Io(error),
        }
    }
}

impl From<csv::Error> for Stopped {
    fn from(error: csv::Error) -> Stopped {
        match error.into_kind() {
            ErrorKind::Io(error) => error.into(),
            _ => Stopped::Encoding,
        }
    }
}

/// Rows with the lines at which they begin.
struct Table {
    csv: csv::Reader<Box<dyn BufRead + Send>>,
    columns: Columns,
}

impl Table {
    fn new(text: Box<dyn BufRead + Send>, separator: u8, problems: &mut Problems) -> Result<Table, Stopped> {
        let mut csv = csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text);
        let mut header = csv.headers()?.clone();
        if names_separator(&header) {
            csv.read_record(&mut header)?;
        }
        let columns = Columns::of(&header, began(&csv, &header), problems).ok_or(Stopped::Header)?;
        Ok(Table { csv, columns })
    }

    /// The next row, and the line at which it begins; rows of nothing but separators are none.
    fn next(&mut self, row: &mut StringRecord) -> Result<Option<u64>, Stopped> {
        while self.csv.read_record(row)? {
            if row.iter().any(|field| !field.trim().is_empty()) {
                let at = began(&self.csv, row);
                let width = self.columns.width;
                // Columns without a name hold nothing.
                if row.iter().skip(width).all(|field| field.trim().is_empty()) {
                    row.truncate(width);
                }
                return Ok(Some(at));
            }
        }
        Ok(None)
    }
}

/// Whether this is the line of Excel's that names the separator: cut at it, or whole where it stands in quotes.
fn names_separator(row: &StringRecord) -> bool {
    match (row.get(0), row.len()) {
        (Some(word), 1) => said_separator(word).is_some(),
        (Some(word), 2) => word.trim().eq_ignore_ascii_case("sep=") && row[1].trim().is_empty(),
        _ => false,
    }
}

/// The line at which the row that was just read begins. Every line ends with LF, so the reader stands on the next one.
fn began(csv: &csv::Reader<Box<dyn BufRead + Send>>, row: &StringRecord) -> u64 {
    let within = row.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count() as u64;
    csv.position().line().saturating_sub(1 + within).max(1)
}

/// Counts the rows of every order; the sum is the file's length.
pub(super) fn count(
    text: Box<dyn BufRead + Send>,
    separator: u8,
    problems: &mut Problems,
    seen: &mut dyn FnMut(u64),
) -> Result<(Rows, u64), Stopped> {
    let mut table = Table::new(text, separator, problems)?;
    let mut rows = Rows::new();
    let mut row = StringRecord::new();
    let mut all = 0;
    while table.next(&mut row)?.is_some() {
        all += 1;
        seen(all);
        let number = normal_form(row.get(table.columns.order[0]).unwrap_or_default().trim());
        match rows.get_mut(number.as_str()) {
            Some(count) => *count += 1,
            None => drop(rows.insert(number.into(), 1)),
        }
    }
    Ok((rows, all))
}

/// An order under way: its first row, what that said, and the lines so far.
struct Begun {
    first: StringRecord,
    at: u64,
    rows_left: u32,
    read: Option<Read>,
}

/// Builds every order and gives it out when its last row has been read. Orders with problems are noted, not given.
pub(super) fn read(
    text: Box<dyn BufRead + Send>,
    separator: u8,
    rows: &Rows,
    problems: &mut Problems,
    mut out: impl FnMut(Read, &mut Problems) -> bool,
) -> Result<(), Stopped> {
    let mut table = Table::new(text, separator, problems)?;
    let width = table.columns.width;
    let mut begun: HashMap<Box<str>, Begun> = HashMap::new();
    let mut row = StringRecord::new();
    while let Some(at) = table.next(&mut row)? {
        let columns = &table.columns;
        if row.len() != width {
            problems.add(at, "row", &format!("{} fields", row.len()), format!("{width} fields, as in the header"));
            continue;
        }
        row.trim();
        let number = normal_form(&row[columns.order[0]]);
        let mut order = match begun.remove(number.as_str()) {
            Some(order) => {
                compare(columns, &order, &row, at, problems);
                order
            }
            None => Begun {
                first: row.clone(),
                at,
                rows_left: rows.get(number.as_str()).copied().unwrap_or(1),
                read: head(columns, &row, at, problems),
            },
        };
        match (line(columns, &row, at, problems), &mut order.read) {
            (Some((line, extras)), Some(read)) => {
                read.order.lines.push(line);
                read.lines_at.push(at);
                read.extras.lines.push(extras);
            }
            _ => order.read = None,
        }
        order.rows_left = order.rows_left.saturating_sub(1);
        if order.rows_left > 0 {
            begun.insert(number.into(), order);
        } else if let Some(read) = order.read
            && !out(read, problems)
        {
            break;
        }
    }
    Ok(())
}

/// The order's facts are the same in each of its rows.
fn compare(columns: &Columns, begun: &Begun, row: &StringRecord, at: u64, problems: &mut Problems) {
    for (name, column) in columns.of_order() {
        if begun.first[column] != row[column] && normal_form(&begun.first[column]) != normal_form(&row[column]) {
            let expected = format!("{:?}, as in the order's row at line {}", &begun.first[column], begun.at);
            problems.add(at, name, &row[column], expected);
        }
    }
}

/// Reads fields by name and notes what is wrong with each.
struct Fields<'a> {
    row: &'a StringRecord,
    at: u64,
    problems: &'a mut Problems,
    wrong: bool,
}

impl Fields<'_> {
    fn get<T>(&mut self, name: &str, column: usize, read: impl FnOnce(&str) -> Result<T, Expected>) -> Option<T> {
        match read(&self.row[column]) {
            Ok(value) => Some(value),
            Err(expected) => {
                self.problems.add(self.at, name, &self.row[column], expected);
                self.wrong = true;
                None
            }
        }
    }

    fn extra<T: Default>(
        &mut self,
        name: &str,
        column: Option<usize>,
        read: impl FnOnce(&str) -> Result<T, Expected>,
    ) -> Option<T> {
        column.map_or_else(|| Some(T::default()), |column| self.get(name, column, read))
    }
}

fn something(text: &str) -> Result<Option<String>, Expected> {
    Ok(Some(field::text(text, 0)?).filter(|text| !text.is_empty()))
}

fn some_code(text: &str) -> Result<Option<String>, Expected> {
    Ok(Some(field::code(text, 0)?).filter(|text| !text.is_empty()))
}

fn head(columns: &Columns, row: &StringRecord, at: u64, problems: &mut Problems) -> Option<Read> {
    let mut fields = Fields { row, at, problems, wrong: false };
    let [number, receipt, channel, ordered, received, status, paid, standard, remote, installation, payments] =
        std::array::from_fn::<_, { ORDER.len() }, _>(|at| (ORDER[at], columns.order[at]));
    let [refunded, outbound, approval_no, approved_on, instalments] =
        std::array::from_fn::<_, { ORDER_EXTRA.len() }, _>(|at| (ORDER_EXTRA[at], columns.order_extra[at]));
    let code = |text: &str| field::code(text, 1);
    let as_written = &row[number.1];
    let number = fields.get(number.0, number.1, code);
    let written = number.as_ref().filter(|number| *number != as_written).map(|_| OrderNo(as_written.to_owned()));
    let receipt_barcode = fields.get(receipt.0, receipt.1, field::receipt);
    let channel = fields.get(channel.0, channel.1, field::channel);
    let ordered_on = fields.get(ordered.0, ordered.1, field::date);
    let received_on = fields.get(received.0, received.1, field::date_or_none);
    let status = fields.get(status.0, status.1, field::status);
    let mut won = |(name, column): (&str, usize)| fields.get(name, column, field::won);
    let [paid, standard, remote, installation] = [paid, standard, remote, installation].map(&mut won);
    let mut payments = fields.get(payments.0, payments.1, field::payments);
    if let Some(payments) = &mut payments {
        fields.extra(refunded.0, refunded.1, |text| field::refunded(text, payments));
    }
    let outbound_charged = fields.extra(outbound.0, outbound.1, field::yes);
    let extras = Extras {
        approval_no: fields.extra(approval_no.0, approval_no.1, some_code).flatten(),
        approved_on: fields.extra(approved_on.0, approved_on.1, field::date_or_none).flatten(),
        instalments: fields.extra(instalments.0, instalments.1, instalments_or_none).flatten(),
        lines: Vec::new(),
    };
    if fields.wrong {
        return None;
    }
    let shipping = Shipping {
        paid: paid?,
        standard: standard?,
        remote_surcharge: remote?,
        installation_surcharge: installation?,
        outbound_charged: outbound_charged?,
    };
    let facts = OrderFacts {
        number: OrderNo(number?),
        ordered_on: ordered_on?,
        received_on: received_on?,
        status: status?,
        shipping,
        payments: payments?,
    };
    let order = Order {
        facts,
        receipt_barcode: receipt_barcode?,
        channel: channel?,
        lines: Vec::new(),
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    };
    Some(Read { order, extras, written, fingerprint: 0, at, lines_at: Vec::new(), is_twin: false })
}

fn instalments_or_none(text: &str) -> Result<Option<u32>, Expected> {
    if text.is_empty() { Ok(None) } else { field::count(text, 0, 60).map(Some) }
}

fn line(columns: &Columns, row: &StringRecord, at: u64, problems: &mut Problems) -> Option<(Line, LineExtras)> {
    const UNITS_MAX: u32 = 100_000;
    let mut fields = Fields { row, at, problems, wrong: false };
    let [no, barcode, name, category, price, quantity, discount, made, started, fee] =
        std::array::from_fn::<_, { LINE.len() }, _>(|at| (LINE[at], columns.line[at]));
    let [returned, lot, image] =
        std::array::from_fn::<_, { LINE_EXTRA.len() }, _>(|at| (LINE_EXTRA[at], columns.line_extra[at]));
    let no = fields.get(no.0, no.1, |text| field::count(text, 1, UNITS_MAX));
    let product_barcode = fields.get(barcode.0, barcode.1, |text| field::code(text, 0));
    let product_name = fields.get(name.0, name.1, |text| field::text(text, 1));
    let category = fields.get(category.0, category.1, field::category);
    let quantity = fields.get(quantity.0, quantity.1, |text| field::count(text, 1, UNITS_MAX));
    let mut won = |(name, column): (&str, usize)| fields.get(name, column, field::won);
    let [unit_price, discount, cancellation_fee]: [Option<Won>; 3] = [price, discount, fee].map(&mut won);
    let made_to_order = fields.get(made.0, made.1, field::yes);
    let production_started = fields.get(started.0, started.1, field::yes);
    let already_returned = fields.extra(returned.0, returned.1, |text| match text {
        "" => Ok(0),
        text => field::count(text, 0, UNITS_MAX),
    });
    let extras = LineExtras {
        lot: fields.extra(lot.0, lot.1, some_code).flatten(),
        image: fields.extra(image.0, image.1, something).flatten(),
    };
    if fields.wrong {
        return None;
    }
    let facts = LineFacts {
        category: category?,
        unit_price: unit_price?,
        quantity: quantity?,
        discount: discount?,
        already_returned: already_returned?,
        made_to_order: made_to_order?,
        production_started: production_started?,
        cancellation_fee: cancellation_fee?,
    };
    Some((Line { no: LineNo(no?), product_barcode: product_barcode?, product_name: product_name?, facts }, extras))
}
