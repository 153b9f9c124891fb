//! Text from outside is data: characters that don't belong in it are removed with a warning (rule
//! 59).

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

/// A file is never written over another or through a link, and an impossible name is refused.
#[cfg(unix)]
#[test]
fn a_file_is_written_to_its_exact_path_or_not_at_all() {
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
    // A code can't lead out of the folder: it is looked up, not opened.
    shop.refuses("export orders ../../etc/passwd", "");
}

/// Every command that writes a file to a given path.
#[cfg(unix)]
const WRITERS: [&str; 10] = [
    "export orders --format csv",
    "export orders --format xlsx",
    "export orders --format json",
    "export orders --format text",
    "export production NAS3 --format xlsx",
    "export form NAS3",
    "tally NAS3 --format csv",
    "tally NAS3 --format json",
    "tally NAS3 --format xlsx",
    "tally NAS3 --format table",
];

/// Each of them refuses an existing file, a link, a folder, a device, an invalid name and a missing
/// folder.
#[cfg(unix)]
#[test]
fn every_writer_refuses_the_same_targets() {
    use std::os::unix::fs::PermissionsExt;
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("shop set phone=081234567890");
    let precious = shop.file("penting.txt");
    std::fs::write(&precious, "jangan hilang").unwrap();
    std::os::unix::fs::symlink(&precious, shop.file("tautan")).unwrap();
    let long = "x".repeat(300);
    let book = std::fs::read(shop.book()).unwrap();
    for writer in WRITERS {
        for (place, why) in [
            ("penting.txt", "sudah ada"),
            ("tautan", "tautan"),
            ("tautan --force", "tautan"),
            (".", ""),
            ("..", ""),
            ("/", ""),
            ("/dev/null", ""),
            ("/dev/null --force", ""),
            ("tidak/ada", "tidak/ada"),
            ("penting.txt/x", "penting.txt/x"),
            ("shop.book", "buku rekap ini sendiri"),
            ("shop.book --force", "buku rekap ini sendiri"),
            ("./shop.book --force", "buku rekap ini sendiri"),
            (long.as_str(), "nama"),
        ] {
            shop.refuses(&format!("{writer} -o {place}"), why);
        }
        let to = shop.file("keluar");
        shop.does(&format!("{writer} -o keluar"));
        let mode = std::fs::metadata(&to).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{writer}");
        // With `--force` it replaces an ordinary file, which only its owner can read.
        std::fs::set_permissions(&to, std::fs::Permissions::from_mode(0o644)).unwrap();
        shop.does(&format!("{writer} -o keluar --force"));
        let mode = std::fs::metadata(&to).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{writer}");
        std::fs::remove_file(to).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&precious).unwrap(), "jangan hilang");
    assert!(std::fs::read(shop.book()).unwrap() == book);
    let left: Vec<_> = std::fs::read_dir(shop.file("")).unwrap().collect();
    assert_eq!(left.len(), 3, "book, file and link: {left:?}");
}

/// As long as a command line can be: one short sentence, nothing saved.
#[test]
fn a_hundred_thousand_letters_are_one_short_sentence() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    let long = "x".repeat(120_000);
    let before = std::fs::read(shop.book()).unwrap();
    for typed in [
        "order add NAS3 --name L --item '1 KAS'",
        "order add NAS3 --name A --item 'L'",
        "order add NAS3 --name A --item '1 L'",
        "order add NAS3 --name A --item '1 KAS: L'",
        "order add NAS3 --name A --phone L --item '1 KAS'",
        "order add NAS3 --name A --item '1 KAS' --note L",
        "order add NAS3 --name A --item '1 KAS' --channel L",
        "order edit NAS3-001 --note L",
        "order show L",
        "order cancel NAS3-001 --why L",
        "order charge NAS3-001 L 1",
        "order list --status L",
        "product add L X --price 1",
        "product add X L --price 1",
        "product add X Y --price L",
        "po new L X",
        "po new X L",
        "po new X Y --open L",
        "po tier NAS3 KAS L --price 1 --first 1",
        "po bonus NAS3 L --first 1",
        "pay NAS3-001 L",
        "pay NAS3-001 1rb --payer L",
        "shop set name=L",
        "shop set L=1",
        "account add L --method cash",
        "supplier add L",
        "customer show L",
        "customer edit Budi --name L",
        "alias add L KAS",
        "order import L --po NAS3",
        "order paste --po NAS3 L",
        "backup L",
        "restore L",
        "history L",
        "undo L",
        "export L",
        "export orders -o L",
        "tally NAS3 --by L",
        "L",
        "help L",
        "--now L order list",
        "--book L order list",
        "--lang L order list",
    ] {
        let ran = shop.rekap(&typed.replace('L', &long));
        assert_ne!(ran.code, 0, "{typed}");
        assert_eq!(ran.out, "", "{typed}");
        assert!(
            (1..1_500).contains(&ran.err.len()),
            "{typed}: {} bytes",
            ran.err.len()
        );
        assert!(
            !ran.err.contains("os error") && !ran.err.contains("LIKE"),
            "{typed}: {}",
            ran.err
        );
    }
    assert!(std::fs::read(shop.book()).unwrap() == before);
}

/// A million letters in one cell of a table, and in a chat.
#[test]
fn a_million_letters_in_a_cell_are_refused_with_their_row() {
    let shop = open_po();
    let long = "x".repeat(1_000_000);
    for (row, at) in [
        (format!("{long},KAS,1"), "baris 2"),
        (format!("Budi,{long},1"), "baris 2"),
        (format!("Budi,KAS,{}", "9".repeat(1_000_000)), "baris 2"),
        (format!("\"{long}"), "baris 2"),
    ] {
        std::fs::write(shop.file("a.csv"), format!("Nama,Produk,Jumlah\n{row}\n")).unwrap();
        shop.refuses("order import a.csv --po NAS3", at);
    }
    std::fs::write(shop.file("p.csv"), format!("Kode,Nama,Harga\nA,{long},1\n")).unwrap();
    shop.refuses("product import p.csv", "baris 2");
    for chat in [
        format!("Budi: 2 {long}"),
        format!("{long}: 2 KAS"),
        "9".repeat(1_000_001),
    ] {
        std::fs::write(shop.file("chat.txt"), chat).unwrap();
        let ran = shop.rekap("order paste --po NAS3 --yes chat.txt");
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{:.300}", ran.err);
        assert!(ran.err.len() < 1_000, "{} bytes", ran.err.len());
    }
    assert_eq!(shop.json("order list")["orders"], serde_json::json!([]));
}

/// Everywhere an amount is whole rupiah within its limits, or is refused with a sentence that names
/// the limit.
#[test]
fn amounts_beyond_their_limits_are_refused_everywhere() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    for amount in [
        "1000000000001",
        "9223372036854775807",
        "9223372036854775808",
        "1000001jt",
    ] {
        for door in [
            "pay NAS3-001 A",
            "product add X X --price A",
            "product add X X --price 1 --cost A",
            "product variant KAS Z Z --price A",
            "product edit KAS --price A",
            "po offer NAS3 KAS --price A",
            "po offer NAS3 KAS --cost A",
            "po tier NAS3 KAS T --price A --first 1",
            "po bonus NAS3 B --first 1 --discount A",
            "order charge NAS3-001 shipping A",
            "order charge NAS3-001 discount A",
            "shop set rounding-limit=A",
        ] {
            shop.refuses(&door.replace('A', amount), "");
        }
        std::fs::write(
            shop.file("a.csv"),
            format!("Nama,Produk,Jumlah,Harga\nBudi,KAS,1,{amount}\n"),
        )
        .unwrap();
        shop.refuses("order import a.csv --po NAS3", "Baris 2, kolom Harga");
    }
    // At the limit itself nothing overflows: a bill that gets too large is refused.
    shop.does("product add MAX Maksimal --price 1000000000000");
    shop.does("po offer NAS3 MAX");
    shop.does("order add NAS3 --name Sultan --item '1 MAX'");
    shop.refuses(
        "order add NAS3 --name Sultan --item '2 MAX'",
        "1.000.000.000.000",
    );
    shop.refuses(
        "order add NAS3 --name Sultan --item '1 MAX' --item '1 KAS'",
        "1.000.000.000.000",
    );
    shop.refuses("order charge NAS3-002 shipping 1", "1.000.000.000.000");
    for _ in 0..3 {
        shop.does("pay NAS3-002 1000000000000");
    }
    assert_eq!(
        shop.json("order show NAS3-002")["paid"],
        3_000_000_000_000_i64
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 58: what an export did to its texts, so that no spreadsheet takes them for formulas, the
/// import takes back, to the letter.
#[test]
fn an_exported_table_gives_its_texts_back() {
    let texts = [
        "=1+1",
        "'=1+1",
        "rasa; =1+1",
        "Rp1.000,-",
        "merah,+1,@x",
        "tulis \"=cinta\", \"-\"",
        "'kutip' biasa",
        "jumat, 'pagi'",
        "-",
        "pita: a;b;\"c\"",
    ];
    let map = "referensi = order\nnama = customer\nhp = phone\nkode = code\njumlah = qty\nharga = unit_price\n\
               custom = customization\nalamat = address\ncatatan = note\n";
    for separator in [",", ";"] {
        let shop = open_po();
        for text in texts {
            let typed = text.replace('\'', "'\"'\"'");
            let order = shop
                .command("order add NAS3 --name Budi")
                .args([
                    "--item",
                    &format!("1 KAS: {text}"),
                    "--note",
                    text,
                    "--address",
                    text,
                ])
                .output()
                .unwrap();
            assert!(order.status.success(), "{typed}: {order:?}");
        }
        shop.does(&format!(
            "export orders NAS3 -o keluar.csv --separator {separator}"
        ));
        let other = open_po();
        std::fs::copy(shop.file("keluar.csv"), other.file("masuk.csv")).unwrap();
        std::fs::write(other.file("peta.txt"), map).unwrap();
        other.does("order import masuk.csv --po NAS3 --map peta.txt");
        for (nth, text) in texts.iter().enumerate() {
            let [was, is] =
                [&shop, &other].map(|shop| shop.json(&format!("order show NAS3-{:03}", nth + 1)));
            assert_eq!(is["note"], *text, "{separator}");
            assert_eq!(is["recipient"]["address"], *text, "{separator}");
            assert_eq!(
                is["lines"][0]["customization"], was["lines"][0]["customization"],
                "{separator}"
            );
        }
    }
}
