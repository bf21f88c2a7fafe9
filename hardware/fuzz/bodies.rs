//! What must hold for any bytes: the bodies of the fuzz targets and of the bounded property tests.

use std::time::{Duration, Instant};

use hardware::gs1::{Elements, Gtin, Item, Reading, SEPARATOR, has_check_digit, link, read};
use hardware::scanner::ssi::{Answer, DAMAGE_GAP, Heard, Ssi, opcode, packet, source};
use hardware::scanner::{Code, FRAME_BYTES_MAX, Frame, Framer, IDLE_GAP};

/// Frames of a stream: bounded, never empty, the same however the stream is cut, and each can be read.
/// The first byte says into pieces of how many bytes the stream is cut.
pub fn framing(bytes: &[u8]) {
    let Some((&piece, stream)) = bytes.split_first() else {
        return;
    };
    let whole = frames(stream, stream.len().max(1));
    assert_eq!(frames(stream, usize::from(piece).max(1)), whole);
    for frame in whole {
        if let Frame::Complete(frame) = frame {
            assert!((1..=FRAME_BYTES_MAX).contains(&frame.len()), "a frame of {} bytes", frame.len());
            parsing(&frame);
        }
    }
}

fn frames(stream: &[u8], piece: usize) -> Vec<Frame> {
    let (mut framer, mut found, now) = (Framer::default(), Vec::new(), Instant::now());
    for bytes in stream.chunks(piece) {
        framer.push(now, bytes, |frame| found.push(frame));
    }
    framer.tick(now + IDLE_GAP + Duration::from_millis(1), |frame| found.push(frame));
    found
}

/// Packets of a stream: every code can be read and was acknowledged, a silence refuses once, the stream may be cut
/// anywhere, and whatever came, after a silence a good packet is read. The first byte says into pieces of how many
/// bytes the stream is cut, the second how many pieces come between two silences.
pub fn packets(bytes: &[u8]) {
    let [piece, silence, stream @ ..] = bytes else {
        return;
    };
    let silence = usize::from(*silence);
    let whole = heard(stream, stream.len().max(1), 0);
    assert_eq!(heard(stream, usize::from(*piece).max(1), 0), whole);
    let refusals = whole.iter().filter(|heard| **heard == Heard::Answer(Answer::Resend)).count();
    assert!(refusals <= 1, "one silence, {refusals} refusals");
    for all in [whole, heard(stream, usize::from(*piece).max(1), silence)] {
        let count = |is: fn(&Heard) -> bool| all.iter().filter(|heard| is(heard)).count();
        let scans = count(|heard| matches!(heard, Heard::Scan(Ok(_))));
        assert!(scans <= count(|heard| *heard == Heard::Answer(Answer::Ack)), "{all:?}");
        for heard in &all {
            if let Heard::Scan(Ok(code)) = heard {
                assert!(code.aim.is_some() && code.data.len() <= FRAME_BYTES_MAX + 5, "{} bytes", code.data.len());
                said(code);
            }
        }
        let last: Vec<_> = all.iter().rev().take(2).rev().collect();
        let Some(Heard::Scan(Ok(code))) = last.last() else { panic!("{last:?}") };
        assert_eq!((last[0], code.text.as_str()), (&Heard::Answer(Answer::Ack), "A-0427"));
    }
}

/// What a stream and a good packet six seconds later give. `silence`: how many pieces come between silences; 0: none.
fn heard(stream: &[u8], piece: usize, silence: usize) -> Vec<Heard> {
    let (mut ssi, mut all, mut now) = (Ssi::default(), Vec::new(), Instant::now());
    for (nth, bytes) in stream.chunks(piece).enumerate() {
        ssi.take(now, bytes, |heard| all.push(heard));
        if silence > 0 && nth % silence == 0 {
            now += DAMAGE_GAP;
            ssi.tick(now, |heard| all.push(heard));
        }
    }
    now += DAMAGE_GAP;
    ssi.tick(now, |heard| all.push(heard));
    now += Duration::from_secs(6);
    ssi.take(now, &packet(opcode::DECODE_DATA, source::DECODER, 0, b"\x03A-0427"), |heard| all.push(heard));
    all
}

/// A frame is read, and says what it may say.
pub fn parsing(frame: &[u8]) {
    said(&Code::read(frame));
}

/// A code is a thing, a text or a refusal in words; nothing comes out of it that was not in it.
fn said(code: &Code) {
    let today_year = 1900 + u16::from(code.data.last().copied().unwrap_or(0));
    assert!(code.text.chars().all(|c| c == '\x1d' || !c.is_control()), "{:?}", code.text);
    assert_eq!(code.text.trim(), code.text, "padding is no data");
    let spellings = code.spellings();
    assert!(spellings.first() == Some(&code.text) && spellings.len() <= 12, "{spellings:?}");
    match read(code, today_year) {
        Ok(Reading::Item(item)) => thing(&item, code.data.len()),
        Ok(Reading::Text(text)) => {
            assert_eq!(text, code.text);
            assert!(!text.is_empty() && !code.is_suspicious());
        }
        Ok(Reading::AddOn(digits)) => assert!(matches!(digits.len(), 2 | 5), "{digits:?}"),
        Err(refusal) => assert!(refusal.to_string().chars().all(|c| !c.is_control()), "{refusal:?}"),
    }
    if let Ok(elements) = Elements::parse(&code.data, today_year) {
        same_again(&elements, today_year);
    }
    if let Ok(data) = link::element_string(&code.data, today_year) {
        let elements = Elements::parse(&data, today_year).expect("a link's element string is one");
        same_again(&elements, today_year);
    }
}

fn thing(item: &Item, data_bytes: usize) {
    assert!(item.names_something(), "{item:?}");
    for gtin in [item.gtin, item.or_gtin, item.contains].into_iter().flatten() {
        assert!(has_check_digit(gtin.to_string().as_bytes()), "{gtin}");
        assert!(gtin.spellings().iter().all(|spelling| Gtin::parse(spelling.as_bytes()) == Ok(gtin)), "{gtin}");
    }
    let texts = [&item.lot, &item.serial, &item.secondary_serial, &item.order, &item.url, &item.add_on, &item.asset];
    let bytes: usize =
        texts.into_iter().flatten().chain(item.further.iter().map(|(_, text)| text)).map(String::len).sum();
    assert!(bytes <= data_bytes, "{bytes} bytes out of {data_bytes}: {item:?}");
}

/// Elements written down again are read as the same.
fn same_again(elements: &Elements<'_>, today_year: u16) {
    let pairs = |elements: &Elements<'_>| -> Vec<_> { elements.iter().map(|e| (e.ai, e.value.to_owned())).collect() };
    let mut again = Vec::new();
    for element in elements.iter() {
        again.extend_from_slice(element.ai.to_string().as_bytes());
        again.extend_from_slice(element.value.as_bytes());
        again.push(SEPARATOR);
    }
    let reread = Elements::parse(&again, today_year).expect("elements written down again are elements");
    assert_eq!(pairs(&reread), pairs(elements));
}
