//! The keeper of the book, on real files: every deed, undo and redo, two windows, bad files.

mod spine;
mod support;
