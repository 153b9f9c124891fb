//! What a key waits for: the questions screens ask, on books of a thousand, ten thousand and a
//! hundred thousand orders.

#![allow(clippy::unwrap_used, dead_code)]

mod support;

use divan::{Bencher, black_box};
use rekap::book::OrderFilter;
use rekap::domain::id::CustomerId;
use rekap::domain::tally::TallyBy;
use rekap::domain::when::Moment;
use support::{NOW, book};

const ORDERS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

#[divan::bench(args = ORDERS)]
fn newest_50(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        ..OrderFilter::default()
    };
    bencher.bench_local(|| book.order_rows(&filter, None, 50, NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn next_page(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        ..OrderFilter::default()
    };
    let middle = rekap::domain::id::OrderId::new((orders / 2) as i64);
    bencher.bench_local(|| book.order_rows(&filter, Some(middle), 50, NOW).unwrap());
}

/// Orders whose number holds these digits, filtered as they are typed.
#[divan::bench(args = ORDERS)]
fn search_number(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        number: Some("77".to_owned()),
        ..OrderFilter::default()
    };
    bencher.bench_local(|| book.order_rows(&filter, None, 50, NOW).unwrap());
}

/// A number nobody has: the worst of searches.
#[divan::bench(args = ORDERS)]
fn search_in_vain(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        number: Some("999999".to_owned()),
        ..OrderFilter::default()
    };
    bencher.bench_local(|| book.order_rows(&filter, None, 50, NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn search_few_customers(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        customers: Some((1..=10).map(CustomerId::new).collect()),
        ..OrderFilter::default()
    };
    bencher.bench_local(|| book.order_rows(&filter, None, 50, NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn search_many_customers(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        customers: Some((1..=(orders / 40) as i64).map(CustomerId::new).collect()),
        ..OrderFilter::default()
    };
    bencher.bench_local(|| book.order_rows(&filter, None, 50, NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn bills_open(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let filter = OrderFilter {
        period: Some(period),
        open: true,
        ..OrderFilter::default()
    };
    bencher.bench_local(|| book.order_rows(&filter, None, 50, NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn past_deadline(bencher: Bencher, orders: usize) {
    let (book, _) = book(orders);
    bencher.bench_local(|| book.past_deadline_count(NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn customer_keys(bencher: Bencher, orders: usize) {
    let (book, _) = book(orders);
    bencher.bench_local(|| book.customer_keys().unwrap());
}

#[divan::bench(args = ORDERS)]
fn customer_rows(bencher: Bencher, orders: usize) {
    let (book, _) = book(orders);
    let ids: Vec<CustomerId> = book
        .customer_keys()
        .unwrap()
        .into_iter()
        .take(50)
        .map(|(id, _)| id)
        .collect();
    bencher.bench_local(|| book.customer_rows(&ids).unwrap());
}

#[divan::bench(args = ORDERS)]
fn one_order(bencher: Bencher, orders: usize) {
    let (book, _) = book(orders);
    let id = rekap::domain::id::OrderId::new((orders / 2) as i64);
    bencher.bench_local(|| book.order(black_box(id), NOW).unwrap());
}

#[divan::bench(args = ORDERS)]
fn figures_and_offers(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    bencher.bench_local(|| (book.figures(period).unwrap(), book.offers(period).unwrap()));
}

#[divan::bench(args = ORDERS)]
fn orders_per_day(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    bencher.bench_local(|| book.orders_per_day(period, 30, NOW).unwrap());
}

#[divan::bench(args = ORDERS, sample_count = 20)]
fn tally(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    bencher.bench_local(|| book.tally(period, TallyBy::Variant, None, NOW).unwrap());
}

/// The close has passed and no deed has frozen it: what the header would show.
#[divan::bench(args = ORDERS, sample_count = 20)]
fn tally_version_after_the_close(bencher: Bencher, orders: usize) {
    let (book, period) = book(orders);
    let late = Moment::from_unix(NOW.unix() + 1_000_000);
    bencher.bench_local(|| book.tally_version(period, late).unwrap());
}

/// Closed, opened again, and closed by the clock: the version has to be compared.
#[divan::bench(args = ORDERS, sample_count = 20)]
fn tally_version_after_a_second_close(bencher: Bencher, orders: usize) {
    let (mut book, period) = book(orders);
    let later = |seconds| Moment::from_unix(NOW.unix() + seconds);
    book.close_period(period, later(10)).unwrap();
    book.reopen_period(period, Some(later(1_000)), later(20))
        .unwrap();
    bencher.bench_local(|| book.tally_version(period, later(2_000)).unwrap());
}

#[divan::bench(args = ORDERS)]
fn history_50(bencher: Bencher, orders: usize) {
    let (book, _) = book(orders);
    bencher.bench_local(|| book.history(None, 50).unwrap());
}

#[divan::bench(args = ORDERS)]
fn newest_payments(bencher: Bencher, orders: usize) {
    let (book, _) = book(orders);
    bencher.bench_local(|| book.payments(None, 50).unwrap());
}
