//! Changes an order: its items as one line again, its note and where it goes.

use super::field::Joined;
use super::goods::{self, Goods};
use super::order_items::OrderItems;
use super::{
    Field, Form, InputError, Values, agreed, cancel, channel, customer_search, holding, parse,
};
use crate::book::{
    AgreedChange, Book, BookError, ItemChange, ItemRef, OrderChange, PartCancel, QuotedEdit,
    UnitsChange,
};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow, OrderStatus};
use crate::domain::payment::Bill;
use crate::domain::policy::Forfeit;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Opens the form that changes an order.
pub fn open(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let opened = Opened::read(id, book, ctx)?;
        let shown = opened.clone();
        Ok(fields(&opened, ctx)
            .panel(move |values, book, ctx| shown.panel(values, book, ctx))
            .submit(move |values, book, ctx| opened.submit(values, book, ctx)))
    };
    Form::edit(make, book, ctx)
}

fn fields(opened: &Opened, ctx: &Ctx) -> Form {
    let order = &opened.order;
    let period = order.row.period;
    let codes = opened.codes();
    let typed_over = opened.clone();
    let title = Message::new("form-order-edit")
        .text("order", order.row.code.clone())
        .with("customer", order.row.customer_arg());
    let customer = order.row.customer.raw().to_string();
    let form = Form::new("form-order-edit")
        .titled(title)
        .field(
            Field::text("items", "form-order-items")
                .hint("form-order-edit-hint")
                .value(opened.items.line())
                .required()
                .join(move |line, book, ctx| typed_over.join(line, book, ctx))
                .suggest_parts(move |before, _, book, ctx| {
                    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                    Ok(Goods::of(book, period, &codes, ctx)?.candidates(before))
                }),
        )
        .field(Field::text("note", "field-note").value(order.note.clone()))
        .field(
            Field::text("customer", "field-customer")
                .picked(order.row.customer_name.clone(), customer)
                .required()
                .more()
                .suggest(|typed, _, book, ctx| customer_search::candidates(typed, book, ctx)),
        )
        .field(
            Field::text("recipient", "field-recipient")
                .value(order.recipient.clone())
                .more(),
        )
        .field(
            Field::text("recipient-phone", "form-order-recipient-phone")
                .value(customer_search::shown_phone(
                    order.recipient_phone.as_deref(),
                ))
                .more(),
        )
        .field(
            Field::text("address", "field-address")
                .value(order.address.clone())
                .more(),
        )
        .field(channel::field(ctx).value(order.row.channel.code()).more());
    let (payer, name) = match &order.agreed.payer {
        Some((id, name)) => (id.raw().to_string(), name.clone()),
        None => (String::new(), String::new()),
    };
    agreed::fields(form, Some(order), ctx).field(
        Field::text("payer", "field-bill-payer")
            .picked(name, payer)
            .hint("form-payer-hint")
            .more()
            .suggest(|typed, _, book, ctx| customer_search::candidates(typed, book, ctx)),
    )
}

/// An order as its form was opened with it.
#[derive(Clone)]
struct Opened {
    order: Order,
    items: OrderItems,
}

impl Opened {
    fn read(id: OrderId, book: &Book, ctx: &Ctx) -> Result<Self, BookError> {
        let order = book.order(id, ctx.now)?;
        let items = OrderItems::new(&order.lines, &book.packages()?);
        Ok(Self { order, items })
    }

    /// The codes of what is in it.
    fn codes(&self) -> Vec<String> {
        let lines = self.order.lines.iter();
        lines.map(|line| line.code.clone()).collect()
    }

    fn goods(&self, book: &Book, ctx: &Ctx) -> Result<Goods, BookError> {
        let codes = self.codes();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        Goods::of(book, self.order.row.period, &codes, ctx)
    }

    /// A line typed over these items, together with the items another desk left since.
    fn join(&self, line: &str, book: &Book, ctx: &Ctx) -> Result<Joined, BookError> {
        let saved = Self::read(self.order.row.id, book, ctx)?;
        let codes = [self.codes(), saved.codes()].concat();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let goods = Goods::of(book, self.order.row.period, &codes, ctx)?;
        self.items.join(line, &saved.items, &goods, book)
    }

    /// What the items come to as they are typed, and the bill with them.
    fn panel(&self, values: &Values, book: &Book, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
        let goods = self.goods(book, ctx)?;
        let period = self.order.row.period;
        let line = values.get("items");
        let bad = |message: &Message| Fact::refused(&ctx.say(message));
        let mut facts = Vec::new();
        for (wish, known) in self.items.read(line, &goods) {
            let known = known.map(|at| self.items.name(at));
            let text = |name: &str| {
                let qty = wish.qty?;
                Some(Fact::line(format!("{qty} {name}"), Role::Text))
            };
            if let Some(fact) = known.and_then(text) {
                facts.push(fact);
            } else if let Some(problem) = goods.problem(&wish, period, book, ctx)? {
                facts.push(bad(&problem));
            } else if let Some(offer) = goods.offer(&wish) {
                facts.extend(text(&goods::name(offer)));
            }
        }
        let changes = match self.items.changes(line, &goods, period, book, ctx) {
            Ok(changes) => changes.unwrap_or_default(),
            // The choices of a package are not all made yet.
            Err(BookError::Refused(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        // Why it is free and when it is due change the bill too; the fields show their own errors.
        let agreed = agreed::change(values, ctx).unwrap_or_default();
        if changes.is_empty() && agreed.free.is_none() && agreed.due.is_none() {
            facts.extend(self.bill(None, ctx)?);
            return Ok(facts);
        }
        // Beside what changes, what stays is left out first where there is no room.
        for stays in facts
            .iter_mut()
            .filter(|fact| fact.value.role == Role::Text)
        {
            stays.value.role = Role::Muted;
        }
        if !changes.is_empty() {
            facts.extend(self.differences(&changes, &goods, book, ctx)?);
        }
        let mut edit = self.edit(values, changes);
        edit.agreed = agreed;
        match book.quote_edit(self.order.row.id, &edit, ctx.now) {
            Ok(quoted) => {
                facts.extend(self.bill(Some(&quoted), ctx)?);
                let part = quoted.part.map(|forfeit| ctx.say(&forfeit.why()));
                facts.extend(part.map(|said| Fact::line(said, Role::Warn)));
                facts.extend(quoted.refusal.map(|refusal| bad(&refusal.message())));
            }
            // Beyond a limit, or off sale by now: the sentence says which.
            Err(error) => facts.push(bad(&error.message())),
        }
        Ok(facts)
    }

    /// What is added and taken away, and that a frozen tally will differ from it (rule 37).
    fn differences(
        &self,
        changes: &[ItemChange],
        goods: &Goods,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Vec<Fact>, BookError> {
        let mut facts = Vec::new();
        for change in changes {
            let name = match &change.item {
                ItemRef::Line(line) => self.items.name_of(*line).to_owned(),
                ItemRef::New(item) => goods.name_of(&item.code),
            };
            facts.push(match &change.units {
                UnitsChange::Add(units) => Fact::line(format!("+{units} {name}"), Role::Good),
                UnitsChange::Remove(units) => Fact::line(format!("−{units} {name}"), Role::Warn),
                UnitsChange::Choose(units, chosen) => {
                    Fact::line(format!("~{units} {name}[{chosen}]"), Role::Warn)
                }
            });
        }
        let counts = self.order.row.status == OrderStatus::Active;
        let version = book.tally_version(self.order.row.period, ctx.now)?;
        if let Some(version) = version.filter(|_| counts) {
            let frozen = Message::new("form-order-edit-frozen").count("version", version);
            facts.push(Fact::warning(&ctx.say(&frozen)));
        }
        Ok(facts)
    }

    /// Total, down payment and rest as they are, and as they will be.
    fn bill(&self, quoted: Option<&QuotedEdit>, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
        let bill = self.order.row.bill;
        let mut facts = vec![Fact::new(
            ctx.word("form-order-total-so-far"),
            ctx.words.rupiah(bill.total),
        )];
        if let Some(quoted) = quoted {
            facts.push(Fact::new(
                ctx.word("form-order-total-new"),
                Part::new(ctx.words.rupiah(quoted.bill.total), Role::Accent),
            ));
        }
        let after = quoted.map_or(bill, |quoted| quoted.bill);
        facts.extend(down_payment(&bill, &after, ctx)?);
        facts.push(Fact::new(
            ctx.word("form-order-paid-so-far"),
            ctx.words.rupiah(bill.paid),
        ));
        let rest = after.balance()?;
        facts.push(if rest < Rupiah::ZERO {
            let over = ctx.words.rupiah(rest.negated());
            Fact::new(ctx.word("form-order-over"), Part::new(over, Role::Warn))
        } else {
            Fact::new(ctx.word("form-order-rest"), ctx.words.rupiah(rest))
        });
        Ok(facts)
    }

    fn submit(&self, values: &Values, book: &Book, ctx: &Ctx) -> Result<Effect, InputError> {
        let Order { row, .. } = &self.order;
        let goods = self.goods(book, ctx)?;
        let changes = self
            .items
            .changes(values.get("items"), &goods, row.period, book, ctx)?
            .map_err(parse::error_of("items"))?;
        let mut edit = self.edit(values, changes);
        edit.agreed = agreed::change(values, ctx)?;
        edit.agreed.payer = values.changed("payer").map(|name| {
            let who = || parse::customer(name, values.picked("payer"), "", "");
            (!name.is_empty()).then(who)
        });
        let quoted = match book.quote_edit(row.id, &edit, ctx.now) {
            Ok(quoted) => quoted,
            // The deed says why not.
            Err(BookError::Refused(_)) => return Ok(save(row, edit, None, ctx)),
            Err(error) => return Err(error.into()),
        };
        let id = row.id;
        Ok(match (&quoted.full, &quoted.below) {
            (Some(refusal), _) => holding::when_edit_full(id, edit, refusal),
            (None, Some(label)) => below_wholesale(row, &edit, label, book, ctx)?,
            (None, None) => save(row, edit, quoted.part, ctx),
        })
    }

    /// The edit that was typed, with these changes of its items.
    fn edit(&self, values: &Values, items: Vec<ItemChange>) -> OrderChange {
        // Another customer may go by the same name (rule 50).
        let customer = values
            .changed("customer")
            .map(|name| parse::customer(name, values.picked("customer"), "", ""));
        let text = |id| values.changed(id).map(str::to_owned);
        OrderChange {
            items,
            note: text("note"),
            channel: values
                .is_changed("channel")
                .then(|| channel::chosen(values)),
            customer,
            recipient: text("recipient"),
            recipient_phone: text("recipient-phone"),
            address: text("address"),
            overbook: None,
            part: PartCancel::default(),
            reprice: false,
            agreed: AgreedChange::default(),
        }
    }
}

/// Saves an edit; goods that leave the order after the close ask for a reason first.
fn save(row: &OrderRow, edit: OrderChange, part: Option<Forfeit>, ctx: &Ctx) -> Effect {
    let id = row.id;
    match part {
        Some(_) => cancel::part(row, edit, ctx),
        None => Effect::deed(move |book, now| book.edit_order(id, &edit, now)),
    }
}

/// Asks whether units keep the wholesale price that the order has too few for now (rule 66).
fn below_wholesale(
    row: &OrderRow,
    edit: &OrderChange,
    label: &str,
    book: &Book,
    ctx: &Ctx,
) -> Result<Effect, BookError> {
    let mut choices = Vec::new();
    for (key, reprice) in [
        ("form-order-edit-keep-price", false),
        ("form-order-edit-today-price", true),
    ] {
        let edit = OrderChange {
            reprice,
            ..edit.clone()
        };
        let quoted = book.quote_edit(row.id, &edit, ctx.now)?;
        choices.push(Choice {
            label: ctx.say(&Message::new(key).text("label", label)),
            note: ctx.words.rupiah(quoted.bill.total),
            value: (edit, quoted.part),
        });
    }
    let row = row.clone();
    let picker = Picker::new(
        "form-order-edit-below",
        choices,
        move |(edit, part), ctx| save(&row, edit.clone(), *part, ctx),
    );
    Ok(Effect::open(picker))
}

/// The down payment before and after an edit, and what of it is not paid yet (rule 25). One that was
/// met stays met.
fn down_payment(before: &Bill, after: &Bill, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let (was, asked) = (before.down_payment_asked(), after.down_payment_asked());
    if was == Rupiah::ZERO && asked == Rupiah::ZERO {
        return Ok(Vec::new());
    }
    let amount = match was == asked {
        true => ctx.words.rupiah(asked),
        false => format!("{} → {}", ctx.words.rupiah(was), ctx.words.rupiah(asked)),
    };
    let mut facts = vec![Fact::new(ctx.word("form-order-down-payment"), amount)];
    let short = asked.minus(after.paid)?;
    let total_rose = after.total > before.total;
    if after.down_payment_met.is_some() && total_rose {
        facts.push(Fact::line(ctx.word("form-order-edit-met"), Role::Muted));
    } else if after.down_payment_met.is_none() && short > Rupiah::ZERO && was != asked {
        let short = Message::new("form-order-edit-short").money("amount", short);
        facts.push(Fact::warning(&ctx.say(&short)));
    }
    Ok(facts)
}
