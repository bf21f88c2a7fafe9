//! What proof there is; "not yet" stands last.

use domain::policy::Evidence;
use domain::view::ItemHead;
use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, GoodsWords, ProofPage};

use super::{asked_about, is};
use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, item: &ItemHead, evidence: &[Evidence], picked: Option<u16>) -> Shown {
    let (say, customer) = (speaker.of::<GoodsWords>(), speaker.of::<Customer>());
    let kinds = evidence.iter().map(|kind| words::evidence(*kind)).chain([markup::Evidence::NotYet]);
    let cards = kinds
        .enumerate()
        .map(|(at, kind)| choice(say.invoke_evidence(kind), say.invoke_evidence_under(kind), is(picked, at), at));
    customer.set_proof(ProofPage {
        item: asked_about(speaker, item),
        kinds: rows(customer.get_proof().kinds, cards.collect()),
    });
    Shown::new(Place::Customer(CustomerScreen::Proof), |app| app.global::<Customer>().set_proof(ProofPage::default()))
}
