//! Work that needs several rooms: exporting what is shown, importing a table, reading a pasted
//! chat, writing texts for customers. Commands and screens are thin over these. A task gets the
//! book and the words as arguments and knows neither file names nor keys.

pub mod announcement;
pub mod courier_table;
pub mod customer_texts;
mod error;
pub mod export;
pub mod group_list;
pub mod import_orders;
pub mod order_form;
pub mod papers;
pub mod paste_chat;
mod period_fillings;
pub mod period_letters;
pub mod report;
pub mod rows;
mod slots;
pub mod telling;

pub use error::TaskError;
