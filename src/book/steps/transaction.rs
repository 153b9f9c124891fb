//! Runs a deed with what follows from it.

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::handed_days;
use crate::domain::message::Message;
use crate::domain::when::Moment;

impl Book {
    /// Runs one deed: all of it is written, or none. `work` returns its result and the sentence for
    /// the history. A deed that changes nothing leaves no action and no sentence. What was handed over by
    /// day is counted anew for the orders it changed.
    pub(in crate::book) fn transaction<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(T, Message)>,
    ) -> Result<Done<T>> {
        self.write(now, |deed| {
            let made = work(deed)?;
            handed_days::settle(deed.connection())?;
            Ok(made)
        })
    }
}
