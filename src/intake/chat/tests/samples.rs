//! Real messages, where their folder exists: what is read of each, and how sure it is.

use std::fs;
use std::path::Path;

use super::super::{Good, Goods, read};
use super::shortened;
use crate::domain::money::Rupiah;

/// What the shops of the samples sell.
fn goods() -> Goods {
    let names = [
        ("DKS", "Dawet Kemayu Small"),
        ("DKL", "Dawet Kemayu Large"),
        ("BP", "Buket Putih"),
        ("BM", "Buket Merah"),
        ("ECL", "Eclair"),
        ("NGS", "Nasi Goreng Spesial"),
        ("ETM", "Es Teh Manis"),
        ("TSH001", "Kaos Polos"),
        ("SOTO", "Soto Porsi"),
    ];
    let goods = names.map(|(code, name)| Good {
        code: code.into(),
        product: code.into(),
        name: name.into(),
        price: Rupiah::new(35_000),
    });
    Goods::new(goods, [])
}

#[test]
fn dump() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/chat");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        match read(&text, &goods()) {
            Ok(drafts) => {
                for draft in &drafts {
                    eprintln!("{} => {}", &name[..3], shortened(draft))
                }
            }
            Err(error) => eprintln!("{} => {error}", &name[..3]),
        }
    }
}
