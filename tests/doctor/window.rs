//! Whether the kiosk's window opens: the doctor says of it what the kiosk meets.

use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::patience;
use crate::shop::{Running, Shop};

/// What the doctor and the kiosk say where a desktop is named so, or not at all.
fn panel_of(shop: &Shop, desktop: Option<(&str, &str)>) -> (serde_json::Value, Output) {
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
        command.args(args).current_dir(shop.folder.path());
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        if let Some((name, value)) = desktop {
            command.env(name, value);
        }
        patience::output(&mut command, b"")
    };
    let said: serde_json::Value = serde_json::from_slice(&run(&["doctor", "--json"]).stdout).unwrap();
    let panels = said["findings"].as_array().unwrap().iter().filter(|finding| finding["what"] == "panel");
    let worst = panels.max_by_key(|finding| finding["state"] == "wrong").unwrap().clone();
    (worst, run(&["run", "--try-panel"]))
}

#[test]
fn a_window_that_the_kiosk_cannot_open_is_wrong_before_anybody_starts_it() {
    let shop = Shop::new();
    let nowhere = shop.file("no-wayland").display().to_string();
    for (desktop, said) in [
        (None, "this session has no desktop to draw on: neither WAYLAND_DISPLAY nor DISPLAY is set"),
        (Some(("DISPLAY", ":7719")), "the desktop of DISPLAY=:7719 cannot be drawn on"),
        (Some(("WAYLAND_DISPLAY", &*nowhere)), "the desktop of WAYLAND_DISPLAY="),
    ] {
        let (panel, run) = panel_of(&shop, desktop);
        assert_eq!(panel["state"], "wrong", "{desktop:?}: {panel}");
        assert!(panel["words"].as_str().unwrap().contains(said), "{panel}");
        assert!(panel["next"].as_str().unwrap().contains("cage -- doro run"), "{panel}");
        assert_eq!(run.status.code(), Some(1), "{desktop:?}");
        let why = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(why.contains(said), "the kiosk says the same: {why}");
    }
}

/// A desktop that takes a connection and never says anything.
#[test]
fn a_desktop_that_does_not_answer_is_waited_for_with_an_end() {
    let shop = Shop::new();
    let deaf = shop.file("wayland-deaf");
    let _listens = std::os::unix::net::UnixListener::bind(&deaf).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
    command.args(["doctor"]).current_dir(shop.folder.path()).env_remove("DISPLAY").env("WAYLAND_DISPLAY", &deaf);
    let begun = Instant::now();
    let output = patience::output(&mut command, b"");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(words.contains("✗ panel      Its window does not open within 8 s"), "{words}");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn on_a_desktop_the_window_opens() {
    let mut server = Command::new("Xvfb");
    server
        .args(["-displayfd", "1", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let Ok(mut server) = server.spawn() else {
        println!("skipped: without Xvfb there is no desktop to open a window on");
        return;
    };
    let number = patience::Said::by(server.stdout.take().unwrap()).line();
    let _server = Running(server);
    let shop = Shop::new();
    let (panel, run) = panel_of(&shop, Some(("DISPLAY", &format!(":{number}"))));
    assert_eq!((&panel["state"], run.status.code()), (&"good".into(), Some(0)), "{panel} {run:?}");
}
