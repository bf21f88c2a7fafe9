//! Counters with one fault each, built around the real one at its boundary: what each law is there to notice.

use domain::counter::view::View;
use domain::counter::{Effect, Event, Setup};
use domain::moment::Moment;

/// What can be altered between the machine and the world.
#[expect(unused_variables, reason = "what a mutant does not alter stays as it is")]
pub trait Mutant {
    /// Changes the schema of the ledger.
    fn schema(&self) -> &'static str {
        ""
    }
    fn setup(&mut self, setup: &mut Setup) {}
    fn moment(&mut self, now: Moment) -> Moment {
        now
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
pub struct None;
impl Mutant for None {}
