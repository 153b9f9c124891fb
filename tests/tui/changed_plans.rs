//! Changed plans on the screens: a PO is postponed and its customers told, a minimum decided, an
//! order moved, passed on, substituted.

use rekap::book::PeriodChange;

use super::{NOW, Shop, code};

/// Bu Sari has ordered two jars of Nastar Keju in NAS3.
fn ordered() -> Shop {
    let mut shop = Shop::open();
    let id = shop.book.period(&code("NAS3")).unwrap().id;
    let ready = |day: &str| PeriodChange {
        ready: Some((day.parse().unwrap(), day.parse().unwrap(), String::new())),
        ..PeriodChange::default()
    };
    shop.book
        .edit_period(id, &ready("2026-02-25"), NOW)
        .unwrap();
    shop.screens().keys("nsar<Tab>2 kej<Enter>");
    shop
}

#[test]
fn a_po_is_postponed_and_its_customers_are_told() {
    let shop = ordered();
    shop.screens()
        .keys("2w")
        .sees("Estimasi baru PO NAS3")
        .keys("4/3..6/3<Tab>oven rusak<Tab>5rb<Tab><Space><Enter>")
        // The messages come at once; they can wait.
        .sees("Bu Sari")
        .keys("<Esc>1")
        .sees("1 pesanan belum dikabari")
        .keys("2<Enter>i")
        .sees("Bu Sari")
        .keys("<Enter>")
        .sees_not("belum dikabari");
    let id = shop.book.period(&code("NAS3")).unwrap().id;
    assert_eq!(shop.book.told(id, NOW).unwrap().told.len(), 1);
    // Who waits gets what was offered.
    shop.screens()
        .keys("3J")
        .sees("mau menunggu")
        .sees("minta uang kembali")
        .keys("<Enter>")
        .sees("Rp115.000")
        .keys("J")
        .keys("<Enter>")
        .sees("memang sudah begitu");
}

#[test]
fn a_minimum_not_reached_is_decided_with_one_key() {
    let mut shop = ordered();
    let id = shop.book.period(&code("NAS3")).unwrap().id;
    let change = PeriodChange {
        minimum: Some(Some(50)),
        ..PeriodChange::default()
    };
    shop.book.edit_period(id, &change, NOW).unwrap();
    shop.book.close_period(id, NOW).unwrap();
    shop.screens()
        .sees("2 dari 50")
        .keys("2<Enter>g")
        .sees("Perpanjang")
        .sees("Batalkan semua")
        .keys("<Down><Enter>")
        .sees("tetap diproduksi");
    assert!(
        shop.book
            .period_by_id(id)
            .unwrap()
            .minimum_waived_at
            .is_some()
    );
}

#[test]
fn an_order_is_moved_passed_on_and_substituted() {
    let mut shop = ordered();
    shop.period("NAS4", super::closing_in(20, "Nastar batch 4"))
        .sells("NAS4", &["NAS"]);
    let active = "[3";
    shop.screens()
        .keys(active)
        .keys("i")
        .sees("Ganti barang di NAS3-001")
        .keys("1 NAS-KEJU<Tab>LK<Tab>Bu Sari<Enter>")
        .sees("diganti LK")
        .keys("o")
        .sees("Oper NAS3-001")
        .keys("Dewi<Enter><Enter>")
        .sees("dioper dari Bu Sari ke Dewi")
        .keys("m")
        .sees("Pindahkan NAS3-001")
        .keys("<Tab>1 NAS-KEJU<Enter>")
        .sees("NAS4-001")
        .keys("<Enter>")
        .sees("Dipindah ke NAS4-001");
    assert_eq!(shop.stored("NAS4-001").lines.len(), 1);
    assert_eq!(shop.stored("NAS3-001").lines[0].code, "LK");
}

/// Several orders marked with Space are told, moved, released and exported as one.
mod marked {
    use rekap::book::PeriodChange;
    use rekap::domain::order::OrderStatus;

    use super::super::sample_shop::{Shop, shop, shop_with};
    use super::super::setup::NOON;

    fn postponed() -> Shop {
        shop_with(|shop| {
            let id = shop.id("NAS3");
            let ready = |day: &str| PeriodChange {
                ready: Some((day.parse().unwrap(), day.parse().unwrap(), String::new())),
                ..PeriodChange::default()
            };
            shop.book
                .edit_period(id, &ready("2026-03-01"), NOON)
                .unwrap();
            let later = "2026-03-10".parse().unwrap();
            shop.book
                .postpone_period(id, (later, later), "oven", Default::default(), NOON)
                .unwrap();
        })
    }

    fn told(shop: &Shop) -> usize {
        shop.book.told(shop.id("NAS3"), NOON).unwrap().told.len()
    }

    #[test]
    fn they_are_told() {
        let shop = postponed()
            .keys("3<Space><Space>")
            .sees("2 ditandai")
            .sees("✓ ")
            .keys("T")
            .sees("2 pesanan dikabari")
            .sees_not("ditandai");
        assert_eq!(told(&shop), 2);
        // What was said stays said (rule 53): it is nothing to undo.
        let shop = shop.keys("<End>T").sees("1 pesanan dikabari");
        assert_eq!(told(&shop), 3);
    }

    #[test]
    fn they_are_moved_with_one_undo() {
        let shop = shop_with(|shop| {
            shop.period("NAS4", PeriodChange::default())
                .sells("NAS4", &["NAS", "JER"]);
        });
        // One is found by its name, the other by its phone.
        let shop = shop
            .keys("3[/dewi<Enter><Space>/<Ctrl-U>7890<Enter><Home><Space>")
            .sees("2 ditandai")
            .keys("m")
            .sees("Pindahkan 2 pesanan")
            .sees("NAS3-003, NAS3-004")
            .keys("<Enter>")
            .sees("2 pesanan dipindah ke PO NAS4");
        let moved = |shop: &Shop| {
            let codes = ["NAS3-003", "NAS3-004"];
            codes.map(|code| {
                let row = shop.book.order_row(shop.id_of(code), NOON).unwrap();
                row.status == OrderStatus::Cancelled
            })
        };
        assert_eq!(moved(&shop), [true, true]);
        assert!(shop.book.order_id("NAS4-002").is_ok());
        let shop = shop.keys("u");
        assert_eq!(moved(&shop), [false, false]);
    }

    #[test]
    fn those_past_their_deadline_are_released() {
        let shop = shop_with(|shop| {
            let opened = rekap::domain::when::Moment::from_unix(NOON.unix() - 172_800);
            let yesterday = rekap::domain::when::Moment::from_unix(NOON.unix() - 86_400);
            let within_an_hour = PeriodChange {
                opens_at: Some(Some(opened)),
                down_payment: Some("50%".parse().unwrap()),
                down_payment_hours: Some(Some(1)),
                ..PeriodChange::default()
            };
            shop.period("NAS4", within_an_hour).sells("NAS4", &["NAS"]);
            for name in ["Lama Satu", "Lama Dua"] {
                shop.try_order("NAS4", name, &[(1, "NAS-KEJ")], yesterday)
                    .unwrap();
            }
            shop.order("NAS4", "Baru", &[(1, "NAS-KEJ")]);
        });
        let released = |shop: &Shop| {
            let codes = ["NAS4-001", "NAS4-002"];
            codes.map(|code| {
                let row = shop.book.order_row(shop.id_of(code), NOON).unwrap();
                row.released
            })
        };
        let shop = shop
            .keys("3<Space><Space><Space>z")
            .sees("Lepas 2 pesanan")
            .sees("lainnya tidak lewat batas")
            .keys("<Enter>");
        assert_eq!(released(&shop), [false, false]);
        let shop = shop.keys("zy").sees("2 pesanan dilepas");
        assert_eq!(released(&shop), [true, true]);
        let shop = shop.keys("u");
        assert_eq!(released(&shop), [false, false]);
    }

    #[test]
    fn only_they_are_exported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terpilih.csv");
        shop()
            .keys("3<Ctrl-A>")
            .sees("4 ditandai")
            .keys("<Home><Space><Space>")
            .sees("2 ditandai")
            .keys(&format!("x<Right><Tab><Ctrl-U>{}<Enter>", path.display()));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.contains("NAS3-001") && text.contains("NAS3-002"),
            "{text}"
        );
        assert!(
            !text.contains("NAS3-003") && !text.contains("NAS3-004"),
            "{text}"
        );
    }
}

/// `k` locks the tally on Produksi; on the PO itself it does nothing, so that a hand used to it cancels
/// no PO.
#[test]
fn a_po_is_cancelled_with_a_capital_only() {
    let shop = ordered();
    for place in ["2", "2<Enter>"] {
        shop.screens()
            .keys(&format!("{place}k"))
            .sees_not("Batalkan PO")
            .keys("K")
            .sees("Batalkan PO NAS3");
    }
}
