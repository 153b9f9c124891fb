//! Two desks on one book: while a form stands open, another desk changes the same thing. What either
//! changed stays, and what both changed is asked about.

use rekap::book::{
    BonusChange, BonusFor, CustomerChange, DownPaymentGrace, FieldChange, ItemChange, OfferChange,
    OrderChange, PeriodChange, ProductChange, ShopChange, SupplierDetails, TierChange,
    VariantChange,
};
use rekap::domain::id::{OrderId, SupplierId};
use rekap::domain::order::{Channel, ChargeKind};
use rekap::domain::package::PackageDraft;
use rekap::domain::payment::Method;
use rekap::domain::when::Moment;
use rekap::tui::input::Input;

use super::setup::typed;
use super::{NOW, Screen, Shop, code, rp};

/// A form, and two hands on what it shows.
struct Hands {
    /// The shop before the form is opened.
    shop: fn() -> Shop,
    /// Keys that open the form.
    open: &'static str,
    /// Keys that change the first of two fields, and that field then.
    here: (&'static str, &'static str),
    /// What another desk makes of the same field, and that field then.
    same: (fn(&mut Shop), &'static str),
    /// What another desk makes of the second field, and that field then.
    other: (fn(&mut Shop), &'static str),
    /// Both fields as they are saved.
    saved: fn(&Shop) -> [String; 2],
}

const QUESTION: &str = "Isian saya ";

impl Hands {
    /// Both hands on different fields win; both on one are asked about, and each answer holds.
    fn meet(&self) {
        self.both_win();
        self.asked_about();
    }

    fn both_win(&self) {
        for noticed in [false, true] {
            let mut shop = (self.shop)();
            let mut screen = shop.screens().keys(self.open);
            (self.other.0)(&mut shop);
            if noticed {
                screen.app.handle(Input::Tick);
            }
            let screen = screen.keys(self.here.0).keys("<Ctrl-S>").sees_not(QUESTION);
            let saved = (self.saved)(&shop);
            let text = screen.text();
            assert_eq!(saved, [self.here.1, self.other.1], "{noticed}:\n{text}");
        }
    }

    fn asked_about(&self) {
        for (key, kept) in [("m", self.here.1), ("t", self.same.1)] {
            let mut shop = (self.shop)();
            let screen = shop.screens().keys(self.open).keys(self.here.0);
            (self.same.0)(&mut shop);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION);
            // Enter alone is no answer, and on the way back nothing is lost or saved.
            let screen = screen.keys("<Enter>").sees(QUESTION);
            let screen = screen.keys("<Esc>").sees_not(QUESTION);
            assert_eq!((self.saved)(&shop)[0], self.same.1);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION).keys(key);
            let text = screen.sees_not(QUESTION).text();
            assert_eq!((self.saved)(&shop)[0], kept, "{key}:\n{text}");
        }
    }
}

fn text(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn edit_sari(shop: &mut Shop, change: CustomerChange) {
    let id = shop.book.find_customer("Bu Sari").unwrap().id;
    shop.book.edit_customer(id, &change, NOW).unwrap();
}

#[test]
fn customer() {
    Hands {
        shop: Shop::open,
        open: "fsar<Enter>e",
        here: ("<Tab><Tab>Jl. Melati 1", "Jl. Melati 1"),
        same: (
            |shop| {
                let address = Some("Jl. Mawar 2".to_owned());
                edit_sari(
                    shop,
                    CustomerChange {
                        address,
                        ..CustomerChange::default()
                    },
                );
            },
            "Jl. Mawar 2",
        ),
        other: (
            |shop| {
                let note = Some("alergi kacang".to_owned());
                edit_sari(
                    shop,
                    CustomerChange {
                        note,
                        ..CustomerChange::default()
                    },
                );
            },
            "alergi kacang",
        ),
        saved: |shop| {
            let sari = shop.book.find_customer("081234567811").unwrap();
            [sari.address, sari.note]
        },
    }
    .meet();
}

fn edit_period(shop: &mut Shop, change: PeriodChange) {
    let id = shop.id("NAS3");
    shop.book.edit_period(id, &change, NOW).unwrap();
}

#[test]
fn period() {
    Hands {
        shop: Shop::open,
        open: "2e",
        here: ("<Tab><Tab><Tab><Ctrl-U>30%", "30%"),
        same: (
            |shop| {
                let down_payment = Some("25%".parse().unwrap());
                edit_period(
                    shop,
                    PeriodChange {
                        down_payment,
                        ..PeriodChange::default()
                    },
                );
            },
            "25%",
        ),
        other: (
            |shop| {
                let quota = Some(Some(20));
                edit_period(
                    shop,
                    PeriodChange {
                        quota,
                        ..PeriodChange::default()
                    },
                );
            },
            "20",
        ),
        saved: |shop| {
            let period = shop.book.period(&code("NAS3")).unwrap();
            [period.down_payment.to_string(), text(period.quota)]
        },
    }
    .meet();
}

fn set_shop(shop: &mut Shop, change: ShopChange) {
    shop.book.set_shop(&change, NOW).unwrap();
}

#[test]
fn settings() {
    Hands {
        shop: Shop::open,
        open: "!",
        here: ("<Ctrl-U>Dapur Sari", "Dapur Sari"),
        same: (
            |shop| {
                let name = Some("Dapur Budi".to_owned());
                set_shop(
                    shop,
                    ShopChange {
                        name,
                        ..ShopChange::default()
                    },
                );
            },
            "Dapur Budi",
        ),
        other: (
            |shop| {
                let ticks_pay = Some(true);
                set_shop(
                    shop,
                    ShopChange {
                        ticks_pay,
                        ..ShopChange::default()
                    },
                );
            },
            "true",
        ),
        saved: |shop| {
            let shop = shop.book.shop().unwrap();
            [shop.name, shop.ticks_pay.to_string()]
        },
    }
    .meet();
}

fn edit_product(shop: &mut Shop, change: ProductChange) {
    let id = shop.book.product(&code("LK")).unwrap().id;
    shop.book.edit_product(id, &change, NOW).unwrap();
}

#[test]
fn product() {
    Hands {
        shop: Shop::open,
        open: "8/lidah<Enter>e",
        here: ("<Tab><Ctrl-U>50rb", "Rp50.000"),
        same: (
            |shop| {
                let price = Some(rp(90_000));
                edit_product(
                    shop,
                    ProductChange {
                        price,
                        ..ProductChange::default()
                    },
                );
            },
            "Rp90.000",
        ),
        other: (
            |shop| {
                let name = Some("Lidah Kucing Mini".to_owned());
                edit_product(
                    shop,
                    ProductChange {
                        name,
                        ..ProductChange::default()
                    },
                );
            },
            "Lidah Kucing Mini",
        ),
        saved: |shop| {
            let product = shop.book.product(&code("LK")).unwrap();
            [product.variants[0].price.to_string(), product.name]
        },
    }
    .meet();
}

fn edit_variant(shop: &mut Shop, change: VariantChange) {
    let id = shop.book.variant(&code("NAS-COK")).unwrap().id;
    shop.book.edit_variant(id, &change, NOW).unwrap();
}

#[test]
fn variant() {
    Hands {
        shop: Shop::open,
        open: "8/coklat<Enter><Down>e",
        here: ("<Ctrl-U>50rb", "Rp50.000"),
        same: (
            |shop| {
                let price = Some(rp(90_000));
                edit_variant(
                    shop,
                    VariantChange {
                        price,
                        ..VariantChange::default()
                    },
                );
            },
            "Rp90.000",
        ),
        other: (
            |shop| {
                let cost = Some(rp(20_000));
                edit_variant(
                    shop,
                    VariantChange {
                        cost,
                        ..VariantChange::default()
                    },
                );
            },
            "Rp20.000",
        ),
        saved: |shop| {
            let variant = shop.book.variant(&code("NAS-COK")).unwrap();
            [variant.price.to_string(), variant.cost.to_string()]
        },
    }
    .meet();
}

fn save_supplier(shop: &mut Shop, id: Option<SupplierId>, details: SupplierDetails) {
    shop.book.save_supplier(id, &details, NOW).unwrap();
}

#[test]
fn supplier() {
    Hands {
        shop: || {
            let mut shop = Shop::open();
            save_supplier(&mut shop, None, SupplierDetails::named("Bu Sri"));
            shop
        },
        open: "8<Tab>e",
        here: ("<End> Dapur", "Bu Sri Dapur"),
        same: (
            |shop| {
                let id = shop.book.suppliers().unwrap()[0].id;
                save_supplier(shop, Some(id), SupplierDetails::named("Bu Sri Solo"));
            },
            "Bu Sri Solo",
        ),
        other: (
            |shop| {
                let id = shop.book.suppliers().unwrap()[0].id;
                let phone = Some("08129999000".to_owned());
                let details = SupplierDetails {
                    phone,
                    ..SupplierDetails::default()
                };
                save_supplier(shop, Some(id), details);
            },
            "628129999000",
        ),
        saved: |shop| {
            let supplier = shop.book.suppliers().unwrap().remove(0);
            [supplier.name, supplier.phone.unwrap_or_default()]
        },
    }
    .meet();
}

#[test]
fn account() {
    Hands {
        shop: || {
            let mut shop = Shop::open();
            shop.book
                .save_account(None, Some("BCA"), None, NOW)
                .unwrap();
            shop
        },
        open: "8<Tab><Tab>e",
        here: ("<End> 123", "BCA 123"),
        same: (
            |shop| {
                let id = shop.book.accounts().unwrap()[0].id;
                shop.book
                    .save_account(Some(id), Some("BCA 456"), None, NOW)
                    .unwrap();
            },
            "BCA 456",
        ),
        other: (
            |shop| {
                let id = shop.book.accounts().unwrap()[0].id;
                let method = Some(Method::Qris);
                shop.book.save_account(Some(id), None, method, NOW).unwrap();
            },
            "qris",
        ),
        saved: |shop| {
            let account = shop.book.accounts().unwrap().remove(0);
            [account.name, account.method.code().to_owned()]
        },
    }
    .meet();
}

fn edit_offer(shop: &mut Shop, change: OfferChange) {
    shop.offer("NAS3", "NAS-KEJU", change);
}

#[test]
fn offer() {
    Hands {
        shop: Shop::open,
        open: "2<Enter><Enter>",
        here: ("<Ctrl-U>25", "25"),
        same: (
            |shop| {
                let quota = Some(Some(30));
                edit_offer(
                    shop,
                    OfferChange {
                        quota,
                        ..OfferChange::default()
                    },
                );
            },
            "30",
        ),
        other: (
            |shop| {
                let price = Some(rp(70_000));
                edit_offer(
                    shop,
                    OfferChange {
                        price,
                        ..OfferChange::default()
                    },
                );
            },
            "Rp70.000",
        ),
        saved: |shop| {
            let offer = shop.book.offers(shop.id("NAS3")).unwrap().remove(0);
            [text(offer.quota), offer.price.to_string()]
        },
    }
    .meet();
}

fn set_tier(shop: &mut Shop, change: TierChange) {
    let period = shop.id("NAS3");
    shop.book
        .set_tier(period, &code("NAS-KEJU"), "Awal", &change, NOW)
        .unwrap();
}

fn tier_saved(shop: &Shop) -> [String; 2] {
    let tiers = shop.book.tiers(shop.id("NAS3")).unwrap();
    let tier = tiers.first();
    [
        tier.map(|tier| tier.price.to_string()).unwrap_or_default(),
        text(tier.and_then(|tier| tier.first)),
    ]
}

fn tier_of(price: i64) -> TierChange {
    TierChange {
        price: Some(rp(price)),
        ..TierChange::default()
    }
}

fn first_units(units: i64) -> TierChange {
    TierChange {
        first: Some(Some(units)),
        ..TierChange::default()
    }
}

#[test]
fn tier() {
    Hands {
        shop: || {
            let mut shop = Shop::open();
            let first = first_units(5).first;
            set_tier(
                &mut shop,
                TierChange {
                    first,
                    ..tier_of(50_000)
                },
            );
            shop
        },
        open: "2<Enter><Down><Enter>",
        here: ("<Ctrl-U>45rb", "Rp45.000"),
        same: (|shop| set_tier(shop, tier_of(40_000)), "Rp40.000"),
        other: (|shop| set_tier(shop, first_units(9)), "9"),
        saved: tier_saved,
    }
    .meet();
}

fn with_order() -> Shop {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(4, "NAS-KEJU")]);
    shop
}

fn order_id(shop: &Shop) -> OrderId {
    shop.book.order_id("NAS3-001").unwrap()
}

fn edit_order(shop: &mut Shop, change: OrderChange) {
    let id = order_id(shop);
    shop.book.edit_order(id, &change, NOW).unwrap();
}

fn edit_items(shop: &mut Shop, items: &str) {
    let id = order_id(shop);
    let items: Vec<ItemChange> = shop.book.changes_meant(id, &[typed(items)], NOW).unwrap();
    edit_order(
        shop,
        OrderChange {
            items,
            ..OrderChange::default()
        },
    );
}

#[test]
fn order() {
    Hands {
        shop: with_order,
        open: "3e",
        here: ("<Tab>bungkus rapi", "bungkus rapi"),
        same: (
            |shop| {
                let note = Some("pita merah".to_owned());
                edit_order(
                    shop,
                    OrderChange {
                        note,
                        ..OrderChange::default()
                    },
                );
            },
            "pita merah",
        ),
        other: (
            |shop| {
                let address = Some("Jl. Melati 5".to_owned());
                edit_order(
                    shop,
                    OrderChange {
                        address,
                        ..OrderChange::default()
                    },
                );
                edit_items(shop, "+3 NAS-KEJU");
            },
            "Jl. Melati 5, 7 NAS-KEJU",
        ),
        saved: |shop| {
            let order = shop.stored("NAS3-001");
            [
                order.note.clone(),
                format!("{}, {}", order.address, items(shop)),
            ]
        },
    }
    .meet();
}

/// The items of the order: `2 LK, 4 NAS-KEJU`.
fn items(shop: &Shop) -> String {
    let lines = shop.stored("NAS3-001").lines;
    let mut items = std::collections::BTreeMap::new();
    for line in lines {
        *items.entry(line.code).or_insert(0) += line.qty;
    }
    let items = items.iter().map(|(code, qty)| format!("{qty} {code}"));
    items.collect::<Vec<_>>().join(", ")
}

#[test]
fn items_of_an_order() {
    Hands {
        shop: with_order,
        open: "3e",
        here: ("<Ctrl-U>5 nastar keju", "5 NAS-KEJU"),
        same: (|shop| edit_items(shop, "+2 NAS-KEJU"), "6 NAS-KEJU"),
        other: (
            |shop| {
                let address = Some("Jl. Melati 5".to_owned());
                edit_order(
                    shop,
                    OrderChange {
                        address,
                        ..OrderChange::default()
                    },
                );
            },
            "Jl. Melati 5",
        ),
        saved: |shop| [items(shop), shop.stored("NAS3-001").address],
    }
    .meet();
}

#[test]
fn items_that_another_desk_adds_or_drops_stay_so() {
    // Typed, what another desk does meanwhile, and what the order has then.
    for (here, elsewhere, then) in [
        ("5 nastar keju", "+2 LK", "2 LK, 5 NAS-KEJU"),
        (
            "4 nastar keju, 1 nastar coklat",
            "+2 LK",
            "2 LK, 1 NAS-COK, 4 NAS-KEJU",
        ),
        ("4 nastar keju, 2 lidah kucing", "+2 LK", "2 LK, 4 NAS-KEJU"),
        (
            "3 nastar keju, 1 nastar coklat",
            "-1 NAS-KEJU",
            "1 NAS-COK, 3 NAS-KEJU",
        ),
        ("2 nastar coklat", "+2 LK", "2 LK, 2 NAS-COK"),
    ] {
        let mut shop = with_order();
        let screen = shop.screens().sized(120, 40).keys("3e<Ctrl-U>").keys(here);
        edit_items(&mut shop, elsewhere);
        let screen = screen.keys("<Enter>").sees_not(QUESTION);
        assert_eq!(
            items(&shop),
            then,
            "{here} / {elsewhere}:\n{}",
            screen.text()
        );
    }
}

#[test]
fn the_question_about_items_shows_both_lines_whole() {
    let mut shop = with_order();
    let screen = shop
        .screens()
        .keys("3e<Ctrl-U>5 nastar keju, 1 nastar coklat");
    edit_items(&mut shop, "+2 NAS-KEJU");
    edit_items(&mut shop, "+3 LK");
    let screen = screen
        .keys("<Enter>")
        .sees(QUESTION)
        .sees("3 Lidah Kucing, 5 Nastar Keju, 1 nastar coklat")
        .sees("3 Lidah Kucing, 6 Nastar Keju, 1 nastar coklat");
    screen.keys("m").sees("diubah");
    assert_eq!(items(&shop), "3 LK, 1 NAS-COK, 5 NAS-KEJU");
}

#[test]
fn package() {
    fn set(shop: &mut Shop, parts: &str, choices: &str) {
        let draft = PackageDraft::parse(parts, choices).unwrap();
        shop.book.set_package(&code("KADO"), &draft, NOW).unwrap();
    }
    Hands {
        shop: || {
            let mut shop = Shop::open();
            shop.add_product(&super::plain_product("KADO", "Kotak Kado", 150_000));
            set(&mut shop, "1 LK", "1: NAS-KEJU, NAS-COK");
            shop
        },
        open: "8/kado<Enter>i",
        here: ("<Ctrl-U>2 LK", "2 LK"),
        same: (|shop| set(shop, "3 LK", "1: NAS-KEJU, NAS-COK"), "3 LK"),
        other: (
            |shop| set(shop, "1 LK", "2: NAS-KEJU, NAS-COK"),
            "2: NAS-KEJU, NAS-COK",
        ),
        saved: |shop| {
            let package = shop.book.packages().unwrap().into_values().next().unwrap();
            [package.parts_text(), package.choices_text()]
        },
    }
    .meet();
}

/// A form that says one thing without showing what is saved.
struct Said {
    shop: fn() -> Shop,
    /// Keys that open the form and fill it.
    keys: &'static str,
    mine: &'static str,
    /// What another desk does while the form stands open, and what is saved then.
    theirs: (fn(&mut Shop), &'static str),
    saved: fn(&Shop) -> String,
}

impl Said {
    /// It is asked whether to replace what another desk saved since the form was opened.
    fn meets(&self) {
        for (key, kept) in [("m", self.mine), ("t", self.theirs.1)] {
            let mut shop = (self.shop)();
            let screen = shop.screens().keys(self.keys);
            (self.theirs.0)(&mut shop);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION);
            let screen = screen.keys("<Esc>").sees_not(QUESTION);
            assert_eq!((self.saved)(&shop), self.theirs.1);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION).keys(key);
            let text = screen.sees_not(QUESTION).text();
            assert_eq!((self.saved)(&shop), kept, "{key}:\n{text}");
        }
        // What was so before the form was opened is replaced without a question.
        let mut shop = (self.shop)();
        (self.theirs.0)(&mut shop);
        let text = shop
            .screens()
            .keys(self.keys)
            .keys("<Ctrl-S>")
            .sees_not(QUESTION)
            .text();
        assert_eq!((self.saved)(&shop), self.mine, "{text}");
    }
}

#[test]
fn quota_of_a_product() {
    Said {
        shop: Shop::open,
        keys: "2<Enter>j<Tab>20",
        mine: "20",
        theirs: (
            |shop| {
                let id = shop.id("NAS3");
                shop.book
                    .set_product_quota(id, &code("NAS"), Some(30), NOW)
                    .unwrap();
            },
            "30",
        ),
        saved: |shop| {
            let quotas = shop.book.product_quotas(shop.id("NAS3")).unwrap();
            text(quotas.first().map(|quota| quota.quota))
        },
    }
    .meets();
}

#[test]
fn reservation() {
    Said {
        shop: || {
            let mut shop = Shop::open();
            let quota = Some(Some(50));
            edit_period(
                &mut shop,
                PeriodChange {
                    quota,
                    ..PeriodChange::default()
                },
            );
            shop
        },
        keys: "2<Enter>s<Tab>10",
        mine: "10",
        theirs: (
            |shop| {
                let id = shop.id("NAS3");
                shop.book
                    .reserve(id, Channel::Shopee, None, 5, NOW)
                    .unwrap();
            },
            "5",
        ),
        saved: |shop| {
            let kept = shop.book.reservations(shop.id("NAS3")).unwrap();
            text(kept.first().map(|kept| kept.units))
        },
    }
    .meets();
}

#[test]
fn bonus() {
    Said {
        shop: Shop::open,
        keys: "2<Enter>bKalender<Tab>20",
        mine: "20",
        theirs: (
            |shop| {
                let id = shop.id("NAS3");
                let orders = Some(BonusFor::First(5));
                let change = BonusChange {
                    orders,
                    ..BonusChange::default()
                };
                shop.book.set_bonus(id, "Kalender", &change, NOW).unwrap();
            },
            "5",
        ),
        saved: |shop| {
            let bonuses = shop.book.bonuses(shop.id("NAS3")).unwrap();
            text(bonuses.first().map(|bonus| bonus.first))
        },
    }
    .meets();
}

#[test]
fn a_new_tier() {
    Said {
        shop: Shop::open,
        keys: "2<Enter>tAwal<Tab>50rb<Tab>5",
        mine: "Rp50.000",
        theirs: (
            |shop| {
                let first = first_units(5).first;
                set_tier(
                    shop,
                    TierChange {
                        first,
                        ..tier_of(40_000)
                    },
                );
            },
            "Rp40.000",
        ),
        saved: |shop| tier_saved(shop)[0].clone(),
    }
    .meets();
}

#[test]
fn goods_put_on_sale() {
    Said {
        shop: || {
            let mut shop = Shop::open();
            shop.add_product(&super::plain_product("KAS", "Kastengel", 80_000));
            shop
        },
        keys: "2<Enter>nkastengel<Tab><Tab>20",
        mine: "20",
        theirs: (
            |shop| {
                let quota = Some(Some(10));
                shop.offer(
                    "NAS3",
                    "KAS",
                    OfferChange {
                        quota,
                        ..OfferChange::default()
                    },
                );
            },
            "10",
        ),
        saved: |shop| {
            let offers = shop.book.offers(shop.id("NAS3")).unwrap();
            text(
                offers
                    .iter()
                    .find(|offer| offer.code == "KAS")
                    .unwrap()
                    .quota,
            )
        },
    }
    .meets();
}

#[test]
fn further_price() {
    Said {
        shop: Shop::open,
        keys: "8/lidah<Enter>treseller<Tab><Tab>40rb",
        mine: "Rp40.000",
        theirs: (
            |shop| {
                let price = Some(rp(38_000));
                shop.book
                    .set_price(&code("LK"), "reseller", 1, price, NOW)
                    .unwrap();
            },
            "Rp38.000",
        ),
        saved: |shop| {
            let id = shop.book.variant(&code("LK")).unwrap().id;
            let prices = shop.book.further_prices(id).unwrap();
            prices
                .first()
                .map(|one| one.price.to_string())
                .unwrap_or_default()
        },
    }
    .meets();
}

#[test]
fn custom_field() {
    Said {
        shop: || {
            let mut shop = Shop::open();
            let new = FieldChange::default();
            shop.book
                .set_field(&code("LK"), "Kartu", &new, NOW)
                .unwrap();
            shop
        },
        keys: "8/lidah<Enter>ckartu<Tab><Tab>2rb",
        mine: "Rp2.000",
        theirs: (
            |shop| {
                let price = Some(rp(3_000));
                let change = FieldChange {
                    price,
                    ..FieldChange::default()
                };
                shop.book
                    .set_field(&code("LK"), "Kartu", &change, NOW)
                    .unwrap();
            },
            "Rp3.000",
        ),
        saved: |shop| {
            let id = shop.book.product(&code("LK")).unwrap().id;
            shop.book.fields(id).unwrap()[0].price.to_string()
        },
    }
    .meets();
}

fn shipping(shop: &Shop) -> String {
    let charges = shop.stored("NAS3-001").charges;
    let mut charges = charges.iter();
    let shipping = charges.find(|charge| charge.kind == ChargeKind::Shipping);
    shipping
        .map(|charge| charge.amount.to_string())
        .unwrap_or_default()
}

#[test]
fn charge() {
    Said {
        shop: with_order,
        keys: "3g<Tab>15rb",
        mine: "Rp15.000",
        theirs: (
            |shop| {
                let id = order_id(shop);
                shop.book
                    .charge_order(id, ChargeKind::Shipping, rp(20_000), NOW)
                    .unwrap();
            },
            "Rp20.000",
        ),
        saved: shipping,
    }
    .meets();
}

fn deadline(shop: &Shop) -> String {
    let row = shop.book.order_row(order_id(shop), NOW).unwrap();
    let day = |at: Moment| at.date(shop.book.shop().unwrap().zone).to_string();
    row.down_payment_by.map(day).unwrap_or_default()
}

#[test]
fn deadline_of_a_down_payment() {
    Said {
        shop: with_order,
        keys: "3D20/2",
        mine: "2026-02-20",
        theirs: (
            |shop| {
                let id = order_id(shop);
                let until = Moment::closing(
                    "2026-02-18".parse().unwrap(),
                    shop.book.shop().unwrap().zone,
                );
                let grace = DownPaymentGrace::Until(until);
                shop.book.grant_grace(id, grace, NOW).unwrap();
            },
            "2026-02-18",
        ),
        saved: deadline,
    }
    .meets();
}

#[test]
fn postponement() {
    Said {
        shop: Shop::open,
        keys: "2w28/2..1/3<Tab>oven rusak",
        mine: "2026-02-28..2026-03-01",
        theirs: (
            |shop| {
                let id = shop.id("NAS3");
                let day = |day: &str| day.parse().unwrap();
                let ready = (day("2026-03-05"), day("2026-03-06"));
                shop.book.postpone_period(id, ready, "banjir", NOW).unwrap();
            },
            "2026-03-05..2026-03-06",
        ),
        saved: |shop| {
            let ready = shop.book.period(&code("NAS3")).unwrap().ready;
            ready
                .map(|(from, to)| format!("{from}..{to}"))
                .unwrap_or_default()
        },
    }
    .meets();
}

/// What is shown while another desk works: an untouched field follows, except under the cursor.
#[test]
fn an_untouched_field_shows_what_another_desk_saved() {
    let mut shop = Shop::open();
    let mut screen = shop.screens().keys("fsar<Enter>e");
    let address = Some("Jl. Mawar 2".to_owned());
    let name = Some("Bu Sari Dewi".to_owned());
    edit_sari(
        &mut shop,
        CustomerChange {
            address,
            name,
            ..CustomerChange::default()
        },
    );
    screen.app.handle(Input::Tick);
    let screen = screen.sees("Jl. Mawar 2").sees("▸ Nama pelanggan");
    let form = screen.text();
    let field = form
        .lines()
        .find(|line| line.contains("▸ Nama pelanggan"))
        .unwrap();
    assert!(!field.contains("Dewi"), "under the cursor:\n{form}");
    screen.keys("<Enter>").sees("Tidak ada yang berubah");
    let sari = shop.book.find_customer("081234567811").unwrap();
    assert_eq!([sari.name, sari.address], ["Bu Sari Dewi", "Jl. Mawar 2"]);
}

/// The same new value from both is no contradiction, however it is written.
#[test]
fn two_desks_of_one_mind_are_not_asked() {
    let mut shop = Shop::open();
    let screen = shop.screens().keys("8/lidah<Enter>e<Tab><Ctrl-U>90rb");
    let price = Some(rp(90_000));
    edit_product(
        &mut shop,
        ProductChange {
            price,
            ..ProductChange::default()
        },
    );
    screen
        .keys("<Enter>")
        .sees_not(QUESTION)
        .sees("Tidak ada yang berubah");
}

fn goes_on(screen: Screen, told: &str, typed: &str) -> Screen {
    screen.keys("<Ctrl-S>").sees(told).sees(typed)
}

#[test]
fn what_another_desk_archived_is_told_before_it_is_saved() {
    let mut shop = Shop::open();
    let screen = shop.screens().keys("8/lidah<Enter>e<Ctrl-U>Lidah Baru");
    let archived = Some(true);
    edit_product(
        &mut shop,
        ProductChange {
            archived,
            ..ProductChange::default()
        },
    );
    let screen = goes_on(screen, "baru saja diarsipkan", "Lidah Baru");
    assert_eq!(shop.book.product(&code("LK")).unwrap().name, "Lidah Kucing");
    screen.keys("<Ctrl-S>").sees("Lidah Baru (diarsipkan)");
}

#[test]
fn an_offer_that_another_desk_withdrew_stays_off_sale() {
    let mut shop = Shop::open();
    let screen = shop.screens().keys("2<Enter><Enter><Ctrl-U>25");
    let offer = shop.book.offers(shop.id("NAS3")).unwrap().remove(0);
    shop.book.withdraw_offer(offer.id, true, NOW).unwrap();
    goes_on(screen, "baru saja ditarik", "25").keys("<Ctrl-S>");
    let offer = shop.book.offers(shop.id("NAS3")).unwrap().remove(0);
    assert_eq!((offer.quota, offer.withdrawn), (Some(25), true));
}

#[test]
fn an_order_that_another_desk_cancelled_is_not_changed_and_nothing_typed_is_lost() {
    let mut shop = with_order();
    let screen = shop.screens().keys("3e<Tab>bungkus rapi");
    let id = order_id(&shop);
    shop.book.cancel_order(id, "batal", false, NOW).unwrap();
    goes_on(screen, "sudah batal", "bungkus rapi");
    assert_eq!(shop.stored("NAS3-001").note, "");
}

#[test]
fn what_another_desk_undid_is_gone_and_nothing_typed_is_lost() {
    let mut shop = Shop::open();
    shop.customer("Bu Ratih", "081255554444");
    let screen = shop.screens().keys("frat<Enter>e<Tab><Tab>Jl. Melati 1");
    shop.book.undo(None, NOW).unwrap();
    let screen = goes_on(screen, "✗", "Jl. Melati 1");
    screen.sees("Jl. Melati 1").keys("<Esc>y");
}

#[test]
fn a_bonus_or_tier_that_another_desk_ended_is_not_taken_back_unasked() {
    let mut shop = Shop::open();
    let (id, first) = (shop.id("NAS3"), first_units(5).first);
    let orders = Some(BonusFor::First(5));
    let bonus = BonusChange {
        orders,
        ..BonusChange::default()
    };
    shop.book.set_bonus(id, "Kalender", &bonus, NOW).unwrap();
    set_tier(
        &mut shop,
        TierChange {
            first,
            ..tier_of(50_000)
        },
    );
    let of_bonus = shop.screens().keys("2<Enter>bkalender<Tab>20");
    let of_tier = shop.screens().keys("2<Enter><Down><Enter><Ctrl-U>45rb");
    let archived = true;
    let bonus = BonusChange {
        archived,
        ..BonusChange::default()
    };
    shop.book.set_bonus(id, "Kalender", &bonus, NOW).unwrap();
    set_tier(
        &mut shop,
        TierChange {
            archived,
            ..TierChange::default()
        },
    );
    of_bonus.keys("<Enter>").sees(QUESTION);
    goes_on(of_tier, "sudah tidak ada", "45rb");
    assert!(shop.book.bonuses(id).unwrap().is_empty());
    assert!(shop.book.tiers(id).unwrap().is_empty());
}

/// The question and the deed behind it go by the same order.
#[test]
fn what_is_saved_while_a_reason_is_typed_counts_too() {
    let mut shop = with_order();
    let screen = shop
        .screens()
        .keys("3e<Ctrl-U>30 nastar keju<Enter>")
        .sees("kuota")
        .keys("boleh lebih");
    edit_items(&mut shop, "+2 NAS-KEJU");
    let screen = screen.keys("<Enter>").sees(QUESTION);
    assert_eq!(items(&shop), "6 NAS-KEJU");
    screen.keys("t");
    assert_eq!(items(&shop), "6 NAS-KEJU");
}

#[test]
fn an_order_passed_on_by_another_desk_says_so() {
    let mut shop = with_order();
    let screen = shop.screens().keys("3oBudi Santoso");
    let id = order_id(&shop);
    let to = super::setup::described("Citra", "");
    shop.book.pass_order(id, &to, NOW).unwrap();
    let screen = goes_on(screen, "sekarang milik Citra", "Budi Santoso");
    screen.keys("<Ctrl-S>");
    assert_eq!(shop.stored("NAS3-001").row.customer_name, "Budi Santoso");
}

/// Two desks that record the same transfer: the second sees the bill as it is first.
#[test]
fn a_payment_that_another_desk_recorded_is_told_before_one_more_is() {
    // What is meant by the whole rest is what is left by then.
    for (keys, paid) in [("3b120rb", 220_000), ("3blunas", 240_000)] {
        let mut shop = with_order();
        let screen = shop.screens().keys(keys);
        let id = order_id(&shop);
        shop.pay(id, 100_000);
        let screen = screen
            .keys("<Enter>")
            .sees("sekarang Rp240.000")
            .sees("sisa Rp140.000");
        assert_eq!(shop.stored("NAS3-001").row.bill.paid, rp(100_000));
        screen.keys("<Enter>");
        assert_eq!(shop.stored("NAS3-001").row.bill.paid, rp(paid), "{keys}");
    }
}
