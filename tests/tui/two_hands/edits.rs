//! Forms that show what is saved: both fields that two desks changed are saved, and one field that both
//! changed is asked about.

use super::*;

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
        here: ("<Tab><Ctrl-U>50rb", "Rp50.000"),
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
            shop.add_product(&crate::plain_product("KADO", "Kotak Kado", 150_000));
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
