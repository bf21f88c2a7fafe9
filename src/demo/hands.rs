//! The demo's window: what lies beside the kiosk is held to its scanner, and visits play until somebody takes over.

use std::io::stdin;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use hardware::plain::plain_path;
use ui::Post;
use ui::bench::{SLIP, Thing};

use super::Bench;
use super::pace::Hands;
use super::player::Player;
use super::printed;
use super::script::{self, Code, Line, Step};
use super::things::in_words;
use crate::say::{remark, say};

/// Words that may wait for the player.
pub const WAITING_MAX: usize = 8;
/// How often the printer is looked at for slips.
const LOOK: Duration = Duration::from_millis(250);

/// What somebody in front of the window or at the terminal wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The thing at this place is held to the scanner, from 0.
    Held(usize),
    /// A line of the terminal: the number of a thing, from 1, or a step of a script.
    Typed(String),
}

/// Reads the terminal's lines on a thread of its own, which stays until there are no more or the program ends.
///
/// # Errors
/// When the system gives no thread.
pub fn read_terminal(wishes: SyncSender<Wish>, hands: Hands) -> std::io::Result<()> {
    let read = move || {
        for line in stdin().lines().map_while(Result::ok).filter(|line| !line.trim().is_empty()) {
            hands.take();
            if wishes.send(Wish::Typed(line)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("terminal".into()).spawn(read).map(drop)
}

/// Keeps a picture of each slip as it is printed, and says where, until the other end of `over` has gone.
pub fn keep_slips(bench: &Bench, post: &Post, over: &Receiver<()>) {
    let mut kept = 0;
    loop {
        let ends = over.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout);
        if bench.printer.slips() > kept {
            match bench.write_slips(kept) {
                Ok(files) => {
                    kept += files.len();
                    files.iter().for_each(|file| say(format!("slip printed: {}", plain_path(file))));
                    if let Some((width, grey)) = bench.printer.papers().last().map(|paper| printed::small(paper, SLIP))
                    {
                        // A window that is closing shows nothing any more.
                        let _ = post.slip(width, &grey);
                    }
                }
                Err(why) => {
                    remark(format!("doro: {why}"));
                    kept = bench.printer.slips();
                }
            }
        }
        if ends {
            return;
        }
    }
}

/// Plays `visits` until somebody takes over.
pub fn play(player: &mut Player<'_>, visits: &[Vec<Line>], hands: &Hands, post: &Post) {
    for visit in visits {
        if hands.have_it() || player.is_over {
            break;
        }
        if let Err(why) = player.play(visit) {
            remark(format!("doro: {why}"));
            break;
        }
    }
    let _ = post.caption(None);
    if !visits.is_empty() && !player.is_over {
        let why = if hands.have_it() { "Somebody has taken over" } else { "That was all" };
        say(format!("{why}: the window is yours."));
    }
}

/// Does what is wished until the window is closed.
pub fn follow(player: &mut Player<'_>, wishes: &Receiver<Wish>, things: &[(Thing, Code)]) {
    while player.glance() {
        while let Ok(wish) = wishes.try_recv() {
            obey(player, &wish, things);
        }
    }
}

fn obey(player: &mut Player<'_>, wish: &Wish, things: &[(Thing, Code)]) {
    let at = match wish {
        Wish::Held(at) => Some(*at),
        Wish::Typed(line) => line.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1)),
    };
    let step = match (at.and_then(|at| things.get(at)), wish) {
        (Some((thing, code)), _) => {
            say(format!("held to the scanner: {}", in_words(thing)));
            Ok(Some(Line { file: "terminal".into(), line: 1, step: Step::Scan(code.clone()) }))
        }
        (None, Wish::Typed(line)) => script::line(line, Path::new("terminal"), 1),
        (None, Wish::Held(_)) => Ok(None),
    };
    let done = match step {
        Ok(Some(line)) => player.step(&line).map_err(|why| why.to_string()),
        Ok(None) => Ok(()),
        Err(why) => Err(format!("{why}, or a number from 1 to {}", things.len())),
    };
    if let Err(why) = done {
        remark(format!("doro: {why}"));
    }
}
