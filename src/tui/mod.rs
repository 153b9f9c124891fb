//! The screens. One key travels `terminal` → `input` → `app` → `keymap` → a screen → an effect →
//! the book → every screen again → the terminal.

pub mod app;
pub mod command;
mod copies;
pub mod effect;
pub mod forms;
pub mod fuzzy;
pub mod input;
pub mod keeper;
pub mod keymap;
pub mod layers;
mod quiet;
mod rows;
pub mod run;
pub mod screens;
pub mod terminal;
pub mod theme;
mod unsaved;
pub mod widgets;

pub use run::{Session, run};
