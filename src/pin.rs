//! Which PINs will do: those that are not among the first that anybody tries.

/// Digits of a new PIN. A sign-in still takes four: PINs of before had as many.
pub const DIGITS: std::ops::RangeInclusive<usize> = 6..=8;

/// Digits that many people take, as words, places or games of the keypad.
const KNOWN: [&str; 12] =
    ["1004", "8282", "5882", "7942", "159753", "753159", "789456", "456123", "123654", "147369", "102030", "010203"];

/// Whether a PIN is easy to guess.
#[must_use]
pub fn is_guessable(pin: &str) -> bool {
    let digits: Vec<u8> = pin.bytes().map(|digit| digit.wrapping_sub(b'0')).collect();
    runs(&digits) || repeats(&digits) || walks(&digits) || is_date(pin) || known(pin)
}

/// Every step is the same, up, down or by more: 123456, 135791, 999999; or the same in pairs: 121314, 990011.
fn runs(digits: &[u8]) -> bool {
    let even = |numbers: &[u8], of: u8| {
        let mut steps = numbers.windows(2).map(|pair| (pair[1] + of - pair[0]) % of);
        steps.next().is_none_or(|first| steps.all(|step| step == first))
    };
    let pairs: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |sum, digit| sum * 10 + digit)).collect();
    even(digits, 10) || (digits.len().is_multiple_of(2) && even(&pairs, 100))
}

/// Few digits, or the same again: 112112, 123321, 123123, 112233, and all but one alike.
fn repeats(digits: &[u8]) -> bool {
    let mut kinds = digits.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let again = (1..=digits.len() / 2).any(|part| digits.iter().zip(&digits[part..]).all(|(one, other)| one == other));
    let mirrored = digits.iter().eq(digits.iter().rev());
    let doubled = digits.chunks(2).all(|pair| pair.len() == 2 && pair[0] == pair[1]);
    let tripled = digits.chunks(3).all(|part| part.iter().all(|digit| *digit == part[0]));
    kinds.len() <= 2 || again || mirrored || doubled || tripled
}

/// Straight lines on the keypad, one after the other: 147258, 258000, 321654.
fn walks(digits: &[u8]) -> bool {
    const LINES: [[u8; 3]; 9] =
        [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 4, 7], [2, 5, 8], [3, 6, 9], [1, 5, 9], [3, 5, 7], [5, 8, 0]];
    let straight = |part: &[u8]| {
        LINES
            .iter()
            .any(|line| part.iter().eq(&line[..part.len()]) || part.iter().eq(line.iter().rev().take(part.len())))
            || part.iter().all(|digit| *digit == part[0])
    };
    digits.chunks(3).all(straight)
}

/// A day, in the orders in which people write birthdays: 900101, 311299, 19900101; or a year and more of it: 202611.
fn is_date(pin: &str) -> bool {
    let part = |range: std::ops::Range<usize>| pin[range].parse::<u32>().unwrap_or_default();
    let day = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    let year = |at: usize| (1900..=2099).contains(&part(at..at + 4));
    match pin.len() {
        6 => {
            day(part(2..4), part(4..6))
                || day(part(0..2), part(2..4))
                || day(part(2..4), part(0..2))
                || (year(0) && part(4..6) <= 12)
                || (year(2) && part(0..2) <= 12)
        }
        7 => (year(0) && day(part(4..5), part(5..7))) || (year(3) && day(part(0..1), part(1..3))),
        8 => {
            year(0) && day(part(4..6), part(6..8))
                || year(4) && (day(part(0..2), part(2..4)) || day(part(2..4), part(0..2)))
        }
        _ => false,
    }
}

/// One that everybody knows, alone or at either end of the PIN.
fn known(pin: &str) -> bool {
    KNOWN.iter().any(|known| pin.starts_with(known) || pin.ends_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_tries_first_is_guessable() {
        for pin in [
            "123456", "654321", "890123", "246802", "135791", "975319", "000000", "111111", "121314", "102030",
            "112112", "123123", "123321", "112233", "111222", "111112", "12121212", "12344321", "1234567", "147258",
            "258000", "369258", "159357", "123654", "321654", "900101", "19900101", "01011990", "251225", "122590",
            "202611", "112026", "20261126", "1990101", "100400", "561004", "828282", "159753", "997799", "464646",
        ] {
            assert!(is_guessable(pin), "{pin}");
        }
    }

    #[test]
    fn most_pins_are_not() {
        for pin in ["739154", "482615", "904817", "5820746", "61840937", "370594"] {
            assert!(!is_guessable(pin), "{pin}");
        }
        let refused = (0..1_000_000).filter(|number| is_guessable(&format!("{number:06}"))).count();
        assert!(refused < 200_000, "{refused} of a million are refused: that helps whoever guesses");
    }
}
