//! The forms. Each declares its fields; moving, checking, suggestions, saving and leaving work the
//! same in all ([`Form`]).

pub mod backup;
pub mod bonus;
pub mod cancel;
pub mod catalog;
mod channel;
pub mod charge;
mod column_questions;
mod conflict;
pub mod customer;
pub mod customer_search;
pub mod differences;
pub mod export;
mod field;
mod form;
mod goods;
mod goods_line;
pub mod holding;
pub mod import;
mod import_file;
mod import_table;
pub mod move_order;
pub mod offers;
pub mod order;
pub mod order_edit;
mod order_items;
pub mod package;
pub mod parse;
pub mod payment;
pub mod payment_search;
pub mod payment_ways;
pub mod period;
pub mod period_steps;
pub mod postpone;
pub mod price_list;
pub mod reopen;
pub mod reservations;
mod saving;
pub mod shop;
pub mod terms;
pub mod tiers;
mod view;

pub use field::{Candidate, Field, InputError, Values};
pub use form::Form;
