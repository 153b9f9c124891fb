//! POs on the screens: planned, filled, closed, cancelled.

use rekap::book::PeriodChange;
use rekap::domain::package::PackageDraft;

use super::Shop;

#[test]
fn a_po_is_made_with_dates_read_back_and_gets_its_products() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("2nKue Kering<Tab><Tab>sekarang<Tab>28/2")
        .sees("KUE1")
        .sees("Sab 28 Feb 2026 23.59")
        .keys("<Tab>50%")
        .sees("50% dari belanja (ongkir tidak")
        .keys("<Enter>")
        .sees("buka · tutup 13 hari lagi")
        .sees("Belum ada produk di PO ini")
        .keys("nlidah, nastar<Tab>30<Enter>")
        .sees("Nastar Coklat")
        .sees("0/30");
    drop(screen);
    let period = shop.book.period(&super::code("KUE1")).unwrap();
    assert_eq!(period.stage(super::NOW).code(), "open");
    assert_eq!(shop.book.offers(period.id).unwrap().len(), 3);
    // Several products are one deed.
    shop.screens().keys("uy");
    assert_eq!(shop.book.offers(period.id).unwrap().len(), 0);
}

#[test]
fn a_bare_number_as_down_payment_is_asked_about() {
    for (choice, rule) in [
        ("", "50%"),
        ("<Down>", "Rp50.000"),
        ("<Down><Down>", "Rp50"),
    ] {
        let shop = Shop::open();
        shop.screens()
            .keys("2nKue Kering<Tab><Tab>sekarang<Tab>28/2<Tab>50<Enter>")
            .sees("▸ 50%")
            .sees("maksudnya persen?")
            .sees("maksudnya ribuan?")
            .sees("memang segini")
            .keys(choice)
            .keys("<Enter><Enter>")
            .sees("Belum ada produk di PO ini");
        let period = shop.book.period(&super::code("KUE1")).unwrap();
        assert_eq!(period.down_payment, rule.parse().unwrap());
    }
}

#[test]
fn a_scheduled_po_says_when_it_opens() {
    Shop::open()
        .screens()
        .keys("2nKue<Tab><Tab>17/2 12.00<Tab>28/2<Enter>")
        .sees("buka 2 hari lagi");
}

/// The words are whole also at 80 columns: on Home, in the list, in the header of a PO.
#[test]
fn the_stage_is_whole_in_a_small_window() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("2nKue Kering<Tab><Tab>sekarang<Tab>28/2<Enter>");
    screen
        .sees("buka · tutup 13 hari lagi")
        .keys("<Esc>")
        .sees("buka · tutup 13 hari lagi")
        .keys("1")
        .sees("buka · tutup 13 hari lagi")
        .sees("pesanan, 0 hari ini");
}

#[test]
fn an_impossible_date_is_reported() {
    Shop::open()
        .screens()
        .keys("2nKue<Tab><Tab>31/2<Tab>")
        .sees("Tidak ada tanggal “31/2”");
}

#[test]
fn closing_asks_and_freezes_the_tally() {
    let shop = Shop::open();
    shop.screens()
        .keys("2c")
        .sees("Rekapnya dikunci")
        .keys("n")
        .sees_not("rekap v1 dikunci")
        .keys("cy")
        .sees("rekap v1 dikunci")
        .keys("r+3<Enter>")
        .sees("dibuka lagi");
    let period = shop.book.period(&super::code("NAS3")).unwrap();
    assert_eq!(period.stage(super::NOW).code(), "open");
    assert_eq!(shop.book.tally_versions(period.id).unwrap().len(), 1);
}

#[test]
fn a_po_is_cloned_edited_announced_and_called_off() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("2d<Enter>")
        .sees("NAS4")
        .sees("Lidah Kucing")
        .keys("<Esc><Home>a")
        .sees("• Nastar (Keju, Coklat): Rp60.000")
        .keys("<Esc>Kpindahan<Enter>")
        .sees("NAS4 Nastar Lebaran dibatalkan");
}

#[test]
fn an_offer_is_changed_withdrawn_and_a_deficit_shows() {
    let shop = Shop::open();
    shop.screens().keys("nsar<Tab>5 kej<Enter>");
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter><Enter><Ctrl-U>3")
        .sees("Kurang 2 pcs")
        .keys("<Enter>")
        .sees("! 5/3 lewat 2")
        .keys("<Delete>")
        .sees("tidak dijual")
        .keys("<Delete>")
        .sees_not("(tidak dijual)");
}

#[test]
fn milestones_and_product_quotas_are_on_the_page() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>j<Tab>30<Enter>")
        .sees("0/30")
        .keys("m<Enter>")
        .sees("produksi");
}

/// Who sends the tally to the kitchen says there that production began.
#[test]
fn production_is_begun_where_the_tally_is() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi", &[(1, "LK")]);
    shop.screens()
        .keys("2cy5")
        .sees("Rekap NAS3 v1")
        .sees("m tandai tahap")
        .keys("m<Enter>")
        .sees("Produksi PO NAS3")
        .keys("m<Enter>")
        .sees("siap");
    let period = shop.book.period(&super::code("NAS3")).unwrap();
    assert_eq!(period.stage(super::NOW), rekap::domain::stage::Stage::Ready);
}

/// Enter after `m` is the step that comes next, never one the PO is past.
#[test]
fn the_choice_of_a_milestone_begins_with_the_next_one() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi", &[(1, "LK")]);
    shop.screens()
        .keys("2cym")
        .sees("mulai diproduksi")
        .keys("<Enter>")
        .sees("Produksi PO NAS3")
        .keys("m")
        .sees("barang siap")
        .sees_not("mulai diproduksi")
        .keys("<Enter>")
        .sees("siap")
        .keys("m")
        .sees_not("barang siap")
        .keys("<Enter>")
        .keys("m")
        .sees("Itu belum bisa dilakukan")
        .sees_not("PO ini sekarang");
}

#[test]
fn brackets_and_p_change_the_active_po() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"));
    shop.screens()
        .sees("KUE1 Kue Kering")
        .keys("[")
        .sees("NAS3 Nastar Lebaran")
        .keys("pkue<Enter>")
        .sees("KUE1 Kue Kering");
}

/// Looking into another PO, cloning one and planning one leave the PO that is worked on; the top bar
/// names the PO of the screen.
#[test]
fn the_po_that_is_worked_on_changes_only_when_asked() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    let screen = shop
        .screens()
        .sized(120, 40)
        .sees("KUE1 Kue Kering")
        .keys("2")
        .sees("PO · semua PO")
        .keys("<Down><Enter>")
        .sees("NAS3 Nastar Lebaran · buka")
        .sees("PO aktif: KUE1")
        .keys("d<Enter>")
        .sees("NAS4 Nastar Lebaran · draf")
        .sees("PO aktif: KUE1")
        .keys("<Esc><Esc>nSagu<Enter>")
        .sees("SAG1 Sagu · draf")
        .sees("PO aktif: KUE1")
        .keys("3")
        .sees("Pesanan · KUE1 Kue Kering · buka")
        .sees_not("PO aktif")
        .keys("n")
        .sees("KUE1 Kue Kering")
        .keys("<Esc>7")
        .sees_not("KUE1 Kue Kering")
        .keys("[")
        .sees("PO aktif: NAS3");
    drop(screen);
    // At the start an open PO is worked on, not the newest, which is planned.
    shop.screens().sees("KUE1 Kue Kering");
}

/// Rule 12: below an offer its tier shows how many units are used, and an order shows both prices.
#[test]
fn a_tier_is_added_used_up_changed_and_ended() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>tEarly bird<Tab>55rb<Tab>3<Tab>20/2")
        .sees("Harga biasa")
        .sees("Jum 20 Feb 2026 23.59")
        .keys("<Enter>")
        .sees("s.d. 20 Feb")
        .sees("  Early bird")
        .sees("Rp55.000")
        .sees("0/3");
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>5 kej")
        .sees("3 × Rp55.000 · Early bird")
        .sees("2 × Rp60.000")
        .sees("Rp285.000")
        .keys("<Enter>");
    let lines = shop.stored("NAS3-001").lines;
    let tiers: Vec<_> = lines.iter().map(|line| line.tier.as_deref()).collect();
    assert_eq!(tiers, [Some("Early bird"), None]);
    shop.screens()
        .sized(120, 40)
        .keys("3<Enter>")
        .sees("(Rp55.000)")
        .sees("· Early bird");
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("3/3 penuh")
        .keys("<Down><Enter>")
        .sees("Harga Early bird: Nastar Keju")
        .keys("<Tab><Ctrl-U>10<Enter>")
        .sees("3/10")
        .keys("a")
        .sees(
            "Early bird: Rp55.000 · 10 pcs pertama · tinggal 7 pcs · sampai Jum 20 Feb 2026 23.59",
        )
        .keys("<Esc><Delete>")
        .sees_not("  Early bird");
}

/// Rule 69.
#[test]
fn units_are_kept_for_a_channel_and_given_back() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(120, 40)
        .keys("2<Enter>s")
        .sees("Sisihkan untuk satu kanal")
        .keys("<Tab>15<Tab><Right><Enter>")
        .sees("Shopee NAS-KEJU 15 pcs, terpakai 0")
        // The order form counts them before it is saved.
        .keys("3nsar<Tab>6 kej")
        .sees("Kuota NAS-KEJU tinggal 5 pcs")
        .sees("Shopee 15")
        .keys("<Esc>");
    drop(screen);
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>s<Tab><Tab><Right>")
        .sees("terpakai 0")
        .keys("<Enter>")
        .sees("sisanya sudah dikembalikan")
        .keys("3nsar<Tab>6 kej")
        .sees_not("tinggal 5 pcs");
}

/// Rule 1.
#[test]
fn the_limit_of_orders_is_shown_while_typing() {
    let mut shop = Shop::open();
    let id = shop.book.period(&super::code("NAS3")).unwrap().id;
    let cap = rekap::book::PeriodChange {
        order_cap: Some(Some(1)),
        ..Default::default()
    };
    shop.book.edit_period(id, &cap, super::NOW).unwrap();
    shop.screens()
        .keys("nsar<Tab>1 kej")
        .sees_not("✗")
        .keys("<Enter>budi<Tab>1 kej")
        .sees("✗")
        .keys("<Enter>")
        .sees("Slot penuh");
}

/// Rule 14: a bonus is shown on its PO's page, in the announcement and on its orders.
#[test]
fn a_bonus_is_given_to_the_first_orders() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>bStiker<Tab>1<Enter>")
        .sees("Stiker: 0 dari 1 terpakai")
        .keys("a")
        .sees("Bonus Stiker untuk 1 pesanan pertama!");
    shop.screens().keys("nsar<Tab>1 kej<Enter>");
    assert_eq!(shop.stored("NAS3-001").bonuses, ["Stiker"]);
    shop.screens()
        .sized(120, 40)
        .keys("3<Enter>")
        .sees("Stiker");
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("Stiker: 1 dari 1 terpakai")
        .keys("bstiker<Tab><Tab><Ctrl-O><Tab><Tab><Right><Enter>")
        .sees_not("terpakai");
}

/// Rule 20: waiting orders would never be served after it is finished.
#[test]
fn a_po_with_people_waiting_is_finished_after_a_question() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>20 kej<Enter>nsar<Tab>1 kej<Enter><Enter>");
    shop.screens()
        .keys("2m<Down><Down><Enter>")
        .sees("1 pesanan di waiting list PO NAS3 yang belum kebagian");
    let period = shop.book.period(&super::code("NAS3")).unwrap();
    assert!(!period.stage(super::NOW).is_over());
}

/// The order form is made from the PO's page; reasons against it are said at once.
#[test]
fn the_order_form_is_made_from_the_po() {
    let shop = Shop::open();
    let file = shop.folder().join("formulir.html");
    let path = file.display().to_string();
    shop.screens()
        .keys("2<Enter>F")
        .sees("No. HP toko belum ada")
        .keys("!<Tab>081234567890<Enter>2<Enter>F")
        .sees("formulir NAS3")
        .keys("<Ctrl-U>")
        .paste(&path)
        .keys("<Enter>")
        .sees("formulir.html");
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.contains("\"phone\":\"6281234567890\""));
    // The program asks before it overwrites a file.
    shop.screens()
        .keys("2<Enter>F<Ctrl-U>")
        .paste(&path)
        .keys("<Enter>")
        .sees("sudah ada");
}

/// Tab goes to the counts and sums of a PO's page, and Enter opens exactly the rows of each.
#[test]
fn the_counts_and_sums_of_a_po_open_their_rows() {
    let mut shop = Shop::open();
    let ani = shop.order("NAS3", "Ani", &[(2, "NAS-KEJU")]).row.id;
    shop.order("NAS3", "Cici", &[(1, "LK")]);
    let beni = shop.order("NAS3", "Beni", &[(1, "NAS-COK")]).row.id;
    shop.book
        .cancel_order(beni, "tidak jadi", false, super::NOW)
        .unwrap();
    shop.pay(ani, 60_000);
    for size in [(80, 24), (120, 40)] {
        shop.screens()
            .sized(size.0, size.1)
            .keys("2<Enter><Tab><Enter>")
            .sees("Semua yang tidak batal")
            .sees("Ani")
            .sees("Cici")
            .sees_not("Beni")
            .keys("<Esc><Down><Enter>")
            .sees("Beni")
            .sees_not("Ani")
            .keys("<Esc><Down><Enter>")
            .sees("Produksi · NAS3")
            .sees("Total 3 pcs")
            .keys("<Esc><End>")
            .sees("▸ Belum masuk  Rp105.000")
            .keys("<Enter>")
            .sees("Belum lunas")
            .sees("Ani")
            .sees("Cici")
            .keys("<Esc><Up>")
            .sees("▸ Dibayar")
            .sees("Rp60.000")
            .keys("<Enter>")
            .sees("Sudah ada uang masuk")
            .sees("Ani")
            .sees_not("Cici")
            // Tab goes back to the goods, where Enter changes the offer.
            .keys("<Esc><Tab><Enter>")
            .sees("Nastar Keju di PO ini");
    }
}

/// A count that becomes zero leaves the page; the selection goes to the last that is shown.
#[test]
fn a_figure_stays_selected_when_another_leaves() {
    let mut shop = Shop::open();
    let ani = shop.order("NAS3", "Ani", &[(2, "NAS-KEJU")]).row.id;
    shop.pay(ani, 60_000);
    let beni = shop.order("NAS3", "Beni", &[(1, "NAS-COK")]).row.id;
    shop.book
        .cancel_order(beni, "tidak jadi", false, super::NOW)
        .unwrap();
    shop.screens()
        .keys("2<Enter><Tab><End>")
        .sees("Batal")
        .sees("▸ Belum masuk")
        .keys("uy")
        .sees_not("Batal")
        .sees("▸ Belum masuk")
        .keys("<Enter>")
        .sees("Belum lunas");
}

/// Rule 21: pieces and packages are told apart, in the same words on the bar, on Beranda, in the list,
/// on the PO's page, in the tally and in the question at the close. What is left is what the tightest
/// quota allows, and the refusal says the same.
#[test]
fn pieces_and_packages_are_counted_in_one_way() {
    let mut shop = Shop::open();
    let quota = PeriodChange {
        quota: Some(Some(30)),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &quota, super::NOW).unwrap();
    shop.add_product(&super::plain_product("HAMP", "Hampers", 200_000));
    let contents = PackageDraft::parse("3 NAS-KEJU, 1 LK", "").unwrap();
    shop.book
        .set_package(&super::code("HAMP"), &contents, super::NOW)
        .unwrap();
    shop.sells("NAS3", &["HAMP"]);
    shop.order("NAS3", "Ani", &[(2, "HAMP"), (1, "NAS-COK")]);
    let counted = "9/30 pcs (termasuk 2 paket)";
    let screen = shop.screens().sized(120, 40);
    assert_eq!(
        screen.text().matches(counted).count(),
        2,
        "{}",
        screen.text()
    );
    let screen = screen.keys("2");
    assert_eq!(
        screen.text().matches(counted).count(),
        1,
        "{}",
        screen.text()
    );
    let screen = screen.keys("<Enter>");
    assert_eq!(
        screen.text().matches(counted).count(),
        2,
        "{}",
        screen.text()
    );
    let screen = screen
        .sees("2 paket")
        .keys("5")
        .sees("Total 9 pcs (termasuk 2 paket)")
        .keys("2c")
        .sees("1 pesanan, 9 pcs (termasuk 2 paket).")
        .keys("n3nbudi<Tab>5 hamp")
        .sees("sisa 4")
        .sees("Kuota NAS-KEJU tinggal 14 pcs; 1 HAMP")
        .sees("isinya 3, jadi cukup untuk 4.");
    drop(screen);
    let offers = shop.book.offers(period).unwrap();
    let left: Vec<_> = offers
        .iter()
        .map(|offer| (offer.code.as_str(), offer.left()))
        .collect();
    assert_eq!(
        left,
        [
            ("NAS-KEJU", Some(14)),
            ("NAS-COK", Some(19)),
            ("LK", Some(21)),
            ("HAMP", Some(4)),
        ]
    );
}

/// The announcement marks what is sold out, says "PO" once, and invites nobody to a closed PO.
#[test]
fn the_announcement_offers_only_what_can_be_ordered() {
    let mut shop = Shop::open();
    let named = PeriodChange {
        name: Some("PO Lebaran".to_owned()),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &named, super::NOW).unwrap();
    shop.order("NAS3", "Ani", &[(20, "NAS-KEJU")]);
    let mut screen = shop.screens().sized(120, 40).keys("2ay");
    let text = screen.app.take_clipboard().unwrap();
    assert!(text.starts_with("PO Lebaran"), "{text}");
    for line in [
        "• Nastar Keju: Rp60.000 (habis)\n",
        "• Nastar Coklat: Rp60.000\n",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
    let mut screen = shop.screens().sized(120, 40).keys("2cyay");
    let text = screen.app.take_clipboard().unwrap();
    assert!(text.contains("PO ini sudah tutup"), "{text}");
    assert!(!text.contains("habis"), "{text}");
}

/// A package of goods without a quota has no limit either.
#[test]
fn a_package_without_quotas_has_no_limit() {
    let mut shop = Shop::open();
    shop.add_product(&super::plain_product("HAMP", "Hampers", 200_000));
    let contents = PackageDraft::parse("2 LK", "").unwrap();
    shop.book
        .set_package(&super::code("HAMP"), &contents, super::NOW)
        .unwrap();
    shop.sells("NAS3", &["HAMP"]);
    let offers = shop.book.offers(shop.id("NAS3")).unwrap();
    let left = offers.iter().find(|offer| offer.code == "HAMP");
    assert_eq!(left.map(rekap::book::OfferRow::left), Some(None));
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("Hampers")
        .sees_not("000.000.000")
        .sees_not("500.000.000");
}

/// The question at the close says who still waits and what is unpaid.
#[test]
fn closing_says_who_waits_and_what_is_unpaid() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(2, "NAS-KEJU")]);
    let paid = shop.order("NAS3", "Cici", &[(1, "LK")]).row.id;
    shop.pay(paid, 45_000);
    for name in ["Beni", "Dodo"] {
        let wait = rekap::book::NewOrder {
            if_full: rekap::book::IfFull::Wait,
            ..super::setup::new_order(shop.id("NAS3"), name, &[(20, "NAS-KEJU")])
        };
        shop.book.place_order(&wait, super::NOW).unwrap();
    }
    shop.screens()
        .sized(80, 24)
        .keys("2c")
        .sees("Tutup PO?")
        .sees("waiting list: Beni, Dodo.")
        .sees("Rp120.000 dari 1 pesanan.")
        .sees("Belum DP:")
        // Enter goes back; what is counted can be looked at first.
        .sees("▸ tidak, kembali")
        .keys("<Down>")
        .sees("▸ lihat 1 pesanan belum DP")
        .keys("<Enter>")
        .sees("Ani")
        .sees_not("Cici")
        .keys("2c<Down><Down><Down>")
        .sees("▸ lihat waiting list, 2 pesanan")
        .keys("<Enter>")
        .sees("Beni")
        .sees("Dodo")
        .sees_not("Ani")
        // The same counts stand on Beranda.
        .keys("1")
        .sees("1 pesanan belum DP")
        .sees("2 pesanan di waiting list")
        .keys("<End><Enter>")
        .sees("Beni")
        .sees_not("Ani")
        .keys("1<Up><Enter>")
        .sees("Ani")
        .sees_not("Beni");
    assert_eq!(
        shop.book
            .period_by_id(shop.id("NAS3"))
            .unwrap()
            .stage(super::NOW),
        rekap::domain::stage::Stage::Open
    );
}

/// Sales are the bills without the down payments that were kept (rule 33), in the list and on the
/// page.
#[test]
fn sales_are_the_same_in_the_list_and_on_the_page() {
    let mut shop = Shop::open();
    let rule = PeriodChange {
        cancellation: Some("0/0/0".parse().unwrap()),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &rule, super::NOW).unwrap();
    shop.order("NAS3", "Ani", &[(2, "NAS-KEJU")]);
    let gone = shop.order("NAS3", "Cici", &[(1, "LK")]).row.id;
    shop.pay(gone, 22_500);
    shop.book
        .cancel_order(gone, "tidak jadi", false, super::NOW)
        .unwrap();
    let screen = shop.screens().sized(120, 40).keys("2").sees("Rp120.000");
    screen
        .sees_not("Rp142.500")
        .keys("<Enter>")
        .sees("DP hangus")
        .sees("Rp22.500")
        .sees("Omzet          Rp120.000")
        .sees("Total tagihan  Rp142.500");
}

/// On a PO's page `e` is about the selected product, and about the PO while its figures have the
/// focus.
#[test]
fn e_changes_the_selected_product_of_a_po() {
    Shop::open()
        .screens()
        .keys("2<Enter>e")
        .sees("Nastar Keju di PO ini")
        .keys("<Esc><Tab>e")
        .sees("Ubah PO NAS3");
}

/// Opening a copied PO says that the old one is still worked on, and how to change; also when the old one
/// takes no orders any more.
#[test]
fn opening_a_copied_po_says_which_po_is_worked_on() {
    let mut shop = Shop::open();
    shop.screens()
        .sized(80, 24)
        .keys("2d<Enter>")
        .sees("NAS4")
        .keys("o")
        .sees("PO aktif masih NAS3 · p pindah ke NAS4")
        .keys("u");
    let old = shop.id("NAS3");
    let screen = shop.screens().sized(80, 24);
    shop.book.close_period(old, super::NOW).unwrap();
    let screen = screen.keys("2<Home><Enter>o").sees("PO aktif masih NAS3");
    assert_eq!(screen.app.ctx().period, Some(old));
}

/// The sums of a PO's page come to each other: bills = paid + outstanding - overpaid; and the moment it
/// was really closed comes before the planned one.
#[test]
fn the_sums_of_a_po_reconcile() {
    let mut shop = Shop::open();
    let first = shop.order("NAS3", "Ani", &[(2, "NAS-KEJU")]).row.id;
    shop.pay(first, 60_000);
    let second = shop.order("NAS3", "Cici", &[(1, "LK")]).row.id;
    shop.pay(second, 50_000);
    let period = shop.id("NAS3");
    shop.book.close_period(period, super::NOW).unwrap();
    let screen = shop
        .screens()
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("Omzet          Rp165.000")
        .sees("Dibayar        Rp110.000")
        .sees("Belum masuk    Rp60.000")
        .sees("Lebih bayar    Rp5.000")
        .sees("Rencana tutup")
        .sees("Ditutup        Min 15 Feb 2026 10.00");
    screen
        .keys("<Tab><Down><Down><Down><Down><Enter>")
        .sees("Ani")
        .sees_not("Cici");
    // In a small window more is below, and Tab gives it the page.
    shop.screens()
        .sized(60, 20)
        .keys("2<Enter>")
        .sees("▾")
        .keys("<Tab>")
        .sees("Rencana tutup");
}

/// The footer offers what fits the stage: an open PO isn't opened.
#[test]
fn the_footer_offers_what_fits_the_stage() {
    let shop = Shop::open();
    shop.screens()
        .keys("2")
        .sees("c tutup PO")
        .sees_not("o buka PO")
        .keys("<Enter>")
        .sees_not("o buka PO");
}
