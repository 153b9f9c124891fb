//! Packing lists: by order, by product, by route; each recipient of an order by itself (rules 77, 80, 100).

use super::stop::{Stop, sender};
use super::{Chosen, named, notes, shop};
use crate::book::Book;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::to_pack::Goods;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::packing::{Packing, PackingBy, PackingEntry, PackingGroup};
use crate::output::papers::{Person, joined};
use crate::tasks::TaskError;

/// The packing list of the chosen orders; `title` says what it is of. An order that is named and packed whole is
/// on it with all its goods, and where parcels are named what is in them.
pub fn of(
    chosen: &Chosen,
    (title, by): (&str, PackingBy),
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Packing, TaskError> {
    let _snapshot = book.snapshot()?;
    let orders = chosen.to_pack(book, words.zone(), now)?;
    let mut stops = Vec::new();
    let mut packed = 0;
    for order in &orders {
        let mut left = match chosen.parcels.is_empty() {
            true => Stop::left(order, book)?,
            false => Stop::in_parcels(order, &chosen.parcels),
        };
        if left.is_empty() && !chosen.orders.is_empty() {
            left = Stop::whole(order);
        }
        packed += usize::from(!left.is_empty());
        stops.extend(left);
    }
    let goods = stops.iter().flat_map(|stop| &stop.goods);
    let units: i64 = goods.map(|goods| goods.qty).sum();
    let about = Message::new("papers-packing-about")
        .count("orders", packed)
        .count("units", units);
    let shop = shop(book)?;
    let groups = match by {
        PackingBy::Order => by_order(&stops, &shop, book, words)?,
        PackingBy::Product => by_product(&stops, words),
        PackingBy::Route => by_route(&stops, &shop, book, words)?,
    };
    let title = match title {
        "" => words.date(now.date(words.zone())),
        title => title.to_owned(),
    };
    Ok(Packing {
        shop: shop.name,
        title,
        about: words.say(&about),
        by,
        groups,
    })
}

/// What stands below goods that are packed: what was asked for, and that they break.
fn asked(goods: &Goods, words: &Words) -> Vec<String> {
    let mut asked = Vec::new();
    if !goods.customization.is_empty() {
        asked.push(goods.customization.clone());
    }
    if goods.fragile {
        asked.push(words.word("papers-fragile"));
    }
    asked
}

/// Where a parcel goes and in whose name, when that is not the shop's; and its card.
fn details(
    stop: &Stop<'_>,
    shop: &Person,
    book: &Book,
    words: &Words,
) -> Result<Vec<String>, TaskError> {
    let order: &Order = stop.order;
    let (person, address) = stop.receiver(book)?;
    let mut details = vec![person.phone, address];
    if !order.agreed.sender.is_empty() {
        let from = sender(order, shop);
        let who = joined([&from.name, &from.phone], " · ");
        details.push(words.say(&Message::new("papers-from").text("who", who)));
    }
    if !stop.card().is_empty() {
        details.push(words.say(&Message::new("papers-card").text("text", stop.card())));
    }
    Ok(details)
}

fn filled(texts: Vec<String>) -> Vec<String> {
    let texts = texts.into_iter();
    texts.filter(|text| !text.is_empty()).collect()
}

fn by_order(
    stops: &[Stop<'_>],
    shop: &Person,
    book: &Book,
    words: &Words,
) -> Result<Vec<PackingGroup>, TaskError> {
    let mut groups = Vec::with_capacity(stops.len());
    for stop in stops {
        let mut details = details(stop, shop, book, words)?;
        details.push(stop.order.note.clone());
        let entries = stop.goods.iter().map(|goods| PackingEntry {
            qty: Some(goods.qty),
            what: named(goods),
            notes: [asked(goods, words), notes(goods, words)].concat(),
        });
        groups.push(PackingGroup {
            title: stop.title(words),
            aside: stop.wanted(words),
            details: filled(details),
            entries: entries.collect(),
        });
    }
    Ok(groups)
}

fn by_product(stops: &[Stop<'_>], words: &Words) -> Vec<PackingGroup> {
    let mut groups: Vec<(PackingGroup, i64)> = Vec::new();
    for stop in stops {
        for goods in &stop.goods {
            let title = named(goods);
            let at = groups.iter().position(|(group, _)| group.title == title);
            let at = at.unwrap_or_else(|| {
                let group = PackingGroup {
                    title,
                    ..PackingGroup::default()
                };
                groups.push((group, 0));
                groups.len() - 1
            });
            let (group, units) = &mut groups[at];
            *units += goods.qty;
            group.aside = words.say(&Message::new("papers-units").count("n", *units));
            group.entries.push(PackingEntry {
                qty: Some(goods.qty),
                what: stop.title(words),
                notes: asked(goods, words),
            });
        }
    }
    groups.into_iter().map(|(group, _)| group).collect()
}

fn by_route(
    stops: &[Stop<'_>],
    shop: &Person,
    book: &Book,
    words: &Words,
) -> Result<Vec<PackingGroup>, TaskError> {
    let mut groups: Vec<PackingGroup> = Vec::new();
    for stop in stops {
        let title = match stop.area() {
            "" => words.word("papers-no-area"),
            area => area.to_owned(),
        };
        let at = groups.iter().position(|group| group.title == title);
        let at = at.unwrap_or_else(|| {
            groups.push(PackingGroup {
                title,
                ..PackingGroup::default()
            });
            groups.len() - 1
        });
        let goods = stop.goods.iter();
        let contents: Vec<String> = goods
            .map(|goods| format!("{} {}", goods.qty, named(goods)))
            .collect();
        let mut notes = vec![stop.wanted(words)];
        notes.extend(details(stop, shop, book, words)?);
        notes.push(contents.join(", "));
        if stop.goods.iter().any(|goods| goods.fragile) {
            notes.push(words.word("papers-fragile"));
        }
        groups[at].entries.push(PackingEntry {
            qty: None,
            what: stop.title(words),
            notes: filled(notes),
        });
    }
    groups.sort_by(|one, other| one.title.cmp(&other.title));
    Ok(groups)
}
