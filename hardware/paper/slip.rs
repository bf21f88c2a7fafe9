//! A slip as data.

/// Letter height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// 24 dots, 3 mm at 203 dpi.
    #[default]
    Normal,
    /// 48 dots: headings and sums.
    Large,
    /// 72 dots: a number to be read across the counter.
    Huge,
}

/// Stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// As drawn.
    #[default]
    Regular,
    /// A dot thicker.
    Bold,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
}

/// One element of a slip. Text may hold anything: what has no letter is printed as □, nothing becomes a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A paragraph, wrapped at spaces.
    Text {
        /// Words.
        text: String,
        /// Height.
        size: Size,
        /// Side.
        align: Align,
        /// Stroke.
        weight: Weight,
    },
    /// A label and a value on one line; a long label wraps and the value stands on its last line.
    Pair {
        /// Label.
        left: String,
        /// Value, at the right edge.
        right: String,
        /// Height of both.
        size: Size,
        /// Stroke of both.
        weight: Weight,
    },
    /// A label and a value that belong to the row above: indented, in the normal size.
    Detail {
        /// Label.
        left: String,
        /// Value, at the right edge; may be empty.
        right: String,
    },
    /// A note with a mark before it, its lines indented behind the mark.
    Note {
        /// `※`, `·`, `1.`
        mark: String,
        /// Words.
        text: String,
    },
    /// Centred text in a frame.
    Boxed {
        /// Words.
        text: String,
        /// Height.
        size: Size,
    },
    /// Centred white text on black.
    Inverse {
        /// Words.
        text: String,
        /// Height.
        size: Size,
    },
    /// A thin line across.
    Rule,
    /// A dashed line across.
    Dashes,
    /// Two lines across, for sums.
    DoubleRule,
    /// White rows.
    Space(u32),
    /// A QR code, centred, its quiet zone kept. A text longer than the paper can carry is printed as text.
    Qr(String),
    /// A CODE128 with its text below. ASCII only; what does not fit as bars becomes a QR code.
    Code128(String),
    /// The same with other words below it, where what the bars say is for scanners alone.
    Bars {
        /// What the bars, or the QR code in their place, say.
        data: String,
        /// What stands below.
        label: String,
    },
}

/// A slip from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slip(pub Vec<Row>);

impl Slip {
    /// An empty slip.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `row`.
    #[must_use]
    pub fn row(mut self, row: Row) -> Self {
        self.0.push(row);
        self
    }

    /// A paragraph at the left in the normal size.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.row(Row::text(text))
    }

    /// A label and a value in the normal size.
    #[must_use]
    pub fn pair(self, left: impl Into<String>, right: impl Into<String>) -> Self {
        self.row(Row::pair(left, right))
    }

    /// A centred heading, large and bold.
    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.row(Row::Text { text: text.into(), size: Size::Large, align: Align::Center, weight: Weight::Bold })
    }

    /// A thin line across.
    #[must_use]
    pub fn rule(self) -> Self {
        self.row(Row::Rule)
    }

    /// White rows.
    #[must_use]
    pub fn space(self, dots: u32) -> Self {
        self.row(Row::Space(dots))
    }
}

impl Row {
    /// A paragraph at the left in the normal size.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), size: Size::Normal, align: Align::Left, weight: Weight::Regular }
    }

    /// A label and a value in the normal size.
    #[must_use]
    pub fn pair(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self::Pair { left: left.into(), right: right.into(), size: Size::Normal, weight: Weight::Regular }
    }

    /// An indented label and value.
    #[must_use]
    pub fn detail(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self::Detail { left: left.into(), right: right.into() }
    }

    /// A note behind a mark.
    #[must_use]
    pub fn note(mark: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Note { mark: mark.into(), text: text.into() }
    }
}
