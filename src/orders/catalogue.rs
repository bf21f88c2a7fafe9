//! What the sample's shop sells. Invented goods; the barcodes carry Korea's prefix and a right check digit.

use domain::order::Category;

/// A product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Product {
    pub name: &'static str,
    pub category: Category,
    /// Price of one, in won.
    pub price: i64,
    /// Company and item number, as digits after the country's prefix 880.
    pub item: u32,
}

/// A dozen categories, as a shop for everything would have them.
pub(super) const PRODUCTS: [Product; 48] = [
    product("울 혼방 니트 카디건 (베이지, M)", Category::Apparel, 59_900, 1),
    product("스트라이프 면 티셔츠 (네이비, L)", Category::Apparel, 19_900, 2),
    product("와이드 데님 팬츠 (중청, 30)", Category::Apparel, 49_800, 3),
    product("여성 플리스 집업 (크림, F)", Category::Apparel, 39_900, 4),
    product("남성 옥스퍼드 셔츠 (화이트, 100)", Category::Apparel, 35_900, 5),
    product("발열 내의 상하 세트 (M)", Category::Apparel, 24_900, 6),
    product("양말 5켤레 묶음", Category::Accessories, 9_900, 7),
    product("소가죽 벨트 (블랙)", Category::Accessories, 32_000, 8),
    product("캔버스 에코백", Category::Accessories, 15_900, 9),
    product("울 머플러 (차콜)", Category::Accessories, 29_900, 10),
    product("스포츠 모자 (블랙)", Category::Accessories, 18_000, 11),
    product("가죽 카드지갑", Category::Luxury, 189_000, 12),
    product("실크 스카프", Category::Luxury, 245_000, 13),
    product("가죽 토트백 (브라운)", Category::Luxury, 690_000, 14),
    product("크리스마스 트리 150cm", Category::Seasonal, 69_000, 15),
    product("전기요 (싱글)", Category::Seasonal, 54_900, 16),
    product("휴대용 손난로", Category::Seasonal, 22_900, 17),
    product("제주 감귤 5kg", Category::Food, 23_900, 18),
    product("유기농 쌀 10kg", Category::Food, 42_500, 19),
    product("저당 그래놀라 500g", Category::Food, 11_900, 20),
    product("들기름 180ml 2병", Category::Food, 27_800, 21),
    product("드립백 커피 20개입", Category::Food, 16_900, 22),
    product("수분 진정 크림 50ml", Category::Cosmetics, 28_000, 23),
    product("약산성 클렌징 폼 150ml", Category::Cosmetics, 14_000, 24),
    product("자외선 차단제 SPF50+ 50ml", Category::Cosmetics, 19_500, 25),
    product("비타민 세럼 30ml", Category::Cosmetics, 34_000, 26),
    product("시트 마스크 10매", Category::Cosmetics, 12_000, 27),
    product("무선 이어폰", Category::Electronics, 129_000, 28),
    product("블루투스 스피커", Category::Electronics, 79_000, 29),
    product("전기 주전자 1.7L", Category::Electronics, 39_900, 30),
    product("헤어 드라이어", Category::Electronics, 58_000, 31),
    product("27인치 모니터", Category::Electronics, 249_000, 32),
    product("로봇청소기", Category::Electronics, 398_000, 33),
    product("벽걸이 에어컨 6평형", Category::Installed, 589_000, 34),
    product("비데 일체형", Category::Installed, 329_000, 35),
    product("정수기 (냉온)", Category::Installed, 459_000, 36),
    product("차량용 블랙박스 2채널", Category::Car, 219_000, 37),
    product("와이퍼 세트 650/400", Category::Car, 24_000, 38),
    product("차량용 방향제", Category::Car, 13_900, 39),
    product("재즈 명반 모음 CD", Category::Media, 17_800, 40),
    product("영화 블루레이 한정판", Category::Media, 38_500, 41),
    product("게임 패키지 (콘솔용)", Category::Media, 64_800, 42),
    product("노트북 14인치", Category::Computer, 1_190_000, 43),
    product("기계식 키보드", Category::Computer, 98_000, 44),
    product("외장 SSD 1TB", Category::Computer, 134_000, 45),
    product("스테인리스 텀블러 500ml", Category::General, 23_900, 46),
    product("극세사 이불 (퀸)", Category::General, 89_000, 47),
    product("아로마 캔들", Category::General, 21_000, 48),
];

const fn product(name: &'static str, category: Category, price: i64, item: u32) -> Product {
    Product { name, category, price, item }
}

impl Product {
    /// Its GTIN-13.
    pub(super) fn barcode(&self) -> String {
        gtin13(&format!("880{:04}{:05}", 4_100 + self.item / 10, self.item * 37))
    }
}

/// Twelve digits and their check digit (GS1 General Specifications §7.9).
pub(super) fn gtin13(twelve: &str) -> String {
    let sum: u32 = twelve.bytes().zip([1, 3].into_iter().cycle()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    format!("{twelve}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_that_of_a_printed_barcode() {
        assert_eq!(gtin13("978030640615"), "9780306406157");
        assert_eq!(gtin13("400638133393"), "4006381333931");
    }

    #[test]
    fn no_two_products_share_a_barcode() {
        let codes: std::collections::BTreeSet<_> = PRODUCTS.iter().map(Product::barcode).collect();
        assert_eq!(codes.len(), PRODUCTS.len());
        assert!(codes.iter().all(|code| code.len() == 13));
    }
}
