//! Who helps where the screen cannot.

use markup::AnswerWords;
use markup::slint::SharedString;

use crate::speaker::Speaker;

/// The shop's telephone number and hours.
pub(super) fn helps(speaker: &Speaker<'_>) -> SharedString {
    let shop = speaker.shop;
    speaker.of::<AnswerWords>().invoke_who_helps(shop.phone.as_str().into(), shop.hours.as_str().into())
}
