//! A table of orders taken in as one deed (rules 54, 56): what the book lacks is made on the way.

use std::collections::HashMap;

use rusqlite::params;

use super::catalog::{add_product, add_variant, find_product, price_of, variant_by_code};
use super::deed::Deed;
use super::error::Result;
use super::period::{self, OfferChange, OfferRow};
use super::{Book, customer, order, tally, text};
use crate::domain::code::Code;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// An order of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOrder {
    /// Its number at its source; an order whose number the period has already is passed over.
    pub reference: Option<String>,
    /// When it was placed; the moment of the import when absent.
    pub placed_at: Option<Moment>,
    /// Customer's name. Equal names in one table are one customer.
    pub name: String,
    /// Customer's phone as typed, or empty.
    pub phone: String,
    /// Customer's address, or empty.
    pub address: String,
    /// It was cancelled: stored so, and counted nowhere.
    pub cancelled: bool,
    /// Where it came from.
    pub channel: Channel,
    /// Note.
    pub note: String,
    /// Its lines, at least one.
    pub lines: Vec<ImportLine>,
}

/// A line of an order of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    /// Code of the variant.
    pub code: Code,
    /// Product name, for a variant the book lacks.
    pub product: String,
    /// Units, 1–1.000.000.
    pub qty: i64,
    /// Price of one unit; the offer's when absent. The row's price wins.
    pub unit_price: Option<Rupiah>,
    /// What the customer asked for, or empty.
    pub customization: String,
}

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

impl Book {
    /// Takes a table of orders into a period, whatever its window: all of them, or none. Missing
    /// products, offers and customers are made. `progress` hears how many orders are done.
    ///
    /// # Errors
    /// A finished or cancelled period, a value out of its bounds, or the file.
    pub fn import_orders(
        &mut self,
        period: PeriodId,
        orders: &[ImportOrder],
        now: Moment,
        mut progress: impl FnMut(usize),
    ) -> Result<Imported> {
        self.transaction(now, |deed| {
            let period = period::by_id(deed.connection(), period)?;
            period::not_over(&period, now)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            let mut import = Import {
                deed,
                period: &period,
                offers: HashMap::new(),
                customers: HashMap::new(),
                made: Imported::default(),
            };
            for (done, order) in orders.iter().enumerate() {
                import.order(order)?;
                progress(done + 1);
            }
            let made = import.made;
            let message = Message::new("did-import-orders")
                .text("period", period.code.as_str())
                .count("orders", i64::try_from(made.orders).unwrap_or(i64::MAX));
            Ok((made, message))
        })
    }

    /// Which of these source numbers a period has already: what an import would pass over.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn has_source(&self, period: PeriodId, reference: &str) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM orders WHERE period_id = ?1 AND source_ref = ?2")?
            .exists(params![period.raw(), reference])?)
    }
}

/// An import under way, with what it has looked up.
struct Import<'a> {
    deed: &'a Deed<'a>,
    period: &'a Period,
    /// Offers by their code in capitals.
    offers: HashMap<String, OfferRow>,
    /// Customers by name and phone as they stand in the table.
    customers: HashMap<(String, String), CustomerId>,
    made: Imported,
}

impl Import<'_> {
    fn order(&mut self, new: &ImportOrder) -> Result<()> {
        let connection = self.deed.connection();
        if new.lines.is_empty() {
            return Err(Refusal::NoItems.into());
        }
        let reference = match &new.reference {
            Some(reference) => Some(text::line("field-reference", reference)?),
            None => None,
        };
        if let Some(reference) = &reference {
            let known = connection
                .prepare_cached("SELECT 1 FROM orders WHERE period_id = ?1 AND source_ref = ?2")?
                .exists(params![self.period.id.raw(), reference])?;
            if known {
                self.made.known += 1;
                return Ok(());
            }
        }
        let customer = self.customer(new)?;
        let who = customer::by_id(connection, customer)?;
        let now = self.deed.now;
        let placed_at = new.placed_at.unwrap_or(now);
        connection
            .prepare_cached(
                "INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient,
                 recipient_phone, address, source_ref, down_payment, cancelled_at, cancelled_by, cancel_reason)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                order::next_code(connection, &self.period.code)?,
                self.period.id.raw(),
                customer.raw(),
                placed_at.unix(),
                new.channel.code(),
                text::note("field-note", &new.note)?,
                who.name,
                who.phone,
                if new.address.is_empty() { who.address } else { text::long_line("field-address", &new.address)? },
                reference,
                self.period.down_payment.to_string(),
                new.cancelled.then_some(now.unix()),
                new.cancelled.then_some("customer"),
                new.cancelled.then_some(""),
            ])?;
        let id = OrderId::new(connection.last_insert_rowid());
        self.deed.touches(id)?;
        for line in &new.lines {
            self.line(id, line)?;
        }
        self.made.orders += 1;
        self.made.cancelled += u64::from(new.cancelled);
        Ok(())
    }

    fn line(&mut self, order: OrderId, line: &ImportLine) -> Result<()> {
        let offer = self.offer(line)?;
        let price = price_of(line.unit_price.unwrap_or(offer.price))?;
        // Beyond the limit of one amount this is a sentence, not a broken constraint.
        price.times(line.qty)?;
        self.deed
            .connection()
            .prepare_cached(
                "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
                 customization, for_whom) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '')",
            )?
            .execute(params![
                order.raw(),
                offer.id.raw(),
                offer.product,
                offer.variant,
                line.qty,
                price.raw(),
                offer.cost.raw(),
                text::long_line("field-customization", &line.customization)?,
            ])?;
        self.made.lines += 1;
        Ok(())
    }

    /// The offer of a line's code; the product and the offer are made when the book lacks them.
    fn offer(&mut self, line: &ImportLine) -> Result<OfferRow> {
        let key = line.code.as_str().to_ascii_uppercase();
        if let Some(offer) = self.offers.get(&key) {
            return Ok(offer.clone());
        }
        let connection = self.deed.connection();
        let variant = match variant_by_code(connection, &line.code)? {
            Some(variant) => variant,
            None => {
                let price = line.unit_price.unwrap_or_default();
                let product = match find_product(connection, &line.code)? {
                    Some(product) => product.id,
                    None => {
                        self.made.products += 1;
                        add_product(self.deed, &line.code, &line.product, None)?
                    }
                };
                add_variant(self.deed, product, &line.code, "", price, Rupiah::ZERO)?;
                variant_by_code(connection, &line.code)?.ok_or(Refusal::NoItems)?
            }
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
        self.offers.insert(key, offer.clone());
        Ok(offer)
    }

    /// The customer of an order: known by phone, else one per name of this table.
    fn customer(&mut self, order: &ImportOrder) -> Result<CustomerId> {
        let key = (order.name.to_lowercase(), order.phone.clone());
        if let Some(customer) = self.customers.get(&key) {
            return Ok(*customer);
        }
        let connection = self.deed.connection();
        let count = "SELECT count(*) FROM customers";
        let before: i64 = connection
            .prepare_cached(count)?
            .query_row([], |row| row.get(0))?;
        let customer = customer::resolve(
            self.deed,
            &customer::CustomerRef::Described {
                name: order.name.clone(),
                phone: order.phone.clone(),
                address: order.address.clone(),
            },
        )?;
        let after: i64 = connection
            .prepare_cached(count)?
            .query_row([], |row| row.get(0))?;
        self.made.customers += u64::from(after > before);
        self.customers.insert(key, customer);
        Ok(customer)
    }
}
