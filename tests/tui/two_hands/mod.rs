//! Two desks on one book: while a form stands open, another desk changes the same thing. What either
//! changed stays, and what both changed is asked about.

mod answers;
mod edits;
mod meanwhile;

use rekap::book::{
    BonusChange, BonusFor, CustomerChange, DownPaymentGrace, FieldChange, ItemChange, OfferChange,
    OrderChange, PeriodChange, ProductChange, ShopChange, SupplierDetails, TierChange,
    VariantChange,
};
use rekap::domain::id::{OrderId, SupplierId};
use rekap::domain::order::{Channel, ChargeKind};
use rekap::domain::package::PackageDraft;
use rekap::domain::payment::Method;
use rekap::domain::when::Moment;
use rekap::tui::input::Input;

use super::setup::typed;
use super::{NOW, Screen, Shop, code, rp};

/// A form, and two hands on what it shows.
struct Hands {
    /// The shop before the form is opened.
    shop: fn() -> Shop,
    /// Keys that open the form.
    open: &'static str,
    /// Keys that change the first of two fields, and that field then.
    here: (&'static str, &'static str),
    /// What another desk makes of the same field, and that field then.
    same: (fn(&mut Shop), &'static str),
    /// What another desk makes of the second field, and that field then.
    other: (fn(&mut Shop), &'static str),
    /// Both fields as they are saved.
    saved: fn(&Shop) -> [String; 2],
}

const QUESTION: &str = "Isian saya ";

impl Hands {
    /// Both hands on different fields win; both on one are asked about, and each answer holds.
    fn meet(&self) {
        self.both_win();
        self.asked_about();
    }

    fn both_win(&self) {
        for noticed in [false, true] {
            let mut shop = (self.shop)();
            let mut screen = shop.screens().keys(self.open);
            (self.other.0)(&mut shop);
            if noticed {
                screen.app.handle(Input::Tick);
            }
            let screen = screen.keys(self.here.0).keys("<Ctrl-S>").sees_not(QUESTION);
            let saved = (self.saved)(&shop);
            let text = screen.text();
            assert_eq!(saved, [self.here.1, self.other.1], "{noticed}:\n{text}");
        }
    }

    fn asked_about(&self) {
        for (key, kept) in [("m", self.here.1), ("t", self.same.1)] {
            let mut shop = (self.shop)();
            let screen = shop.screens().keys(self.open).keys(self.here.0);
            (self.same.0)(&mut shop);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION);
            // Enter alone is no answer, and on the way back nothing is lost or saved.
            let screen = screen.keys("<Enter>").sees(QUESTION);
            let screen = screen.keys("<Esc>").sees_not(QUESTION);
            assert_eq!((self.saved)(&shop)[0], self.same.1);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION).keys(key);
            let text = screen.sees_not(QUESTION).text();
            assert_eq!((self.saved)(&shop)[0], kept, "{key}:\n{text}");
        }
    }
}

/// A form that says one thing without showing what is saved.
struct Said {
    shop: fn() -> Shop,
    /// Keys that open the form and fill it.
    keys: &'static str,
    mine: &'static str,
    /// What another desk does while the form stands open, and what is saved then.
    theirs: (fn(&mut Shop), &'static str),
    saved: fn(&Shop) -> String,
}

impl Said {
    /// It is asked whether to replace what another desk saved since the form was opened.
    fn meets(&self) {
        for (key, kept) in [("m", self.mine), ("t", self.theirs.1)] {
            let mut shop = (self.shop)();
            let screen = shop.screens().keys(self.keys);
            (self.theirs.0)(&mut shop);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION);
            let screen = screen.keys("<Esc>").sees_not(QUESTION);
            assert_eq!((self.saved)(&shop), self.theirs.1);
            let screen = screen.keys("<Ctrl-S>").sees(QUESTION).keys(key);
            let text = screen.sees_not(QUESTION).text();
            assert_eq!((self.saved)(&shop), kept, "{key}:\n{text}");
        }
        // What was so before the form was opened is replaced without a question.
        let mut shop = (self.shop)();
        (self.theirs.0)(&mut shop);
        let text = shop
            .screens()
            .keys(self.keys)
            .keys("<Ctrl-S>")
            .sees_not(QUESTION)
            .text();
        assert_eq!((self.saved)(&shop), self.mine, "{text}");
    }
}

fn text(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn edit_sari(shop: &mut Shop, change: CustomerChange) {
    let id = shop.book.find_customer("Bu Sari").unwrap().id;
    shop.book.edit_customer(id, &change, NOW).unwrap();
}

fn edit_period(shop: &mut Shop, change: PeriodChange) {
    let id = shop.id("NAS3");
    shop.book.edit_period(id, &change, NOW).unwrap();
}

fn edit_product(shop: &mut Shop, change: ProductChange) {
    let id = shop.book.product(&code("LK")).unwrap().id;
    shop.book.edit_product(id, &change, NOW).unwrap();
}

fn set_tier(shop: &mut Shop, change: TierChange) {
    let period = shop.id("NAS3");
    shop.book
        .set_tier(period, &code("NAS-KEJU"), "Awal", &change, NOW)
        .unwrap();
}

fn tier_saved(shop: &Shop) -> [String; 2] {
    let tiers = shop.book.tiers(shop.id("NAS3")).unwrap();
    let tier = tiers.first();
    [
        tier.map(|tier| tier.price.to_string()).unwrap_or_default(),
        text(tier.and_then(|tier| tier.first)),
    ]
}

fn tier_of(price: i64) -> TierChange {
    TierChange {
        price: Some(rp(price)),
        ..TierChange::default()
    }
}

fn first_units(units: i64) -> TierChange {
    TierChange {
        first: Some(Some(units)),
        ..TierChange::default()
    }
}

fn with_order() -> Shop {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(4, "NAS-KEJU")]);
    shop
}

fn order_id(shop: &Shop) -> OrderId {
    shop.book.order_id("NAS3-001").unwrap()
}

fn edit_order(shop: &mut Shop, change: OrderChange) {
    let id = order_id(shop);
    shop.book.edit_order(id, &change, NOW).unwrap();
}

fn edit_items(shop: &mut Shop, items: &str) {
    let id = order_id(shop);
    let items: Vec<ItemChange> = shop.book.changes_meant(id, &[typed(items)], NOW).unwrap();
    edit_order(
        shop,
        OrderChange {
            items,
            ..OrderChange::default()
        },
    );
}

fn items(shop: &Shop) -> String {
    let lines = shop.stored("NAS3-001").lines;
    let mut items = std::collections::BTreeMap::new();
    for line in lines {
        *items.entry(line.code).or_insert(0) += line.qty;
    }
    let items = items.iter().map(|(code, qty)| format!("{qty} {code}"));
    items.collect::<Vec<_>>().join(", ")
}
