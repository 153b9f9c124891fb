//! The JSON of tallies, and their text for the kitchen.

use serde_json::json;

use super::column::View;
use super::tally;
use crate::domain::tally::{
    Difference, Tally, TallyBy, TallyLine, matrices, since, tally as count,
};
use crate::domain::when::{Moment, Zone};
use crate::lang::{Lang, Words};
use crate::output;
use crate::output::csv::{self, Options};

fn words() -> Words {
    Words::new(Lang::Id, Zone::Wib)
}

fn view(words: &Words) -> View<'_> {
    View {
        words,
        now: Moment::from_unix(1_771_118_760),
    }
}

fn line(code: &str, product: &str, variant: &str, qty: i64, request: Option<&str>) -> TallyLine {
    TallyLine {
        code: code.into(),
        product_code: product.to_uppercase(),
        product: product.into(),
        variant: variant.into(),
        order: "NAS3-001".into(),
        qty,
        customization: request.map(str::to_owned),
        ..TallyLine::default()
    }
}

fn facts() -> Vec<TallyLine> {
    vec![
        line("NS-KJ", "Nastar", "Keju", 10, None),
        line("NS-KJ", "Nastar", "Keju", 2, Some("tanpa gula")),
        line("LK", "Lidah Kucing", "", 5, None),
    ]
}

#[test]
fn the_tally_as_the_contract_has_it() {
    let tally = count("NAS3", None, TallyBy::Variant, &facts());
    assert_eq!(
        tally::json(&tally, &view(&words())),
        json!({
            "period": "NAS3", "version": null, "by": "variant", "total": 17,
            "pieces": 17, "packages": 0,
            "rows": [
                {"code": "NS-KJ", "product": "Nastar", "variant": "Keju", "qty": 12,
                 "customizations": [{"text": "tanpa gula", "qty": 2}]},
                {"code": "LK", "product": "Lidah Kucing", "variant": "", "qty": 5, "customizations": []},
            ],
        })
    );
    let bytes = csv::write(&tally::sheet(&tally, &view(&words())), Options::default()).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "code,product,variant,qty,customizations\n\
         NS-KJ,Nastar,Keju,12,2 × tanpa gula\n\
         LK,Lidah Kucing,,5,\n"
    );
    for (by, key) in [
        (TallyBy::Product, "product"),
        (TallyBy::Supplier, "supplier"),
        (TallyBy::Option, "option"),
        (TallyBy::Order, "order"),
    ] {
        let tally = count("NAS3", Some(1), by, &facts());
        let value = tally::json(&tally, &view(&words()));
        assert!(value["rows"][0].as_object().unwrap().contains_key(key));
        let columns = tally::sheet(&tally, &view(&words())).columns;
        assert_eq!(columns[0].key, key);
    }
}

#[test]
fn changes_since_a_version() {
    let before = count("NAS3", Some(1), TallyBy::Variant, &facts());
    let mut later = facts();
    later.remove(2);
    later.push(line("KS", "Kastengel", "", 3, None));
    let mut tally = since(count("NAS3", Some(2), TallyBy::Variant, &later), &before);
    tally.differs = Difference::between(&later, &facts(), 1);
    let bytes = csv::write(&tally::sheet(&tally, &view(&words())), Options::default()).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "code,product,variant,qty,customizations,was,delta\n\
         NS-KJ,Nastar,Keju,12,2 × tanpa gula,12,0\n\
         KS,Kastengel,,3,,0,3\n\
         LK,Lidah Kucing,,0,,5,-5\n"
    );
    let value = tally::json(&tally, &view(&words()));
    assert_eq!(value["since"], 1);
    assert_eq!(value["rows"][2]["delta"], -5);
    assert_eq!(
        output::tally::text(&tally, &words()),
        "Rekap NAS3 sekarang · beda dari v1: +3 −5\n\n\
         12 × Nastar Keju\n   2 × tanpa gula\n\
         3 × Kastengel (+3)\n\
         0 × Lidah Kucing (−5)\n\n\
         Total: 15 pcs\n"
    );
}

/// A frozen version says so; what is ordered now bears its name only while it is the same.
#[test]
fn the_heading_says_what_is_shown() {
    let live = count("NAS3", Some(1), TallyBy::Variant, &facts());
    let heading = |tally: &Tally| output::tally::heading(tally, &words());
    assert_eq!(heading(&live), "Rekap NAS3 v1");
    let differs = Difference {
        from: 1,
        more: 3,
        fewer: 0,
    };
    let live = Tally {
        differs: Some(differs),
        ..live
    };
    assert_eq!(heading(&live), "Rekap NAS3 sekarang · beda dari v1: +3");
    let frozen = Tally {
        frozen: true,
        differs: None,
        ..live
    };
    assert_eq!(heading(&frozen), "Rekap NAS3 v1");
}

/// For a supplier every goods is a line, for an order with its customer.
#[test]
fn goods_are_listed_under_suppliers_and_orders() {
    let mut lines = facts();
    for line in &mut lines {
        line.customer = "Bu Sari".into();
    }
    let orders = count("NAS3", None, TallyBy::Order, &lines);
    assert_eq!(
        output::tally::text(&orders, &words()),
        "Rekap NAS3 (sementara)\n\n\
         NAS3-001 Bu Sari: 17 pcs\n   12 × Nastar Keju\n      2 × tanpa gula\n   5 × Lidah Kucing\n\n\
         Total: 17 pcs\n"
    );
    let people = tally::sheet_for_people(&orders, &view(&words()));
    let options = Options {
        for_people: true,
        ..Options::default()
    };
    assert_eq!(
        String::from_utf8(csv::write(&people, options).unwrap()).unwrap(),
        "Pesanan,Nama,Kode,Produk,Varian,Jumlah,Custom\n\
         NAS3-001,Bu Sari,NS-KJ,Nastar,Keju,12,2 × tanpa gula\n\
         NAS3-001,Bu Sari,LK,Lidah Kucing,,5,\n"
    );
}

#[test]
fn matrices_are_copied_as_tables_of_fixed_width() {
    let sized = |variant: &str, option1: &str, option2: &str, qty| TallyLine {
        option1: Some(option1.into()),
        option2: Some(option2.into()),
        ..line("JER", "Jersey", variant, qty, None)
    };
    let lines = [
        sized("M / Hitam", "M", "Hitam", 3),
        sized("XL / Putih", "XL", "Putih", 12),
        line("LK", "Lidah Kucing", "", 5, None),
    ];
    let tally = count("NAS3", None, TallyBy::Option, &lines);
    assert_eq!(
        output::tally::matrices_text(&tally, &matrices(&lines), &words()),
        "Rekap NAS3 (sementara)\n\n\
         Jersey: 15\n```\n    Hitam  Putih   Σ\nM       3      ·   3\nXL      ·     12  12\nΣ       3     12  15\n```\n\n\
         Lidah Kucing: 5\n\n\
         Total: 20 pcs\n"
    );
}
