//! People who touch and scan anything.

use domain::order::LineNo;
use domain::policy::Reason;
use domain::staff::StaffId;
use domain::touch::{CustomerTouch, DeskTouch, ManageTouch, SurveyTouch};
use domain::visit_no::VisitNo;

use super::*;
use crate::codes::{code, forged, unit};
use crate::shop::today;

pub(super) fn acts(view: &View, dice: &mut Dice, slips: &[String]) -> Act {
    let nth = dice.below(6) as u16;
    let (here, line) = (place(view, nth.into()), LineNo(1 + u32::from(nth)));
    if dice.chance(15) {
        let order = dice.pick(orders());
        return Act::Scan(match dice.below(6) {
            0 if dice.chance(50) => return Act::Unreadable,
            0 => code("https://example.com/\u{1F4A9}?q=' OR 1=1 --".to_owned()),
            1 => unit(dice.pick(&order.lines), dice),
            2 if !slips.is_empty() => code(forged(slips, dice)),
            3 => code(order.facts.number.0.clone()),
            _ => code(order.receipt_barcode.clone()),
        });
    }
    if dice.chance(3) {
        return Act::Leave;
    }
    if dice.chance(15) {
        return Act::Touch(tool(dice));
    }
    Act::Touch(*dice.pick(&[
        Touch::Back,
        Touch::Main,
        Touch::Main,
        Touch::Main,
        Touch::Main,
        Touch::Frame(FrameTouch::Still),
        Touch::Frame(FrameTouch::Close),
        Touch::Frame(FrameTouch::StopCalling),
        Touch::Frame(FrameTouch::StaffDoor),
        here,
        here,
        here,
        Touch::Customer(CustomerTouch::Line(line)),
        Touch::Customer(CustomerTouch::More(line)),
        Touch::Customer(CustomerTouch::Less(line)),
        Touch::Customer(CustomerTouch::SameUnit),
        Touch::Customer(CustomerTouch::OneMore),
        Touch::Digit(nth as u8),
        Touch::Digit(0),
        Touch::Erase,
        Touch::NextPage,
        Touch::PreviousPage,
        Touch::Survey(SurveyTouch::Score(nth as u8)),
        Touch::Customer(CustomerTouch::Phone),
        Touch::Customer(CustomerTouch::Consent),
        Touch::Desk(DeskTouch::Missed),
        Touch::Desk(DeskTouch::ShowPhone),
        Touch::Desk(DeskTouch::Approve),
        Touch::Desk(DeskTouch::Refuse),
        Touch::Desk(DeskTouch::Print),
        Touch::Manage(ManageTouch::Export),
        Touch::Manage(ManageTouch::Devices),
        Touch::Desk(DeskTouch::ClockIsRight),
        // Things of other screens.
        Touch::Desk(DeskTouch::Visit(VisitNo { day: today(), sequence: 1 + nth })),
        Touch::Customer(CustomerTouch::Reason(Reason::Defective)),
        Touch::Desk(DeskTouch::Staff(StaffId(9))),
    ]))
}
