//! From the file as it is written to a policy that holds together.

use std::ops::Range;

use super::wire::{self, Wire};
use super::{Book, Combine, Deadline, Paths, Policy, Proof, RefundRule, Refusal, Return, Scope, When};
use crate::calendar::Counting;
use crate::calendar::Period;
use crate::file::{FileError, Source};
use crate::order::Method;
use crate::policy::{Clause, How, PathStep, Reason};

/// Ten years: no published period is longer, and dates stay far inside the calendar.
const DAYS_MAX: u32 = 3650;
const MONTHS_MAX: u32 = 120;
/// Where a file does not say it: files of before the published policy did hold without it.
const EVIDENCE_DAYS: u32 = 14;
/// A promise of more than a quarter of a year is a slip of the pen.
const PROMISE_DAYS_MAX: u32 = 90;

impl Book {
    /// All versions of a file like the embedded `policy.toml`, in any order.
    ///
    /// # Errors
    /// Names `file`, line, column and field, and what would be right there.
    pub fn parse(text: &str, file: &str) -> Result<Book, FileError> {
        let source = Source { text, file };
        let wire: Wire = source.read()?;
        let span = wire.version.span();
        let mut versions: Vec<Policy> = Vec::new();
        for (i, version) in wire.version.into_inner().into_iter().enumerate() {
            let reader = Reader { source: &source, at: format!("version[{i}].") };
            let from = version.from.span();
            let policy = reader.version(version)?;
            if versions.iter().any(|earlier| earlier.from == policy.from) {
                return Err(reader.error(from, "from", "a day of its own for each version"));
            }
            versions.push(policy);
        }
        if versions.is_empty() {
            return Err(source.error(span, "version", "at least one [[version]]"));
        }
        versions.sort_by_key(|policy| policy.from);
        Ok(Book { versions })
    }
}

/// Where in which file.
struct Reader<'a> {
    source: &'a Source<'a>,
    at: String,
}

type Read<T> = Result<T, FileError>;

/// The three ways to spell when money comes back: business days, calendar days, hours.
type Spelled = (Option<toml::Spanned<[u32; 2]>>, Option<toml::Spanned<[u32; 2]>>, Option<toml::Spanned<u32>>);

impl Reader<'_> {
    fn error(&self, span: Range<usize>, field: &str, right: &str) -> FileError {
        self.source.error(span, &format!("{}{field}", self.at), right)
    }

    fn version(&self, version: wire::Version) -> Read<Policy> {
        let from = self.source.date(&format!("{}from", self.at), &version.from)?;
        let never_at = version.never.span();
        let never = version.never.into_inner();
        let defect_at = version.deadline.defect.span();
        let deadlines = vec![
            self.deadline(Clause::DeadlineChangeOfMind, "deadline.change_of_mind", version.deadline.change_of_mind)?,
            self.deadline(Clause::DeadlineDefect, "deadline.defect", version.deadline.defect)?,
        ];
        if let Some(other) = never.iter().find(|reason| **reason != Reason::PriceChange) {
            let right = format!("price_change alone (the clause says nothing of {})", other.word());
            return Err(self.error(never_at, "never", &right));
        }
        for reason in Reason::ALL {
            let named = deadlines.iter().filter(|deadline| deadline.reasons.contains(&reason)).count()
                + usize::from(never.contains(&reason));
            if named != 1 {
                let right = format!("{} once, in one deadline or in never; it stands in {named}", reason.word());
                return Err(self.error(defect_at, "deadline", &right));
            }
        }
        Ok(Policy {
            from,
            never,
            deadlines,
            walk_in_waived: matches!(version.shipping.walk_in_inbound, wire::Inbound::Waived),
            first_delivery_refunded: matches!(
                version.shipping.first_delivery,
                wire::FirstDelivery::RefundedWithTheLast
            ),
            evidence_days: self.evidence_days(version.evidence_days)?,
            paths: self.paths(version.path)?,
            fee_reasons: version.cancellation_fee.reasons,
            refunds: self.refunds(version.refund)?,
            made_to_order: version.made_to_order.reasons,
            adverse_reaction: version.adverse_reaction.categories,
            refusals: self.refusals(version.refusal)?,
            proofs: self.proofs(version.evidence)?,
        })
    }

    fn deadline(&self, clause: Clause, field: &str, wire: toml::Spanned<wire::Deadline>) -> Read<Deadline> {
        let span = wire.span();
        let wire = wire.into_inner();
        let received = self.period(&format!("{field}.received"), &wire.received)?;
        let noticed = match (wire.noticed, wire.combine) {
            (None, None) => None,
            (Some(noticed), Some(combine)) => {
                let combine = match combine.into_inner() {
                    wire::Combine::Either => Combine::Either,
                    wire::Combine::Both => Combine::Both,
                };
                Some((self.period(&format!("{field}.noticed"), &noticed)?, combine))
            }
            (Some(_), None) => {
                let right = "combine = \"either\" or \"both\" beside noticed";
                return Err(self.error(span, &format!("{field}.combine"), right));
            }
            (None, Some(combine)) => {
                let right = "a period noticed beside combine, or neither";
                return Err(self.error(combine.span(), &format!("{field}.combine"), right));
            }
        };
        let counting = Counting { count_first_day: wire.count_first_day, roll_past_holidays: wire.roll_past_holidays };
        Ok(Deadline { clause, reasons: wire.reasons.into_inner(), received, noticed, counting })
    }

    fn period(&self, field: &str, wire: &toml::Spanned<wire::Period>) -> Read<Period> {
        match (wire.get_ref().days, wire.get_ref().months) {
            (Some(days @ 1..=DAYS_MAX), None) => Ok(Period::Days(days)),
            (None, Some(months @ 1..=MONTHS_MAX)) => Ok(Period::Months(months)),
            _ => {
                let right = format!("days from 1 to {DAYS_MAX}, or months from 1 to {MONTHS_MAX}");
                Err(self.error(wire.span(), field, &right))
            }
        }
    }

    fn evidence_days(&self, wire: Option<toml::Spanned<u32>>) -> Read<u32> {
        match wire {
            None => Ok(EVIDENCE_DAYS),
            Some(days) if (1..=DAYS_MAX).contains(days.get_ref()) => Ok(days.into_inner()),
            Some(days) => Err(self.error(days.span(), "evidence_days", &format!("days from 1 to {DAYS_MAX}"))),
        }
    }

    fn paths(&self, wire: wire::Path) -> Read<Paths> {
        let read = |name: &str, steps: toml::Spanned<Vec<PathStep>>| {
            if steps.get_ref().last() == Some(&PathStep::Refund) {
                return Ok(steps.into_inner());
            }
            Err(self.error(steps.span(), &format!("path.{name}"), "steps that end with refund"))
        };
        Ok(Paths {
            paid: read("paid", wire.paid)?,
            preparing: read("preparing", wire.preparing)?,
            shipped: read("shipped", wire.shipped)?,
            in_transit: read("in_transit", wire.in_transit)?,
            delivered: read("delivered", wire.delivered)?,
        })
    }

    fn refunds(&self, wire: wire::Refund) -> Read<Vec<RefundRule>> {
        let order = wire.order;
        let mut rules = [
            self.refund(Method::Card, "card", wire.card)?,
            self.refund(Method::BankTransfer, "bank_transfer", wire.bank_transfer)?,
            self.refund(Method::VirtualAccount, "virtual_account", wire.virtual_account)?,
            self.refund(Method::Mobile, "mobile", wire.mobile)?,
            self.refund(Method::Points, "points", wire.points)?,
        ];
        let place = |method: Method| order.get_ref().iter().position(|other| *other == method);
        if order.get_ref().len() != rules.len() || rules.iter().any(|rule| place(rule.method).is_none()) {
            return Err(self.error(order.span(), "refund.order", "each of the five methods of payment once"));
        }
        rules.sort_by_key(|rule| place(rule.method));
        Ok(rules.to_vec())
    }

    fn refund(&self, method: Method, name: &str, wire: toml::Spanned<wire::Timing>) -> Read<RefundRule> {
        let field = format!("refund.{name}");
        let span = wire.span();
        let wire::Timing { how, business_days, days, within_hours, same_month, partial_cancel } = wire.into_inner();
        if let Some(partial) = partial_cancel.as_ref().filter(|_| same_month.is_none()) {
            let right = "partial_cancel beside same_month, of which it says whether it holds for a part of a payment";
            return Err(self.error(partial.span(), &format!("{field}.partial_cancel"), right));
        }
        let usual = self.promise(how, (business_days, days, within_hours), span, &field)?;
        let same_month = same_month
            .map(|same| {
                let span = same.span();
                let wire::SameMonth { how, business_days, days, within_hours } = same.into_inner();
                let field = format!("{field}.same_month");
                self.promise(how, (business_days, days, within_hours), span, &field)
            })
            .transpose()?;
        // Carriers cancel only the whole of a payment (policy §5).
        let partial_cancel = partial_cancel.is_some_and(toml::Spanned::into_inner);
        Ok(RefundRule { method, usual, same_month, partial_cancel })
    }

    fn promise(&self, how: How, when: Spelled, table: Range<usize>, field: &str) -> Read<Return> {
        let is_range = |first: u32, last: u32| first <= last && last <= PROMISE_DAYS_MAX;
        let place = match &when {
            (Some(days), ..) | (_, Some(days), _) => days.span(),
            (.., Some(hours)) => hours.span(),
            (None, None, None) => table,
        };
        let (business_days, days, within_hours) = when;
        let spelled = (
            business_days.map(toml::Spanned::into_inner),
            days.map(toml::Spanned::into_inner),
            within_hours.map(toml::Spanned::into_inner),
        );
        let when = match spelled {
            (Some([first, last]), None, None) if is_range(first, last) => When::BusinessDays(first, last),
            (None, Some([first, last]), None) if is_range(first, last) => When::Days(first, last),
            (None, None, Some(hours @ 1..=24)) => When::WithinHours(hours),
            _ => {
                let right = format!(
                    "one of business_days = [first, last], days = [first, last] (first ≤ last ≤ {PROMISE_DAYS_MAX}), \
                     within_hours = 1 to 24"
                );
                return Err(self.error(place, field, &right));
            }
        };
        Ok(Return { how, when })
    }

    fn refusals(&self, rows: Vec<wire::Refusal>) -> Read<Vec<Refusal>> {
        let read = |(i, row): (usize, wire::Refusal)| {
            if !row.clause.get_ref().is_condition() {
                let right = "a clause of a condition, as in condition.apparel";
                return Err(self.error(row.clause.span(), &format!("refusal[{i}].clause"), right));
            }
            if row.flags.get_ref().is_empty() {
                return Err(self.error(row.flags.span(), &format!("refusal[{i}].flags"), "at least one flag"));
            }
            let of = Scope { reasons: row.reasons, categories: row.categories };
            Ok(Refusal { clause: row.clause.into_inner(), of, flags: row.flags.into_inner() })
        };
        rows.into_iter().enumerate().map(read).collect()
    }

    fn proofs(&self, rows: Vec<wire::Proof>) -> Read<Vec<Proof>> {
        let read = |(i, row): (usize, wire::Proof)| {
            if !row.clause.get_ref().is_evidence() {
                let right = "a clause of evidence, as in evidence.medical";
                return Err(self.error(row.clause.span(), &format!("evidence[{i}].clause"), right));
            }
            if row.any_of.get_ref().is_empty() {
                let right = "at least one kind of proof";
                return Err(self.error(row.any_of.span(), &format!("evidence[{i}].any_of"), right));
            }
            let of = Scope { reasons: row.reasons, categories: row.categories };
            Ok(Proof { clause: row.clause.into_inner(), of, any_of: row.any_of.into_inner() })
        };
        rows.into_iter().enumerate().map(read).collect()
    }
}
