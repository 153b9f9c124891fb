//! The book: one SQLite file, and the only room that knows SQL.
//!
//! Every change is a named deed on [`Book`] (`place_order`, `record_payment`, …) that runs in one
//! immediate transaction and can be undone; every question is a view for a purpose (`order_rows`,
//! `tally`, …). One file or folder per noun.
//!
//! Layers, each of which uses only those above it in this list:
//! - `keeper`: the file, its schema, journal and copies; knows no noun of the trade;
//! - `rows`: reads and writes the rows of one noun;
//! - `steps`: what several deeds share;
//! - everything else: the deeds and questions, `impl Book`.

mod account;
mod account_moves;
mod agreed;
mod alias;
mod assortment;
mod bonus;
mod catalog;
mod chat_choices;
mod check;
mod claim;
mod customer;
mod deed_changes;
mod deficit;
mod delay;
mod destination;
mod expense;
mod field;
mod form;
mod goods_import;
mod history;
mod import;
mod keeper;
mod order;
mod order_found;
mod order_full;
mod order_list;
mod package;
mod parcel;
mod passes;
mod paste;
mod payment;
mod payment_list;
mod period;
mod price;
mod refund_list;
mod report;
mod report_span;
mod reservation;
mod restore;
mod rows;
mod shop;
mod stage;
mod steps;
mod supplier;
mod tally;
mod telling;
mod template;
mod tier;
mod transfer;
mod waitlist;

pub use account_moves::NewTransfer;
pub use alias::Alias;
pub use catalog::{NewProduct, NewVariant, ProductChange, SupplierChange, VariantChange};
pub use claim::{ClaimEnd, ClaimFilter, ClaimsForeseen, NewClaim};
pub use deed_changes::{JournalValue, ValueChange};
pub use deficit::Deficit;
pub use destination::DestinationChange;
pub use expense::NewExpense;
pub use goods_import::GoodsImported;
pub use import::run::{Imported, KnownOrders, Learnt};
pub use import::{Difference, ImportWarnings, PreviewOrder, unpriced_message};
pub use keeper::backup::store::{BackupCopy, BackupStore, Copied};
pub use keeper::book::{Book, Saved, Snapshot};
pub use keeper::connection::Opening;
pub use keeper::deed::Done;
pub use keeper::error::{BookError, Result, unless_gone};
pub use keeper::finding::{Finding, Weight};
pub use keeper::journal::Action;
pub use keeper::lock_wait::LockWait;
pub use order::{
    Admission, Asking, DownPaymentGrace, NewSubstitution, OrderChange, Quoted, QuotedEdit, ToWeigh,
    WeighedRest,
};
pub use order_found::Found;
pub use order_list::{OpenSums, OrderFilter, OrderPage, OrderSort, PeriodFigures};
pub use parcel::{
    Cod, HandOver, LastShipped, NewParcel, ParcelChange, ParcelFilter, PickupPayment,
};
pub use paste::Pasted;
pub use payment::NewPayment;
pub use payment_list::OpenBill;
pub use period::{Dropped, Milestone, NewPeriod, PeriodChange, ProductQuota, Told};
pub use refund_list::{RefundReason, RefundRow};
pub use restore::{Candidate, Doubts, Loss, Restored, Seen};
pub use rows::account::Account;
pub use rows::bonus::{BonusChange, BonusFor};
pub use rows::customer::{CustomerChange, CustomerRef};
pub use rows::field::FieldChange;
pub use rows::offer::OfferRow;
pub use rows::reservation::Reservation;
pub use rows::supplier::Supplier;
pub use rows::tier::TierChange;
pub use shop::ShopChange;
pub use stage::StageChange;
pub use steps::ledger::Movement;
pub use steps::offer::OfferChange;
pub use steps::order::agreed::AgreedChange;
pub use steps::order::item::{ItemChange, ItemRef, NewItem, UnitsChange};
pub use steps::order::part_cancel::PartCancel;
pub use steps::order::place::{IfFull, NewOrder};
pub use steps::tally::TallyVersion;
pub use supplier::SupplierDetails;
pub use telling::{DueRow, TellQueue, TellScope, Tellable};

#[cfg(test)]
pub(crate) mod tests;
