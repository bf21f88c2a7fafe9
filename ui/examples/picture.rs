//! Paints one screen without a display: `cargo build --workspace --example picture`, then
//! `target/debug/examples/picture welcome welcome.png`.

use std::path::Path;

use ui::Panel;
use ui::gallery;
use ui::headless::Stage;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_else(|| "welcome".to_owned());
    let file = args.next().unwrap_or_else(|| "screen.png".to_owned());
    let view = gallery::named(&name).ok_or_else(|| format!("the gallery has no view called {name}"))?;
    Stage::new(Panel::SMALL, gallery::shop())?.paint(&view).write(Path::new(&file))?;
    println!("{name}: {file}");
    Ok(())
}
