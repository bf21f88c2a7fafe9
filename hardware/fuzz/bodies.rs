//! What must hold for any bytes: the bodies of the fuzz targets and of the bounded property tests.

use std::time::{Duration, Instant};

use hardware::gs1::{Elements, Gtin, Item, Reading, SEPARATOR, has_check_digit, link, read};
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

/// A frame is a thing, a text or a refusal in words; nothing comes out of it that was not in it.
pub fn parsing(frame: &[u8]) {
    let code = Code::read(frame);
    let today_year = 1900 + u16::from(frame.last().copied().unwrap_or(0));
    match read(&code, today_year) {
        Ok(Reading::Item(item)) => thing(&item, frame.len()),
        Ok(Reading::Text(text)) => {
            assert_eq!(text, code.text);
            assert!(!text.is_empty() && !code.is_suspicious());
        }
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

fn thing(item: &Item, frame_bytes: usize) {
    assert!(item.names_something(), "{item:?}");
    for gtin in [item.gtin, item.or_gtin, item.contains].into_iter().flatten() {
        assert!(has_check_digit(gtin.to_string().as_bytes()), "{gtin}");
        assert!(gtin.spellings().iter().all(|spelling| Gtin::parse(spelling.as_bytes()) == Ok(gtin)), "{gtin}");
    }
    let texts = [&item.lot, &item.serial, &item.secondary_serial, &item.order, &item.url, &item.add_on, &item.asset];
    let bytes: usize =
        texts.into_iter().flatten().chain(item.further.iter().map(|(_, text)| text)).map(String::len).sum();
    assert!(bytes <= frame_bytes, "{bytes} bytes out of {frame_bytes}: {item:?}");
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
