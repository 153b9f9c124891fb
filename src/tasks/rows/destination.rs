//! The recipients of an order as text and JSON (rule 80).

use serde_json::{Value, json};

use crate::domain::destination::{Destination, DestinationItem};
use crate::domain::money::Rupiah;
use crate::domain::phone::Phone;
use crate::lang::Words;
use crate::output::json::{amount, optional};

/// Returns the JSON of an order's recipients.
pub fn destinations_json(destinations: &[Destination]) -> Value {
    destinations.iter().map(destination_json).collect()
}

fn destination_json(of: &Destination) -> Value {
    let items = of.items.iter().map(|item| {
        json!({
            "code": item.code,
            "qty": item.qty,
            "customization": optional(Some(&item.customization)),
            "chosen": optional(Some(&item.chosen)),
        })
    });
    json!({
        "name": of.name,
        "phone": optional(of.phone.as_deref()),
        "address": optional(Some(&of.address)),
        "date": of.day.map(|day| day.to_string()),
        "card": optional(Some(&of.card)),
        "shipping": amount(of.shipping),
        "items": items.collect::<Value>(),
        "units": of.units,
        "handed": of.handed,
        "sent": of.is_sent(),
    })
}

/// Writes a recipient in one line: `Bu Ani · 0812-3456-7890 · Jl. Mawar 1 · Sab 14 Feb 2026 · 2 Hampers`.
pub fn destination_text(of: &Destination, words: &Words) -> String {
    let mut parts = vec![of.name.clone()];
    parts.extend(of.phone.as_deref().map(|phone| Phone::read(phone).shown()));
    parts.push(of.address.replace('\n', " / "));
    parts.extend(of.day.map(|day| words.date(day)));
    let items: Vec<String> = of.items.iter().map(item_text).collect();
    parts.push(items.join(", "));
    if !of.card.is_empty() {
        parts.push(format!("\u{201c}{}\u{201d}", of.card.replace('\n', " / ")));
    }
    if of.shipping != Rupiah::ZERO {
        parts.push(format!(
            "{} {}",
            words.word("charge-shipping"),
            words.rupiah(of.shipping)
        ));
    }
    if of.is_sent() {
        parts.push(words.word("destination-sent"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn item_text(item: &DestinationItem) -> String {
    match item.customization.as_str() {
        "" => format!("{} {}", item.qty, item.goods),
        custom => format!("{} {} ({custom})", item.qty, item.goods),
    }
}
