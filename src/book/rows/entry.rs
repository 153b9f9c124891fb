//! Entries: money of an account that is no customer's, such as what a courier was paid (rules 90–93,
//! 101). They are added and reversed, never changed.

use rusqlite::params;

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::id::{AccountId, ClaimId, EntryId, ParcelId, PeriodId};
use crate::domain::money::Rupiah;

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) enum EntryFor {
    /// A courier was paid for a parcel.
    Courier(ParcelId),
    /// Insurance or a courier paid for a claim (rule 83).
    Recovery(ClaimId),
}

/// Books money that went into an account, or out of it when less than zero.
pub(in crate::book) fn add(
    deed: &Deed<'_>,
    account: AccountId,
    of: EntryFor,
    amount: Rupiah,
    period: Option<PeriodId>,
) -> Result<EntryId> {
    let (kind, parcel, claim) = match of {
        EntryFor::Courier(parcel) => ("courier", Some(parcel), None),
        EntryFor::Recovery(claim) => ("recovery", None, Some(claim)),
    };
    deed.connection()
        .prepare_cached(
            "INSERT INTO entries (at, account_id, kind, amount, period_id, parcel_id, claim_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            deed.now,
            account,
            kind,
            amount.bounded()?,
            period,
            parcel,
            claim
        ])?;
    Ok(EntryId::new(deed.connection().last_insert_rowid()))
}

/// Reverses what was booked of a parcel and still stands.
pub(in crate::book) fn reverse_courier(deed: &Deed<'_>, parcel: ParcelId) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO entries (at, account_id, kind, amount, period_id, parcel_id, reverses)
             SELECT ?2, account_id, kind, -amount, period_id, parcel_id, id FROM entries e
             WHERE parcel_id = ?1 AND reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY id",
        )?
        .execute(params![parcel, deed.now])?;
    Ok(())
}

/// What was booked of a parcel and stands: the accounts and the sum, less than zero.
pub(in crate::book) fn courier_booked(
    deed: &Deed<'_>,
    parcel: ParcelId,
) -> Result<Vec<(AccountId, Rupiah)>> {
    let mut select = deed.connection().prepare_cached(
        "SELECT account_id, sum(amount) FROM entries WHERE parcel_id = ?1
         GROUP BY account_id HAVING sum(amount) <> 0 ORDER BY account_id",
    )?;
    let rows = select.query_map([parcel], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
