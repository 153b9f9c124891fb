//! `rekap pay`: payments in and out (rules 27–32).

use clap::{Args, Subcommand};

use crate::book::{CustomerRef, Movement, NewPayment, Opening};
use crate::domain::id::PaymentId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;

use super::console::{Console, Failure, OpenBook, bad_value};
use super::values;

/// `pay ORDER AMOUNT`, `pay --customer NAME AMOUNT [--split ORDER=AMOUNT…]`, or one of the
/// subcommands.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Pay {
    /// The order; with `--customer`, the amount.
    #[arg(required = true)]
    order: Option<String>,
    #[arg(
        required_unless_present_any = ["payer_customer", "paid_for"],
        allow_negative_numbers = true
    )]
    amount: Option<String>,
    #[arg(
        long = "customer",
        value_name = "CUSTOMER",
        conflicts_with = "amount",
        allow_hyphen_values = true
    )]
    payer_customer: Option<String>,
    #[arg(long, requires = "payer_customer", value_name = "ORDER=AMOUNT", value_parser = values::split_part, num_args = 1..)]
    split: Vec<(String, Rupiah)>,
    #[arg(long, value_name = "METHOD", value_parser = values::method())]
    method: Option<Method>,
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    #[arg(long, conflicts_with = "claimed")]
    refund: bool,
    // A claimed payment belongs to an order (rule 29).
    #[arg(long, conflicts_with = "payer_customer")]
    claimed: bool,
    // What is paid for one of those an order is for is on its bill.
    #[arg(long = "for", value_name = "NAME", conflicts_with_all = ["payer_customer", "claimed", "refund"], allow_hyphen_values = true)]
    paid_for: Option<String>,
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    payer: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reference: Option<String>,
    #[command(subcommand)]
    other: Option<PayCommand>,
}

/// The subcommands of `pay`.
#[derive(Debug, Subcommand)]
pub enum PayCommand {
    #[command(visible_alias = "batal")]
    Void {
        #[arg(value_name = "ID", value_parser = values::payment_id)]
        payment: i64,
    },
    #[command(visible_alias = "pindah")]
    Move {
        order: String,
        #[arg(value_name = "ORDER")]
        onto: Option<String>,
        #[arg(value_name = "AMOUNT")]
        moved: Option<String>,
    },
    #[command(visible_alias = "titipan")]
    Credit {
        order: String,
        #[arg(value_name = "AMOUNT")]
        used: Option<String>,
    },
}

impl Pay {
    /// Records or voids a payment and prints its number, or moves money.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self.other {
            Some(PayCommand::Void { payment }) => void(PaymentId::new(payment), console),
            Some(PayCommand::Move { order, onto, moved }) => {
                move_money(&order, onto.as_deref(), moved.as_deref(), console)
            }
            Some(PayCommand::Credit { order, used }) => {
                use_credit(&order, used.as_deref(), console)
            }
            None => self.record(console),
        }
    }

    fn record(self, console: &mut Console) -> Result<(), Failure> {
        if self.payer_customer.is_none() && !self.split.is_empty() {
            return Err(Failure::Usage(vec![
                Message::new("cli-missing-argument")
                    .text("arguments", "--customer")
                    .text("command", "rekap pay"),
            ]));
        }
        // With `--customer` there is no order, so the only word is the amount.
        let (order, amount) = match (&self.payer_customer, &self.order, &self.amount) {
            (None, Some(order), Some(amount)) => (Some(order), Some(amount)),
            // All that is left of the named one's lines.
            (None, Some(order), None) if self.paid_for.is_some() => (Some(order), None),
            (_, Some(amount), None) => (None, Some(amount)),
            _ => {
                return Err(Failure::Usage(vec![
                    Message::new("cli-wrong-usage").text("command", "rekap pay"),
                ]));
            }
        };
        let amount = amount
            .map(|amount| values::amount(amount).map_err(|error| bad_value("AMOUNT", error.0)))
            .transpose()?;
        let for_whom = console.clean_line(&self.paid_for.unwrap_or_default());
        let payer = console.clean_line(&self.payer.unwrap_or_default());
        let reference = console.clean_line(&self.reference.unwrap_or_default());
        let mut opened = console.open(Opening::Existing)?;
        let account = self
            .account
            .map(|name| opened.book.account(&name))
            .transpose()?;
        let at = self.at.map(|text| opened.past("--at", &text)).transpose()?;
        // Without `--method`, the method of the account.
        let method = self
            .method
            .or(account.as_ref().map(|account| account.method));
        let amount = match (amount, order) {
            (Some(amount), _) => amount,
            (None, order) => {
                let id = opened.book.order_id(order.map_or("", String::as_str))?;
                opened.book.wearer_rest(id, &for_whom, opened.now)?
            }
        };
        let method = method.unwrap_or_default();
        let account = match account {
            Some(account) => Some(account.id),
            None => opened.book.only_account(method)?,
        };
        let movement = Movement {
            amount,
            method,
            account,
            at,
            payer,
            reference,
            refund: self.refund,
            claimed: self.claimed,
            for_whom,
        };
        let new = match (order, self.payer_customer) {
            (Some(order), _) => NewPayment::ForOrder(opened.book.order_id(order)?, movement),
            (None, whom) => {
                let whom = whom.unwrap_or_default();
                let parts = self
                    .split
                    .iter()
                    .map(|(order, part)| Ok((opened.book.order_id(order)?, *part)))
                    .collect::<Result<Vec<_>, Failure>>()?;
                NewPayment::FromCustomer {
                    customer: CustomerRef::Known(opened.book.find_customer(&whom)?.id),
                    movement,
                    parts,
                }
            }
        };
        let done = opened.book.record_payment(&new, opened.now)?;
        console.line(&done.made.raw().to_string())?;
        console.say_consequences(&done);
        warn_of_duplicates(done.made, &new, &opened, console)
    }
}

/// Warns of payments with the same amount, day and payer as the one just recorded, which may be the
/// same one entered twice (rule 30).
fn warn_of_duplicates(
    recorded: PaymentId,
    new: &NewPayment,
    opened: &OpenBook,
    console: &mut Console,
) -> Result<(), Failure> {
    let (NewPayment::ForOrder(_, movement) | NewPayment::FromCustomer { movement, .. }) = new;
    if movement.refund {
        return Ok(());
    }
    let at = movement.at.unwrap_or(opened.now);
    let _snapshot = opened.book.snapshot()?;
    let customer = opened.book.payment(recorded)?.customer;
    let alike = (opened.book).similar_payments(movement.amount, at, customer, &movement.payer)?;
    for twin in alike.iter().filter(|twin| twin.id != recorded) {
        console.say(
            &Message::new("cli-similar-payment")
                .text("payment", twin.id.raw().to_string())
                .money("amount", twin.amount)
                .moment("at", twin.at),
        );
    }
    Ok(())
}

fn void(payment: PaymentId, console: &mut Console) -> Result<(), Failure> {
    let mut opened = console.open(Opening::Existing)?;
    let reversal = opened.book.void_payment(payment, opened.now)?.made;
    console.line(&reversal.raw().to_string())
}

/// `pay move ORDER [ORDER] [AMOUNT]`: moves money to another order, or makes it credit if none is
/// given. Without an amount it moves what was overpaid. A lone second word that is no order is the
/// amount.
fn move_money(
    from: &str,
    onto: Option<&str>,
    moved: Option<&str>,
    console: &mut Console,
) -> Result<(), Failure> {
    let mut opened = console.open(Opening::Existing)?;
    let from = opened.book.order_id(from)?;
    let (onto, moved) = match (onto, moved) {
        (Some(word), None) => match opened.book.order_id(word) {
            Ok(order) => (Some(order), None),
            Err(error) => match values::amount(word) {
                Ok(amount) => (None, Some(amount)),
                Err(_) => return Err(error.into()),
            },
        },
        (Some(order), Some(amount)) => {
            let amount = values::amount(amount).map_err(|error| bad_value("AMOUNT", error.0))?;
            (Some(opened.book.order_id(order)?), Some(amount))
        }
        (None, _) => (None, None),
    };
    opened.book.move_money(from, onto, moved, opened.now)?;
    Ok(())
}

/// `pay credit ORDER [AMOUNT]`: pays the order's balance with the customer's credit.
fn use_credit(order: &str, used: Option<&str>, console: &mut Console) -> Result<(), Failure> {
    let used = used
        .map(|amount| values::amount(amount).map_err(|error| bad_value("AMOUNT", error.0)))
        .transpose()?;
    let mut opened = console.open(Opening::Existing)?;
    let order = opened.book.order_id(order)?;
    opened.book.allocate_credit(order, used, opened.now)?;
    Ok(())
}
