//! `rekap alias`: words that customers use for the goods.

use clap::Subcommand;

use crate::book::Opening;
use crate::tasks::rows::alias::ALIASES;

use super::desk::{Desk, Failure, code};
use super::values::Shape;

/// Subcommands for aliases.
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
    /// Adds, lists or removes aliases.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        match self {
            Self::Add { said, alias_of } => {
                let said = desk.clean_line(&said);
                let mut counter = desk.open(Opening::Existing)?;
                counter
                    .book
                    .teach_alias(&said, &code(&alias_of)?, counter.now)?;
                Ok(())
            }
            Self::List(shape) => {
                let counter = desk.open(Opening::Look)?;
                desk.list(&ALIASES, &counter.book.aliases()?, shape, counter.now)
            }
            Self::Forget { said } => {
                let mut counter = desk.open(Opening::Existing)?;
                counter.book.forget_alias(&said, counter.now)?;
                Ok(())
            }
        }
    }
}
