//! The messages that are due: what, of which PO, to how many orders, since when (rules 52, 64).

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError, DueRow};
use crate::domain::id::PeriodId;
use crate::domain::telling::TellKind;
use crate::tasks::rows::telling::DUE;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::period_messages;
use crate::tui::rows;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::listing::{Listing, Row};

impl Row for DueRow {
    type Id = (TellKind, PeriodId);
    fn id(&self) -> Self::Id {
        (self.kind, self.period_id)
    }
}

/// What is due to be told.
#[derive(Default)]
pub struct Due {
    rows: Listing<DueRow>,
}

impl Due {
    /// Reads what it shows.
    pub(super) fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.rows.replace(book.due_tellings(ctx.now)?, false);
        Ok(())
    }

    /// Does what a key asks for.
    pub(super) fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match (command, self.rows.selected_id()) {
            (Command::Open, Some((kind, period))) if kind.is_of_period() => {
                period_messages::group(kind, period, book, ctx)?
            }
            (Command::Open, Some((kind, period))) => {
                Effect::Show(Destination::Letters(kind, period))
            }
            (Command::Open, None) => Effect::None,
            _ => Effect::Pass,
        })
    }

    /// Draws the list.
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.rows.is_empty() {
            let (text, hint) = (
                ctx.word("telling-nothing"),
                ctx.word("telling-nothing-hint"),
            );
            return empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
        }
        rows::draw(frame, area, DUE.columns, &self.rows, ctx);
    }
}
