//! `rekap shop`: the shop's own card.

use clap::Subcommand;

use super::values::{self, Shape};

/// The shop's name, phone, zone and settings.
#[derive(Debug, Subcommand)]
pub enum Shop {
    #[command(visible_alias = "lihat")]
    Show(Shape),
    #[command(visible_alias = "atur")]
    Set {
        #[arg(required = true, value_name = "KEY=VALUE", value_parser = values::setting)]
        settings: Vec<(String, String)>,
    },
}

impl Shop {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
