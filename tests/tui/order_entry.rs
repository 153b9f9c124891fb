//! Order entry.

use rekap::domain::money::Rupiah;
use rekap::domain::payment::PaymentStatus;
use rekap::lang::Lang;
use rekap::tui::theme::Palette;

use super::Shop;

#[test]
fn a_returning_customers_order_takes_at_most_23_keys() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("nsar<Tab>2 kej,1 lid<Tab>82500<Enter>")
        .sees("Pesanan NAS3-001 dari Bu Sari dicatat, Rp165.000 · Esc lalu u urungkan");
    assert!(screen.pressed() <= 23, "{} keys", screen.pressed());
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.customer_name, "Bu Sari");
    let lines: Vec<(&str, i64)> = order
        .lines
        .iter()
        .map(|line| (line.code.as_str(), line.qty))
        .collect();
    assert_eq!(lines, [("NAS-KEJU", 2), ("LK", 1)]);
    assert_eq!(order.row.bill.paid, Rupiah::new(82_500));
    assert_eq!(order.row.bill.status(), PaymentStatus::DownPayment);
    // Order and payment are one deed, so one undo removes both.
    screen.keys("<Esc>u").sees("Diurungkan");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

#[test]
fn the_form_is_ready_for_the_next_customer() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Enter>")
        .keys("budi<Tab>lidah kucing 3<Tab>lunas<Enter>")
        .sees("NAS3-002 dari Budi Soekardjo");
    let order = shop.stored("NAS3-002");
    assert_eq!(order.row.bill.status(), PaymentStatus::Settled);
    assert_eq!(order.lines[0].qty, 3);
}

#[test]
fn price_quota_and_down_payment_are_shown_while_typing() {
    Shop::open()
        .screens()
        .keys("nsar<Tab>2 nas")
        // Nothing is settled while several fit.
        .sees("“nas” bisa Nastar Keju, Nastar")
        .sees_not("2 Nastar Keju")
        // What Enter and Tab would take.
        .keys("<Down>")
        .sees("2 Nastar Keju")
        .sees("Rp120.000 · sisa 20")
        .keys("<Down>")
        .sees("2 Nastar Coklat")
        .keys("<Esc>")
        .sees("“nas” bisa Nastar Keju, Nastar")
        .keys("<Backspace>s<Down>")
        .keys("<Tab><Shift-Tab>, lk")
        .sees("2 Nastar Keju")
        .sees("Rp120.000 · sisa 20")
        .sees("Rp165.000")
        .sees("Rp82.500");
}

#[test]
fn a_new_customer_has_a_phone_after_the_name() {
    let shop = Shop::open();
    shop.screens()
        .keys("nDewi 0857 1111 2222")
        .sees("pelanggan baru")
        .keys("<Tab>")
        .keys("2 keju<Enter>")
        .sees("dari Dewi dicatat");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.customer_phone.as_deref(), Some("6285711112222"));
    // A known phone means that customer, whatever name is typed with it (rule 49).
    shop.screens()
        .keys("nsari cantik 0812-3456-7811")
        .sees("Bu Sari 0812-3456-7811")
        .sees_not("+ pelanggan baru");
}

#[test]
fn the_highlighted_row_is_the_answer_to_enter_and_to_tab() {
    for key in ["<Enter>", "<Tab>"] {
        let shop = Shop::open();
        shop.screens()
            .keys("nsari")
            .sees("▸ Bu Sari")
            .sees("Bu Sari 0812-3456-7811")
            .sees("+ pelanggan baru: sari")
            .sees("Enter/Tab ambil yang disorot")
            .keys(key)
            // The cursor is in the next field, where nothing is highlighted.
            .sees("▸ Pesanan")
            .sees("Enter simpan")
            .sees("Tab isian berikutnya")
            .keys("2 kej<Enter>")
            .sees("NAS3-001 dari Bu Sari");
        assert_eq!(shop.book.customer_keys().unwrap().len(), 2);
    }
}

#[test]
fn the_last_row_is_a_new_customer_and_a_similar_name_warns() {
    let mut shop = Shop::open();
    shop.customer("Mbak Dewi", "081355556666");
    shop.screens()
        .keys("nsari<Down>")
        .sees("▸ + pelanggan baru: sari")
        .keys("<Enter>")
        .sees("Mirip Bu Sari 0812-3456-7811")
        .keys("1 lk<Enter>")
        .sees("NAS3-001 dari sari dicatat")
        .keys("Dewi 0857 1111 2222<Tab>")
        .sees("Mirip Mbak Dewi 0813-5555-6666")
        .keys("1 lk<Enter>")
        .sees("NAS3-002 dari Dewi dicatat")
        .keys("Joko<Tab>")
        .sees("pelanggan baru")
        .sees_not("Mirip");
}

/// Whose name only resembles what is typed is never the answer to Tab: that would be another customer.
#[test]
fn a_name_that_only_resembles_another_is_a_new_customer() {
    let mut shop = Shop::open();
    shop.customer("Bu Sri Wahyuni Rahayu", "081355556666");
    for typed in ["Bu Srii", "Pak Sari", "Budhi"] {
        shop.screens()
            .keys(&format!("n{typed}"))
            .sees(&format!("▸ + pelanggan baru: {typed}"));
    }
    let screen = shop
        .screens()
        .keys("nBu Siri")
        .sees("▸ + pelanggan baru: Bu Siri");
    let text = screen.text();
    let place = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("no {part} in\n{text}"))
    };
    assert!(
        place("+ pelanggan baru") < place("Bu Sri Wahyuni"),
        "{text}"
    );
    screen
        .keys("<Tab>1 lk<Enter>")
        .sees("NAS3-001 dari Bu Siri dicatat");
    // The form of address doesn't keep a known one from being meant.
    shop.screens().keys("nIbu Sar").sees("▸ Bu Sari");
    // The nearest is named, not who ordered last.
    shop.customer("Sri", "081355557777")
        .order("NAS3", "Sri", &[(1, "LK")]);
    shop.customer("Bu Sri", "081355558888")
        .order("NAS3", "Sri", &[(1, "LK")]);
    shop.screens()
        .keys("nBu Sri 0857 1111 2222<Tab>")
        .sees("Mirip Bu Sri 0813-5555-8888");
}

#[test]
fn esc_closes_the_suggestions_and_keeps_what_was_typed() {
    Shop::open()
        .screens()
        .keys("nbud")
        .sees("▸ Budi Soekardjo")
        .sees("Esc tutup usulan")
        .keys("<Esc>")
        .sees_not("Soekardjo")
        .sees("bud")
        .keys("<Esc>")
        .sees("belum disimpan");
}

#[test]
fn tab_never_drops_what_was_typed() {
    let shop = Shop::open();
    for (typed, taken) in [
        (
            "lidah kucing, 2 nas @Andi<Down>",
            "lidah kucing, 2 Nastar Keju @Andi",
        ),
        ("nas 3<Down>", "3 Nastar Keju"),
        // No units can be guessed, and nothing begins so.
        ("0 nas", "0 nas"),
        ("2 kej manis", "2 kej manis"),
        // A forgotten comma: the rest can't be read.
        ("2 keju 3 lidah", "2 keju 3 lidah"),
        ("1 keju dan 1 lidah", "1 keju dan 1 lidah"),
        ("2 nas: \"tulis 17, nas\"", "2 nas: \"tulis 17, nas\""),
    ] {
        shop.screens()
            .sized(120, 40)
            .keys(&format!("nsar<Tab>{typed}<Tab>"))
            .sees(taken);
    }
    // In the middle of a word nothing is completed.
    shop.screens()
        .keys("nsar<Tab>2 nastar<Left><Left><Left><Tab>")
        .sees("2 nastar");
}

#[test]
fn a_forgotten_comma_is_an_error_and_no_suggestion() {
    let shop = Shop::open();
    for typed in ["2 keju 3 lidah", "1 keju dan 1 lidah"] {
        shop.screens()
            .sized(120, 40)
            .keys(&format!("nsar<Tab>{typed}"))
            .sees(&format!("✗ Tidak ada “{}", &typed[2..]))
            .sees_not("▸ Nastar Keju")
            .keys("<Enter>")
            .sees(typed)
            .sees("✗ Tidak ada");
    }
    assert!(shop.book.order_id("NAS3-001").is_err());
}

/// A shop that also sells shirts in sizes and colours.
fn with_shirts() -> Shop {
    let mut shop = Shop::open();
    let variants = [
        ("MH", "M / Hitam"),
        ("LH", "L / Hitam"),
        ("LP", "L / Putih"),
    ];
    shop.add_product(&super::new_product("KAOS", "Kaos", 75_000, &variants))
        .sells("NAS3", &["KAOS"]);
    shop
}

#[test]
fn among_goods_that_fit_equally_the_owner_chooses() {
    for key in ["<Enter>", "<Tab>"] {
        let shop = with_shirts();
        shop.screens()
            .sized(120, 40)
            .keys("nsar<Tab>1 kaos")
            .sees("Kaos L / Putih")
            .sees("Yang mana?")
            .sees_not("▸ Kaos")
            .sees_not("1 Kaos M")
            .keys(key)
            .sees("✗ “kaos” bisa Kaos")
            .sees("▸ Pesanan")
            .sees("Esc tutup usulan")
            .keys("<Down><Down>")
            .sees("▸ Kaos L / Hitam")
            .sees("1 Kaos L / Hitam")
            .sees_not("Yang mana?")
            .keys(key)
            .keys("<Enter>")
            .sees("NAS3-001 dari Bu Sari");
        assert_eq!(shop.stored("NAS3-001").lines[0].code, "KAOS-LH");
    }
}

#[test]
fn a_variant_that_does_not_exist_is_not_replaced_by_another() {
    let shop = with_shirts();
    for typed in ["1 kaos merah l", "1 kas2"] {
        shop.screens()
            .sized(120, 40)
            .keys(&format!("nsar<Tab>{typed}"))
            .sees("✗ Tidak ada")
            .sees_not("▸ Kaos")
            .keys("<Tab>")
            .sees(typed)
            .keys("<Enter>")
            .sees("✗ Tidak ada");
    }
    assert!(shop.book.order_id("NAS3-001").is_err());
}

#[test]
fn a_similar_name_without_a_phone_reads_well() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ibu Ani", &[(1, "LK")]);
    for (lang, said) in [
        (Lang::Id, "Mirip Ibu Ani. Orang"),
        (Lang::En, "Much like Ibu Ani. The"),
    ] {
        shop.screens_in(lang, Palette::Dark)
            .sized(120, 40)
            .keys("nAni 0857 1111 2222<Tab>")
            .sees(said);
    }
}

#[test]
fn shipping_and_a_discount_in_percent_are_on_the_bill() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("nsar<Tab>2 kej<Tab>lunas<Tab><Tab>20rb<Tab>10%")
        .sees("Rp20.000")
        .sees("-Rp12.000")
        .sees("Rp128.000")
        .sees("✓ lunas")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari dicatat, Rp128.000");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.bill.paid, Rupiah::new(128_000));
    let charges: Vec<(&str, i64)> = order
        .charges
        .iter()
        .map(|charge| (charge.kind.code(), charge.amount.raw()))
        .collect();
    assert_eq!(charges, [("shipping", 20_000), ("discount", -12_000)]);
    // One deed, so one undo.
    screen.keys("<Esc>u").sees("Diurungkan");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

#[test]
fn a_wrong_percentage_is_named() {
    Shop::open()
        .screens()
        .keys("nsar<Tab>1 lk<Tab><Tab><Tab><Tab>120%<Enter>")
        .sees("“120%” bukan persen");
}

#[test]
fn of_a_full_slot_the_rest_can_be_taken() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>18 kej<Enter>budi<Tab>1 lk, 5 kej<Tab>dp<Enter>")
        .sees("Slot penuh")
        .sees("Terima yang ada saja")
        .sees("1 Lidah Kucing, 2 Nastar Keju")
        .keys("<Esc><Shift-Tab><Ctrl-U>5 kej<Enter>")
        .sees("Terima 2 saja")
        .keys("<Down><Enter>")
        .sees("NAS3-002 dari Budi Soekardjo dicatat, Rp120.000");
    let order = shop.stored("NAS3-002");
    assert_eq!(order.lines[0].qty, 2);
    // The down payment is that of what was taken.
    assert_eq!(order.row.bill.paid, Rupiah::new(60_000));
}

#[test]
fn a_small_amount_is_asked_about() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>1 lk<Tab>45<Enter>")
        .sees("▸ Rp45.000")
        .sees("maksudnya ribuan?")
        .sees("memang segini")
        .keys("<Enter>")
        .sees("Rp45.000")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert_eq!(shop.stored("NAS3-001").row.bill.paid, Rupiah::new(45_000));
    // As the cost of a product, and meant as it stands.
    shop.screens()
        .keys("8nKue Putu<Tab>75rb<Tab>45<Tab>")
        .sees("▸ Rp45.000")
        .keys("<Down><Tab><Ctrl-S>")
        .sees("Kue Putu");
    let product = shop.book.product(&super::code("KP")).unwrap();
    assert_eq!(product.variants[0].cost, Rupiah::new(45));
    // As money that came in.
    shop.screens()
        .keys("nsar<Tab>1 kej<Enter><Esc>3b60<Enter>")
        .sees("▸ Rp60.000")
        .keys("<Enter><Enter>")
        .sees("lunas");
    // Thousands are not asked about.
    shop.screens()
        .keys("nsar<Tab>1 lk<Tab>4500<Enter>")
        .sees("NAS3-003 dari Bu Sari");
}

#[test]
fn the_first_key_in_a_prefilled_field_replaces_it() {
    let shop = Shop::open();
    // The quota of Nastar Keju, 20 so far.
    let quota = |keys: &str| {
        shop.screens()
            .keys("2<Enter><Enter>")
            .keys(keys)
            .keys("<Enter>");
        shop.book.offers(shop.id("NAS3")).unwrap()[0].quota
    };
    assert_eq!(quota("35"), Some(35));
    // Other keys only put the cursor there.
    assert_eq!(quota("<End>0"), Some(350));
    assert_eq!(quota("<Backspace>"), Some(35));
    assert_eq!(quota("<Left>7"), Some(375));
    // What was typed is typed on when one comes back to it.
    shop.screens()
        .keys("nsar<Tab>2 kej<Tab><Shift-Tab>, 1 lk<Enter>")
        .sees("dari Bu Sari dicatat, Rp165.000");
}

#[test]
fn goods_not_on_sale_are_named_and_typed_text_is_kept() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej, 1 rendang<Enter>")
        .sees("✗ Tidak ada “rendang” di PO ini")
        .sees("2 kej, 1 rendang")
        .keys("<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>lidha")
        .sees("▸ Lidah Kucing")
        .keys("<Esc>")
        .sees("Maksudnya Lidah Kucing?");
}

#[test]
fn a_full_quota_refuses_in_a_sentence_and_keeps_the_form() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>21 kej<Enter>")
        .sees("Kuota NAS-KEJU tinggal 20 pcs, yang diminta 21")
        .keys("<Esc>")
        .sees("21 kej")
        .sees("Bu Sari");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

#[test]
fn wrong_amounts_and_empty_fields_are_named_where_they_are() {
    let shop = Shop::open();
    shop.screens()
        .keys("n<Enter>")
        .sees("✗ Wajib diisi")
        .keys("sar<Tab>lk<Tab>banyak<Enter>")
        .sees("“banyak” bukan jumlah uang")
        .keys("<Ctrl-U>45rb<Enter>")
        .sees("NAS3-001 dari Bu Sari");
}

#[test]
fn a_closed_po_asks_for_a_reason() {
    let mut shop = Shop::open();
    let period = shop.book.periods().unwrap()[0].id;
    shop.book.close_period(period, super::NOW).unwrap();
    shop.screens()
        .keys("nsar<Tab>1 kej<Enter>")
        .sees("Alasan susulan")
        .sees("Tulis alasannya")
        .keys("ketinggalan<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert!(shop.stored("NAS3-001").row.late);
}

#[test]
fn with_several_open_pos_the_form_says_where_it_goes_and_where_else_a_product_is() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop.screens()
        .sized(120, 40)
        // Chosen by hand: KUE1, which doesn't sell Nastar.
        .keys("nsar<Tab>2 kej<Tab><Tab><Tab><Tab><Tab><Right>")
        .sees("‹ KUE1 Kue Kering ›")
        .keys("<Enter>")
        .sees("Nastar Keju dijual di PO NAS3, bukan di")
        .keys("<Tab><Tab><Tab><Tab><Tab><Right>")
        .sees("‹ NAS3 Nastar Lebaran ›")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
}

#[test]
fn with_several_open_pos_the_product_typed_chooses_the_po() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>")
        .sees("Pesanan baru · KUE1")
        .keys("2 kej")
        .sees("Pesanan baru · NAS3")
        .sees("Produknya dijual di NAS3")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari")
        // The next order is read from the start.
        .keys("sar<Tab>1 lidah<Enter>")
        .sees("KUE1-001 dari Bu Sari");
}

#[test]
fn optional_fields_are_kept_with_the_order() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>1 kej: \"tulis 17, Budi\"<Ctrl-O><Tab><Tab><Tab><Tab><Tab>")
        .keys("<Tab>Jl. Mawar 5<Tab>Mbak Ani<Tab><Tab><Right><Tab>titip satpam<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.lines[0].customization, "tulis 17, Budi");
    assert_eq!(order.address, "Jl. Mawar 5");
    assert_eq!(order.recipient, "Mbak Ani");
    assert_eq!(order.note, "titip satpam");
    assert_eq!(order.row.channel.code(), "ig");
}

#[test]
fn without_a_po_or_products_it_says_what_to_do() {
    Shop::empty()
        .screens()
        .keys("n")
        .sees("Belum ada PO yang buka. Tekan 2 lalu n");
    let mut shop = Shop::empty();
    shop.period("NAS1", super::closing_in(2, "Nastar"));
    shop.screens().keys("n").sees("Belum ada produk di NAS1");
}

#[test]
fn weak_matches_are_not_suggested() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop.screens()
        .sized(120, 40)
        // "dhk" matches letters of Lidah Kucing, and "ook" of Budi Soekardjo.
        .keys("nook")
        .sees_not("Soekardjo")
        .keys("<Tab>2 dhk")
        .sees_not("Lidah Kucing ")
        .keys("<Ctrl-U>2 xyzzy")
        .sees("Tidak ada “xyzzy”");
}

#[test]
fn typed_text_comes_back_with_its_customer_after_a_kill() {
    let shop = Shop::open();
    let ended = shop.screens().keys("nsar<Tab>2 kej");
    let draft = ended.app.unsaved().remove(0);
    let mut again = shop.screens();
    again
        .app
        .run(rekap::tui::effect::Effect::read(move |book, ctx| {
            rekap::tui::screens::reopen(&draft, book, ctx)
        }));
    again
        .sees("2 kej")
        .sees("0812-3456-7811")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert_eq!(shop.book.customer_keys().unwrap().len(), 2);
}

/// The footer promises to take the highlighted one only where one is highlighted.
#[test]
fn the_footer_says_what_enter_does_now() {
    let shop = with_shirts();
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>1 kaos")
        .sees("Kaos L / Putih")
        .sees_not("ambil yang disorot")
        .sees("Esc tutup usulan")
        .keys("<Down>")
        .sees("Enter/Tab ambil yang disorot");
}

/// The list of suggestions says how many more fit.
#[test]
fn suggestions_say_how_many_more_there_are() {
    let mut shop = Shop::open();
    for n in 0..7 {
        let phone = format!("08137000000{n}");
        shop.customer(&format!("Rina {}", char::from(b'A' + n)), &phone);
    }
    for size in [(80, 24), (120, 40)] {
        shop.screens()
            .sized(size.0, size.1)
            .keys("nrina")
            .sees("+ pelanggan baru: rina")
            .sees("+2 lagi")
            .keys(" c")
            .sees_not("+2 lagi");
    }
    let shop = with_shirts();
    shop.screens().keys("nsar<Tab>1 o").sees_not("+0 lagi");
}
