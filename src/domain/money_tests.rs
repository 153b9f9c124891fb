use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("125rb", 125_000)]
#[case("125k", 125_000)]
#[case("125K", 125_000)]
#[case("125 ribu", 125_000)]
#[case("2,5rb", 2_500)]
#[case("1,5jt", 1_500_000)]
#[case("1.5jt", 1_500_000)]
#[case("1,25 jt", 1_250_000)]
#[case("0,5jt", 500_000)]
#[case("0,125jt", 125_000)]
#[case("1,2345jt", 1_234_500)]
#[case("2 juta", 2_000_000)]
#[case("1.500.000rb", 1_500_000_000)]
#[case("125.000", 125_000)]
#[case("125,000", 125_000)]
#[case("125000", 125_000)]
#[case("Rp125.000,-", 125_000)]
#[case("Rp. 125.000", 125_000)]
#[case("rp125rb", 125_000)]
#[case("IDR 125,000", 125_000)]
#[case("@15000", 15_000)]
#[case("@ Rp15.000", 15_000)]
#[case("125.000,00", 125_000)]
#[case("125,000.00", 125_000)]
#[case("1.500.000,00", 1_500_000)]
#[case("125000.00", 125_000)]
#[case("125000,0", 125_000)]
#[case("0", 0)]
#[case("0,00", 0)]
#[case("\u{a0}Rp\u{a0}1.000.000\u{a0}\n", 1_000_000)]
#[case("1.000.000.000.000", 1_000_000_000_000)]
fn amounts_are_read_as_shops_write_them(#[case] typed: &str, #[case] rupiah: i64) {
    assert_eq!(Rupiah::parse(typed), Ok(Rupiah::new(rupiah)), "{typed}");
}

#[rstest]
#[case("1.500,5", &[1_500, 1_500_500])]
#[case("1.5", &[1, 1_500])]
#[case("12.50", &[12, 12_500])]
#[case("1.500rb", &[1_500, 1_500_000])]
#[case("1.250jt", &[1_250_000, 1_250_000_000])]
#[case("1250.000", &[1_250, 1_250_000])]
#[case("1.500,500", &[1_500, 1_500_500])]
fn two_readings_are_asked_back(#[case] typed: &str, #[case] readings: &[i64]) {
    assert_eq!(
        Rupiah::parse(typed),
        Err(MoneyError::Ambiguous {
            text: typed.into(),
            readings: readings.iter().copied().map(Rupiah::new).collect(),
        })
    );
}

#[rstest]
#[case("-5000")]
#[case("Rp-5000")]
#[case("−5000")]
#[case("5000-")]
#[case("-")]
#[case("Rp")]
#[case("rb")]
#[case(".")]
#[case("1..000")]
#[case("1.000.00")]
#[case("1.00.000")]
#[case("1.000,000.000")]
#[case("1,2345rb")]
#[case("081234567890")]
#[case("12 500")]
#[case("1e5")]
#[case("seribu")]
#[case("125rb rb")]
#[case("٣٠٠")]
fn what_is_no_amount_is_refused_as_typed(#[case] typed: &str) {
    assert_eq!(
        Rupiah::parse(typed),
        Err(MoneyError::Unreadable(typed.into()))
    );
}

#[rstest]
#[case("1.000.000.000.001")]
#[case("1000001jt")]
#[case("99999999999999999999999999999999999999999999999999jt")]
#[case("340282366920938463463374607431768211455,5jt")]
fn amounts_end_at_the_limit(#[case] typed: &str) {
    assert_eq!(Rupiah::parse(typed), Err(MoneyError::TooLarge));
}

#[test]
fn nothing_is_not_an_amount() {
    assert_eq!(Rupiah::parse(" \u{3000}\t"), Err(MoneyError::Empty));
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(rupiah in 0..=Rupiah::MAX.raw()) {
        let amount = Rupiah::new(rupiah);
        prop_assert_eq!(Rupiah::parse(&amount.to_string()), Ok(amount));
        prop_assert_eq!(Rupiah::parse(&format!("{amount},-")), Ok(amount));
        prop_assert_eq!(Rupiah::parse(&format!("{rupiah}.00")), Ok(amount));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        let _ = Rupiah::parse(&text);
    }

    #[test]
    fn an_accepted_text_means_one_amount(
        text in "(Rp|@|rp\\. )?[0-9]{1,5}([.,][0-9]{1,4}){0,3} ?(rb|k|ribu|jt|juta|,-)?",
    ) {
        match Rupiah::parse(&text) {
            Ok(amount) => {
                prop_assert!(amount >= Rupiah::ZERO && amount <= Rupiah::MAX);
                prop_assert_eq!(Rupiah::parse(&amount.to_string()), Ok(amount));
            }
            Err(MoneyError::Ambiguous { readings, .. }) => {
                prop_assert!(!readings.is_empty() && readings.is_sorted());
            }
            Err(_) => {}
        }
    }
}
