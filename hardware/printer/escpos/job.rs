//! What a printer is sent for one slip.
//!
//! A [`Job`] takes paper and commands, never text: no name, however hostile, can become a command.

use crate::paper::Paper;

const ESC: u8 = 0x1b;
const GS: u8 = 0x1d;

/// Rows of a raster band at most; cheap printers' buffers take no more.
pub const BAND_ROWS_MAX: usize = 256;

/// The bytes of one job, built by commands. Real-time commands are not among them: some printers would execute them
/// inside raster data, so they go between two [`bands`](Job::pieces).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Job {
    pieces: Vec<Vec<u8>>,
}

impl Job {
    /// A whole slip: initialize, raster, feed to the cutter, cut.
    #[must_use]
    pub fn slip(paper: &Paper) -> Self {
        let mut job = Self::default();
        job.initialize();
        job.print_raster_bit_image(paper);
        job.feed_and_cut(CUT_FEED_DOTS);
        job
    }

    /// `ESC @`: clears modes, not the receive buffer.
    pub fn initialize(&mut self) {
        self.pieces.push(vec![ESC, b'@']);
    }

    /// `GS v 0`, one piece for each band of at most [`BAND_ROWS_MAX`] rows.
    pub fn print_raster_bit_image(&mut self, paper: &Paper) {
        let row_bytes = paper.row_bytes();
        let [xl, xh] = (row_bytes as u16).to_le_bytes();
        for band in paper.bytes().chunks(BAND_ROWS_MAX * row_bytes.max(1)) {
            let [yl, yh] = ((band.len() / row_bytes) as u16).to_le_bytes();
            let mut piece = vec![GS, b'v', b'0', 0, xl, xh, yl, yh];
            piece.extend_from_slice(band);
            self.pieces.push(piece);
        }
    }

    /// `ESC J n`: prints and feeds `dots`.
    pub fn print_and_feed(&mut self, dots: u8) {
        self.pieces.push(vec![ESC, b'J', dots]);
    }

    /// `GS V 66 n`: feeds to the cutter and `dots` more, then cuts, leaving one point uncut.
    pub fn feed_and_cut(&mut self, dots: u8) {
        self.pieces.push(vec![GS, b'V', 66, dots]);
    }

    /// The job in pieces that must not be interrupted.
    #[must_use]
    pub fn pieces(&self) -> &[Vec<u8>] {
        &self.pieces
    }

    /// The job's bytes in one run.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

/// White after the last row, beyond the way from head to blade.
const CUT_FEED_DOTS: u8 = 24;
