//! The inside of the simulated printer: its roll, its sensors, its buffer.

use std::collections::VecDeque;

use crate::paper::Paper;

use super::page::Page;
use super::parser::{Heard, Parser};

/// What a person sees at the printer, and what went wrong.
#[derive(Debug)]
pub(super) struct Roll {
    width: u32,
    parser: Parser,
    text: Page,
    /// Commands that came while it could not print; a printer keeps them.
    waiting: VecDeque<Heard>,
    pub(super) page: Paper,
    pub(super) slips: Vec<Paper>,
    pub(super) errors: Vec<String>,
    pub(super) rows_left: Option<u32>,
    pub(super) near_end: bool,
    pub(super) cover_open: bool,
    pub(super) silent: bool,
    pub(super) received: usize,
}

impl Roll {
    pub(super) fn new(width: u32) -> Self {
        Self {
            width,
            parser: Parser::default(),
            text: Page::new(width),
            waiting: VecDeque::new(),
            page: Paper::new(width),
            slips: Vec::new(),
            errors: Vec::new(),
            rows_left: None,
            near_end: false,
            cover_open: false,
            silent: false,
            received: 0,
        }
    }

    /// Takes what was sent and answers with what the printer sends back.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.received += bytes.len();
        let mut answers = Vec::new();
        for byte in bytes {
            match self.parser.take(*byte) {
                Some(Heard::Ask(n)) if !self.silent => answers.push(self.status(n)),
                Some(Heard::Ask(_)) | None => {}
                Some(heard) => self.waiting.push_back(heard),
            }
        }
        self.work();
        answers
    }

    /// Prints what waits, as far as it can.
    pub(super) fn work(&mut self) {
        while !self.is_offline() {
            let Some(heard) = self.waiting.pop_front() else { return };
            self.perform(heard);
        }
    }

    /// Power off: the buffer and the paper not cut are lost.
    pub(super) fn forget(&mut self) {
        self.parser = Parser::default();
        self.text = Page::new(self.width);
        self.waiting.clear();
    }

    pub(super) fn is_inside_a_command(&self) -> bool {
        self.parser.is_inside()
    }

    fn is_offline(&self) -> bool {
        self.cover_open || self.rows_left == Some(0)
    }

    fn perform(&mut self, heard: Heard) {
        let Some(heard) = self.text.hear(heard, &mut self.errors) else { return };
        match heard {
            Heard::Initialize | Heard::Ask(_) | Heard::Text(_) => {}
            Heard::Feed(dots) => self.print(self.page.row_bytes(), &vec![0; usize::from(dots) * self.page.row_bytes()]),
            Heard::Cut(_) => self.slips.push(std::mem::replace(&mut self.page, Paper::new(self.width))),
            Heard::Unknown(bytes) => self.errors.push(format!("unknown bytes {bytes:02x?}")),
            Heard::Band(row_bytes, rows) => {
                if row_bytes > self.page.row_bytes() {
                    self.errors.push(format!("{row_bytes} bytes in a row of {} dots", self.width));
                }
                if rows.len() > row_bytes * 256 {
                    self.errors.push(format!("a band of {} rows", rows.len() / row_bytes.max(1)));
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
        if printed < wanted {
            self.waiting.push_front(Heard::Band(row_bytes, rows[printed * row_bytes..].to_vec()));
        }
    }

    fn status(&self, n: u8) -> u8 {
        let bits = |bits: &[(bool, u8)]| bits.iter().filter(|(set, _)| *set).fold(0x12, |sum, (_, bit)| sum | bit);
        let no_paper = self.rows_left == Some(0);
        match n {
            1 => bits(&[(self.is_offline(), 0x08)]),
            2 => bits(&[(self.cover_open, 0x04), (no_paper, 0x20)]),
            3 => bits(&[]),
            _ => bits(&[(self.near_end, 0x0c), (no_paper, 0x60)]),
        }
    }
}
