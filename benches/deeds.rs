//! What one deed costs, in a PO of a hundred orders and in one of a hundred thousand. It has to be
//! the same.

#![allow(clippy::unwrap_used, dead_code)]

mod support;

use divan::Bencher;
use rekap::book::{Book, Movement, NewPayment, OrderChange};
use rekap::domain::id::{OrderId, PeriodId};
use rekap::domain::item::ItemText;
use rekap::domain::money::Rupiah;
use support::{NOW, book, order};

const ORDERS: [usize; 2] = [100, 100_000];

fn main() {
    divan::main();
}

/// Measures a deed on an order placed for it.
fn on_an_order(
    bencher: Bencher,
    orders: usize,
    mut deed: impl FnMut(&mut Book, OrderId, PeriodId),
) {
    let (mut book, period) = book(orders);
    let ids: Vec<OrderId> = (0..100)
        .map(|number| {
            book.place_order(&order(period, number), NOW)
                .unwrap()
                .row
                .id
        })
        .collect();
    let mut ids = ids.into_iter();
    bencher.bench_local(move || deed(&mut book, ids.next().unwrap(), period));
}

#[divan::bench(args = ORDERS)]
fn place_order(bencher: Bencher, orders: usize) {
    let (mut book, period) = book(orders);
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        book.place_order(&order(period, number % 1_000), NOW)
            .unwrap()
    });
}

#[divan::bench(args = ORDERS, sample_count = 100, sample_size = 1)]
fn pay(bencher: Bencher, orders: usize) {
    on_an_order(bencher, orders, |book, id, _| {
        let movement = Movement {
            amount: Rupiah::new(120_000),
            ..Movement::default()
        };
        book.record_payment(&NewPayment::ForOrder(id, movement), NOW)
            .unwrap();
    });
}

#[divan::bench(args = ORDERS, sample_count = 100, sample_size = 1)]
fn edit(bencher: Bencher, orders: usize) {
    let mut number = 0;
    on_an_order(bencher, orders, move |book, id, _| {
        let item = support::item(number);
        number += 1;
        let change = OrderChange {
            items: vec![ItemText::parse(&format!("+1 {item}")).unwrap()],
            ..OrderChange::default()
        };
        book.edit_order(id, &change, NOW).unwrap();
    });
}

#[divan::bench(args = ORDERS, sample_count = 100, sample_size = 1)]
fn cancel(bencher: Bencher, orders: usize) {
    on_an_order(bencher, orders, |book, id, _| {
        book.cancel_order(id, "pindah rumah", false, NOW).unwrap();
    });
}

#[divan::bench(args = ORDERS, sample_count = 100, sample_size = 1)]
fn undo_an_order(bencher: Bencher, orders: usize) {
    on_an_order(bencher, orders, |book, _, _| {
        book.undo(None, NOW).unwrap();
    });
}

/// Closing freezes the tally: this one grows with the PO.
#[divan::bench(args = ORDERS, sample_count = 5, sample_size = 1)]
fn close(bencher: Bencher, orders: usize) {
    bencher
        .with_inputs(|| book(orders))
        .bench_local_values(|(mut book, period)| book.close_period(period, NOW).unwrap());
}

/// An import of everything, taken back.
#[divan::bench(args = [1_000, 20_000], sample_count = 3, sample_size = 1)]
fn undo_an_import(bencher: Bencher, orders: usize) {
    bencher
        .with_inputs(|| support::imported(orders))
        .bench_local_values(|mut book| book.undo(None, NOW).unwrap());
}
