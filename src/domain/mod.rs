//! The rules of a PO shop, pure: no files, no clock, no SQL, no screen, no language.

pub mod catalog;
pub mod code;
pub mod customer;
pub mod draft;
pub mod form;
pub mod id;
pub mod item;
pub mod items;
pub mod level;
pub mod message;
pub mod money;
pub mod order;
pub mod payment;
pub mod period;
pub mod phone;
pub mod policy;
pub mod pricing;
pub mod quota;
pub mod refusal;
mod saying;
pub mod shop;
pub mod stage;
pub mod tally;
pub mod text;
pub mod when;
