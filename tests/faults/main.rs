//! What may happen to a computer during work, and what is promised for each case: kill at any
//! moment, power cut, full or failing disk, missing permissions, damaged files, another program
//! using the book.
//!
//! Sized for every commit; `REKAP_LONG=1` runs many more cases.

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
mod desks;
mod disk;
mod kill;
mod leftovers;
#[path = "../support/needs.rs"]
mod needs;
mod power;
mod privacy;
mod rights;
#[path = "../support/shop.rs"]
mod setup;
mod shim;
mod shop;
#[path = "../flows/support.rs"]
#[allow(dead_code, reason = "one suite presses more keys")]
mod terminal;
mod windows;
