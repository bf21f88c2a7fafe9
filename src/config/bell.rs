//! `[bell]` and `[phone]`: how the staff hear that they are called, and what customers are asked for.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer};

use crate::chime::ChimeCommand;

/// How the staff hear a call.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bell {
    /// The program that sounds and what it is told; it finds a sound of ours on its standard input. Empty: no sound.
    #[serde(deserialize_with = "words")]
    pub command: Vec<String>,
    /// How often a call sounds until somebody has come, in seconds; at least 5.
    #[serde(deserialize_with = "seldom")]
    pub every_secs: u64,
    /// Where the command is started: the configuration's folder.
    #[serde(skip)]
    pub folder: PathBuf,
}

impl Default for Bell {
    fn default() -> Bell {
        let command = ["aplay", "-q", "-"].map(str::to_owned).to_vec();
        Bell { command, every_secs: 15, folder: PathBuf::new() }
    }
}

impl Bell {
    /// A shop in which nothing sounds.
    #[must_use]
    pub fn silent() -> Bell {
        Bell { command: Vec::new(), ..Bell::default() }
    }

    /// The command; none where nothing is to sound.
    #[must_use]
    pub fn command(&self) -> Option<ChimeCommand> {
        let words = self.command.clone();
        (!words.is_empty()).then(|| ChimeCommand { words, folder: self.folder.clone() })
    }
}

fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    match words.first() {
        Some(program) if program.trim().is_empty() => Err(serde::de::Error::custom(
            "the program has no name: expected a program and what it is told, as [\"aplay\", \"-q\", \"-\"], or [] for no sound",
        )),
        _ => Ok(words),
    }
}

fn seldom<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    match u64::deserialize(from)? {
        secs @ 5..=600 => Ok(secs),
        other => Err(serde::de::Error::custom(format!("{other} s: expected 5 to 600"))),
    }
}

/// What customers are asked for beside their return.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Phone {
    /// Their telephone number: somebody rings them about their money. Without such a person it is not asked for.
    pub ask: bool,
    /// With the number, consent to news: somebody sends them.
    pub news: bool,
}

impl Default for Phone {
    fn default() -> Phone {
        Phone { ask: true, news: false }
    }
}

#[cfg(test)]
mod tests {
    use super::super::EXAMPLE;
    use super::super::file::tests::{complaint, understood};

    #[test]
    fn the_chime_is_a_program_or_nothing() {
        let with =
            |command: &str| EXAMPLE.replace("command = [\"aplay\", \"-q\", \"-\"]", &format!("command = {command}"));
        assert_eq!(understood(EXAMPLE).bell.command().unwrap().words, ["aplay", "-q", "-"]);
        assert!(understood(&with("[]")).bell.command().is_none());
        assert!(complaint(&with("[\"\"]")).contains("the program has no name: expected a program"));
        assert!(complaint(&with("\"aplay\"")).contains("expected a sequence"));
        let hasty = complaint(&EXAMPLE.replace("every_secs = 15", "every_secs = 1"));
        assert!(hasty.contains("1 s: expected 5 to 600"), "{hasty}");
    }
}
