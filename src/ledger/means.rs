//! What the ledger takes from the world besides time: which machine asks, chance, and how dear a guess at a PIN is.

use domain::terminal::Terminal;

use super::error::LedgerError;

/// Where random bytes come from.
pub type Chance = Box<dyn FnMut(&mut [u8]) -> Result<(), String> + Send>;

/// What one check of a PIN costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl PinCost {
    /// For a kiosk: OWASP's parameters for argon2id (19 MiB, two passes, one lane).
    pub const REAL: PinCost = PinCost { memory_kib: 19 * 1024, passes: 2 };
    /// For tests and simulations: the least that argon2 allows.
    pub const LEAST: PinCost = PinCost { memory_kib: 8, passes: 1 };
}

/// What a ledger works with.
pub struct Means {
    /// The machine that asks.
    pub terminal: Terminal,
    /// What one check of a PIN costs.
    pub pins: PinCost,
    /// Where claim codes and nonces come from.
    pub chance: Chance,
}

impl std::fmt::Debug for Means {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Means").field("terminal", &self.terminal).field("pins", &self.pins).finish_non_exhaustive()
    }
}

impl Means {
    /// A kiosk's: the system's random numbers, PINs that are dear to guess.
    #[must_use]
    pub fn real() -> Means {
        let chance = |bytes: &mut [u8]| getrandom::fill(bytes).map_err(|error| error.to_string());
        Means { terminal: Terminal::FIRST, pins: PinCost::REAL, chance: Box::new(chance) }
    }

    /// A simulation's: the same numbers for the same seed, PINs that cost next to nothing.
    #[must_use]
    pub fn seeded(seed: u64) -> Means {
        let mut chance = crate::dice::Dice::new(seed);
        let chance = move |bytes: &mut [u8]| {
            bytes.fill_with(|| (chance.roll() >> 56) as u8);
            Ok(())
        };
        Means { terminal: Terminal::FIRST, pins: PinCost::LEAST, chance: Box::new(chance) }
    }

    pub(super) fn fill(&mut self, bytes: &mut [u8]) -> Result<(), LedgerError> {
        (self.chance)(bytes).map_err(LedgerError::NoRandom)
    }

    /// Six random digits.
    pub(super) fn six_digits(&mut self) -> Result<u32, LedgerError> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        // Of 64 bits the remainder is even to one part in 10¹³.
        Ok((u64::from_le_bytes(bytes) % 1_000_000) as u32)
    }
}
