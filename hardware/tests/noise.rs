//! What comes over the line and is no code.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{self, Read};

use hardware::scanner::{Unreadable, listen};

/// A line on which some bytes come, and then silence, and then nothing is there any more.
struct Line<'a>(&'a [u8], u8);

impl Read for Line<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if !self.0.is_empty() {
            return self.0.read(bytes);
        }
        self.1 += 1;
        std::thread::sleep(std::time::Duration::from_millis(31));
        if self.1 == 1 { Err(io::ErrorKind::TimedOut.into()) } else { Ok(0) }
    }
}

fn heard(line: &[u8]) -> Vec<Result<String, Unreadable>> {
    let mut all = Vec::new();
    listen(Line(line, 0), |scan| all.push(scan.code.map(|code| code.text)));
    all
}

#[track_caller]
fn check(line: &[u8], expected: &[Result<&str, Unreadable>]) {
    let expected: Vec<_> = expected.iter().map(|code| code.map(str::to_owned)).collect();
    assert_eq!(heard(line), expected, "{}", line.escape_ascii());
}

#[test]
fn a_scanner_that_reads_nothing_has_scanned_nothing() {
    for word in [
        "NR",
        "NOREAD",
        "NoRead",
        "NO READ",
        "NO-READ",
        "NO_READ",
        "<NOREAD>",
        "*NR*",
        "ERROR",
        "ERR",
        "?",
        "??????",
        "#NOREAD#",
        "\u{18}",
        "]X0NR",
        "]Z0NOREAD",
        "No Code",
        "NO DATA",
        "BAD READ",
    ] {
        check(format!("{word}\r").as_bytes(), &[Err(Unreadable::NoRead)]);
    }
    for code in ["]C0NR", "NR-1024", "NOREAD1", "ERROR404", "A?", "-"] {
        let text = code.strip_prefix("]C0").unwrap_or(code);
        check(format!("{code}\r").as_bytes(), &[Ok(text)]);
    }
}

/// What an eight-bit host reads of a line with seven bits and a parity bit.
fn with_parity(bytes: &[u8], odd: bool) -> Vec<u8> {
    bytes.iter().map(|&byte| if (byte.count_ones() % 2 == 1) == odd { byte } else { byte | 0x80 }).collect()
}

#[test]
fn a_parity_bit_is_named() {
    for text in
        ["8801234567893\r", "A-1024\r", "]E08801234567893\r\n", "\x02A-1024\x03", "]C10108801234567893\x1d", "A-1024"]
    {
        for odd in [false, true] {
            let found = heard(&with_parity(text.as_bytes(), odd));
            assert_eq!(found[0], Err(Unreadable::Parity), "{text:?}, odd: {odd}");
            // A line feed with its parity bit comes behind the end.
            assert!(found[1..].iter().all(|code| *code == Err(Unreadable::Noise)), "{text:?}, odd: {odd}: {found:?}");
        }
    }
    // Korean in either encoding is none, nor a sign of Latin-1 in a name.
    check("주문-1024\r".as_bytes(), &[Ok("주문-1024")]);
    check(b"\xc1\xd6\xb9\xae\xb9\xf8\xc8\xa3\r", &[Ok("주문번호")]);
}

#[test]
fn another_speed_gives_noise_and_no_code() {
    check(b"\xff\x00\xfe\x80\xf8\x00\x1c\r", &[Err(Unreadable::Noise)]);
    check(b"\xff\xff", &[Err(Unreadable::Noise)]);
    check(b"]C0\x80VSUFCR.\r", &[Ok("\u{fffd}VSUFCR.")]);
    assert!(Unreadable::Noise.is_of_the_line() && !Unreadable::TooLong.is_of_the_line());
}

#[test]
fn a_checksum_behind_etx_is_no_code() {
    for checksum in
        [&b"\x5f"[..], b"A", b"0", b"7F", b"\xff", b"\x00", b"\x02", b"\x03", b"\r", b"\n", b"\x06", b"\x1d"]
    {
        for end in [&b""[..], b"\r", b"\r\n"] {
            let one = |code: &[u8]| [b"\x02", code, b"\x03", checksum, end].concat();
            check(&one(b"A-1024"), &[Ok("A-1024")]);
            check(&[one(b"A-1024"), one(b"A-1025")].concat(), &[Ok("A-1024"), Ok("A-1025")]);
        }
    }
    // Longer than a checksum: a code of a scanner that was set otherwise meanwhile.
    check(b"\x02A-1024\x03A-1025\r", &[Ok("A-1024"), Ok("A-1025")]);
    check(b"\x02A-1024\x03\r\n7F\r", &[Ok("A-1024"), Ok("7F")]);
}
