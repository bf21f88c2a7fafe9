//! The screens of the staff.

use domain::booking::{Booked, BookedLine, Booking, Contact, SlipState, Stage, VisitKey};
use domain::call::{Cause, MissedCall};
use domain::device::{Device, ExportEnd};
use domain::judge::{Decision, Sums};
use domain::language::Language;
use domain::moment::Trust;
use domain::money::Won;
use domain::order::{LineNo, OrderNo};
use domain::policy::{Clause, Flag, Reason};
use domain::protocol::{Case, QueueRow, Twin};
use domain::slip_code::ClaimCode;
use domain::staff::{Role, Staff, StaffId};
use domain::terminal::Terminal;
use domain::touch::Span;
use domain::unit::{Gtin, Marking, UnitFacts};
use domain::view::{
    CaseView, DeskScreen, ExportState, ExportView, ManageScreen, MissedView, Page, QueueView, Screen, SignInTrouble,
    SignInView, View,
};
use domain::visit_no::VisitNo;

use super::{answers, at, day, number, view};

/// All of them.
pub(super) fn all() -> Vec<(&'static str, View)> {
    let empty = QueueView { rows: Vec::new(), ..queue(Vec::new(), false) };
    let export =
        |state| Screen::Manage(ManageScreen::Export(ExportView { periods: periods(), picked: Span::Week, state }));
    let written = ExportEnd::Written { place: "DORO/2026-11-21".into(), returns: 37, answers: 21 };
    vec![
        ("sign-in", view(sign_in(None, 0, None))),
        ("sign-in-pin", view(sign_in(Some(2), 4, None))),
        ("sign-in-wrong", view(sign_in(Some(2), 0, Some(SignInTrouble::WrongPin { left: 3 })))),
        ("queue", view(Screen::Desk(DeskScreen::Queue(queue(Vec::new(), false))))),
        ("queue-missed", view(Screen::Desk(DeskScreen::Queue(QueueView { missed: 3, ..queue(Vec::new(), false) })))),
        ("missed", view(missed())),
        ("queue-trouble", view(Screen::Desk(DeskScreen::Queue(queue(vec![Device::Printer], true))))),
        ("queue-empty", view(Screen::Desk(DeskScreen::Queue(empty)))),
        ("case", view(case(answers::eligible(), 1))),
        ("case-several", view(case(answers::mixed(), 3))),
        ("case-settled", view(case_that_pays(answers::without_shipping(), answers::eligible(), 1, vec![number(41)]))),
        ("case-phone", view(with_phone(case(answers::eligible(), 1), false))),
        ("case-phone-seen", view(with_phone(case(answers::eligible(), 1), true))),
        ("case-talk", view(case(answers::late(), 1))),
        ("case-cancel", view(case(answers::not_shipped(), 1))),
        ("refuse-why", view(refuse_why())),
        ("export", view(export(ExportState::Ready))),
        ("export-done", view(export(ExportState::Ended(written)))),
        ("export-silent", view(export(ExportState::Ended(ExportEnd::Silent)))),
        ("export-no-stick", view(export(ExportState::Ended(ExportEnd::NoStick)))),
    ]
}

fn sign_in(picked: Option<u32>, typed: usize, trouble: Option<SignInTrouble>) -> Screen {
    let staff = |(name, id): (&str, u32)| Staff { id: StaffId(id), name: name.to_owned(), role: Role::Clerk };
    let names = ["김민지", "박서준", "이하늘", "최가온"].into_iter().zip(1..).map(staff).collect();
    Screen::Desk(DeskScreen::SignIn(SignInView { names, picked: picked.map(StaffId), typed, trouble }))
}

fn queue(down: Vec<Device>, clock_doubtful: bool) -> QueueView {
    let rows = [
        (42, "울 니트 (베이지, M)", 0, (36_000, 0), false, false, SlipState::Printed),
        (43, "무선 청소기", 0, (0, 158_000), false, true, SlipState::Printed),
        (44, "보습 크림 50ml", 1, (28_000, 0), true, false, SlipState::Printed),
        (45, "동화책 세트", 0, (41_700, 0), false, false, SlipState::NotPrinted),
    ];
    let rows =
        rows.iter().zip(0..).map(|((no, name, others, (amount, later), wants_staff, look, slip), nth)| QueueRow {
            number: number(*no),
            booked_at: at(5, 23 + nth * 2),
            name: (*name).to_owned(),
            others: *others,
            sums: Sums { amount: Won(*amount), later: Won(*later), ..Sums::default() },
            wants_staff: *wants_staff,
            look: *look,
            slip: *slip,
            stage: Stage::Waiting,
        });
    QueueView {
        name: "박서준".into(),
        role: Role::Senior,
        rows: rows.collect(),
        page: Page { at: 0, of: 1, size: 4 },
        missed: 0,
        now: at(5, 32),
        down,
        clock_doubtful,
    }
}

fn case(decision: Decision, lines: usize) -> Screen {
    let paid = decision.clone();
    case_that_pays(decision, paid, lines, Vec::new())
}

fn case_that_pays(decision: Decision, paid: Decision, lines: usize, beside: Vec<VisitNo>) -> Screen {
    let goods = [
        ("울 니트 (베이지, M)", Reason::ChangeOfMind, Some(Flag::TagRemoved)),
        ("무선 청소기", Reason::Defective, None),
        ("보습 크림 50ml", Reason::ChangeOfMind, Some(Flag::Used)),
    ];
    let lines = goods.iter().take(lines).zip(1..).map(|((name, reason, flag), no)| BookedLine {
        no: LineNo(no),
        name: (*name).to_owned(),
        product_barcode: "8801234567890".into(),
        already_returned: 0,
        units: 1,
        seen: unit().into_iter().filter(|_| *reason == Reason::Defective).collect(),
        reason: *reason,
        noticed_on: None,
        condition: flag.iter().copied().collect(),
        evidence: [].into(),
    });
    let booking = Booking {
        key: VisitKey { terminal: Terminal::FIRST, boot: 1, serial: 42 },
        at: at(5, 23),
        trust: Trust::Trusted,
        language: Language::Ko,
        order: OrderNo("S26111401".into()),
        lines: lines.collect(),
        decision,
        judged: None,
        contact: None,
        wants_staff: false,
        beside: Vec::new(),
    };
    let twins = booking
        .lines
        .iter()
        .flat_map(|line| &line.seen)
        .filter_map(|unit| Some(Twin { serial: unit.serial.clone()?, visit: number(17) }));
    let twins = twins.collect();
    let visit = Booked { number: number(42), claim_code: ClaimCode(482_913), booking };
    let settled = Some(Box::new(paid));
    let case = Case {
        visit,
        stage: Stage::Waiting,
        phone_until: None,
        copy: 1,
        slip: SlipState::Printed,
        twins,
        beside,
        order: None,
        refused: None,
        settled,
    };
    Screen::Desk(DeskScreen::Case(Box::new(CaseView { case, printing: false, paper: true, phone: None })))
}

/// A case whose customer has left a telephone number, looked at or not.
fn with_phone(screen: Screen, seen: bool) -> Screen {
    let Screen::Desk(DeskScreen::Case(mut view)) = screen else { return screen };
    let destroy_on = day(12, 21);
    view.case.phone_until = Some(destroy_on);
    view.phone = seen.then(|| Contact { phone: "01012345678".into(), consent: false, destroy_on });
    Screen::Desk(DeskScreen::Case(view))
}

fn missed() -> Screen {
    let calls = [(Cause::NoReceipt, at(5, 12)), (Cause::Asked, at(2, 40)), (Cause::NoPaper, at(2, 5))];
    let calls = calls.into_iter().zip(1..).map(|((why, at), serial)| MissedCall {
        key: VisitKey { terminal: Terminal::FIRST, boot: 1, serial },
        why,
        at,
    });
    Screen::Desk(DeskScreen::Missed(MissedView {
        calls: calls.collect(),
        page: Page { at: 0, of: 1, size: 3 },
        now: at(5, 32),
    }))
}

fn unit() -> Option<UnitFacts> {
    Some(UnitFacts {
        gtin: Gtin::new(8_801_234_567_893)?,
        lot: Marking::new("2608A"),
        serial: Marking::new("CV26-004417"),
        expires_on: None,
        produced_on: None,
        doubtful: false,
    })
}

fn refuse_why() -> Screen {
    let clauses = vec![
        Clause::DeadlineChangeOfMind,
        Clause::DeadlineDefect,
        Clause::MadeToOrder,
        Clause::ComponentMissing,
        Clause::CarelessDamage,
        Clause::Apparel,
    ];
    Screen::Desk(DeskScreen::RefuseWhy {
        number: number(42),
        clauses,
        picked: Some(Clause::CarelessDamage),
        page: Page { at: 0, of: 1, size: 6 },
    })
}

fn periods() -> [(chrono::NaiveDate, chrono::NaiveDate); 4] {
    let today = day(11, 21);
    [(today, today), (day(11, 15), today), (day(11, 1), today), (day(10, 1), day(10, 31))]
}
