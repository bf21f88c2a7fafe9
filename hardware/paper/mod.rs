//! Paper of one bit, the letters for it, and slips laid out on it.
//!
//! A [`Slip`] is data; [`place`] lays it out as a [`Sheet`]; [`draw`] puts a sheet on a [`Paper`], an embedded-graphics
//! `DrawTarget` that grows downward. A printer that is sent text gets it from the same sheet, so that what stands where
//! is decided once.

pub mod atlas;
mod bars;
pub mod code128;
mod draw;
mod lettering;
mod matrix;
mod place;
mod scale;
mod sheet;
mod slip;
mod target;
mod wrap;

pub use draw::draw;
pub use lettering::Lettering;
pub use place::place;
pub use sheet::{Area, Line, Piece, Run, Sheet};
pub use slip::{Align, Row, Size, Slip, Weight};

/// Rows a paper has at most: 4 m at 203 dpi. Dots below are lost.
pub const ROWS_MAX: u32 = 32_768;

/// Print head widths in dots.
pub mod width {
    /// 80 mm paper at 203 dpi.
    pub const WIDE: u32 = 576;
    /// 80 mm paper at 180 dpi (Epson TM-T88).
    pub const EPSON_180: u32 = 512;
    /// 58 mm paper at 203 dpi.
    pub const NARROW: u32 = 384;

    /// Dots an inch of a head of `width` dots.
    #[must_use]
    pub fn dots_an_inch(width: u32) -> u8 {
        if width == EPSON_180 { 180 } else { 203 }
    }
}

/// A strip of paper: a fixed width in dots, as long as what was drawn on it. `BinaryColor::On` is a black dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    width: u32,
    /// Rows from the top, each `width / 8` bytes rounded up, leftmost dot highest.
    dots: Vec<u8>,
}

impl Paper {
    /// An empty paper of `width` dots.
    #[must_use]
    pub fn new(width: u32) -> Self {
        Self { width, dots: Vec::new() }
    }

    /// Dots across.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows of dots drawn so far.
    #[must_use]
    pub fn height(&self) -> u32 {
        (self.dots.len() / self.row_bytes().max(1)) as u32
    }

    /// Bytes in a row.
    #[must_use]
    pub fn row_bytes(&self) -> usize {
        self.width.div_ceil(8) as usize
    }

    /// All rows as bytes, leftmost dot highest: what a raster command carries.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.dots
    }

    /// Whether the dot is black; outside the paper none is.
    #[must_use]
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        let byte = y as usize * self.row_bytes() + (x / 8) as usize;
        x < self.width && self.dots.get(byte).is_some_and(|bits| bits & (0x80 >> (x % 8)) != 0)
    }

    /// Makes the paper at least `rows` long.
    pub fn extend_to(&mut self, rows: u32) {
        let bytes = rows.min(ROWS_MAX) as usize * self.row_bytes();
        if self.dots.len() < bytes {
            self.dots.resize(bytes, 0);
        }
    }

    /// Appends rows given as raster bytes, `row_bytes` to a row; bits beyond the width are cut off.
    pub fn append_rows(&mut self, row_bytes: usize, rows: &[u8]) {
        for row in rows.chunks_exact(row_bytes.max(1)) {
            let y = self.height();
            self.extend_to(y + 1);
            let start = y as usize * self.row_bytes();
            let Some(own) = self.dots.get_mut(start..) else {
                return;
            };
            for (to, from) in own.iter_mut().zip(row) {
                *to = *from;
            }
            let spare = (8 - self.width % 8) % 8;
            if let Some(last) = own.last_mut() {
                *last &= 0xffu8 << spare;
            }
        }
    }

    /// A PNG of one bit, white paper and black dots, every dot `scale` × `scale` pixels (1 to 8).
    #[must_use]
    pub fn to_png(&self, scale: u32) -> Vec<u8> {
        self.png(scale, None)
    }

    /// The same for printing in its true size: so many pixels a metre.
    #[must_use]
    pub fn to_png_in_size(&self, scale: u32, pixels_a_metre: u32) -> Vec<u8> {
        self.png(scale, Some(pixels_a_metre))
    }

    fn png(&self, scale: u32, pixels_a_metre: Option<u32>) -> Vec<u8> {
        let scale = scale.clamp(1, 8);
        let (width, height) = (self.width.max(1) * scale, self.height().max(1) * scale);
        let row_bytes = width.div_ceil(8) as usize;
        let mut pixels = vec![0xff_u8; row_bytes * height as usize];
        for (y, row) in pixels.chunks_exact_mut(row_bytes).enumerate() {
            for x in (0..width).filter(|x| self.is_black(x / scale, y as u32 / scale)) {
                row[(x / 8) as usize] &= !(0x80 >> (x % 8));
            }
        }
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder.set_pixel_dims(pixels_a_metre.map(|pixels| png::PixelDimensions {
            xppu: pixels,
            yppu: pixels,
            unit: png::Unit::Meter,
        }));
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
        debug_assert!(written.is_ok(), "a vector takes every byte and the sizes agree");
        file
    }
}
