//! Steps on one order: what it holds, what it costs, whether there is room, and its places in the
//! flow.

pub(in crate::book) mod agreed;
pub(in crate::book) mod approvals;
pub(in crate::book) mod bill;
pub(in crate::book) mod cancel;
pub(in crate::book) mod change_items;
pub(in crate::book) mod codes;
pub(in crate::book) mod confirm;
pub(in crate::book) mod edit;
pub(in crate::book) mod item;
pub(in crate::book) mod items;
pub(in crate::book) mod part_cancel;
pub(in crate::book) mod parts;
pub(in crate::book) mod place;
pub(in crate::book) mod quotas;
pub(in crate::book) mod resolve;
pub(in crate::book) mod sellable;
pub(in crate::book) mod slices;
pub(in crate::book) mod substitute;
pub(in crate::book) mod take_out;
pub(in crate::book) mod terms;
