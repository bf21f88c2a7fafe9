//! The words of the scanner's set-up sheet, Korean and English beside each other: the technician may read either.

use hardware::scanner::{Profile, Purpose};

/// Above everything.
pub const TITLE: &str = "스캐너 설정 · Scanner set-up";
/// Above the codes to scan at last.
pub const CHECK: &str = "확인 · Check";
/// What to do with them.
pub const CHECK_HOW_KO: &str = "\
끝으로 두 코드를 읽히고 `doro scan`에 같은 줄이 나오는지 보세요. `not named`가 나오면 코드 종류를 보내지 않는 것이고, \
두 번째 줄이 다르면 구분 문자(GS)가 빠진 거예요.";
/// The same.
pub const CHECK_HOW_EN: &str = "\
Scan both codes at last: `doro scan` must show these lines. `not named` means that the kind of code is not sent; \
another second line, that the separator (GS) is lost.";
/// Above the lines for the machine.
pub const MACHINE: &str = "컴퓨터 · Computer";

/// What a step is for.
#[must_use]
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::OpenMenu => "설정 시작 · Open the set-up menu",
        Purpose::FactoryDefaults => "공장 초기값으로 되돌리기 · Back to the factory's defaults",
        Purpose::UsbSerial => "USB 직렬 포트로 바꾸기 · Be a serial port on USB",
        Purpose::SuffixCr => "코드 끝에 CR 보내기 · Send CR after each code",
        Purpose::AimOn => "코드 종류(AIM ID) 보내기 · Send the kind of code (AIM ID)",
        Purpose::PacketsOn => "패킷으로 보내기 · Send packets",
        Purpose::HandshakeOn => "응답(ACK) 기다리기 · Wait for answers (ACK)",
        Purpose::CloseMenu => "설정 끝내기 · Close the set-up menu",
    }
}

/// Where a code stands that is not printed here.
#[must_use]
pub fn in_manual(menu: &str, manual: &str) -> String {
    format!("설명서의 이 코드를 읽히세요 · Scan from the manual: “{menu}” — {manual}")
}

/// Where to go when a printed code does nothing.
#[must_use]
pub fn otherwise(menu: &str, manual: &str) -> String {
    format!("반응이 없으면 · If nothing happens: “{menu}” — {manual}")
}

/// Who published a code.
#[must_use]
pub fn published(source: &str) -> String {
    format!("출처 · Published by: {source}")
}

/// The lines for `kiosk.toml` and for udev.
#[must_use]
pub fn machine(profile: &Profile) -> Vec<String> {
    let (name, baud) = (&profile.name, profile.baud);
    let mut lines = vec![format!("kiosk.toml, [scanner]:  profile = \"{name}\"  (RS-232: baud = {baud})")];
    if !profile.usb_vendors.is_empty() {
        lines.push("/etc/udev/rules.d/70-doro-scanner.rules (ModemManager):".to_owned());
        let vendors = profile.usb_vendors.join("|");
        lines.push(format!(
            "SUBSYSTEM==\"usb|tty\", ATTRS{{idVendor}}==\"{vendors}\", ENV{{ID_MM_DEVICE_IGNORE}}=\"1\""
        ));
    }
    lines
}
