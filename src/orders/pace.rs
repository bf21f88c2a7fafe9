//! Writing in short transactions, so that the kiosk gets in between.

use std::time::{Duration, Instant};

use rusqlite::{Connection, TransactionBehavior};

use crate::ledger::LedgerError;

/// For how long one transaction means to hold the lock; less than half of what a kiosk may be made to wait.
const HOLD: Duration = Duration::from_millis(40);

/// Without the lock after each: two polls of a waiting kiosk.
const PAUSE: Duration = Duration::from_millis(2);

/// Rows of the first transaction, few enough for the slowest card.
const ROWS_FIRST: usize = 200;

/// Rows of one transaction at least and at most.
const ROWS: std::ops::RangeInclusive<usize> = 20..=5_000;

/// Steers how many rows a transaction takes by how long the last one held the lock, its commit included.
#[derive(Debug)]
pub(super) struct Pace {
    rows: usize,
    longest: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { rows: ROWS_FIRST, longest: Duration::ZERO }
    }
}

impl Pace {
    /// The longest hold so far.
    pub(super) fn longest(&self) -> Duration {
        self.longest
    }

    /// Writes all items, each by `write`, which says how many rows it was.
    pub(super) fn in_short_transactions<T>(
        &mut self,
        db: &mut Connection,
        items: &[T],
        mut write: impl FnMut(&Connection, &T) -> Result<usize, LedgerError>,
    ) -> Result<(), LedgerError> {
        let mut items = items.iter();
        while items.len() > 0 {
            let most = self.rows;
            self.transaction(db, |db| {
                let (begun, mut rows) = (Instant::now(), 0);
                // Half of the time for the rows, half for the disk.
                while rows < most
                    && begun.elapsed() < HOLD / 2
                    && let Some(item) = items.next()
                {
                    rows += write(db, item)?.max(1);
                }
                Ok(rows)
            })?;
        }
        Ok(())
    }

    /// One transaction, then the pause; gives what `write` gives: the rows.
    pub(super) fn transaction(
        &mut self,
        db: &mut Connection,
        write: impl FnOnce(&Connection) -> Result<usize, LedgerError>,
    ) -> Result<usize, LedgerError> {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let locked = Instant::now();
        let rows = write(&tx)?;
        tx.commit()?;
        self.held(locked.elapsed(), rows);
        std::thread::sleep(PAUSE);
        Ok(rows)
    }

    /// Half as many rows after a long hold, a quarter more after a full short one.
    fn held(&mut self, held: Duration, rows: usize) {
        self.longest = self.longest.max(held);
        if held > HOLD {
            self.rows /= 2;
        } else if held < HOLD / 2 && rows >= self.rows {
            self.rows += self.rows / 4;
        }
        self.rows = self.rows.clamp(*ROWS.start(), *ROWS.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_disk_gets_short_transactions_and_a_fast_one_longer_ones() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            pace.held(Duration::from_millis(90), pace.rows);
        }
        assert_eq!(pace.rows, *ROWS.start());
        for _ in 0..100 {
            pace.held(Duration::from_millis(1), pace.rows);
        }
        assert_eq!(pace.rows, *ROWS.end());
        assert_eq!(pace.longest(), Duration::from_millis(90));
    }

    #[test]
    fn a_transaction_that_was_not_full_says_nothing_of_the_disk() {
        let mut pace = Pace::default();
        pace.held(Duration::from_millis(1), 3);
        assert_eq!(pace.rows, ROWS_FIRST);
    }
}
