//! Makes books of a given size, always with the same contents.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rekap::book::Opening;
use rekap::book::{Book, CustomerRef, NewItem, NewOrder, NewPayment, OrderFilter, PeriodChange};
use rekap::domain::code::Code;
use rekap::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use rekap::domain::id::{OrderId, PeriodId};
use rekap::domain::money::Rupiah;
use rekap::domain::when::Moment;

#[path = "../../tests/support/shop.rs"]
mod shop;

pub use shop::{Shop, code, movement};
use shop::{described, order_of};

/// 2026-02-01 12:00 WIB.
pub const NOW: Moment = shop::NOON;
/// Number of products, each with three variants.
const PRODUCTS: usize = 20;
const VARIANTS: [&str; 3] = ["S", "M", "L"];

/// The numbers of orders to measure: `REKAP_BENCH_ORDERS`, or three sizes that are made within a
/// minute. A million takes longer.
pub fn sizes() -> Vec<usize> {
    let given = std::env::var("REKAP_BENCH_ORDERS");
    let given = given.as_deref().unwrap_or("1000,10000,100000");
    given
        .split(',')
        .map(|size| size.trim().parse().unwrap())
        .collect()
}

/// Returns a copy of a book with this many orders in its one open PO: 2.5 lines each, twenty for a
/// customer, nine in ten settled. The book is made once a run.
pub fn book(orders: usize) -> (Book, PeriodId) {
    static MADE: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    let path = folder().join(format!("{orders}.rekap"));
    let mut made = MADE.lock().unwrap();
    if !made.contains(&orders) {
        let _ = std::fs::remove_file(&path);
        fill(&path, orders);
        made.push(orders);
    }
    drop(made);
    let copy = folder().join(format!("{orders}-copy.rekap"));
    std::fs::copy(&path, &copy).unwrap();
    let book = Book::open(&copy, Opening::Existing).unwrap();
    let period = book.period(&code("PO")).unwrap().id;
    (book, period)
}

/// Returns a folder on the build's disk, as syncs cost nothing in memory.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Makes an empty book with an open PO.
pub fn empty(path: &Path) -> Shop {
    let _ = std::fs::remove_file(path);
    let mut shop = Shop::create(path, NOW);
    let settings = PeriodChange {
        name: Some("PO Lebaran".to_owned()),
        down_payment: Some("50%".parse().unwrap()),
        ..PeriodChange::default()
    };
    shop.period("PO", settings);
    shop
}

/// Makes a book whose newest deed is an import of this many orders.
pub fn imported(orders: usize) -> Book {
    let mut shop = empty(&folder().join("imported.rekap"));
    let period = shop.id("PO");
    let drafts = (0..orders).map(|number| Ok(draft(number, number % (orders / 20))));
    shop.book
        .import_orders(period, drafts, NOW, |_| {})
        .unwrap();
    shop.book
}

fn fill(path: &Path, orders: usize) {
    let mut shop = empty(path);
    let period = shop.id("PO");
    let variants = VARIANTS.map(|size| (size, format!("Toples {size}")));
    let variants = variants
        .each_ref()
        .map(|(size, name)| (*size, name.as_str()));
    for number in 0..PRODUCTS {
        let (code, name) = (format!("P{number:02}"), format!("Kue nomor {number}"));
        shop.product(&code, &name, 60_000, &variants)
            .sells("PO", &[&code]);
    }
    let customers = (orders / 20).max(1);
    let drafts = (0..orders).map(|number| Ok(draft(number, number % customers)));
    shop.book
        .import_orders(period, drafts, NOW, |_| {})
        .unwrap();
    settle(&mut shop.book, period);
}

fn draft(number: usize, customer: usize) -> OrderDraft {
    let lines = 2 + number % 2;
    OrderDraft {
        reference: None,
        placed_at: Some(Moment::from_unix(NOW.unix() + (number % 86_400) as i64)),
        customer: CustomerDraft {
            name: format!("Pelanggan {customer:05}"),
            phone: Some(format!("0812{customer:08}")),
            address: None,
        },
        cancelled: number.is_multiple_of(50),
        lines: (0..lines)
            .map(|line| LineDraft {
                row: 0,
                code: Some(item(number + line * 7)),
                product: "Kue".to_owned(),
                variant: None,
                known: None,
                qty: 1 + (number % 3) as u32,
                unit_price: None,
                customization: (number % 10 == line).then(|| format!("nama {number}")),
                for_whom: None,
            })
            .collect(),
        channel: None,
        code: None,
        recipient: None,
        recipient_phone: None,
        note: String::new(),
        charges: Vec::new(),
        free: None,
        unasked: false,
    }
}

/// Returns the code of a variant on sale.
pub fn item(number: usize) -> Code {
    let size = VARIANTS[number % VARIANTS.len()];
    code(&format!(
        "P{:02}-{size}",
        number / VARIANTS.len() % PRODUCTS
    ))
}

/// Every customer pays nine of ten orders with one transfer.
fn settle(book: &mut Book, period: PeriodId) {
    let filter = OrderFilter {
        period: Some(period),
        open: true,
        ..OrderFilter::default()
    };
    let mut open = std::collections::BTreeMap::<_, Vec<(OrderId, Rupiah)>>::new();
    book.each_order(&filter, None, NOW, |row| {
        if row.id.raw() % 10 != 0 {
            let parts = open.entry(row.customer.raw()).or_default();
            parts.push((row.id, row.bill.total));
        }
        true
    })
    .unwrap();
    for (customer, parts) in open {
        let payment = NewPayment::FromCustomer {
            customer: CustomerRef::Known(rekap::domain::id::CustomerId::new(customer)),
            movement: movement(parts.iter().map(|(_, part)| part.raw()).sum()),
            parts,
        };
        book.record_payment(&payment, NOW).unwrap();
    }
}

/// Returns an order of two items by a customer who may be in the book.
pub fn order(period: PeriodId, number: usize) -> NewOrder {
    let items = [item(number), item(number + 1)].map(|code| two_of(&code));
    let customer = described("Bu Sari", &format!("0857{number:08}"));
    order_of(period, customer, items.to_vec())
}

/// Returns an item of two units.
pub fn two_of(code: &Code) -> NewItem {
    shop::item(2, code.as_str())
}
