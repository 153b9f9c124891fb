use super::*;

fn rule(text: &str) -> Cancellation {
    text.parse().unwrap()
}

fn bill(total: i64, down_payment: i64, paid: i64) -> Bill {
    Bill {
        total: Rupiah::new(total),
        goods: Rupiah::new(total),
        down_payment: Rupiah::new(down_payment),
        paid: Rupiah::new(paid),
        ..Bill::default()
    }
}

/// Kept and given back, in rupiah.
fn forfeit(text: &str, bill: &Bill, stage: Stage) -> (i64, i64) {
    let forfeit = rule(text).forfeit(bill, stage);
    (forfeit.kept.raw(), forfeit.refund.raw())
}

#[test]
fn each_stage_keeps_its_part_of_the_down_payment() {
    let paid = bill(200_000, 100_000, 100_000);
    for (stage, kept, refund, by) in [
        (Stage::Draft, 0, 100_000, KeptBy::UntilClose),
        (Stage::Scheduled, 0, 100_000, KeptBy::UntilClose),
        (Stage::Open, 0, 100_000, KeptBy::UntilClose),
        (Stage::Closed, 50_000, 50_000, KeptBy::UntilProduction),
        (Stage::InProduction, 100_000, 0, KeptBy::After),
        (Stage::Ready, 100_000, 0, KeptBy::After),
        (Stage::Finished, 100_000, 0, KeptBy::After),
        (Stage::Cancelled, 0, 100_000, KeptBy::Shop),
    ] {
        assert_eq!(
            forfeit("100/50/0", &paid, stage),
            (kept, refund),
            "{stage:?}"
        );
        assert_eq!(rule("100/50/0").forfeit(&paid, stage).by, by, "{stage:?}");
    }
}

/// Total, down payment asked, paid → kept, given back, when half is kept.
#[test]
fn only_the_down_payment_is_at_stake() {
    for (what, total, asked, paid, kept, refund) in [
        ("nothing paid", 200_000, 100_000, 0, 0, 0),
        (
            "a part of the down payment",
            200_000,
            100_000,
            30_000,
            15_000,
            15_000,
        ),
        (
            "the down payment",
            200_000,
            100_000,
            100_000,
            50_000,
            50_000,
        ),
        ("more than it", 200_000, 100_000, 150_000, 50_000, 100_000),
        ("settled", 200_000, 100_000, 200_000, 50_000, 150_000),
        ("overpaid", 200_000, 100_000, 260_000, 50_000, 210_000),
        ("no down payment asked", 200_000, 0, 80_000, 40_000, 40_000),
        (
            "none asked, overpaid",
            200_000,
            0,
            260_000,
            100_000,
            160_000,
        ),
        (
            "paid in full up front",
            200_000,
            200_000,
            200_000,
            100_000,
            100_000,
        ),
        ("a free order that was paid", 0, 0, 50_000, 0, 50_000),
        ("half a rupiah is the customer's", 101, 101, 101, 50, 51),
        ("paid below nothing", 100, 50, -10, 0, 0),
        (
            "the largest bill",
            1_000_000_000_000,
            1_000_000_000_000,
            1_000_000_000_000,
            500_000_000_000,
            500_000_000_000,
        ),
    ] {
        let found = forfeit("50/50/50", &bill(total, asked, paid), Stage::Open);
        assert_eq!(found, (kept, refund), "{what}");
    }
}

#[test]
fn a_met_down_payment_is_at_stake_as_it_was_met() {
    let risen = Bill {
        down_payment_met: Some(Rupiah::new(50_000)),
        ..bill(200_000, 100_000, 80_000)
    };
    assert_eq!(forfeit("0/0/0", &risen, Stage::Open), (50_000, 30_000));
}

#[test]
fn the_owner_may_keep_anything_that_was_paid() {
    let paid = Rupiah::new(100_000);
    for kept in [0, 1, 100_000] {
        let forfeit = Forfeit::by_owner(Rupiah::new(kept), paid).unwrap();
        assert_eq!(forfeit.kept.raw() + forfeit.refund.raw(), 100_000);
    }
    for kept in [-1, 100_001] {
        let refused = Forfeit::by_owner(Rupiah::new(kept), paid);
        assert_eq!(refused, Err(Refusal::KeepTooMuch { paid }), "{kept}");
    }
}

#[test]
fn it_reads_what_is_typed() {
    for (typed, kept) in [
        ("100/50/0", "100/50/0"),
        (" 100% / 50% / 0% ", "100/50/0"),
        ("100 50 0", "100/50/0"),
        ("90,50,50", "90/50/50"),
        ("50%", "50/50/50"),
        ("hangus", "0/0/0"),
        ("Tanpa", "100/100/100"),
        ("none", "100/100/100"),
    ] {
        assert_eq!(rule(typed).to_string(), kept, "{typed}");
        assert_eq!(rule(kept).to_string(), kept);
    }
    assert!(!Cancellation::default().keeps() && rule("100/100/99").keeps());
}

#[test]
fn what_is_no_rule_is_refused() {
    for typed in [
        "",
        "abc",
        "100/50",
        "101/50/0",
        "-5/0/0",
        "100/50/0/0",
        "1.5/0/0",
    ] {
        let refused = typed.parse::<Cancellation>();
        assert!(
            matches!(refused, Err(Refusal::CancellationUnreadable { .. })),
            "{typed}"
        );
    }
}

#[test]
fn a_rule_that_rises_was_meant_the_other_way_round() {
    let rises = |rule: &str, meant: &str| {
        Err(Refusal::CancellationRises {
            rule: rule.to_owned(),
            meant: meant.to_owned(),
        })
    };
    assert_eq!(
        "0/50/100".parse::<Cancellation>(),
        rises("0/50/100", "100/50/0")
    );
    // Neither way: what a rule looks like is said.
    let refused = "0/100/0".parse::<Cancellation>();
    assert!(matches!(
        refused,
        Err(Refusal::CancellationUnreadable { .. })
    ));
}
