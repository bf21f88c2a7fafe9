//! What the customer display says: one message, read while standing at the counter.

use domain::money::Won;
use domain::view::display::{Display, Message};
use domain::written::grouped;
use hardware::display::{Cells, Message as Words};

use super::say;
use crate::config::Shop;

/// The display's words: for a panel in the customer's language, for cells in English, which is all they have letters
/// for.
#[must_use]
pub fn message(display: &Display, shop: &Shop) -> Words {
    let (language, message) = (display.language, display.message);
    let (head, large, foot) = match message {
        Message::Greeting { scanner_up } => {
            let begin = if scanner_up {
                say(language, "영수증을 대 주세요", "Scan your receipt")
            } else {
                say(language, "화면을 눌러 주세요", "Touch the screen")
            };
            (shop.name.as_str(), say(language, "어서 오세요", "Welcome").to_owned(), begin)
        }
        Message::Follow => ("", say(language, "화면을 봐 주세요", "Please see the screen").to_owned(), ""),
        Message::Wait => ("", say(language, "잠시만요", "One moment").to_owned(), ""),
        Message::Refund(amount) => (say(language, "돌려받을 금액", "YOU GET BACK"), sum(amount), ""),
        Message::Due(amount) => (say(language, "내실 금액", "YOU OWE"), sum(amount), ""),
        Message::Number(number) => (say(language, "접수 번호", "YOUR NUMBER"), number.to_string(), ""),
        Message::Serving(number) => (say(language, "지금 모시는 번호", "NOW SERVING"), number.to_string(), ""),
        Message::Called => ("", say(language, "직원을 불렀어요", "Staff were called").to_owned(), ""),
        Message::Thanks => ("", say(language, "고맙습니다", "Thank you").to_owned(), ""),
        Message::Closed => {
            let ask = say(language, "직원을 찾아 주세요", "Please ask the staff");
            (say(language, "죄송해요", "SORRY"), ask.to_owned(), "")
        }
    };
    let unit = match message {
        Message::Refund(_) | Message::Due(_) => say(language, "원", "KRW"),
        _ => "",
    };
    Words { head: head.into(), large, unit: unit.into(), foot: foot.into(), cells: cells(message) }
}

/// `39,900`: the unit stands beside it, smaller.
fn sum(amount: Won) -> String {
    grouped(amount.0.unsigned_abs())
}

fn cells(message: Message) -> [Cells; 2] {
    let krw = |amount: Won| format!("{} KRW", sum(amount));
    let (upper, lower) = match message {
        Message::Greeting { scanner_up: true } => ("WELCOME", "SCAN YOUR RECEIPT".to_owned()),
        Message::Greeting { scanner_up: false } => ("WELCOME", "TOUCH THE SCREEN".to_owned()),
        Message::Follow => ("PLEASE SEE", "THE SCREEN".to_owned()),
        Message::Wait => ("ONE MOMENT", "PLEASE".to_owned()),
        Message::Refund(amount) => ("REFUND", krw(amount)),
        Message::Due(amount) => ("YOU OWE", krw(amount)),
        Message::Number(number) => ("YOUR NUMBER", number.to_string()),
        Message::Serving(number) => ("NOW SERVING", number.to_string()),
        Message::Called => ("STAFF WERE CALLED", String::new()),
        Message::Thanks => ("THANK YOU", String::new()),
        Message::Closed => ("SORRY", "PLEASE ASK THE STAFF".to_owned()),
    };
    [upper, &lower].map(Cells::centred)
}
