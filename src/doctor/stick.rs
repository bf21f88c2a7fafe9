//! Where exports go: the folder of the configuration, or the stick that is plugged in.

use std::path::Path;

use domain::finding::{Finding, Subject};
use hardware::stick::{Mount, StickError, Sticks, free};
use rustix::fs::{Access, access};

use super::{doubtful, good, wrong};
use crate::config::Export;
use crate::words::doctor as words;

/// Room for years of returns and answers.
const FREE_BYTES_MIN: u64 = 64 << 20;

pub(super) fn stick(export: Option<&Export>, db: &Path) -> Finding {
    match export {
        Some(export) => folder(&export.dir),
        None => plugged_in(Sticks::default().apart_from(db).mounted().unwrap_or_default()),
    }
}

fn folder(dir: &Path) -> Finding {
    // An export makes it; what is there already must let itself be written.
    let there = dir.ancestors().find(|dir| dir.exists()).unwrap_or(Path::new("."));
    match (access(there, Access::WRITE_OK), free(there)) {
        (_, Err(StickError::Link(link))) => wrong(Subject::Stick, words::folder_is_a_link(&link)),
        (Err(_), _) | (_, Err(_)) => wrong(Subject::Stick, words::folder_read_only(there)),
        (_, Ok(free)) if free < FREE_BYTES_MIN => doubtful(Subject::Stick, words::stick_full(there, free)),
        (_, Ok(free)) => good(Subject::Stick, words::stick_ready(dir, free)),
    }
}

/// The stick that an export would take: the last that can be written.
fn plugged_in(sticks: Vec<Mount>) -> Finding {
    let Some(last) = sticks.last() else { return good(Subject::Stick, words::no_stick()) };
    let Some(stick) = sticks.iter().rfind(|stick| !stick.read_only) else {
        return doubtful(Subject::Stick, words::stick_read_only(&last.path));
    };
    match free(&stick.path) {
        Err(_) => doubtful(Subject::Stick, words::stick_read_only(&stick.path)),
        Ok(free) if free < FREE_BYTES_MIN => doubtful(Subject::Stick, words::stick_full(&stick.path, free)),
        Ok(free) => good(Subject::Stick, words::stick_ready(&stick.path, free)),
    }
}

#[cfg(test)]
mod tests {
    use domain::finding::Mark;

    use super::*;

    #[test]
    fn a_folder_that_is_a_link_is_said_to_be() {
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("exports")).unwrap();
        let found = folder(&dir.path().join("exports"));
        assert!(found.mark == Mark::Wrong && found.words.en.contains("is a link"), "{found:?}");
        assert_eq!(folder(&dir.path().join("new")).mark, Mark::Good);
    }

    #[test]
    fn no_stick_is_no_trouble_and_a_locked_one_is_doubtful() {
        let stick = |path: &Path, read_only| Mount {
            path: path.to_owned(),
            file_system: "vfat".into(),
            device: "/dev/sdb1".into(),
            number: (8, 17),
            read_only,
        };
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (sticks, mark) in [
            (vec![], Mark::Good),
            (vec![stick(here, true)], Mark::Doubtful),
            (vec![stick(here, false), stick(here, true)], Mark::Good),
            (vec![stick(Path::new("/pulled/out"), false)], Mark::Doubtful),
        ] {
            assert_eq!(plugged_in(sticks.clone()).mark, mark, "{sticks:?}");
        }
    }
}
