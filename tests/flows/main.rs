//! Days in the shop, played on the real program in a real terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]
mod bad_week;
mod day;
mod edge;
mod entry;
mod rough;
mod support;
mod syncs;
