//! The products of all POs, the most sold first, with their part of what all came to.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::View;
use crate::book::{Book, BookError};
use crate::domain::report::{GoodsReport, Ranked};
use crate::tasks::rows::column::file;
use crate::tasks::rows::report::{PRODUCTS, RANKED};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::rows::draw;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::listing::{Listing, Row};

impl Row for Ranked {
    type Id = Option<String>;
    fn id(&self) -> Self::Id {
        self.goods.code.clone()
    }
}

/// The products.
#[derive(Default)]
pub struct Products {
    rows: Listing<Ranked>,
}

impl View for Products {
    fn name(&self) -> &'static str {
        "report-view-products"
    }

    fn commands(&self) -> &'static [Command] {
        &[]
    }

    fn refresh(&mut self, book: &Book, _ctx: &Ctx) -> Result<(), BookError> {
        self.rows
            .replace(Ranked::all(book.product_report()?)?, false);
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::Export | Command::Copy => {
                let goods: Vec<GoodsReport> =
                    self.rows.rows().iter().map(|of| of.goods.clone()).collect();
                let sheet = file(ctx.word(self.name()), PRODUCTS.columns, &goods, &ctx.view());
                Export::sheet(PRODUCTS.key, sheet).by(command, book, ctx)
            }
            _ => Ok(Effect::Pass),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.rows.is_empty() {
            let (text, hint) = (ctx.word("report-nothing"), ctx.word("report-nothing-hint"));
            return empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
        }
        draw(frame, area, RANKED.columns, &self.rows, ctx);
    }
}
