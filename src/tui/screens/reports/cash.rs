//! What moved through the accounts in a month, the newest first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::View;
use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::month::Month;
use crate::domain::report::CashRow;
use crate::domain::when::Moment;
use crate::tasks::rows::column::file;
use crate::tasks::rows::report::CASH;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::rows::draw;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::listing::{Listing, Row};

impl Row for CashRow {
    type Id = (i64, String, String, i64);
    fn id(&self) -> Self::Id {
        (
            self.at.unix(),
            self.account.clone(),
            self.about.clone(),
            self.amount.raw(),
        )
    }
}

/// The movements of money.
#[derive(Default)]
pub struct Cash {
    rows: Listing<CashRow>,
    /// The month that is shown; this month when none is chosen.
    month: Option<Month>,
}

impl Cash {
    fn month(&self, ctx: &Ctx) -> Month {
        let today = ctx.now.date(ctx.words.zone());
        self.month.unwrap_or_else(|| Month::of(today))
    }
}

impl View for Cash {
    fn name(&self) -> &'static str {
        "report-view-cash"
    }

    fn about(&self, ctx: &Ctx) -> String {
        let sum = |sign: i64| {
            let amounts = self.rows.rows().iter().map(|row| row.amount);
            Rupiah::sum(amounts.filter(|amount| amount.raw() * sign > 0)).unwrap_or_default()
        };
        let said = Message::new("report-cash-sums")
            .text("month", ctx.words.month_short(self.month(ctx)))
            .money("in", sum(1))
            .money("out", sum(-1).negated());
        ctx.say(&said)
    }

    fn hint(&self, ctx: &Ctx) -> String {
        ctx.word("report-other-month")
    }

    fn commands(&self) -> &'static [Command] {
        &[]
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let month = self.month(ctx);
        let zone = ctx.words.zone();
        let (from, to) = (
            Moment::opening(month.first(), zone),
            Moment::opening(month.next().first(), zone),
        );
        let mut rows = book.cash(None, from)?;
        rows.retain(|row| row.at < to);
        rows.reverse();
        self.rows.replace(rows, false);
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::Left | Command::Right => {
                let month = self.month(ctx);
                self.month = Some(match command {
                    Command::Left => month.previous(),
                    _ => month.next(),
                });
                self.rows = Listing::default();
                self.refresh(book, ctx)?;
                Ok(Effect::None)
            }
            Command::Open => Ok(Effect::Show(Destination::Accounts)),
            Command::Export | Command::Copy => {
                let name = format!("{} {}", ctx.word(self.name()), self.month(ctx));
                let sheet = file(name, CASH.columns, self.rows.rows(), &ctx.view());
                Export::sheet(CASH.key, sheet).by(command, book, ctx)
            }
            _ => Ok(Effect::Pass),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.rows.is_empty() {
            let (text, hint) = (ctx.word("report-no-cash"), String::new());
            return empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
        }
        draw(frame, area, CASH.columns, &self.rows, ctx);
    }
}
