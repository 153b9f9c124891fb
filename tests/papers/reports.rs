//! A report to show a partner: one or two A4 pages with their text, charts drawn as shapes, nothing cut.

use rekap::output::papers::report::{self, PaperTable, ReportPaper};
use rekap::output::pdf::block::ChartBar;

use super::needs::needs;
use super::samples::{LONG_NAME, words};
use super::tools;

/// A report with every part, long names, and more rows than a page has.
fn paper() -> ReportPaper {
    let facts = (1..=9).map(|nth| (format!("Angka {nth}"), format!("Rp{nth}00.000")));
    let bars = (1..=31).map(|day| ChartBar {
        label: format!("{day}/3"),
        value: i64::from(day) - 4,
        said: (day - 4).to_string(),
    });
    let rows = (1..=25).map(|nth| {
        let name = if nth == 7 {
            LONG_NAME.to_owned()
        } else {
            format!("Kue {nth}")
        };
        vec![format!("K{nth}"), name, format!("Rp{nth}.000.000")]
    });
    let columns = ["Kode", "Produk", "Omzet"].map(|title| (title.to_owned(), title == "Omzet"));
    let table = |name: &str, rows: Vec<Vec<String>>, sums| PaperTable {
        name: name.into(),
        columns: columns.to_vec(),
        rows,
        sums,
    };
    ReportPaper {
        shop: "Dapur Melati".into(),
        title: "PO1 PO Lebaran".into(),
        about: "Dihitung dari pesanannya".into(),
        main: ("Untung".into(), "Rp12.072.913".into()),
        facts: facts.collect(),
        notes: vec!["• Kuota bisa dinaikkan: 20 habis setelah 12 hari".into()],
        charts: vec![("Terjual per hari".into(), bars.collect())],
        tables: vec![
            table("Per produk", rows.collect(), true),
            table("Kosong", Vec::new(), false),
        ],
    }
}

#[test]
fn a_report_is_whole_on_two_pages() {
    if !needs("pdftotext") {
        return;
    }
    let printed = report::pdf(&paper(), &words());
    assert_eq!(printed.warnings, Vec::new());
    let text = tools::letters(&printed.bytes);
    for told in [
        "Dapur Melati",
        "PO1 PO Lebaran",
        "Rp12.072.913",
        "Angka 9",
        "Rp900.000",
        "Per produk",
        LONG_NAME,
        "Rp25.000.000",
        "habis setelah 12 hari",
        "31/3",
    ] {
        let told: String = told.split_whitespace().collect();
        let text: String = text.split_whitespace().collect();
        assert!(text.contains(&told), "{told}\n{text}");
    }
    // A table without rows has no name either.
    assert!(!text.contains("Kosong"));
    let pages = tools::drawings(&printed.bytes);
    assert!((1..=2).contains(&pages.len()), "{}", pages.len());
    // One bar a day, on the page.
    let bars: Vec<Vec<f64>> = pages
        .iter()
        .flat_map(|page| tools::operands(page, "re"))
        .collect();
    assert_eq!(bars.len(), 31);
    for bar in bars {
        let right = bar[0] + bar[2];
        assert!(bar[0] >= 51.0 && right <= 545.0 && bar[1] > 0.0, "{bar:?}");
    }
    let smallest = tools::sizes(&printed.bytes)
        .into_iter()
        .fold(99.0, f64::min);
    assert!(smallest >= 6.0, "{smallest}");
}

#[test]
fn a_report_of_nothing_is_a_page() {
    let printed = report::pdf(&ReportPaper::default(), &words());
    assert!(printed.bytes.starts_with(b"%PDF-"));
}
