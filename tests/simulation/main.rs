//! The counter simulated: thousands of lives of the real state machine on the real schema, in virtual time, with
//! faults, power cuts and people of every kind; laws are checked after each step, liveness at the end of each life.
//!
//! `SEED=n` replays one life and prints it; `LIVES=n` changes how many are lived.

#![expect(clippy::unwrap_used, reason = "a shop that does not open fails the test")]

mod codes;
mod faults;
mod laws;
mod mutants;
mod names;
mod people;
mod shop;
mod world;

use std::collections::BTreeMap;
use std::time::Instant;

use laws::{Broken, Law};
use mutants::Mutant;
use names::Happening;
use world::{Hand, Tally, World};

/// Lives of an ordinary test run.
const LIVES: u64 = 2_000;
/// Lines of a life that are shown when a law is broken.
const SHOWN: usize = 30;
/// Lives of people who tap on the laid-out panel.
const LIVES_OF_HANDS: u64 = 40;
/// Lives within which a mutant must be killed.
const MUTANTS_LIVE: u64 = 2_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Lives the seeds from `first` to before `end`, every `step`th; what happened, and which lives broke a law.
fn live(first: u64, step: u64, end: u64) -> (Tally, Vec<(u64, Broken)>) {
    let morning = shop::morning("");
    let (mut tally, mut broken) = (Tally::new(), Vec::new());
    for seed in (first..end).step_by(step as usize) {
        let mut world = World::new(seed, &morning, Box::new(mutants::Real), false);
        broken.extend(world.live().err().map(|why| (seed, why)));
        for (what, times) in world.tally {
            *tally.entry(what).or_default() += times;
        }
    }
    (tally, broken)
}

/// The same life again, written down.
fn replay(seed: u64) -> (Vec<String>, Option<Broken>) {
    let mut world = World::new(seed, &shop::morning(""), Box::new(mutants::Real), true);
    let broken = world.live().err();
    (world.trace.unwrap_or_default(), broken)
}

fn tell(broken: &[(u64, Broken)]) {
    let Some((seed, why)) = broken.iter().min_by_key(|(seed, _)| *seed) else { return };
    let (trace, _) = replay(*seed);
    let last = trace[trace.len().saturating_sub(SHOWN)..].join("\n");
    let laws: BTreeMap<_, _> = broken.iter().rev().map(|(seed, why)| (why.law, seed)).collect();
    panic!(
        "life {seed} breaks law {}, {}: {}\n{last}\n{} lives break a law, by law one of them: {laws:?}\n\
         replay: SEED={seed} cargo test -p doro --test simulation a_life -- --nocapture",
        why.law.number(),
        why.law.sentence(),
        why.how,
        broken.len()
    );
}

#[test]
fn a_life_keeps_every_law() {
    if let Some(seed) = number("SEED") {
        let (trace, broken) = replay(seed);
        println!("{}", trace.join("\n"));
        assert!(broken.is_none(), "{broken:?}");
        return;
    }
    let lives = number("LIVES").unwrap_or(LIVES);
    let from = number("FIRST").unwrap_or(0);
    let started = Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let halves: Vec<_> =
        (0..threads).map(|nth| std::thread::spawn(move || live(from + nth, threads, from + lives))).collect();
    let mut tally = Tally::new();
    let mut broken = Vec::new();
    for half in halves {
        let (part, lives) = half.join().unwrap();
        part.into_iter().for_each(|(what, times)| *tally.entry(what).or_default() += times);
        broken.extend(lives);
    }
    let took = started.elapsed();
    println!("{lives} lives in {took:?}: {:.0} a second", lives as f64 / took.as_secs_f64());
    for (what, times) in &tally {
        println!("{times:>9} {what}");
    }
    tell(&broken);
    if lives >= LIVES {
        nothing_is_left_out(&tally);
    }
}

/// A minute or two of people who tap: anywhere, twice, three times, with a finger that stays down.
fn tap(seed: u64, hand: Hand, mutant: Box<dyn Mutant>) -> (Hand, Tally, Option<Broken>) {
    let mut world = World::new(seed, &shop::morning(""), mutant, false).with_hand(hand);
    let broken = world.live().err();
    (world.hand.take().unwrap_or_else(Hand::new), world.tally, broken)
}

#[test]
fn hands_that_tap_anywhere_and_twice_lose_nothing_that_cannot_be_got_back() {
    let lives = number("HANDS").unwrap_or(LIVES_OF_HANDS);
    let started = Instant::now();
    let tapping = |nth| {
        std::thread::spawn(move || {
            let (mut hand, mut tally, mut broken) = (Hand::new(), Tally::new(), Vec::new());
            for seed in (nth..lives).step_by(2) {
                let (back, part, why) = tap(seed, hand, Box::new(mutants::Real));
                hand = back;
                part.into_iter().for_each(|(what, times)| *tally.entry(what).or_default() += times);
                broken.extend(why.map(|why| (seed, why)));
            }
            (tally, broken)
        })
    };
    let mut tally = Tally::new();
    let mut broken = Vec::new();
    for half in [tapping(0), tapping(1)] {
        let (part, lives) = half.join().unwrap();
        part.into_iter().for_each(|(what, times)| *tally.entry(what).or_default() += times);
        broken.extend(lives);
    }
    println!("{lives} lives in {:?}", started.elapsed());
    for what in ["tap", "bell rung", "screen Confirm", "booked", "screen Thanks", "question Wipe", "surveys"] {
        println!("{:>9} {what}", tally.get(what).copied().unwrap_or_default());
    }
    assert!(broken.is_empty(), "{broken:?}");
    let happened = |what| tally.contains_key(what);
    assert!(happened("tap") && happened("screen Answer") && happened("booked"), "nobody came far: {tally:?}");
}

#[test]
fn hands_break_the_laws_of_a_counter_that_takes_every_touch() {
    let mut hand = None;
    for law in [Law::BookedAsRead, Law::NumbersAreRead, Law::NothingHangsOnATail] {
        let broken = (0..MUTANTS_LIVE).find(|seed| {
            let (back, _, why) = tap(*seed, hand.take().unwrap_or_else(Hand::new), (law.mistakes()[0].mutant)());
            hand = Some(back);
            why.is_some_and(|why| why.law == law)
        });
        println!("{law:?}: {}", broken.map_or("not broken".to_owned(), |seed| format!("within {} lives", seed + 1)));
        assert!(broken.is_some(), "not broken: {law:?}");
    }
}

/// A simulation in which nothing happens keeps every law.
fn nothing_is_left_out(tally: &Tally) {
    let all = [names::screen::ALL, names::question::ALL, names::answer::ALL, names::effect::ALL, Happening::MUST];
    let mut never: Vec<_> = all.into_iter().flatten().filter(|what| !tally.contains_key(*what)).collect();
    // Once a visit is to be void, its earlier questions are answered to nobody.
    never.retain(|what| **what != "answer Void");
    assert!(never.is_empty(), "never happened: {never:?}");
}

/// Lives until a life breaks the law; how many that took.
fn dies(law: Law, mutant: impl Fn() -> Box<dyn Mutant>) -> Result<u64, BTreeMap<Law, u64>> {
    let morning = shop::morning(mutant().schema());
    let mut others = BTreeMap::new();
    for seed in 0..MUTANTS_LIVE {
        match World::new(seed, &morning, mutant(), false).live() {
            Err(broken) if broken.law == law => return Ok(seed + 1),
            Err(broken) => *others.entry(broken.law).or_default() += 1,
            Ok(()) => {}
        }
    }
    Err(others)
}

/// Kills those of the mistakes that each law names from `first` to before `end`.
fn all_die(first: usize, end: usize) {
    let mut survivors = Vec::new();
    for law in Law::ALL {
        for mistake in law.mistakes().iter().take(end).skip(first) {
            match dies(*law, mistake.mutant) {
                Ok(lives) => println!("{} {law:?}: killed within {lives} lives: {}", law.number(), mistake.what()),
                Err(others) => survivors.push((mistake.what(), law, others)),
            }
        }
    }
    assert!(survivors.is_empty(), "not killed by the law named, but by: {survivors:?}");
}

#[test]
fn every_law_has_a_mutant_that_it_kills() {
    all_die(0, 1);
}

#[test]
fn laws_that_forbid_more_than_one_thing_kill_more_mutants() {
    all_die(1, usize::MAX);
}
