//! `rekap alias`: what customers call the goods, taught once and read for certain from then on.

use clap::Subcommand;
use serde_json::json;

use crate::book::Opening;
use crate::output::table::{Cell, Kind};

use super::desk::{Desk, Failure, code};
use super::values::Shape;

/// Words for goods.
#[derive(Debug, Subcommand)]
pub enum Alias {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "WORDS")]
        said: String,
        #[arg(value_name = "VARIANT")]
        alias_of: String,
    },
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "lupakan")]
    Forget {
        #[arg(value_name = "WORDS")]
        said: String,
    },
}

impl Alias {
    /// Teaches, lists or forgets.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        match self {
            Self::Add { said, alias_of } => {
                let said = desk.clean_line(&said);
                let mut counter = desk.open(Opening::Existing)?;
                Ok(counter
                    .book
                    .teach_alias(&said, &code(&alias_of)?, counter.now)?)
            }
            Self::List(shape) => list(shape, desk),
            Self::Forget { said } => {
                let mut counter = desk.open(Opening::Existing)?;
                Ok(counter.book.forget_alias(&said, counter.now)?)
            }
        }
    }
}

fn list(shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let aliases = desk.open(Opening::Look)?.book.aliases()?;
    if shape.json {
        let aliases: Vec<_> = aliases
            .iter()
            .map(|alias| json!({ "text": alias.text, "code": alias.code, "name": alias.name }))
            .collect();
        return desk.json(&json!({ "aliases": aliases }));
    }
    let mut table = desk.sheet(&[
        ("cli-col-alias", Kind::Text),
        ("cli-col-code", Kind::Text),
        ("cli-col-product", Kind::Text),
    ]);
    for alias in aliases {
        table.rows.push(vec![
            Cell::Text(alias.text),
            Cell::Text(alias.code),
            Cell::Text(alias.name),
        ]);
    }
    desk.print_sheet(&table)
}
