//! File names that every system reads from a stick.

use unicode_normalization::UnicodeNormalization;

/// Why a file name will not do on a stick.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` cannot be a file's name on a stick ({why}): choose another", .name.escape_debug())]
pub struct BadName {
    /// The name.
    pub name: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// `name` composed (NFC), if Windows, macOS and Linux can all read it.
///
/// # Errors
/// Names the rule that is broken: empty, more than 255 UTF-16 units, a control character or one of `\ / : * ? " < > |`,
/// a dot first or last, a space last, or a device of old (`CON`, `NUL`, `COM1`, …).
pub fn checked(name: &str) -> Result<String, BadName> {
    let composed: String = name.nfc().collect();
    match flaw(&composed) {
        Some(why) => Err(BadName { name: composed, why }),
        None => Ok(composed),
    }
}

fn flaw(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |stem: &str, prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    if name.is_empty() {
        return Some("it is empty");
    }
    if name.encode_utf16().count() > 255 || name.len() > 255 {
        return Some("it is longer than 255");
    }
    if name.chars().any(|c| c.is_control() || "\\/:*?\"<>|".contains(c)) {
        return Some("it has a control character or one of \\ / : * ? \" < > |");
    }
    if name.starts_with('.') || name.ends_with(['.', ' ']) {
        return Some("it begins with a dot or ends with a dot or a space");
    }
    let is_device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL");
    (is_device || numbered(&stem, "COM") || numbered(&stem, "LPT")).then_some("Windows keeps it for a device")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_composed_and_refused_with_the_rule() {
        for (name, expected) in [
            ("returns_2026-11-01_2026-11-23.csv", Some("returns_2026-11-01_2026-11-23.csv")),
            ("\u{1112}\u{1161}\u{11ab}.csv", Some("한.csv")),
            ("console.csv", Some("console.csv")),
            ("", None),
            ("..", None),
            (".hidden", None),
            ("../etc/passwd", None),
            ("a/b", None),
            ("a\\b", None),
            ("a:b", None),
            ("what?", None),
            ("line\nbreak", None),
            ("dot.", None),
            ("space ", None),
            ("NUL.csv", None),
            ("com1.txt", None),
        ] {
            assert_eq!(checked(name).ok().as_deref(), expected, "{name:?}");
        }
        assert!(checked(&"가".repeat(256)).is_err());
    }
}
