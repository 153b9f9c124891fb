//! The bills that are not paid, the longest due first, with kasbon (rule 112).

use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::View;
use crate::book::{Book, BookError};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::report::Debt;
use crate::tasks::rows::column::file;
use crate::tasks::rows::report::DEBTS;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::rows::draw;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::listing::{Listing, Row};

impl Row for Debt {
    type Id = OrderId;
    fn id(&self) -> OrderId {
        self.id
    }
}

/// The debts.
#[derive(Default)]
pub struct Debts {
    rows: Listing<Debt>,
}

impl View for Debts {
    fn name(&self) -> &'static str {
        "report-debts"
    }

    fn about(&self, ctx: &Ctx) -> String {
        let sum = Rupiah::sum(self.rows.rows().iter().map(|row| row.left));
        let said = Message::new("report-debts-sum")
            .money("amount", sum.unwrap_or_default())
            .count("orders", self.rows.len());
        ctx.say(&said)
    }

    fn commands(&self) -> &'static [Command] {
        &[]
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.rows.replace(book.debts(ctx.now)?, false);
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::Open => Ok(match self.rows.selected_id() {
                Some(order) => Effect::Show(Destination::Order(order)),
                None => Effect::None,
            }),
            Command::Export | Command::Copy => {
                let name = ctx.word(self.name());
                let sheet = file(name, DEBTS.columns, self.rows.rows(), &ctx.view());
                Export::sheet(DEBTS.key, sheet).by(command, book, ctx)
            }
            _ => Ok(Effect::Pass),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.rows.is_empty() {
            let (text, hint) = (ctx.word("report-no-debts"), String::new());
            return empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
        }
        draw(frame, area, DEBTS.columns, &self.rows, ctx);
    }
}
