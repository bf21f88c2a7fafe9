//! The counter simulated: thousands of lives of the real state machine on the real schema, in virtual time, with
//! faults, power cuts and people of every kind; laws are checked after each step, liveness at the end of each life.
//!
//! `SEED=n` replays one life and prints it; `LIVES=n` changes how many are lived.

mod faults;
mod laws;
mod mutants;
mod names;
mod people;
mod shop;
mod world;

use std::time::Instant;

use laws::Broken;
use world::{Tally, World};

/// Lives of an ordinary test run.
const LIVES: u64 = 2_000;
/// Lines of a life that are shown when a law is broken.
const SHOWN: usize = 30;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Lives the seeds from `first`, every `step`th; what happened, and which lives broke a law.
fn live(first: u64, step: u64, lives: u64) -> (Tally, Vec<(u64, Broken)>) {
    let morning = shop::morning("");
    let (mut tally, mut broken) = (Tally::new(), Vec::new());
    for seed in (first..lives).step_by(step as usize) {
        let mut world = World::new(seed, &morning, Box::new(mutants::None), false);
        broken.extend(world.live().err().map(|why| (seed, why)));
        for (what, times) in world.tally {
            *tally.entry(what).or_default() += times;
        }
    }
    (tally, broken)
}

/// The same life again, written down.
fn replay(seed: u64) -> (Vec<String>, Option<Broken>) {
    let mut world = World::new(seed, &shop::morning(""), Box::new(mutants::None), true);
    let broken = world.live().err();
    (world.trace.unwrap_or_default(), broken)
}

fn tell(broken: &[(u64, Broken)]) {
    let Some((seed, why)) = broken.iter().min_by_key(|(seed, _)| *seed) else { return };
    let (trace, _) = replay(*seed);
    let last = trace[trace.len().saturating_sub(SHOWN)..].join("\n");
    let laws: std::collections::BTreeMap<_, _> = broken.iter().rev().map(|(seed, why)| (why.law, seed)).collect();
    panic!(
        "life {seed} breaks {:?}: {}\n{last}\n{} lives break a law, by law one of them: {laws:?}\n\
         replay: SEED={seed} cargo test -p doro --test simulation a_life -- --nocapture",
        why.law,
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
    let started = Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let halves: Vec<_> = (0..threads).map(|first| std::thread::spawn(move || live(first, threads, lives))).collect();
    let mut tally = Tally::new();
    let mut broken = Vec::new();
    for half in halves {
        let (part, lives) = half.join().unwrap();
        part.into_iter().for_each(|(what, times)| *tally.entry(what).or_default() += times);
        broken.extend(lives);
    }
    println!("{lives} lives in {:?}", started.elapsed());
    for (what, times) in &tally {
        println!("{times:>9} {what}");
    }
    tell(&broken);
}
