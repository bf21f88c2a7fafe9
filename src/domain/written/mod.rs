//! How amounts, days, times and numbers are written in both languages: on screen, on paper, on the display and in
//! reports alike.

mod amount;
mod day;
mod keep;
mod phone;

pub use amount::{grouped, won};
pub use day::{day, day_of_month, full_day, instant, long_day, span, time};
pub use keep::keep_words;
pub use phone::phone;
