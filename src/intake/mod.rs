//! How things come in: tables, chats and order forms → drafts in the shop's words.
//!
//! Nothing is written here. A door reads its file once, keeps what it could read and lists what it
//! could not, each with the row and column the shopkeeper sees in the spreadsheet; the book decides
//! what becomes of the drafts.
//!
//! Tables are read on three floors, each knowing only those before it:
//!
//! - [`file`]: bytes → rows of cells.
//! - [`columns`]: a header row → which column holds what, and what one cell says. A marketplace's
//!   own names are aliases there.
//! - [`orders`]: rows of order lines → order drafts; [`price_list`]: rows of a price list → goods.
//!
//! Beside them:
//!
//! - [`assortment`]: which goods words mean.
//! - [`chat`]: pasted messages → orders.
//! - [`form_message`]: what our own order form writes → the same order, exactly.
//! - [`note`], [`error`]: what there is to say about a row, and about a file that can't be used.

pub mod assortment;
pub mod chat;
pub mod columns;
pub mod error;
pub mod file;
pub mod form_message;
pub mod note;
pub mod orders;
pub mod price_list;

#[cfg(test)]
mod tests;
