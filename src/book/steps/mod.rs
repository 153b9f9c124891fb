//! Steps that several deeds share: place an order, confirm it, allocate money, serve the waiting
//! list, freeze the tally.

pub(in crate::book) mod bonus;
pub(in crate::book) mod card;
pub(in crate::book) mod destination;
pub(in crate::book) mod ledger;
pub(in crate::book) mod offer;
pub(in crate::book) mod order;
pub(in crate::book) mod portions;
pub(in crate::book) mod stage;
pub(in crate::book) mod tally;
pub(in crate::book) mod transaction;
pub(in crate::book) mod transfer;
pub(in crate::book) mod units;
pub(in crate::book) mod waitlist;
