//! Entries: money of an account that is no customer's, such as what a courier was paid (rules 90–93,
//! 101). They are added and reversed, never changed.

use rusqlite::params;

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::account::ExpenseCategory;
use crate::domain::id::{AccountId, ClaimId, EntryId, ParcelId, PeriodId, SupplierId};
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) enum EntryFor {
    /// A courier was paid for a parcel.
    Courier(ParcelId),
    /// Insurance or a courier paid for a claim (rule 83).
    Recovery(ClaimId),
    /// Money moved between accounts.
    Transfer,
    /// What was held was paid out or handed in (rule 91).
    Payout,
    /// What a movement cost.
    Fee,
    /// The owner's own money came in or went out.
    Owner,
    /// A count found more or less than there should be (rule 92).
    Count,
    /// Something was paid for (rule 93).
    Expense(ExpenseCategory),
}

impl EntryFor {
    /// The word that is stored.
    fn kind(self) -> &'static str {
        match self {
            Self::Courier(_) => "courier",
            Self::Recovery(_) => "recovery",
            Self::Transfer => "transfer",
            Self::Payout => "payout",
            Self::Fee => "fee",
            Self::Owner => "owner",
            Self::Count => "count",
            Self::Expense(_) => "expense",
        }
    }
}

/// Money that went into an account, or out of it when less than zero.
#[derive(Debug, Clone, Copy)]
pub(in crate::book) struct NewEntry<'a> {
    /// The account.
    pub(in crate::book) account: AccountId,
    /// What it is for.
    pub(in crate::book) of: EntryFor,
    /// Signed, in rupiah.
    pub(in crate::book) amount: Rupiah,
    /// When it moved; the moment of the deed when absent.
    pub(in crate::book) at: Option<Moment>,
    /// Whether it touches what is held for the account.
    pub(in crate::book) held: bool,
    /// The first entry of the same movement.
    pub(in crate::book) with: Option<EntryId>,
    /// The PO it belongs to.
    pub(in crate::book) period: Option<PeriodId>,
    /// The supplier it went to.
    pub(in crate::book) supplier: Option<SupplierId>,
    /// What the owner wrote.
    pub(in crate::book) note: &'a str,
}

impl NewEntry<'_> {
    /// An entry of now, that belongs to nothing else.
    pub(in crate::book) fn of(account: AccountId, of: EntryFor, amount: Rupiah) -> Self {
        Self {
            account,
            of,
            amount,
            at: None,
            held: false,
            with: None,
            period: None,
            supplier: None,
            note: "",
        }
    }
}

/// Books an entry.
pub(in crate::book) fn add(deed: &Deed<'_>, new: &NewEntry<'_>) -> Result<EntryId> {
    let (category, parcel, claim) = match new.of {
        EntryFor::Expense(category) => (category.code(), None, None),
        EntryFor::Courier(parcel) => ("", Some(parcel), None),
        EntryFor::Recovery(claim) => ("", None, Some(claim)),
        _ => ("", None, None),
    };
    deed.connection()
        .prepare_cached(
            "INSERT INTO entries (at, account_id, kind, amount, held, with_id, category, period_id, supplier_id,
                 parcel_id, claim_id, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            new.at.unwrap_or(deed.now),
            new.account,
            new.of.kind(),
            new.amount.bounded()?,
            new.held,
            new.with,
            category,
            new.period,
            new.supplier,
            parcel,
            claim,
            new.note,
        ])?;
    Ok(EntryId::new(deed.connection().last_insert_rowid()))
}

/// Reverses one entry, on its own day, so that it never was in a balance.
pub(in crate::book) fn reverse(deed: &Deed<'_>, id: EntryId) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO entries (at, account_id, kind, amount, held, category, period_id, supplier_id, note, reverses)
             SELECT at, account_id, kind, -amount, held, category, period_id, supplier_id, note, id
             FROM entries WHERE id = ?1",
        )?
        .execute([id])?;
    Ok(())
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
