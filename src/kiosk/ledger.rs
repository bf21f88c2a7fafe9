//! The ledger's thread: answers questions one after the other, in the order in which they were asked.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use domain::counter::{Answer, Device, Event, Health, Question, RequestId};
use domain::moment::Trust;

use super::Tell;
use crate::clock::Clock;
use crate::ledger::Ledger;

/// Questions that may wait; one more is as good as lost, and asked again.
const WAITING_MAX: usize = 64;
/// How often personal data is looked through for what is due to be destroyed.
const DESTROY_EVERY: Duration = Duration::from_secs(600);

pub(super) struct Desk(SyncSender<(RequestId, Question)>);

impl Desk {
    pub(super) fn ask(&self, id: RequestId, question: Question) {
        let _ = self.0.try_send((id, question));
    }
}

pub(super) fn start(mut ledger: Ledger, clock: Arc<Clock>, tell: Tell) -> io::Result<Desk> {
    let (desk, questions) = sync_channel::<(RequestId, Question)>(WAITING_MAX);
    thread::Builder::new().name("ledger".into()).spawn(move || {
        let mut up = true;
        destroy_due(&mut ledger, &clock);
        loop {
            let (id, question) = match questions.recv_timeout(DESTROY_EVERY) {
                Ok(asked) => asked,
                Err(RecvTimeoutError::Timeout) => {
                    destroy_due(&mut ledger, &clock);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let answer = ledger.answer(&question, clock.now().wall);
            let works = !matches!(answer, Answer::Failed(_));
            if let Answer::Failed(why) = &answer {
                tracing::error!(request = id.0, why, "the ledger could not answer");
            }
            if works != up {
                up = works;
                tell.tell(Event::Device(Device::Ledger, if up { Health::Up } else { Health::Down }));
            }
            tell.tell(Event::Answered(id, answer));
        }
    })?;
    Ok(Desk(desk))
}

/// A wrong clock must not destroy what is not due.
fn destroy_due(ledger: &mut Ledger, clock: &Clock) {
    let now = clock.now();
    if now.trust == Trust::Untrusted {
        return;
    }
    match ledger.destroy_due(now.today()) {
        Ok(0) => {}
        Ok(contacts) => tracing::info!(contacts, "telephone numbers destroyed on their day"),
        Err(why) => tracing::error!(%why, "telephone numbers that are due could not be destroyed"),
    }
}
