//! Input: reads tables, chats and order forms into drafts.
//!
//! Nothing is written to the book here. A reader returns what it could read, and lists what it
//! could not with the row and column that the spreadsheet shows; the book decides what to do with
//! the drafts.
//!
//! Tables are read in three layers, each of which uses only those before it:
//!
//! - [`file`]: files to rows of cells.
//! - [`columns`]: recognises columns by the header, and reads values of cells. Titles of
//!   marketplaces are aliases there.
//! - [`orders`]: rows to order drafts; [`price_list`]: rows of a price list to goods; [`destinations`]: rows to the
//!   recipients of an order; [`parcel_table`]: rows of a courier's table to tracking numbers and fees.
//!
//! The other modules:
//!
//! - [`assortment`]: looks up goods by names and words; `goods_match`: the goods of a table's row.
//! - [`chat`]: reads orders in pasted messages.
//! - [`form_message`]: reads the messages of our own order form, exactly.
//! - [`note`], [`error`]: remarks about rows, and errors of whole files.

pub mod assortment;
pub mod chat;
pub mod columns;
pub mod destinations;
pub mod error;
pub mod file;
pub mod form_message;
mod goods_match;
mod named_columns;
pub mod note;
pub mod orders;
pub mod parcel_table;
pub mod price_list;

#[cfg(test)]
mod tests;
