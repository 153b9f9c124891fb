//! The commands that work on every screen: choose the active PO, find a customer, shop
//! settings, an expense.

use crate::book::Book;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::tasks::rows::period::stage_text;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::{account, customer, shop};
use crate::tui::layers::{Choice, Picker};

/// Runs the commands that work everywhere; passes on all others.
pub(super) fn run(command: Command, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match command {
        Command::PickPeriod => pick_period(book, ctx)?,
        Command::FindCustomer => customer::find(),
        Command::Settings => shop::settings(book, ctx)?,
        Command::AddExpense => account::expense(None, book, ctx)?,
        _ => Effect::Pass,
    })
}

fn pick_period(book: &Book, ctx: &Ctx) -> Outcome {
    let periods = book.periods()?;
    if periods.is_empty() {
        return Ok(Effect::info(Message::new("form-order-no-period")));
    }
    let choices = periods
        .iter()
        .map(|period| Choice {
            label: format!("{} {}", period.code, period.name),
            note: stage_text(period, ctx.now, &ctx.words),
            value: period.id,
        })
        .collect();
    Ok(Effect::open(Picker::new(
        "cmd-pick-period",
        choices,
        |id: &PeriodId, _| Effect::SetPeriod(Some(*id)),
    )))
}
