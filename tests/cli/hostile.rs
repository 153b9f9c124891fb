//! Text from outside is data: what doesn't belong in it is taken out, with a warning (rule 59).

use rstest::rstest;

use crate::shop::{Ran, open_po};

fn is_harmless(ran: &Ran) -> bool {
    let harmless =
        |c: char| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    ran.out.chars().chain(ran.err.chars()).all(harmless)
}

#[rstest]
#[case("Bu\u{1b}[31mdi", "Budi")]
#[case("Budi\u{7}", "Budi")]
#[case("Bu\u{202e}di", "Budi")]
#[case("Bu\u{9b}31mdi", "Budi")]
fn a_hostile_name_is_stripped_with_a_warning_and_saved(#[case] name: &str, #[case] kept: &str) {
    let shop = open_po();
    let ran = shop.rekap(&format!("order add NAS3 --name '{name}' --item '1 KAS'"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-001\n"), "{ran:?}");
    assert!(ran.err.contains(kept), "{ran:?}");
    assert!(is_harmless(&ran), "{ran:?}");
    assert_eq!(shop.json("order show NAS3-001")["customer"]["name"], kept);
    for typed in [
        "order list",
        "order show NAS3-001",
        "customer list",
        "history",
        "export orders",
    ] {
        assert!(is_harmless(&shop.rekap(typed)), "{typed}");
    }
}

#[test]
fn hostile_text_is_warned_about_wherever_it_is_typed() {
    let shop = open_po();
    for typed in [
        "product add BOLU 'Bo\u{1b}lu' --price 1rb",
        "supplier add 'Nu\u{1b}r'",
        "account add 'BC\u{1b}A' --method transfer",
        "po new X 'Ba\u{1b}tch'",
        "shop set 'name=Da\u{1b}pur'",
        "order add NAS3 --name Budi --item '1 KAS: pe\u{1b}das' --note 'ce\u{1b}pat'",
        "order edit NAS3-001 --note 'la\u{1b}ma'",
        "pay NAS3-001 1rb --payer 'BU\u{1b}DI'",
        "order cancel NAS3-001 --why 'ba\u{1b}tal'",
    ] {
        let ran = shop.rekap(typed);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.err.is_empty() && is_harmless(&ran), "{ran:?}");
    }
}

#[test]
fn a_refusal_never_prints_what_it_refuses_raw() {
    let shop = open_po();
    for typed in [
        "order show 'NAS3\u{1b}[2J'",
        "po new 'A\u{202e}B' X",
        "product add X X --price '\u{1b}[2J'",
        "frob\u{1b}[2J",
        "order list --status '\u{1b}[2J'",
        "order add NAS3 --name A --item '\u{1b}[2J'",
    ] {
        let ran = shop.rekap(typed);
        assert_ne!(ran.code, 0, "{ran:?}");
        assert!(is_harmless(&ran), "{ran:?}");
    }
}

#[test]
fn text_that_is_too_long_is_refused() {
    let shop = open_po();
    let long = "x".repeat(5000);
    shop.refuses(&format!("order add NAS3 --name {long} --item '1 KAS'"), "");
    shop.refuses(&format!("product add X {long} --price 1rb"), "");
    shop.refuses(
        &format!("order add NAS3 --name A --item '1 KAS' --note {long}"),
        "",
    );
}

/// Where a file goes: never over another or through a link, and an impossible name is a sentence.
#[cfg(unix)]
#[test]
fn a_file_is_written_where_it_was_said_or_not_at_all() {
    let shop = open_po();
    let precious = shop.file("penting.txt");
    std::fs::write(&precious, "jangan hilang").unwrap();
    std::os::unix::fs::symlink(&precious, shop.file("tautan.csv")).unwrap();
    std::os::unix::fs::symlink(shop.file("tidak-ada"), shop.file("putus.csv")).unwrap();
    for force in ["", " --force"] {
        shop.refuses(&format!("export orders -o tautan.csv{force}"), "tautan");
        shop.refuses(&format!("export orders -o putus.csv{force}"), "tautan");
    }
    shop.refuses("backup tautan.csv", "tautan.csv");
    shop.refuses("backup tautan.csv --force", "tautan.csv");
    assert_eq!(std::fs::read_to_string(&precious).unwrap(), "jangan hilang");
    assert!(!shop.file("tidak-ada").exists());
    let long = "x".repeat(300);
    shop.refuses(&format!("export orders -o {long}.csv"), "nama");
    shop.refuses(&format!("backup {long}.rekap"), "");
    shop.refuses("export orders -o .", "");
    shop.refuses("export orders -o tidak/ada.csv", "tidak/ada.csv");
    shop.refuses("backup tidak/ada.rekap", "");
    // A code can't lead out of the folder: what it names is looked up, not opened.
    shop.refuses("export orders ../../etc/passwd", "");
}
