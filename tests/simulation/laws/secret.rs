//! Laws of whose a visit is, and of refusals on paper.

use domain::booking::Stage;
use domain::judge::LineDecision;
use domain::protocol::{DeskAnswer, DeskQuestion, Found, SurveyQuestion, VisitAnswer};
use domain::slip_code::SlipCode;
use domain::touch::{AnswerOption, CustomerTouch};
use domain::view::{CustomerScreen, DeskScreen, SurveyScreen};

use super::*;

/// What is remembered of whose a visit is.
#[derive(Default)]
pub(super) struct Whose {
    /// Visits of which somebody has shown that they are theirs since the last welcome screen.
    pub(super) present: BTreeSet<VisitNo>,
    /// What the clock said latest while they were there: what they said then may be written later.
    pub(super) were_present: BTreeMap<VisitNo, DateTime<Utc>>,
    /// When the staff decided visits.
    pub(super) decided: BTreeMap<VisitNo, Duration>,
    /// The visit that was booked last is a refusal that somebody wants on paper.
    pub(super) for_paper: bool,
}

/// For so long after a decision a touch says that somebody is its customer.
const OFFER: Duration = Duration::from_secs(60);

/// The visit of which a screen tells something that is its customer's alone.
fn opened(screen: &Screen) -> Option<VisitNo> {
    match screen {
        Screen::Customer(CustomerScreen::Status { number, .. })
        | Screen::Survey(SurveyScreen::Recommend { number, .. }) => Some(*number),
        // Of a visit that is being made, or that anybody may hear called.
        Screen::Customer(
            CustomerScreen::Welcome { .. }
            | CustomerScreen::NoReceipt
            | CustomerScreen::Number { .. }
            | CustomerScreen::Which { .. }
            | CustomerScreen::Choose { .. }
            | CustomerScreen::Reason { .. }
            | CustomerScreen::Condition { .. }
            | CustomerScreen::Proof { .. }
            | CustomerScreen::Noticed { .. }
            | CustomerScreen::Answer(_)
            | CustomerScreen::Confirm(_)
            | CustomerScreen::Phone { .. }
            | CustomerScreen::HandingOver { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved,
        ) => None,
        // These name no visit.
        Screen::Survey(SurveyScreen::Why { .. } | SurveyScreen::Thanks | SurveyScreen::Unsaved) => None,
        Screen::Starting | Screen::OutOfOrder | Screen::Desk(_) | Screen::Manage(_) => None,
    }
}

/// The visit that the staff decide on a screen.
fn decided_on(screen: &Screen) -> Option<VisitNo> {
    match screen {
        Screen::Desk(DeskScreen::Case(case)) => Some(case.case.visit.number),
        Screen::Desk(DeskScreen::RefuseWhy { number, .. }) => Some(*number),
        Screen::Desk(DeskScreen::SignIn(_) | DeskScreen::Queue(_) | DeskScreen::Missed(_)) => None,
        Screen::Starting | Screen::OutOfOrder | Screen::Customer(_) | Screen::Survey(_) | Screen::Manage(_) => None,
    }
}

impl Laws {
    /// 32 and 33.
    pub(super) fn secrets(&mut self, step: &Step<'_>, ledger: &mut Ledger) -> Lawful {
        let decides = matches!(step.event, Event::Answered(_, Answer::Desk(DeskAnswer::Decided(_))));
        if decides && !step.unmatched {
            self.whose.decided.extend(decided_on(&step.before.screen).map(|number| (number, step.t)));
        }
        let proven = self.proven(step, ledger);
        self.whose.present.extend(&proven);
        for visit in &self.whose.present {
            let latest = self.whose.were_present.entry(*visit).or_insert(step.now.wall);
            *latest = step.now.wall.max(*latest);
        }
        if let Some(visit) = opened(&step.after.screen) {
            hold(Law::OnlyTheSecretOpens, self.whose.present.contains(&visit), || {
                format!("{} of {visit} before somebody who may be anybody", step.is())
            })?;
        }
        for effect in step.effects {
            let Effect::Ask(id, question) = effect else { continue };
            let (Question::Survey(SurveyQuestion::Shown { visit, at })
            | Question::Survey(SurveyQuestion::Touched { visit, at, .. })
            | Question::Survey(SurveyQuestion::Ended { visit, at, .. })) = question
            else {
                continue;
            };
            let first = !self.open.contains_key(id);
            let said = self.whose.were_present.get(visit).is_some_and(|latest| at <= latest);
            hold(Law::OnlyWhoIsThereIsAsked, !first || said, || {
                format!("{question:?} by somebody who may be anybody")
            })?;
        }
        let begins = |screen: &Screen| is_welcome(screen) || *screen == Screen::OutOfOrder;
        if begins(&step.after.screen) && !begins(&step.before.screen) {
            self.whose.present = proven;
        }
        Ok(())
    }

    /// The visits of which the person in front shows just now that they are theirs.
    fn proven(&self, step: &Step<'_>, ledger: &mut Ledger) -> BTreeSet<VisitNo> {
        let mut proven = BTreeSet::new();
        if let Event::Scanned(scan) = step.event {
            for slip in scan.codes.iter().filter_map(|code| code.parse::<SlipCode>().ok()) {
                if let Answer::Desk(DeskAnswer::Case(case)) =
                    ledger.answer(&Question::Desk(DeskQuestion::Case(slip.visit)), step.now.wall)
                    && case.visit.claim_code == slip.claim
                {
                    proven.insert(slip.visit);
                }
            }
        }
        for effect in step.effects {
            if let Effect::Ask(_, question @ Question::Visit(VisitQuestion::FindVisit { .. })) = effect
                && let Answer::Visit(VisitAnswer::Found(Found::Visit(status))) = ledger.answer(question, step.now.wall)
            {
                proven.insert(status.number);
            }
        }
        if let Event::Touched { touch: Touch::Customer(CustomerTouch::ItIsMe(visit)), .. } = step.event
            && matches!(step.before.screen, Screen::Customer(CustomerScreen::Welcome { offer: Some(offer), .. }) if offer == *visit)
            && self.whose.decided.get(visit).is_some_and(|at| step.t <= *at + OFFER)
        {
            proven.insert(*visit);
        }
        if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &step.after.screen {
            proven.insert(thanks.number);
        }
        proven
    }

    /// 34: what is refused altogether is booked because its customer asks for the staff or for paper; for paper it is
    /// closed at once, and nobody of the staff hears of it.
    pub(super) fn papers(&mut self, step: &Step<'_>, ledger: &mut Ledger) -> Lawful {
        let law = Law::ARefusalOnPaperIsClosed;
        for effect in step.effects {
            if let Effect::Ask(id, Question::Visit(VisitQuestion::Book(booking))) = effect
                && !self.open.contains_key(id)
            {
                let touch = step.touch(Duration::ZERO, Duration::ZERO);
                let asks_for = |option| touch == Some(Touch::Customer(CustomerTouch::Option(option)));
                self.whose.for_paper = asks_for(AnswerOption::Paper);
                let open = booking.decision.lines.iter().any(LineDecision::is_open);
                let wanted = open || self.whose.for_paper || asks_for(AnswerOption::TalkToStaff);
                hold(law, wanted, || format!("a refusal was booked by {:?}", step.event))?;
            }
            if let Effect::Print(_, slip) = effect
                && self.whose.for_paper
                && slip.copy == 1
            {
                self.closed(step, slip.visit.number, ledger)?;
            }
        }
        if let (Screen::Customer(CustomerScreen::Thanks(thanks)), false) =
            (&step.after.screen, same(&step.before.screen, &step.after.screen))
            && self.whose.for_paper
        {
            self.closed(step, thanks.number, ledger)?;
            hold(law, !thanks.waits, || format!("{} waits", thanks.number))?;
            let silent = step.before.bell || !step.after.bell;
            hold(law, silent, || format!("the bell rings for {}", thanks.number))?;
        }
        Ok(())
    }

    fn closed(&self, step: &Step<'_>, number: VisitNo, ledger: &mut Ledger) -> Lawful {
        let law = Law::ARefusalOnPaperIsClosed;
        let case = ledger.answer(&Question::Desk(DeskQuestion::Case(number)), step.now.wall);
        let closed = matches!(&case, Answer::Desk(DeskAnswer::Case(case)) if case.stage == Stage::Refused);
        hold(law, closed, || format!("{number} is not closed: {case:?}"))?;
        let queue = ledger.answer(&Question::Desk(DeskQuestion::Queue), step.now.wall);
        let heard =
            matches!(&queue, Answer::Desk(DeskAnswer::Queue(rows, _)) if rows.iter().any(|row| row.number == number));
        hold(law, !heard, || format!("{number} stands in the queue"))
    }
}
