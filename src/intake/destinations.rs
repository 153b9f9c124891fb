//! Reads a table of the recipients of one order (rule 80): name, phone, address, day, card, goods, quantity
//! and shipping, a row for each recipient or for each of its goods.
//!
//! Columns are recognised by title and alias as in tables of orders; a mapping of `field = column title`
//! lines names others. Goods without a quantity of their own may be several (`2 nastar, 1 kastengel`); a
//! table without goods is about the only goods of the order.

use std::path::Path;

use chrono::NaiveDate;

use super::columns::mapping::{MappingError, lines, text_of};
use super::columns::meaning::Meaning;
use super::columns::titles::fold;
use super::columns::values;
use super::error::IntakeError;
use super::file::cell::{Row, Value};
use super::file::table::Table;
use super::named_columns::{Named, recognise};
use super::note::RowNote;
use crate::domain::destination::DestinationRow;
use crate::domain::item::{Change, ItemText};
use crate::domain::message::Message;
use crate::domain::text::{self, MAX_NOTE, excerpt};
use crate::domain::when::{Toward, parse_date};

/// Most rows of a table of recipients.
pub const MAX_RECIPIENTS: u64 = 5_000;

/// The columns of a table of recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Phone,
    Address,
    Day,
    Card,
    Code,
    Goods,
    Variant,
    Quantity,
    Shipping,
}

/// The columns, the fields of order tables whose titles they have too, and titles of their own, folded.
/// The first that fits wins.
const COLUMNS: &[(Column, &[Meaning], &[&str])] = &[
    (Column::Name, &[Meaning::Recipient, Meaning::Name], &["to"]),
    (
        Column::Phone,
        &[Meaning::RecipientPhone, Meaning::Phone],
        &[],
    ),
    (Column::Address, &[Meaning::Address], &[]),
    (
        Column::Card,
        &[],
        &[
            "kartu",
            "kartuucapan",
            "ucapan",
            "isikartu",
            "tekskartu",
            "pesankartu",
            "card",
            "cardtext",
            "greeting",
            "greetingcard",
            "message",
        ],
    ),
    (
        Column::Day,
        &[Meaning::Moment],
        &[
            "tanggalkirim",
            "tglkirim",
            "tanggalantar",
            "tglantar",
            "tanggalpengiriman",
            "harikirim",
            "hari",
            "deliverydate",
            "day",
        ],
    ),
    (Column::Code, &[Meaning::Code], &[]),
    (
        Column::Goods,
        &[Meaning::Product, Meaning::Items],
        &["goods", "isi"],
    ),
    (Column::Variant, &[Meaning::Variant], &[]),
    (Column::Quantity, &[Meaning::Quantity], &[]),
    (Column::Shipping, &[Meaning::Shipping], &[]),
];

impl Column {
    /// The titles that the columns have, folded; the one listed first wins.
    fn titled() -> impl Iterator<Item = (Self, impl Iterator<Item = &'static str>)> {
        COLUMNS.iter().map(|(column, meanings, own)| {
            let theirs = meanings.iter().flat_map(|meaning| meaning.aliases());
            (*column, theirs.chain(own.iter()).copied())
        })
    }

    /// The column that a mapping calls by this name, folded.
    fn called(name: &str) -> Option<Self> {
        let ranked = Self::titled().filter_map(|(column, mut titles)| {
            let rank = titles.position(|title| title == name)?;
            Some((rank, column))
        });
        let first = ranked.min_by_key(|(rank, _)| *rank);
        first.map(|(_, column)| column)
    }
}

/// The result of reading a table of recipients.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DestinationIntake {
    /// Its rows.
    pub rows: Vec<DestinationRow>,
    /// Rows that could not be read.
    pub bad: Vec<RowNote>,
    /// Assumptions about the file as a whole.
    pub notes: Vec<Message>,
}

/// The titles of columns that an owner names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DestinationMapping(Vec<(Column, String)>);

impl DestinationMapping {
    /// Reads a mapping from a file.
    ///
    /// # Errors
    /// A file that is no mapping, or names no field of a recipient.
    pub fn open(path: &Path) -> Result<Self, MappingError> {
        Self::parse(&text_of(path)?)
    }

    fn parse(text: &str) -> Result<Self, MappingError> {
        let mut titles: Vec<(Column, String)> = Vec::new();
        for (line, field, title) in lines(text)? {
            let column = Column::called(&fold(field)).ok_or_else(|| MappingError::NoField {
                line,
                field: excerpt(field),
            })?;
            if titles.iter().any(|(known, _)| *known == column) {
                return Err(MappingError::Twice {
                    line,
                    field: excerpt(field),
                });
            }
            titles.push((column, title));
        }
        Ok(Self(titles))
    }
}

/// Reads a table of recipients; `today` is the day that dates without a year are counted from.
///
/// # Errors
/// When the file as a whole is unusable; single unreadable rows are listed.
pub fn read(
    table: &mut Table,
    mapping: &DestinationMapping,
    today: NaiveDate,
) -> Result<DestinationIntake, IntakeError> {
    let header = header(table, mapping)?;
    let strict = table.is_strict();
    let (rows, bad) = header.rows(table, MAX_RECIPIENTS, |row| {
        header.check_fits(row, strict)?;
        header.recipient(row, today)
    })?;
    let mut notes = table.notes();
    let unused = header.unused().map(|at| header.titles[at].as_str());
    let unused: Vec<&str> = unused.filter(|title| !title.is_empty()).collect();
    if !unused.is_empty() {
        notes.push(Message::new("intake-columns-left").text("columns", unused.join(", ")));
    }
    Ok(DestinationIntake { rows, bad, notes })
}

/// Finds the header: the first row with a column for names and one for goods, addresses or phones.
fn header(table: &mut Table, mapping: &DestinationMapping) -> Result<Named<Column>, IntakeError> {
    let columns = |titles: &[String], _: &str| {
        let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let mut columns: Vec<(Column, usize)> = Vec::new();
        for (column, title) in &mapping.0 {
            let at = folded.iter().position(|known| *known == fold(title));
            columns.extend(at.map(|at| (*column, at)));
        }
        recognise(&mut columns, &folded, Column::titled());
        let has = |wanted: Column| columns.iter().any(|(column, _)| *column == wanted);
        let mapped = mapping.0.iter().all(|(column, _)| has(*column));
        Ok((has(Column::Name) && columns.len() > 1 && mapped).then_some(columns))
    };
    Named::find(table, columns, |file, seen| IntakeError::NoRecipients {
        file,
        seen,
    })
}

impl Named<Column> {
    fn recipient(&self, row: &Row<'_>, today: NaiveDate) -> Result<DestinationRow, Box<RowNote>> {
        let name = self.text(row, &Column::Name, MAX_NOTE)?;
        if name.is_empty() {
            let problem = Message::new("intake-no-recipient");
            return Err(self.bad(row, &Column::Name, problem));
        }
        Ok(DestinationRow {
            row: row.number,
            name,
            phone: self.phone(row)?,
            address: self.text(row, &Column::Address, MAX_NOTE)?,
            day: self.day(row, today)?,
            card: self.text(row, &Column::Card, MAX_NOTE)?,
            goods: self.goods(row)?,
            shipping: self.price(row, &Column::Shipping)?,
        })
    }

    fn phone(&self, row: &Row<'_>) -> Result<String, Box<RowNote>> {
        let value = self.value(row, &Column::Phone);
        let at = |problem| self.bad(row, &Column::Phone, problem);
        values::says(value).map_err(at)?;
        let value = values::identity(value).map_err(at)?;
        values::phone(value).map_err(at)?;
        Ok(text::clean_line(&value.to_text()).text)
    }

    fn day(&self, row: &Row<'_>, today: NaiveDate) -> Result<Option<NaiveDate>, Box<RowNote>> {
        let value = self.value(row, &Column::Day);
        let at = |problem| self.bad(row, &Column::Day, problem);
        values::says(value).map_err(at)?;
        match value {
            Value::Empty => Ok(None),
            Value::Moment(moment) => Ok(Some(moment.date())),
            value => parse_date(&value.to_text(), Toward::Future, today)
                .map(Some)
                .map_err(|error| at(error.message())),
        }
    }

    fn goods(&self, row: &Row<'_>) -> Result<Vec<ItemText>, Box<RowNote>> {
        let code = self.text(row, &Column::Code, MAX_NOTE)?;
        let product = self.text(row, &Column::Goods, MAX_NOTE)?;
        let variant = self.text(row, &Column::Variant, MAX_NOTE)?;
        let goods = match (code.as_str(), variant.as_str()) {
            ("", "") => product,
            ("", variant) => format!("{product} {variant}").trim().to_owned(),
            (code, _) => code.to_owned(),
        };
        let typed = |qty: i64, goods: &str| {
            // Read as it is typed, so that a choice and a customization are understood.
            ItemText::parse(&format!("{qty} {goods}"))
                .map_err(|error| self.bad(row, &Column::Goods, error.message()))
        };
        match self.value(row, &Column::Quantity) {
            Value::Empty if goods.is_empty() => Ok(vec![only(1)]),
            Value::Empty => goods
                .split([';', '+', ','])
                .map(str::trim)
                .filter(|piece| !piece.is_empty())
                .map(|piece| match ItemText::parse(piece) {
                    Ok(item) => Ok(ItemText {
                        change: Change::Set,
                        ..item
                    }),
                    Err(_) => typed(1, piece),
                })
                .collect(),
            value => {
                let qty = values::quantity(value)
                    .map_err(|problem| self.bad(row, &Column::Quantity, problem))?;
                match goods.as_str() {
                    "" => Ok(vec![only(i64::from(qty))]),
                    goods => Ok(vec![typed(i64::from(qty), goods)?]),
                }
            }
        }
    }
}

/// So many of the only goods of an order.
fn only(qty: i64) -> ItemText {
    ItemText {
        qty,
        change: Change::Set,
        variant: String::new(),
        chosen: None,
        for_whom: None,
        customization: None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::domain::money::Rupiah;

    fn rows(text: &str) -> DestinationIntake {
        let mut table = Table::read("x", Cursor::new(text.to_owned()), None).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
        read(&mut table, &DestinationMapping::default(), today).unwrap()
    }

    #[test]
    fn a_table_of_recipients_with_everything() {
        let read = rows(
            "Hampers Lebaran\n\nNama Penerima;No HP;Alamat;Tgl Kirim;Kartu Ucapan;Barang;Qty;Ongkir\n\
             Bu Ani;0812-3456-7890;Jl. Mawar 1;14/2;Selamat, Bu;HAMP;2;15rb\nPak Budi;;;;;HAMP: pita merah;1;\n",
        );
        assert_eq!(read.bad, Vec::new());
        let ani = &read.rows[0];
        assert_eq!((ani.row, ani.name.as_str()), (4, "Bu Ani"));
        assert_eq!(ani.day, NaiveDate::from_ymd_opt(2026, 2, 14));
        assert_eq!(ani.card, "Selamat, Bu");
        assert_eq!(
            (ani.goods[0].qty, ani.goods[0].variant.as_str()),
            (2, "HAMP")
        );
        assert_eq!(ani.shipping, Some(Rupiah::new(15_000)));
        let budi = &read.rows[1];
        assert_eq!(budi.goods[0].customization.as_deref(), Some("pita merah"));
        assert_eq!((budi.shipping, budi.day), (None, None));
    }

    #[test]
    fn goods_may_be_several_or_the_only_ones() {
        let read = rows("name,goods\nAni,\"2 NAS, 1 LDK\"\nBudi,NAS\n");
        let of = |at: usize| -> Vec<(i64, &str)> {
            let goods = read.rows[at].goods.iter();
            goods
                .map(|item| (item.qty, item.variant.as_str()))
                .collect()
        };
        assert_eq!(of(0), [(2, "NAS"), (1, "LDK")]);
        assert_eq!(of(1), [(1, "NAS")]);
        let read = rows("nama,jumlah,alamat\nAni,3,Jl. A\n");
        assert_eq!(
            (
                read.rows[0].goods[0].qty,
                read.rows[0].goods[0].variant.as_str()
            ),
            (3, "")
        );
    }

    #[test]
    fn rows_that_cannot_be_read_are_listed() {
        let read =
            rows("nama,alamat,tanggal,qty\n,Jl. A,,1\nAni,Jl. B,kapan-kapan,1\nBudi,Jl. C,,nol\n");
        let bad: Vec<_> = read
            .bad
            .iter()
            .map(|note| (note.row, note.column.as_str()))
            .collect();
        assert_eq!(bad, [(2, "nama"), (3, "tanggal"), (4, "qty")]);
    }

    #[test]
    fn columns_with_other_titles_are_named_by_a_mapping() {
        let mapping =
            DestinationMapping::parse("nama = Dikirim buat siapa\nkartu = Tulisan\n").unwrap();
        let text = "Dikirim buat siapa,Tulisan\nAni,Selamat\n";
        let mut table = Table::read("x", Cursor::new(text), None).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
        let read = read(&mut table, &mapping, today).unwrap();
        assert_eq!(
            (read.rows[0].name.as_str(), read.rows[0].card.as_str()),
            ("Ani", "Selamat")
        );
        assert!(DestinationMapping::parse("gudang = A\n").is_err());
    }
}
