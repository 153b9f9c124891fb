//! `rekap order destination`: the recipients of one order (rule 80).

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::book::{DestinationChange, Opening};
use crate::domain::item::{Change, ItemText};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::when::{Toward, parse_date};
use crate::intake::destinations::{self, DestinationMapping};
use crate::intake::note::RowNote;

use super::console::{Console, Failure, bad_value};
use super::order_import::open_table;
use super::values::{self, or_none};

/// `order destination ORDER NAME …`, or one of the subcommands.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Destinations {
    #[arg(required = true)]
    order: Option<String>,
    #[arg(value_name = "NAME", required = true, allow_hyphen_values = true)]
    destination_name: Option<String>,
    #[arg(long = "rename", value_name = "NAME", allow_hyphen_values = true)]
    recipient_rename: Option<String>,
    #[arg(long = "phone", value_name = "PHONE", allow_hyphen_values = true)]
    recipient_phone: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    address: Option<String>,
    #[arg(long = "date", value_name = "DATE")]
    destination_day: Option<String>,
    #[arg(long = "card", value_name = "TEXT", allow_hyphen_values = true)]
    card_text: Option<String>,
    #[arg(long = "shipping", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    destination_shipping: Option<Rupiah>,
    #[arg(long = "item", value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
    destination_items: Vec<ItemText>,
    #[arg(long = "remove", conflicts_with_all = ["recipient_rename", "recipient_phone", "address", "destination_day", "card_text",
        "destination_shipping", "destination_items"])]
    destination_gone: bool,
    #[command(subcommand)]
    other: Option<DestinationCommand>,
}

/// The subcommands of `order destination`.
#[derive(Debug, Subcommand)]
pub enum DestinationCommand {
    #[command(visible_alias = "impor")]
    Import {
        order: String,
        file: PathBuf,
        #[arg(long = "map", value_name = "FILE")]
        recipient_map: Option<PathBuf>,
        #[arg(long)]
        dry_run: bool,
    },
}

impl Destinations {
    /// Adds, changes or removes a recipient, or takes in a table of them.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self.other {
            Some(DestinationCommand::Import {
                order,
                file,
                recipient_map,
                dry_run,
            }) => {
                let mapping = match &recipient_map {
                    Some(map) => DestinationMapping::open(map)
                        .map_err(|error| bad_value("--map", error.message()))?,
                    None => DestinationMapping::default(),
                };
                import(&order, &file, &mapping, dry_run, console)
            }
            None => self.change(console),
        }
    }

    fn change(self, console: &mut Console) -> Result<(), Failure> {
        let order = self.order.unwrap_or_default();
        let name = console.clean_line(&self.destination_name.unwrap_or_default());
        let items = self.destination_items.into_iter();
        let items = items
            .map(|item| {
                if item.change == Change::Remove {
                    let why = Message::new("cli-nothing-to-remove").text("code", item.variant);
                    return Err(bad_value("--item", why));
                }
                Ok(console.clean_item(item))
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        let rename = self.recipient_rename.map(|name| console.clean_line(&name));
        let phone = self.recipient_phone.map(|phone| console.clean_line(&phone));
        let address = self.address.map(|address| console.clean_block(&address));
        let card = self.card_text.map(|card| console.clean_line(&card));
        let mut opened = console.open(Opening::Existing)?;
        let id = opened.book.order_id(&order)?;
        if self.destination_gone {
            opened.book.remove_destination(id, &name, opened.now)?;
            return Ok(());
        }
        let day = |text: &str| {
            parse_date(text, Toward::Future, opened.now.date(opened.zone))
                .map_err(|error| bad_value("--date", error.message()))
        };
        let day = self
            .destination_day
            .as_deref()
            .map(|text| or_none(text, day))
            .transpose()?;
        let change = DestinationChange {
            name: rename,
            phone,
            address,
            day,
            card,
            shipping: self.destination_shipping,
            items: Some(items).filter(|items| !items.is_empty()),
        };
        opened
            .book
            .set_destination(id, &name, &change, opened.now)?;
        Ok(())
    }
}

/// Shares an order among the recipients of a table, and prints how many they are.
fn import(
    order: &str,
    file: &std::path::Path,
    mapping: &DestinationMapping,
    dry_run: bool,
    console: &mut Console,
) -> Result<(), Failure> {
    let mut opened = console.open(Opening::Existing)?;
    let id = opened.book.order_id(order)?;
    let today = opened.now.date(opened.zone);
    let intake = destinations::read(&mut open_table(file)?, mapping, today)
        .map_err(|error| error.message())?;
    if !intake.bad.is_empty() {
        let mut sentences: Vec<Message> = intake.bad.iter().map(RowNote::message).collect();
        let rows = intake.bad.len();
        sentences.push(Message::new("cli-destinations-bad-rows").count("rows", rows));
        return Err(Failure::Refused(sentences));
    }
    for note in &intake.notes {
        console.say(note);
    }
    let (made, key) = match dry_run {
        true => (
            opened
                .book
                .destinations_if_imported(id, &intake.rows, opened.now)?,
            "cli-destinations-dry-run",
        ),
        false => (
            opened
                .book
                .import_destinations(id, &intake.rows, opened.now)?
                .made,
            "cli-destinations-imported",
        ),
    };
    console.say(&Message::new(key).count("recipients", made));
    console.line(&made.to_string())
}
