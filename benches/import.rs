//! How many lines a second an import takes, on a real disk with every guarantee on, and for how long it holds the
//! lock at most. `cargo bench -p doro --bench import -- [LINES] [FOLDER]`

use std::path::PathBuf;
use std::time::Instant;

use doro::orders::{Encoding, generate, import, write_csv};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let lines: u64 = words.next().map_or(Ok(500_000), |word| word.parse())?;
    let folder = words.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::TempDir::new_in(folder)?;
    let file = folder.path().join("orders.csv");
    let db = folder.path().join("doro.db");
    let now = chrono::Utc::now();
    let today = domain::moment::seoul_date(now);
    // An order of the sample has 15 lines in 8 orders.
    write_csv(generate(lines * 8 / 15, 1, today), std::io::BufWriter::new(std::fs::File::create(&file)?))?;
    println!("{:.1} MB of CSV", std::fs::metadata(&file)?.len() as f64 / 1e6);
    let newer = folder.path().join("newer.csv");
    // Every order a day later: all of them change.
    let moved = today.succ_opt().unwrap_or(today);
    let later = generate(lines * 8 / 15, 1, today).map(|mut order| {
        order.facts.received_on = Some(moved);
        order
    });
    write_csv(later, std::io::BufWriter::new(std::fs::File::create(&newer)?))?;
    for (turn, file) in [("empty ledger", &file), ("the same again", &file), ("all of it changed", &newer)] {
        let begun = Instant::now();
        let report = import(&db, file, Encoding::Utf8, now, &mut |_| ())?;
        let secs = begun.elapsed().as_secs_f64();
        println!(
            "{turn}: {} lines in {secs:.2} s, {:.0} lines/s; {} added, {} updated, {} unchanged; longest lock {:?}",
            report.lines,
            report.lines as f64 / secs,
            report.added,
            report.updated,
            report.unchanged,
            report.longest_lock
        );
    }
    Ok(())
}
