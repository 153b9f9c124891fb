//! `rekap alias`: words that customers use for the goods.

use clap::Subcommand;

use crate::book::Opening;
use crate::tasks::rows::alias::ALIASES;

use super::console::{Console, Failure, code};
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
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add { said, alias_of } => {
                let said = console.clean_line(&said);
                let mut opened = console.open(Opening::Existing)?;
                opened
                    .book
                    .teach_alias(&said, &code(&alias_of)?, opened.now)?;
                Ok(())
            }
            Self::List(shape) => {
                let opened = console.open(Opening::Look)?;
                console.list(&ALIASES, &opened.book.aliases()?, shape, opened.now)
            }
            Self::Forget { said } => {
                let mut opened = console.open(Opening::Existing)?;
                opened.book.forget_alias(&said, opened.now)?;
                Ok(())
            }
        }
    }
}
