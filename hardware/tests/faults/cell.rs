//! One fault at one moment.

use std::thread;
use std::time::{Duration, Instant};

use hardware::bench::{Fault, Moment, SimulatedPrinter};
use hardware::paper::{Paper, Slip, draw, width};
use hardware::printer::escpos::Job;
use hardware::printer::{Link, Outcome, Press, Soil, Why};

/// Time for a slip's bytes; a slip of the simulated printer takes some milliseconds, two seconds more where it is deaf.
const SLIP_TIME: Duration = Duration::from_secs(6);
/// The longest that a slip may hold its thread: its time, 5 s for the status that is not answered, 1.5 s for the question
/// why, and what a busy computer adds.
const HELD_MAX: Duration = Duration::from_secs(25);
/// How long a mended printer may take until it is ready again.
const MENDED_MAX: Duration = Duration::from_secs(30);

/// Cells measured at a time; most of them wait.
const AT_ONCE: usize = 16;

#[derive(Clone, Copy, Debug)]
enum Way {
    Pty,
    Tcp,
}

/// The moments, in the order of the table; none is before the job.
fn moments(job: &Job) -> [Option<Moment>; 8] {
    let ends: Vec<usize> = job
        .pieces()
        .iter()
        .scan(0, |sum, piece| {
            *sum += piece.len();
            Some(*sum)
        })
        .collect();
    let bands: Vec<usize> = (0..ends.len()).filter(|at| job.pieces()[*at].starts_with(b"\x1dv0")).collect();
    let (first, last) = (bands[0], bands[bands.len() - 1]);
    assert!(last > first + 1, "a slip of one band has no moment between bands");
    let inside = |at: usize| ends[at] - job.pieces()[at].len() / 2;
    [
        None,
        Some(Moment::Status),
        Some(Moment::Bytes(inside(first))),
        Some(Moment::Bytes(ends[first])),
        Some(Moment::Bytes(inside(last))),
        Some(Moment::Bytes(ends[last])),
        Some(Moment::Cut),
        Some(Moment::Fence),
    ]
}

/// Measures a fault at every moment and compares it with the table.
#[track_caller]
pub fn row(fault: Fault) {
    let first = first();
    let job = Job::slip(&first);
    let todo: Vec<_> = [Way::Pty, Way::Tcp]
        .into_iter()
        .flat_map(|way| moments(&job).map(|moment| (way, moment)))
        .flat_map(|(way, moment)| [false, true].map(|obstinate| (way, moment, obstinate)))
        .collect();
    let mut cells = Vec::new();
    for some in todo.chunks(AT_ONCE) {
        let measure = |&(way, moment, obstinate)| thread::spawn(move || cell(fault, way, moment, obstinate));
        let some: Vec<_> = some.iter().map(measure).collect();
        cells.extend(some.into_iter().map(|cell| cell.join().expect("the cell's assertions hold")));
    }
    for (obedient, obstinate) in cells.chunks(2).map(|pair| (&pair[0], &pair[1])) {
        assert_eq!(obedient, obstinate, "whether `DLE ENQ 2` is heeded shows only later");
    }
    let cells: Vec<&str> = cells.iter().step_by(2).map(String::as_str).collect();
    let line = |way: &str, cells: &[&str]| format!("| {fault:?}, {way} | {} |", cells.join(" | "));
    let measured = [line("pty", &cells[..8]), line("TCP", &cells[8..])];
    measured.iter().for_each(|line| println!("{line}"));
    for line in measured {
        assert!(include_str!("README.md").contains(&line), "the table says otherwise than\n//! {line}");
    }
}

fn cell(fault: Fault, way: Way, moment: Option<Moment>, obstinate: bool) -> String {
    let dir = tempfile::tempdir().unwrap();
    let mut bench = match way {
        Way::Pty => SimulatedPrinter::on_pty(&dir.path().join("printer"), width::WIDE),
        Way::Tcp => SimulatedPrinter::on_tcp(width::WIDE),
    }
    .unwrap();
    bench.set_obstinate(obstinate);
    let (first, next) = (first(), next());
    let mut press = Press::new(Link::open(&bench.target(), SLIP_TIME).unwrap(), Soil::default());
    press.health(SLIP_TIME).unwrap();
    match moment {
        Some(moment) => bench.fault_at(moment, fault),
        None => bench.set(fault, true),
    }
    let began = Instant::now();
    let outcome = press.print(&Job::slip(&first), SLIP_TIME);
    assert!(began.elapsed() < HELD_MAX, "{way:?} {moment:?}: held for {:?}", began.elapsed());
    let said = format!("{}: {}", words(&outcome), amount(&bench, &first));

    let soil = press.soil();
    drop(press);
    bench.mend().unwrap();
    let mut press = recovered(&bench, soil);
    assert_eq!(press.print(&Job::slip(&next), SLIP_TIME), Outcome::Printed, "{way:?} {moment:?}: the next slip");
    assert_eq!(bench.errors(), [""; 0], "{way:?} {moment:?}");
    let papers = bench.papers();
    assert_eq!(papers.last(), Some(&next), "{way:?} {moment:?}: the next slip is whole and its own");
    assert_eq!(bench.unfinished().height(), 0, "{way:?} {moment:?}: nothing hangs out of the printer");
    said
}

/// The printer's thread looks again until it is well.
fn recovered(bench: &SimulatedPrinter, mut soil: Soil) -> Press {
    let end = Instant::now() + MENDED_MAX;
    loop {
        let link = Link::open(&bench.target(), SLIP_TIME).unwrap();
        let mut press = Press::new(link, soil);
        match press.health(SLIP_TIME) {
            Ok(status) if status.trouble().is_none() => return press,
            other => assert!(Instant::now() < end, "mended, and {other:?}"),
        }
        soil = press.soil();
        thread::sleep(Duration::from_millis(20));
    }
}

/// A slip of several bands.
fn first() -> Paper {
    draw(&(0..20).fold(Slip::new(), |slip, _| slip.text("첫 손님의 이름과 환불 금액")), width::WIDE)
}

fn next() -> Paper {
    draw(&(0..9).fold(Slip::new(), |slip, _| slip.text("다음 손님")), width::WIDE)
}

fn words(outcome: &Outcome) -> String {
    let reason = |why: &Why| match why {
        Why::Trouble(trouble) => format!("{trouble:?}"),
        Why::Link(hardware::printer::LinkEnd::Vanished(_)) => "Vanished".into(),
        Why::Link(hardware::printer::LinkEnd::Stalled) => "Stalled".into(),
        other => format!("{other:?}"),
    };
    match outcome {
        Outcome::Printed => "printed".into(),
        Outcome::InDoubt { why } => format!("in doubt ({})", reason(why)),
        Outcome::NotPrinted { why } => format!("not printed ({})", reason(why)),
    }
}

/// How much of the slip is on paper, cut or not.
fn amount(bench: &SimulatedPrinter, slip: &Paper) -> &'static str {
    let rows: usize = bench.papers().iter().map(|paper| paper.height() as usize).sum::<usize>()
        + bench.unfinished().height() as usize;
    match rows {
        0 => "none",
        rows if rows < slip.height() as usize => "part",
        _ => "whole",
    }
}
