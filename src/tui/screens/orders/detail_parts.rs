//! What the page of an order tells only where there is some: its recipients and its claims.

use crate::domain::claim::Claim;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::tasks::rows::claim_screen;
use crate::tasks::rows::destination::destination_text;
use crate::tui::command::Command;
use crate::tui::effect::Ctx;
use crate::tui::forms::recipient::rest;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Most recipients named; more are counted.
const NAMED: usize = 6;

/// Who else receives something of an order, and what nobody gets yet (rule 80).
pub(super) fn recipients(order: &Order, ctx: &Ctx) -> Vec<Fact> {
    if order.destinations.is_empty() {
        return Vec::new();
    }
    let mut facts = vec![Fact::line(ctx.word("recipients-title"), Role::Heading)];
    for known in order.destinations.iter().take(NAMED) {
        let text = format!("· {}", destination_text(known, &ctx.words));
        facts.push(Fact::line(text, Role::Text));
    }
    if let Some(more) = order
        .destinations
        .len()
        .checked_sub(NAMED)
        .filter(|more| *more > 0)
    {
        let more = Message::new("recipients-more")
            .count("count", more)
            .text("key", Command::Recipients.key());
        facts.push(Fact::line(ctx.say(&more), Role::Muted));
    }
    facts.push(rest(order, ctx));
    facts.push(Fact::line("", Role::Text));
    facts
}

/// The claims on the goods of an order, and how each was answered (rule 83).
pub(super) fn claims(claims: &[Claim], ctx: &Ctx) -> Vec<Fact> {
    if claims.is_empty() {
        return Vec::new();
    }
    let mut facts = vec![Fact::line(ctx.word("screen-ship-claims"), Role::Heading)];
    for claim in claims {
        let mut answer = Part::from(claim_screen::answer(claim, &ctx.view()));
        let what = claim_screen::what(claim, &ctx.view());
        answer.text = format!("{} · {what}", answer.text);
        facts.push(Fact::new(claim.claim_code(), answer));
    }
    facts.push(Fact::line("", Role::Text));
    facts
}
