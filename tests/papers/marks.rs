//! Scanners read the codes; what can't be printed is told; control characters reach no file.

use rekap::output::papers::label::{self, Label};
use rekap::output::papers::nota::{self, Nota};
use rekap::output::papers::{Printed, Roll};

use super::needs::needs;
use super::samples::{self, paper, person, words};
use super::tools;

#[test]
fn scanners_read_the_tracking_number_on_every_label() {
    if !needs("pdftoppm") || !needs("zbarimg") {
        return;
    }
    for resi in [
        "JX8000000760",
        "002900000687",
        "SPXID000000000001",
        "88LP1755000228344",
        "1234567",
        "RR473124829ID",
    ] {
        for name in ["100x150", "a4-2x4", "80mm", "58mm"] {
            let label = Label {
                resi: resi.into(),
                ..samples::label()
            };
            let printed = label::pdf(&[label], &paper(name), 0, &words()).unwrap();
            assert_eq!(
                tools::scanned(&printed.bytes),
                format!("{resi}\n"),
                "{name}"
            );
            assert_eq!(printed.warnings, []);
        }
    }
    let printed = label::pdf(&[samples::sticker()], &paper("tj103"), 0, &words()).unwrap();
    assert_eq!(tools::scanned(&printed.bytes), "JX8000000760\n");
}

#[test]
fn scanners_read_the_payment_code_of_a_nota() {
    if !needs("pdftoppm") || !needs("zbarimg") {
        return;
    }
    let nota = samples::nota();
    let payload = nota.qris.clone().unwrap();
    for name in ["a4", "80mm", "58mm"] {
        let printed = nota::pdf(std::slice::from_ref(&nota), &paper(name), &words()).unwrap();
        assert_eq!(
            tools::scanned(&printed.bytes),
            format!("{payload}\n"),
            "{name}"
        );
    }
}

#[test]
fn a_sticker_without_room_for_bars_says_so() {
    let printed = label::pdf(&[samples::sticker()], &paper("tj107"), 0, &words()).unwrap();
    let told: Vec<String> = printed.warnings.iter().map(|of| words().say(of)).collect();
    assert_eq!(
        told,
        [
            "NAS3-017: resi JX8000000760 tercetak tanpa barcode, karena labelnya terlalu kecil atau \
             resinya tidak bisa jadi barcode."
        ]
    );
    // A number that can't be a Code 128 is printed in words alone.
    let odd = Label {
        resi: "JX–80ü".into(),
        ..samples::label()
    };
    for name in ["100x150", "80mm"] {
        let printed = label::pdf(std::slice::from_ref(&odd), &paper(name), 0, &words()).unwrap();
        assert_eq!(printed.warnings[0].key, "papers-no-bars");
        if needs("pdftotext") {
            assert!(tools::text(&printed.bytes).contains("JX–80ü"));
        }
    }
}

fn named(name: &str) -> Nota {
    Nota {
        customer: person(name, "0813"),
        ..samples::nota()
    }
}

fn told(printed: &Printed) -> Vec<String> {
    printed.warnings.iter().map(|of| words().say(of)).collect()
}

#[test]
fn emoji_are_left_out_and_other_scripts_are_told() {
    let print = |name: &str| nota::pdf(&[named(name)], &paper("a4"), &words()).unwrap();
    let party = print("Siti 🎉👩‍🍳 Zoé d’Arc ✅");
    assert_eq!(
        told(&party),
        ["NAS3-017: ✅🍳🎉👩 tidak bisa dicetak, jadi dilewati."]
    );
    let arabic = print("Ahmad أحمد");
    assert_eq!(
        told(&arabic),
        ["NAS3-017: huruf أحدم tidak ada di huruf cetak. Periksa kertasnya."]
    );
    // A letter and its accent as two characters become one.
    let decomposed = print("Zoe\u{301} Arc");
    assert_eq!(told(&decomposed), [""; 0]);
    if needs("pdftotext") {
        assert!(tools::text(&party.bytes).contains("Siti Zoé d’Arc\n"));
        assert!(tools::text(&decomposed.bytes).contains("Zoé Arc"));
        // Who copies the boxes gets the name.
        let text = tools::text(&arabic.bytes);
        assert!(text.contains("أحمد") || text.contains("دمحأ"), "{text}");
    }
    let printed = nota::escpos(&[named("Zoé d’Arc أحمد 🎉")], Roll::Mm58, &words()).unwrap();
    assert_eq!(printed.warnings.len(), 2);
    let text = String::from_utf8_lossy(&printed.bytes).into_owned();
    assert!(text.contains("Zoe d'Arc ????\n"), "{text}");
}

#[test]
fn control_characters_reach_no_file() {
    let evil = named("\u{1b}[31mBudi\u{7}\u{9b}2J\u{202e} \u{1d}V\0 Santosa");
    let printed = nota::escpos(std::slice::from_ref(&evil), Roll::Mm80, &words()).unwrap();
    let clean = nota::escpos(&[named("Budi V Santosa")], Roll::Mm80, &words()).unwrap();
    assert_eq!(printed, clean);
    let text = nota::text(std::slice::from_ref(&evil), &words()).unwrap();
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    if needs("pdftotext") {
        let printed = nota::pdf(&[evil], &paper("a4"), &words()).unwrap();
        assert!(tools::text(&printed.bytes).contains("Budi V Santosa\n"));
    }
}
