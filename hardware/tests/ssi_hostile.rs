//! Bounded runs of the fuzz target of packets.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::scanner::ssi::{opcode, packet, source};
use proptest::prelude::*;

#[allow(dead_code, reason = "the bodies that are not run here are run in gs1_hostile.rs")]
#[path = "../fuzz/bodies.rs"]
mod bodies;

/// A packet of any kind and status, near to good ones: damaged, cut, sent again, or noise.
fn part() -> impl Strategy<Value = Vec<u8>> {
    let kind = prop::sample::select(b"\x03\x08\x09\x0b\x0f\x1b\x1c\x30\x48\x49\xc1\x7f".to_vec());
    let text = prop_oneof![
        Just(b"8801234567893".to_vec()),
        Just(b"0108801234567893172611001012AB\x1d21S-7\r\n".to_vec()),
        Just(b"]E08801234567893".to_vec()),
        Just(b"\x08\xf3\x00\x00\x03\x1b@'; DROP TABLE unit;--".to_vec()),
        prop::collection::vec(any::<u8>(), 0..252),
    ];
    let op = prop_oneof![8 => Just(opcode::DECODE_DATA), 1 => Just(opcode::EVENT), 1 => any::<u8>()];
    let from = prop_oneof![9 => Just(source::DECODER), 1 => any::<u8>()];
    let good = (op, from, 0..4_u8, kind, text).prop_map(|(opcode, source, status, kind, mut text)| {
        text.insert(0, kind);
        packet(opcode, source, status, &text)
    });
    (good, any::<prop::sample::Index>(), any::<u8>(), 0..10_u8).prop_map(|(mut bytes, at, byte, how)| {
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] ^= byte,
            1 => bytes.truncate(at),
            2 => bytes.insert(at, byte),
            3 => bytes = vec![byte; at],
            _ => {}
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_stream_of_packets_harms_the_host(
        piece in any::<u8>(),
        silence in 0..4_u8,
        parts in prop::collection::vec(part(), 0..24),
    ) {
        bodies::packets(&[&[piece, silence], parts.concat().as_slice()].concat());
    }

    #[test]
    fn no_bytes_harm_the_host(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        bodies::packets(&bytes);
    }
}

#[test]
fn a_flood_is_bounded_and_a_good_packet_is_read_after_it() {
    let headers = [0xff, opcode::DECODE_DATA, 0, 0].repeat(4096);
    let parts = packet(opcode::DECODE_DATA, source::DECODER, 2, &[b'x'; 200]).repeat(400);
    for flood in [headers, parts, vec![0; 65_536], vec![b'8'; 65_536], vec![0xff; 65_536]] {
        for piece in [1, 255] {
            bodies::packets(&[&[piece, 0], flood.as_slice()].concat());
        }
    }
}
