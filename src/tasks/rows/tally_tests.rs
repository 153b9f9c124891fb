//! The JSON of tallies, and their text for the kitchen.

use serde_json::json;

use super::column::View;
use super::tally;
use crate::domain::tally::{TallyBy, TallyLine, since, tally as count};
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
    let tally = since(count("NAS3", Some(2), TallyBy::Variant, &later), &before);
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
        "Rekap NAS3 v2, perubahan sejak v1\n\n\
         12 × Nastar Keju\n   2 × tanpa gula\n\
         3 × Kastengel (+3)\n\
         0 × Lidah Kucing (−5)\n\n\
         Total: 15\n"
    );
}
