//! What came out of the printer, against what the ledger says should have.

use std::path::Path;

use chrono::Utc;
use domain::booking::Slip;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use doro::config::Config;
use doro::ledger::{Key, Ledger, Means};
use doro::words;
use hardware::paper::{Paper, draw, width};

use super::{CONFIG, Said};

/// Rows by which a piece of a slip is known; a band has 256.
const PIECE_ROWS_MIN: usize = 200;

/// A word a paper: `VISIT#COPY` when it is exactly that copy of that visit's slip, `piece of VISIT#COPY` when it is
/// only its upper part, `white`, or `unknown`; then what no printer should be sent.
pub fn slips(papers: &[Paper], errors: &[String]) -> Said {
    let known = known()?;
    let words = papers.iter().map(|paper| {
        let same = known.iter().find(|(_, slip)| slip == paper);
        let piece = known.iter().find(|(_, slip)| begins(slip, paper));
        match (same, piece) {
            (Some((name, _)), _) => name.clone(),
            (None, _) if paper.bytes().iter().all(|byte| *byte == 0) => "white".into(),
            (None, Some((name, _))) => format!("piece of {name}"),
            (None, None) => "unknown".into(),
        }
    });
    Ok(words.chain(errors.iter().cloned()).collect::<Vec<_>>().join(", "))
}

/// Whether `paper` begins as `slip` does. Where a band broke off it ends in white, and in a few dots of the questions
/// that the printer was asked meanwhile.
fn begins(slip: &Paper, paper: &Paper) -> bool {
    let rows = PIECE_ROWS_MIN * slip.row_bytes();
    slip.bytes().get(..rows).is_some_and(|rows| paper.bytes().starts_with(rows))
}

/// Every copy of every slip, drawn from the ledger.
fn known() -> Result<Vec<(String, Paper)>, Box<dyn std::error::Error>> {
    let config = Config::read(Path::new(CONFIG))?;
    let mut ledger = Ledger::open(&config.db, &Key::load_or_create(&config.key)?, Means::real())?;
    let Answer::Desk(DeskAnswer::Queue(rows, _)) = ledger.answer(&Question::Desk(DeskQuestion::Queue), Utc::now())
    else {
        return Err("no queue".into());
    };
    let mut known = Vec::new();
    for row in rows {
        let Answer::Desk(DeskAnswer::Case(case)) =
            ledger.answer(&Question::Desk(DeskQuestion::Case(row.number)), Utc::now())
        else {
            return Err("no case".into());
        };
        for copy in 1..=case.copy {
            let slip = Slip { copy, visit: case.visit.clone() };
            let paper = draw(&words::paper::slip(&slip, &config.shop), width::WIDE);
            known.push((format!("{}#{copy}", row.number), paper));
        }
    }
    Ok(known)
}
