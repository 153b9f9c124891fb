//! The rules of a PO shop, pure: no files, no clock, no SQL, no screen, no language.

pub mod code;
pub mod message;
pub mod money;
pub mod phone;
mod saying;
pub mod text;
pub mod when;
