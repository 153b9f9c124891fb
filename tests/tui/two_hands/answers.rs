//! Forms that replace what is saved without showing it: what another desk saved since the form was
//! opened is asked about.

use super::*;

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
            shop.add_product(&crate::plain_product("KAS", "Kastengel", 80_000));
            shop
        },
        keys: "2<Enter>nkastengel<Tab>20",
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
                    .set_price(&code("LK"), "reseller", (1, false), price, NOW)
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
                    .charge_order(
                        id,
                        &rekap::domain::charge::NewCharge::of(ChargeKind::Shipping, rp(20_000)),
                        NOW,
                    )
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
                shop.book
                    .postpone_period(id, ready, "banjir", Default::default(), NOW)
                    .unwrap();
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
