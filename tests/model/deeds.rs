//! The deeds of a random sequence. Orders are given as a place among those that exist, so that any
//! shortened sequence still makes sense.

use std::ops::Range;

use proptest::prelude::*;
use rekap::domain::account::ExpenseCategory;
use rekap::domain::claim::{ClaimEnding, ClaimKind};
use rekap::domain::parcel::{GoodsBack, ReturnEnding};
use rekap::domain::sharing::ShareBy;

use crate::claims::Ending;
use crate::parcels::{Goods, Sending};
use crate::stages::How;

/// What to do when the quota has no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    Refuse,
    Wait,
    Overbook,
}

/// One deed. `order`, `payment`, `parcel` and `claim` are places, modulo how many there are.
#[derive(Debug, Clone)]
pub enum Deed {
    Place {
        period: usize,
        wants: [i64; 3],
        full: Full,
        pays: i64,
    },
    Change {
        order: usize,
        variant: usize,
        by: i64,
        full: Full,
    },
    Cancel {
        order: usize,
        by_shop: bool,
    },
    Serve {
        order: usize,
    },
    Charge {
        order: usize,
        kind: usize,
        amount: i64,
    },
    Pay {
        order: usize,
        amount: i64,
    },
    Refund {
        order: usize,
        amount: i64,
    },
    Void {
        payment: usize,
    },
    Move {
        order: usize,
        full: Full,
    },
    Split {
        order: usize,
        variant: usize,
        units: i64,
        full: Full,
    },
    Quota {
        period: usize,
        level: usize,
        units: Option<i64>,
    },
    Tier {
        period: usize,
        variant: usize,
        label: usize,
        price: i64,
        first: i64,
    },
    Price {
        period: usize,
        variant: usize,
        price: i64,
    },
    Reach {
        period: usize,
        production: bool,
    },
    Stage {
        period: usize,
        name: usize,
        how: How,
        amount: i64,
        step: i64,
        overdue: bool,
    },
    Unstage {
        period: usize,
        name: usize,
    },
    Weigh {
        order: usize,
        grams: i64,
    },
    PayFor {
        order: usize,
        who: usize,
        amount: i64,
    },
    Codes {
        on: bool,
    },
    Recipient {
        order: usize,
        who: usize,
        share: [i64; 3],
        shipping: Option<i64>,
    },
    NoRecipient {
        order: usize,
        who: usize,
    },
    Ship {
        orders: Vec<usize>,
        said: Sending,
    },
    PickUp {
        order: usize,
        pays: Option<Option<i64>>,
        has_reason: bool,
    },
    Send {
        parcel: usize,
    },
    Receive {
        parcel: usize,
        collected: Option<i64>,
    },
    ComeBack {
        parcel: usize,
        ending: Option<ReturnEnding>,
        is_lost: bool,
    },
    PayCourier {
        parcel: usize,
        amount: i64,
    },
    Claim {
        order: usize,
        what: (usize, i64),
        kind: ClaimKind,
        ending: Option<Ending>,
    },
    EndClaim {
        claim: usize,
        ending: Ending,
    },
    Recover {
        claim: usize,
        amount: i64,
    },
    HandIn {
        courier: usize,
        amount: Option<i64>,
        fee: i64,
    },
    Spend {
        period: usize,
        category: ExpenseCategory,
        amount: i64,
    },
    /// Nothing happens for longer than a parcel is on its way.
    Wait,
    Undo,
}

fn full() -> impl Strategy<Value = Full> {
    prop_oneof![
        3 => Just(Full::Refuse),
        3 => Just(Full::Wait),
        1 => Just(Full::Overbook),
    ]
}

/// Amounts that often equal a bill, and others.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        (1_i64..12).prop_map(|number| number * 22_500),
        (1_i64..12).prop_map(|number| number * 30_000),
        1_i64..300_000,
    ]
}

/// Ways to bill a stage.
fn how() -> impl Strategy<Value = How> {
    prop_oneof![
        1 => Just(How::Not),
        4 => prop::sample::select(ShareBy::ALL).prop_map(How::Share),
        1 => Just(How::PerUnit),
        1 => (0_usize..12).prop_map(How::One),
    ]
}

/// What is said of a parcel.
fn sending() -> impl Strategy<Value = Sending> {
    let goods = prop_oneof![
        4 => Just(Goods::All),
        2 => [0_i64..3, 0_i64..3, 0_i64..2].prop_map(Goods::Some),
    ];
    let cod = prop_oneof![
        5 => Just(None),
        3 => Just(Some(None)),
        1 => amount().prop_map(|amount| Some(Some(amount))),
    ];
    let to = prop::option::weighted(0.3, 0_usize..2);
    let paid = prop::option::weighted(0.3, 0_i64..40_000);
    let chances = (prop::bool::weighted(0.75), prop::bool::weighted(0.3));
    (goods, to, 0_usize..2, cod, paid, chances).prop_map(
        |(goods, to, courier, cod, paid, (has_reason, packed))| Sending {
            goods,
            to,
            courier,
            cod,
            has_reason,
            packed,
            paid,
        },
    )
}

/// How a claim ends; mostly with what belongs to that ending.
fn ending() -> impl Strategy<Value = Ending> {
    let plain = |end, amount, with, difference, back| Ending {
        end,
        amount,
        with,
        difference,
        back,
    };
    let back = || prop::option::of(prop::sample::select(GoodsBack::ALL));
    prop_oneof![
        3 => back().prop_map(move |back| plain(ClaimEnding::Replace, None, None, false, back)),
        4 => (0_usize..3, any::<bool>(), back()).prop_map(move |(with, difference, back)| {
            plain(ClaimEnding::Replace, None, Some(with), difference, back)
        }),
        3 => (prop::option::of(amount()), back())
            .prop_map(move |(amount, back)| plain(ClaimEnding::Refund, amount, None, false, back)),
        2 => amount()
            .prop_map(move |amount| plain(ClaimEnding::Compensate, Some(amount), None, false, None)),
        1 => Just(plain(ClaimEnding::Refuse, None, None, false, None)),
        1 => (prop::sample::select(ClaimEnding::ALL), prop::option::of(amount()), back())
            .prop_map(move |(end, amount, back)| plain(end, amount, None, true, back)),
    ]
}

/// Deeds from the packing to the claim.
fn handing_over() -> impl Strategy<Value = Deed> {
    let order = || 0_usize..12;
    let parcel = || 0_usize..15;
    prop_oneof![
        4 => (order(), 0_usize..2, [0_i64..4, 0_i64..3, 0_i64..3], prop::option::of(0_i64..30_000))
            .prop_map(|(order, who, share, shipping)| Deed::Recipient { order, who, share, shipping }),
        1 => (order(), 0_usize..2).prop_map(|(order, who)| Deed::NoRecipient { order, who }),
        9 => (prop_oneof![3 => prop::collection::vec(order(), 1), 1 => prop::collection::vec(order(), 2..4)], sending())
            .prop_map(|(orders, said)| Deed::Ship { orders, said }),
        3 => (order(), prop_oneof![Just(None), Just(Some(None)), amount().prop_map(|amount| Some(Some(amount)))], prop::bool::weighted(0.3))
            .prop_map(|(order, pays, has_reason)| Deed::PickUp { order, pays, has_reason }),
        2 => parcel().prop_map(|parcel| Deed::Send { parcel }),
        2 => (parcel(), prop::option::weighted(0.3, amount()))
            .prop_map(|(parcel, collected)| Deed::Receive { parcel, collected }),
        4 => (parcel(), prop::option::weighted(0.7, prop::sample::select(ReturnEnding::ALL)), any::<bool>())
            .prop_map(|(parcel, ending, is_lost)| Deed::ComeBack { parcel, ending, is_lost }),
        1 => (parcel(), 0_i64..40_000).prop_map(|(parcel, amount)| Deed::PayCourier { parcel, amount }),
        7 => (order(), (0_usize..3, 1_i64..4), prop::sample::select(ClaimKind::ALL), prop::option::weighted(0.8, ending()))
            .prop_map(|(order, what, kind, ending)| Deed::Claim { order, what, kind, ending }),
        2 => (0_usize..5, ending()).prop_map(|(claim, ending)| Deed::EndClaim { claim, ending }),
        1 => (0_usize..5, 1_i64..50_000).prop_map(|(claim, amount)| Deed::Recover { claim, amount }),
        2 => (0_usize..2, prop::option::weighted(0.4, 1_i64..90_000), prop_oneof![3 => Just(0), 1 => 1_i64..2_000])
            .prop_map(|(courier, amount, fee)| Deed::HandIn { courier, amount, fee }),
        1 => (0_usize..2, prop::sample::select(ExpenseCategory::ALL), 1_i64..90_000)
            .prop_map(|(period, category, amount)| Deed::Spend { period, category, amount }),
        1 => Just(Deed::Wait),
    ]
}

/// A shop with a few orders, and what happens then: fewer deeds than `most`. In every second one it is mostly about
/// what one or two orders become once they leave.
pub fn sequence(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let of = move |orders: Range<usize>, deed: BoxedStrategy<Deed>| {
        let orders = prop::collection::vec(place(), orders);
        let deeds = prop::collection::vec(deed, 1..most);
        (orders, deeds).prop_map(|(orders, deeds)| [orders, deeds].concat())
    };
    let evenly = prop_oneof![selling(), handing_over()].boxed();
    let leaving = prop_oneof![1 => selling(), 4 => handing_over()].boxed();
    prop_oneof![of(0..4, evenly), of(1..3, leaving)]
}

/// A new order.
fn place() -> impl Strategy<Value = Deed> {
    let pays = prop_oneof![Just(0), amount()];
    (0_usize..2, [0_i64..5, 0_i64..4, 0_i64..4], full(), pays).prop_map(
        |(period, wants, full, pays)| Deed::Place {
            period,
            wants,
            full,
            pays,
        },
    )
}

/// Deeds up to the hand-over.
fn selling() -> impl Strategy<Value = Deed> {
    let order = 0_usize..12;
    let period = 0_usize..2;
    let variant = 0_usize..3;
    prop_oneof![
        8 => place(),
        5 => (order.clone(), variant.clone(), -5_i64..6, full())
            .prop_map(|(order, variant, by, full)| Deed::Change { order, variant, by, full }),
        3 => (order.clone(), any::<bool>()).prop_map(|(order, by_shop)| Deed::Cancel { order, by_shop }),
        1 => order.clone().prop_map(|order| Deed::Serve { order }),
        2 => (order.clone(), 0_usize..4, 0_i64..40_000)
            .prop_map(|(order, kind, amount)| Deed::Charge { order, kind, amount }),
        5 => (order.clone(), amount()).prop_map(|(order, amount)| Deed::Pay { order, amount }),
        2 => (order.clone(), amount()).prop_map(|(order, amount)| Deed::Refund { order, amount }),
        1 => (0_usize..20).prop_map(|payment| Deed::Void { payment }),
        2 => (order.clone(), full()).prop_map(|(order, full)| Deed::Move { order, full }),
        2 => (order, variant.clone(), 1_i64..4, full())
            .prop_map(|(order, variant, units, full)| Deed::Split { order, variant, units, full }),
        3 => (period.clone(), 0_usize..5, prop::option::weighted(0.8, 0_i64..14))
            .prop_map(|(period, level, units)| Deed::Quota { period, level, units }),
        2 => (period.clone(), variant.clone(), 0_usize..2, 1_i64..9, 1_i64..8)
            .prop_map(|(period, variant, label, price, first)| Deed::Tier {
                period, variant, label, price: price * 10_000, first,
            }),
        1 => (period.clone(), variant, 1_i64..9)
            .prop_map(|(period, variant, price)| Deed::Price { period, variant, price: price * 10_000 }),
        1 => (period, any::<bool>()).prop_map(|(period, production)| Deed::Reach { period, production }),
        3 => (0_usize..2, 0_usize..2, how(), amount(), prop::sample::select(vec![1_i64, 500]), any::<bool>())
            .prop_map(|(period, name, how, amount, step, overdue)| Deed::Stage {
                period, name, how, amount, step, overdue,
            }),
        1 => (0_usize..2, 0_usize..2).prop_map(|(period, name)| Deed::Unstage { period, name }),
        2 => (0_usize..12, 0_i64..8_000).prop_map(|(order, grams)| Deed::Weigh { order, grams }),
        2 => (0_usize..12, 0_usize..2, amount()).prop_map(|(order, who, amount)| Deed::PayFor { order, who, amount }),
        1 => any::<bool>().prop_map(|on| Deed::Codes { on }),
        4 => Just(Deed::Undo),
    ]
}
