//! The tally as the contract has it (JSON, table) and as a kitchen's chat wants it.

use serde_json::{Map, Value, json};

use super::table::{Cell, Column, Kind, Sheet};
use super::text::signed;
use crate::domain::catalog::full_name;
use crate::domain::message::Message;
use crate::domain::tally::{Customization, Tally, TallyBy, TallyRow};
use crate::lang::Words;

/// The contract's object: `period, version, rows[]{code, product, variant, qty, customizations[]},
/// total`; by other groupings the key column instead of code, product and variant.
pub fn json(tally: &Tally) -> Value {
    let rows: Vec<Value> = tally.rows.iter().map(|row| row_json(tally, row)).collect();
    let mut object = Map::new();
    object.insert("period".into(), json!(tally.period));
    object.insert("version".into(), json!(tally.version));
    object.insert("by".into(), json!(tally.by.code()));
    if let Some(since) = tally.since {
        object.insert("since".into(), json!(since));
    }
    object.insert("rows".into(), Value::Array(rows));
    object.insert("total".into(), json!(tally.total));
    Value::Object(object)
}

fn row_json(tally: &Tally, row: &TallyRow) -> Value {
    let mut object = Map::new();
    match tally.by {
        TallyBy::Variant => {
            object.insert("code".into(), json!(row.code));
            object.insert("product".into(), json!(row.product));
            object.insert("variant".into(), json!(row.variant));
        }
        TallyBy::Product => {
            object.insert("product".into(), json!(row.product));
            object.insert("code".into(), json!(row.code));
        }
        TallyBy::Supplier | TallyBy::Option | TallyBy::Order => {
            object.insert(tally.by.code().into(), json!(row.key));
        }
    }
    object.insert("qty".into(), json!(row.qty));
    insert_change(&mut object, row.was, row.delta());
    let requests = row.customizations.iter().map(|request| {
        let mut object = Map::new();
        object.insert("text".into(), json!(request.text));
        object.insert("qty".into(), json!(request.qty));
        if tally.by != TallyBy::Variant {
            object.insert("code".into(), json!(request.code));
        }
        insert_change(&mut object, request.was, request.delta());
        Value::Object(object)
    });
    object.insert("customizations".into(), requests.collect());
    Value::Object(object)
}

fn insert_change(object: &mut Map<String, Value>, was: Option<i64>, delta: Option<i64>) {
    if let (Some(was), Some(delta)) = (was, delta) {
        object.insert("was".into(), json!(was));
        object.insert("delta".into(), json!(delta));
    }
}

/// The tally as a table: the key columns, `qty`, `customizations`, and `was` and `delta` in a tally
/// against an earlier version.
pub fn sheet(tally: &Tally, words: &Words) -> Sheet {
    let title = |key| words.word(key);
    let text = |key, word| Column::new(key, title(word), Kind::Text);
    let mut columns = match tally.by {
        TallyBy::Variant => vec![
            text("code", "output-code"),
            text("product", "output-product"),
            text("variant", "output-variant"),
        ],
        TallyBy::Product => vec![
            text("product", "output-product"),
            text("code", "output-code"),
        ],
        TallyBy::Supplier => vec![text("supplier", "output-supplier")],
        TallyBy::Option => vec![text("option", "output-option")],
        TallyBy::Order => vec![text("order", "output-order")],
    };
    let keys = columns.len();
    columns.push(Column::new("qty", title("output-qty"), Kind::Int));
    columns.push(text("customizations", "output-customizations"));
    if tally.since.is_some() {
        columns.push(Column::new("was", title("output-was"), Kind::Int));
        columns.push(Column::new("delta", title("output-delta"), Kind::Delta));
    }
    let rows = tally.rows.iter().map(|row| {
        let mut cells = match tally.by {
            TallyBy::Variant => vec![
                Cell::Text(row.code.clone()),
                Cell::Text(row.product.clone()),
                Cell::Text(row.variant.clone()),
            ],
            TallyBy::Product => vec![
                Cell::Text(row.product.clone()),
                Cell::Text(row.code.clone()),
            ],
            TallyBy::Supplier | TallyBy::Option | TallyBy::Order => {
                vec![Cell::text(row.key.as_deref())]
            }
        };
        cells.push(Cell::Int(row.qty));
        cells.push(Cell::Text(requests_text(tally.by, &row.customizations)));
        if tally.since.is_some() {
            cells.push(Cell::int(row.was));
            cells.push(Cell::int(row.delta()));
        }
        cells
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut total = vec![Cell::Empty; columns.len()];
    total[0] = Cell::Text(title("output-total"));
    total[keys] = Cell::Int(tally.total);
    if tally.since.is_some() {
        let was: i64 = tally.rows.iter().filter_map(|row| row.was).sum();
        total[keys + 2] = Cell::Int(was);
        total[keys + 3] = Cell::Int(tally.total - was);
    }
    Sheet {
        name: heading(tally, words),
        zone: words.zone(),
        columns,
        rows,
        total: Some(total),
    }
}

/// `2 × tanpa gula; 1 × nama Budi`: every request with its units, and its goods where the row does
/// not tell.
fn requests_text(by: TallyBy, requests: &[Customization]) -> String {
    requests
        .iter()
        .map(|request| format!("{} × {}", request.qty, request_text(by, request)))
        .collect::<Vec<_>>()
        .join("; ")
}

fn request_text(by: TallyBy, request: &Customization) -> String {
    let text = request
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match by {
        TallyBy::Variant => text,
        TallyBy::Product if request.variant.is_empty() => text,
        TallyBy::Product => format!("{}: {text}", request.variant),
        TallyBy::Supplier | TallyBy::Option | TallyBy::Order => {
            format!("{}: {text}", full_name(&request.product, &request.variant))
        }
    }
}

/// The tally as a chat message: one short line per row, requests indented below it.
pub fn text(tally: &Tally, words: &Words) -> String {
    let mut text = heading(tally, words);
    text.push_str("\n\n");
    if tally.rows.is_empty() {
        text.push_str(&words.word("output-tally-empty"));
        text.push('\n');
        return text;
    }
    for row in &tally.rows {
        text.push_str(&row_text(tally, row, words));
        push_change(&mut text, row.delta());
        text.push('\n');
        for request in &row.customizations {
            text.push_str("   ");
            text.push_str(&format!(
                "{} × {}",
                request.qty,
                request_text(tally.by, request)
            ));
            push_change(&mut text, request.delta());
            text.push('\n');
        }
    }
    text.push('\n');
    text.push_str(&format!(
        "{}: {}\n",
        words.word("output-total"),
        tally.total
    ));
    text
}

fn row_text(tally: &Tally, row: &TallyRow, words: &Words) -> String {
    let known = |key: &'static str| row.key.clone().unwrap_or_else(|| words.word(key));
    match tally.by {
        TallyBy::Variant => format!("{} × {}", row.qty, full_name(&row.product, &row.variant)),
        TallyBy::Product => format!("{} × {}", row.qty, row.product),
        TallyBy::Option => format!("{} × {}", row.qty, known("output-no-option")),
        TallyBy::Supplier => format!("{}: {}", known("output-own-kitchen"), row.qty),
        TallyBy::Order => format!("{}: {}", known("output-order"), row.qty),
    }
}

fn push_change(text: &mut String, delta: Option<i64>) {
    if let Some(delta) = delta.filter(|delta| *delta != 0) {
        text.push_str(&format!(" ({})", signed(delta)));
    }
}

/// `Rekap NAS3 v2, perubahan sejak v1`.
fn heading(tally: &Tally, words: &Words) -> String {
    let say = |key| Message::new(key).text("period", &tally.period);
    let message = match (tally.version, tally.since) {
        (None, None) => say("output-tally-open"),
        (Some(version), None) => say("output-tally-version").text("version", version.to_string()),
        (None, Some(since)) => say("output-tally-open-since").text("since", since.to_string()),
        (Some(version), Some(since)) => say("output-tally-since")
            .text("version", version.to_string())
            .text("since", since.to_string()),
    };
    words.say(&message)
}
