//! The card of a recipient on goods that have a custom field for it: those units are an item of their own,
//! priced as the field says (rules 67, 80).

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::destination::{self as rows, DestinationDetails};
use crate::book::rows::field;
use crate::book::rows::offer::{self, OfferRow};
use crate::domain::code::Code;
use crate::domain::custom_fields::{card_field, card_text, value_of, with_value};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::moving::removed_slices;
use crate::domain::order::Order;
use crate::domain::pricing::{Slice, lowered, raised, units};
use crate::domain::refusal::Refusal;

use super::order::item::NewItem;
use super::order::items::whoever_for;
use super::order::slices::{parts_in, slices_of, write_lines, write_slices};

/// An item of an order with the units that are meant of it.
pub(in crate::book) type Portion = (OfferRow, NewItem);

/// Takes all goods from a recipient, and its card off them. Returns the goods without the card.
pub(in crate::book) fn take_back(
    deed: &Deed<'_>,
    order: &Order,
    of: &DestinationDetails,
) -> Result<Vec<Portion>> {
    let connection = deed.connection();
    let shares = rows::shares(connection, order.row.id)?;
    let mut back = Vec::new();
    for share in shares
        .into_iter()
        .filter(|share| share.destination == of.id)
    {
        let offer = offer::offer_by_id(connection, share.offer)?;
        let item = NewItem {
            code: Code::from_stored(offer.code.clone()),
            qty: share.qty,
            customization: share.customization,
            for_whom: String::new(),
            chosen: share.chosen,
        };
        back.push((offer, item));
    }
    rows::clear(deed, of.id)?;
    let card = card_text(&of.card);
    if !card.is_empty() {
        for (offer, item) in &mut back {
            let fields = field::of_product(connection, offer.product_id)?;
            let Some(card_field) = card_field(&fields) else {
                continue;
            };
            if value_of(&fields, &item.customization, card_field).as_ref() == Some(&card) {
                *item = write(deed, order, (offer, item), "")?;
            }
        }
    }
    Ok(back)
}

/// Writes a recipient's card on units of an item, where their product has a field for it. Returns the item
/// they are of then.
pub(in crate::book) fn put_on(
    deed: &Deed<'_>,
    order: &Order,
    of: (&OfferRow, &NewItem),
    card: &str,
) -> Result<NewItem> {
    let card = card_text(card);
    match card.is_empty() {
        true => Ok(of.1.clone()),
        false => write(deed, order, of, &card),
    }
}

/// Makes units of an item such with this card. They keep their price but for what the field adds.
fn write(
    deed: &Deed<'_>,
    order: &Order,
    (offer, item): (&OfferRow, &NewItem),
    card: &str,
) -> Result<NewItem> {
    let connection = deed.connection();
    let fields = field::of_product(connection, offer.product_id)?;
    let Some(card_field) = card_field(&fields) else {
        return Ok(item.clone());
    };
    let of = (card_field, card);
    let filled =
        with_value(&fields, &item.customization, of, &offer.code).map_err(Refusal::from)?;
    if filled.text == item.customization {
        return Ok(item.clone());
    }
    let price = match order.row.terms.free {
        Some(_) => Rupiah::ZERO,
        None => filled.price,
    };
    let mut rest = item.qty;
    // The same item may be for several wearers.
    for whose in whoever_for(connection, order.row.id, (offer, item))? {
        if rest == 0 {
            break;
        }
        let there = NewItem {
            customization: filled.text.clone(),
            ..whose.clone()
        };
        let qty = rest.min(whose.qty);
        rest -= qty;
        recustomise(deed, order.row.id, offer, (&whose, &there), (qty, price))?;
    }
    if rest > 0 {
        return Err(Refusal::FewerInOrder {
            order: order.row.code.clone(),
            code: offer.code.clone(),
            has: item.qty - rest,
        }
        .into());
    }
    Ok(NewItem {
        customization: filled.text,
        ..item.clone()
    })
}

/// Makes units of an item such of another customization.
fn recustomise(
    deed: &Deed<'_>,
    order: OrderId,
    offer: &OfferRow,
    (item, there): (&NewItem, &NewItem),
    (qty, price): (i64, Rupiah),
) -> Result<()> {
    let connection = deed.connection();
    let parts = parts_in(connection, order, offer, item)?;
    let slices = slices_of(connection, order, offer, item)?;
    let rest = lowered(slices.clone(), qty.min(units(&slices)));
    let mut going: Vec<Slice> = removed_slices(&slices, &rest);
    for slice in &mut going {
        slice.unit_price = slice.unit_price.minus(slice.field_price)?.plus(price)?;
        slice.field_price = price;
    }
    write_slices(deed, order, offer, item, &rest)?;
    let slices = raised(slices_of(connection, order, offer, there)?, &going);
    write_lines(deed, order, offer, there, &slices, &parts)
}
