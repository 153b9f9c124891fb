//! The tabs of the catalogue screen whose rows go by a name: suppliers and accounts.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Account, Book, BookError, Supplier};
use crate::tasks::rows::account::ACCOUNT_NAMES;
use crate::tasks::rows::column::Column;
use crate::tasks::rows::supplier::SUPPLIERS;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::catalog;
use crate::tui::made::Made;
use crate::tui::rows;
use crate::tui::widgets::listing::{Listing, Row};

/// All tabs, with the keys of their titles.
pub fn tabs() -> Vec<(&'static str, Box<dyn Tab>)> {
    vec![
        ("screen-catalog-suppliers", Box::new(Named::of(suppliers()))),
        ("screen-catalog-accounts", Box::new(Named::of(accounts()))),
    ]
}

fn suppliers() -> Rows<Supplier> {
    Rows {
        made: |made| match made {
            Made::Supplier(id) => Some(*id),
            _ => None,
        },
        all: Book::suppliers,
        name: |supplier| &supplier.name,
        columns: SUPPLIERS.columns,
        form: |supplier, book, ctx| catalog::supplier_form(supplier.map(|one| one.id), book, ctx),
        archive: |supplier| {
            let (id, archived) = (supplier.id, !supplier.archived);
            Effect::deed(move |book, now| book.archive_supplier(id, archived, now))
        },
        none: "screen-catalog-no-suppliers",
        none_hint: "screen-catalog-no-suppliers-hint",
    }
}

fn accounts() -> Rows<Account> {
    Rows {
        made: |made| match made {
            Made::Account(id) => Some(*id),
            _ => None,
        },
        all: Book::accounts,
        name: |account| &account.name,
        columns: ACCOUNT_NAMES,
        form: |account, book, ctx| catalog::account_form(account.map(|one| one.id), book, ctx),
        archive: |account| {
            let (id, archived) = (account.id, !account.archived);
            Effect::deed(move |book, now| book.archive_account(id, archived, now))
        },
        none: "screen-catalog-no-accounts",
        none_hint: "screen-catalog-no-accounts-hint",
    }
}

/// What a tab shows and does.
struct Rows<T: Row + 'static> {
    /// The row that a deed made.
    made: fn(&Made) -> Option<T::Id>,
    all: fn(&Book) -> Result<Vec<T>, BookError>,
    name: fn(&T) -> &str,
    columns: &'static [Column<T>],
    /// Opens the form of a row, or of a new one.
    form: fn(Option<&T>, &Book, &Ctx) -> Outcome,
    /// Archives a row, or brings it back (rule 55).
    archive: fn(&T) -> Effect,
    /// Keys of the sentence and the hint when there are no rows.
    none: &'static str,
    none_hint: &'static str,
}

/// A tab with a list of rows.
pub trait Tab {
    /// Reads the rows whose name fits.
    fn refresh(&mut self, book: &Book, fits: &mut dyn FnMut(&str) -> bool)
    -> Result<(), BookError>;

    /// Moves the selection; false when the command isn't a movement.
    fn move_selection(&mut self, command: Command) -> bool;

    /// Selects what a deed made.
    fn select(&mut self, made: &Made);

    /// Opens the form of a new row.
    fn add(&self, book: &Book, ctx: &Ctx) -> Outcome;

    /// Opens the form of the selected row.
    fn edit(&self, book: &Book, ctx: &Ctx) -> Outcome;

    /// Archives the selected row, or brings it back (rule 55).
    fn archive(&self) -> Effect;

    /// Whether there are no rows.
    fn is_empty(&self) -> bool;

    /// Keys of the sentence and the hint when there are no rows.
    fn none(&self) -> (&'static str, &'static str);

    /// Draws the list.
    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx);
}

struct Named<T: Row + 'static> {
    rows: Rows<T>,
    list: Listing<T>,
}

impl<T: Row> Named<T> {
    fn of(rows: Rows<T>) -> Self {
        let list = Listing::default();
        Self { rows, list }
    }
}

impl<T: Row> Tab for Named<T> {
    fn refresh(
        &mut self,
        book: &Book,
        fits: &mut dyn FnMut(&str) -> bool,
    ) -> Result<(), BookError> {
        let mut all = (self.rows.all)(book)?;
        all.retain(|row| fits((self.rows.name)(row)));
        self.list.replace(all, false);
        Ok(())
    }

    fn move_selection(&mut self, command: Command) -> bool {
        self.list.move_selection(command)
    }

    fn select(&mut self, made: &Made) {
        if let Some(id) = (self.rows.made)(made) {
            self.list.select(&id);
        }
    }

    fn add(&self, book: &Book, ctx: &Ctx) -> Outcome {
        (self.rows.form)(None, book, ctx)
    }

    fn edit(&self, book: &Book, ctx: &Ctx) -> Outcome {
        match self.list.selected() {
            Some(row) => (self.rows.form)(Some(row), book, ctx),
            None => Ok(Effect::None),
        }
    }

    fn archive(&self) -> Effect {
        self.list.selected().map_or(Effect::None, self.rows.archive)
    }

    fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn none(&self) -> (&'static str, &'static str) {
        (self.rows.none, self.rows.none_hint)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        rows::draw(frame, area, self.rows.columns, &self.list, ctx);
    }
}
