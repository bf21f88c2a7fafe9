//! Telephone numbers.

/// A Korean telephone number in its groups: `010-1234-5678`, `02-123-4567`.
#[must_use]
pub fn phone(digits: &str) -> String {
    let head = if digits.starts_with("02") { 2 } else { 3 };
    let tail = digits.len().saturating_sub(4).max(head);
    match (digits.get(..head), digits.get(head..tail), digits.get(tail..)) {
        (Some(head), Some(middle), Some(tail)) if !middle.is_empty() => format!("{head}-{middle}-{tail}"),
        _ => digits.to_owned(),
    }
}
