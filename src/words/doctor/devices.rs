//! Of devices and of the machine itself.

use std::path::Path;
use std::time::Duration;

use hardware::display::{Bus, Kind};
use hardware::printer::Target;

use super::{Said, mib, says};
use crate::ledger::lock::Held;

pub(crate) fn no_scanner() -> Said {
    says("설정에 스캐너가 없어요", "None is configured: numbers are typed")
        .next("설정의 [scanner] 에 포트를 적어 주세요", "Name its port in [scanner]")
}

pub(crate) fn scanner_opens() -> Said {
    says("열 수 있어요", "It can be opened")
}

pub(crate) fn scanner_open() -> Said {
    says("연결돼 있어요", "Connected")
}

pub(crate) fn separators_lost() -> Said {
    says(
        "스캐너가 구분 문자(GS, 0x1D)를 빼고 보내는 것 같아요: 로트와 시리얼이 섞일 수 있어요",
        "The scanner seems to drop the separator (GS, 0x1D): lots and serial numbers run together",
    )
    .next(
        "설명서에서 GS1의 FNC1을 GS로 보내는 설정(`Transmit FNC1 as GS`)을 찾아 코드를 읽히고, 제어 문자를 빼는 설정은 꺼 주세요",
        "Set the scanner to send FNC1 as GS (0x1D), and switch off what filters control characters: see its manual",
    )
}

pub(crate) fn fleeting_name(port: &Path, stable: Option<&Path>) -> Said {
    let port = port.display();
    let said = says(
        format!("{port} 이름은 다시 꽂으면 바뀔 수 있어요"),
        format!("{port} may be another device after replugging"),
    );
    match stable.map(Path::display) {
        Some(stable) => said.next(format!("설정에 {stable} 로 적어 주세요"), format!("Write {stable} instead")),
        None => said
            .next("/dev/serial/by-id 에 있는 이름을 설정에 적어 주세요", "Write its name in /dev/serial/by-id instead"),
    }
}

pub(crate) fn modem_manager() -> Said {
    says(
        "ModemManager가 스캐너를 모뎀으로 알고 건드릴 수 있어요",
        "ModemManager may take the scanner for a modem and write to it",
    )
    .next(
        "끄거나(systemctl disable --now ModemManager) udev에서 ID_MM_DEVICE_IGNORE=1 로 막아 주세요",
        "Switch it off (systemctl disable --now ModemManager) or set ID_MM_DEVICE_IGNORE=1 by udev",
    )
}

pub(crate) fn kiosk_has_it(held: Held) -> Said {
    let pid = pid(held);
    says(format!("실행 중인 창구(프로세스 {pid})가 쓰고 있어요"), format!("The running kiosk has it (process {pid})"))
        .next("창구의 직원 화면에서 장치 점검을 눌러 주세요", "Look at the kiosk's own page: staff, Check devices")
}

pub(crate) fn recorded(file: &Path) -> Said {
    let file = file.display();
    says(
        format!("오가는 것을 모두 {file} 에 기록하고 있어요. 개인정보예요"),
        format!("Everything that it sends and is sent is recorded in {file}: personal data"),
    )
    .next(
        "기술자의 점검이 끝나면 설정에서 record 줄을 지우고 그 파일도 지워 주세요",
        "When the technician has what they need, remove `record` from the configuration, and that file",
    )
}

pub(crate) fn no_news() -> Said {
    says("아직 소식이 없어요", "No news yet").next("잠시 뒤에 다시 점검해 주세요", "Look again in a moment")
}

pub(crate) fn no_printer() -> Said {
    says(
        "프린터 없이 쓰도록 설정돼 있어요: 번호를 화면에 보여 드려요",
        "None is configured: the shop gives no slips, numbers stand on the screen",
    )
}

pub(crate) fn printer_ready(target: &Target) -> Said {
    says(format!("준비됐어요 ({target})"), format!("Ready ({target})"))
}

pub(crate) fn printer_cannot_say(target: &Target) -> Said {
    says(format!("열려 있지만 상태를 물어볼 수 없어요 ({target})"), format!("It cannot be asked how it is ({target})"))
}

pub(crate) fn paper_low() -> Said {
    says("종이가 거의 떨어졌어요", "The paper is nearly used up")
        .next("새 두루마리를 준비해 주세요", "Have a new roll at hand")
}

pub(crate) fn bell_silent() -> Said {
    says("호출 소리를 내지 않도록 설정돼 있어요", "Calls are silent, as configured")
}

pub(crate) fn bell_found(program: &Path) -> Said {
    let program = program.display();
    says(
        format!("{program} 프로그램으로 호출 소리를 내요"),
        format!("Calls sound by {program}; touch the call tool to hear it"),
    )
}

pub(crate) fn bell_sounds() -> Said {
    says("지난 호출 때 소리가 났어요", "The last call sounded")
}

pub(crate) fn bell_not_found(program: &str) -> Said {
    says(
        format!("호출 소리를 낼 {program} 프로그램이 없어요"),
        format!("There is no program {program}: nobody hears that the staff are called"),
    )
    .next(
        "alsa-utils 를 설치하거나(sudo apt install alsa-utils) 설정의 [bell] command 를 고쳐 주세요. 소리 없이 쓰려면 [] 로 적어 주세요",
        "Install alsa-utils (sudo apt install alsa-utils), or name another program in [bell] command; [] is for no sound",
    )
}

pub(crate) fn bell_no_card() -> Said {
    says("소리를 낼 장치가 없어요", "The machine has nothing that sounds: nobody hears that the staff are called").next(
        "스피커를 연결하고 ‘aplay -l’로 확인해 주세요. 소리 없이 쓰려면 설정의 [bell] command 를 [] 로 적어 주세요",
        "Connect a speaker and look with `aplay -l`; for no sound write command = [] in [bell]",
    )
}

pub(crate) fn bell_mute(why: &str) -> Said {
    says(format!("지난 호출 때 소리가 나지 않았어요: {why}"), format!("The last call did not sound: {why}")).next(
        "설정의 [bell] command 를 터미널에서 직접 실행해 보고 고쳐 주세요",
        "Run the command of [bell] by hand and put right what it says",
    )
}

pub(crate) fn display_opens(kind: Kind, bus: &Bus) -> Said {
    says(format!("열 수 있어요 ({kind}, {bus})"), format!("It can be opened ({kind} at {bus})"))
}

pub(crate) fn display_shows() -> Said {
    says("보이고 있어요", "It shows what it is told")
}

pub(crate) fn panel_fits(width: u32, height: u32, width_mm: f32) -> Said {
    says(format!("{width} × {height}, 가로 {width_mm} mm"), format!("{width} × {height}, {width_mm} mm wide"))
}

pub(crate) fn panel_impossible(width: u32, width_mm: f32) -> Said {
    says(
        format!("가로 {width} 픽셀이 {width_mm} mm인 화면은 없어요"),
        format!("No panel has {width} pixels on {width_mm} mm"),
    )
    .next("화면의 가로를 재어 [panel] width_mm 에 적어 주세요", "Measure its width and write it as width_mm in [panel]")
}

pub(crate) fn panel_small(width_mm: f32, least: f32) -> Said {
    says(
        format!("가로 {width_mm} mm는 손가락으로 누르기에 좁아요"),
        format!("{width_mm} mm across is too narrow for fingers"),
    )
    .next(
        format!("가로 {least} mm 이상인 화면을 쓰거나 width_mm 를 확인해 주세요"),
        format!("Take a panel of at least {least} mm, or check width_mm in [panel]"),
    )
}

pub(crate) fn panel_differs(width_mm: f32, said: f32) -> Said {
    says(
        format!("설정은 가로 {width_mm} mm인데 화면은 {said} mm라고 해요"),
        format!("{width_mm} mm wide by the configuration, {said} mm by its own word"),
    )
    .next("화면의 가로를 재어 [panel] width_mm 에 적어 주세요", "Measure its width and write it as width_mm in [panel]")
}

pub(crate) fn panel_does_not_open(why: &str) -> Said {
    says(format!("키오스크 창을 열 수 없어요: {why}"), format!("Its window does not open: {why}")).next(
        "데스크톱 사용자로 로그인한 화면에서 실행하거나 ‘cage -- doro run’으로 실행해 주세요. ssh에서는 앞에 DISPLAY=:0 또는 WAYLAND_DISPLAY=wayland-0 을 붙여 주세요",
        format!("Look again and {}", crate::words::TO_A_DESKTOP),
    )
}

pub(crate) fn panel_hangs(time: Duration) -> Said {
    let secs = time.as_secs();
    says(
        format!("{secs}초 안에 키오스크 창이 열리지 않아요"),
        format!("Its window does not open within {secs} s: the desktop does not answer"),
    )
    .next("데스크톱을 다시 시작한 다음 점검해 주세요", "Restart the desktop and look again")
}

pub(crate) fn no_stick() -> Said {
    says("꽂힌 USB가 없어요", "None is plugged in")
}

pub(crate) fn stick_ready(place: &Path, free: u64) -> Said {
    let place = place.display();
    says(format!("{place}, {} 남았어요", mib(free)), format!("{place}, {} free", mib(free)))
}

pub(crate) fn stick_full(place: &Path, free: u64) -> Said {
    let place = place.display();
    says(format!("{place} 에 {}만 남았어요", mib(free)), format!("Only {} are free on {place}", mib(free)))
        .next("지우거나 다른 USB를 꽂아 주세요", "Delete something, or take another stick")
}

pub(crate) fn stick_read_only(place: &Path) -> Said {
    let place = place.display();
    says(format!("{place} 에 쓸 수 없어요"), format!("{place} cannot be written"))
        .next("USB의 잠금을 풀거나 다른 USB를 꽂아 주세요", "Move the stick's lock, or take another stick")
}

pub(crate) fn folder_read_only(place: &Path) -> Said {
    let place = place.display();
    says(format!("{place} 에 쓸 수 없어요"), format!("{place} cannot be written"))
        .next("설정의 [export] dir 과 권한을 확인해 주세요", "Check dir in [export] and its mode")
}

pub(crate) fn folder_is_a_link(place: &Path) -> Said {
    let place = place.display();
    says(
        format!("{place} 폴더는 다른 곳을 가리키는 링크예요"),
        format!("{place} is a link to another place, and nothing is written through one"),
    )
    .next("설정의 [export] dir 에 실제 폴더를 적어 주세요", "Write the folder itself as dir in [export]")
}

pub(crate) fn we_run_alone() -> Said {
    says("이 창구만 실행 중이에요", "This kiosk alone runs on this ledger")
}

pub(crate) fn none_runs() -> Said {
    says("실행 중인 창구가 없어요", "None runs on this ledger")
}

pub(crate) fn one_runs(held: Held) -> Said {
    let pid = pid(held);
    says(format!("실행 중이에요 (프로세스 {pid})"), format!("It runs (process {pid})"))
}

pub(crate) fn another_runs(held: Held) -> Said {
    let pid = pid(held);
    says(
        format!("다른 창구도 같은 장부를 쓰고 있어요 (프로세스 {pid})"),
        format!("Another kiosk runs on the same ledger (process {pid})"),
    )
}

fn pid(held: Held) -> String {
    held.pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string())
}

pub(crate) fn under_voltage() -> Said {
    says("전압이 모자라요", "The voltage is too low").next(
        "정품 전원 어댑터와 짧은 케이블을 쓰고 USB 장치를 줄여 주세요",
        "Use the maker's supply and fewer USB devices",
    )
}

pub(crate) fn was_under_voltage() -> Said {
    says("켠 뒤로 전압이 모자란 적이 있어요", "The voltage was too low at times since the start")
        .next("정품 전원 어댑터와 짧은 케이블을 써 주세요", "Use the maker's supply and a short cable")
}

pub(crate) fn too_hot() -> Said {
    says("뜨거워서 느려졌어요", "Slowed down by heat").next("바람이 통하게 해 주세요", "Give it air")
}

pub(crate) fn power_enough() -> Said {
    says("전압이 충분해요", "Enough voltage")
}

pub(crate) fn memory_free(bytes: u64) -> Said {
    says(format!("{} 남았어요", mib(bytes)), format!("{} free", mib(bytes)))
}

pub(crate) fn memory_little(bytes: u64) -> Said {
    says(format!("{}만 남았어요", mib(bytes)), format!("Only {} are free", mib(bytes)))
        .next("다른 프로그램을 끝내거나 기기를 다시 시작해 주세요", "End other programs, or restart the machine")
}

pub(crate) fn memory_unknown() -> Said {
    says("메모리를 알 수 없어요", "It cannot be read")
        .next("/proc 이 붙어 있는지 확인해 주세요", "Check that /proc is mounted")
}
