//! Notas of orders: what was bought, paid and is owed; and delivery notes of recipients, without prices (rule 80).

use super::stop::{Stop, sender};
use super::{Chosen, named, notes, receiver, shop};
use crate::book::{Account, Book};
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::to_pack::Goods;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::Person;
use crate::output::papers::nota::{Nota, NotaBill, NotaLine, NotaPrice, ShopHead};
use crate::tasks::TaskError;
use crate::tasks::rows::agreed::wanted_text;

/// The notas of the chosen orders, for who pays; after that of an order with several recipients a delivery note
/// for each of them, or for those that the named parcels go to.
pub fn of(
    chosen: &Chosen,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<Nota>, TaskError> {
    let _snapshot = book.snapshot()?;
    let head = shop(book)?;
    let accounts = book.accounts()?.into_iter();
    let pay = accounts
        .filter(Account::is_paid_to)
        .map(|account| account.name)
        .collect();
    let head = ShopHead {
        name: head.name,
        phone: head.phone,
        pay,
        ..ShopHead::default()
    };
    let mut notas = Vec::new();
    for order in chosen.in_full(book, now)? {
        notas.push(nota(&order, &head, book, words)?);
        let mut stops = Stop::of_recipients(&order);
        if !chosen.parcels.is_empty() {
            let parcels = order.parcels.iter();
            let parcels = parcels.filter(|parcel| chosen.parcels.contains(&parcel.id));
            let receive: Vec<_> = parcels.filter_map(|parcel| parcel.destination).collect();
            stops.retain(|stop| stop.destination.is_some_and(|to| receive.contains(&to.id)));
        }
        for stop in stops {
            notas.push(delivery(&stop, &head, book, words)?);
        }
    }
    Ok(notas)
}

fn nota(order: &Order, head: &ShopHead, book: &Book, words: &Words) -> Result<Nota, TaskError> {
    let row = &order.row;
    let bill = &row.bill;
    let (_, address) = receiver(order, book)?;
    let mut lines = Vec::with_capacity(order.lines.len());
    for line in &order.lines {
        let price = NotaPrice {
            unit: Some(line.unit_price),
            amount: line.amount()?,
        };
        let goods = Goods::of_line(line, line.qty);
        lines.push(nota_line(&goods, Some(price), words));
    }
    let charges = order
        .charges
        .iter()
        .map(|charge| (words.say(&charge.name()), charge.amount));
    // What is owed names where to pay.
    let owes = bill.total > bill.paid;
    let mut head = head.clone();
    if !owes {
        head.pay.clear();
    }
    Ok(Nota {
        shop: head,
        number: row.code.clone(),
        period: book.period_by_id(row.period)?.name,
        customer: Person {
            name: row.customer_name.clone(),
            phone: super::shown_phone(row.customer_phone.as_deref()),
        },
        address,
        placed: Some(row.placed_at),
        wanted: wanted_text(&order.agreed.wanted, words),
        lines,
        bill: Some(NotaBill {
            charges: charges.collect(),
            total: bill.total,
            paid: bill.paid,
            balance: bill.balance()?,
            status: words.word(bill.status_key()),
        }),
        note: order.note.clone(),
        qris: None,
    })
}

fn nota_line(goods: &Goods, price: Option<NotaPrice>, words: &Words) -> NotaLine {
    NotaLine {
        goods: named(goods),
        customization: goods.customization.clone(),
        qty: goods.qty,
        price,
        notes: notes(goods, words),
    }
}

/// The delivery note of a recipient: what it gets and its card, in the name of who sends it. It shows no price and
/// not who pays.
fn delivery(
    stop: &Stop<'_>,
    head: &ShopHead,
    book: &Book,
    words: &Words,
) -> Result<Nota, TaskError> {
    let shop = Person {
        name: head.name.clone(),
        phone: head.phone.clone(),
    };
    let from = sender(stop.order, &shop);
    let (customer, address) = stop.receiver(book)?;
    let lines = stop.goods.iter();
    Ok(Nota {
        shop: ShopHead {
            name: from.name,
            phone: from.phone,
            ..ShopHead::default()
        },
        number: stop.order.row.code.clone(),
        customer,
        address,
        wanted: stop.wanted(words),
        lines: lines.map(|goods| nota_line(goods, None, words)).collect(),
        note: match stop.card() {
            "" => String::new(),
            card => words.say(&Message::new("papers-card").text("text", card)),
        },
        ..Nota::default()
    })
}
