//! `rekap po`: periods and what they offer (rules 1–10).

use clap::{Args, Subcommand};

use crate::domain::money::Rupiah;
use crate::domain::policy::DownPayment;

use super::values::{self, Shape};

/// Order windows, from announcement to the end.
#[derive(Debug, Subcommand)]
pub enum Po {
    #[command(visible_alias = "baru")]
    New {
        #[arg(value_name = "CODE")]
        new_po: String,
        #[arg(value_name = "NAME")]
        po_name: String,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "tawarkan")]
    Offer {
        po: String,
        #[arg(value_name = "VARIANT")]
        offered: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Option<Rupiah>,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
        #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
        quota: Option<values::Quota>,
    },
    #[command(visible_alias = "kuota")]
    Quota {
        po: String,
        #[arg(value_name = "PRODUCT")]
        quota_of: String,
        #[arg(value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
        quota: values::Quota,
    },
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "lihat")]
    Show {
        po: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        po: String,
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        name: Option<String>,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "salin")]
    Clone {
        po: String,
        #[arg(value_name = "NEWCODE")]
        new_po: String,
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        name: Option<String>,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "buka")]
    Open { po: String },
    #[command(visible_alias = "tutup")]
    Close { po: String },
    #[command(visible_alias = "buka-lagi")]
    Reopen {
        po: String,
        #[arg(long, alias = "close", value_name = "MOMENT")]
        until: String,
    },
    #[command(visible_alias = "batal")]
    Cancel {
        po: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: Option<String>,
    },
    #[command(visible_alias = "selesai")]
    Finish { po: String },
}

/// The terms of a period that `new`, `edit` and `clone` set.
#[derive(Debug, Args)]
pub struct Terms {
    #[arg(long, value_name = "MOMENT")]
    open: Option<String>,
    #[arg(long, value_name = "MOMENT")]
    close: Option<String>,
    #[arg(long, value_name = "FROM..TO")]
    ready: Option<String>,
    #[arg(long, value_name = "DP", value_parser = values::down_payment, allow_negative_numbers = true)]
    dp: Option<DownPayment>,
    #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
    quota: Option<values::Quota>,
    #[arg(long, value_name = "N", value_parser = values::hours, allow_negative_numbers = true)]
    dp_hours: Option<i64>,
}

impl Po {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
