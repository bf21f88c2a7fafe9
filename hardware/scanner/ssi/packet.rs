//! Packets: how they are made, and how one is told from noise.

/// Most bytes of a packet with its checksum (DS8108 Product Reference Guide, page 5-1).
pub const PACKET_BYTES_MAX: usize = 257;

pub(super) const HEADER_BYTES: usize = 4;
pub(super) const CHECKSUM_BYTES: usize = 2;

/// Opcodes (DS4308 Product Reference Guide, table 7-1).
pub mod opcode {
    /// Event.
    pub const EVENT: u8 = 0xf6;
    /// A scanned code.
    pub const DECODE_DATA: u8 = 0xf3;
    /// Yes.
    pub const CMD_ACK: u8 = 0xd0;
    /// No, with its cause.
    pub const CMD_NAK: u8 = 0xd1;
}

/// Who sends.
pub mod source {
    /// The scanner.
    pub const DECODER: u8 = 0;
    /// We.
    pub const HOST: u8 = 4;
}

/// Bits of the status byte.
pub mod status {
    /// Sent again.
    pub const RETRANSMIT: u8 = 1;
    /// The message goes on in the next packet.
    pub const CONTINUES: u8 = 2;
    /// Bits that no scanner sets.
    pub(super) const UNUSED: u8 = 0xf0;
}

/// A packet with its checksum. `data` is cut to what a packet takes.
#[must_use]
pub fn packet(opcode: u8, source: u8, status: u8, data: &[u8]) -> Vec<u8> {
    let data = &data[..data.len().min(PACKET_BYTES_MAX - HEADER_BYTES - CHECKSUM_BYTES)];
    let mut packet = vec![(HEADER_BYTES + data.len()) as u8, opcode, source, status];
    packet.extend_from_slice(data);
    packet.extend(checksum(&packet).to_be_bytes());
    packet
}

fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte))).wrapping_neg()
}

/// What the scanner is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The packet is taken.
    Ack,
    /// The packet came damaged: send it again.
    Resend,
    /// A packet that this host does not know.
    BadContext,
}

impl Answer {
    /// The answer as a packet. Causes are those of the SE955 Integration Guide, table 10-5.
    #[must_use]
    pub fn packet(self) -> Vec<u8> {
        match self {
            Self::Ack => packet(opcode::CMD_ACK, source::HOST, 0, &[]),
            Self::Resend => packet(opcode::CMD_NAK, source::HOST, 0, &[1]),
            Self::BadContext => packet(opcode::CMD_NAK, source::HOST, 0, &[2]),
        }
    }
}

/// What stands at the beginning of some bytes.
pub(super) enum Found {
    /// One of so many bytes without its checksum.
    Packet(usize),
    /// It could become one.
    Part,
    /// A header, and a checksum that is not right.
    Damaged,
    /// Nothing of the kind.
    Noise,
}

/// Looks for a packet of the scanner.
pub(super) fn look(bytes: &[u8]) -> Found {
    let has = |at: usize, is: fn(u8) -> bool| bytes.get(at).is_none_or(|byte| is(*byte));
    let is_header = has(0, |length| usize::from(length) >= HEADER_BYTES)
        && has(1, |opcode| opcode >= 0x80)
        && has(2, |from| from == source::DECODER)
        && has(3, |status| status & status::UNUSED == 0);
    if !is_header {
        return Found::Noise;
    }
    let length = bytes.first().map_or(0, |length| usize::from(*length));
    match bytes.get(..length + CHECKSUM_BYTES) {
        None => Found::Part,
        Some(whole) if checksum(&whole[..length]).to_be_bytes() == whole[length..] => Found::Packet(length),
        Some(_) => Found::Damaged,
    }
}
