//! The commands on one PO, the same in the list and on its page.

use crate::book::{Book, Milestone, OrderFilter};
use crate::domain::id::PeriodId;
use crate::domain::stage::Stage;
use crate::domain::telling::TellKind;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::forms::{period, period_messages, period_steps, postpone};

/// Whether a command makes sense at a stage of a PO, for the footer: what is open isn't opened.
pub(super) fn is_offered(command: Command, stage: Option<Stage>) -> bool {
    let Some(stage) = stage else { return true };
    match command {
        Command::OpenPeriod => matches!(stage, Stage::Draft | Stage::Scheduled),
        Command::ClosePeriod => stage == Stage::Open,
        Command::ReopenPeriod => stage == Stage::Closed,
        Command::MarkPeriod => Milestone::Finished.can_follow(stage),
        _ => true,
    }
}

/// The commands on one PO, the same in the list and on its page.
pub(super) fn run(command: Command, id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match command {
        Command::Edit => period::edit(id, book, ctx)?,
        Command::ClonePeriod => period::clone(id, book, ctx)?,
        Command::OpenPeriod => period_steps::open(id, book)?,
        Command::ClosePeriod => period_steps::close(id, book, ctx)?,
        Command::ReopenPeriod => period_steps::reopen(id, book, ctx)?,
        Command::MarkPeriod => period_steps::mark(id, book, ctx)?,
        Command::PostponePeriod => postpone::postpone(id, book, ctx)?,
        Command::TellMoved => postpone::tell(id, book)?,
        Command::DecideMinimum => postpone::minimum(id, book, ctx)?,
        Command::CancelPeriod => period_steps::cancel(id, book)?,
        Command::Export => {
            let name = format!("{} {}", ctx.word("cmd-orders"), book.period_by_id(id)?.code);
            let orders = OrderFilter {
                period: Some(id),
                ..OrderFilter::default()
            };
            Export::orders(name, orders).dialog(book, ctx)
        }
        Command::OrderForm => Export::order_form(id, book, ctx)?,
        Command::Announce | Command::Copy => {
            period_messages::group(TellKind::Announcement, id, book, ctx)?
        }
        Command::GroupRecap => period_messages::group(TellKind::Recap, id, book, ctx)?,
        _ => Effect::Pass,
    })
}
