//! Editing an order: the total the form shows is the total it has when it is saved, and an item
//! stays the item it was opened as, whatever it is called.

use rekap::book::{ProductChange, TierChange};
use rekap::domain::money::Rupiah;
use rekap::domain::package::PackageDraft;

use super::{NOW, Screen, Shop, code};

/// A shop with a tier on keju that ends within an order, and a hamper of any 2 of 3.
fn shop() -> Shop {
    let mut shop = Shop::open();
    shop.add_product(&super::plain_product("KADO", "Kotak Kado", 150_000))
        .sells("NAS3", &["KADO"]);
    let draft = PackageDraft::parse("", "2: NAS-KEJU, NAS-COK, LK").unwrap();
    shop.book.set_package(&code("KADO"), &draft, NOW).unwrap();
    let tier = TierChange {
        price: Some(Rupiah::new(50_000)),
        first: Some(Some(4)),
        ..TierChange::default()
    };
    let period = shop.id("NAS3");
    shop.book
        .set_tier(period, &code("NAS-KEJU"), "Early bird", &tier, NOW)
        .unwrap();
    shop
}

/// The amount in rupiah that stands behind a label.
fn shown(screen: &Screen, label: &str) -> Rupiah {
    let text = screen.text();
    let line = text.lines().find(|line| line.contains(label));
    let line = line.unwrap_or_else(|| panic!("no {label:?} in\n{text}"));
    let amount = line.split(label).nth(1).unwrap();
    let amount = amount.split("Rp").nth(1).unwrap();
    let digits = amount.chars().filter(|c| *c != '.');
    let digits: String = digits.take_while(char::is_ascii_digit).collect();
    Rupiah::new(digits.parse().unwrap())
}

const ORDERED: &str = "3 kej, 2 kej: tanpa gula, 2 kado[kej, lid], 1 lk @Andi";

/// Rules 12, 13, 65 and 67.
#[test]
fn the_form_shows_the_total_that_is_saved() {
    for typed in [
        // Beyond the tier, of which the one without sugar took the last.
        "5 kej, 2 kej: tanpa gula, 2 kado[kej, lid], 1 lk @Andi",
        // The dearest goes first.
        "3 kej, 1 kej: tanpa gula, 2 kado[kej, lid], 1 lk @Andi",
        "1 kej: tanpa gula, 2 kado[kej, lid], 1 lk @Andi",
        // What one gives back of the tier, another takes.
        "1 kej, 4 kej: tanpa gula, 2 kado[kej, lid], 1 lk @Andi",
        "3 kej: kurang manis, 2 kej: tanpa gula, 2 kado[kej, lid]",
        // Other choices, for all, for some and for more than there were.
        "3 kej, 2 kej: tanpa gula, 2 kado[cok, lid], 1 lk @Andi",
        "3 kej, 2 kej: tanpa gula, 1 kado[kej, lid], 1 kado[cok, lid], 1 lk @Andi",
        "3 kej, 2 kej: tanpa gula, 3 kado[cok, lid], 1 lk @Andi",
        "3 kej, 2 kej: tanpa gula, 1 kado[kej, lid], 4 kado[2 cok], 1 lk @Andi",
        // For others, or for nobody by name.
        "3 kej, 2 kej: tanpa gula, 2 kado[kej, lid], 2 lk @Andi, 1 lk @Budi",
        "2 kej, 1 kej @Andi, 2 kej: tanpa gula, 1 lk",
        "6 kej",
    ] {
        let shop = shop();
        let screen = shop
            .screens()
            .sized(120, 40)
            .keys(&format!("nsar<Tab>{ORDERED}<Enter><Esc>3e{typed}"));
        let total = shown(&screen, "Total baru");
        screen.keys("<Enter>").sees("diubah");
        assert_eq!(total, shop.stored("NAS3-001").row.bill.total, "{typed}");
    }
}

/// Rules 25 and 37.
#[test]
fn an_edit_says_what_it_does_to_a_frozen_tally_and_to_the_down_payment() {
    let mut shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Enter>")
        .sees("NAS3-001");
    shop.screens()
        .sized(80, 24)
        .keys("3e<Ctrl-U>1 kej, 3 lk")
        .sees("−1 Nastar Keju")
        .sees("+3 Lidah Kucing")
        .sees("Rp60.000 → Rp97.500")
        .sees("DP masih kurang Rp97.500")
        .sees_not("beku");
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    shop.screens()
        .sized(80, 24)
        .keys("3e<Ctrl-U>3 kej")
        .sees("+1 Nastar Keju")
        .sees("Rekap v1 sudah dikunci: kirim revisi ke dapur");
}

#[test]
fn a_down_payment_that_was_met_is_not_asked_again() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Tab>dp<Enter>")
        .sees("NAS3-001");
    shop.screens()
        .keys("3e<Ctrl-U>4 kej")
        .sees("DP sudah dibayar, tidak ditagih lagi");
}

#[test]
fn a_leading_comma_always_adds() {
    // Typed over the line, and after it was emptied.
    for keys in [", 1 kej", "<Ctrl-U>, 1 kej"] {
        let shop = Shop::open();
        shop.screens().keys("nsar<Tab>2 lk<Enter>").sees("NAS3-001");
        shop.screens()
            .sized(120, 40)
            .keys(&format!("3e{keys}"))
            .sees("2 Lidah Kucing")
            .sees("+1 Nastar Keju")
            .sees_not("−2 Lidah Kucing")
            .keys("<Enter>")
            .sees("diubah");
        let mut units: Vec<(String, i64)> = shop
            .stored("NAS3-001")
            .lines
            .into_iter()
            .map(|line| (line.code, line.qty))
            .collect();
        units.sort();
        assert_eq!(units, [("LK".to_owned(), 2), ("NAS-KEJU".to_owned(), 1)]);
    }
}

#[test]
fn an_edit_means_the_line_though_something_else_is_called_the_same() {
    let mut shop = Shop::open();
    shop.screens().keys("nsar<Tab>2 lk<Enter>").sees("NAS3-001");
    rename(&mut shop, "LK", "Lidah Kucing Mini");
    shop.add_product(&super::plain_product("LKB", "Lidah Kucing", 70_000))
        .sells("NAS3", &["LKB"]);
    let units = |shop: &Shop| -> Vec<(String, i64)> {
        let lines = shop.stored("NAS3-001").lines;
        lines
            .into_iter()
            .map(|line| (line.code, line.qty))
            .collect()
    };
    // It was sold under this name.
    shop.screens()
        .keys("3e")
        .sees("2 Lidah Kucing")
        .keys("<Ctrl-U>3 Lidah Kucing<Enter>")
        .sees("diubah");
    assert_eq!(units(&shop), [("LK".to_owned(), 3)]);
    // Two of one name in one order go by their codes, and each is its own.
    shop.screens()
        .keys("3e<End>, 1 LKB<Enter>")
        .sees("diubah")
        .keys("e")
        .sees("3 LK, 1 LKB")
        .keys("<Ctrl-U>3 LK, 2 LKB<Enter>")
        .sees("diubah");
    assert_eq!(units(&shop), [("LK".to_owned(), 3), ("LKB".to_owned(), 2)]);
}

fn rename(shop: &mut Shop, product: &str, name: &str) {
    let product = shop.book.product(&code(product)).unwrap().id;
    let change = ProductChange {
        name: Some(name.to_owned()),
        ..ProductChange::default()
    };
    shop.book.edit_product(product, &change, NOW).unwrap();
}
