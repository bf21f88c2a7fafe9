//! An initial ram disk: a cpio archive of the kind that the kernel unpacks (its initramfs buffer format, "newc").

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const FOLDER: u32 = 0o040_755;
const PROGRAM: u32 = 0o100_755;
const CHARACTERS: u32 = 0o020_600;

#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    folders: BTreeSet<String>,
    entries: u32,
}

impl Archive {
    pub fn folder(&mut self, path: &str) {
        if !path.is_empty() && self.folders.insert(path.to_owned()) {
            self.parent(path);
            self.entry(path, FOLDER, (0, 0), &[]);
        }
    }

    pub fn file(&mut self, path: &str, bytes: &[u8]) {
        self.parent(path);
        self.entry(path, PROGRAM, (0, 0), bytes);
    }

    /// A device file of characters, such as the console that the first program needs before it can mount anything.
    pub fn device(&mut self, path: &str, major: u32, minor: u32) {
        self.parent(path);
        self.entry(path, CHARACTERS, (major, minor), &[]);
    }

    /// A program of this machine without its debug information, and the libraries that it is linked to.
    pub fn program(&mut self, path: &str, program: &Path, folder: &Path) {
        let stripped = folder.join(path);
        let done = Command::new("strip").arg("-o").arg(&stripped).arg(program).status().unwrap();
        assert!(done.success(), "strip {}", program.display());
        self.file(path, &std::fs::read(stripped).unwrap());
        let listed = Command::new("ldd").arg(program).output().unwrap();
        for library in String::from_utf8(listed.stdout).unwrap().split_whitespace().filter(|word| word.starts_with('/'))
        {
            let inside = library.trim_start_matches('/');
            // Two programs share most libraries; a file that comes twice replaces itself.
            self.file(inside, &std::fs::read(library).unwrap());
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.entry("TRAILER!!!", 0, (0, 0), &[]);
        self.bytes
    }

    fn parent(&mut self, path: &str) {
        if let Some((parent, _)) = path.rsplit_once('/') {
            self.folder(parent);
        }
    }

    fn entry(&mut self, path: &str, mode: u32, device: (u32, u32), bytes: &[u8]) {
        self.entries += 1;
        let (size, name) = (bytes.len() as u32, path.len() as u32 + 1);
        let fields = [self.entries, mode, 0, 0, 1, 0, size, 0, 0, device.0, device.1, name, 0];
        self.bytes.extend(b"070701");
        fields.iter().for_each(|field| self.bytes.extend(format!("{field:08x}").into_bytes()));
        self.bytes.extend(path.as_bytes());
        self.bytes.push(0);
        self.pad();
        self.bytes.extend(bytes);
        self.pad();
    }

    fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }
}
