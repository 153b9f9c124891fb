//! The goods that an order's words may name in a PO. Chats, tables and recaps are all read and
//! written with this view.

use std::collections::HashSet;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::rows::offer::OfferRow;
use crate::domain::assortment::{Assortment, Good};
use crate::domain::catalog::{Product, full_name};
use crate::domain::id::PeriodId;

impl Book {
    /// The goods a PO has on sale, with the words customers use for them.
    pub fn on_sale(&self, period: PeriodId) -> Result<Assortment> {
        let _snapshot = self.snapshot()?;
        let offers = self.goods_offered(period)?.into_iter();
        self.assortment(offers.filter(|offer| !offer.withdrawn).map(good))
    }

    /// Like [`Self::on_sale`], with goods taken off sale, which orders may still contain.
    pub fn offered(&self, period: PeriodId) -> Result<Assortment> {
        let _snapshot = self.snapshot()?;
        self.assortment(self.goods_offered(period)?.into_iter().map(good))
    }

    /// The goods a table for a PO may name: the PO's goods, or the whole catalogue without archived
    /// goods while the PO sells nothing (rule 55).
    pub fn importable(&self, period: PeriodId) -> Result<Assortment> {
        let _snapshot = self.snapshot()?;
        let mut products = self.products()?;
        let codes = products.iter().flat_map(|product| &product.variants);
        let mut codes: Vec<String> = codes.map(|variant| variant.code.to_string()).collect();
        let mut found = self.on_sale(period)?;
        if found.goods.is_empty() {
            products.retain(|product| !product.archived);
            for product in &mut products {
                product.variants.retain(|variant| !variant.archived);
            }
            found = self.assortment(products.iter().flat_map(variants))?;
        }
        let here: HashSet<&str> = found.goods.iter().map(|good| &*good.code).collect();
        codes.retain(|code| !here.contains(&**code));
        found.elsewhere = codes;
        found.fields = self
            .reading()?
            .prepare_cached("SELECT DISTINCT label FROM fields ORDER BY label")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(found)
    }

    /// All goods of the catalogue, archived ones included.
    pub fn ever_sold(&self) -> Result<Assortment> {
        let _snapshot = self.snapshot()?;
        self.assortment(self.products()?.iter().flat_map(variants))
    }

    fn assortment(&self, goods: impl Iterator<Item = Good>) -> Result<Assortment> {
        let aliases = self.aliases()?.into_iter();
        Ok(Assortment {
            goods: goods.collect(),
            aliases: aliases.map(|alias| (alias.text, alias.code)).collect(),
            elsewhere: Vec::new(),
            fields: Vec::new(),
        })
    }
}

fn good(offer: OfferRow) -> Good {
    Good {
        name: full_name(&offer.product, &offer.variant),
        // What one costs, as it stands in a table or a chat.
        price: offer.unit_price().unwrap_or(offer.price),
        code: offer.code,
        product: offer.product_code,
    }
}

fn variants(product: &Product) -> impl Iterator<Item = Good> + '_ {
    product.variants.iter().map(|variant| Good {
        code: variant.code.to_string(),
        product: product.code.to_string(),
        name: full_name(&product.name, &variant.name),
        price: match variant.weight.filter(|_| variant.by_weight) {
            Some(about) => about.costs(variant.price).unwrap_or(variant.price),
            None => variant.price,
        },
    })
}
