//! A shop in a throwaway file, and the few words the tests speak.

use rekap::book::{
    Book, CustomerRef, IfFull, Movement, NewItem, NewOrder, NewPayment, NewPeriod, NewProduct,
    OfferChange, Opening, PeriodChange,
};
use rekap::domain::code::Code;
use rekap::domain::id::{OrderId, PeriodId};
use rekap::domain::item::ItemText;
use rekap::domain::money::Rupiah;
use rekap::domain::order::{Channel, Order};
use rekap::domain::when::Moment;

/// 2026-02-01 12:00 WIB, when every test begins.
pub const NOW: Moment = Moment::from_unix(1_769_922_000);

/// So many seconds after [`NOW`].
pub fn after(seconds: i64) -> Moment {
    Moment::from_unix(NOW.unix() + seconds)
}

/// A book in a folder of its own.
pub struct Shop {
    pub book: Book,
    /// Goes, with the file in it, when the test is over.
    _folder: tempfile::TempDir,
}

pub fn code(text: &str) -> Code {
    Code::read(text).unwrap()
}

pub fn rp(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

/// An empty shop.
pub fn empty() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("toko.rekap"), Opening::Create).unwrap();
    Shop {
        book,
        _folder: folder,
    }
}

/// A shop with nastar (keju, coklat) and lidah kucing on sale in the open PO NAS3.
pub fn shop() -> Shop {
    let mut shop = empty();
    shop.product(
        "NAS",
        "Nastar",
        60_000,
        &[("KEJU", "Keju"), ("COK", "Coklat")],
    );
    shop.product("LK", "Lidah Kucing", 45_000, &[]);
    shop.period("NAS3", PeriodChange::default());
    shop.offer("NAS3", "NAS", OfferChange::default());
    shop.offer("NAS3", "LK", OfferChange::default());
    shop
}

impl Shop {
    pub fn path(&self) -> std::path::PathBuf {
        self.book.path().to_owned()
    }

    pub fn product(&mut self, product: &str, name: &str, price: i64, variants: &[(&str, &str)]) {
        let new = NewProduct {
            code: code(product),
            name: name.to_owned(),
            price: rp(price),
            cost: rp(price / 2),
            supplier: None,
            variants: variants
                .iter()
                .map(|(suffix, name)| (code(suffix), (*name).to_owned()))
                .collect(),
        };
        self.book.add_product(&new, NOW).unwrap();
    }

    /// A period that is open from [`NOW`] for ten days.
    pub fn period(&mut self, period: &str, settings: PeriodChange) -> PeriodId {
        let settings = PeriodChange {
            opens_at: Some(Some(NOW)),
            closes_at: Some(Some(after(864_000))),
            ..settings
        };
        let new = NewPeriod {
            code: code(period),
            name: format!("PO {period}"),
            settings,
        };
        self.book.add_period(&new, NOW).unwrap()
    }

    pub fn id(&self, period: &str) -> PeriodId {
        self.book.period(&code(period)).unwrap().id
    }

    pub fn offer(&mut self, period: &str, variant: &str, change: OfferChange) {
        let period = self.id(period);
        self.book
            .set_offer(period, &code(variant), &change, NOW)
            .unwrap();
    }

    pub fn order(&mut self, name: &str, items: &[(i64, &str)]) -> Order {
        self.try_order(name, items, NOW).unwrap()
    }

    pub fn try_order(
        &mut self,
        name: &str,
        items: &[(i64, &str)],
        now: Moment,
    ) -> rekap::book::Result<Order> {
        let period = self.id("NAS3");
        let new = new_order(period, name, items);
        self.book.place_order(&new, now)
    }

    pub fn pay(&mut self, order: OrderId, amount: i64) {
        let movement = Movement {
            amount: rp(amount),
            ..Movement::default()
        };
        self.book
            .record_payment(&NewPayment::ForOrder(order, movement), NOW)
            .unwrap();
    }
}

pub fn new_order(period: PeriodId, name: &str, items: &[(i64, &str)]) -> NewOrder {
    NewOrder {
        period,
        customer: CustomerRef::Described {
            name: name.to_owned(),
            phone: String::new(),
            address: String::new(),
        },
        items: items
            .iter()
            .map(|(qty, item)| {
                let item = ItemText::parse(&format!("{qty} {item}")).unwrap();
                NewItem {
                    code: code(&item.variant),
                    qty: item.qty,
                    customization: item.customization.unwrap_or_default(),
                    for_whom: String::new(),
                    chosen: item.chosen.unwrap_or_default(),
                }
            })
            .collect(),
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
