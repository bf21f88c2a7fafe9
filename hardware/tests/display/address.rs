//! Where a display can be.

use hardware::display::{Bus, DisplayConfig, Kind, probe};

use super::{LOOK, config};

#[test]
fn a_display_that_is_not_there_is_named_with_what_to_do() {
    for (kind, bus, words) in [
        (Kind::Ssd1306, "i2c:/dev/i2c-9@0x3c", "/dev/i2c-9 is not there: switch I²C on"),
        (Kind::Ssd1322, "spi:/dev/spidev9.9,dc=gpiochip0:25", "/dev/spidev9.9 is not there: switch SPI on"),
        (Kind::Cd5220, "serial:/dev/ttyUSB99", "/dev/ttyUSB99 is not there: plug the display in"),
        (Kind::Ssd1306, "i2c:/dev/null@0x3c", "the display does not answer ("),
        (Kind::Ssd1306, "spi:/dev/null,dc=gpiochip9:1", "the display does not answer ("),
    ] {
        let why = probe(&config(kind, bus)).unwrap_err().to_string();
        assert!(why.contains(words), "{bus}: {why}");
    }
}

#[test]
fn addresses_are_read_and_written() {
    for (text, shown) in [
        ("i2c:/dev/i2c-1@0x3d", "i2c:/dev/i2c-1@0x3d"),
        ("i2c:/dev/i2c-1", "i2c:/dev/i2c-1@0x3c"),
        ("spi:/dev/spidev0.0,dc=gpiochip0:25", "spi:/dev/spidev0.0,dc=gpiochip0:25"),
        (
            "spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip4:24",
            "spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip4:24",
        ),
        ("serial:/dev/serial/by-id/usb-vfd@19200", "serial:/dev/serial/by-id/usb-vfd@19200"),
        ("serial:/dev/ttyUSB0", "serial:/dev/ttyUSB0@9600"),
    ] {
        assert_eq!(text.parse::<Bus>().map(|bus| bus.to_string()), Ok(shown.to_owned()));
    }
}

#[test]
fn what_is_no_address_is_refused_with_its_text_and_what_would_be_right() {
    for text in [
        "",
        "/dev/i2c-1",
        "i2c:i2c-1",
        "i2c:/dev/i2c-1@60",
        "i2c:/dev/i2c-1@0x80",
        "i2c:/dev/i2c-1@0x00",
        "spi:/dev/spidev0.0",
        "spi:/dev/spidev0.0,dc=25",
        "spi:/dev/spidev0.0,dc=gpiochip:25",
        "spi:/dev/spidev0.0,dc=gpiochip../sda:1",
        "spi:/dev/spidev0.0,reset=gpiochip0:24,dc=gpiochip0:25",
        "spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip0:24,x",
        "serial:/dev/ttyUSB0@300",
        "tcp://host:9100",
    ] {
        let why = text.parse::<Bus>().unwrap_err().to_string();
        assert!(why.starts_with(&format!("`{text}` is no display's address: write i2c:/dev/i2c-1@0x3c")), "{why}");
    }
    assert_eq!(
        "oled".parse::<Kind>().unwrap_err().to_string(),
        "`oled` is no display: write ssd1306, ssd1322 or cd5220"
    );
}

#[test]
fn a_display_is_refused_where_it_cannot_be_wired() {
    for (kind, bus, instead) in [
        (Kind::Ssd1322, "i2c:/dev/i2c-1", "ssd1322 is not wired by `i2c:/dev/i2c-1@0x3c`: write spi:"),
        (Kind::Cd5220, "i2c:/dev/i2c-1", "write serial:"),
        (Kind::Ssd1306, "serial:/dev/ttyUSB0", "write i2c:"),
    ] {
        let why = DisplayConfig::new(kind, bus.parse().unwrap(), LOOK).unwrap_err().to_string();
        assert!(why.contains(instead), "{why}");
    }
}
