//! The papers as the owner gets them, read back with other programs than ours: poppler and zbar, and a
//! small decoder of ESC/POS.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod escpos;
mod marks;
#[path = "../support/needs.rs"]
mod needs;
mod reports;
mod samples;
mod sheets;
mod show;
mod tools;
mod whole;
