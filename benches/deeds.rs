//! Measures each deed in POs of very different sizes. The time has to stay the same, except for the
//! few deeds that touch every order of a PO.
//!
//! ```text
//! cargo bench --bench deeds                                   # 1,000, 10,000 and 100,000 orders
//! REKAP_BENCH_ORDERS=1000,1000000 cargo bench --bench deeds   # a book ten years old
//! cargo bench --bench deeds -- place_order                    # one deed
//! ```

#![allow(clippy::unwrap_used, clippy::type_complexity, dead_code)]

mod support;

use std::cell::RefCell;
use std::fmt;

use divan::Bencher;
use rekap::book::{
    Admission, BonusChange, BonusFor, Book, CustomerChange, CustomerRef, DownPaymentGrace, IfFull,
    Milestone, Movement, NewPayment, NewSubstitution, OfferChange, OrderChange, PeriodChange,
    ProductChange, TierChange,
};
use rekap::domain::id::{CustomerId, OrderId, PaymentId, PeriodId};
use rekap::domain::item::ItemText;
use rekap::domain::money::Rupiah;
use rekap::domain::order::{Channel, ChargeKind};
use rekap::domain::when::Zone;
use support::{NOW, Shop, book, code, item, movement, order, sizes};

/// How often each deed is done.
const TIMES: usize = 40;

/// A book for one deed, with orders and payments made in advance.
struct Fixture {
    book: Book,
    period: PeriodId,
    /// Another PO that sells the same goods.
    other: PeriodId,
    /// Unpaid orders of two items.
    orders: Vec<OrderId>,
    /// Payments of Rp20.000 on some of the orders.
    payments: Vec<PaymentId>,
    /// Customers without orders.
    customers: Vec<CustomerId>,
}

/// A preparation and the measured deed; both get the number of the repetition.
struct Deed {
    name: &'static str,
    before: fn(&mut Fixture, usize),
    run: fn(&mut Fixture, usize),
}

const fn deed(name: &'static str, run: fn(&mut Fixture, usize)) -> Deed {
    after(name, |_, _| {}, run)
}

const fn after(
    name: &'static str,
    before: fn(&mut Fixture, usize),
    run: fn(&mut Fixture, usize),
) -> Deed {
    Deed { name, before, run }
}

const DEEDS: &[Deed] = &[
    deed("place_order", |on, n| {
        on.book
            .place_order(&order(on.period, n % 1_000), NOW)
            .unwrap();
    }),
    deed("place_order_paid", |on, n| {
        let mut new = order(on.period, n % 1_000);
        new.payment = Some(movement(50_000));
        on.book.place_order(&new, NOW).unwrap();
    }),
    after("place_order_waiting", sell_out, |on, n| {
        let mut new = order(on.period, n);
        new.if_full = IfFull::Wait;
        on.book.place_order(&new, NOW).unwrap();
    }),
    after("serve_order", place_waiting, |on, _| {
        let id = *on.orders.last().unwrap();
        on.book.serve_order(id, Some("sanggup"), NOW).unwrap();
    }),
    deed("edit_order", |on, n| {
        let items = [ItemText::parse(&format!("+1 {}", item(n))).unwrap()];
        let items = on.book.changes_meant(on.orders[n], &items, NOW).unwrap();
        let change = OrderChange {
            items,
            ..OrderChange::default()
        };
        on.book.edit_order(on.orders[n], &change, NOW).unwrap();
    }),
    deed("charge_order", |on, n| {
        let fee = Rupiah::new(15_000);
        on.book
            .charge_order(
                on.orders[n],
                &rekap::domain::charge::NewCharge::of(ChargeKind::Shipping, fee),
                NOW,
            )
            .unwrap();
    }),
    deed("draw_code", |on, n| {
        on.book.draw_code(on.orders[n], NOW).unwrap();
    }),
    deed("cancel_order", |on, n| {
        on.book
            .cancel_order(on.orders[n], "pindah rumah", false, NOW)
            .unwrap();
    }),
    deed("move_order", |on, n| {
        on.book
            .move_order(on.orders[n], on.other, &Admission::default(), NOW)
            .unwrap();
    }),
    deed("split_order", |on, n| {
        let items = [ItemText::parse(&format!("1 {}", item(n))).unwrap()];
        let admission = Admission::default();
        on.book
            .split_order(on.orders[n], on.other, &items, &admission, NOW)
            .unwrap();
    }),
    deed("pass_order", |on, n| {
        let to = CustomerRef::Known(on.customers[n]);
        on.book.pass_order(on.orders[n], &to, NOW).unwrap();
    }),
    deed("substitute", |on, n| {
        let new = NewSubstitution {
            item: ItemText::parse(&format!("1 {}", item(n))).unwrap(),
            by: item(n + 30),
            agreed_by: "Bu Sari".to_owned(),
            reprice: false,
            overbook: None,
        };
        on.book.substitute(on.orders[n], &new, NOW).unwrap();
    }),
    deed("grant_grace", |on, n| {
        on.book
            .grant_grace(on.orders[n], DownPaymentGrace::Waive, NOW)
            .unwrap();
    }),
    deed("pay_an_order", |on, n| {
        let payment = NewPayment::ForOrder(on.orders[n], movement(120_000));
        on.book.record_payment(&payment, NOW).unwrap();
    }),
    deed("pay_two_orders", |on, n| {
        let part = Rupiah::new(60_000);
        let payment = NewPayment::FromCustomer {
            customer: CustomerRef::Known(on.customers[0]),
            movement: movement(130_000),
            parts: vec![(on.orders[n], part), (on.orders[n + 1], part)],
        };
        on.book.record_payment(&payment, NOW).unwrap();
    }),
    deed("refund", |on, n| {
        let refund = Movement {
            refund: true,
            ..movement(5_000)
        };
        let payment = NewPayment::ForOrder(on.orders[n], refund);
        on.book.record_payment(&payment, NOW).unwrap();
    }),
    deed("void_payment", |on, n| {
        on.book.void_payment(on.payments[n], NOW).unwrap();
    }),
    deed("move_money", |on, n| {
        let some = Some(Rupiah::new(5_000));
        on.book.move_money(on.orders[n], None, some, NOW).unwrap();
    }),
    deed("add_customer", |on, n| {
        let new = CustomerChange {
            name: Some("Pak Budi".to_owned()),
            phone: Some(format!("0838{n:08}")),
            ..CustomerChange::default()
        };
        on.book.add_customer(&new, NOW).unwrap();
    }),
    deed("edit_customer", |on, n| {
        let change = CustomerChange {
            address: Some("Jl. Melati 5".to_owned()),
            ..CustomerChange::default()
        };
        on.book
            .edit_customer(on.customers[n], &change, NOW)
            .unwrap();
    }),
    deed("merge_customers", |on, n| {
        let (from, into) = (on.customers[n], CustomerId::new(1));
        on.book.merge_customers(from, into, NOW).unwrap();
    }),
    deed("edit_product", |on, n| {
        let product = on.book.product(&code("P01")).unwrap().id;
        let change = ProductChange {
            price: Some(Rupiah::new(61_000 + n as i64)),
            ..ProductChange::default()
        };
        on.book.edit_product(product, &change, NOW).unwrap();
    }),
    deed("set_offer", |on, n| {
        let change = OfferChange {
            price: Some(Rupiah::new(62_000 + n as i64)),
            ..OfferChange::default()
        };
        on.book
            .set_offer(on.period, &item(n), &change, NOW)
            .unwrap();
    }),
    deed("set_tier", |on, n| {
        let change = TierChange {
            price: Some(Rupiah::new(55_000)),
            first: Some(Some(10)),
            ..TierChange::default()
        };
        on.book
            .set_tier(on.period, &item(n), "Early bird", &change, NOW)
            .unwrap();
    }),
    deed("set_bonus", |on, n| {
        let change = BonusChange {
            orders: Some(BonusFor::Next(100)),
            ..BonusChange::default()
        };
        on.book
            .set_bonus(on.period, &format!("Stiker {n}"), &change, NOW)
            .unwrap();
    }),
    after("reserve", limit_quota, |on, n| {
        on.book
            .reserve(on.period, Channel::Shopee, Some(&item(n)), 5, NOW)
            .unwrap();
    }),
    deed("edit_period", |on, n| {
        let change = PeriodChange {
            quota: Some(Some(100_000_000 + n as i64)),
            ..PeriodChange::default()
        };
        on.book.edit_period(on.period, &change, NOW).unwrap();
    }),
    deed("clone_period", |on, n| {
        on.book
            .clone_period(on.period, &code(&format!("K{n}")), None, NOW)
            .unwrap();
    }),
    deed("postpone_period", |on, n| {
        let day = NOW.date(Zone::Wib) + chrono::Days::new(30 + n as u64);
        on.book
            .postpone_period(on.period, (day, day), "oven rusak", Default::default(), NOW)
            .unwrap();
    }),
    after("undo", place_another, |on, _| {
        on.book.undo(None, NOW).unwrap();
    }),
    after("redo", place_and_undo, |on, _| {
        on.book.redo(NOW).unwrap();
    }),
];

/// Deeds that read or write all of a PO, so their time grows with it.
const WHOLE: &[Deed] = &[
    deed("close_period", |on, _| {
        on.book.close_period(on.period, NOW).unwrap();
    }),
    deed("freeze_by_production", |on, _| {
        on.book
            .mark_period(on.period, Milestone::Production, NOW)
            .unwrap();
    }),
];

fn place_another(on: &mut Fixture, n: usize) {
    on.book.place_order(&order(on.period, n), NOW).unwrap();
}

fn place_and_undo(on: &mut Fixture, n: usize) {
    place_another(on, n);
    on.book.undo(None, NOW).unwrap();
}

/// Sells out every quota.
fn sell_out(on: &mut Fixture, _: usize) {
    let change = PeriodChange {
        quota: Some(Some(0)),
        ..PeriodChange::default()
    };
    on.book.edit_period(on.period, &change, NOW).unwrap();
}

/// Makes room in a quota to reserve units for a channel.
fn limit_quota(on: &mut Fixture, n: usize) {
    let change = OfferChange {
        quota: Some(Some(100_000_000)),
        ..OfferChange::default()
    };
    on.book
        .set_offer(on.period, &item(n), &change, NOW)
        .unwrap();
}

fn place_waiting(on: &mut Fixture, n: usize) {
    sell_out(on, n);
    let mut new = order(on.period, n);
    new.if_full = IfFull::Wait;
    let id = on.book.place_order(&new, NOW).unwrap().made.row.id;
    on.orders.push(id);
}

fn fixture(orders: usize) -> Fixture {
    let (book, period) = book(orders);
    let mut shop = Shop::over(book, NOW);
    let settings = PeriodChange {
        name: Some("PO berikut".to_owned()),
        closes_at: Some(None),
        ..PeriodChange::default()
    };
    shop.period("LAIN", settings);
    for number in 0..20 {
        shop.sells("LAIN", &[&format!("P{number:02}")]);
    }
    let other = shop.id("LAIN");
    let mut fixture = Fixture {
        book: shop.book,
        period,
        other,
        orders: Vec::new(),
        payments: Vec::new(),
        customers: Vec::new(),
    };
    for number in 0..=TIMES {
        let book = &mut fixture.book;
        let id = book
            .place_order(&order(period, number), NOW)
            .unwrap()
            .made
            .row
            .id;
        let payment = NewPayment::ForOrder(id, movement(20_000));
        let customer = CustomerChange {
            name: Some(format!("Bu Rina {number}")),
            ..CustomerChange::default()
        };
        fixture
            .payments
            .push(book.record_payment(&payment, NOW).unwrap().made);
        fixture
            .customers
            .push(book.add_customer(&customer, NOW).unwrap().made);
        fixture.orders.push(id);
    }
    fixture
}

/// A deed, and the number of orders in the PO.
struct Case(&'static Deed, usize);

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.0.name, self.1)
    }
}

fn cases(deeds: &'static [Deed]) -> impl Iterator<Item = Case> {
    deeds
        .iter()
        .flat_map(|deed| sizes().into_iter().map(move |orders| Case(deed, orders)))
}

fn main() {
    divan::main();
}

#[divan::bench(args = cases(DEEDS), sample_count = TIMES as u32, sample_size = 1)]
fn one(bencher: Bencher, case: &Case) {
    let fixture = RefCell::new(fixture(case.1));
    let mut times = 0;
    bencher
        .with_inputs(|| {
            // The first call prepares statements and fills caches.
            let number = times % TIMES;
            times += 1;
            (case.0.before)(&mut fixture.borrow_mut(), number);
            number
        })
        .bench_local_values(|number| (case.0.run)(&mut fixture.borrow_mut(), number));
}

#[divan::bench(args = cases(WHOLE), sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher, case: &Case) {
    bencher
        .with_inputs(|| fixture(case.1))
        .bench_local_values(|mut fixture| (case.0.run)(&mut fixture, 0));
}

/// Undoes an import of everything.
#[divan::bench(args = [1_000, 20_000], sample_count = 3, sample_size = 1)]
fn undo_an_import(bencher: Bencher, orders: usize) {
    bencher
        .with_inputs(|| support::imported(orders))
        .bench_local_values(|mut book| book.undo(None, NOW).unwrap());
}
