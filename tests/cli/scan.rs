//! `doro scan`: bytes on standard input, and a scanner on a pty that is unplugged and plugged in.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use hardware::bench::{Mishap, SimulatedScanner};
use hardware::scanner::ssi::{opcode, packet, source};
use serde_json::Value;

use super::patience::{self, Said, end};

fn scan(args: &[&str], input: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
    patience::output(command.arg("scan").args(args).current_dir(folder.path()), input)
}

#[track_caller]
fn check(args: &[&str], input: &[u8], expected: &[&str]) {
    let output = scan(&[&["--stdin"], args].concat(), input);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn every_frame_is_a_line_that_says_what_it_says() {
    check(
        &[],
        b"]E08801234567893\r\n]C10108801234567893172611001012AB\x1d21S-7\r]C0261121-0042-1\r]C0261121004248392086\nA-0427\r",
        &[
            "EAN-13          8801234567893  → item: gtin 08801234567893",
            "GS1-128         0108801234567893172611001012AB<GS>21S-7  → item: gtin 08801234567893, lot 12AB, \
             serial S-7, expires 2026-11-30",
            "Code 128        261121-0042-1  → text: a visit of this counter",
            "Code 128        261121004248392086  → text: the code of a slip of this counter",
            "not named       A-0427  → text",
        ],
    );
}

#[test]
fn what_is_refused_says_why() {
    let noise = [&[b'#'; 5000][..], b"\r]E08801234567890\r]C0\x1b@\x1dV\r"].concat();
    check(
        &[],
        &noise,
        &[
            "-               → unreadable: more than 4096 bytes without an end: check the scanner's terminator (CR) \
             and speed",
            "EAN-13          8801234567890  → refused: the check digit does not hold: scan it again, or type \
             the number",
            "Code 128        ␛@<GS>V  → refused: the code has control characters: it is none of this shop",
        ],
    );
}

#[test]
fn the_end_of_the_input_ends_the_last_frame() {
    check(&[], b"A-0427", &["not named       A-0427  → text"]);
    check(
        &[],
        b"\x02A\r\nB",
        &["not named       A␍␊B  → refused: the code has control characters: it is none of this \
         shop"],
    );
}

#[test]
fn an_input_without_a_byte_is_said() {
    for profile in ["generic", "zebra-ssi"] {
        let output = scan(&["--stdin", "--profile", profile], b"");
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b""[..]));
        assert!(String::from_utf8(output.stderr).unwrap().contains("nothing came"), "{profile}");
    }
}

#[test]
fn packets_are_read_by_their_profile() {
    let packets =
        [packet(opcode::DECODE_DATA, source::DECODER, 0, b"\x0b8801234567893"), b"\xff\x00".to_vec()].concat();
    check(&["--profile", "zebra-ssi"], &packets, &["EAN-13          8801234567893  → item: gtin 08801234567893"]);
    check(
        &["--profile", "zebra-ssi"],
        b"8801234567893\r\n",
        &["-               → unreadable: the scanner sends plain text, not packets: scan `Send Packeted \
             Decode Data`, or set another profile"],
    );
}

#[test]
fn objects_have_the_names_that_the_help_says() {
    let output = scan(&["--stdin", "--json"], b"]C10108801234567893393041019900\r]C0261121-0042-1\r]E0123\rA\xff\r");
    let lines: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["symbology"], "GS1-128");
    assert_eq!(lines[0]["aim"], "]C1");
    assert_eq!(lines[0]["data_hex"].as_str().unwrap().len(), 2 * lines[0]["text"].as_str().unwrap().len());
    assert_eq!(lines[0]["reading"]["kind"], "item");
    assert_eq!(lines[0]["reading"]["gtin"], "08801234567893");
    assert_eq!(lines[0]["reading"]["price"], "19900 410");
    assert_eq!(lines[1]["reading"], serde_json::json!({ "kind": "text", "is_visit": true }));
    assert_eq!(lines[2]["reading"]["kind"], "refusal");
    assert!(lines[2]["reading"]["reason"].as_str().unwrap().contains("8, 12, 13 or 14 digits"));
    assert_eq!((&lines[3]["aim"], &lines[3]["data_hex"]), (&Value::Null, &Value::from("41ff")));
    let help = String::from_utf8(scan(&["--help"], b"").stdout).unwrap();
    for name in
        lines[0].as_object().unwrap().keys().map(String::as_str).chain(["kind", "is_visit", "reason", "refusal"])
    {
        assert!(help.contains(&format!("\"{name}\"")), "{name} is not in:\n{help}");
    }
}

/// What scanners send (`hex`, with its terminator), and what must come of it: `text`, and by their names the fields of
/// `reading`.
const SCANS: &str = include_str!("scans.jsonl");

#[test]
fn every_recorded_scan_says_what_it_says() {
    let scans: Vec<Value> = SCANS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let bytes = |scan: &Value| -> Vec<u8> {
        let hex = scan["hex"].as_str().unwrap();
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    };
    let output = scan(&["--stdin", "--json"], &scans.iter().flat_map(bytes).collect::<Vec<_>>());
    let lines: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), scans.len());
    for (scan, line) in scans.iter().zip(&lines) {
        for (name, value) in scan.as_object().unwrap() {
            let found = match name.as_str() {
                "name" | "hex" | "say" => continue,
                "text" => &line["text"],
                field => &line["reading"][field],
            };
            assert_eq!(found, value, "{name} of {scan}: {line}");
        }
        let is_doubtful = scan.get("doubtful").is_some();
        assert_eq!(line["reading"].get("doubtful").is_some(), is_doubtful, "{scan}: {line}");
    }
}

#[test]
fn a_scanner_that_drops_separators_is_told_so_until_one_comes() {
    let said = |input: &[u8]| String::from_utf8(scan(&["--stdin"], input).stderr).unwrap();
    let (lost, kept) = (b"]d2010880123456789310L721S1\r", b"]d2010880123456789310L7\x1d21S1\r");
    assert_eq!(said(&[&lost[..], lost].concat()).matches("separator").count(), 1);
    assert_eq!(said(kept), "");
    assert_eq!(said(&[&kept[..], lost].concat()), "");
}

#[test]
fn without_a_port_it_says_what_to_give() {
    let output = scan(&[], b"");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("--port") && said.contains("--stdin") && said.contains("[scanner]"), "{said}");
    for args in [["--port", "ttyUSB0"], ["--profile", "acme"]] {
        let output = scan(&args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_configuration_that_was_named_must_be_there() {
    let output = scan(&["--config", "shop.toml"], b"");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("shop.toml: cannot be read"), "{said}");
}

/// A running `doro scan` and what it says.
struct Watch {
    child: Child,
    out: Said,
    said: Said,
}

impl Watch {
    fn start(folder: &Path, args: &[&str]) -> Watch {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
        Watch::of(command.arg("scan").args(args).current_dir(folder))
    }

    fn of(command: &mut Command) -> Watch {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (out, said) = (Said::by(child.stdout.take().unwrap()), Said::by(child.stderr.take().unwrap()));
        Watch { child, out, said }
    }

    fn is_told(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
    }

    #[track_caller]
    fn says(&self, words: &str) {
        let line = self.said.line();
        assert!(line.contains(words), "{words:?} is not in {line:?}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_scanner_is_watched_through_unplugging_until_control_c() {
    let folder = tempfile::tempdir().unwrap();
    let mut scanner = SimulatedScanner::new(&folder.path().join("scanner")).unwrap();
    let port = scanner.path().to_str().unwrap().to_owned();
    let mut watch = Watch::start(folder.path(), &["--port", &port]);
    watch.says("is there");
    scanner.scan("]C0A-1").unwrap();
    assert_eq!(watch.out.line(), "Code 128        A-1  → text");
    scanner.unplug();
    watch.says("scanner");
    scanner.replug().unwrap();
    watch.said.until(|line| line.ends_with("is there"));
    scanner.scan("]C0A-2").unwrap();
    assert_eq!(watch.out.line(), "Code 128        A-2  → text");
    watch.is_told("INT");
    assert!(end(&mut watch.child).success());
}

#[test]
fn signals_end_a_scan_also_where_the_shell_had_them_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let scanner = SimulatedScanner::new(&folder.path().join("scanner")).unwrap();
    for signal in ["INT", "TERM", "HUP"] {
        let mut command = Command::new("sh");
        // As shells do for programs in the background.
        let ignoring = format!("trap '' {signal}; exec \"$0\" scan --port \"$1\"");
        let mut watch = Watch::of(command.args(["-c", &ignoring, env!("CARGO_BIN_EXE_doro")]).arg(scanner.path()));
        watch.says("is there");
        watch.is_told(signal);
        assert!(end(&mut watch.child).success(), "{signal}");
    }
}

#[test]
fn the_scanner_of_the_configuration_is_read_in_its_way() {
    let folder = tempfile::tempdir().unwrap();
    let scanner = SimulatedScanner::new(&folder.path().join("scanner")).unwrap();
    let example = include_str!("../../src/kiosk.example.toml")
        .replace("/dev/serial/by-id/usb-Honeywell_Scanner-if00", scanner.path().to_str().unwrap())
        .replace("\"generic\"", "\"zebra-ssi\"");
    std::fs::write(folder.path().join("kiosk.toml"), example).unwrap();
    let watch = Watch::start(folder.path(), &["--json"]);
    watch.says("is there");
    assert!(scanner.scan_ssi(0x0b, "8801234567893", Mishap::Damaged).unwrap().is_taken);
    let object: Value = serde_json::from_str(&watch.out.line()).unwrap();
    assert_eq!((&object["symbology"], &object["aim"]), (&Value::from("EAN-13"), &Value::from("]E0")));
}
