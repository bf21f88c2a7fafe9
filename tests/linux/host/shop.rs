//! The disk of a shop before it opens: orders, a manager, a configuration that names real devices.

use std::path::Path;
use std::process::Command;

use chrono::Utc;
use domain::moment::seoul_date;
use domain::staff::Role;
use doro::ledger::{Key, Ledger, Means, PinCost};

use crate::guest::SCANNER_ID;

pub const PIN: &str = "739154";

/// Writes an ext4 file system with the shop's files into `disk`; `folder` is for the files before.
pub fn write(disk: &Path, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let now = Utc::now();
    let key = Key::load_or_create(&folder.join("doro.key")).unwrap();
    let means = Means { pins: PinCost::LEAST, ..Means::real() };
    let mut ledger = Ledger::open(&folder.join("doro.db"), &key, means).unwrap();
    ledger.put_orders(&doro::orders::demo_orders(seoul_date(now)), now).unwrap();
    doro::staff::add(&mut ledger, "박매니저", Role::Manager, PIN, now).unwrap();
    drop(ledger);
    let config = format!(
        "db = \"doro.db\"\nkey = \"doro.key\"\n\
         [shop]\nname = \"도로상점\"\nphone = \"02-123-4567\"\nhours = \"매일 10:00–20:00\"\n\
         [scanner]\nport = \"{SCANNER_ID}\"\n\
         [printer]\ntarget = \"/dev/usb/lp0\"\n"
    );
    std::fs::write(folder.join("kiosk.toml"), config).unwrap();
    let made = Command::new("/sbin/mke2fs").args(["-q", "-t", "ext4", "-d"]).arg(folder).arg(disk).arg("64M").output();
    assert!(made.as_ref().is_ok_and(|made| made.status.success()), "{made:?}");
}
