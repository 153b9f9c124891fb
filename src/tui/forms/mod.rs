//! The forms. Each declares its fields; moving, checking, suggestions, saving and leaving work the
//! same in all ([`Form`]).

pub mod backup;
pub mod bonus;
pub mod cancel;
pub mod catalog;
pub mod charge;
mod columns;
pub mod customer;
pub mod export;
mod field;
mod form;
mod goods;
pub mod holding;
pub mod import;
mod import_file;
pub mod inputs;
pub mod money_in;
pub mod move_order;
pub mod offers;
pub mod order;
pub mod order_edit;
pub mod package;
pub mod payment;
pub mod people;
pub mod period;
pub mod period_deeds;
pub mod postpone;
pub mod price_list;
pub mod read;
pub mod reservations;
pub mod shop;
pub mod surplus;
mod table;
pub mod terms;
pub mod tiers;
pub mod unsaved;
mod view;

pub use field::{Candidate, Field, Values, Wrong};
pub use form::Form;
