//! Forms: a form declares its fields once; moving, checking, suggesting, saving and leaving are the
//! same in all of them.

mod field;
mod form;
mod view;

pub use field::{Candidate, Field, Values, Wrong};
pub use form::Form;
