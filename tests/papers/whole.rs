//! Nothing is cut: long texts are whole on every paper, in letters of at least six points; what
//! doesn't fit names its order (rule 100).

use std::time::Duration;

use rekap::output::papers::label::{self, Content, Label};
use rekap::output::papers::nota::{self, Nota};
use rekap::output::papers::packing::{self, PackingBy};
use rekap::output::papers::{PaperError, Printed};

use super::needs::needs;
use super::samples::{self, LONG_NAME, long_address, paper, person, words};
use super::tools;

fn long_label() -> Label {
    Label {
        recipient: person(LONG_NAME, "0813-1111-2222"),
        address: long_address(),
        ..samples::sticker()
    }
}

fn long_nota() -> Nota {
    Nota {
        customer: person(LONG_NAME, "0813-1111-2222"),
        address: long_address(),
        ..samples::nota()
    }
}

fn holds_all(of: &str, printed: &Printed) {
    let text = tools::letters(&printed.bytes);
    assert!(text.contains(LONG_NAME), "{of}: {text}");
    assert!(text.contains(&long_address()), "{of}: {text}");
    let smallest = tools::sizes(&printed.bytes)
        .into_iter()
        .fold(99.0, f64::min);
    assert!((6.0..20.0).contains(&smallest), "{of}: {smallest}");
    assert!(printed.warnings.iter().all(|of| of.key == "papers-no-bars"));
}

#[test]
fn long_names_and_addresses_are_whole_on_every_paper() {
    assert_eq!(LONG_NAME.len(), 50);
    assert_eq!(long_address().len(), 200);
    if !needs("pdftotext") {
        return;
    }
    for name in ["a4", "80mm", "58mm"] {
        let printed = nota::pdf(&[long_nota()], &paper(name), &words()).unwrap();
        holds_all(name, &printed);
        let mut list = samples::packing(PackingBy::Route);
        list.groups[0].title = LONG_NAME.into();
        list.groups[0].entries[0].notes = vec![long_address()];
        let printed = packing::pdf(&list, &paper(name), &words()).unwrap();
        holds_all(name, &printed);
    }
    for name in [
        "100x150", "a6", "a4", "a4-1x2", "a4-2x4", "tj103", "tj121", "a4-3x7", "50x30", "80mm",
        "58mm",
    ] {
        let printed = label::pdf(&[long_label()], &paper(name), 0, &words()).unwrap();
        holds_all(name, &printed);
    }
}

#[test]
fn what_fits_no_label_names_its_order() {
    for name in ["tj107", "tj108"] {
        let labels = [samples::sticker(), long_label()];
        let refused = label::pdf(&labels, &paper(name), 0, &words()).unwrap_err();
        let asked = PaperError::TooLong {
            order: "NAS3-017".into(),
            paper: name.into(),
            size: 6,
        };
        assert_eq!(refused, asked);
    }
    let endless = Label {
        address: "Jl. Mawar ".repeat(200),
        ..samples::label()
    };
    let refused = label::pdf(&[endless], &paper("a4-2x4"), 0, &words()).unwrap_err();
    assert_eq!(
        words().say(&refused.message()),
        "Pesanan NAS3-017, NAS3-031 tidak muat di label a4-2x4, juga dengan huruf terkecil (6 pt). \
         Pakai label yang lebih besar atau singkat alamatnya."
    );
}

#[test]
fn contents_go_on_on_a_second_label() {
    let long = Label {
        contents: (1..=120)
            .map(|nth| Content {
                qty: nth,
                goods: format!("Kue-{nth:03}"),
                customization: "tanpa gula".into(),
            })
            .collect(),
        ..samples::label()
    };
    let printed = label::pdf(&[long], &paper("100x150"), 0, &words()).unwrap();
    if !needs("pdftotext") {
        return;
    }
    let text = tools::letters(&printed.bytes);
    for nth in 1..=120 {
        assert!(
            text.contains(&format!("{nth}×Kue-{nth:03}(tanpagula)")),
            "{nth}: {text}"
        );
    }
    for mark in ["K-0042(1/", "K-0042(2/"] {
        assert!(text.contains(mark), "{text}");
    }
    assert_eq!(
        text.matches("BudiSantosa").count(),
        tools::drawings(&printed.bytes).len()
    );
}

#[test]
fn a_nota_of_many_lines_repeats_its_titles_and_counts_its_pages() {
    let mut long = samples::nota();
    long.lines = vec![long.lines[0].clone(); 70];
    long.lines[69].goods = "Baris terakhir".into();
    // A note longer than a page is parted.
    long.note = "catatan panjang ".repeat(1_200);
    let printed = nota::pdf(&[long], &paper("a4"), &words()).unwrap();
    if !needs("pdftotext") {
        return;
    }
    let text = tools::text(&printed.bytes);
    assert_eq!(text.matches("Subtotal").count(), 4, "{text}");
    assert_eq!(text.matches("catatan").count(), 1_200);
    assert!(
        text.contains("Baris terakhir") && text.contains("NAS3-017 · 2/"),
        "{text}"
    );
}

#[test]
fn papers_of_a_destination_show_no_price() {
    if !needs("pdftotext") {
        return;
    }
    let mut gift = samples::nota();
    gift.bill = None;
    for line in &mut gift.lines {
        line.price = None;
    }
    let mut unpaid = samples::label();
    unpaid.cod = None;
    for name in ["a4", "80mm", "58mm"] {
        let nota = nota::pdf(std::slice::from_ref(&gift), &paper(name), &words()).unwrap();
        let label = label::pdf(std::slice::from_ref(&unpaid), &paper(name), 0, &words()).unwrap();
        let list =
            packing::pdf(&samples::packing(PackingBy::Order), &paper(name), &words()).unwrap();
        for printed in [nota, label, list] {
            let text = tools::text(&printed.bytes);
            assert!(!text.contains("Rp"), "{text}");
        }
    }
    let label = label::pdf(&[samples::label()], &paper("100x150"), 0, &words()).unwrap();
    let text = tools::text(&label.bytes);
    assert_eq!(text.matches("Rp").count(), 1, "{text}");
    assert!(text.contains("COD Rp882.000"), "{text}");
}

/// How long this thread has run on a processor, which other processes don't lengthen.
fn busy() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

#[test]
fn five_hundred_labels_take_no_second() {
    let labels = vec![samples::label(); 500];
    let (words, paper) = (words(), paper("100x150"));
    let began = busy();
    let printed = label::pdf(&labels, &paper, 0, &words).unwrap();
    let took = busy().zip(began).map(|(end, began)| end - began);
    assert_eq!(tools::drawings(&printed.bytes).len(), 500);
    // 0.6 s without optimisation; twice that where other tests share the caches.
    assert!(took.is_none_or(|took| took.as_millis() < 1_500), "{took:?}");
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let make = || {
        label::pdf(&[samples::label()], &paper("a6"), 0, &words())
            .unwrap()
            .bytes
    };
    assert_eq!(make(), make());
}
