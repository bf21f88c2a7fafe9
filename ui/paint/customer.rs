//! The screens of a visit, apart from the answer.

use chrono::NaiveDate;
use domain::booking::{SlipState, Stage};
use domain::judge::Decision;
use domain::money::Won;
use domain::order::OrderNo;
use domain::policy::Evidence;
use domain::view::{Asked, ChooseRow, ConfirmView, CustomerScreen, ItemHead, Screen, SurveyScreen, ThanksView};
use domain::visit_no::VisitNo;
use domain::written;
use markup::slint::SharedString;
use markup::{AfterWords, AnswerWords, Cell, Goods, GoodsWords, PageWords, Paper, Shown};

use super::{Speaker, answer, money};
use crate::page::{Page, choice, count, fact, position};
use crate::words;

/// The page of a customer's screen.
pub(super) fn page(speaker: &Speaker<'_>, screen: &Screen) -> Page {
    match screen {
        Screen::Starting => Page::new(Shown::Starting),
        Screen::Customer(CustomerScreen::Welcome { remembered, offer, paper, printer_up, scanner_up }) => {
            let mut page = welcome(speaker, remembered.as_deref(), *printer_up || !paper, *scanner_up);
            let me = |visit: &VisitNo| speaker.of::<PageWords>().invoke_it_is_me(called(visit));
            page.choices = offer.iter().map(|visit| choice(me(visit), "", false, 0)).collect();
            page
        }
        Screen::Customer(CustomerScreen::NoReceipt) => no_receipt(speaker),
        Screen::Customer(CustomerScreen::Which { orders }) => which(speaker, orders),
        Screen::Customer(CustomerScreen::Number { typed, asked }) => number(speaker, typed, *asked),
        Screen::Customer(CustomerScreen::Choose { rows, page, shipped, .. }) => choose(speaker, rows, *page, !shipped),
        Screen::Customer(CustomerScreen::Reason { item, reasons, picked }) => {
            let goods = speaker.of::<GoodsWords>();
            let mut page = about(speaker, Shown::Reason, item);
            page.choices = reasons
                .iter()
                .enumerate()
                .map(|(at, reason)| {
                    let reason = words::reason(*reason);
                    choice(goods.invoke_reason(reason), goods.invoke_reason_under(reason), is(*picked, at), at)
                })
                .collect();
            page
        }
        Screen::Customer(CustomerScreen::Condition { item, flags }) => {
            let goods = speaker.of::<GoodsWords>();
            let mut page = about(speaker, Shown::Condition, item);
            page.choices = flags
                .iter()
                .enumerate()
                .map(|(at, (flag, picked))| choice(goods.invoke_flag(words::flag(*flag)), "", *picked, at))
                .collect();
            page
        }
        Screen::Customer(CustomerScreen::Proof { item, evidence, picked }) => proof(speaker, item, evidence, *picked),
        Screen::Customer(CustomerScreen::Noticed { item, typed }) => {
            let mut page = about(speaker, Shown::Number, item);
            let say = speaker.of::<PageWords>();
            page.heading = say.invoke_when_noticed().into();
            page.body = say.invoke_date_hint().into();
            page.cells = cells(typed, &[4, 2, 2]);
            page
        }
        Screen::Customer(CustomerScreen::Confirm(confirm)) => summary(speaker, confirm),
        Screen::Customer(CustomerScreen::Phone { typed }) => {
            let mut page = Page::new(Shown::Number);
            let say = speaker.of::<PageWords>();
            page.heading = say.invoke_phone().into();
            page.body = say.invoke_phone_hint().into();
            page.cells = cells(typed, &[3, 4, 4]);
            page
        }
        Screen::Customer(CustomerScreen::HandingOver { number }) => {
            let mut page = Page::new(Shown::HandingOver);
            page.busy = true;
            if number.is_some() {
                page.body = speaker.of::<AfterWords>().invoke_safe().into();
            }
            page
        }
        Screen::Customer(CustomerScreen::Thanks(thanks)) => thank(speaker, thanks),
        Screen::Customer(CustomerScreen::Unsaved) => Page::new(Shown::NotBooked).with_help(answer::helps(speaker)),
        Screen::Survey(SurveyScreen::Unsaved) => Page::new(Shown::NotSaved),
        Screen::Customer(CustomerScreen::Status { number, stage, decision, .. }) => {
            status(speaker, number, *stage, decision)
        }
        _ => Page::new(Shown::OutOfOrder).with_help(answer::helps(speaker)),
    }
}

impl Page {
    fn with_help(mut self, help: String) -> Page {
        self.body = help;
        self
    }
}

fn is(picked: Option<u16>, at: usize) -> bool {
    picked.is_some_and(|picked| usize::from(picked) == at)
}

fn welcome(speaker: &Speaker<'_>, remembered: Option<&str>, printer_up: bool, scanner_up: bool) -> Page {
    let mut page = Page::new(Shown::Welcome);
    let say = speaker.of::<PageWords>();
    page.body = remembered.unwrap_or_default().to_owned();
    page.flag = !scanner_up;
    page.aside = if printer_up { say.invoke_takes() } else { say.invoke_no_paper() }.into();
    page
}

fn no_receipt(speaker: &Speaker<'_>) -> Page {
    let mut page = Page::new(Shown::NoReceipt);
    let say = speaker.of::<PageWords>();
    page.choices = vec![
        choice(say.invoke_by_number(), say.invoke_by_number_under(), false, 0),
        choice(say.invoke_by_staff(), say.invoke_by_staff_under(), false, 1),
        choice(say.invoke_by_visit(), say.invoke_by_visit_under(), false, 2),
    ];
    page
}

fn which(speaker: &Speaker<'_>, orders: &[(NaiveDate, Option<OrderNo>)]) -> Page {
    let mut page = Page::new(Shown::Which);
    let say = speaker.of::<PageWords>();
    let by_day = orders.iter().all(|(_, number)| number.is_none());
    page.heading = if by_day { say.invoke_ordered_on() } else { say.invoke_which() }.into();
    page.choices = orders
        .iter()
        .enumerate()
        .map(|(at, (on, number))| {
            let day = written::long_day(*on, speaker.language);
            match number {
                Some(number) => choice(number.0.as_str(), day, false, at),
                None => choice(day, "", false, at),
            }
        })
        .collect();
    page
}

fn number(speaker: &Speaker<'_>, typed: &str, asked: Asked) -> Page {
    let mut page = Page::new(Shown::Number);
    let say = speaker.of::<PageWords>();
    match asked {
        Asked::OrderNo => {
            page.heading = say.invoke_order_no().into();
            page.body = say.invoke_order_no_hint().into();
            page.cells = cells(typed, &[typed.chars().count().max(8)]);
        }
        Asked::OrderedOn => {
            page.heading = say.invoke_ordered_on().into();
            page.body = say.invoke_date_hint().into();
            page.cells = cells(typed, &[4, 2, 2]);
        }
        Asked::VisitNo => {
            page.heading = say.invoke_visit_no().into();
            page.body = say.invoke_visit_no_hint().into();
            page.cells = cells(typed, &[4]);
        }
        Asked::LookupCode => {
            page.heading = say.invoke_lookup_code().into();
            page.body = say.invoke_lookup_code_hint().into();
            page.cells = cells(typed, &[3, 3]);
        }
    }
    page
}

/// A visit's number as it is called.
fn called(visit: &VisitNo) -> SharedString {
    SharedString::from(visit.short().to_string())
}

/// Places of a number in groups, filled from the left.
fn cells(typed: &str, groups: &[usize]) -> Vec<Cell> {
    let mut digits = typed.chars();
    let mut cells = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for place in 1..=*group {
            let text = digits.next().map(String::from).unwrap_or_default().into();
            cells.push(Cell { text, ends_group: place == *group && at + 1 < groups.len() });
        }
    }
    cells
}

fn choose(speaker: &Speaker<'_>, rows: &[ChooseRow], pages: domain::view::Page, cancels: bool) -> Page {
    let say = speaker.of::<PageWords>();
    let mut page = Page::new(Shown::Choose);
    page.pages = pages;
    page.flag = cancels;
    if rows.iter().all(|row| row.returnable == 0) {
        let waits = rows.iter().any(|row| !row.handed_in.is_empty());
        page.heading = if waits { say.invoke_all_handed_in() } else { say.invoke_all_gone(cancels) }.into();
    }
    let chosen: u32 = rows.iter().map(|row| row.units).sum();
    page.note = if chosen == 0 { String::new() } else { say.invoke_chosen(count(chosen)).into() };
    let first = usize::from(pages.at) * usize::from(pages.size.max(1));
    let shown = rows.iter().enumerate().skip(first).take(usize::from(pages.size.max(1)));
    page.goods = shown
        .map(|(at, row)| {
            let price = written::won(row.unit_price, speaker.language).into();
            let gone = row.quantity.saturating_sub(row.returnable);
            let waits = row.returnable == 0 && !row.handed_in.is_empty();
            let detail = if waits {
                say.invoke_handed_in_under(price, count(row.quantity))
            } else if gone == 0 {
                say.invoke_bought(price, count(row.quantity))
            } else {
                say.invoke_partly_gone(price, count(row.quantity), count(gone))
            };
            Goods {
                name: row.name.as_str().into(),
                detail,
                tag: if waits { say.invoke_handed_in(numbers(&row.handed_in)) } else { say.invoke_gone(cancels) },
                warm: !waits,
                units: count(row.units),
                returnable: count(row.returnable),
                at: position(at),
            }
        })
        .collect();
    page
}

/// `42, 43`.
fn numbers(visits: &[VisitNo]) -> SharedString {
    visits.iter().map(|visit| visit.short().to_string()).collect::<Vec<_>>().join(", ").into()
}

/// A page about one of the chosen lines.
fn about(speaker: &Speaker<'_>, shown: Shown, item: &ItemHead) -> Page {
    let mut page = Page::new(shown);
    page.flag = !item.shipped;
    let name = speaker.of::<AnswerWords>().invoke_units(item.name.as_str().into(), count(item.units));
    page.note = if item.of > 1 { format!("{name} ({}/{})", item.at, item.of) } else { name.into() };
    page
}

fn proof(speaker: &Speaker<'_>, item: &ItemHead, evidence: &[Evidence], picked: Option<u16>) -> Page {
    let goods = speaker.of::<GoodsWords>();
    let mut page = about(speaker, Shown::Proof, item);
    let kinds = evidence.iter().map(|kind| words::evidence(*kind)).chain([markup::Evidence::NotYet]);
    page.choices = kinds
        .enumerate()
        .map(|(at, kind)| choice(goods.invoke_evidence(kind), goods.invoke_evidence_under(kind), is(picked, at), at))
        .collect();
    page
}

fn summary(speaker: &Speaker<'_>, confirm: &ConfirmView) -> Page {
    let say = speaker.of::<AnswerWords>();
    let mut page = Page::new(Shown::Confirm);
    money::fill(speaker, &confirm.decision, &mut page);
    let names: Vec<_> =
        confirm.lines.iter().map(|(name, units)| say.invoke_units(name.as_str().into(), count(*units))).collect();
    page.body = names.join(", ");
    page.facts.extend(answer::condition(speaker, &confirm.beside).map(|words| fact(words, "")));
    page.under = confirm.phone.clone().unwrap_or_default();
    page.flag = confirm.consent;
    page.asks = i32::from(confirm.asks_phone) + i32::from(confirm.asks_phone && confirm.asks_news);
    let day = written::full_day(confirm.destroy_on, speaker.language);
    page.aside_body = speaker.of::<AfterWords>().invoke_phone_use(day.into(), confirm.consent).into();
    page
}

fn thank(speaker: &Speaker<'_>, thanks: &ThanksView) -> Page {
    let say = speaker.of::<AfterWords>();
    let mut page = Page::new(Shown::Thanks);
    page.big = thanks.number.short().to_string();
    let paper = match thanks.slip {
        SlipState::Printed | SlipState::Queued | SlipState::Sending => Paper::Printed,
        SlipState::InDoubt => Paper::InDoubt,
        SlipState::Paperless => Paper::OnScreen,
        SlipState::NotPrinted | SlipState::Abandoned => Paper::None,
    };
    page.flag = thanks.waits;
    let what_to_do = || say.invoke_what_to_do(words::course(thanks.decision.course()));
    page.body = match (thanks.waits, paper) {
        (true, _) => format!("{} {}", say.invoke_paper(paper), what_to_do()),
        (false, Paper::Printed) => say.invoke_closed().into(),
        (false, _) => say.invoke_paper(paper).into(),
    };
    if paper != Paper::Printed {
        page.under = thanks.claim_code.to_string();
        page.label = say.invoke_claim().into();
    }
    page.facts = money::promises(speaker, &thanks.decision.money().refund.payments);
    page.facts.extend(money::all_missing(speaker, &thanks.decision));
    page.facts.truncate(1);
    page
}

fn status(speaker: &Speaker<'_>, number: &VisitNo, stage: Stage, decision: &Decision) -> Page {
    let say = speaker.of::<AfterWords>();
    let mut page = Page::new(Shown::Status);
    let stage = words::stage(stage);
    let (course, refund) = (decision.course(), &decision.refund);
    let moves = matches!(stage, markup::Stage::Waiting | markup::Stage::Approved);
    page.heading = say.invoke_stage(stage, course.is_cancellation()).into();
    page.tag = speaker.of::<PageWords>().invoke_your_number(called(number)).into();
    page.warm = stage == markup::Stage::Refused;
    page.under = say.invoke_stage_under(stage, words::course(course), refund.amount > Won::ZERO).into();
    if (refund.amount > Won::ZERO || refund.due > Won::ZERO) && moves {
        let money::Said { large, later } = money::said(speaker, decision);
        let sum = |(label, sum): (SharedString, Won)| fact(label, written::won(sum, speaker.language));
        page.facts = vec![sum(large)];
        page.facts.extend(money::promises(speaker, &decision.money().refund.payments));
        page.facts.extend(later.map(sum));
        page.facts.extend(money::all_missing(speaker, decision));
    } else {
        page.body = answer::helps(speaker);
    }
    page
}
