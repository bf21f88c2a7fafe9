//! Single files by path.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;

use hardware::stick::{Output, append_to, open_file, read_text};

#[test]
fn what_is_no_file_is_not_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::from_raw_mode(0o600)).unwrap();
    symlink(at("pipe"), at("to-pipe")).unwrap();
    for path in [at("pipe"), at("to-pipe"), at("."), "/dev/zero".into(), "/dev/null".into()] {
        let why = open_file(&path).unwrap_err();
        assert!(why.to_string().contains("no file but a folder, a pipe or a device"), "{path:?}: {why}");
        assert!(append_to(&path).is_err(), "{path:?}");
    }
    assert_eq!(open_file(&at("none")).unwrap_err().kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn a_small_file_is_small() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("kiosk.toml");
    fs::write(&file, "12345").unwrap();
    symlink("kiosk.toml", dir.path().join("link.toml")).unwrap();
    assert_eq!(read_text(&file, 5).unwrap(), "12345");
    assert_eq!(read_text(&dir.path().join("link.toml"), 5).unwrap(), "12345", "a user's own link leads on");
    assert!(read_text(&file, 4).unwrap_err().to_string().contains("more than 4 bytes"));
    fs::write(&file, b"\xff").unwrap();
    assert!(read_text(&file, 4).unwrap_err().to_string().contains("not UTF-8"));
}

#[test]
fn an_output_has_its_name_only_when_it_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let (file, kept) = (dir.path().join("out.png"), dir.path().join("kept"));
    fs::write(&kept, "kept").unwrap();
    let mut output = Output::create(&file).unwrap();
    output.write_all(b"half").unwrap();
    assert!(!file.exists());
    drop(output);
    assert_eq!(super::listing(dir.path()), ["kept"], "nothing is left of what was given up");
    let mut late = Output::create(&file).unwrap();
    late.write_all(b"late").unwrap();
    Output::write_whole(&file, b"whole").unwrap();
    assert!(late.finish().is_err() && Output::create(&file).is_err(), "never in another file's place");
    fs::remove_file(&file).unwrap();
    fs::hard_link(&kept, &file).unwrap();
    assert_eq!(Output::create(&file).unwrap_err().why.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(super::listing(dir.path()), ["kept", "out.png"]);
    assert_eq!(fs::read(&kept).unwrap(), b"kept");
    Output::write_whole(std::path::Path::new("/dev/null"), b"gone").unwrap();
    assert!(Output::create(dir.path()).is_err());
    assert!(Output::create(&dir.path().join("no/out.png")).is_err());
}

#[test]
fn what_is_open_already_is_written_to_as_it_is() {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let path = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&writer));
    Output::write_whole(path.as_ref(), b"through a pipe").unwrap();
    drop(writer);
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, "through a pipe");
}
