//! What is written can be read: contrast as WCAG 2 computes it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use markup::slint::{Color, ComponentHandle};
use markup::{Tokens, TokensOf};
use ui::headless::Stage;
use ui::{Panel, gallery, markup};

/// Relative luminance (WCAG 2.2).
fn luminance(colour: Color) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue())
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn check(name: &str, theme: &Tokens, least: f64) {
    let pairs = [
        ("ink on paper", theme.ink, theme.paper),
        ("ink on card", theme.ink, theme.card),
        ("ink on bar", theme.ink, theme.bar),
        ("ink on what is picked", theme.ink, theme.accent_soft),
        ("quiet on paper", theme.quiet, theme.paper),
        ("quiet on card", theme.quiet, theme.card),
        ("quiet on bar", theme.quiet, theme.bar),
        ("quiet on what is picked", theme.quiet, theme.accent_soft),
        ("accent on paper", theme.accent, theme.paper),
        ("accent on card", theme.accent, theme.card),
        ("words on accent", theme.on_accent, theme.accent),
        ("accent words on their ground", theme.accent_ink, theme.accent_soft),
        ("signal on its ground", theme.signal, theme.signal_soft),
        ("signal on paper", theme.signal, theme.paper),
    ];
    for (pair, one, other) in pairs {
        let found = contrast(one, other);
        assert!(found >= least, "{name}: {pair}: {found:.1}, not {least}");
    }
    // What tells a control from its ground (WCAG 1.4.11).
    assert!(contrast(theme.edge, theme.paper) >= 3.0, "{name}: edge {:.1}", contrast(theme.edge, theme.paper));
}

#[test]
fn text_has_a_contrast_of_seven_and_of_ten_in_high_contrast() {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let themes = stage.screen().app().global::<TokensOf>();
    check("paper", &themes.get_paper(), 7.0);
    check("high contrast", &themes.get_contrast(), 10.0);
}
