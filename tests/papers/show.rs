//! Writes every paper into the folder `REKAP_PAPERS`, to be looked at.

use rekap::output::papers::packing::PackingBy;
use rekap::output::papers::{Paper, Roll, label, nota, packing, test_page};

use super::samples;

#[test]
fn every_paper_is_made() {
    let words = samples::words();
    let mut made: Vec<(String, Vec<u8>)> = Vec::new();
    for name in ["a4", "80mm", "58mm"] {
        let paper = samples::paper(name);
        let nota = nota::pdf(&[samples::nota()], &paper, &words).unwrap();
        made.push((format!("nota-{name}"), nota.bytes));
        for by in [PackingBy::Order, PackingBy::Product, PackingBy::Route] {
            let list = packing::pdf(&samples::packing(by), &paper, &words).unwrap();
            made.push((format!("packing-{by:?}-{name}").to_lowercase(), list.bytes));
        }
    }
    for name in ["100x150", "a6", "a4", "80mm", "58mm", "a4-1x2", "a4-2x4"] {
        let labels = vec![samples::label(); 5];
        let printed = label::pdf(&labels, &samples::paper(name), 0, &words).unwrap();
        made.push((format!("label-{name}"), printed.bytes));
    }
    for name in ["tj103", "tj107", "tj108", "tj121", "a4-3x7", "50x30"] {
        let labels = vec![samples::sticker(); 5];
        let paper = samples::paper(name);
        let printed = label::pdf(&labels, &paper, 0, &words).unwrap();
        made.push((format!("label-{name}"), printed.bytes));
        if let Paper::Sheet(of) = &paper {
            made.push((format!("test-{name}"), test_page::pdf(of, &words).bytes));
        }
    }
    for roll in [Roll::Mm80, Roll::Mm58] {
        let printed = nota::escpos(&[samples::nota()], roll, &words).unwrap();
        assert!(printed.warnings.is_empty());
    }
    let mut text = nota::text(&[samples::nota()], &words).unwrap();
    text += &label::text(&[samples::label()], &words).unwrap();
    text += &packing::text(&samples::packing(PackingBy::Order), &words).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 48),
        "{text}"
    );
    let Some(folder) = std::env::var_os("REKAP_PAPERS").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("text.txt"), text).unwrap();
    for (name, bytes) in made {
        std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
    }
}
