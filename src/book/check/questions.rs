//! Asks what the lists and screens ask, so that whatever they can't read is found before.

use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::order_list::OrderFilter;
use crate::domain::order::Late;
use crate::domain::when::Moment;

/// A question, which fails when it can't read an answer.
type Question = fn(&Book) -> Result<()>;

/// The questions, by what they ask about.
pub(in crate::book) const ALL: &[(&str, Question)] = &[
    ("shop", |book| book.shop().map(drop)),
    ("accounts", |book| book.accounts().map(drop)),
    ("suppliers", |book| book.suppliers().map(drop)),
    ("products", products),
    ("customers", customers),
    ("periods", periods),
    ("orders", |book| {
        book.each_order_in_full(&OrderFilter::default(), now(book)?, |_| true)
    }),
    ("order_sums", |book| {
        book.open_sums(None)?;
        book.late_count(Late::DownPayment, None, now(book)?)
            .map(drop)
    }),
    ("payments", payments),
];

/// The moment of the newest deed: what was not yet due then isn't asked for.
fn now(book: &Book) -> Result<Moment> {
    let newest = "SELECT coalesce(max(at), 0) FROM actions";
    Ok(book.reading()?.query_row(newest, [], |row| row.get(0))?)
}

fn products(book: &Book) -> Result<()> {
    for product in book.products()? {
        book.fields(product.id)?;
        for variant in &product.variants {
            book.further_prices(variant.id)?;
        }
    }
    book.packages()?;
    book.aliases().map(drop)
}

fn customers(book: &Book) -> Result<()> {
    let ids: Vec<_> = book
        .customer_keys()?
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    for some in ids.chunks(500) {
        book.customer_rows(some)?;
    }
    for id in ids {
        book.customer(id)?;
    }
    Ok(())
}

fn periods(book: &Book) -> Result<()> {
    let periods = book.periods()?;
    for period in &periods {
        let id = period.id;
        book.offers(id)?;
        book.figures(id)?;
        book.tiers(id)?;
        book.bonuses(id)?;
        book.reservations(id)?;
        book.stages(id)?;
        book.estimates(id)?;
        book.product_quotas(id)?;
        book.minimum(period)?;
        book.tally_lines(id)?;
        book.tally_versions(id)?;
        book.refunds(Some(id))?;
    }
    book.deficits(&periods, now(book)?).map(drop)
}

fn payments(book: &Book) -> Result<()> {
    let mut before = None;
    loop {
        let page = book.payments(before, 500)?;
        match page.last() {
            Some(last) => before = Some(last.id),
            None => return Ok(()),
        }
    }
}
