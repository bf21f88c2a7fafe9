//! The inside of the simulated printer: its receive buffer, its roll, its sensors.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::paper::Paper;
use crate::printer::escpos::BAND_ROWS_MAX;

use super::fault::{Ails, Fault, Moment};
use super::manners::{Manners, Mood};
use super::page::Page;
use super::parser::{Heard, Parser};

/// Bytes that a printer takes in before it has worked through them; 4 KiB is what common ones have.
const RECEIVE_BUFFER_BYTES: usize = 4096;

/// How long [`Fault::Deaf`] lasts.
const DEAF_TIME: Duration = Duration::from_secs(2);

/// What a person sees at the printer, and what went wrong.
#[derive(Debug)]
pub(super) struct Roll {
    width: u32,
    /// Follows what comes, for commands that are heeded at once.
    receiving: Parser,
    buffer: VecDeque<u8>,
    /// Follows what is worked through.
    working: Parser,
    text: Page,
    /// Rows for which there was no paper.
    rest: Vec<u8>,
    automatic: bool,
    /// The packet said last.
    said: [u8; 4],
    /// What it says and nobody has taken yet.
    words: Vec<u8>,
    /// What a late one has not said yet.
    held: Vec<u8>,
    deaf_until: Option<Instant>,
    armed: Vec<(Moment, Fault)>,
    /// Bytes since a fault was armed, questions in real time left out.
    counted: usize,
    pub(super) page: Paper,
    pub(super) slips: Vec<Paper>,
    pub(super) errors: Vec<String>,
    pub(super) rows_left: Option<u32>,
    pub(super) ails: Ails,
    pub(super) manners: Manners,
    pub(super) mood: Mood,
    /// Does not heed `DLE ENQ 2`.
    pub(super) obstinate: bool,
    /// Does not know `GS a` and `GS r`.
    pub(super) simple: bool,
    pub(super) received: usize,
}

impl Roll {
    pub(super) fn new(width: u32) -> Self {
        Self {
            width,
            receiving: Parser::default(),
            buffer: VecDeque::new(),
            working: Parser::default(),
            text: Page::new(width),
            rest: Vec::new(),
            automatic: false,
            said: [0; 4],
            words: Vec::new(),
            held: Vec::new(),
            deaf_until: None,
            armed: Vec::new(),
            counted: 0,
            page: Paper::new(width),
            slips: Vec::new(),
            errors: Vec::new(),
            rows_left: None,
            ails: Ails::default(),
            manners: Manners::default(),
            mood: Mood::new(),
            obstinate: false,
            simple: false,
            received: 0,
        }
    }

    /// How many bytes it takes now: as with flow control, none while its buffer is full, and none beyond the byte at
    /// which a fault begins.
    pub(super) fn room(&self) -> usize {
        if self.ails.is(Fault::Stalled) || self.is_deaf() {
            return 0;
        }
        let until = |moment: &Moment| match moment {
            Moment::Bytes(at) => Some(at.saturating_sub(self.counted).max(1)),
            Moment::Status | Moment::Cut | Moment::Fence => None,
        };
        let fault = self.armed.iter().filter_map(|(moment, _)| until(moment)).min();
        RECEIVE_BUFFER_BYTES
            .saturating_sub(self.buffer.len())
            .min(fault.unwrap_or(usize::MAX))
            .min(self.manners.room(&self.mood))
    }

    fn is_deaf(&self) -> bool {
        self.deaf_until.is_some_and(|end| Instant::now() < end)
    }

    /// Bytes taken and not printed.
    pub(super) fn holds(&self) -> usize {
        self.buffer.len() + self.rest.len()
    }

    /// Whether what was worked through ends with the beginning of a command.
    pub(super) fn is_inside_a_command(&self) -> bool {
        self.working.is_inside()
    }

    /// Takes one byte of what was sent.
    pub(super) fn take(&mut self, byte: u8) {
        self.mood.heard_at = Instant::now();
        self.mood.taken += 1;
        if self.manners.is_deaf(&self.mood) {
            return;
        }
        self.received += 1;
        self.counted += 1;
        self.buffer.push_back(byte);
        match self.receiving.take(byte) {
            Some(Heard::Ask(n)) => {
                self.counted = self.counted.saturating_sub(3);
                self.say(&[self.status(n)]);
                if n == 4 {
                    self.reached(Moment::Status);
                }
            }
            Some(Heard::Clear) => {
                self.counted = self.counted.saturating_sub(3);
                if !self.obstinate {
                    self.forget();
                }
            }
            _ => {}
        }
        self.work();
        self.reached(Moment::Bytes(self.counted));
    }

    /// What it has said since it was asked last.
    pub(super) fn words(&mut self) -> Vec<u8> {
        let packet = self.packet();
        if self.is_deaf() {
            return Vec::new();
        }
        if self.automatic && packet != self.said && !self.ails.is(Fault::Stalled) {
            self.said = packet;
            self.say(&packet);
        }
        std::mem::take(&mut self.words)
    }

    fn say(&mut self, words: &[u8]) {
        let is_lost = self.ails.take(Fault::LosesAnswer);
        if is_lost || self.ails.is(Fault::Silent) || self.manners.is_silent(&self.mood) {
            return;
        }
        if self.ails.is(Fault::Late) {
            let before = std::mem::replace(&mut self.held, words.to_vec());
            self.words.extend(before);
            return;
        }
        let times = if self.ails.is(Fault::Twice) { 2 } else { 1 };
        (0..times).for_each(|_| self.words.extend(words));
    }

    /// Works through its buffer, as far as it can.
    pub(super) fn work(&mut self) {
        if !self.rest.is_empty() && !self.is_stopped() {
            let rest = std::mem::take(&mut self.rest);
            self.print(self.page.row_bytes(), &rest);
        }
        while !(self.is_stopped() || self.manners.hoards && self.receiving.is_inside()) {
            let Some(byte) = self.buffer.pop_front() else { return };
            if let Some(heard) = self.working.take(byte) {
                self.perform(heard);
            }
        }
    }

    pub(super) fn arm(&mut self, moment: Moment, fault: Fault) {
        self.counted = 0;
        self.armed.push((moment, fault));
    }

    pub(super) fn ail(&mut self, fault: Fault) {
        if fault == Fault::NoPaper {
            self.rows_left = Some(0);
        }
        match fault {
            Fault::Deaf => self.deaf_until = Some(Instant::now() + DEAF_TIME),
            Fault::Closes => self.mood.closes = true,
            _ => self.ails.begin(fault),
        }
    }

    /// Everything is mended, and it goes on with what it holds.
    pub(super) fn mend(&mut self) {
        self.ails = Ails::default();
        self.deaf_until = None;
        self.held.clear();
        self.rows_left = None;
        self.armed.clear();
        self.work();
    }

    /// The buffers are lost, as when it is switched off; the paper that hangs out of it is not.
    pub(super) fn forget(&mut self) {
        self.receiving = self.parser();
        self.working = self.parser();
        self.text = Page::new(self.width);
        self.buffer.clear();
        self.rest.clear();
    }

    /// From now on it has these.
    pub(super) fn behave(&mut self, manners: Manners) {
        self.manners = manners;
        self.receiving = self.parser();
        self.working = self.parser();
        self.mood = Mood::new();
    }

    fn parser(&self) -> Parser {
        Parser::of(self.manners.low_bytes_only)
    }

    pub(super) fn switch_off(&mut self) {
        self.forget();
        self.held.clear();
        self.automatic = false;
        self.words.clear();
    }

    fn reached(&mut self, now: Moment) {
        let is_now = |at: &Moment| match (at, now) {
            (Moment::Bytes(at), Moment::Bytes(now)) => now >= *at,
            (at, now) => *at == now,
        };
        while let Some(nth) = self.armed.iter().position(|(at, _)| is_now(at)) {
            let (_, fault) = self.armed.remove(nth);
            self.ail(fault);
        }
    }

    fn has_no_paper(&self) -> bool {
        self.rows_left == Some(0)
    }

    fn is_stopped(&self) -> bool {
        self.has_no_paper() || self.ails.stop()
    }

    /// What it says of being stopped: a liar nothing.
    fn is_offline(&self) -> bool {
        !self.ails.is(Fault::Lying) && self.is_stopped()
    }

    fn perform(&mut self, heard: Heard) {
        let Some(heard) = self.text.hear(heard, &mut self.errors) else { return };
        match heard {
            // Heeded when they came.
            Heard::Ask(_) | Heard::Clear => {}
            Heard::Initialize | Heard::Text(_) => {}
            Heard::Automatic(_) | Heard::Sensor if self.simple => {}
            Heard::Automatic(on) => {
                self.automatic = on;
                self.said = self.packet();
                if on {
                    self.say(&self.packet());
                }
            }
            Heard::Sensor => {
                let near_end = self.ails.is(Fault::NearEnd);
                self.say(&[if near_end { 0x03 } else { 0 }]);
                if self.page.height() == 0 {
                    self.reached(Moment::Fence);
                }
            }
            Heard::Feed(dots) => self.print(self.page.row_bytes(), &vec![0; usize::from(dots) * self.page.row_bytes()]),
            Heard::Cut(_) => {
                self.slips.push(std::mem::replace(&mut self.page, Paper::new(self.width)));
                self.mood.cut_at = Some(Instant::now());
                self.mood.closes |= self.manners.closes_after_cut;
                self.reached(Moment::Cut);
            }
            Heard::Unknown(bytes) => self.errors.push(format!("unknown bytes {bytes:02x?}")),
            Heard::Band(row_bytes, rows) => {
                if row_bytes > self.page.row_bytes() {
                    self.errors.push(format!("{row_bytes} bytes in a row of {} dots", self.width));
                }
                let height = rows.len() / row_bytes.max(1);
                if height > BAND_ROWS_MAX {
                    self.errors.push(format!("a band of {height} rows"));
                }
                self.print(row_bytes, &rows);
            }
        }
    }

    /// Prints rows until the paper ends; the rest waits for a new roll.
    fn print(&mut self, row_bytes: usize, rows: &[u8]) {
        let wanted = rows.len() / row_bytes.max(1);
        let printed = self.rows_left.map_or(wanted, |left| wanted.min(left as usize));
        self.page.append_rows(row_bytes, &rows[..printed * row_bytes]);
        if let Some(left) = &mut self.rows_left {
            *left -= printed as u32;
        }
        let mut rest = Paper::new(self.width);
        rest.append_rows(row_bytes, &rows[printed * row_bytes..]);
        self.rest = rest.bytes().to_vec();
    }

    /// The answer to `DLE EOT n`.
    fn status(&self, n: u8) -> u8 {
        let is = |fault| self.ails.is(fault);
        let no_paper = self.has_no_paper() && !is(Fault::Lying);
        let faults = match n {
            1 => [(self.is_offline(), 0x08), (false, 0)],
            2 => [(is(Fault::CoverOpen), 0x04), (no_paper, 0x20)],
            3 => [(is(Fault::Cutter), 0x08), (is(Fault::Overheated), 0x40)],
            _ => [(is(Fault::NearEnd), 0x0c), (no_paper, 0x60)],
        };
        faults.iter().filter(|(is_so, _)| *is_so).fold(0x12, |sum, (_, bit)| sum | bit)
    }

    /// Automatic status.
    fn packet(&self) -> [u8; 4] {
        let is = |fault, bit| if self.ails.is(fault) { bit } else { 0 };
        let no_paper = self.has_no_paper() && !self.ails.is(Fault::Lying);
        [
            0x10 | if self.is_offline() { 0x08 } else { 0 } | is(Fault::CoverOpen, 0x20),
            is(Fault::Cutter, 0x08) | is(Fault::Overheated, 0x40),
            is(Fault::NearEnd, 0x03) | if no_paper { 0x0c } else { 0 },
            0,
        ]
    }
}
