//! What goes out is read back with other people's readers.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;

use super::csv::{Options, Separator};
use super::file::{self, Problem, safe_name};
use super::table::{Cell, Column, Kind, Sheet};
use super::{csv, json, text, xlsx};
use crate::domain::formula::{guard, unguard};
use crate::domain::money::Rupiah;
use crate::domain::text::{is_clean, printable};
use crate::domain::when::{Moment, Zone};
use crate::lang::{Lang, Words};

fn words() -> Words {
    Words::new(Lang::Id, Zone::Wib)
}

fn moment() -> Moment {
    let local = NaiveDate::from_ymd_opt(2026, 2, 15)
        .unwrap()
        .and_hms_opt(8, 26, 0)
        .unwrap();
    Moment::from_local(local, Zone::Wib)
}

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: "Pesanan: PO [Lebaran] 2026 / gelombang pertama".into(),
        zone: Zone::Wib,
        columns: vec![
            Column::new("name", "Nama", Kind::Text),
            Column::new("phone", "No. HP", Kind::Phone),
            Column::new("qty", "Jumlah", Kind::Int),
            Column::new("total", "Total", Kind::Money),
            Column::new("day", "Hari", Kind::Date),
            Column::new("placed_at", "Waktu", Kind::Moment),
        ],
        rows,
        total: None,
    }
}

fn row(name: &str, phone: &str) -> Vec<Cell> {
    vec![
        Cell::Text(name.into()),
        Cell::Text(phone.into()),
        Cell::Int(-3),
        Cell::Money(Rupiah::new(1_250_000)),
        Cell::Date(NaiveDate::from_ymd_opt(2026, 2, 15).unwrap()),
        Cell::Moment(moment()),
    ]
}

const HOSTILE: [&str; 8] = [
    "=1+1",
    "+62812",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "a\"b,c;d\ne",
];

#[test]
fn csv_holds_raw_figures_and_quotes_only_where_needed() {
    let bytes = csv::write(
        &sheet(vec![row("Budi", "081234"), row("Siti, RT 2", "62812")]),
        Options::default(),
    )
    .unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "name,phone,qty,total,day,placed_at\n\
         Budi,081234,-3,1250000,2026-02-15,2026-02-15T08:26:00+07:00\n\
         \"Siti, RT 2\",62812,-3,1250000,2026-02-15,2026-02-15T08:26:00+07:00\n"
    );
    let options = Options {
        separator: Separator::Semicolon,
        bom: true,
        for_people: false,
    };
    let bytes = csv::write(&sheet(vec![row("Siti, RT 2", "62812")]), options).unwrap();
    assert!(bytes.starts_with("\u{feff}name;phone;".as_bytes()));
    assert!(
        String::from_utf8(bytes)
            .unwrap()
            .contains("\nSiti, RT 2;62812;")
    );
}

#[test]
fn no_text_in_csv_begins_like_a_formula() {
    let rows = HOSTILE.iter().map(|text| row(text, text)).collect();
    let bytes = csv::write(&sheet(rows), Options::default()).unwrap();
    let mut reader = ::csv::Reader::from_reader(&bytes[..]);
    for (record, text) in reader.records().map(Result::unwrap).zip(HOSTILE) {
        for column in [0, 1] {
            assert!(!record[column].starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(unguard(&record[column]), printable(text));
        }
        assert_eq!(&record[2], "-3");
    }
}

/// A file is opened with the separator of the spreadsheet's country, not with its own. Quotes don't
/// keep the cells of another separator together.
#[test]
fn no_cell_of_csv_begins_like_a_formula_whichever_separator_opens_it() {
    let parts = [
        "rasa", "=1+1", "+62812", "-2", "@A1", "\"", " ", "'", "\n", ";", ",",
    ];
    let mut texts: Vec<String> = HOSTILE.map(str::to_owned).to_vec();
    for first in parts {
        for second in parts {
            for third in parts {
                texts.push(format!("a{first}{second}{third}"));
                texts.push(format!("{first}{second}{third}"));
            }
        }
    }
    for separator in [Separator::Comma, Separator::Semicolon] {
        let rows = texts.iter().map(|text| row(text, "0812")).collect();
        let options = Options {
            separator,
            bom: false,
            for_people: false,
        };
        let bytes = csv::write(&sheet(rows), options).unwrap();
        let own = match separator {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
        };
        for opened in *b",;\t" {
            let mut reader = ::csv::ReaderBuilder::new()
                .delimiter(opened)
                .flexible(true)
                .from_reader(&bytes[..]);
            for record in reader.records().map(Result::unwrap) {
                for cell in &record {
                    // A figure of our own may be negative.
                    let figure = opened == own && cell == "-3";
                    let seen = cell.trim_start_matches([' ', '"']);
                    assert!(
                        figure || !seen.starts_with(['=', '+', '-', '@']),
                        "{cell:?} in {record:?}"
                    );
                }
            }
        }
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(own)
            .from_reader(&bytes[..]);
        for (record, text) in reader.records().map(Result::unwrap).zip(&texts) {
            assert_eq!(unguard(&record[0]), printable(text));
        }
    }
}

/// Nothing that a terminal or a reader could be fooled by leaves in any format (rule 59).
#[test]
fn no_format_carries_escapes_or_direction_marks() {
    let hostile = "A\u{202e}gnp\u{1b}]52;c;x\u{7}\u{9b}31m\u{2028}B\u{200d}u";
    let mut table = sheet(vec![row(hostile, hostile)]);
    table.name = hostile.into();
    let csv = csv::write(&table, Options::default()).unwrap();
    assert!(is_clean(std::str::from_utf8(&csv).unwrap()), "{csv:?}");
    let text = text::write(&table, &words());
    assert!(is_clean(&text), "{text:?}");
    let mut bytes = Vec::new();
    let rows = json::rows(&table);
    json::write(&json!({ hostile: rows }), &mut bytes).unwrap();
    let written = String::from_utf8(bytes).unwrap();
    assert!(is_clean(&written), "{written:?}");
    let read: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(read["Agnp\nBu"][0]["name"], "Agnp\nBu");
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(xlsx::write(&[table], moment()).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Agnp Bu"]);
    let range = book.worksheet_range("Agnp Bu").unwrap();
    assert_eq!(range.get((1, 0)), Some(&Data::String("Agnp\nBu".into())));
}

#[test]
fn a_workbook_holds_true_numbers_and_dates_and_text_as_text() {
    let mut table = sheet(
        HOSTILE
            .iter()
            .map(|text| row(text, "081234567890"))
            .collect(),
    );
    table.total = Some(vec![
        Cell::Text("Total".into()),
        Cell::Empty,
        Cell::Int(-24),
        Cell::Money(Rupiah::new(10_000_000)),
        Cell::Empty,
        Cell::Empty,
    ]);
    let again = table.clone();
    let bytes = xlsx::write(&[table, again], moment()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 2);
    assert!(
        names.iter().all(|name| name.chars().count() <= 31),
        "{names:?}"
    );
    let formulas = book.worksheet_formula(&names[0]).unwrap();
    assert!(formulas.used_cells().next().is_none());
    let range = book.worksheet_range(&names[0]).unwrap();
    assert_eq!(range.get((0, 5)), Some(&Data::String("Waktu".into())));
    for (index, text) in HOSTILE.iter().enumerate() {
        let cell = |column| range.get((index + 1, column)).unwrap();
        assert_eq!(cell(0), &Data::String(printable(text).into()));
        assert_eq!(cell(1), &Data::String("081234567890".into()));
        assert_eq!(cell(2), &Data::Float(-3.0));
        assert_eq!(cell(3), &Data::Float(1_250_000.0));
        let Data::DateTime(placed) = cell(5) else {
            panic!("{:?}", cell(5))
        };
        let (year, month, day, hour, minute, ..) = placed.to_ymd_hms_milli();
        assert_eq!((year, month, day, hour, minute), (2026, 2, 15, 8, 26));
    }
    assert_eq!(range.get((10, 3)), Some(&Data::Float(10_000_000.0)));
}

#[test]
fn one_book_written_twice_is_the_same_bytes() {
    let table = sheet(vec![row("Budi", "0812")]);
    let once = xlsx::write(std::slice::from_ref(&table), moment()).unwrap();
    assert_eq!(once, xlsx::write(&[table], moment()).unwrap());
}

#[test]
fn terminals_get_columns_that_line_up() {
    let table = Sheet {
        columns: vec![
            Column::new("product", "Produk", Kind::Text),
            Column::new("qty", "Jumlah", Kind::Int),
            Column::new("delta", "Selisih", Kind::Delta),
        ],
        rows: vec![
            vec![
                Cell::Text("月餅\u{1b}[31m".into()),
                Cell::Int(1_200),
                Cell::Int(-2),
            ],
            vec![
                Cell::Text("Nastar\nKeju".into()),
                Cell::Int(3),
                Cell::Int(3),
            ],
        ],
        total: Some(vec![
            Cell::Text("Total".into()),
            Cell::Int(1_203),
            Cell::Empty,
        ]),
        ..sheet(Vec::new())
    };
    assert_eq!(
        text::write(&table, &words()),
        "Produk         Jumlah  Selisih\n\
         ─────────────  ──────  ───────\n\
         月餅            1.200       −2\n\
         Nastar · Keju       3       +3\n\
         ─────────────  ──────  ───────\n\
         Total           1.203\n"
    );
}

#[test]
fn rows_as_json_keep_their_types() {
    let rows = json::rows(&sheet(vec![row("=1", "0812")]));
    assert_eq!(
        rows,
        [json!({
            "name": "=1", "phone": "0812", "qty": -3, "total": 1_250_000,
            "day": "2026-02-15", "placed_at": "2026-02-15T08:26:00+07:00",
        })]
    );
}

#[test]
fn files_are_never_overwritten_by_accident() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rekap.csv");
    let save = |path: &Path, bytes: &[u8], force| file::save(path, bytes, force, false);
    let problem = |path: &Path, force| save(path, b"new", force).unwrap_err().problem;
    save(&path, b"old", false).unwrap();
    assert_eq!(problem(&path, false), Problem::Exists);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    save(&path, b"new", true).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    // A name of the book's, whether the file is there or not.
    for name in ["rekap.csv", "toko.rekap-journal"] {
        let named = folder.path().join(name);
        let refused = file::save(&named, b"new", true, true).unwrap_err();
        assert_eq!(refused.problem, Problem::Book);
    }
    assert_eq!(problem(folder.path(), true), Problem::NotAFile);
    assert_eq!(
        problem(&folder.path().join("none/x.csv"), false),
        Problem::NoFolder
    );
    assert_eq!(
        problem(&folder.path().join("x".repeat(300)), false),
        Problem::BadName
    );
    assert_eq!(
        problem(&folder.path().join("a\0b"), false),
        Problem::BadName
    );
    assert_eq!(problem(&folder.path().join(".."), false), Problem::BadName);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(problem(&link, true), Problem::Link);
        std::os::unix::fs::symlink("/nowhere", folder.path().join("dangling")).unwrap();
        assert_eq!(
            problem(&folder.path().join("dangling"), false),
            Problem::Link
        );
    }
    let failed = file::write_with(&folder.path().join("half.csv"), false, |_| {
        Err(std::io::ErrorKind::StorageFull.into())
    });
    assert_eq!(failed.unwrap_err().problem, Problem::Full);
    // Nothing half-written stays behind.
    let mut left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("link") && !name.starts_with("dangling"))
        .collect();
    left.sort();
    assert_eq!(left, ["rekap.csv"]);
}

#[test]
fn any_text_makes_a_safe_file_name() {
    for (text, name) in [
        ("Rekap NAS3", "Rekap NAS3.csv"),
        ("../../etc/passwd", "etc-passwd.csv"),
        ("C:\\temp", "C--temp.csv"),
        ("", "rekap.csv"),
        ("..", "rekap.csv"),
        ("NUL", "rekap.csv"),
        ("a\0b\u{202e}c", "abc.csv"),
        (".tersembunyi", "tersembunyi.csv"),
    ] {
        assert_eq!(safe_name(text, "csv"), name);
    }
    assert!(safe_name(&"é".repeat(300), "xlsx").len() <= 125);
}

proptest! {
    #[test]
    fn any_text_survives_csv(text in "\\PC{0,40}") {
        let text = printable(&text).into_owned();
        let bytes = csv::write(&sheet(vec![row(&text, "0812")]), Options::default()).unwrap();
        let mut reader = ::csv::Reader::from_reader(&bytes[..]);
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(&record[0], guard(&text));
        prop_assert_eq!(unguard(&record[0]), text);
    }

    #[test]
    fn any_text_makes_one_base_name(text in any::<String>()) {
        let name = safe_name(&text, "csv");
        let path = Path::new(&name);
        prop_assert_eq!(path.file_name().map(|n| n.to_string_lossy().into_owned()), Some(name.clone()));
        prop_assert!(!name.starts_with('.') && !name.chars().any(char::is_control));
    }
}
