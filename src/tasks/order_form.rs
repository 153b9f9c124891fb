//! Makes the order form of a PO, an HTML page that customers fill in on their phones.

use super::TaskError;
use crate::book::Book;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;
use crate::output::form;

/// Makes the HTML page with what is on sale at `now`. Refuses when the PO is finished or cancelled;
/// one that is only closed still has a form.
pub fn page(period: &Period, book: &Book, now: Moment) -> Result<String, TaskError> {
    let stage = period.stage(now);
    if matches!(stage, Stage::Finished | Stage::Cancelled) {
        let period = period.code.to_string();
        return Err(Refusal::PeriodOver { period, stage }.into());
    }
    let _snapshot = book.snapshot()?;
    let goods = book.form_goods(period)?;
    form::page(&book.shop()?, period, &goods, now).map_err(|error| error.message().into())
}
