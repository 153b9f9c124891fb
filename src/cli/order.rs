//! `rekap order`: orders, one by one and in lists.

use clap::{Args, Subcommand};

use crate::domain::item::ItemText;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind, Fulfilment, OrderStatus};
use crate::domain::payment::PaymentStatus;

use super::order_import::Import;
use super::values::{self, Shape};

/// Orders of a PO.
#[derive(Debug, Subcommand)]
pub enum Order {
    #[command(visible_alias = "tambah")]
    Add {
        po: String,
        #[arg(long = "name", value_name = "NAME", allow_hyphen_values = true)]
        customer_name: String,
        #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
        phone: Option<String>,
        #[arg(long = "item", required = true, value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
        items: Vec<ItemText>,
        #[command(flatten)]
        particulars: Particulars,
        #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
        late: Option<String>,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        order: String,
        #[arg(long = "item", value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
        changes: Vec<ItemText>,
        #[command(flatten)]
        particulars: Particulars,
    },
    #[command(visible_alias = "biaya")]
    Charge {
        order: String,
        #[arg(value_name = "KIND", value_parser = values::charge())]
        charge: ChargeKind,
        #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        amount: Rupiah,
    },
    #[command(visible_alias = "batal")]
    Cancel {
        order: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: String,
        #[arg(long = "by", value_name = "WHO", value_parser = ["shop", "customer"], default_value = "customer")]
        by_whom: String,
    },
    #[command(visible_alias = "daftar")]
    List {
        po: Option<String>,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        order: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "impor")]
    Import(Import),
}

/// What an order carries beside its items.
#[derive(Debug, Args)]
pub struct Particulars {
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[arg(long, value_name = "CHANNEL", value_parser = values::channel())]
    channel: Option<Channel>,
}

/// Which orders `order list` shows.
#[derive(Debug, Args)]
pub struct Filter {
    #[arg(long, value_name = "STATUS", value_parser = values::order_status())]
    status: Option<OrderStatus>,
    #[arg(long = "payment", value_name = "STATUS", value_parser = values::payment_status())]
    payment_status: Option<PaymentStatus>,
    #[arg(long, value_name = "STATUS", value_parser = values::fulfilment())]
    fulfilment: Option<Fulfilment>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    find: Option<String>,
}

impl Order {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
