//! What came out of the printer, against what the ledger says should have.

use std::path::Path;

use chrono::Utc;
use domain::counter::booking::Slip;
use domain::counter::{Answer, Question};
use doro::config::Config;
use doro::ledger::{Key, Ledger, Means};
use doro::words;
use hardware::paper::{Paper, draw, width};

use super::{CONFIG, Said};

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

/// Whether `paper` is the upper part of `slip` and nothing else.
fn begins(slip: &Paper, paper: &Paper) -> bool {
    let black = paper.bytes().iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    slip.bytes().get(..black) == Some(&paper.bytes()[..black])
}

/// Every copy of every slip, drawn from the ledger.
fn known() -> Result<Vec<(String, Paper)>, Box<dyn std::error::Error>> {
    let config = Config::read(Path::new(CONFIG))?;
    let mut ledger = Ledger::open(&config.db, &Key::load_or_create(&config.key)?, Means::real())?;
    let Answer::Queue(rows) = ledger.answer(&Question::Queue, Utc::now()) else { return Err("no queue".into()) };
    let mut known = Vec::new();
    for row in rows {
        let Answer::Case(case) = ledger.answer(&Question::Case(row.number), Utc::now()) else {
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
