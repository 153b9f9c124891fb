//! Offers, the variants a period sells: reads and finds their rows.

use rusqlite::{Connection, OptionalExtension, params};

use super::catalog::{find_product, variant_by_code};
use super::goods_named::known_variant;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::id::{OfferId, PeriodId, ProductId, VariantId};
use crate::domain::minimum::{Minimum, Sets};
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::period::Period;
use crate::domain::pieces::Pieces;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::weight::Grams;
use crate::domain::when::Moment;

/// An offer with the units sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// Identity.
    pub id: OfferId,
    /// The period it is on sale in.
    pub period_id: PeriodId,
    /// Its product.
    pub product_id: ProductId,
    /// The variant on sale.
    pub variant_id: VariantId,
    /// Code of the variant.
    pub code: String,
    /// Code of the product.
    pub product_code: String,
    /// Product name.
    pub product: String,
    /// Variant name, empty for a single variant.
    pub variant: String,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
    /// Cost of one unit, in rupiah.
    pub cost: Rupiah,
    /// Units allowed.
    pub quota: Option<i64>,
    /// Units sold.
    pub sold: i64,
    /// Units below which the owner must decide at close (rule 68).
    pub minimum: Option<i64>,
    /// When the owner decided to produce below the minimum.
    pub minimum_waived_at: Option<Moment>,
    /// Pieces in a set (rule 68).
    pub set_size: Option<i64>,
    /// The estimated weight of one unit, where it is sold by weight: its prices are for a kilogram
    /// (rule 94).
    pub sold_by_weight: Option<Grams>,
    /// Whether its product is sold in sets of one of each variant (rule 68).
    pub member_set: bool,
    /// Whether it was taken off sale.
    pub withdrawn: bool,
    /// Whether it is a package, whose components are counted with it (rule 21).
    pub package: bool,
    /// Whether it is sold only as a component of packages, not by itself.
    pub in_packages: bool,
    /// Units that can still be sold, where that was asked for and there is a limit.
    pub(in crate::book) can_sell: Option<i64>,
}

impl OfferRow {
    /// Units that can still be sold: as many as the tightest quota allows, that of the variant, its
    /// product, the period or what a package holds (rule 15). `None` without a limit; negative in a
    /// deficit of its own quota (rule 18).
    pub fn left(&self) -> Option<i64> {
        self.can_sell
    }

    /// What one unit costs at its price.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn unit_price(&self) -> Result<Rupiah, MoneyError> {
        self.of_one(self.price)
    }

    /// One unit at a price or cost of the offer, which is for a kilogram where it is sold by weight: then
    /// at its estimated weight (rule 94).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn of_one(&self, price: Rupiah) -> Result<Rupiah, MoneyError> {
        match self.sold_by_weight {
            Some(about) => about.costs(price),
            None => Ok(price),
        }
    }

    /// Its units, told apart as pieces or packages.
    pub fn pieces(&self) -> Pieces {
        Pieces::of(self.sold, self.package)
    }

    /// The minimum and the units sold so far (rule 68).
    pub fn minimum(&self) -> Option<Minimum> {
        self.minimum.map(|units| Minimum {
            units,
            sold: self.sold,
            waived_at: self.minimum_waived_at,
        })
    }

    /// The sets sold of it, when it is sold in sets (rule 68).
    pub fn sets(&self) -> Option<Sets> {
        self.set_size.map(|size| Sets::of(size, self.sold))
    }
}

from_row! {
    pub(in crate::book) OFFER, offer: OfferRow {
        id: "o.id",
        product_id: "v.product_id",
        variant_id: "v.id",
        code: "v.code",
        product_code: "p.code",
        product: "p.name",
        variant: "v.name",
        price: "o.price",
        cost: "o.cost",
        quota: "o.quota",
        sold: "s.units",
        sold_by_weight: "CASE WHEN v.by_weight THEN v.grams END",
        withdrawn: "o.archived_at IS NOT NULL",
        minimum: "o.minimum",
        minimum_waived_at: "o.minimum_waived_at",
        set_size: "o.set_size",
        member_set: "o.member_set",
        period_id: "o.period_id",
        package: "EXISTS (SELECT 1 FROM components c WHERE c.package_id = v.id)",
        in_packages: "o.archived_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM components c WHERE c.variant_id = v.id)",
        ; can_sell: None
    } from "offers o JOIN variants v ON v.id = o.variant_id JOIN products p ON p.id = v.product_id
     JOIN offer_sums s ON s.offer_id = o.id"
}

/// The offer of a variant in a period, when there is one.
pub(in crate::book) fn find_offer(
    connection: &Connection,
    period: PeriodId,
    variant: VariantId,
) -> Result<Option<OfferRow>> {
    Ok(connection
        .prepare_cached(&format!(
            "{OFFER} WHERE o.period_id = ?1 AND o.variant_id = ?2"
        ))?
        .query_row(params![period, variant], offer)
        .optional()?)
}

/// The offer with this id.
pub(in crate::book) fn offer_by_id(connection: &Connection, id: OfferId) -> Result<OfferRow> {
    Ok(connection
        .prepare_cached(&format!("{OFFER} WHERE o.id = ?1"))?
        .query_row([id], offer)?)
}

/// The variant of this code, or all variants in use of the product of this code.
pub(in crate::book) fn variants_to_offer(
    connection: &Connection,
    code: &Code,
) -> Result<Vec<Variant>> {
    let product = find_product(connection, code)?;
    let variant = match &product {
        Some(product) if product.variants.len() > 1 => None,
        _ => variant_by_code(connection, code)?,
    };
    let archived = |noun| Refusal::Archived {
        noun,
        code: code.to_string(),
    };
    match (variant, product) {
        (Some(variant), _) if variant.archived => Err(archived(Noun::Variant).into()),
        (Some(variant), _) => Ok(vec![variant]),
        (None, Some(product)) if product.archived => Err(archived(Noun::Product).into()),
        (None, Some(product)) => Ok(product
            .variants
            .into_iter()
            .filter(|variant| !variant.archived)
            .collect()),
        (None, None) => match known_variant(connection, code)? {
            variant if variant.archived => Err(archived(Noun::Variant).into()),
            variant => Ok(vec![variant]),
        },
    }
}

/// The refusal of a code that is not on sale, which lists some codes that are.
pub(in crate::book) fn not_offered(
    connection: &Connection,
    period: &Period,
    code: &Code,
) -> Result<Refusal> {
    let offered = connection
        .prepare_cached(
            "SELECT v.code FROM offers o JOIN variants v ON v.id = o.variant_id
             WHERE o.period_id = ?1 AND o.archived_at IS NULL ORDER BY o.id LIMIT 12",
        )?
        .query_map([period.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Refusal::NotOffered {
        code: code.to_string(),
        period: period.code.to_string(),
        offered,
    })
}
