//! What a person wants done that needs several rooms: export what is shown, take in a table, paste a
//! chat, write to customers. The commands and the screens are thin over these; each task reads the
//! book and words handed to it and knows neither files' names nor keys.

mod error;
pub mod export;
pub mod order_form;
pub mod rows;

pub use error::TaskError;
