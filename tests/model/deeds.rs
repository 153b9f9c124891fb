//! The deeds of a random sequence. Orders are given as a place among those that exist, so that any
//! shortened sequence still makes sense.

use proptest::prelude::*;
use rekap::domain::sharing::ShareBy;

use crate::stages::How;

/// What to do when the quota has no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    Refuse,
    Wait,
    Overbook,
}

/// One deed. `order` and `payment` are places, modulo how many there are.
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

/// Any deed; those frequent in a shop are more likely.
pub fn deed() -> impl Strategy<Value = Deed> {
    let order = 0_usize..12;
    let period = 0_usize..2;
    let variant = 0_usize..3;
    prop_oneof![
        8 => (period.clone(), [0_i64..5, 0_i64..4, 0_i64..4], full(), prop_oneof![Just(0), amount()])
            .prop_map(|(period, wants, full, pays)| Deed::Place { period, wants, full, pays }),
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
