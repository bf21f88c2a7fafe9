//! A manager exports.

use domain::counter::view::{ExportState, Screen};
use domain::counter::{ExportEnd, StaffId, Thing, Touch};

use super::bench::{Bench, PIN};

#[test]
fn a_manager_takes_returns_along_that_excel_opens() {
    let mut bench = Bench::new();
    bench.return_a_cardigan();
    bench.touch(Touch::Main).touch(Touch::Call).touch(Touch::StaffDoor);
    bench.until("the names", |view| matches!(&view.screen, Screen::SignIn(sign_in) if !sign_in.names.is_empty()));
    bench.touch(Touch::Pick(Thing::Staff(StaffId(1)))).digits(PIN).touch(Touch::Main);
    bench.until("the queue", |view| matches!(&view.screen, Screen::Queue(queue) if queue.rows.len() == 1));
    bench.touch(Touch::Export).touch(Touch::Main);
    let ended = |view: &domain::counter::view::View| matches!(&view.screen, Screen::Export(export) if matches!(export.state, ExportState::Ended(_)));
    let view = bench.until("the end of the export", ended);
    let Screen::Export(export) = &view.screen else { panic!("{view:?}") };
    assert!(
        matches!(export.state, ExportState::Ended(ExportEnd::Written { returns: 1, answers: 0, .. })),
        "{export:?}"
    );
    let files: Vec<_> = std::fs::read_dir(bench.exports()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 2, "no temporary file is left: {files:?}");
    let returns = files.iter().find(|file| file.to_string_lossy().contains("returns_")).unwrap();
    let text = std::fs::read_to_string(returns).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("카디건") && text.ends_with("\r\n"), "{text}");
}
