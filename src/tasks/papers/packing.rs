//! Packing lists: by order, by product, by route (rules 77, 100).

use super::{Chosen, goods, notes, receiver, shop};
use crate::book::Book;
use crate::domain::message::Message;
use crate::domain::order::{Line, Order};
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::packing::{Packing, PackingBy, PackingEntry, PackingGroup};
use crate::tasks::TaskError;
use crate::tasks::rows::agreed::wanted_text;

/// The packing list of the chosen orders; `title` says what it is of.
pub fn of(
    chosen: &Chosen,
    (title, by): (&str, PackingBy),
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Packing, TaskError> {
    let _snapshot = book.snapshot()?;
    let orders = chosen.to_hand_over(book, now)?;
    let units: i64 = orders.iter().flat_map(lines_left).map(|(_, qty)| qty).sum();
    let about = Message::new("papers-packing-about")
        .count("orders", orders.len())
        .count("units", units);
    let groups = match by {
        PackingBy::Order => by_order(&orders, book, words)?,
        PackingBy::Product => by_product(&orders),
        PackingBy::Route => by_route(&orders, book, words)?,
    };
    Ok(Packing {
        shop: shop(book)?.name,
        title: title.to_owned(),
        about: words.say(&about),
        by,
        groups,
    })
}

/// The lines of an order with the units that are not packed or handed over yet; all of them where none is.
fn lines_left(order: &Order) -> Vec<(&Line, i64)> {
    let left: Vec<(&Line, i64)> = order
        .lines
        .iter()
        .map(|line| (line, line.qty - line.assigned))
        .filter(|(_, qty)| *qty > 0)
        .collect();
    match left.is_empty() {
        true => order.lines.iter().map(|line| (line, line.qty)).collect(),
        false => left,
    }
}

fn titled(order: &Order) -> String {
    format!("{} · {}", order.row.code, order.row.customer_shown())
}

fn entry(line: &Line, qty: i64, words: &Words) -> PackingEntry {
    let custom = Some(line.customization.clone()).filter(|text| !text.is_empty());
    PackingEntry {
        qty: Some(qty),
        what: goods(line),
        notes: custom.into_iter().chain(notes(line, words)).collect(),
    }
}

fn by_order(orders: &[Order], book: &Book, words: &Words) -> Result<Vec<PackingGroup>, TaskError> {
    let mut groups = Vec::with_capacity(orders.len());
    for order in orders {
        let (person, address) = receiver(order, book)?;
        let lines = lines_left(order);
        let details = [person.phone, address, order.note.clone()];
        groups.push(PackingGroup {
            title: titled(order),
            aside: wanted_text(&order.agreed.wanted, words),
            details: details
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect(),
            entries: lines
                .into_iter()
                .map(|(line, qty)| entry(line, qty, words))
                .collect(),
        });
    }
    Ok(groups)
}

fn by_product(orders: &[Order]) -> Vec<PackingGroup> {
    let mut groups: Vec<(PackingGroup, i64)> = Vec::new();
    for order in orders {
        for (line, qty) in lines_left(order) {
            let title = goods(line);
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
            *units += qty;
            group.aside = format!("{units} pcs");
            let custom = Some(line.customization.clone()).filter(|text| !text.is_empty());
            group.entries.push(PackingEntry {
                qty: Some(qty),
                what: titled(order),
                notes: custom.into_iter().collect(),
            });
        }
    }
    groups.into_iter().map(|(group, _)| group).collect()
}

fn by_route(orders: &[Order], book: &Book, words: &Words) -> Result<Vec<PackingGroup>, TaskError> {
    let mut groups: Vec<PackingGroup> = Vec::new();
    for order in orders {
        let wanted = &order.agreed.wanted;
        let title = match wanted.area.as_str() {
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
        let (person, address) = receiver(order, book)?;
        let contents: Vec<String> = lines_left(order)
            .iter()
            .map(|(line, qty)| format!("{qty} {}", goods(line)))
            .collect();
        let notes = [
            wanted_text(wanted, words),
            person.phone,
            address,
            contents.join(", "),
        ];
        groups[at].entries.push(PackingEntry {
            qty: None,
            what: titled(order),
            notes: notes.into_iter().filter(|text| !text.is_empty()).collect(),
        });
    }
    groups.sort_by(|one, other| one.title.cmp(&other.title));
    Ok(groups)
}
