//! Beside a panel that is only tried out: what a customer may bring.

use std::cell::RefCell;
use std::rc::Rc;

use markup::slint::ComponentHandle;
use markup::slint::platform::WindowEvent;
use ui::bench::{Got, Thing};
use ui::headless::Stage;
use ui::{Panel, gallery, markup};

use super::buttons;

fn receipt(order: &str, got: Got) -> Thing {
    Thing::Receipt { order: order.into(), goods: "머그컵".into(), more: 0, got }
}

#[test]
fn what_lies_beside_the_panel_is_held_to_the_scanner_by_a_press_or_a_key() {
    let stage = Stage::new(Panel { width: 1280, height: 640, width_mm: 217.0 }, gallery::shop()).unwrap();
    let held = Rc::new(RefCell::new(Vec::new()));
    let heard = held.clone();
    let things = [receipt("A-1", Got::DaysAgo(3)), receipt("A-2", Got::NotYet), Thing::Slip];
    stage.screen().offer(&things, ("김도로", "739154"), move |at| heard.borrow_mut().push(at));
    let _ = stage.paint(&gallery::named("welcome").unwrap());

    let press = |label: &str| {
        let (x, y) = buttons(&stage).iter().find(|button| button.label.starts_with(label)).unwrap().middle();
        assert!(x > 1024.0, "{label} stands beside the panel");
        stage.press(x, y);
        stage.lift(x, y);
    };
    press("1 영수증 A-1 · 3일 전에 받음");
    press("2 영수증 A-2 · 배송 전");
    press("3 방금 나온 접수증");
    assert_eq!(held.take(), [0, 1], "there is no slip yet");

    let window = stage.screen().app().window();
    window.dispatch_event(WindowEvent::WindowActiveChanged(true));
    let key = |text: &str| {
        window.dispatch_event(WindowEvent::KeyPressed { text: text.into() });
        window.dispatch_event(WindowEvent::KeyReleased { text: text.into() });
    };
    ["2", "3", "4", "0", "x"].into_iter().for_each(key);
    assert_eq!(held.take(), [1]);

    let bench = stage.screen().app().global::<markup::Bench>();
    bench.set_slip(true);
    key("3");
    press("3 방금 나온 접수증");
    assert_eq!(held.take(), [2, 2]);
    let app = stage.screen().app();
    app.global::<markup::Frame>().set_takes_digits(true);
    key("1");
    assert_eq!(held.take(), [] as [usize; 0], "a digit is typed on the panel");
}
