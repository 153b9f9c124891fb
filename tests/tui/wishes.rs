//! What is agreed for an order besides its goods, by keys: when it is wanted, why it is free, when it is
//! due, who pays, whose design is approved (rules 1, 74, 77, 79, 109, 112).

use rekap::book::{AgreedChange, OrderChange, PeriodChange, ProductChange};
use rekap::domain::agreed::Way;
use rekap::domain::money::Rupiah;
use rekap::domain::when::Moment;

use super::setup::order_of;
use super::{NOW, Shop, code};

/// So many Tabs.
fn tabs(count: usize) -> String {
    "<Tab>".repeat(count)
}

/// Changes what is agreed for an order.
fn agree(shop: &mut Shop, order: &str, agreed: AgreedChange) {
    let id = shop.book.order_id(order).unwrap();
    let change = OrderChange {
        agreed,
        ..OrderChange::default()
    };
    shop.book.edit_order(id, &change, NOW).unwrap();
}

/// Rule 77: day, time, way and place in the order form; Home counts what is wanted today and opens it.
#[test]
fn what_is_wanted_today_is_a_line_of_home() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Budi Soekardjo", &[(1, "NAS-COK")]);
    let screen = shop.screens();
    let screen = screen
        .keys("nsar<Tab>2 kej<Tab><Ctrl-O>")
        .keys(&tabs(11))
        .keys("15/2 15.30<Tab><Right><Tab>Stasiun<Tab>Bogor<Enter>")
        .sees("dari Bu Sari dicatat");
    let wanted = shop.stored("NAS3-002").agreed.wanted;
    assert_eq!(wanted.day.unwrap().to_string(), "2026-02-15");
    assert_eq!(wanted.time.unwrap().to_string(), "15:30:00");
    assert_eq!(wanted.way, Some(Way::Pickup));
    assert_eq!((&*wanted.place, &*wanted.area), ("Stasiun", "Bogor"));
    let screen = screen
        .keys("<Esc>1")
        .sees("hari ini diambil/dikirim: 1")
        .keys("<Home>");
    // The line may not be the first.
    let mut screen = screen;
    for _ in 0..6 {
        if screen.text().contains("untuk hari ini") {
            break;
        }
        screen = screen.keys("<Enter>");
        if !screen.text().contains("untuk hari ini") {
            screen = screen.keys("<Esc><Down>");
        }
    }
    screen
        .sees("untuk hari ini")
        .sees("NAS3-002")
        .sees_not("NAS3-001")
        .keys("<Enter>")
        .sees("jam 15:30")
        .sees("Stasiun");
}

/// Rule 109: a free order asks nothing, and says why.
#[test]
fn the_order_form_takes_a_free_order() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Tab><Ctrl-O>")
        .keys(&tabs(15))
        .keys("endorse")
        .sees("Rp0")
        .keys("<Enter>")
        .sees("dari Bu Sari dicatat, Rp0")
        .keys("<Esc>3")
        .sees("gratis: endorse");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.bill.total, Rupiah::ZERO);
    assert_eq!(order.row.terms.free.as_deref(), Some("endorse"));
}

/// Rules 74, 112: due date and payer in the edit form; the overdue bill is the first of the bills.
#[test]
fn the_edit_form_makes_a_kasbon() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.order("NAS3", "Budi Soekardjo", &[(1, "NAS-COK")]);
    shop.screens()
        .keys("3<Down>e<Ctrl-O>")
        .keys(&tabs(12))
        .keys("20/3<Tab>budi<Tab><Enter>")
        .sees("NAS3-001 dari Bu Sari diubah")
        .keys("4")
        .sees("kasbon, jatuh tempo");
    let order = shop.stored("NAS3-001");
    assert!(order.row.terms.due_at.is_some());
    assert_eq!(order.agreed.payer.unwrap().1, "Budi Soekardjo");
    assert_eq!(order.row.bill.down_payment_asked(), Rupiah::ZERO);
    let yesterday = AgreedChange {
        due: Some(Some(Moment::from_unix(NOW.unix() - 86_400))),
        ..AgreedChange::default()
    };
    agree(&mut shop, "NAS3-001", yesterday);
    let screen = shop.screens().sees("1 pesanan telat pelunasan, Rp120.000");
    let text = screen.keys("4").sees("kasbon lewat jatuh tempo").text();
    let place = |order: &str| text.find(order).unwrap();
    assert!(place("NAS3-001") < place("NAS3-002"), "{text}");
}

/// Rules 109, 112: the edit form shows what a reason to be free or a due date makes of the bill, before it is
/// saved.
#[test]
fn the_edit_form_shows_what_free_and_kasbon_come_to() {
    let mut shop = Shop::open();
    let half = PeriodChange {
        down_payment: Some("50%".parse().unwrap()),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &half, NOW).unwrap();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.screens()
        .keys("3e<Ctrl-O>")
        .keys(&tabs(11))
        .keys("endorse")
        .sees("Rp60.000 → Rp0")
        .sees("Total baru")
        .keys("<Enter>")
        .sees("diubah");
    assert_eq!(shop.stored("NAS3-001").row.bill.total, Rupiah::ZERO);
    // And what it costs again.
    shop.screens()
        .keys("3e<Ctrl-O>")
        .keys(&tabs(11))
        .keys("<Ctrl-U>")
        .sees("Total baru")
        .sees("Rp120.000")
        .keys("<Tab>20/3")
        .sees_not("Rp60.000");
    assert_eq!(shop.stored("NAS3-001").row.bill.total, Rupiah::ZERO);
}

/// Rule 25: shipping is in no down payment, so nothing of it is rounded.
#[test]
fn shipping_is_not_what_a_down_payment_is_rounded_of() {
    let mut shop = Shop::open();
    let half = PeriodChange {
        down_payment: Some("50%".parse().unwrap()),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &half, NOW).unwrap();
    shop.screens()
        .keys("nsar<Tab>2 kej<Tab><Tab><Tab>10.250")
        .sees("Rp130.250")
        .sees("Rp60.000")
        .sees_not("dibulatkan")
        .keys("<Enter><Esc>3<Enter>")
        .sees("Rp130.250")
        .sees_not("dibulatkan");
}

/// A page whose lines wrap is scrolled to its very end.
#[test]
fn the_page_of_an_order_is_read_to_its_end() {
    let mut shop = Shop::open();
    let long = "tulisan di kotaknya panjang sekali ".repeat(4);
    let items: Vec<String> = (0..6).map(|n| format!("NAS-KEJU: {long}{n}")).collect();
    let items: Vec<(i64, &str)> = items.iter().map(|item| (1, item.as_str())).collect();
    shop.order("NAS3", "Bu Sari", &items);
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        shop.screens()
            .sized(width, height)
            .keys("3<Enter><End>")
            .sees("dicatat")
            .sees_not("▾")
            .keys("<Home>")
            .sees("NAS3-001 · NAS3");
    }
}

/// Rule 74: the bill of one who pays for many names whose each line is.
#[test]
fn the_text_of_an_order_names_its_wearers() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(1, "NAS-KEJU @Adit"), (1, "LK @Bayu")]);
    let mut screens = shop.screens().keys("3<Enter>y");
    let text = screens.app.take_clipboard().unwrap_or_default();
    assert!(
        text.contains("1 × Nastar Keju = Rp60.000\n  @Adit"),
        "{text}"
    );
}

/// Rule 1: the deadline in the form of a PO; who is late is counted on its page.
#[test]
fn the_page_of_a_po_counts_who_has_not_settled() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.screens()
        .keys("2e<Ctrl-O>")
        .keys(&tabs(7))
        .keys("20/2<Enter>")
        .sees("diubah");
    let period = shop.id("NAS3");
    let settle_by = shop.book.period_by_id(period).unwrap().settle_by;
    assert_eq!(settle_by.map(Moment::unix), Some(1_771_606_799));
    let past = PeriodChange {
        settle_by: Some(Some(Moment::from_unix(NOW.unix() - 60))),
        ..PeriodChange::default()
    };
    shop.book.edit_period(period, &past, NOW).unwrap();
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("Pelunasan terakhir")
        .sees("telat pelunasan")
        .sees("1 pesanan, Rp120.000");
}

/// Rule 112: who did not pay is warned of while the order is typed, and the card asks the full price.
#[test]
fn who_did_not_pay_is_warned_of() {
    let mut shop = Shop::open();
    let order = shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]).row.id;
    shop.book
        .cancel_order_keeping(order, "tidak jadi", false, None, NOW)
        .unwrap();
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>")
        .sees("1 dari 1 pesanannya tidak jadi")
        .sees("Bu Sari");
    shop.screens()
        .sized(120, 40)
        .keys("7/sari<Enter><Enter>")
        .sees("1 dari 1 pesanannya tidak jadi")
        .keys("e<Ctrl-O>")
        .keys(&tabs(7))
        .keys("<Right><Enter>")
        .sees("selalu bayar penuh");
}

/// Rule 74: one of those an order is for pays his part.
#[test]
fn a_wearer_pays_from_the_payment_form() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(1, "NAS-KEJU @Adit"), (1, "LK @Bayu")]);
    shop.screens()
        .keys("3b")
        .sees("seluruh pesanan")
        .keys("<Shift-Tab><Right><Right><Tab>")
        .sees("Bayu")
        .keys("<Enter>")
        .sees("Rp45.000");
    let wearers = shop.stored("NAS3-001").wearers;
    assert_eq!(wearers[1].paid, Rupiah::new(45_000));
    assert_eq!(wearers[0].paid, Rupiah::ZERO);
}

/// Words for the rest mean the rest of the one who pays, in any letters; once that is paid, nothing.
#[test]
fn the_rest_is_that_of_the_wearer() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(1, "NAS-KEJU @Adit"), (1, "LK @Bayu")]);
    shop.screens()
        .keys("3b<Shift-Tab><Right><Right><Tab>Lunas")
        .sees("Rp45.000")
        .keys("<Enter>")
        .keys("b<Shift-Tab><Right><Right><Tab>lunas<Enter>")
        .sees("Tidak ada yang kurang");
    assert_eq!(shop.stored("NAS3-001").row.bill.paid, Rupiah::new(45_000));
}

/// Rule 79: a product whose designs are approved is set in its form; Home counts what waits.
#[test]
fn designs_wait_for_approval() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(1, "LK: tulisan HBD")]);
    shop.screens().sees_not("menunggu persetujuan desain");
    let product = shop.book.product(&code("LK")).unwrap().id;
    let change = ProductChange {
        needs_approval: Some(true),
        ..ProductChange::default()
    };
    shop.book.edit_product(product, &change, NOW).unwrap();
    shop.screens()
        .sees("menunggu persetujuan desain: 1")
        .keys("3<Enter>")
        .sees("! menunggu persetujuan desain")
        .keys("A")
        .sees("Desain disetujui · NAS3-001 Bu Sari")
        .keys("<Enter><Enter>")
        .sees("desain disetujui Bu Sari")
        .sees_not("! menunggu persetujuan desain");
}

/// A shop that uses none of it sees none of it.
#[test]
fn nothing_of_it_shows_where_it_is_not_used() {
    let mut shop = Shop::open();
    let customer = super::setup::described("Bu Sari", "081234567811");
    let items = vec![super::setup::item(2, "NAS-KEJU")];
    let period = shop.id("NAS3");
    shop.book
        .place_order(&order_of(period, customer, items), NOW)
        .unwrap();
    for keys in ["1", "2<Enter>", "3<Enter>", "4", "n", "3b"] {
        let text = shop
            .screens()
            .sized(120, 40)
            .keys(keys)
            .text()
            .to_lowercase();
        for word in [
            "gratis",
            "kasbon",
            "pelunasan",
            "titik temu",
            "desain",
            "ditagih",
        ] {
            assert!(!text.contains(word), "{keys}: {word}\n{text}");
        }
    }
}
