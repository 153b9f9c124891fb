//! Days in the shop, played on the real program in a real terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]
mod alone;
mod bad_week;
mod day;
mod edge;
mod entry;
#[path = "../support/needs.rs"]
mod needs;
mod rough;
#[path = "../support/shop.rs"]
mod setup;
#[path = "../faults/shim.rs"]
#[allow(dead_code)]
mod shim;
#[cfg(target_os = "linux")]
mod stumble;
mod support;
mod syncs;
