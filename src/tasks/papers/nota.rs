//! Notas of orders: what was bought, paid and is owed.

use super::{Chosen, goods, notes, receiver, shop};
use crate::book::Book;
use crate::domain::order::Order;
use crate::domain::payment::Method;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::Person;
use crate::output::papers::nota::{Nota, NotaBill, NotaLine, NotaPrice, ShopHead};
use crate::tasks::TaskError;
use crate::tasks::rows::agreed::wanted_text;

/// The notas of the chosen orders.
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
        .filter(|account| {
            !account.archived && !matches!(account.method, Method::Cash | Method::Cod)
        })
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
    }
    Ok(notas)
}

fn nota(order: &Order, head: &ShopHead, book: &Book, words: &Words) -> Result<Nota, TaskError> {
    let row = &order.row;
    let bill = &row.bill;
    let (_, address) = receiver(order, book)?;
    let mut lines = Vec::with_capacity(order.lines.len());
    for line in &order.lines {
        lines.push(NotaLine {
            goods: goods(line),
            customization: line.customization.clone(),
            qty: line.qty,
            price: Some(NotaPrice {
                unit: Some(line.unit_price),
                amount: line.amount()?,
            }),
            notes: notes(line, words),
        });
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
