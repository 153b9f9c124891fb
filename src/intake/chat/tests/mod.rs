//! Messages as customers write them, and what is read from them.

mod conversation;
mod filled;
mod forms;
mod hostile;
mod lines;
mod lists;
mod samples;
mod talk;
mod undecidable;

use super::{ChatError, read};
use crate::domain::assortment::Good;
use crate::domain::chat::ChatDraft;
use crate::domain::money::Rupiah;
use crate::intake::assortment::GoodsLookup;

fn good(code: &str, product: &str, name: &str, price: i64) -> Good {
    Good {
        code: code.into(),
        product: product.into(),
        name: name.into(),
        price: Rupiah::new(price),
    }
}

/// A shop of biscuits and one jersey.
fn goods() -> GoodsLookup {
    GoodsLookup::new(
        [
            good("NAS-KEJU", "NAS", "Nastar Keju", 65_000),
            good("NAS-COKLAT", "NAS", "Nastar Coklat", 65_000),
            good("LK", "LK", "Lidah Kucing", 60_000),
            good("BRO20", "BRO20", "Brownies 20", 45_000),
            good("AQ", "AQ", "Aqua 600ml", 5_000),
            good("JRS-M", "JRS", "Jersey M", 120_000),
            good("JRS-L", "JRS", "Jersey L", 120_000),
        ],
        [("kue lidah".to_owned(), "LK".to_owned())],
    )
}

/// The orders of a text in short: `Budi|0812…|alamat|2 NAS-KEJU, 1? LK(tanpa gula)~`. `~` follows
/// what is assumed, `?` what is unclear.
fn short(text: &str) -> Vec<String> {
    match read(text, &goods()) {
        Ok(drafts) => drafts.iter().map(shortened).collect(),
        Err(ChatError::NoOrder) => Vec::new(),
        Err(error) => panic!("{error}"),
    }
}

fn shortened(draft: &ChatDraft) -> String {
    let mark = |sureness: &crate::domain::chat::Sureness| match sureness.code() {
        "assumed" => "~",
        "unclear" => "?",
        _ => "",
    };
    let field = |field: &Option<crate::domain::chat::Read<String>>| {
        field.as_ref().map_or(String::new(), |read| {
            format!(
                "{}{}",
                read.value.replace('\n', " / "),
                mark(&read.sureness)
            )
        })
    };
    let items: Vec<String> = draft
        .items
        .iter()
        .map(|item| {
            let code = item
                .code
                .value
                .clone()
                .unwrap_or_else(|| format!("«{}»", item.typed));
            let custom = item.customization.as_ref();
            let custom = custom.map_or(String::new(), |read| {
                format!("({}){}", read.value, mark(&read.sureness))
            });
            let price = item
                .price
                .as_ref()
                .map_or("", |price| mark(&price.sureness));
            let price = if price.is_empty() { "" } else { "@" };
            format!(
                "{}{} {code}{}{custom}{price}",
                item.qty.value,
                mark(&item.qty.sureness),
                mark(&item.code.sureness)
            )
        })
        .collect();
    let mut parts = vec![
        field(&draft.name),
        field(&draft.phone),
        field(&draft.address),
        items.join(", "),
    ];
    if draft.recipient.is_some() {
        parts.push(format!("to {}", field(&draft.recipient)));
    }
    if draft.note.is_some() {
        parts.push(format!("note {}", field(&draft.note)));
    }
    if draft.ticked {
        parts.push("✅".into());
    }
    parts.extend(draft.doubts.iter().map(|doubt| doubt.key.to_string()));
    parts.join("|")
}
