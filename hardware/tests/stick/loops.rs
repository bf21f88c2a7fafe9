//! Real file systems in files, mounted as root: a full one, a locked one, one that stands still, one over another.
//! Skipped, and said so, where nobody may mount.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use hardware::stick::{Folder, Mount, StickError, mounted_now, write_onto};

const PATIENCE: Duration = Duration::from_secs(30);
const FILES: [(&str, &[u8]); 1] = [("returns.csv", b"returns")];

fn run(program: &str, args: &[&str]) -> Option<Output> {
    Command::new(program).args(args).output().ok().filter(|output| output.status.success())
}

/// An ext4 stick of 4 MiB, mounted where sticks are; its place goes with it.
struct Stick {
    folder: tempfile::TempDir,
    place: PathBuf,
}

impl Stick {
    fn new() -> Option<Stick> {
        let tried = Stick::mounted();
        if tried.is_none() {
            println!("skipped: nobody here may mount a file system in a file, or there is no mkfs.ext4");
        }
        tried
    }

    fn mounted() -> Option<Stick> {
        if !rustix::process::geteuid().is_root() {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("image").display().to_string();
        std::fs::File::create(&image).unwrap().set_len(4 << 20).unwrap();
        run("mkfs.ext4", &["-q", "-F", "-m", "0", &image])?;
        std::fs::create_dir_all("/media").ok()?;
        let place = tempfile::Builder::new().prefix("doro ").tempdir_in("/media").ok()?.keep();
        let stick = Stick { folder, place };
        run("mount", &["-o", "loop", &image, stick.place()])?;
        Some(stick)
    }

    fn place(&self) -> &str {
        self.place.to_str().unwrap()
    }

    fn mount(&self) -> Option<Mount> {
        mounted_now().unwrap().into_iter().find(|mount| mount.path == self.place)
    }

    fn export(&self) -> Result<(), StickError> {
        export(&self.mount().unwrap())
    }
}

fn export(stick: &Mount) -> Result<(), StickError> {
    write_onto(&Folder::of_stick(stick)?.beneath("doro")?, &FILES, &mut || {}).map(drop)
}

impl Drop for Stick {
    fn drop(&mut self) {
        let _ = run("fsfreeze", &["-u", self.place()]);
        while run("umount", &["-l", self.place()]).is_some() {}
        let _ = std::fs::remove_dir(&self.place);
        let _ = &self.folder;
    }
}

#[test]
fn a_stick_is_found_and_written_to_and_its_links_are_strangers() {
    let Some(stick) = Stick::new() else { return };
    stick.export().unwrap();
    assert_eq!(std::fs::read(stick.place.join("doro/returns.csv")).unwrap(), b"returns");

    // A link on the way, which would be a user's own anywhere else.
    let machine = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(machine.path(), stick.place.join("elsewhere")).unwrap();
    for path in ["elsewhere", "elsewhere/new", "elsewhere/"] {
        assert!(Folder::make(&stick.place.join(path)).is_err(), "{path}");
    }
    std::fs::write(machine.path().join("secret"), "secret").unwrap();
    let to = stick.place.join("orders.csv");
    std::os::unix::fs::symlink(machine.path().join("secret"), &to).unwrap();
    assert!(hardware::stick::open_file(&to).is_err());
    assert!(hardware::stick::Output::write_whole(&to, b"x").is_err());
    assert!(hardware::stick::append_to(&to).is_err());
    assert_eq!(std::fs::read(machine.path().join("secret")).unwrap(), b"secret");
}

#[test]
fn a_full_stick_and_a_locked_one_are_said_to_be() {
    let Some(stick) = Stick::new() else { return };
    stick.export().unwrap();
    let filler = stick.place.join("filler");
    let free = hardware::stick::free(&stick.place).unwrap();
    std::fs::write(&filler, vec![1; usize::try_from(free).unwrap() - 8192]).unwrap();
    assert!(matches!(stick.export(), Err(StickError::Full { .. })));
    std::fs::remove_file(&filler).unwrap();
    run("mount", &["-o", "remount,ro", stick.place()]).unwrap();
    assert!(stick.mount().unwrap().read_only);
    assert!(matches!(stick.export(), Err(StickError::ReadOnly(_))));
}

#[test]
fn another_file_system_over_a_stick_or_in_its_folder_takes_nothing() {
    let Some(stick) = Stick::new() else { return };
    stick.export().unwrap();
    let listed = stick.mount().unwrap();
    run("mount", &["-t", "tmpfs", "none", stick.place()]).unwrap();
    assert_eq!(stick.mount(), None, "what is covered is not there");
    assert!(matches!(export(&listed), Err(StickError::Vanished(_))));
    run("umount", &[stick.place()]).unwrap();

    let machine = tempfile::tempdir().unwrap();
    let doro = stick.place.join("doro");
    run("mount", &["--bind", machine.path().to_str().unwrap(), doro.to_str().unwrap()]).unwrap();
    let why = stick.export().unwrap_err();
    assert!(matches!(&why, StickError::InTheWay(path) if *path == doro), "{why}");
    assert_eq!(super::listing(machine.path()), [""; 0]);
    run("umount", &[doro.to_str().unwrap()]).unwrap();
}

#[test]
fn device_nodes_with_a_files_name_are_replaced_and_never_opened() {
    let Some(stick) = Stick::new() else { return };
    stick.export().unwrap();
    for name in ["doro/returns.csv.part", "doro/returns.csv"] {
        let node = stick.place.join(name);
        let _ = std::fs::remove_file(&node);
        run("mknod", &[node.to_str().unwrap(), "c", "1", "7"]).unwrap();
        stick.export().unwrap();
        assert_eq!(std::fs::read(stick.place.join("doro/returns.csv")).unwrap(), b"returns", "{name}");
    }
}

#[test]
fn a_stick_that_stands_still_holds_only_the_thread_that_writes_to_it() {
    let Some(stick) = Stick::new() else { return };
    stick.export().unwrap();
    if run("fsfreeze", &["-f", stick.place()]).is_none() {
        println!("skipped: no file system can be frozen here");
        return;
    }
    let (done, end) = channel();
    let listed = stick.mount().unwrap();
    std::thread::spawn(move || done.send(export(&listed)));
    assert_eq!(end.recv_timeout(Duration::from_secs(2)).err(), Some(RecvTimeoutError::Timeout));
    run("fsfreeze", &["-u", stick.place()]).unwrap();
    let since = Instant::now();
    end.recv_timeout(PATIENCE).unwrap().unwrap();
    assert!(since.elapsed() < PATIENCE && Path::new(&stick.place).join("doro/returns.csv").exists());
}
