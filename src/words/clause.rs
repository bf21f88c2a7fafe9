//! The clauses of the published policy and the customer's reasons, in words.

use domain::counter::Language;
use domain::judge::{Clause, Evidence, Reason};
use domain::order::Method;

use super::say;

/// What a clause says, as the reason of a refusal or a rule that was kept.
#[must_use]
pub fn clause(language: Language, clause: Clause) -> &'static str {
    let (ko, en) = match clause {
        Clause::DeadlineChangeOfMind => {
            ("단순 변심은 받은 날부터 7일 안에 신청", "Change of mind: within 7 days of receipt")
        }
        Clause::DeadlineDefect => (
            "불량·오배송은 받은 날부터 3개월 또는 안 날부터 30일 안에 신청",
            "Faulty or wrong item: within 3 months of receipt or 30 days of noticing",
        ),
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
    say(language, ko, en)
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
