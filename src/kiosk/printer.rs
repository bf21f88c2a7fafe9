//! The printer's thread is the hardware's own; here slips become paper and outcomes become events.

use std::io;
use std::time::{Duration, Instant};

use domain::booking::Slip;
use domain::counter::{Event, Patience};
use domain::device::{Device, Health, PrintEnd, RequestId};
use hardware::paper;
use hardware::printer::escpos::{Mode, encode};
use hardware::printer::{Outcome, Printer, PrinterConfig, PrinterNews};
use hardware::seldom::{Said, Seldom};

use super::examine::News;
use super::{FINISH_MAX, Tell};
use crate::config::{PrinterPort, Shop};
use crate::words;

/// Longest time for one slip's bytes; less than the counter's own patience, so that the truth comes first.
const SLIP_SECS_MAX: u64 = 25;
// The printer gives a slip up before the counter does, and before an ending machine.
const _: () = assert!(SLIP_SECS_MAX < Patience::DEFAULT.print.as_secs() && SLIP_SECS_MAX < FINISH_MAX.as_secs());

/// How often one trouble is said before it is counted.
const SAID_MAX: u64 = 5;

/// How often an idle printer is asked how it is.
const LOOK_EVERY: Duration = Duration::from_secs(2);

pub(super) struct Desk {
    printer: Option<Printer>,
    width: u32,
    mode: Mode,
    shop: Shop,
    tell: Tell,
}

impl Desk {
    /// `soiled`: the printer may hold rows of a slip that an earlier start of the machine was sending.
    pub(super) fn start(
        port: Option<PrinterPort>,
        shop: Shop,
        soiled: bool,
        tell: &Tell,
        news: News,
    ) -> io::Result<Desk> {
        let (width, mode) = port.as_ref().map_or((paper::width::WIDE, Mode::Raster), |port| (port.width, port.mode()));
        let printer = match port {
            Some(port) => {
                let config = PrinterConfig {
                    target: port.target,
                    slip_secs_max: SLIP_SECS_MAX,
                    mute: port.mute,
                    look_every: LOOK_EVERY,
                    soiled,
                    record: port.record,
                };
                let tell = tell.clone();
                let mut seldom = Seldom::new(SAID_MAX);
                Some(Printer::spawn(config, move |said_now| {
                    news.of_printer(&said_now);
                    said(&tell, said_now, &mut seldom);
                })?)
            }
            None => None,
        };
        Ok(Desk { printer, width, mode, shop, tell: tell.clone() })
    }

    pub(super) fn print(&self, id: RequestId, slip: &Slip) {
        let job = encode(&words::paper::slip(slip, &self.shop), self.width, self.mode);
        let taken = self.printer.as_ref().is_some_and(|printer| printer.print(id.0, job).is_ok());
        if !taken {
            // On a thread of its own: the counter's may not wait for its own inbox.
            let tell = self.tell.clone();
            let told = std::thread::Builder::new().spawn(move || tell.tell(Event::Printed(id, PrintEnd::NotPrinted)));
            if let Err(why) = told {
                tracing::error!(%why, "the system gives no thread: the counter gives the slip up by itself");
            }
        }
    }
}

fn said(tell: &Tell, news: PrinterNews, seldom: &mut Seldom) {
    let event = match news {
        PrinterNews::Up { paper_low } => {
            if paper_low && seldom.happened("low", Instant::now()) != Said::Nothing {
                tracing::warn!("the printer's paper is nearly used up");
            }
            Event::Device(Device::Printer, Health::Up)
        }
        PrinterNews::Down { why } => {
            let said = seldom.happened(&why.to_string(), Instant::now());
            said.say(|times| tracing::warn!(%why, times, "the printer does not print"));
            Event::Device(Device::Printer, Health::Down)
        }
        PrinterNews::Cleared => Event::PrinterCleared,
        PrinterNews::Done { id, outcome } => {
            let end = match outcome {
                Outcome::Printed => PrintEnd::Printed,
                Outcome::InDoubt { why } => {
                    tracing::warn!(%why, "a slip is in doubt");
                    PrintEnd::InDoubt
                }
                Outcome::NotPrinted { why } => {
                    tracing::warn!(%why, "a slip was not printed");
                    PrintEnd::NotPrinted
                }
            };
            Event::Printed(RequestId(id), end)
        }
    };
    tell.tell(event);
}
