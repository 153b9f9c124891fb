//! The terminal user interface. A key goes through `terminal` → `input` → `app` → `keymap` to a
//! screen, which answers with an [`effect`]; the app carries it out on the book, refreshes every
//! screen and draws again.

pub mod app;
mod backup_job;
mod browser;
pub mod command;
pub mod effect;
pub mod forms;
mod frame_writer;
pub mod fuzzy;
pub mod input;
pub mod keymap;
pub mod layers;
pub mod made;
pub mod order_group;
mod queries;
mod rows;
pub mod run;
mod saving_sign;
pub mod screens;
pub mod shipping_group;
pub mod terminal;
pub mod theme;
mod told;
mod unsaved_file;
pub mod widgets;

pub use run::{Session, run};
