//! `doro demo`: the main job with embedded defaults.

use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

use domain::counter::view::View;
use hardware::display::draw;
use hardware::plain::plain_path;
use hardware::stick::read_text;

use super::Failure;
use super::say::{remark, say};
use crate::config;
use crate::demo::player::Player;
use crate::demo::script::{self, Line, STEPS};
use crate::demo::{self, Bench, DEMO_MANAGER, DEMO_PIN, VISITS};
use crate::kiosk::{Kiosk, Parts};
use crate::ledger::Claim;
use crate::panel;
use crate::words;

/// More than any script has.
const SCRIPT_BYTES_MAX: u64 = 1 << 20;
/// Dots across of the customer display in the demo's pictures.
const DISPLAY_WIDTH: u32 = 256;

/// Runs the main job with embedded defaults: SQLite, sample orders, a simulated scanner on a real pty and a
/// simulated printer that parses what it is sent.
///
/// With a display the kiosk's window opens; without one, or with --headless, whole visits are played and every
/// screen and slip is left as a picture.
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
    /// Play this script instead of the built-in visits; with a display it plays in the window
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let script = match &args.script {
        Some(file) => {
            let text =
                read_text(file, SCRIPT_BYTES_MAX).map_err(|why| Failure(format!("{}: {why}", plain_path(file))))?;
            Some(script::read(&text, file)?)
        }
        None => None,
    };
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|set| !set.is_empty()));
    let out = std::path::absolute(&args.out)?;
    let (bench, scanner, parts) = demo::set_up(&out, args.seed)?;
    let _claim = Claim::of(&parts.patient.config.db)?;
    if display && !args.headless {
        return in_a_window(&bench, scanner, parts, script);
    }
    let visits = match script {
        Some(script) => vec![script],
        None => VISITS.iter().map(|(name, text)| script::read(text, Path::new(name))).collect::<Result<_, _>>()?,
    };
    headless(&bench, scanner, parts, &visits)
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
    let mut player = Player {
        tell: kiosk.teller(),
        views,
        scanner,
        printer: &bench.printer,
        orders: &bench.orders,
        pictures: Some((bench.out.join("screens"), &mut paint)),
        shown: None,
        count: 0,
        slip: None,
    };
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
    let slips = bench.write_slips()?;
    say(format!("Played {} visits. Have a look:", visits.len()));
    say(format!("  {screens} screens  {}", plain_path(&bench.out.join("screens"))));
    say("               beside a screen, as .display.png, what the customer display says since then");
    say(format!("  {slips} slips     {}", plain_path(&bench.out.join("slips"))));
    say(format!("  an export    {}", plain_path(&bench.out.join("exports"))));
    Ok(())
}

fn in_a_window(
    bench: &Bench,
    scanner: hardware::bench::SimulatedScanner,
    parts: Parts,
    script: Option<Vec<Line>>,
) -> Result<(), Failure> {
    say("Scan by writing into the scanner's port, for example:");
    say("  doro demo --help     lists the steps of a script");
    say(format!("  receipts             {}", bench.receipts()));
    say(format!("  staff                {DEMO_MANAGER}, PIN {DEMO_PIN} (직원 → 직원 로그인)"));
    let signals = crate::signals::catch()?;
    let (show, views) = sync_channel(64);
    let panel = config::Panel { fullscreen: false, ..config::Panel::default() };
    let (printer, orders) = (&bench.printer, &bench.orders);
    std::thread::scope(|scope| {
        panel::window(&panel, &bench.shop, signals, |mut paint| {
            let kiosk = Kiosk::start(parts, move |view| {
                paint(view.clone());
                let _ = show.try_send(view);
            })?;
            let tell = kiosk.teller();
            scope.spawn(move || {
                let mut player =
                    Player { tell, views, scanner, printer, orders, pictures: None, shown: None, count: 0, slip: None };
                if let Err(why) = player.play(&script.unwrap_or_default()) {
                    remark(format!("doro: {why}"));
                }
                player.watch();
            });
            Ok(kiosk)
        })
    })
}
