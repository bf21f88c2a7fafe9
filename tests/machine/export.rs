//! A manager exports.

use std::os::unix::fs::symlink;
use std::path::Path;

use domain::device::ExportEnd;
use rustix::fs::Mode;

use super::bench::Bench;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(dir).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What a manager finds in the two files that lie there.
fn holds_an_export(dir: &Path) {
    let names = names(dir);
    assert!(names.len() == 2 && names[0].starts_with("answers_") && names[1].starts_with("returns_"), "{names:?}");
    let text = std::fs::read_to_string(dir.join(&names[1])).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("카디건") && text.ends_with("\r\n"), "{text}");
}

#[test]
fn a_manager_takes_returns_along_that_excel_opens() {
    let mut bench = Bench::new();
    bench.return_a_cardigan();
    let end = bench.export();
    assert!(matches!(end, ExportEnd::Written { returns: 1, answers: 0, .. }), "{end:?}");
    holds_an_export(&bench.exports());
}

#[test]
fn a_prepared_stick_changes_nothing_on_the_machine_and_is_told_of_or_written_to() {
    let mut bench = Bench::with_a_stick();
    bench.return_a_cardigan();
    let ledger = bench.folder.path().join("doro.db");
    let whole = || std::fs::read(&ledger).unwrap().starts_with(b"SQLite format 3\0");
    let elsewhere = bench.folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let doro = bench.stick().join("doro");

    symlink(&elsewhere, &doro).unwrap();
    let end = bench.export();
    assert!(matches!(&end, ExportEnd::Failed { why } if why.contains("is a link")), "{end:?}");
    assert_eq!(names(&elsewhere), [""; 0]);

    std::fs::remove_file(&doro).unwrap();
    let end = bench.export_again();
    assert!(matches!(&end, ExportEnd::Written { place, .. } if Path::new(place) == doro), "{end:?}");
    let files = names(&doro);
    for file in &files {
        std::fs::remove_file(doro.join(file)).unwrap();
        symlink(&ledger, doro.join(file)).unwrap();
    }
    let pipe = doro.join(format!("{}.part", files[0]));
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, Mode::from_raw_mode(0o666)).unwrap();
    symlink(&ledger, doro.join(format!("{}.part", files[1]))).unwrap();
    let end = bench.export_again();
    assert!(matches!(end, ExportEnd::Written { returns: 1, .. }), "{end:?}");
    assert!(whole(), "the ledger is overwritten");
    holds_an_export(&doro);
}

#[test]
fn the_last_stick_is_taken_and_none_is_said_to_be_missing() {
    let mut bench = Bench::with_a_stick();
    bench.return_a_cardigan();
    let second = bench.folder.path().join("the second stick");
    std::fs::create_dir(&second).unwrap();
    bench.plug(&[]);
    assert_eq!(bench.export(), ExportEnd::NoStick);
    bench.plug(&[&bench.stick(), &second]);
    // As the kernel writes a blank in a name.
    let list = bench.folder.path().join("mountinfo");
    let text = std::fs::read_to_string(&list).unwrap().replace("the second stick", "the\\040second\\040stick");
    std::fs::write(&list, text).unwrap();
    let end = bench.export_again();
    assert!(matches!(&end, ExportEnd::Written { .. }), "{end:?}");
    holds_an_export(&second.join("doro"));
    assert_eq!(names(&bench.stick()), [""; 0]);
}
