//! `rekap expense`: what was paid for besides goods and couriers (rule 93).

use clap::Subcommand;

use super::console::{Console, Failure, named_period};
use super::values::{self, Shape};
use crate::book::{NewExpense, Opening};
use crate::domain::account::ExpenseCategory;
use crate::domain::id::EntryId;
use crate::domain::money::Rupiah;
use crate::tasks::rows::account::EXPENSES;

/// Subcommands for expenses.
#[derive(Debug, Subcommand)]
pub enum Expense {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        spent: Rupiah,
        #[arg(long = "account", value_name = "NAME")]
        spent_from: String,
        #[arg(long = "category", value_name = "CATEGORY", value_parser = values::expense_category())]
        category: ExpenseCategory,
        #[arg(long = "po", value_name = "PO")]
        spent_for: Option<String>,
        #[arg(long = "supplier", value_name = "NAME")]
        spent_at: Option<String>,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        note: Option<String>,
        #[arg(long, value_name = "MOMENT")]
        at: Option<String>,
    },
    #[command(visible_alias = "daftar")]
    List {
        po: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "batal")]
    Void {
        #[arg(value_name = "ID", value_parser = values::payment_id)]
        expense: i64,
    },
}

impl Expense {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add {
                spent,
                spent_from,
                category,
                spent_for,
                spent_at,
                note,
                at,
            } => {
                let note = console.clean_line(&note.unwrap_or_default());
                let mut opened = console.open(Opening::Existing)?;
                let supplier = match spent_at {
                    Some(name) => Some(opened.book.supplier(&name)?.id),
                    None => None,
                };
                let new = NewExpense {
                    amount: spent,
                    account: opened.book.account(&spent_from)?.id,
                    category,
                    period: named_period(&opened, spent_for.as_deref())?,
                    supplier,
                    note,
                    at: at.map(|text| opened.past("--at", &text)).transpose()?,
                };
                let done = opened.book.add_expense(&new, opened.now)?;
                console.line(&done.made.raw().to_string())
            }
            Self::List { po, shape } => {
                let opened = console.open(Opening::Look)?;
                let of = named_period(&opened, po.as_deref())?;
                let rows = opened.book.expenses(of)?;
                console.list(&EXPENSES, &rows, shape, opened.now)
            }
            Self::Void { expense } => {
                let id = EntryId::new(expense);
                console.change(|book, now| book.void_expense(id, now))
            }
        }
    }
}
