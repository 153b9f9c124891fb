//! Declares a payment stage of a PO, bills it, moves its deadline, records what the shop paid (rules 63,
//! 75). The panel shows each order's part before it is saved.

use std::cell::RefCell;

use super::period::shown;
use super::{Candidate, Field, Form, InputError, Values, parse};
use crate::book::{Book, BookError, StageChange};
use crate::domain::id::{AccountId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment_stage::{StageBilling, StageFigures, StageRule};
use crate::domain::refusal::Refusal;
use crate::domain::sharing::ShareBy;
use crate::domain::text::fold;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Parts shown before they are saved.
const PARTS: usize = 12;
/// The way of billing of a stage that is not billed now.
const NOT_NOW: &str = "later";
/// The way of billing by so much for each unit.
const PER_UNIT: &str = "per_unit";
/// Instead of a way of billing: the stage is removed.
const REMOVE: &str = "remove";

/// The orders with their parts as they would be billed, or why they can't be.
type Quoted = Result<Vec<(OrderRow, Rupiah)>, Refusal>;

/// The parts last shown: other fields than the name and the bill don't change them.
#[derive(Default)]
struct Parts(RefCell<Option<(PartsKey, Quoted)>>);

/// What they were quoted for: the book as other windows left it, the stage, and the bill.
type PartsKey = (i64, String, Option<StageBilling>);

impl Parts {
    /// Those of a change of a stage.
    fn of(
        &self,
        period: PeriodId,
        (name, change): (&str, &StageChange),
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Quoted, BookError> {
        let key = (book.data_version()?, name.to_owned(), change.bill.clone());
        if let Some((of, quoted)) = &*self.0.borrow()
            && *of == key
        {
            return Ok(quoted.clone());
        }
        let billed = StageChange {
            bill: change.bill.clone(),
            ..StageChange::default()
        };
        let quoted = match book.quote_stage(period, name, &billed, ctx.now) {
            Ok(parts) => Ok(parts),
            Err(BookError::Refused(why)) => Err(why),
            Err(error) => return Err(error),
        };
        *self.0.borrow_mut() = Some((key, quoted.clone()));
        Ok(quoted)
    }
}

/// Opens the form of a payment stage. A new name declares one; the name of an existing one bills or
/// changes it.
pub fn form(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let stages = book.stages(period)?;
        let saved: Vec<Saved> = stages.iter().map(|stage| Saved::of(stage, ctx)).collect();
        let parts = Parts::default();
        Ok(fields(period, !stages.is_empty(), book, ctx)?
            .replaces(move |values| replaced(values, &saved))
            .panel(move |values, book, ctx| panel(period, values, (&stages, &parts), book, ctx))
            .submit(move |values, _, ctx| {
                let name = values.get("name").to_owned();
                if values.get("how") == REMOVE {
                    return Ok(Effect::deed(move |book, now| {
                        book.remove_stage(period, &name, now)
                    }));
                }
                let change = change(values, ctx)?;
                Ok(Effect::deed(move |book, now| {
                    book.set_stage(period, &name, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// What is saved of a stage, as it would be typed.
struct Saved {
    name: String,
    amount: String,
    due: String,
    paid: String,
}

impl Saved {
    fn of(figures: &StageFigures, ctx: &Ctx) -> Self {
        let stage = &figures.stage;
        let amount = match stage.rule {
            StageRule::Share { amount, .. } | StageRule::PerUnit(amount) => amount.to_string(),
            StageRule::Unbilled | StageRule::Orders => String::new(),
        };
        Self {
            name: fold(&stage.name),
            amount,
            due: stage
                .due
                .map(|due| shown(due, false, ctx))
                .unwrap_or_default(),
            paid: stage.paid.to_string(),
        }
    }
}

/// What is saved of the stage with the typed name, where something else is typed.
fn replaced(values: &Values, stages: &[Saved]) -> Vec<(&'static str, String)> {
    let name = fold(values.get("name"));
    let known = stages.iter().find(|stage| stage.name == name);
    let of = |saved: fn(&Saved) -> &String| known.map(saved).cloned().unwrap_or_default();
    let saved = [
        ("amount", of(|saved| &saved.amount)),
        ("due", of(|saved| &saved.due)),
        ("paid", of(|saved| &saved.paid)),
    ];
    let typed = |(id, _): &(&'static str, String)| values.optional(id).is_some();
    saved.into_iter().filter(typed).collect()
}

fn fields(period: PeriodId, any: bool, book: &Book, ctx: &Ctx) -> Result<Form, BookError> {
    let mut ways = vec![(NOT_NOW.to_owned(), ctx.word("form-stage-later"))];
    let by = ShareBy::ALL.iter();
    ways.extend(by.map(|by| (by.code().to_owned(), ctx.word(by.key()))));
    ways.push((PER_UNIT.to_owned(), ctx.word("form-stage-per-unit")));
    if any {
        ways.push((REMOVE.to_owned(), ctx.word("form-stage-remove")));
    }
    let accounts = book.accounts()?.into_iter();
    let accounts = accounts.filter(|account| !account.archived);
    let no_account = (String::new(), ctx.word("form-stage-no-account"));
    let accounts = std::iter::once(no_account)
        .chain(accounts.map(|account| (account.id.raw().to_string(), account.name)))
        .collect();
    let name = Field::text("name", "field-stage")
        .required()
        .hint("form-stage-name-hint")
        .suggest(move |typed, _, book, ctx| {
            let typed = fold(typed);
            let stages = book.stages(period)?;
            let like = stages
                .iter()
                .filter(|figures| fold(&figures.stage.name).starts_with(&typed));
            Ok(like
                .map(|figures| Candidate {
                    text: figures.stage.name.clone(),
                    label: figures.stage.name.clone(),
                    note: ctx.say(&figures.message()),
                    ..Candidate::default()
                })
                .collect())
        });
    Ok(Form::new("form-stage")
        .field(name)
        .field(Field::choice("how", "form-stage-how", ways))
        .field(
            Field::text("amount", "field-amount")
                .hint("form-stage-amount-hint")
                .money(),
        )
        .field(
            Field::text("due", "form-stage-due")
                .hint("form-stage-due-hint")
                .check(|text, ctx| parse::closing(text, ctx).map(drop)),
        )
        .field(
            Field::text("paid", "form-stage-paid")
                .hint("form-stage-paid-hint")
                .money()
                .more(),
        )
        .field(Field::choice("account", "field-account", accounts).more())
        .field(
            Field::text("step", "field-step")
                .hint("form-stage-step-hint")
                .check(|text, _| parse::money(text).map(drop))
                .more(),
        ))
}

/// What the fields change of a stage.
fn change(values: &Values, ctx: &Ctx) -> Result<StageChange, InputError> {
    let how = values.get("how");
    let typed = values.read_optional("amount", parse::money)?;
    let needed = |amount: Option<Rupiah>| {
        amount.ok_or_else(|| InputError::field("amount", Message::new("form-stage-amount-needed")))
    };
    let bill = match (how, how.parse::<ShareBy>()) {
        (PER_UNIT, _) => Some(StageBilling::PerUnit(needed(typed)?)),
        (_, Ok(by)) => Some(StageBilling::Share {
            by,
            amount: needed(typed)?,
            step: values
                .read_optional("step", parse::money)?
                .unwrap_or(Rupiah::new(1)),
        }),
        _ if typed.is_some() => {
            let message = Message::new("form-stage-how-needed");
            return Err(InputError::field("how", message));
        }
        _ => None,
    };
    let due = values.read_optional("due", |text| parse::closing(text, ctx))?;
    let account = values.get("account").parse().ok().map(AccountId::new);
    let paid = values.read_optional("paid", parse::money)?;
    Ok(StageChange {
        bill,
        due: due.map(Some),
        paid: paid.map(|paid| (paid, account)),
    })
}

/// The stages there are, and the parts that the fields would bill.
fn panel(
    period: PeriodId,
    values: &Values,
    (stages, parts): (&[StageFigures], &Parts),
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let mut facts: Vec<Fact> = stages
        .iter()
        .map(|figures| Fact::new(figures.stage.name.clone(), ctx.say(&figures.message())))
        .collect();
    let Ok(change) = change(values, ctx) else {
        return Ok(facts);
    };
    if values.optional("name").is_none() || change.bill.is_none() {
        return Ok(facts);
    }
    let parts = match parts.of(period, (values.get("name"), &change), book, ctx)? {
        Ok(parts) => parts,
        Err(why) => {
            facts.push(Fact::line(ctx.say(&why.message()), Role::Warn));
            return Ok(facts);
        }
    };
    facts.push(Fact::line(ctx.word("form-stage-parts"), Role::Heading));
    for (row, amount) in parts.iter().take(PARTS) {
        let who = format!("{} {}", row.code, row.customer_shown());
        facts.push(Fact::new(who, ctx.words.rupiah(*amount)));
    }
    if let Some(more) = parts.len().checked_sub(PARTS).filter(|more| *more > 0) {
        let more = Message::new("form-more-orders").count("orders", more);
        facts.push(Fact::line(ctx.say(&more), Role::Muted));
    }
    let all = Rupiah::sum(parts.iter().map(|(_, amount)| *amount))?;
    facts.push(Fact::new(
        ctx.word("form-order-total"),
        Part::new(ctx.words.rupiah(all), Role::Accent),
    ));
    Ok(facts)
}
