//! The scanner's set-up sheet: its codes are read back by a reader that is not ours.

use doro::setup_sheet::{HEIGHT, WIDTH, page};
use hardware::scanner::{Printed, Profile};
use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;

use super::{NO_FILE, check};

/// Code 128's number of FNC3 in code set B (ISO/IEC 15417, table 1).
const FNC3: u8 = 96;

/// Rows of bars look like the row before; no letter does for so long.
const BAR_ROWS_MIN: u32 = 40;

/// Every Code 128 on a profile's page: what it says, and its symbols.
fn codes(profile: &Profile) -> Vec<(String, Vec<u8>)> {
    let page = page(profile);
    let row = |y: u32| (0..WIDTH).map(|x| page.is_black(x, y)).collect::<Vec<_>>();
    let (mut codes, mut alike) = (Vec::new(), 0);
    for y in 1..page.height() {
        alike = if row(y).contains(&true) && row(y) == row(y - 1) { alike + 1 } else { 0 };
        if alike == BAR_ROWS_MIN {
            let pixels = row(y).iter().map(|black| if *black { 0 } else { 255 }).collect::<Vec<u8>>().repeat(8);
            let code = detect_in_luma(pixels, WIDTH, 8, Some(BarcodeFormat::CODE_128)).unwrap();
            codes.push((code.getText().to_owned(), code.getRawBytes().to_vec()));
        }
    }
    codes
}

#[test]
fn every_page_is_one_page_and_its_codes_are_read_back() {
    for profile in Profile::all() {
        assert_eq!(page(profile).height(), HEIGHT, "{}", profile.name);
        let codes = codes(profile);
        let says = |text: &str| codes.iter().any(|(says, _)| says == text);
        assert!(says("DORO-CHECK"), "{}: {codes:?}", profile.name);
        assert!(codes.iter().any(|(says, _)| says.starts_with("010880123456789310OK")), "{}: {codes:?}", profile.name);
        let printed: Vec<_> = profile.steps.iter().filter_map(|step| step.code.as_ref()).collect();
        for Printed::Code128 { data, .. } in &printed {
            assert!(says(data), "{data} is not on the page of {}", profile.name);
        }
        // Only a code of the vendor sets the scanner up.
        let set_up = codes.iter().filter(|(_, symbols)| symbols.contains(&FNC3));
        assert_eq!(set_up.count(), printed.len(), "{}: {codes:?}", profile.name);
    }
}

#[test]
fn the_doctor_writes_the_page_of_the_configured_scanner_or_of_another() {
    let example = include_str!("../../src/kiosk.example.toml").replace("\"generic\"", "\"newland\"");
    let sheet = ["doctor", "--setup-sheet", "sheet.png"];
    let folder = check(("kiosk.toml", example.as_bytes()), &sheet, "", 0, &["sheet.png: Newland"]);
    let png = std::fs::read(folder.path().join("sheet.png")).unwrap();
    assert_eq!(png[16..24], [0, 0, 9, 0xb0, 0, 0, 13, 0xb4], "2480 × 3508 pixels");
    let per_metre = 11_811_u32.to_be_bytes();
    assert!(png.windows(8).any(|bytes| bytes == [*b"pHYs", per_metre].concat()), "300 dots an inch");
    check(NO_FILE, &[&sheet[..], &["--profile", "zebra-ssi"]].concat(), "", 0, &["SSI packets"]);
    check(NO_FILE, &sheet, "", 0, &["sheet.png"]);
    let named = [&sheet[..], &["--config", "shop.toml"]].concat();
    let folder = check(NO_FILE, &named, "", 1, &["shop.toml: cannot be read"]);
    assert!(!folder.path().join("sheet.png").exists());
    check(NO_FILE, &["doctor", "--profile", "zebra-ssi"], "", 2, &["--setup-sheet"]);
    check(NO_FILE, &["doctor", "--setup-sheet", "no/where.png"], "", 1, &["no/where.png"]);
}
