//! Every way to a printer keeps its deadline, and what answers there is a printer or is said to be none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use hardware::bench::{Fault, Moment, SimulatedPrinter};
use hardware::paper::{Paper, Slip, draw, width};
use hardware::printer::escpos::{Job, Trouble};
use hardware::printer::{Link, LinkEnd, Outcome, Press, Printer, PrinterConfig, PrinterNews, Soil, Target, Why};

const SLIP_TIME: Duration = Duration::from_secs(1);
/// The slip's time, the answers' waits, and what a busy computer adds.
const HELD_MAX: Duration = Duration::from_secs(16);

/// Two metres of paper: more than the system takes for a printer that takes nothing.
fn tall() -> Job {
    Job::slip(&draw(&(0..600).fold(Slip::new(), |slip, _| slip.text("뷁 똠 펲 쏑")), width::WIDE))
}

fn short() -> Paper {
    draw(&(0..8).fold(Slip::new(), |slip, _| slip.text("첫 손님")), width::WIDE)
}

/// One way, both ways: asks nothing, so that only the write can hold the thread.
fn print_blindly(target: &Target, job: &Job) -> Outcome {
    let mut link = Link::open(target, SLIP_TIME).unwrap();
    link.expect_no_answers();
    let began = Instant::now();
    let outcome = Press::new(link, Soil::default()).print(job, SLIP_TIME);
    assert!(began.elapsed() < HELD_MAX, "{target}: held for {:?}", began.elapsed());
    outcome
}

fn stalled() -> Outcome {
    Outcome::InDoubt { why: LinkEnd::Stalled.into() }
}

#[test]
fn a_serial_line_and_a_device_that_take_nothing_hold_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("printer");
    let bench = SimulatedPrinter::on_pty(&path, width::WIDE).unwrap();
    bench.set(Fault::Stalled, true);
    assert_eq!(print_blindly(&bench.target(), &tall()), stalled());
    assert_eq!(print_blindly(&Target::Device(path), &tall()), stalled());
}

#[test]
fn a_network_peer_that_takes_nothing_holds_nobody() {
    let listener =
        rustix::net::socket(rustix::net::AddressFamily::INET, rustix::net::SocketType::STREAM, None).unwrap();
    rustix::net::sockopt::set_socket_recv_buffer_size(&listener, 4096).unwrap();
    rustix::net::bind(&listener, &"127.0.0.1:0".parse::<std::net::SocketAddr>().unwrap()).unwrap();
    rustix::net::listen(&listener, 1).unwrap();
    let listener = TcpListener::from(listener);
    let target = Target::Tcp(listener.local_addr().unwrap().to_string());
    let (peer, taken) = channel();
    let accept = thread::spawn(move || peer.send(listener.accept().unwrap()).unwrap());
    // Some megabytes: the sender's own buffer grows.
    let mut job = Job::default();
    let paper = draw(&(0..600).fold(Slip::new(), |slip, _| slip.text("뷁 똠 펲 쏑")), width::WIDE);
    (0..20).for_each(|_| job.print_raster_bit_image(&paper));
    assert_eq!(print_blindly(&target, &job), stalled());
    accept.join().unwrap();
    drop(taken);
}

#[test]
fn a_network_address_that_nobody_answers_holds_nobody() {
    // The address range of documentation: packets to it end nowhere, or at a router that says so.
    let began = Instant::now();
    assert!(Link::open(&Target::Tcp("192.0.2.1:9100".into()), SLIP_TIME).is_err());
    assert!(Link::open(&Target::Tcp("no-such-printer.invalid:9100".into()), SLIP_TIME).is_err());
    assert!(began.elapsed() < HELD_MAX);
}

#[test]
fn a_file_on_a_full_disk_says_so() {
    let outcome = print_blindly(&Target::File("/dev/full".into()), &tall());
    let Outcome::NotPrinted { why } = outcome else { panic!("{outcome:?}") };
    assert!(why.to_string().contains("No space left"), "{why}");
}

/// Answers whatever comes with `answer`, and closes.
fn server(answer: &'static [u8]) -> Target {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = Target::Tcp(listener.local_addr().unwrap().to_string());
    thread::spawn(move || {
        let serve = |mut stream: TcpStream| {
            let _ = stream.read(&mut [0; 64]);
            let _ = stream.write_all(answer);
        };
        listener.incoming().take(1).flatten().for_each(serve);
    });
    target
}

#[test]
fn what_is_no_printer_is_not_taken_for_one_without_paper() {
    for answer in [
        &b"HTTP/1.1 400 Bad Request\r\nServer: printer\r\n\r\nrrrr"[..],
        b"RTSP/1.0 400 Bad Request\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"220 ftp.example ready\r\n",
        &[0xff, 0xfd, 0x18, 0xff, 0xfd, 0x20],
    ] {
        let link = Link::open(&server(answer), SLIP_TIME).unwrap();
        let outcome = Press::new(link, Soil::default()).print(&tall(), SLIP_TIME);
        assert_eq!(outcome, Outcome::NotPrinted { why: Why::NoPrinter }, "{}", String::from_utf8_lossy(answer));
    }
}

#[test]
fn a_printer_that_never_stops_talking_holds_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = Target::Tcp(listener.local_addr().unwrap().to_string());
    let talker = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut ears = stream.try_clone().unwrap();
        thread::spawn(move || while ears.read(&mut [0; 512]).is_ok_and(|count| count > 0) {});
        while stream.write_all(&[0x12]).is_ok() {
            thread::sleep(Duration::from_millis(2));
        }
    });
    let mut press = Press::new(Link::open(&target, SLIP_TIME).unwrap(), Soil::default());
    let (tell, told) = channel();
    thread::spawn(move || tell.send(press.print(&Job::slip(&short()), SLIP_TIME)));
    assert_eq!(told.recv_timeout(HELD_MAX), Ok(Outcome::Printed), "what it says is believed");
    talker.join().unwrap();
}

fn on_pty(dir: &Path) -> SimulatedPrinter {
    SimulatedPrinter::on_pty(&dir.join("printer"), width::WIDE).unwrap()
}

fn open(bench: &SimulatedPrinter) -> Press {
    Press::new(Link::open(&bench.target(), SLIP_TIME).unwrap(), Soil::default())
}

/// Without an answer behind the slip, what happens in rows that the printer still holds shows at the next look.
#[test]
fn a_printer_without_an_answer_behind_the_slip_is_asked_how_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let bench = on_pty(dir.path());
    bench.set_simple(true);
    let mut press = open(&bench);
    assert_eq!(press.print(&Job::slip(&short()), SLIP_TIME), Outcome::Printed);
    bench.set_rows_left(Some(short().height() - 10));
    assert_eq!(press.print(&Job::slip(&short()), SLIP_TIME), Outcome::InDoubt { why: Trouble::NoPaper.into() });
    bench.set_rows_left(None);
    press.health(SLIP_TIME).unwrap();
    bench.set_rows_left(Some(10));
    let unheard = Outcome::InDoubt { why: Why::Silent };
    assert_eq!(press.print(&Job::slip(&short()), SLIP_TIME), unheard, "with its buffer full it hears no question");
    bench.set_rows_left(None);
    press.health(SLIP_TIME).unwrap();
    let job = Job::slip(&short());
    bench.fault_at(Moment::Bytes(job.bytes().len() - 50), Fault::Lying);
    assert_eq!(press.print(&job, SLIP_TIME), Outcome::Printed, "what it says is believed");
}

/// Paper ends; what the printer holds of the slip is cleared before anybody puts in a new roll.
#[test]
fn the_rest_of_a_slip_is_cleared_at_once_or_printed_on_its_own_paper() {
    for obstinate in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let mut bench = on_pty(dir.path());
        bench.set_obstinate(obstinate);
        let mut press = open(&bench);
        let job = Job::slip(&short());
        bench.set_rows_left(Some(short().height() - 10));
        assert_eq!(press.print(&job, SLIP_TIME), Outcome::InDoubt { why: Trouble::NoPaper.into() });
        let end = Instant::now() + HELD_MAX;
        while !obstinate && bench.holds() > 0 {
            assert!(Instant::now() < end, "it is told to clear what it holds");
            thread::yield_now();
        }
        bench.mend().unwrap();
        let rest = usize::from(obstinate);
        assert_eq!(bench.papers().len(), rest, "a new roll, and the printer goes on where it heeds no clearing");
        assert_eq!(press.print(&job, SLIP_TIME), Outcome::Printed);
        assert_eq!(bench.papers().len(), rest + 2, "what hung out of it is cut off");
        assert_eq!(bench.papers().last(), Some(&short()));
    }
}

#[test]
fn a_jammed_blade_is_not_moved_while_a_hand_may_be_there() {
    let dir = tempfile::tempdir().unwrap();
    let bench = on_pty(dir.path());
    let mut press = open(&bench);
    press.health(SLIP_TIME).unwrap();
    bench.fault_at(Moment::Cut, Fault::Cutter);
    let before = bench.received();
    let job = Job::slip(&short());
    assert_eq!(press.print(&job, SLIP_TIME), Outcome::InDoubt { why: Trouble::Cutter.into() });
    let after = bench.received();
    assert_eq!(press.health(SLIP_TIME).unwrap().trouble(), Some(Trouble::Cutter));
    assert_eq!(bench.received() - after, 20, "a jammed printer is sent eight zeros, four questions and nothing else");
    assert!(after - before > job.bytes().len());
}

#[test]
fn ending_finishes_the_slip_at_hand_and_says_that_the_next_is_not_printed() {
    let dir = tempfile::tempdir().unwrap();
    let bench = on_pty(dir.path());
    let (tell, news) = channel();
    let config = PrinterConfig {
        target: bench.target(),
        slip_secs_max: 1,
        mute: false,
        look_every: Duration::from_millis(50),
        soiled: false,
        record: None,
    };
    let printer = Printer::spawn(config, move |n| drop(tell.send(n))).unwrap();
    assert_eq!(news.recv_timeout(HELD_MAX), Ok(PrinterNews::Up { paper_low: false }));
    bench.fault_at(Moment::Bytes(2_000), Fault::Stalled);
    printer.print(1, tall()).unwrap();
    while bench.received() < 2_000 {
        thread::sleep(Duration::from_millis(5));
    }
    printer.print(2, tall()).unwrap();
    let began = Instant::now();
    drop(printer);
    assert!(began.elapsed() < HELD_MAX, "held for {:?}", began.elapsed());
    let done: Vec<_> = news.iter().filter(|n| matches!(n, PrinterNews::Done { .. })).collect();
    assert_eq!(
        done,
        [
            PrinterNews::Done { id: 1, outcome: stalled() },
            PrinterNews::Done { id: 2, outcome: Outcome::NotPrinted { why: Why::Ended } }
        ]
    );
}
