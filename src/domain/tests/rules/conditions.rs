//! What cannot be returned (policy §6), every category with every reason and every flag.

use domain::judge::Outcome;
use domain::order::Category;
use domain::policy::{Clause, Evidence, Flag, Reason};

use crate::world::{BOOK, date, line, request};

const CATEGORIES: [Category; 12] = [
    Category::Apparel,
    Category::Accessories,
    Category::Luxury,
    Category::Seasonal,
    Category::Food,
    Category::Cosmetics,
    Category::Electronics,
    Category::Installed,
    Category::Car,
    Category::Media,
    Category::Computer,
    Category::General,
];

const FLAGS: [Flag; 16] = [
    Flag::ComponentMissing,
    Flag::CarelessDamage,
    Flag::TagRemoved,
    Flag::LabelDamaged,
    Flag::ProductDamaged,
    Flag::Used,
    Flag::TimeLapsed,
    Flag::PartlyConsumed,
    Flag::SealRemoved,
    Flag::Installed,
    Flag::ScreenPoweredOn,
    Flag::OpenedAndMounted,
    Flag::PackageDamaged,
    Flag::SerialExposed,
    Flag::HologramRemoved,
    Flag::HologramDamaged,
];

/// The table, row by row: the clause by which a flag refuses a change of mind.
fn row(category: Category, flag: Flag) -> Option<Clause> {
    use Category as C;
    use Flag as F;
    Some(match (category, flag) {
        (_, F::ComponentMissing) => Clause::ComponentMissing,
        (_, F::CarelessDamage) => Clause::CarelessDamage,
        (C::Apparel | C::Accessories | C::Luxury, F::TagRemoved | F::LabelDamaged | F::ProductDamaged) => {
            Clause::Apparel
        }
        (C::Seasonal | C::Food | C::Cosmetics, F::Used | F::TimeLapsed | F::PartlyConsumed) => Clause::Consumable,
        (C::Electronics | C::Installed, F::SealRemoved | F::Installed | F::Used | F::ScreenPoweredOn) => {
            Clause::Electronics
        }
        (C::Car, F::OpenedAndMounted) => Clause::Car,
        (C::Media, F::PackageDamaged | F::SerialExposed) => Clause::Media,
        (C::Computer, F::HologramRemoved | F::HologramDamaged) => Clause::Computer,
        _ => return None,
    })
}

/// What must refuse `flag` on goods that are otherwise in order.
fn refusing(category: Category, reason: Reason, flag: Option<Flag>) -> Vec<Clause> {
    let by_table = flag.and_then(|flag| row(category, flag));
    let by_general_row = by_table.filter(|clause| matches!(clause, Clause::ComponentMissing | Clause::CarelessDamage));
    match reason {
        Reason::ChangeOfMind | Reason::OrderedByMistake => by_table.into_iter().collect(),
        Reason::Defective | Reason::WrongItem => Vec::new(),
        Reason::PriceChange => vec![Clause::PriceChange],
        Reason::AdverseReaction => {
            let foreign = (category != Category::Cosmetics).then_some(Clause::AdverseReactionCategory);
            by_general_row.into_iter().chain(foreign).collect()
        }
    }
}

#[test]
fn each_flag_refuses_what_its_row_says_and_nothing_else() {
    for category in CATEGORIES {
        for reason in Reason::ALL {
            for flag in FLAGS.map(Some).into_iter().chain([None]) {
                let mut request = request(category, reason);
                request.items[0].condition.extend(flag);
                let place = format!("{category:?} {reason:?} {flag:?}");
                let line = line(&request);
                let want = refusing(category, reason, flag);
                if want.is_empty() {
                    assert!(line.is_open(), "{place}: {:?}", line.clauses);
                } else {
                    assert_eq!((line.outcome, line.clauses), (Outcome::Refused, want), "{place}");
                }
            }
        }
    }
}

#[test]
fn the_flags_that_are_asked_are_those_that_can_change_the_answer() {
    let policy = BOOK.in_force(date("2026-11-02")).unwrap();
    for category in CATEGORIES {
        for reason in Reason::ALL {
            let without = refusing(category, reason, None);
            let mut want: Vec<Flag> =
                FLAGS.into_iter().filter(|flag| refusing(category, reason, Some(*flag)) != without).collect();
            if !without.is_empty() {
                want.clear();
            }
            let mut got = policy.flags_asked(category, reason);
            got.sort();
            assert_eq!(got, want, "{category:?} {reason:?}");
        }
    }
}

#[test]
fn the_flags_of_one_category_refuse_nothing_in_another_even_all_at_once() {
    let mut request = request(Category::General, Reason::ChangeOfMind);
    request.items[0].condition.extend(&FLAGS[2..]);
    assert!(line(&request).is_open());
}

#[test]
fn every_refusing_clause_is_listed_in_the_order_of_the_policy() {
    let mut request = request(Category::Apparel, Reason::OrderedByMistake);
    request.requested_on = date("2026-12-24");
    request.items[0].condition.extend(FLAGS);
    request.items[0].line.made_to_order = true;
    request.items[0].line.production_started = true;
    let want = [
        Clause::DeadlineChangeOfMind,
        Clause::MadeToOrder,
        Clause::ComponentMissing,
        Clause::CarelessDamage,
        Clause::Apparel,
    ];
    assert_eq!(line(&request).clauses, want);
}

#[test]
fn made_to_order_refuses_a_change_of_mind_once_production_has_begun() {
    for (reason, made, started, refused) in [
        (Reason::ChangeOfMind, true, true, true),
        (Reason::OrderedByMistake, true, true, true),
        (Reason::ChangeOfMind, true, false, false),
        (Reason::ChangeOfMind, false, true, false),
        (Reason::Defective, true, true, false),
        (Reason::WrongItem, true, true, false),
        (Reason::AdverseReaction, true, true, false),
    ] {
        let mut request = request(Category::Cosmetics, reason);
        request.items[0].line.made_to_order = made;
        request.items[0].line.production_started = started;
        let clauses = line(&request).clauses;
        assert_eq!(clauses.contains(&Clause::MadeToOrder), refused, "{reason:?} {made} {started}");
    }
}

#[test]
fn a_deadline_refuses_a_stores_reason_too() {
    let mut request = request(Category::General, Reason::WrongItem);
    request.items[0].noticed_on = request.order.received_on;
    request.requested_on = date("2027-03-02");
    assert_eq!(line(&request).clauses, [Clause::DeadlineDefect]);
}

#[test]
fn a_price_change_is_refused_alone_and_without_a_deadline() {
    let mut request = request(Category::Apparel, Reason::PriceChange);
    request.requested_on = date("2027-03-02");
    request.items[0].condition.extend(FLAGS);
    let line = line(&request);
    assert_eq!((line.outcome, line.clauses, line.deadline), (Outcome::Refused, vec![Clause::PriceChange], None));
}

#[test]
fn proof_is_needed_where_the_policy_says_and_any_one_kind_is_enough() {
    use Evidence::{MedicalCertificate, MedicalOpinion, ServiceCenterReport};
    let policy = BOOK.in_force(date("2026-11-02")).unwrap();
    for category in CATEGORIES {
        for reason in Reason::ALL {
            let (clause, enough): (Option<Clause>, &[Evidence]) = match (category, reason) {
                (Category::Electronics | Category::Installed, Reason::Defective) => {
                    (Some(Clause::EvidenceServiceCenter), &[ServiceCenterReport])
                }
                (Category::Cosmetics, Reason::AdverseReaction) => {
                    (Some(Clause::EvidenceMedical), &[MedicalCertificate, MedicalOpinion])
                }
                _ => (None, &[]),
            };
            let place = format!("{category:?} {reason:?}");
            assert_eq!(policy.evidence_asked(category, reason), enough, "{place}");
            let mut request = request(category, reason);
            let without = line(&request);
            let needs = without.outcome == Outcome::NeedsEvidence;
            assert_eq!(needs, clause.is_some(), "{place}");
            assert_eq!(without.missing_evidence, enough, "{place}");
            if needs {
                assert_eq!(without.clauses, Vec::from_iter(clause), "{place}");
            }
            for kind in [ServiceCenterReport, MedicalCertificate, MedicalOpinion] {
                request.items[0].evidence = [kind].into();
                let met = line(&request).outcome == Outcome::Eligible;
                assert_eq!(met, (enough.contains(&kind) || clause.is_none()) && without.is_open(), "{place} {kind:?}");
            }
        }
    }
}

#[test]
fn a_refused_line_is_asked_for_no_proof() {
    let mut request = request(Category::Cosmetics, Reason::AdverseReaction);
    request.items[0].condition.insert(Flag::CarelessDamage);
    let line = line(&request);
    assert_eq!((line.clauses, line.missing_evidence), (vec![Clause::CarelessDamage], vec![]));
}

#[test]
fn a_skin_reaction_is_offered_for_cosmetics_alone() {
    let policy = BOOK.in_force(date("2026-11-02")).unwrap();
    for category in CATEGORIES {
        let offered = policy.reasons_offered(category);
        let is_offered = offered.contains(&Reason::AdverseReaction);
        assert_eq!(is_offered, category == Category::Cosmetics, "{category:?}");
        assert_eq!(offered.len(), 5 + usize::from(is_offered), "{category:?}");
    }
}
