//! `rekap ship` and `rekap pickup`: goods leave with a courier, or with who fetches them (rules 46, 47, 81).

use clap::Args;

use super::console::{Console, Failure, OpenBook, bad_value};
use super::values;
use crate::book::{Cod, NewParcel, Opening, PickupPayment};
use crate::domain::id::{AccountId, OrderId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::weight::Grams;

/// Sends orders of a customer in one parcel.
#[derive(Debug, Args)]
pub struct Ship {
    #[arg(required = true, value_name = "ORDER")]
    shipped_orders: Vec<String>,
    #[arg(long = "item", value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
    shipped_items: Vec<ItemText>,
    #[arg(long = "to", value_name = "DESTINATION", allow_hyphen_values = true)]
    ship_to: Option<String>,
    #[arg(
        long = "courier",
        value_name = "NAME",
        required = true,
        allow_hyphen_values = true
    )]
    courier: String,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    service: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    resi: Option<String>,
    #[arg(long = "paid", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    courier_paid: Option<Rupiah>,
    #[arg(long = "account", value_name = "NAME", requires = "courier_paid")]
    courier_account: Option<String>,
    #[arg(long = "weight", value_name = "WEIGHT", value_parser = values::grams)]
    parcel_weight: Option<Grams>,
    #[arg(long, value_name = "AMOUNT|rest", value_parser = cod, allow_negative_numbers = true)]
    cod: Option<Cod>,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    unsettled: Option<String>,
    #[arg(long)]
    packed: bool,
    #[arg(long = "note", value_name = "TEXT", allow_hyphen_values = true)]
    parcel_note: Option<String>,
}

/// Hands an order over to who fetches it.
#[derive(Debug, Args)]
pub struct Pickup {
    #[arg(required = true, value_name = "ORDER")]
    fetched_orders: Vec<String>,
    #[arg(long = "pay", value_name = "AMOUNT|rest", value_parser = pickup_amount, allow_negative_numbers = true)]
    pickup_pay: Option<PickupAmount>,
    #[arg(long = "method", value_name = "METHOD", value_parser = values::method(), requires = "pickup_pay")]
    pickup_method: Option<Method>,
    #[arg(long = "account", value_name = "NAME", requires = "pickup_pay")]
    pickup_account: Option<String>,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    unsettled: Option<String>,
}

/// What is paid when an order is fetched; all that is left without an amount.
#[derive(Debug, Clone, Copy)]
struct PickupAmount(Option<Rupiah>);

fn is_rest(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "rest" | "sisa")
}

/// Reads what a courier collects: an amount, or the `rest` of the bill.
fn cod(text: &str) -> Result<Cod, values::BadValue> {
    match is_rest(text) {
        true => Ok(Cod::Rest),
        false => values::amount(text).map(Cod::Amount),
    }
}

/// Reads what is paid when an order is fetched.
fn pickup_amount(text: &str) -> Result<PickupAmount, values::BadValue> {
    match is_rest(text) {
        true => Ok(PickupAmount(None)),
        false => values::amount(text).map(|amount| PickupAmount(Some(amount))),
    }
}

fn orders(opened: &OpenBook, codes: &[String]) -> Result<Vec<OrderId>, Failure> {
    codes
        .iter()
        .map(|code| Ok(opened.book.order_id(code)?))
        .collect()
}

/// The id of an account that is named.
pub(super) fn account(opened: &OpenBook, name: Option<&str>) -> Result<Option<AccountId>, Failure> {
    Ok(match name {
        Some(name) => Some(opened.book.account(name)?.id),
        None => None,
    })
}

impl Ship {
    /// Makes the parcel and prints its code.
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let line = |console: &mut Console, text: Option<String>| {
            text.map(|text| console.clean_line(&text))
                .unwrap_or_default()
        };
        let mut new = NewParcel {
            items: Vec::new(),
            to: self.ship_to.map(|name| console.clean_line(&name)),
            courier: console.clean_line(&self.courier),
            service: line(console, self.service),
            tracking: line(console, self.resi),
            paid: self.courier_paid,
            account: None,
            weight: self.parcel_weight,
            cod: self.cod,
            unsettled: self.unsettled.map(|why| console.clean_line(&why)),
            packed: self.packed,
            note: line(console, self.parcel_note),
        };
        for item in self.shipped_items {
            new.items.push(console.clean_item(item));
        }
        let mut opened = console.open(Opening::Existing)?;
        let ids = orders(&opened, &self.shipped_orders)?;
        new.account = account(&opened, self.courier_account.as_deref())?;
        let done = opened.book.ship(&ids, &new, opened.now)?;
        console.line(&done.made.code())?;
        if done.made.cod > Rupiah::ZERO {
            console.say(
                &Message::new("cli-ship-cod")
                    .text("courier", done.made.courier.as_str())
                    .money("amount", done.made.cod),
            );
        }
        console.say_consequences(&done);
        Ok(())
    }
}

impl Pickup {
    /// Hands the orders over and prints the code of each hand-over.
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let unsettled = self.unsettled.map(|why| console.clean_line(&why));
        let mut opened = console.open(Opening::Existing)?;
        let ids = orders(&opened, &self.fetched_orders)?;
        let account = match &self.pickup_account {
            Some(name) => Some(opened.book.account(name)?),
            None => None,
        };
        let method = self
            .pickup_method
            .or(account.as_ref().map(|account| account.method))
            .unwrap_or_default();
        let into = match &account {
            Some(account) => Some(account.id),
            None => opened.book.only_account(method)?,
        };
        let pay = self.pickup_pay.map(|pay| PickupPayment {
            amount: pay.0,
            method,
            account: into,
        });
        if let [only] = ids.as_slice() {
            let done = opened
                .book
                .pick_up(*only, pay, unsettled.as_deref(), opened.now)?;
            console.line(&done.made.code())?;
            console.say_consequences(&done);
            return Ok(());
        }
        if pay.is_some_and(|pay| pay.amount.is_some()) {
            let why = Message::new("cli-pickup-pays-rest");
            return Err(bad_value("--pay", why));
        }
        let done = opened
            .book
            .pick_up_each(&ids, pay, unsettled.as_deref(), opened.now)?;
        for id in &done.made {
            console.line(&crate::domain::parcel::parcel_code(*id))?;
        }
        console.say_consequences(&done);
        Ok(())
    }
}
