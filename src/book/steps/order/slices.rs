//! The price slices of an order's items: what more of them costs, and the lines that keep it.

use rusqlite::{Connection, params};

use super::approvals;
use super::item::NewItem;
use super::parts::{Part, change_parts, delete_parts, insert_parts, parts_of, parts_sold};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::{field, number, price, text, tier};
use crate::domain::custom_fields;
use crate::domain::id::{OfferId, OrderId, TierId};
use crate::domain::money::Rupiah;
use crate::domain::pricing::{self, Prices, Purchase, Slice, SoldIn, Tier, raised};
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;

/// What is bought of an offer, and by whom.
pub(in crate::book) struct Buying<'a> {
    /// Units to price.
    pub(in crate::book) units: i64,
    /// Units of the variant the order will have.
    pub(in crate::book) in_order: i64,
    /// Units of all variants of its product the order will have.
    pub(in crate::book) of_product: i64,
    /// The customer's level.
    pub(in crate::book) level: &'a str,
    /// As the book keeps it.
    pub(in crate::book) customization: &'a str,
    /// Whether the order's goods cost nothing (rule 109).
    pub(in crate::book) free: bool,
}

/// What more units of an offer cost now; what this deed has written already uses its tiers.
pub(in crate::book) fn slices_now(
    deed: &Deed<'_>,
    offer: &OfferRow,
    buying: &Buying<'_>,
) -> Result<Vec<Slice>> {
    let tiers = tier::of_offer(deed.connection(), offer.id)?;
    slices_with(deed.connection(), offer, &tiers, buying, deed.now)
}

/// What units of an offer cost, with its tiers as they stand.
pub(in crate::book) fn slices_with(
    connection: &Connection,
    offer: &OfferRow,
    tiers: &[Tier],
    buying: &Buying<'_>,
    now: Moment,
) -> Result<Vec<Slice>> {
    let fields = field::of_product(connection, offer.product_id)?;
    let filled =
        custom_fields::fill_unchecked(&fields, buying.customization).map_err(Refusal::from)?;
    let mut further = price::of_variant(connection, offer.variant_id)?;
    let mut tiers = tiers.to_vec();
    let (own, cost) = (offer.unit_price()?, offer.of_one(offer.cost)?);
    let prices = tiers.iter_mut().map(|tier| &mut tier.price);
    for price in prices.chain(further.iter_mut().map(|further| &mut further.price)) {
        *price = offer.of_one(*price)?;
    }
    if buying.free {
        // It takes no place of a tier.
        return Ok(vec![Slice {
            qty: buying.units,
            unit_price: Rupiah::ZERO,
            unit_cost: cost,
            tier: None,
            label: None,
            field_price: Rupiah::ZERO,
        }]);
    }
    let prices = Prices {
        own,
        cost,
        tiers: &tiers,
        further: &further,
    };
    let purchase = Purchase {
        units: buying.units,
        in_order: buying.in_order,
        of_product: buying.of_product,
        level: buying.level,
        field_price: filled.price,
    };
    Ok(pricing::price(&prices, &purchase, now)?)
}

/// The price slices of one item of an order.
pub(in crate::book) fn slices_of(
    connection: &Connection,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<Vec<Slice>> {
    let lines = lines_of(connection, order, offer, item)?;
    let slices: Vec<Slice> = lines.into_iter().map(|line| line.slice).collect();
    // A table may bring one item in two rows at one price.
    Ok(raised(Vec::new(), &slices))
}

/// A line of an item.
struct Kept {
    id: i64,
    slice: Slice,
    package: bool,
}

from_row! {
    KEPT, kept: Kept {
        id: "id",
        slice: Slice {
            qty: "qty",
            unit_price: "unit_price",
            unit_cost: "unit_cost",
            tier: ("tier_id", "tier") => |(id, label): (Option<TierId>, Option<String>)|
                id.zip(label).map(|(id, label)| SoldIn { id, label }),
            label: "price_label",
            field_price: "field_price",
        },
        package: "is_package",
    } from "lines WHERE order_id = ?1 AND offer_id = ?2 AND customization = ?3 AND for_whom = ?4
           AND chosen = ?5 AND part_of IS NULL ORDER BY id"
}

/// The lines of one item of an order.
fn lines_of(
    connection: &Connection,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<Vec<Kept>> {
    let mut select = connection.prepare_cached(KEPT)?;
    let rows = select.query_map(
        params![
            order,
            offer.id,
            text::long_line("field-customization", &item.customization)?,
            text::line("field-for-whom", &item.for_whom)?,
            item.chosen
        ],
        kept,
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes the lines of one item equal to `slices`, no two of them at one price: rows that fit are
/// kept, so that an unchanged slice keeps its identity and names. What is in a package goes with
/// it, and more of an item is more of the same.
pub(in crate::book) fn write_slices(
    deed: &Deed<'_>,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
    slices: &[Slice],
) -> Result<()> {
    let connection = deed.connection();
    let kept = lines_of(connection, order, offer, item)?;
    let parts = match kept.iter().find(|line| line.package) {
        Some(line) => parts_sold(connection, line.id, line.slice.qty)?,
        None => parts_of(connection, offer, &item.chosen)?,
    };
    write_lines(deed, order, offer, item, slices, &parts)
}

/// What is in one item of an order as it was sold.
pub(in crate::book) fn parts_in(
    connection: &Connection,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<Vec<Part>> {
    let lines = lines_of(connection, order, offer, item)?;
    match lines.iter().find(|line| line.package) {
        Some(line) => parts_sold(connection, line.id, line.slice.qty),
        None => Ok(Vec::new()),
    }
}

/// As [`write_slices`], with these parts in a package whatever is in it today.
pub(in crate::book) fn write_lines(
    deed: &Deed<'_>,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
    slices: &[Slice],
    parts: &[Part],
) -> Result<()> {
    let connection = deed.connection();
    let kept = lines_of(connection, order, offer, item)?;
    // More of an approved design needs no other approval.
    let approved = match kept.is_empty() || item.customization.is_empty() {
        true => Vec::new(),
        false => approvals::of(connection, order)?,
    };
    let is_weighed = offer.sold_by_weight.is_some();
    if is_weighed && weighed_of(kept.iter().map(|line| &line.slice))? != weighed_of(slices)? {
        forget_weight(deed, order, offer.id)?;
    }
    let mut left: Vec<&Slice> = slices.iter().collect();
    for line in &kept {
        let fits = left
            .iter()
            .position(|slice| slice.is_like(&line.slice))
            .map(|place| left.remove(place));
        match fits {
            Some(slice) if slice.qty == line.slice.qty => {}
            Some(slice) => {
                let qty = sold(slice)?;
                connection
                    .prepare_cached("UPDATE lines SET qty = ?2 WHERE id = ?1")?
                    .execute([line.id, qty])?;
                if line.package {
                    change_parts(deed, line.id, line.slice.qty, qty, parts)?;
                }
            }
            None => {
                if line.package {
                    delete_parts(deed, line.id)?;
                }
                connection
                    .prepare_cached("DELETE FROM lines WHERE id = ?1")?
                    .execute([line.id])?;
            }
        }
    }
    for slice in left {
        let qty = sold(slice)?;
        connection
            .prepare_cached(
                "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
                 tier, tier_id, customization, for_whom, chosen, is_package, price_label, field_price, grams)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                order,
                offer.id,
                offer.product,
                offer.variant,
                qty,
                slice.unit_price,
                slice.unit_cost,
                slice.tier.as_ref().map(|tier| &tier.label),
                slice.tier.as_ref().map(|tier| tier.id),
                text::long_line("field-customization", &item.customization)?,
                text::line("field-for-whom", &item.for_whom)?,
                item.chosen,
                !parts.is_empty(),
                slice.label,
                slice.field_price,
                offer.sold_by_weight.map(Grams::raw)])?;
        insert_parts(deed, order, connection.last_insert_rowid(), qty, parts)?;
    }
    approvals::keep(deed, order, &approved)
}

/// What a weighing corrects: units, and what they cost without their custom fields (rule 94).
pub(super) fn weighed_of<'a>(slices: impl IntoIterator<Item = &'a Slice>) -> Result<(i64, Rupiah)> {
    let mut sum = (0, Rupiah::ZERO);
    for slice in slices {
        let price = slice.unit_price.minus(slice.field_price)?;
        sum = (sum.0 + slice.qty, sum.1.plus(price.times(slice.qty)?)?);
    }
    Ok(sum)
}

/// Takes back what was weighed of an offer in an order: other units weigh something else, and at another
/// price they correct another amount (rule 94).
pub(in crate::book) fn forget_weight(
    deed: &Deed<'_>,
    order: OrderId,
    offer: OfferId,
) -> Result<()> {
    deed.connection()
        .prepare_cached("DELETE FROM charges WHERE order_id = ?1 AND offer_id = ?2")?
        .execute(params![order, offer])?;
    Ok(())
}

/// The units of a slice; refused outside their bounds, or when they cost more than one amount
/// (rule 22).
pub(super) fn sold(slice: &Slice) -> Result<i64> {
    slice.unit_price.times(number::quantity(slice.qty)?)?;
    Ok(slice.qty)
}
