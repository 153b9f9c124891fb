//! Puts a charge on the bill of an order (rule 23).

use super::{Candidate, Field, Form, Values, parse};
use crate::book::{Book, BookError, StageChange};
use crate::domain::charge::{Charge, ChargeKind, NewCharge};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::payment_stage::{StageBilling, StageFigures};
use crate::domain::portion::Portion;
use crate::domain::text::fold;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Opens the form that puts a charge on a bill (rule 23).
pub fn open(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let order = book.order(id, ctx.now)?;
        let charges = order.charges.clone();
        let period = order.row.period;
        let stages = book.stages(period)?;
        Ok(fields(&order, &stages, ctx)
            .replaces(move |values| {
                let mut charges = charges.iter();
                let charge = charges.find(|charge| is_that(charge, values));
                // Charges are typed without a sign, whether they raise or lower the bill.
                let amount = charge.map(|charge| charge.kind.signed(charge.amount).to_string());
                vec![("amount", amount.unwrap_or_default())]
            })
            .panel(move |values, _, ctx| charged(values, &order, ctx))
            .submit(move |values, _, _| {
                if let Some(name) = stage(values) {
                    let part = values.read("amount", parse::money)?;
                    let change = StageChange {
                        bill: Some(StageBilling::Orders(vec![(id, part)])),
                        ..StageChange::default()
                    };
                    let name = name.to_owned();
                    return Ok(Effect::deed(move |book, now| {
                        book.set_stage(period, &name, &change, now)
                    }));
                }
                let kind = kind(values);
                if kind == ChargeKind::UniqueCode && is_auto(values.get("amount")) {
                    return Ok(Effect::deed(move |book, now| book.draw_code(id, now)));
                }
                let charge = NewCharge {
                    kind,
                    label: label(values).to_owned(),
                    destination: None,
                    amount: values.read("amount", Portion::parse)?,
                };
                Ok(Effect::deed(move |book, now| {
                    book.charge_order(id, &charge, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// What a stage's name is typed after among the kinds.
const STAGE: &str = "stage:";

/// The stage whose part of the bill the form is about (rule 63).
fn stage(values: &Values) -> Option<&str> {
    values.get("kind").strip_prefix(STAGE)
}

fn fields(order: &Order, stages: &[StageFigures], ctx: &Ctx) -> Form {
    let stages = stages.iter().map(|figures| {
        let name = figures.stage.name.as_str();
        (format!("{STAGE}{name}"), name.to_owned())
    });
    let kinds = ChargeKind::ALL
        .iter()
        .copied()
        .filter(|kind| {
            use ChargeKind as K;
            !matches!(
                kind,
                K::Rounding | K::Stage | K::Weighing | K::CancellationFee
            )
        })
        .map(|kind| (kind.code().to_owned(), ctx.word(kind.key())))
        .chain(stages)
        .collect();
    let title = Message::new("form-charge")
        .text("order", order.row.code.clone())
        .with("customer", order.row.customer_arg());
    Form::new("form-charge")
        .titled(title)
        .field(Field::choice("kind", "form-charge-kind", kinds))
        .field(
            Field::text("amount", "field-amount")
                .required()
                .hint("form-charge-hint")
                .check(|text, _| {
                    if is_auto(text) {
                        return Ok(());
                    }
                    Portion::parse(text).map(drop)
                })
                .in_thousands(|values| kind(values) != ChargeKind::UniqueCode)
                .suggest(|text, values, _, ctx| Ok(drawn(text, values, ctx))),
        )
        .field(
            Field::text("label", "field-charge-label")
                .hint("form-charge-label-hint")
                .more(),
        )
}

/// The label typed; none for a kind that has none.
fn label(values: &Values) -> &str {
    match kind(values).has_label() {
        true => values.get("label").trim(),
        false => "",
    }
}

/// Whether a charge on the bill is the one that the form is about: it would be replaced.
fn is_that(charge: &Charge, values: &Values) -> bool {
    if let Some(stage) = stage(values) {
        return charge.kind == ChargeKind::Stage && charge.label == stage;
    }
    charge.kind == kind(values)
        && charge.destination.is_none()
        && fold(&charge.label) == fold(label(values))
}

/// Reads an amount, or a percentage of the lines (rule 23).
fn amount(text: &str, lines: Rupiah) -> Result<Rupiah, Message> {
    let amount = Portion::parse(text)?.of(lines);
    amount.map_err(|error| error.message())
}

/// Whether the text asks for a unique code to be drawn (rule 31).
fn is_auto(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_lowercase().as_str(),
        "auto" | "otomatis"
    )
}

/// Proposes to draw a free unique code, while no amount is typed.
fn drawn(text: &str, values: &Values, ctx: &Ctx) -> Vec<Candidate> {
    let proposed = kind(values) == ChargeKind::UniqueCode && text.trim().is_empty();
    let candidate = || Candidate {
        text: "auto".to_owned(),
        label: "auto".to_owned(),
        note: ctx.word("form-charge-auto"),
        ..Candidate::default()
    };
    Vec::from_iter(proposed.then(candidate))
}

fn kind(values: &Values) -> ChargeKind {
    if stage(values).is_some() {
        return ChargeKind::Stage;
    }
    values.get("kind").parse().unwrap_or(ChargeKind::Shipping)
}

/// The bill before and after the charge.
fn charged(values: &Values, order: &Order, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let total = order.row.bill.total;
    let mut facts = Vec::new();
    for charge in &order.charges {
        facts.push(Fact::new(
            ctx.say(&charge.name()),
            ctx.words.rupiah(charge.amount),
        ));
    }
    facts.push(Fact::new(
        ctx.word("form-order-total-so-far"),
        ctx.words.rupiah(total),
    ));
    let lines = order.lines_amount()?;
    let typed = values.optional("amount");
    if let Some(Ok(amount)) = typed.map(|text| amount(text, lines)) {
        let kind = kind(values);
        let before = order
            .charges
            .iter()
            .filter(|charge| is_that(charge, values));
        let before = Rupiah::sum(before.map(|charge| charge.amount))?;
        let amount = kind.signed(amount);
        facts.push(Fact::new(
            ctx.word("form-order-total-new"),
            Part::new(
                ctx.words.rupiah(total.minus(before)?.plus(amount)?),
                Role::Accent,
            ),
        ));
    }
    Ok(facts)
}
