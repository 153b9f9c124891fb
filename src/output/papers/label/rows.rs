//! The rows of a label, which the caller fills, and what is said of them.

use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::lang::Words;
use crate::output::papers::joined;
use crate::output::papers::lost::{Texts, all};
use crate::output::papers::paper::Person;

/// A label. Empty texts are left off.
#[derive(Debug, Clone, Default)]
pub struct Label {
    /// Code of the parcel.
    pub parcel: String,
    /// Codes of its orders.
    pub orders: Vec<String>,
    /// The shop, or the dropshipper in whose name it goes.
    pub sender: Person,
    /// Who gets it.
    pub recipient: Person,
    /// Where they live.
    pub address: String,
    /// Area or postcode, printed large.
    pub area: String,
    /// The courier.
    pub courier: String,
    /// The courier's service.
    pub service: String,
    /// The tracking number as it was given (rule 99).
    pub resi: String,
    /// What the courier collects.
    pub cod: Option<Rupiah>,
    /// What is inside.
    pub contents: Vec<Content>,
    /// Weight in grams.
    pub weight: Option<i64>,
    /// Whether it breaks easily.
    pub fragile: bool,
    /// A note for the courier.
    pub note: String,
    /// Text of the greeting card inside.
    pub card: String,
}

/// Goods in a parcel.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Units.
    pub qty: i64,
    /// Product and variant.
    pub goods: String,
    /// What the customer asked for.
    pub customization: String,
}

impl Texts for Label {
    fn order(&self) -> String {
        if self.orders.is_empty() {
            self.parcel.clone()
        } else {
            self.orders.join(", ")
        }
    }

    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.parcel);
        all(&mut self.orders, change);
        all([&mut self.sender.name, &mut self.sender.phone], change);
        let recipient = &mut self.recipient;
        all([&mut recipient.name, &mut recipient.phone], change);
        all([&mut self.address, &mut self.area], change);
        all([&mut self.courier, &mut self.service], change);
        all([&mut self.resi, &mut self.note, &mut self.card], change);
        for content in &mut self.contents {
            all([&mut content.goods, &mut content.customization], change);
        }
    }
}

impl Label {
    /// Courier and service.
    pub(super) fn way(&self) -> String {
        joined([&self.courier, &self.service], " ")
    }

    /// The box for COD. Of goods in no parcel nobody knows yet whether a courier collects something.
    pub(super) fn collected(&self, words: &Words) -> Option<String> {
        match self.cod {
            Some(amount) => Some(words.say(&Message::new("papers-cod").money("amount", amount))),
            None if self.parcel.is_empty() => None,
            None => Some(words.word("papers-no-cod")),
        }
    }

    /// Units and weight.
    pub(super) fn size(&self, words: &Words) -> String {
        let units = self.contents.iter().map(|content| content.qty);
        let units = units.fold(0_i64, i64::saturating_add);
        let units = (units > 0).then(|| words.say(&Message::new("papers-units").count("n", units)));
        let told: Vec<String> = units.into_iter().chain(self.heavy(words)).collect();
        told.join(" · ")
    }

    /// The weight.
    pub(super) fn heavy(&self, words: &Words) -> Option<String> {
        let grams = self.weight?;
        Some(words.say(&Message::new("papers-weight").count("n", grams)))
    }
}

impl Content {
    /// `2 × Nastar Keju (tanpa gula)`.
    pub(super) fn told(&self, words: &Words) -> String {
        let goods = format!("{} × {}", words.count(self.qty), self.goods);
        match self.customization.as_str() {
            "" => goods,
            asked => format!("{goods} ({asked})"),
        }
    }
}
