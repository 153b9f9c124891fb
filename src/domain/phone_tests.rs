use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("0812-3456-7890", "6281234567890", "0812-3456-7890")]
#[case("+62 812 3456 7890", "6281234567890", "0812-3456-7890")]
#[case("+62 (0)812.3456.7890", "6281234567890", "0812-3456-7890")]
#[case("6281234567890", "6281234567890", "0812-3456-7890")]
#[case("(+62) 812-3456-7890", "6281234567890", "0812-3456-7890")]
#[case("(+62)81234567890", "6281234567890", "0812-3456-7890")]
#[case("(62) 812 3456 7890", "6281234567890", "0812-3456-7890")]
#[case("6281234567890.0", "6281234567890", "0812-3456-7890")]
#[case("WA: 0812-3456-7890", "6281234567890", "0812-3456-7890")]
#[case("https://wa.me/6281234567890", "6281234567890", "0812-3456-7890")]
#[case("0812 3456 7890 (istri)", "6281234567890", "0812-3456-7890")]
#[case("81234567890", "6281234567890", "0812-3456-7890")]
#[case("'081234567890", "6281234567890", "0812-3456-7890")]
#[case("\u{202a}+62 812‑3456‑7890\u{202c}", "6281234567890", "0812-3456-7890")]
#[case("006281234567890", "6281234567890", "0812-3456-7890")]
#[case("62812345678", "62812345678", "0812-345-678")]
#[case("0812345678", "62812345678", "0812-345-678")]
#[case("08123456789", "628123456789", "0812-3456-789")]
#[case("0895123456789", "62895123456789", "0895-1234-56789")]
#[case("(021) 555-1234", "62215551234", "021-5551234")]
#[case("0274 512345", "62274512345", "0274-512345")]
fn one_person_has_one_number(#[case] typed: &str, #[case] normal: &str, #[case] shown: &str) {
    let phone = Phone::read(typed);
    assert_eq!(phone.normal(), Some(normal));
    assert_eq!(phone.key(), normal);
    assert_eq!(phone.json(), normal);
    assert_eq!(phone.shown(), shown);
}

#[rstest]
#[case("+65 8123 4567", "+6581234567")]
#[case("0812", "0812")]
#[case("0842123456", "0842123456")]
#[case("08123456789012", "08123456789012")]
#[case("0812-3456-7890 / 0813-1111-2222", "081234567890081311112222")]
#[case("tidak ada", "tidakada")]
#[case("5551234", "5551234")]
#[case("", "")]
fn what_is_no_number_of_ours_stays_as_typed(#[case] typed: &str, #[case] key: &str) {
    let phone = Phone::read(typed);
    assert_eq!(phone.normal(), None);
    assert_eq!(phone.shown(), typed);
    assert_eq!(phone.json(), typed);
    assert_eq!(phone.key(), key);
}

#[test]
fn the_sample_numbers_read_as_elsewhere() {
    let Some(file) = crate::needs::sample("phones/phone_vectors.csv") else {
        return;
    };
    let table = std::fs::read_to_string(&file).unwrap();
    let mut read = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [input, e164, national, valid, ..] = cells[..] else {
            continue;
        };
        // A landline without its zero elsewhere; 62 before an 8 is the country code here.
        if input == "62812345678" || valid != "True" {
            continue;
        }
        let phone = Phone::read(input);
        assert_eq!(phone.json(), &e164[1..], "{input}");
        assert_eq!(phone.shown(), national, "{input}");
        read += 1;
    }
    assert!(read > 0, "no vectors in {}", file.display());
}

proptest! {
    #[test]
    fn a_normal_number_stays_itself(typed in "(\\+?62|0|)8[1-9][0-9]{5,11}") {
        if let Some(normal) = normalize(&typed) {
            prop_assert_eq!(normalize(&normal), Some(normal.clone()));
            let shown = Phone::read(&typed).shown();
            prop_assert_eq!(normalize(&shown), Some(normal));
        }
    }

    #[test]
    fn any_text_is_a_number_or_kept(typed in "(\\PC|[0-9+ ()-]){0,24}") {
        let phone = Phone::read(&typed);
        let _ = (phone.key(), phone.shown());
        if let Some(normal) = phone.normal() {
            prop_assert!(normal.starts_with("62") && normal.bytes().all(|b| b.is_ascii_digit()));
        }
    }
}
