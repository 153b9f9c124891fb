//! The goods of a PO as its order form shows them to customers.

use std::collections::HashSet;

use super::keeper::book::Book;
use super::keeper::error::Result;
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::form::{FormChoice, FormGood, FormPart};
use crate::domain::id::VariantId;
use crate::domain::package::Component;
use crate::domain::period::Period;

impl Book {
    /// The goods of a period's order form: offers on sale with their tiers, terms, choices and
    /// fields.
    pub fn form_goods(&self, period: &Period) -> Result<Vec<FormGood>> {
        let tiers = self.tiers(period.id)?;
        let packages = self.packages()?;
        let offers = self.offers(period.id)?;
        let full: HashSet<VariantId> = offers
            .iter()
            .filter(|offer| offer.left().is_some_and(|left| left <= 0))
            .map(|offer| offer.variant_id)
            .collect();
        let part = |component: &Component| FormPart {
            code: component.code.clone(),
            name: full_name(&component.product, &component.name),
            qty: component.qty,
            full: full.contains(&component.variant),
        };
        let mut goods = Vec::new();
        for offer in offers.into_iter().filter(|offer| !offer.withdrawn) {
            let variant = self.variant(&Code::from_stored(offer.code.clone()))?;
            let package = packages.get(&offer.variant_id);
            let parts: Vec<FormPart> =
                package.map_or_else(Vec::new, |package| package.parts.iter().map(part).collect());
            let choices = package.map_or_else(Vec::new, |package| {
                let choices = package.choices.iter();
                choices
                    .map(|choice| FormChoice {
                        name: choice.name.clone(),
                        pick: choice.pick,
                        among: choice.among.iter().map(part).collect(),
                    })
                    .collect()
            });
            // Prices of a customer level are left out: the form doesn't know who fills it in.
            let mut from = self.further_prices(offer.variant_id)?;
            from.retain(|further| further.level.is_empty());
            let mut own = tiers.clone();
            own.retain(|tier| tier.offer == offer.id);
            // What one costs, where the price is for a kilogram (rule 94).
            let prices = own.iter_mut().map(|tier| &mut tier.price);
            for price in prices.chain(from.iter_mut().map(|further| &mut further.price)) {
                *price = offer.of_one(*price)?;
            }
            goods.push(FormGood {
                tiers: own,
                from,
                least: variant.least,
                multiple: variant.multiple,
                fields: self.fields(offer.product_id)?,
                // A package is sold out when one of its fixed components is.
                full: full.contains(&offer.variant_id) || parts.iter().any(|part| part.full),
                parts,
                choices,
                price: offer.unit_price()?,
                code: offer.code,
                product_code: offer.product_code,
                product: offer.product,
                variant: offer.variant,
            });
        }
        Ok(goods)
    }
}
