//! A stick that somebody has prepared. Needs no rights: links, pipes, sockets, second names and folders are anybody's.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use hardware::stick::{Folder, Medium, Mount, StickError, write_all, write_onto};

use super::listing;

/// A pipe that nobody opens holds a careless program for ever.
const PATIENCE: Duration = Duration::from_secs(20);
const FILES: [(&str, &[u8]); 2] = [("returns.csv", b"returns"), ("answers.csv", b"answers")];

/// A machine with a file that nobody may touch and a folder into which nobody may write, and a stick.
struct Ground {
    folder: tempfile::TempDir,
}

impl Ground {
    fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        for name in ["machine", "machine/folder", "stick", "stick/doro"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("machine/ledger"), "the ledger").unwrap();
        Ground { folder }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Exports onto the stick, as a mount in its place, within a deadline.
    fn export(&self) -> Result<(), StickError> {
        let path = self.at("stick");
        let device = fs::metadata(&path).unwrap().dev();
        let stick = Mount {
            path,
            file_system: "ext4".into(),
            device: "/dev/sdb1".into(),
            number: (rustix::fs::major(device), rustix::fs::minor(device)),
            read_only: false,
        };
        let (done, end) = channel();
        std::thread::spawn(move || {
            let written = || write_onto(&Folder::of_stick(&stick)?.beneath("doro")?, &FILES, &mut || {});
            let _ = done.send(written().map(drop));
        });
        end.recv_timeout(PATIENCE).expect("the export hangs")
    }

    fn machine_is_untouched(&self, trap: &str) {
        assert_eq!(fs::read(self.at("machine/ledger")).unwrap(), b"the ledger", "{trap}");
        assert_eq!(listing(&self.at("machine/folder")), [""; 0], "{trap}");
    }

    fn stick_holds_the_export(&self, trap: &str) {
        for (name, bytes) in FILES {
            let file = self.at("stick/doro").join(name);
            let meta = fs::symlink_metadata(&file).unwrap();
            assert!(meta.is_file() && meta.nlink() == 1, "{trap}: {name}");
            assert_eq!(fs::read(&file).unwrap(), bytes, "{trap}");
        }
    }
}

type Trap = (&'static str, fn(&Ground, &Path));

/// What can lie under a name that an export writes to.
const TRAPS: [Trap; 6] = [
    ("a link to a file", |ground, at| symlink(ground.at("machine/ledger"), at).unwrap()),
    ("a link to nothing", |ground, at| symlink(ground.at("machine/folder/new"), at).unwrap()),
    ("a link to a folder", |ground, at| symlink(ground.at("machine/folder"), at).unwrap()),
    ("a second name of a file", |ground, at| fs::hard_link(ground.at("machine/ledger"), at).unwrap()),
    ("a pipe", |_, at| {
        rustix::fs::mkfifoat(rustix::fs::CWD, at, rustix::fs::Mode::from_raw_mode(0o666)).unwrap();
    }),
    ("a socket", |_, at| drop(UnixListener::bind(at).unwrap())),
];

#[test]
fn whatever_has_the_files_name_is_replaced_and_nothing_is_written_through_it() {
    for name in ["returns.csv", "returns.csv.part", "answers.csv", "answers.csv.part"] {
        for (trap, lay) in TRAPS {
            let ground = Ground::new();
            lay(&ground, &ground.at("stick/doro").join(name));
            ground.export().unwrap_or_else(|why| panic!("{trap} as {name}: {why}"));
            ground.machine_is_untouched(trap);
            ground.stick_holds_the_export(trap);
            assert_eq!(listing(&ground.at("stick/doro")), ["answers.csv", "returns.csv"], "{trap} as {name}");
        }
    }
}

#[test]
fn a_folder_that_leads_elsewhere_or_is_none_takes_nothing() {
    for (trap, lay) in TRAPS {
        let ground = Ground::new();
        fs::remove_dir(ground.at("stick/doro")).unwrap();
        lay(&ground, &ground.at("stick/doro"));
        let why = ground.export().expect_err(trap);
        assert!(matches!(why, StickError::Link(_) | StickError::InTheWay(_)), "{trap}: {why}");
        assert!(why.to_string().contains("doro is "), "{why}");
        ground.machine_is_untouched(trap);
    }
}

#[test]
fn a_folder_in_the_place_of_a_temporary_file_is_gone_round_and_one_in_the_files_place_is_named() {
    let ground = Ground::new();
    fs::create_dir_all(ground.at("stick/doro/returns.csv.part/full")).unwrap();
    ground.export().unwrap();
    ground.stick_holds_the_export("a folder as temporary file");
    assert_eq!(listing(&ground.at("stick/doro")), ["answers.csv", "returns.csv", "returns.csv.part"]);

    let ground = Ground::new();
    fs::create_dir(ground.at("stick/doro/answers.csv")).unwrap();
    let why = ground.export().unwrap_err();
    assert!(matches!(&why, StickError::InTheWay(path) if path.ends_with("doro/answers.csv")), "{why}");
    assert_eq!(listing(&ground.at("stick/doro")), ["answers.csv", "returns.csv"], "no temporary file is left");
}

#[test]
fn names_that_differ_in_case_or_composition_are_no_trouble() {
    let ground = Ground::new();
    fs::write(ground.at("stick/doro/RETURNS.CSV"), "other").unwrap();
    fs::create_dir(ground.at("stick/DORO")).unwrap();
    ground.export().unwrap();
    ground.stick_holds_the_export("another case");
}

#[test]
fn a_stick_that_is_at_its_place_no_more_is_not_written_to() {
    let ground = Ground::new();
    let stick = Mount {
        path: ground.at("stick"),
        file_system: "vfat".into(),
        device: "/dev/sdb1".into(),
        number: (8, 4095),
        read_only: false,
    };
    assert!(matches!(Folder::of_stick(&stick), Err(StickError::Vanished(_))));
    assert_eq!(listing(&ground.at("stick/doro")), [""; 0]);
}

#[test]
fn a_folder_that_somebody_names_is_no_link_itself() {
    let ground = Ground::new();
    symlink(ground.at("machine/folder"), ground.at("out")).unwrap();
    for path in ["out", "out/"] {
        assert!(matches!(Folder::make(&ground.at(path)), Err(StickError::Link(_))), "{path}");
        assert!(matches!(write_all(&ground.at(path), &FILES), Err(StickError::Link(_))), "{path}");
    }
    ground.machine_is_untouched("a link as folder");
    // On the way there links are the user's own.
    let made = Folder::make(&ground.at("out/new/er")).unwrap();
    assert_eq!(made.path(), ground.at("out/new/er"));
    assert!(ground.at("machine/folder/new/er").is_dir());
}

#[test]
fn a_folder_stays_the_same_when_its_name_is_given_to_a_link() {
    let ground = Ground::new();
    let folder = Folder::make(&ground.at("stick/doro")).unwrap();
    fs::rename(ground.at("stick/doro"), ground.at("stick/moved")).unwrap();
    symlink(ground.at("machine/folder"), ground.at("stick/doro")).unwrap();
    write_onto(&folder, &FILES, &mut || {}).unwrap();
    ground.machine_is_untouched("a link put in later");
    assert_eq!(listing(&ground.at("stick/moved")), ["answers.csv", "returns.csv"]);
}

#[test]
fn a_second_name_of_a_file_is_parted_from_it_and_not_written_into() {
    let ground = Ground::new();
    fs::hard_link(ground.at("machine/ledger"), ground.at("stick/doro/returns.csv")).unwrap();
    ground.export().unwrap();
    assert_eq!(fs::metadata(ground.at("machine/ledger")).unwrap().nlink(), 1);
    assert!(!fs::symlink_metadata(ground.at("stick/doro/returns.csv")).unwrap().file_type().is_fifo());
}
