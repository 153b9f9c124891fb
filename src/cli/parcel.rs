//! `rekap parcel`: what was packed and sent, and what became of it (rules 47, 82, 99, 101).

use clap::{ArgGroup, Subcommand};

use super::console::{Console, Failure, named_period};
use super::parcel_import::Import;
use super::ship::account;
use super::values::{self, Shape};
use crate::book::{Opening, ParcelChange, ParcelFilter};
use crate::domain::id::ParcelId;
use crate::domain::money::Rupiah;
use crate::domain::parcel::{GoodsBack, Parcel as Row, ParcelState, ReturnEnding};
use crate::domain::weight::Grams;
use crate::tasks::rows::parcel::{PARCELS, parcel_json};

/// Subcommands for parcels.
#[derive(Debug, Subcommand)]
pub enum Parcel {
    #[command(visible_alias = "daftar")]
    List {
        po: Option<String>,
        #[arg(long = "state", value_name = "STATE", value_parser = values::parcel_state())]
        parcel_state: Option<ParcelState>,
        #[arg(long)]
        undecided: bool,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        #[arg(value_name = "PARCEL")]
        parcel: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "atur", group = ArgGroup::new("edits").required(true).multiple(true)
        .args(["new_courier", "new_service", "new_resi", "courier_paid", "parcel_weight", "parcel_note"]))]
    Set {
        #[arg(value_name = "PARCEL")]
        parcel: String,
        #[arg(long = "courier", value_name = "NAME", allow_hyphen_values = true)]
        new_courier: Option<String>,
        #[arg(long = "service", value_name = "TEXT", allow_hyphen_values = true)]
        new_service: Option<String>,
        #[arg(long = "resi", value_name = "TEXT", allow_hyphen_values = true)]
        new_resi: Option<String>,
        #[arg(long = "paid", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        courier_paid: Option<Rupiah>,
        #[arg(long = "account", value_name = "NAME", requires = "courier_paid")]
        courier_account: Option<String>,
        #[arg(long = "weight", value_name = "WEIGHT", value_parser = values::grams)]
        parcel_weight: Option<Grams>,
        #[arg(long = "note", value_name = "TEXT", allow_hyphen_values = true)]
        parcel_note: Option<String>,
    },
    #[command(visible_alias = "kirim")]
    Sent {
        #[arg(required = true, value_name = "PARCEL")]
        parcels: Vec<String>,
    },
    #[command(visible_alias = "diterima")]
    Received {
        #[arg(required = true, value_name = "PARCEL")]
        parcels: Vec<String>,
        #[arg(long = "cod", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        collected: Option<Rupiah>,
    },
    #[command(visible_alias = "kembali")]
    Returned {
        #[arg(value_name = "PARCEL")]
        parcel: String,
        #[arg(long, conflicts_with = "close_orders")]
        again: bool,
        #[arg(long = "close")]
        close_orders: bool,
        #[arg(long = "back", value_name = "WHERE", value_parser = ["stock", "lost"], requires = "close_orders", default_value = "stock")]
        goods_back: String,
    },
    #[command(visible_alias = "impor")]
    Import(Import),
}

fn ids(
    book: &crate::book::Book,
    codes: &[String],
) -> Result<Vec<ParcelId>, crate::book::BookError> {
    codes.iter().map(|code| book.parcel_id(code)).collect()
}

impl Parcel {
    /// Runs the subcommand.
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::List {
                po,
                parcel_state,
                undecided,
                shape,
            } => {
                let opened = console.open(Opening::Look)?;
                let filter = ParcelFilter {
                    period: named_period(&opened, po.as_deref())?,
                    state: parcel_state,
                    undecided,
                    ..ParcelFilter::default()
                };
                let rows = opened.book.parcels(&filter)?;
                console.list(&PARCELS, &rows, shape, opened.now)
            }
            Self::Show { parcel, shape } => {
                let opened = console.open(Opening::Look)?;
                let row: Row = opened.book.parcel(opened.book.parcel_id(&parcel)?)?;
                match shape.json {
                    true => {
                        let json = parcel_json(&row, &console.view(opened.now));
                        console.json(&json)
                    }
                    false => console.list(&PARCELS, &[row], shape, opened.now),
                }
            }
            Self::Set {
                parcel,
                new_courier,
                new_service,
                new_resi,
                courier_paid,
                courier_account,
                parcel_weight,
                parcel_note,
            } => {
                let mut edit = ParcelChange {
                    courier: new_courier.map(|name| console.clean_line(&name)),
                    service: new_service.map(|text| console.clean_line(&text)),
                    tracking: new_resi.map(|text| console.clean_line(&text)),
                    paid: courier_paid,
                    account: None,
                    weight: parcel_weight,
                    note: parcel_note.map(|text| console.clean_line(&text)),
                };
                let mut opened = console.open(Opening::Existing)?;
                edit.account = account(&opened, courier_account.as_deref())?;
                let id = opened.book.parcel_id(&parcel)?;
                let done = opened.book.change_parcel(id, &edit, opened.now)?;
                console.say_consequences(&done);
                Ok(())
            }
            Self::Import(import) => import.run(console),
            Self::Sent { parcels } => console.change(|book, now| {
                let ids = ids(book, &parcels)?;
                book.send_parcels(&ids, now)
            }),
            Self::Received { parcels, collected } => console.change(|book, now| {
                let ids = ids(book, &parcels)?;
                book.receive_parcels(&ids, collected, now)
            }),
            Self::Returned {
                parcel,
                again,
                close_orders,
                goods_back,
            } => console.change(|book, now| {
                let ending = match (again, close_orders) {
                    (true, _) => Some(ReturnEnding::Again),
                    (_, true) => Some(ReturnEnding::Close),
                    (false, false) => None,
                };
                let back = match goods_back.as_str() {
                    "lost" => GoodsBack::Lost,
                    _ => GoodsBack::Stock,
                };
                let id = book.parcel_id(&parcel)?;
                book.return_parcel(id, ending, back, now)
            }),
        }
    }
}
