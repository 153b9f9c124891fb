//! Writes the announcement of a PO as text for chats: dates, prices, bonuses and terms.

use crate::book::{Book, BookError};
use crate::domain::catalog::full_name;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::terms;

/// Writes the announcement of a PO as of `now`: what is on sale, with the price tiers that still
/// apply, the bonuses with places left, and how to pay and order.
pub fn announcement(
    id: PeriodId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<String, BookError> {
    let _snapshot = book.snapshot()?;
    let period = book.period_by_id(id)?;
    let shop = book.shop()?;
    let mut text = words.say(&Message::new("announce-title").text("name", period.name.clone()));
    if !shop.name.is_empty() {
        text.push_str(&format!(" · {}", shop.name));
    }
    text.push_str("\n\n");
    let milestones = period.milestones;
    if let Some(opens) = milestones.opens_at.filter(|opens| *opens > now) {
        text.push_str(&words.say(&Message::new("announce-opens").moment("at", opens)));
        text.push('\n');
    }
    if let Some(closes) = milestones.closes_at {
        text.push_str(&words.say(&Message::new("announce-closes").moment("at", closes)));
        text.push('\n');
    }
    if let Some(ready) = terms::ready(&period, words) {
        text.push_str(&ready);
        text.push('\n');
    }
    text.push('\n');
    let tiers = book.tiers(id)?;
    for offer in book.offers(id)?.iter().filter(|offer| !offer.withdrawn) {
        let name = full_name(&offer.product, &offer.variant);
        text.push_str(&format!("• {name}: {}\n", words.rupiah(offer.price)));
        let own = tiers.iter().filter(|tier| tier.offer == offer.id);
        for tier in own.filter(|tier| tier.left(now) > 0) {
            let mut terms = vec![words.rupiah(tier.price)];
            if let Some(first) = tier.first {
                terms.push(words.say(&Message::new("announce-tier-first").count("count", first)));
            }
            if let Some(until) = tier.until {
                terms.push(words.say(&Message::new("announce-tier-until").moment("at", until)));
            }
            text.push_str(&format!("  {}: {}\n", tier.label, terms.join(" · ")));
        }
    }
    for bonus in book.bonuses(id)?.iter().filter(|bonus| bonus.left() > 0) {
        text.push_str(&format!("{}\n", words.say(&bonus.announcement())));
    }
    text.push('\n');
    for rule in terms::rules(&period, words) {
        text.push_str(&rule);
        text.push('\n');
    }
    for account in book.accounts()?.iter().filter(|account| !account.archived) {
        text.push_str(&format!("{}\n", account.name));
    }
    if !period.note.is_empty() {
        text.push_str(&format!("\n{}\n", period.note));
    }
    if let Some(phone) = shop.phone {
        let phone = Phone::read(&phone).shown();
        text.push_str(&format!(
            "\n{}\n",
            words.say(&Message::new("announce-order").text("phone", phone))
        ));
    }
    Ok(text.trim_end().to_owned())
}
