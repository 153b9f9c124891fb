//! An order with all its details as JSON, and its export with one row for each price slice.

use serde_json::{Map, Value, json};

use super::agreed::agreed_json;
use super::column::{Column, View, file_columns, file_row, object, text_or_empty};
use super::destination::destinations_json;
use super::order::{
    EXPORTED_CODE, EXPORTED_CUSTOMER, EXPORTED_FACTS, EXPORTED_STATUS, EXPORTED_SUMS, FACTS, SUMS,
    UNITS,
};
use super::parcel::parcel_json;
use crate::domain::changes::{Pass, Substitution};
use crate::domain::claim::claim_code;
use crate::domain::money::Rupiah;
use crate::domain::order::{Cancelled, Charge, Line, Order, OrderRow, Part};
use crate::domain::payment_stage::StageBill;
use crate::output::json::{amount, moment, optional};
use crate::output::table::{Cell, Column as Titled, Kind, Sheet};

type Col = Column<Order>;
type LineCol = Column<Line>;

const LINE_AMOUNT: LineCol = LineCol::new("amount", Kind::Money, |row, _| {
    row.amount().map_or(Cell::Empty, Cell::Money)
});

/// The price slices of an order.
const LINES: &[LineCol] = &[
    LineCol::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()))
        .json()
        .file("output-code"),
    LineCol::new("product", Kind::Text, |row, _| {
        Cell::Text(row.product.clone())
    })
    .json()
    .file("output-product"),
    LineCol::new("variant", Kind::Text, |row, _| {
        Cell::Text(row.variant.clone())
    })
    .json()
    .file("output-variant"),
    LineCol::new("qty", Kind::Int, |row, _| Cell::Int(row.qty))
        .json()
        .file("output-qty"),
    LineCol::new("unit_price", Kind::Money, |row, _| {
        Cell::Money(row.unit_price)
    })
    .json()
    .file("output-unit-price"),
    LineCol::new("tier", Kind::Text, |row, _| {
        text_or_empty(row.tier.as_deref().unwrap_or_default())
    })
    .json()
    .file("output-tier"),
    LineCol::new("customization", Kind::Text, |row, _| {
        text_or_empty(&row.customization)
    })
    .json()
    .file("output-customization"),
    LINE_AMOUNT.json(),
    LineCol::new("for_whom", Kind::Text, |row, _| {
        text_or_empty(&row.for_whom)
    })
    .json()
    .file("output-for-whom"),
    LineCol::new("price_label", Kind::Text, |row, _| {
        text_or_empty(row.price_label.as_deref().unwrap_or_default())
    })
    .json(),
    LINE_AMOUNT.file("output-amount"),
];

/// The last columns of the export.
const DELIVERY: &[Col] = &[
    Col::new("recipient", Kind::Text, |row, _| {
        text_or_empty(&row.recipient)
    })
    .file("output-recipient"),
    Col::new("recipient_phone", Kind::Phone, |row, _| {
        Cell::text(row.recipient_phone.as_deref())
    })
    .file("output-recipient-phone"),
    Col::new("address", Kind::Text, |row, _| text_or_empty(&row.address)).file("output-address"),
    Col::new("note", Kind::Text, |row, _| text_or_empty(&row.note)).file("output-note"),
    Col::new("source_ref", Kind::Text, |row, _| {
        Cell::text(row.source_ref.as_deref())
    })
    .file("output-source-ref"),
    Col::new("free_reason", Kind::Text, |row, _| {
        text_or_empty(row.row.terms.free.as_deref().unwrap_or_default())
    })
    .file("output-free-reason"),
];

/// Returns the columns of the export.
pub fn export_columns(view: &View<'_>) -> Vec<Titled> {
    let mut columns = file_columns(EXPORTED_FACTS, view);
    columns.extend(file_columns(LINES, view));
    columns.extend(file_columns(EXPORTED_SUMS, view));
    columns.extend(file_columns(DELIVERY, view));
    columns
}

/// Returns the export rows of one order: one for each price slice, each with the order's facts, so
/// that any of them can be filtered by. An order without lines gets one row.
pub fn export_rows(order: &Order, view: &View<'_>) -> Vec<Vec<Cell>> {
    let facts = file_row(EXPORTED_FACTS, &order.row, view);
    let sums = file_row(EXPORTED_SUMS, &order.row, view);
    let delivery = file_row(DELIVERY, order, view);
    let mut lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| file_row(LINES, line, view))
        .collect();
    if lines.is_empty() {
        lines.push(vec![Cell::Empty; file_columns(LINES, view).len()]);
    }
    lines
        .into_iter()
        .map(|line| [&facts[..], &line, &sums, &delivery].concat())
        .collect()
}

/// Returns the export of several orders as one sheet.
pub fn export_sheet(orders: &[Order], view: &View<'_>) -> Sheet {
    Sheet {
        name: view.word("output-orders"),
        zone: view.zone(),
        columns: export_columns(view),
        rows: orders
            .iter()
            .flat_map(|order| export_rows(order, view))
            .collect(),
        total: None,
    }
}

/// What names the order of an item on the sheet of items.
const ITEM_FACTS: &[Column<OrderRow>] = &[EXPORTED_CODE, EXPORTED_CUSTOMER, EXPORTED_STATUS];

/// Returns several orders as two sheets for people: one row for each order, so that totals can be
/// summed, and one for each item.
pub fn sheets_for_people(orders: &[Order], view: &View<'_>) -> [Sheet; 2] {
    let units = &[UNITS.file("output-qty")];
    let mut columns = file_columns(EXPORTED_FACTS, view);
    columns.extend(file_columns(units, view));
    columns.extend(file_columns(EXPORTED_SUMS, view));
    columns.extend(file_columns(DELIVERY, view));
    let whole = orders.iter().map(|order| {
        [
            file_row(EXPORTED_FACTS, &order.row, view),
            file_row(units, &order.row, view),
            file_row(EXPORTED_SUMS, &order.row, view),
            file_row(DELIVERY, order, view),
        ]
        .concat()
    });
    let mut item_columns = file_columns(ITEM_FACTS, view);
    item_columns.extend(file_columns(LINES, view));
    let items = orders.iter().flat_map(|order| {
        let lines = order.lines.iter();
        lines.map(|line| {
            let facts = file_row(ITEM_FACTS, &order.row, view);
            [facts, file_row(LINES, line, view)].concat()
        })
    });
    let sheet = |name, columns, rows| Sheet {
        name: view.word(name),
        zone: view.zone(),
        columns,
        rows,
        total: None,
    };
    [
        sheet("output-orders", columns, whole.collect()),
        sheet("output-items", item_columns, items.collect()),
    ]
}

/// Returns the JSON of an order as lists have it: without its lines.
pub fn listed_json(order: &Order, view: &View<'_>) -> Value {
    let mut json = object(FACTS, &order.row, view);
    json.extend(object(&[UNITS.json()], &order.row, view));
    json.insert("charges".into(), charges_json(&order.charges));
    json.extend(object(SUMS, &order.row, view));
    json.insert("stages".into(), stages_json(&order.row.stages, view));
    json.insert("parcels".into(), parcels_json(order, view));
    json.insert(
        "destinations".into(),
        destinations_json(&order.destinations),
    );
    json.extend(agreed_json(order, view));
    Value::Object(json)
}

/// Returns the JSON of an order with its lines and everything else.
pub fn order_json(order: &Order, view: &View<'_>) -> Value {
    let row = &order.row;
    let mut json = object(FACTS, row, view);
    let lines = order.lines.iter().map(|line| line_json(line, view));
    json.insert("lines".into(), lines.collect());
    json.insert("charges".into(), charges_json(&order.charges));
    json.insert("bonuses".into(), json!(order.bonuses));
    json.extend(object(SUMS, row, view));
    let changes = &order.changes;
    let cancelled = order.cancelled.as_ref();
    let moved_from = changes.moved_from.as_ref().map(|order| &order.code);
    let moved_to: Vec<_> = changes.moved_to.iter().map(|order| &order.code).collect();
    let more = [
        (
            "down_payment_by",
            json!(row.down_payment_by.map(|by| moment(by, view.zone()))),
        ),
        (
            "asked",
            json!({
                "amount": amount(row.bill.first_asked()),
                "code": amount(row.bill.unique_code),
            }),
        ),
        ("stages", stages_json(&row.stages, view)),
        ("channel", json!(row.channel.code())),
        ("note", optional(Some(&order.note))),
        ("late_reason", optional(order.late_reason.as_deref())),
        (
            "overbook_reason",
            optional(order.overbook_reason.as_deref()),
        ),
        (
            "cancel_reason",
            optional(cancelled.map(|how| how.reason.as_str())),
        ),
        (
            "cancelled",
            cancelled.map_or(Value::Null, |how| cancelled_json(how, row, view)),
        ),
        (
            "recipient",
            json!({
                "name": optional(Some(&order.recipient)),
                "phone": optional(order.recipient_phone.as_deref()),
                "address": optional(Some(&order.address)),
            }),
        ),
        ("source_ref", optional(order.source_ref.as_deref())),
        ("moved_from", json!(moved_from)),
        ("moved_to", json!(moved_to)),
        (
            "substitutions",
            changes
                .substitutions
                .iter()
                .map(|made| substitution_json(made, view))
                .collect(),
        ),
        (
            "passes",
            changes
                .passes
                .iter()
                .map(|pass| Value::Object(pass_json(pass, view)))
                .collect(),
        ),
    ];
    json.extend(more.map(|(key, value)| (key.to_owned(), value)));
    let wearers = order.wearers.iter().map(|wearer| {
        json!({
            "name": wearer.name,
            "amount": amount(wearer.amount),
            "paid": amount(wearer.paid),
        })
    });
    json.insert("wearers".into(), wearers.collect());
    json.insert("parcels".into(), parcels_json(order, view));
    json.insert(
        "destinations".into(),
        destinations_json(&order.destinations),
    );
    json.extend(agreed_json(order, view));
    Value::Object(json)
}

fn parcels_json(order: &Order, view: &View<'_>) -> Value {
    let parcels = order.parcels.iter();
    parcels.map(|parcel| parcel_json(parcel, view)).collect()
}

/// Returns the JSON of a line. Only a package's has its chosen parts and its contents.
fn line_json(line: &Line, view: &View<'_>) -> Value {
    let mut json = object(LINES, line, view);
    let approved = line.approved.as_ref().map(|how| {
        json!({
            "at": moment(how.at, view.zone()),
            "by": how.by,
            "note": optional(Some(&how.note)),
        })
    });
    json.insert("assigned".into(), json!(line.assigned));
    json.insert("approved".into(), json!(approved));
    json.insert("awaits_approval".into(), json!(line.awaits_approval()));
    if !line.parts.is_empty() {
        json.insert("chosen".into(), optional(Some(&line.chosen)));
        json.insert("parts".into(), line.parts.iter().map(part_json).collect());
    }
    Value::Object(json)
}

fn part_json(part: &Part) -> Value {
    json!({
        "code": part.code,
        "product": part.product,
        "variant": part.variant,
        "qty": part.qty,
    })
}

fn charges_json(charges: &[Charge]) -> Value {
    charges.iter().map(charge_json).collect()
}

/// Returns the JSON of a charge. Only one that a claim made names it.
fn charge_json(charge: &Charge) -> Value {
    let mut json = json!({
        "kind": charge.kind.code(),
        "label": optional(Some(&charge.label)),
        "destination": optional(charge.destination.as_deref()),
        "amount": amount(charge.amount),
    });
    if let Some(claim) = charge.claim {
        json["claim"] = claim_code(claim).into();
    }
    json
}

fn stages_json(stages: &[StageBill], view: &View<'_>) -> Value {
    stages
        .iter()
        .map(|stage| {
            json!({
                "name": stage.name,
                "amount": stage.amount.map(amount),
                "code": amount(stage.code),
                "due": stage.due.map(|due| moment(due, view.zone())),
                "paid": amount(stage.paid),
                "status": stage.status().code(),
            })
        })
        .collect()
}

fn substitution_json(made: &Substitution, view: &View<'_>) -> Value {
    json!({
        "qty": made.qty,
        "from": made.from,
        "from_name": made.from_name,
        "to": made.to,
        "to_name": made.to_name,
        "customization": optional(Some(&made.customization)),
        "agreed_by": made.agreed_by,
        "claim": made.is_exchange().then_some(&made.agreed_by),
        "at": moment(made.at, view.zone()),
    })
}

/// Returns the JSON of an order that was passed to another customer.
pub fn pass_json(pass: &Pass, view: &View<'_>) -> Map<String, Value> {
    Map::from_iter([
        ("from".to_owned(), json!(pass.from_name)),
        ("to".to_owned(), json!(pass.to_name)),
        ("at".to_owned(), moment(pass.at, view.zone())),
    ])
}

fn cancelled_json(how: &Cancelled, row: &OrderRow, view: &View<'_>) -> Value {
    json!({
        "by": if how.by_shop { "shop" } else { "customer" },
        "reason": optional(Some(&how.reason)),
        "at": moment(how.at, view.zone()),
        "kept": amount(row.bill.total),
        "kept_percent": how.forfeit.and_then(|forfeit| forfeit.percent),
        "kept_by": how.forfeit.map(|forfeit| forfeit.by.code()),
        "refund": row.bill.balance().map_or(Value::Null, |rest| amount(rest.negated().max(Rupiah::ZERO))),
    })
}
