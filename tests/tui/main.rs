//! The screens under keys: what a shop owner does, and what the book holds afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod backups;
mod catalog;
mod hostile;
mod import;
mod keys;
mod money;
mod order_entry;
mod orders;
mod packages;
mod periods;
mod plan;
mod review;
mod review_mixed;
mod shop;
mod sizes;

use std::path::PathBuf;

use rekap::book::{Book, NewPeriod, NewProduct, OfferChange, Opening, PeriodChange};
use rekap::domain::code::Code;
use rekap::domain::money::Rupiah;
use rekap::domain::when::{Moment, Zone};
use rekap::lang::{Lang, Words};
use rekap::tui::app::App;
use rekap::tui::screens;
use rekap::tui::theme::{Palette, Theme};
use support::Screen;

/// Ming 15 Feb 2026 10.00 WIB.
const NOW: Moment = Moment::from_unix(1_771_124_400);

/// A shop in a folder of its own.
struct Shop {
    folder: tempfile::TempDir,
    book: Book,
}

fn code(text: &str) -> Code {
    Code::read(text).unwrap()
}

impl Shop {
    /// A book nobody has written in.
    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("toko.rekap"), Opening::Create).unwrap();
        Self { folder, book }
    }

    /// A shop that sells Nastar Keju, Nastar Coklat (20 each) and Lidah Kucing in the PO NAS3,
    /// half up front; Bu Sari and Budi are known.
    fn open() -> Self {
        let mut shop = Self::empty();
        let product = |code: &str, name: &str, price, variants: &[(&str, &str)]| NewProduct {
            code: self::code(code),
            name: name.to_owned(),
            supplier: None,
            price: Rupiah::new(price),
            cost: Rupiah::ZERO,
            variants: variants
                .iter()
                .map(|(code, name)| (self::code(code), (*name).to_owned()))
                .collect(),
        };
        let book = &mut shop.book;
        let nastar = product(
            "NAS",
            "Nastar",
            60_000,
            &[("KEJU", "Keju"), ("COK", "Coklat")],
        );
        book.add_product(&nastar, NOW).unwrap();
        let lidah = product("LK", "Lidah Kucing", 45_000, &[]);
        book.add_product(&lidah, NOW).unwrap();
        shop.period("NAS3", "Nastar Lebaran", 5);
        let period = shop.book.period(&code("NAS3")).unwrap().id;
        let quota = OfferChange {
            quota: Some(Some(20)),
            ..OfferChange::default()
        };
        let book = &mut shop.book;
        book.set_offer(period, &code("NAS"), &quota, NOW).unwrap();
        book.set_offer(period, &code("LK"), &OfferChange::default(), NOW)
            .unwrap();
        for (name, phone) in [
            ("Bu Sari", "081234567811"),
            ("Budi Soekardjo", "081322223333"),
        ] {
            let customer = rekap::book::CustomerChange {
                name: Some(name.to_owned()),
                phone: Some(phone.to_owned()),
                ..Default::default()
            };
            book.add_customer(&customer, NOW).unwrap();
        }
        shop
    }

    /// Adds a PO that opened yesterday and closes in `days`.
    fn period(&mut self, code: &str, name: &str, days: i64) {
        let new = NewPeriod {
            code: self::code(code),
            name: name.to_owned(),
            settings: PeriodChange {
                opens_at: Some(Some(Moment::from_unix(NOW.unix() - 86_400))),
                closes_at: Some(Some(Moment::from_unix(NOW.unix() + days * 86_400))),
                down_payment: Some("50%".parse().unwrap()),
                ..PeriodChange::default()
            },
        };
        self.book.add_period(&new, NOW).unwrap();
    }

    fn path(&self) -> PathBuf {
        self.book.path().to_owned()
    }

    /// The screens on this shop.
    fn screens(&self) -> Screen {
        self.screens_in(Lang::Id, Palette::Dark)
    }

    fn screens_in(&self, lang: Lang, palette: Palette) -> Screen {
        assert!(self.folder.path().exists());
        let book = Book::open(&self.path(), Opening::Existing).unwrap();
        let words = Words::new(lang, Zone::Wib);
        let app = App::new(
            book,
            words,
            Theme::new(palette),
            NOW,
            true,
            screens::makers(),
        );
        Screen::of(app.unwrap())
    }

    /// The only order there is, or the newest.
    fn order(&self, code: &str) -> rekap::domain::order::Order {
        let id = self.book.order_id(code).unwrap();
        self.book.order(id, NOW).unwrap()
    }
}
