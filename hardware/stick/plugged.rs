//! Which disks are plugged in for a while, by what the kernel says of them below `/sys/dev/block` (sysfs(5)).

use std::fs;
use std::path::{Path, PathBuf};

/// A mapping stands on a partition, or on another mapping; deeper ones are nobody's stick.
const DEPTH_MAX: usize = 4;

/// The folder of the whole disk that a device of this number is on; none where the kernel knows no such device.
pub(super) fn disk(devices: &Path, (major, minor): (u32, u32)) -> Option<PathBuf> {
    let mut device = fs::canonicalize(devices.join(format!("{major}:{minor}"))).ok()?;
    for _ in 0..DEPTH_MAX {
        // What an encrypted stick is mapped from.
        let Some(beneath) = fs::read_dir(device.join("slaves")).ok().and_then(|mut all| all.next()?.ok()) else {
            break;
        };
        device = fs::canonicalize(beneath.path()).ok()?;
    }
    if device.join("partition").exists() { device.parent().map(Path::to_owned) } else { Some(device) }
}

/// Whether somebody can pull it out: it hangs on USB, its medium is said to be removable, or it is an SD card. Soldered
/// memory of the same family says MMC.
pub(super) fn is_pluggable(disk: &Path) -> bool {
    let says = |file: &str, word: &str| fs::read_to_string(disk.join(file)).is_ok_and(|text| text.trim() == word);
    let on_usb = disk.iter().filter_map(|part| part.to_str()?.strip_prefix("usb"));
    let on_usb = on_usb.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    on_usb.count() > 0 || says("removable", "1") || says("device/type", "SD")
}
