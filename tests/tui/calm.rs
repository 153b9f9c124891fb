//! What keeps the screens calm: popups, notices, lists that say where one is, and nothing cut beside
//! free room.

use rekap::book::{Milestone, OfferChange, PeriodChange};
use rekap::domain::package::PackageDraft;
use rekap::domain::payment::Method;
use rekap::lang::Lang;
use rekap::tui::theme::Palette;

use super::setup::new_product;
use super::{NOW, Shop, code, plain_product};

/// A shop with thirty orders of customers with long names.
fn busy() -> Shop {
    let mut shop = Shop::open();
    for n in 0..30 {
        let name = format!("Bu Haji Siti Nurhaliza {}", char::from(b'A' + n % 26));
        shop.order("NAS3", &name, &[(1, "LK")]);
    }
    shop
}

#[test]
fn a_notice_goes_at_the_next_key() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("nsar<Tab>1 kej<Enter>")
        .sees("u urungkan");
    let screen = screen.keys("<Esc>").sees_not("dari Bu Sari dicatat");
    screen
        .keys("3u")
        .sees("Diurungkan")
        .keys("<Down>")
        .sees_not("Diurungkan");
}

/// Nothing of the list stands beside a popup, and a long text says which part of it is shown.
#[test]
fn a_popup_clears_its_rows_and_says_what_is_below() {
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let screen = busy().screens().sized(width, height).keys("3?");
        let text = screen.text();
        let framed = text.lines().filter(|line| line.contains(['│', '╭', '╰']));
        for line in framed {
            let outside = line.trim().trim_start_matches(['│', '╭', '╰']);
            let beside = line.find(['│', '╭', '╰']).unwrap();
            assert!(line.get(..beside).unwrap().trim().is_empty(), "{line}");
            assert!(outside.ends_with(['│', '╮', '╯']), "{line}");
        }
        screen.sees("1–").sees(" / ");
    }
}

/// The frame of a picker has as many rows as there are choices.
#[test]
fn a_picker_is_as_high_as_its_choices() {
    let shop = Shop::open();
    let text = shop.screens().sized(80, 24).keys("p").text();
    let rows = text.lines().filter(|line| line.contains('│')).count();
    assert_eq!(rows, 3, "the filter, a free row and the only PO\n{text}");
}

#[test]
fn never_three_popups_over_each_other() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("nsar<Tab>25 kej<Enter>")
        .sees("Slot penuh")
        .keys("<End><Enter>");
    let text = screen.text();
    assert!(text.matches('╭').count() <= 2, "{text}");
    // The form is there again behind the question.
    screen.keys("<Esc>").sees("Pesanan baru").sees("25 kej");
}

#[test]
fn a_list_says_which_rows_it_shows() {
    let shop = busy();
    shop.screens()
        .sized(80, 24)
        .keys("3")
        .sees("1–19 / 30")
        .keys("<End>")
        .sees("12–30 / 30")
        .keys("/NAS3-007")
        .sees_not(" / 30");
}

/// At 80×24 and 100×30 nobody's name is cut, nor a place on the waiting list.
#[test]
fn names_are_whole_where_there_is_room() {
    let mut shop = busy();
    let wait = rekap::book::NewOrder {
        if_full: rekap::book::IfFull::Wait,
        ..super::setup::new_order(shop.id("NAS3"), "Pak Haji Abdurrahman", &[(21, "NAS-KEJU")])
    };
    shop.book.place_order(&wait, NOW).unwrap();
    for (width, height) in [(80, 24), (100, 30)] {
        shop.screens()
            .sized(width, height)
            .keys("3")
            .sees("Bu Haji Siti Nurhaliza D")
            .sees("Pak Haji Abdurrahman")
            .sees("waiting list 1")
            .sees_not("…");
    }
}

/// Sizes and colours at the end of a long name are on the order's page and in the form's panel.
#[test]
fn sizes_and_colours_are_never_cut() {
    let mut shop = Shop::open();
    let variants = [("XLH", "XL / Hitam"), ("XLP", "XL / Putih")];
    shop.add_product(&new_product(
        "JRS",
        "Jersey Futsal Lengan Panjang Dewasa",
        150_000,
        &variants,
    ))
    .sells("NAS3", &["JRS"])
    .order("NAS3", "Budi", &[(2, "JRS-XLH"), (1, "JRS-XLP")]);
    for (width, height) in [(60, 20), (80, 24), (100, 30), (120, 40)] {
        shop.screens()
            .sized(width, height)
            .keys("3<Enter>")
            .sees("Hitam")
            .sees("Putih")
            .sees("Rp150.000")
            .sees_not("…");
        shop.screens()
            .sized(width, height)
            .keys("nsar<Tab>2 JRS-XLH, 1 JRS-XLP<Tab>")
            .sees("Hitam")
            .sees("Putih");
    }
}

/// In production, with marks of every kind, names are whole and the goods are there.
#[test]
fn names_and_goods_come_before_the_words_of_marks() {
    let mut shop = busy();
    let cancelled = shop.order("NAS3", "Pak Reza Putu Tangerang", &[(10, "NAS-KEJU")]);
    let nas3 = shop.id("NAS3");
    shop.book
        .mark_period(nas3, Milestone::Production, NOW)
        .unwrap();
    shop.book
        .cancel_order(cancelled.row.id, "pindah", false, NOW)
        .unwrap();
    shop.screens()
        .sized(80, 24)
        .keys("3")
        .sees("Pak Reza Putu Tangerang")
        .sees("Bu Haji Siti Nurhaliza D")
        .sees("✗")
        .sees("diproses")
        .sees_not("…");
}

/// On a wide screen the bill of an order takes the room that its lines need.
#[test]
fn a_wide_page_of_an_order_wraps_no_goods() {
    let mut shop = Shop::open();
    let variants = [("MP", "M / Putih")];
    shop.add_product(&new_product("JRS", "Jersey Futsal", 135_000, &variants))
        .sells("NAS3", &["JRS"])
        .order("NAS3", "Budi", &[(1, "JRS-MP")]);
    shop.screens()
        .sized(120, 40)
        .keys("3<Enter>")
        .sees("1 × Jersey Futsal M / Putih  Rp135.000  (Rp135.000)");
}

/// Enter opens the order of a deed; before that it is said what the deed changed.
#[test]
fn the_history_shows_before_and_after_and_opens_the_order() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi Soekardjo", &[(2, "NAS-KEJU"), (1, "LK")]);
    let price = OfferChange {
        price: Some(rekap::domain::money::Rupiah::new(65_000)),
        ..OfferChange::default()
    };
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("3e")
        .keys("<Ctrl-U>3 kej, 1 lid<Enter>")
        .keys("h")
        .sees("Nastar Keju · Jumlah")
        .sees("2 → 3")
        .sees_not("Lidah Kucing · Jumlah");
    screen.keys("<Enter>").sees("3 × Nastar Keju");
    // Later changes of the same rows don't change what was.
    shop.offer("NAS3", "NAS-KEJU", price);
    shop.screens()
        .sized(80, 24)
        .keys("3e")
        .keys("<Ctrl-U>5 kej, 1 lid<Enter>")
        .keys("h")
        .sees("3 → 5")
        .keys("<Down>")
        .sees("Nastar Keju · Harga")
        .sees("Rp60.000 → Rp65.000")
        .keys("<Enter>")
        .sees("tidak menyangkut pesanan")
        .keys("<Down>")
        .sees("2 → 3");
}

/// The announcement is complete: prices by group, packages with their contents, tiers in place, by
/// when the DP is due, and where to pay; the reminder says where to pay too.
#[test]
fn the_announcement_and_the_reminder_say_all_that_customers_ask() {
    let mut shop = Shop::open();
    shop.add_product(&plain_product("HAMP", "Hampers", 250_000))
        .sells("NAS3", &["HAMP"]);
    let draft = PackageDraft::parse("2 NAS-KEJU", "rasa 1: NAS-COK, LK").unwrap();
    shop.book.set_package(&code("HAMP"), &draft, NOW).unwrap();
    for (name, method) in [
        ("BCA 1234567890 a.n. Rina", Method::Transfer),
        ("Laci", Method::Cash),
    ] {
        shop.book
            .save_account(None, Some(name), Some(method), NOW)
            .unwrap();
    }
    let deadline = PeriodChange {
        down_payment_hours: Some(Some(48)),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &deadline, NOW).unwrap();
    let mut screen = shop.screens().sized(120, 40).keys("2a");
    screen = screen.keys("y");
    let text = screen.app.take_clipboard().unwrap();
    for line in [
        "• Nastar (Keju, Coklat): Rp60.000\n• Lidah Kucing: Rp45.000\n",
        "• Hampers: Rp250.000\n  isi: 2 Nastar Keju; rasa: pilih 1 dari Nastar Coklat, Lidah Kucing\n",
        "DP: 50% dari belanja (ongkir tidak dihitung), paling lambat 2 hari setelah pesan\n",
        "\n\nPembayaran:\nBCA 1234567890 a.n. Rina",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
    assert!(
        !text.contains("Laci"),
        "nobody transfers to a cash box\n{text}"
    );
    shop.order("NAS3", "Budi Soekardjo", &[(2, "NAS-KEJU")]);
    let mut screen = shop.screens().keys("3y");
    let text = screen.app.take_clipboard().unwrap();
    assert!(
        text.contains("DP Rp60.000 dari total Rp120.000, paling lambat Sel 17 Feb 2026 10.00\n   2 Nastar Keju\nPembayaran:\nBCA 1234567890 a.n. Rina\n"),
        "{text}"
    );
}

/// In a narrow window the wrapped help scrolls to its last row, and back at the first key.
#[test]
fn the_help_scrolls_to_its_end() {
    let help = busy().screens().sized(40, 12).keys("?");
    // Says which rows it shows: `1–6 / 60`.
    let shown = |text: &str| {
        let (before, all) = text.rsplit_once(" / ").unwrap();
        let number = |text: &str| text.trim().parse::<usize>().unwrap();
        let last = before.rsplit('–').next().unwrap();
        let all: String = all.chars().take_while(char::is_ascii_digit).collect();
        (number(last), number(&all))
    };
    let (first, all) = shown(&help.text());
    assert!(first < all);
    let end = help.keys("<End>");
    assert_eq!(shown(&end.text()), (all, all));
    let past = end.keys("<PageDown>");
    assert_eq!(shown(&past.text()), (all, all));
    assert_eq!(shown(&past.keys("<Up>").text()), (all - 1, all));
}

/// At 60 columns the list of orders keeps what is unusual about each, as a sign.
#[test]
fn a_narrow_list_keeps_the_status() {
    let mut shop = busy();
    let wait = rekap::book::NewOrder {
        if_full: rekap::book::IfFull::Wait,
        ..super::setup::new_order(shop.id("NAS3"), "Pak Haji Abdurrahman", &[(21, "NAS-KEJU")])
    };
    shop.book.place_order(&wait, NOW).unwrap();
    let gone = shop.order("NAS3", "Bu Haji Rukmini", &[(1, "LK")]).row.id;
    shop.book
        .cancel_order(gone, "tidak jadi", false, NOW)
        .unwrap();
    let screen = shop.screens().sized(60, 20).keys("3");
    let text = screen.text();
    let row = |code: &str| {
        let mut lines = text.lines();
        lines.find(|line| line.contains(code)).unwrap_or_default()
    };
    assert!(row("NAS3-031").ends_with("#1"), "{text}");
    assert!(row("NAS3-032").ends_with('✗'), "{text}");
    assert!(row("NAS3-032").contains("Bu Haji Rukmini"), "{text}");
    screen.sees("belum bayar").sees_not("Sta");
}

/// PageDown in the help goes on by what is on the screen, with one line of it kept.
#[test]
fn a_page_of_help_is_a_screenful() {
    let screen = Shop::open().screens().sized(80, 24).keys("3?");
    let shown = |screen: &super::Screen| -> (usize, usize) {
        let text = screen.text();
        let mut words = text.split([' ', '─']);
        let range = words.find_map(|word| {
            let (from, to) = word.split_once('–')?;
            Some((from.parse().ok()?, to.parse().ok()?))
        });
        range.unwrap_or_else(|| panic!("{text}"))
    };
    let (first, last) = shown(&screen);
    assert_eq!(first, 1);
    let screen = screen.keys("<PageDown>");
    assert_eq!(shown(&screen).0, last);
    let screen = screen.keys("<PageUp>");
    assert_eq!(shown(&screen), (first, last));
}

/// Help is named at the bottom of every width, and the way back only where there is one.
#[test]
fn the_footer_always_names_help() {
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let screen = Shop::open().screens().sized(width, height);
        let screen = screen.sees("? bantuan").sees_not("Esc kembali");
        let screen = screen.keys("3").sees("? bantuan");
        // In a list that is narrowed by typing, `?` is typed.
        screen
            .keys("p")
            .sees("F1 bantuan")
            .keys("<F1>")
            .sees("Bantuan");
    }
}

/// That a terminal may not be able to copy is said once.
#[test]
fn copying_is_said_in_one_line() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi Soekardjo", &[(2, "NAS-KEJU")]);
    shop.screens()
        .sized(80, 24)
        .keys("3y")
        .sees("Tersalin: tagihan untuk Budi Soekardjo. Tinggal tempel di WhatsApp")
        .sees("Terminal tidak bisa menyalin")
        .keys("<Enter>y")
        .sees("Tersalin: ringkasan NAS3-001 untuk Budi Soekardjo.")
        .sees_not("Terminal");
}

/// A claimed payment and the pieces of a quota are short rather than cut.
#[test]
fn narrow_lists_shorten_rather_than_cut() {
    let mut shop = Shop::open();
    let order = shop.order("NAS3", "Pak Haji Abdurrahman", &[(2, "NAS-KEJU")]);
    let claim = rekap::book::Movement {
        claimed: true,
        ..super::setup::movement(60_000)
    };
    let claim = rekap::book::NewPayment::ForOrder(order.row.id, claim);
    shop.book.record_payment(&claim, NOW).unwrap();
    let quota = PeriodChange {
        quota: Some(Some(308)),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &quota, NOW).unwrap();
    shop.screens()
        .sized(60, 20)
        .keys("4")
        .sees("? transfer")
        .keys("2")
        .sees("2/308")
        .sees_not("2/308 …");
}

/// The page of an order that doesn't fit says that it goes on.
#[test]
fn an_orders_page_says_that_it_goes_on() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi Soekardjo", &[(2, "NAS-KEJU"), (1, "LK")]);
    let screen = shop.screens().sized(80, 16).keys("3<Enter>").sees("▾");
    screen
        .sees_not("▴")
        .keys("<End>")
        .sees("▴")
        .sees("Riwayat")
        .sees_not("▾");
    shop.screens().sized(120, 40).keys("3<Enter>").sees_not("▾");
}

/// Rows are marked and unmarked; of marked bills those without a rest are named as left out.
#[test]
fn marked_rows_are_unmarked_by_esc_and_settled_ones_are_left_out() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi Soekardjo", &[(2, "NAS-KEJU")]);
    shop.order("NAS3", "Budi Soekardjo", &[(1, "LK")]);
    let settled = shop.order("NAS3", "Bu Sari", &[(1, "LK")]);
    shop.pay(settled.row.id, 45_000);
    shop.screens()
        .sized(80, 24)
        .keys("3<Ctrl-A>")
        .sees("Esc lepas tanda")
        .keys("b")
        .sees("1 yang ditandai tidak ikut, tidak ada yang kurang: NAS3-003")
        .keys("<Esc><Esc>")
        .sees_not("lepas tanda");
}

/// The count of pieces and the total stay in the narrowest list, and Space pages the help.
#[test]
fn a_narrow_list_keeps_count_and_total() {
    let screen = busy().screens().sized(60, 20).keys("3").sees("Pcs");
    screen.sees("Rp45.000").sees("belum bayar");
    let help = busy().screens().sized(60, 20).keys("3?").sees("1–");
    help.keys("<Space>").sees_not(" 1–");
}

/// A form keeps its size from field to field, whatever hints they have.
#[test]
fn a_form_keeps_its_size() {
    let shop = Shop::open();
    let rows = |screen: &super::Screen| {
        let text = screen.text();
        text.lines().filter(|line| line.contains('│')).count()
    };
    for keys in ["7n", "2n", "8n", "3n"] {
        let mut screen = shop.screens().sized(80, 24).keys(keys);
        let first = rows(&screen);
        for _ in 0..4 {
            screen = screen.keys("<Tab>");
            assert_eq!(rows(&screen), first, "{}", screen.text());
        }
    }
}

/// The selected line of Beranda is there in full where its row is too short.
#[test]
fn a_cut_line_of_beranda_is_told_in_full() {
    let mut shop = Shop::empty();
    shop.add_product(&plain_product("LK", "Lidah Kucing", 45_000))
        .period(
            "NAS3",
            super::closing_in(5, "Nastar Lebaran Gelombang Kedua Spesial Arisan"),
        )
        .sells("NAS3", &["LK"])
        .order("NAS3", "Budi", &[(1, "LK")]);
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    shop.screens()
        .sized(60, 20)
        .keys("<End><Up>")
        .sees("kirim ke dapur · Nastar…")
        .sees("  Gelombang Kedua Spesial Arisan");
}

/// A long status of payment loses its sum before the goods lose their place.
#[test]
fn where_the_goods_are_stays_beside_a_long_status() {
    let mut shop = busy();
    let due = shop.order("NAS3", "Bu Haji Siti Nurhaliza Z", &[(20, "NAS-KEJU")]);
    shop.pay(due.row.id, 10_000);
    let nas3 = shop.id("NAS3");
    shop.book
        .mark_period(nas3, Milestone::Production, NOW)
        .unwrap();
    for (lang, heading, goods, short) in [
        (Lang::Id, "Barang", "diproses", "◔ DP kurang "),
        (Lang::En, "Goods", "in progress", "◔ DP short "),
    ] {
        shop.screens_in(lang, Palette::Dark)
            .sized(80, 24)
            .keys("3")
            .sees(heading)
            .sees(goods)
            .sees(short)
            .sees("Bu Haji Siti Nurhaliza Z")
            .sees_not("…");
    }
    // Where there is room the sum stands there too.
    shop.screens()
        .sized(120, 40)
        .keys("3")
        .sees("◔ DP kurang Rp590.000")
        .sees("diproses");
}

/// Every status says what it is about, so that rows with and without one sum don't contradict each other.
#[test]
fn each_order_has_one_clear_status_of_payment() {
    let mut shop = Shop::open();
    let dp = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.pay(dp.row.id, 60_000);
    let rose = shop.order("NAS3", "Budi Soekardjo", &[(1, "LK")]);
    shop.pay(rose.row.id, 45_000);
    let over = shop.order("NAS3", "Mbak Dewi", &[(1, "LK")]);
    shop.pay(over.row.id, 50_000);
    let mut screens = shop
        .screens()
        .sized(120, 40)
        .keys("3<Down>gongkir<Tab>10rb<Enter>");
    screens = screens
        .keys("<Esc>3")
        .sees("◐ sudah DP · sisa Rp60.000")
        .sees("! kurang bayar Rp10.000")
        .sees("! lebih bayar Rp5.000");
    // At 80 columns too, in the room of columns that have nothing to say.
    shop.screens()
        .sized(80, 24)
        .keys("3")
        .sees("◐ sudah DP · sisa Rp60.000")
        .sees_not("Barang");
    // Beside a column with the rest no sum is said twice.
    let bills = screens.keys("4");
    let text = bills.text();
    let row = |code: &str| text.lines().find(|line| line.contains(code)).unwrap();
    assert_eq!(row("NAS3-001").matches("Rp60.000").count(), 2, "{text}");
    assert!(row("NAS3-001").contains("◐ sudah DP  "), "{text}");
    assert_eq!(row("NAS3-002").matches("Rp10.000").count(), 1, "{text}");
    assert!(row("NAS3-002").contains("! kurang bayar  "), "{text}");
    // On the order's page neither.
    let page = shop.screens().sized(80, 24).keys("3<Enter>").text();
    assert!(page.contains("! lebih bayar Rp5.000"), "{page}");
    assert!(!page.contains("refund Rp5.000"), "{page}");
}
