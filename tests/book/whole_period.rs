//! One PO from opening to its frozen tally, using only deeds.

use rekap::book::{
    BookError, ItemChange, ItemRef, OfferChange, OpenSums, OrderChange, OrderFilter, PeriodChange,
    UnitsChange,
};
use rekap::domain::payment::PaymentStatus;
use rekap::domain::period::Stage;
use rekap::domain::policy::DownPayment;
use rekap::domain::quota::QuotaLevel;
use rekap::domain::refusal::Refusal;
use rekap::domain::tally::TallyBy;

use crate::support::{NOW, Shop, after, code, edit_typed, new_order, rp, shop, typed};

#[test]
fn a_po_runs_from_order_to_tally() {
    let mut shop = shop();
    let order = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU"), (1, "LK: tanpa gula")]);
    assert_eq!(order.row.code, "NAS3-001");
    assert_eq!(order.row.bill.total, rp(165_000));
    assert_eq!(order.row.bill.status(), PaymentStatus::Unpaid);
    shop.pay(order.row.id, 165_000);
    let period = shop.id("NAS3");
    assert_eq!(shop.book.close_period(period, NOW).unwrap().made, 1);
    let tally = shop
        .book
        .tally(period, TallyBy::Variant, None, NOW)
        .unwrap();
    assert_eq!((tally.version, tally.total), (Some(1), 3));
    let rows: Vec<_> = tally
        .rows
        .iter()
        .map(|row| (row.code.as_str(), row.qty))
        .collect();
    assert_eq!(rows, [("NAS-KEJU", 2), ("LK", 1)]);
    assert_eq!(tally.rows[1].customizations[0].text, "tanpa gula");
    assert!(shop.book.check().unwrap().is_empty());
}

#[test]
fn everything_is_undone_and_redone_across_a_restart() {
    let mut shop = shop();
    let order = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.pay(order.row.id, 50_000);
    let path = shop.path();
    drop(shop.book);
    shop.book = rekap::book::Book::open(&path, rekap::book::Opening::Existing).unwrap();
    let mut undone = 0;
    while shop.book.undo(None, NOW).is_ok() {
        undone += 1;
    }
    assert!(undone >= 7, "{undone}");
    assert!(shop.book.products().unwrap().is_empty());
    assert!(shop.book.check().unwrap().is_empty());
    for _ in 0..undone {
        shop.book.redo(NOW).unwrap();
    }
    assert!(matches!(
        shop.book.redo(NOW),
        Err(BookError::Refused(Refusal::NothingToRedo))
    ));
    let row = shop.book.order_row(order.row.id, NOW).unwrap();
    assert_eq!(row.bill.paid, rp(50_000));
    assert!(shop.book.check().unwrap().is_empty());
}

#[test]
fn the_tightest_quota_is_named_and_nothing_is_saved() {
    let mut shop = shop();
    let quota = |units| OfferChange {
        quota: Some(Some(units)),
        ..OfferChange::default()
    };
    shop.offer("NAS3", "NAS-KEJU", quota(5));
    let period = shop.id("NAS3");
    shop.book
        .set_product_quota(period, &code("NAS"), Some(6), NOW)
        .unwrap();
    shop.order("NAS3", "Bu Sari", &[(4, "NAS-KEJU")]);
    let refused = shop.try_order("NAS3", "Pak Budi", &[(2, "NAS-KEJU"), (2, "NAS-COK")], NOW);
    assert!(matches!(
        refused,
        Err(BookError::Refused(Refusal::QuotaFull {
            level: QuotaLevel::Variant,
            left: 1,
            ..
        }))
    ));
    let refused = shop.try_order("NAS3", "Pak Budi", &[(3, "NAS-COK")], NOW);
    assert!(matches!(
        refused,
        Err(BookError::Refused(Refusal::QuotaFull {
            level: QuotaLevel::Product,
            left: 2,
            ..
        }))
    ));
    shop.order("NAS3", "Pak Budi", &[(2, "NAS-COK")]);
    assert_eq!(shop.book.figures(period).unwrap().units, 6);
}

#[test]
fn an_edit_prices_only_what_is_added_and_gives_back_the_dearest() {
    let mut shop = shop();
    let edit = |shop: &mut Shop, order, text: &str| {
        edit_typed(
            &mut shop.book,
            order,
            &[typed(text)],
            OrderChange::default(),
            NOW,
        )
    };
    let order = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.offer(
        "NAS3",
        "NAS-KEJU",
        OfferChange {
            price: Some(rp(70_000)),
            ..OfferChange::default()
        },
    );
    let order = edit(&mut shop, order.row.id, "+1 NAS-KEJU").unwrap().made;
    assert_eq!(order.row.bill.total, rp(190_000));
    assert_eq!(order.lines.len(), 2);
    let order = edit(&mut shop, order.row.id, "-1 NAS-KEJU").unwrap().made;
    assert_eq!(order.row.bill.total, rp(120_000));
    let refused = edit(&mut shop, order.row.id, "-2 NAS-KEJU");
    assert!(matches!(
        refused,
        Err(BookError::Refused(Refusal::NothingLeft { .. }))
    ));
    let order = edit(&mut shop, order.row.id, "3 nas-keju").unwrap().made;
    assert_eq!(order.row.units, 3);
}

#[test]
fn a_change_of_a_line_means_it_though_another_is_typed_the_same() {
    let mut shop = shop();
    let mut new = new_order(shop.id("NAS3"), "Bu Sari", &[(1, "LK"), (2, "LK")]);
    new.items[0].for_whom = "Andi".to_owned();
    new.items[1].for_whom = "andi".to_owned();
    let order = shop.book.place_order(&new, NOW).unwrap().made;
    let second = order.lines[1].id;
    let edit = |units| OrderChange {
        items: vec![ItemChange {
            item: ItemRef::Line(second),
            units,
        }],
        ..OrderChange::default()
    };
    let id = order.row.id;
    let more = edit(UnitsChange::Add(3));
    let order = shop.book.edit_order(id, &more, NOW).unwrap().made;
    let units: Vec<i64> = order.lines.iter().map(|line| line.qty).collect();
    assert_eq!(units, [1, 5]);
    // All of it is taken away, and it is not there any more.
    let all = edit(UnitsChange::Remove(5));
    let order = shop.book.edit_order(id, &all, NOW).unwrap().made;
    assert_eq!((order.lines.len(), order.row.units), (1, 1));
    let gone = shop.book.edit_order(id, &more, NOW);
    assert!(matches!(gone, Err(BookError::Refused(Refusal::Gone))));
}

#[test]
fn the_clock_closes_and_the_next_deed_freezes_what_was_ordered() {
    let mut shop = shop();
    let order = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    let period = shop.id("NAS3");
    let late = after(900_000);
    assert_eq!(
        shop.book.period_by_id(period).unwrap().stage(late),
        Stage::Closed
    );
    assert_eq!(shop.book.tally_version(period, late).unwrap(), Some(1));
    assert!(shop.book.tally_versions(period).unwrap().is_empty());
    assert!(
        shop.try_order("NAS3", "Pak Budi", &[(1, "LK")], late)
            .is_err()
    );
    shop.book
        .cancel_order(order.row.id, "pindah", false, late)
        .unwrap();
    assert_eq!(shop.book.tally_versions(period).unwrap().len(), 1);
    let since = shop
        .book
        .tally(period, TallyBy::Variant, Some(1), late)
        .unwrap();
    assert_eq!((since.rows[0].qty, since.rows[0].was), (0, Some(2)));
}

#[test]
fn an_amount_finds_the_orders_it_may_be_for() {
    let mut shop = shop();
    let half = PeriodChange {
        down_payment: Some(DownPayment::Percent(50)),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &half, NOW).unwrap();
    let first = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    let second = shop.order("NAS3", "Pak Budi", &[(4, "NAS-KEJU")]);
    shop.order("NAS3", "Ani", &[(1, "LK")]);
    shop.pay(second.row.id, 120_000);
    let found = |shop: &Shop, amount| {
        let filter = OrderFilter {
            open: true,
            amount: Some(rp(amount)),
            ..OrderFilter::default()
        };
        let page = shop.book.order_rows(&filter, None, 10, NOW).unwrap();
        page.rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&shop, 120_000), [second.row.id, first.row.id]);
    assert_eq!(found(&shop, 240_000), [second.row.id]);
    assert_eq!(found(&shop, 1), []);
    // The rest of a 50% down payment, until it is met.
    assert_eq!(found(&shop, 60_000), [first.row.id]);
    shop.pay(first.row.id, 20_000);
    assert_eq!(found(&shop, 60_000), []);
    assert_eq!(found(&shop, 40_000), [first.row.id]);
    assert_eq!(found(&shop, 100_000), [first.row.id]);
    shop.pay(first.row.id, 40_000);
    assert_eq!(found(&shop, 40_000), []);
    assert_eq!(found(&shop, 60_000), [first.row.id]);
}

#[test]
fn orders_of_a_customer_are_found_in_a_po_and_among_open_bills() {
    let mut shop = shop();
    let first = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    let paid = shop.order("NAS3", "Bu Sari", &[(1, "LK")]);
    shop.order("NAS3", "Pak Budi", &[(4, "NAS-KEJU")]);
    shop.pay(paid.row.id, 45_000);
    shop.period("NAS4", PeriodChange::default());
    let other = shop.id("NAS4");
    let period = shop.id("NAS3");
    let found = |period, open| {
        let filter = OrderFilter {
            period,
            open,
            customers: Some(vec![first.row.customer, paid.row.customer]),
            ..OrderFilter::default()
        };
        let page = shop.book.order_rows(&filter, None, 10, NOW).unwrap();
        page.rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found(Some(period), false), [paid.row.id, first.row.id]);
    assert_eq!(found(Some(period), true), [first.row.id]);
    assert_eq!(found(None, false), [paid.row.id, first.row.id]);
    assert_eq!(found(None, true), [first.row.id]);
    assert_eq!(found(Some(other), false), []);
    assert_eq!(found(Some(other), true), []);
}

#[test]
fn open_sums_are_receivables_and_refunds() {
    let mut shop = shop();
    let first = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    let second = shop.order("NAS3", "Ani", &[(1, "LK")]);
    shop.pay(first.row.id, 20_000);
    shop.pay(second.row.id, 50_000);
    let sums = OpenSums {
        owing: 1,
        owed: rp(100_000),
        refunding: 1,
        refund: rp(5_000),
    };
    assert_eq!(shop.book.open_sums(None).unwrap(), sums);
    let period = shop.id("NAS3");
    assert_eq!(shop.book.open_sums(Some(period)).unwrap(), sums);
}

/// SQLite before 3.51.3 could damage a book when its WAL file was restarted.
#[test]
fn the_sqlite_inside_is_recent_enough() {
    let version = rusqlite::version_number();
    assert!(version >= 3_051_003, "{}", rusqlite::version());
}

/// The form of a PO at its limit of orders offers nothing (rule 1).
#[test]
fn a_form_at_the_limit_of_orders_offers_nothing() {
    let mut shop = shop();
    let cap = PeriodChange {
        order_cap: Some(Some(2)),
        ..PeriodChange::default()
    };
    let id = shop.id("NAS3");
    shop.book.edit_period(id, &cap, NOW).unwrap();
    shop.order("NAS3", "Budi", &[(1, "LK")]);
    let full = |shop: &Shop| -> Vec<bool> {
        let period = shop.book.period(&code("NAS3")).unwrap();
        let goods = shop.book.form_goods(&period).unwrap();
        goods.iter().map(|good| good.full).collect()
    };
    assert_eq!(full(&shop), [false; 3]);
    shop.order("NAS3", "Sari", &[(1, "LK")]);
    assert_eq!(full(&shop), [true; 3]);
}
