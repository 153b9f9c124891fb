//! Money of parcels: what a courier was paid, and what he collected (rules 91, 101).

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::account::{self, Account};
use crate::book::rows::entry::{self, EntryFor, NewEntry};
use crate::book::rows::named;
use crate::book::rows::parcel;
use crate::book::steps::ledger::{self, Movement, allocate, claim_arrived, pay_order};
use crate::domain::id::{AccountId, ParcelId};
use crate::domain::money::Rupiah;
use crate::domain::parcel::Parcel;
use crate::domain::payment::Method;
use crate::domain::refusal::Refusal;
use crate::domain::text::fold;

use crate::book::rows::order;

/// Records what a courier was paid for a parcel. With an account it is booked out of it, once: what was booked
/// before of this parcel is reversed.
pub(super) fn pay_courier(
    deed: &Deed<'_>,
    id: ParcelId,
    paid: Rupiah,
    account: Option<AccountId>,
) -> Result<()> {
    let connection = deed.connection();
    if paid < Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-courier-paid",
        }
        .into());
    }
    let parcel = parcel::by_id(connection, id)?;
    let column = match parcel.returned_at {
        None => "UPDATE parcels SET paid = ?2 WHERE id = ?1 AND paid IS NOT ?2",
        // A fee that comes once it is back is that of the way back (rule 82).
        Some(_) => "UPDATE parcels SET paid_back = ?2 WHERE id = ?1 AND paid_back IS NOT ?2",
    };
    connection
        .prepare_cached(column)?
        .execute(rusqlite::params![id, paid.bounded()?])?;
    let booked = entry::courier_booked(deed, id)?;
    let account = account.or(match booked.as_slice() {
        [(known, _)] => Some(*known),
        _ => None,
    });
    let Some(account) = account else {
        return Ok(());
    };
    let all = parcel::by_id(connection, id)?.paid.unwrap_or_default();
    if booked == [(account, all.negated())] {
        return Ok(());
    }
    entry::reverse_courier(deed, id)?;
    if all > Rupiah::ZERO {
        let entry = NewEntry {
            period: parcel.period,
            ..NewEntry::of(account, EntryFor::Courier(id), all.negated())
        };
        entry::add(deed, &entry)?;
    }
    Ok(())
}

/// Whether a courier has an account for what he collects.
pub(super) fn collects(deed: &Deed<'_>, courier: &str) -> Result<bool> {
    Ok(held_by(deed, courier)?.is_some())
}

/// The account for what a courier collects.
fn held_by(deed: &Deed<'_>, courier: &str) -> Result<Option<AccountId>> {
    let sought = [fold(courier), fold(&format!("COD {courier}"))];
    let accounts: Vec<Account> = named::all(deed.connection())?;
    let mut known = accounts.into_iter();
    Ok(known
        .find(|account| account.method == Method::Cod && sought.contains(&fold(&account.name)))
        .map(|account| account.id))
}

/// Records what a courier collected for a parcel as payments of its orders; he holds the money until he
/// hands it in.
pub(super) fn collected(deed: &Deed<'_>, parcel: &Parcel, amount: Rupiah) -> Result<()> {
    let connection = deed.connection();
    let account = match held_by(deed, &parcel.courier)? {
        Some(account) => account,
        None => {
            // An account of another kind may bear the courier's name.
            let accounts: Vec<Account> = named::all(connection)?;
            let taken = accounts
                .iter()
                .any(|known| fold(&known.name) == fold(&parcel.courier));
            let name = match taken {
                true => format!("COD {}", parcel.courier),
                false => parcel.courier.clone(),
            };
            account::save(deed, None, Some(&name), Some(Method::Cod))?.0
        }
    };
    let movement = Movement {
        amount,
        method: Method::Cod,
        account: Some(account),
        reference: parcel.tracking.clone(),
        ..Movement::default()
    };
    let mut parts = Vec::new();
    let mut rest = amount;
    for (id, _) in &parcel.orders {
        let due = order::row(connection, *id, deed.now)?.bill.balance()?;
        let part = due.max(Rupiah::ZERO).min(rest);
        rest = rest.minus(part)?;
        parts.push((*id, part));
    }
    // What is beyond their bills stays on the first.
    if let Some((_, part)) = parts.first_mut() {
        *part = part.plus(rest)?;
    }
    parts.retain(|(_, part)| *part > Rupiah::ZERO);
    if let [(only, _)] = parts.as_slice() {
        pay_order(deed, *only, &movement)?;
        return Ok(());
    }
    let Some((first, _)) = parts.first() else {
        return Ok(());
    };
    let customer = order::row(connection, *first, deed.now)?.customer;
    let payment = ledger::insert(deed, customer, &movement, None)?;
    for (id, part) in parts {
        deed.touches(id)?;
        allocate(deed, payment, id, part)?;
        claim_arrived(deed, id, part)?;
    }
    Ok(())
}
