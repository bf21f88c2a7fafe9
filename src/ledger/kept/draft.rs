//! A visit that is not confirmed yet: `drafts.content`.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{Chosen, Draft, Place, VisitKey};
use domain::language::Language;
use domain::order::{LineNo, OrderNo};
use domain::policy::{Evidence, Flag, Reason};
use domain::terminal::Terminal;
use serde::{Deserialize, Serialize};

use super::unit::Unit;
use super::words::{Spelled, Word};
use super::{Row, Wrong, first};
use crate::ledger::LedgerError;

/// The newest form.
pub const NEWEST: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default = "first")]
    form: u32,
    key: Key,
    version: u64,
    at: DateTime<Utc>,
    order: String,
    language: Spelled<Language>,
    chosen: Vec<KeptChosen>,
    place: KeptPlace,
}

/// Form 1 names no terminal: it was the first one.
#[derive(Serialize, Deserialize)]
pub(super) struct Key {
    #[serde(default = "first_terminal")]
    terminal: String,
    boot: u64,
    serial: u64,
}

#[derive(Serialize, Deserialize)]
struct KeptChosen {
    no: u32,
    units: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    seen: Vec<Unit>,
    reason: Option<Spelled<Reason>>,
    condition: Option<Vec<Spelled<Flag>>>,
    evidence: Option<Vec<Spelled<Evidence>>>,
    noticed_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
enum KeptPlace {
    Choose,
    Ask(usize),
    Answer,
    Confirm,
}

/// The text of a draft.
///
/// # Errors
/// Where JSON cannot say it.
pub fn written(draft: &Draft) -> Result<String, LedgerError> {
    let Draft { key, version, at, order, language, chosen, place } = draft;
    super::written(&Kept {
        form: NEWEST,
        key: Key::of(*key),
        version: *version,
        at: *at,
        order: order.0.clone(),
        language: Spelled(*language),
        chosen: chosen.iter().map(KeptChosen::of).collect(),
        place: match place {
            Place::Choose => KeptPlace::Choose,
            Place::Ask(at) => KeptPlace::Ask(*at),
            Place::Answer => KeptPlace::Answer,
            Place::Confirm => KeptPlace::Confirm,
        },
    })
}

/// The draft of a text.
///
/// # Errors
/// [`LedgerError::NewerForm`], or what is wrong with it.
pub fn read(text: &str, row: Row<'_>) -> Result<Draft, LedgerError> {
    super::read(text, NEWEST, row, Kept::value)
}

impl Kept {
    fn value(self) -> Result<Draft, Wrong> {
        let Kept { form: _, key, version, at, order, language, chosen, place } = self;
        Ok(Draft {
            key: key.value()?,
            version,
            at,
            order: OrderNo(order),
            language: language.0,
            chosen: chosen.into_iter().map(KeptChosen::value).collect::<Result<_, _>>()?,
            place: match place {
                KeptPlace::Choose => Place::Choose,
                KeptPlace::Ask(at) => Place::Ask(at),
                KeptPlace::Answer => Place::Answer,
                KeptPlace::Confirm => Place::Confirm,
            },
        })
    }
}

fn first_terminal() -> String {
    Terminal::FIRST.to_string()
}

impl Key {
    pub(super) fn of(key: VisitKey) -> Key {
        let VisitKey { terminal, boot, serial } = key;
        Key { terminal: terminal.to_string(), boot, serial }
    }

    pub(super) fn value(self) -> Result<VisitKey, Wrong> {
        let Key { terminal, boot, serial } = self;
        let terminal = terminal.parse().map_err(|_| Wrong(format!("{terminal} is no terminal")))?;
        Ok(VisitKey { terminal, boot, serial })
    }
}

impl KeptChosen {
    fn of(chosen: &Chosen) -> KeptChosen {
        let Chosen { no, units, seen, reason, condition, evidence, noticed_on } = chosen;
        KeptChosen {
            no: no.0,
            units: *units,
            seen: Unit::all_of(seen),
            reason: reason.map(Spelled),
            condition: condition.as_ref().map(set),
            evidence: evidence.as_ref().map(set),
            noticed_on: *noticed_on,
        }
    }

    fn value(self) -> Result<Chosen, Wrong> {
        let KeptChosen { no, units, seen, reason, condition, evidence, noticed_on } = self;
        Ok(Chosen {
            no: LineNo(no),
            units,
            seen: Unit::values(seen)?,
            reason: reason.map(|reason| reason.0),
            condition: condition.map(set_of),
            evidence: evidence.map(set_of),
            noticed_on,
        })
    }
}

pub(super) fn set<T: Word>(values: &BTreeSet<T>) -> Vec<Spelled<T>> {
    values.iter().copied().map(Spelled).collect()
}

pub(super) fn set_of<T: Word + Ord>(words: Vec<Spelled<T>>) -> BTreeSet<T> {
    words.into_iter().map(|word| word.0).collect()
}
