//! A stick that stands still: every call that writes to it waits, for as long as it likes. Needs root and a file
//! system in a file; skipped, and said so, where there is neither.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use domain::device::ExportEnd;

use super::bench::Bench;

fn run(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
}

struct Frozen(PathBuf);

impl Frozen {
    fn in_folder(folder: &Path) -> Option<Frozen> {
        let (image, place) = (folder.join("image"), folder.join("frozen"));
        let (image, at) = (image.to_str()?, place.to_str()?);
        std::fs::create_dir(&place).ok()?;
        std::fs::File::create(image).ok()?.set_len(4 << 20).ok()?;
        let made = run("mkfs.ext4", &["-q", "-F", image]) && run("mount", &["-o", "loop", image, at]);
        let frozen = Frozen(place.clone());
        (made && run("fsfreeze", &["-f", at])).then_some(frozen)
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        let at = self.0.to_string_lossy();
        run("fsfreeze", &["-u", &at]);
        run("umount", &["-l", &at]);
    }
}

#[test]
fn a_stick_that_does_not_answer_is_told_of_and_another_one_is_taken() {
    let mut bench = Bench::with_a_stick_in_haste();
    let Some(frozen) = Frozen::in_folder(bench.folder.path()) else {
        println!("skipped: nobody here may mount a file system in a file and freeze it");
        return;
    };
    bench.return_a_cardigan();
    bench.plug(&[&frozen.0]);
    assert_eq!(bench.export(), ExportEnd::Silent);
    assert_eq!(bench.export_again(), ExportEnd::Silent, "it still holds the first export");
    bench.plug(&[&bench.stick(), &frozen.0]);
    let end = bench.export_again();
    let doro = bench.stick().join("doro");
    assert!(matches!(&end, ExportEnd::Written { place, .. } if Path::new(place) == doro), "{end:?}");

    // It answers again: what waited there comes to its end, and it can be taken once more.
    run("fsfreeze", &["-u", frozen.0.to_str().unwrap()]);
    bench.plug(&[&frozen.0]);
    let again = |_| {
        std::thread::sleep(Duration::from_millis(250));
        bench.export_again()
    };
    let end = (0..40).map(again).find(|end| *end != ExportEnd::Silent);
    assert!(matches!(end, Some(ExportEnd::Written { .. })), "{end:?}");
    assert_eq!(std::fs::read_dir(frozen.0.join("doro")).unwrap().count(), 2);
}
