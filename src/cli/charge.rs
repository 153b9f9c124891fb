//! `rekap order charge`: shipping, discounts and other charges on a bill (rule 23).

use clap::Args;

use crate::book::Opening;
use crate::domain::charge::{ChargeKind, NewCharge};
use crate::domain::message::Message;
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::portion::Portion;

use super::console::{Console, Failure, bad_value};
use super::values::{self, ChargeAmount};

/// A charge to put on a bill, to change or to take off.
#[derive(Debug, Args)]
pub struct Charging {
    order: String,
    #[arg(value_name = "KIND", value_parser = values::charge())]
    charge: ChargeKind,
    #[arg(value_name = "AMOUNT", value_parser = values::charge_amount, allow_negative_numbers = true, required_unless_present = "taken_off")]
    charged: Option<ChargeAmount>,
    #[arg(long = "label", value_name = "TEXT", allow_hyphen_values = true)]
    charge_label: Option<String>,
    #[arg(long = "to", value_name = "NAME", allow_hyphen_values = true)]
    destination: Option<String>,
    #[arg(long = "remove", conflicts_with = "charged")]
    taken_off: bool,
}

impl Charging {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let label = console.clean_line(&self.charge_label.unwrap_or_default());
        let destination = self.destination.map(|name| console.clean_line(&name));
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        let amount = match self.charged {
            None => Portion::Amount(Rupiah::ZERO),
            Some(ChargeAmount(Some(amount))) => amount,
            Some(ChargeAmount(None)) if self.charge == ChargeKind::UniqueCode => {
                let order = opened.book.draw_code(id, opened.now)?.made;
                let bill = &order.row.bill;
                console.say(
                    &Message::new("cli-code-drawn")
                        .text("order", order.row.code.as_str())
                        .text("code", bill.unique_code.raw().to_string())
                        .money("total", bill.total),
                );
                return Ok(());
            }
            Some(ChargeAmount(None)) => {
                let why = MoneyError::Unreadable("auto".to_owned());
                return Err(bad_value("AMOUNT", why.message()));
            }
        };
        let new = NewCharge {
            kind: self.charge,
            label,
            destination,
            amount,
        };
        opened.book.charge_order(id, &new, opened.now)?;
        Ok(())
    }
}
