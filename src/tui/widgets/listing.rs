//! The state of a list: the rows loaded so far, the selected one and the scroll position. The
//! selection follows the row's id, so a refresh doesn't move it to another row.

use std::cell::{Cell, RefCell};

use super::need::Need;
use super::position;
use crate::tui::command::Command;

/// A row with an identity that stays the same over refreshes.
pub trait Row {
    /// The type of the identity.
    type Id: PartialEq + Clone;
    /// The row's identity.
    fn id(&self) -> Self::Id;
}

/// Rows with a selection. Long lists are loaded page by page: when [`Self::wants_more`] is true,
/// the screen reads the next rows from the book and passes them to [`Self::extend`].
#[derive(Debug, Clone)]
pub struct Listing<R> {
    rows: Vec<R>,
    selected: usize,
    more: bool,
    /// Another part of the screen has the focus, so the selected row isn't marked.
    unfocused: bool,
    /// The first visible row and the number of visible rows in the last frame; the next frame
    /// scrolls only when it must.
    pub(super) view: Cell<(usize, usize)>,
    /// The widest content of each column so far, so that columns don't shrink while one scrolls or
    /// filters.
    pub(super) widest: RefCell<Vec<Need>>,
}

impl<R> Default for Listing<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            selected: 0,
            more: false,
            unfocused: false,
            view: Cell::new((0, 20)),
            widest: RefCell::default(),
        }
    }
}

impl<R: Row> Listing<R> {
    /// Replaces the rows; `more` says that the book has rows after the last. The same id stays
    /// selected; when it is gone, the row in its place.
    pub fn replace(&mut self, rows: Vec<R>, more: bool) {
        let id = self.selected().map(Row::id);
        self.rows = rows;
        self.more = more;
        match id {
            Some(id) => self.select(&id),
            None => self.selected = 0,
        }
    }

    /// Adds rows after the last.
    pub fn extend(&mut self, rows: Vec<R>, more: bool) {
        self.rows.extend(rows);
        self.more = more;
    }

    /// Selects the row with this id; when there is none, the selection stays at its place.
    pub fn select(&mut self, id: &R::Id) {
        self.selected = self
            .rows
            .iter()
            .position(|row| row.id() == *id)
            .unwrap_or(self.selected)
            .min(self.rows.len().saturating_sub(1));
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&R> {
        self.rows.get(self.selected)
    }

    /// The id of the selected row.
    pub fn selected_id(&self) -> Option<R::Id> {
        self.selected().map(Row::id)
    }
}

impl<R> Listing<R> {
    /// Replaces rows that have no identity; the selection stays at its place.
    pub fn put(&mut self, rows: Vec<R>) {
        self.rows = rows;
        self.more = false;
        self.select_index(self.selected);
    }

    /// The rows loaded.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// How many rows are loaded.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Says whether the list has the focus; the selected row is marked only then.
    pub fn set_focus(&mut self, focused: bool) {
        self.unfocused = !focused;
    }

    /// Whether the list has the focus.
    pub fn has_focus(&self) -> bool {
        !self.unfocused
    }

    /// Index of the selected row.
    pub fn index(&self) -> usize {
        self.selected
    }

    /// Selects by index.
    pub fn select_index(&mut self, index: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
    }

    /// Whether the selection is so near the end that the next rows should be loaded.
    pub fn wants_more(&self) -> bool {
        let (_, height) = self.view.get();
        self.more && self.selected + height.max(10) >= self.rows.len()
    }

    /// Runs the commands that move the selection; false for any other command.
    pub fn move_selection(&mut self, command: Command) -> bool {
        let page = self.view.get().1.saturating_sub(1).max(1);
        let to = match command {
            Command::Up => self.selected.saturating_sub(1),
            Command::Down => self.selected.saturating_add(1),
            Command::PageUp => self.selected.saturating_sub(page),
            Command::PageDown => self.selected.saturating_add(page),
            Command::First => 0,
            Command::Last => self.rows.len(),
            _ => return false,
        };
        self.select_index(to);
        true
    }

    /// Which rows the last frame showed, of how many: `1–20 / 37`; of a list that isn't read to its
    /// end `1–20 / 200+`. None when it showed all of them.
    pub fn position(&self) -> Option<String> {
        let (top, height) = self.view.get();
        position(top, height, self.rows.len(), self.more)
    }

    /// Whether all rows fit in `height`.
    pub fn fits(&self, height: u16) -> bool {
        !self.more && self.rows.len() <= usize::from(height)
    }

    /// The rows that fit in `height`, with the index of the first.
    pub fn visible(&self, height: u16) -> (usize, &[R]) {
        let height = usize::from(height);
        let (top, _) = self.view.get();
        let top = top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height))
            .min(self.rows.len().saturating_sub(height));
        self.view.set((top, height));
        let end = (top + height).min(self.rows.len());
        (top, self.rows.get(top..end).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Number(u32);

    impl Row for Number {
        type Id = u32;
        fn id(&self) -> u32 {
            self.0
        }
    }

    fn listing(numbers: impl IntoIterator<Item = u32>) -> Listing<Number> {
        let mut listing = Listing::default();
        listing.replace(numbers.into_iter().map(Number).collect(), false);
        listing
    }

    #[test]
    fn a_refresh_keeps_the_same_row_selected() {
        let mut list = listing(0..10);
        list.select(&4);
        list.replace([9, 8, 4, 1].map(Number).into(), false);
        assert_eq!(list.selected_id(), Some(4));
        list.replace([9, 8].map(Number).into(), false);
        assert_eq!(list.selected_id(), Some(8));
        list.replace(Vec::new(), false);
        assert_eq!(list.selected_id(), None);
    }

    #[test]
    fn it_scrolls_only_when_it_must() {
        let mut list = listing(0..100);
        assert_eq!(list.visible(10).0, 0);
        list.select(&9);
        assert_eq!(list.visible(10).0, 0);
        list.move_selection(Command::Down);
        assert_eq!(list.visible(10).0, 1);
        list.move_selection(Command::Up);
        assert_eq!(list.visible(10).0, 1);
        list.move_selection(Command::Last);
        assert_eq!(list.visible(10).0, 90);
        assert_eq!(list.visible(0).1.len(), 0);
    }

    #[test]
    fn it_says_which_rows_are_shown() {
        let mut list = listing(0..37);
        list.visible(20);
        assert_eq!(list.position().unwrap(), "1–20 / 37");
        list.move_selection(Command::Last);
        list.visible(20);
        assert_eq!(list.position().unwrap(), "18–37 / 37");
        list.visible(40);
        assert_eq!(list.position(), None);
        list.replace((0..200).map(Number).collect(), true);
        list.visible(20);
        assert_eq!(list.position().unwrap(), "18–37 / 200+");
    }

    #[test]
    fn more_rows_are_wanted_near_the_end() {
        let mut list = listing([]);
        list.replace((0..50).map(Number).collect(), true);
        assert!(!list.wants_more());
        list.move_selection(Command::Last);
        assert!(list.wants_more());
        list.extend((50..60).map(Number).collect(), false);
        assert!(!list.wants_more());
    }
}
