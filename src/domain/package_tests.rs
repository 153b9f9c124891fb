use rstest::rstest;

use super::*;

fn component(id: i64, code: &str, product: &str, qty: i64) -> Component {
    Component {
        variant: VariantId::new(id),
        code: code.into(),
        product: product.into(),
        name: String::new(),
        cost: Rupiah::new(1_000 * id),
        qty,
    }
}

/// 1 LDK in each, 2 dari 4 toples, and 1 dari 2 pita.
fn hamper() -> Package {
    Package {
        variant: VariantId::new(9),
        code: "HAMP".into(),
        parts: vec![component(1, "LDK", "Lidah Kucing", 1)],
        choices: vec![
            Choice {
                name: "toples".into(),
                pick: 2,
                among: vec![
                    component(2, "NAS", "Nastar", 1),
                    component(1, "LDK", "Lidah Kucing", 1),
                    component(3, "KST", "Kastengel", 2),
                    component(4, "6 SGT", "Sagu", 1),
                ],
            },
            Choice {
                name: "2".into(),
                pick: 1,
                among: vec![
                    component(5, "PITA-M", "Pita Merah", 1),
                    component(6, "PITA-H", "Pita Hijau", 1),
                ],
            },
        ],
    }
}

#[rstest]
#[case("NAS, LDK, PITA-M", "NAS, LDK, PITA-M")]
#[case("pita-h + ldk + nas", "NAS, LDK, PITA-H")]
#[case("2 NAS, PITA-M", "2 NAS, PITA-M")]
#[case("NAS, NAS, PITA-M", "2 NAS, PITA-M")]
#[case("kasteng, nastar, hijau", "NAS, KST, PITA-H")]
#[case("6 sgt, nas, merah", "NAS, 6 SGT, PITA-M")]
fn picks_are_kept_in_one_way(#[case] typed: &str, #[case] kept: &str) {
    let package = hamper();
    assert_eq!(package.choose(typed).as_deref(), Ok(kept));
    assert_eq!(package.choose(kept).as_deref(), Ok(kept));
}

#[rstest]
#[case("", 2, 0)]
#[case("NAS, PITA-M", 2, 1)]
#[case("NAS, LDK, KST, PITA-M", 2, 3)]
#[case("NAS, LDK", 1, 0)]
fn all_picks_are_to_be_made(#[case] typed: &str, #[case] pick: i64, #[case] picked: i64) {
    let refusal = hamper().choose(typed).unwrap_err();
    let PackageError::Choose {
        pick: wanted,
        picked: had,
        example,
        ..
    } = refusal
    else {
        panic!("{refusal:?}");
    };
    assert_eq!((wanted, had.unwrap_or(0)), (pick, picked));
    assert_eq!(example, "1 HAMP[Nastar, Lidah Kucing, Pita Merah]");
}

#[rstest]
#[case("NAS, 6 SGT, PITA-M", "Nastar, Sagu, Pita Merah")]
#[case("2 NAS, PITA-M", "2 Nastar, Pita Merah")]
#[case("2 NAS, OLD", "2 NAS, OLD")]
#[case("", "")]
fn picks_are_shown_by_name_and_read_back(#[case] kept: &str, #[case] shown: &str) {
    let package = hamper();
    assert_eq!(package.chosen_by_name(kept), shown);
    if !kept.is_empty() && !kept.contains("OLD") {
        assert_eq!(package.choose(shown).as_deref(), Ok(kept));
    }
}

#[test]
fn a_name_that_would_not_be_read_back_gives_way_to_the_code() {
    let mut package = hamper();
    package.choices[0].among[0].product = "Nastar, isi 20".into();
    assert_eq!(
        package.chosen_by_name("NAS, LDK, PITA-M"),
        "NAS, Lidah Kucing, Pita Merah"
    );
    package.choices[0].among[0].product = "Kastengel".into();
    assert_eq!(
        package.chosen_by_name("NAS, KST, PITA-M"),
        "NAS, KST, Pita Merah"
    );
}

#[test]
fn a_taught_word_is_picked() {
    let taught = [("kuker".to_owned(), "LDK".to_owned())];
    let picked = hamper().choose_with_aliases("kuker, nas, merah", &taught);
    assert_eq!(picked.as_deref(), Ok("NAS, LDK, PITA-M"));
}

#[test]
fn what_is_in_no_choice_is_refused_by_name() {
    assert!(matches!(
        hamper().choose("COKLAT, NAS"),
        Err(PackageError::NotAmong { text, .. }) if text == "COKLAT"
    ));
    let plain = Package {
        choices: Vec::new(),
        ..hamper()
    };
    assert_eq!(plain.choose("").as_deref(), Ok(""));
    assert_eq!(
        plain.choose("NAS"),
        Err(PackageError::NothingToChoose {
            code: "HAMP".into()
        })
    );
}

#[test]
fn a_package_holds_its_parts_and_its_picks_each_variant_once() {
    let package = hamper();
    let held = |chosen: &str| {
        let Contents { held, gone } = package.contents(chosen);
        let held: Vec<(String, i64)> = held
            .into_iter()
            .map(|(part, units)| (part.code.clone(), units))
            .collect();
        (held, gone)
    };
    let codes = |list: &[(&str, i64)]| {
        list.iter()
            .map(|(code, units)| ((*code).to_owned(), *units))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        held("LDK, KST, PITA-H"),
        (codes(&[("LDK", 2), ("KST", 2), ("PITA-H", 1)]), Vec::new())
    );
    assert_eq!(
        held("2 NAS, OLD"),
        (codes(&[("LDK", 1), ("NAS", 2)]), vec![(1, "OLD".into())])
    );
    // 1 LDK, twice the dearest of two KST, the dearer ribbon.
    assert_eq!(package.cost().unwrap(), Rupiah::new(1_000 + 12_000 + 6_000));
}

#[rstest]
#[case("3 NAS-KEJU, 1 LDK", &[(3, "NAS-KEJU"), (1, "LDK")])]
#[case("NAS, 2x LDK", &[(1, "NAS"), (2, "LDK")])]
#[case("85123A", &[(1, "85123A")])]
#[case("", &[])]
fn parts_are_read(#[case] text: &str, #[case] parts: &[(i64, &str)]) {
    let read = PackageDraft::parse(text, "").unwrap().parts;
    let expected: Vec<_> = parts
        .iter()
        .map(|(qty, code)| (*qty, (*code).to_owned()))
        .collect();
    assert_eq!(read, expected);
}

#[rstest]
#[case("0 NAS")]
#[case("1001 NAS")]
fn a_number_of_parts_has_bounds(#[case] text: &str) {
    assert!(matches!(
        PackageDraft::parse(text, ""),
        Err(Refusal::OutOfRange { most: 1_000, .. })
    ));
}

#[test]
fn choices_are_read_and_written_the_same() {
    let draft = PackageDraft::parse("", "2: NAS, LDK, 2 KST; pita 1: PITA-M, PITA-H").unwrap();
    assert_eq!(draft.choices.len(), 2);
    assert_eq!(draft.choices[0].pick, 2);
    assert_eq!(draft.choices[0].among[2], (2, "KST".into()));
    assert_eq!(draft.choices[1].name, "pita");
    assert_eq!(
        hamper().choices[0].text(),
        "toples 2: NAS, LDK, 2 KST, 6 SGT"
    );
}

#[rstest]
#[case("NAS, LDK")]
#[case("2 NAS, LDK")]
#[case("0: NAS, LDK")]
#[case("pilih: NAS, LDK")]
#[case("2: NAS")]
fn a_choice_needs_a_number_and_two_things(#[case] text: &str) {
    assert!(matches!(
        ChoiceDraft::parse(text),
        Err(Refusal::Package(PackageError::ChoiceUnreadable { .. }))
    ));
}
