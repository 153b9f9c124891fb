//! Sends orders with a courier (rules 46, 47, 81, 91): one order or a part of it, several orders of a
//! customer in one parcel, or a parcel of each of many orders.

use super::courier::{self, Couriers};
use super::field::{Candidate, Field, InputError, Values};
use super::form::Form;
use super::move_order::{meant, ordered};
use super::parse::money;
use crate::book::{Book, BookError, Cod, NewParcel, OrderFilter};
use crate::domain::catalog::{full_name, with_customization};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::domain::payment::PaymentStatus;
use crate::domain::to_pack::ToPack;
use crate::domain::weight::Grams;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::customer_search::shown_phone;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Orders that the panel names; more are counted.
const NAMED: usize = 8;

/// Opens the form that sends orders, in one parcel or each in its own.
pub fn open(ids: &[OrderId], book: &Book, ctx: &Ctx) -> Outcome {
    let mut rows = Vec::new();
    for id in ids {
        rows.push(book.order_row(*id, ctx.now)?);
    }
    let Some(first) = rows.first() else {
        return Ok(Effect::None);
    };
    let one_customer = rows.iter().all(|row| row.customer == first.customer);
    let couriers = book.couriers()?;
    let fields = Fields {
        rows: &rows,
        joins: rows.len() > 1 && one_customer,
        couriers: &couriers,
    };
    let form = fields.form(book, ctx)?;
    let others = others(&rows, book, ctx)?;
    let shown = rows.clone();
    let known = couriers.clone();
    let form = form
        .panel(move |values, book, ctx| {
            let mut facts = facts(&shown, &known, values, book, ctx)?;
            facts.extend(others.iter().map(|said| Fact::warning(&ctx.say(said))));
            Ok(facts)
        })
        .submit(move |values, book, ctx| submit(&rows, &couriers, values, book, ctx));
    Ok(Effect::open(form))
}

/// The other orders that could leave with these, which are of one customer (rule 81).
fn others(rows: &[OrderRow], book: &Book, ctx: &Ctx) -> Result<Option<Message>, BookError> {
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    if rows.iter().any(|row| row.customer != first.customer) {
        return Ok(None);
    }
    let theirs = OrderFilter {
        customers: Some(vec![first.customer]),
        ..OrderFilter::default()
    };
    let ready = book.hand_over_rows(&theirs, ctx.now)?.into_iter();
    let others = ready.filter(|other| rows.iter().all(|row| row.id != other.row.id));
    let codes: Vec<String> = others.map(|other| other.row.code).collect();
    Ok((!codes.is_empty()).then(|| {
        Message::new("form-ship-others")
            .with("customer", first.customer_arg())
            .text("orders", codes.join(", "))
    }))
}

/// What the fields depend on.
struct Fields<'a> {
    rows: &'a [OrderRow],
    /// All are of one customer, so that one parcel can hold them.
    joins: bool,
    couriers: &'a Couriers,
}

impl Fields<'_> {
    fn form(&self, book: &Book, ctx: &Ctx) -> Result<Form, BookError> {
        let words = |keys: [&'static str; 2]| keys.map(|key| (key.to_owned(), ctx.word(key)));
        let last = book.last_shipped()?;
        let mut form = Form::new("form-ship").titled(self.title());
        if self.joins {
            let ways = words(["form-ship-joined", "form-ship-each"]);
            form = form.field(Field::choice("join", "form-ship-parcels", ways.into()));
        }
        if let [only] = self.rows {
            let mut names = book.recipients_of(only.id)?;
            let own = book.to_pack(&book.order(only.id, ctx.now)?)?;
            let is_own = |packed: &ToPack| packed.destination.is_none();
            if !names.is_empty() {
                if own.iter().any(is_own) {
                    names.push(String::new());
                }
                let own = Message::new("form-ship-to-own").with("customer", only.customer_arg());
                let choices = names.into_iter().map(|name| match name.as_str() {
                    "" => (String::new(), ctx.say(&own)),
                    _ => (name.clone(), name),
                });
                form = form.field(Field::choice("to", "field-recipient", choices.collect()));
            }
        }
        let mut courier = courier::courier(self.couriers);
        let mut service = Field::text("service", "field-service");
        if let Some(last) = &last {
            courier = courier.value(last.courier.as_str());
            service = service.value(last.service.as_str());
        }
        form = form.field(courier).field(service);
        if self.rows.len() == 1 || self.joins {
            form = form
                .field(Field::text("resi", "field-tracking").hint("form-resi-later"))
                .field(
                    Field::text("paid", "field-courier-paid")
                        .hint("form-courier-paid-hint")
                        .money(),
                )
                .field(courier::account(book, ctx)?);
        }
        let rest = self.rest()?;
        if rest > Rupiah::ZERO {
            form = form.field(cod_field(rest, self.rows.len() == 1 || self.joins, ctx));
        }
        if self.rows.iter().any(needs_reason) {
            let why = Field::text("why", "field-reason").hint("form-unsettled-hint");
            form = form.field(why);
        }
        let mut sent = words(["form-ship-sent", "form-ship-packed"]);
        if last.is_some_and(|last| last.packed) {
            sent.reverse();
        }
        form = form.field(Field::choice("sent", "form-ship-now", sent.into()));
        if let [only] = self.rows {
            let id = only.id;
            form = form.field(
                Field::text("items", "form-ship-items")
                    .hint("form-ship-items-hint")
                    .suggest_parts(move |before, _, book, ctx| {
                        Ok(ordered(id, book, ctx)?.candidates(before))
                    })
                    .more(),
            );
        }
        if self.rows.len() == 1 || self.joins {
            let weight = Field::text("weight", "field-weight").hint("form-parcel-weight-hint");
            form = form.field(weight.check(|text, _| Grams::parse(text).map(drop)).more());
        }
        Ok(form
            .field(Field::text("note", "field-note").more())
            .focus("courier"))
    }

    fn title(&self) -> Message {
        match self.rows {
            [only] => Message::new("form-ship")
                .text("order", only.code.as_str())
                .with("customer", only.customer_arg()),
            rows => Message::new("form-ship-many").count("orders", rows.len()),
        }
    }

    fn rest(&self) -> Result<Rupiah, BookError> {
        Ok(Rupiah::sum(self.rows.iter().map(OrderRow::rest))?)
    }
}

/// Whether an order leaves only with a reason or by COD (rule 46); by kasbon goods come before money.
fn needs_reason(row: &OrderRow) -> bool {
    !row.is_settled() && row.terms.due_at.is_none()
}

/// What the courier collects: an amount of one parcel, or the rest of each order.
fn cod_field(rest: Rupiah, one: bool, ctx: &Ctx) -> Field {
    if !one {
        let choices = ["form-ship-no-cod", "form-ship-cod-rest"];
        let choices = choices.map(|key| (key.to_owned(), ctx.word(key)));
        return Field::choice("cod", "field-cod", choices.into());
    }
    Field::text("cod", "field-cod")
        .hint("form-ship-cod-hint")
        .in_thousands(|_| true)
        .check(|text, _| read_cod(text).map(drop))
        .suggest(move |text, _, _, ctx| {
            let proposed = Candidate {
                text: rest.to_string(),
                label: ctx.words.rupiah(rest),
                note: ctx.word("form-ship-cod-rest"),
                ..Candidate::default()
            };
            Ok(Vec::from_iter(text.trim().is_empty().then_some(proposed)))
        })
}

/// Reads what the courier collects: an amount, or a word for the rest of the bill.
fn read_cod(text: &str) -> Result<Cod, Message> {
    match text.trim().to_ascii_lowercase().as_str() {
        "sisa" | "rest" | "lunas" | "cod" | "form-ship-cod-rest" => Ok(Cod::Rest),
        _ => money(text).map(Cod::Amount),
    }
}

/// Whether the orders go into parcels of their own.
fn is_each(rows: &[OrderRow], values: &Values) -> bool {
    rows.len() > 1 && values.get("join") != "form-ship-joined"
}

fn submit(
    rows: &[OrderRow],
    couriers: &Couriers,
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<Effect, InputError> {
    let each = is_each(rows, values);
    for id in ["resi", "paid", "weight"] {
        if each && values.optional(id).is_some() {
            return Err(InputError::field(id, Message::new("form-ship-one-only")));
        }
    }
    let cod = match values.optional("cod") {
        None | Some("form-ship-no-cod") => None,
        Some(text) => Some(read_cod(text).map_err(|why| InputError::field("cod", why))?),
    };
    if each && matches!(cod, Some(Cod::Amount(_))) {
        return Err(InputError::field("cod", Message::new("form-ship-one-only")));
    }
    let items = match rows {
        [only] => {
            let goods = ordered(only.id, book, ctx)?;
            values.read_optional("items", |line| goods.items(line))?
        }
        _ => None,
    };
    let paid = values.read_optional("paid", money)?;
    let new = NewParcel {
        items: items.unwrap_or_default(),
        to: values.optional("to").map(str::to_owned),
        courier: values.get("courier").to_owned(),
        service: courier::service(values, couriers),
        tracking: values.get("resi").to_owned(),
        paid,
        account: paid.and_then(|_| courier::chosen_account(values)),
        weight: values.read_optional("weight", Grams::parse)?,
        cod,
        unsettled: values.optional("why").map(str::to_owned),
        packed: values.get("sent") == "form-ship-packed",
        note: values.get("note").to_owned(),
    };
    let ids: Vec<OrderId> = rows.iter().map(|row| row.id).collect();
    Ok(match each {
        true => Effect::deed(move |book, now| book.ship_each(&ids, &new, now)),
        false => Effect::deed(move |book, now| book.ship(&ids, &new, now)),
    })
}

/// Who gets what, and what is still to be paid.
fn facts(
    rows: &[OrderRow],
    couriers: &Couriers,
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let mut facts = Vec::new();
    let service = courier::service(values, couriers);
    if service != values.get("service") {
        let by = format!("{} {service}", values.get("courier"));
        facts.push(Fact::line(by, Role::Accent));
    }
    if is_each(rows, values) {
        let parcels = Message::new("form-ship-makes").count("parcels", rows.len());
        facts.push(Fact::line(ctx.say(&parcels), Role::Accent));
    } else if let Some(first) = rows.first() {
        let order = book.order(first.id, ctx.now)?;
        let mut to = order.destinations.iter();
        let to = to.find(|to| to.name == values.get("to"));
        facts.extend(match to {
            Some(to) => receiver(&to.name, to.phone.as_deref(), &to.address, ctx),
            None => recipient(&order, book, ctx)?,
        });
        if rows.len() == 1 {
            match values.optional("items") {
                Some(line) => facts.extend(meant(line, &ordered(first.id, book, ctx)?, ctx)),
                None => {
                    let to = to.map(|to| to.id);
                    let goods = left_for(&order, |packed| packed.destination == to, book)?;
                    let goods = goods
                        .into_iter()
                        .map(|(qty, name)| Fact::line(format!("{qty} × {name}"), Role::Muted));
                    facts.extend(goods.chain(left(&order, ctx)));
                }
            }
        }
    }
    if rows.len() > 1 {
        for row in rows.iter().take(NAMED) {
            facts.push(Fact::new(row.code.as_str(), row.customer_shown()));
        }
        if let Some(more) = rows.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let more = Message::new("form-ship-more").count("orders", more);
            facts.push(Fact::line(ctx.say(&more), Role::Muted));
        }
    }
    facts.extend(money_due(rows, values, ctx)?);
    Ok(facts)
}

/// Who receives an order. Of one with several recipients the address is theirs.
fn recipient(order: &Order, book: &Book, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let customer = book.customer(order.row.customer)?;
    let whose = order.receiver(&customer);
    Ok(receiver(whose.name, whose.phone, whose.address, ctx))
}

/// A name with its phone, and an address; without one a warning.
fn receiver(name: &str, phone: Option<&str>, address: &str, ctx: &Ctx) -> Vec<Fact> {
    let who = format!("{name} {}", shown_phone(phone));
    let address = match address {
        "" => Fact::warning(&ctx.word("form-ship-no-address")),
        address => Fact::line(address, Role::Text),
    };
    vec![Fact::line(who.trim(), Role::Text), address]
}

/// What is still to be handed over of an order to those that `whose` accepts: the units, and
/// the goods with what was asked of them.
pub fn left_for(
    order: &Order,
    whose: impl Fn(&ToPack) -> bool,
    book: &Book,
) -> Result<Vec<(i64, String)>, BookError> {
    let packed = book.to_pack(order)?.into_iter().filter(whose);
    let goods = packed.flat_map(|packed| packed.goods).map(|goods| {
        let name = full_name(&goods.product, &goods.variant);
        (goods.qty, with_customization(&name, &goods.customization))
    });
    Ok(goods.collect())
}

/// How much is left of an order that was handed over in part.
pub fn left(order: &Order, ctx: &Ctx) -> Option<Fact> {
    let units = order.row.units_are;
    let left = Message::new("form-ship-left")
        .count("left", units.left())
        .count("pieces", units.pieces);
    (units.handed > 0).then(|| Fact::line(ctx.say(&left), Role::Accent))
}

/// What is still to be paid and how it is answered for.
fn money_due(rows: &[OrderRow], values: &Values, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let rest = Rupiah::sum(rows.iter().map(OrderRow::rest))?;
    let waits = rows
        .iter()
        .any(|row| row.bill.status() == PaymentStatus::AwaitingBill);
    let mut facts = Vec::new();
    if rest > Rupiah::ZERO {
        let owing = rows.iter().filter(|row| row.rest() > Rupiah::ZERO).count();
        let owed = Message::new("form-ship-owed")
            .money("amount", rest)
            .count("orders", owing);
        facts.push(Fact::warning(&ctx.say(&owed)));
    }
    if waits {
        facts.push(Fact::warning(&ctx.word("payment-awaiting-bill")));
    }
    if rows.iter().any(|row| row.claimed) {
        facts.push(Fact::warning(&ctx.word("screen-pay-claimed")));
    }
    let answered = values.optional("why").is_some()
        || values
            .optional("cod")
            .is_some_and(|cod| cod != "form-ship-no-cod");
    if rows.iter().any(needs_reason) && !answered {
        facts.push(Fact::line(ctx.word("form-ship-unsettled"), Role::Muted));
    }
    Ok(facts)
}
