//! `rekap export form PO`: the order form customers fill in on their phones.

use crate::book::Opening;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::output::form;

use super::desk::{Desk, Failure};
use super::document::Destination;
use super::po::period;

/// Writes the form of a PO, which must not be over.
pub fn run(po: &str, to: &Destination, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, po)?;
    let stage = period.stage(counter.now);
    if matches!(stage, Stage::Finished | Stage::Cancelled) {
        let over = Refusal::PeriodOver {
            period: period.code.to_string(),
            stage,
        };
        return Err(over.message().into());
    }
    let goods = counter.book.form_goods(&period)?;
    let page = form::page(&counter.book.shop()?, &period, &goods, counter.now)
        .map_err(|error| error.message())?;
    if period.milestones.close(counter.now).is_some() {
        desk.say(&Message::new("cli-form-closed").text("po", period.code.as_str()));
    }
    to.write(page.as_bytes(), desk)
}
