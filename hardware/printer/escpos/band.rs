//! Dots in as few bytes as `GS v 0` has ways for: a printer can double rows and columns itself.

use crate::paper::Paper;

/// Rows of a raster band at most: some printers read only the low byte of their number, and print the dots of a band of
/// 256 rows as 17 KB of letters.
pub const BAND_ROWS_MAX: usize = 255;

/// Bytes of a raster band at most, its header among them: a printer that wants a band whole before it prints it stalls
/// when its receive buffer holds less, and the smallest buffers hold 4 KB.
pub const BAND_BYTES_MAX: usize = 4096;

/// Bytes before a band's dots.
pub(super) const HEADER_BYTES: usize = 8;

/// How many rows of `row_bytes` go into one band, each of them printed `down` times; at least one.
pub(super) fn rows_in_a_band(row_bytes: usize, down: usize) -> usize {
    ((BAND_BYTES_MAX - HEADER_BYTES) / row_bytes.max(1)).min(BAND_ROWS_MAX / down).max(1)
}

/// How the printer widens what it is sent: the m of `GS v 0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    m: u8,
    /// Dots that one bit stands for.
    across: usize,
    /// Rows that one row stands for.
    down: usize,
}

const WAYS: [Way; 4] = [
    Way { m: 0, across: 1, down: 1 },
    Way { m: 1, across: 2, down: 1 },
    Way { m: 2, across: 1, down: 2 },
    Way { m: 3, across: 2, down: 2 },
];

/// A band: m, bytes in a row, the rows' bytes.
pub(super) struct Band {
    pub(super) m: u8,
    pub(super) row_bytes: usize,
    pub(super) dots: Vec<u8>,
}

/// The rows of `paper` as bands whose sum is short; white at the right edge is not sent.
pub(super) fn bands(paper: &Paper) -> Vec<Band> {
    let rows: Vec<&[u8]> = paper.bytes().chunks(paper.row_bytes().max(1)).collect();
    let mut bands = Vec::new();
    let mut at = 0;
    for (way, count) in ways(&rows) {
        let part = &rows[at..at + count];
        at += count;
        let ink = part.iter().filter_map(|row| row.iter().rposition(|bits| *bits != 0)).max();
        let row_bytes = (ink.map_or(1, |last| last + 1)).div_ceil(way.across);
        let sent: Vec<&[u8]> = part.iter().step_by(way.down).copied().collect();
        for part in sent.chunks(rows_in_a_band(row_bytes, way.down)) {
            let dots = part.iter().flat_map(|row| (0..row_bytes).map(|byte| sent_byte(row, byte, way))).collect();
            bands.push(Band { m: way.m, row_bytes, dots });
        }
    }
    bands
}

/// Byte `index` of a row as it is sent.
fn sent_byte(row: &[u8], index: usize, way: Way) -> u8 {
    if way.across == 1 {
        return row[index];
    }
    let byte = |at: usize| row.get(at).map_or(0, |bits| halved(*bits));
    byte(2 * index) << 4 | byte(2 * index + 1)
}

/// Every other bit of a byte.
fn halved(bits: u8) -> u8 {
    (0..4).fold(0, |sum, nth| sum << 1 | (bits >> (7 - 2 * nth) & 1))
}

fn is_doubled(row: &[u8]) -> bool {
    row.iter().all(|bits| (bits ^ bits >> 1) & 0x55 == 0)
}

/// Which way each run of rows goes: the shortest by dynamic programming from the last row up.
fn ways(rows: &[&[u8]]) -> Vec<(Way, usize)> {
    let widest = rows.iter().filter_map(|row| row.iter().rposition(|bits| *bits != 0)).max().map_or(1, |at| at + 1);
    let doubled: Vec<bool> = rows.iter().map(|row| is_doubled(row)).collect();
    // Bytes from each row on when it begins a band, or goes on, in each way; and the way of the row after.
    let mut best = vec![[(0_usize, 0_usize); WAYS.len()]; rows.len() + 2];
    best[rows.len() + 1] = [(usize::MAX / 2, 0); WAYS.len()];
    for y in (0..rows.len()).rev() {
        for (nth, way) in WAYS.iter().enumerate() {
            let possible = (way.across == 1 || doubled[y])
                && (way.down == 1 || rows.get(y + 1).is_some_and(|next| *next == rows[y]));
            best[y][nth] = if possible {
                let after = best[y + way.down];
                let onward = |next: usize| after[next].0 + if next == nth { 0 } else { HEADER_BYTES };
                let next = (0..WAYS.len()).min_by_key(|next| onward(*next)).unwrap_or(nth);
                // Staying is preferred where nothing is left to send.
                let next = if onward(nth) <= onward(next) { nth } else { next };
                (widest.div_ceil(way.across) + onward(next), next)
            } else {
                (usize::MAX / 2, nth)
            };
        }
    }
    let mut runs: Vec<(Way, usize)> = Vec::new();
    let (mut y, mut nth) = (0, (0..WAYS.len()).min_by_key(|nth| best[0][*nth].0).unwrap_or(0));
    while y < rows.len() {
        let way = WAYS[nth];
        match runs.last_mut() {
            Some((last, count)) if *last == way => *count += way.down,
            _ => runs.push((way, way.down)),
        }
        nth = best[y][nth].1;
        y += way.down;
    }
    runs
}
