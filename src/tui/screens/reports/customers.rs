//! What customers have ordered: the best, those who have not come for a season, and whose day of the year is
//! near.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::View;
use crate::book::{Book, BookError};
use crate::domain::id::CustomerId;
use crate::domain::report::CustomerReport;
use crate::tasks::rows::column::file;
use crate::tasks::rows::report::{CUSTOMERS, NEAR};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::rows::draw;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::listing::{Listing, Row};

impl Row for CustomerReport {
    type Id = CustomerId;
    fn id(&self) -> CustomerId {
        self.id
    }
}

/// Which customers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Which {
    /// All, the best first.
    #[default]
    Best,
    /// Those who ordered several times and have not for a season, the best first.
    Sleeping,
    /// Those whose day of the year is near, the nearest first.
    Dates,
}

/// The customers.
#[derive(Default)]
pub struct Customers {
    rows: Listing<CustomerReport>,
    which: Which,
}

impl View for Customers {
    fn name(&self) -> &'static str {
        "cmd-customers"
    }

    fn about(&self, ctx: &Ctx) -> String {
        ctx.word(match self.which {
            Which::Best => "report-customers-best",
            Which::Sleeping => "report-customers-sleeping",
            Which::Dates => "report-customers-dates",
        })
    }

    fn commands(&self) -> &'static [Command] {
        &[Command::FilterReport]
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let mut rows = book.customer_report()?;
        let zone = ctx.words.zone();
        let today = ctx.now.date(zone);
        match self.which {
            Which::Best => {}
            Which::Sleeping => rows.retain(|row| row.is_sleeping(ctx.now, zone)),
            Which::Dates => {
                let days = |row: &CustomerReport| row.days_to_date(today).unwrap_or(i64::MAX);
                rows.retain(|row| days(row) <= NEAR);
                rows.sort_by_key(days);
            }
        }
        self.rows.replace(rows, false);
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::FilterReport => {
                self.which = match self.which {
                    Which::Best => Which::Sleeping,
                    Which::Sleeping => Which::Dates,
                    Which::Dates => Which::Best,
                };
                self.rows = Listing::default();
                self.refresh(book, ctx)?;
                Ok(Effect::None)
            }
            Command::Open => Ok(match self.rows.selected_id() {
                Some(customer) => Effect::Show(Destination::Customer(customer)),
                None => Effect::None,
            }),
            Command::Export | Command::Copy => {
                let name = ctx.word(self.name());
                let sheet = file(name, CUSTOMERS.columns, self.rows.rows(), &ctx.view());
                Export::sheet(CUSTOMERS.key, sheet).by(command, book, ctx)
            }
            _ => Ok(Effect::Pass),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.rows.is_empty() {
            let (text, hint) = (ctx.word("report-nobody"), ctx.word("report-nobody-hint"));
            return empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
        }
        draw(frame, area, CUSTOMERS.columns, &self.rows, ctx);
    }
}
