//! `rekap order serve`, `release` and `dp`, `rekap po reserve`: which orders and channels hold
//! units of a quota.

use clap::{ArgGroup, Args};

use super::console::{Console, Failure, OpenBook, code, named_period, period};
use super::values;
use crate::book::{DownPaymentGrace, Opening};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::order::{Channel, Late, OrderRow, OrderStatus};

/// Confirms an order that holds no units yet.
#[derive(Debug, Args)]
pub struct Serve {
    order: String,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    overbook: Option<String>,
}

impl Serve {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let overbook = self.overbook.map(|why| console.clean_line(&why));
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        let served = opened
            .book
            .serve_order(id, overbook.as_deref(), opened.now)?;
        say_deficits(served.made.row.period, &opened, console)
    }
}

/// Releases orders past the deadline of their down payment, or not collected by their date.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).args(["released", "all_late", "not_collected"]))]
pub struct Release {
    #[arg(value_name = "ORDER")]
    released: Vec<String>,
    #[arg(long = "all")]
    all_late: bool,
    #[arg(long = "stages", requires = "all_late")]
    late_stages: bool,
    #[arg(long = "po", value_name = "PO", requires = "all_late")]
    of_po: Option<String>,
    // Without a value those of every PO.
    #[arg(long = "uncollected", value_name = "PO OR ORDER", num_args = 0..=1, default_missing_value = "")]
    not_collected: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    why: Option<String>,
}

impl Release {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        if let Some(of) = self.not_collected {
            return release_uncollected(of.trim(), self.why, console);
        }
        let why = self.why.map(|why| console.clean_line(&why));
        let mut opened = console.open(Opening::Existing)?;
        let now = opened.now;
        let why_of = |late: Late| {
            why.clone()
                .unwrap_or_else(|| console.words().word(late.key()))
        };
        let done = if self.all_late {
            let (late, key) = match self.late_stages {
                true => (Late::Stage, "cli-released-stages"),
                false => (Late::DownPayment, "cli-released"),
            };
            let of = named_period(&opened, self.of_po.as_deref())?;
            let done = opened.book.release_late(late, of, &why_of(late), now)?;
            console.say(&Message::new(key).count("count", done.made.len()));
            done
        } else {
            let mut orders = Vec::new();
            // The reason of all, where each has the same.
            let mut late = Late::Stage;
            for order in &self.released {
                let id = opened.book.order_id(order)?;
                let with = opened.book.order_row(id, now)?.late_with(now);
                late = late.min(with.unwrap_or(Late::DownPayment));
                orders.push(id);
            }
            opened.book.release_orders(&orders, &why_of(late), now)?
        };
        console.say_consequences(&done);
        Ok(())
    }
}

/// Releases what was not collected by its date: of a PO, of all, or one order.
fn release_uncollected(
    of: &str,
    why: Option<String>,
    console: &mut Console,
) -> Result<(), Failure> {
    let why = match why {
        Some(why) => console.clean_line(&why),
        None => console.words().word("release-why-uncollected"),
    };
    let mut opened = console.open(Opening::Existing)?;
    let now = opened.now;
    let named = match of {
        "" => Ok(None),
        of => named_period(&opened, Some(of)),
    };
    let done = match (named, opened.book.order_id(of)) {
        (Ok(period), _) => opened.book.release_all_uncollected(period, &why, now)?,
        (Err(_), Ok(order)) => opened.book.release_uncollected(&[order], &why, now)?,
        (Err(unknown), Err(_)) => return Err(unknown),
    };
    console.say(&Message::new("cli-released-uncollected").count("count", done.made.len()));
    console.say_consequences(&done);
    Ok(())
}

/// Waives or postpones the down payment of an order.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("grace").required(true).args(["waive", "grace_until"]))]
pub struct Dp {
    order: String,
    #[arg(long)]
    waive: bool,
    #[arg(long = "until", value_name = "MOMENT")]
    grace_until: Option<String>,
}

impl Dp {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&self.order)?;
        let grace = match self.grace_until {
            Some(text) => DownPaymentGrace::Until(opened.closing("--until", &text)?),
            None => DownPaymentGrace::Waive,
        };
        opened.book.grant_grace(id, grace, opened.now)?;
        Ok(())
    }
}

/// Reserves units of a quota for a channel.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("kept").required(true).args(["units", "give_back"]))]
pub struct Reserve {
    po: String,
    #[arg(value_parser = values::channel())]
    reserve_channel: Channel,
    #[arg(value_parser = values::first_units, allow_negative_numbers = true)]
    units: Option<values::NumberOrNone>,
    #[arg(long = "variant", value_name = "VARIANT")]
    reserve_variant: Option<String>,
    #[arg(long)]
    give_back: bool,
}

impl Reserve {
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let variant = self.reserve_variant.as_deref().map(code).transpose()?;
        let mut opened = console.open(Opening::Existing)?;
        let (id, now) = (period(&opened, &self.po)?.id, opened.now);
        let book = &mut opened.book;
        let (channel, variant) = (self.reserve_channel, variant.as_ref());
        let done = match self.units.and_then(|units| units.0) {
            Some(units) => book.reserve(id, channel, variant, units, now)?,
            None => book.give_back(id, channel, variant, now)?,
        };
        console.say_consequences(&done);
        Ok(())
    }
}

/// Says so when a new order holds no units, or when `--waitlist` was not needed.
pub(super) fn say_if_waiting(row: &OrderRow, would_wait: bool, console: &mut Console) {
    let key = match row.status {
        OrderStatus::Waitlist => "cli-waits",
        OrderStatus::Unconfirmed => "cli-unconfirmed",
        OrderStatus::Active if would_wait => "cli-needs-no-waiting",
        OrderStatus::Active | OrderStatus::Cancelled => return,
    };
    let message = Message::new(key)
        .text("order", row.code.as_str())
        .count("place", row.waitlist_place.unwrap_or_default())
        .money("amount", row.bill.down_payment_asked());
    console.say(&message);
}

/// Says which quotas of a period are exceeded, if any (rules 17, 18).
pub(super) fn say_deficits(
    period: PeriodId,
    opened: &OpenBook,
    console: &mut Console,
) -> Result<(), Failure> {
    for deficit in opened.book.deficits_of(period)? {
        console.say(&deficit.message());
    }
    Ok(())
}
