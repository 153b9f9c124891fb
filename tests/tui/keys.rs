//! The key tables in docs/ equal the command table.

use rekap::domain::when::Zone;
use rekap::lang::{Lang, Words};
use rekap::tui::command::markdown;

fn check(file: &str, lang: Lang) {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- keys").unwrap();
    let (mark, rest) = rest.split_once("-->\n").unwrap();
    let (table, after) = rest.split_once("<!-- /keys -->").unwrap();
    let made = format!("\n{}\n", markdown(&Words::new(lang, Zone::Wib)));
    if table != made && std::env::var_os("REKAP_WRITE_KEYS").is_some() {
        std::fs::write(
            &path,
            format!("{before}<!-- keys{mark}-->\n{made}<!-- /keys -->{after}"),
        )
        .unwrap();
        return;
    }
    assert_eq!(
        table, made,
        "{file}: `REKAP_WRITE_KEYS=1 cargo test --test tui keys` writes the table anew"
    );
}

#[test]
fn the_tables_of_keys_are_those_of_the_program() {
    check("docs/keys.md", Lang::En);
    check("docs/tombol.md", Lang::Id);
}
