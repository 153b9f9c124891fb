//! Builds a sample shop, only through the book's deeds: POs in every stage and hundreds of orders
//! with payments, mistakes and changes, spread over the weeks before `now`.
//!
//! The shop is simulated: events wait in a queue ordered by moment; each is done on the book and
//! may queue further events. The same seed builds the same shop. At most [`SIMULATED`] orders are
//! simulated; the rest go into finished POs of earlier months, imported as tables are.

mod accounts;
mod goods;
mod past;
mod people;
mod plan;
mod random;
mod simulation;

#[cfg(test)]
mod tests;

use std::path::Path;

use accounts::Accounts;
use goods::SUPPLIERS;
use people::People;
use plan::DAY;
use random::Random;

use crate::book::{Book, Result, ShopChange, SupplierDetails};
use crate::domain::payment::Method;
use crate::domain::when::{Moment, Zone};

/// Most orders that are simulated one by one.
const SIMULATED: usize = 600;

/// Creates the sample shop as a new book at `path`, which must not exist. It is built in memory and
/// saved whole: this is faster, and leaves no incomplete book.
///
/// # Errors
/// When `path` exists or can't be written.
pub fn create(
    path: &Path,
    seed: u64,
    orders: usize,
    now: Moment,
    progress: impl FnMut(usize, usize),
) -> Result<()> {
    let mut book = Book::in_memory()?;
    build(&mut book, seed, orders, now, progress)?;
    book.save_as(path)
}

/// Builds the sample shop in an empty book, with about `orders` orders before `now`. `progress` is
/// called with the number of orders done and the number of all.
///
/// # Errors
/// When the book is not empty, or can't be written.
pub fn build(
    book: &mut Book,
    seed: u64,
    orders: usize,
    now: Moment,
    mut progress: impl FnMut(usize, usize),
) -> Result<()> {
    let mut random = Random::new(seed);
    let played = orders.min(SIMULATED);
    let crowd = People::new((orders * 11 / 20).clamp(40, 5_000), &mut random);
    let past = past::Past::new(orders - played);
    let began = Moment::from_unix(now.unix() - (90 + past.days()) * DAY);
    let accounts = set_up(book, began)?;
    past.fill(book, &crowd, &accounts, now, &mut random, |done| {
        progress(done, orders);
    })?;
    let mut simulation = simulation::Simulation::new(crowd, accounts, random, now, past.made());
    simulation.run(book, played, |done| {
        progress(orders - played + done, orders)
    })
}

fn set_up(book: &mut Book, now: Moment) -> Result<Accounts> {
    let shop = ShopChange {
        name: Some("Dapur Bu Ratih".to_owned()),
        phone: Some("0861-2026-0001".to_owned()),
        zone: Some(Zone::Wib),
        ..ShopChange::default()
    };
    book.set_shop(&shop, now)?;
    let accounts = Accounts {
        cash: book
            .save_account(None, Some("Kas Toko"), Some(Method::Cash), now)?
            .made,
        bank: book
            .save_account(None, Some("BCA Ratih"), Some(Method::Transfer), now)?
            .made,
        qris: book
            .save_account(None, Some("QRIS Toko"), Some(Method::Qris), now)?
            .made,
    };
    let mut suppliers = Vec::new();
    for (name, phone) in SUPPLIERS {
        let supplier = SupplierDetails {
            phone: Some(phone.to_owned()),
            ..SupplierDetails::named(name)
        };
        suppliers.push(book.save_supplier(None, &supplier, now)?.made);
    }
    goods::add_catalogue(book, &suppliers, now)?;
    Ok(accounts)
}
