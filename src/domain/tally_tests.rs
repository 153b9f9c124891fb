use super::*;
use proptest::prelude::*;
fn line(code: &str, order: &str, qty: i64, request: Option<&str>) -> TallyLine {
    let (product_code, variant) = code.split_once('-').unwrap_or((code, ""));
    let mut options = variant
        .split('/')
        .filter(|v| !v.is_empty())
        .map(str::to_owned);
    TallyLine {
        code: code.into(),
        product_code: product_code.into(),
        product: format!("Produk {product_code}"),
        variant: variant.into(),
        supplier: (product_code == "JKT").then(|| "Konveksi Jaya".to_owned()),
        option1: options.next(),
        option2: options.next(),
        order: order.into(),
        customer: format!("Pelanggan {order}"),
        package: product_code == "HAMP",
        qty,
        within: 0,
        customization: request.map(str::to_owned),
    }
}

fn day() -> Vec<TallyLine> {
    vec![
        line("NST", "A-1", 2, None),
        line("JKT-M/Merah", "A-1", 1, Some("Budi 10")),
        line("JKT-L/Hitam", "A-2", 3, None),
        line("NST", "A-2", 4, Some("tanpa gula")),
        line("JKT-M/Merah", "A-3", 1, Some("Budi 10")),
        line("JKT-M/Merah", "A-3", 1, Some("budi 10")),
    ]
}

fn shape(by: TallyBy) -> Vec<(String, i64)> {
    let tally = tally("PO1", None, by, &day());
    assert_eq!(tally.total, 12);
    tally
        .rows
        .iter()
        .map(|row| {
            let name = match by {
                TallyBy::Variant | TallyBy::Product => row.code.clone(),
                _ => row.key.clone().unwrap_or_default(),
            };
            (name, row.qty)
        })
        .collect()
}

fn named(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
    rows.iter()
        .map(|(name, qty)| ((*name).to_owned(), *qty))
        .collect()
}

#[test]
fn every_grouping_counts_the_same_units() {
    assert_eq!(
        shape(TallyBy::Variant),
        named(&[("NST", 6), ("JKT-M/Merah", 3), ("JKT-L/Hitam", 3)])
    );
    assert_eq!(shape(TallyBy::Product), named(&[("NST", 6), ("JKT", 6)]));
    assert_eq!(
        shape(TallyBy::Supplier),
        named(&[("", 6), ("Konveksi Jaya", 6)])
    );
    assert_eq!(
        shape(TallyBy::Option),
        named(&[("", 6), ("M / Merah", 3), ("L / Hitam", 3)])
    );
    assert_eq!(
        shape(TallyBy::Order),
        named(&[("A-1", 3), ("A-2", 7), ("A-3", 2)])
    );
}

#[test]
fn requests_are_merged_only_when_identical() {
    let tally = tally("PO1", None, TallyBy::Variant, &day());
    let requests: Vec<_> = tally.rows[1]
        .customizations
        .iter()
        .map(|request| (request.text.as_str(), request.qty))
        .collect();
    assert_eq!(requests, [("Budi 10", 2), ("budi 10", 1)]);
    // On two variants one wish is two requests, also in a grouping over both.
    let same = [
        line("JKT-M", "A-1", 1, Some("Budi")),
        line("JKT-L", "A-1", 1, Some("Budi")),
    ];
    let tally = super::tally("PO1", None, TallyBy::Product, &same);
    let codes: Vec<_> = tally.rows[0]
        .customizations
        .iter()
        .map(|r| &r.code)
        .collect();
    assert_eq!(codes, ["JKT-M", "JKT-L"]);
}

#[test]
fn rows_without_units_are_left_out_unless_they_had_some() {
    let before = tally("PO1", Some(1), TallyBy::Variant, &day());
    let mut later = day();
    later.retain(|line| {
        line.code != "JKT-L/Hitam" && line.customization.as_deref() != Some("budi 10")
    });
    later.push(line("NST", "A-4", 5, None));
    later.push(line("KST", "A-4", 1, None));
    later.push(line("ZERO", "A-4", 0, None));
    let now = since(tally("PO1", Some(2), TallyBy::Variant, &later), &before);
    assert_eq!(now.since, Some(1));
    let rows: Vec<_> = now
        .rows
        .iter()
        .map(|row| (row.code.as_str(), row.qty, row.was, row.delta()))
        .collect();
    assert_eq!(
        rows,
        [
            ("NST", 11, Some(6), Some(5)),
            ("JKT-M/Merah", 2, Some(3), Some(-1)),
            ("KST", 1, Some(0), Some(1)),
            ("JKT-L/Hitam", 0, Some(3), Some(-3)),
        ]
    );
    let gone = &now.rows[1].customizations[1];
    assert_eq!(
        (gone.text.as_str(), gone.qty, gone.delta()),
        ("budi 10", 0, Some(-1))
    );
}

/// A supplier's and an order's row name their goods, each with its own customizations.
#[test]
fn suppliers_and_orders_have_their_goods() {
    let goods = |row: &TallyRow| -> Vec<(String, i64, usize)> {
        let goods = row.goods.iter();
        let goods = goods.map(|goods| (goods.code.clone(), goods.qty, goods.customizations.len()));
        goods.collect()
    };
    let suppliers = tally("PO1", None, TallyBy::Supplier, &day());
    assert_eq!(
        goods(&suppliers.rows[1]),
        [
            ("JKT-M/Merah".to_owned(), 3, 2),
            ("JKT-L/Hitam".to_owned(), 3, 0)
        ]
    );
    let orders = tally("PO1", None, TallyBy::Order, &day());
    assert_eq!(orders.rows[1].customer, "Pelanggan A-2");
    assert_eq!(
        goods(&orders.rows[1]),
        [("JKT-L/Hitam".to_owned(), 3, 0), ("NST".to_owned(), 4, 1)]
    );
    let fewer = tally("PO1", Some(1), TallyBy::Order, &day()[..2]);
    let compared = since(orders, &fewer);
    assert_eq!(compared.rows[0].goods[0].delta(), Some(0));
    assert_eq!(compared.rows[1].goods[0].delta(), Some(3));
}

/// Packages are told apart from what is in them.
#[test]
fn packages_are_counted_beside_their_contents() {
    let mut lines = day();
    lines.push(line("HAMP", "A-4", 2, None));
    lines.push(line("NST", "A-4", 6, None));
    let tally = tally("PO1", None, TallyBy::Variant, &lines);
    let (pieces, packages) = (18, 2);
    assert_eq!(tally.pieces, Pieces { pieces, packages });
    assert_eq!(tally.total, 20);
}

#[test]
fn the_difference_to_a_version_counts_what_came_and_what_went() {
    let before = day();
    let between = |now: &[TallyLine]| {
        let difference = Difference::between(&together(now), &together(&before), 1);
        difference.map(|difference| (difference.more, difference.fewer))
    };
    assert_eq!(between(&before), None);
    let mut later = day();
    later[0].qty += 3;
    later.remove(2);
    assert_eq!(between(&later), Some((3, 3)));
    // Another wish on the same goods is another thing to make.
    let mut later = day();
    later[3].customization = Some("tanpa garam".into());
    assert_eq!(between(&later), Some((4, 4)));
    // Another order for the same goods is nothing to a kitchen, but it is to who packs.
    let mut later = day();
    later[0].order = "A-9".into();
    assert_eq!(between(&later), None);
    assert!(Difference::between(&later, &before, 1).is_some());
}

#[test]
fn who_ordered_lists_orders_with_their_wishes() {
    let jackets = |line: &TallyLine| is_in_row(TallyBy::Variant, "JKT-M/Merah", None, line);
    let ordered = who_ordered(&day(), jackets);
    let ordered: Vec<_> = ordered
        .iter()
        .map(|one| {
            (
                &*one.order,
                &*one.customer,
                one.pieces.pieces,
                one.customizations.len(),
            )
        })
        .collect();
    assert_eq!(
        ordered,
        [
            ("A-1", "Pelanggan A-1", 1, 1),
            ("A-3", "Pelanggan A-3", 2, 2)
        ]
    );
    let red = |line: &TallyLine| is_in_cell(line, "JKT", None, Some("Hitam"));
    assert_eq!(who_ordered(&day(), red).len(), 1);
}

#[test]
fn the_matrix_adds_up_both_ways() {
    let mut lines = day();
    lines.push(line("JKT-M/Hitam", "A-5", 4, None));
    lines.push(line("TOP-Besar", "A-5", 2, None));
    let all = matrices(&lines);
    assert_eq!(all.len(), 3);
    let jacket = &all[1];
    assert_eq!(
        (&jacket.down[..], &jacket.across[..]),
        (
            &["M".to_owned(), "L".to_owned()][..],
            &["Merah".to_owned(), "Hitam".to_owned()][..]
        )
    );
    assert_eq!(jacket.cells, [[3, 4], [0, 3]]);
    assert_eq!(jacket.down_totals(), [7, 3]);
    assert_eq!(jacket.total(), 10);
    assert_eq!(
        (&all[2].across[..], &all[2].cells[..]),
        (&[String::new()][..], &[vec![2]][..])
    );
}

fn any_line() -> impl Strategy<Value = TallyLine> {
    (
        "(NST|KST|JKT)(-[ML](/(Merah|Hitam))?)?",
        "A-[1-5]",
        0i64..50,
        prop::option::of("[ab]"),
    )
        .prop_map(|(code, order, qty, request)| line(&code, &order, qty, request.as_deref()))
}

proptest! {
    #[test]
    fn nothing_is_lost_or_made_up(
        lines in prop::collection::vec(any_line(), 0..40),
        other in prop::collection::vec(any_line(), 0..40),
    ) {
        let total: i64 = lines.iter().map(|line| line.qty).sum();
        let asked: i64 = lines.iter().filter(|l| l.customization.is_some()).map(|l| l.qty).sum();
        for by in TallyBy::ALL.iter().copied() {
            let now = tally("PO1", None, by, &lines);
            prop_assert_eq!(now.total, total);
            prop_assert_eq!(now.rows.iter().map(|r| r.qty).sum::<i64>(), total);
            let requests: i64 = now.rows.iter().flat_map(|r| &r.customizations).map(|r| r.qty).sum();
            prop_assert_eq!(requests, asked);
            let before = tally("PO1", Some(1), by, &other);
            let compared = since(now, &before);
            let was: i64 = compared.rows.iter().filter_map(|r| r.was).sum();
            prop_assert_eq!(was, before.total);
            let delta: i64 = compared.rows.iter().filter_map(TallyRow::delta).sum();
            prop_assert_eq!(delta, total - before.total);
        }
        let in_matrices: i64 = matrices(&lines).iter().map(OptionMatrix::total).sum();
        prop_assert_eq!(in_matrices, total);
    }
}
