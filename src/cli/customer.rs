//! `rekap customer` (rules 49–51).

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use crate::book::{CustomerChange, Opening};
use crate::domain::changes::Pass;
use crate::domain::customer::{Customer as CustomerDetails, CustomerRow};
use crate::domain::text::fold;
use crate::domain::when::parse_birthday;
use crate::output::json::optional;
use crate::tasks::rows::column::{View, object};
use crate::tasks::rows::customer::CUSTOMERS;
use crate::tasks::rows::order_full::pass_json;

use super::console::{Console, Failure, OpenBook, bad_value};
use super::values::{self, Shape};

/// Subcommands for customers, who are named by phone, exact name or id (`#12`).
#[derive(Debug, Subcommand)]
pub enum Customer {
    #[command(visible_alias = "daftar")]
    List {
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        find: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        #[arg(value_name = "CUSTOMER")]
        whom: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        #[arg(value_name = "CUSTOMER")]
        whom: String,
        #[command(flatten)]
        change: Edits,
    },
    #[command(visible_alias = "gabung")]
    Merge {
        #[arg(value_name = "CUSTOMER")]
        keep: String,
        #[arg(value_name = "DUPLICATE")]
        duplicate: String,
    },
}

/// The changes of `customer edit`; what is not given stays as it is.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Edits {
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    name: Option<String>,
    #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
    phone: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    address: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[arg(long, value_name = "DATE")]
    birthday: Option<String>,
    #[arg(long, value_name = "TEXT")]
    level: Option<String>,
    #[arg(long, value_name = "CHANNEL=NAME", value_parser = values::handle)]
    handle: Option<(String, String)>,
    #[arg(long, value_name = "YES|NO", value_parser = values::yes_or_no)]
    pays_full: Option<bool>,
}

impl Customer {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::List { find, shape } => list(find.as_deref(), shape, console),
            Self::Show { whom, shape } => show(&whom, shape, console),
            Self::Edit { whom, change } => {
                let change = Edits {
                    name: change.name.map(|name| console.clean_line(&name)),
                    phone: change.phone.map(|phone| console.clean_line(&phone)),
                    address: change.address.map(|address| console.clean_block(&address)),
                    note: change.note.map(|note| console.clean_block(&note)),
                    ..change
                };
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.find_customer(&whom)?.id;
                let change = change.change(&opened)?;
                opened.book.edit_customer(id, &change, opened.now)?;
                Ok(())
            }
            Self::Merge { keep, duplicate } => {
                let mut opened = console.open(Opening::Existing)?;
                let into = opened.book.find_customer(&keep)?.id;
                let from = opened.book.find_customer(&duplicate)?.id;
                opened.book.merge_customers(from, into, opened.now)?;
                Ok(())
            }
        }
    }
}

impl Edits {
    fn change(self, opened: &OpenBook) -> Result<CustomerChange, Failure> {
        let birthday = match self.birthday.as_deref().map(str::trim) {
            None => None,
            Some("" | "none" | "tanpa") => Some(None),
            Some(text) => Some(Some(
                parse_birthday(text, opened.now.date(opened.zone))
                    .map_err(|error| bad_value("--birthday", error.message()))?,
            )),
        };
        Ok(CustomerChange {
            name: self.name,
            phone: self.phone,
            address: self.address,
            note: self.note,
            birthday,
            level: self.level,
            handles: self.handle.into_iter().collect(),
            pays_full: self.pays_full,
        })
    }
}

fn list(find: Option<&str>, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let sought = find.map(fold);
    let ids: Vec<_> = opened
        .book
        .customer_keys()?
        .into_iter()
        .filter(|(_, key)| sought.as_ref().is_none_or(|sought| key.contains(sought)))
        .map(|(id, _)| id)
        .collect();
    let rows = opened.book.customer_rows(&ids)?;
    console.list(&CUSTOMERS, &rows, shape, opened.now)
}

fn show(whom: &str, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let customer = opened.book.find_customer(whom)?;
    let rows = opened.book.customer_rows(&[customer.id])?;
    let row = rows.first();
    let record = opened.book.payment_record(customer.id)?;
    let passes = opened.book.passes_of(customer.id)?;
    if shape.json {
        let mut json = customer_json(&customer, row, &passes, &console.view(opened.now));
        json["released"] = record.released.into();
        json["uncollected"] = record.uncollected.into();
        json["unpaid_cancelled"] = record.unpaid.into();
        json["pays_full"] = customer.pays_full.into();
        return console.json(&json);
    }
    let handles: Vec<_> = customer
        .handles
        .iter()
        .map(|(channel, handle)| format!("{channel} @{handle}"))
        .collect();
    let words = console.words();
    let facts = [
        ("cli-col-id", format!("#{}", customer.id.raw())),
        ("cli-col-name", customer.name),
        ("cli-col-phone", customer.phone.unwrap_or_default()),
        ("cli-col-handles", handles.join(", ")),
        ("cli-col-address", customer.address),
        (
            "cli-col-birthday",
            customer
                .birthday
                .map(|day| words.date(day))
                .unwrap_or_default(),
        ),
        ("cli-col-level", customer.level),
        ("cli-col-note", customer.note),
        (
            "cli-col-orders",
            row.map(|row| words.count(row.orders)).unwrap_or_default(),
        ),
        (
            "customer-unpaid",
            record
                .warning()
                .map(|warning| words.say(&warning))
                .unwrap_or_default(),
        ),
        (
            "customer-pays-full",
            match customer.pays_full {
                true => words.word("customer-pays-full-yes"),
                false => String::new(),
            },
        ),
        (
            "cli-col-owes",
            row.map(|row| row.owes.to_string()).unwrap_or_default(),
        ),
        (
            "cli-col-owed",
            row.map(|row| row.owed.to_string()).unwrap_or_default(),
        ),
    ];
    console.facts(&facts)?;
    for pass in passes {
        let told = console.words().say(&pass.message());
        console.line(&told)?;
    }
    Ok(())
}

fn customer_json(
    customer: &CustomerDetails,
    row: Option<&CustomerRow>,
    passes: &[Pass],
    view: &View<'_>,
) -> Value {
    let mut map = row
        .map(|row| object(CUSTOMERS.columns, row, view))
        .unwrap_or_default();
    let handles: Vec<_> = customer
        .handles
        .iter()
        .map(|(channel, handle)| json!({ "channel": channel, "handle": handle }))
        .collect();
    map.insert("address".into(), optional(Some(&customer.address)));
    map.insert("note".into(), optional(Some(&customer.note)));
    map.insert(
        "birthday".into(),
        customer.birthday.map(|day| day.to_string()).into(),
    );
    map.insert("level".into(), optional(Some(&customer.level)));
    map.insert("handles".into(), handles.into());
    let passes = passes.iter().map(|pass| {
        let mut json = Map::from_iter([("order".to_owned(), json!(pass.order.code))]);
        json.extend(pass_json(pass, view));
        Value::Object(json)
    });
    map.insert("passes".into(), passes.collect());
    Value::Object(map)
}
