//! Slips that tests draw.

use hardware::paper::{Align, Row, Size, Slip, Weight};

/// A slip like those a return counter gives, every kind of row in it.
pub fn full() -> Slip {
    let centred =
        |text: &str| Row::Text { text: text.into(), size: Size::Normal, align: Align::Center, weight: Weight::Regular };
    let huge =
        |text: &str| Row::Text { text: text.into(), size: Size::Huge, align: Align::Center, weight: Weight::Bold };
    let bold_pair = |left: &str, right: &str, size| Row::Pair {
        left: left.into(),
        right: right.into(),
        size,
        weight: Weight::Bold,
    };
    Slip::new()
        .space(8)
        .heading("반품 접수증")
        .row(centred("도로상점 성수점 · 02-1234-5678"))
        .space(6)
        .row(Row::Inverse { text: "재발행".into(), size: Size::Normal })
        .space(10)
        .row(centred("접수번호"))
        .row(huge("A-0427"))
        .row(Row::DoubleRule)
        .pair("주문번호", "20261120-000318")
        .pair("받은 날", "2026-11-20 (금)")
        .pair("접수", "2026-11-23 (월) 14:32")
        .rule()
        .row(bold_pair("맑은하늘 순면 물티슈 캡형 100매 × 10팩 (무향)", "₩18,900", Size::Normal))
        .row(Row::detail("단순 변심", "1개"))
        .row(bold_pair("뷁표 똠얌꿍 펲퍼 쏑 세트", "₩24,000", Size::Normal))
        .row(Row::detail("제품 불량", "2개"))
        .row(Row::Dashes)
        .pair("상품 금액", "₩42,900")
        .pair("돌려보내는 배송비", "−₩3,000")
        .row(bold_pair("환불 금액", "₩39,900", Size::Large))
        .row(Row::DoubleRule)
        .pair("카드 (우리 ****-1234)", "₩34,900")
        .pair("포인트", "₩5,000")
        .pair("환불 예정일", "2026-11-26 (목)까지")
        .space(8)
        .row(Row::Boxed { text: "카드사에 따라 2~3일 더 걸려요".into(), size: Size::Normal })
        .row(Row::note(
            "※",
            "전자상거래법 제17조에 따라 받은 날부터 7일 안에 청약을 철회하실 수 있습니다. 불량은 3개월입니다.",
        ))
        .row(Row::note("※", "이 접수증은 환불이 끝날 때까지 보관해 주세요."))
        .row(Row::Qr("https://doro.example/r/A-0427".into()))
        .row(Row::Code128("A0427261123".into()))
        .space(12)
}

/// Names that try to be commands, and letters that cheap printers do not know.
pub const HOSTILE: [&str; 7] = [
    "ESC\x1b@ GS\x1dV\x00 DLE\x10\x04\x01 끝",
    "뷁 똠 펲 쏑",
    "\u{1103}\u{1169}\u{1105}\u{1169} NFD",
    "선물 🎁 세트 👨‍👩‍👧",
    "'; DROP TABLE returns; --",
    "\x1b\x70\x00\x19\u{fa}\x7f\u{9b}\u{202e}",
    "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라",
];

/// A slip whose every text is hostile.
pub fn hostile() -> Slip {
    HOSTILE.iter().fold(Slip::new(), |slip, name| {
        slip.text(*name)
            .pair(*name, "₩1,000")
            .row(Row::note(*name, *name))
            .row(Row::Boxed { text: (*name).into(), size: Size::Large })
            .row(Row::Code128((*name).into()))
    })
}
