//! What the review shows of a message: open questions, what was read, and assumptions.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::state::{Review, State};
use crate::domain::chat::{ChatDraft, Sureness};
use crate::domain::message::Message;
use crate::output::chat::item_line;
use crate::tui::command::Command;
use crate::tui::effect::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::{Part, put_parts, rows, wrap};

impl Review {
    /// The lines for the right side: open questions first, then what was read, then assumptions.
    pub(super) fn facts(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let Some(draft) = self.drafts.get(self.at) else {
            return Vec::new();
        };
        let mut lines: Vec<(String, Role)> = Vec::new();
        match self.states.get(self.at) {
            Some(State::Saved(order)) => {
                let saved = Message::new("review-saved").text("order", order.as_str());
                lines.push((format!("✓ {}", ctx.say(&saved)), Role::Good));
            }
            Some(State::Changed(order)) => {
                let changed = Message::new("review-changed").text("order", order.as_str());
                lines.push((format!("✓ {}", ctx.say(&changed)), Role::Good));
            }
            Some(State::Skipped) => lines.push((ctx.word("review-passed"), Role::Muted)),
            _ => lines.extend(
                self.refused
                    .get(&draft.fingerprint)
                    .map(|why| (format!("✗ {}", ctx.say(why)), Role::Bad)),
            ),
        }
        let same = |other: &ChatDraft| other.fingerprint == draft.fingerprint;
        if let Some(first) = self.drafts.iter().position(same).filter(|at| *at < self.at) {
            let twice = Message::new("review-twice").count("other", first + 1);
            lines.push((format!("= {}", ctx.say(&twice)), Role::Warn));
        }
        lines.extend(
            draft
                .unclear()
                .into_iter()
                .map(|asked| (format!("? {}", ctx.say(asked)), Role::Bad)),
        );
        if !draft.changes.is_empty() && self.states.get(self.at) == Some(&State::Open) {
            let change = self.change_first(draft);
            lines.push((format!("→ {}", ctx.say(&change)), Role::Key));
        }
        for item in &draft.items {
            let line = item_line(item, |code| {
                self.chat.goods.by_code(code).map(|good| good.name.clone())
            });
            let role = match item.sureness() {
                Sureness::Certain => Role::Accent,
                Sureness::Assumed(_) => Role::Warn,
                Sureness::Unclear(_) => Role::Bad,
            };
            lines.push((line, role));
        }
        if let Some(full) = &self.full {
            lines.push((format!("! {}", ctx.say(&full.message())), Role::Warn));
        }
        if let Some(total) = self.total {
            let total = Message::new("review-total").money("total", total);
            lines.push((ctx.say(&total), Role::Text));
        }
        let others = self.other_lines().map(|(_, line)| {
            let said = Message::new("review-line-passed").text("text", line.as_str());
            (ctx.say(&said), Role::Muted)
        });
        let fields = [
            ("field-customer", &draft.name),
            ("field-phone", &draft.phone),
            ("field-recipient", &draft.recipient),
            ("field-address", &draft.address),
            ("field-note", &draft.note),
        ];
        for (label, field) in fields {
            if let Some(read) = field {
                let line = format!("{}: {}", ctx.word(label), read.value.replace('\n', " / "));
                lines.push((line, Role::Text));
            }
        }
        match &draft.pays {
            Some(pays) => {
                let role = match pays.claimed {
                    true => Role::Warn,
                    false => Role::Good,
                };
                lines.push((
                    format!("{} {}", pays.sign(), ctx.say(&pays.message())),
                    role,
                ));
            }
            None if draft.ticked && !self.ticks_pay => {
                let unset = Message::new("review-tick-unset").text("key", Command::Settings.key());
                lines.push((format!("✅ {}", ctx.say(&unset)), Role::Muted));
            }
            None if draft.ticked && !draft.unclear().is_empty() => {
                let waits = ctx.word("review-tick-waits");
                lines.push((format!("✅ {waits}"), Role::Muted));
            }
            None => {}
        }
        lines.extend(
            draft
                .assumed()
                .into_iter()
                .map(|taken| (format!("~ {}", ctx.say(taken)), Role::Warn)),
        );
        lines.extend(others);
        lines
    }

    /// The lines that are no orders, between the message shown and the next; for the first message
    /// those above it too. What another sender wrote has nothing to do with this order; it is in the
    /// list of all such lines.
    fn other_lines(&self) -> impl Iterator<Item = &(usize, String)> {
        let begins = |at: usize| Some(self.drafts.get(at)?.lines.first()?.0);
        let from = begins(self.at).filter(|_| self.at > 0).unwrap_or_default();
        let to = begins(self.at + 1).unwrap_or(usize::MAX);
        let others = self.chat.read.passed.iter();
        let sender = self
            .drafts
            .get(self.at)
            .and_then(|draft| draft.sender.as_ref());
        let senders = &self.chat.read.senders;
        let of_another = move |line| {
            let by = senders.get(line);
            by.is_some() && sender.is_some() && by != sender
        };
        others.filter(move |(line, _)| (from..to).contains(line) && !of_another(line))
    }

    /// The visible rows of the message, wrapped; only as much as can be seen, as it may be a
    /// megabyte.
    pub(super) fn message(&self, area: Rect) -> Vec<String> {
        let most = self.scroll + usize::from(area.height);
        let lines = self
            .drafts
            .get(self.at)
            .map_or(&[][..], |draft| &draft.lines);
        let mut shown = Vec::new();
        for (_, line) in lines {
            let line = self.seen(line, area, shown.len());
            shown.extend(wrap(line, usize::from(area.width)));
            if shown.len() >= most {
                break;
            }
        }
        shown
    }

    /// The beginning of a text that can be seen in an area below `above` rows. A row shows at most
    /// `width` characters and the space behind them.
    pub(super) fn seen<'a>(&self, text: &'a str, area: Rect, above: usize) -> &'a str {
        let rows = (self.scroll + usize::from(area.height)).saturating_sub(above);
        let most = rows * (usize::from(area.width) + 1);
        let end = text
            .char_indices()
            .nth(most)
            .map_or(text.len(), |(end, _)| end);
        text.get(..end).unwrap_or(text)
    }

    /// Draws the lines from the scroll position on; lines that fit whole don't scroll.
    pub(super) fn scrolled(&self, frame: &mut Frame, area: Rect, lines: Vec<Part>, ctx: &Ctx) {
        let most = lines.len().saturating_sub(usize::from(area.height));
        let lines = lines.into_iter().skip(self.scroll.min(most));
        for (row, part) in rows(area).zip(lines) {
            put_parts(frame.buffer_mut(), row, &[part], &ctx.theme);
        }
    }
}
