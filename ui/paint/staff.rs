//! The screens of the staff.

use domain::booking::{SlipState, Stage};
use domain::call::MissedCall;
use domain::device::ExportEnd;
use domain::finding::{Finding, Mark};
use domain::judge::{Check, Course, Decision, Outcome};
use domain::moment::seoul_date;
use domain::money::Won;
use domain::policy::Clause;
use domain::protocol::{Case, QueueRow};
use domain::touch::Span as Period;
use domain::unit::UnitFacts;
use domain::view::{
    CaseView, DeskScreen, ExportState, ExportView, ManageScreen, MissedView, QueueView, Screen, SignInTrouble,
    SignInView, View,
};
use domain::written;
use markup::slint::SharedString;
use markup::{AnswerWords, Fact, Found, GoodsWords, PaperState, Shown, StaffWords, Waiting};

use super::Speaker;
use crate::page::{Page, choice, count, fact, position};
use crate::words;

/// The page of a staff screen.
pub(super) fn page(speaker: &Speaker<'_>, view: &View) -> Page {
    let mut page = match &view.screen {
        Screen::Desk(DeskScreen::SignIn(sign_in)) => names(speaker, sign_in),
        Screen::Desk(DeskScreen::Queue(queue)) => waiting(speaker, queue),
        Screen::Desk(DeskScreen::Missed(missed)) => nobody_came(speaker, missed),
        Screen::Desk(DeskScreen::Case(case)) => visit(speaker, case),
        Screen::Desk(DeskScreen::RefuseWhy { number, clauses, picked, page }) => {
            refusal(speaker, number.short(), clauses, *picked, *page)
        }
        Screen::Manage(ManageScreen::Export(export)) => exporting(speaker, export),
        Screen::Manage(ManageScreen::Devices { findings, looking }) => devices(speaker, findings, *looking),
        _ => Page::new(Shown::OutOfOrder),
    };
    page.staff = true;
    page
}

fn names(speaker: &Speaker<'_>, view: &SignInView) -> Page {
    let say = speaker.of::<StaffWords>();
    let mut page = Page::new(Shown::SignIn);
    let at = view.picked.and_then(|who| view.names.iter().position(|staff| staff.id == who));
    page.picked = at.map_or(-1, position);
    page.choices = view.names.iter().enumerate().map(|(at, staff)| choice(&staff.name, "", false, at)).collect();
    page.label = at.map(|at| view.names[at].name.clone()).unwrap_or_default();
    page.typed = position(view.typed);
    page.body = match view.trouble {
        None => String::new(),
        Some(SignInTrouble::WrongPin { left }) => say.invoke_wrong_pin(count(left)).into(),
        Some(SignInTrouble::Locked { until }) => say.invoke_locked(written::time(until).into()).into(),
        Some(SignInTrouble::NoStaff) => say.invoke_no_staff().into(),
    };
    page
}

fn waiting(speaker: &Speaker<'_>, view: &QueueView) -> Page {
    let say = speaker.of::<StaffWords>();
    let mut page = Page::new(Shown::Queue);
    page.pages = view.page;
    page.heading = say.invoke_waits(count(view.rows.len())).into();
    page.aside = format!("{} · {}", view.name, written::time(view.now));
    let size = usize::from(view.page.size.max(1));
    let shown = view.rows.iter().enumerate().skip(usize::from(view.page.at) * size).take(size);
    page.waiting = shown.map(|(at, row)| row_of(speaker, view, row, at)).collect();
    let down: Vec<_> = view.down.iter().map(|device| say.invoke_gone(words::device(*device))).collect();
    let mut trouble = if down.is_empty() { Vec::new() } else { vec![say.invoke_down(down.join(", ").into())] };
    trouble.extend(view.clock_doubtful.then(|| {
        let day = written::full_day(seoul_date(view.now), speaker.language);
        say.invoke_clock_doubtful(format!("{day} {}", written::time(view.now)).into())
    }));
    page.body = trouble.join(" · ");
    page.flag = view.clock_doubtful;
    if view.missed > 0 {
        page.label = say.invoke_missed(count(view.missed)).into();
    }
    page
}

/// Calls to which nobody came: when, and why.
fn nobody_came(speaker: &Speaker<'_>, view: &MissedView) -> Page {
    let say = speaker.of::<StaffWords>();
    let mut page = Page::new(Shown::Missed);
    page.pages = view.page;
    let today = seoul_date(view.now);
    let when = |at| match seoul_date(at) {
        day if day == today => written::time(at),
        day => format!("{} {}", written::full_day(day, speaker.language), written::time(at)),
    };
    let entry = |(call, row): (&MissedCall, i32)| Found {
        mark: words::mark(Mark::Doubtful),
        subject: format!("{} · {}", when(call.at), say.invoke_nobody_came()).into(),
        words: say.invoke_cause(words::cause(call.why)),
        row,
        right: false,
    };
    page.found = view.shown().iter().zip(0..).map(entry).collect();
    page
}

fn row_of(speaker: &Speaker<'_>, view: &QueueView, row: &QueueRow, at: usize) -> Waiting {
    let say = speaker.of::<StaffWords>();
    let minutes = view.now.signed_duration_since(row.booked_at).num_minutes().max(0);
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let mut what = if row.others > 0 {
        say.invoke_and_more(row.name.as_str().into(), count(row.others))
    } else {
        row.name.as_str().into()
    };
    if row.sums.due > Won::ZERO {
        what = say.invoke_and_owes(what, won(row.sums.due));
    }
    if row.sums.later > Won::ZERO {
        what = say.invoke_and_later(what, won(row.sums.later));
    }
    let paper_missing = matches!(row.slip, SlipState::NotPrinted | SlipState::InDoubt);
    let tag = match row.stage {
        _ if row.wants_staff => say.invoke_talk(),
        Stage::Waiting if row.look => say.invoke_look(),
        Stage::Waiting if !paper_missing => say.invoke_plain(),
        _ => say.invoke_slip(words::slip(row.slip)),
    };
    Waiting {
        number: row.number.short().to_string().into(),
        waited: say.invoke_minutes(count(minutes)),
        what,
        amount: won(row.sums.amount),
        tag,
        warm: row.wants_staff || row.look || paper_missing,
        at: position(at),
    }
}

fn visit(speaker: &Speaker<'_>, view: &CaseView) -> Page {
    let say = speaker.of::<StaffWords>();
    let case = &view.case;
    let mut page = Page::new(Shown::Case);
    page.heading = format!("{} · {}", case.visit.number.short(), case.visit.number);
    page.tag = say.invoke_stage(words::stage(case.stage)).into();
    page.warm = case.stage == Stage::Refused;
    page.flag = case.stage == Stage::Waiting;
    page.busy = view.printing;
    page.label = if view.paper { say.invoke_print().into() } else { String::new() };
    page.facts = facts(speaker, case, if view.printing { PaperState::Sending } else { words::slip(case.slip) });
    page.checklist = checklist(speaker, case);
    match (&view.phone, case.phone_until) {
        (Some(contact), _) => {
            page.big = written::phone(&contact.phone);
            page.facts.extend(contact.consent.then(|| fact(say.invoke_news(), say.invoke_agreed())));
        }
        (None, Some(_)) => page.small = say.invoke_show_phone().into(),
        (None, None) => {}
    }
    page
}

fn facts(speaker: &Speaker<'_>, case: &Case, slip: PaperState) -> Vec<Fact> {
    let say = speaker.of::<StaffWords>();
    let answer = speaker.of::<AnswerWords>();
    let goods = speaker.of::<GoodsWords>();
    let booking = &case.visit.booking;
    let mut facts = Vec::new();
    // With the clauses of the policy's refusals, and of the staff's.
    for (line, decision) in booking.lines.iter().zip(&case.decision().lines) {
        let name = answer.invoke_units(line.name.as_str().into(), count(line.units));
        facts.push(fact(name, goods.invoke_reason_short(words::reason(line.reason))));
        facts.extend(line.seen.iter().filter_map(|unit| seen(speaker, unit)));
        if decision.outcome == Outcome::Refused {
            for clause in &decision.clauses {
                facts.push(fact(
                    answer.invoke_tag(false, false, false),
                    answer.invoke_clause_short(words::clause(*clause)),
                ));
            }
        }
    }
    facts.extend(sums(speaker, case));
    facts.push(fact(say.invoke_booked(), written::time(booking.at)));
    facts.push(fact(say.invoke_paper(), say.invoke_slip(slip)));
    facts.extend(case.phone_until.map(|day| {
        let day = written::full_day(day, speaker.language);
        fact(say.invoke_phone(), say.invoke_phone_until(day.into()))
    }));
    facts
}

/// What was promised, what an approval pays, and where these differ, why.
fn sums(speaker: &Speaker<'_>, case: &Case) -> Vec<Fact> {
    let say = speaker.of::<StaffWords>();
    let answer = speaker.of::<AnswerWords>();
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let booked = &case.visit.booking.decision;
    let promised = booked.sums();
    let mut facts = Vec::new();
    if !case.visit.booking.is_open() {
        return facts;
    }
    facts.push(fact(say.invoke_promised(), won(promised.amount)));
    for (label, sum) in [(say.invoke_promised_later(), promised.later), (say.invoke_due(), promised.due)] {
        facts.extend((sum > Won::ZERO).then(|| fact(label, won(sum))));
    }
    let Some(pays) = case.settled.as_deref().filter(|_| case.refused.is_none()) else {
        facts.extend((case.stage == Stage::Waiting).then(|| fact(say.invoke_no_sum(), "")));
        return facts;
    };
    let label = if case.stage == Stage::Waiting { say.invoke_pays() } else { say.invoke_paid() };
    facts.push(fact(label, won(pays.refund.amount)));
    facts.extend((pays.refund.due > promised.due).then(|| fact(say.invoke_due(), won(pays.refund.due))));
    facts.extend(differences(speaker, booked, pays));
    for promise in &pays.refund.payments {
        let method = answer.invoke_method(words::method(promise.method));
        facts.push(fact(answer.invoke_promise(method, words::how(promise.how)), won(promise.amount)));
    }
    facts
}

/// Why what is paid is not what was promised.
fn differences(speaker: &Speaker<'_>, booked: &Decision, pays: &Decision) -> Vec<Fact> {
    let say = speaker.of::<StaffWords>();
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let goods = |decision: &Decision| decision.lines.iter().map(|line| line.net).sum::<Won>();
    let parts = [
        (say.invoke_goods_sum(), goods(booked), goods(pays)),
        (say.invoke_delivery(), booked.shipping.amount, pays.shipping.amount),
        (say.invoke_fee(), booked.cancellation_fee, pays.cancellation_fee),
        (say.invoke_first_delivery(), booked.first_delivery, pays.first_delivery),
    ];
    let mut facts: Vec<Fact> = parts
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(label, from, to)| fact(label, say.invoke_from_to(won(from), won(to))))
        .collect();
    let ways = |decision: &Decision| {
        decision.refund.payments.iter().map(|promise| (promise.method, promise.amount, promise.how)).collect::<Vec<_>>()
    };
    if facts.is_empty() && ways(booked) != ways(pays) {
        facts.push(fact(say.invoke_other_way(), ""));
    }
    facts
}

/// What the code on a unit said: by its serial number, else by its lot, and what else there is room for. None of a
/// unit that tells nothing by which the staff could know it.
fn seen(speaker: &Speaker<'_>, unit: &UnitFacts) -> Option<Fact> {
    let say = speaker.of::<StaffWords>();
    let serial = unit.serial.as_ref().map(|no| say.invoke_serial(no.to_string().into()));
    let lot = unit.lot.as_ref().map(|no| say.invoke_lot(no.to_string().into()));
    let usable = unit.expires_on.map(|day| say.invoke_usable(day.to_string().into()));
    let mut said = [serial, lot, usable].into_iter().flatten();
    if unit.doubtful {
        return Some(fact(said.next().unwrap_or_else(|| say.invoke_lot("?".into())), say.invoke_doubtful()));
    }
    Some(fact(said.next()?, said.next().unwrap_or_default()))
}

/// What to look at: talking first, then units, state and what the customer said of every line, papers, dates.
fn checklist(speaker: &Speaker<'_>, case: &Case) -> Vec<Fact> {
    let goods = speaker.of::<GoodsWords>();
    let booking = &case.visit.booking;
    let mut list = Vec::new();
    if booking.wants_staff {
        list.push(fact(speaker.of::<StaffWords>().invoke_wishes_talk(), ""));
    }
    list.extend(
        case.twins.iter().map(|twin| fact(speaker.of::<StaffWords>().invoke_twin(twin.visit.to_string().into()), "")),
    );
    if case.stage == Stage::Waiting && !case.beside.is_empty() {
        let numbers: Vec<_> = case.beside.iter().map(|visit| visit.short().to_string()).collect();
        list.push(fact(speaker.of::<StaffWords>().invoke_beside(numbers.join(", ").into()), ""));
    }
    list.extend(what_is_approved(speaker, case).into_iter().map(|words| fact(words, "")));
    let course = booking.decision.course();
    if course == Course::StopShipment {
        list.push(fact(speaker.of::<StaffWords>().invoke_stop_shipment(), ""));
    }
    for (line, decision) in booking.lines.iter().zip(&booking.decision.lines) {
        if !decision.is_open() {
            continue;
        }
        let (name, units) = (line.name.as_str().into(), count(line.units));
        if course.is_cancellation() {
            list.push(fact(goods.invoke_check_cancel(name, units), ""));
        } else {
            list.push(fact(goods.invoke_check_units(name, units), ""));
            list.push(fact(goods.invoke_check_reason(words::reason(line.reason)), ""));
        }
        list.extend(line.condition.iter().map(|flag| fact(goods.invoke_check_flag(words::flag(*flag)), "")));
        let papers = line.evidence.iter().chain(&decision.missing_evidence);
        list.extend(papers.map(|paper| fact(goods.invoke_check_evidence(words::evidence(*paper)), "")));
        list.extend(decision.checks.iter().map(|check| {
            fact(
                match check {
                    Check::Clock => goods.invoke_check_clock(),
                    Check::Calendar => goods.invoke_check_calendar(),
                },
                "",
            )
        }));
    }
    list
}

/// What an approval is about, where the policy refuses a part of the visit, or all of it.
fn what_is_approved(speaker: &Speaker<'_>, case: &Case) -> Vec<SharedString> {
    let say = speaker.of::<StaffWords>();
    let booking = &case.visit.booking;
    let lines = || booking.lines.iter().zip(&booking.decision.lines);
    if case.stage != Stage::Waiting || lines().all(|(_, decision)| decision.is_open()) {
        return Vec::new();
    }
    if !booking.is_open() {
        return vec![say.invoke_only_talk()];
    }
    let answer = speaker.of::<AnswerWords>();
    let open = lines().filter(|(_, decision)| decision.is_open());
    let names: Vec<_> =
        open.map(|(line, _)| answer.invoke_units(line.name.as_str().into(), count(line.units))).collect();
    vec![say.invoke_approves(names.join(", ").into()), say.invoke_rest_refused()]
}

fn refusal(
    speaker: &Speaker<'_>,
    number: u16,
    clauses: &[Clause],
    picked: Option<Clause>,
    pages: domain::view::Page,
) -> Page {
    let say = speaker.of::<AnswerWords>();
    let mut page = Page::new(Shown::RefuseWhy);
    page.pages = pages;
    page.aside = number.to_string();
    let size = usize::from(pages.size.max(1));
    let shown = clauses.iter().enumerate().skip(usize::from(pages.at) * size).take(size);
    page.choices = shown
        .map(|(at, clause)| choice(say.invoke_clause_short(words::clause(*clause)), "", picked == Some(*clause), at))
        .collect();
    page
}

fn exporting(speaker: &Speaker<'_>, view: &ExportView) -> Page {
    let say = speaker.of::<StaffWords>();
    let mut page = Page::new(Shown::Export);
    page.choices = Period::ALL
        .iter()
        .zip(&view.periods)
        .enumerate()
        .map(|(at, (span, (first, last)))| {
            let days = written::span(*first, *last, speaker.language);
            choice(say.invoke_span(words::span(*span)), days, view.picked == *span, at)
        })
        .collect();
    page.busy = view.state == ExportState::Writing;
    (page.body, page.flag) = match &view.state {
        ExportState::Ready => (say.invoke_ready().into(), false),
        ExportState::Writing => (say.invoke_writing().into(), false),
        ExportState::Ended(ExportEnd::Written { place, returns, answers }) => {
            (say.invoke_written(place.as_str().into(), count(*returns), count(*answers)).into(), false)
        }
        ExportState::Ended(ExportEnd::NoStick) => (say.invoke_no_stick().into(), true),
        ExportState::Ended(ExportEnd::Silent) => (say.invoke_silent_stick().into(), true),
        ExportState::Ended(ExportEnd::Failed { why }) => (say.invoke_failed(why.as_str().into()).into(), true),
    };
    page
}

fn devices(speaker: &Speaker<'_>, findings: &[Finding], looking: bool) -> Page {
    let say = speaker.of::<StaffWords>();
    let mut page = Page::new(Shown::Devices);
    page.busy = looking;
    if !looking {
        let marked = |mark| count(findings.iter().filter(|finding| finding.mark == mark).count());
        page.tag = say.invoke_found(marked(Mark::Wrong), marked(Mark::Doubtful)).into();
        page.warm = marked(Mark::Wrong) > 0;
    }
    let (mut row, mut right) = (0, false);
    for finding in findings {
        let good = finding.mark == Mark::Good;
        let mut words = finding.words.of(speaker.language).to_owned();
        if let Some(next) = &finding.next {
            words = format!("{words}\n→ {}", next.of(speaker.language));
        }
        page.found.push(Found {
            mark: words::mark(finding.mark),
            subject: say.invoke_subject(words::subject(finding.subject)),
            words: words.into(),
            row,
            right,
        });
        // The next one stands beside a good one on the left, below everything else.
        (row, right) = if good && !right { (row, true) } else { (row + 1, false) };
    }
    page
}
