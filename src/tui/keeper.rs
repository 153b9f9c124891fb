//! The app's own questions to the book: what the top bar shows, which POs there are, undo.

use super::effect::Ctx;
use super::widgets::chrome::Header;
pub use crate::book::{Book, BookError};
use crate::domain::id::{ActionId, PeriodId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;
use crate::tasks::rows::period::stage_text;

/// Older than this, in seconds, the last deed isn't undone without asking.
const OLD: i64 = 15 * 60;

/// What the top bar says about the shop and the active PO.
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

/// All POs, in the order `[` and `]` go through them: oldest first.
pub(super) fn periods(book: &Book) -> Result<Vec<PeriodId>, BookError> {
    let mut ids: Vec<PeriodId> = book.periods()?.iter().map(|period| period.id).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// The PO to begin with: the newest that takes orders, else the newest of all.
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

/// The newest deed, and the question to ask before it is undone when it is old or another
/// window's.
///
/// # Errors
/// [`Refusal::NothingToUndo`], or when the book can't be read.
pub(super) fn undo_question(
    book: &Book,
    ctx: &Ctx,
) -> Result<(ActionId, Option<Message>), BookError> {
    let action = book.last_action()?.ok_or(Refusal::NothingToUndo)?;
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

/// The form field a refusal is about, as the key of the field's name.
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
