//! A visit from the first word to the thanks.

use chrono::NaiveDate;
use domain::booking::{SlipState, Stage};
use domain::money::Won;
use domain::nps::{Kind, Score};
use domain::order::{LineNo, OrderNo};
use domain::policy::{Evidence, Flag, Reason};
use domain::slip_code::ClaimCode;
use domain::survey::CHIPS;
use domain::view::{
    AnswerView, Asked, ChooseRow, ConfirmView, CustomerScreen, ItemHead, Page, Screen, SurveyScreen, ThanksView, View,
};

use super::{answers, day, number, view};

/// Up to the answer.
pub(super) fn all() -> Vec<(&'static str, View)> {
    let welcome = |remembered: Option<&str>, printer_up, scanner_up| {
        let remembered = remembered.map(str::to_owned);
        view(Screen::Customer(CustomerScreen::Welcome { remembered, offer: None, paper: true, printer_up, scanner_up }))
    };
    let number = |typed: &str, asked| {
        let screen = Screen::Customer(CustomerScreen::Number { typed: typed.into(), asked });
        view(screen)
    };
    let which = |orders: &[(NaiveDate, Option<&str>)]| {
        let orders = orders.iter().map(|(on, number)| (*on, number.map(|number| OrderNo(number.into())))).collect();
        view(Screen::Customer(CustomerScreen::Which { orders }))
    };
    vec![
        ("starting", view(Screen::Starting)),
        ("welcome", welcome(None, true, true)),
        ("welcome-remembered", welcome(Some("울 니트 (베이지, M)"), true, true)),
        ("welcome-no-scanner", welcome(None, false, false)),
        ("welcome-offer", offering()),
        ("no-receipt", view(Screen::Customer(CustomerScreen::NoReceipt))),
        ("which-day", which(&[(day(3, 14), None), (day(11, 20), None)])),
        (
            "which-number",
            which(&[(day(11, 20), Some("A-1024")), (day(11, 20), Some("B-1024")), (day(11, 20), Some("C-1024"))]),
        ),
        ("number", number("261114", Asked::OrderNo)),
        ("number-date", number("202611", Asked::OrderedOn)),
        ("number-visit", number("42", Asked::VisitNo)),
        ("number-code", number("4839", Asked::LookupCode)),
        ("choose", choose(3)),
        ("choose-handed-in", handed_in()),
        ("choose-many", choose(8)),
        (
            "reason",
            view(Screen::Customer(CustomerScreen::Reason { item: item(), reasons: reasons(), picked: Some(0) })),
        ),
        ("condition", view(Screen::Customer(CustomerScreen::Condition { item: item(), flags: flags() }))),
        ("proof", view(Screen::Customer(CustomerScreen::Proof { item: item(), evidence: papers(), picked: Some(1) }))),
        ("noticed", view(Screen::Customer(CustomerScreen::Noticed { item: item(), typed: "2026".into() }))),
    ]
}

/// After the answer, and the survey.
pub(super) fn after() -> Vec<(&'static str, View)> {
    let visit = number(42);
    let status = |stage, decision| {
        let screen = Screen::Customer(CustomerScreen::Status {
            number: visit,
            stage,
            decision: Box::new(decision),
            refusal: None,
            leads_on: false,
        });
        view(screen)
    };
    let refused = |view: View, leads_on| {
        let Screen::Customer(CustomerScreen::Answer(answer)) = view.screen else { return view };
        let refusal = AnswerView { options: Vec::new(), ..*answer };
        let decision = Box::new(refusal.decision.clone());
        let (stage, refusal) = (Stage::Refused, Some(Box::new(refusal)));
        super::view(Screen::Customer(CustomerScreen::Status { number: visit, stage, decision, refusal, leads_on }))
    };
    let why = |kind| {
        let chips = CHIPS.iter().enumerate().map(|(at, chip)| (*chip, at == 1)).collect();
        view(Screen::Survey(SurveyScreen::Why { kind, chips }))
    };
    vec![
        ("confirm", confirm(None)),
        ("confirm-papers", confirm_of(answers::mixed(), None)),
        ("confirm-phone", confirm(Some("010-****-1234"))),
        ("phone", view(Screen::Customer(CustomerScreen::Phone { typed: "01012".into() }))),
        ("handing-over", view(Screen::Customer(CustomerScreen::HandingOver { number: Some(visit) }))),
        ("thanks", view(thanks(SlipState::Printed, true))),
        ("not-booked", called(view(Screen::Customer(CustomerScreen::Unsaved)))),
        ("not-saved", view(Screen::Survey(SurveyScreen::Unsaved))),
        ("thanks-paperless", view(thanks(SlipState::Paperless, true))),
        ("thanks-no-paper", view(thanks(SlipState::NotPrinted, true))),
        ("thanks-refused", view(thanks(SlipState::Printed, false))),
        ("thanks-cancel", view(thanks_of(answers::not_shipped(), SlipState::Printed))),
        ("status-waiting", status(Stage::Waiting, answers::eligible())),
        ("status-papers", status(Stage::Waiting, answers::mixed())),
        ("status-cancel", status(Stage::Waiting, answers::not_shipped())),
        ("status-approved", status(Stage::Approved, answers::eligible())),
        ("status-refused", refused(answers::refused_by_staff(), true)),
        ("status-refused-several", refused(answers::refused_all(), false)),
        ("status-talked", status(Stage::Talked, answers::late())),
        ("recommend", view(Screen::Survey(SurveyScreen::Recommend { number: visit, picked: None }))),
        ("recommend-picked", view(Screen::Survey(SurveyScreen::Recommend { number: visit, picked: Score::new(9) }))),
        ("why-promoter", why(Kind::Promoter)),
        ("why-passive", why(Kind::Passive)),
        ("why-detractor", why(Kind::Detractor)),
        ("survey-thanks", view(Screen::Survey(SurveyScreen::Thanks))),
        ("out-of-order", view(Screen::OutOfOrder)),
    ]
}

fn called(view: View) -> View {
    View { bell: true, ..view }
}

fn choose(count: usize) -> View {
    let names = [
        ("울 니트 (베이지, M)", 39_000, 2, 2, 1),
        ("면 양말 3켤레", 12_900, 1, 0, 0),
        ("보습 크림 50ml", 28_000, 1, 1, 0),
        ("무선 청소기 롱배터리 패키지 2026년형", 158_000, 1, 1, 0),
        ("동화책 세트", 41_700, 3, 3, 2),
        ("차량용 거치대", 19_900, 1, 1, 0),
        ("노트북 파우치 14인치", 24_000, 4, 2, 0),
        ("유기농 사과 5kg", 32_000, 1, 1, 0),
    ];
    let rows = names.iter().take(count).zip(1..).map(|((name, price, quantity, returnable, units), no)| ChooseRow {
        no: LineNo(no),
        name: (*name).to_owned(),
        unit_price: Won(*price),
        quantity: *quantity,
        returnable: *returnable,
        handed_in: Vec::new(),
        units: *units,
    });
    let pages = u16::try_from(count.div_ceil(3)).unwrap_or(1);
    let screen = Screen::Customer(CustomerScreen::Choose {
        order: OrderNo("S26111401".into()),
        ordered_on: day(11, 12),
        shipped: true,
        rows: rows.collect(),
        page: Page { at: 0, of: pages, size: 3 },
    });
    view(screen)
}

/// A receipt of which everything is on its way back already.
fn handed_in() -> View {
    let mut view = choose(3);
    if let Screen::Customer(CustomerScreen::Choose { rows, .. }) = &mut view.screen {
        for (row, visits) in rows.iter_mut().zip([vec![number(42)], Vec::new(), vec![number(41), number(42)]]) {
            (row.returnable, row.units, row.handed_in) = (0, 0, visits);
        }
    }
    super::view(view.screen)
}

/// The staff have just decided a visit.
fn offering() -> View {
    let screen = Screen::Customer(CustomerScreen::Welcome {
        remembered: None,
        offer: Some(number(42)),
        paper: true,
        printer_up: true,
        scanner_up: true,
    });
    view(screen)
}

fn item() -> ItemHead {
    ItemHead { name: "울 니트 (베이지, M)".into(), units: 1, at: 1, of: 2, shipped: true }
}

fn reasons() -> Vec<Reason> {
    Reason::ALL.to_vec()
}

fn flags() -> Vec<(Flag, bool)> {
    [Flag::TagRemoved, Flag::LabelDamaged, Flag::ProductDamaged, Flag::ComponentMissing, Flag::CarelessDamage]
        .into_iter()
        .map(|flag| (flag, flag == Flag::TagRemoved))
        .collect()
}

fn papers() -> Vec<Evidence> {
    vec![Evidence::MedicalCertificate, Evidence::MedicalOpinion]
}

fn confirm(phone: Option<&str>) -> View {
    confirm_of(answers::eligible(), phone)
}

fn confirm_of(decision: domain::judge::Decision, phone: Option<&str>) -> View {
    let confirm = ConfirmView {
        lines: vec![("울 니트 (베이지, M)".into(), 1)],
        decision,
        beside: Vec::new(),
        asks_phone: true,
        asks_news: true,
        phone: phone.map(str::to_owned),
        consent: phone.is_some(),
        destroy_on: day(12, 21),
    };
    view(Screen::Customer(CustomerScreen::Confirm(Box::new(confirm))))
}

fn thanks(slip: SlipState, waits: bool) -> Screen {
    let mut decision = answers::eligible();
    if !waits {
        decision = answers::late();
    }
    Screen::Customer(CustomerScreen::Thanks(Box::new(ThanksView {
        number: number(42),
        claim_code: ClaimCode(482_913),
        slip,
        waits,
        decision,
    })))
}

fn thanks_of(decision: domain::judge::Decision, slip: SlipState) -> Screen {
    Screen::Customer(CustomerScreen::Thanks(Box::new(ThanksView {
        number: number(42),
        claim_code: ClaimCode(482_913),
        slip,
        waits: true,
        decision,
    })))
}
