//! argon2id over a PIN, in memory that is given back to the system after each check.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::error::LedgerError;
use super::means::PinCost;

/// Memory that glibc's `malloc` maps by itself whatever happened before, and gives back whole: more than its
/// `DEFAULT_MMAP_THRESHOLD_MAX` of 32 MiB (malloc/malloc.c). Smaller blocks go onto a heap from the second time on, and
/// leave holes there: 110 sign-ins took 350 MB. Only what is written to is held.
const MAPPED_BLOCKS: usize = (33 << 20) / Block::SIZE;
/// What stays below is no matter.
const SMALL_BLOCKS: usize = (1 << 20) / Block::SIZE;

/// Hashes a PIN at `cost`, as a PHC string.
pub(super) fn hash(cost: PinCost, salt: &[u8], pin: &str) -> Result<String, LedgerError> {
    let unfit = |error: &dyn std::fmt::Display| LedgerError::Unfit(format!("PIN: {error}"));
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(Params::DEFAULT_OUTPUT_LEN));
    let params = params.map_err(|error| unfit(&error))?;
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    run(&params, salt, pin, &mut out).map_err(|error| unfit(&error))?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(|error| unfit(&error))?,
        salt: Some(Salt::new(salt).map_err(|error| unfit(&error))?),
        hash: Some(Output::new(&out).map_err(|error| unfit(&error))?),
    };
    Ok(hash.to_string())
}

/// Whether the hash is of that PIN, at the cost that it carries. Compares in constant time.
pub(super) fn fits(hash: &str, pin: &str) -> Result<bool, LedgerError> {
    let unreadable = |error: &dyn std::fmt::Display| LedgerError::Unreadable(format!("hash of a PIN: {error}"));
    let hash = PasswordHash::new(hash).map_err(|error| unreadable(&error))?;
    let (Some(salt), Some(kept)) = (&hash.salt, &hash.hash) else { return Err(unreadable(&"it is cut off")) };
    let params = Params::try_from(&hash).map_err(|error| unreadable(&error))?;
    let mut out = vec![0; kept.len()];
    run(&params, salt, pin, &mut out).map_err(|error| unreadable(&error))?;
    // `Output` compares in constant time.
    Ok(Output::new(&out).map_err(|error| unreadable(&error))? == *kept)
}

fn run(params: &Params, salt: &[u8], pin: &str, out: &mut [u8]) -> argon2::Result<()> {
    let blocks = params.block_count();
    let room = if blocks < SMALL_BLOCKS { blocks } else { blocks.max(MAPPED_BLOCKS) };
    let mut memory = Vec::with_capacity(room);
    memory.resize(blocks, Block::new());
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    argon.hash_password_into_with_memory(pin.as_bytes(), salt, out, &mut memory)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use argon2::{PasswordHasher, PasswordVerifier};

    use super::*;

    #[test]
    fn a_hash_is_the_crates_own_and_fits_one_pin() {
        let salt = [3; 16];
        let ours = hash(PinCost::LEAST, &salt, "739154").unwrap();
        let params = Params::new(PinCost::LEAST.memory_kib, PinCost::LEAST.passes, 1, None).unwrap();
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        assert_eq!(ours, argon.hash_password_with_salt(b"739154", &salt).unwrap().to_string());
        assert!(argon.verify_password(b"739154", &PasswordHash::new(&ours).unwrap()).is_ok());
        assert!(fits(&ours, "739154").unwrap());
        assert!(!fits(&ours, "739155").unwrap());
        assert!(fits("$argon2id$v=19$m=8,t=1,p=1", "739154").is_err());
    }

    #[test]
    fn a_hash_of_other_cost_is_checked_at_its_own() {
        let dear = PinCost { memory_kib: 64, passes: 2 };
        let kept = hash(dear, &[5; 16], "482615").unwrap();
        for cost in [PinCost::LEAST, dear] {
            hash(cost, &[1; 16], "000000").unwrap();
            assert!(fits(&kept, "482615").unwrap());
        }
    }
}
