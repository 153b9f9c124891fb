//! The queries made at a keystroke use indexes: none scans a table that grows with the shop, and no
//! list is sorted before its first row.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::undo::shop;
use crate::book::{
    Asking, Book, Found, ItemChange, OrderChange, OrderFilter, OrderSort, ParcelFilter,
};
use crate::domain::id::{CustomerId, OrderId, ParcelId, PeriodId, ProductId, StageId, VariantId};
use crate::domain::money::Rupiah;
use crate::domain::month::Month;
use crate::domain::order::{Channel, Fulfilment, Late, OrderStatus};
use crate::domain::payment::PaymentStatus;
use crate::domain::portion::Portion;
use crate::domain::tally::TallyBy;
use crate::domain::when::{Moment, Zone};
use crate::setup::{NOON, item};

const NOW: Moment = NOON;

/// Tables that grow with every order.
const GROWING: [&str; 7] = [
    "orders",
    "lines",
    "charges",
    "payments",
    "allocations",
    "order_sums",
    "row_changes",
];

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The SQL statements that a query of the book runs, in their order.
pub(crate) fn asked(book: &Book, question: impl FnOnce(&Book)) -> Vec<String> {
    ASKED.take();
    book.connection()
        .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember));
    question(book);
    book.connection().trace_v2(TraceEventCodes::empty(), None);
    ASKED.take()
}

fn remember(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event {
        let sql = statement.sql().into_owned();
        ASKED.with_borrow_mut(|asked| asked.push(sql));
    }
}

/// Steps of a statement's query plan that scan a growing table, or sort although `sorts` is false.
fn walks(book: &Book, sql: &str, sorts: bool) -> Vec<String> {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let table = |name: &str| {
        words
            .windows(3)
            .find(|window| {
                ["FROM", "JOIN"].contains(&window[0]) && (window[1] == name || window[2] == name)
            })
            .map_or(name.to_owned(), |window| window[1].to_owned())
    };
    let mut explain = book
        .connection()
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let mut rows = explain.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let step: String = row.get(3).unwrap();
        let walked = step
            .strip_prefix("SCAN ")
            .and_then(|rest| rest.split(' ').next());
        let growing = walked.is_some_and(|name| GROWING.contains(&table(name).as_str()));
        if growing || !sorts && step == "USE TEMP B-TREE FOR ORDER BY" {
            found.push(step);
        }
    }
    found
}

#[track_caller]
fn goes_by_an_index(book: &Book, what: &str, sorts: bool, question: impl FnOnce(&Book)) {
    let asked = asked(book, question);
    assert!(!asked.is_empty(), "{what} asked nothing");
    for sql in BTreeSet::from_iter(asked) {
        let walks = walks(book, &sql, sorts);
        assert!(walks.is_empty(), "{what}: {walks:?}\n{sql}");
    }
}

#[test]
fn the_queue_and_the_parcels_go_by_an_index() {
    let book = shop();
    goes_by_an_index(&book, "queue", false, |book| {
        book.hand_over_rows(&OrderFilter::default(), NOW).unwrap();
    });
    let after = Some(ParcelId::new(1));
    for filter in [
        ParcelFilter::default(),
        ParcelFilter {
            open_since: Some(NOW),
            ..ParcelFilter::default()
        },
    ] {
        goes_by_an_index(&book, "parcels", false, |book| {
            book.parcel_rows(&filter, after, 10).unwrap();
        });
    }
}

#[test]
fn every_list_of_orders_goes_by_an_index() {
    let book = shop();
    let period = Some(PeriodId::new(1));
    let few: Vec<CustomerId> = (1..4).map(CustomerId::new).collect();
    let many: Vec<CustomerId> = (1..400).map(CustomerId::new).collect();
    let mut filters: Vec<(&str, bool, OrderFilter)> = vec![
        ("all", false, OrderFilter::default()),
        (
            "open",
            false,
            OrderFilter {
                open: true,
                ..OrderFilter::default()
            },
        ),
        (
            "late",
            false,
            OrderFilter {
                late: Some(Late::DownPayment),
                ..OrderFilter::default()
            },
        ),
        (
            "late stage",
            false,
            OrderFilter {
                late: Some(Late::Stage),
                ..OrderFilter::default()
            },
        ),
        (
            "of a stage",
            false,
            OrderFilter {
                stage: Some(StageId::new(1)),
                ..OrderFilter::default()
            },
        ),
        (
            "waits for a bill",
            false,
            OrderFilter {
                payment: vec![PaymentStatus::AwaitingBill],
                ..OrderFilter::default()
            },
        ),
        (
            "unpaid",
            false,
            OrderFilter {
                payment: vec![PaymentStatus::Unpaid, PaymentStatus::Partial],
                ..OrderFilter::default()
            },
        ),
        (
            "refund due",
            false,
            OrderFilter {
                payment: vec![PaymentStatus::RefundDue],
                ..OrderFilter::default()
            },
        ),
        (
            "settled",
            false,
            OrderFilter {
                payment: vec![PaymentStatus::Settled],
                ..OrderFilter::default()
            },
        ),
        (
            "cancelled",
            false,
            OrderFilter {
                status: Some(OrderStatus::Cancelled),
                ..OrderFilter::default()
            },
        ),
        (
            "ready",
            false,
            OrderFilter {
                fulfilment: Some(Fulfilment::Ready),
                ..OrderFilter::default()
            },
        ),
        (
            "few",
            true,
            OrderFilter {
                customers: Some(few),
                ..OrderFilter::default()
            },
        ),
        (
            "many",
            false,
            OrderFilter {
                customers: Some(many),
                ..OrderFilter::default()
            },
        ),
        (
            "number",
            true,
            OrderFilter {
                number: Some("17".into()),
                ..OrderFilter::default()
            },
        ),
        (
            "code",
            true,
            OrderFilter {
                number: Some("NAS3-017".into()),
                ..OrderFilter::default()
            },
        ),
    ];
    let found = |found| OrderFilter {
        found: Some(found),
        ..OrderFilter::default()
    };
    let sorted = |sort| OrderFilter {
        open: true,
        sort,
        ..OrderFilter::default()
    };
    filters.extend([
        (
            "found by number",
            true,
            found(Found {
                number: Some("17".into()),
                ..Found::default()
            }),
        ),
        (
            "found by customer and goods",
            true,
            found(Found {
                customers: vec![CustomerId::new(1)],
                variants: vec![VariantId::new(1)],
                ..Found::default()
            }),
        ),
        (
            "found by many customers",
            false,
            found(Found {
                customers: (1..4_000).map(CustomerId::new).collect(),
                variants: vec![VariantId::new(1)],
                ..Found::default()
            }),
        ),
        ("oldest", false, sorted(OrderSort::Oldest)),
        ("most owed", true, sorted(OrderSort::MostOwed)),
    ]);
    for (what, sorts, filter) in filters {
        for period in [None, period] {
            for before in [None, Some(OrderId::new(3))] {
                let filter = OrderFilter {
                    period,
                    ..filter.clone()
                };
                let what = format!("{what}, period {period:?}, before {before:?}");
                goes_by_an_index(&book, &what, sorts, |book| {
                    book.order_rows(&filter, before, 50, NOW).unwrap();
                });
            }
            let filter = OrderFilter {
                period,
                ..filter.clone()
            };
            goes_by_an_index(&book, &format!("{what}, oldest first"), sorts, |book| {
                book.each_order_in_full(&filter, NOW, |_| true).unwrap();
            });
        }
    }
}

macro_rules! go_by_an_index {
    ($book:ident, sorts: $sorts:literal, $($question:expr),+ $(,)?) => {$(
        goes_by_an_index(&$book, stringify!($question), $sorts, |$book| {
            let _ = $question.unwrap();
        });
    )+};
}

#[test]
fn every_detail_goes_by_an_index() {
    let book = shop();
    let (order, period, customer) = (OrderId::new(1), PeriodId::new(1), CustomerId::new(1));
    let items = [item(2, "NAS-KEJU")];
    let asking = Asking {
        period,
        items: &items,
        customer: Some(customer),
        channel: Channel::Wa,
        shipping: Rupiah::ZERO,
        discount: Portion::default(),
        free: false,
        kasbon: false,
    };
    let edit = OrderChange {
        items: vec![ItemChange::new(item(2, "NAS-KEJU"))],
        ..OrderChange::default()
    };
    go_by_an_index!(
        book,
        sorts: false,
        book.payments(None, 50),
        book.ledger(None, 50),
        book.history(Some(order), 50),
        book.history(None, 50),
        book.last_action(),
        book.usual_way(false),
        book.bills_by_customer(),
        book.next_redo(),
    );
    go_by_an_index!(
        book,
        sorts: true,
        book.order(order, NOW),
        book.order_row(order, NOW),
        book.order_id("nas3-1"),
        book.quote(&asking, NOW),
        book.quote_edit(order, &edit, NOW),
        book.tiers(period),
        book.bonuses(period),
        book.fields(ProductId::new(1)),
        book.payments_of(order),
        book.payments_by(customer),
        book.similar_payments(Rupiah::new(40_000), NOW, Some(customer), "SARI"),
        book.customer(customer),
        book.customer_rows(&[customer]),
        book.customer_keys(),
        book.credit(customer),
        book.offers(period),
        book.product_quotas(period),
        book.reservations(period),
        book.deficits(&book.periods().unwrap(), NOW),
        book.deficits_of(period),
        book.no_room_for(order, NOW),
        book.late_count(Late::DownPayment, Some(period), NOW),
        book.waitlist_matches(&book.periods().unwrap(), NOW),
        book.forfeit(order, false, None, NOW),
        book.payment_record(customer),
        book.figures(period),
        book.stages(period),
        book.late_count(Late::Stage, Some(period), NOW),
        book.open_sums(None),
        book.open_sums(Some(period)),
        book.orders_per_day(period, 7, NOW),
        book.late_count(Late::DownPayment, None, NOW),
        book.without_down_payment(period, NOW),
        book.paid_while_waiting(period),
        book.tally(period, TallyBy::Variant, None, NOW),
        book.tally(period, TallyBy::Order, None, NOW),
        book.tally_lines(period),
        book.period_report(period, None, NOW),
        book.pace_before(period),
        book.span_report(NOW.date(Zone::Wib), NOW.date(Zone::Wib), None),
        book.month_turnovers(
            Month::of(NOW.date(Zone::Wib)),
            Month::of(NOW.date(Zone::Wib))
        ),
        book.product_report(),
        book.debts(NOW),
        book.due_tellings(NOW),
    );
}

#[test]
fn every_deed_goes_by_an_index() {
    let mut book = shop();
    ASKED.take();
    book.connection()
        .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember));
    super::undo::some_deeds(&mut book, NOW);
    book.connection().trace_v2(TraceEventCodes::empty(), None);
    for sql in BTreeSet::from_iter(ASKED.take()) {
        if sql.starts_with("SELECT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE") {
            assert_eq!(walks(&book, &sql, true), Vec::<String>::new(), "{sql}");
        }
    }
}

#[test]
fn the_reading_of_plans_finds_what_it_is_for() {
    let book = shop();
    let found = |sql: &str| walks(&book, sql, false);
    assert_eq!(
        found("SELECT 1 FROM orders o WHERE o.note = 'x'"),
        ["SCAN o"]
    );
    assert_eq!(
        found("SELECT 1 FROM payments WHERE payer = 'x'"),
        ["SCAN payments"]
    );
    assert!(found("SELECT 1 FROM orders o WHERE o.id = 1").is_empty());
    assert_eq!(
        found("SELECT 1 FROM lines WHERE order_id = 1 ORDER BY qty"),
        ["USE TEMP B-TREE FOR ORDER BY"]
    );
}
