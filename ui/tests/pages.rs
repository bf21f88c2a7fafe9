//! What the pages of the screen keep to themselves.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::view;
use domain::view::{Screen, View};
use markup::slint::ComponentHandle;
use markup::*;
use ui::headless::Stage;
use ui::{Panel, gallery, markup};

/// The names of the pages that are not empty.
macro_rules! filled {
    ($app:expr, $($area:ident { $($page:ident: $get:ident),+ $(,)? })+) => {{
        let mut filled = Vec::new();
        $($(if $app.global::<$area>().$get() != $page::default() { filled.push(stringify!($page)); })+)+
        filled
    }};
}

fn filled(app: &App) -> Vec<&'static str> {
    filled!(app,
        Customer {
            WelcomePage: get_welcome, NoReceiptPage: get_no_receipt, WhichPage: get_which, NumberPage: get_number,
            ChoosePage: get_choose, ReasonPage: get_reason, ConditionPage: get_condition, ProofPage: get_proof,
            AnswerPage: get_answer, AnswersPage: get_answers, ConfirmPage: get_confirm,
            HandingOverPage: get_handing_over, ThanksPage: get_thanks, UnsavedPage: get_unsaved,
            StatusPage: get_status, OutOfOrderPage: get_out_of_order,
        }
        Survey { RecommendPage: get_recommend, WhyPage: get_why }
        Desk {
            SignInPage: get_sign_in, QueuePage: get_queue, MissedPage: get_missed, CasePage: get_case,
            RefusePage: get_refuse,
        }
        Manage { ExportPage: get_export, DevicesPage: get_devices }
    )
}

#[test]
fn what_a_page_says_is_forgotten_once_it_is_left() {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let app = stage.screen().app();
    let starting = gallery::named("starting").unwrap();
    let mut said = BTreeSet::new();
    for (name, view) in gallery::all() {
        stage.screen().show(&view);
        let shown = filled(app);
        assert!(shown.len() <= 1, "{name}: {shown:?}");
        said.extend(shown);
        stage.screen().show(&View { serial: view.serial + 1, ..starting.clone() });
        assert_eq!(filled(app), [] as [&str; 0], "{name}");
    }
    // Otherwise the test would see nothing.
    assert!(said.len() >= 24, "{said:?}");
}

#[test]
fn a_list_is_kept_while_its_page_is_shown_and_only_its_rows_change() {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let desk = stage.screen().app().global::<Desk>();
    let view = gallery::named("queue").unwrap();
    let Screen::Desk(view::DeskScreen::Queue(queue)) = &view.screen else { panic!("{view:?}") };
    stage.screen().show(&view);
    let before = desk.get_queue();
    let mut fewer = queue.clone();
    fewer.rows.remove(0);
    stage.screen().show(&View { screen: Screen::Desk(view::DeskScreen::Queue(fewer)), ..view.clone() });
    let after = desk.get_queue();
    assert_ne!(before.heading, after.heading);
    assert!(before.rows == after.rows, "the same list, not another one like it");
    assert_eq!(slint::Model::row_count(&after.rows), queue.rows.len() - 1);
}

const AREAS: [&str; 4] = ["customer", "survey", "desk", "manage"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Follows the imports of a file of the markup.
fn reached(file: &Path, found: &mut BTreeSet<PathBuf>) {
    if !found.insert(file.to_owned()) {
        return;
    }
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let imports = line.starts_with("import ") || line.starts_with("export {");
        if let Some(name) = line.split('"').nth(1).filter(|name| imports && name.ends_with(".slint")) {
            reached(&file.parent().unwrap().join(name).canonicalize().unwrap(), found);
        }
    }
}

#[test]
fn no_file_of_the_markup_is_left_over() {
    let markup = Path::new(env!("CARGO_MANIFEST_DIR")).join("markup").canonicalize().unwrap();
    let (mut found, mut all) = (BTreeSet::new(), Vec::new());
    reached(&markup.join("app.slint"), &mut found);
    files(&markup, &mut all);
    all.retain(|file| file.extension().is_some_and(|ext| ext == "slint") && !found.contains(file));
    assert!(all.is_empty(), "nothing imports {all:#?}");
}

#[test]
fn the_frame_of_every_sample_is_the_one_that_its_screen_gives() {
    for (name, view) in gallery::all() {
        assert_eq!(view.frame, view.screen.frame(false), "{name}");
    }
}

#[test]
fn no_area_of_the_screen_knows_another() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for area in AREAS {
        let mut own = Vec::new();
        files(&ui.join(area), &mut own);
        files(&ui.join("markup/pages").join(area), &mut own);
        for file in own {
            let text = std::fs::read_to_string(&file).unwrap();
            let lines =
                text.lines().filter(|line| line.trim_start().starts_with("use ") || line.starts_with("import "));
            for line in lines {
                let knows = AREAS
                    .iter()
                    .filter(|other| **other != area)
                    .find(|other| line.contains(&format!("crate::{other}")) || line.contains(&format!("/{other}")));
                found.extend(knows.map(|other| format!("{} knows {other}: {line}", file.display())));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
