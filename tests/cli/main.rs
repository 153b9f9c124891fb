//! The command line, tested by running the real program, each test with a book of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod accounts;
mod aliases;
mod approvals;
mod archived;
mod backups;
mod bills;
mod bonuses;
mod cancellation;
mod catalog;
mod check;
mod claims;
mod customers;
mod demo;
mod destinations;
mod docs;
mod documents;
mod estimate;
mod fields;
#[path = "../support/foreign.rs"]
mod foreign;
mod foreign_book;
mod form;
mod form_page;
mod form_paste;
mod handover;
mod history;
mod hostile;
mod import;
mod import_doubts;
mod marketplaces;
mod minimum;
mod money;
mod moves;
#[path = "../support/needs.rs"]
mod needs;
mod orders;
mod outcome;
mod own_files;
mod package_claims;
mod packages;
mod papers;
mod part_cancels;
mod paste;
mod paths;
mod periods;
mod postpone;
mod prices;
mod product_import;
mod quotas;
mod refunds;
mod report;
mod report_months;
mod restores;
mod rounding;
#[path = "../support/shop.rs"]
mod setup;
mod shop;
mod spreadsheet_damage;
mod stages;
mod substitutes;
mod tell;
mod ticks;
mod tiers;
mod unique_codes;
mod usage;
mod waitlist;
mod wearers;
mod wishes;
