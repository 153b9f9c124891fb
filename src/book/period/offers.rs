//! The offers of a period: the variants it has on sale.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::catalog::product_by_id;
use crate::book::rows::offer::{self, OFFER, OfferRow, find_offer, offer_by_id, variants_to_offer};
use crate::book::rows::period::{by_id, did};
use crate::book::steps::offer::{OfferChange, change_offer, set_offer};
use crate::book::steps::order::sellable;
use crate::book::steps::{tally, waitlist};
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::id::{OfferId, PeriodId};
use crate::domain::minimum::MemberSets;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

impl Book {
    /// Puts variants on sale in a period, or changes their offers. The code is that of a variant,
    /// or of a product for all its variants not archived. Returns the codes of the variants.
    ///
    /// # Errors
    /// An unknown or archived code, or a value out of its bounds.
    pub fn set_offer(
        &mut self,
        period: PeriodId,
        code: &Code,
        edit: &OfferChange,
        now: Moment,
    ) -> Result<Done<Vec<String>>> {
        self.set_offers(period, std::slice::from_ref(code), edit, now)
    }

    /// Puts several variants or products on sale at once, or changes their offers, as one deed.
    /// Returns the codes of the variants.
    ///
    /// # Errors
    /// As [`Self::set_offer`]; then none is changed.
    pub fn set_offers(
        &mut self,
        period: PeriodId,
        codes: &[Code],
        edit: &OfferChange,
        now: Moment,
    ) -> Result<Done<Vec<String>>> {
        self.transaction(now, |deed| {
            tally::freeze_if_closed(deed, period, now)?;
            let mut variants = Vec::new();
            for code in codes {
                for variant in variants_to_offer(deed.connection(), code)? {
                    check_in_use(deed.connection(), period, &variant)?;
                    set_offer(deed, period, &variant, edit)?;
                    variants.push(variant.code.to_string());
                }
            }
            let served = waitlist::serve(deed, period)?;
            let period = by_id(deed.connection(), period)?;
            let named: Vec<&str> = codes.iter().map(Code::as_str).collect();
            let did = did("did-set-offer", &period).text("variant", named.join(", "));
            Ok((variants, waitlist::told(did, &served)))
        })
    }

    /// Changes an offer; one that was taken off sale stays off.
    ///
    /// # Errors
    /// A value out of its bounds.
    pub fn edit_offer(&mut self, id: OfferId, edit: &OfferChange, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let offer = offer_by_id(deed.connection(), id)?;
            tally::freeze_if_closed(deed, offer.period_id, now)?;
            change_offer(deed, &offer, edit)?;
            let served = waitlist::serve(deed, offer.period_id)?;
            let period = by_id(deed.connection(), offer.period_id)?;
            let did = did("did-set-offer", &period).text("variant", offer.code);
            Ok(((), waitlist::told(did, &served)))
        })
    }

    /// Takes an offer off sale, or puts it back. Units already sold stay sold.
    pub fn withdraw_offer(
        &mut self,
        id: OfferId,
        withdrawn: bool,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let (period, code): (PeriodId, String) = deed
                .connection()
                .prepare_cached(
                    "SELECT o.period_id, v.code FROM offers o JOIN variants v ON v.id = o.variant_id WHERE o.id = ?1",
                )?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            deed.connection()
                .prepare_cached(
                    "UPDATE offers SET archived_at = ?2 WHERE id = ?1 AND (archived_at IS NULL) = ?3",
                )?
                .execute(params![id, withdrawn.then_some(now), withdrawn])?;
            let served = waitlist::serve(deed, period)?;
            let period = by_id(deed.connection(), period)?;
            let key = if withdrawn {
                "did-withdraw-offer"
            } else {
                "did-restore-offer"
            };
            let message = did(key, &period).text("variant", code);
            Ok(((), waitlist::told(message, &served)))
        })
    }

    /// The offers of a period with the units sold and left, in the order their products were added;
    /// the variants of a product stand together.
    pub fn offers(&self, period: PeriodId) -> Result<Vec<OfferRow>> {
        let reading = self.reading()?;
        let mut offers = all(&reading, period)?;
        if !offers.is_empty() {
            sellable::fill(&reading, &by_id(&reading, period)?, &mut offers)?;
        }
        offers.retain(is_shown);
        by_product(&mut offers);
        Ok(offers)
    }

    /// The sets of a period's products that are sold one of each variant (rule 68).
    pub fn member_sets(&self, period: PeriodId) -> Result<Vec<MemberSets>> {
        let mut products: Vec<(String, Vec<(String, i64)>)> = Vec::new();
        let offers = self.goods_offered(period)?.into_iter();
        for offer in offers.filter(|offer| offer.member_set && !offer.withdrawn) {
            let sold = (offer.code, offer.sold);
            match products
                .iter_mut()
                .find(|(code, _)| *code == offer.product_code)
            {
                Some((_, all)) => all.push(sold),
                None => products.push((offer.product_code, vec![sold])),
            }
        }
        let products = products.iter();
        Ok(products
            .map(|(code, sold)| MemberSets::of(code, sold))
            .collect())
    }

    /// The offers of a period that are on sale or were, with the units sold; what is left isn't
    /// computed.
    pub fn goods_offered(&self, period: PeriodId) -> Result<Vec<OfferRow>> {
        let mut offers = all(&*self.reading()?, period)?;
        offers.retain(is_shown);
        by_product(&mut offers);
        Ok(offers)
    }
}

/// All offers of a period, in the order they were added, without what is left of them.
fn all(connection: &Connection, period: PeriodId) -> Result<Vec<OfferRow>> {
    let mut select =
        connection.prepare_cached(&format!("{OFFER} WHERE o.period_id = ?1 ORDER BY o.id"))?;
    let offers = select.query_map([period], offer::offer)?;
    Ok(offers.collect::<rusqlite::Result<_>>()?)
}

/// Offers that exist only as components of packages are hidden until units are sold.
fn is_shown(offer: &OfferRow) -> bool {
    !offer.in_packages || offer.sold > 0
}

/// Refuses to put an archived variant or a variant of an archived product on sale (rule 55).
/// Existing offers can still be changed.
fn check_in_use(connection: &Connection, period: PeriodId, variant: &Variant) -> Result<()> {
    let product = product_by_id(connection, variant.product)?;
    if product.archived && find_offer(connection, period, variant.id)?.is_none() {
        return Err(Refusal::Archived {
            noun: Noun::Product,
            code: product.code.to_string(),
        }
        .into());
    }
    Ok(())
}

/// Puts the variants of each product together, at the place of the one that was added first.
fn by_product(offers: &mut [OfferRow]) {
    let mut first = HashMap::new();
    for (at, offer) in offers.iter().enumerate() {
        first.entry(offer.product_id).or_insert(at);
    }
    offers.sort_by_key(|offer| first.get(&offer.product_id).copied());
}
