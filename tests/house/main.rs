//! Who may know whom, and how long a file may be, held by reading the source. Between packages Cargo says who may know
//! whom; within them nothing does. How long a function may be, Clippy says (`.clippy.toml`).

#![allow(clippy::unwrap_used, reason = "a test that cannot read the source has failed")]

mod knows;
mod layers;
mod parts;
mod sizes;

use std::collections::BTreeMap;
use std::path::Path;

/// The source of a package: each file by its path within it.
type Source = BTreeMap<String, String>;

/// Reads the Rust files below a folder of the project, apart from those below `without`.
fn read(folder: &str, without: &[&str]) -> Source {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut source = Source::new();
    gather(&root, &root, without, &mut source);
    assert!(!source.is_empty(), "no source in {folder}");
    source
}

fn gather(root: &Path, folder: &Path, without: &[&str], source: &mut Source) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let within = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if without.contains(&within.as_str()) {
            continue;
        }
        if path.is_dir() {
            gather(root, &path, without, source);
        } else if within.ends_with(".rs") {
            source.insert(within, std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn domain() -> Source {
    read("src/domain", &["tests", "benches", "examples"])
}
