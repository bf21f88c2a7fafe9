//! A page of a list.

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// From 0.
    pub at: u16,
    /// How many.
    pub of: u16,
    /// Entries on a page.
    pub size: u16,
}

impl Page {
    /// The entries of `list` that stand on it.
    #[must_use]
    pub fn of_list<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        let size = usize::from(self.size.max(1));
        let first = list.len().min(usize::from(self.at) * size);
        &list[first..list.len().min(first + size)]
    }
}
