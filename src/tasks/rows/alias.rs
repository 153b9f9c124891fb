//! Aliases: words that customers use for the goods.

use super::column::{Column, List};
use crate::book::Alias;
use crate::output::table::{Cell, Kind};

type Col = Column<Alias>;

/// The list of aliases.
pub const ALIASES: List<Alias> = List::new(
    "aliases",
    &[
        Col::new("text", Kind::Text, |row, _| Cell::Text(row.text.clone()))
            .json()
            .text("cli-col-alias"),
        Col::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()))
            .json()
            .text("cli-col-code"),
        Col::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
            .json()
            .text("cli-col-product"),
    ],
);
