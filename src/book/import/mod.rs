//! A table of orders taken in as one deed (rules 54, 56): what the book lacks is made on the way,
//! and what was said about the table's columns is remembered with it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::rc::Rc;

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::bulk::Bulk;
use super::catalog::{
    add_product, add_variant, find_product, price_of, variant_by_code, variant_by_id,
};
use super::deed::Deed;
use super::error::Result;
use super::order::Wanted;
use super::period::{self, OfferChange, OfferRow};
use super::{Book, bonus, customer, order, package, tally, text};
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::digest::Digest;
use crate::domain::draft::{LineDraft, OrderDraft};
use crate::domain::id::{CustomerId, OfferId, OrderId, PeriodId};
use crate::domain::item;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::domain::period::Period;
use crate::domain::quota;
use crate::domain::refusal::Refusal;
use crate::domain::text::fold;
use crate::domain::when::Moment;

/// What an import made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Orders, cancelled ones included.
    pub orders: u64,
    /// Of them, cancelled.
    pub cancelled: u64,
    /// Lines.
    pub lines: u64,
    /// Products that the book lacked.
    pub products: u64,
    /// Customers that the book lacked.
    pub customers: u64,
    /// Orders that the period had already.
    pub known: u64,
}

/// An order as an import would make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// Who ordered.
    pub customer: String,
    /// Units and names of its lines, in one line.
    pub items: String,
    /// Its bill, in rupiah.
    pub total: Rupiah,
    /// It is stored as cancelled.
    pub cancelled: bool,
}

/// What an owner said about the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// What its header is known by.
    pub header: String,
    /// The mapping, one `field = column title` a line.
    pub mapping: String,
}

impl Book {
    /// Takes a table of orders into a period, whatever its window: all of them, or none. Missing
    /// products, offers and customers are made. `progress` hears how many orders are done.
    ///
    /// A table is history, what was promised elsewhere already: its orders are confirmed also where a
    /// period keeps none without a down payment (rule 62), and what is kept for another channel is
    /// no obstacle (rule 69). The quotas are (rule 15).
    ///
    /// # Errors
    /// An order that can't be read back from where it was put, a finished or cancelled period, a full quota, a value out of its bounds, or the file.
    pub fn import_orders(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        now: Moment,
        progress: impl FnMut(usize),
    ) -> Result<Imported> {
        self.import_orders_learning(period, orders, None, now, progress)
    }

    /// As [`Self::import_orders`], and remembers what was said about the table's columns.
    ///
    /// # Errors
    /// As [`Self::import_orders`].
    pub fn import_orders_learning(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        learnt: Option<&Learnt>,
        now: Moment,
        progress: impl FnMut(usize),
    ) -> Result<Imported> {
        self.transaction(now, |deed| {
            if let Some(learnt) = learnt {
                remember(deed.connection(), learnt)?;
            }
            let (made, period) = import(deed, period, orders, progress)?;
            let message = Message::new("did-import-orders")
                .text("period", period.code.as_str())
                .count("orders", i64::try_from(made.orders).unwrap_or(i64::MAX));
            Ok((made, message))
        })
    }

    /// What an import would make, found by making it and taking it back: every refusal it would
    /// meet is met. With the first `most` of its orders.
    ///
    /// # Errors
    /// As [`Self::import_orders`].
    pub fn foresee_import(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        most: usize,
        now: Moment,
    ) -> Result<(Imported, Vec<Foreseen>)> {
        self.rehearsal(now, |deed| {
            let last: i64 = deed
                .connection()
                .prepare_cached("SELECT coalesce(max(id), 0) FROM orders")?
                .query_row([], |row| row.get(0))?;
            let (made, _) = import(deed, period, orders, |_| {})?;
            let first = foreseen(deed.connection(), last, most)?;
            Ok((made, first))
        })
    }

    /// How many of a table's orders a period has already, which an import would pass over.
    ///
    /// # Errors
    /// When the file can't be read, or an order can't be read back.
    pub fn known_orders(
        &self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
    ) -> Result<u64> {
        let mut marks = Marks::default();
        let mut known = 0;
        for order in orders {
            let reference = marks.reference(&order?)?;
            known += u64::from(is_known(&self.connection, period, &reference)?);
        }
        Ok(known)
    }

    /// What is remembered of a table's columns, by what its header is known by: one
    /// `field = column title` a line.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn mapping(&self, header: &str) -> Result<Option<String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT mapping FROM mappings WHERE header = ?1")?
            .query_row([header], |row| row.get(0))
            .optional()?)
    }
}

fn remember(connection: &Connection, learnt: &Learnt) -> Result<()> {
    let changed = connection
        .prepare_cached("UPDATE mappings SET mapping = ?2 WHERE header = ?1")?
        .execute([&learnt.header, &learnt.mapping])?;
    if changed == 0 {
        connection
            .prepare_cached("INSERT INTO mappings (header, mapping) VALUES (?1, ?2)")?
            .execute([&learnt.header, &learnt.mapping])?;
    }
    Ok(())
}

/// The first orders made after the one of identity `last`.
fn foreseen(connection: &Connection, last: i64, most: usize) -> Result<Vec<Foreseen>> {
    let mut select = connection.prepare_cached(
        "SELECT c.name, (SELECT group_concat(l.qty || ' ' || trim(l.product || ' ' || l.variant), ', ')
             FROM lines l WHERE l.order_id = o.id AND l.part_of IS NULL), s.total, s.cancelled
         FROM orders o JOIN customers c ON c.id = o.customer_id JOIN order_sums s ON s.order_id = o.id
         WHERE o.id > ?1 ORDER BY o.id LIMIT ?2",
    )?;
    let rows = select.query_map(
        params![last, i64::try_from(most).unwrap_or(i64::MAX)],
        |row| {
            Ok(Foreseen {
                customer: row.get(0)?,
                items: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                total: Rupiah::new(row.get(2)?),
                cancelled: row.get(3)?,
            })
        },
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes the orders of a table.
fn import(
    deed: &Deed<'_>,
    period: PeriodId,
    orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
    mut progress: impl FnMut(usize),
) -> Result<(Imported, Period)> {
    let now = deed.now;
    let period = period::by_id(deed.connection(), period)?;
    period::not_over(&period, now)?;
    // What a table brings into a period without orders is not late: it is what was ordered
    // while the window was open, and will be frozen by the next deed.
    let has_orders = deed
        .connection()
        .prepare_cached("SELECT 1 FROM orders WHERE period_id = ?1")?
        .exists([period.id.raw()])?;
    if has_orders {
        tally::freeze_if_closed(deed, period.id, now)?;
    }
    let bulk = Bulk::begin(deed)?;
    let mut import = Import {
        deed,
        period: &period,
        offers: HashMap::new(),
        customers: HashMap::new(),
        newest_customer: customer::newest(deed.connection())?,
        added: HashMap::new(),
        insert: deed.connection().prepare_cached(INSERT_LINE)?,
        marks: Marks::default(),
        made: Imported::default(),
    };
    for (done, order) in orders.into_iter().enumerate() {
        import.order(&order?)?;
        progress(done + 1);
    }
    bulk.end()?;
    import.check_quotas()?;
    let made = import.made;
    drop(import);
    Ok((made, period))
}

const INSERT_LINE: &str = "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
                 customization, for_whom, chosen, is_package) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', ?9, ?10)";

/// How often each mark was met in a table.
#[derive(Default)]
struct Marks(HashMap<Digest, u32>);

impl Marks {
    /// What an order of the table is known by. Without a number of its own, orders that are alike
    /// in one table are several, and are known as the first, the second, ….
    fn reference(&mut self, new: &OrderDraft) -> Result<String> {
        let source = new.source();
        if new.reference.is_some() {
            return text::line("field-reference", &source);
        }
        let met = self.0.entry(Digest::of([source.as_str()])).or_default();
        *met += 1;
        match *met {
            1 => text::line("field-reference", &source),
            nth => text::line("field-reference", &format!("{source}#{nth}")),
        }
    }
}

fn is_known(connection: &Connection, period: PeriodId, reference: &str) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM orders WHERE period_id = ?1 AND source_ref = ?2")?
        .exists(params![period.raw(), reference])?)
}

/// An import under way, with what it has looked up.
struct Import<'a> {
    deed: &'a Deed<'a>,
    period: &'a Period,
    marks: Marks,
    /// Offers by their code in capitals.
    offers: HashMap<String, Rc<OfferRow>>,
    /// Customers by name and phone as they stand in the table.
    customers: HashMap<Digest, CustomerId>,
    /// The highest identity of a customer so far.
    newest_customer: i64,
    /// Units added of each offer, without those of cancelled orders.
    added: HashMap<OfferId, i64>,
    /// Writes a line.
    insert: CachedStatement<'a>,
    made: Imported,
}

impl Import<'_> {
    fn order(&mut self, new: &OrderDraft) -> Result<()> {
        let connection = self.deed.connection();
        if new.lines.is_empty() {
            return Err(Refusal::NoItems.into());
        }
        let reference = self.marks.reference(new)?;
        if is_known(connection, self.period.id, &reference)? {
            self.made.known += 1;
            return Ok(());
        }
        let customer = self.customer(new)?;
        let who = customer::by_id(connection, customer)?;
        let now = self.deed.now;
        let placed_at = new.placed_at.unwrap_or(now);
        let code = order::next_code(connection, &self.period.code)?;
        connection
            .prepare_cached(
                "INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient,
                 recipient_phone, address, source_ref, down_payment, confirmed_at, cancelled_at, cancelled_by, cancel_reason,
                 cancellation)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?4, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                code,
                self.period.id.raw(),
                customer.raw(),
                placed_at.unix(),
                new.channel.unwrap_or_default().code(),
                text::note("field-note", &new.note)?,
                who.name,
                who.phone,
                match &new.customer.address {
                    Some(address) => text::long_line("field-address", address)?,
                    None => who.address,
                },
                reference,
                self.period.down_payment.to_string(),
                new.cancelled.then_some(now.unix()),
                new.cancelled.then_some("customer"),
                new.cancelled.then_some(""),
                self.period.cancellation.to_string(),
            ])?;
        let id = OrderId::new(connection.last_insert_rowid());
        self.deed.touches(id)?;
        let mut lines = Rupiah::ZERO;
        for line in &new.lines {
            lines = lines.plus(self.line(id, line, new.cancelled)?)?;
        }
        let (mut charges, mut lowering) = (Rupiah::ZERO, Rupiah::ZERO);
        for (kind, amount) in new.charges.iter().filter(|_| !new.cancelled) {
            let charge = self.charge(id, *kind, *amount)?;
            charges = charges.plus(charge)?;
            lowering = lowering.plus(charge.min(Rupiah::ZERO))?;
        }
        order::check_total(&code, lines, charges, lowering)?;
        if !new.cancelled {
            bonus::give_gifts(self.deed, self.period.id, id)?;
        }
        self.made.orders += 1;
        self.made.cancelled += u64::from(new.cancelled);
        Ok(())
    }

    /// A charge of the bill; as it counts there.
    fn charge(&self, id: OrderId, kind: ChargeKind, amount: Rupiah) -> Result<Rupiah> {
        let signed = if kind.lowers() {
            amount.negated()
        } else {
            amount
        }
        .bounded()?;
        self.deed
            .connection()
            .prepare_cached("INSERT INTO charges (order_id, kind, amount) VALUES (?1, ?2, ?3)")?
            .execute(params![id.raw(), kind.code(), signed.raw()])?;
        Ok(signed)
    }

    /// A line of the bill; what it comes to.
    fn line(&mut self, id: OrderId, line: &LineDraft, cancelled: bool) -> Result<Rupiah> {
        let (line, typed) = with_choice(self.deed.connection(), line)?;
        let offer = self.offer(&line)?;
        let chosen = package::chosen(self.deed.connection(), &offer, &typed)?;
        let price = price_of(line.unit_price.unwrap_or(offer.price))?;
        // Beyond the limit of one amount this is a sentence, not a broken constraint.
        let amount = price.times(order::in_bounds(line.qty.into())?)?;
        let parts = order::parts_of(self.deed.connection(), &offer, &chosen)?;
        self.insert.execute(params![
            id.raw(),
            offer.id.raw(),
            offer.product,
            offer.variant,
            line.qty,
            price.raw(),
            offer.cost.raw(),
            text::long_line(
                "field-customization",
                line.customization.as_deref().unwrap_or_default()
            )?,
            chosen,
            !parts.is_empty(),
        ])?;
        let package = self.deed.connection().last_insert_rowid();
        order::insert_parts(self.deed, id, package, line.qty.into(), &parts)?;
        self.made.lines += 1;
        if !cancelled {
            *self.added.entry(offer.id).or_default() += i64::from(line.qty);
            for part in &parts {
                *self.added.entry(part.offer).or_default() += part.each * i64::from(line.qty);
            }
        }
        Ok(amount)
    }

    /// A table passes the window's dates, but no quota (rule 15).
    fn check_quotas(&self) -> Result<()> {
        let connection = self.deed.connection();
        let mut wanted = Vec::with_capacity(self.added.len());
        for (offer, units) in &self.added {
            wanted.push(Wanted {
                offer: period::offer_by_id(connection, *offer)?,
                had: 0,
                counted: *units,
                will: *units,
                within: Vec::new(),
            });
        }
        Ok(quota::check(&order::caps(
            connection,
            self.period,
            &wanted,
            // It was ordered on its channels already: what is kept for them is no obstacle.
            None,
        )?)?)
    }

    /// The offer a line means; its product and the offer are made when the book lacks them.
    fn offer(&mut self, line: &LineDraft) -> Result<Rc<OfferRow>> {
        let variant_name = line.variant.as_deref().unwrap_or_default();
        let key = match &line.code {
            Some(code) => code.as_str().to_ascii_uppercase(),
            // No code has a line break.
            None => format!("{}\n{}", fold(&line.product), fold(variant_name)),
        };
        if let Some(offer) = self.offers.get(&key) {
            return Ok(Rc::clone(offer));
        }
        let connection = self.deed.connection();
        let variant = match &line.code {
            Some(code) => variant_by_code(connection, code)?,
            None => self.variant_by_name(&line.product, variant_name)?,
        };
        let variant = match variant {
            Some(variant) => variant,
            None => self.add_variant(line, variant_name)?,
        };
        let offer = match period::find_offer(connection, self.period.id, variant.id)? {
            Some(offer) => offer,
            None => {
                let change = OfferChange {
                    price: line.unit_price,
                    ..OfferChange::default()
                };
                let id = period::set_offer(self.deed, self.period.id, &variant, &change)?;
                period::offer_by_id(connection, id)?
            }
        };
        let offer = Rc::new(offer);
        self.offers.insert(key, Rc::clone(&offer));
        Ok(offer)
    }

    /// The variant of a product that goes by these names; without a variant's name, also the one
    /// whose whole name or code this is, so that what is in the book is not made once more.
    fn variant_by_name(&self, product: &str, variant: &str) -> Result<Option<Variant>> {
        let connection = self.deed.connection();
        let found: Option<String> = connection
            .prepare_cached(
                "SELECT v.code FROM variants v JOIN products p ON p.id = v.product_id
                 WHERE p.name = ?1 COLLATE NOCASE AND v.name = ?2 COLLATE NOCASE
                    OR ?2 = '' AND (v.code = ?1 OR p.name || ' ' || v.name = ?1 COLLATE NOCASE)
                 ORDER BY p.name = ?1 COLLATE NOCASE DESC, v.id LIMIT 1",
            )?
            .query_row([product, variant], |row| row.get(0))
            .optional()?;
        match found {
            Some(code) => variant_by_code(connection, &Code::kept(code)),
            None => Ok(None),
        }
    }

    /// Makes the variant of a line, and its product when the book has none of that code or name.
    fn add_variant(&mut self, line: &LineDraft, variant_name: &str) -> Result<Variant> {
        let connection = self.deed.connection();
        let price = line.unit_price.unwrap_or_default();
        let product = match &line.code {
            Some(code) if variant_name.is_empty() => find_product(connection, code)?,
            _ => {
                let found: Option<String> = connection
                    .prepare_cached("SELECT code FROM products WHERE name = ?1 COLLATE NOCASE ORDER BY id LIMIT 1")?
                    .query_row([&line.product], |row| row.get(0))
                    .optional()?;
                match found {
                    Some(code) => find_product(connection, &Code::kept(code))?,
                    None => None,
                }
            }
        };
        let (product, product_code) = match product {
            Some(product) => (product.id, product.code),
            None => {
                self.made.products += 1;
                let code = match &line.code {
                    Some(code) if variant_name.is_empty() => code.clone(),
                    _ => free_code(connection, "products", &line.product)?,
                };
                let usual = (price, Rupiah::ZERO);
                let id = add_product(self.deed, &code, &line.product, usual, None)?;
                (id, code)
            }
        };
        let code = match &line.code {
            Some(code) => code.clone(),
            None if variant_name.is_empty() => {
                free_code(connection, "variants", product_code.as_str())?
            }
            None => free_code(
                connection,
                "variants",
                &format!("{product_code}-{variant_name}"),
            )?,
        };
        let name = text::line("field-variant", variant_name)?;
        let id = add_variant(self.deed, product, &code, &name, price, Rupiah::ZERO)?;
        variant_by_id(connection, id)
    }

    /// The customer of an order: known by phone, else one per name of this table.
    fn customer(&mut self, order: &OrderDraft) -> Result<CustomerId> {
        let who = &order.customer;
        let phone = who.phone.clone().unwrap_or_default();
        let key = Digest::of([who.name.to_lowercase().as_str(), &phone]);
        if let Some(customer) = self.customers.get(&key) {
            return Ok(*customer);
        }
        let customer = customer::resolve(
            self.deed,
            &customer::CustomerRef::Described {
                name: who.name.clone(),
                phone,
                address: who.address.clone().unwrap_or_default(),
            },
        )?;
        // Identities grow: a new customer's is above all there were.
        if customer.raw() > self.newest_customer {
            self.newest_customer = customer.raw();
            self.made.customers += 1;
        }
        self.customers.insert(key, customer);
        Ok(customer)
    }
}

/// A line, and what was chosen for the package it names: `HAMP[NAS-KEJU+LDK]` (rule 65).
fn with_choice<'a>(
    connection: &Connection,
    line: &'a LineDraft,
) -> Result<(Cow<'a, LineDraft>, String)> {
    if let Some(code) = &line.code
        && let (bare, Some(typed)) = item::with_choice(code.as_str())
        && variant_by_code(connection, code)?.is_none()
    {
        let line = LineDraft {
            code: Some(Code::read(bare)?),
            ..line.clone()
        };
        return Ok((Cow::Owned(line), typed.to_owned()));
    }
    Ok((Cow::Borrowed(line), String::new()))
}

/// A code made from a name (`Nastar Keju` → `NASTAR-KEJU`) that nothing in `table` has yet.
pub(super) fn free_code(connection: &Connection, table: &'static str, name: &str) -> Result<Code> {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // Room for a number behind it.
    let stem: String = words
        .join("-")
        .to_uppercase()
        .chars()
        .take(Code::MAX - 6)
        .collect();
    let stem = if stem.is_empty() { "X" } else { &stem };
    let mut taken = connection.prepare_cached(&format!("SELECT 1 FROM {table} WHERE code = ?1"))?;
    let mut code = Code::read(stem)?;
    let mut number = 1;
    while taken.exists([code.as_str()])? {
        number += 1;
        code = Code::read(&format!("{stem}-{number}"))?;
    }
    Ok(code)
}
