//! Recognises the orders of a table that the period has already. An order number alone is no
//! identity: files start again at 1. It is the same order with the same customer and moment, or
//! with the same customer and goods; one that differs now is told.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use chrono::Timelike;
use rusqlite::{Connection, OptionalExtension, params};

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::book::rows::{goods_named, shop, text};
use crate::domain::draft::OrderDraft;
use crate::domain::fnv::{fnv64, terminated};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::item::{Change, ItemText};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::phone;
use crate::domain::text::fold;
use crate::domain::when::{Moment, Zone};

/// What the period has of an order of the table.
pub(in crate::book) enum Met {
    /// Nothing: it is stored with this reference.
    New(String),
    /// The order; with what the table tells otherwise now.
    Known(Option<Difference>),
}

/// A known order that the table tells otherwise now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub(super) order: OrderId,
    /// The sentence that says what differs.
    pub told: Message,
    /// The sentence with the command that changes the order; `None` for other prices, which stay as
    /// they were promised (rule 13).
    pub command: Option<Message>,
}

/// Units of goods in a known order and in the table.
pub(super) struct ChangedUnits {
    pub(super) code: String,
    pub(super) had: i64,
    pub(super) said: i64,
}

impl ChangedUnits {
    /// The change as it is typed: `+2 NAS`.
    pub(super) fn typed(&self) -> String {
        format!("{:+} {}", self.said - self.had, self.code)
    }

    /// The change as an item that is typed.
    pub(super) fn item(&self) -> ItemText {
        let more = self.said - self.had;
        ItemText {
            qty: more.abs(),
            change: if more > 0 {
                Change::Add
            } else {
                Change::Remove
            },
            variant: self.code.clone(),
            chosen: None,
            for_whom: None,
            customization: None,
        }
    }
}

/// An order of the period with the same number.
struct Candidate {
    id: OrderId,
    code: String,
    name: String,
    phone: Option<String>,
    placed_at: Moment,
    cancelled: bool,
}

from_row! {
    CANDIDATE, candidate: Candidate {
        id: "o.id",
        code: "o.code",
        name: "c.name",
        phone: "c.phone",
        placed_at: "o.placed_at",
        cancelled: "o.cancelled_at IS NOT NULL",
    } from "orders o JOIN customers c ON c.id = o.customer_id
     WHERE o.period_id = ?1"
}

/// The orders of a period before a table is taken in.
pub(in crate::book) struct Known {
    period: PeriodId,
    zone: Zone,
    /// The last order before the import.
    last: OrderId,
    /// Whether the period had orders before the import.
    had_orders: bool,
    /// Orders of tables without order numbers, by phone and by name; read when first needed.
    earlier: OnceCell<HashMap<String, Vec<Rc<Candidate>>>>,
}

impl Known {
    pub(in crate::book) fn of(connection: &Connection, period: PeriodId) -> Result<Self> {
        let last = connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM orders")?
            .query_row([], |row| row.get(0))?;
        let had_orders = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM orders WHERE period_id = ?1)")?
            .query_row([period], |row| row.get(0))?;
        Ok(Self {
            period,
            zone: shop::read(connection)?.zone,
            last,
            had_orders,
            earlier: OnceCell::new(),
        })
    }

    /// Looks up an order of a table by its reference.
    pub(in crate::book) fn meet(
        &self,
        connection: &Connection,
        reference: String,
        new: &OrderDraft,
    ) -> Result<Met> {
        let with = |reference: &str| -> Result<Option<Candidate>> {
            Ok(connection
                .prepare_cached(&format!(
                    "{CANDIDATE} AND o.source_ref = ?2 ORDER BY o.id LIMIT 1"
                ))?
                .query_row(params![self.period, reference], candidate)
                .optional()?)
        };
        let mut found = with(&reference)?;
        if new.reference.is_none() {
            // The reference is made of the customer, the moment and perhaps the goods.
            return match found {
                Some(known) if known.id > self.last => Ok(Met::Known(None)),
                Some(known) => Ok(Met::Known(difference(connection, &known, new)?)),
                None => self.meet_unnumbered(connection, reference, new),
            };
        }
        if found.is_none() && self.had_orders {
            // Our own export names orders by the number they have here.
            found = connection
                .prepare_cached(&format!("{CANDIDATE} AND o.code = ?2"))?
                .query_row(params![self.period, reference], candidate)
                .optional()?;
            if let Some(known) = &found
                && !is_same(known, new, self.zone, &|| Ok(false))?
            {
                found = None;
            }
        }
        if found.is_none() && self.had_orders {
            // A spreadsheet takes `000123` for 123.
            for padded in with_zeros(&reference) {
                if let Some(known) = with(&padded)?
                    && is_same(&known, new, self.zone, &|| {
                        same_goods(connection, &known, new)
                    })?
                {
                    return Ok(Met::Known(difference(connection, &known, new)?));
                }
            }
        }
        let Some(known) = found else {
            return Ok(Met::New(reference));
        };
        let goods = || same_goods(connection, &known, new);
        if is_same(&known, new, self.zone, &goods)? {
            return Ok(Met::Known(difference(connection, &known, new)?));
        }
        // Another order with the same number: its customer and moment are part of its reference.
        let apart = format!("{reference}~{:016x}", who_and_when(new));
        let apart = text::line("field-reference", &apart)?;
        Ok(match with(&apart)? {
            Some(known) => Met::Known(difference(connection, &known, new)?),
            None => Met::New(apart),
        })
    }

    /// Recognises an order without a number whose goods changed since: of the same customer and
    /// moment; on the same day also with other counts; without a day only when goods were added.
    fn meet_unnumbered(
        &self,
        connection: &Connection,
        reference: String,
        new: &OrderDraft,
    ) -> Result<Met> {
        let said = new.customer.phone.as_deref();
        let phone = said.map(|said| phone::normalize(said).unwrap_or_else(|| said.to_owned()));
        let name = fold(&new.customer.name);
        let earlier = self.earlier(connection)?;
        let by_phone = phone.as_ref().and_then(|phone| earlier.get(phone));
        let by_name = earlier.get(&name);
        for known in by_phone.into_iter().chain(by_name).flatten() {
            let other = known.phone.is_some() && phone.is_some() && known.phone != phone;
            if other || known.cancelled {
                continue;
            }
            let timed = |at: Moment| at.local(self.zone).num_seconds_from_midnight() != 0;
            let (same_moment, exact) = match new.placed_at {
                Some(at) => (at == known.placed_at, timed(at)),
                None => (true, false),
            };
            if !same_moment {
                continue;
            }
            let units = units(connection, known.id, new)?;
            let grown = units.values().all(|(had, said)| had <= said);
            let same = units.values().all(|(had, said)| had == said);
            let shared = units.values().any(|(had, said)| *had > 0 && *said > 0);
            let changed = new.placed_at.is_some() && shared;
            if exact || changed || grown && !same {
                return Ok(Met::Known(difference(connection, known, new)?));
            }
        }
        Ok(Met::New(reference))
    }

    fn earlier(&self, connection: &Connection) -> Result<&HashMap<String, Vec<Rc<Candidate>>>> {
        if let Some(earlier) = self.earlier.get() {
            return Ok(earlier);
        }
        let mut found = HashMap::<String, Vec<Rc<Candidate>>>::new();
        let mut orders = connection.prepare_cached(&format!(
            "{CANDIDATE} AND o.id <= ?2 AND o.source_ref LIKE '~%' ORDER BY o.id"
        ))?;
        let rows = orders.query_map(params![self.period, self.last], candidate)?;
        for known in rows {
            let known = Rc::new(known?);
            if let Some(phone) = &known.phone {
                found
                    .entry(phone.clone())
                    .or_default()
                    .push(Rc::clone(&known));
            }
            found.entry(fold(&known.name)).or_default().push(known);
        }
        Ok(self.earlier.get_or_init(|| found))
    }
}

/// The same number with fewer or more zeros before it.
fn with_zeros(reference: &str) -> Vec<String> {
    const LONGEST: usize = 10;
    let bare = reference.trim_start_matches('0');
    if bare.is_empty() || bare.len() > LONGEST || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let padded = (bare.len()..=LONGEST).map(|width| format!("{bare:0>width$}"));
    padded.filter(|padded| padded != reference).collect()
}

/// Whether an order with the same number is this one.
fn is_same(
    known: &Candidate,
    new: &OrderDraft,
    zone: Zone,
    same_goods: &dyn Fn() -> Result<bool>,
) -> Result<bool> {
    let same_phone = match (&known.phone, &new.customer.phone) {
        (Some(known), Some(said)) => phone::normalize(said).as_deref().unwrap_or(said) == known,
        _ => false,
    };
    let customer = same_phone || fold(&known.name) == fold(&new.customer.name);
    let day = |at: Moment| at.date(zone);
    // A moment at midnight is a day without a time.
    let timed = |at: Moment| at.local(zone).num_seconds_from_midnight() != 0;
    let (moment, exact) = match new.placed_at {
        None => (true, false),
        Some(at) if timed(at) && timed(known.placed_at) => (at == known.placed_at, true),
        Some(at) => (day(at) == day(known.placed_at), false),
    };
    Ok(match (customer, moment) {
        (true, true) => true,
        (true, false) => same_goods()?,
        // The customer was given another name since.
        (false, true) => exact && same_goods()?,
        (false, false) => false,
    })
}

/// A number for the customer and the moment of an order.
fn who_and_when(new: &OrderDraft) -> u64 {
    let at = new
        .placed_at
        .map_or_else(String::new, |at| at.unix().to_string());
    let phone = new.customer.phone.as_deref().unwrap_or_default();
    fnv64(terminated([
        fold(&new.customer.name).as_str(),
        phone,
        at.as_str(),
    ]))
}

/// Units by the code of the goods: of an order, and of what the table says of it.
type Units = BTreeMap<String, (i64, i64)>;

fn units(connection: &Connection, known: OrderId, new: &OrderDraft) -> Result<Units> {
    let mut units = Units::new();
    let mut lines = connection.prepare_cached(
        "SELECT v.code, sum(l.qty) FROM lines l JOIN offers f ON f.id = l.offer_id
         JOIN variants v ON v.id = f.variant_id
         WHERE l.order_id = ?1 AND l.part_of IS NULL GROUP BY v.code",
    )?;
    let mut rows = lines.query([known])?;
    while let Some(row) = rows.next()? {
        units.insert(row.get(0)?, (row.get(1)?, 0));
    }
    for line in &new.lines {
        let (line, _) = goods_named::with_choice(connection, line)?;
        let code = match goods_named::variant_of(connection, &line)? {
            Some(variant) => variant.code.to_string(),
            None => line.product.clone(),
        };
        units.entry(code).or_default().1 += i64::from(line.qty);
    }
    Ok(units)
}

fn same_goods(connection: &Connection, known: &Candidate, new: &OrderDraft) -> Result<bool> {
    let units = units(connection, known.id, new)?;
    Ok(units.values().all(|(had, said)| had == said))
}

/// The sentence for goods that cost something else now.
fn other_amount(
    connection: &Connection,
    known: &Candidate,
    new: &OrderDraft,
    say: impl Fn(&'static str) -> Message,
) -> Result<Option<Message>> {
    let prices = new.lines.iter().map(|line| {
        let price = line.unit_price?;
        Some(price.times(i64::from(line.qty)).ok()?.raw())
    });
    let Some(said) = prices.sum::<Option<i64>>() else {
        return Ok(None);
    };
    let had: i64 = connection
        .prepare_cached("SELECT coalesce(sum(qty * unit_price), 0) FROM lines WHERE order_id = ?1")?
        .query_row([known.id], |row| row.get(0))?;
    Ok((had != said).then(|| {
        say("import-differs-amount")
            .money("had", Rupiah::new(had))
            .money("said", Rupiah::new(said))
    }))
}

/// The goods whose units the table tells otherwise than a known order has them.
pub(super) fn changed_units(
    connection: &Connection,
    known: OrderId,
    new: &OrderDraft,
) -> Result<Vec<ChangedUnits>> {
    let units = units(connection, known, new)?.into_iter();
    Ok(units
        .filter(|(_, (had, said))| had != said)
        .map(|(code, (had, said))| ChangedUnits { code, had, said })
        .collect())
}

/// What the table says otherwise than the book, with the command that changes it.
fn difference(
    connection: &Connection,
    known: &Candidate,
    new: &OrderDraft,
) -> Result<Option<Difference>> {
    let row = new.lines.first().map_or(0, |line| line.row).to_string();
    let say = |key| {
        Message::new(key)
            .text("row", row.as_str())
            .text("order", known.code.as_str())
            .text("customer", known.name.as_str())
    };
    let command = |key| Message::new(key).text("order", known.code.as_str());
    let differs = |told, command| {
        Some(Difference {
            order: known.id,
            told,
            command,
        })
    };
    if known.cancelled {
        return Ok(None);
    }
    if new.cancelled {
        let cancel = command("import-change-cancelled");
        return Ok(differs(say("import-differs-cancelled"), Some(cancel)));
    }
    let changed = changed_units(connection, known.id, new)?;
    if changed.is_empty() {
        let told = other_amount(connection, known, new, say)?;
        return Ok(told.and_then(|told| differs(told, None)));
    }
    let list = |of: fn(&ChangedUnits) -> i64| {
        let parts = changed
            .iter()
            .map(|change| format!("{} {}", of(change), change.code));
        parts.collect::<Vec<_>>().join(", ")
    };
    let items = changed
        .iter()
        .map(|change| format!("--item \"{}\"", change.typed()));
    let items: Vec<String> = items.collect();
    let told = say("import-differs-goods")
        .text("had", list(|change| change.had))
        .text("said", list(|change| change.said));
    let edit = command("import-change-goods").text("items", items.join(" "));
    Ok(differs(told, Some(edit)))
}
