//! Layers that open over any screen: a question, a picker, a text to read, the help, the command
//! palette.

mod help;
mod palette;
mod picker;
mod question;
mod reader;
mod scroll;

pub use help::Help;
pub use palette::palette;
pub use picker::{Choice, Picker};
pub use question::Question;
pub use reader::Reader;
pub use scroll::Scroll;
