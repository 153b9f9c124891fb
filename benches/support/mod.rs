//! Books of a size, made the same way every time.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rekap::book::{
    Book, CustomerRef, IfFull, Movement, NewItem, NewOrder, NewPayment, NewPeriod, NewProduct,
    OfferChange, Opening, OrderFilter, PeriodChange,
};
use rekap::domain::code::Code;
use rekap::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use rekap::domain::id::{OrderId, PeriodId};
use rekap::domain::money::Rupiah;
use rekap::domain::order::Channel;
use rekap::domain::when::Moment;

/// 2026-02-01 12:00 WIB.
pub const NOW: Moment = Moment::from_unix(1_769_922_000);
/// Products, each with three variants.
const PRODUCTS: usize = 20;
const VARIANTS: [&str; 3] = ["S", "M", "L"];

/// Orders of the books that are measured: `REKAP_BENCH_ORDERS`, or three sizes that are made in a
/// minute. A million takes some more.
pub fn sizes() -> Vec<usize> {
    let given = std::env::var("REKAP_BENCH_ORDERS");
    let given = given.as_deref().unwrap_or("1000,10000,100000");
    given
        .split(',')
        .map(|size| size.trim().parse().unwrap())
        .collect()
}

pub fn code(text: &str) -> Code {
    Code::read(text).unwrap()
}

/// A copy of the book with so many orders in its one open PO, 2.5 lines each, twenty a customer,
/// nine in ten settled. It is made once a run.
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

/// A folder on the disk that the build uses: memory would hide what a sync costs.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// An empty book with an open PO.
pub fn empty(path: &Path) -> (Book, PeriodId) {
    let _ = std::fs::remove_file(path);
    let mut book = Book::open(path, Opening::Create).unwrap();
    let new = NewPeriod {
        code: code("PO"),
        name: "PO Lebaran".to_owned(),
        settings: PeriodChange {
            opens_at: Some(Some(NOW)),
            closes_at: Some(Some(Moment::from_unix(NOW.unix() + 864_000))),
            down_payment: Some("50%".parse().unwrap()),
            ..PeriodChange::default()
        },
    };
    let period = book.add_period(&new, NOW).unwrap();
    (book, period)
}

/// A book whose newest deed is an import of so many orders.
pub fn imported(orders: usize) -> Book {
    let (mut book, period) = empty(&folder().join("imported.rekap"));
    let drafts = (0..orders).map(|number| Ok(draft(number, number % (orders / 20))));
    book.import_orders(period, drafts, NOW, |_| {}).unwrap();
    book
}

fn fill(path: &Path, orders: usize) {
    let (mut book, period) = empty(path);
    for number in 0..PRODUCTS {
        let product = NewProduct {
            code: code(&format!("P{number:02}")),
            name: format!("Kue nomor {number}"),
            price: Rupiah::new(60_000),
            cost: Rupiah::new(30_000),
            supplier: None,
            variants: VARIANTS
                .iter()
                .map(|size| (code(size), format!("Toples {size}")))
                .collect(),
        };
        book.add_product(&product, NOW).unwrap();
        book.set_offer(period, &product.code, &OfferChange::default(), NOW)
            .unwrap();
    }
    let customers = (orders / 20).max(1);
    let drafts = (0..orders).map(|number| Ok(draft(number, number % customers)));
    book.import_orders(period, drafts, NOW, |_| {}).unwrap();
    settle(&mut book, period);
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
                qty: 1 + (number % 3) as u32,
                unit_price: None,
                customization: (number % 10 == line).then(|| format!("nama {number}")),
            })
            .collect(),
        channel: None,
        note: String::new(),
        charges: Vec::new(),
    }
}

/// The code of some variant on sale.
pub fn item(number: usize) -> Code {
    let size = VARIANTS[number % VARIANTS.len()];
    code(&format!(
        "P{:02}-{size}",
        number / VARIANTS.len() % PRODUCTS
    ))
}

/// Every customer pays nine of ten orders in one transfer.
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
            movement: Movement {
                amount: Rupiah::new(parts.iter().map(|(_, part)| part.raw()).sum()),
                ..Movement::default()
            },
            parts,
        };
        book.record_payment(&payment, NOW).unwrap();
    }
}

/// An order of two items by a customer the book may know.
pub fn order(period: PeriodId, number: usize) -> NewOrder {
    NewOrder {
        period,
        customer: CustomerRef::Described {
            name: "Bu Sari".to_owned(),
            phone: format!("0857{number:08}"),
            address: String::new(),
        },
        items: [item(number), item(number + 1)]
            .map(|code| NewItem {
                code,
                qty: 2,
                customization: String::new(),
                for_whom: String::new(),
                chosen: String::new(),
            })
            .to_vec(),
        channel: Channel::Wa,
        note: String::new(),
        late: None,
        recipient: None,
        recipient_phone: None,
        address: None,
        payment: None,
        source_ref: None,
        if_full: IfFull::Refuse,
    }
}
