//! Expenses: money that left an account for something that is no customer's and no courier's (rule 93).

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::keeper::sql::from_row;
use super::rows::account::Account;
use super::rows::entry::{self, EntryFor, NewEntry};
use super::rows::{named, period, text};
use super::steps::ledger::positive;
use crate::domain::account::{Expense, ExpenseCategory};
use crate::domain::id::{AccountId, EntryId, PeriodId, SupplierId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// An expense to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExpense {
    /// In rupiah, more than zero.
    pub amount: Rupiah,
    /// The account it left.
    pub account: AccountId,
    /// What it is for.
    pub category: ExpenseCategory,
    /// The PO whose profit it lowers.
    pub period: Option<PeriodId>,
    /// The supplier it went to.
    pub supplier: Option<SupplierId>,
    /// What the owner wrote.
    pub note: String,
    /// When it was paid; the moment of the deed when absent.
    pub at: Option<Moment>,
}

from_row! {
    EXPENSE, expense: Expense {
        id: "e.id",
        at: "e.at",
        account: "a.name",
        category: ("e.category") => |code: String| code.parse().unwrap_or(ExpenseCategory::Other),
        amount: "-e.amount",
        period: "p.code",
        supplier: "s.name",
        note: "e.note",
    } from "entries e JOIN accounts a ON a.id = e.account_id
        LEFT JOIN periods p ON p.id = e.period_id LEFT JOIN suppliers s ON s.id = e.supplier_id
        WHERE e.kind = 'expense' AND e.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
}

impl Book {
    /// Records an expense.
    ///
    /// # Errors
    /// An amount that is not more than zero.
    pub fn add_expense(&mut self, new: &NewExpense, now: Moment) -> Result<Done<EntryId>> {
        self.transaction(now, |deed| {
            let amount = positive(new.amount)?;
            let note = text::long_line("field-note", &new.note)?;
            let account: Account = named::by_id(deed.connection(), new.account)?;
            let entry = NewEntry {
                at: new.at,
                period: new.period,
                supplier: new.supplier,
                note: &note,
                ..NewEntry::of(
                    account.id,
                    EntryFor::Expense(new.category),
                    amount.negated(),
                )
            };
            let id = entry::add(deed, &entry)?;
            let (category, account) = (new.category.key(), account.name);
            let message = match new.period {
                Some(id) => Message::new("did-expense-for")
                    .money("amount", amount)
                    .word("category", category)
                    .text("account", account)
                    .text(
                        "period",
                        period::by_id(deed.connection(), id)?.code.as_str(),
                    ),
                None => Message::new("did-expense")
                    .money("amount", amount)
                    .word("category", category)
                    .text("account", account),
            };
            Ok((id, message))
        })
    }

    /// Takes an expense back; what is left is that it was recorded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or one that was taken back already.
    pub fn void_expense(&mut self, id: EntryId, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let known = connection
                .prepare_cached(
                    "SELECT 1 FROM entries WHERE id = ?1 AND kind = 'expense' AND reverses IS NULL",
                )?
                .exists([id])?;
            if !known {
                let none: [&str; 0] = [];
                return Err(Refusal::unknown(Noun::Expense, &id.raw().to_string(), none).into());
            }
            let mut select = connection.prepare_cached(&format!("{EXPENSE} AND e.id = ?1"))?;
            let mut rows = select.query_map([id], expense)?;
            let Some(row) = rows.next().transpose()? else {
                return Err(Refusal::ExpenseVoided { id }.into());
            };
            entry::reverse(deed, id)?;
            let message = Message::new("did-void-expense")
                .count("id", id.raw())
                .money("amount", row.amount)
                .word("category", row.category.key());
            Ok(((), message))
        })
    }

    /// The expenses that stand, of a PO or all, newest first.
    pub fn expenses(&self, of: Option<PeriodId>) -> Result<Vec<Expense>> {
        let connection = &self.reading()?;
        let condition = match of {
            Some(_) => "e.period_id = ?1",
            None => "?1 IS NULL",
        };
        let mut select = connection.prepare_cached(&format!(
            "{EXPENSE} AND {condition} ORDER BY e.at DESC, e.id DESC"
        ))?;
        let rows = select.query_map([of], expense)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
