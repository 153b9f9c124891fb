//! What a customer was told lately, on the page of an order and on a customer's card (rules 53, 102).

use super::effect::Ctx;
use super::theme::Role;
use super::widgets::facts::Fact;
use crate::domain::telling::SentMessage;

/// Most messages that are listed.
pub const MOST_TOLD: usize = 5;

/// Messages that left under a heading, each with when and how; nothing where none did.
pub fn told(sent: &[SentMessage], ctx: &Ctx) -> Vec<Fact> {
    if sent.is_empty() {
        return Vec::new();
    }
    let mut facts = vec![Fact::line(ctx.word("telling-said"), Role::Heading)];
    facts.extend(sent.iter().map(|message| {
        let said = format!(
            "{} · {}",
            ctx.word(message.kind.key()),
            ctx.word(message.via.key())
        );
        Fact::new(ctx.words.lately(message.at, ctx.now), said)
    }));
    facts.push(Fact::line("", Role::Text));
    facts
}
