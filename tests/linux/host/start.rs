//! What the guest starts from: Debian's kernel and an initial ram disk with the product's own binary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::archive::Archive;
use super::modules;

/// The files that QEMU is given.
pub struct Start {
    pub kernel: PathBuf,
    pub ram_disk: PathBuf,
}

/// None, and said why, where QEMU, the kernel or a tool is missing.
pub fn start() -> Option<&'static Start> {
    static START: OnceLock<Result<Start, String>> = OnceLock::new();
    match START.get_or_init(make) {
        Ok(start) => Some(start),
        Err(why) => {
            // Not by a macro of printing, which the test harness would keep to itself.
            let _ = writeln!(std::io::stderr(), "skipped: real Linux is not at hand: {why}");
            None
        }
    }
}

fn make() -> Result<Start, String> {
    let package = std::env::var_os("DORO_LINUX_KERNEL").map(PathBuf::from).ok_or(
        "DORO_LINUX_KERNEL names no folder with Debian's unpacked package linux-image-…-amd64; \
         .ci/linux unpacks one and says where",
    )?;
    for (tool, package) in [
        ("qemu-system-x86_64", "qemu-system-x86"),
        ("busybox", "busybox-static"),
        ("mformat", "mtools"),
        ("mke2fs", "e2fsprogs"),
        ("strip", "binutils"),
    ] {
        path_of(tool).ok_or_else(|| format!("{tool} is missing: install Debian's package {package}"))?;
    }
    let kernel = first(&package.join("boot"), "vmlinuz-")?;
    let modules = first(&package.join("lib/modules"), "")?.join("kernel");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("linux");
    std::fs::create_dir_all(&folder).unwrap();
    let ram_disk = folder.join("ram-disk");
    std::fs::write(&ram_disk, archive(&modules, &folder)).unwrap();
    Ok(Start { kernel, ram_disk })
}

fn archive(modules: &Path, folder: &Path) -> Vec<u8> {
    let mut archive = Archive::default();
    for path in ["dev", "proc", "sys", "tmp", "data", "media", "bin"] {
        archive.folder(path);
    }
    archive.device("dev/console", 5, 1);
    archive.device("dev/null", 1, 3);
    archive.file("init", include_bytes!("init.sh"));
    archive.file("bin/busybox", &std::fs::read(path_of("busybox").unwrap()).unwrap());
    let mut order = String::new();
    for module in modules::in_order(modules) {
        archive.file(&format!("modules/{}.ko", module.name), &std::fs::read(module.file).unwrap());
        order += &format!("{} {}\n", module.name, module.options);
    }
    archive.file("modules/order", order.as_bytes());
    archive.program("doro", Path::new(env!("CARGO_BIN_EXE_doro")), folder);
    archive.program("agent", &std::env::current_exe().unwrap(), folder);
    archive.finish()
}

fn path_of(tool: &str) -> Option<PathBuf> {
    let found = Command::new("sh").args(["-c", "PATH=$PATH:/sbin:/usr/sbin command -v \"$0\"", tool]).output().ok()?;
    let path = String::from_utf8(found.stdout).ok()?;
    (!path.is_empty()).then(|| path.trim().into())
}

fn first(folder: &Path, beginning: &str) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    entries
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with(beginning))
        .map(|entry| entry.path())
        .ok_or_else(|| format!("{} holds no {beginning}…", folder.display()))
}
