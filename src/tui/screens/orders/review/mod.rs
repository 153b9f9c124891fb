//! The review of orders pasted from a chat, one message at a time: the message at the left, the
//! order that was read at the right. The owner saves or skips each; "accept all" saves only those
//! read without doubt. When none is left the review closes, unless a customer's line that is no order
//! names goods and wasn't looked at.

mod commands;
mod full_slot;
mod not_orders;
mod state;
mod unsaved;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen, Unsaved};
use crate::tui::layers::Question;
use crate::tui::theme::Role;
use crate::tui::widgets::{Part, below, put_parts, split_columns, top, wrap};
use state::{Review, State};
pub use unsaved::{NAME, reopen};

/// Lines that PageUp and PageDown scroll.
const PAGE: usize = 10;

/// Opens the review of a pasted text, or shows why there is nothing to review.
pub fn open(text: &str, book: &Book, ctx: &Ctx) -> Outcome {
    let Some(period) = ctx.period else {
        return Ok(Effect::warn(Message::new("form-order-no-period")));
    };
    // A chat has words, not cells.
    let mut review = Review::of(&text.replace('\t', " "), period);
    if let Err(why) = review.read_again(book, ctx.now)? {
        return Ok(Effect::warn(why));
    }
    review.next(0);
    Ok(Effect::open(review))
}

impl Screen for Review {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("review-title")
    }

    fn context(&self) -> Context {
        Context::Review
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if let Some(period) = ctx.period.filter(|period| *period != self.period) {
            self.period = period;
            self.skipped.clear();
            self.chosen.borrow_mut().clear();
        }
        self.note_change(book, ctx.now)?;
        // When nothing is on sale any more, the messages read before stay.
        let _ = self.read_again(book, ctx.now)?;
        self.waited |= self.states.contains(&State::Open);
        if let Some(found) = self.found.take() {
            self.go(found);
        } else if self.states.get(self.at) != Some(&State::Open) {
            self.next(self.at);
        }
        self.price(book, ctx.now)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        self.changing.take();
        let last = self.drafts.len().saturating_sub(1);
        match command {
            Command::Up => self.go(self.at.saturating_sub(1)),
            Command::Down => self.go((self.at + 1).min(last)),
            Command::First => self.go(0),
            Command::Last => self.go(last),
            Command::PageUp => self.scroll = self.scroll.saturating_sub(PAGE),
            Command::PageDown => {
                let length = self.drafts.get(self.at).map_or(0, |draft| {
                    draft.lines.len() + draft.items.len() + draft.text().len() / 20
                });
                self.scroll = (self.scroll + PAGE).min(length);
            }
            Command::Back if self.states.contains(&State::Open) => {
                let text = Message::new("review-leave").count("open", self.open_count());
                return Ok(Effect::open(Question::new(
                    "review-title",
                    text,
                    Effect::Back,
                )));
            }
            Command::AcceptDraft | Command::Open => return self.accept(book, ctx),
            Command::AcceptAll => return Ok(self.accept_certain()),
            Command::SkipDraft => {
                self.skip_message();
                if self.open_count() == 0 {
                    return Ok(self.all_decided());
                }
            }
            Command::NameGoods => return self.choose_goods(book),
            Command::NotOrders => return Ok(self.not_orders(ctx)),
            Command::Edit => return self.fix(book, ctx),
            Command::Filter => return Ok(self.find()),
            Command::NextView => self.next(self.at + 1),
            Command::Copy => {
                return Ok(self.drafts.get(self.at).map_or(Effect::None, |draft| {
                    let who = draft.who().unwrap_or("-");
                    let what = Message::new("review-copied").text("name", who);
                    Effect::Copy(what, draft.text())
                }));
            }
            Command::Export => return Ok(Effect::warn(Message::new("review-no-export"))),
            _ => return Ok(Effect::Pass),
        }
        self.price(book, ctx.now)?;
        Ok(Effect::None)
    }

    fn done(&mut self, outcome: Result<(), &BookError>, ctx: &Ctx) -> Effect {
        let last_result = self.last_result.take();
        let Some((_, who, why)) = last_result.refused.first().cloned() else {
            return outcome.map_or_else(Effect::refused, |()| Effect::None);
        };
        let count = last_result.refused.len();
        for (fingerprint, _, why) in last_result.refused {
            self.refused.insert(fingerprint, why);
        }
        let some = Message::new("review-refused")
            .count("saved", last_result.saved)
            .count("refused", count)
            .text("who", who)
            .text("why", ctx.say(&why));
        match outcome {
            Ok(()) => Effect::Notice(
                Role::Warn,
                Message::new("tui-saved")
                    .text("what", ctx.say(&some))
                    .text("key", Command::Undo.key()),
            ),
            Err(_) if count > 1 => Effect::warn(some),
            Err(error) => Effect::refused(error),
        }
    }

    fn is_over(&self) -> bool {
        self.waited && !self.states.contains(&State::Open) && self.unseen_count() == 0
    }

    fn stays(&self) -> Option<Message> {
        let open = self.open_count();
        (open > 0).then(|| {
            Message::new("review-stays")
                .count("open", open)
                .text("key", Command::Orders.key())
        })
    }

    fn unsaved(&self) -> Option<Unsaved> {
        self.to_unsaved()
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // In the review Enter saves, and Tab goes to the next open message.
        let mut commands = Context::Review.footer();
        let mut other = vec![Command::Open, Command::NextView, Command::Export];
        if self.chat.read.passed.is_empty() {
            other.push(Command::NotOrders);
        }
        commands.retain(|command| !other.contains(command));
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = Message::new("review-head")
            .count("nth", self.at + 1)
            .count("all", self.drafts.len())
            .count("open", self.open_count())
            .count("saved", self.saved_count());
        let head = [Part::new(ctx.say(&head), Role::Heading)];
        put_parts(frame.buffer_mut(), top(area, 1), &head, &ctx.theme);
        let others = self.chat.read.passed.len();
        if others > 0 {
            let named = self.chat.read.with_goods.len();
            let said = Message::new(match named {
                0 => "review-not-orders",
                _ => "review-not-orders-named",
            });
            let said = said
                .count("count", others)
                .count("named", named)
                .text("key", Command::NotOrders.key());
            let said = [Part::new(ctx.say(&said), Role::Warn)];
            put_parts(
                frame.buffer_mut(),
                top(below(area, 1), 1),
                &said,
                &ctx.theme,
            );
        }
        let (left, right) = split_columns(below(area, 2), area.width * 2 / 5);
        let message = self.message(left);
        let message = message.into_iter().map(|line| Part::new(line, Role::Muted));
        self.scrolled(frame, left, message.collect(), ctx);
        let facts = self.facts(ctx);
        let facts = facts.iter().flat_map(|(text, role)| {
            wrap(self.seen(text, right, 0), usize::from(right.width))
                .into_iter()
                .map(move |line| Part::new(line, *role))
        });
        self.scrolled(frame, right, facts.collect(), ctx);
    }
}
