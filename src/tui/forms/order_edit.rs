//! Changes an order: its items as one line again, its note and where it goes.

use std::collections::{BTreeMap, HashMap};

use super::goods::Goods;
use super::{Field, Form, InputError, Values, customer_search, holding, parse};
use crate::book::{Asking, Book, BookError, NewItem, OrderChange};
use crate::domain::catalog::full_name;
use crate::domain::id::{OrderId, VariantId};
use crate::domain::item::{Change, ItemText};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, Line, Order};
use crate::domain::package::Package;
use crate::domain::pricing::{Slice, lowered};
use crate::domain::when::Moment;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Opens the form that changes an order.
pub fn open(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let order = book.order(id, ctx.now)?;
    let line = line(&order.lines, &book.packages()?);
    let period = order.row.period;
    let channels = Channel::ALL
        .iter()
        .copied()
        .map(|channel| (channel.code().to_owned(), ctx.word(channel.key())))
        .collect();
    let codes: Vec<String> = order.lines.iter().map(|line| line.code.clone()).collect();
    let proposed = codes.clone();
    let title = Message::new("form-order-edit")
        .text("order", order.row.code.clone())
        .text("customer", order.row.customer_name.clone());
    let customer = order.row.customer.raw().to_string();
    let form = Form::new("form-order-edit")
        .titled(title)
        .field(
            Field::text("items", "form-order-items")
                .hint("form-order-edit-hint")
                .value(line)
                .required()
                .suggest_parts(move |before, _, book, ctx| {
                    let codes: Vec<&str> = proposed.iter().map(String::as_str).collect();
                    Ok(Goods::of(book, period, &codes)?.candidates(before, ctx))
                }),
        )
        .field(Field::text("note", "field-note").value(order.note.clone()))
        .field(
            Field::text("customer", "field-customer")
                .picked(order.row.customer_name.clone(), customer)
                .required()
                .more()
                .suggest(|typed, _, book, _| customer_search::candidates(typed, book)),
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
        .field(
            Field::choice("channel", "field-channel", channels)
                .value(order.row.channel.code())
                .more(),
        );
    let shown = order.clone();
    Ok(Effect::open(
        form.panel(move |values, book, ctx| panel(values, &shown, book, ctx))
            .submit(move |values, book, ctx| submit(values, &order, book, ctx)),
    ))
}

/// Writes the items of an order as the line that would order them.
fn line(lines: &[Line], packages: &HashMap<VariantId, Package>) -> String {
    let items = amounts(lines.iter().map(|line| {
        let [code, chosen, customization, for_whom] = item_of(line);
        let mut packages = packages.values();
        let chosen = match packages.find(|package| package.code == code) {
            Some(package) => package.chosen_by_name(&chosen),
            None => chosen,
        };
        let name = full_name(&line.product, &line.variant);
        ([name, chosen, customization, for_whom], line.qty)
    }));
    let items = items.into_iter().map(|(item, qty)| {
        let [mut name, chosen, customization, for_whom] = item;
        if !chosen.is_empty() {
            name.push_str(&format!("[{chosen}]"));
        }
        if !for_whom.is_empty() {
            name.push_str(&format!(" @{for_whom}"));
        }
        if customization.is_empty() {
            format!("{qty} {name}")
        } else if customization.contains([',', ';', '\n']) {
            format!("{qty} {name}: \"{customization}\"")
        } else {
            format!("{qty} {name}: {customization}")
        }
    });
    items.collect::<Vec<_>>().join(", ")
}

/// The key of an item: code, choices of a package, customization, recipient name.
type Item = [String; 4];

/// Units by item.
type Amounts = BTreeMap<Item, i64>;

fn amounts(items: impl Iterator<Item = (Item, i64)>) -> Amounts {
    let mut amounts = BTreeMap::new();
    for (item, qty) in items {
        *amounts.entry(item).or_default() += qty;
    }
    amounts
}

fn item_of(line: &Line) -> Item {
    [
        &line.code,
        &line.chosen,
        &line.customization,
        &line.for_whom,
    ]
    .map(Clone::clone)
}

fn had(lines: &[Line]) -> Amounts {
    amounts(lines.iter().map(|line| (item_of(line), line.qty)))
}

fn wants(wanted: &[NewItem]) -> Amounts {
    amounts(wanted.iter().map(|item| {
        let NewItem {
            chosen,
            customization,
            for_whom,
            ..
        } = item.clone();
        (
            [item.code.to_string(), chosen, customization, for_whom],
            item.qty,
        )
    }))
}

/// Rewrites the typed package choices in the form the book stores, so that unchanged packages are
/// recognised.
fn settled(wanted: Vec<NewItem>, lines: &[Line], book: &Book) -> Result<Vec<NewItem>, BookError> {
    let settle = |item: NewItem| {
        let kept = |line: &Line| line.chosen == item.chosen;
        if item.chosen.is_empty() || lines.iter().any(kept) {
            return Ok(item);
        }
        let chosen = book.choice(&item.code, &item.chosen)?;
        Ok(NewItem { chosen, ..item })
    };
    wanted.into_iter().map(settle).collect()
}

/// The fewest changes that turn the order's items into the wanted ones. Units are removed before
/// others are added, so that an exchange within a full quota passes. A package with other choices
/// is changed, not replaced.
fn changes(lines: &[Line], wanted: &[NewItem]) -> Vec<ItemText> {
    let (mut had, wants) = (had(lines), wants(wanted));
    // Empty texts are passed on too: they mean the item without customization and recipient, not
    // any item of that code.
    let change = |[code, chosen, customization, for_whom]: &Item, change, qty| ItemText {
        qty,
        change,
        variant: code.clone(),
        chosen: Some(chosen.clone()).filter(|text| !text.is_empty()),
        for_whom: Some(for_whom.clone()),
        customization: Some(customization.clone()),
    };
    let mut chosen_anew = Vec::new();
    for (key, qty) in &wants {
        let same = |other: &&Item| (&other[0], &other[2], &other[3]) == (&key[0], &key[2], &key[3]);
        if key[1].is_empty() || had.contains_key(key) || had.keys().filter(same).count() != 1 {
            continue;
        }
        let Some(other) = had.keys().find(same).cloned() else {
            continue;
        };
        let has = had.get(&other).copied().unwrap_or_default();
        let stays = wants.get(&other).copied().unwrap_or_default();
        if stays == 0 || *qty <= has - stays {
            chosen_anew.push(change(key, Change::Set, *qty));
            had.insert(key.clone(), *qty);
            match has - qty {
                left if left > 0 => had.insert(other, left),
                _ => had.remove(&other),
            };
        }
    }
    let less = had.iter().filter_map(|(key, had)| {
        let will = wants.get(key).copied().unwrap_or_default();
        (will < *had).then(|| change(key, Change::Remove, had - will))
    });
    let more = wants.iter().filter_map(|(key, qty)| {
        let had = had.get(key).copied().unwrap_or_default();
        (*qty > had).then(|| change(key, Change::Add, qty - had))
    });
    chosen_anew.into_iter().chain(less).chain(more).collect()
}

/// The total after the changes: added units cost today's price, and the dearest units are removed
/// first (rule 13).
fn new_total(
    order: &Order,
    wanted: &[NewItem],
    book: &Book,
    now: Moment,
) -> Result<Rupiah, BookError> {
    // Package choices don't change the price, so they are ignored here.
    let unchosen = |amounts: Amounts| {
        self::amounts(
            amounts
                .into_iter()
                .map(|([code, _, customization, for_whom], qty)| {
                    ([code, String::new(), customization, for_whom], qty)
                }),
        )
    };
    let (had, wants) = (unchosen(had(&order.lines)), unchosen(wants(wanted)));
    let mut total = order.row.bill.total;
    for (key, had) in &had {
        let kept = wants.get(key).copied().unwrap_or_default();
        if kept >= *had {
            continue;
        }
        let slices: Vec<Slice> = order
            .lines
            .iter()
            .filter(|line| {
                (&line.code, &line.customization, &line.for_whom) == (&key[0], &key[2], &key[3])
            })
            .map(|line| Slice {
                qty: line.qty,
                unit_price: line.unit_price,
                unit_cost: line.unit_cost,
                tier: None,
                label: None,
                field_price: Rupiah::ZERO,
            })
            .collect();
        let worth = |slices: &[Slice]| -> Result<Rupiah, BookError> {
            let mut worth = Rupiah::ZERO;
            for slice in slices {
                worth = worth.plus(slice.unit_price.times(slice.qty)?)?;
            }
            Ok(worth)
        };
        let before = worth(&slices)?;
        total = total
            .minus(before)?
            .plus(worth(&lowered(slices, had - kept))?)?;
    }
    let mut added = Vec::new();
    for (key, qty) in &wants {
        let had = had.get(key).copied().unwrap_or_default();
        let like = wanted.iter().find(|item| {
            (item.code.as_str(), &item.customization, &item.for_whom) == (&key[0], &key[2], &key[3])
        });
        if let Some(like) = like.filter(|_| *qty > had) {
            added.push(NewItem {
                qty: qty - had,
                ..like.clone()
            });
        }
    }
    if added.is_empty() {
        return Ok(total);
    }
    let quoted = book.quote(&asking(order, order.row.channel, &added, wanted), now)?;
    Ok(total.plus(quoted.total)?)
}

/// The wanted units beyond those the order has.
fn added(lines: &[Line], wanted: &[NewItem]) -> Vec<NewItem> {
    let had = had(lines);
    let more = wants(wanted).into_iter().filter_map(|(key, qty)| {
        let had = had.get(&key).copied().unwrap_or_default();
        let [code, chosen, customization, for_whom] = key;
        let like = wanted.iter().find(|item| item.code.as_str() == code)?;
        (qty > had).then(|| NewItem {
            code: like.code.clone(),
            qty: qty - had,
            customization,
            for_whom,
            chosen,
        })
    });
    more.collect()
}

fn asking<'a>(
    order: &Order,
    channel: Channel,
    items: &'a [NewItem],
    result: &'a [NewItem],
) -> Asking<'a> {
    Asking {
        period: order.row.period,
        items,
        customer: Some(order.row.customer),
        channel,
        editing: Some((order.row.id, result)),
    }
}

/// Total, down payment and rest, before and after the changes.
fn bill_facts(
    order: &Order,
    wanted: Option<&[NewItem]>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let bill = order.row.bill;
    let mut facts = vec![Fact::new(
        ctx.word("form-order-total-so-far"),
        ctx.words.rupiah(bill.total),
    )];
    let mut after = bill;
    if let Some(wanted) = wanted {
        after.total = new_total(order, wanted, book, ctx.now)?;
        let units = wanted.iter().map(|item| item.qty).sum();
        after.down_payment = book.down_payment_for(order.row.id, after.total, units)?;
        facts.push(Fact::new(
            ctx.word("form-order-total-new"),
            Part::new(ctx.words.rupiah(after.total), Role::Accent),
        ));
    }
    if after.down_payment_asked() > Rupiah::ZERO {
        facts.push(Fact::new(
            ctx.word("form-order-down-payment"),
            ctx.words.rupiah(after.down_payment_asked()),
        ));
    }
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

fn goods(order: &Order, book: &Book) -> Result<Goods, BookError> {
    let codes: Vec<&str> = order.lines.iter().map(|line| line.code.as_str()).collect();
    Goods::of(book, order.row.period, &codes)
}

fn panel(values: &Values, order: &Order, book: &Book, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let goods = goods(order, book)?;
    let mut facts = Vec::new();
    for wish in goods.read(values.get("items")) {
        if let Some(problem) = goods.problem(&wish, order.row.period, book, ctx)? {
            facts.push(Fact::line(format!("✗ {}", ctx.say(&problem)), Role::Bad));
        } else if let (Some(offer), Some(qty)) = (goods.offer(&wish), wish.qty) {
            facts.push(Fact::line(
                format!("{qty} {}", super::goods::name(offer)),
                Role::Text,
            ));
        }
    }
    let wanted = goods.items(values.get("items"), order.row.period, book, ctx)?;
    let wanted = match wanted {
        Ok(wanted) => settled(wanted, &order.lines, book).ok(),
        Err(_) => None,
    };
    let wanted = wanted.filter(|wanted| !changes(&order.lines, wanted).is_empty());
    match bill_facts(order, wanted.as_deref(), book, ctx) {
        Ok(bill) => facts.extend(bill),
        // The change is refused (quota full, no longer on sale): show why.
        Err(error) => facts.push(Fact::line(
            format!("✗ {}", ctx.say(&error.message())),
            Role::Bad,
        )),
    }
    if let Some(wanted) = &wanted
        && let Ok(quoted) = book.quote(
            &asking(
                order,
                channel(values, order),
                &added(&order.lines, wanted),
                wanted,
            ),
            ctx.now,
        )
        && let Some(refusal) = quoted.refusal
    {
        let why = format!("✗ {}", ctx.say(&refusal.message()));
        facts.push(Fact::line(why, Role::Bad));
    }
    Ok(facts)
}

fn submit(values: &Values, order: &Order, book: &Book, ctx: &Ctx) -> Result<Effect, InputError> {
    let mut full = None;
    let items = if values.get("items") == line(&order.lines, &book.packages()?) {
        Vec::new()
    } else {
        let wanted = goods(order, book)?
            .items(values.get("items"), order.row.period, book, ctx)?
            .map_err(parse::error_of("items"))?;
        let wanted = settled(wanted, &order.lines, book)?;
        let added = added(&order.lines, &wanted);
        let asking = asking(order, channel(values, order), &added, &wanted);
        full = match book.quote(&asking, ctx.now) {
            Ok(quoted) => quoted.full,
            // The deed is refused and says why.
            Err(BookError::Refused(_)) => None,
            Err(error) => return Err(error.into()),
        };
        changes(&order.lines, &wanted)
    };
    // Another customer may have the same name (rule 50).
    let stays = match values.picked("customer") {
        Some(picked) => picked == order.row.customer.raw().to_string(),
        None => values.get("customer") == order.row.customer_name,
    };
    let customer = (!stays)
        .then(|| parse::customer(values.get("customer"), values.picked("customer"), "", ""));
    let text = |id| Some(values.get(id).to_owned());
    let edit = OrderChange {
        items,
        note: text("note"),
        channel: Some(channel(values, order)),
        customer,
        recipient: text("recipient"),
        recipient_phone: text("recipient-phone"),
        address: text("address"),
        overbook: None,
    };
    let id = order.row.id;
    Ok(match full {
        Some(refusal) => holding::when_edit_full(id, edit, &refusal),
        None => Effect::deed(move |book, now| book.edit_order(id, &edit, now)),
    })
}

fn channel(values: &Values, order: &Order) -> Channel {
    values.get("channel").parse().unwrap_or(order.row.channel)
}
