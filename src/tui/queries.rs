//! What the app itself reads from the book: the top bar, the list of POs, the action to undo.

use super::effect::Ctx;
use super::widgets::header_footer::Header;
use crate::book::{Book, BookError};
use crate::domain::id::{ActionId, PeriodId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;
use crate::tasks::rows::period::stage_text;

/// Undo asks first when the last deed is older than this, in seconds.
const OLD: i64 = 15 * 60;

/// Reads what the top bar shows about the shop and the active PO.
pub(super) fn header(book: &Book, ctx: &Ctx) -> Result<Header, BookError> {
    let mut header = Header {
        shop: book.shop()?.name,
        ..Header::default()
    };
    if let Some(id) = ctx.period {
        let period = book.period_by_id(id)?;
        header.period = format!("{} {}", period.code, period.name);
        header.stage = stage_text(&period, ctx.now, &ctx.words);
        let figures = book.figures(id)?;
        header.quota = match (period.quota, period.order_cap) {
            (Some(quota), _) => Some((figures.units, quota)),
            (None, Some(cap)) => Some((figures.orders, cap)),
            (None, None) => None,
        };
    }
    Ok(header)
}

/// All POs, the oldest first: the order of `[` and `]`.
pub(super) fn periods(book: &Book) -> Result<Vec<PeriodId>, BookError> {
    let mut ids: Vec<PeriodId> = book.periods()?.iter().map(|period| period.id).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// The PO that is active at the start: the newest open one, else the newest of all.
pub(super) fn first_period(book: &Book, now: Moment) -> Result<Option<PeriodId>, BookError> {
    let periods = book.periods()?;
    let newest = |open: bool| {
        periods
            .iter()
            .filter(|period| !open || period.stage(now) == Stage::Open)
            .map(|period| period.id)
            .max()
    };
    Ok(newest(true).or_else(|| newest(false)))
}

/// Returns the newest deed, with the question to ask before undoing it when it is old or was made
/// in another window.
///
/// # Errors
/// [`Refusal::NothingToUndo`], [`Refusal::Restored`], or when the book can't be read.
pub(super) fn undo_question(
    book: &Book,
    ctx: &Ctx,
) -> Result<(ActionId, Option<Message>), BookError> {
    let action = book.last_action()?.ok_or(Refusal::NothingToUndo)?;
    action.refuse_restored()?;
    let old = ctx.now.unix().saturating_sub(action.at.unix()) > OLD;
    let key = match (book.is_mine(&action), old) {
        (false, _) => Some("tui-undo-question-elsewhere"),
        (true, true) => Some("tui-undo-question"),
        (true, false) => None,
    };
    let question = key.map(|key| {
        Message::new(key)
            .moment("at", action.at)
            .text("what", ctx.say(&action.message))
    });
    Ok((action.id, question))
}

/// The key of the form field a refusal is about, if it names one.
pub(super) fn field(error: &BookError) -> Option<&'static str> {
    match error {
        BookError::Refused(
            Refusal::Field { field, .. }
            | Refusal::Missing { field }
            | Refusal::TooLong { field, .. },
        ) => Some(field),
        _ => None,
    }
}
