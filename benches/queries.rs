//! Measures every query of a screen, which a key waits for, on books of very different sizes.
//!
//! ```text
//! cargo bench --bench queries                                   # 1,000, 10,000 and 100,000 orders
//! REKAP_BENCH_ORDERS=1000,1000000 cargo bench --bench queries   # a book ten years old
//! ```

#![allow(clippy::unwrap_used, dead_code)]

mod support;

use std::fmt;

use divan::{Bencher, black_box};
use rekap::book::{Asking, Book, NewItem, OrderFilter};
use rekap::domain::id::{CustomerId, OrderId, PeriodId};
use rekap::domain::money::Rupiah;
use rekap::domain::order::{Channel, Late, OrderStatus};
use rekap::domain::payment::PaymentStatus;
use rekap::domain::portion::Portion;
use rekap::domain::tally::TallyBy;
use rekap::domain::when::Moment;
use support::{NOW, book, item, order, sizes, two_of};

/// A book, and the things to query.
struct Fixture {
    book: Book,
    period: PeriodId,
    /// An order in the middle of the book, and its customer.
    order: OrderId,
    customer: CustomerId,
    /// Some customers, like the result of a search.
    few: Vec<CustomerId>,
    many: Vec<CustomerId>,
    items: Vec<NewItem>,
}

struct Query(&'static str, fn(&Fixture));

macro_rules! queries {
    ($on:ident, $($name:literal: $ask:expr;)+) => {
        &[$(Query($name, |$on: &Fixture| { black_box($ask.unwrap()); })),+]
    };
}

const QUERIES: &[Query] = queries! { on,
    "newest_50": page(on, OrderFilter::default(), None);
    "next_page": page(on, OrderFilter::default(), Some(on.order));
    "newest_50_of_all_periods": on.book.order_rows(&OrderFilter::default(), None, 50, NOW);
    "bills_open": page(on, OrderFilter { open: true, ..OrderFilter::default() }, None);
    "bills_unpaid": page(on, OrderFilter {
        payment: vec![PaymentStatus::Unpaid, PaymentStatus::Partial], ..OrderFilter::default()
    }, None);
    "cancelled": page(on, OrderFilter {
        status: Some(OrderStatus::Cancelled), ..OrderFilter::default()
    }, None);
    // An amount on Bayar that no bill has, so that every open bill is checked.
    "bills_of_an_amount": page(on, OrderFilter {
        open: true, amount: Some(Rupiah::new(1_234_567)), ..OrderFilter::default()
    }, None);
    "past_deadline": page(on, OrderFilter { late: Some(Late::DownPayment), ..OrderFilter::default() }, None);
    "search_number": page(on, number("77"), None);
    // A phone number nobody has: the slowest search.
    "search_in_vain": page(on, number("999999"), None);
    "search_few_customers": page(on, customers(&on.few), None);
    "search_many_customers": page(on, customers(&on.many), None);
    "one_order": on.book.order(black_box(on.order), NOW);
    "one_order_row": on.book.order_row(black_box(on.order), NOW);
    "history_of_an_order": on.book.history(Some(on.order), 50);
    "history_50": on.book.history(None, 50);
    "last_action": on.book.last_action();
    "next_redo": on.book.next_redo();
    "quote": on.book.quote(&Asking {
        period: on.period, items: &on.items, customer: Some(on.customer),
        channel: Channel::Wa, shipping: Rupiah::ZERO, discount: Portion::default(),
        free: false, kasbon: false,
    }, NOW);
    "no_room_for_new": on.book.no_room_for_new(&order(on.period, 7));
    "similar_payments": on.book.similar_payments(Rupiah::new(60_000), NOW, Some(on.customer), "SARI");
    "newest_payments": on.book.payments(None, 50);
    "payments_of_an_order": on.book.payments_of(on.order);
    "payments_by_a_customer": on.book.payments_by(on.customer);
    "customer": on.book.customer(on.customer);
    "customer_keys": on.book.customer_keys();
    "customer_rows": on.book.customer_rows(&on.few);
    "credit": on.book.credit(on.customer);
    "refunds": on.book.refunds(None);
    "periods": on.book.periods();
    "products": on.book.products();
    "offers": on.book.offers(on.period);
    "figures": on.book.figures(on.period);
    "open_sums": on.book.open_sums(Some(on.period));
    "open_sums_of_all_periods": on.book.open_sums(None);
    "orders_per_day": on.book.orders_per_day(on.period, 30, NOW);
    "past_deadline_count": on.book.late_count(Late::DownPayment, None, NOW);
    "deficits": on.book.deficits(&on.book.periods().unwrap(), NOW);
    "waitlist_matches": on.book.waitlist_matches(&on.book.periods().unwrap(), NOW);
};

/// Queries that count over a whole PO, so their time grows with it.
const WHOLE: &[Query] = queries! { on,
    "tally": on.book.tally(on.period, TallyBy::Variant, None, NOW);
    // The PO has closed and no deed has frozen its tally yet: the version that the header shows.
    "tally_version_after_the_close": on.book.tally_version(on.period, Moment::from_unix(NOW.unix() + 1_000_000));
};

fn page(
    on: &Fixture,
    filter: OrderFilter,
    before: Option<OrderId>,
) -> rekap::book::Result<rekap::book::OrderPage> {
    let filter = OrderFilter {
        period: Some(on.period),
        ..filter
    };
    on.book.order_rows(&filter, before, 50, NOW)
}

fn number(digits: &str) -> OrderFilter {
    OrderFilter {
        number: Some(digits.to_owned()),
        ..OrderFilter::default()
    }
}

fn customers(ids: &[CustomerId]) -> OrderFilter {
    OrderFilter {
        customers: Some(ids.to_vec()),
        ..OrderFilter::default()
    }
}

fn fixture(orders: usize) -> Fixture {
    let (book, period) = book(orders);
    let id = OrderId::new((orders / 2) as i64);
    let customer = book.order(id, NOW).unwrap().row.customer;
    let customers: Vec<CustomerId> = (book.customer_keys().unwrap().into_iter())
        .map(|(id, _)| id)
        .collect();
    Fixture {
        period,
        order: id,
        customer,
        few: customers.iter().copied().take(10).collect(),
        many: customers
            .iter()
            .copied()
            .take(customers.len() / 2)
            .collect(),
        items: (0..2).map(|number| two_of(&item(number))).collect(),
        book,
    }
}

/// A query, and the number of orders in the book.
struct Case(&'static Query, usize);

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.0.0, self.1)
    }
}

fn cases(queries: &'static [Query]) -> impl Iterator<Item = Case> {
    queries
        .iter()
        .flat_map(|query| sizes().into_iter().map(move |orders| Case(query, orders)))
}

fn main() {
    divan::main();
}

#[divan::bench(args = cases(QUERIES))]
fn one(bencher: Bencher, case: &Case) {
    let fixture = fixture(case.1);
    bencher.bench_local(|| (case.0.1)(&fixture));
}

#[divan::bench(args = cases(WHOLE), sample_count = 20, sample_size = 1)]
fn whole(bencher: Bencher, case: &Case) {
    let fixture = fixture(case.1);
    bencher.bench_local(|| (case.0.1)(&fixture));
}

/// The PO was closed, reopened and closed by the clock, so the version has to be compared.
#[divan::bench(args = sizes(), sample_count = 20)]
fn tally_version_after_a_second_close(bencher: Bencher, orders: usize) {
    let (mut book, period) = book(orders);
    let later = |seconds| Moment::from_unix(NOW.unix() + seconds);
    book.close_period(period, later(10)).unwrap();
    book.reopen_period(period, Some(later(1_000)), later(20))
        .unwrap();
    bencher.bench_local(|| book.tally_version(period, later(2_000)).unwrap());
}
