//! What can be done from every screen: choosing the active PO, finding a customer, the history,
//! the shop's settings, a backup.

use crate::domain::id::{CustomerId, PeriodId};
use crate::domain::message::Message;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome, Thing};
use crate::tui::forms::{people, shop};
use crate::tui::keeper::{self, Book, BookError};
use crate::tui::layers::{Choice, Picker};

use super::history::History;

/// Most customers shown while searching.
const MOST: usize = 50;

/// Obeys the commands that work everywhere; passes on all others.
pub(super) fn obey(command: Command, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match command {
        Command::PickPeriod => pick_period(book, ctx)?,
        Command::FindCustomer => Effect::open(Picker::search(
            "cmd-find-customer",
            customers,
            |id: &CustomerId, _| Effect::Show(Thing::Customer(*id)),
        )),
        Command::History => Effect::open(History::default()),
        Command::Settings => shop::settings(book, ctx)?,
        Command::Backup => backup(book, ctx),
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
            note: keeper::stage(period, ctx.now, &ctx.words),
            value: period.id,
        })
        .collect();
    Ok(Effect::open(Picker::new(
        "cmd-pick-period",
        choices,
        |id: &PeriodId, _| Effect::SetPeriod(Some(*id)),
    )))
}

fn customers(typed: &str, book: &Book, _: &Ctx) -> Result<Vec<Choice<CustomerId>>, BookError> {
    let found = people::find(typed, MOST, book)?;
    Ok(book
        .customer_rows(&found)?
        .into_iter()
        .map(|row| Choice {
            label: row.name,
            note: people::shown_phone(row.phone.as_deref()),
            value: row.id,
        })
        .collect())
}

/// Copies the book beside itself, under the moment's name.
fn backup(book: &Book, ctx: &Ctx) -> Effect {
    let mut name = book.path().file_stem().unwrap_or_default().to_owned();
    name.push(
        ctx.now
            .local(ctx.zone)
            .format("-%Y%m%d-%H%M%S.rekap")
            .to_string(),
    );
    let to = book.path().with_file_name(name);
    match book.backup(&to) {
        Ok(()) => Effect::Notice(
            crate::tui::theme::Role::Good,
            Message::new("backup-made").text("path", to.display().to_string()),
        ),
        Err(error) => Effect::Notice(crate::tui::theme::Role::Bad, error.message()),
    }
}
