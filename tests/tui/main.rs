//! The screens driven by keys: what a shop owner does, and what the book contains afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

#[path = "../support/shop.rs"]
mod setup;

mod accounts;
mod aliases;
mod as_typed;
mod backups;
mod bills;
mod calm;
mod catalog;
mod changed_plans;
mod claims;
mod customers_and_goods;
mod exports;
mod find;
#[path = "../support/foreign.rs"]
mod foreign;
mod handover;
mod home;
mod hostile;
mod hurried;
mod import;
mod keys;
mod locked;
mod money;
mod order_edits;
mod order_entry;
mod orders;
mod packages;
mod payments;
mod periods;
mod printing;
mod recipients;
mod reports;
mod review;
mod review_day;
mod review_mixed;
mod review_talk;
mod sample_shop;
mod shop;
mod sizes;
mod stages;
mod telling;
mod two_hands;
mod wishes;
mod worked_bills;

use std::ops::{Deref, DerefMut};

use rekap::book::{Book, NewProduct, OfferChange, Opening, PeriodChange};
use rekap::domain::money::Rupiah;
use rekap::domain::when::{Moment, Zone};
use rekap::lang::{Lang, Words};
use rekap::tui::app::App;
use rekap::tui::screens;
use rekap::tui::theme::{Palette, Theme};
use setup::{code, new_product, rp};
use support::Screen;

/// Sunday 2026-02-15 10:00 WIB.
const NOW: Moment = Moment::from_unix(1_771_124_400);

/// A shop with screens on its book.
struct Shop(setup::Shop);

impl Deref for Shop {
    type Target = setup::Shop;
    fn deref(&self) -> &setup::Shop {
        &self.0
    }
}

impl DerefMut for Shop {
    fn deref_mut(&mut self) -> &mut setup::Shop {
        &mut self.0
    }
}

/// The settings of a PO that opened yesterday and closes in `days`, with half as down payment.
fn closing_in(days: i64, name: &str) -> PeriodChange {
    PeriodChange {
        name: Some(name.to_owned()),
        opens_at: Some(Some(Moment::from_unix(NOW.unix() - 86_400))),
        closes_at: Some(Some(Moment::from_unix(NOW.unix() + days * 86_400))),
        down_payment: Some("50%".parse().unwrap()),
        ..PeriodChange::default()
    }
}

/// A product without variants or cost.
fn plain_product(code: &str, name: &str, price: i64) -> NewProduct {
    NewProduct {
        cost: Rupiah::ZERO,
        ..new_product(code, name, price, &[])
    }
}

impl Shop {
    /// Makes an empty book.
    fn empty() -> Self {
        Self(setup::Shop::empty(NOW))
    }

    /// Makes a shop that sells Nastar Keju, Nastar Coklat (20 each) and Lidah Kucing in the PO
    /// NAS3, with half as down payment; Bu Sari and Budi are customers.
    fn open() -> Self {
        let mut shop = Self::empty();
        let variants = [("KEJU", "Keju"), ("COK", "Coklat")];
        let nastar = NewProduct {
            cost: Rupiah::ZERO,
            ..new_product("NAS", "Nastar", 60_000, &variants)
        };
        let quota = OfferChange {
            quota: Some(Some(20)),
            ..OfferChange::default()
        };
        shop.add_product(&nastar)
            .add_product(&plain_product("LK", "Lidah Kucing", 45_000))
            .period("NAS3", closing_in(5, "Nastar Lebaran"))
            .offer("NAS3", "NAS", quota)
            .sells("NAS3", &["LK"])
            .customer("Bu Sari", "081234567811")
            .customer("Budi Soekardjo", "081322223333");
        shop
    }

    /// Opens the screens of this shop.
    fn screens(&self) -> Screen {
        self.screens_in(Lang::Id, Palette::Dark)
    }

    /// Opens the screens at another moment.
    fn screens_at(&self, now: Moment) -> Screen {
        self.screens_of(Lang::Id, Palette::Dark, now)
    }

    fn screens_in(&self, lang: Lang, palette: Palette) -> Screen {
        self.screens_of(lang, palette, NOW)
    }

    fn screens_of(&self, lang: Lang, palette: Palette, now: Moment) -> Screen {
        let book = Book::open(&self.path(), Opening::Existing).unwrap();
        let words = Words::new(lang, Zone::Wib);
        let app = App::new(
            book,
            words,
            Theme::new(palette),
            now,
            true,
            screens::makers(),
        );
        Screen::of(app.unwrap())
    }

    /// Returns an order by its code.
    fn stored(&self, code: &str) -> rekap::domain::order::Order {
        let id = self.book.order_id(code).unwrap();
        self.book.order(id, NOW).unwrap()
    }
}
