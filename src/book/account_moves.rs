//! What accounts have, and money that is no customer's moving through them: opening balances, counts,
//! transfers, what is held handed in or paid out (rules 90–92).

use chrono::{Datelike, NaiveDate};

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::keeper::schema;
use super::rows::account::{self, Account};
use super::rows::entry::{self, EntryFor, NewEntry};
use super::rows::{named, text};
use super::steps::ledger::positive;
use crate::domain::account::{Balance, MoneyPlace};
use crate::domain::id::AccountId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// Money that moves from one place to another (rules 90, 91).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransfer {
    /// What arrives, in rupiah, more than zero.
    pub amount: Rupiah,
    /// Where it comes from.
    pub from: MoneyPlace,
    /// Where it goes.
    pub to: MoneyPlace,
    /// What the movement cost; it leaves beside the amount.
    pub fee: Rupiah,
    /// When it moved; the moment of the deed when absent.
    pub at: Option<Moment>,
    /// What the owner wrote.
    pub note: String,
}

impl Book {
    /// All accounts with what they have, by name.
    pub fn balances(&self, now: Moment) -> Result<Vec<(Account, Balance)>> {
        let connection = &self.reading()?;
        let zone = schema::zone(connection)?;
        let today = now.date(zone);
        let month = today.with_day(1).unwrap_or(today);
        let accounts: Vec<Account> = named::all(connection)?;
        let mut balances = Vec::with_capacity(accounts.len());
        for row in accounts {
            let mut balance = account::balance(connection, row.id)?;
            let since = |day| account::moved_since(connection, row.id, Moment::opening(day, zone));
            (balance.in_today, balance.out_today) = since(today)?;
            (balance.in_month, balance.out_month) = since(month)?;
            balances.push((row, balance));
        }
        Ok(balances)
    }

    /// What couriers hold of the COD they collected, in rupiah (rule 91).
    pub fn with_couriers(&self) -> Result<Rupiah> {
        let connection = &self.reading()?;
        let mut select = connection.prepare_cached(
            "SELECT coalesce(sum(s.held), 0) FROM accounts a JOIN account_sums s ON s.account_id = a.id
             WHERE a.method = 'cod'",
        )?;
        Ok(select.query_row([], |row| row.get(0))?)
    }

    /// Says what an account had when a day began; movements before it are in that (rule 92).
    ///
    /// # Errors
    /// A day that has not come, or an amount out of bounds.
    pub fn set_opening(
        &mut self,
        id: AccountId,
        amount: Rupiah,
        day: NaiveDate,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let at = Moment::opening(day, schema::zone(deed.connection())?);
            if at > now {
                return Err(Refusal::OpeningAhead.into());
            }
            let amount = amount.bounded()?;
            let row: Account = named::by_id(deed.connection(), id)?;
            if (row.opening, row.opening_at) != (amount, Some(at)) {
                deed.connection()
                    .prepare_cached(
                        "UPDATE accounts SET opening = ?2, opening_at = ?3 WHERE id = ?1",
                    )?
                    .execute(rusqlite::params![id, amount, at])?;
            }
            let message = Message::new("did-set-opening")
                .text("account", row.name)
                .money("amount", amount)
                .date("day", day);
            Ok(((), message))
        })
    }

    /// Books the difference between what was counted and the balance, with its reason (rule 92). Returns
    /// the difference.
    ///
    /// # Errors
    /// An account whose money is held, or a difference without a reason.
    pub fn count_account(
        &mut self,
        id: AccountId,
        found: Rupiah,
        why: &str,
        now: Moment,
    ) -> Result<Done<Rupiah>> {
        self.transaction(now, |deed| {
            let row: Account = named::by_id(deed.connection(), id)?;
            if row.method.is_held() {
                return Err(Refusal::CountHeld { account: row.name }.into());
            }
            let balance = account::balance(deed.connection(), id)?.balance;
            let difference = found.bounded()?.minus(balance)?;
            let note = text::long_line("field-reason", why)?;
            if difference != Rupiah::ZERO {
                if note.is_empty() {
                    return Err(Refusal::CountWhy { difference }.into());
                }
                let entry = NewEntry {
                    note: &note,
                    ..NewEntry::of(id, EntryFor::Count, difference)
                };
                entry::add(deed, &entry)?;
            }
            let message = Message::new("did-count-account")
                .text("account", row.name)
                .money("found", found)
                .money("difference", difference)
                .text("why", note.as_str());
            Ok((difference, message))
        })
    }

    /// Moves money between accounts, or between an account and the owner. From an account whose money is
    /// held (QRIS, a courier's COD) it is what is held that is paid out or handed in (rule 91).
    ///
    /// # Errors
    /// An amount that is not more than zero, twice the same place, more than is held, or an account in
    /// the archive.
    pub fn transfer(&mut self, new: &NewTransfer, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let amount = positive(new.amount)?;
            let fee = match new.fee {
                Rupiah::ZERO => Rupiah::ZERO,
                fee => positive(fee)?,
            };
            if new.from == new.to {
                return Err(Refusal::MoveNowhere.into());
            }
            let note = text::long_line("field-note", &new.note)?;
            let (from, to) = (end(deed, new.from)?, end(deed, new.to)?);
            let held = from.as_ref().is_some_and(|from| from.method.is_held());
            if let Some(from) = from.as_ref().filter(|_| held) {
                let held = account::balance(deed.connection(), from.id)?.held;
                if amount.plus(fee)? > held {
                    let account = from.name.clone();
                    return Err(Refusal::HeldLess { account, held }.into());
                }
            }
            let of = match (&from, &to) {
                (Some(_), Some(_)) if held => EntryFor::Payout,
                (Some(_), Some(_)) => EntryFor::Transfer,
                _ => EntryFor::Owner,
            };
            let entry = |account: &Account, of, amount, with| NewEntry {
                at: new.at,
                note: &note,
                with,
                ..NewEntry::of(account.id, of, amount)
            };
            let mut with = None;
            if let Some(from) = &from {
                // The owner takes what is held only by way of an account that has it.
                let of = if held { EntryFor::Payout } else { of };
                let out = NewEntry {
                    held,
                    ..entry(from, of, amount.negated(), None)
                };
                with = Some(entry::add(deed, &out)?);
            }
            if let Some(to) = &to {
                let first = entry::add(deed, &entry(to, of, amount, with))?;
                with = with.or(Some(first));
            }
            if let (true, Some(pays)) = (fee > Rupiah::ZERO, from.as_ref().or(to.as_ref())) {
                let fee = NewEntry {
                    held,
                    ..entry(pays, EntryFor::Fee, fee.negated(), with)
                };
                entry::add(deed, &fee)?;
            }
            Ok(((), did(amount, fee, from.as_ref(), to.as_ref())))
        })
    }
}

/// The account at one end of a movement; none for the owner.
fn end(deed: &Deed<'_>, place: MoneyPlace) -> Result<Option<Account>> {
    match place {
        MoneyPlace::Owner => Ok(None),
        MoneyPlace::Account(id) => Ok(Some(named::by_id(deed.connection(), id)?)),
    }
}

/// What the history says of a movement.
fn did(amount: Rupiah, fee: Rupiah, from: Option<&Account>, to: Option<&Account>) -> Message {
    let key = match (from, to, fee > Rupiah::ZERO) {
        (Some(_), Some(_), false) => "did-transfer",
        (Some(_), Some(_), true) => "did-transfer-fee",
        (Some(_), None, _) => "did-owner-takes",
        (None, _, _) => "did-owner-gives",
    };
    let name = |account: Option<&Account>| account.map_or(String::new(), |it| it.name.clone());
    Message::new(key)
        .money("amount", amount)
        .money("fee", fee)
        .text("from", name(from))
        .text("to", name(to))
}
