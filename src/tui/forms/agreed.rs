//! The fields for what is agreed for an order besides its goods: when, how and where it is wanted
//! (rule 77), why it is free (rule 109), and a due date of its own (rule 112).

use super::{Field, Form, InputError, Values, parse};
use crate::book::AgreedChange;
use crate::domain::agreed::{Wanted, Way, read_wanted, shown_time};
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::tui::effect::Ctx;
use crate::tui::forms::period::shown;

/// Adds the fields, with what an order has.
pub(super) fn fields(form: Form, order: Option<&Order>, ctx: &Ctx) -> Form {
    let wanted = order.map(|order| &order.agreed.wanted);
    let terms = order.map(|order| &order.row.terms);
    let none = (String::new(), "-".to_owned());
    let ways = Way::ALL
        .iter()
        .map(|way| (way.code().to_owned(), ctx.word(way.key())));
    let ways = std::iter::once(none).chain(ways).collect();
    let text = |value: Option<String>| value.unwrap_or_default();
    form.field(
        Field::text("want", "field-wanted")
            .value(text(wanted.map(|wanted| typed(wanted, ctx))))
            .hint("form-wanted-hint")
            .check(|text, ctx| {
                read_wanted(text, ctx.now, ctx.zone)
                    .map(drop)
                    .map_err(|error| error.message())
            })
            .more(),
    )
    .field(
        Field::choice("wanted-way", "field-way", ways)
            .value(
                wanted
                    .and_then(|wanted| wanted.way)
                    .map_or("", |way| way.code()),
            )
            .more(),
    )
    .field(
        Field::text("place", "field-place")
            .value(text(wanted.map(|wanted| wanted.place.clone())))
            .more(),
    )
    .field(
        Field::text("area", "field-area")
            .value(text(wanted.map(|wanted| wanted.area.clone())))
            .more(),
    )
    .field(
        Field::text("free", "field-free")
            .value(text(terms.and_then(|terms| terms.free.clone())))
            .hint("form-free-hint")
            .more(),
    )
    .field(
        Field::text("due", "field-due")
            .value(text(
                terms
                    .and_then(|terms| terms.due_at)
                    .map(|at| shown(at, false, ctx)),
            ))
            .hint("form-due-hint")
            .check(|text, ctx| parse::closing(text, ctx).map(drop))
            .more(),
    )
}

/// A wanted day as it would be typed.
fn typed(wanted: &Wanted, ctx: &Ctx) -> String {
    let day = wanted.day.map(|day| ctx.words.date(day));
    let parts = [day, wanted.time.map(shown_time)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The typed changes.
///
/// # Errors
/// The field that can't be read.
pub(super) fn change(values: &Values, ctx: &Ctx) -> Result<AgreedChange, InputError> {
    let text = |id| values.changed(id).map(str::to_owned);
    Ok(AgreedChange {
        at: values.read_changed("want", |text| {
            read_wanted(text, ctx.now, ctx.zone).map_err(|error| error.message())
        })?,
        way: values.read_changed("wanted-way", |text| {
            text.parse()
                .map_err(|_| Message::new("cli-unreadable").text("text", text))
        })?,
        place: text("place"),
        area: text("area"),
        free: text("free"),
        due: values.read_changed("due", |text| parse::closing(text, ctx))?,
        ..AgreedChange::default()
    })
}
