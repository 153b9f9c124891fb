//! Describes each kind of row once, one kind a file, for every way it is shown: text tables and
//! JSON of commands, CSV and XLSX, and the lists on screen.

pub mod account;
pub mod action;
pub mod agreed;
pub mod alias;
pub mod backup;
pub mod claim;
pub mod claim_screen;
pub mod column;
pub mod customer;
pub mod destination;
pub mod destination_screen;
pub mod hand_over;
pub mod offer;
pub mod order;
pub mod order_full;
pub mod parcel;
pub mod parcel_screen;
pub mod payment;
pub mod period;
pub mod product;
pub mod refund;
pub mod report;
pub mod supplier;
pub mod tally;
pub mod telling;

#[cfg(test)]
mod order_full_tests;
#[cfg(test)]
mod tally_tests;
