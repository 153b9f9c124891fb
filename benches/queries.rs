//! What a key waits for: every question a screen asks, on books of very different sizes.
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
use rekap::domain::order::{Channel, OrderStatus};
use rekap::domain::payment::PaymentStatus;
use rekap::domain::tally::TallyBy;
use rekap::domain::when::Moment;
use support::{NOW, book, item, order, sizes, two_of};

/// A book and what is asked about.
struct Asked {
    book: Book,
    period: PeriodId,
    /// An order in the middle, and its customer.
    order: OrderId,
    customer: CustomerId,
    /// Some customers, as a search finds them.
    few: Vec<CustomerId>,
    many: Vec<CustomerId>,
    items: Vec<NewItem>,
}

struct Query(&'static str, fn(&Asked));

macro_rules! queries {
    ($on:ident, $($name:literal: $ask:expr;)+) => {
        &[$(Query($name, |$on: &Asked| { black_box($ask.unwrap()); })),+]
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
    // An amount typed on Bayar, which nobody owes: every open bill is looked at.
    "bills_of_an_amount": page(on, OrderFilter {
        open: true, amount: Some(Rupiah::new(1_234_567)), ..OrderFilter::default()
    }, None);
    "past_deadline": page(on, OrderFilter { past_deadline: true, ..OrderFilter::default() }, None);
    "search_number": page(on, number("77"), None);
    // A number nobody has: the worst of searches.
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
        channel: Channel::Wa, editing: None,
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
    "past_deadline_count": on.book.past_deadline_count(NOW);
    "deficits": on.book.deficits(&on.book.periods().unwrap(), NOW);
    "waitlist_matches": on.book.waitlist_matches(&on.book.periods().unwrap(), NOW);
};

/// What is counted over a PO as a whole grows with it.
const WHOLE: &[Query] = queries! { on,
    "tally": on.book.tally(on.period, TallyBy::Variant, None, NOW);
    // The close has passed and no deed has frozen it: what the header would show.
    "tally_version_after_the_close": on.book.tally_version(on.period, Moment::from_unix(NOW.unix() + 1_000_000));
};

fn page(
    on: &Asked,
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

fn asked(orders: usize) -> Asked {
    let (book, period) = book(orders);
    let id = OrderId::new((orders / 2) as i64);
    let customer = book.order(id, NOW).unwrap().row.customer;
    let customers: Vec<CustomerId> = (book.customer_keys().unwrap().into_iter())
        .map(|(id, _)| id)
        .collect();
    Asked {
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

/// A question about a book of a size.
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
    let asked = asked(case.1);
    bencher.bench_local(|| (case.0.1)(&asked));
}

#[divan::bench(args = cases(WHOLE), sample_count = 20, sample_size = 1)]
fn whole(bencher: Bencher, case: &Case) {
    let asked = asked(case.1);
    bencher.bench_local(|| (case.0.1)(&asked));
}

/// Closed, opened again, and closed by the clock: the version has to be compared.
#[divan::bench(args = sizes(), sample_count = 20)]
fn tally_version_after_a_second_close(bencher: Bencher, orders: usize) {
    let (mut book, period) = book(orders);
    let later = |seconds| Moment::from_unix(NOW.unix() + seconds);
    book.close_period(period, later(10)).unwrap();
    book.reopen_period(period, Some(later(1_000)), later(20))
        .unwrap();
    bencher.bench_local(|| book.tally_version(period, later(2_000)).unwrap());
}
