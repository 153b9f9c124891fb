//! The rows of a list that were marked, for a command that takes several at once.

use std::collections::HashSet;
use std::hash::Hash;

use super::listing::{Listing, Row};
use crate::tui::command::Command;

/// Marked rows, in the order they were marked.
#[derive(Debug, Clone)]
pub struct Marks<Id> {
    ids: Vec<Id>,
}

impl<Id> Default for Marks<Id> {
    fn default() -> Self {
        Self { ids: Vec::new() }
    }
}

impl<Id: Clone + Eq + Hash> Marks<Id> {
    /// Marks a row, or takes its mark away.
    pub fn toggle(&mut self, id: Id) {
        match self.ids.iter().position(|marked| *marked == id) {
            Some(at) => drop(self.ids.remove(at)),
            None => self.ids.push(id),
        }
    }

    /// Marks the selected row, or takes its mark away, and goes to the next.
    pub fn toggle_selected<R: Row<Id = Id>>(&mut self, list: &mut Listing<R>) {
        if let Some(id) = list.selected_id() {
            self.toggle(id);
            list.move_selection(Command::Down);
        }
    }

    /// Marks all of these rows; when all were marked already, takes the marks away.
    pub fn toggle_all(&mut self, ids: impl IntoIterator<Item = Id>) {
        let mut seen: HashSet<Id> = self.ids.iter().cloned().collect();
        let new: Vec<Id> = ids
            .into_iter()
            .filter(|id| seen.insert(id.clone()))
            .collect();
        if new.is_empty() {
            self.ids.clear();
        }
        self.ids.extend(new);
    }

    /// Whether a row is marked.
    pub fn contains(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    /// The marked rows.
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// Whether none is marked.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Takes all marks away; false when there were none.
    pub fn clear(&mut self) -> bool {
        let had = !self.ids.is_empty();
        self.ids.clear();
        had
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_marked_and_then_none() {
        let mut marks = Marks::default();
        marks.toggle(2);
        marks.toggle_all([1, 2, 3]);
        assert_eq!(marks.ids(), [2, 1, 3]);
        marks.toggle_all([1, 2, 3]);
        assert!(marks.is_empty());
        marks.toggle(1);
        marks.toggle(1);
        assert!(!marks.clear());
    }
}
