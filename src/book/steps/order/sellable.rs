//! How many units of each offer can still be sold: as many as the tightest of its quotas allows
//! (rules 15, 21, 69).

use std::collections::HashMap;

use rusqlite::Connection;

use super::quotas::{orders_left, pieces_sold};
use crate::book::keeper::error::Result;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::{package, reservation};
use crate::domain::channel::Channel;
use crate::domain::id::{ProductId, VariantId};
use crate::domain::package::Package;
use crate::domain::period::Period;
use crate::domain::quota::{self, Reserved};

/// The largest quota there can be: what could sell more is not limited.
const LARGEST: i64 = 1_000_000_000;

/// What is free without a quota: more than any number of packages takes.
const UNLIMITED: i64 = LARGEST * LARGEST;

/// Notes at every offer of a period how many units of it can be sold. What is kept for channels
/// (rule 69) is not among them, as chats and typed orders can't have it.
pub(in crate::book) fn fill(
    connection: &Connection,
    period: &Period,
    offers: &mut [OfferRow],
) -> Result<()> {
    let free = Free::of(connection, period, offers)?;
    for offer in offers {
        let left = if offer.package {
            let package = package::of(connection, offer.variant_id)?;
            free.packages(offer, &package)
        } else {
            free.units(offer, 1)
        };
        offer.can_sell = (left <= LARGEST).then_some(left);
    }
    Ok(())
}

/// What the quotas of a period have free at each level; [`UNLIMITED`], or nothing for a product,
/// without a quota.
struct Free {
    variants: HashMap<VariantId, i64>,
    products: HashMap<ProductId, i64>,
    of_product: HashMap<VariantId, ProductId>,
    pieces: i64,
    /// The period takes no more orders.
    closed: bool,
}

impl Free {
    fn of(connection: &Connection, period: &Period, offers: &[OfferRow]) -> Result<Self> {
        let kept = reservation::kept_from(connection, period.id, Channel::default())?;
        let sum = |kept: Vec<(Channel, i64)>| kept.iter().map(|(_, units)| units).sum::<i64>();
        let pieces = match period.quota {
            Some(quota) => {
                let sold = pieces_sold(connection, period.id)?;
                (quota - sold - sum(quota::reserved_of_period(&kept))).max(0)
            }
            None => UNLIMITED,
        };
        let mut free = Self {
            variants: HashMap::new(),
            products: HashMap::new(),
            of_product: HashMap::new(),
            pieces,
            closed: orders_left(connection, period)?.is_some_and(|left| left <= 0),
        };
        for offer in offers {
            free.variants
                .insert(offer.variant_id, own(offer, &kept).unwrap_or(UNLIMITED));
            free.of_product.insert(offer.variant_id, offer.product_id);
        }
        let mut select = connection
            .prepare_cached("SELECT product_id, quota FROM product_quotas WHERE period_id = ?1")?;
        let quotas = select.query_map([period.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for quota in quotas {
            let (product, quota): (ProductId, i64) = quota?;
            let same = offers.iter().filter(|offer| offer.product_id == product);
            let sold: i64 = same.map(|offer| offer.sold).sum();
            let kept = sum(quota::reserved_of_product(&kept, product));
            free.products.insert(product, (quota - sold - kept).max(0));
        }
        Ok(free)
    }

    /// Units of an offer that can be sold, each of which takes `pieces` of the period's quota;
    /// negative in a deficit of its own (rule 18).
    fn units(&self, offer: &OfferRow, pieces: i64) -> i64 {
        let left = self
            .variant(offer.variant_id)
            .min(self.pieces / pieces.max(1));
        if self.closed { left.min(0) } else { left }
    }

    /// Units of a variant that its own quota and its product's have free.
    fn variant(&self, variant: VariantId) -> i64 {
        // What is not on sale is counted nowhere.
        let own = self.variants.get(&variant).copied().unwrap_or(UNLIMITED);
        let product = self.of_product.get(&variant);
        let product = product.and_then(|product| self.products.get(product));
        own.min(product.copied().unwrap_or(UNLIMITED))
    }

    /// Packages that can be filled, with whatever is chosen.
    fn packages(&self, offer: &OfferRow, package: &Package) -> i64 {
        let most = self.units(offer, pieces_of(package)).min(LARGEST + 1);
        if most <= 0 || self.fills(package, most) {
            return most;
        }
        // `full` can be filled, `short` can't.
        let (mut full, mut short) = (0, most);
        while full + 1 < short {
            let middle = full + (short - full) / 2;
            if self.fills(package, middle) {
                full = middle;
            } else {
                short = middle;
            }
        }
        full
    }

    /// Whether the contents of so many packages are there.
    fn fills(&self, package: &Package, packages: i64) -> bool {
        let mut of_product: HashMap<ProductId, i64> = HashMap::new();
        for part in &package.parts {
            let taken = part.qty.saturating_mul(packages);
            if taken > self.variant(part.variant) {
                return false;
            }
            if let Some(product) = self.of_product.get(&part.variant) {
                let sum = of_product.entry(*product).or_default();
                *sum = sum.saturating_add(taken);
            }
        }
        let products = of_product.iter().all(|(product, taken)| {
            let free = self.products.get(product).copied();
            *taken <= free.unwrap_or(UNLIMITED)
        });
        products
            && package.choices.iter().all(|choice| {
                let picks = choice.among.iter().map(|option| {
                    let fixed = package.parts.iter();
                    let fixed = fixed.filter(|part| part.variant == option.variant);
                    let taken: i64 = fixed.map(|part| part.qty * packages).sum();
                    (self.variant(option.variant) - taken).max(0) / option.qty.max(1)
                });
                picks.fold(0_i64, i64::saturating_add) >= choice.pick.saturating_mul(packages)
            })
    }
}

/// The fewest pieces of the period's quota that a package takes.
fn pieces_of(package: &Package) -> i64 {
    let fixed: i64 = package.parts.iter().map(|part| part.qty).sum();
    let picked = package.choices.iter().map(|choice| {
        let least = choice.among.iter().map(|option| option.qty).min();
        least.unwrap_or_default() * choice.pick
    });
    fixed + picked.sum::<i64>()
}

/// What an offer's own quota has free; negative in a deficit.
fn own(offer: &OfferRow, kept: &[Reserved]) -> Option<i64> {
    let kept = quota::reserved_of_offer(kept, offer.id);
    let kept: i64 = kept.iter().map(|(_, units)| units).sum();
    offer.quota.map(|quota| quota - offer.sold - kept)
}
