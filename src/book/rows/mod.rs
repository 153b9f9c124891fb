//! Reads and writes the rows of the tables, one file per noun. Knows neither `Book` nor the deeds
//! that combine several nouns.

pub(in crate::book) mod account;
pub(in crate::book) mod bonus;
pub(in crate::book) mod catalog;
pub(in crate::book) mod changes;
pub(in crate::book) mod claim;
pub(in crate::book) mod customer;
pub(in crate::book) mod destination;
pub(in crate::book) mod entry;
pub(in crate::book) mod estimate;
pub(in crate::book) mod field;
pub(in crate::book) mod gather;
pub(in crate::book) mod goods_named;
pub(in crate::book) mod handed;
pub(in crate::book) mod handed_days;
pub(in crate::book) mod ledger;
pub(in crate::book) mod named;
pub(in crate::book) mod number;
pub(in crate::book) mod offer;
pub(in crate::book) mod order;
pub(in crate::book) mod order_full;
pub(in crate::book) mod package;
pub(in crate::book) mod parcel;
pub(in crate::book) mod payment_stage;
pub(in crate::book) mod period;
pub(in crate::book) mod price;
pub(in crate::book) mod report;
pub(in crate::book) mod report_shop;
pub(in crate::book) mod report_span;
pub(in crate::book) mod reservation;
pub(in crate::book) mod shop;
pub(in crate::book) mod supplier;
pub(in crate::book) mod telling;
pub(in crate::book) mod text;
pub(in crate::book) mod tier;
pub(in crate::book) mod unit;
