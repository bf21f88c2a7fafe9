//! The panel: whether its size in the configuration can be true, whether fingers find room on it, and whether its window
//! opens.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use domain::finding::{Finding, Subject};

use super::{doubtful, good, wrong};
use crate::config::Panel;
use crate::words::doctor as words;

/// Pixels a millimetre of panels that are built: 60 to 320 dpi.
const PX_PER_MM: std::ops::RangeInclusive<f32> = 2.4..=12.6;
/// Below these the five tools of the frame are narrower than 14 mm each.
const LANDSCAPE_MM_MIN: f32 = 206.0;
const PORTRAIT_MM_MIN: f32 = 95.0;
/// How far the configuration may be from what the panel says of itself.
const OFF_MAX: f32 = 0.08;

/// Longest time for opening the window; less than a look may take.
const OPEN_MAX: Duration = Duration::from_secs(8);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// `trial`: the program that opens the window, and its configuration.
pub(super) fn look(it: &Panel, trial: Option<(PathBuf, PathBuf)>) -> Vec<Finding> {
    let size = panel(it, Path::new("/sys"));
    let opens = trial.map(|(program, config)| opens(&program, &config, OPEN_MAX));
    // Of a window that opens nothing need be said.
    [Some(size), opens.and_then(Result::err)].into_iter().flatten().collect()
}

/// Opens the window as the kiosk does, in a process of its own: a desktop may hang, and what it leaves behind is gone with
/// the process.
fn opens(program: &Path, config: &Path, time: Duration) -> Result<(), Finding> {
    let fails = |why: &str| wrong(Subject::Panel, words::panel_does_not_open(why));
    let command = |program: &Path| {
        let mut command = Command::new(program);
        command.args(["run", "--try-panel", "--config"]).arg(config);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    let mut child = command(program).spawn().map_err(|why| fails(&why.to_string()))?;
    let end = Instant::now() + time;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => {
                let mut said = String::new();
                let _ = child.stderr.take().map(|stderr| stderr.take(2_000).read_to_string(&mut said));
                let last = said.lines().rfind(|line| !line.trim().is_empty());
                return Err(fails(last.map_or(&*status.to_string(), |line| line.trim_start_matches("doro: ").trim())));
            }
            Ok(None) if Instant::now() < end => std::thread::sleep(LOOK_EVERY),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(wrong(Subject::Panel, words::panel_hangs(time)));
            }
            Err(why) => return Err(fails(&why.to_string())),
        }
    }
}

fn panel(panel: &Panel, sys: &Path) -> Finding {
    let px_per_mm = panel.width as f32 / panel.width_mm;
    // Written so that no number at all is wrong too.
    if !PX_PER_MM.contains(&px_per_mm) {
        return wrong(Subject::Panel, words::panel_impossible(panel.width, panel.width_mm));
    }
    let upright = panel.height > panel.width;
    let least = if upright { PORTRAIT_MM_MIN } else { LANDSCAPE_MM_MIN };
    if panel.width_mm < least {
        return doubtful(Subject::Panel, words::panel_small(panel.width_mm, least));
    }
    // A panel may be mounted on its side.
    let said = attached(sys).into_iter().map(|(wide, tall)| if upright == (tall > wide) { wide } else { tall });
    let said: Vec<f32> = said.collect();
    let fits = |mm: &f32| (mm / panel.width_mm - 1.0).abs() <= OFF_MAX;
    match said.first() {
        Some(first) if !said.iter().any(fits) => doubtful(Subject::Panel, words::panel_differs(panel.width_mm, *first)),
        _ => good(Subject::Panel, words::panel_fits(panel.width, panel.height, panel.width_mm)),
    }
}

/// Width and height in millimetres of every panel that says so: the first detailed timing of its EDID (VESA E-EDID
/// 1.4, 3.10.2: bytes 54 on, sizes at 12 to 14).
fn attached(sys: &Path) -> Vec<(f32, f32)> {
    let Ok(outputs) = std::fs::read_dir(sys.join("class/drm")) else { return Vec::new() };
    let edids = outputs.flatten().filter_map(|output| std::fs::read(output.path().join("edid")).ok());
    edids
        .filter_map(|edid| {
            let timing = edid.get(54..72)?;
            let upper = u16::from(timing[14]);
            let wide = u16::from(timing[12]) | (upper & 0xf0) << 4;
            let tall = u16::from(timing[13]) | (upper & 0x0f) << 8;
            (wide > 0 && tall > 0).then(|| (f32::from(wide), f32::from(tall)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::finding::Mark;

    use super::*;

    fn check(width: u32, height: u32, width_mm: f32, sys: &Path, mark: Mark) {
        let it = Panel { width, height, width_mm, fullscreen: true };
        assert_eq!(panel(&it, sys).mark, mark, "{width} {height} {width_mm}");
    }

    #[test]
    fn a_panel_must_be_possible_and_leave_room_for_fingers() {
        let nowhere = Path::new("/nowhere");
        check(1280, 800, 217.0, nowhere, Mark::Good);
        check(1080, 1920, 268.0, nowhere, Mark::Good);
        check(1280, 800, 2170.0, nowhere, Mark::Wrong);
        check(1280, 800, 0.0, nowhere, Mark::Wrong);
        check(1280, 800, f32::NAN, nowhere, Mark::Wrong);
        check(1024, 600, 154.0, nowhere, Mark::Doubtful);
    }

    #[test]
    fn what_a_panel_says_of_itself_is_compared_on_either_side() {
        let sys = tempfile::tempdir().unwrap();
        let output = sys.path().join("class/drm/card0-HDMI-A-1");
        std::fs::create_dir_all(&output).unwrap();
        let mut edid = [0; 128];
        // 477 by 268 mm, as a 21.5" panel says.
        (edid[66], edid[67], edid[68]) = (0xdd, 0x0c, 0x11);
        std::fs::write(output.join("edid"), edid).unwrap();
        check(1920, 1080, 477.0, sys.path(), Mark::Good);
        check(1080, 1920, 268.0, sys.path(), Mark::Good);
        check(1080, 1920, 477.0, sys.path(), Mark::Wrong);
        check(1920, 1080, 345.0, sys.path(), Mark::Doubtful);
    }
}
