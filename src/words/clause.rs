//! The clauses of the published policy and the customer's reasons, in words.

use domain::calendar::{Counted, Period, Since};
use domain::judge::{Combined, combined};
use domain::language::Language;
use domain::order::Method;
use domain::policy::{Clause, Evidence, Reason};

use super::say;

/// What a clause says, as the reason of a refusal or a rule that was kept. How long a deadline is stands in what was
/// `counted`; none of it is known where the staff refuse by it.
#[must_use]
pub fn clause(language: Language, clause: Clause, counted: &[Counted]) -> String {
    let (ko, en) = match clause {
        Clause::DeadlineChangeOfMind => ("단순 변심", "Change of mind"),
        Clause::DeadlineDefect => ("불량·오배송", "Faulty or wrong item"),
        Clause::PriceChange => ("가격 변동은 반품·보상 사유가 아님", "A price change is no reason for a return"),
        Clause::MadeToOrder => ("주문 제작이 시작된 상품", "Made to order, production has begun"),
        Clause::ComponentMissing => ("구성품 누락", "Parts are missing"),
        Clause::CarelessDamage => ("사용 부주의로 인한 손상", "Damaged by careless handling"),
        Clause::Apparel => ("의류·잡화: 택 제거, 라벨·상품 훼손", "Clothing: tag removed, label or goods damaged"),
        Clause::Consumable => {
            ("계절·식품·화장품: 사용·일부 소비·시간 경과", "Food, cosmetics: used, partly consumed or time lapsed")
        }
        Clause::Electronics => ("가전·설치: 봉인 제거, 설치·사용", "Electronics: seal removed, installed or used"),
        Clause::Car => ("자동차용품: 개봉 후 장착", "Car goods: opened and mounted"),
        Clause::Media => ("음반·게임·도서: 포장 훼손, 일련번호 노출", "Media: package damaged, serial exposed"),
        Clause::Computer => ("노트북·PC: 홀로그램 훼손·제거", "Computer: hologram removed or damaged"),
        Clause::AdverseReactionCategory => ("피부 트러블 반품은 화장품만 해당", "Adverse reactions: cosmetics only"),
        Clause::EvidenceServiceCenter => ("서비스센터 불량 판정서 필요", "Needs the service centre's defect report"),
        Clause::EvidenceMedical => ("진단서 또는 소견서 필요", "Needs a medical certificate or opinion"),
    };
    let said = say(language, ko, en);
    match (clause.is_deadline(), within(language, counted)) {
        (true, Some(within)) => format!("{said}: {within}"),
        (true, None) => format!("{said}: {}", say(language, "반품 기간", "return period")),
        (false, _) => said.to_owned(),
    }
}

/// `받은 날부터 7일 안`, by the periods that were counted.
fn within(language: Language, counted: &[Counted]) -> Option<String> {
    let of =
        |since| counted.iter().find(|counted| counted.since == since).map(|counted| length(language, counted.period));
    let received = of(Since::Received)?;
    Some(match (of(Since::Noticed), combined(counted), language) {
        (None, _, Language::Ko) => format!("받은 날부터 {received} 안"),
        (None, _, Language::En) => format!("within {received} of receiving it"),
        (Some(noticed), Combined::Earlier, Language::Ko) => {
            format!("받은 날부터 {received}, 그리고 문제를 안 날부터 {noticed} 안")
        }
        (Some(noticed), Combined::Earlier, Language::En) => {
            format!("within {received} of receiving it and {noticed} of noticing the fault")
        }
        (Some(noticed), _, Language::Ko) => format!("받은 날부터 {received} 또는 문제를 안 날부터 {noticed} 안"),
        (Some(noticed), _, Language::En) => {
            format!("within {received} of receiving it or {noticed} of noticing the fault")
        }
    })
}

fn length(language: Language, period: Period) -> String {
    match (period, language) {
        (Period::Days(1), Language::Ko) => "하루".to_owned(),
        (Period::Days(days), Language::Ko) => format!("{days}일"),
        (Period::Days(days), Language::En) => format!("{days} day{}", if days == 1 { "" } else { "s" }),
        (Period::Months(1), Language::Ko) => "한 달".to_owned(),
        (Period::Months(months), Language::Ko) => format!("{months}개월"),
        (Period::Months(months), Language::En) => format!("{months} month{}", if months == 1 { "" } else { "s" }),
    }
}

/// Why the goods come back.
#[must_use]
pub fn reason(language: Language, reason: Reason) -> &'static str {
    let (ko, en) = match reason {
        Reason::ChangeOfMind => ("마음이 바뀜", "Changed my mind"),
        Reason::OrderedByMistake => ("잘못 주문함", "Ordered by mistake"),
        Reason::Defective => ("상품에 문제가 있음", "Faulty"),
        Reason::WrongItem => ("다른 상품이 옴", "Wrong item"),
        Reason::AdverseReaction => ("피부 트러블", "Skin reaction"),
        Reason::PriceChange => ("가격이 바뀜", "Price changed"),
    };
    say(language, ko, en)
}

/// How it was paid.
#[must_use]
pub fn method(language: Language, method: Method) -> &'static str {
    let (ko, en) = match method {
        Method::Card => ("신용카드 승인 취소", "Credit card, approval cancelled"),
        Method::BankTransfer | Method::VirtualAccount => ("환불 계좌로 입금", "Paid into your account"),
        Method::Mobile => ("휴대폰 결제 취소", "Mobile billing"),
        Method::Points => ("포인트로 돌려드림", "Points credited back"),
    };
    say(language, ko, en)
}

/// A document, as the screen names it.
#[must_use]
pub fn evidence(language: Language, evidence: Evidence) -> &'static str {
    let (ko, en) = match evidence {
        Evidence::ServiceCenterReport => ("서비스센터 불량 판정서", "Service centre report"),
        Evidence::MedicalCertificate => ("진단서", "Medical certificate"),
        Evidence::MedicalOpinion => ("의사 소견서", "Doctor's note"),
    };
    say(language, ko, en)
}
