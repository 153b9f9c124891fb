//! The keeper of the book: one SQLite file, and the only room that knows SQL.
//!
//! Every change is a named deed on [`Book`] (`place_order`, `record_payment`, …) that runs in one
//! immediate transaction and can be undone; every question is a view for a purpose (`order_rows`,
//! `tally`, …). One file or folder per noun.

mod alias;
mod assortment;
mod backup;
mod bonus;
mod bulk;
mod catalog;
mod changes;
mod check;
mod customer;
mod deed;
mod deficit;
mod error;
mod field;
mod form;
mod goods_import;
mod history;
mod import;
mod open;
mod order;
mod order_full;
mod order_list;
mod package;
mod paste;
mod payment;
mod payment_list;
mod payment_move;
mod period;
mod price;
mod refund_list;
mod reservation;
mod schema;
mod shop;
mod tally;
mod text;
mod tier;
mod transfer;
mod waitlist;

pub use alias::Alias;
pub use backup::{BackupCopy, Copied, Loss, Restored, Shelf};
pub use bonus::{BonusChange, BonusFor};
pub use catalog::{NewProduct, NewVariant, ProductChange, SupplierChange, VariantChange};
pub use check::Finding;
pub use customer::{CustomerChange, CustomerRef};
pub use deficit::Deficit;
pub use error::{BookError, Result};
pub use field::FieldChange;
pub use goods_import::GoodsImported;
pub use history::Action;
pub use import::{Foreseen, Imported, Learnt, Outlook, told_unpriced};
pub use open::Opening;
pub use order::{
    Admission, Asking, DownPaymentGrace, IfFull, NewItem, NewOrder, NewSubstitution, OrderChange,
    Quoted,
};
pub use order_list::{OpenSums, OrderFilter, OrderPage, PeriodFigures};
pub use paste::Pasted;
pub use payment::{Movement, NewPayment};
pub use period::{Milestone, NewPeriod, OfferChange, OfferRow, PeriodChange, ProductQuota, Told};
pub use refund_list::{RefundRow, RefundWhy};
pub use reservation::Reservation;
pub use shop::{Account, ShopChange, Supplier};
pub use tally::TallyVersion;
pub use tier::TierChange;

use std::time::Duration;

use rusqlite::Connection;

/// An open book.
pub struct Book {
    connection: Connection,
    /// Name of this window in the history.
    window: String,
    read_only: bool,
    /// The journal's triggers are installed in this connection.
    journalling: bool,
    path: std::path::PathBuf,
}

impl Book {
    /// Where the book is.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether it can only be looked at.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// A number that changes when another connection has changed the book. Doesn't wait for a
    /// deed of another window.
    ///
    /// # Errors
    /// When the file can't be read now.
    pub fn data_version(&self) -> Result<i64> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        self.be_brief(false)?;
        Ok(version?)
    }

    /// Whether what is asked waits only a moment for another window's deed, instead of as long as a
    /// deed does: who asks at every key isn't to be held up by a program that keeps the book.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn be_brief(&self, brief: bool) -> Result<()> {
        let patience = if brief { open::MOMENT } else { open::PATIENCE };
        Ok(self.connection.busy_timeout(patience)?)
    }
}

#[cfg(test)]
mod tests;
