//! The bytes that come back from a printer, told apart by their fixed bits (Epson's manual, identification of
//! transmitted status).

use super::status::{Status, is_real_time_status};

const XON: u8 = 0x11;
const XOFF: u8 = 0x13;

/// One thing that a printer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// An answer to `DLE EOT`, `0xx1xx10`.
    RealTime(u8),
    /// A packet of automatic status: `0xx1xx00`, then three times `0xx0xxxx`.
    Automatic(Status),
    /// An answer to `GS r`, `0xx0xxxx` by itself.
    Sensor(u8),
    /// So many bytes that no printer says.
    Foreign(usize),
}

/// Takes a printer's bytes one by one.
#[derive(Debug, Default)]
pub struct Stream {
    /// The beginning of a packet.
    packet: Vec<u8>,
}

impl Stream {
    /// What is complete with `byte`. Flow control is nothing; a real-time answer may come between a packet's bytes.
    pub fn take(&mut self, byte: u8) -> Option<Said> {
        if matches!(byte, XON | XOFF) {
            return None;
        }
        if is_real_time_status(byte) {
            return Some(Said::RealTime(byte));
        }
        let goes_on = byte & 0x90 == 0;
        if goes_on && !self.packet.is_empty() {
            self.packet.push(byte);
            let packet = <[u8; 4]>::try_from(&*self.packet).ok()?;
            self.packet.clear();
            return Some(Said::Automatic(Status::of_packet(packet)));
        }
        if goes_on {
            return Some(Said::Sensor(byte));
        }
        let mut foreign = std::mem::take(&mut self.packet).len();
        if byte & 0x93 == 0x10 {
            self.packet.push(byte);
        } else {
            foreign += 1;
        }
        (foreign > 0).then_some(Said::Foreign(foreign))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> Vec<Said> {
        let mut stream = Stream::default();
        bytes.iter().filter_map(|byte| stream.take(*byte)).collect()
    }

    #[test]
    fn answers_packets_and_foreign_bytes_are_told_apart() {
        let ready = Said::Automatic(Status::default());
        let no_paper = Said::Automatic(Status { offline: true, paper_end: true, ..Status::default() });
        for (bytes, expected) in [
            (&[0x12, 0x1a][..], &[Said::RealTime(0x12), Said::RealTime(0x1a)][..]),
            (&[0x10, 0, 0, 0, 0x03], &[ready, Said::Sensor(0x03)]),
            (&[0x18, 0, 0x12, 0x0c, 0], &[Said::RealTime(0x12), no_paper]),
            (&[0x18, 0x11, 0, 0x13, 0x0c, 0], &[no_paper]),
            (&[0x10, 0, 0x10, 0, 0, 0], &[Said::Foreign(2), ready]),
            (&[0x80, 0xff, 0x1f], &[Said::Foreign(1), Said::Foreign(1), Said::Foreign(1)]),
        ] {
            assert_eq!(said(bytes), expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn every_bit_of_a_packet_has_its_meaning() {
        for (packet, expected) in [
            ([0x18, 0, 0, 0], Status { offline: true, ..Status::default() }),
            ([0x30, 0, 0, 0], Status { cover_open: true, ..Status::default() }),
            ([0x10, 0x04, 0, 0], Status { error: true, ..Status::default() }),
            ([0x10, 0x08, 0, 0], Status { cutter: true, ..Status::default() }),
            ([0x10, 0x20, 0, 0], Status { unrecoverable: true, ..Status::default() }),
            ([0x10, 0x40, 0, 0], Status { auto_recoverable: true, ..Status::default() }),
            ([0x10, 0, 0x03, 0], Status { paper_near_end: true, ..Status::default() }),
            ([0x10, 0, 0x0c, 0], Status { paper_end: true, ..Status::default() }),
            // The drawer's pin and the feed button are no trouble.
            ([0x54, 0, 0, 0], Status::default()),
        ] {
            assert_eq!(said(&packet), [Said::Automatic(expected)], "{packet:02x?}");
        }
    }
}
