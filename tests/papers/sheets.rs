//! Labels stand where their sheet has them, read from the coordinates in the PDF.

use std::collections::HashMap;

use rekap::output::papers::sheet::{self, SheetError, Sheets};
use rekap::output::papers::{Paper, PaperError, label, test_page};

use super::needs::sample;
use super::samples::{self, words};
use super::tools;

const POINTS: f64 = 72.0 / 25.4;

/// Left and top edges of the labels of the first page, in millimetres.
fn places(bytes: &[u8]) -> Vec<(f64, f64)> {
    let drawing = &tools::drawings(bytes)[0];
    let moved = tools::operands(drawing, " cm");
    assert!(!moved.is_empty());
    moved
        .iter()
        .map(|of| (of[4] / POINTS, -of[5] / POINTS))
        .collect()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 0.3, "{a} is not {b}");
}

#[test]
fn labels_stand_where_the_survey_has_them() {
    let Some(path) = sample("labels/label_sheets.csv") else {
        return;
    };
    let codes = HashMap::from([
        ("Tom & Jerry 103 (turned)", "tj103"),
        ("Tom & Jerry 107", "tj107"),
        ("Tom & Jerry 108", "tj108"),
        ("Tom & Jerry 121", "tj121"),
        ("A4 3x7 (Avery L7160 size)", "a4-3x7"),
        ("thermal shipping", "100x150"),
        ("thermal small", "50x30"),
    ]);
    let sheets = Sheets::shipped();
    let mut seen = 0;
    for record in csv::Reader::from_path(path).unwrap().records() {
        let record = record.unwrap();
        let Some(sheet) = codes.get(&record[0]).map(|code| sheets.find(code).unwrap()) else {
            continue;
        };
        seen += 1;
        let mm = |column: usize| record[column].parse::<f64>().ok();
        near(sheet.size.0, mm(1).unwrap());
        near(sheet.size.1, mm(2).unwrap());
        near(sheet.label.0, mm(5).unwrap());
        near(sheet.label.1, mm(6).unwrap());
        let columns = record[3].parse::<usize>().unwrap();
        let labels = vec![samples::sticker(); sheet.count()];
        let printed = label::pdf(&labels, &Paper::Sheet(sheet.clone()), 0, &words()).unwrap();
        let found = places(&printed.bytes);
        let test = test_page::pdf(sheet, &words());
        let outlines = tools::operands(&tools::drawings(&test.bytes)[0], " re");
        assert_eq!(outlines.len(), sheet.count());
        // Where the survey knows no margins, labels are spread evenly.
        assert_eq!(sheet.spread, mm(7).is_none(), "{}", sheet.code);
        if let (Some(left), Some(top)) = (mm(7), mm(8)) {
            assert_eq!(found.len(), sheet.count());
            for (nth, (x, y)) in found.iter().enumerate() {
                let step = |n: usize, pitch: usize| n as f64 * mm(pitch).unwrap_or_default();
                near(*x, left + step(nth % columns, 9));
                near(*y, top + step(nth / columns, 10));
                // x, y from below, width, height
                let outline: Vec<f64> = outlines[nth].iter().map(|of| of / POINTS).collect();
                near(outline[0], *x);
                near(sheet.size.1 - outline[1] - outline[3], *y);
                near(outline[2], sheet.label.0);
                near(outline[3], sheet.label.1);
            }
        }
    }
    assert_eq!(seen, codes.len());
}

#[test]
fn every_shipped_sheet_is_read() {
    let sheets = Sheets::shipped();
    assert_eq!(sheets.all().len(), sheet::SHIPPED.lines().count() - 1);
    let tj108 = sheets.find("TJ108").unwrap();
    near(tj108.place(0).0, 20.0 / 6.0);
    near(tj108.place(39).1 + 18.0, 165.0 - 21.0 / 9.0);
}

#[test]
fn the_owners_lines_win_and_offsets_move_everything() {
    let header = sheet::SHIPPED.lines().next().unwrap();
    let own = format!("{header}\ntj103,Punyaku,210,164,3,4,63,31,3,9,67,38,\"1,5\",-2,no\n");
    let sheets = Sheets::with_own(&own).unwrap();
    assert_eq!(sheets.all().len(), Sheets::shipped().all().len());
    let printed = label::pdf(
        &[samples::sticker(), samples::sticker()],
        &Paper::find("tj103", &sheets).unwrap(),
        10,
        &words(),
    )
    .unwrap();
    // Ten stickers are used: the first label stands in the second column of the last row.
    let found = places(&printed.bytes);
    assert_eq!(found.len(), 2);
    near(found[0].0, 3.0 + 67.0 + 1.5);
    near(found[0].1, 9.0 + 3.0 * 38.0 - 2.0);
    near(found[1].0, 3.0 + 2.0 * 67.0 + 1.5);
}

#[test]
fn mistakes_in_the_list_are_named() {
    let header = sheet::SHIPPED.lines().next().unwrap();
    let read = |line: &str| Sheets::with_own(&format!("{header}\n{line}\n")).unwrap_err();
    let cell = |column: &str, found: &str| SheetError::BadCell {
        line: 2,
        column: column.into(),
        found: found.into(),
    };
    assert_eq!(
        read("x,X,abc,164,3,4,63,31,3,9,67,38,,,"),
        cell("sheet_w_mm", "abc")
    );
    assert_eq!(
        read("x,X,210,164,0,4,63,31,3,9,67,38,,,"),
        cell("cols", "0")
    );
    assert_eq!(
        read("x,X,210,164,3,4,,31,3,9,67,38,,,"),
        cell("label_w_mm", "")
    );
    assert_eq!(read(",X,210,164,3,4,63,31,3,9,67,38,,,"), cell("code", ""));
    assert_eq!(
        read("x,X,210,NaN,3,4,63,31,3,9,67,38,,,"),
        cell("sheet_h_mm", "NaN")
    );
    let outside = |code: &str| SheetError::Outside {
        line: 2,
        code: code.into(),
    };
    assert_eq!(read("x,X,210,164,4,4,63,31,3,9,67,38,,,"), outside("x"));
    assert_eq!(read("x,X,210,164,3,4,63,31,3,9,60,38,,,"), outside("x"));
    assert_eq!(read("x,X,100,164,3,4,63,31,,,,,,,"), outside("x"));
    let twice = "x,X,210,164,3,4,63,31,3,9,67,38,,,\nX,X,210,164,3,4,63,31,3,9,67,38,,,";
    assert_eq!(
        read(twice),
        SheetError::Twice {
            line: 3,
            code: "x".into()
        }
    );
    let missing = Sheets::with_own("code,name\n").unwrap_err();
    assert_eq!(
        words().say(&missing.message()),
        "Daftar lembar label tidak punya kolom sheet_w_mm."
    );
    let semicolons = sheet::SHIPPED.replace(',', ";");
    assert_eq!(Sheets::with_own(&semicolons).unwrap(), Sheets::shipped());
}

#[test]
fn papers_are_found_by_name() {
    let sheets = Sheets::shipped();
    assert_eq!(Paper::find(" A4 ", &sheets).unwrap(), Paper::A4);
    let unknown = Paper::find("a3", &sheets).unwrap_err();
    assert!(
        words()
            .say(&unknown.message())
            .starts_with("Kertas “a3” tidak dikenal. Yang ada: a4, 80mm, 58mm, 100x150,")
    );
    let used = label::pdf(&[samples::label()], &samples::paper("tj103"), 12, &words()).unwrap_err();
    assert_eq!(
        used,
        PaperError::Skip {
            used: 12,
            labels: 12
        }
    );
    let none = label::pdf(&[], &Paper::A4, 0, &words()).unwrap_err();
    assert_eq!(none, PaperError::Nothing);
}
