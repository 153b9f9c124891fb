//! Tallies: what to make, grouped by variant, product, supplier, option or order (rules 37, 38).

use serde_json::{Map, Value, json};

use super::column::{Column, Shown, Tone, View, file, object};
use crate::domain::tally::{Customization, Tally, TallyBy, TallyRow};
use crate::output::table::{Cell, Kind, Sheet};
use crate::output::tally::{heading, request_text, requests_text, row_name};
use crate::output::text::signed;

type Col = Column<TallyRow>;

const CODE: Col = Col::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()));

const PRODUCT: Col = Col::new("product", Kind::Text, |row, _| {
    Cell::Text(row.product.clone())
});

const VARIANT: Col = Col::new("variant", Kind::Text, |row, _| {
    Cell::Text(row.variant.clone())
});

const fn by_key(by: &'static str, title: &'static str) -> Col {
    Col::new(by, Kind::Text, |row, _| Cell::text(row.key.as_deref()))
        .json()
        .file(title)
}

const VARIANTS: &[Col] = &[
    CODE.json().file("output-code"),
    PRODUCT.json().file("output-product"),
    VARIANT.json().file("output-variant"),
];
const PRODUCTS: &[Col] = &[
    PRODUCT.json().file("output-product"),
    CODE.json().file("output-code"),
];
const SUPPLIERS: &[Col] = &[by_key("supplier", "output-supplier")];
const OPTIONS: &[Col] = &[by_key("option", "output-option")];
const ORDERS: &[Col] = &[by_key("order", "output-order")];

/// The columns that identify a row of a grouping.
fn keys(by: TallyBy) -> &'static [Col] {
    match by {
        TallyBy::Variant => VARIANTS,
        TallyBy::Product => PRODUCTS,
        TallyBy::Supplier => SUPPLIERS,
        TallyBy::Option => OPTIONS,
        TallyBy::Order => ORDERS,
    }
}

const QTY: Col = Col::new("qty", Kind::Int, |row, _| Cell::Int(row.qty));

/// Units in the earlier version of a comparison, and the difference.
const COMPARED: &[Col] = &[
    Col::new("was", Kind::Int, |row, _| Cell::int(row.was))
        .json()
        .file("output-was"),
    Col::new("delta", Kind::Delta, |row, _| Cell::int(row.delta()))
        .json()
        .file("output-delta"),
];

/// Every customization with its units; also with its goods where the row doesn't name them.
fn requests(by: TallyBy) -> Col {
    let cell: fn(&TallyRow, &View<'_>) -> Cell = match by {
        TallyBy::Variant => |row, _| requests_cell(TallyBy::Variant, row),
        TallyBy::Product => |row, _| requests_cell(TallyBy::Product, row),
        TallyBy::Supplier | TallyBy::Option | TallyBy::Order => {
            |row, _| requests_cell(TallyBy::Order, row)
        }
    };
    Col::new("customizations", Kind::Text, cell).file("output-customizations")
}

fn requests_cell(by: TallyBy, row: &TallyRow) -> Cell {
    Cell::Text(requests_text(by, &row.customizations))
}

/// Makes the tally as a table: key columns, `qty`, `customizations`, and in a comparison `was` and
/// `delta`.
pub fn sheet(tally: &Tally, view: &View<'_>) -> Sheet {
    let by = tally.by;
    let compared = tally.since.map(|_| COMPARED).unwrap_or_default();
    let own = [QTY.file("output-qty"), requests(by)];
    let columns = [keys(by), &own, compared].concat();
    let mut sheet = file(heading(tally, view.words), &columns, &tally.rows, view);
    let keys = keys(by).len();
    let mut total = vec![Cell::Empty; columns.len()];
    total[0] = Cell::Text(view.word("output-total"));
    total[keys] = Cell::Int(tally.total);
    if tally.since.is_some() {
        let was: i64 = tally.rows.iter().filter_map(|row| row.was).sum();
        total[keys + 2] = Cell::Int(was);
        total[keys + 3] = Cell::Int(tally.total - was);
    }
    sheet.total = Some(total);
    sheet
}

/// Makes the tally as JSON: `period, version, rows[]{code, product, variant, qty,
/// customizations[]}, total`. Other groupings have their key column instead of code, product and
/// variant.
pub fn json(tally: &Tally, view: &View<'_>) -> Value {
    let rows = tally.rows.iter().map(|row| row_json(tally, row, view));
    let mut json = Map::new();
    json.insert("period".into(), json!(tally.period));
    json.insert("version".into(), json!(tally.version));
    json.insert("by".into(), json!(tally.by.code()));
    if let Some(since) = tally.since {
        json.insert("since".into(), json!(since));
    }
    json.insert("rows".into(), rows.collect());
    json.insert("total".into(), json!(tally.total));
    Value::Object(json)
}

/// One row; only a comparison has `was` and `delta`.
fn row_json(tally: &Tally, row: &TallyRow, view: &View<'_>) -> Value {
    let compared = row.was.map(|_| COMPARED).unwrap_or_default();
    let columns = [keys(tally.by), &[QTY.json()], compared].concat();
    let mut json = object(&columns, row, view);
    let requests = row.customizations.iter();
    let requests = requests.map(|request| request_json(tally.by, request));
    json.insert("customizations".into(), requests.collect());
    Value::Object(json)
}

fn request_json(by: TallyBy, request: &Customization) -> Value {
    let mut json = Map::new();
    json.insert("text".into(), json!(request.text));
    json.insert("qty".into(), json!(request.qty));
    if by != TallyBy::Variant {
        json.insert("code".into(), json!(request.code));
    }
    if let Some(was) = request.was {
        json.insert("was".into(), json!(was));
        json.insert("delta".into(), json!(request.delta()));
    }
    Value::Object(json)
}

/// A line of the tally on screen: goods, or below them a customization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TallyLine {
    /// Identifies the line: the code or key of the goods, plus the text of a customization.
    pub id: String,
    /// Name of the goods, or the customization.
    pub name: String,
    /// Code of the goods.
    pub code: String,
    /// Units.
    pub qty: i64,
    /// Difference to the earlier version, in units.
    pub delta: Option<i64>,
    /// Whether it is a customization.
    pub request: bool,
}

/// Returns the line of the goods and those of their customizations.
pub fn lines(by: TallyBy, row: &TallyRow, view: &View<'_>) -> (TallyLine, Vec<TallyLine>) {
    // One of the two is always empty.
    let id = format!("{}{}", row.code, row.key.as_deref().unwrap_or_default());
    let requests = row.customizations.iter().map(|request| TallyLine {
        id: format!("{id}\n{}\n{}", request.code, request.text),
        name: request_text(by, request),
        code: request.code.clone(),
        qty: request.qty,
        delta: request.delta(),
        request: true,
    });
    let requests = requests.collect();
    let goods = TallyLine {
        id,
        name: row_name(by, row, view.words),
        code: row.code.clone(),
        qty: row.qty,
        delta: row.delta(),
        request: false,
    };
    (goods, requests)
}

type LineCol = Column<TallyLine>;

const LINE_QTY: LineCol =
    LineCol::new("qty", Kind::Int, |row, _| Cell::Int(row.qty)).screen("output-qty", 7, 7);

const LINE_DELTA: LineCol = LineCol::new("delta", Kind::Delta, |row, _| Cell::int(row.delta))
    .screen("output-delta", 7, 7)
    .look(|row, _| match row.delta.filter(|delta| *delta != 0) {
        Some(delta) => Shown::new(signed(delta), Tone::Warn),
        None => Shown::new("·", Tone::Muted),
    });

const LINE_CODE: LineCol = LineCol::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()))
    .screen("output-code", 8, 20)
    .rank(1)
    .tone(Tone::Muted);

/// The columns of the tally on screen, with or without a comparison.
pub fn on_screen(by: TallyBy, compared: bool) -> Vec<LineCol> {
    let name = LineCol::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
        .screen(title(by), 20, 60)
        .look(|row, _| match row.request {
            true => Shown::new(format!("  ↳ {}", row.name), Tone::Warn),
            false => Shown::new(row.name.clone(), Tone::Strong),
        });
    match compared {
        true => vec![LINE_QTY, LINE_DELTA, name, LINE_CODE],
        false => vec![LINE_QTY, name, LINE_CODE],
    }
}

/// Key of the grouping's name.
pub fn title(by: TallyBy) -> &'static str {
    match by {
        TallyBy::Variant => "output-variant",
        TallyBy::Product => "output-product",
        TallyBy::Supplier => "output-supplier",
        TallyBy::Option => "screen-produce-options",
        TallyBy::Order => "output-order",
    }
}
