//! `rekap order move`, `split`, `substitute` and `pass`: changes to orders that are placed (rules
//! 44, 45, 76).

use clap::Args;

use super::console::{Console, Failure, code, period};
use super::values;
use crate::book::{Admission, CustomerRef, NewSubstitution, Opening};
use crate::domain::item::ItemText;

/// Moves an order into another period.
#[derive(Debug, Args)]
pub struct Move {
    order: String,
    #[arg(value_name = "PO")]
    to_po: String,
    #[command(flatten)]
    reasons: Reasons,
}

/// Moves some items of an order into another period.
#[derive(Debug, Args)]
pub struct Split {
    order: String,
    #[arg(value_name = "PO")]
    to_po: String,
    #[arg(long = "item", required = true, value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
    parted: Vec<ItemText>,
    #[command(flatten)]
    reasons: Reasons,
}

/// Reasons to let an order into a period that would refuse it.
#[derive(Debug, Args)]
struct Reasons {
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    late: Option<String>,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    overbook: Option<String>,
}

/// Replaces units of an order by another variant.
#[derive(Debug, Args)]
pub struct Substitute {
    order: String,
    #[arg(value_name = "QTY VARIANT", value_parser = values::item)]
    replaced: ItemText,
    #[arg(value_name = "VARIANT")]
    replacement: String,
    #[arg(long = "agreed", value_name = "WHO", allow_hyphen_values = true)]
    agreed_by: String,
    #[arg(long)]
    reprice: bool,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    overbook: Option<String>,
}

/// Passes an order on to another customer.
#[derive(Debug, Args)]
pub struct Pass {
    order: String,
    #[arg(long = "to", value_name = "NAME", allow_hyphen_values = true)]
    next_customer: String,
    #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
    phone: Option<String>,
}

impl Reasons {
    fn admission(self, console: &mut Console) -> Admission {
        Admission {
            late: self.late.map(|reason| console.clean_line(&reason)),
            overbook: self.overbook.map(|reason| console.clean_line(&reason)),
        }
    }
}

impl Move {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let admission = self.reasons.admission(console);
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        let to = period(&opened, &self.to_po)?.id;
        let done = opened.book.move_order(id, to, &admission, opened.now)?;
        console.say_consequences(&done);
        console.line(&done.made.row.code)
    }
}

impl Split {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let admission = self.reasons.admission(console);
        let items: Vec<ItemText> = self
            .parted
            .into_iter()
            .map(|item| console.clean_item(item))
            .collect();
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        let to = period(&opened, &self.to_po)?.id;
        let done = opened
            .book
            .split_order(id, to, &items, &admission, opened.now)?;
        console.say_consequences(&done);
        console.line(&done.made.row.code)
    }
}

impl Substitute {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let new = NewSubstitution {
            item: console.clean_item(self.replaced),
            by: code(&self.replacement)?,
            agreed_by: console.clean_line(&self.agreed_by),
            reprice: self.reprice,
            overbook: self.overbook.map(|reason| console.clean_line(&reason)),
        };
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        let done = opened.book.substitute(id, &new, opened.now)?;
        console.say_consequences(&done);
        Ok(())
    }
}

impl Pass {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let to = CustomerRef::Described {
            name: console.clean_line(&self.next_customer),
            phone: console.clean_line(&self.phone.unwrap_or_default()),
            address: String::new(),
        };
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        opened.book.pass_order(id, &to, opened.now)?;
        Ok(())
    }
}
