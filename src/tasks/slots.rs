//! How much of a PO can still be ordered, as its customers read it (rules 15, 64).

use crate::book::{OfferRow, PeriodFigures};
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;

/// Whether customers can order, now or once it opens.
pub(super) fn takes_orders(period: &Period, now: Moment) -> bool {
    matches!(period.stage(now), Stage::Scheduled | Stage::Open)
}

/// What is sold by itself.
pub(super) fn on_sale(offers: &[OfferRow]) -> impl Iterator<Item = &OfferRow> {
    let sold = |offer: &&OfferRow| !offer.withdrawn && !offer.in_packages;
    offers.iter().filter(sold)
}

/// The slots left of a PO with a quota, never more than its goods allow (rule 15), and the orders left where their
/// number is capped.
pub(super) fn slots_left(
    period: &Period,
    offers: &[OfferRow],
    figures: &PeriodFigures,
) -> Vec<Message> {
    let slots = period.quota.map(|quota| {
        let free = quota.saturating_sub(figures.sold.pieces);
        let lefts = on_sale(offers).map(|offer| offer.left().unwrap_or(free).max(0));
        let left = free.min(lefts.fold(0, i64::saturating_add)).max(0);
        Message::new("recap-slots").count("left", left)
    });
    let orders = period.order_cap.map(|cap| {
        let left = cap.saturating_sub(figures.orders).max(0);
        Message::new("recap-orders").count("left", left)
    });
    slots.into_iter().chain(orders).collect()
}
