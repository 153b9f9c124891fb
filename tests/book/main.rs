//! The book on real files: every deed, undo and redo, two windows, bad files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod bad_files;
mod import;
mod money;
#[path = "../support/needs.rs"]
mod needs;
mod packages;
#[path = "../support/shop.rs"]
mod setup;
mod support;
mod tiers;
mod to_the_door;
mod two_windows;
mod upgrade;
mod whole_period;
