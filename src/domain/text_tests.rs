use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("  Budi   Santoso ", "Budi Santoso", false)]
#[case("Budi\tSantoso\r\n", "Budi Santoso", false)]
#[case("Budi\u{a0}\u{3000}Santoso", "Budi Santoso", false)]
#[case("\u{1b}[31mBudi\u{1b}[0m", "Budi", true)]
#[case("\u{9b}31mBudi", "Budi", true)]
#[case("\u{1b}]0;judul\u{7}Budi", "Budi", true)]
#[case("\u{1b}]8;;http://x\u{1b}\\Budi\u{1b}]8;;\u{1b}\\", "Budi", true)]
#[case("\u{1b}Pq#0\u{9c}Budi", "Budi", true)]
#[case("\u{1b}]52;c;tanpa akhir", "52;c;tanpa akhir", true)]
#[case("\u{1b}(BBudi", "Budi", true)]
#[case("\u{1b}cBudi", "Budi", true)]
#[case("Budi\u{1b}", "Budi", true)]
#[case("Bu\u{0}di\u{7f}", "Budi", true)]
#[case("Bu\u{202e}di\u{2066}\u{200f}", "Budi", true)]
#[case("Bu\u{200b}di\u{feff}\u{2060}\u{ad}", "Budi", true)]
#[case("Bu\u{200d}di", "Budi", true)]
#[case("Bu\u{e0042}di", "Budi", true)]
#[case("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧", false)]
#[case("❤\u{fe0f}", "❤\u{fe0f}", false)]
#[case("👍\u{200d}", "👍", true)]
#[case("क्\u{200d}ष", "क्\u{200d}ष", false)]
#[case("e\u{301}", "é", false)]
#[case("نستر", "نستر", false)]
fn a_line_keeps_its_text_and_nothing_else(
    #[case] raw: &str,
    #[case] text: &str,
    #[case] changed: bool,
) {
    let text = text.to_owned();
    assert_eq!(clean_line(raw), Cleaned { text, changed });
}

#[test]
fn a_block_keeps_its_lines() {
    let cleaned =
        clean_block("\n Jl. Mawar  5 \r\nRT 02\r\r\n\n\n titip \u{1b}[1msatpam\u{2028}ya ");
    assert_eq!(cleaned.text, "Jl. Mawar 5\nRT 02\n\ntitip satpam\nya");
    assert!(cleaned.changed);
}

#[test]
fn marks_are_not_stacked_without_end() {
    let cleaned = clean_line(&format!("x{}", "\u{30d}".repeat(500)));
    assert_eq!(cleaned.text.chars().count(), 1 + MAX_MARKS);
    assert!(cleaned.changed);
}

#[test]
fn lengths_are_counted_as_a_reader_counts() {
    assert_eq!(check_length(&"é".repeat(MAX_NAME), MAX_NAME), Ok(()));
    assert_eq!(check_length(&"👍🏽".repeat(MAX_NAME), MAX_NAME), Ok(()));
    assert_eq!(
        check_length(&"x".repeat(121), MAX_NAME),
        Err(TextError::TooLong {
            length: 121,
            limit: 120
        })
    );
    assert_eq!(check_length("", MAX_NOTE), Ok(()));
}

#[test]
fn a_quote_is_short() {
    assert_eq!(excerpt(" a\tb "), "a b");
    assert_eq!(excerpt(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    assert!(excerpt(&"\u{1b}[31m!".repeat(200_000)).len() < 100);
}

#[rstest]
#[case("Soekardjo", "sukarjo")]
#[case("Tjipto", "cipto")]
#[case("Sjahrir", "syahrir")]
#[case("YUSUF  Alwi", "yusup alwi")]
#[case("Yusup", "yusup")]
#[case("Fitri", "fitri")]
#[case("Zoë", "zu")]
#[case("Ma'ruf", "marup")]
#[case("Lidah-Kucing (kecil)", "lidah kucing kecil")]
#[case("kue 🍰", "kue 🍰")]
#[case("...", "")]
fn names_are_found_in_every_spelling(#[case] text: &str, #[case] key: &str) {
    assert_eq!(fold(text), key);
}

/// Text with whatever a terminal or a reader could be fooled by.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{0,4}",
        prop::sample::select(vec![
            "\u{1b}",
            "\u{1b}[",
            "\u{1b}]",
            "\u{9b}",
            "\u{9d}",
            "\u{90}",
            "\u{7}",
            "\u{9c}",
            "\u{1b}\\",
            "\u{202e}",
            "\u{2067}",
            "\u{200d}",
            "\u{200c}",
            "\u{200b}",
            "\u{feff}",
            "\u{e0041}",
            "\u{301}",
            "\r\n",
            "\r",
            "\n",
            "\u{85}",
            "\u{2028}",
            "👍",
            "👩",
            "é",
            "क",
            "\u{fe0f}",
            "\u{fffe}",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_hostile_survives(raw in hostile()) {
        let line = clean_line(&raw).text;
        let block = clean_block(&raw).text;
        prop_assert!(is_clean(&line) && !line.contains('\n'), "{line:?}");
        prop_assert!(is_clean(&block), "{block:?}");
        prop_assert!(line == line.trim() && !line.contains("  "));
        prop_assert!(!block.contains("\n\n\n"));
        let shown = printable(&raw);
        prop_assert!(is_clean(&shown), "{shown:?}");
        // Cleaning removes nothing from what is clean, and something from what is not.
        let stays = |text: &str| !clean_block(text).changed && !text.contains(['\t', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
        let raw: String = raw.nfc().collect();
        prop_assert_eq!(is_clean(&raw), stays(&raw), "{:?}", raw);
    }

    #[test]
    fn clean_text_stays_as_it_is(raw in hostile()) {
        let line = clean_line(&raw).text;
        prop_assert_eq!(clean_line(&line), Cleaned { text: line.clone(), changed: false });
        let block = clean_block(&raw).text;
        prop_assert_eq!(clean_block(&block), Cleaned { text: block.clone(), changed: false });
    }

    #[test]
    fn a_key_is_its_own_key(raw in hostile()) {
        let key = fold(&raw);
        prop_assert_eq!(fold(&key), key.clone());
        prop_assert!(!key.contains("  ") && key == key.trim());
    }
}

#[rstest]
#[case("Bu  Sari\n  RT 5", "Bu  Sari\n  RT 5")]
#[case("merah\u{1b}[31m\tputih", "merah putih")]
#[case("A\u{202e}gnp.exe", "Agnp.exe")]
#[case("satu\u{2028}dua\u{2029}tiga\u{85}", "satu\ndua\ntiga\n")]
#[case("Bu\u{200d}di", "Budi")]
#[case("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧")]
fn what_is_shown_keeps_its_spaces_and_lines(#[case] raw: &str, #[case] shown: &str) {
    assert_eq!(printable(raw), shown);
    assert_eq!(is_clean(raw), raw == shown);
}

/// A joiner that has nothing to join after it is taken out at once, not on a second cleaning.
#[test]
fn a_joiner_before_a_line_break_joins_nothing() {
    let text = clean_line("👍\u{200d}\u{2028}").text;
    assert_eq!(text, "👍");
}
