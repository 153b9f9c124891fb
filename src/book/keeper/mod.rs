//! The file and its keeper: connection, opening, schema, journal, deeds, copies. Knows no noun of the
//! trade.

mod apart;
pub(in crate::book) mod backup;
pub(in crate::book) mod book;
pub(in crate::book) mod building;
pub(in crate::book) mod connection;
pub(in crate::book) mod deed;
pub(in crate::book) mod error;
pub(in crate::book) mod finding;
pub(in crate::book) mod journal;
pub(in crate::book) mod lock_wait;
pub(in crate::book) mod open;
pub(in crate::book) mod schema;
pub(in crate::book) mod sql;
pub(in crate::book) mod standing;
