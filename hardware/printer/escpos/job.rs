//! What a printer is sent for one slip.
//!
//! A [`Job`] takes commands, dots, and text that is known to be text ([`KsText`]); there is no way to give it bytes. No
//! name, however hostile, can become a command.

use crate::paper::Paper;

use super::band::{Band, bands, rows_in_a_band};
use super::ks_text::KsText;
use super::text_line::TextLine;

const ESC: u8 = 0x1b;
const FS: u8 = 0x1c;
const GS: u8 = 0x1d;

/// Bytes of a code's text in `GS ( k` at most: its length's high byte stays 0, which some printers do not read.
const QR_BYTES_MAX: usize = 252;

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

    /// `GS v 0`, one piece for each band of at most [`BAND_ROWS_MAX`](super::BAND_ROWS_MAX) rows and
    /// [`BAND_BYTES_MAX`](super::BAND_BYTES_MAX) bytes.
    pub fn print_raster_bit_image(&mut self, paper: &Paper) {
        let row_bytes = paper.row_bytes();
        for band in paper.bytes().chunks(rows_in_a_band(row_bytes, 1) * row_bytes.max(1)) {
            self.push_band(0, row_bytes, band);
        }
    }

    /// `GS v 0` for dots of any width and height at the left edge, in as few bytes as may be: white at the right is not
    /// sent, and what consists of double dots or rows is doubled by the printer (m = 1, 2, 3).
    pub fn print_trimmed_bit_image(&mut self, paper: &Paper) {
        for Band { m, row_bytes, dots } in bands(paper) {
            self.push_band(m, row_bytes, &dots);
        }
    }

    fn push_band(&mut self, m: u8, row_bytes: usize, dots: &[u8]) {
        let [xl, xh] = (row_bytes as u16).to_le_bytes();
        let [yl, yh] = ((dots.len() / row_bytes) as u16).to_le_bytes();
        let mut piece = vec![GS, b'v', b'0', m, xl, xh, yl, yh];
        piece.extend_from_slice(dots);
        self.pieces.push(piece);
    }

    /// `ESC t 0`, `FS &`, `ESC R 13`: bytes above 0xA0 are pairs of KS X 1001 from now on.
    pub fn select_korean_text(&mut self) {
        self.pieces.push(vec![ESC, b't', 0, FS, b'&', ESC, b'R', 13]);
    }

    /// `GS P`: distances are counted in 1/`x` and 1/`y` inch. Without it a unit is a dot on some printers and half a row
    /// on others.
    pub fn set_motion_units(&mut self, x: u8, y: u8) {
        self.pieces.push(vec![GS, b'P', x, y]);
    }

    /// `line`, `ESC 3` and `LF`: prints it; what comes next begins `dots` below its top, or below its letters where they
    /// are higher. `None` leaves the distance as it is.
    pub fn print_line(&mut self, line: TextLine, dots: Option<u8>) {
        self.pieces.push(line.fed(dots));
    }

    /// `GS k 73`: a centred CODE128 in code set B, `height` dots high and `module` dots a module (2 to 6), no text under
    /// it. `false`, and nothing is sent, when `text` is not ASCII or too long.
    ///
    /// Code set C would be shorter, but its pairs of digits are sent as bytes 0 to 99, and a number would then carry
    /// commands: 27 is ESC, 16 04 01 asks for a status.
    pub fn print_code128(&mut self, text: &KsText, height: u8, module: u8) -> bool {
        let mut data = b"{B".to_vec();
        for byte in text.bytes() {
            data.push(*byte);
            if *byte == b'{' {
                data.push(b'{');
            }
        }
        let Ok(length) = u8::try_from(data.len()) else { return false };
        if !text.is_ascii() {
            return false;
        }
        let mut piece = vec![ESC, b'a', 1, GS, b'h', height, GS, b'w', module, GS, b'H', 0, GS, b'k', 73, length];
        piece.extend(data);
        piece.extend([ESC, b'a', 0]);
        self.pieces.push(piece);
        true
    }

    /// `GS ( k` 65, 67, 69, 80 and 81: a centred QR code of `module` dots a module (1 to 16), correction M. `false`, and
    /// nothing is sent, when `text` is too long. Cheap Korean printers lack it.
    pub fn print_qr(&mut self, text: &KsText, module: u8) -> bool {
        if text.bytes().len() > QR_BYTES_MAX {
            return false;
        }
        let [low, high] = (text.bytes().len() as u16 + 3).to_le_bytes();
        let mut piece = vec![ESC, b'a', 1];
        let function = |low, high, fn_number| [GS, b'(', b'k', low, high, 49, fn_number];
        for (fn_number, parameters) in [(65, &[50, 0][..]), (67, &[module]), (69, &[49])] {
            piece.extend(function(parameters.len() as u8 + 2, 0, fn_number));
            piece.extend_from_slice(parameters);
        }
        piece.extend(function(low, high, 80));
        piece.push(48);
        piece.extend_from_slice(text.bytes());
        piece.extend(function(3, 0, 81));
        piece.push(48);
        piece.extend([ESC, b'a', 0]);
        self.pieces.push(piece);
        true
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
pub(super) const CUT_FEED_DOTS: u8 = 24;
