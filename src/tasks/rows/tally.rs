//! Tallies: what to make, grouped by variant, product, supplier, option or order (rules 37, 38).

use serde_json::{Map, Value, json};

use super::column::{Column, Shown, Tone, View, file, object};
use crate::domain::catalog::full_name;
use crate::domain::pieces::Pieces;
use crate::domain::tally::{self, Customization, Tally, TallyBy, TallyRow};
use crate::output::table::{Cell, Kind, Sheet};
use crate::output::tally::{name, request_text, requests_text, row_name, within};
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

const CUSTOMER: Col = Col::new("customer", Kind::Text, |row, _| {
    Cell::Text(row.customer.clone())
})
.file("output-customer");

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
    let own = [QTY.file("output-qty"), requests(tally.by)];
    let columns = [keys(tally.by), &own].concat();
    counted(tally, &columns, &tally.rows, view)
}

/// Makes the tally as a table for people: as [`sheet`], and a supplier's or an order's goods each in
/// a row of their own.
pub fn sheet_for_people(tally: &Tally, view: &View<'_>) -> Sheet {
    let whose: &[Col] = match tally.by {
        TallyBy::Supplier => SUPPLIERS,
        TallyBy::Order => &[by_key("order", "output-order"), CUSTOMER],
        TallyBy::Variant | TallyBy::Product | TallyBy::Option => return sheet(tally, view),
    };
    let own = [QTY.file("output-qty"), requests(TallyBy::Variant)];
    let columns = [whose, VARIANTS, &own].concat();
    let goods = tally.rows.iter().flat_map(|row| {
        row.goods.iter().map(|goods| TallyRow {
            key: match tally.by {
                TallyBy::Supplier => Some(row_name(tally.by, row, view.words)),
                _ => row.key.clone(),
            },
            customer: row.customer.clone(),
            ..goods.clone()
        })
    });
    counted(tally, &columns, &goods.collect::<Vec<_>>(), view)
}

/// Makes a table of rows with a total, and in a comparison with `was` and `delta`.
fn counted(tally: &Tally, columns: &[Col], rows: &[TallyRow], view: &View<'_>) -> Sheet {
    let compared = tally.since.map(|_| COMPARED).unwrap_or_default();
    let columns = [columns, compared].concat();
    let mut sheet = file(name(tally, view.words), &columns, rows, view);
    let mut total = vec![Cell::Empty; columns.len()];
    let qty = columns.len() - compared.len() - 2;
    total[0] = Cell::Text(view.word("output-total"));
    total[qty] = Cell::Int(tally.total);
    if tally.since.is_some() {
        let was: i64 = tally.rows.iter().filter_map(|row| row.was).sum();
        total[qty + 2] = Cell::Int(was);
        total[qty + 3] = Cell::Int(tally.total - was);
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
    json.insert("pieces".into(), json!(tally.pieces.pieces));
    json.insert("packages".into(), json!(tally.pieces.packages));
    Value::Object(json)
}

/// One row; only a comparison has `was` and `delta`, only a supplier or an order `goods`.
fn row_json(tally: &Tally, row: &TallyRow, view: &View<'_>) -> Value {
    let mut json = row_of(tally.by, row, view);
    if tally.by == TallyBy::Order {
        json.insert("customer".into(), json!(row.customer));
        json.insert("awaits_approval".into(), json!(row.awaits_approval));
    }
    if matches!(tally.by, TallyBy::Supplier | TallyBy::Order) {
        let goods = row.goods.iter();
        let goods = goods.map(|goods| Value::Object(row_of(TallyBy::Variant, goods, view)));
        json.insert("goods".into(), goods.collect());
    }
    Value::Object(json)
}

fn row_of(by: TallyBy, row: &TallyRow, view: &View<'_>) -> Map<String, Value> {
    let compared = row.was.map(|_| COMPARED).unwrap_or_default();
    let columns = [keys(by), &[QTY.json()], compared].concat();
    let mut json = object(&columns, row, view);
    let requests = row.customizations.iter();
    let requests = requests.map(|request| request_json(by, request));
    json.insert("customizations".into(), requests.collect());
    json
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

/// A line of the tally on screen: a row, or below it its goods and their customizations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TallyLine {
    /// Identifies the line: the code or key of the row, plus the code of its goods and the text of a
    /// customization.
    pub id: String,
    /// Name of the row, the goods or the customization.
    pub name: String,
    /// How many of its units are in packages; empty when none.
    pub within: String,
    /// Code of the goods.
    pub code: String,
    /// Units.
    pub pieces: Pieces,
    /// Difference to the earlier version, in units.
    pub delta: Option<i64>,
    /// The row it is, or stands below.
    row: (String, Option<String>),
    /// The variant it counts, where that isn't said by its row.
    variant: Option<String>,
    /// The customization it counts.
    request: Option<String>,
}

impl TallyLine {
    /// The order, supplier or option it belongs to, in a tally by these.
    pub fn key(&self) -> Option<&str> {
        self.row.1.as_deref()
    }

    /// Whether it counts the units of a line.
    pub fn counts(&self, by: TallyBy, line: &tally::TallyLine) -> bool {
        let (code, key) = (&self.row.0, self.row.1.as_deref());
        tally::is_in_row(by, code, key, line)
            && self.variant.as_ref().is_none_or(|code| *code == line.code)
            && (self.request.is_none() || self.request == line.customization)
    }
}

/// Returns the line of a row and those of its goods and customizations below it.
pub fn lines(by: TallyBy, row: &TallyRow, view: &View<'_>) -> (TallyLine, Vec<TallyLine>) {
    // One of the two is always empty.
    let id = format!("{}{}", row.code, row.key.as_deref().unwrap_or_default());
    let whole = TallyLine {
        name: row_name(by, row, view.words),
        within: match row.goods.is_empty() {
            true => within(row, view.words).unwrap_or_default(),
            false => String::new(),
        },
        code: row.code.clone(),
        pieces: row.pieces,
        delta: row.delta(),
        row: (row.code.clone(), row.key.clone()),
        variant: None,
        request: None,
        id,
    };
    let mut below = Vec::new();
    for goods in &row.goods {
        let line = TallyLine {
            id: format!("{}\n{}", whole.id, goods.code),
            name: format!("  {}", full_name(&goods.product, &goods.variant)),
            within: within(goods, view.words).unwrap_or_default(),
            code: goods.code.clone(),
            pieces: goods.pieces,
            delta: goods.delta(),
            variant: Some(goods.code.clone()),
            ..whole.clone()
        };
        let requests = goods.customizations.iter();
        let requests: Vec<_> = requests
            .map(|request| request_line(&whole, request, "    ", TallyBy::Variant))
            .collect();
        below.push(line);
        below.extend(requests);
    }
    if row.goods.is_empty() {
        let requests = row.customizations.iter();
        below.extend(requests.map(|request| request_line(&whole, request, "  ", by)));
    }
    (whole, below)
}

fn request_line(whole: &TallyLine, of: &Customization, indent: &str, by: TallyBy) -> TallyLine {
    TallyLine {
        id: format!("{}\n{}\n{}", whole.id, of.code, of.text),
        name: format!("{indent}↳ {}", request_text(by, of)),
        within: String::new(),
        code: of.code.clone(),
        pieces: Pieces::of(of.qty, false),
        delta: of.delta(),
        variant: Some(of.code.clone()),
        request: Some(of.text.clone()),
        ..whole.clone()
    }
}

type LineCol = Column<TallyLine>;

const LINE_QTY: LineCol = LineCol::new("qty", Kind::Int, |_, _| Cell::Empty)
    .screen("output-qty", 7, 7)
    .look(|row, view| Shown::plain(quantity(row.pieces, view)));

/// Writes a quantity for a column of quantities: `3`, `2 paket` or `3 (2 paket)`.
pub fn quantity(of: Pieces, view: &View<'_>) -> String {
    let packages = || view.say(&Pieces { pieces: 0, ..of }.message());
    match (of.pieces, of.packages) {
        (pieces, 0) => view.words.count(pieces),
        (0, _) => packages(),
        // The contents of the packages are among the pieces (rule 21).
        (pieces, _) => format!("{} ({})", view.words.count(pieces), packages()),
    }
}

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
        .look(|row, _| {
            let tone = match (&row.request, &row.variant) {
                (Some(_), _) => Tone::Warn,
                (None, Some(_)) => Tone::Plain,
                (None, None) => Tone::Strong,
            };
            let text = match row.within.as_str() {
                "" => row.name.clone(),
                within => format!("{} ({within})", row.name),
            };
            Shown::new(text, tone)
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
