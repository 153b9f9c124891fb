//! Further prices of variants (rule 66): for customers of a level, from a number of units in one
//! order, or both.

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::price::{self, of_variant};
use super::rows::{number, offer, text};
use crate::domain::code::Code;
use crate::domain::id::VariantId;
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::pricing::FurtherPrice;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Sets a variant's further price for customers of `level` (empty for all) from `from` units
    /// on, of the variant or, `across`, of all variants of its product; without a `price` removes it. A product's code means all its variants not archived.
    /// Orders already placed keep their prices (rule 11).
    ///
    /// # Errors
    /// An unknown or archived code, a price for all customers and any number of units, one to
    /// remove that doesn't exist, or a value out of its bounds.
    pub fn set_price(
        &mut self,
        code: &Code,
        level: &str,
        (from, across): (i64, bool),
        price: Option<Rupiah>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let level = text::line("field-level", level)?;
            number::within("field-from-qty", from, 1, MAX_QTY)?;
            if level.is_empty() && from == 1 {
                return Err(Refusal::PriceWithoutReason.into());
            }
            let further = FurtherPrice {
                level,
                from,
                across,
                price: number::price(price.unwrap_or_default())?,
            };
            for variant in offer::variants_to_offer(deed.connection(), code)? {
                if price.is_some() {
                    price::set(deed, variant.id, &further)?;
                } else {
                    price::end(deed, variant.id, &further)?;
                }
            }
            let said = |key| {
                Message::new(key)
                    .text("label", further.label())
                    .text("variant", code.as_str())
            };
            let message = match price {
                Some(price) => said("did-set-price").money("price", price),
                None => said("did-end-price"),
            };
            Ok(((), message))
        })
    }

    /// The current further prices of a variant: those for all customers first, then by level and
    /// number of units.
    pub fn further_prices(&self, variant: VariantId) -> Result<Vec<FurtherPrice>> {
        of_variant(&*self.reading()?, variant)
    }
}
