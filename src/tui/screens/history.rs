//! The history: every deed as a sentence, the newest first; below, what the selected one changed.
//! Enter opens its order.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Action, Book, BookError, JournalValue, ValueChange};
use crate::domain::message::Message;
use crate::tasks::rows::action::ACTIONS;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Scope, Screen};
use crate::tui::layers::{Choice, Picker};
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{below, empty_state, top};

/// Deeds read from the book at a time.
const PAGE: usize = 500;
/// Rows for what a deed changed, with the free one above.
const CHANGES: u16 = 7;

/// The history.
#[derive(Default)]
pub struct History {
    list: Listing<Action>,
    read: usize,
    /// What the selected deed changed.
    changes: Vec<ValueChange>,
}

impl History {
    fn look(&mut self, book: &Book) -> Result<(), BookError> {
        self.changes = match self.list.selected_id() {
            Some(id) => book.values_changed(id)?,
            None => Vec::new(),
        };
        Ok(())
    }

    /// The whole sentence of the selected deed, and its changes: `Nastar Keju · Jumlah  2 → 3`.
    fn facts(&self, ctx: &Ctx) -> Vec<Fact> {
        let Some(action) = self.list.selected() else {
            return Vec::new();
        };
        let mut facts = vec![Fact::line(ctx.say(&action.message), Role::Accent)];
        facts.extend(self.changes.iter().map(|change| {
            let field = ctx.word(&change.field);
            let label = match change.of.as_str() {
                "" => field,
                of => format!("{of} · {field}"),
            };
            let [before, after] = [&change.before, &change.after].map(|told| shown(told, ctx));
            Fact::new(label, format!("{before} → {after}"))
        }));
        facts
    }

    /// Opens the order of the selected deed; of several asks which.
    fn open(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(action) = self.list.selected() else {
            return Ok(Effect::None);
        };
        let orders = book.orders_of_deed(action.id)?;
        Ok(match orders.as_slice() {
            [] => Effect::info(Message::new("history-no-order")),
            [(order, _)] => Effect::Show(Destination::Order(*order)),
            several => {
                let mut choices = Vec::new();
                for (id, code) in several {
                    choices.push(Choice {
                        label: code.clone(),
                        note: book.order_row(*id, ctx.now)?.customer_shown(),
                        value: *id,
                    });
                }
                Effect::open(Picker::new("history-orders", choices, |id, _| {
                    Effect::Show(Destination::Order(*id))
                }))
            }
        })
    }
}

fn shown(told: &JournalValue, ctx: &Ctx) -> String {
    match told {
        JournalValue::Nothing => "–".to_owned(),
        JournalValue::Text(text) => text.replace('\n', " / "),
        JournalValue::Count(number) => number.to_string(),
        JournalValue::Money(amount) => ctx.words.rupiah(*amount),
        JournalValue::Moment(at) => ctx.words.moment(*at),
        JournalValue::Word(key) => ctx.words.word(key),
    }
}

impl Screen for History {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("history-title")
    }

    fn context(&self) -> Context {
        Context::List
    }

    fn scope(&self) -> Scope {
        Scope::None
    }

    fn refresh(&mut self, book: &Book, _: &Ctx) -> Result<(), BookError> {
        self.read = self.read.max(PAGE);
        let actions = book.history(None, self.read)?;
        let more = actions.len() == self.read;
        self.list.replace(actions, more);
        self.look(book)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.move_selection(command) {
            if self.list.wants_more() {
                self.read += PAGE;
                self.refresh(book, ctx)?;
            }
            self.look(book)?;
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::Open => return self.open(book, ctx),
            Command::History => Effect::Back,
            _ => Effect::Pass,
        })
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::List.footer();
        commands.retain(|command| {
            *command != Command::NextView
                && *command != Command::Filter
                && *command != Command::Export
                && *command != Command::Copy
        });
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.list.is_empty() {
            let (text, hint) = (ctx.word("history-empty"), ctx.word("history-empty-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        let changes = if area.height >= 2 * CHANGES {
            CHANGES
        } else {
            0
        };
        let list = top(area, area.height - changes);
        rows::draw(frame, list, ACTIONS.columns, &self.list, ctx);
        let rest = below(area, list.height + 1);
        facts::draw(frame.buffer_mut(), rest, &self.facts(ctx), &ctx.theme);
    }
}
