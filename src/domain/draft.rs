//! Orders and price-list rows read from a file, before the book decides what to do with them.

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::fnv::{fnv64, terminated};
use super::money::Rupiah;
use super::order::{Channel, ChargeKind};
use super::when::Moment;

/// An order as written in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OrderDraft {
    /// Its number in the shop or form it came from.
    pub reference: Option<String>,
    /// Its number in our own book, in our own export: kept where it is still free.
    pub code: Option<String>,
    /// When it was placed.
    pub placed_at: Option<Moment>,
    /// The customer.
    pub customer: CustomerDraft,
    /// Every row of it says that it was cancelled.
    pub cancelled: bool,
    /// Its lines in file order, at least one.
    pub lines: Vec<LineDraft>,
    /// Where it was sold, when the file says so.
    pub channel: Option<Channel>,
    /// Who receives it, when that is somebody else than the customer.
    pub recipient: Option<String>,
    /// The recipient's phone as typed.
    pub recipient_phone: Option<String>,
    /// A note on the order; empty when there is none.
    pub note: String,
    /// Charges of the whole order in the file, as positive sums in rupiah, one of each kind.
    pub charges: Vec<(ChargeKind, Rupiah)>,
    /// Why its goods cost nothing (rule 109).
    pub free: Option<String>,
    /// Nobody was asked for custom fields: a marketplace, our own export, a table without such columns.
    pub unasked: bool,
}

impl OrderDraft {
    /// The text that identifies this order in its period, so that importing the same table again
    /// adds nothing: its own number, else one made of customer and moment. Where the file has no
    /// time of day, the items are part of it.
    pub fn source(&self) -> String {
        if let Some(reference) = &self.reference {
            return reference.clone();
        }
        let at = self.placed_at.map_or(i64::MIN, Moment::unix);
        let mut texts = vec![
            self.customer.name.to_lowercase(),
            self.customer.phone.clone().unwrap_or_default(),
            at.to_string(),
        ];
        // A full quarter hour may be midnight in some zone: then the file has a date only.
        if self.placed_at.is_none() || at % 900 == 0 {
            for line in &self.lines {
                let code = line
                    .code
                    .as_ref()
                    .map_or(line.product.as_str(), Code::as_str);
                texts.push(code.to_owned());
                texts.push(line.variant.clone().unwrap_or_default());
                texts.push(line.qty.to_string());
                texts.push(line.customization.clone().unwrap_or_default());
                texts.extend(line.for_whom.clone());
            }
        }
        format!(
            "~{:016x}",
            fnv64(terminated(texts.iter().map(String::as_str)))
        )
    }
}

/// A customer as written in the file. Whether two with one name are one person is for the book to
/// decide.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CustomerDraft {
    /// Name; the phone or the order's reference when the file has none.
    pub name: String,
    /// Phone as typed, not normalised.
    pub phone: Option<String>,
    /// Address, possibly of several lines.
    pub address: Option<String>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDraft {
    /// Row in the file, numbered as a spreadsheet does.
    pub row: u64,
    /// Code of the product or variant, as typed.
    pub code: Option<Code>,
    /// Product name; the code where the file has no name.
    pub product: String,
    /// Variant name.
    pub variant: Option<String>,
    /// The code of the goods that these were found to mean; `None` where nothing on sale is meant.
    pub known: Option<Code>,
    /// Units, 1–1.000.000.
    pub qty: u32,
    /// Rupiah for one unit, 0 or more.
    pub unit_price: Option<Rupiah>,
    /// The customization, with custom fields as `Nomor: 10`.
    pub customization: Option<String>,
    /// Who it is for.
    pub for_whom: Option<String>,
}

/// One row of a price list. What is absent stays as it is in the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceListRow {
    /// Row in the file, numbered as a spreadsheet does.
    pub row: u64,
    /// Code of the variant, or of a product that is its own variant.
    pub code: Option<Code>,
    /// Product name; the code where the list has no name.
    pub product: String,
    /// Variant name; empty for a product that is its own variant.
    pub variant: String,
    /// Price of one unit, in rupiah.
    pub price: Option<Rupiah>,
    /// Cost of one unit, in rupiah.
    pub cost: Option<Rupiah>,
    /// Name of the supplier.
    pub supplier: Option<String>,
    /// Fewest units in one order, 2 or more (rule 66).
    pub least: Option<i64>,
    /// Units must be a multiple of this, 2 or more.
    pub multiple: Option<i64>,
    /// Further prices: (level, empty for everybody; units from which it holds; rupiah).
    pub further: Vec<(String, i64, Rupiah)>,
    /// What a package holds: (units, name or code) (rule 21).
    pub contents: Vec<(i64, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Books store these texts: another value would import an old table twice.
    #[test]
    fn the_mark_of_an_order_stays_what_it_was() {
        let draft = OrderDraft {
            placed_at: Some(Moment::from_unix(1_769_922_000)),
            customer: CustomerDraft {
                name: "Bu Sari".to_owned(),
                phone: Some("0812".to_owned()),
                address: None,
            },
            lines: vec![LineDraft {
                row: 2,
                code: None,
                product: "NAS".to_owned(),
                variant: None,
                known: None,
                qty: 2,
                unit_price: None,
                customization: None,
                for_whom: None,
            }],
            ..OrderDraft::default()
        };
        assert_eq!(draft.source(), "~971e629e5481500f");
    }
}
