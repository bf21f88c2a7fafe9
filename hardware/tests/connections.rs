//! Printers that are well and have bad manners: they are used, they are not called broken, and no loop sends them paper.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use hardware::bench::{Fault, Manners, Moment, SimulatedPrinter};
use hardware::paper::{Paper, Slip, draw, width};
use hardware::printer::escpos::{Job, Mode, encode};
use hardware::printer::{Outcome, Printer, PrinterConfig, PrinterNews, Target};

/// How long a printer may take to get in, or to get a slip out.
const PATIENCE: Duration = Duration::from_secs(60);
/// Time in which a loop would have sent paper.
const WHILE_LOOKING: Duration = Duration::from_secs(6);

fn ms(time: u64) -> Duration {
    Duration::from_millis(time)
}

fn slip() -> Slip {
    (0..9).fold(Slip::new(), |slip, _| slip.text("다음 손님"))
}

fn paper() -> Paper {
    draw(&slip(), width::WIDE)
}

struct Shop {
    bench: SimulatedPrinter,
    printer: Printer,
    news: Receiver<PrinterNews>,
    slips: u64,
    broken: usize,
    cleared: usize,
}

impl Shop {
    fn new(manners: Manners) -> Self {
        Self::at(SimulatedPrinter::on_tcp(width::WIDE).unwrap(), manners, 10)
    }

    fn at(bench: SimulatedPrinter, manners: Manners, slip_secs_max: u64) -> Self {
        bench.set_manners(manners);
        let (tell, news) = channel();
        let config = PrinterConfig {
            target: bench.target(),
            slip_secs_max,
            mute: false,
            look_every: ms(50),
            soiled: false,
            record: None,
        };
        let printer = Printer::spawn(config, move |news| drop(tell.send(news))).unwrap();
        Self { bench, printer, news, slips: 0, broken: 0, cleared: 0 }
    }

    fn next(&mut self, wait: Duration) -> Option<PrinterNews> {
        match self.news.recv_timeout(wait) {
            Ok(news) => {
                self.cleared += usize::from(news == PrinterNews::Cleared);
                Some(news)
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the printer's thread has ended"),
        }
    }

    #[track_caller]
    fn until(&mut self, wanted: impl Fn(&PrinterNews) -> bool) -> PrinterNews {
        let end = Instant::now() + PATIENCE;
        loop {
            let news = self.next(end.saturating_duration_since(Instant::now())).expect("news from the printer");
            if wanted(&news) {
                return news;
            }
        }
    }

    fn up(&mut self) -> &mut Self {
        self.until(|news| matches!(news, PrinterNews::Up { .. }));
        self
    }

    #[track_caller]
    fn print(&mut self) -> Outcome {
        self.print_job(Job::slip(&paper()))
    }

    #[track_caller]
    fn print_job(&mut self, job: Job) -> Outcome {
        self.slips += 1;
        self.printer.print(self.slips, job).unwrap();
        let PrinterNews::Done { id, outcome } = self.until(|news| matches!(news, PrinterNews::Done { .. })) else {
            unreachable!()
        };
        assert_eq!(id, self.slips);
        self.broken += usize::from(matches!(outcome, Outcome::InDoubt { .. }));
        outcome
    }

    /// Whether it goes down within some looks.
    fn goes_down(&mut self, time: Duration) -> Option<PrinterNews> {
        let end = Instant::now() + time;
        while Instant::now() < end {
            let news = self.next(end.saturating_duration_since(Instant::now()));
            if let Some(news @ PrinterNews::Down { .. }) = news {
                return Some(news);
            }
        }
        None
    }

    #[track_caller]
    fn no_loop_sends_paper(&self) {
        let cuts = self.bench.papers().len();
        assert!(are_lawful(cuts, self.slips as usize, self.broken), "{cuts} cuts, {} slips", self.slips);
        assert_eq!(self.bench.errors(), [""; 0]);
    }
}

/// Each slip is cut, and what one that broke off has left is cut off once.
fn are_lawful(cuts: usize, slips: usize, broken: usize) -> bool {
    cuts <= slips + broken
}

#[test]
fn a_printer_that_closes_after_the_cut_prints_each_slip_and_is_never_down() {
    let mut shop = Shop::new(Manners { closes_after_cut: true, ..Manners::default() });
    shop.up();
    for _ in 0..3 {
        assert_eq!(shop.print(), Outcome::Printed);
    }
    assert_eq!(shop.goes_down(ms(1500)), None);
    assert_eq!(shop.bench.papers(), [paper(), paper(), paper()]);
    shop.no_loop_sends_paper();
}

#[test]
fn a_printer_that_closes_after_the_cut_is_cleared_once_of_a_broken_slip() {
    let mut shop = Shop::new(Manners { closes_after_cut: true, ..Manners::default() });
    shop.up();
    shop.bench.fault_at(Moment::Bytes(3_000), Fault::Closes);
    assert!(matches!(shop.print(), Outcome::InDoubt { .. }));
    shop.goes_down(WHILE_LOOKING);
    assert_eq!((shop.bench.papers().len(), shop.cleared), (1, 1), "its piece is cut off once, and that is told");
    assert_eq!(shop.print(), Outcome::Printed);
    assert_eq!(shop.bench.papers().last(), Some(&paper()));
    shop.no_loop_sends_paper();
}

#[test]
fn a_printer_that_throws_away_what_comes_for_two_seconds_after_the_cut_is_asked_again() {
    let mut shop = Shop::new(Manners { deaf_after_cut: Some(ms(2_000)), ..Manners::default() });
    shop.up();
    for _ in 0..2 {
        assert_eq!(shop.print(), Outcome::Printed);
    }
    shop.bench.fault_at(Moment::Bytes(3_000), Fault::Closes);
    assert!(matches!(shop.print(), Outcome::InDoubt { .. }));
    shop.until(|news| *news == PrinterNews::Cleared);
    shop.goes_down(WHILE_LOOKING);
    assert_eq!((shop.bench.papers().len(), shop.cleared), (3, 1));
    assert_eq!(shop.print(), Outcome::Printed);
    shop.no_loop_sends_paper();
}

#[test]
fn a_printer_that_closes_idle_connections_is_not_up_and_down_by_turns() {
    let mut shop = Shop::new(Manners { closes_idle: Some(ms(20)), ..Manners::default() });
    shop.up();
    assert_eq!(shop.goes_down(ms(1500)), None);
    assert_eq!(shop.print(), Outcome::Printed);
    assert_eq!(shop.goes_down(ms(500)), None);
    assert!(shop.bench.connections() > 3, "it was opened anew");
    shop.no_loop_sends_paper();
}

#[test]
fn a_printer_that_says_nothing_for_three_seconds_after_each_connection_gets_in_on_the_first() {
    let mut shop = Shop::new(Manners { silent_after_open: Some(ms(3_000)), ..Manners::default() });
    shop.up();
    assert_eq!(shop.bench.connections(), 1);
    assert_eq!(shop.print(), Outcome::Printed);
    shop.no_loop_sends_paper();
}

#[test]
fn a_printer_that_says_nothing_for_longer_is_down_and_then_up_on_the_same_connection() {
    let mut shop = Shop::new(Manners { silent_after_open: Some(ms(9_000)), ..Manners::default() });
    shop.until(|news| matches!(news, PrinterNews::Down { .. }));
    shop.up();
    assert_eq!(shop.bench.connections(), 1);
    assert_eq!(shop.print(), Outcome::Printed);
    shop.no_loop_sends_paper();
}

/// Each attempt begins the lock anew: only who stays away for longer gets in.
#[test]
fn a_printer_that_keeps_others_out_after_each_attempt_lets_in_who_stays_away() {
    let mut shop = Shop::new(Manners { locked_after_attempt: Some(ms(1_000)), ..Manners::default() });
    shop.up();
    shop.bench.fault_at(Moment::Bytes(3_000), Fault::Closes);
    assert!(matches!(shop.print(), Outcome::InDoubt { .. }));
    shop.up();
    assert_eq!(shop.print(), Outcome::Printed);
    shop.no_loop_sends_paper();
}

/// Off all night, with a slip that broke off in the evening.
#[test]
fn a_printer_that_comes_back_prints_nothing_by_itself() {
    let mut shop = Shop::new(Manners::default());
    shop.up();
    assert_eq!(shop.print(), Outcome::Printed);
    for _ in 0..2 {
        shop.bench.vanish();
        shop.until(|news| matches!(news, PrinterNews::Down { .. }));
        shop.bench.come_back().unwrap();
        shop.up();
    }
    assert_eq!((shop.bench.papers().len(), shop.bench.unfinished().height()), (1, 0));
}

#[test]
fn printers_of_little_reading_and_little_room_get_bands_that_they_can_read() {
    let tall = (0..40).fold(Slip::new(), |slip, _| slip.text("뷁 똠 펲 쏑"));
    for manners in
        [Manners { low_bytes_only: true, ..Manners::default() }, Manners { hoards: true, ..Manners::default() }]
    {
        for mode in [Mode::Raster, Mode::Text] {
            let mut shop = Shop::new(manners.clone());
            shop.up();
            shop.printer.print(1, encode(&tall, width::WIDE, mode)).unwrap();
            let done = shop.until(|news| matches!(news, PrinterNews::Done { .. }));
            assert_eq!(done, PrinterNews::Done { id: 1, outcome: Outcome::Printed }, "{manners:?} {mode:?}");
            assert_eq!(shop.bench.papers(), [draw(&tall, width::WIDE)], "{manners:?} {mode:?}");
            assert_eq!(shop.bench.errors(), [""; 0], "{manners:?} {mode:?}");
        }
    }
}

#[test]
fn a_slow_serial_line_is_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let bench = SimulatedPrinter::on_pty(&dir.path().join("printer"), width::WIDE).unwrap();
    bench.set_manners(Manners { bytes_a_second: Some(960), ..Manners::default() });
    let (tell, news) = channel();
    let Target::Serial { path, .. } = bench.target() else { unreachable!() };
    let config = PrinterConfig {
        target: Target::Serial { path, baud: 9_600 },
        slip_secs_max: 25,
        mute: false,
        look_every: ms(200),
        soiled: false,
        record: None,
    };
    let printer = Printer::spawn(config, move |news| drop(tell.send(news))).unwrap();
    printer.print(1, encode(&slip(), width::WIDE, Mode::Text)).unwrap();
    let done = news.iter().find(|news| matches!(news, PrinterNews::Done { .. }));
    assert_eq!(done, Some(PrinterNews::Done { id: 1, outcome: Outcome::Printed }));
    assert_eq!(bench.papers(), [paper()]);
}

/// Rows and questions go through one narrow buffer, as through a print server before a serial line: a question is
/// answered when everything before it is taken.
fn slow(bytes_a_second: u32, slip_secs_max: u64) -> Shop {
    let bench = SimulatedPrinter::on_narrow_tcp(width::WIDE, 4 << 10).unwrap();
    Shop::at(bench, Manners { bytes_a_second: Some(bytes_a_second), ..Manners::default() }, slip_secs_max)
}

#[test]
fn a_network_printer_that_takes_11520_bytes_a_second_prints_each_long_slip_whole() {
    let tall = (0..60).fold(Slip::new(), |slip, _| slip.text("뷁 똠 펲 쏑 다음 손님"));
    let job = encode(&tall, width::WIDE, Mode::Raster);
    let bytes = job.bytes().len();
    assert!((80_000..230_000).contains(&bytes), "{bytes} bytes: longer than 5 s and shorter than its time");
    let mut shop = slow(11_520, 25);
    shop.up();
    for _ in 0..2 {
        assert_eq!(shop.print_job(job.clone()), Outcome::Printed);
    }
    assert_eq!(shop.bench.papers(), [draw(&tall, width::WIDE), draw(&tall, width::WIDE)]);
    shop.no_loop_sends_paper();
}

#[test]
fn a_network_printer_that_takes_960_bytes_a_second_prints_each_slip_of_letters_whole() {
    let long = (0..160).fold(Slip::new(), |slip, _| slip.text("다음 손님 다음 손님 다음 손님 다음 손님"));
    let job = encode(&long, width::WIDE, Mode::Text);
    let bytes = job.bytes().len();
    assert!((5_500..20_000).contains(&bytes), "{bytes} bytes: longer than 5 s and shorter than its time");
    let mut shop = slow(960, 25);
    shop.up();
    assert_eq!(shop.print_job(job), Outcome::Printed);
    assert_eq!(shop.bench.papers(), [draw(&long, width::WIDE)]);
    shop.no_loop_sends_paper();
}

#[test]
fn a_network_printer_that_takes_nothing_more_or_says_nothing_more_is_given_up_at_its_time() {
    for fault in [Fault::Stalled, Fault::Silent] {
        let mut shop = slow(115_200, 3);
        shop.up();
        shop.bench.fault_at(Moment::Bytes(3_000), fault);
        let since = Instant::now();
        let outcome = shop.print();
        let took = since.elapsed();
        assert!(matches!(outcome, Outcome::InDoubt { .. }), "{fault:?}: {outcome:?}");
        // Its time, 5 s for the answer, and a last question.
        assert!(took < ms(12_000), "{fault:?}: {took:?}");
    }
}

/// Faults and manners as the dice fall; the seed is in the message.
#[test]
fn over_any_sequence_of_faults_there_are_no_more_cuts_than_slips_and_broken_slips() {
    let faults = [Fault::Closes, Fault::Deaf, Fault::LosesAnswer, Fault::Late, Fault::Twice, Fault::Silent];
    let lives: Vec<_> = (1..=10_u64)
        .map(|seed| {
            std::thread::spawn(move || {
                let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let mut dice = |sides: u64| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 33) % sides
                };
                let mut shop = Shop::new(Manners {
                    closes_after_cut: dice(2) == 0,
                    closes_idle: (dice(3) == 0).then_some(ms(150)),
                    deaf_after_cut: (dice(3) == 0).then_some(ms(1_000)),
                    silent_after_open: (dice(3) == 0).then_some(ms(500)),
                    locked_after_attempt: (dice(4) == 0).then_some(ms(200)),
                    ..Manners::default()
                });
                // Some of these nobody can use; they get no paper either.
                shop.next(ms(3_000));
                for _ in 0..2 {
                    let at = match dice(3) {
                        0 => Moment::Cut,
                        1 => Moment::Fence,
                        _ => Moment::Bytes(dice(9_000) as usize),
                    };
                    shop.bench.fault_at(at, faults[dice(faults.len() as u64) as usize]);
                    shop.print();
                    shop.goes_down(ms(dice(3_000)));
                    shop.bench.mend().unwrap();
                    shop.goes_down(ms(dice(1_000)));
                }
                shop.goes_down(WHILE_LOOKING);
                let cuts = shop.bench.papers().len();
                assert!(are_lawful(cuts, 2, shop.broken), "seed {seed}: {cuts} cuts, {} broken", shop.broken);
            })
        })
        .collect();
    lives.into_iter().for_each(|life| life.join().expect("its law holds"));
}

/// What the law is there for: a driver that clears at every look until it hears an answer, at a printer that closes.
#[test]
fn a_driver_that_clears_at_every_look_breaks_the_law() {
    let bench = SimulatedPrinter::on_tcp(width::WIDE).unwrap();
    bench.set_manners(Manners { closes_after_cut: true, ..Manners::default() });
    let mut cut = Job::default();
    cut.initialize();
    cut.feed_and_cut(0);
    for look in 1..=3 {
        let mut link = hardware::printer::Link::open(&bench.target(), PATIENCE).unwrap();
        link.write_all(&cut.bytes(), Instant::now() + PATIENCE).unwrap();
        while bench.papers().len() < look {
            std::thread::sleep(ms(5));
        }
    }
    assert!(!are_lawful(bench.papers().len(), 1, 1));
}
