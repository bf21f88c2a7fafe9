//! The letters of the screens' fonts, as `markup/fonts/subset.py` keeps them.

/// Signs besides the ranges below.
const SIGNS: &str = "₩·…‘’“”–—―•※×÷±−≤≥←↑→↓↔〈〉《》「」『』【】○●△▲▽▼□■◇◆☆★✓℃°©®™½¼¾№㎖㎏㎝㎜㎡　、。～";

/// Whether the screens' fonts have a shape for `c`.
#[must_use]
pub fn has_shape(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='ň' | 'Ŋ'..='\u{17f}' | '가'..='힣' | 'ㄱ'..='ㅣ' | '！'..='～')
        || SIGNS.contains(c)
}
