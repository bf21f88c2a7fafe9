//! Lists that the markup repeats over, and what stands in many of them.

use markup::slint::{Model, ModelRc, VecModel};
use markup::{Choice, Fact};

/// The list `before` with the rows that are `wanted`: only rows that differ are touched, so that the renderer repaints
/// little.
pub(crate) fn rows<T: Clone + PartialEq + 'static>(before: ModelRc<T>, wanted: Vec<T>) -> ModelRc<T> {
    if let Some(model) = before.as_any().downcast_ref::<VecModel<T>>() {
        sync(model, &wanted);
        return before;
    }
    ModelRc::new(VecModel::from(wanted))
}

/// Makes a list the same as `wanted`.
fn sync<T: Clone + PartialEq + 'static>(model: &VecModel<T>, wanted: &[T]) {
    for (at, row) in wanted.iter().enumerate() {
        match model.row_data(at) {
            Some(shown) if shown == *row => {}
            Some(_) => model.set_row_data(at, row.clone()),
            None => model.push(row.clone()),
        }
    }
    while model.row_count() > wanted.len() {
        model.remove(model.row_count() - 1);
    }
}

/// A card of a list: what it says, what it says below, whether it is picked, and its position.
pub(crate) fn choice(text: impl AsRef<str>, under: impl AsRef<str>, picked: bool, at: usize) -> Choice {
    Choice { text: text.as_ref().into(), under: under.as_ref().into(), picked, at: position(at) }
}

/// A label with its value.
pub(crate) fn fact(label: impl AsRef<str>, value: impl AsRef<str>) -> Fact {
    Fact { label: label.as_ref().into(), value: value.as_ref().into() }
}

/// A position in a list, as the markup counts.
pub(crate) fn position(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// A count, as the markup counts.
pub(crate) fn count(count: impl TryInto<i32>) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}
