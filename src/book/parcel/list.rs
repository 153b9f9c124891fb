//! Questions about parcels.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::rows::parcel;
use crate::domain::id::{OrderId, ParcelId, PeriodId};
use crate::domain::parcel::{Parcel, ParcelState, read_parcel_code};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Which parcels a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParcelFilter {
    /// With an order of this PO.
    pub period: Option<PeriodId>,
    /// In this state.
    pub state: Option<ParcelState>,
    /// Only parcels for couriers, none that was fetched.
    pub couriers: bool,
    /// Only parcels of couriers without a tracking number.
    pub untracked: bool,
    /// Only parcels that came back and wait for a decision (rule 82).
    pub undecided: bool,
    /// Only parcels that still need something: packed, back without a decision, with money to collect, or on
    /// their way and sent after this moment.
    pub open_since: Option<Moment>,
    /// Only parcels with this in their number, recipient, courier, tracking number, or an order's number or
    /// customer.
    pub text: Option<String>,
}

impl Book {
    /// The parcels that match, newest first.
    pub fn parcels(&self, filter: &ParcelFilter) -> Result<Vec<Parcel>> {
        let reading = self.reading()?;
        let (condition, values) = condition(filter);
        let sql = format!("SELECT p.id FROM parcels p WHERE {condition} ORDER BY p.id DESC");
        parcel::fill(&reading, &select(&reading, &sql, values)?)
    }

    /// These parcels, in this order.
    pub fn parcels_by_id(&self, ids: &[ParcelId]) -> Result<Vec<Parcel>> {
        parcel::fill(&*self.reading()?, ids)
    }

    /// One parcel in full.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn parcel(&self, id: ParcelId) -> Result<Parcel> {
        parcel::by_id(&*self.reading()?, id)
    }

    /// The parcel with this number: `P7`.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn parcel_id(&self, code: &str) -> Result<ParcelId> {
        let reading = self.reading()?;
        let unknown = || Refusal::unknown(Noun::Parcel, code, []);
        let id = read_parcel_code(code).ok_or_else(unknown)?;
        let known: bool = reading
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM parcels WHERE id = ?1)")?
            .query_row([id], |row| row.get(0))?;
        match known {
            true => Ok(id),
            false => Err(unknown().into()),
        }
    }

    /// The parcels of an order, oldest first.
    pub fn parcels_of(&self, order: OrderId) -> Result<Vec<Parcel>> {
        let reading = self.reading()?;
        let ids = parcel::of_order(&reading, order)?;
        parcel::fill(&reading, &ids)
    }
}

/// The ids that a statement gives.
pub(super) fn select(
    connection: &Connection,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<ParcelId>> {
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The condition on a parcel `p` that a filter makes, and its values.
pub(super) fn condition(filter: &ParcelFilter) -> (String, Vec<Value>) {
    let mut sql = "1".to_owned();
    let mut values: Vec<Value> = Vec::new();
    if let Some(period) = filter.period {
        // One of several POs belongs to each of them.
        sql.push_str(
            " AND (p.period_id = ? OR p.period_id IS NULL AND EXISTS (SELECT 1 FROM unit_moves u
               JOIN orders o ON o.id = u.order_id WHERE u.parcel_id = p.id AND o.period_id = ?))",
        );
        values.extend([period.into(), period.into()]);
    }
    sql.push_str(match filter.state {
        None => "",
        Some(ParcelState::Packed) => " AND p.sent_at IS NULL",
        Some(ParcelState::Sent) => {
            " AND p.sent_at IS NOT NULL AND p.received_at IS NULL AND p.returned_at IS NULL"
        }
        Some(ParcelState::Received) => " AND p.received_at IS NOT NULL",
        Some(ParcelState::Returned) => " AND p.returned_at IS NOT NULL",
    });
    if filter.couriers || filter.untracked {
        sql.push_str(" AND p.way = 'courier'");
    }
    if filter.untracked {
        sql.push_str(" AND p.tracking = ''");
    }
    if filter.undecided {
        sql.push_str(" AND p.returned_at IS NOT NULL AND p.return_ending IS NULL");
    }
    if let Some(since) = filter.open_since {
        sql.push_str(
            " AND (p.sent_at IS NULL OR p.returned_at IS NOT NULL AND p.return_ending IS NULL
                OR p.received_at IS NULL AND p.returned_at IS NULL AND (p.sent_at > ? OR p.cod > 0))",
        );
        values.push(since.into());
    }
    if let Some(text) = &filter.text {
        sql.push_str(
            " AND (p.id = ? OR p.recipient LIKE ? ESCAPE '\\' OR p.courier LIKE ? ESCAPE '\\'
                OR p.tracking LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM unit_moves u
                    JOIN orders o ON o.id = u.order_id JOIN customers c ON c.id = o.customer_id
                    WHERE u.parcel_id = p.id AND (o.code LIKE ? ESCAPE '\\' OR c.name LIKE ? ESCAPE '\\')))",
        );
        let number = read_parcel_code(text).map_or(0, ParcelId::raw);
        values.push(number.into());
        let like = format!("%{}%", escaped(text));
        values.extend(std::iter::repeat_n(Value::from(like), 5));
    }
    (sql, values)
}

/// A text as `LIKE` takes it literally.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
