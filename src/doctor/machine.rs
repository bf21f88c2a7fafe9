//! Power and memory of the machine.

use std::path::Path;

use domain::finding::{Finding, Subject};

use super::{doubtful, good, wrong};
use crate::words::doctor as words;

/// What a Raspberry Pi's firmware says of its supply.
const THROTTLED: &str = "devices/platform/soc/soc:firmware/get_throttled";
/// Bits of it: too little voltage, slowed down; the same at any time since the start 16 bits further up.
const UNDER_VOLTAGE: u32 = 1;
const SLOWED: u32 = 1 << 2;
/// Memory below which the screens may be pushed out.
const MEMORY_KIB_MIN: u64 = 100 << 10;

/// None on machines that do not tell.
pub(super) fn power(sys: &Path) -> Option<Finding> {
    let text = std::fs::read_to_string(sys.join(THROTTLED)).ok()?;
    let bits = u32::from_str_radix(text.trim().trim_start_matches("0x"), 16).ok()?;
    Some(if bits & UNDER_VOLTAGE != 0 {
        wrong(Subject::Power, words::under_voltage())
    } else if bits >> 16 & UNDER_VOLTAGE != 0 {
        doubtful(Subject::Power, words::was_under_voltage())
    } else if bits & SLOWED != 0 {
        doubtful(Subject::Power, words::too_hot())
    } else {
        good(Subject::Power, words::power_enough())
    })
}

pub(super) fn memory(proc: &Path) -> Finding {
    let text = std::fs::read_to_string(proc.join("meminfo")).unwrap_or_default();
    let available = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kib = available.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    match kib {
        None => doubtful(Subject::Memory, words::memory_unknown()),
        Some(kib) if kib < MEMORY_KIB_MIN => doubtful(Subject::Memory, words::memory_little(kib << 10)),
        Some(kib) => good(Subject::Memory, words::memory_free(kib << 10)),
    }
}

#[cfg(test)]
mod tests {
    use domain::finding::Mark;

    use super::*;

    #[test]
    fn a_weak_supply_is_said_now_and_afterwards() {
        let sys = tempfile::tempdir().unwrap();
        assert!(power(sys.path()).is_none(), "a machine that does not tell");
        let file = sys.path().join(THROTTLED);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        for (text, mark) in
            [("0\n", Mark::Good), ("50005\n", Mark::Wrong), ("0x50000", Mark::Doubtful), ("4", Mark::Doubtful)]
        {
            std::fs::write(&file, text).unwrap();
            assert_eq!(power(sys.path()).unwrap().mark, mark, "{text:?}");
        }
    }

    #[test]
    fn little_memory_is_doubtful() {
        let proc = tempfile::tempdir().unwrap();
        for (text, mark) in [
            ("MemTotal: 1 kB\nMemAvailable:   102400 kB\n", Mark::Good),
            ("MemAvailable:   102399 kB\n", Mark::Doubtful),
            ("", Mark::Doubtful),
        ] {
            std::fs::write(proc.path().join("meminfo"), text).unwrap();
            assert_eq!(memory(proc.path()).mark, mark, "{text:?}");
        }
    }
}
