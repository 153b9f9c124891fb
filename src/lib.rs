//! `rekap`, the pre-order (PO) book for small shops: the map of the rooms.
//!
//! - [`domain`]: the rules of a PO shop, pure.
//! - [`lang`]: every word the program says.

pub mod domain;
pub mod lang;
