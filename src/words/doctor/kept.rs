//! Of the configuration, the ledger, and the disk and clock under it.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use domain::written::{grouped, instant};

use super::{Said, mib, says};
use crate::words::with_config;

pub(crate) fn config_understood(file: &Path) -> Said {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    says(format!("{name} 파일을 이해했어요"), format!("{name} is understood"))
}

pub(crate) fn config_built_in() -> Said {
    says("프로그램에 들어 있는 설정이에요", "The program's own")
}

pub(crate) fn policy(versions: usize) -> Said {
    says(format!("판본 {versions}개를 이해했어요"), format!("Understood; {versions} version(s)"))
}

pub(crate) fn holidays_known(until: NaiveDate) -> Said {
    says(format!("{until}까지 알아요"), format!("Known until {until}"))
}

pub(crate) fn holidays_end(until: NaiveDate) -> Said {
    let said = says(format!("{until}까지만 알아요"), format!("Known until {until} only"));
    newer_holidays(said)
}

pub(crate) fn holidays_ended(until: NaiveDate) -> Said {
    let said = says(
        format!("{until}까지만 알아서, 날짜마다 직원이 확인해야 해요"),
        format!("Known until {until} only: the staff have to confirm every date"),
    );
    newer_holidays(said)
}

fn newer_holidays(said: Said) -> Said {
    said.next(
        "새 공휴일을 holidays.toml에 적고 설정에서 가리켜 주세요",
        "Put newer ones into holidays.toml and name it in [policy]",
    )
}

pub(crate) fn letters_there() -> Said {
    says("모든 한글을 화면과 종이에 쓸 수 있어요", "All Hangul, on screen and on paper")
}

pub(crate) fn letters_missing(letters: &str) -> Said {
    says(
        format!("화면이나 종이에 쓸 수 없는 글자가 이름에 있어요: {letters}"),
        format!("Names have letters that screen or paper lack: {letters}"),
    )
    .next("한글이나 로마자로 바꿔 적어 주세요", "Write them in Hangul or Latin letters")
}

pub(crate) fn letters_broken() -> Said {
    says("종이에 쓸 글자가 프로그램에 없어요", "The program lacks the letters for paper")
        .next("프로그램을 다시 설치해 주세요", "Install the program again")
}

pub(crate) fn key_private() -> Said {
    says("주인만 읽을 수 있어요. 장부 사본과 따로 보관해 주세요", "Private. Keep it out of the ledger's backups")
}

pub(crate) fn key_not_yet() -> Said {
    says("처음 시작할 때 만들어져요", "It is made at the first start")
}

pub(crate) fn key_lost(file: &Path) -> Said {
    says(
        format!("{} 파일이 없어서 전화번호를 읽을 수 없어요", file.display()),
        format!("{} is not there: telephone numbers cannot be read", file.display()),
    )
    .next("이 장부와 함께 만든 열쇠 파일을 되돌려 주세요", "Restore the key that was made with this ledger")
}

pub(crate) fn ledger_missing(db: &Path, config: Option<&Path>) -> Said {
    let import = command("import orders FILE", config);
    says(format!("{} 파일이 아직 없어요", db.display()), format!("{} is not there yet", db.display()))
        .next(format!("{import} 로 주문을 가져오면 만들어져요"), format!("`{import}` makes it"))
}

/// A whole command that means the shop of that configuration.
fn command(words: &str, config: Option<&Path>) -> String {
    format!("doro {words}{}", with_config(config))
}

pub(crate) fn ledger_unsound() -> Said {
    says("방문이 주문의 한도를 넘어요", "Its visits pass the limits of their orders")
        .next("마지막 사본을 되돌려 주세요", "Restore the last copy")
}

pub(crate) fn ledger_unwritable(file: &Path) -> Said {
    let file = file.display();
    says(format!("지금 사용자는 {file} 에 쓸 수 없어요"), format!("This user cannot write {file}")).next(
        "파일과 폴더의 주인과 권한을 고쳐 주세요 (chown, chmod)",
        "Mend owner and mode of the file and its folder (chown, chmod)",
    )
}

/// `open`: the number of the open file that has no name any more; `saved`: the copy that the kiosk has made of it.
pub(crate) fn ledger_replaced(pid: u32, open: Option<&str>, saved: Option<&Path>) -> Said {
    let said = says(
        format!("실행 중인 창구(프로세스 {pid})의 장부 파일이 지워지거나 바뀌어서 접수를 멈췄어요"),
        format!(
            "The ledger was removed or replaced under the running kiosk (process {pid}): it books nothing any more"
        ),
    );
    if let Some(saved) = saved {
        let saved = saved.file_name().unwrap_or_default().to_string_lossy();
        return said.next(
            format!("창구를 끝내고 doro restore {saved} 로 되돌린 다음 다시 시작해 주세요. 파일을 옮겼으면 제자리에 두기만 해도 돼요"),
            format!(
                "End the kiosk, `doro restore {saved}` brings back all that it knew, start it again; a file that was only \
                 moved can be moved back"
            ),
        );
    }
    match open {
        Some(number) => said.next(
            format!("창구를 끝내지 말고 30초 쉰 다음 cp /proc/{pid}/fd/{number} rescued.db 로 건지고, doro restore rescued.db 로 되돌려 주세요"),
            format!(
                "Do not end it: leave it quiet for 30 s, then `cp /proc/{pid}/fd/{number} rescued.db`; then end it and \
                 `doro restore rescued.db`"
            ),
        ),
        None => said.next(
            "옮긴 장부를 제자리에 되돌린 다음 창구를 끝내고 다시 시작해 주세요",
            "Move the ledger back to its place, then end the kiosk and start it again",
        ),
    }
}

pub(crate) fn log_deleted(pid: u32) -> Said {
    says(
        format!("실행 중인 창구(프로세스 {pid})의 장부 로그(-wal, -shm)가 지워져서 접수를 멈췄어요"),
        format!("The ledger's log (-wal, -shm) was removed under the running kiosk (process {pid}): it books nothing any more"),
    )
    .next(
        format!("kill -TERM {pid} 로 창구를 끝내면 모두 장부에 써요. 그다음 다시 시작해 주세요"),
        format!("End the kiosk with `kill -TERM {pid}`: it writes everything into the ledger; then start it again"),
    )
}

pub(crate) fn copied(at: DateTime<Utc>) -> Said {
    let at = instant(at);
    says(format!("마지막 사본: {at}"), format!("The last copy was made {at}"))
}

pub(crate) fn copied_in_future(at: DateTime<Utc>, config: Option<&Path>) -> Said {
    let at = instant(at);
    let said = says(
        format!("마지막 사본의 시각이 아직 오지 않았어요: {at}. 시계가 틀렸을 때 만든 사본이에요"),
        format!(
            "The last copy says a time that has not come yet: {at}; the clock was wrong when it was made, or is now"
        ),
    );
    make_a_copy(said, config)
}

pub(crate) fn copied_long_ago(at: DateTime<Utc>, config: Option<&Path>) -> Said {
    make_a_copy(copied(at), config)
}

pub(crate) fn no_copy(config: Option<&Path>) -> Said {
    let said = says("다른 디스크에 만든 장부의 사본이 아직 없어요", "No copy of it on another disk has been made yet");
    make_a_copy(said, config)
}

fn make_a_copy(said: Said, config: Option<&Path>) -> Said {
    let backup = command("backup --to DIR", config);
    said.next(
        format!("다른 디스크의 폴더에 {backup} 로 만들어 주세요"),
        format!("Make one on another disk: `{backup}`"),
    )
}

/// `import`: orders have not been imported since.
pub(crate) fn restored(at: DateTime<Utc>, copied: Option<DateTime<Utc>>, import: bool, config: Option<&Path>) -> Said {
    let (at, copied) = (instant(at), copied.map_or_else(|| "?".to_owned(), instant));
    let said = says(
        format!("{at}에 {copied}의 사본을 되돌렸어요. 그사이 접수는 접수증에만 있어요"),
        format!("On {at} the copy of {copied} was brought back; visits booked between are known by their slips only"),
    );
    if !import {
        return said.next(
            "장부에 없는 접수증은 새로 접수해 주세요",
            "Book anew what customers bring slips for that the ledger does not know",
        );
    }
    let import = command("import orders FILE", config);
    said.next(
        format!("{import} 로 주문을 다시 가져오고, 장부에 없는 접수증은 새로 접수해 주세요"),
        format!(
            "Import the orders again (`{import}`); book anew what customers bring slips for that the ledger does not know"
        ),
    )
}

pub(crate) fn ledger_open(file: &Path) -> Said {
    let file = file.display();
    says(
        format!("이 기기의 다른 사용자에게 {file} 이 열려 있어요"),
        format!("Other users of this machine can use {file}"),
    )
    .next("chmod 으로 닫아 주세요: 파일은 600, 폴더는 700", "Close it with chmod: files 600, their folder 700")
}

pub(crate) fn ledger_whole(visits: u64, waiting: u64) -> Said {
    let (visits, waiting) = (grouped(visits), grouped(waiting));
    says(
        format!("손상이 없어요. 방문 {visits}건, 대기 {waiting}건"),
        format!("Undamaged; visits: {visits}, waiting: {waiting}"),
    )
}

pub(crate) fn orders(orders: u64) -> Said {
    says(format!("{}건", grouped(orders)), format!("{} of them", grouped(orders)))
}

pub(crate) fn no_orders(config: Option<&Path>) -> Said {
    let import = command("import orders FILE", config);
    says("주문이 하나도 없어요", "There are none")
        .next(format!("{import} 로 주문을 가져와 주세요"), format!("Take them over: `{import}`"))
}

pub(crate) fn staff(staff: u64) -> Said {
    says(format!("{}명", grouped(staff)), format!("{} can sign in", grouped(staff)))
}

/// `locked`: names, of those who could sign in otherwise.
pub(crate) fn staff_locked(staff: u64, locked: &[String], config: Option<&Path>) -> Said {
    let (names, left) = (locked.join(", "), grouped(staff.saturating_sub(locked.len() as u64)));
    let enable = command("staff enable NAME", config);
    says(
        format!("{left}명. 비밀번호를 여러 번 틀려서 잠긴 직원: {names}"),
        format!("{left} can sign in; locked by wrong PINs: {names}"),
    )
    .next(
        format!("5분 뒤에 풀려요. {enable} 로 바로 풀 수 있어요"),
        format!("It ends after five minutes; `{enable}` ends it now"),
    )
}

pub(crate) fn no_staff(config: Option<&Path>) -> Said {
    let add = command("staff add NAME --role manager", config);
    says("로그인할 수 있는 직원이 없어요", "Nobody can sign in")
        .next(format!("{add} 로 매니저를 더해 주세요"), format!("Add a manager: `{add}`"))
}

pub(crate) fn room(free: u64, kind: &str) -> Said {
    says(format!("{} 남았어요 ({kind})", mib(free)), format!("{} free ({kind})", mib(free)))
}

pub(crate) fn little_room(free: u64) -> Said {
    says(format!("{}만 남았어요", mib(free)), format!("Only {} are free", mib(free)))
        .next("장부가 있는 디스크에 자리를 만들어 주세요", "Make room on the ledger's disk")
}

pub(crate) fn read_only(place: &Path) -> Said {
    let place = place.display();
    says(format!("{place} 디스크에 쓸 수 없어요"), format!("The disk at {place} cannot be written"))
        .next("디스크를 검사하고(fsck) 쓰기로 다시 붙여 주세요", "Check the disk (fsck) and mount it for writing")
}

pub(crate) fn forgets(kind: &str) -> Said {
    says(format!("전원을 끄면 장부가 사라져요 ({kind})"), format!("The ledger is lost with the power ({kind})"))
        .next("장부를 디스크에 두도록 설정을 고쳐 주세요", "Name a file on a disk in the configuration")
}

pub(crate) fn weak(kind: &str) -> Said {
    says(
        format!("정전 때 장부를 잃을 수 있는 파일 시스템이에요 ({kind})"),
        format!("A power cut may cost the ledger on this file system ({kind})"),
    )
    .next("장부를 기기 안의 ext4 디스크로 옮겨 주세요", "Move the ledger to a local ext4 disk")
}

pub(crate) fn no_folder(folder: &Path) -> Said {
    let name = folder.display();
    let (ko, en) = if folder.exists() {
        ("폴더를 열 수 없어요", "cannot be opened")
    } else {
        ("폴더가 없어요", "is not there")
    };
    says(format!("장부의 {name} {ko}"), format!("The ledger's folder {name} {en}"))
        .next("설정의 db 를 고치거나 폴더를 만들어 주세요", "Mend `db` in the configuration, or make the folder")
}

pub(crate) fn clock_right(now: DateTime<Utc>) -> Said {
    let now = instant(now);
    says(format!("{now}, 동기화됐어요"), format!("{now} in Seoul, synchronised"))
}

pub(crate) fn clock_alone(now: DateTime<Utc>) -> Said {
    let now = instant(now);
    says(format!("{now}, 시간 서버와 동기화되지 않았어요"), format!("{now} in Seoul, not synchronised")).next(
        "인터넷 연결과 시간 동기화(systemd-timesyncd, chrony)를 확인해 주세요",
        "Check the network and what keeps the time (systemd-timesyncd, chrony)",
    )
}

pub(crate) fn clock_far(now: DateTime<Utc>, known: DateTime<Utc>) -> Said {
    let (now, known) = (instant(now), instant(known));
    says(
        format!("{now}, 마지막 기록 {known}보다 너무 늦어서 믿을 수 없어요"),
        format!("{now} in Seoul: too long after the last that is known, {known}, to be believed by itself"),
    )
    .next(
        "인터넷 연결을 확인하거나, 직원 화면에서 시계를 확인해 주세요",
        "Check the network, or let the staff confirm the clock on their screen",
    )
}

pub(crate) fn clock_beyond(now: DateTime<Utc>) -> Said {
    let now = instant(now);
    says(format!("지금이 {now}일 수 없어요"), format!("It cannot be {now}: no visit has a number after 2099"))
        .next("시계를 맞춰 주세요", "Set the clock")
}

pub(crate) fn clock_before(now: DateTime<Utc>, floor: DateTime<Utc>) -> Said {
    let (now, floor) = (instant(now), instant(floor));
    says(
        format!("지금이 {now}일 수 없어요. 마지막 기록이 {floor}예요"),
        format!("It cannot be {now}: the last that is known is {floor}"),
    )
    .next(
        "시계를 맞추거나, 직원 화면에서 시계를 확인해 주세요",
        "Set the clock, or let the staff confirm it on their screen",
    )
}
