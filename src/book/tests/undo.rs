//! Undoing any sequence of deeds one by one restores the book as it was before each of them;
//! redoing restores it as it was after. A refused deed changes nothing.

use std::path::Path;

use proptest::prelude::*;

use super::dump::{Dump, assert_same, dump};
use crate::book::*;
use crate::domain::agreed::{ShippingBy, Way};
use crate::domain::charge::NewCharge;
use crate::domain::claim::{ClaimEnding, ClaimKind};
use crate::domain::code::Code;
use crate::domain::destination::DestinationRow;
use crate::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use crate::domain::estimate::DelayOffer;
use crate::domain::id::*;
use crate::domain::item::{Change, ItemText};
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind, Late};
use crate::domain::package::PackageDraft;
use crate::domain::parcel::{GoodsBack, ReturnEnding};
use crate::domain::payment::Method;
use crate::domain::payment_stage::StageBilling;
use crate::domain::period::Confirms;
use crate::domain::policy::DownPayment;
use crate::domain::sharing::ShareBy;
use crate::domain::weight::Grams;
use crate::domain::when::{Moment, Zone};
use crate::setup::{NOON, Shop, code, described, edit_typed, order_of};

const START: i64 = NOON.unix();

/// One deed: its kind, and three numbers to choose its values.
type Step = (u8, u8, u8, u8);

/// The number of kinds of deeds in [`act`].
const DEEDS: u8 = 63;

fn money(number: u8) -> Rupiah {
    Rupiah::new(i64::from(number) * 1_000)
}

fn pick<T: Copy>(from: &[T], number: u8) -> T {
    from[usize::from(number) % from.len()]
}

const PERIODS: [&str; 3] = ["NAS3", "JER1", "FRZ"];
const VARIANTS: [&str; 9] = [
    "NAS-KEJU",
    "NAS-COK",
    "LK",
    "NAS-KEJU",
    "HAMP",
    "KADO",
    "LK",
    "NAS",
    "TIDAK-ADA",
];
const STAGES: [&str; 3] = ["EMS", "ems", "Ongkir lokal"];
const NAMES: [&str; 4] = ["Bu Sari", "Pak Budi", "Mbak Rina", ""];
const PHONES: [&str; 4] = ["0812-3456-7890", "0857 1111 2222", "", "12"];

/// A choice for the package KADO, or sometimes for a variant without choices.
fn chosen(variant: &str, number: u8) -> String {
    let choice = pick(&["NAS-KEJU, LK", "2 LK", "LK, NAS-COK", ""], number);
    if variant == "KADO" || number % 16 == 15 {
        choice.to_owned()
    } else {
        String::new()
    }
}

/// A package and its components.
fn package(number: u8) -> (Code, PackageDraft) {
    let (package, parts, choices) = pick(
        &[
            ("HAMP", "3 NAS-KEJU, 1 LK", ""),
            ("KADO", "", "2: NAS-KEJU, NAS-COK, LK"),
            ("HAMP", "2 LK", ""),
            ("KADO", "1 NAS-COK", "2: NAS-KEJU, 2 LK, NAS-COK"),
            ("LK", "1 NAS-COK", ""),
        ],
        number,
    );
    (code(package), PackageDraft::parse(parts, choices).unwrap())
}

fn name(number: u8) -> String {
    pick(&NAMES, number).to_owned()
}

fn customer(number: u8) -> CustomerRef {
    match number % 3 {
        0 => CustomerRef::Known(CustomerId::new(i64::from(number % 5 + 1))),
        _ => CustomerRef::Described {
            name: name(number / 3),
            phone: pick(&PHONES, number).to_owned(),
            address: String::new(),
        },
    }
}

fn items(a: u8, b: u8) -> Vec<NewItem> {
    (0..a % 8)
        .take(2)
        .map(|at| pick(&VARIANTS, b.wrapping_add(at)))
        .map(|variant| NewItem {
            code: code(variant),
            qty: i64::from(b % 7),
            customization: if b.is_multiple_of(2) {
                "tanpa gula".into()
            } else {
                String::new()
            },
            for_whom: String::new(),
            chosen: chosen(variant, a / 8),
        })
        .collect()
}

fn movement(a: u8, b: u8) -> Movement {
    Movement {
        amount: money(a),
        account: b
            .is_multiple_of(3)
            .then(|| AccountId::new(i64::from(b % 7 / 6 + 1))),
        payer: name(b),
        refund: b.is_multiple_of(5),
        claimed: b % 5 == 1,
        for_whom: if a % 16 == 5 && b % 5 > 1 {
            name(a)
        } else {
            String::new()
        },
        ..Movement::default()
    }
}

fn order(period: PeriodId, who: u8, items: &[NewItem], payment: Option<Movement>) -> NewOrder {
    let customer = described(pick(&NAMES[..3], who), "");
    NewOrder {
        payment,
        ..order_of(period, customer, items.to_vec())
    }
}

/// What may be agreed for an order besides its goods.
fn agreed(a: u8, b: u8, now: Moment) -> AgreedChange {
    AgreedChange {
        at: (a % 2 == 0).then(|| (b % 3 > 0).then(|| (now.date(Zone::Wib), None))),
        way: (b % 3 == 0).then(|| (a % 5 > 0).then(|| pick(Way::ALL, b))),
        place: (a % 4 == 0).then(|| name(b)),
        area: (b % 4 == 0).then(|| name(a)),
        free: (a % 3 == 1).then(|| if b % 3 == 0 { String::new() } else { name(b) }),
        due: (b % 5 < 2).then(|| (a % 3 > 0).then_some(now)),
        shipping: (b % 6 == 1).then(|| pick(ShippingBy::ALL, a)),
        sender: (b % 7 == 1).then(|| name(a)),
        payer: (a % 5 == 1).then(|| (b % 3 > 0).then(|| described(pick(&NAMES[..3], a), ""))),
    }
}

/// Runs one deed, which may be refused.
#[allow(clippy::too_many_lines)]
fn act(book: &mut Book, (deed, a, b, c): Step, now: Moment) -> Result<()> {
    // Mostly one that is there.
    let some = |number: u8, most: i64| i64::from(number) % (most + 1) + i64::from(number < 240);
    let period = PeriodId::new(some(a, 2));
    let id = OrderId::new(some(a, 7));
    let days = |number: u8| Moment::from_unix(now.unix() + (i64::from(number % 8) - 3) * 86_400);
    match deed % DEEDS {
        0 => book
            .set_shop(
                &ShopChange {
                    name: Some(name(a)),
                    zone: Some(if b % 2 == 0 { Zone::Wib } else { Zone::Wit }),
                    down_payment_step: (c % 3 == 0).then(|| money(c)),
                    rounding_limit: (c % 2 == 0).then(|| money(c)),
                    unique_codes: Some(c % 4 > 0),
                    ..ShopChange::default()
                },
                now,
            )
            .map(drop),
        1 => book
            .save_account(None, Some(&name(a)), Some(Method::Qris), now)
            .map(drop),
        2 => book
            .archive_account(AccountId::new(some(a, 1)), b % 2 == 0, now)
            .map(drop),
        3 => book
            .save_supplier(
                None,
                &SupplierDetails {
                    name: Some(name(a)),
                    phone: Some(pick(&PHONES, b).to_owned()),
                    lead_days: (c % 3 == 0).then(|| Some(i64::from(c))),
                },
                now,
            )
            .map(drop),
        4 if c % 2 == 0 => book
            .save_account(Some(AccountId::new(some(a, 1))), Some(&name(b)), None, now)
            .map(drop),
        4 => book
            .save_supplier(
                Some(SupplierId::new(some(a, 2))),
                &SupplierDetails {
                    name: Some(name(b)),
                    lead_days: (c % 3 == 0).then(|| Some(i64::from(c))),
                    ..SupplierDetails::default()
                },
                now,
            )
            .map(drop),
        5 => book
            .archive_supplier(SupplierId::new(some(a, 2)), b % 2 == 0, now)
            .map(drop),
        6 => {
            let new = NewProduct {
                code: code(pick(&["NAS", "LK", "KUE", "PTS"], a)),
                name: name(b),
                price: money(c),
                cost: money(b),
                supplier: None,
                variants: match c % 3 {
                    0 => Vec::new(),
                    _ => vec![
                        (code("KEJU"), "Keju".into()),
                        (code("COK"), "Coklat".into()),
                    ],
                },
            };
            book.add_product(&new, now).map(drop)
        }
        7 => {
            let new = NewVariant {
                product: code(pick(&["NAS", "LK", "KUE"], a)),
                suffix: code(pick(&["KEJU", "ORI", "XL"], b)),
                name: pick(&["Keju", "Original", "XL / Hitam"], b).into(),
                price: (c % 2 == 0).then(|| money(c)),
                cost: None,
                fragile: c % 3 == 0,
            };
            book.add_variant(&new, now).map(drop)
        }
        8 => {
            let change = ProductChange {
                name: (b % 2 == 0).then(|| name(b)),
                price: (c % 2 == 0).then(|| money(c)),
                archived: (c % 3 == 0).then_some(b % 2 == 0),
                needs_approval: (c % 2 == 1).then_some(b % 4 > 0),
                ..ProductChange::default()
            };
            book.edit_product(ProductId::new(some(a, 2)), &change, now)
                .map(drop)
        }
        9 => {
            let change = VariantChange {
                price: (b % 2 == 0).then(|| money(c)),
                archived: (b % 3 == 0).then_some(c % 2 == 0),
                ..VariantChange::default()
            };
            book.edit_variant(VariantId::new(some(a, 3)), &change, now)
                .map(drop)
        }
        10 => {
            let new = NewPeriod {
                code: code(pick(&PERIODS, a)),
                name: name(b),
                settings: PeriodChange {
                    opens_at: Some(Some(days(b))),
                    closes_at: Some(Some(days(c))),
                    quota: Some(Some(i64::from(c))),
                    cancellation: (b % 2 == 0).then(|| "80/50/0".parse().unwrap()),
                    ..PeriodChange::default()
                },
            };
            book.add_period(&new, now).map(drop)
        }
        11 | 12 => {
            let change = PeriodChange {
                name: (b % 5 == 0).then(|| name(b)),
                closes_at: (b % 2 == 0).then(|| Some(days(c))),
                down_payment: Some(match c % 4 {
                    0 => DownPayment::None,
                    1 => DownPayment::Percent(c % 101),
                    2 => DownPayment::PerUnit(money(c)),
                    _ => DownPayment::Full,
                }),
                down_payment_hours: Some((c % 3 == 0).then(|| u32::from(c))),
                order_cap: (b % 7 == 0).then(|| Some(i64::from(c % 20))),
                minimum: (b % 4 == 0).then(|| (c % 3 == 0).then(|| i64::from(c))),
                quota: (b % 5 == 1).then(|| Some(i64::from(c % 60))),
                collect_days: (c % 5 == 0).then_some(Some(1)),
                update_days: (c % 6 == 0).then_some(Some(3)),
                settle_by: (b % 4 == 1).then(|| (c % 3 > 0).then(|| days(c))),
                confirms: (c % 4 == 1).then(|| pick(&[Confirms::Saved, Confirms::DownPayment], b)),
                ready: (b % 3 == 0).then(|| {
                    (
                        days(b).date(Zone::Wib),
                        days(c).date(Zone::Wib),
                        "molor".to_owned(),
                    )
                }),
                ..PeriodChange::default()
            };
            book.edit_period(period, &change, now).map(drop)
        }
        13 => book
            .clone_period(period, &code(pick(&PERIODS, b)), None, now)
            .map(drop),
        14 => {
            let change = OfferChange {
                price: (b % 2 == 0).then(|| money(c)),
                quota: (c % 2 == 0).then(|| (c % 4 == 0).then(|| i64::from(c % 30))),
                minimum: (c % 5 == 0).then(|| (b % 3 == 0).then(|| i64::from(c))),
                set_size: (c % 7 == 0).then_some(Some(12)),
                member_set: (c % 11 == 0).then_some(b % 2 == 0),
                ..OfferChange::default()
            };
            book.set_offer(period, &code(pick(&VARIANTS, b)), &change, now)
                .map(drop)
        }
        15 => book
            .withdraw_offer(OfferId::new(some(a, 6)), b % 3 == 0, now)
            .map(drop),
        16 => {
            let quota = (c % 4 != 0).then(|| i64::from(c % 40));
            book.set_product_quota(period, &code(pick(&["NAS", "LK"], b)), quota, now)
                .map(drop)
        }
        17 => book.open_period(period, now).map(drop),
        18 => book.close_period(period, now).map(drop),
        19 => book
            .reopen_period(period, (b % 2 == 0).then(|| days(c)), now)
            .map(drop),
        20 if b % 4 == 0 => book.cancel_period(period, "batal", now).map(drop),
        20 | 21 => {
            let milestone = pick(
                &[Milestone::Production, Milestone::Ready, Milestone::Finished],
                c,
            );
            book.mark_period(period, milestone, now).map(drop)
        }
        22 => {
            let new = CustomerChange {
                name: Some(name(a)),
                phone: Some(pick(&PHONES, b).into()),
                handles: (c % 3 == 0)
                    .then(|| ("ig".to_owned(), name(c)))
                    .into_iter()
                    .collect(),
                ..CustomerChange::default()
            };
            book.add_customer(&new, now).map(drop)
        }
        23 => {
            let change = CustomerChange {
                name: (b % 2 == 0).then(|| name(b)),
                phone: (b % 3 == 0).then(|| pick(&PHONES, c).into()),
                address: Some(format!("Jl. Melati {c}")),
                pays_full: (b % 4 == 0).then_some(c % 2 == 0),
                handles: (c % 3 == 0)
                    .then(|| ("ig".to_owned(), name(b)))
                    .into_iter()
                    .collect(),
                ..CustomerChange::default()
            };
            book.edit_customer(CustomerId::new(some(a, 5)), &change, now)
                .map(drop)
        }
        24 => {
            let (from, into) = (some(a, 5), some(b, 5));
            book.merge_customers(CustomerId::new(from), CustomerId::new(into), now)
                .map(drop)
        }
        25..=28 => {
            let payment = (c % 4 == 0).then(|| movement(c, b));
            let new = NewOrder {
                customer: customer(b),
                late: (c % 2 == 0).then(|| "pelanggan tetap".to_owned()),
                channel: pick(&[Channel::Wa, Channel::Shopee], a),
                if_full: match c % 5 {
                    0 | 1 => IfFull::Wait,
                    2 => IfFull::Overbook(name(a)),
                    _ => IfFull::Refuse,
                },
                agreed: if a % 3 == 0 {
                    agreed(a, b, now)
                } else {
                    AgreedChange::default()
                },
                ..order(period, b, &items(c, b), payment)
            };
            book.place_order(&new, now).map(drop)
        }
        29 | 30 => {
            let items = [ItemText {
                qty: i64::from(c % 5),
                change: pick(&[Change::Add, Change::Remove, Change::Set], b),
                variant: pick(&VARIANTS, b).to_owned(),
                chosen: Some(chosen(pick(&VARIANTS, b), c / 2)).filter(|text| !text.is_empty()),
                for_whom: (a % 7 == 0).then(|| name(a)),
                customization: (c % 2 == 0).then(|| "tanpa gula".to_owned()),
            }];
            let change = OrderChange {
                customer: (c % 5 == 0).then(|| customer(b)),
                note: (c % 3 == 0).then(|| name(b)),
                overbook: (c % 4 == 1).then(|| name(a)),
                part: PartCancel {
                    why: (b % 4 > 0).then(|| name(a)),
                    by_shop: a % 3 == 0,
                    keep: (a % 5 == 1).then(|| money(c)),
                },
                agreed: if c % 4 == 0 {
                    agreed(b, a, now)
                } else {
                    AgreedChange::default()
                },
                ..OrderChange::default()
            };
            edit_typed(book, id, &items, change, now).map(drop)
        }
        31 => {
            let kind = pick(
                &[
                    ChargeKind::Shipping,
                    ChargeKind::Discount,
                    ChargeKind::UniqueCode,
                    ChargeKind::Compensation,
                    ChargeKind::CancellationFee,
                ],
                b,
            );
            let charge = NewCharge {
                label: pick(&["", "gift wrap", "Gift Wrap"], a).to_owned(),
                destination: (a % 7 == 0).then(|| name(c)),
                ..NewCharge::of(kind, money(c))
            };
            book.charge_order(id, &charge, now).map(drop)
        }
        32 => {
            let keep = (c % 3 == 0).then(|| money(c / 4));
            book.cancel_order_keeping(id, "tidak jadi", b % 2 == 0, keep, now)
                .map(drop)
        }
        33 | 34 => book
            .record_payment(&NewPayment::ForOrder(id, movement(b, c)), now)
            .map(drop),
        35 => {
            let parts = (0..c % 3)
                .map(|at| (OrderId::new(some(a.wrapping_add(at), 7)), money(b / 3)))
                .collect();
            let payment = NewPayment::FromCustomer {
                customer: customer(c),
                movement: movement(b, c),
                parts,
            };
            let other = NewPayment::ForOrder(id, movement(c, b));
            book.record_payments(&[payment, other], now).map(drop)
        }
        36 if b % 2 == 0 => match b % 5 {
            0 => book.round_order(id, now).map(drop),
            1 => book.draw_code(id, now).map(drop),
            2 | 3 => {
                let to = (c % 3 > 0).then(|| OrderId::new(some(c, 7)));
                let amount = (b % 4 == 0).then(|| money(b / 8));
                book.move_money(id, to, amount, now).map(drop)
            }
            _ => book.allocate_credit(id, Some(money(c)), now).map(drop),
        },
        36 => book.void_payment(PaymentId::new(some(c, 8)), now).map(drop),
        37 => {
            let table: Vec<OrderDraft> = (0..b % 4).map(|at| draft(at, b, c)).collect();
            book.import_orders(period, table.into_iter().map(Ok), now, |_| {})
                .map(drop)
        }
        39 => book
            .move_order(id, PeriodId::new(some(b, 2)), &admission(c), now)
            .map(drop),
        40 => {
            let items = [item_text(b, c)];
            book.split_order(id, PeriodId::new(some(b, 2)), &items, &admission(c), now)
                .map(drop)
        }
        41 if c % 2 == 0 => book.pass_order(id, &customer(b), now).map(drop),
        41 => {
            let new = NewSubstitution {
                item: item_text(b, c),
                by: code(pick(&VARIANTS, c)),
                agreed_by: name(c),
                reprice: b % 2 == 0,
                overbook: (b % 3 == 0).then(|| "janji".to_owned()),
            };
            book.substitute(id, &new, now).map(drop)
        }
        38 => match c % 3 {
            0 => {
                let ready = (days(b).date(Zone::Wib), days(b).date(Zone::Wib));
                book.postpone_period(period, ready, &name(c), DelayOffer::default(), now)
                    .map(drop)
            }
            1 => {
                let told: Vec<OrderId> = (b % 2 == 0).then_some(id).into_iter().collect();
                book.tell(period, &told, now).map(drop)
            }
            _ => {
                let variant = (b % 2 == 0).then(|| code(pick(&VARIANTS, b)));
                book.produce_anyway(period, variant.as_ref(), now).map(drop)
            }
        },
        43 if c % 5 == 0 => book.unset_package(&package(b).0, now).map(drop),
        43 => {
            let (package, draft) = package(b);
            book.set_package(&package, &draft, now).map(drop)
        }
        44 => book
            .serve_order(id, (c % 3 == 0).then_some("sanggup"), now)
            .map(drop),
        45 if b % 4 == 0 => {
            let period = (c % 2 == 0).then_some(period);
            let late = [Late::DownPayment, Late::Stage][usize::from(b / 4 % 2)];
            book.release_late(late, period, "lewat batas", now)
                .map(drop)
        }
        45 => {
            let orders = [id, OrderId::new(some(b, 7))];
            let few = usize::from(c % 2) + 1;
            book.release_orders(&orders[..few], "lewat batas", now)
                .map(drop)
        }
        46 => {
            let grace = match b % 3 {
                0 => DownPaymentGrace::Waive,
                _ => DownPaymentGrace::Until(days(c)),
            };
            book.grant_grace(id, grace, now).map(drop)
        }
        47 | 48 => {
            let channel = pick(&[Channel::Shopee, Channel::Wa], b);
            let variant = (c % 2 == 0).then(|| code(pick(&VARIANTS, c)));
            if c % 3 == 0 {
                book.give_back(period, channel, variant.as_ref(), now)
                    .map(drop)
            } else {
                book.reserve(period, channel, variant.as_ref(), i64::from(b % 20), now)
                    .map(drop)
            }
        }
        49 => {
            let orders = i64::from(b % 6);
            let change = BonusChange {
                orders: (b % 4 > 0).then_some(if a % 2 == 0 {
                    BonusFor::Next(orders)
                } else {
                    BonusFor::First(orders)
                }),
                discount: (c % 2 == 0).then(|| money(c)),
                archived: a % 7 == 0,
            };
            book.set_bonus(
                period,
                pick(&["Stiker", "stiker", "Diskon"], c),
                &change,
                now,
            )
            .map(drop)
        }
        50 => {
            let level = pick(&["", "Reseller", "reseller"], a);
            let from = i64::from(b % 13);
            let price = (c % 4 > 0).then(|| money(c));
            book.set_price(
                &code(pick(&VARIANTS, b)),
                level,
                (from, c % 2 == 0),
                price,
                now,
            )
            .map(drop)
        }
        51 => {
            let change = FieldChange {
                required: (b % 3 == 0).then_some(c % 9 == 0),
                digits: (b % 4 == 0).then_some(c % 2 == 0),
                least: (b % 5 == 0).then_some(None),
                most: (b % 5 == 0).then(|| Some(i64::from(c))),
                price: (c % 2 == 0).then(|| money(c)),
                archived: a % 5 == 0,
            };
            let label = pick(&["Nama", "nama", "Kartu", "a=b"], c);
            book.set_field(&code(pick(&["NAS", "LK", "KUE"], a)), label, &change, now)
                .map(drop)
        }
        52 => {
            let variant = code(pick(&VARIANTS, b));
            book.drop_offer(period, &variant, &name(c), now).map(drop)
        }
        53 if c % 3 == 0 => {
            let change = VariantChange {
                weight: Some(Grams::new(i64::from(a) * 10)),
                by_weight: Some(b % 2 == 0),
                ..VariantChange::default()
            };
            let variant = book.variant(&code(pick(&VARIANTS, b)))?.id;
            book.edit_variant(variant, &change, now).map(drop)
        }
        53 => {
            let variant = code(pick(&VARIANTS, b));
            book.weigh_order(id, &variant, Grams::new(i64::from(c) * 13), now)
                .map(drop)
        }
        54 if c % 11 == 0 => book.remove_stage(period, pick(&STAGES, b), now).map(drop),
        54 | 55 => {
            let by = pick(ShareBy::ALL, b / 4);
            let bill = match b % 4 {
                0 => StageBilling::Orders(vec![(id, money(c % 40))]),
                1 => StageBilling::PerUnit(money(c % 30)),
                _ => StageBilling::Share {
                    by,
                    amount: money(c),
                    step: pick(&[Rupiah::new(1), Rupiah::new(500)], c),
                },
            };
            let account = (a % 2 == 0).then(|| AccountId::new(1));
            let change = StageChange {
                bill: (c % 5 > 0).then_some(bill),
                due: (a % 3 == 0).then(|| (c % 4 > 0).then(|| days(c))),
                paid: (a % 5 == 0).then(|| (money(b), account)),
            };
            book.set_stage(period, pick(&STAGES, a), &change, now)
                .map(drop)
        }
        57 | 58 => hand_over(book, id, (a, b, c), now),
        59 => share(book, id, (a, b, c), now),
        60 | 61 => claim(book, id, (a, b, c), now),
        62 => {
            let of = (c % 2 == 0).then_some(period);
            match b % 3 {
                0 => book
                    .release_uncollected(&[id], "tidak diambil", now)
                    .map(drop),
                _ => book
                    .release_all_uncollected(of, "tidak diambil", now)
                    .map(drop),
            }
        }
        56 => book
            .approve_design(id, None, (&name(b), &name(c)), now)
            .map(drop),
        _ => {
            let change = TierChange {
                price: (c % 4 != 0).then(|| money(c % 70)),
                until: (b % 3 == 0).then(|| (c % 5 != 0).then(|| days(c))),
                first: (c % 2 == 0).then(|| (b % 5 != 0).then(|| i64::from(c % 12))),
                archived: a % 5 == 0,
            };
            let label = pick(&["Early bird", "early bird", "Tahap 2", ""], b);
            book.set_tier(period, &code(pick(&VARIANTS, c)), label, &change, now)
                .map(drop)
        }
    }
}

/// Hands an order over, or takes back a parcel.
fn hand_over(book: &mut Book, id: OrderId, (a, b, c): (u8, u8, u8), now: Moment) -> Result<()> {
    let parcel = ParcelId::new(i64::from(b % 4) + 1);
    match c % 5 {
        0 | 1 => book.pick_up(id, None, Some("kenal"), now).map(drop),
        2 | 3 => {
            let new = NewParcel {
                items: (a % 3 == 0).then(|| item_text(b, c)).into_iter().collect(),
                to: (b % 3 == 0).then(|| name(b)),
                courier: "JNE".to_owned(),
                unsettled: Some("kenal".to_owned()),
                packed: a % 4 == 0,
                ..NewParcel::default()
            };
            book.ship(&[id], &new, now).map(drop)
        }
        _ if b % 2 == 0 => {
            let ending = (a % 2 == 0).then_some(ReturnEnding::Close);
            book.return_parcel(parcel, ending, GoodsBack::Stock, now)
                .map(drop)
        }
        _ => book.send_parcels(&[parcel], now).map(drop),
    }
}

/// Shares an order among recipients.
fn share(book: &mut Book, id: OrderId, (a, b, c): (u8, u8, u8), now: Moment) -> Result<()> {
    match c % 6 {
        0 => book.remove_destination(id, &name(b), now).map(drop),
        1 => {
            let row = |at: u8| DestinationRow {
                row: u64::from(at) + 2,
                name: name(b.wrapping_add(at)),
                card: if a % 2 == 0 { name(a) } else { String::new() },
                goods: vec![item_text(b, c)],
                shipping: (b % 2 == 0).then(|| money(a)),
                ..DestinationRow::default()
            };
            let table: Vec<DestinationRow> = (0..a % 4).map(row).collect();
            book.import_destinations(id, &table, now).map(drop)
        }
        _ => {
            let change = DestinationChange {
                phone: (a % 3 == 0).then(|| pick(&PHONES, b).to_owned()),
                address: (b % 2 == 0).then(|| format!("Jl. Melati {c}")),
                card: (a % 2 == 0).then(|| name(c)),
                shipping: (c % 3 == 0).then(|| money(b % 30)),
                items: (b % 4 > 0).then(|| vec![item_text(a, b)]),
                ..DestinationChange::default()
            };
            book.set_destination(id, &name(b), &change, now).map(drop)
        }
    }
}

/// Records a claim, ends one, or books what was paid for one.
fn claim(book: &mut Book, id: OrderId, (a, b, c): (u8, u8, u8), now: Moment) -> Result<()> {
    let of = ClaimId::new(i64::from(b % 4) + 1);
    let end = ClaimEnd {
        amount: (b % 4 == 1).then(|| money(b % 50)),
        with: (b % 3 == 0).then(|| item_text(a, b)),
        difference: c % 2 == 0,
        back: (a % 2 == 0).then(|| pick(GoodsBack::ALL, c)),
        ..ClaimEnd::of(pick(ClaimEnding::ALL, c))
    };
    match b % 5 {
        0 => book.end_claim(of, &end, now).map(drop),
        1 if c % 3 == 0 => book
            .recover_claim(of, money(a), AccountId::new(1), now)
            .map(drop),
        _ => {
            let new = NewClaim {
                item: item_text(a, b),
                kind: pick(ClaimKind::ALL, b),
                end: (c % 3 > 0).then_some(end),
                recovered: None,
                note: name(c),
            };
            book.add_claim(id, &new, now).map(drop)
        }
    }
}

fn admission(number: u8) -> Admission {
    Admission {
        late: number
            .is_multiple_of(2)
            .then(|| "dari batch lama".to_owned()),
        overbook: number.is_multiple_of(3).then(|| "janji".to_owned()),
    }
}

fn item_text(a: u8, b: u8) -> ItemText {
    ItemText {
        qty: i64::from(a % 3 + 1),
        change: Change::Set,
        variant: pick(&VARIANTS, b).to_owned(),
        chosen: None,
        for_whom: None,
        customization: a.is_multiple_of(5).then(|| "tanpa gula".to_owned()),
    }
}

fn draft(at: u8, b: u8, c: u8) -> OrderDraft {
    OrderDraft {
        reference: c.is_multiple_of(2).then(|| format!("SHP{}", at + b % 5)),
        placed_at: None,
        customer: CustomerDraft {
            name: name(c),
            phone: Some(pick(&PHONES, b).to_owned()),
            address: None,
        },
        cancelled: at == 2,
        lines: vec![LineDraft {
            row: 2,
            code: Some(code(pick(&["NAS-KEJU", "BARU", "LK"], c))),
            product: "Kue Baru".into(),
            variant: None,
            known: None,
            qty: u32::from(b % 5),
            unit_price: c.is_multiple_of(3).then(|| money(c)),
            customization: None,
            for_whom: None,
        }],
        channel: None,
        charges: Vec::new(),
        free: b.is_multiple_of(7).then(|| "endorse".to_owned()),
        unasked: false,
        code: None,
        recipient: None,
        recipient_phone: None,
        note: String::new(),
    }
}

/// A shop in which most kinds of deeds are possible.
pub(super) fn shop() -> Book {
    let now = Moment::from_unix(START - 3_600);
    let mut shop = Shop::in_memory(now);
    let book = &mut shop.book;
    book.save_account(None, Some("BCA"), Some(Method::Transfer), now)
        .unwrap();
    let supplier = SupplierDetails {
        name: Some("Dapur Bu Yati".into()),
        lead_days: Some(Some(9)),
        ..SupplierDetails::default()
    };
    book.save_supplier(None, &supplier, now).unwrap();
    shop.product("NAS", "NAS", 60_000, &[("KEJU", "Keju"), ("COK", "Coklat")])
        .product("LK", "LK", 60_000, &[]);
    for number in [0, 1] {
        let (package, draft) = package(number);
        shop.product_at(package.as_str(), package.as_str(), 150_000, 0);
        shop.book.set_package(&package, &draft, now).unwrap();
    }
    for period in ["NAS3", "JER1"] {
        let settings = PeriodChange {
            name: Some(period.into()),
            closes_at: Some(Some(Moment::from_unix(START + 5 * 86_400))),
            quota: Some(Some(60)),
            ..PeriodChange::default()
        };
        shop.period(period, settings)
            .sells(period, &["NAS", "LK", "HAMP", "KADO"]);
    }
    let mut book = shop.book;
    let period = PeriodId::new(1);
    let early = TierChange {
        price: Some(money(50)),
        first: Some(Some(15)),
        ..TierChange::default()
    };
    book.set_tier(period, &code("NAS"), "Early bird", &early, now)
        .unwrap();
    for who in 1..=4 {
        let new = order(
            period,
            who,
            &items(who + 1, who),
            (who > 1).then(|| movement(who * 20, 2)),
        );
        book.place_order(&new, now).unwrap();
    }
    book
}

/// Two of each deed, and an undo and redo.
pub(super) fn some_deeds(book: &mut Book, now: Moment) {
    for deed in 0..DEEDS {
        for number in [1, 8] {
            let _ = act(book, (deed, number, number + 1, number), now);
        }
    }
    book.undo(None, now).unwrap();
    book.redo(now).unwrap();
}

/// The book, with dumps before and after each deed that changed something.
struct Walk {
    book: Book,
    now: i64,
    /// Dumps from the first to the present one.
    dumps: Vec<Dump>,
    done: usize,
    refused: usize,
}

impl Walk {
    fn new() -> Self {
        let book = shop();
        let dumps = vec![dump(&book)];
        Self {
            book,
            now: START,
            dumps,
            done: 0,
            refused: 0,
        }
    }

    fn step(&mut self, step: Step) {
        // Two hours pass, so that the periods open and close on the way.
        self.now += 2 * 3_600;
        let newest = |book: &Book| book.last_action().unwrap().map(|action| action.id);
        let before = newest(&self.book);
        let result = act(&mut self.book, step, Moment::from_unix(self.now));
        let after = dump(&self.book);
        if newest(&self.book) == before {
            assert_same(
                &after,
                self.dumps.last().unwrap(),
                &format!("{step:?} {result:?}"),
            );
            self.refused += usize::from(result.is_err());
        } else {
            assert!(
                result.is_ok(),
                "{step:?} was refused and left an action: {result:?}"
            );
            self.dumps.push(after);
            self.done += 1;
            assert!(
                self.book.next_redo().unwrap().is_none(),
                "a new deed ends redo"
            );
        }
    }

    fn now(&self) -> Moment {
        Moment::from_unix(self.now)
    }

    /// Undoes this many deeds; checks after each that the book is as before it.
    fn undo(&mut self, count: usize) -> Vec<Dump> {
        let mut undone = Vec::new();
        for _ in 0..count.min(self.dumps.len() - 1) {
            let action = self.book.undo(None, self.now()).unwrap();
            undone.push(self.dumps.pop().unwrap());
            let then = self.dumps.last().unwrap();
            assert_same(
                &dump(&self.book),
                then,
                &format!("undone {:?}", action.message),
            );
        }
        undone
    }

    /// Redoes this many deeds; checks after each that the book is as after it.
    fn redo(&mut self, undone: &mut Vec<Dump>, count: usize) {
        for _ in 0..count.min(undone.len()) {
            let action = self.book.redo(self.now()).unwrap();
            let then = undone.pop().unwrap();
            assert_same(
                &dump(&self.book),
                &then,
                &format!("redone {:?}", action.message),
            );
            self.dumps.push(then);
        }
    }

    /// Saves the book and goes on with the saved one.
    fn reopen(&mut self, folder: &Path) {
        let path = folder.join(format!("{}.rekap", self.now));
        self.book.backup(&path).unwrap();
        self.book = Book::open(&path, Opening::Existing).unwrap();
        assert_same(&dump(&self.book), self.dumps.last().unwrap(), "reopened");
    }
}

fn steps(count: usize) -> impl Strategy<Value = Vec<Step>> {
    // Deeds on orders and money are the most frequent.
    let deed = prop_oneof![2 => 25..DEEDS, 1 => 0..DEEDS];
    prop::collection::vec((deed, any::<u8>(), any::<u8>(), any::<u8>()), count)
}

fn cases(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn deeds_undone_one_by_one_and_redone(steps in steps(60)) {
        let mut walk = Walk::new();
        for step in steps {
            walk.step(step);
        }
        assert_eq!(walk.book.check().unwrap(), []);
        let all = walk.done;
        let mut undone = walk.undo(all);
        assert_eq!(walk.book.check().unwrap(), []);
        walk.redo(&mut undone, all);
        assert!(walk.book.redo(walk.now()).is_err());
        assert_eq!(walk.book.check().unwrap(), []);
    }

    #[test]
    fn undo_redo_and_new_deeds_in_any_order(
        parts in prop::collection::vec((steps(8), 0_usize..8, 0_usize..8), 5),
        reopened in 0_usize..10,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut walk = Walk::new();
        for (number, (steps, back, again)) in parts.into_iter().enumerate() {
            for step in steps {
                walk.step(step);
            }
            let mut undone = walk.undo(back);
            if number == reopened {
                walk.reopen(folder.path());
            }
            walk.redo(&mut undone, again);
        }
        assert_eq!(walk.book.check().unwrap(), []);
        walk.undo(usize::MAX);
    }
}
