//! `rekap`, the pre-order (PO) book for small shops: the map of the rooms.
//!
//! - [`domain`]: the rules of a PO shop, pure.
//! - [`book`]: the keeper of the one file a shop's book is.
//! - [`intake`]: how things come in: files → drafts.
//! - [`lang`]: every word the program says.
//! - [`demo`]: a sample shop, made through the book's deeds.
//! - [`output`]: how things go out: figures → bytes.
//! - [`tasks`]: what a person wants done that needs several rooms.
//! - [`cli`]: `rekap COMMAND`.
//! - [`tui`]: the screens.

#[cfg(test)]
extern crate self as rekap;
#[cfg(test)]
#[path = "../tests/support/needs.rs"]
mod needs;
#[cfg(test)]
#[path = "../tests/support/shop.rs"]
mod setup;

pub mod book;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod lang;
pub mod output;
pub mod tasks;
pub mod tui;
