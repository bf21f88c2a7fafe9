//! The chime's thread: each ring of a call starts the command, and nothing that the command does holds anybody up.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use super::examine::News;
use crate::chime::{Chime, ChimeCommand, Mute};

/// Rings that may wait; one more is not heard.
const WAITING_MAX: usize = 4;
/// How often a command that runs is looked after.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// Longest time that an ending machine waits for the thread, which a disk may hold where the command lies.
const END_MAX: Duration = Duration::from_secs(1);

enum Told {
    Ring,
    Hush,
}

/// Rings; silent where the shop wants no sound.
pub(super) struct Desk {
    tell: Option<SyncSender<Told>>,
    /// Says nothing; it is closed with the thread.
    over: Receiver<()>,
}

impl Desk {
    pub(super) fn start(command: Option<ChimeCommand>, news: News) -> io::Result<Desk> {
        let (running, over) = channel();
        let Some(command) = command else { return Ok(Desk { tell: None, over }) };
        let (tell, told) = sync_channel(WAITING_MAX);
        thread::Builder::new().name("bell".into()).spawn(move || {
            look_after(Chime::new(command), &told, &news);
            drop(running);
        })?;
        Ok(Desk { tell: Some(tell), over })
    }

    pub(super) fn ring(&self) {
        self.told(Told::Ring);
    }

    pub(super) fn hush(&self) {
        self.told(Told::Hush);
    }

    fn told(&self, it: Told) {
        if let Some(tell) = &self.tell {
            let _ = tell.try_send(it);
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if self.tell.take().is_some() {
            let _ = self.over.recv_timeout(END_MAX);
        }
    }
}

fn look_after(mut chime: Chime, told: &Receiver<Told>, news: &News) {
    let mut last = None;
    let mut say = |how: Result<(), Mute>| {
        let why = how.err().map(|why| why.to_string());
        if last.as_ref() != Some(&why) {
            match &why {
                Some(why) => tracing::warn!(why, "nobody hears that the staff are called: see [bell]"),
                None => tracing::info!("the chime sounds"),
            }
        }
        news.of_chime(why.clone());
        last = Some(why);
    };
    loop {
        let it = match chime.sounds() {
            true => told.recv_timeout(LOOK_EVERY),
            false => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match it {
            Ok(Told::Ring) => {
                if let Err(why) = chime.ring() {
                    say(Err(why));
                }
            }
            Ok(Told::Hush) => chime.hush(),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Some(how) = chime.look() {
            say(how);
        }
    }
}
