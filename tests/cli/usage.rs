//! Exit codes, help, and sentences about a wrong command line (product.md, "Command line").

use rstest::rstest;

use crate::shop::{empty, open_po};

#[rstest]
#[case("frob", "tidak punya perintah “frob”")]
#[case("order", "masih kurang: perintahnya")]
#[case("order frob", "tidak punya perintah “frob”")]
#[case("order add NAS3", "masih kurang: --name NAMA")]
#[case("order add NAS3 --name Budi", "--item")]
#[case("order add NAS3 --nama Budi", "tidak mengenal --nama")]
#[case("po list lagi", "“lagi” kelebihan")]
#[case("pay", "masih kurang")]
#[case("pay NAS3-001", "masih kurang")]
#[case("pay void", "masih kurang")]
#[case("order list --find", "belum diisi")]
#[case("product edit NAS", "masih kurang")]
#[case("order cancel NAS3-001", "--why")]
#[case("tally NAS3 --json --format csv", "tidak bisa dipakai bersama")]
fn wrong_usage_is_exit_code_2(#[case] typed: &str, #[case] why: &str) {
    empty().wrong(typed, why);
}

#[rstest]
#[case("order", "still needs a command")]
#[case("order ad", "Did you mean add?")]
#[case("po new X Y --opne besok", "Did you mean --open?")]
#[case("frob", "See `rekap --help`")]
#[case("order add --bogus", "See `rekap order add --help`")]
fn english_says_it_in_english(#[case] typed: &str, #[case] why: &str) {
    empty().in_english().wrong(typed, why);
}

#[rstest]
#[case("batch")]
#[case("pay import mutasi.csv")]
#[case("export customers")]
#[case("tally NAS3 --format=pdf")]
fn planned_commands_say_so(#[case] typed: &str) {
    empty().wrong(typed, "belum ada di versi ini");
    empty().in_english().wrong(typed, "not in this version yet");
}

/// A list of orders is no paper.
#[test]
fn a_list_is_not_written_as_a_paper() {
    empty().wrong("export orders NAS3 --format pdf", "csv, xlsx, json");
}

/// A bad value is exit code 1, for every option.
#[rstest]
#[case("product add X X --price mahal", "--price", "mahal")]
#[case("product add X X --price 1.500,5", "--price", "Rp1.500")]
#[case("product add X X --price 2000000jt", "--price", "Rp1.000.000.000.000")]
#[case("product add X X --price -5", "--price", "-5")]
#[case("product add X X --price 1rb --cost ?", "--cost", "?")]
#[case("product add 'A:B' X --price 1rb", "A:B", "")]
#[case("po new X X --open 31/2", "--open", "31/2")]
#[case("po new X X --close kapan-kapan", "--close", "kapan-kapan")]
#[case("po new X X --close '1/3 25:00'", "--close", "25:00")]
#[case("po new X X --ready 20/3..15/3/2026", "--ready", "")]
#[case("po new X X --dp 120%", "--dp", "120%")]
#[case("po new X X --quota -1", "--quota", "-1")]
#[case("po new X X --quota banyak", "--quota", "banyak")]
#[case("po new X X --dp-hours 0", "--dp-hours", "0")]
#[case("order add NAS3 --name B --item NAS-ORI", "--item", "NAS-ORI")]
#[case("order add NAS3 --name B --item '0 NAS-ORI'", "--item", "0 NAS-ORI")]
#[case(
    "order add NAS3 --name B --item '1 NAS-ORI' --channel fax",
    "--channel",
    "fax"
)]
#[case("order charge NAS3-001 bonus 1rb", "JENIS: “bonus”", "bonus")]
#[case("order list --status tidur", "--status", "tidur")]
#[case("order list --payment kelak", "--payment", "kelak")]
#[case("order list --fulfilment entah", "--fulfilment", "entah")]
#[case("order cancel NAS3-001 --why x --by tetangga", "--by", "tetangga")]
#[case("account add X --method barter", "--method", "barter")]
#[case("pay NAS3-001 1rb --method barter", "--method", "barter")]
#[case("pay void x", "ID", "x")]
#[case("pay --customer Budi 1rb --split NAS3-001", "--split", "NAS3-001")]
#[case("tally NAS3 --by warna", "--by", "warna")]
#[case("tally NAS3 --since awal", "--since", "awal")]
#[case("tally NAS3 --format docx", "--format", "docx")]
#[case("export apa", "APA: “apa”", "apa")]
#[case("undo 0", "N", "0")]
#[case("undo banyak", "N", "banyak")]
#[case("redo -2", "N", "-2")]
#[case("shop set zone=WIX", "zone", "WIX")]
#[case("shop set nama", "harus ditulis KUNCI=NILAI", "nama")]
#[case("shop set warna=biru", "warna", "name, phone, zone, dp-step")]
#[case("shop set dp-step=seribu", "dp-step", "seribu")]
#[case("completions tcsh", "SHELL", "tcsh")]
#[case("demo --orders nol", "--orders", "nol")]
#[case("--lang fr po list", "--lang", "fr")]
#[case("--now kelak po list", "--now", "kelak")]
fn a_bad_value_is_exit_code_1(#[case] typed: &str, #[case] names: &str, #[case] quotes: &str) {
    let shop = open_po();
    shop.refuses(typed, names);
    shop.refuses(typed, quotes);
    assert!(
        shop.rekap(typed).err.lines().count() == 1,
        "one clear sentence: {typed}"
    );
}

#[test]
fn help_is_in_the_readers_language_and_lists_the_indonesian_names() {
    let shop = empty();
    let page = shop.does("--help");
    for name in [
        "order, pesanan",
        "shop, toko",
        "pay, bayar",
        "tally, rekap",
        "undo, urungkan",
    ] {
        assert!(page.contains(name), "{name} in\n{page}");
    }
    assert!(page.contains("Perintah:") && page.contains("Cara pakai:"));
    assert!(!page.contains("Usage") && !page.contains("Options"));
    let page = empty().in_english().does("order --help");
    assert!(
        page.contains("add, tambah") && page.contains("Commands:"),
        "{page}"
    );
    assert_eq!(
        shop.does("pesanan tambah --help"),
        shop.does("help order add")
    );
    assert_eq!(shop.does("po -h"), shop.does("bantuan po"));
    assert!(!shop.book().exists());
}

#[test]
fn the_system_locale_chooses_english() {
    let shop = empty();
    let say = |lang: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rekap"));
        let output = command
            .env_clear()
            .env("LANG", lang)
            .arg("frob")
            .output()
            .unwrap();
        crate::shop::ran(output).err
    };
    assert!(say("en_GB.UTF-8").contains("has no command"));
    assert!(say("C.UTF-8").contains("tidak punya perintah"));
    drop(shop);
}

#[test]
fn version_completions_and_manual_come_without_a_book() {
    let shop = empty();
    assert_eq!(
        shop.does("--version"),
        concat!("rekap ", env!("CARGO_PKG_VERSION"))
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(shop.does(&format!("completions {shell}")).contains("rekap"));
    }
    assert!(shop.does("man").contains(".TH"));
    assert!(!shop.book().exists());
}

/// A pipe closed by its reader is no error.
#[test]
fn a_closed_pipe_is_silent() {
    let shop = open_po();
    let line = format!(
        "'{}' --help | head -c 1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_rekap")
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &line])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    drop(shop);
}

#[rstest]
#[case("shop show")]
#[case("account list")]
#[case("product list")]
#[case("po list")]
#[case("order list")]
#[case("order show X-001")]
#[case("customer list")]
#[case("tally X")]
#[case("export orders")]
#[case("history")]
#[case("check")]
#[case("undo")]
#[case("backup")]
fn reading_a_missing_book_says_so_and_creates_none(#[case] typed: &str) {
    let shop = empty();
    shop.refuses(typed, "shop.book");
    assert!(!shop.book().exists(), "{typed}");
}

#[test]
fn an_edit_says_what_to_change() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.wrong("order edit NAS3-001", "--item");
    shop.wrong("order edit NAS3-001", "--note TEKS|--recipient NAMA|");
    shop.wrong("po edit NAS3", "--close");
    shop.wrong("product edit KAS", "--price");
}
