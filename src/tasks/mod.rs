//! What a person wants done that needs several rooms: export what is shown, take in a table, paste a
//! chat, write to customers. The commands and the screens are thin over these; each task reads the
//! book and words handed to it and knows neither files' names nor keys.

pub mod announcement;
pub mod customer_texts;
mod error;
pub mod export;
pub mod group_list;
pub mod import_orders;
pub mod order_form;
pub mod paste_chat;
pub mod rows;

pub use error::TaskError;
