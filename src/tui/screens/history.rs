//! Everything that was done, newest first, as sentences.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::Action;
use crate::domain::id::ActionId;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::keeper::{Book, BookError};
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{Part, empty_state};

/// Deeds read at once.
const PAGE: usize = 500;

impl Row for Action {
    type Id = ActionId;
    fn id(&self) -> ActionId {
        self.id
    }
}

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

    fn refresh(&mut self, book: &Book, _: &Ctx) -> Result<(), BookError> {
        self.read = self.read.max(PAGE);
        let actions = book.history(None, self.read)?;
        let more = actions.len() == self.read;
        self.list.replace(actions, more);
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.moves(command) {
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
        let columns = [
            Column::new(ctx.word("history-when"), 12, 22),
            Column::new(ctx.word("history-what"), 20, 120),
        ];
        table::draw(
            frame.buffer_mut(),
            area,
            &columns,
            &self.list,
            &ctx.theme,
            |action| {
                let what = ctx.say(&action.message);
                let day = ctx.words.day_short(action.at.date(ctx.zone));
                let when = format!("{day} {}", ctx.words.clock(action.at));
                let what = if action.undone {
                    Part::new(
                        format!("↶ {what} ({})", ctx.word("history-undone")),
                        Role::Muted,
                    )
                } else {
                    Part::text(what)
                };
                vec![Part::new(when, Role::Muted), what]
            },
        );
    }
}
