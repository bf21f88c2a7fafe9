//! Everything that can be touched is large enough, far enough from the next, and says what it does.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::cell::RefCell;
use std::rc::Rc;

use domain::language::Language;
use domain::order::LineNo;
use domain::policy::{Clause, Flag, Reason};
use domain::staff::StaffId;
use domain::survey::Chip;
use domain::touch::{AnswerOption, CustomerTouch, DeskTouch, FrameTouch, ManageTouch, Span, SurveyTouch};
use domain::touch::{Press, Touch};
use domain::view::{Card, Looks, View};
use domain::visit_no::VisitNo;
use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use markup::slint::ComponentHandle;
use markup::slint::platform::{Key, WindowEvent};
use ui::headless::Stage;
use ui::{Panel, gallery, markup};

#[path = "touch/began.rs"]
mod began;
#[path = "touch/bench.rs"]
mod bench;

const PANELS: [Panel; 3] = [Panel::SMALL, Panel::WIDE, Panel::TALL];
/// Millimetres that rounding to pixels may take.
const ROUNDING: f32 = 0.3;

struct Place {
    label: String,
    enabled: bool,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Place {
    fn is(&self, other: &Place) -> bool {
        self.label == other.label && (self.left, self.top) == (other.left, other.top)
    }

    fn middle(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

fn place(element: &ElementHandle) -> Place {
    let (at, size) = (element.absolute_position(), element.size());
    Place {
        label: element.accessible_label().unwrap_or_default().into(),
        enabled: element.accessible_enabled().unwrap_or(true),
        left: at.x,
        top: at.y,
        right: at.x + size.width,
        bottom: at.y + size.height,
    }
}

/// Buttons on the panel; what is on another part of the page stands beside it.
fn buttons(stage: &Stage) -> Vec<Place> {
    let all = ElementQuery::from_root(stage.screen().app()).match_descendants();
    let all = all.match_accessible_role(AccessibleRole::Button).find_all();
    let mut places: Vec<Place> = Vec::new();
    for place in all.iter().map(place).filter(|place| place.left >= 0.0 && place.top >= 0.0) {
        // An element that inherits is listed once for every level.
        if !places.iter().any(|other| other.is(&place)) {
            places.push(place);
        }
    }
    places
}

/// Every sample in every look that moves things, on every panel, without cards.
fn everywhere(mut check: impl FnMut(&str, Panel, &Stage, &View)) {
    for panel in PANELS {
        let stage = Stage::new(panel, gallery::shop()).unwrap();
        for (name, view) in gallery::all().into_iter().filter(|(_, view)| view.card.is_none()) {
            for (large, low) in [(false, false), (true, false), (false, true), (true, true)] {
                for language in [Language::Ko, Language::En] {
                    let view = View { language, looks: Looks { large, low, contrast: false }, ..view.clone() };
                    stage.screen().show(&view);
                    let name = format!("{name} {language:?} {}x{} large {large} low {low}", panel.width, panel.height);
                    check(&name, panel, &stage, &view);
                }
            }
        }
    }
}

#[test]
fn everything_is_large_enough_and_far_enough_from_the_next() {
    let mut wrong = Vec::new();
    everywhere(|name, panel, stage, _| {
        let mm = panel.width as f32 / panel.width_mm;
        let buttons = buttons(stage);
        for one in &buttons {
            let (wide, tall) = ((one.right - one.left) / mm, (one.bottom - one.top) / mm);
            if wide < 14.0 - ROUNDING || tall < 14.0 - ROUNDING {
                wrong.push(format!("{name}: {} is {wide:.1} × {tall:.1} mm", one.label));
            }
            if one.right > panel.width as f32 + 1.0 || one.bottom > panel.height as f32 + 1.0 {
                wrong.push(format!("{name}: {} leaves the panel", one.label));
            }
        }
        for (at, one) in buttons.iter().enumerate() {
            for other in &buttons[at + 1..] {
                let across = (one.left - other.right).max(other.left - one.right) / mm;
                let down = (one.top - other.bottom).max(other.top - one.bottom) / mm;
                if across.max(down) < 4.0 - ROUNDING {
                    wrong.push(format!(
                        "{name}: {} and {} are {:.1} mm apart",
                        one.label,
                        other.label,
                        across.max(down)
                    ));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(400)]);
}

#[test]
fn in_low_mode_every_control_stands_in_the_lower_two_thirds() {
    everywhere(|name, panel, stage, view| {
        if view.looks.low {
            for button in buttons(stage) {
                let from = button.top / panel.height as f32;
                assert!(from >= 0.32, "{name}: {} begins at {from:.2} of the panel", button.label);
            }
        }
    });
}

type Heard = Rc<RefCell<Vec<(Press, Touch)>>>;

fn listening(stage: &Stage) -> Heard {
    let heard = Heard::default();
    let into = heard.clone();
    stage.screen().on_touch(move |press, touch| into.borrow_mut().push((press, touch)));
    heard
}

/// What was touched, without how.
fn touches(heard: &Heard) -> Vec<Touch> {
    heard.take().into_iter().map(|(_, touch)| touch).collect()
}

fn press(stage: &Stage, place: &Place) {
    let (x, y) = place.middle();
    stage.press(x, y);
    stage.lift(x, y);
}

#[test]
fn every_enabled_button_says_one_touch_and_a_disabled_one_only_that_somebody_is_there() {
    for panel in PANELS {
        let stage = Stage::new(panel, gallery::shop()).unwrap();
        let heard = listening(&stage);
        for (name, view) in gallery::all().into_iter().filter(|(_, view)| view.card.is_none()) {
            let serials = 100..;
            stage.screen().show(&view);
            for (serial, nth) in serials.zip(0..buttons(&stage).len()) {
                // Another serial number is another screen: its first part is shown again.
                stage.screen().show(&View { serial, face: serial, ..view.clone() });
                let place = buttons(&stage).remove(nth);
                press(&stage, &place);
                let touches = heard.take();
                assert_eq!(touches.len(), 1, "{name}: {}: {touches:?}", place.label);
                assert!(
                    place.enabled || touches[0].1 == Touch::Frame(FrameTouch::Still),
                    "{name}: {}: {touches:?}",
                    place.label
                );
                assert_eq!(touches[0].0.face, serial, "{name}: {}", place.label);
                assert!(!place.label.is_empty(), "{name}: a button without a word");
            }
        }
    }
}

/// On that sample, the button with that word gives that touch.
fn check(name: &str, label: &str, wanted: Touch) {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let heard = listening(&stage);
    stage.screen().show(&gallery::named(name).unwrap());
    let found = buttons(&stage).into_iter().find(|place| place.label == label);
    press(&stage, &found.unwrap_or_else(|| panic!("{name}: no {label}")));
    assert_eq!(touches(&heard), [wanted], "{name}: {label}");
}

#[test]
fn words_do_what_they_say() {
    let forty_three = VisitNo { day: "2026-11-21".parse().unwrap(), sequence: 43 };
    for (name, label, wanted) in [
        ("welcome", "번호 입력", Touch::Back),
        ("welcome", "영수증 없음", Touch::Main),
        ("welcome", "직원", Touch::Frame(FrameTouch::Call)),
        ("welcome", "크게", Touch::Frame(FrameTouch::Larger)),
        ("welcome", "대비", Touch::Frame(FrameTouch::Contrast)),
        ("welcome", "EN", Touch::Frame(FrameTouch::Language)),
        ("welcome", "낮게", Touch::Frame(FrameTouch::Low)),
        ("no-receipt", "직원에게 물어보기", Touch::Customer(CustomerTouch::ByStaff)),
        ("number", "7", Touch::Digit(7)),
        ("number", "0", Touch::Digit(0)),
        ("number", "지우기", Touch::Erase),
        ("choose", "더하기", Touch::Customer(CustomerTouch::More(LineNo(1)))),
        ("choose", "빼기", Touch::Customer(CustomerTouch::Less(LineNo(1)))),
        ("choose", "선택", Touch::Customer(CustomerTouch::Line(LineNo(3)))),
        ("choose-many", "뒤쪽", Touch::NextPage),
        ("reason", "다른 상품이 왔어요", Touch::Customer(CustomerTouch::Reason(Reason::WrongItem))),
        ("condition", "라벨이 상했어요", Touch::Customer(CustomerTouch::Flag(Flag::LabelDamaged))),
        ("proof", "아직 없어요", Touch::Customer(CustomerTouch::Proof(None))),
        ("answer-no", "직원과 이야기할래요", Touch::Customer(CustomerTouch::Option(AnswerOption::TalkToStaff))),
        ("answers", "제외", Touch::Customer(CustomerTouch::Less(LineNo(1)))),
        ("confirm", "전화번호 남기기", Touch::Customer(CustomerTouch::Phone)),
        ("confirm-phone", "행사 소식도 받을게요", Touch::Customer(CustomerTouch::Consent)),
        ("confirm", "접수하기", Touch::Main),
        ("recommend", "10", Touch::Survey(SurveyTouch::Score(10))),
        ("why-promoter", "직원이 친절했어요", Touch::Survey(SurveyTouch::Chip(Chip::Staff))),
        ("sign-in", "박서준", Touch::Desk(DeskTouch::Staff(StaffId(2)))),
        ("queue", "43 무선 청소기 · 서류 확인 뒤 158,000원", Touch::Desk(DeskTouch::Visit(forty_three))),
        ("queue", "내보내기", Touch::Manage(ManageTouch::Export)),
        ("queue", "장치 점검", Touch::Manage(ManageTouch::Devices)),
        ("devices", "다시 점검", Touch::Main),
        ("devices", "이전", Touch::Back),
        ("queue-missed", "놓친 호출 3", Touch::Desk(DeskTouch::Missed)),
        ("missed", "확인했어요", Touch::Main),
        ("case-phone", "번호 보기", Touch::Desk(DeskTouch::ShowPhone)),
        ("queue-trouble", "시계가 맞아요", Touch::Desk(DeskTouch::ClockIsRight)),
        ("case", "접수증 인쇄", Touch::Desk(DeskTouch::Print)),
        ("case", "거절", Touch::Desk(DeskTouch::Refuse)),
        ("refuse-why", "구성품 빠짐", Touch::Desk(DeskTouch::Clause(Clause::ComponentMissing))),
        ("export", "이번 달", Touch::Manage(ManageTouch::Span(Span::Month))),
        ("idle", "계속할게요", Touch::Frame(FrameTouch::Still)),
        ("twice", "1개", Touch::Customer(CustomerTouch::SameUnit)),
        ("twice", "2개", Touch::Customer(CustomerTouch::OneMore)),
        ("called", "계속할게요", Touch::Frame(FrameTouch::Close)),
        ("called", "부르기 취소", Touch::Frame(FrameTouch::StopCalling)),
        ("called", "직원 화면", Touch::Frame(FrameTouch::StaffDoor)),
    ] {
        check(name, label, wanted);
    }
}

#[test]
fn a_card_takes_every_touch() {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let heard = listening(&stage);
    let view = gallery::named("called").unwrap();
    assert_eq!(view.card, Some(Card::Called));
    stage.screen().show(&view);
    for label in ["처음으로", "다음", "선택"] {
        let below = buttons(&stage).into_iter().find(|place| place.label == label).unwrap();
        press(&stage, &below);
        assert_eq!(touches(&heard), [Touch::Frame(FrameTouch::Still)], "{label}");
    }
}

#[test]
fn the_keyboard_reaches_every_button() {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let heard = listening(&stage);
    let window = stage.screen().app().window();
    stage.screen().show(&gallery::named("choose").unwrap());
    window.dispatch_event(WindowEvent::WindowActiveChanged(true));
    let enabled = buttons(&stage).iter().filter(|place| place.enabled).count();
    for _ in 0..enabled {
        for key in [Key::Tab, Key::Return] {
            let text: markup::slint::SharedString = key.into();
            window.dispatch_event(WindowEvent::KeyPressed { text: text.clone() });
            window.dispatch_event(WindowEvent::KeyReleased { text });
        }
    }
    let mut reached: Vec<_> = touches(&heard).into_iter().map(|touch| format!("{touch:?}")).collect();
    reached.sort();
    reached.dedup();
    assert_eq!(reached.len(), enabled, "{reached:?}");
}
