//! The history: every deed as a sentence, the newest first.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Action, Book, BookError};
use crate::tasks::rows::action::ACTIONS;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::rows;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::listing::Listing;

/// Deeds read from the book at a time.
const PAGE: usize = 500;

/// The history.
#[derive(Default)]
pub struct History {
    list: Listing<Action>,
    read: usize,
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
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.move_selection(command) {
            if self.list.wants_more() {
                self.read += PAGE;
                self.refresh(book, ctx)?;
            }
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::Open | Command::History => Effect::Back,
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
                && *command != Command::Open
        });
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.list.is_empty() {
            let (text, hint) = (ctx.word("history-empty"), ctx.word("history-empty-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        rows::draw(frame, area, ACTIONS.columns, &self.list, ctx);
    }
}
