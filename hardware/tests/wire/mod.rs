//! The bytes of a job taken apart, by a list of commands that is not the simulated printer's.

/// A piece of what goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A byte of text.
    Letter(u8),
    /// A command and its parameters, dots included.
    Command(Vec<u8>),
}

/// How each command begins that a slip may carry, and how long it is without dots.
const COMMANDS: [(&[u8], usize); 14] = [
    (b"\x1b@", 2),
    (b"\x1bt\0", 3),
    (b"\x1bR\x0d", 3),
    (b"\x1b$", 4),
    (b"\x1b3", 3),
    (b"\x1bE", 3),
    (b"\x1b*\x21", 5),
    (b"\x1c&", 2),
    (b"\x1d!", 3),
    (b"\x1dB", 3),
    (b"\x1dP", 4),
    (b"\x1dV\x42", 4),
    (b"\x1dv0", 8),
    (b"\n", 1),
];

/// All of `bytes`. Panics at a byte that is neither a known command nor printable.
pub fn tokens(mut bytes: &[u8]) -> Vec<Token> {
    let mut tokens = Vec::new();
    while let [first, ..] = *bytes {
        let length = if first >= 0x20 && first != 0x7f {
            tokens.push(Token::Letter(first));
            1
        } else {
            let (start, length) = COMMANDS
                .into_iter()
                .find(|(start, _)| bytes.starts_with(start))
                .unwrap_or_else(|| panic!("no command: {:02x?}", &bytes[..bytes.len().min(8)]));
            let number = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
            let dots = match start {
                b"\x1dv0" => number(4) * number(6),
                b"\x1b*\x21" => 3 * number(3),
                _ => 0,
            };
            tokens.push(Token::Command(bytes[..length + dots].to_vec()));
            length + dots
        };
        bytes = &bytes[length..];
    }
    tokens
}
