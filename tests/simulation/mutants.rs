//! Counters with one fault each, built around the real one at its boundary: what each law is there to notice.
//! Which law notices which stands beside the laws, in [`Law`](crate::laws::Law).

pub mod answers;
pub mod booking;
pub mod calls;
pub mod clock;
pub mod paper;
pub mod patience;
pub mod people;
mod shapes;
pub mod survey;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::counter::{Effect, Event, Setup};
use domain::moment::Moment;
use domain::view::View;

use shapes::{Effects, Events, Schema, Sees, again};

/// What can be altered between the machine and the world.
#[expect(unused_variables, reason = "what a mutant does not alter stays as it is")]
pub trait Mutant {
    /// Changes the schema of the ledger.
    fn schema(&self) -> &'static str {
        ""
    }
    fn setup(&mut self, setup: &mut Arc<Setup>) {}
    fn moment(&mut self, now: Moment) -> Moment {
        now
    }
    /// The same for the ledger's own thread.
    fn tended(&mut self, now: Moment) -> Moment {
        self.moment(now)
    }
    /// What the ledger is taken to know of the time.
    fn known(&mut self, newest: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        newest
    }
    fn event(&mut self, event: Event, view: &View) -> Vec<Event> {
        vec![event]
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects
    }
    fn view(&mut self, view: View) -> View {
        view
    }
}

/// The real one.
pub struct Real;
impl Mutant for Real {}
