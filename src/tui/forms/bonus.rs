//! Adds, changes or ends a bonus of a PO (rule 14).

use super::{Candidate, Field, Form, Values, parse};
use crate::book::{BonusChange, BonusFor, Book};
use crate::domain::bonus::Bonus;
use crate::domain::id::PeriodId;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// Opens the form of a bonus. A new label adds one; the label of an existing one changes or ends
/// it.
pub fn form(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let bonuses = book.bonuses(period)?;
        let shown: Vec<Fact> = bonuses
            .iter()
            .map(|bonus| Fact::new(ctx.word("field-bonuses"), ctx.say(&bonus.message())))
            .collect();
        Ok(fields(period, !bonuses.is_empty(), ctx)
            .replaces(move |values| saved(values, &bonuses))
            .panel(move |_, _, _| Ok(shown.clone()))
            .submit(move |values, _, _| {
                let label = values.get("label").to_owned();
                let whose = match values.get("whose") {
                    "next" => BonusFor::Next,
                    _ => BonusFor::First,
                };
                let change = BonusChange {
                    orders: values.read_optional("orders", parse::count)?.map(whose),
                    discount: values.read_optional("discount", parse::money)?,
                    archived: values.get("use") == "off",
                };
                Ok(Effect::deed(move |book, now| {
                    book.set_bonus(period, &label, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// What is saved of the bonus with the typed label, where something else is typed.
fn saved(values: &Values, bonuses: &[Bonus]) -> Vec<(&'static str, String)> {
    let label = values.get("label");
    let mut bonuses = bonuses.iter();
    let known = bonuses.find(|bonus| bonus.label.eq_ignore_ascii_case(label));
    let mut saved = vec![("use", if known.is_some() { "on" } else { "off" }.to_owned())];
    if values.optional("orders").is_some() {
        let first = known.map(|bonus| bonus.first.to_string());
        saved.push(("orders", first.unwrap_or_default()));
    }
    if values.optional("discount").is_some() {
        let discount = known.map(|bonus| bonus.discount.to_string());
        saved.push(("discount", discount.unwrap_or_default()));
    }
    saved
}

/// `any` says whether there is a bonus that could be ended.
fn fields(period: PeriodId, any: bool, ctx: &Ctx) -> Form {
    let choice = |value: &str, key: &str| (value.to_owned(), ctx.word(key));
    let form = Form::new("form-bonus")
        .field(
            Field::text("label", "field-bonus")
                .required()
                .hint("form-bonus-label-hint")
                .suggest(move |typed, _, book, ctx| {
                    let typed = typed.to_lowercase();
                    let bonuses = book.bonuses(period)?;
                    let like = bonuses
                        .iter()
                        .filter(|bonus| bonus.label.to_lowercase().starts_with(&typed));
                    Ok(like
                        .map(|bonus| Candidate {
                            text: bonus.label.clone(),
                            label: bonus.label.clone(),
                            note: ctx.words.count(bonus.first),
                            ..Candidate::default()
                        })
                        .collect())
                }),
        )
        .field(
            Field::text("orders", "field-first-orders")
                .hint("form-bonus-orders-hint")
                .check(|text, _| parse::count(text).map(drop)),
        )
        .field(
            Field::text("discount", "form-bonus-discount")
                .hint("form-bonus-discount-hint")
                .money(),
        )
        .field(
            Field::choice(
                "whose",
                "form-bonus-whose",
                vec![
                    choice("first", "form-bonus-first"),
                    choice("next", "form-bonus-next"),
                ],
            )
            .more(),
        );
    if !any {
        return form;
    }
    let in_use = vec![
        choice("on", "form-bonus-on"),
        choice("off", "form-bonus-off"),
    ];
    form.field(Field::choice("use", "form-bonus-use", in_use).more())
}
