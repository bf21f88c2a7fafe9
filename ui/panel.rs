//! The panel and the shop that it stands in.

/// What is known of the panel, from the configuration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panel {
    /// Pixels across, as it stands.
    pub width: u32,
    /// Pixels down, as it stands.
    pub height: u32,
    /// Millimetres across the visible area: every size on screen follows from it.
    pub width_mm: f32,
}

impl Panel {
    /// 10.1″, 1280 × 800.
    pub const SMALL: Panel = Panel { width: 1280, height: 800, width_mm: 217.0 };
    /// 15.6″, 1920 × 1080.
    pub const WIDE: Panel = Panel { width: 1920, height: 1080, width_mm: 345.0 };
    /// 21.5″ upright, 1080 × 1920.
    pub const TALL: Panel = Panel { width: 1080, height: 1920, width_mm: 268.0 };
}

/// What the screens say of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Its name.
    pub name: String,
    /// Its telephone number, as people write it; stands on every refusal.
    pub phone: String,
    /// When somebody answers there, as people write it.
    pub hours: String,
}
