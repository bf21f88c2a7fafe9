//! `doro demo`: the main job with embedded defaults.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{channel, sync_channel};

use chrono::Utc;
use domain::moment::seoul_date;
use domain::view::View;
use hardware::display::draw;
use hardware::plain::{plain_io, plain_path};
use hardware::stick::read_text;
use ui::bench::Thing;

use crate::config;
use crate::demo::hands::{self, Wish};
use crate::demo::pace::{Hands, Pace};
use crate::demo::player::Player;
use crate::demo::script::{self, Line, STEPS};
use crate::demo::things::things;
use crate::demo::{self, Bench, DEMO_MANAGER, DEMO_PIN, VISITS};
use crate::failure::Failure;
use crate::kiosk::{Kiosk, Parts};
use crate::ledger::Claim;
use crate::panel;
use crate::say::{remark, say};
use crate::words;

/// More than any script has.
const SCRIPT_BYTES_MAX: u64 = 1 << 20;
/// Dots across of the customer display in the demo's pictures.
const DISPLAY_WIDTH: u32 = 256;

/// Runs the main job with embedded defaults: SQLite, sample orders, a simulated scanner on a real pty and a
/// simulated printer that parses what it is sent.
///
/// With a display the kiosk's window opens, with things beside it that can be held to its scanner; --play lets it play
/// visits by itself. Without a display, or with --headless, whole visits are played and every screen and slip is left
/// as a picture.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("Steps of a script, one a line:\n{STEPS}"))]
pub struct Args {
    /// Where pictures, slips, exports and the ledger go; what an earlier demo left there is replaced
    #[arg(long, value_name = "DIR", default_value = "demo-out")]
    out: PathBuf,
    /// Another seed, other sample orders
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Play visits and leave pictures, although there is a display
    #[arg(long)]
    headless: bool,
    /// Play visits by itself in the window, at a person's speed, until somebody touches it
    #[arg(long, conflicts_with_all = ["headless", "script"])]
    play: bool,
    /// Play this script instead of the built-in visits; with a display it plays in the window
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let script = match &args.script {
        Some(file) => {
            let text = read_text(file, SCRIPT_BYTES_MAX)
                .map_err(|why| Failure(format!("{}: {}", plain_path(file), plain_io(&why))))?;
            Some(script::read(&text, file)?)
        }
        None => None,
    };
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|set| !set.is_empty()));
    let out = std::path::absolute(&args.out)?;
    let (bench, scanner, parts) = demo::set_up(&out, args.seed)?;
    let _claim = Claim::of(&parts.patient.config.db, parts.patient.config.terminal)?;
    if display && !args.headless {
        let visits = match script {
            Some(script) => vec![script],
            None if args.play => visits()?,
            None => Vec::new(),
        };
        return in_a_window(&bench, scanner, parts, (&visits, args.play));
    }
    let visits = script.map_or_else(visits, |script| Ok(vec![script]))?;
    headless(&bench, scanner, parts, &visits)
}

fn visits() -> Result<Vec<Vec<Line>>, Failure> {
    VISITS.iter().map(|(name, text)| Ok(script::read(text, Path::new(name))?)).collect()
}

fn headless(
    bench: &Bench,
    scanner: hardware::bench::SimulatedScanner,
    parts: Parts,
    visits: &[Vec<Line>],
) -> Result<(), Failure> {
    let stage = ui::headless::Stage::new(panel::size(&config::Panel::default()), panel::shop(&bench.shop))?;
    let mut displayed = None;
    let mut paint = |view: &View, file: &Path| {
        stage.paint(view).write(file).map_err(|why| why.to_string())?;
        let display = view.display();
        if displayed.replace(display) == Some(display) {
            return Ok(());
        }
        let frame = draw(&words::display::message(&display, &bench.shop), DISPLAY_WIDTH);
        std::fs::write(file.with_extension("display.png"), frame.to_png(4)).map_err(|why| why.to_string())
    };
    let (show, views) = sync_channel(64);
    let kiosk = Kiosk::start(parts, move |view| {
        // Nobody looks any more: the demo is over.
        let _ = show.send(view);
    })?;
    let pace = Pace::Leaps(kiosk.leaper());
    let mut player = Player::new((kiosk.teller(), views), pace, scanner, (&bench.printer, &bench.orders));
    player.pictures = Some((bench.out.join("screens"), &mut paint));
    let bar = indicatif::ProgressBar::new(visits.len() as u64);
    for visit in visits {
        bar.set_message(visit.first().map(|line| line.file.clone()).unwrap_or_default());
        player.play(visit)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let screens = player.count;
    drop(player);
    drop(kiosk);
    let slips = bench.write_slips(0)?.len();
    say(format!("Played {} visits. Have a look:", visits.len()));
    say(format!("  {screens} screens  {}", plain_path(&bench.out.join("screens"))));
    say("               beside a screen, as .display.png, what the customer display says since then");
    say(format!("  {slips} slips     {}", plain_path(&bench.out.join("slips"))));
    say(format!("  an export    {}", plain_path(&bench.out.join("exports"))));
    Ok(())
}

/// Smaller than a real panel: with the column beside it the window fits on a laptop.
const PANEL: config::Panel = config::Panel { width: 1024, height: 640, width_mm: 217.0, fullscreen: false };

fn in_a_window(
    bench: &Bench,
    scanner: hardware::bench::SimulatedScanner,
    parts: Parts,
    (visits, plays): (&[Vec<Line>], bool),
) -> Result<(), Failure> {
    let signals = crate::signals::catch()?;
    explain(bench, !visits.is_empty());
    let things = things(&bench.orders, seoul_date(Utc::now()));
    let offered: Vec<Thing> = things.iter().map(|(thing, _)| thing.clone()).collect();
    let hands = Hands::default();
    let (wish, wishes) = sync_channel(hands::WAITING_MAX);
    hands::read_terminal(wish.clone(), hands.clone())?;
    let (show, views) = sync_channel(64);
    let touched = hands.clone();
    std::thread::scope(|scope| {
        panel::window(
            &PANEL,
            &bench.shop,
            signals,
            move || touched.take(),
            |mut paint, screen| {
                let holding = hands.clone();
                screen.offer(&offered, (DEMO_MANAGER, DEMO_PIN), move |at| {
                    holding.take();
                    // Whoever presses so often that none fits any more need not have all of it.
                    let _ = wish.try_send(Wish::Held(at));
                });
                let kiosk = Kiosk::start(parts, move |view| {
                    paint(view.clone());
                    let _ = show.try_send(view);
                })?;
                let (post, others) = (screen.weak(), screen.weak());
                let (over, ends) = channel();
                scope.spawn(move || hands::keep_slips(bench, &others, &ends));
                let tell = kiosk.teller();
                scope.spawn(move || {
                    let _over = over;
                    let mut captions = |shown: &str, said: &str| {
                        say(said);
                        let _ = post.caption(Some(shown.to_owned()));
                    };
                    let pace = Pace::Watched(hands.clone());
                    let mut player = Player::new((tell, views), pace, scanner, (&bench.printer, &bench.orders));
                    player.captions = Some(&mut captions);
                    hands::play(&mut player, visits, &hands, &post);
                    if plays && let Err(why) = player.tidy() {
                        remark(format!("doro: {why}"));
                    }
                    hands::follow(&mut player, &wishes, &things);
                });
                Ok(kiosk)
            },
        )
    })
}

/// Says what can be done.
fn explain(bench: &Bench, plays: bool) {
    say(
        "The window is the kiosk. Beside it is what a customer may bring: press one, or type its number here and Enter.",
    );
    say("Its code comes in over a serial port, as a scanner's does; then touch the screen as a customer would.");
    say(format!("Staff: 직원 → 직원 화면 → {DEMO_MANAGER}, PIN {DEMO_PIN}."));
    say(format!("Slips are named here as they are printed, and kept in {}.", plain_path(&bench.out.join("slips"))));
    say(if plays {
        "It plays by itself until somebody touches the window. Close the window, or press Control-C, to end."
    } else {
        "`doro demo --play` plays visits by itself. Close the window, or press Control-C, to end."
    });
}
