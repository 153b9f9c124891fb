//! `rekap product import`: reads a price list into the catalogue, as one deed (rule 56).

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::book::{GoodsImported, Opening};
use crate::domain::message::Message;
use crate::intake::price_list;

use super::console::{Console, Failure};
use super::order_import::{open_table, refuse_bad};
use super::values::Shape;

/// The file, and how to import it.
#[derive(Debug, Args)]
pub struct Import {
    file: PathBuf,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    skip_bad: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Import {
    /// Imports the whole list or nothing, and prints how many goods are new or changed.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(if self.dry_run {
            Opening::Existing
        } else {
            Opening::Create
        })?;
        let intake =
            price_list::read(&mut open_table(&self.file)?).map_err(|error| error.message())?;
        if !intake.bad.is_empty() && !self.skip_bad {
            return Err(refuse_bad(&intake.bad, intake.bad.len() as u64));
        }
        for note in &intake.notes {
            console.say(note);
        }
        for note in &intake.bad {
            console.say(&note.message());
        }
        let made = if self.dry_run {
            opened.book.preview_goods(&intake.goods, opened.now)?
        } else {
            opened.book.import_goods(&intake.goods, opened.now)?.made
        };
        let key = if self.dry_run {
            "cli-goods-dry-run"
        } else {
            "cli-goods-imported"
        };
        console.say(&summary(key, &made));
        if self.shape.json {
            return console.json(&json!({
                "added": made.added, "changed": made.changed, "same": made.same,
            }));
        }
        console.line(&(made.added.len() + made.changed.len()).to_string())
    }
}

fn summary(key: &'static str, made: &GoodsImported) -> Message {
    Message::new(key)
        .count("added", made.added.len())
        .count("changed", made.changed.len())
        .count("same", made.same)
}
