//! From bytes and time to frames.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use hardware::scanner::{FRAME_BYTES_MAX, Frame, Framer};
use proptest::prelude::*;

/// Bytes of one read, or milliseconds in which the line was found silent.
enum Line<'a> {
    Read(&'a [u8]),
    Silent(u64),
}
use Line::{Read, Silent};

fn frames(line: &[Line]) -> Vec<Frame> {
    let mut framer = Framer::default();
    let mut now = Instant::now();
    let mut found = Vec::new();
    for part in line {
        match part {
            Read(bytes) => framer.push(now, bytes, |frame| found.push(frame)),
            Silent(ms) => {
                now += Duration::from_millis(*ms);
                framer.tick(now, |frame| found.push(frame));
            }
        }
    }
    found
}

#[track_caller]
fn check(line: &[Line], expected: &[&[u8]]) {
    let expected: Vec<_> = expected.iter().map(|bytes| Frame::Complete(bytes.to_vec())).collect();
    assert_eq!(frames(line), expected);
}

#[test]
fn cr_lf_and_both_end_a_frame_once() {
    check(&[Read(b"8801\r")], &[b"8801"]);
    check(&[Read(b"8801\n")], &[b"8801"]);
    check(&[Read(b"8801\r\n")], &[b"8801"]);
    check(&[Read(b"8801\r\n8802\r\n")], &[b"8801", b"8802"]);
    check(&[Read(b"8801\r"), Read(b"\n8802\r")], &[b"8801", b"8802"]);
    check(&[Read(b"8801\r"), Silent(500), Read(b"\n"), Silent(500), Read(b"8802\r")], &[b"8801", b"8802"]);
    check(&[Read(b"88"), Read(b"0"), Read(b"1\r")], &[b"8801"]);
}

#[test]
fn silence_of_thirty_milliseconds_ends_a_frame() {
    check(&[Read(b"8801"), Silent(30)], &[b"8801"]);
    check(&[Read(b"8801"), Silent(29)], &[]);
    check(&[Read(b"88"), Silent(29), Read(b"01"), Silent(29), Silent(1)], &[b"8801"]);
    check(&[Read(b"8801"), Silent(30), Silent(30), Read(b"8802"), Silent(40)], &[b"8801", b"8802"]);
}

#[test]
fn stx_and_etx_enclose_a_frame_that_may_have_line_breaks() {
    check(&[Read(b"\x028801\x03")], &[b"8801"]);
    check(&[Read(b"\x028801\x03\r\n\x028802\x03")], &[b"8801", b"8802"]);
    check(&[Read(b"\x02a\r\nb\x03")], &[b"a\r\nb"]);
    check(&[Read(b"\x028801\r\n\x03")], &[b"8801"]);
    check(&[Read(b"\x02"), Read(b"8801"), Read(b"\x03")], &[b"8801"]);
    check(&[Read(b"\x028801"), Silent(30), Read(b"8802\r")], &[b"8801", b"8802"]);
    check(&[Read(b"\x02\x03\x03\r")], &[]);
    check(&[Read(b"88\x0201\r")], &[b"88\x0201"]);
}

#[test]
fn group_separators_are_data_and_the_lines_own_talk_is_not() {
    check(&[Read(b"]C10109501\x1d10LOT\r")], &[b"]C10109501\x1d10LOT"]);
    check(&[Read(b"\x06\x15\x11\x138801\r\x06"), Silent(50)], &[b"8801"]);
    check(&[Read(b"88\x1101\r")], &[b"88\x1101"]);
}

#[test]
fn empty_frames_are_nothing() {
    check(&[Read(b"\r\n\r\n\r\r\n\n"), Silent(100), Silent(100)], &[]);
}

#[test]
fn an_overlong_frame_is_said_once_and_swallowed_up_to_its_end() {
    let noise = vec![b'x'; 10_000];
    assert_eq!(
        frames(&[Read(&noise), Read(&noise), Read(b"\r8801\r")]),
        [Frame::TooLong, Frame::Complete(b"8801".to_vec())]
    );
    assert_eq!(
        frames(&[Read(&noise), Silent(30), Read(b"8801\r")]),
        [Frame::TooLong, Frame::Complete(b"8801".to_vec())]
    );
    let longest = vec![b'x'; FRAME_BYTES_MAX];
    assert_eq!(frames(&[Read(&longest), Read(b"\r")]), [Frame::Complete(longest.clone())]);
    assert_eq!(frames(&[Read(&longest), Read(b"x\r")]), [Frame::TooLong]);
}

/// Bytes of which many are special.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let special = prop::sample::select(b"\r\n\x02\x03\x06\x11\x13\x15\x1d\x1b".to_vec());
    prop::collection::vec(prop_oneof![3 => any::<u8>(), 2 => special], 0..300)
}

proptest! {
    #[test]
    fn cutting_the_stream_elsewhere_does_not_change_the_frames(bytes in line(), cuts in prop::collection::vec(0usize..300, 0..12)) {
        let whole = frames(&[Read(&bytes), Silent(30)]);
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(bytes.len())).chain([0, bytes.len()]).collect();
        cuts.sort_unstable();
        let mut parts: Vec<_> = cuts.windows(2).map(|pair| Read(&bytes[pair[0]..pair[1]])).collect();
        parts.push(Silent(30));
        prop_assert_eq!(frames(&parts), whole);
    }

    #[test]
    fn no_bytes_make_an_empty_or_an_overlong_frame(bytes in prop::collection::vec(any::<u8>(), 0..12_000)) {
        for frame in frames(&[Read(&bytes), Silent(30)]) {
            if let Frame::Complete(bytes) = frame {
                prop_assert!(!bytes.is_empty() && bytes.len() <= FRAME_BYTES_MAX);
            }
        }
    }

    #[test]
    fn no_frame_breaks_the_reading_of_a_code(bytes in line()) {
        let code = hardware::scanner::Code::read(&bytes);
        prop_assert!(code.text.chars().all(|c| c == '\x1d' || !c.is_control()));
        prop_assert!(!code.spellings().is_empty());
    }
}
