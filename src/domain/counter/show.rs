//! What a person should see, made anew from the state every time.

use super::Counter;
use super::pad::{DATE, PIN_MIN, whole_secs};
use super::state::{Asking, At, DeskPage, HandOver, State, Survey, Thanks, Visit};
use crate::device::Device;
use crate::judge::{Decision, LineDecision};
use crate::survey::CHIPS;
use crate::view::{
    AnswerLine, AnswerView, Back, Blocked, Card, ChooseRow, ConfirmView, ItemHead, Main, Notice, Page, Screen, Step,
    ThanksView, View,
};

/// The frame's own part of a screen.
pub(super) struct Framed {
    pub screen: Screen,
    pub step: Option<Step>,
    pub back: Option<Back>,
    pub main: Option<Main>,
    pub blocked: Option<Blocked>,
}

pub(super) fn framed(screen: Screen, step: Option<Step>, back: Option<Back>, main: Option<Main>) -> Framed {
    Framed { screen, step, back, main, blocked: None }
}

impl Framed {
    pub(super) fn blocked_if(mut self, when: bool, why: Blocked) -> Framed {
        if when {
            self.blocked = self.blocked.or(Some(why));
        }
        self
    }
}

impl Counter {
    /// What should be on the panel now.
    #[must_use]
    pub fn view(&self) -> View {
        let Framed { screen, step, back, main, blocked } = self.framed();
        let slow = self.awaited_since().is_some_and(|at| self.now.uptime >= at + self.setup.patience.slow);
        View {
            serial: self.serial,
            face: self.face.number,
            language: self.language,
            looks: self.looks,
            step,
            back,
            main,
            blocked,
            notice: self.notice.clone().or(slow.then_some(Notice::Slow)),
            bell: self.call.is_some(),
            screen,
            card: self.card(),
        }
    }

    /// What lies over the screen.
    pub(super) fn card(&self) -> Option<Card> {
        match self.warns() {
            Some(left) => Some(Card::Idle { secs_left: whole_secs(left) }),
            None => self.called.then_some(Card::Called).or_else(|| self.twice_card()),
        }
    }

    fn framed(&self) -> Framed {
        let find = Some(Step::Find);
        let lost = self.ledger_lost();
        match &self.state {
            State::Starting { .. } | State::Home { .. } if lost => framed(Screen::OutOfOrder, None, None, None),
            State::Starting { .. } | State::SurveyOpening { .. } => framed(Screen::Starting, None, None, None),
            State::Home { remembered, offer } => {
                let screen = Screen::Welcome {
                    remembered: remembered.as_ref().map(|remembered| remembered.name.clone()),
                    offer: offer.map(|offer| offer.visit),
                    paper: self.setup.paper,
                    printer_up: !self.down.contains(&Device::Printer),
                    scanner_up: !self.down.contains(&Device::Scanner),
                };
                framed(screen, None, Some(Back::TypeNumber), Some(Main::NoReceipt))
            }
            State::NoReceipt => framed(Screen::NoReceipt, find, Some(Back::Home), None),
            State::Number(pad) => {
                let back = if pad.asks_number() { Back::Home } else { Back::Previous };
                let screen = Screen::Number { typed: pad.typed().0.clone(), asked: pad.asked };
                framed(screen, find, Some(back), Some(Main::Next))
                    .blocked_if(pad.waits_for.is_some(), Blocked::Busy)
                    .blocked_if(!pad.is_ready(), Blocked::TypeAll)
            }
            State::Which(which) => {
                let mut days: Vec<_> = which.orders.iter().map(|order| order.ordered_on).collect();
                days.dedup();
                // Days alone, as long as they tell the orders apart.
                let by_day = days.len() == which.orders.len();
                let order = |candidate: &crate::protocol::Candidate| {
                    (candidate.ordered_on, (!by_day).then(|| candidate.order.clone()))
                };
                let screen = Screen::Which { orders: which.orders.iter().map(order).collect() };
                framed(screen, find, Some(Back::Home), Some(Main::NoneOfThese))
                    .blocked_if(which.waits_for.is_some(), Blocked::Busy)
            }
            State::Status(status) => {
                let decision = Box::new(status.decision.clone());
                let refusal = status.refusal(self.now.today()).map(Box::new);
                let screen = Screen::Status { number: status.number, stage: status.stage, decision, refusal };
                let main = if status.leads_to_survey() { Main::Next } else { Main::Done };
                framed(screen, None, Some(Back::Home), Some(main))
            }
            State::Visit(visit) if visit.reopening.is_some() => framed(Screen::Starting, None, None, None),
            State::Visit(visit) => self.show_visit(visit),
            State::HandOver(handover) => {
                let number = match &**handover {
                    HandOver::Booking { .. } | HandOver::Showing { .. } => None,
                    HandOver::Printing { slip, .. } => Some(slip.visit.number),
                };
                framed(Screen::HandingOver { number }, Some(Step::HandIn), None, None)
            }
            State::Thanks(thanks) => show_thanks(thanks),
            State::Unsaved(what) => framed(Screen::Unsaved(*what), None, None, Some(Main::Done)),
            State::Survey(survey) => {
                let waits = self.survey_signs_at().is_some_and(|at| self.now.uptime >= at);
                let framed = show_survey(survey);
                let blocked = if waits { Some(Blocked::Busy) } else { framed.blocked };
                Framed { blocked, ..framed }
            }
            State::SurveyThanks { .. } => framed(Screen::SurveyThanks, None, None, Some(Main::Done)),
            State::Desk(desk) => {
                let framed = self.show_desk(desk);
                match &desk.page {
                    DeskPage::SignIn { pin, picked, .. } => framed
                        .blocked_if(desk.waits_for.is_some(), Blocked::Busy)
                        .blocked_if(picked.is_none(), Blocked::ChooseName)
                        .blocked_if(pin.0.len() < PIN_MIN, Blocked::TypeAll),
                    _ => framed,
                }
            }
        }
    }

    fn show_visit(&self, visit: &Visit) -> Framed {
        let back = Some(Back::Previous);
        match &visit.at {
            At::Choose => {
                let row = |line: &crate::order::Line| ChooseRow {
                    no: line.no,
                    name: line.product_name.clone(),
                    unit_price: line.facts.unit_price,
                    quantity: line.facts.quantity,
                    returnable: line.facts.returnable(),
                    handed_in: visit.order.handed_in_of(line.no).collect(),
                    units: visit.units(line.no),
                };
                let screen = Screen::Choose {
                    order: visit.order.facts.number.clone(),
                    ordered_on: visit.order.facts.ordered_on,
                    shipped: visit.order.facts.status.is_shipped(),
                    rows: visit.order.lines.iter().map(row).collect(),
                    page: Page { at: visit.page, of: self.pages(visit.order.lines.len()), size: self.setup.rows },
                };
                // With nothing to choose the way leads home.
                if visit.order.nothing_is_left() {
                    return framed(screen, Some(Step::Choose), Some(Back::Home), Some(Main::Finish));
                }
                framed(screen, Some(Step::Choose), Some(Back::Home), Some(Main::Next))
                    .blocked_if(visit.chosen.is_empty(), Blocked::ChooseSome)
            }
            At::Ask { nth, asking } => self.show_question(visit, *nth, asking),
            At::Answer(decision) => {
                let open = decision.lines.iter().any(LineDecision::is_open);
                let main = if open { Main::Next } else { Main::Finish };
                let screen = Screen::Answer(Box::new(self.answer_view(visit, decision)));
                framed(screen, Some(Step::Check), back, Some(main))
            }
            At::Confirm(decision) => {
                let open = visit.chosen.iter().zip(&decision.lines).filter(|(_, line)| line.is_open());
                let screen = Screen::Confirm(Box::new(ConfirmView {
                    lines: open.map(|(chosen, _)| (visit.name(chosen.no), chosen.units)).collect(),
                    decision: (**decision).clone(),
                    beside: visit.order.waiting.clone(),
                    phone: visit.phone.as_deref().map(masked),
                    consent: visit.consent,
                    asks_phone: self.setup.phone,
                    asks_news: self.setup.news,
                    destroy_on: self.destroy_on(),
                }));
                framed(screen, Some(Step::HandIn), back, Some(Main::HandIn))
            }
            At::Phone(_, pad) => {
                framed(Screen::Phone { typed: pad.0.clone() }, Some(Step::HandIn), back, Some(Main::Done))
                    .blocked_if(!pad.is_phone(), Blocked::TypeAll)
            }
        }
    }

    fn show_question(&self, visit: &Visit, nth: usize, asking: &Asking) -> Framed {
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let chosen = visit.chosen.get(nth);
        let item = ItemHead {
            name: chosen.map(|chosen| visit.name(chosen.no)).unwrap_or_default(),
            units: chosen.map_or(0, |chosen| chosen.units),
            at: count(nth + 1),
            of: count(visit.chosen.len()),
            shipped: visit.order.facts.status.is_shipped(),
        };
        let (screen, main, blocked) = match asking {
            Asking::Reason(picked) => {
                let reasons = self.reasons(visit, nth);
                let picked = picked.and_then(|reason| reasons.iter().position(|other| *other == reason)).map(count);
                let blocked = picked.is_none().then_some(Blocked::ChooseOne);
                (Screen::Reason { item, reasons, picked }, Main::Next, blocked)
            }
            Asking::Noticed(pad) => {
                let blocked = (pad.0.len() < DATE).then_some(Blocked::TypeAll);
                (Screen::Noticed { item, typed: pad.0.clone() }, Main::Next, blocked)
            }
            Asking::Condition(picked) => {
                let flags = self.flags(visit, nth).into_iter().map(|flag| (flag, picked.contains(&flag))).collect();
                let main = if picked.is_empty() { Main::NoneOfThese } else { Main::Next };
                (Screen::Condition { item, flags }, main, None)
            }
            Asking::Proof(picked) => {
                let evidence = self.proofs(visit, nth);
                let blocked = picked.is_none().then_some(Blocked::ChooseOne);
                let place = |kind: Option<_>| match kind {
                    Some(kind) => evidence.iter().position(|other| *other == kind),
                    None => Some(evidence.len()),
                };
                let picked = picked.and_then(place).map(count);
                (Screen::Proof { item, evidence, picked }, Main::Next, blocked)
            }
        };
        Framed { blocked, ..framed(screen, Some(Step::Reason), Some(Back::Previous), Some(main)) }
    }

    fn answer_view(&self, visit: &Visit, decision: &Decision) -> AnswerView {
        let lines = visit.chosen.iter().filter_map(|chosen| {
            Some(AnswerLine {
                no: chosen.no,
                name: visit.name(chosen.no),
                units: chosen.units,
                reason: chosen.reason?,
                received_on: visit.order.facts.received_on,
                noticed_on: chosen.noticed_on,
            })
        });
        AnswerView {
            lines: lines.collect(),
            decision: decision.clone(),
            shipped: visit.order.facts.status.is_shipped(),
            beside: visit.order.waiting.clone(),
            options: self.options(decision),
            today: self.now.today(),
        }
    }
}

fn show_thanks(thanks: &Thanks) -> Framed {
    let visit = &thanks.visit;
    let waits = visit.booking.waits();
    let screen = Screen::Thanks(Box::new(ThanksView {
        number: visit.number,
        claim_code: visit.claim_code,
        slip: thanks.slip,
        waits,
        decision: visit.booking.decision.clone(),
    }));
    framed(screen, Some(Step::HandIn), None, Some(if waits { Main::Done } else { Main::Next }))
}

fn show_survey(survey: &Survey) -> Framed {
    match survey.score.filter(|_| survey.why) {
        None => {
            let screen = Screen::Recommend { number: survey.visit, picked: survey.score };
            framed(screen, None, Some(Back::Skip), Some(Main::Next))
                .blocked_if(survey.score.is_none(), Blocked::ChooseOne)
        }
        Some(score) => {
            let chips = CHIPS.iter().map(|chip| (*chip, survey.chips.contains(chip))).collect();
            framed(Screen::Why { kind: score.kind(), chips }, None, Some(Back::Skip), Some(Main::Done))
        }
    }
}

/// `010-****-1234`: enough to recognise one's own.
fn masked(phone: &str) -> String {
    let head = if phone.starts_with("02") { 2 } else { 3 };
    let tail = phone.len().saturating_sub(4).max(head);
    format!("{}-{}-{}", &phone[..head], "*".repeat(tail - head), &phone[tail..])
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn of_a_telephone_number_only_the_ends_are_seen() {
        for (phone, seen) in
            [("01012341234", "010-****-1234"), ("0212341234", "02-****-1234"), ("0311234567", "031-***-4567")]
        {
            assert_eq!(masked(phone), seen);
        }
    }
}
