//! The display's thread is the hardware's own; here views become its messages.

use std::io;

use domain::view::View;
use domain::view::display::Display as Shown;
use hardware::display::{Display, DisplayNews};

use super::examine::News;
use crate::config::{DisplayPort, Shop};
use crate::words;

pub(super) struct Desk {
    display: Option<Display>,
    shop: Shop,
    shown: Option<Shown>,
}

impl Desk {
    /// The counter does its job without a display: what is wrong with it stands in the log and in `doro doctor`.
    pub(super) fn start(port: Option<DisplayPort>, shop: Shop, news: News) -> io::Result<Desk> {
        let said = move |said_now| {
            news.of_display(&said_now);
            match said_now {
                DisplayNews::Up => tracing::info!("the customer display shows what it is told"),
                DisplayNews::Down { why } => tracing::warn!(%why, "the customer display is dark"),
            }
        };
        let display = port.map(|port| Display::spawn(port.0, said)).transpose()?;
        Ok(Desk { display, shop, shown: None })
    }

    /// Shows what belongs to `view`, when it differs.
    pub(super) fn show(&mut self, view: &View) {
        let Some(display) = &self.display else { return };
        let shown = view.display();
        if self.shown != Some(shown) {
            display.show(words::display::message(&shown, &self.shop));
            self.shown = Some(shown);
        }
    }
}
