//! The JSON and the export of orders.

use serde_json::json;

use super::column::View;
use super::order_full::{export_sheet, listed_json, order_json};
use crate::domain::id::{CustomerId, LineId, OfferId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::order::{
    Channel, Charge, ChargeKind, Fulfilment, Line, Order, OrderRow, OrderStatus,
};
use crate::domain::payment::Bill;
use crate::domain::when::{Moment, Zone};
use crate::lang::{Lang, Words};
use crate::output::csv::{self, Options};

fn line(code: &str, variant: &str, qty: i64, customization: &str) -> Line {
    Line {
        weight: None,
        fragile: false,
        id: LineId::new(1),
        offer: OfferId::new(1),
        code: code.into(),
        product: "Nastar".into(),
        variant: variant.into(),
        qty,
        unit_price: Rupiah::new(60_000),
        unit_cost: Rupiah::new(40_000),
        tier: None,
        price_label: None,
        customization: customization.into(),
        for_whom: String::new(),
        chosen: String::new(),
        assigned: 0,
        needs_approval: false,
        approved: None,
        parts: Vec::new(),
    }
}

fn order() -> Order {
    Order {
        row: OrderRow {
            id: OrderId::new(17),
            code: "NAS3-017".into(),
            period: PeriodId::new(1),
            period_code: "NAS3".into(),
            customer: CustomerId::new(1),
            customer_name: "Budi".into(),
            customer_phone: Some("6281234567890".into()),
            status: OrderStatus::Active,
            late: false,
            placed_at: Moment::from_unix(1_771_118_760),
            units: 3,
            bill: Bill {
                total: Rupiah::new(190_000),
                down_payment: Rupiah::new(95_000),
                paid: Rupiah::new(50_000),
                ..Bill::default()
            },
            fulfilment: Fulfilment::None,
            units_are: crate::domain::fulfilment::Whereabouts::default(),
            stages: Vec::new(),
            down_payment_by: None,
            claimed: false,
            channel: Channel::Wa,
            waitlist_place: None,
            released: false,
            terms: Default::default(),
        },
        lines: vec![
            line("NS-KJ", "Keju", 2, "tanpa gula"),
            line("NS", "", 1, ""),
        ],
        charges: vec![Charge {
            kind: ChargeKind::Shipping,
            label: String::new(),
            destination: None,
            claim: None,
            weighed: None,
            amount: Rupiah::new(10_000),
        }],
        note: "=pagi".into(),
        late_reason: None,
        bonuses: Vec::new(),
        overbook_reason: None,
        cancelled: None,
        recipient: "Budi".into(),
        recipient_phone: None,
        address: "Jl. Mawar 1".into(),
        source_ref: None,
        changes: crate::domain::changes::Changes::default(),
        agreed: Default::default(),
        wearers: Vec::new(),
        parcels: Vec::new(),
        destinations: Vec::new(),
    }
}

fn view(words: &Words) -> View<'_> {
    View {
        words,
        now: Moment::from_unix(1_771_118_760),
    }
}

#[test]
fn an_order_as_the_contract_has_it() {
    let words = Words::new(Lang::En, Zone::Wib);
    let value = order_json(&order(), &view(&words));
    let wanted = json!({
        "code": "NAS3-017", "period": "NAS3",
        "customer": {"name": "Budi", "phone": "6281234567890"},
        "status": "active", "late": false, "placed_at": "2026-02-15T08:26:00+07:00",
        "charges": [{"kind": "shipping", "label": null, "destination": null, "amount": 10_000}],
        "total": 190_000, "down_payment": 95_000, "paid": 50_000, "balance": 140_000,
        "payment_status": "partial", "fulfilment_status": "none",
    });
    for (key, wanted) in wanted.as_object().unwrap() {
        assert_eq!(&value[key], wanted, "{key}");
    }
    let line = |variant: &str, code: &str, qty: i64, custom: serde_json::Value| {
        json!({
            "code": code, "product": "Nastar", "variant": variant, "qty": qty, "unit_price": 60_000,
            "tier": null, "customization": custom, "amount": qty * 60_000, "for_whom": null,
            "price_label": null, "assigned": 0, "approved": null, "awaits_approval": false,
        })
    };
    assert_eq!(
        value["lines"][0],
        line("Keju", "NS-KJ", 2, json!("tanpa gula"))
    );
    assert_eq!(value["lines"][1], line("", "NS", 1, json!(null)));
    let listed = listed_json(&order(), &view(&words));
    assert!(listed.get("lines").is_none());
    assert_eq!(listed["balance"], 140_000);
}

#[test]
fn the_export_has_one_row_per_price_slice() {
    let words = Words::new(Lang::En, Zone::Wib);
    let mut bare = order();
    bare.lines.clear();
    let bytes = csv::write(
        &export_sheet(&[order(), bare], &view(&words)),
        Options::default(),
    )
    .unwrap();
    let mut reader = ::csv::Reader::from_reader(&bytes[..]);
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, key: &str| {
        let column = header.iter().position(|name| name == key).unwrap();
        rows[row][column].to_owned()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(cell(0, "order"), "NAS3-017");
    assert_eq!(cell(1, "order"), "NAS3-017");
    assert_eq!(
        (cell(0, "qty"), cell(0, "amount")),
        ("2".into(), "120000".into())
    );
    assert_eq!(cell(0, "phone"), "6281234567890");
    assert_eq!(cell(0, "payment_status"), "partial");
    assert_eq!(cell(0, "late"), "false");
    assert_eq!(cell(0, "note"), "'=pagi");
    assert_eq!(
        (cell(2, "code"), cell(2, "total")),
        (String::new(), "190000".into())
    );
}
