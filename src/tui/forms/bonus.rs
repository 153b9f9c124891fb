//! Adds, changes or ends a bonus of a PO (rule 14).

use super::{Candidate, Field, Form, parse};
use crate::book::{BonusChange, BonusFor, Book};
use crate::domain::id::PeriodId;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// Opens the form of a bonus. A new label adds one; the label of an existing one changes or ends
/// it.
pub fn form(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
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
                            value: None,
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
                .check(|text, _| parse::money(text).map(drop)),
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
    // Without bonuses there is nothing to end.
    let form = if book.bonuses(period)?.is_empty() {
        form
    } else {
        form.field(
            Field::choice(
                "use",
                "form-bonus-use",
                vec![
                    choice("on", "form-bonus-on"),
                    choice("off", "form-bonus-off"),
                ],
            )
            .more(),
        )
    };
    Ok(Effect::open(
        form.panel(move |_, book, ctx| {
            let bonuses = book.bonuses(period)?;
            let facts = bonuses
                .iter()
                .map(|bonus| Fact::new(ctx.word("field-bonuses"), ctx.say(&bonus.message())));
            Ok(facts.collect())
        })
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
        }),
    ))
}
