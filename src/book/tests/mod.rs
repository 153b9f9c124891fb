//! Tests of the keeper that look behind its deeds, into the tables.

#![allow(clippy::unwrap_used, clippy::panic)]

mod dump;
mod undo;
