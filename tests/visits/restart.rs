//! Power cuts.

use std::time::Duration;

use domain::booking::SlipState;
use domain::moment::Trust;
use domain::order::Category;
use domain::policy::Reason;

use super::counter::{Person, order};

fn at_the_answer() -> Person {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.returns("A-1", Reason::ChangeOfMind);
    assert_eq!(person.sees(), "answer");
    person
}

#[test]
fn a_visit_resumes_where_it_stood() {
    let mut person = at_the_answer();
    let before = person.screen();
    person.power_cut(Duration::from_secs(30));
    assert_eq!(person.screen(), before);
    person.accepts().confirms();
    assert_eq!(person.sees(), "thanks");
}

#[test]
fn after_the_idle_limit_or_without_a_trusted_clock_it_is_wiped() {
    for (off, trust) in [(90, Trust::Trusted), (10, Trust::Degraded), (10, Trust::Untrusted)] {
        let mut person = at_the_answer();
        person.trust = trust;
        person.power_cut(Duration::from_secs(off));
        assert_eq!(person.sees(), "welcome", "{off} s, {trust:?}");
        person.trust = Trust::Trusted;
        person.power_cut(Duration::ZERO);
        assert_eq!(person.sees(), "welcome", "it does not come back");
    }
}

#[test]
fn a_slip_that_was_being_sent_is_in_doubt_and_never_prints_by_itself() {
    let mut person = at_the_answer();
    person.accepts();
    let press = domain::touch::Press::at_leisure(&person.view());
    // The power fails while the slip is at the printer: nobody hears how it ended.
    let mut asks = person
        .counter
        .update(person.now(), domain::counter::Event::Touched { press, touch: domain::touch::Touch::Main });
    while let Some(effect) = asks.pop() {
        if let domain::counter::Effect::Ask(id, question) = effect {
            let answer = person.ledger.answer(&question, person.now().wall);
            asks.extend(person.counter.update(person.now(), domain::counter::Event::Answered(id, answer)));
        }
    }
    person.power_cut(Duration::from_secs(5));
    assert!(person.slips.is_empty() && person.sees() == "welcome");
    person.clerk_signs_in();
    let queue = person.queue();
    assert_eq!(queue.rows[0].slip, SlipState::InDoubt);
    person.opens(1).prints();
    assert_eq!(person.slips.iter().map(|slip| slip.copy).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_visit_in_which_the_machine_ends_twice_is_wiped_and_does_not_end_it_again() {
    let mut person = at_the_answer();
    let before = person.screen();
    person.power_cut(Duration::from_secs(5));
    assert_eq!(person.screen(), before, "once it is resumed");
    person.power_cut(Duration::from_secs(5));
    assert_eq!(person.sees(), "welcome");
    person.power_cut(Duration::ZERO);
    assert_eq!(person.sees(), "welcome", "it does not come back");
    person.scan("RA-1");
    assert_eq!(person.sees(), "choose", "the customer begins anew");
}
