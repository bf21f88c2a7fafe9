//! The sound of a call: two struck bars, a third apart, as a WAV file (RIFF, PCM, 16 bits, one channel).

use std::f32::consts::TAU;

const RATE: u32 = 16_000;
/// Length of the whole sound, in samples.
const SAMPLES: u32 = RATE * 7 / 5;
/// The two strikes: when, and at what pitch in hertz.
const STRIKES: [(f32, f32); 2] = [(0.0, 880.0), (0.45, 698.5)];
/// Full strength of one strike: two that sound together stay below 1.
const LOUD: f32 = 0.42;
/// How quickly a strike dies away, per second.
const DECAY: f32 = 4.5;
/// How long a strike takes to come, in seconds: without it there is a click.
const ATTACK: f32 = 0.004;

/// The whole file.
pub(super) fn wav() -> Vec<u8> {
    let bytes = SAMPLES * 2;
    let mut file = Vec::with_capacity(44 + bytes as usize);
    file.extend(b"RIFF");
    file.extend((36 + bytes).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, one channel.
    file.extend(1_u16.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    file.extend(2_u16.to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(bytes.to_le_bytes());
    for nth in 0..SAMPLES {
        let at = nth as f32 / RATE as f32;
        let loud: f32 = STRIKES.iter().map(|(begins, pitch)| strike(at - begins, *pitch)).sum();
        file.extend(((loud * f32::from(i16::MAX)) as i16).to_le_bytes());
    }
    file
}

/// How far the air is pushed `since` seconds after a bar was struck: its tone, and the first of its overtones.
fn strike(since: f32, pitch: f32) -> f32 {
    if since < 0.0 {
        return 0.0;
    }
    let tone = (TAU * pitch * since).sin() + 0.2 * (TAU * 2.76 * pitch * since).sin() * (-9.0 * since).exp();
    LOUD / 1.2 * tone * (since / ATTACK).min(1.0) * (-DECAY * since).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_sound_that_says_its_own_length_and_dies_away() {
        let file = wav();
        let word = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
        assert_eq!((&file[..4], &file[8..16], &file[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
        assert_eq!((word(4) as usize + 8, word(40) as usize + 44), (file.len(), file.len()));
        let samples: Vec<_> = file[44..].chunks(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect();
        let loudest = |part: &[i16]| part.iter().map(|sample| sample.unsigned_abs()).max().unwrap();
        assert!((6_000..=32_000).contains(&loudest(&samples)), "{}", loudest(&samples));
        assert!(loudest(&samples[samples.len() - 400..]) < 800, "no click at the end");
    }
}
