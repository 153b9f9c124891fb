//! What may happen to a computer while a shop is at work, each fault with what is promised for it:
//! killed at any moment, the power gone, the disk full or failing, files that may not be written,
//! files that are damaged, another program in the way.
//!
//! Sized for every commit. `REKAP_LONG=1` runs many times more of the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]
#![cfg(target_os = "linux")]

mod clock;
mod copies;
mod damage;
mod disk;
mod kill;
#[path = "../support/needs.rs"]
mod needs;
mod power;
mod privacy;
mod rights;
#[path = "../support/shop.rs"]
mod setup;
mod shim;
mod shop;
mod windows;
