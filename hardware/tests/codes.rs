//! What a frame says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::scanner::{Code, PortSpec, Symbology};

#[test]
fn aim_identifiers_name_the_symbology_and_are_no_data() {
    for (frame, symbology, text) in [
        ("]E08801234567893", Some(Symbology::Ean13), "8801234567893"),
        ("]E0012345678905", Some(Symbology::UpcA), "012345678905"),
        ("]E001234505", Some(Symbology::UpcE), "01234505"),
        ("]E412345670", Some(Symbology::Ean8), "12345670"),
        ("]C0A-0427", Some(Symbology::Code128), "A-0427"),
        ("]C1010880123", Some(Symbology::Gs1Code128), "010880123"),
        ("]I118801234567890", Some(Symbology::Itf), "18801234567890"),
        ("]Q1https://doro.example", Some(Symbology::Qr), "https://doro.example"),
        ("]Q3010880", Some(Symbology::Gs1Qr), "010880"),
        ("]d1x", Some(Symbology::DataMatrix), "x"),
        ("]d2x", Some(Symbology::Gs1DataMatrix), "x"),
        ("]e0x", Some(Symbology::Gs1DataBar), "x"),
        ("]L0x", Some(Symbology::Pdf417), "x"),
        ("]z0x", Some(Symbology::Aztec), "x"),
        ("]A0x", Some(Symbology::Code39), "x"),
        ("]G0x", Some(Symbology::Code93), "x"),
        ("]X9x", Some(Symbology::Unknown), "x"),
        ("8801234567893", None, "8801234567893"),
        ("]", None, "]"),
        ("]]E", None, "]]E"),
    ] {
        let code = Code::read(frame.as_bytes());
        assert_eq!((code.symbology, code.text.as_str()), (symbology, text), "{frame}");
    }
}

#[test]
fn a_catalogue_finds_a_trade_item_under_each_of_its_spellings() {
    for (frame, spellings) in [
        ("]E08801234567893", &["8801234567893"][..]),
        ("]E0012345678905", &["012345678905", "0012345678905"]),
        ("]E00012345678905", &["0012345678905", "012345678905"]),
        // UPC-E expands by its sixth digit: 0 to 2, 3, 4, 5 to 9.
        ("]E004252614", &["04252614", "0042100005264", "042100005264"]),
        ("]E001234531", &["01234531", "0012300000451", "012300000451"]),
        ("]E001234543", &["01234543", "0012340000053", "012340000053"]),
        ("]E001234596", &["01234596", "0012345000096", "012345000096"]),
        ("04252614", &["04252614", "0042100005264", "042100005264"]),
        ("]E404252614", &["04252614"]),
        ("04252615", &["04252615"]),
        ("A-0427", &["A-0427"]),
        ("]Q104252614", &["04252614"]),
    ] {
        let found = Code::read(frame.as_bytes()).spellings();
        assert_eq!(found, spellings, "{frame}");
    }
}

#[test]
fn control_characters_are_shown_and_never_kept() {
    for (bytes, text, suspicious) in [
        (b"\x1b@\x00A".as_slice(), "␛@␀A", true),
        (b"]C10109501\x1d10L", "0109501\x1d10L", false),
        (b"a\x7fb", "a␡b", true),
        ("a\u{61c}b".as_bytes(), "ab", false),
        ("a\u{202e}b\u{feff}c".as_bytes(), "abc", false),
        ("a\u{2028}b\u{e0041}c".as_bytes(), "a\u{fffd}b\u{fffd}c", true),
        (b"\xff\xff", "\u{fffd}\u{fffd}", false),
        ("맑은 물티슈".as_bytes(), "맑은 물티슈", false),
        (b"'; DROP TABLE orders; --", "'; DROP TABLE orders; --", false),
    ] {
        let code = Code::read(bytes);
        assert_eq!((code.text.as_str(), code.is_suspicious()), (text, suspicious), "{bytes:02x?}");
    }
}

#[test]
fn ports_are_named_by_path_or_by_usb_identity() {
    for (text, shown) in [
        ("/dev/serial/by-id/usb-Honeywell", Some("/dev/serial/by-id/usb-Honeywell")),
        ("0C2E:0b61", Some("0c2e:0b61")),
        ("0c2e:0b61:19245B0A12", Some("0c2e:0b61:19245B0A12")),
        ("ttyUSB0", None),
        ("c2e:0b61", None),
        ("", None),
    ] {
        assert_eq!(text.parse::<PortSpec>().ok().map(|p| p.to_string()).as_deref(), shown, "{text}");
    }
}

#[test]
fn a_usb_identity_finds_its_port_in_sysfs() {
    let sys = tempfile::tempdir().unwrap();
    for (port, vendor, serial) in [("ttyACM0", "0c2e", "A"), ("ttyACM1", "0c2e", "B"), ("ttyUSB0", "1a86", "")] {
        let usb = sys.path().join(format!("devices/{port}-usb"));
        std::fs::create_dir_all(usb.join("1.0")).unwrap();
        for (name, value) in [("idVendor", vendor), ("idProduct", "0b61"), ("serial", serial)] {
            std::fs::write(usb.join(name), format!("{value}\n")).unwrap();
        }
        let class = sys.path().join("class/tty").join(port);
        std::fs::create_dir_all(&class).unwrap();
        std::os::unix::fs::symlink(usb.join("1.0"), class.join("device")).unwrap();
    }
    for (spec, device) in [
        ("0c2e:0b61", Some("/dev/ttyACM0")),
        ("0c2e:0b61:B", Some("/dev/ttyACM1")),
        ("1a86:0b61", Some("/dev/ttyUSB0")),
        ("1a86:0b62", None),
    ] {
        let spec: PortSpec = spec.parse().unwrap();
        assert_eq!(spec.device(sys.path()), device.map(Into::into), "{spec}");
    }
    // Unplugged, and plugged in again as another port: the identity finds it, the number of the port would not.
    let class = sys.path().join("class/tty");
    let spec: PortSpec = "0c2e:0b61:B".parse().unwrap();
    let moved = class.join("ttyACM7");
    std::fs::rename(class.join("ttyACM1"), &moved).unwrap();
    assert_eq!(spec.device(sys.path()), Some("/dev/ttyACM7".into()));
    std::fs::remove_dir_all(moved).unwrap();
    assert_eq!(spec.device(sys.path()), None);
}
