//! Days in the shop, played with the real program in a real terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]
mod after_the_sale;
mod bad_week;
mod day;
mod entry;
#[path = "../support/needs.rs"]
mod needs;
mod no_network;
#[cfg(target_os = "linux")]
mod panics;
mod rough;
#[path = "../support/shop.rs"]
mod setup;
#[path = "../faults/shim.rs"]
#[allow(dead_code)]
mod shim;
mod support;
mod syncs;
mod terminal;
