//! From the scanner's port to the display on the counter.

use domain::order::LineNo;
use domain::policy::Reason;
use domain::touch::{CustomerTouch, Touch};
use domain::view::{CustomerScreen, Screen};

use super::bench::{Bench, receipt};

#[test]
fn the_display_greets_then_says_the_amount_then_the_number() {
    let mut bench = Bench::new();
    bench.until_displayed(["WELCOME", "SCAN YOUR RECEIPT"]);
    bench.scanner.scan(receipt(1001)).unwrap();
    bench.until_displayed(["PLEASE SEE", "THE SCREEN"]);
    let line = Touch::Customer(CustomerTouch::Line(LineNo(1)));
    let why = Touch::Customer(CustomerTouch::Reason(Reason::ChangeOfMind));
    for touch in [line, Touch::Main, why, Touch::Main, Touch::Main] {
        bench.touch(touch);
    }
    bench.until("the answer", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Answer(_))));
    let Screen::Customer(CustomerScreen::Answer(answer)) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    let amount =
        domain::written::won(answer.decision.refund.amount, domain::language::Language::Ko).replace('원', " KRW");
    bench.until_displayed(["REFUND", &amount]);
    bench.touch(Touch::Main).touch(Touch::Main);
    bench.until_displayed(["YOUR NUMBER", "1"]);
    bench.until("the thanks", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Thanks(_))));
    bench.touch(Touch::Main);
    bench.until_displayed(["WELCOME", "SCAN YOUR RECEIPT"]);
}

#[test]
fn a_display_that_is_pulled_holds_nobody_up() {
    let mut bench = Bench::new();
    bench.display.unplug();
    bench.return_a_cardigan();
    bench.display.replug().unwrap();
    bench.until_displayed(["YOUR NUMBER", "1"]);
}
