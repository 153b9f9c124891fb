//! Calls each reader of outside bytes with any bytes, and checks what must hold for any result. The
//! fuzz targets in `fuzz/` and the short run in the tests share these functions.

use std::io::Cursor;

use chrono::NaiveDate;
use rekap::domain::assortment::Good;
use rekap::domain::code::Code;
use rekap::domain::item::{ItemText, MAX_QTY};
use rekap::domain::money::Rupiah;
use rekap::domain::package::PackageDraft;
use rekap::domain::phone::Phone;
use rekap::domain::text::is_clean;
use rekap::domain::when::{Edge, Moment, Toward, Zone, parse_date, parse_date_range, parse_moment};
use rekap::intake::assortment::GoodsLookup;
use rekap::intake::chat;
use rekap::intake::columns::mapping::Mapping;
use rekap::intake::columns::values;
use rekap::intake::file::cell::Value;
use rekap::intake::file::table::Table;
use rekap::intake::form_message;
use rekap::intake::orders::read_knowing;
use rekap::intake::price_list as price_lists;

/// The goods on sale.
fn goods() -> GoodsLookup {
    let good = |(code, product, name): &(&str, &str, &str)| Good {
        code: (*code).to_owned(),
        product: (*product).to_owned(),
        name: (*name).to_owned(),
        price: Rupiah::new(65_000),
    };
    let goods = [
        ("NAS-KEJU", "NAS", "Nastar Keju"),
        ("NAS-COK", "NAS", "Nastar Cokelat"),
        ("KAS", "KAS", "Kastengel"),
        ("AQ600", "AQ600", "3 Aqua 600ml"),
        ("HAMP", "HAMP", "Hampers Kecil, isi 3"),
    ];
    GoodsLookup::new(
        goods.iter().map(good),
        [("kuker".to_owned(), "KAS".to_owned())],
    )
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn now() -> Moment {
    Moment::opening(today(), Zone::Wib)
}

/// A chat: quantities are within limits, codes are on sale, and texts are clean.
pub fn chat(bytes: &[u8]) {
    let goods = goods();
    let Ok(drafts) = chat::read(&String::from_utf8_lossy(bytes), &goods) else {
        return;
    };
    for draft in drafts {
        for item in &draft.items {
            assert!((1..=MAX_QTY).contains(&item.qty.value));
            if let Some(code) = &item.code.value {
                assert!(goods.by_code(code).is_some());
            }
        }
        for field in [&draft.name, &draft.phone, &draft.address, &draft.note] {
            let clean = |line: &str| is_clean(line);
            assert!(field.iter().all(|read| read.value.lines().all(clean)));
        }
        let _ = (draft.sureness(), draft.unclear(), draft.assumed());
    }
}

/// A table of orders: every order has lines with units, and texts are clean.
pub fn table(bytes: &[u8]) {
    let size = Some(bytes.len() as u64);
    let Ok(mut table) = Table::read("x", Cursor::new(bytes.to_vec()), size) else {
        return;
    };
    let known = |_: &str| Mapping::default();
    let Ok(mut intake) = read_knowing(&mut table, known, &goods(), Zone::Wib, now(), |_| {}) else {
        return;
    };
    assert!(intake.bad.len() as u64 <= intake.bad_rows);
    for order in intake.orders.iter() {
        let Ok(order) = order else {
            panic!("an order that was read is read back");
        };
        assert!(!order.lines.is_empty() && !order.customer.name.is_empty());
        assert!(is_clean(&order.customer.name));
        for line in &order.lines {
            assert!((1..=values::MAX_QUANTITY).contains(&line.qty));
            assert!(line.unit_price.is_none_or(|price| price >= Rupiah::ZERO));
            assert!(!line.product.is_empty() && is_clean(&line.product));
        }
        let _ = order.source();
    }
}

/// A price list: all goods have a name, and their terms are within limits.
pub fn price_list(bytes: &[u8]) {
    let size = Some(bytes.len() as u64);
    let Ok(mut table) = Table::read("x", Cursor::new(bytes.to_vec()), size) else {
        return;
    };
    let Ok(list) = price_lists::read(&mut table) else {
        return;
    };
    for good in &list.goods {
        assert!(!good.product.is_empty() && is_clean(&good.product));
        assert!(good.price.is_none_or(|price| price >= Rupiah::ZERO));
        assert!(good.least.is_none_or(|least| least > 1));
    }
}

/// The message of an order form.
pub fn form(bytes: &[u8]) {
    if let Some(Ok(order)) = form_message::read(&String::from_utf8_lossy(bytes)) {
        assert!(!order.items.is_empty());
        for item in &order.items {
            assert!((1..=MAX_QTY).contains(&item.qty));
            let _ = item.asked();
        }
    }
}

/// Typed amounts, dates, quantities, codes, phones and mappings.
pub fn typed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(amount) = Rupiah::parse(&text) {
        assert_eq!(Rupiah::parse(&amount.to_string()), Ok(amount), "{text}");
    }
    if let Ok(units) = values::quantity(Value::Text(&text)) {
        assert!((1..=values::MAX_QUANTITY).contains(&units));
    }
    for toward in [Toward::Past, Toward::Future] {
        let _ = parse_date(&text, toward, today());
        let _ = parse_moment(&text, Edge::Opening, toward, now(), Zone::Wib);
    }
    let _ = parse_date_range(&text, today());
    let _ = values::price(Value::Text(&text));
    let _ = ItemText::parse(&text);
    let _ = PackageDraft::parse(&text, &text);
    let phone = Phone::read(&text);
    let _ = (phone.key(), phone.shown());
    if let Ok(code) = Code::read(&text) {
        assert_eq!(Code::read(code.as_str()), Ok(code));
    }
    if let Ok(mapping) = Mapping::parse(&text) {
        assert_eq!(Mapping::parse(&mapping.to_text()), Ok(mapping));
    }
}
