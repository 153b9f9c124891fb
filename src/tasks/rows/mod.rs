//! What is shown of each kind of row, one kind a file, described once for every way it is shown:
//! the text tables and JSON of commands, CSV and XLSX, and the lists on screen.

pub mod account;
pub mod alias;
pub mod column;
pub mod supplier;
