//! Screens without a display: pictures for golden tests, the README and the demonstration.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use domain::view::View;
use markup::slint::platform::software_renderer::{MinimalSoftwareWindow, PremultipliedRgbaColor, RepaintBufferType};
use markup::slint::platform::{Platform, PointerEventButton, WindowAdapter, WindowEvent};
use markup::slint::{self, ComponentHandle, LogicalPosition, PhysicalSize, PlatformError};

use crate::{Panel, Screen, Shop};

thread_local! {
    /// The window that the next component of this thread gets.
    static NEXT: RefCell<Option<Rc<MinimalSoftwareWindow>>> = const { RefCell::new(None) };
    static SET: Cell<bool> = const { Cell::new(false) };
}

struct Headless;

impl Platform for Headless {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        let window = NEXT.take().unwrap_or_else(|| MinimalSoftwareWindow::new(RepaintBufferType::NewBuffer));
        Ok(window)
    }

    /// Nothing moves: animations are at their end, the cursor does not blink.
    fn duration_since_start(&self) -> Duration {
        Duration::ZERO
    }
}

/// A picture, four bytes a pixel: red, green, blue, 255.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Rows from the top.
    pub rgba: Vec<u8>,
}

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file could not be made or filled.
    #[error("{path}: {why}; is there room, and may this user write there?")]
    File {
        /// Which file.
        path: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// The picture is not one.
    #[error("{path}: {why}")]
    Encode {
        /// Which file.
        path: String,
        /// What the encoder said.
        why: png::EncodingError,
    },
}

/// A panel without a display.
pub struct Stage {
    screen: Screen,
    window: Rc<MinimalSoftwareWindow>,
    size: PhysicalSize,
    time: Rc<Cell<Duration>>,
}

impl Stage {
    /// Sets a stage for one panel. The first stage of a thread makes the thread headless.
    ///
    /// # Errors
    /// The thread already draws on a display.
    pub fn new(panel: Panel, shop: Shop) -> Result<Stage, PlatformError> {
        if !SET.get() {
            slint::platform::set_platform(Box::new(Headless)).map_err(|why| PlatformError::Other(why.to_string()))?;
            SET.set(true);
        }
        let window = MinimalSoftwareWindow::new(RepaintBufferType::NewBuffer);
        NEXT.set(Some(window.clone()));
        let time = Rc::new(Cell::new(Duration::ZERO));
        let clock = time.clone();
        let screen = Screen::in_time(panel, shop, Rc::new(move || clock.get()))?;
        let size = PhysicalSize::new(panel.width, panel.height);
        window.set_size(size);
        screen.app().show()?;
        Ok(Stage { screen, window, size, time })
    }

    /// The screen on this stage, for touches.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Lets time pass: on a stage it stands still else.
    pub fn pass(&self, time: Duration) {
        self.time.set(self.time.get() + time);
    }

    /// A finger comes down at a place, in pixels from the upper left corner.
    pub fn press(&self, x: f32, y: f32) {
        let position = LogicalPosition::new(x, y);
        self.happens(WindowEvent::PointerMoved { position });
        self.happens(WindowEvent::PointerPressed { position, button: PointerEventButton::Left });
    }

    /// The finger goes up there.
    pub fn lift(&self, x: f32, y: f32) {
        let position = LogicalPosition::new(x, y);
        self.happens(WindowEvent::PointerReleased { position, button: PointerEventButton::Left });
        self.happens(WindowEvent::PointerExited);
    }

    fn happens(&self, event: WindowEvent) {
        self.screen.app().window().dispatch_event(event);
    }

    /// Shows a view and gives what can be seen.
    #[must_use]
    pub fn paint(&self, view: &View) -> Picture {
        self.screen.show(view);
        slint::platform::update_timers_and_animations();
        let (width, height) = (self.size.width as usize, self.size.height as usize);
        let mut pixels = vec![PremultipliedRgbaColor::default(); width * height];
        self.window.request_redraw();
        self.window.draw_if_needed(|renderer| {
            renderer.render(&mut pixels, width);
        });
        let rgba = pixels.iter().flat_map(|pixel| [pixel.red, pixel.green, pixel.blue, 255]).collect();
        Picture { width: self.size.width, height: self.size.height, rgba }
    }
}

impl Picture {
    /// The same with the soft edges of letters in four steps a channel: few enough colours for small files.
    /// Colours that cover an area stay as they are.
    #[must_use]
    pub fn coarse(&self) -> Picture {
        /// Pixels from which a colour is an area.
        const AREA: u32 = 1000;
        let mut areas: HashMap<[u8; 3], u32> = HashMap::new();
        for pixel in self.rgba.chunks_exact(4) {
            *areas.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
        }
        let mut coarse = self.clone();
        for pixel in coarse.rgba.chunks_exact_mut(4) {
            if areas.get(&[pixel[0], pixel[1], pixel[2]]).is_none_or(|pixels| *pixels < AREA) {
                pixel[..3].iter_mut().for_each(|part| *part = *part / 64 * 85);
            }
        }
        coarse
    }

    /// Writes a PNG, as small as it gets.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), PictureError> {
        let name = || path.display().to_string();
        let file = std::fs::File::create(path).map_err(|why| PictureError::File { path: name(), why })?;
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), self.width, self.height);
        encoder.set_compression(png::Compression::High);
        encoder.set_depth(png::BitDepth::Eight);
        let bytes = match self.palette() {
            Some((colours, indices)) => {
                encoder.set_color(png::ColorType::Indexed);
                encoder.set_palette(colours);
                encoder.set_filter(png::Filter::NoFilter);
                indices
            }
            None => {
                encoder.set_color(png::ColorType::Rgb);
                self.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
            }
        };
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&bytes)?;
            writer.finish()
        });
        written.map_err(|why| PictureError::Encode { path: name(), why })
    }

    /// Up to 256 colours in the order of their first pixel, with an index a pixel; none where there are more.
    fn palette(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut places = HashMap::new();
        let mut colours = Vec::new();
        let mut indices = Vec::with_capacity(self.rgba.len() / 4);
        let (mut before, mut index) = (None, 0);
        for pixel in self.rgba.chunks_exact(4) {
            let colour = [pixel[0], pixel[1], pixel[2]];
            if before != Some(colour) {
                let next = places.len();
                let at = *places.entry(colour).or_insert(next);
                if at == next {
                    colours.extend(colour);
                }
                (before, index) = (Some(colour), u8::try_from(at).ok()?);
            }
            indices.push(index);
        }
        Some((colours, indices))
    }
}
