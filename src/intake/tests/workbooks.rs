//! Workbooks as programs and people leave them: merged, repeated, hidden and computed cells, and
//! files made to fill a memory.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rstest::rstest;
use zip::write::SimpleFileOptions;

use super::Whole;
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::intake::file::fault::Fault;
use crate::intake::file::table::Table;
use crate::intake::file::zipped::check;
use crate::intake::orders::read_knowing;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let how = match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(how);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An OpenDocument file with this content, from its styles on.
fn ods_of(content: &str) -> Vec<u8> {
    let spaces: String = ["office", "table", "text", "style"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content{spaces}>{content}</office:document-content>"
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// One sheet with these rows.
fn ods(rows: &str) -> Vec<u8> {
    ods_of(&format!(
        "<office:body><office:spreadsheet><table:table table:name=\"PO\">{rows}</table:table></office:spreadsheet></office:body>"
    ))
}

fn cell(about: &str, text: &str) -> String {
    format!("<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| cell("", text)).collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

fn header() -> String {
    row(&["Nama", "Produk", "Jumlah"])
}

/// The parts of a workbook with one sheet of this XML and these shared strings.
fn xlsx(sheet: &[u8], strings: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let related = |targets: &[(&str, &str)]| {
        let each: String = targets
            .iter()
            .enumerate()
            .map(|(n, (kind, target))| {
                format!("<Relationship Id=\"r{n}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
            })
            .collect();
        format!("<Relationships xmlns=\"{packages}/relationships\">{each}</Relationships>")
    };
    let types = format!("<Types xmlns=\"{packages}/content-types\"/>");
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"PO\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
    );
    let strings = format!("<sst xmlns=\"{main}\">{strings}</sst>");
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        (
            "_rels/.rels",
            related(&[("officeDocument", "xl/workbook.xml")]).as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            related(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ])
            .as_bytes(),
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn import(bytes: Vec<u8>) -> Result<Whole, IntakeError> {
    let local = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let now = Moment::from_local(local.and_hms_opt(9, 0, 0).unwrap(), Zone::Wib);
    let mut table = Table::read("x", Cursor::new(bytes), None)?;
    let known = |_: &str| Mapping::default();
    read_knowing(
        &mut table,
        known,
        &GoodsLookup::default(),
        Zone::Wib,
        now,
        |_| {},
    )
    .map(Whole::from)
}

fn fault(bytes: Vec<u8>) -> Fault {
    match import(bytes) {
        Err(IntakeError::Table(error)) => error.fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_merged_in_an_opendocument_sheet_are_refused_and_titles_are_not() {
    let title = "<table:table-row><table:table-cell table:number-columns-spanned=\"3\" table:number-rows-spanned=\"2\"><text:p>Rekap</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell table:number-columns-repeated=\"3\"/></table:table-row>";
    let good = row(&["Budi", "Nastar", "2"]);
    let intake = import(ods(&format!("{title}{}{good}", header()))).unwrap();
    assert_eq!(intake.orders[0].lines[0].row, 4);
    let merged = |name: &str, qty: &str| {
        let covered = |about: &str, text: &str| match about {
            "" => cell("", text),
            _ => "<table:covered-table-cell/>".to_owned(),
        };
        format!(
            "<table:table-row>{}{}{}</table:table-row><table:table-row>{}{}{}</table:table-row>",
            cell(name, "Ani"),
            cell("", "Nastar"),
            cell(qty, "1"),
            covered(name, "Beni"),
            cell("", "Bolu"),
            covered(qty, "2"),
        )
    };
    let spanned = "table:number-rows-spanned=\"2\"";
    // One customer for both rows; one count for both could be anything.
    let intake = import(ods(&format!("{}{good}{}", header(), merged(spanned, "")))).unwrap();
    let lines: Vec<_> = intake.orders[1].lines.iter().map(|line| line.row).collect();
    assert_eq!(
        (intake.orders[1].customer.name.as_str(), lines),
        ("Ani", vec![3, 4])
    );
    let merged = merged("", spanned);
    let fault = fault(ods(&format!("{}{good}{merged}", header())));
    assert_eq!(
        fault,
        Fault::Merged {
            row: 3,
            last: 4,
            column: "C".into()
        }
    );
}

#[test]
fn formulas_are_their_stored_values_or_said_to_have_none() {
    let formula = |about: &str, shown: &str| {
        let cells = [
            cell("", "Budi"),
            cell("", "Nastar"),
            cell(&format!("table:formula=\"of:=1+1\" {about}"), shown),
        ];
        ods(&format!(
            "{}<table:table-row>{}</table:table-row>",
            header(),
            cells.concat()
        ))
    };
    let counted = import(formula(
        "office:value-type=\"float\" office:value=\"2\"",
        "2",
    ))
    .unwrap();
    assert_eq!(counted.orders[0].lines[0].qty, 2);
    let uncounted = import(formula("", "")).unwrap();
    assert_eq!(uncounted.bad[0].problem.key, "intake-formula");
    let broken = import(formula(
        "office:value-type=\"string\" calcext:value-type=\"error\"",
        "#REF!",
    ))
    .unwrap();
    assert_eq!(broken.bad[0].problem.key, "intake-quantity-unreadable");
}

#[test]
fn repeated_cells_and_rows_stand_as_often_as_they_say() {
    let rows = format!(
        "{}<table:table-row table:number-rows-repeated=\"3\">{}<table:table-cell table:number-columns-repeated=\"900\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        header(),
        [
            cell("table:number-columns-repeated=\"2\"", "Budi"),
            cell("", "1")
        ]
        .concat(),
    );
    let intake = import(ods(&rows)).unwrap();
    // The same once more is asked about.
    assert_eq!((intake.rows, intake.bad_rows), (3, 2));
    let rows: Vec<_> = intake.bad.iter().map(|note| note.row).collect();
    assert_eq!(rows, [3, 4]);
}

#[test]
fn hidden_rows_are_asked_about_and_hidden_sheets_are_passed_over() {
    let sheet = |style: &str, rows: &str| {
        format!(
            "<table:table table:name=\"{style}\" table:style-name=\"{style}\">{rows}</table:table>"
        )
    };
    let style = |name: &str, shown: bool| {
        format!(
            "<style:style style:name=\"{name}\"><style:table-properties table:display=\"{shown}\"/></style:style>"
        )
    };
    let hidden = row(&["Ani", "Bolu", "3"]).replace("-row>", "-row table:visibility=\"filter\">");
    let hidden = hidden.replace(
        "</table:table-row table:visibility=\"filter\">",
        "</table:table-row>",
    );
    let bytes = ods_of(&format!(
        "<office:automatic-styles>{}{}</office:automatic-styles><office:body><office:spreadsheet>{}{}</office:spreadsheet></office:body>",
        style("off", false),
        style("on", true),
        sheet(
            "off",
            &format!("{}{}", header(), row(&["Salah", "Nastar", "9"]))
        ),
        sheet(
            "on",
            &format!("{}{}{hidden}", header(), row(&["Budi", "Nastar", "2"]))
        ),
    ));
    let intake = import(bytes).unwrap();
    let names: Vec<_> = intake
        .orders
        .iter()
        .map(|order| order.customer.name.as_str())
        .collect();
    assert_eq!(names, ["Budi"]);
    assert_eq!(intake.bad[0].problem.key, "intake-hidden-row");
}

/// Other sheets are not read, with a note; a fault names its sheet.
#[test]
fn sheets_that_are_not_read_are_said() {
    let rows = [["Nama", "Produk", "Jumlah"], ["Budi", "Nastar", "2"]];
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut sheet = |name: &str, shown: bool, rows: &[[&str; 3]]| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(!shown);
        for (row, cells) in (0..).zip(rows) {
            sheet.write_row(row, 0, *cells).unwrap();
        }
    };
    sheet("Januari", true, &rows);
    sheet("Kosong", true, &[]);
    sheet("Rahasia", false, &rows);
    sheet("Februari", true, &rows);
    sheet("Maret", true, &rows);
    let xlsx = book.save_to_buffer().unwrap();
    let sheet =
        |name: &str, rows: &str| format!("<table:table table:name=\"{name}\">{rows}</table:table>");
    let typed = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let ods = |rows: &str| {
        ods_of(&format!(
            "<office:body><office:spreadsheet>{}{}{}{}</office:spreadsheet></office:body>",
            sheet("Januari", rows),
            sheet("Kosong", "<table:table-row/>"),
            sheet("Februari", typed),
            sheet("Maret", &typed.repeat(2)),
        ))
    };
    let read = header() + &row(&["Budi", "Nastar", "2"]);
    for bytes in [xlsx, ods(&read)] {
        let intake = import(bytes).unwrap();
        assert_eq!(intake.orders.len(), 1);
        let note = Message::new("intake-other-sheets").text("sheet", "Januari");
        assert_eq!(intake.notes, [note.text("others", "Februari, Maret")]);
    }
    let IntakeError::Header { file, .. } =
        import(ods(&row(&["lihat", "sheet", "lain"]))).unwrap_err()
    else {
        panic!("no header");
    };
    assert!(file.ends_with(" › Januari"), "{file}");
}

#[test]
fn hidden_rows_and_columns_of_a_workbook_are_said() {
    let text =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: u32, about: &str, cells: [&str; 3]| {
        let cells: String = ["A", "B", "D"]
            .iter()
            .zip(cells)
            .map(|(column, cell)| text(&format!("{column}{number}"), cell))
            .collect();
        format!("<row r=\"{number}\" {about}>{cells}</row>")
    };
    let sheet = |columns: &str, hidden: &str| {
        let rows = [
            row(1, "", ["Nama", "Produk", "Jumlah"]),
            row(2, "", ["Budi", "Nastar", "2"]),
            row(3, hidden, ["Ani", "Bolu", "3"]),
        ];
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        // Hidden empty rows and columns are not reported.
        let rows = rows.concat() + "<row r=\"4\" hidden=\"1\"/>";
        let sheet = format!(
            "<worksheet xmlns=\"{main}\">{columns}<sheetData>{rows}</sheetData></worksheet>"
        );
        xlsx(sheet.as_bytes(), "")
    };
    assert_eq!(import(sheet("", "hidden=\"0\"")).unwrap().notes, []);
    let columns =
        "<cols><col min=\"1\" max=\"1\"/><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>";
    let hidden = import(sheet(columns, "hidden=\"1\"")).unwrap();
    assert_eq!(
        hidden.notes,
        [Message::new("intake-hidden-columns").text("columns", "B, D")]
    );
    let asked: Vec<_> = (hidden.bad.iter())
        .map(|note| (note.row, note.problem.key.as_ref()))
        .collect();
    assert_eq!(asked, [(3, "intake-hidden-row")]);
    let column = |about: &str| format!("<table:table-column {about}/>");
    let columns =
        column("table:number-columns-repeated=\"2\"") + &column("table:visibility=\"collapse\"");
    let rows = columns + &header() + &self::row(&["Budi", "Nastar", "2"]);
    assert_eq!(
        import(ods(&rows)).unwrap().notes,
        [Message::new("intake-hidden-columns").text("columns", "C")]
    );
}

#[test]
fn a_cell_is_what_is_shown_in_it() {
    let note = "<office:annotation><text:p>jangan lupa</text:p></office:annotation>";
    let rich = format!(
        "<table:table-row><table:table-cell>{note}<text:p>Budi<text:s text:c=\"2\"/>&amp; <text:span>Ani</text:span></text:p></table:table-cell>{}{}</table:table-row>",
        cell("", "Nastar &lt;Keju&gt; &#233;"),
        cell(
            "office:value-type=\"percentage\" office:value=\"2\"",
            "200%"
        ),
    );
    let intake = import(ods(&format!("{}{rich}", header()))).unwrap();
    let order = &intake.orders[0];
    assert_eq!(order.customer.name, "Budi & Ani");
    assert_eq!(
        (order.lines[0].product.as_str(), order.lines[0].qty),
        ("Nastar <Keju> é", 2)
    );
}

/// A few kilobytes that would unpack to more than any memory: one sentence each, in bounded time.
#[rstest]
#[case::rows("table:number-rows-repeated=\"1048576\"", "", "intake-too-many-rows")]
#[case::columns(
    "",
    "table:number-columns-repeated=\"4000000000\"",
    "intake-row-too-long"
)]
#[case::cells(
    "table:number-rows-repeated=\"1048576\"",
    "table:number-columns-repeated=\"900\"",
    "intake-too-many-cells"
)]
fn repetitions_fill_no_memory(#[case] of_row: &str, #[case] of_cell: &str, #[case] key: &str) {
    let wide = format!(
        "{}<table:table-row {of_row}>{}{}{}{}</table:table-row>",
        header(),
        cell("", "Budi"),
        cell("", "Nastar"),
        cell("", "2"),
        if of_cell.is_empty() {
            String::new()
        } else {
            cell(of_cell, "x")
        },
    );
    // As many rows as a table may have take some 15 s of an unoptimised build; a million repeated
    // ones would take minutes.
    let started = Instant::now();
    let error = import(ods(&wide)).unwrap_err();
    assert_eq!(error.message().key, key);
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_long_text_many_times_over_fills_no_memory() {
    let long = "x".repeat(100_000);
    let repeated = format!(
        "{}<table:table-row table:number-rows-repeated=\"100000\">{}</table:table-row>",
        header(),
        [cell("", &long), cell("", "Nastar"), cell("", "2")].concat()
    );
    assert_eq!(fault(ods(&repeated)), Fault::TooManyCells);
    let spaces = row(&["Budi", "x<text:s text:c=\"4000000000\"/>y", "2"]);
    assert_eq!(
        import(ods(&format!("{}{spaces}", header())))
            .unwrap()
            .orders
            .len(),
        1
    );
    let strings = format!("<si><t>{}</t></si>", "y".repeat(30_000));
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(20_000);
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData></worksheet>"
    );
    assert_eq!(fault(xlsx(sheet.as_bytes(), &strings)), Fault::TooManyCells);
}

/// A part that unpacks to more than the limit is refused, whatever size the file claims.
#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    let mut bytes = zipped(&[("xl/workbook.xml", &vec![b' '; 4_321_987])]);
    assert!(bytes.len() < 32 * 1024);
    assert_eq!(check(&bytes, 8 << 20), Ok(()));
    assert_eq!(check(&bytes, 2 << 20), Err(Fault::TooLarge { limit_mb: 2 }));
    // The sizes in the directory and before the part are made small.
    let real = 4_321_987u32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..*at + 4] == real)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    let lying = check(&bytes, 2 << 20);
    assert!(
        matches!(lying, Err(Fault::TooLarge { .. } | Fault::BadWorkbook)),
        "{lying:?}"
    );
}

#[test]
fn damage_is_a_sentence() {
    let whole = ods(&format!("{}{}", header(), row(&["Budi", "Nastar", "2"])));
    assert_eq!(fault(whole[..whole.len() / 2].to_vec()), Fault::BadWorkbook);
    let broken = ods_of("<office:body><office:spreadsheet><table:table><table:table-row>");
    assert_eq!(fault(broken), Fault::BadWorkbook);
    assert_eq!(fault(ods("")), Fault::Empty);
    let no_content = zipped(&[(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet",
    )]);
    assert_eq!(fault(no_content), Fault::BadWorkbook);
}
