//! Finds orders by what is typed: a number, digits of a phone, a customer's name, goods. What is
//! meant for certain comes before what only resembles it.

use std::collections::{HashSet, VecDeque};
use std::hash::Hash;

use crate::book::{Book, BookError, Found, OrderFilter};
use crate::domain::catalog::full_name;
use crate::domain::id::{OrderId, PeriodId, VariantId};
use crate::domain::order::OrderRow;
use crate::domain::text::fold;
use crate::domain::when::Moment;
use crate::tui::fuzzy::{Fuzzy, begins_words, matches_word_starts};

/// So many digits are a phone's for certain; fewer are an order number first.
const PHONE_DIGITS: usize = 4;
/// More digits are no order number.
const NUMBER_DIGITS: usize = 6;

/// What a search found.
#[derive(Debug, Default)]
struct Search {
    /// Orders that are meant for certain.
    exact: Found,
    /// Orders that resemble what was typed, some of them exact ones too.
    near: Found,
}

/// The orders of `base` that fit what is typed, as the filters of a list: those meant for certain
/// first, of a number or a customer before those of goods. All of `base` while nothing is typed.
pub fn filters(
    base: OrderFilter,
    typed: &str,
    book: &Book,
    now: Moment,
) -> Result<Vec<OrderFilter>, BookError> {
    if typed.trim().is_empty() {
        return Ok(vec![base]);
    }
    let Search { exact, near } = search(typed, base.period, book, now)?;
    let found = |found| OrderFilter {
        found: Some(found),
        ..base.clone()
    };
    // Of "putri" the customer is meant before the goods called Putri Salju.
    let goods = Found {
        variants: exact.variants,
        ..Found::default()
    };
    let people = Found {
        variants: Vec::new(),
        ..exact
    };
    Ok([people, goods, near].map(found).into())
}

/// The same orders as one filter, for what has an order of its own.
pub fn filter(
    base: OrderFilter,
    typed: &str,
    book: &Book,
    now: Moment,
) -> Result<OrderFilter, BookError> {
    if typed.trim().is_empty() {
        return Ok(base);
    }
    let Search { mut exact, near } = search(typed, base.period, book, now)?;
    exact.customers.extend(near.customers);
    exact.variants.extend(near.variants);
    Ok(OrderFilter {
        found: Some(exact),
        ..base
    })
}

/// Reads a list of orders page by page: those of one filter after those of another, each order once.
#[derive(Debug, Default)]
pub struct Pages {
    filters: VecDeque<OrderFilter>,
    after: Option<OrderId>,
    seen: HashSet<OrderId>,
}

impl Pages {
    /// Begins a list.
    pub fn of(filters: impl IntoIterator<Item = OrderFilter>) -> Self {
        Self {
            filters: filters.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The next rows, `limit` or a few less, and whether there may be more.
    pub fn next(
        &mut self,
        limit: usize,
        book: &Book,
        now: Moment,
    ) -> Result<(Vec<OrderRow>, bool), BookError> {
        let mut rows = Vec::new();
        while rows.len() < limit {
            let Some(filter) = self.filters.front() else {
                break;
            };
            let page = book.order_rows(filter, self.after, limit - rows.len(), now)?;
            self.after = page.next;
            if page.next.is_none() {
                self.filters.pop_front();
            }
            let new = page.rows.into_iter().filter(|row| self.seen.insert(row.id));
            rows.extend(new);
        }
        Ok((rows, !self.filters.is_empty()))
    }
}

/// Looks for orders of a PO, or of all.
fn search(
    typed: &str,
    period: Option<PeriodId>,
    book: &Book,
    now: Moment,
) -> Result<Search, BookError> {
    let mut search = Search::default();
    let typed = typed.trim();
    if let Ok(id) = book.order_id(typed) {
        // The code as it is stored: `nas3-17` finds NAS3-017.
        search.exact.number = Some(book.order_row(id, now)?.code);
        return Ok(search);
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() == typed.len() && digits.len() <= NUMBER_DIGITS;
    let is_code = typed.contains(char::is_alphabetic) && !typed.contains(' ');
    if is_number || is_code && !digits.is_empty() {
        search.exact.number = Some(typed.to_owned());
    }
    let Search { exact, near } = &mut search;
    let is_phone = typed
        .chars()
        .all(|c| c.is_ascii_digit() || " -+().".contains(c));
    if !is_phone {
        let customers = book.customer_keys()?;
        matching(typed, customers, &mut exact.customers, &mut near.customers);
    } else if let Some(found) = book.customers_with_digits(typed)? {
        let phones = if digits.len() < PHONE_DIGITS {
            near
        } else {
            exact
        };
        phones.customers.extend(found);
    }
    let Search { exact, near } = &mut search;
    let goods = goods(period, book)?;
    matching(typed, goods, &mut exact.variants, &mut near.variants);
    unique(&mut search.exact.variants);
    unique(&mut search.near.variants);
    Ok(search)
}

/// The variants that a PO sells, or all, with each of their names.
fn goods(period: Option<PeriodId>, book: &Book) -> Result<Vec<(VariantId, String)>, BookError> {
    let mut goods: Vec<(VariantId, String, String)> = match period {
        Some(period) => book
            .goods_offered(period)?
            .into_iter()
            .map(|offer| {
                let name = full_name(&offer.product, &offer.variant);
                (offer.variant_id, offer.code, name)
            })
            .collect(),
        None => book
            .products()?
            .into_iter()
            .flat_map(|product| {
                let name = product.name;
                product.variants.into_iter().map(move |variant| {
                    let name = full_name(&name, &variant.name);
                    (variant.id, variant.code.to_string(), name)
                })
            })
            .collect(),
    };
    // A word the owner taught is a name too.
    for alias in book.aliases()? {
        let known = goods.iter().find(|(_, code, _)| *code == alias.code);
        if let Some((id, code, _)) = known.cloned() {
            goods.push((id, code, alias.text));
        }
    }
    let named = goods.into_iter();
    Ok(named
        .map(|(id, code, name)| (id, format!("{name} {code}")))
        .collect())
}

/// Sorts out whose names have words that begin with what was typed, and whose resemble it.
fn matching<T>(
    typed: &str,
    named: impl IntoIterator<Item = (T, String)>,
    exact: &mut Vec<T>,
    near: &mut Vec<T>,
) {
    if fold(typed).is_empty() {
        return;
    }
    let mut fuzzy = Fuzzy::new(typed);
    for (id, name) in named {
        if begins_words(typed, &name) {
            exact.push(id);
        } else if matches_word_starts(typed, &name) && fuzzy.score(&name).is_some() {
            near.push(id);
        }
    }
}

/// Removes what stands there twice.
fn unique<T: Eq + Hash + Copy>(ids: &mut Vec<T>) {
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
}
