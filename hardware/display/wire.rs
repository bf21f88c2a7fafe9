//! Bytes to a controller, as commands or as data.

use embedded_hal::digital::OutputPin;
use embedded_hal::i2c::I2c;
use embedded_hal::spi::SpiDevice;

use super::glass::Trouble;

/// Control byte before commands (SSD1306 data sheet, 8.1.5.2: Co = 0, D/C# = 0).
const COMMANDS: u8 = 0x00;
/// Control byte before data (Co = 0, D/C# = 1).
const DATA: u8 = 0x40;
/// Bytes of data in one I²C message: a page of the SSD1306. An adapter need not take longer ones.
const I2C_BYTES_MAX: usize = 128;
/// Bytes in one SPI transfer: the kernel's spidev takes 4,096 unless told otherwise.
const SPI_BYTES_MAX: usize = 2_048;

/// A way to a controller.
pub trait Wire: Send {
    /// Sends `bytes` with D/C# low.
    ///
    /// # Errors
    /// When the bus does not carry them.
    fn commands(&mut self, bytes: &[u8]) -> Result<(), Trouble>;

    /// Sends `bytes` with D/C# high.
    ///
    /// # Errors
    /// When the bus does not carry them.
    fn data(&mut self, bytes: &[u8]) -> Result<(), Trouble>;
}

/// I²C: a control byte says what follows.
#[derive(Debug)]
pub struct I2cWire<I> {
    /// The adapter.
    pub i2c: I,
    /// Seven bits.
    pub address: u8,
}

impl<I: I2c> I2cWire<I> {
    fn write(&mut self, control: u8, bytes: &[u8]) -> Result<(), Trouble> {
        let message = [&[control], bytes].concat();
        self.i2c.write(self.address, &message).map_err(|e| Trouble::Silent { reason: e.to_words() })
    }
}

impl<I: I2c + Send> Wire for I2cWire<I> {
    fn commands(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.write(COMMANDS, bytes)
    }

    fn data(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        bytes.chunks(I2C_BYTES_MAX).try_for_each(|bytes| self.write(DATA, bytes))
    }
}

/// Four-wire SPI: a pin says what is sent. Nothing comes back, so an unplugged panel is not noticed.
#[derive(Debug)]
pub struct SpiWire<S, P> {
    /// The device with its chip select.
    pub spi: S,
    /// D/C#.
    pub dc: P,
}

impl<S: SpiDevice, P: OutputPin> SpiWire<S, P> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let silent = |e: S::Error| Trouble::Silent { reason: e.to_words() };
        bytes.chunks(SPI_BYTES_MAX).try_for_each(|bytes| self.spi.write(bytes)).map_err(silent)
    }
}

impl<S: SpiDevice + Send, P: OutputPin + Send> Wire for SpiWire<S, P> {
    fn commands(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.dc.set_low().map_err(|e| Trouble::Silent { reason: e.to_words() })?;
        self.write(bytes)
    }

    fn data(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.dc.set_high().map_err(|e| Trouble::Silent { reason: e.to_words() })?;
        self.write(bytes)
    }
}

/// embedded-hal's errors are `Debug` only.
trait ToWords {
    fn to_words(&self) -> String;
}

impl<E: std::fmt::Debug> ToWords for E {
    fn to_words(&self) -> String {
        format!("{self:?}")
    }
}
