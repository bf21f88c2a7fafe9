//! A bus that keeps what it carries, and can lose its panel.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard};

use embedded_hal::digital::{self, OutputPin};
use embedded_hal::i2c::{self, I2c};
use embedded_hal::spi::{self, SpiDevice};
use hardware::display::{I2cWire, SpiWire};

pub const ADDRESS: u8 = 0x3c;

/// What came over the bus, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    Commands(Vec<u8>),
    Data(Vec<u8>),
}

#[derive(Debug, Default)]
pub struct Carried {
    pub sent: Vec<Sent>,
    pub unplugged: bool,
    data: bool,
}

/// Both ends of a bus hold one of these.
#[derive(Debug, Clone, Default)]
pub struct Bus(Arc<Mutex<Carried>>);

impl Bus {
    pub fn carried(&self) -> MutexGuard<'_, Carried> {
        self.0.lock().unwrap()
    }

    pub fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.carried().sent)
    }

    pub fn i2c(&self) -> I2cWire<Bus> {
        I2cWire { i2c: self.clone(), address: ADDRESS }
    }

    pub fn spi(&self) -> SpiWire<Bus, Dc> {
        SpiWire { spi: self.clone(), dc: Dc(self.clone()) }
    }

    fn carry(&self, data: bool, bytes: Vec<u8>) {
        self.carried().sent.push(if data { Sent::Data(bytes) } else { Sent::Commands(bytes) });
    }
}

impl i2c::ErrorType for Bus {
    type Error = i2c::ErrorKind;
}

impl I2c for Bus {
    fn transaction(&mut self, address: u8, operations: &mut [i2c::Operation<'_>]) -> Result<(), i2c::ErrorKind> {
        assert_eq!(address, ADDRESS);
        if self.carried().unplugged {
            return Err(i2c::ErrorKind::NoAcknowledge(i2c::NoAcknowledgeSource::Address));
        }
        for operation in operations {
            let i2c::Operation::Write(bytes) = operation else { panic!("a panel is not read") };
            // SSD1306 data sheet, 8.1.5.2: Co = 0, then D/C#.
            match bytes[0] {
                0x00 => self.carry(false, bytes[1..].to_vec()),
                0x40 => self.carry(true, bytes[1..].to_vec()),
                other => panic!("control byte {other:02x}"),
            }
        }
        Ok(())
    }
}

impl spi::ErrorType for Bus {
    type Error = Infallible;
}

impl SpiDevice for Bus {
    fn transaction(&mut self, operations: &mut [spi::Operation<'_, u8>]) -> Result<(), Infallible> {
        for operation in operations {
            let spi::Operation::Write(bytes) = operation else { panic!("a panel is not read") };
            assert!(bytes.len() <= 4096, "spidev takes no more at once");
            let data = self.carried().data;
            self.carry(data, bytes.to_vec());
        }
        Ok(())
    }
}

/// The pin D/C#.
#[derive(Debug)]
pub struct Dc(Bus);

impl digital::ErrorType for Dc {
    type Error = Infallible;
}

impl OutputPin for Dc {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.0.carried().data = false;
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.0.carried().data = true;
        Ok(())
    }
}
