//! Where a line of Korean may break.

/// Joins the syllables of a Korean word, so that a line breaks only between words (U+2060 WORD JOINER).
#[must_use]
pub fn keep_words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    let joins = |c: char| !c.is_whitespace();
    let glues = |c: char| is_hangul(c) || c == '–';
    for c in text.chars() {
        if joins(before) && joins(c) && (glues(before) || glues(c)) {
            kept.push('\u{2060}');
        }
        kept.push(c);
        before = c;
    }
    kept
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_break_only_between_korean_words() {
        assert_eq!(keep_words("반품 규정"), "반\u{2060}품 규\u{2060}정");
        assert_eq!(keep_words("no change"), "no change");
        assert_eq!(keep_words("7일"), "7\u{2060}일");
        assert_eq!(keep_words("10:00–20:00"), "10:00\u{2060}–\u{2060}20:00");
    }
}
