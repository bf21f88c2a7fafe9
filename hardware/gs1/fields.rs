//! An item as names and texts: for a line on a screen or in a file.

use std::fmt;

use super::item::{Item, Moment, Price};

impl Item {
    /// Every field that is there, by its name in [`Item`], in that order; days are ISO 8601, a price has its currency
    /// behind it, every further element is named by its identifier.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let mut put = |name: &str, value: Option<String>| all.extend(value.map(|value| (name.to_owned(), value)));
        put("gtin", shown(self.gtin));
        put("or_gtin", shown(self.or_gtin));
        put("contains", shown(self.contains));
        put("lot", self.lot.clone());
        put("serial", self.serial.clone());
        put("secondary_serial", self.secondary_serial.clone());
        put("produced", shown(self.produced));
        put("produced_at", shown(self.produced_at));
        put("packed", shown(self.packed));
        put("best_before", shown(self.best_before));
        put("sell_by", shown(self.sell_by));
        put("expires", shown(self.expires));
        put("expires_at", shown(self.expires_at));
        put("variant", shown(self.variant));
        put("consumer_variant", self.consumer_variant.clone());
        put("additional_id", self.additional_id.clone());
        put("count", shown(self.count));
        put("piece", self.piece.map(|(piece, total)| format!("{piece}/{total}")));
        put("net_weight", shown(self.net_weight));
        put("price", shown(self.price));
        put("unit_price", shown(self.unit_price));
        put("order", self.order.clone());
        put("location", self.location.clone());
        put("shipment", self.shipment.clone());
        put("asset", self.asset.clone());
        put("url", self.url.clone());
        put("add_on", self.add_on.clone());
        put("doubtful", self.is_doubtful.then(|| "true".to_owned()));
        for (ai, value) in &self.further {
            put(&ai.to_string(), Some(value.clone()));
        }
        all
    }
}

fn shown(value: Option<impl fmt::Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

impl fmt::Display for Moment {
    /// ISO 8601 without a zone: a code names none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}:{:02}", self.date, self.hour, self.minute, self.second)
    }
}

impl fmt::Display for Price {
    /// The amount, and the currency's number if the code names one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.amount)?;
        self.currency.map_or(Ok(()), |number| write!(f, " {number:03}"))
    }
}
