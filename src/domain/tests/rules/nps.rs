//! The net promoter score (product §3).

use domain::nps::{Kind, Score, Standing, Tally, Trend, trend};
use proptest::prelude::*;

fn tally(promoters: u32, passives: u32, detractors: u32) -> Tally {
    Tally { promoters, passives, detractors }
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[test]
fn the_published_examples_come_out_to_the_tenth() {
    for (of, score, low, high) in [(tally(18, 11, 2), 51.6, 25.5, 68.6), (tally(40, 30, 30), 10.0, -6.3, 25.7)] {
        let interval = of.interval().unwrap();
        let got = [of.score().unwrap(), interval.low, interval.high].map(rounded);
        assert_eq!(got, [score, low, high], "{of:?}");
    }
}

#[test]
fn nine_and_ten_promote_seven_and_eight_are_passive_and_six_detracts() {
    for score in 0..=10 {
        let kind = match score {
            0..=6 => Kind::Detractor,
            7 | 8 => Kind::Passive,
            _ => Kind::Promoter,
        };
        assert_eq!(Score::new(score).unwrap().kind(), kind, "{score}");
    }
}

#[test]
fn there_is_no_score_above_ten() {
    assert_eq!(Score::new(11), None);
    assert_eq!(serde_json::from_str::<Score>("10").unwrap().get(), 10);
    for wrong in ["11", "-1", "7.5", "256", "null"] {
        assert!(serde_json::from_str::<Score>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn without_an_answer_there_is_neither_score_nor_interval() {
    let none = Tally::default();
    assert_eq!((none.score(), none.interval(), none.standing()), (None, None, Standing::Counts));
}

#[test]
fn a_score_stands_from_ten_answers_for_reference_and_from_thirty_as_a_score() {
    for (answers, standing) in [
        (0, Standing::Counts),
        (9, Standing::Counts),
        (10, Standing::ForReference),
        (29, Standing::ForReference),
        (30, Standing::Score),
    ] {
        assert_eq!(tally(answers, 0, 0).standing(), standing, "{answers}");
    }
}

#[test]
fn counts_are_pooled_and_scores_never_averaged() {
    let pooled: Tally = [tally(9, 0, 1), tally(0, 0, 90)].into_iter().sum();
    assert_eq!(pooled, tally(9, 0, 91));
    assert_eq!(pooled.score(), Some(-82.0));
}

#[test]
fn an_arrow_needs_thirty_answers_on_both_sides_and_a_difference_beyond_chance() {
    for (before, now, arrow) in [
        (tally(10, 10, 10), tally(28, 1, 1), Some(Trend::Up)),
        (tally(28, 1, 1), tally(10, 10, 10), Some(Trend::Down)),
        (tally(10, 10, 10), tally(12, 9, 9), None),
        (tally(10, 10, 9), tally(300, 1, 1), None),
        (tally(300, 1, 1), tally(0, 0, 29), None),
        (tally(30, 0, 0), tally(30, 0, 0), None),
    ] {
        assert_eq!(trend(&before, &now), arrow, "{before:?} → {now:?}");
    }
}

#[test]
fn scores_are_tallied_by_kind() {
    let scores = [10, 9, 8, 7, 6, 0].map(|score| Score::new(score).unwrap());
    assert_eq!(scores.into_iter().collect::<Tally>(), tally(2, 2, 2));
}

proptest! {
    #[test]
    fn an_interval_is_ordered_and_stays_within_a_hundred(p in 0u32..500, n in 0u32..500, d in 0u32..500) {
        prop_assume!(p + n + d > 0);
        let interval = tally(p, n, d).interval().unwrap();
        prop_assert!(-100.0 <= interval.low && interval.low <= interval.high && interval.high <= 100.0);
    }

    #[test]
    fn a_trend_backwards_is_the_opposite_trend(
        a in (0u32..200, 0u32..200, 0u32..200),
        b in (0u32..200, 0u32..200, 0u32..200),
    ) {
        let (a, b) = (tally(a.0, a.1, a.2), tally(b.0, b.1, b.2));
        let opposite = trend(&b, &a).map(|trend| match trend {
            Trend::Up => Trend::Down,
            Trend::Down => Trend::Up,
        });
        prop_assert_eq!(trend(&a, &b), opposite);
    }
}
