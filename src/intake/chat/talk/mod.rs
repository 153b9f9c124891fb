//! Reads messages in their conversation; see [`conversation`].

mod account;
mod answers;
mod changes;
mod conversation;
mod customer;
mod edits;
mod joining;
mod lists;
mod orders;
mod people;
mod said;
mod shop;

pub(super) use conversation::read_paste;
