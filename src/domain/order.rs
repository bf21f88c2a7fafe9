//! An order as the shop's system hands it over: what was sold, delivered and paid.

mod mark;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use mark::OrderMark;

use crate::money::Won;
use crate::visit_no::VisitNo;

/// The shop's order number, as printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNo(pub String);

/// The number of a line within its order, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LineNo(pub u32);

/// Where it was bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Delivered.
    #[default]
    Online,
    /// Taken along from the shop.
    Store,
}

/// How far the order has come (policy §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 결제완료
    Paid,
    /// 상품준비중
    Preparing,
    /// 발송됨
    Shipped,
    /// 배송중
    InTransit,
    /// 배송완료
    Delivered,
}

impl Status {
    /// Whether the goods have left the shop.
    #[must_use]
    pub fn is_shipped(self) -> bool {
        matches!(self, Status::Shipped | Status::InTransit | Status::Delivered)
    }
}

/// How it was paid, in the order in which a refund goes back (policy §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 신용카드
    Card,
    /// 실시간 계좌이체
    BankTransfer,
    /// 무통장입금
    VirtualAccount,
    /// 휴대폰
    Mobile,
    /// 포인트
    Points,
}

/// The kind of goods, as far as the policy tells them apart (policy §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the policy's own")]
pub enum Category {
    Apparel,
    Accessories,
    Luxury,
    Seasonal,
    Food,
    Cosmetics,
    Electronics,
    Installed,
    Car,
    Media,
    Computer,
    General,
}

/// What the deliveries of an order cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipping {
    /// What the customer paid for the first delivery; 0 when it was free.
    pub paid: Won,
    /// The standard fee of one way.
    pub standard: Won,
    /// Added for islands and mountains.
    #[serde(default)]
    pub remote_surcharge: Won,
    /// Added for installed goods.
    #[serde(default)]
    pub installation_surcharge: Won,
    /// Whether an earlier return of this order has already been charged the first delivery.
    #[serde(default)]
    pub outbound_charged: bool,
}

/// One payment of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// How.
    pub method: Method,
    /// How much was paid with it.
    pub amount: Won,
    /// How much of it has gone back already.
    #[serde(default)]
    pub refunded: Won,
}

/// The facts of an order that concern all of its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFacts {
    /// As printed.
    pub number: OrderNo,
    /// Date in Seoul.
    pub ordered_on: NaiveDate,
    /// Date in Seoul; none while on its way.
    #[serde(default)]
    pub received_on: Option<NaiveDate>,
    /// How far it has come.
    pub status: Status,
    /// What the deliveries cost.
    pub shipping: Shipping,
    /// What was paid, and with what.
    pub payments: Vec<Payment>,
}

/// The facts of a line that the policy needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFacts {
    /// The kind of goods.
    pub category: Category,
    /// Price of one unit before discount.
    pub unit_price: Won,
    /// Units bought, at least 1.
    pub quantity: u32,
    /// Discount on the whole line.
    #[serde(default)]
    pub discount: Won,
    /// Units that have gone back before.
    #[serde(default)]
    pub already_returned: u32,
    /// Made for this customer.
    #[serde(default)]
    pub made_to_order: bool,
    /// Its production has begun.
    #[serde(default)]
    pub production_started: bool,
    /// 취소 수수료, for a customer's reason.
    #[serde(default)]
    pub cancellation_fee: Won,
}

impl LineFacts {
    /// Units that can still go back.
    #[must_use]
    pub fn returnable(&self) -> u32 {
        self.quantity.saturating_sub(self.already_returned)
    }
}

/// A line with what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number within the order.
    pub no: LineNo,
    /// The code on the product, digits as printed.
    pub product_barcode: String,
    /// The name on the receipt.
    pub product_name: String,
    /// What the policy needs.
    #[serde(flatten)]
    pub facts: LineFacts,
}

/// An order with its lines, as imported or looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What concerns all lines.
    #[serde(flatten)]
    pub facts: OrderFacts,
    /// The code on the receipt, digits as printed.
    pub receipt_barcode: String,
    /// Where it was bought.
    #[serde(default)]
    pub channel: Channel,
    /// At least one, by number.
    pub lines: Vec<Line>,
    /// Whether a unit went back before for a reason of the customer's, or for one that nobody here knows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returned_by_choice: bool,
    /// Other visits of it that wait for the staff, oldest first: what they come to decides about sums of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<VisitNo>,
    /// Units of it that these visits have handed in; by line, then oldest first. They count as returned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_in: Vec<HandedIn>,
}

/// Units that wait for the staff with a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// Of which line.
    pub line: LineNo,
    /// With which visit.
    pub visit: VisitNo,
    /// How many.
    pub units: u32,
}

impl Order {
    /// An order of which nothing but its number is known yet, as if bought on that day.
    pub(crate) fn unread(number: OrderNo, ordered_on: NaiveDate) -> Order {
        let (status, shipping) = (Status::Delivered, Shipping::default());
        Order {
            facts: OrderFacts { number, ordered_on, received_on: None, status, shipping, payments: Vec::new() },
            receipt_barcode: String::new(),
            channel: Channel::Online,
            lines: Vec::new(),
            returned_by_choice: false,
            waiting: Vec::new(),
            handed_in: Vec::new(),
        }
    }

    /// The line with that number.
    #[must_use]
    pub fn line(&self, no: LineNo) -> Option<&Line> {
        self.lines.iter().find(|line| line.no == no)
    }

    /// The visits with which units of a line wait, oldest first.
    pub fn handed_in_of(&self, no: LineNo) -> impl Iterator<Item = VisitNo> {
        self.handed_in.iter().filter(move |units| units.line == no).map(|units| units.visit)
    }

    /// Whether nothing of it can be returned any more.
    #[must_use]
    pub fn nothing_is_left(&self) -> bool {
        self.lines.iter().all(|line| line.facts.returnable() == 0)
    }

    /// Whether a request for `returning` units of each line is the one after which nothing of the order is left, and
    /// what went back before went back in the same way: never shipped, or for a store's reason (policy §3).
    #[must_use]
    pub fn is_last(&self, returning: impl Fn(LineNo) -> u32) -> bool {
        let nothing_left = self.lines.iter().all(|line| line.facts.returnable() <= returning(line.no));
        nothing_left && !(self.facts.status.is_shipped() && self.returned_by_choice)
    }
}
