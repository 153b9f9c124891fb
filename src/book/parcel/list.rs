//! Questions about parcels.

use rusqlite::Connection;

use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::rows::parcel;
use crate::domain::id::{OrderId, ParcelId, PeriodId};
use crate::domain::parcel::{Parcel, ParcelState, read_parcel_code};
use crate::domain::refusal::{Noun, Refusal};

/// Which parcels a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParcelFilter {
    /// With an order of this PO.
    pub period: Option<PeriodId>,
    /// With this order.
    pub order: Option<OrderId>,
    /// In this state.
    pub state: Option<ParcelState>,
    /// Only parcels for couriers, none that was fetched.
    pub couriers: bool,
    /// Only parcels of couriers without a tracking number.
    pub untracked: bool,
    /// Only parcels that came back and wait for a decision (rule 82).
    pub undecided: bool,
    /// Only these.
    pub only: Option<Vec<ParcelId>>,
}

impl Book {
    /// The parcels that match, newest first.
    pub fn parcels(&self, filter: &ParcelFilter) -> Result<Vec<Parcel>> {
        let reading = self.reading()?;
        let ids = ids(&reading, filter)?;
        let all = parcel::fill(&reading, &ids)?;
        Ok(all
            .into_iter()
            .filter(|parcel| filter.state.is_none_or(|state| parcel.state() == state))
            .collect())
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

/// The ids of parcels that match all but the state, newest first.
fn ids(connection: &Connection, filter: &ParcelFilter) -> Result<Vec<ParcelId>> {
    if let Some(only) = &filter.only {
        return Ok(only.clone());
    }
    if let Some(order) = filter.order {
        let mut ids = parcel::of_order(connection, order)?;
        ids.reverse();
        return Ok(ids);
    }
    let mut sql = "SELECT p.id FROM parcels p WHERE 1".to_owned();
    let mut values = Vec::new();
    if let Some(period) = filter.period {
        // One of several POs belongs to each of them.
        sql.push_str(
            " AND (p.period_id = ?1 OR p.period_id IS NULL AND EXISTS (SELECT 1 FROM unit_moves u
               JOIN orders o ON o.id = u.order_id WHERE u.parcel_id = p.id AND o.period_id = ?1))",
        );
        values.push(period);
    }
    if filter.couriers || filter.untracked {
        sql.push_str(" AND p.way = 'courier'");
    }
    if filter.untracked {
        sql.push_str(" AND p.tracking = ''");
    }
    if filter.undecided {
        sql.push_str(" AND p.returned_at IS NOT NULL AND p.return_ending IS NULL");
    }
    sql.push_str(" ORDER BY p.id DESC");
    let mut select = connection.prepare_cached(&sql)?;
    let rows = select.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
