//! `rekap parcel import`: tracking numbers and fees from a courier's table (rules 99, 101).

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::console::{Console, Failure, named_period};
use super::order_import::{open_table, refuse_bad};
use super::ship::account;
use super::values::Shape;
use crate::book::Opening;
use crate::domain::message::Message;
use crate::domain::parcel::parcel_code;
use crate::intake::parcel_table::{self, ParcelMap};
use crate::tasks::courier_table;

/// The file, and how to import it.
#[derive(Debug, Args)]
pub struct Import {
    file: PathBuf,
    #[arg(long = "map", value_name = "FILE")]
    parcel_map: Option<PathBuf>,
    #[arg(long = "po", value_name = "PO")]
    parcels_of: Option<String>,
    #[arg(long = "account", value_name = "NAME")]
    courier_account: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    skip_bad: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Import {
    /// Fills in all rows or none, and prints how many parcels the table is of.
    pub(super) fn run(self, console: &mut Console) -> Result<(), Failure> {
        let map = match &self.parcel_map {
            Some(path) => ParcelMap::open(path)?,
            None => ParcelMap::default(),
        };
        let mut opened = console.open(Opening::Existing)?;
        let mut table = open_table(&self.file)?;
        let read = parcel_table::read(&mut table, &map).map_err(|error| error.message())?;
        let period = named_period(&opened, self.parcels_of.as_deref())?;
        let account = account(&opened, self.courier_account.as_deref())?;
        let matched = courier_table::find(&read, &opened.book, period, account)?;
        let bad = [read.bad.as_slice(), matched.bad.as_slice()].concat();
        if !bad.is_empty() && !self.skip_bad {
            return Err(refuse_bad(&bad, bad.len() as u64));
        }
        for note in &bad {
            console.say(&note.message());
        }
        let said = Message::new(match self.dry_run {
            true => "cli-parcels-dry-run",
            false => "cli-parcels-imported",
        });
        if !self.dry_run {
            courier_table::save(&mut opened.book, &matched, opened.now)?;
        }
        console.say(&said.count("parcels", matched.changes.len()));
        if self.shape.json {
            let codes = matched.changes.iter().map(|(id, _)| parcel_code(*id));
            return console.json(&json!({ "parcels": codes.collect::<Vec<_>>() }));
        }
        console.line(&matched.changes.len().to_string())
    }
}
