//! Orders as the contract has them: JSON, and the export with one row per price slice.

use serde_json::{Map, Value, json};

use super::json::{amount, moment, optional};
use super::table::{Cell, Column, Kind, Sheet};
use crate::domain::changes::Changes;
use crate::domain::money::Rupiah;
use crate::domain::order::{Cancelled, Charge, Line, Order, OrderRow, Part};
use crate::domain::when::Zone;
use crate::lang::Words;

/// An order in full.
pub fn order_json(order: &Order, zone: Zone) -> Value {
    let lines: Vec<Value> = order.lines.iter().map(line_json).collect();
    let mut object = facts(&order.row, zone);
    object.insert("lines".into(), Value::Array(lines));
    object.insert("charges".into(), charges_json(&order.charges));
    object.insert("bonuses".into(), json!(order.bonuses));
    sums(&mut object, &order.row);
    object.insert(
        "down_payment_by".into(),
        json!(order.row.down_payment_by.map(|by| moment(by, zone))),
    );
    object.insert("channel".into(), json!(order.row.channel.code()));
    object.insert("note".into(), optional(Some(&order.note)));
    object.insert("late_reason".into(), optional(order.late_reason.as_deref()));
    object.insert(
        "overbook_reason".into(),
        optional(order.overbook_reason.as_deref()),
    );
    object.insert(
        "cancel_reason".into(),
        optional(order.cancelled.as_ref().map(|how| how.reason.as_str())),
    );
    object.insert(
        "cancelled".into(),
        order
            .cancelled
            .as_ref()
            .map_or(Value::Null, |how| cancelled_json(how, &order.row, zone)),
    );
    object.insert(
        "recipient".into(),
        json!({
            "name": optional(Some(&order.recipient)),
            "phone": optional(order.recipient_phone.as_deref()),
            "address": optional(Some(&order.address)),
        }),
    );
    object.insert("source_ref".into(), optional(order.source_ref.as_deref()));
    changes_json(&mut object, &order.changes, zone);
    Value::Object(object)
}

/// What became of the plan: `moved_from` and `moved_to[]` are order codes (rule 45).
fn changes_json(object: &mut Map<String, Value>, changes: &Changes, zone: Zone) {
    let from = changes.moved_from.as_ref().map(|order| &order.code);
    object.insert("moved_from".into(), json!(from));
    let to: Vec<&String> = changes.moved_to.iter().map(|order| &order.code).collect();
    object.insert("moved_to".into(), json!(to));
    let substitutions = changes.substitutions.iter().map(|made| {
        json!({
            "qty": made.qty,
            "from": made.from,
            "from_name": made.from_name,
            "to": made.to,
            "to_name": made.to_name,
            "customization": optional(Some(&made.customization)),
            "agreed_by": made.agreed_by,
            "at": moment(made.at, zone),
        })
    });
    object.insert("substitutions".into(), substitutions.collect());
    let passes = changes.passes.iter().map(
        |made| json!({"from": made.from_name, "to": made.to_name, "at": moment(made.at, zone)}),
    );
    object.insert("passes".into(), passes.collect());
}

/// An order as lists have it: without lines. `charges` are left out where they were not loaded.
pub fn row_json(row: &OrderRow, charges: Option<&[Charge]>, zone: Zone) -> Value {
    let mut object = facts(row, zone);
    object.insert("units".into(), json!(row.units));
    if let Some(charges) = charges {
        object.insert("charges".into(), charges_json(charges));
    }
    sums(&mut object, row);
    Value::Object(object)
}

fn facts(row: &OrderRow, zone: Zone) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("code".into(), json!(row.code));
    object.insert("period".into(), json!(row.period_code));
    object.insert(
        "customer".into(),
        json!({
            "name": row.customer_name,
            "phone": optional(row.customer_phone.as_deref()),
        }),
    );
    object.insert("status".into(), json!(row.status.code()));
    object.insert("waitlist_place".into(), json!(row.waitlist_place));
    object.insert("released".into(), json!(row.released));
    object.insert("late".into(), json!(row.late));
    object.insert("placed_at".into(), moment(row.placed_at, zone));
    object
}

fn sums(object: &mut Map<String, Value>, row: &OrderRow) {
    let bill = &row.bill;
    object.insert("total".into(), amount(bill.total));
    object.insert("down_payment".into(), amount(bill.down_payment_asked()));
    object.insert("paid".into(), amount(bill.paid));
    object.insert("balance".into(), bill.balance().map_or(Value::Null, amount));
    object.insert("payment_status".into(), json!(bill.status().code()));
    object.insert("fulfilment_status".into(), json!(row.fulfilment.code()));
}

fn cancelled_json(how: &Cancelled, row: &OrderRow, zone: Zone) -> Value {
    json!({
        "by": if how.by_shop { "shop" } else { "customer" },
        "reason": optional(Some(&how.reason)),
        "at": moment(how.at, zone),
        "kept": amount(row.bill.total),
        "kept_percent": how.forfeit.and_then(|forfeit| forfeit.percent),
        "kept_by": how.forfeit.map(|forfeit| forfeit.by.code()),
        "refund": row.bill.balance().map_or(Value::Null, |rest| amount(rest.negated().max(Rupiah::ZERO))),
    })
}

fn line_json(line: &Line) -> Value {
    let mut object = json!({
        "code": line.code,
        "product": line.product,
        "variant": line.variant,
        "qty": line.qty,
        "unit_price": amount(line.unit_price),
        "tier": optional(line.tier.as_deref()),
        "customization": optional(Some(&line.customization)),
        "amount": line.amount().map_or(Value::Null, amount),
        "for_whom": optional(Some(&line.for_whom)),
        "price_label": optional(line.price_label.as_deref()),
    });
    if !line.parts.is_empty() {
        let part = |part: &Part| {
            json!({
                "code": part.code,
                "product": part.product,
                "variant": part.variant,
                "qty": part.qty,
            })
        };
        object["chosen"] = optional(Some(&line.chosen));
        object["parts"] = line.parts.iter().map(part).collect();
    }
    object
}

fn charges_json(charges: &[Charge]) -> Value {
    charges
        .iter()
        .map(|charge| json!({"kind": charge.kind.code(), "amount": amount(charge.amount)}))
        .collect()
}

/// The columns of the export of orders.
pub fn columns(words: &Words) -> Vec<Column> {
    use Kind::{Int, Moment, Money, Phone, Text};
    [
        ("order", "output-order", Text),
        ("period", "output-period", Text),
        ("placed_at", "output-placed-at", Moment),
        ("customer", "output-customer", Text),
        ("phone", "output-phone", Phone),
        ("status", "output-status", Text),
        ("late", "output-late", Text),
        ("payment_status", "output-payment-status", Text),
        ("fulfilment_status", "output-fulfilment-status", Text),
        ("code", "output-code", Text),
        ("product", "output-product", Text),
        ("variant", "output-variant", Text),
        ("qty", "output-qty", Int),
        ("unit_price", "output-unit-price", Money),
        ("tier", "output-tier", Text),
        ("customization", "output-customization", Text),
        ("for_whom", "output-for-whom", Text),
        ("amount", "output-amount", Money),
        ("total", "output-order-total", Money),
        ("down_payment", "output-down-payment", Money),
        ("paid", "output-paid", Money),
        ("balance", "output-balance", Money),
        ("channel", "output-channel", Text),
        ("recipient", "output-recipient", Text),
        ("recipient_phone", "output-recipient-phone", Phone),
        ("address", "output-address", Text),
        ("note", "output-note", Text),
        ("source_ref", "output-source-ref", Text),
    ]
    .into_iter()
    .map(|(key, word, kind)| Column::new(key, words.word(word), kind))
    .collect()
}

/// The rows of one order: one per price slice, each with the order's facts, so that it can be
/// filtered by any of them. The order's sums stand on each of its rows and are not to be added up;
/// `amount` is. An order without lines has one row.
pub fn rows(order: &Order, words: &Words) -> Vec<Vec<Cell>> {
    let row = &order.row;
    let bill = &row.bill;
    let text = |text: &str| Cell::text(Some(text).filter(|text| !text.is_empty()));
    let term = |code: &'static str, key: &str| Cell::Term(code, words.word(key));
    let late = if row.late { "output-yes" } else { "output-no" };
    let before = [
        text(&row.code),
        text(&row.period_code),
        Cell::Moment(row.placed_at),
        text(&row.customer_name),
        Cell::text(row.customer_phone.as_deref()),
        term(row.status.code(), row.status.key()),
        Cell::Flag(row.late, words.word(late)),
        term(bill.status().code(), bill.status().key()),
        term(row.fulfilment.code(), row.fulfilment.key()),
    ];
    let after = [
        Cell::Money(bill.total),
        Cell::Money(bill.down_payment_asked()),
        Cell::Money(bill.paid),
        bill.balance().map_or(Cell::Empty, Cell::Money),
        term(order.row.channel.code(), order.row.channel.key()),
        text(&order.recipient),
        Cell::text(order.recipient_phone.as_deref()),
        text(&order.address),
        text(&order.note),
        Cell::text(order.source_ref.as_deref()),
    ];
    let whole = |line: [Cell; 9]| {
        let mut cells = Vec::with_capacity(before.len() + line.len() + after.len());
        cells.extend_from_slice(&before);
        cells.extend(line);
        cells.extend_from_slice(&after);
        cells
    };
    if order.lines.is_empty() {
        return vec![whole([const { Cell::Empty }; 9])];
    }
    order
        .lines
        .iter()
        .map(|line| {
            whole([
                text(&line.code),
                text(&line.product),
                text(&line.variant),
                Cell::Int(line.qty),
                Cell::Money(line.unit_price),
                Cell::text(line.tier.as_deref()),
                text(&line.customization),
                text(&line.for_whom),
                line.amount().map_or(Cell::Empty, Cell::Money),
            ])
        })
        .collect()
}

/// The export of these orders as one sheet.
pub fn sheet(orders: &[Order], words: &Words) -> Sheet {
    Sheet {
        name: words.word("output-orders"),
        zone: words.zone(),
        columns: columns(words),
        rows: orders.iter().flat_map(|order| rows(order, words)).collect(),
        total: None,
    }
}
