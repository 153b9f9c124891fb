//! `rekap`, the pre-order (PO) book for small shops. This is the map of its modules ("rooms").
//!
//! - [`domain`]: the rules of a PO shop, pure.
//! - [`book`]: reads and writes the one SQLite file that holds a shop's book.
//! - [`intake`]: reads files and pasted text into drafts; writes nothing.
//! - [`lang`]: every text the program shows, in Indonesian and English.
//! - [`demo`]: makes the sample shop, with the same deeds a user has.
//! - [`output`]: writes figures and rows as text, CSV, XLSX, PDF, HTML and so on.
//! - [`tasks`]: what needs several rooms at once, such as importing a table.
//! - [`cli`]: the commands, `rekap COMMAND`.
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
