//! A shop with nastar, jerseys and four orders, and its screens on a wide window.

use rekap::book::{Book, Opening, PeriodChange};
use rekap::domain::id::OrderId;
use rekap::domain::payment::{Method, PaymentStatus};
use rekap::domain::when::Zone;
use rekap::lang::{Lang, Words};
use rekap::tui::app::App;
use rekap::tui::screens::makers;
use rekap::tui::theme::{Palette, Theme};

use super::setup::{self, NOON, described, item, order_of};
use super::support::Screen;

/// A shop and its screens.
pub struct Shop {
    pub screen: Screen,
    shop: setup::Shop,
}

impl std::ops::Deref for Shop {
    type Target = setup::Shop;
    fn deref(&self) -> &setup::Shop {
        &self.shop
    }
}

/// Opens the screens of an empty shop.
pub fn empty() -> Shop {
    open_screens(setup::Shop::empty(NOON))
}

/// Opens the screens of a shop with nastar (keju, coklat) and jerseys on sale in NAS3, half as down
/// payment; three customers, four orders, two of them with a customization.
pub fn shop() -> Shop {
    open_screens(filled())
}

/// Opens the screens of that shop, changed by `more`.
pub fn shop_with(more: impl FnOnce(&mut setup::Shop)) -> Shop {
    let mut shop = filled();
    more(&mut shop);
    open_screens(shop)
}

fn open_screens(shop: setup::Shop) -> Shop {
    let book = Book::open(&shop.path(), Opening::Existing).unwrap();
    let words = Words::new(Lang::Id, Zone::Wib);
    let theme = Theme::new(Palette::Dark);
    let app = App::new(book, words, theme, NOON, true, makers()).unwrap();
    let screen = Screen::of(app).sized(120, 40);
    Shop { screen, shop }
}

fn filled() -> setup::Shop {
    let mut shop = setup::Shop::empty(NOON);
    let flavours = [("KEJ", "Keju"), ("COK", "Coklat")];
    let sizes = [
        ("MH", "M / Hitam"),
        ("MP", "M / Putih"),
        ("LH", "L / Hitam"),
    ];
    shop.product("NAS", "Nastar", 60_000, &flavours)
        .product("JER", "Jersey", 150_000, &sizes);
    shop.book
        .save_account(None, Some("BCA 123"), Some(Method::Transfer), NOON)
        .unwrap();
    let settings = PeriodChange {
        name: Some("PO Lebaran".to_owned()),
        down_payment: Some("50%".parse().unwrap()),
        ..PeriodChange::default()
    };
    shop.period("NAS3", settings).sells("NAS3", &["NAS", "JER"]);
    let period = shop.id("NAS3");
    let siti = ("Siti Aminah", "0812-3456-7890");
    let orders = [
        (siti, vec![item(2, "NAS-KEJ")]),
        (
            ("Budi", "081311112222"),
            vec![item(3, "NAS-COK"), item(1, "JER-MH")],
        ),
        (("Dewi", ""), vec![item(1, "NAS-KEJ: tanpa gula")]),
        (siti, vec![item(1, "JER-LH: nama Siti")]),
    ];
    for ((name, phone), items) in orders {
        let new = order_of(period, described(name, phone), items);
        shop.book.place_order(&new, NOON).unwrap();
    }
    shop
}

impl Shop {
    pub fn keys(mut self, keys: &str) -> Self {
        self.screen = self.screen.keys(keys);
        self
    }

    pub fn sees(mut self, text: &str) -> Self {
        self.screen = self.screen.sees(text);
        self
    }

    pub fn sees_not(mut self, text: &str) -> Self {
        self.screen = self.screen.sees_not(text);
        self
    }

    pub fn copied(&mut self) -> String {
        self.screen.app.take_clipboard().unwrap_or_default()
    }

    pub fn id_of(&self, code: &str) -> OrderId {
        self.book.order_id(code).unwrap()
    }

    pub fn status(&self, code: &str) -> PaymentStatus {
        let row = self.book.order_row(self.id_of(code), NOON).unwrap();
        row.bill.status()
    }

    pub fn paid(&self, code: &str) -> i64 {
        let row = self.book.order_row(self.id_of(code), NOON).unwrap();
        row.bill.paid.raw()
    }
}
