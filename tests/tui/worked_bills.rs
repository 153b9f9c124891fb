//! Whole bills by keys, in both languages, to the rupiah: shipping and its down payment, several charges, a
//! part cancellation of wholesale goods, goods that are dropped and weighed (rules 23, 25, 31, 33, 66, 68, 94).

use rekap::book::{Milestone, PeriodChange, ShopChange, VariantChange};
use rekap::domain::weight::Grams;
use rstest::rstest;

use super::support::Screen;
use super::*;

/// A shop with these goods in PO1, with this down payment and cancellation rule.
fn shop(down_payment: &str, cancellation: &str, goods: &[(&str, &str, i64)]) -> Shop {
    let mut shop = Shop::empty();
    let terms = PeriodChange {
        down_payment: Some(down_payment.parse().unwrap()),
        cancellation: Some(cancellation.parse().unwrap()),
        ..closing_in(5, "Contoh")
    };
    for (code, name, price) in goods {
        shop.add_product(&plain_product(code, name, *price));
    }
    shop.period("PO1", terms);
    for (code, _, _) in goods {
        shop.sells("PO1", &[code]);
    }
    shop.customer("Sari", "081234567811");
    shop
}

impl Shop {
    fn in_both(&self, lang: Lang) -> Screen {
        self.screens_in(lang, Palette::Dark)
    }

    /// Total, down payment, what is paid, and payment status of the first order.
    fn bill(&self) -> (i64, i64, i64, &'static str) {
        let bill = self.stored("PO1-001").row.bill;
        (
            bill.total.raw(),
            bill.down_payment_asked().raw(),
            bill.paid.raw(),
            bill.status().code(),
        )
    }
}

/// Shipping changes no down payment; a met one stays met, and half of it is forfeited after the close.
#[rstest]
fn shipping_and_a_cancellation(#[values(Lang::Id, Lang::En)] lang: Lang) {
    let mut shop = shop("50%", "100/50/0", &[("TAS", "Tas", 85_000)]);
    let screen = shop
        .in_both(lang)
        .keys("nsar<Tab>3 tas")
        .sees("Rp127.500")
        .keys("<Enter><Esc>");
    assert_eq!(shop.bill(), (255_000, 127_500, 0, "unpaid"));
    let screen = screen.keys("3g<Tab>20rb<Enter>");
    assert_eq!(shop.bill(), (275_000, 127_500, 0, "unpaid"));
    let screen = screen.keys("b127.500<Enter><Enter>").sees("Rp147.500");
    assert_eq!(shop.bill(), (275_000, 127_500, 127_500, "down_payment"));
    screen.keys("g<Tab>30rb<Enter>").sees("Rp157.500");
    assert_eq!(shop.bill(), (285_000, 127_500, 127_500, "down_payment"));
    let period = shop.id("PO1");
    shop.book.close_period(period, NOW).unwrap();
    shop.in_both(lang)
        .keys("3kbatal<Tab>")
        .sees("Rp63.750")
        .keys("<Enter>");
    assert_eq!(shop.bill(), (63_750, 63_750, 127_500, "refund_due"));
    let figures = shop.book.figures(period).unwrap();
    assert_eq!(figures.forfeited, rp(63_750));
    assert_eq!(figures.turnover(), rp(0));
    shop.in_both(lang)
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("Rp63.750");
}

/// The unique code rides on the down payment, which is met without it.
#[rstest]
fn a_unique_code(#[values(Lang::Id, Lang::En)] lang: Lang) {
    let mut shop = shop("50%", "none", &[("TAS", "Tas", 85_000)]);
    let codes = ShopChange {
        unique_codes: Some(true),
        ..ShopChange::default()
    };
    shop.book.set_shop(&codes, NOW).unwrap();
    let screen = shop.in_both(lang).keys("nsar<Tab>1 tas<Enter><Esc>");
    assert_eq!(shop.bill(), (85_001, 42_500, 0, "unpaid"));
    let screen = screen.keys("3b42.500<Enter><Enter>").sees("Rp42.501");
    assert_eq!(shop.bill(), (85_001, 42_500, 42_500, "down_payment"));
    screen.keys("u").keys("y").keys("b42.501<Enter>");
    assert_eq!(shop.bill(), (85_001, 42_500, 42_501, "down_payment"));
    shop.in_both(lang).keys("3<Enter>").sees("Rp42.500");
}

/// Four charges, a percentage among them; one of them goes again.
#[rstest]
fn several_charges(#[values(Lang::Id, Lang::En)] lang: Lang) {
    let mut shop = shop(
        "50%",
        "none",
        &[("TAS", "Tas", 85_000), ("TOPI", "Topi", 95_000)],
    );
    shop.order("PO1", "Sari", &[(2, "TAS"), (1, "TOPI")]);
    let screen = shop
        .in_both(lang)
        .keys("3g<Right><Right><Right><Tab>5rb<Ctrl-O><Tab>gift wrap<Enter>")
        .keys("g<Right><Right><Right><Tab>10rb<Ctrl-O><Tab>packing kayu<Enter>")
        .keys("g<Right><Tab>10%<Ctrl-O><Tab>LEBARAN10<Enter>")
        .keys("g<Tab>15rb<Enter>")
        .keys("<Enter>");
    assert_eq!(shop.bill(), (268_500, 127_000, 0, "unpaid"));
    let screen = screen
        .sees("gift wrap")
        .sees("packing kayu")
        .sees("LEBARAN10")
        .sees("-Rp26.500")
        .sees("Rp268.500");
    screen
        .keys("g<Right><Right><Right><Tab>0<Ctrl-O><Tab>gift wrap<Enter>")
        .sees("Rp263.500")
        .sees("Rp124.500");
    assert_eq!(shop.bill(), (263_500, 124_500, 0, "unpaid"));
    let charges = shop.stored("PO1-001").charges;
    assert!(charges.iter().all(|charge| charge.label != "gift wrap"));
    let figures = shop.book.figures(shop.id("PO1")).unwrap();
    assert_eq!(figures.turnover(), rp(248_500));
    assert_eq!(figures.gross, rp(275_000));
    shop.in_both(lang)
        .sized(120, 40)
        .keys("2<Enter>")
        .sees("Rp248.500");
}

/// Jerseys across sizes: half of them paid, six leave after production began; by the customer and by the
/// shop.
#[rstest]
fn a_part_of_a_wholesale_order_leaves(#[values(Lang::Id, Lang::En)] lang: Lang) {
    let mut shop = Shop::empty();
    let sizes = [
        ("S", "S"),
        ("M", "M"),
        ("L", "L"),
        ("XL", "XL"),
        ("XXL", "XXL"),
    ];
    shop.add_product(&new_product("JRS", "Jersey", 165_000, &sizes));
    for (size, _) in sizes {
        let (price, wholesale) = if size == "XXL" {
            (180_000, 165_000)
        } else {
            (165_000, 150_000)
        };
        let variant = shop.book.variant(&code(&format!("JRS-{size}"))).unwrap().id;
        let change = VariantChange {
            price: Some(rp(price)),
            ..VariantChange::default()
        };
        shop.book.edit_variant(variant, &change, NOW).unwrap();
        let code = code(&format!("JRS-{size}"));
        let dozen = (12, true);
        shop.book
            .set_price(&code, "", dozen, Some(rp(wholesale)), NOW)
            .unwrap();
    }
    let terms = PeriodChange {
        cancellation: Some("100/0/0".parse().unwrap()),
        ..closing_in(5, "Jersey")
    };
    shop.period("PO1", terms).sells("PO1", &["JRS"]);
    let items = [
        (3, "JRS-S"),
        (8, "JRS-M"),
        (8, "JRS-L"),
        (3, "JRS-XL"),
        (2, "JRS-XXL"),
    ];
    let order = shop.order("PO1", "Coach Budi", &items).row.id;
    assert_eq!(shop.bill(), (3_630_000, 1_815_000, 0, "unpaid"));
    shop.in_both(lang)
        .keys("3<Enter>")
        .sees("grosir 12+ campur")
        .sees("Rp3.630.000")
        .sees("Rp1.815.000");
    shop.pay(order, 1_815_000);
    let period = shop.id("PO1");
    shop.book.close_period(period, NOW).unwrap();
    shop.book
        .mark_period(period, Milestone::Production, NOW)
        .unwrap();
    let fewer = "3e<Ctrl-U>3 jrs-s, 2 jrs-m, 8 jrs-l, 3 jrs-xl, 2 jrs-xxl";
    let screen = shop
        .in_both(lang)
        .keys(fewer)
        .sees("Rp450.000")
        .keys("<Enter>");
    // Without a reason nothing is saved.
    let screen = screen.keys("<Enter>");
    assert_eq!(shop.bill().0, 3_630_000);
    let screen = screen
        .keys("pemain mundur<Enter>")
        .keys("<Enter>")
        .sees("Rp450.000")
        .sees("Rp1.365.000");
    assert_eq!(
        shop.bill(),
        (3_180_000, 1_815_000, 1_815_000, "down_payment")
    );
    assert_eq!(shop.stored("PO1-001").row.bill.fee, rp(450_000));
    screen.keys("u").keys("y");
    assert_eq!(shop.bill().0, 3_630_000);
    shop.in_both(lang)
        .keys(fewer)
        .keys("<Enter>kain habis<Tab><Right><Enter>")
        .keys("<Enter>")
        .sees("Rp915.000");
    assert_eq!(
        shop.bill(),
        (2_730_000, 1_815_000, 1_815_000, "down_payment")
    );
}

/// Of chicken by the kilogram and sambal the sambal is dropped, and the chicken weighs a little less.
#[rstest]
fn goods_are_dropped_and_weighed(#[values(Lang::Id, Lang::En)] lang: Lang) {
    let goods = [("AYM", "Ayam", 80_000), ("SMB", "Sambal", 48_000)];
    let mut shop = shop("full", "none", &goods);
    let variant = shop.book.variant(&code("AYM")).unwrap().id;
    let by_weight = VariantChange {
        weight: Some(Grams::new(1_000)),
        by_weight: Some(true),
        ..VariantChange::default()
    };
    shop.book.edit_variant(variant, &by_weight, NOW).unwrap();
    let order = shop.order("PO1", "Sari", &[(2, "AYM"), (1, "SMB")]).row.id;
    shop.pay(order, 208_000);
    assert_eq!(shop.bill(), (208_000, 208_000, 208_000, "settled"));
    let screen = shop
        .in_both(lang)
        .keys("2<Enter><End>Dkurang dari 12<Enter>");
    assert_eq!(shop.bill(), (160_000, 160_000, 208_000, "overpaid"));
    screen.keys("<Home>W1,99<Tab><Enter>");
    assert_eq!(shop.bill(), (159_200, 159_200, 208_000, "overpaid"));
    shop.in_both(lang)
        .keys("3<Enter>")
        .sees("2 kg →")
        .sees("1,99 kg")
        .sees("-Rp800")
        .sees("Rp48.800");
}
