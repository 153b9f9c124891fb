use rstest::rstest;

use super::*;

fn field(id: i64, label: &str, required: bool) -> CustomField {
    CustomField {
        id: CustomFieldId::new(id),
        label: label.to_owned(),
        required,
        digits: false,
        least: None,
        most: None,
        price: Rupiah::ZERO,
    }
}

/// A jersey: a name of at most 8 characters, a number of one or two digits, perhaps a patch.
fn jersey() -> Vec<CustomField> {
    vec![
        CustomField {
            most: Some(8),
            price: Rupiah::new(10_000),
            ..field(1, "Nama", true)
        },
        CustomField {
            digits: true,
            least: Some(1),
            most: Some(2),
            ..field(2, "Nomor", true)
        },
        CustomField {
            price: Rupiah::new(5_000),
            ..field(3, "Patch lengan", false)
        },
    ]
}

#[rstest]
#[case("nama=BUDI, nomor=10", "Nama: BUDI; Nomor: 10", 10_000)]
#[case("NOMOR = 10 ,Nama= Budi S. ", "Nama: Budi S.; Nomor: 10", 10_000)]
#[case(
    "nama=BUDI;nomor=10;sedikit lebar",
    "Nama: BUDI; Nomor: 10; sedikit lebar",
    10_000
)]
#[case(
    "na=BUDI, no=10, patch=kiri",
    "Nama: BUDI; Nomor: 10; Patch lengan: kiri",
    15_000
)]
#[case(
    "Nama: BUDI; Nomor: 10; Patch lengan: kiri, kanan; lebar",
    "Nama: BUDI; Nomor: 10; Patch lengan: kiri, kanan; lebar",
    15_000
)]
#[case("lebar, nama=BUDI, nomor=10", "Nama: BUDI; Nomor: 10; lebar", 10_000)]
fn values_stay_as_typed(#[case] typed: &str, #[case] kept: &str, #[case] price: i64) {
    let filled = fill(&jersey(), typed, "JRS-L").unwrap();
    assert_eq!(
        (filled.text.as_str(), filled.price),
        (kept, Rupiah::new(price))
    );
    // What is kept reads back as itself.
    assert_eq!(fill(&jersey(), kept, "JRS-L").unwrap(), filled);
    assert_eq!(super::fill_unchecked(&jersey(), kept).unwrap(), filled);
}

#[test]
fn a_comma_that_begins_no_field_is_part_of_the_value() {
    let card = [field(1, "Kartu", false)];
    let filled = fill(&card, "kartu=Selamat, Budi: semoga, ya; biru", "KUE").unwrap();
    assert_eq!(filled.text, "Kartu: Selamat, Budi: semoga, ya; biru");
}

#[test]
fn without_fields_a_customization_is_as_typed() {
    let filled = fill(&[], "tulis: a=b; c", "KUE").unwrap();
    assert_eq!(filled.text, "tulis: a=b; c");
    assert_eq!(filled.price, Rupiah::ZERO);
}

#[rstest]
#[case("", "fields-missing")]
#[case("nama=BUDI", "fields-missing")]
#[case("nama=, nomor=10", "fields-missing")]
#[case("nama=BUDI, nomor=A1", "fields-not-digits")]
#[case("nama=BUDI, nomor=100", "fields-length-between")]
#[case("nama=KEPANJANGAN, nomor=10", "fields-length-most")]
#[case("nama=BUDI, nmr=10", "fields-unknown")]
#[case("n=BUDI, nomor=10", "fields-several")]
#[case("nama=BUDI, nama=ANDI, nomor=10", "fields-twice")]
fn what_is_not_right_is_refused(#[case] typed: &str, #[case] key: &str) {
    let error = fill(&jersey(), typed, "JRS-L").unwrap_err();
    assert_eq!(error.message().key, key);
    // What is in the book already is never refused.
    assert!(super::fill_unchecked(&jersey(), typed).is_ok());
}

#[test]
fn a_length_says_what_would_be_right() {
    let of = |least, most| CustomField {
        least,
        most,
        ..field(1, "Kode", true)
    };
    let key = |field: CustomField| {
        fill(&[field], "kode=abc", "X")
            .unwrap_err()
            .message()
            .key
            .into_owned()
    };
    assert_eq!(key(of(Some(2), Some(2))), "fields-length-exact");
    assert_eq!(key(of(Some(4), None)), "fields-length-least");
    assert_eq!(key(of(None, Some(2))), "fields-length-most");
    // Characters are counted, not bytes.
    assert!(fill(&[of(Some(3), Some(3))], "kode=é👍x", "X").is_ok());
}
