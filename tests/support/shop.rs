//! Builds the shop of a test or benchmark with deeds:
//!
//! ```ignore
//! let mut shop = Shop::empty(NOW);
//! shop.product("NAS", "Nastar", 60_000, &[("KEJU", "Keju")])
//!     .period("NAS3", PeriodChange::default())
//!     .sells("NAS3", &["NAS"]);
//! shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU: tanpa gula")]);
//! ```

#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::unwrap_used, reason = "only tests and benches set up shops")]

use std::path::{Path, PathBuf};

use rekap::book::{
    AgreedChange, Book, CustomerChange, CustomerRef, Done, IfFull, Movement, NewItem, NewOrder,
    NewPayment, NewPeriod, NewProduct, NewVariant, OfferChange, Opening, OrderChange, PeriodChange,
    Result,
};
use rekap::domain::code::Code;
use rekap::domain::id::{OrderId, PeriodId};
use rekap::domain::item::ItemText;
use rekap::domain::money::Rupiah;
use rekap::domain::order::{Channel, Order, OrderStatus};
use rekap::domain::when::{Moment, Zone};

/// 2026-02-01 10:00 WIB, the clock of the tests that run the program.
pub const MORNING: Moment = Moment::from_unix(1_769_914_800);
/// 2026-02-01 12:00 WIB.
pub const NOON: Moment = Moment::from_unix(1_769_922_000);

pub fn code(text: &str) -> Code {
    Code::read(text).unwrap()
}

pub fn rp(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

/// The opening and closing of a PO: from the morning of one day (`2026-01-20`) to the evening of
/// another, in WIB.
pub fn window(from: &str, to: &str) -> PeriodChange {
    PeriodChange {
        opens_at: Some(Some(Moment::opening(from.parse().unwrap(), Zone::Wib))),
        closes_at: Some(Some(Moment::closing(to.parse().unwrap(), Zone::Wib))),
        ..PeriodChange::default()
    }
}

/// A product whose cost is half its price, with variants by suffix and name.
pub fn new_product(product: &str, name: &str, price: i64, variants: &[(&str, &str)]) -> NewProduct {
    NewProduct {
        code: code(product),
        name: name.to_owned(),
        price: rp(price),
        cost: rp(price / 2),
        supplier: None,
        variants: variants
            .iter()
            .map(|(suffix, name)| (code(suffix), (*name).to_owned()))
            .collect(),
    }
}

/// An item, written as in the order form: `NAS-KEJU: tanpa gula`.
pub fn item(qty: i64, item: &str) -> NewItem {
    let item = ItemText::parse(&format!("{qty} {item}")).unwrap();
    NewItem {
        code: code(&item.variant),
        qty: item.qty,
        customization: item.customization.unwrap_or_default(),
        for_whom: item.for_whom.unwrap_or_default(),
        chosen: item.chosen.unwrap_or_default(),
    }
}

/// An item as it is typed to change an order: `+1 NAS-KEJU: tanpa gula`.
pub fn typed(text: &str) -> ItemText {
    ItemText::parse(text).unwrap()
}

/// Edits an order, its items as they are typed. Fails when the quote of the edit said otherwise.
pub fn edit_typed(
    book: &mut Book,
    order: OrderId,
    items: &[ItemText],
    edit: OrderChange,
    now: Moment,
) -> Result<Done<Order>> {
    let items = book.changes_meant(order, items, now)?;
    let edit = OrderChange { items, ..edit };
    let status = book.order_row(order, now)?.status;
    let quoted = book.quote_edit(order, &edit, now);
    let done = book.edit_order(order, &edit, now);
    if let Ok(done) = &done {
        let quoted = quoted.unwrap();
        // A reason to overbook lets through what is full, and nothing else.
        let why_not = quoted.refusal.filter(|_| quoted.full.is_none());
        assert_eq!(why_not, None, "{edit:?}");
        assert!(quoted.full.is_none() || edit.overbook.is_some(), "{edit:?}");
        // What is confirmed by an edit is priced anew.
        if status == OrderStatus::Active {
            let (bill, quoted) = (done.made.row.bill, quoted.bill);
            assert_eq!(bill.total, quoted.total, "{edit:?}");
            assert_eq!(bill.down_payment, quoted.down_payment, "{edit:?}");
        }
    }
    done
}

/// A customer by name and phone, both of which may be empty.
pub fn described(name: &str, phone: &str) -> CustomerRef {
    CustomerRef::Described {
        name: name.to_owned(),
        phone: phone.to_owned(),
        address: String::new(),
    }
}

/// A new order from a chat, with items as in [`item`].
pub fn new_order(period: PeriodId, name: &str, items: &[(i64, &str)]) -> NewOrder {
    let items = items.iter().map(|(qty, text)| item(*qty, text));
    order_of(period, described(name, ""), items.collect())
}

/// A new order from a chat, refused if there is no room.
pub fn order_of(period: PeriodId, customer: CustomerRef, items: Vec<NewItem>) -> NewOrder {
    NewOrder {
        period,
        customer,
        items,
        channel: Channel::Wa,
        note: String::new(),
        late: None,
        recipient: None,
        recipient_phone: None,
        address: None,
        shipping: Rupiah::ZERO,
        discount: Rupiah::ZERO,
        payment: None,
        source_ref: None,
        if_full: IfFull::Refuse,
        agreed: AgreedChange::default(),
    }
}

/// A payment received, in rupiah.
pub fn movement(amount: i64) -> Movement {
    Movement {
        amount: rp(amount),
        ..Movement::default()
    }
}

/// A book, and the moment of the deeds done in it.
pub struct Shop {
    pub book: Book,
    pub now: Moment,
    /// The folder of the book, deleted with this value.
    kept: Option<tempfile::TempDir>,
}

impl Shop {
    /// Makes a shop without goods, with its book in a temporary folder.
    pub fn empty(now: Moment) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut shop = Self::create(&folder.path().join("toko.rekap"), now);
        shop.kept = Some(folder);
        shop
    }

    /// Makes a shop without goods, with its book in this file.
    pub fn create(path: &Path, now: Moment) -> Self {
        Self::over(Book::open(path, Opening::Create).unwrap(), now)
    }

    /// Makes a shop without goods, with its book in memory.
    pub fn in_memory(now: Moment) -> Self {
        Self::over(Book::in_memory().unwrap(), now)
    }

    /// Makes a shop from a book.
    pub fn over(book: Book, now: Moment) -> Self {
        Self {
            book,
            now,
            kept: None,
        }
    }

    /// Returns the folder of the book.
    pub fn folder(&self) -> &Path {
        self.book.path().parent().unwrap()
    }

    pub fn path(&self) -> PathBuf {
        self.book.path().to_owned()
    }

    /// Adds a product like [`new_product`].
    pub fn product(
        &mut self,
        product: &str,
        name: &str,
        price: i64,
        variants: &[(&str, &str)],
    ) -> &mut Self {
        self.add_product(&new_product(product, name, price, variants))
    }

    /// Adds a product with this cost.
    pub fn product_at(&mut self, product: &str, name: &str, price: i64, cost: i64) -> &mut Self {
        self.add_product(&NewProduct {
            cost: rp(cost),
            ..new_product(product, name, price, &[])
        })
    }

    pub fn add_product(&mut self, new: &NewProduct) -> &mut Self {
        self.book.add_product(new, self.now).unwrap();
        self
    }

    /// Adds a variant, with the product's price by default.
    pub fn variant(
        &mut self,
        product: &str,
        suffix: &str,
        name: &str,
        price: Option<i64>,
    ) -> &mut Self {
        let new = NewVariant {
            product: code(product),
            suffix: code(suffix),
            name: name.to_owned(),
            price: price.map(rp),
            cost: None,
            fragile: false,
        };
        self.book.add_variant(&new, self.now).unwrap();
        self
    }

    /// Adds a PO, by default open from now for ten days.
    pub fn period(&mut self, period: &str, settings: PeriodChange) -> &mut Self {
        let closes = Moment::from_unix(self.now.unix() + 864_000);
        let name = settings.name.clone();
        let new = NewPeriod {
            code: code(period),
            name: name.unwrap_or_else(|| format!("PO {period}")),
            settings: PeriodChange {
                name: None,
                opens_at: settings.opens_at.or(Some(Some(self.now))),
                closes_at: settings.closes_at.or(Some(Some(closes))),
                ..settings
            },
        };
        self.book.add_period(&new, self.now).unwrap();
        self
    }

    pub fn id(&self, period: &str) -> PeriodId {
        self.book.period(&code(period)).unwrap().id
    }

    /// Puts goods on sale in a PO, or changes their terms there.
    pub fn offer(&mut self, period: &str, goods: &str, change: OfferChange) -> &mut Self {
        let period = self.id(period);
        self.book
            .set_offer(period, &code(goods), &change, self.now)
            .unwrap();
        self
    }

    /// Puts goods on sale in a PO at their usual price, without a quota.
    pub fn sells(&mut self, period: &str, goods: &[&str]) -> &mut Self {
        for goods in goods {
            self.offer(period, goods, OfferChange::default());
        }
        self
    }

    pub fn order(&mut self, period: &str, name: &str, items: &[(i64, &str)]) -> Order {
        self.try_order(period, name, items, self.now).unwrap()
    }

    pub fn try_order(
        &mut self,
        period: &str,
        name: &str,
        items: &[(i64, &str)],
        now: Moment,
    ) -> Result<Order> {
        let new = new_order(self.id(period), name, items);
        Ok(self.book.place_order(&new, now)?.made)
    }

    pub fn customer(&mut self, name: &str, phone: &str) -> &mut Self {
        let new = CustomerChange {
            name: Some(name.to_owned()),
            phone: Some(phone.to_owned()),
            ..CustomerChange::default()
        };
        self.book.add_customer(&new, self.now).unwrap();
        self
    }

    /// Records a payment for an order.
    pub fn pay(&mut self, order: OrderId, amount: i64) -> &mut Self {
        let payment = NewPayment::ForOrder(order, movement(amount));
        self.book.record_payment(&payment, self.now).unwrap();
        self
    }
}
