//! What the lines of a table's order cost where the table doesn't say: wholesale and level prices count all
//! of the order's rows (rule 66). Places of tiers are not taken: what a table brings was sold before.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::{number, price};
use crate::domain::draft::LineDraft;
use crate::domain::id::{OfferId, ProductId, VariantId};
use crate::domain::money::Rupiah;
use crate::domain::pricing::{self, FurtherPrice, Prices, Purchase};

/// The units of an order that further prices count, and for whom they are.
#[derive(Default)]
pub(super) struct Counted {
    units: HashMap<OfferId, i64>,
    of_product: HashMap<ProductId, i64>,
    level: String,
    free: bool,
}

impl Counted {
    /// Nothing yet, for a customer of this price level; `free` where the goods cost nothing (rule 109).
    pub(super) fn of(level: String, free: bool) -> Self {
        Self {
            level,
            free,
            ..Self::default()
        }
    }

    /// Whether the goods cost nothing.
    pub(super) fn is_free(&self) -> bool {
        self.free
    }

    /// Counts the units of a line.
    pub(super) fn add(&mut self, offer: &OfferRow, qty: u32) {
        *self.units.entry(offer.id).or_default() += i64::from(qty);
        *self.of_product.entry(offer.product_id).or_default() += i64::from(qty);
    }
}

/// The price of one unit of a line.
pub(super) struct LinePrice {
    /// With its custom fields, in rupiah.
    pub(super) each: Rupiah,
    /// The part of that for custom fields, in rupiah.
    pub(super) field_price: Rupiah,
    /// Label of the further price it is sold at.
    pub(super) label: Option<String>,
}

/// Further prices by variant, read once for a table.
#[derive(Default)]
pub(super) struct FurtherPrices(HashMap<VariantId, Vec<FurtherPrice>>);

impl FurtherPrices {
    /// Those of a variant.
    fn of(&mut self, deed: &Deed<'_>, offer: &OfferRow) -> Result<&[FurtherPrice]> {
        Ok(match self.0.entry(offer.variant_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut further = price::of_variant(deed.connection(), offer.variant_id)?;
                for further in &mut further {
                    further.price = offer.of_one(further.price)?;
                }
                new.insert(further)
            }
        })
    }

    /// What one unit of a line costs: the table's price, else today's.
    pub(super) fn price(
        &mut self,
        deed: &Deed<'_>,
        (offer, line): (&OfferRow, &LineDraft),
        field_price: Rupiah,
        counted: &Counted,
    ) -> Result<LinePrice> {
        if counted.free {
            return Ok(LinePrice {
                each: Rupiah::ZERO,
                field_price: Rupiah::ZERO,
                label: None,
            });
        }
        let given = |each: Rupiah| {
            Ok(LinePrice {
                each: number::price(each)?,
                field_price: Rupiah::ZERO,
                label: None,
            })
        };
        match line.unit_price {
            // The price of a kilogram is written where that of one is meant (rule 94).
            Some(price) if price == offer.price => return given(offer.of_one(price)?),
            // The row's price wins.
            Some(price) => return given(price),
            None => {}
        }
        let prices = Prices {
            own: offer.unit_price()?,
            cost: offer.cost,
            tiers: &[],
            further: self.of(deed, offer)?,
        };
        let purchase = Purchase {
            units: i64::from(line.qty),
            in_order: counted.units.get(&offer.id).copied().unwrap_or_default(),
            of_product: counted
                .of_product
                .get(&offer.product_id)
                .copied()
                .unwrap_or_default(),
            level: &counted.level,
            field_price,
        };
        // Without tiers all units cost the same.
        let slices = pricing::price(&prices, &purchase, deed.now)?;
        let slice = slices.into_iter().next();
        let own = prices.own.plus(field_price)?;
        Ok(LinePrice {
            each: number::price(slice.as_ref().map_or(own, |slice| slice.unit_price))?,
            field_price,
            label: slice.and_then(|slice| slice.label),
        })
    }
}
