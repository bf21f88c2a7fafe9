//! What differs from vendor to vendor, as data: `profiles.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// How a scanner's port is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// As a stream that terminators or pauses cut: [`listen`](super::listen).
    #[default]
    Lines,
    /// In answered packets: [`ssi::converse`](super::ssi::converse).
    Ssi,
}

/// Whether a scanner as delivered says what kind of code it read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// Identifiers must be switched on, or eight digits may be EAN-8 as well as UPC-E.
    #[default]
    SwitchOn,
    /// The packets say the kind.
    NotNeeded,
}

/// What a step of setting up is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Let the scanner take set-up codes.
    OpenMenu,
    /// Back to the state of delivery.
    FactoryDefaults,
    /// Be a serial port on USB.
    UsbSerial,
    /// Send CR after each code.
    SuffixCr,
    /// Send AIM identifiers.
    AimOn,
    /// Send packets, not text.
    PacketsOn,
    /// Wait for answers.
    HandshakeOn,
    /// Take no more set-up codes.
    CloseMenu,
}

/// Where FNC3 stands in a set-up code of Code 128: it tells the scanner that the code is for itself (ISO/IEC 15417).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fnc3 {
    /// Before the data.
    First,
    /// After it.
    Last,
}

/// A set-up code that can be printed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", tag = "symbology", deny_unknown_fields)]
pub enum Printed {
    /// Code 128.
    Code128 {
        /// Printable ASCII.
        data: String,
        /// Where FNC3 stands.
        fnc3: Fnc3,
    },
}

/// One step of setting up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What for.
    pub purpose: Purpose,
    /// The code to scan, where it is published.
    pub code: Option<Printed>,
    /// Who published it.
    pub source: Option<String>,
    /// The entry of the vendor's manual whose code does the same.
    pub menu: String,
    /// Where it stands.
    pub manual: String,
}

/// A vendor's way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// As in the configuration.
    pub name: String,
    /// As people say.
    pub title: String,
    /// Families it was written for.
    pub models: Vec<String>,
    /// USB vendor numbers, four hexadecimal digits.
    pub usb_vendors: Vec<String>,
    /// Bits per second on RS-232 as delivered.
    pub baud: u32,
    /// How the port is read.
    pub framing: Framing,
    /// What ends a code, in words.
    pub frame: String,
    /// Whether identifiers must be switched on.
    pub aim: Aim,
    /// What the scanner waits for, in words.
    pub handshake: String,
    /// Setting up, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// Why a name names no profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{asked}` is no scanner profile: write one of {}", names())]
pub struct NoProfile {
    /// What was asked for.
    pub asked: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Vec<Profile>,
}

static ALL: LazyLock<Vec<Profile>> =
    LazyLock::new(|| toml::from_str(include_str!("profiles.toml")).map(|file: File| file.profile).unwrap_or_default());
static FALLBACK: LazyLock<Profile> = LazyLock::new(|| Profile { baud: 9600, ..Profile::default() });

fn names() -> String {
    Profile::all().iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>().join(", ")
}

impl Profile {
    /// Every profile; the first is the generic one.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// What any scanner that sends text is understood by.
    #[must_use]
    pub fn generic() -> &'static Self {
        Self::all().first().unwrap_or(&FALLBACK)
    }

    /// The profile of a name.
    ///
    /// # Errors
    /// When there is none; the message lists those that are.
    pub fn named(name: &str) -> Result<&'static Self, NoProfile> {
        Self::all().iter().find(|profile| profile.name == name).ok_or_else(|| NoProfile { asked: name.to_owned() })
    }
}
