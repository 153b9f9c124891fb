//! What the reports have in common: each is a view under its tab.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::report::{CostBy, ProfitPart, ReportSums};
use crate::tasks::report::{cost_note, profit_parts};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

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

/// Says how the cost is counted from now on.
pub fn counted_by(cost_by: Option<CostBy>) -> Effect {
    match cost_by {
        Some(by) => Effect::info(Message::new("report-counted-by").word("way", by.key())),
        None => Effect::None,
    }
}

/// How a profit is made, from top to bottom.
pub struct ProfitFacts {
    /// Its parts.
    pub parts: Vec<(ProfitPart, Fact)>,
    /// The profit.
    pub profit: Fact,
    /// How far the other way of counting the cost is from it, where both are known.
    pub note: Option<Fact>,
}

impl ProfitFacts {
    /// Of these sums.
    ///
    /// # Errors
    /// A sum that is too large.
    pub fn of(sums: &ReportSums, by: CostBy, ctx: &Ctx) -> Result<Self, BookError> {
        let parts = profit_parts(sums, by)?.into_iter();
        let parts = parts.map(|(part, amount)| {
            let fact = Fact::new(ctx.word(part.key()), ctx.words.rupiah(amount));
            (part, fact)
        });
        let profit = sums.profit(by)?;
        let role = match profit < Rupiah::ZERO {
            true => Role::Bad,
            false => Role::Good,
        };
        let profit = Part::new(ctx.words.rupiah(profit), role);
        let note = cost_note(sums, by, &ctx.view())?;
        let note = Some(note.trim_end()).filter(|note| !note.is_empty());
        Ok(Self {
            parts: parts.collect(),
            profit: Fact::new(ctx.word("report-profit"), profit),
            note: note.map(|note| Fact::line(note, Role::Muted)),
        })
    }
}
