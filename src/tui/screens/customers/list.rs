//! The list of customers, who ordered last first; a few letters or digits narrow it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::customer::CustomerRow;
use crate::domain::id::CustomerId;
use crate::domain::message::Message;
use crate::tasks::rows::customer::CUSTOMERS;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::customer_merge::merge;
use crate::tui::forms::{customer, customer_search, payment_bills};
use crate::tui::input::Input;
use crate::tui::made::Made;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{empty_state, put_right};

/// Rows read from the book at a time.
const PAGE: usize = 100;

/// The list of customers.
#[derive(Default)]
pub struct Customers {
    /// Ids of the customers the filter finds, in list order; their rows are read as needed.
    found: Vec<CustomerId>,
    rows: Listing<CustomerRow>,
    filter: Filter,
}

impl Customers {
    fn search(&mut self, book: &Book) -> Result<(), BookError> {
        self.found = customer_search::find(&self.filter.text(), usize::MAX, book)?;
        let shown = self.rows.len().max(PAGE).min(self.found.len());
        let rows = book.customer_rows(self.found.get(..shown).unwrap_or_default())?;
        self.rows.replace(rows, shown < self.found.len());
        Ok(())
    }

    fn more(&mut self, book: &Book) -> Result<(), BookError> {
        if self.rows.wants_more() {
            let from = self.rows.len();
            let to = (from + PAGE).min(self.found.len());
            let rows = book.customer_rows(self.found.get(from..to).unwrap_or_default())?;
            self.rows.extend(rows, to < self.found.len());
        }
        Ok(())
    }

    /// Reads what it shows.
    pub(super) fn refresh(&mut self, book: &Book) -> Result<(), BookError> {
        self.search(book)
    }

    /// Takes what is typed into the filter.
    pub(super) fn typed(
        &mut self,
        input: &Input,
        book: &Book,
    ) -> Result<Option<Effect>, BookError> {
        match self.filter.typed(input) {
            Filtered::No => return Ok(None),
            Filtered::Same => {}
            Filtered::Changed => {
                self.rows = Listing::default();
                self.search(book)?;
            }
        }
        Ok(Some(Effect::None))
    }

    /// Does what a key asks for.
    pub(super) fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            self.more(book)?;
            return Ok(Effect::None);
        }
        match (command, self.rows.selected_id()) {
            (Command::Filter, _) => self.filter.open(),
            (Command::Back, _) if self.filter.clear() => self.search(book)?,
            (Command::NewCustomer, _) => return Ok(customer::add(ctx)),
            (Command::Open, Some(id)) => return Ok(Effect::Show(Destination::Customer(id))),
            (Command::Edit, Some(id)) => return customer::edit(id, book, ctx),
            (Command::MergeCustomers, Some(id)) => return Ok(merge(id)),
            (Command::RecordPayment, Some(id)) => {
                return payment_bills::from_customer(id, None, book, ctx);
            }
            (Command::Copy, Some(id)) => {
                return customer::copy_open_orders(id, book, ctx);
            }
            _ => return Ok(Effect::Pass),
        }
        Ok(Effect::None)
    }

    /// Selects a customer that was made.
    pub(super) fn select(&mut self, made: &Made, book: &Book) -> Result<(), BookError> {
        // A new customer has no order yet, so it may be below the rows read so far.
        if let Made::Customer(id) = made
            && let Some(at) = self.found.iter().position(|found| found == id)
        {
            let from = self.rows.len();
            if let Some(missing) = self.found.get(from..=at) {
                let rows = book.customer_rows(missing)?;
                self.rows.extend(rows, at + 1 < self.found.len());
            }
            self.rows.select(id);
        }
        Ok(())
    }

    /// Draws the list, and its filter and count on the line of the tabs.
    pub(super) fn draw(&self, frame: &mut Frame, line: Rect, list: Rect, ctx: &Ctx) {
        let count = Message::new("screen-person-count").count("count", self.found.len());
        let role = ctx.theme.style(Role::Muted);
        put_right(frame.buffer_mut(), line, &ctx.say(&count), role);
        self.filter.draw(frame, line, &ctx.theme);
        if self.rows.is_empty() {
            let (text, hint, key) = if !self.filter.is_shown() {
                let key = Command::NewCustomer.key();
                ("screen-person-none", "screen-person-none-hint", key)
            } else {
                (
                    "tui-nothing-found",
                    "screen-filter-hint",
                    Command::Back.key(),
                )
            };
            let hint = ctx.say(&Message::new(hint).text("key", key));
            return empty_state(frame.buffer_mut(), list, &ctx.word(text), &hint, &ctx.theme);
        }
        rows::draw(frame, list, CUSTOMERS.columns, &self.rows, ctx);
    }
}
