//! What the reports have in common: each is a view under its tab.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Outcome};

/// A view of the screen.
pub trait View {
    /// Key of its name.
    fn name(&self) -> &'static str;

    /// What stands beside the tabs, such as the month.
    fn about(&self, _ctx: &Ctx) -> String {
        String::new()
    }

    /// What the arrow keys to the sides do.
    fn hint(&self, _ctx: &Ctx) -> String {
        String::new()
    }

    /// The commands of its own that the footer shows.
    fn commands(&self) -> &'static [Command];

    /// Reads what it shows.
    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError>;

    /// Does what a key asks for.
    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome;

    /// Draws it below the tabs.
    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx);
}
