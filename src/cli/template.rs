//! `rekap template`: the shop's own words for messages to customers (rule 52).

use std::path::PathBuf;

use clap::Subcommand;

use crate::book::Opening;
use crate::domain::message::Message;
use crate::domain::telling::TellKind;
use crate::tasks::rows::telling::{TEMPLATES, TemplateRow};
use crate::tasks::telling::{template_fields, template_text};

use super::console::{Console, Failure};
use super::order_paste::read_text;
use super::values::{self, Shape};

/// Subcommands for templates. They are of the language that the command line speaks.
#[derive(Debug, Subcommand)]
pub enum Template {
    #[command(visible_alias = "daftar")]
    List {
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        #[arg(value_name = "KIND", value_parser = values::tell_kind())]
        tell_kind: TellKind,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        #[arg(value_name = "KIND", value_parser = values::tell_kind())]
        tell_kind: TellKind,
        #[arg(value_name = "FILE", allow_hyphen_values = true)]
        template_file: PathBuf,
    },
    #[command(visible_alias = "bawaan")]
    Reset {
        #[arg(value_name = "KIND", value_parser = values::tell_kind())]
        tell_kind: TellKind,
    },
}

impl Template {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let lang = console.words().lang().name();
        match self {
            Self::List { shape } => {
                let opened = console.open(Opening::Look)?;
                let mut rows = Vec::with_capacity(TellKind::ALL.len());
                for kind in TellKind::ALL {
                    rows.push(TemplateRow {
                        kind: *kind,
                        lang,
                        own: opened.book.template(*kind, lang)?.is_some(),
                        text: template_text(*kind, &opened.book, console.words())?,
                    });
                }
                console.list(&TEMPLATES, &rows, shape, opened.now)
            }
            Self::Show { tell_kind } => {
                let opened = console.open(Opening::Look)?;
                let text = template_text(tell_kind, &opened.book, console.words())?;
                console.line(text.trim_end())?;
                let fields = template_fields(console.words()).into_iter();
                let fields: Vec<String> = fields
                    .map(|(name, says)| format!("  {name}  {says}"))
                    .collect();
                console.say(&Message::new("template-fields").text("fields", fields.join("\n")));
                Ok(())
            }
            Self::Edit {
                tell_kind,
                template_file,
            } => {
                let text = console.clean_block(&read_text(Some(&template_file))?);
                console.change(|book, now| book.set_template(tell_kind, lang, Some(&text), now))
            }
            Self::Reset { tell_kind } => {
                console.change(|book, now| book.set_template(tell_kind, lang, None, now))
            }
        }
    }
}
