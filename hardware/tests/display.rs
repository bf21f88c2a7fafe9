//! The customer display: what is drawn is what the glass shows, and the thread that owns it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "display/address.rs"]
mod address;
#[path = "display/bus.rs"]
mod bus;
#[allow(dead_code, reason = "its slips are for paper")]
mod slips;
#[path = "display/ssd1306.rs"]
mod ssd1306;
#[path = "display/ssd1322.rs"]
mod ssd1322;

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use bus::Bus;
use hardware::bench::SimulatedDisplay;
use hardware::display::{
    Cells, Display, DisplayConfig, DisplayNews, Frame, Glass, HEIGHT, Kind, Message, Ssd1306, Ssd1322, Trouble, draw,
};
use slips::HOSTILE;

/// Long enough for any machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(50);

fn message(large: &str) -> Message {
    Message {
        head: "지금 모시는 번호".into(),
        large: large.into(),
        unit: "번".into(),
        cells: [Cells::centred("NOW SERVING"), Cells::centred(large)],
        ..Message::default()
    }
}

fn messages() -> Vec<Message> {
    let hostile = HOSTILE.iter().map(|text| Message {
        head: (*text).into(),
        large: (*text).into(),
        unit: (*text).into(),
        foot: (*text).into(),
        cells: [Cells::centred(text); 2],
    });
    hostile.chain([Message::default(), message("42"), message("1,234,567")]).collect()
}

#[test]
fn what_is_drawn_is_what_an_ssd1306_shows() {
    for wired in ["i2c", "spi"] {
        let bus = Bus::default();
        let mut glass: Box<dyn Glass> =
            if wired == "i2c" { Box::new(Ssd1306(bus.i2c())) } else { Box::new(Ssd1306(bus.spi())) };
        let mut panel = ssd1306::Ssd1306::new();
        for message in messages() {
            glass.show(&message).unwrap();
            panel.take(bus.take());
            let frame = draw(&message, 128);
            let same = |x, y| frame.is_lit(x, y) == panel.is_lit(x, y);
            assert!((0..HEIGHT).all(|y| (0..128).all(|x| same(x, y))), "{wired}: {message:?}");
        }
        glass.touch().unwrap();
        panel.take(bus.take());
    }
}

#[test]
fn what_is_drawn_is_what_an_ssd1322_shows() {
    let bus = Bus::default();
    let mut glass = Ssd1322(bus.spi());
    let mut panel = ssd1322::Ssd1322::new();
    for message in messages() {
        glass.show(&message).unwrap();
        panel.take(bus.take());
        let frame = draw(&message, 256);
        let same = |x, y| panel.light(x, y) == if frame.is_lit(x, y) { 15 } else { 0 };
        assert!((0..HEIGHT).all(|y| (0..256).all(|x| same(x, y))), "{message:?}");
    }
}

#[test]
fn a_panel_is_lit_only_when_its_frame_is_whole_and_comes_back_after_a_power_failure() {
    let bus = Bus::default();
    let mut glass = Ssd1306(bus.i2c());
    glass.show(&message("42")).unwrap();
    let mut sent = bus.take();
    let last = sent.pop().unwrap();
    let mut panel = ssd1306::Ssd1306::new();
    panel.take(sent);
    assert!(!panel.on, "anything stands in the memory of a panel that was just switched on");
    panel.take(vec![last]);
    assert!(panel.on);

    let mut panel = ssd1306::Ssd1306::new();
    glass.show(&message("42")).unwrap();
    panel.take(bus.take());
    let frame = draw(&message("42"), 128);
    assert!((0..HEIGHT).all(|y| (0..128).all(|x| panel.is_lit(x, y) == frame.is_lit(x, y))));
}

/// The box around the lit dots: left, top, right, bottom.
fn lit(frame: &Frame) -> (u32, u32, u32, u32) {
    let dots = (0..HEIGHT).flat_map(|y| (0..frame.width()).map(move |x| (x, y)));
    let lit = dots.filter(|(x, y)| frame.is_lit(*x, *y));
    lit.fold((u32::MAX, u32::MAX, 0, 0), |(left, top, right, bottom), (x, y)| {
        (left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1))
    })
}

#[test]
fn a_number_is_as_high_as_the_panel_allows() {
    for width in [128, 256] {
        for number in ["1", "42", "999"] {
            let (_, top, _, bottom) = lit(&draw(&Message { large: number.into(), ..Message::default() }, width));
            assert!(bottom - top >= 48, "{number} on {width}: {}", bottom - top);
        }
    }
}

#[test]
fn every_line_stands_in_the_middle() {
    for width in [128, 256] {
        for (large, unit) in [("42", ""), ("42", "번"), ("Thank you", ""), ("어서 오세요", "")] {
            let message = Message { large: large.into(), unit: unit.into(), ..Message::default() };
            let (left, _, right, _) = lit(&draw(&message, width));
            assert!(left.abs_diff(width - right) <= 1, "{message:?} on {width}: {left} to {right}");
        }
    }
}

#[test]
fn a_long_line_above_is_cut_and_takes_nothing_from_the_number() {
    let short = Message { head: "도로".into(), large: "42".into(), ..Message::default() };
    let long = Message {
        head: "세상에서 이름이 제일 긴 상점의 성수동 제2매장 지하 1층 반품 창구".into(),
        ..short.clone()
    };
    for width in [128, 256] {
        let below = |message| {
            let frame = draw(message, width);
            (20..HEIGHT).map(|y| (0..width).map(|x| frame.is_lit(x, y)).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        assert_eq!(below(&short), below(&long), "{width}");
    }
}

#[test]
fn no_text_leaves_the_panel_or_an_empty_line_that_should_be_read() {
    for message in messages().into_iter().filter(|message| !message.large.is_empty()) {
        for width in [128, 256] {
            let (left, top, right, bottom) = lit(&draw(&message, width));
            assert!(left < right && right <= width && top < bottom && bottom <= HEIGHT, "{message:?}");
        }
    }
}

#[test]
fn cells_hold_20_printable_ascii_characters_whatever_they_are_given() {
    for (text, cells) in [
        ("42", "         42         "),
        ("NOW SERVING", "    NOW SERVING     "),
        ("", "                    "),
        ("1234567890123456789012345", "12345678901234567890"),
        ("\x1bQA\x0c\r", "       ?QA??        "),
        ("뷁\u{7f}\u{9b}", "        ???         "),
    ] {
        assert_eq!(Cells::centred(text).bytes(), cells.as_bytes(), "{text:?}");
    }
}

struct Vfd {
    bench: SimulatedDisplay,
    news: Receiver<DisplayNews>,
    display: Display,
    _dir: tempfile::TempDir,
}

fn config(kind: Kind, bus: &str) -> DisplayConfig {
    DisplayConfig::new(kind, bus.parse().unwrap(), LOOK).unwrap()
}

fn vfd() -> Vfd {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("display");
    let bench = SimulatedDisplay::new(&path).unwrap();
    let (tell, news) = channel();
    let config = config(Kind::Cd5220, &format!("serial:{}@9600", path.display()));
    let display = Display::spawn(config, move |n| drop(tell.send(n))).unwrap();
    let vfd = Vfd { bench, news, display, _dir: dir };
    assert_eq!(vfd.news.recv_timeout(PATIENCE), Ok(DisplayNews::Up));
    vfd
}

impl Vfd {
    #[track_caller]
    fn until(&mut self, lines: [&str; 2]) {
        let end = Instant::now() + PATIENCE;
        while self.bench.lines() != lines {
            assert!(Instant::now() < end, "waited for {lines:?}; it shows {:?}", self.bench.lines());
        }
        assert_eq!(self.bench.errors(), [""; 0]);
    }
}

#[test]
fn a_vacuum_fluorescent_display_shows_what_it_is_told() {
    let mut vfd = vfd();
    for number in ["42", "7", "1,234,567"] {
        vfd.display.show(message(number));
        vfd.until(["NOW SERVING", number]);
    }
    assert_eq!(vfd.bench.clears(), 1, "a message is written over the one before: nothing flickers");
}

#[test]
fn a_display_that_still_shows_lines_is_taken_over() {
    let mut vfd = vfd();
    vfd.display.show(message("42"));
    vfd.until(["NOW SERVING", "42"]);
    let config = config(Kind::Cd5220, &format!("serial:{}@9600", vfd._dir.path().join("display").display()));
    vfd.display = Display::spawn_with(|| Err(Trouble::Stalled), LOOK, |_| ()).unwrap();
    vfd.display = Display::spawn(config, |_| ()).unwrap();
    vfd.display.show(message("43"));
    vfd.until(["NOW SERVING", "43"]);
}

#[test]
fn a_text_cannot_be_a_command_of_the_display() {
    let mut vfd = vfd();
    for (at, text) in HOSTILE.into_iter().chain(["\x0c\x1b@", "\x1bQA", "\r\r\r\r"]).enumerate() {
        let number = at.to_string();
        vfd.display.show(Message { cells: [Cells::centred(text), Cells::centred(&number)], ..Message::default() });
        let seen = String::from_utf8(Cells::centred(text).bytes().to_vec()).unwrap();
        vfd.until([seen.trim(), &number]);
    }
}

#[test]
fn a_display_that_was_pulled_shows_the_newest_message_when_it_is_back() {
    let mut vfd = vfd();
    vfd.display.show(message("42"));
    vfd.until(["NOW SERVING", "42"]);
    vfd.bench.unplug();
    let Ok(DisplayNews::Down { .. }) = vfd.news.recv_timeout(PATIENCE) else { panic!("it is not missed") };
    for number in ["43", "44", "45"] {
        vfd.display.show(message(number));
    }
    vfd.bench.replug().unwrap();
    vfd.until(["NOW SERVING", "45"]);
    let up = std::iter::from_fn(|| vfd.news.recv_timeout(PATIENCE).ok()).any(|news| news == DisplayNews::Up);
    assert!(up, "it is back");
}

#[test]
fn a_display_whose_power_failed_shows_its_message_again() {
    let mut vfd = vfd();
    vfd.display.show(message("42"));
    vfd.until(["NOW SERVING", "42"]);
    vfd.bench.power_on();
    vfd.until(["NOW SERVING", "42"]);
}

#[test]
fn nothing_stays_on_a_display_that_is_no_longer_driven() {
    let bus = Bus::default();
    let opened = bus.clone();
    let open = move || Ok(Box::new(Ssd1306(opened.i2c())) as Box<dyn Glass>);
    let display = Display::spawn_with(open, LOOK, |_| ()).unwrap();
    let mut panel = ssd1306::Ssd1306::new();
    let any_lit = |panel: &ssd1306::Ssd1306| (0..HEIGHT).any(|y| (0..128).any(|x| panel.is_lit(x, y)));
    display.show(message("42"));
    let end = Instant::now() + PATIENCE;
    while !any_lit(&panel) && Instant::now() < end {
        panel.take(bus.take());
    }
    assert!(any_lit(&panel));
    drop(display);
    panel.take(bus.take());
    assert!(!any_lit(&panel));
}

/// A glass that shows a message only when it is let.
struct Slow {
    shown: std::sync::mpsc::Sender<Message>,
    go: Receiver<()>,
}

impl Glass for Slow {
    fn show(&mut self, message: &Message) -> Result<(), Trouble> {
        let _ = self.go.recv_timeout(PATIENCE);
        let _ = self.shown.send(message.clone());
        Ok(())
    }

    fn touch(&mut self) -> Result<(), Trouble> {
        Ok(())
    }
}

#[test]
fn a_slow_display_shows_the_newest_message_and_none_in_between() {
    let (shown, seen) = channel();
    let (go, waits) = channel();
    let mut glass = Some(Slow { shown, go: waits });
    let open = move || glass.take().map(|glass| Box::new(glass) as Box<dyn Glass>).ok_or(Trouble::Stalled);
    let display = Display::spawn_with(open, PATIENCE, |_| ()).unwrap();
    for number in 0..100_000 {
        display.show(message(&number.to_string()));
    }
    (0..2).for_each(|_| go.send(()).unwrap());
    assert_eq!(seen.recv_timeout(PATIENCE), Ok(Message::default()), "dark until it is told something");
    assert_eq!(seen.recv_timeout(PATIENCE), Ok(message("99999")));
    drop(go);
}

#[test]
fn an_unplugged_panel_is_told_once_and_lit_again_when_it_answers() {
    let bus = Bus::default();
    bus.carried().unplugged = true;
    let (tell, news) = channel();
    let opened = bus.clone();
    let open = move || Ok(Box::new(Ssd1306(opened.i2c())) as Box<dyn Glass>);
    let _display = Display::spawn_with(open, LOOK, move |n| drop(tell.send(n))).unwrap();
    let Ok(DisplayNews::Down { why }) = news.recv_timeout(PATIENCE) else { panic!("it is not missed") };
    assert!(why.to_string().contains("check its cable, its address and its power"), "{why}");
    bus.carried().unplugged = false;
    assert_eq!(news.recv_timeout(PATIENCE), Ok(DisplayNews::Up), "the same reason is not told again");
    bus.carried().unplugged = true;
    assert!(matches!(news.recv_timeout(PATIENCE), Ok(DisplayNews::Down { .. })));
}
