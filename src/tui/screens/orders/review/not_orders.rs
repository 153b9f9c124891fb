//! The lines of a pasted chat that are no orders. Those in which a customer names goods hold the review
//! open until they were looked at, and become orders with Enter.

use std::collections::HashMap;

use super::state::Review;
use crate::book::Book;
use crate::domain::message::Message;
use crate::domain::text::excerpt;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome, Unsaved};
use crate::tui::forms::order;
use crate::tui::layers::{Choice, Picker, Reader};

/// Lines of the chat shown before and after one that is no order.
const AROUND: usize = 4;

impl Review {
    /// What is said when the last message is decided: how many were saved, or that lines with goods
    /// in them still wait to be looked at.
    pub(super) fn all_decided(&self) -> Effect {
        match self.unseen_count() {
            0 => Effect::info(Message::new("review-done").count("saved", self.saved_count())),
            unseen => Effect::warn(
                Message::new("review-look-at")
                    .count("named", unseen)
                    .text("key", Command::NotOrders.key()),
            ),
        }
    }

    /// Lists the lines that are no order, questions among them. Enter shows one with the lines around
    /// it; of a customer's line that names goods it makes an order.
    pub(super) fn not_orders(&self, ctx: &Ctx) -> Effect {
        self.looked.set(true);
        let chat: Vec<String> = self.text.lines().map(str::to_owned).collect();
        let choices = self.chat.read.passed.iter().map(|(line, text)| {
            let whole = chat.get(line.saturating_sub(1)).unwrap_or(text);
            let paid = self.chat.read.paid_alone.contains(line);
            let label = match self.chat.read.senders.get(line) {
                Some(sender) => format!("{sender}: {text}"),
                None => whole.trim().to_owned(),
            };
            Choice {
                label: excerpt(&label),
                note: match (paid, self.chat.read.with_goods.contains_key(line)) {
                    (true, _) => ctx.word("review-paid-alone"),
                    (false, true) => ctx.word("review-names-goods"),
                    (false, false) => String::new(),
                },
                value: *line,
            }
        });
        let choices: Vec<Choice<usize>> = choices.collect();
        if choices.is_empty() {
            return Effect::info(Message::new("review-all-orders"));
        }
        let named = self.chat.read.with_goods.iter().filter_map(|(line, mark)| {
            let (_, text) = self.chat.read.passed.iter().find(|(at, _)| at == line)?;
            let sender = self.chat.read.senders.get(line)?;
            Some((*line, [sender, text, mark].map(String::clone)))
        });
        let named: HashMap<usize, [String; 3]> = named.collect();
        let picker = Picker::new("review-not-orders-title", choices, move |line, ctx| {
            if let Some(named) = named.get(line).cloned() {
                return Effect::read(move |book, ctx| order_of_line(named, book, ctx));
            }
            let from = line.saturating_sub(1 + AROUND);
            let around = chat.get(from..chat.len().min(line + AROUND));
            let title = ctx.word("review-not-orders-title");
            Effect::open(Reader::new(title, around.unwrap_or_default().join("\n")))
        });
        Effect::open(picker)
    }
}

/// Opens the order form with a customer's line that was read as no order: the words that are no
/// goods are deleted there.
fn order_of_line([sender, text, mark]: [String; 3], book: &Book, ctx: &Ctx) -> Outcome {
    let mut form = match order::form(None, Some(mark), book, ctx)? {
        Ok(form) => form,
        Err(why) => return Ok(Effect::warn(why)),
    };
    form.restore(&Unsaved {
        form: order::NAME.to_owned(),
        fields: vec![("customer".to_owned(), sender), ("items".to_owned(), text)],
        ..Unsaved::default()
    });
    Ok(Effect::open(form))
}
