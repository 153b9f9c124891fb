//! Writes the orders of a table into a period within one deed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::rc::Rc;

use rusqlite::params;

use super::bulk::{Bulk, Line};
use super::changes::{Told, change_known};
use super::known::{Difference, Known, Met};
use super::prices::{Counted, FurtherPrices};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::book::rows::customer::{self, CustomerRef};
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::{field, goods_named, number, order, package, period, text};
use crate::book::steps::order::quotas::{self, Wanted};
use crate::book::steps::order::{bill, parts};
use crate::book::steps::{bonus, tally};
use crate::domain::custom_fields::{self, CustomField, Filled};
use crate::domain::digest::Digest;
use crate::domain::draft::{LineDraft, OrderDraft};
use crate::domain::id::{CustomerId, OfferId, OrderId, PeriodId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::domain::quota;
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;

/// What an import made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    /// Orders that were skipped because the period had them already.
    pub known: u64,
    /// Of them, those that the table tells otherwise now, at most [`MAX_DIFFERING`].
    pub differing: Vec<Difference>,
    /// Of them, those that were changed as the table tells them ([`KnownOrders::Change`]).
    pub changed: u64,
    /// Names of new products and variants that the table has no price for; they were added as free.
    pub unpriced: Vec<String>,
}

/// Most known orders that differ and are told one by one.
pub const MAX_DIFFERING: usize = 1_000;

/// What an import does with known orders that the table tells otherwise now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownOrders {
    /// They stay.
    #[default]
    Leave,
    /// Their goods become those of the table, at today's price (rule 13); cancelled ones are
    /// cancelled by the customer (rule 33).
    Change,
}

/// The owner's column mapping for a table, to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// The key of the table's header.
    pub header: String,
    /// The mapping, one `field = column title` per line.
    pub mapping: String,
}

/// Writes the orders of a table into a period.
pub(in crate::book) fn import(
    deed: &Deed<'_>,
    period: PeriodId,
    orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
    known_orders: KnownOrders,
    mut progress: impl FnMut(usize),
) -> Result<(Imported, Period)> {
    let now = deed.now;
    let period = period::by_id(deed.connection(), period)?;
    period::not_over(&period, now)?;
    // Orders imported into a period without orders are not late: they were ordered while the window
    // was open, and the next deed freezes the tally with them.
    let has_orders = deed
        .connection()
        .prepare_cached("SELECT 1 FROM orders WHERE period_id = ?1")?
        .exists([period.id])?;
    if has_orders {
        tally::freeze_if_closed(deed, period.id, now)?;
    }
    let mut import = Import {
        deed,
        bulk: Bulk::begin(deed)?,
        period: &period,
        known: Known::of(deed.connection(), period.id)?,
        known_orders,
        told: Told::new(),
        fields: HashMap::new(),
        prices: FurtherPrices::default(),
        offers: HashMap::new(),
        customers: HashMap::new(),
        newest_customer: customer::newest(deed.connection())?,
        added: Vec::new(),
        has_quotas: quotas::has_quotas(deed.connection(), &period)?,
        orders_left: quotas::orders_left(deed.connection(), &period)?,
        references: References::default(),
        made: Imported::default(),
    };
    for (done, order) in orders.into_iter().enumerate() {
        let order = order?;
        let row = order.lines.first().map_or(0, |line| line.row);
        let made = import.order(&order);
        made.map_err(|error| error.at_row(row, &order.customer.name))?;
        progress(done + 1);
    }
    import.bulk.end()?;
    if !import.told.is_empty() {
        change_known(deed, &period, &import.told)?;
        import.made.changed = import.told.len() as u64;
    }
    import.check_quotas()?;
    let made = std::mem::take(&mut import.made);
    drop(import);
    Ok((made, period))
}

/// Counts equal orders of a table, by their digests.
#[derive(Default)]
pub(in crate::book) struct References(HashMap<Digest, u32>);

impl References {
    /// The reference that identifies an order of the table: its own number when it has one, else
    /// its content. Equal orders in one table are different orders; the second one's reference ends
    /// in `#2`, and so on.
    pub(super) fn reference(&mut self, new: &OrderDraft) -> Result<String> {
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

/// A running import, with what it has looked up so far.
pub(in crate::book) struct Import<'a> {
    pub(super) deed: &'a Deed<'a>,
    pub(super) bulk: Bulk<'a>,
    pub(super) period: &'a Period,
    known: Known,
    known_orders: KnownOrders,
    /// Known orders to change.
    told: Told,
    pub(super) references: References,
    /// The custom fields of products.
    fields: HashMap<ProductId, Vec<CustomField>>,
    /// The further prices of variants.
    prices: FurtherPrices,
    /// Offers by the key of the line that named them ([`goods_named::key`]).
    pub(super) offers: HashMap<String, Rc<OfferRow>>,
    /// Customers by name and phone as they stand in the table.
    pub(super) customers: HashMap<Digest, CustomerId>,
    /// The highest customer id so far.
    pub(super) newest_customer: CustomerId,
    /// Units added per line, in the order of the table, without cancelled orders; empty when the
    /// period has no quota that they could exceed.
    added: Vec<Added>,
    /// Whether the period has a quota of units at some level.
    pub(super) has_quotas: bool,
    /// How many more orders the period takes, when that is limited.
    pub(super) orders_left: Option<i64>,
    pub(super) made: Imported,
}

/// Units a line of a table adds to an offer.
struct Added {
    offer: OfferId,
    units: i64,
    row: u64,
    customer: CustomerId,
}

impl Import<'_> {
    fn order(&mut self, new: &OrderDraft) -> Result<()> {
        let connection = self.deed.connection();
        if new.lines.is_empty() {
            return Err(Refusal::NoItems.into());
        }
        let reference = self.references.reference(new)?;
        let reference = match self.known.meet(connection, reference, new)? {
            Met::New(reference) => reference,
            Met::Known(differs) => {
                self.made.known += 1;
                return differs.map_or(Ok(()), |differs| self.differs(new, differs));
            }
        };
        if let Some(left) = self.orders_left.as_mut().filter(|_| !new.cancelled) {
            if *left <= 0 {
                return Err(quotas::orders_full(self.period).into());
            }
            *left -= 1;
        }
        let customer = self.customer(new)?;
        let who = customer::by_id(connection, customer)?;
        let now = self.deed.now;
        let placed_at = new.placed_at.unwrap_or(now);
        let kept = match &new.code {
            Some(code) => order::keep_code(connection, &self.period.code, code)?,
            None => None,
        };
        let code = match kept {
            Some(code) => code,
            None => order::next_code(connection, &self.period.code)?,
        };
        let free = match &new.free {
            Some(why) => Some(text::long_line("field-free", why)?).filter(|why| !why.is_empty()),
            None => None,
        };
        let down_payment = match (&free, who.pays_full) {
            (Some(_), _) => DownPayment::None,
            (None, true) => DownPayment::Full,
            (None, false) => self.period.down_payment,
        };
        let mut counted = Counted::of(who.level.clone(), free.is_some());
        // Where each row has its price there is nothing to count.
        let priced = new.lines.iter().all(|line| line.unit_price.is_some());
        for line in new.lines.iter().filter(|_| free.is_some() || !priced) {
            let (line, _) = goods_named::with_choice(connection, line)?;
            let offer = self.offer(&line);
            let offer = offer.map_err(|error| error.at_row(line.row, &new.customer.name))?;
            counted.add(&offer, line.qty);
            if free.is_some() && line.unit_price.is_some_and(|price| price > Rupiah::ZERO) {
                let code = offer.code.clone();
                let refusal = BookError::from(Refusal::FreePriced { code });
                return Err(refusal.at_row(line.row, &new.customer.name));
            }
        }
        connection
            .prepare_cached(
                "INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient,
                 recipient_phone, address, source_ref, down_payment, confirmed_at, cancelled_at, cancelled_by, cancel_reason,
                 cancellation, free_reason)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?4, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                code,
                self.period.id,
                customer,
                placed_at,
                new.channel.unwrap_or_default(),
                text::note("field-note", &new.note)?,
                match &new.recipient {
                    Some(recipient) => text::line("field-recipient", recipient)?,
                    None => who.name,
                },
                match &new.recipient_phone {
                    Some(phone) => text::phone("field-phone", phone)?,
                    None => who.phone,
                },
                match &new.customer.address {
                    Some(address) => text::long_line("field-address", address)?,
                    None => who.address,
                },
                reference,
                down_payment,
                new.cancelled.then_some(now),
                new.cancelled.then_some("customer"),
                new.cancelled.then_some(""),
                self.period.cancellation,
                free])?;
        let id = OrderId::new(connection.last_insert_rowid());
        self.deed.touches(id)?;
        // A cancelled order holds no units.
        let live = (!new.cancelled).then_some(customer);
        let mut lines = Rupiah::ZERO;
        for line in &new.lines {
            let amount = self.line(id, line, live, new.unasked, &counted);
            let amount = amount.map_err(|error| error.at_row(line.row, &new.customer.name))?;
            lines = lines.plus(amount)?;
        }
        let (mut charges, mut lowering) = (Rupiah::ZERO, Rupiah::ZERO);
        // What is free has no unique code (rule 109).
        let left_out = |kind| new.cancelled || counted.is_free() && kind == ChargeKind::UniqueCode;
        for (kind, amount) in new.charges.iter().filter(|(kind, _)| !left_out(*kind)) {
            let charge = self.charge(id, *kind, *amount)?;
            charges = charges.plus(charge)?;
            lowering = lowering.plus(charge.min(Rupiah::ZERO))?;
        }
        bill::check_total(&code, lines, charges, lowering)?;
        if !new.cancelled {
            bonus::give_gifts(self.deed, self.period.id, id)?;
        }
        self.made.orders += 1;
        self.made.cancelled += u64::from(new.cancelled);
        Ok(())
    }

    /// Notes that a known order differs, and changes it later if the owner wants that.
    fn differs(&mut self, new: &OrderDraft, differs: Difference) -> Result<()> {
        if self.known_orders == KnownOrders::Change && differs.command.is_some() {
            for line in new.lines.iter().filter(|_| !new.cancelled) {
                // Goods that the book or the period lacks are added, as for a new order.
                let (line, _) = goods_named::with_choice(self.deed.connection(), line)?;
                self.offer(&line)?;
            }
            self.told.insert(differs.order, new.clone());
        }
        if self.made.differing.len() < MAX_DIFFERING {
            self.made.differing.push(differs);
        }
        Ok(())
    }

    /// Writes a charge of the bill; returns the amount with its sign there.
    fn charge(&self, id: OrderId, kind: ChargeKind, amount: Rupiah) -> Result<Rupiah> {
        let signed = kind.signed(amount).bounded()?;
        self.deed
            .connection()
            .prepare_cached(
                "INSERT INTO charges (order_id, kind, amount, label, at) VALUES (?1, ?2, ?3, '', ?4)",
            )?
            .execute(params![id, kind, signed, self.deed.now])?;
        Ok(signed)
    }

    /// Writes a line of the bill, whose units the customer holds unless cancelled; returns its
    /// amount.
    fn line(
        &mut self,
        id: OrderId,
        line: &LineDraft,
        holds: Option<CustomerId>,
        unasked: bool,
        counted: &Counted,
    ) -> Result<Rupiah> {
        let (line, typed) = goods_named::with_choice(self.deed.connection(), line)?;
        let offer = self.offer(&line)?;
        let chosen = package::chosen(self.deed.connection(), &offer, &typed)?;
        let for_whom = line.for_whom.as_deref().unwrap_or_default();
        let for_whom = text::line("field-for-whom", for_whom)?;
        let checked = holds.is_some() && !unasked;
        let filled = self.filled(&offer, &line, &for_whom, checked)?;
        let goods = (&*offer, &*line);
        let price = self.prices.price(self.deed, goods, filled.price, counted)?;
        // Checked here so that a too large amount gives a sentence and not a broken constraint.
        let amount = price.each.times(number::quantity(line.qty.into())?)?;
        let parts = parts::parts_of(self.deed.connection(), &offer, &chosen)?;
        let written = Line {
            order: id,
            offer: Rc::clone(&offer),
            qty: line.qty,
            price: price.each,
            cost: offer.of_one(offer.cost)?,
            price_label: price.label,
            grams: offer.sold_by_weight.map(Grams::raw),
            customization: text::long_line("field-customization", &filled.text)?,
            for_whom,
            field_price: price.field_price,
            chosen,
            is_package: !parts.is_empty(),
        };
        if parts.is_empty() {
            self.bulk.add(written)?;
        } else {
            let package = self.bulk.add_known(written)?;
            parts::insert_parts(self.deed, id, package, line.qty.into(), &parts)?;
        }
        self.made.lines += 1;
        if let Some(customer) = holds.filter(|_| self.has_quotas) {
            let adds = |offer, each: i64| Added {
                offer,
                units: each * i64::from(line.qty),
                row: line.row,
                customer,
            };
            self.added.push(adds(offer.id, 1));
            let parts = parts.iter().map(|part| adds(part.offer, part.each));
            self.added.extend(parts);
        }
        Ok(amount)
    }

    /// The customization of a line with its custom fields filled (rule 67), also the one for a name by
    /// who it is for. A required one that is empty is refused where `checked`.
    fn filled(
        &mut self,
        offer: &OfferRow,
        line: &LineDraft,
        for_whom: &str,
        checked: bool,
    ) -> Result<Filled> {
        let connection = self.deed.connection();
        let fields = match self.fields.entry(offer.product_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(field::of_product(connection, offer.product_id)?),
        };
        let typed = line.customization.as_deref().unwrap_or_default();
        let typed = custom_fields::with_name(fields, typed, for_whom);
        let filled = match checked {
            true => custom_fields::fill(fields, &typed, &offer.code),
            false => custom_fields::fill_unchecked(fields, &typed),
        };
        Ok(filled.map_err(Refusal::from)?)
    }

    /// Refuses a table that exceeds a quota (rule 15), naming the first line without room, which is
    /// found by bisection.
    fn check_quotas(&self) -> Result<()> {
        let (mut fit, mut full, mut refusal) = (0, self.added.len(), None);
        let mut asked = full;
        while asked > fit {
            match self.check_first(asked) {
                Ok(()) => fit = asked,
                Err(BookError::Refused(why)) => {
                    full = asked;
                    refusal = Some(why);
                }
                Err(other) => return Err(other),
            }
            asked = fit + (full - fit) / 2;
        }
        match (
            refusal,
            full.checked_sub(1).and_then(|at| self.added.get(at)),
        ) {
            (Some(why), Some(line)) => {
                let who = customer::by_id(self.deed.connection(), line.customer)?;
                Err(why.at_row(line.row, &who.name).into())
            }
            _ => Ok(()),
        }
    }

    /// Checks that every quota has room for the units of the first `lines` lines.
    fn check_first(&self, lines: usize) -> Result<()> {
        let connection = self.deed.connection();
        // The running sums count all units of the table already.
        let mut units: HashMap<OfferId, (i64, i64)> = HashMap::new();
        for (at, line) in self.added.iter().enumerate() {
            let (counted, will) = units.entry(line.offer).or_default();
            *counted += line.units;
            *will += if at < lines { line.units } else { 0 };
        }
        let mut wanted = Vec::with_capacity(units.len());
        for (offer, (counted, will)) in units {
            wanted.push(Wanted {
                offer: offer::offer_by_id(connection, offer)?,
                had: 0,
                counted,
                will,
                within: Vec::new(),
            });
        }
        Ok(quota::check(&quotas::caps(
            connection,
            self.period,
            &wanted,
            // The orders were taken on their channels already, so they may use reserved units.
            None,
        )?)?)
    }

    /// The customer of an order: found by phone, else one customer per name in this table.
    fn customer(&mut self, order: &OrderDraft) -> Result<CustomerId> {
        let who = &order.customer;
        let phone = who.phone.clone().unwrap_or_default();
        let key = Digest::of([who.name.to_lowercase().as_str(), &phone]);
        if let Some(customer) = self.customers.get(&key) {
            return Ok(*customer);
        }
        let customer = customer::resolve(
            self.deed,
            &CustomerRef::Described {
                name: who.name.clone(),
                phone,
                address: who.address.clone().unwrap_or_default(),
            },
        )?;
        // Ids grow: a new customer's is higher than all before.
        if customer > self.newest_customer {
            self.newest_customer = customer;
            self.made.customers += 1;
        }
        self.customers.insert(key, customer);
        Ok(customer)
    }
}
