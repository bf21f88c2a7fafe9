//! Shapes that many mutants share.

use domain::booking::VisitKey;

use super::*;

/// Alters the schema only.
pub(super) struct Schema(pub(super) &'static str);
impl Mutant for Schema {
    fn schema(&self) -> &'static str {
        self.0
    }
}

/// Alters single effects.
pub(super) struct Effects(pub(super) fn(Effect) -> Vec<Effect>);
impl Mutant for Effects {
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects.into_iter().flat_map(self.0).collect()
    }
}

/// Alters single events.
pub(super) struct Events(pub(super) fn(Event, &View) -> Option<Event>);
impl Mutant for Events {
    fn event(&mut self, event: Event, view: &View) -> Vec<Event> {
        (self.0)(event, view).into_iter().collect()
    }
}

/// Alters what is seen.
pub(super) struct Sees<S>(pub(super) fn(&mut S, View) -> View, pub(super) S);
impl<S> Mutant for Sees<S> {
    fn view(&mut self, view: View) -> View {
        (self.0)(&mut self.1, view)
    }
}

/// The key of another visit, one that nobody has.
pub(super) fn again(key: VisitKey) -> VisitKey {
    VisitKey { serial: key.serial + 1_000_000, ..key }
}
