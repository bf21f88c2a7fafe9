//! A FAT stick as an image in a file, looked at from outside with mtools.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub struct Stick(PathBuf);

impl Stick {
    /// An empty stick of 32 MiB.
    pub fn new(image: &Path) -> Stick {
        let stick = Stick(image.to_owned());
        let made = stick.tool("mformat", &["-C", "-T", "65536", "-v", "DORO", "::"]);
        assert!(made.status.success(), "{made:?}");
        stick
    }

    pub fn image(&self) -> &Path {
        &self.0
    }

    /// What is in a file on it; none when there is no such file.
    pub fn read(&self, path: &str) -> Option<String> {
        let read = self.tool("mtype", &[&format!("::{path}")]);
        read.status.success().then(|| String::from_utf8_lossy(&read.stdout).into_owned())
    }

    /// The paths below a folder.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let listed = self.tool("mdir", &["-b", &format!("::{folder}")]);
        String::from_utf8_lossy(&listed.stdout).lines().map(|line| line.trim_start_matches("::").to_owned()).collect()
    }

    fn tool(&self, tool: &str, args: &[&str]) -> Output {
        Command::new(tool).arg("-i").arg(&self.0).args(args).output().unwrap()
    }
}
