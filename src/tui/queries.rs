//! What the app itself reads from the book: the top bar, the list of POs, the action to undo.

use super::effect::{Ctx, Scope};
use super::widgets::charts::Quota;
use super::widgets::header_footer::Header;
use crate::book::{Book, BookError, unless_gone};
use crate::domain::id::{ActionId, PeriodId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;
use crate::tasks::rows::period::stage_text;

/// Undo asks first when the last deed is older than this, in seconds.
const OLD: i64 = 15 * 60;

/// Reads what the top bar shows about the shop and the POs of the screen.
pub(super) fn header(book: &Book, ctx: &Ctx, scope: Scope) -> Result<Header, BookError> {
    let mut header = Header {
        shop: book.shop()?.name,
        ..Header::default()
    };
    let shown = match scope {
        Scope::Working => ctx.period,
        Scope::One(period) => Some(period),
        Scope::All => {
            header.period = ctx.word("cmd-all-periods");
            None
        }
        Scope::None => None,
    };
    let period = shown.map(|id| unless_gone(book.period_by_id(id)));
    if let Some(period) = period.transpose()?.flatten() {
        header.period = format!("{} {}", period.code, period.name);
        header.stage = stage_text(&period, ctx.now, &ctx.words);
        let figures = book.figures(period.id)?;
        header.quota = match (period.quota, period.order_cap) {
            (Some(quota), _) => Some(Quota {
                sold: figures.sold.pieces,
                quota,
                figures: ctx.say(&figures.sold.out_of(Some(quota))),
            }),
            (None, Some(cap)) => Some(Quota {
                sold: figures.orders,
                quota: cap,
                figures: ctx.say(
                    &Message::new("tui-orders-of")
                        .count("orders", figures.orders)
                        .count("cap", cap),
                ),
            }),
            (None, None) => None,
        };
        if let Some(working) = ctx.period.filter(|working| *working != period.id) {
            header.working = working_on(working, book, ctx)?;
        }
    }
    Ok(header)
}

/// `PO aktif: NAS3`.
pub(super) fn working_on(period: PeriodId, book: &Book, ctx: &Ctx) -> Result<String, BookError> {
    let code = book.period_by_id(period)?.code;
    Ok(ctx.say(&Message::new("tui-working-po").text("period", code.as_str())))
}

/// All POs, the oldest first: the order of `[` and `]`.
pub(super) fn periods(book: &Book) -> Result<Vec<PeriodId>, BookError> {
    let mut ids: Vec<PeriodId> = book.periods()?.iter().map(|period| period.id).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// The PO that is worked on at the start: the newest open one, else the newest that is not over,
/// else the newest of all.
pub(super) fn first_period(book: &Book, now: Moment) -> Result<Option<PeriodId>, BookError> {
    let periods = book.periods()?;
    let newest = |fits: fn(Stage) -> bool| {
        periods
            .iter()
            .filter(|period| fits(period.stage(now)))
            .map(|period| period.id)
            .max()
    };
    Ok(newest(|stage| stage == Stage::Open)
        .or_else(|| newest(|stage| !stage.is_over()))
        .or_else(|| newest(|_| true)))
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
        // What lets it leave is a reason.
        BookError::Refused(Refusal::Unsettled { .. } | Refusal::UnsettledStage { .. }) => {
            Some("field-reason")
        }
        _ => None,
    }
}
