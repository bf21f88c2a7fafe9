//! Breaking text into lines of cells.

use super::atlas;

/// Breaks `text` into lines of at most `width` dots at the normal size: at spaces where possible, so that Korean words
/// stay whole; a word longer than a line is broken by cell. What has no letter is already replaced. Never empty.
pub(super) fn wrapped(text: &str, width: u32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    let clean: String = atlas::widths(text).map(|(c, _)| c).collect();
    for word in clean.split(' ').filter(|word| !word.is_empty()) {
        let word_width = atlas::width_of(word);
        let gap = if line.text.is_empty() { 0 } else { atlas::CELL };
        if line.width + gap + word_width <= width {
            if gap > 0 {
                line.push(' ', gap);
            }
            line.text.push_str(word);
            line.width += word_width;
            continue;
        }
        if !line.text.is_empty() {
            lines.push(std::mem::take(&mut line).text);
        }
        for (c, cell) in atlas::widths(word) {
            if line.width + cell > width && !line.text.is_empty() {
                lines.push(std::mem::take(&mut line).text);
            }
            line.push(c, cell);
        }
    }
    if !line.text.is_empty() || lines.is_empty() {
        lines.push(line.text);
    }
    lines
}

#[derive(Default)]
struct Line {
    text: String,
    width: u32,
}

impl Line {
    fn push(&mut self, c: char, width: u32) {
        self.text.push(c);
        self.width += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_only_long_words_inside() {
        for (text, cells, expected) in [
            ("맑은 물티슈 100매", 12, &["맑은 물티슈", "100매"][..]),
            ("가나다라마바사", 6, &["가나다", "라마바", "사"]),
            ("ab 가나다라마", 6, &["ab", "가나다", "라마"]),
            ("  a   b  ", 6, &["a b"]),
            ("", 6, &[""]),
            ("가", 1, &["가"]),
            ("a\nb", 6, &["a b"]),
        ] {
            assert_eq!(wrapped(text, cells * atlas::CELL), expected, "{text:?}");
        }
    }
}
