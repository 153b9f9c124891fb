//! Recognises the columns of a table by their titles and aliases, never by position.
//!
//! Titles are compared without case, punctuation and bracketed remarks (`No. Pesanan`, `no pesanan`
//! and `NO_PESANAN` are the same; `Harga Jual (IDR)` is `hargajual`). When several columns could
//! hold a field, the alias listed first wins: a buyer's name before the recipient's, the price
//! after the shop's own discount before the list price.

mod brackets;
pub mod error;
mod found;
pub mod mapping;
pub mod meaning;
pub mod reports;
pub(super) mod settle;
pub mod status;
pub(super) mod titles;
pub(super) mod units;
pub mod values;
pub(super) mod wide;

use self::error::{HeaderError, Need};
use self::found::{FoundColumns, exactly_one};
use self::mapping::Mapping;
use self::meaning::{Meaning, Origin};
use self::settle::Sample;
use self::titles::{fold, key_of, titles};
use self::wide::Wide;
use super::assortment::GoodsLookup;
use super::file::cell::Row;
use super::file::fault::column_letters;

/// Most rows above the header that are skipped: titles, the shop's name, a date.
pub(super) const MAX_TITLE_ROWS: usize = 20;

/// The columns of an order table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The titles of the file, followed by blank ones for the fields that [`Wide`] adds to a row.
    header: Vec<String>,
    /// How many of the titles are in the file.
    real: usize,
    at: Vec<(Meaning, usize)>,
    wide: Option<Wide>,
    /// Columns that [`Wide`] reads, and those of them that hold remarks.
    read_wide: (Vec<usize>, Vec<usize>),
    /// Columns that the owner wants ignored.
    ignored: Vec<usize>,
}

impl Columns {
    /// Recognises a header row; `mapping` takes precedence.
    ///
    /// # Errors
    /// When a required or mapped column is missing, or two columns of a field have the same title.
    pub fn recognise(row: &Row<'_>, mapping: &Mapping) -> Result<Self, HeaderError> {
        Self::of_titles(titles(row), mapping)
    }

    /// Recognises a header given as titles.
    pub fn of_titles(header: Vec<String>, mapping: &Mapping) -> Result<Self, HeaderError> {
        Self::among(header, mapping, &GoodsLookup::default(), Sample::default())
    }

    /// Like [`Columns::of_titles`]; columns may also hold units of `goods`, and the first rows
    /// settle what the titles leave open.
    ///
    /// # Errors
    /// Like [`Columns::recognise`], [`HeaderError::Unsure`] and [`HeaderError::Undecided`].
    pub(in crate::intake) fn among(
        header: Vec<String>,
        mapping: &Mapping,
        goods: &GoodsLookup,
        sample: Sample<'_>,
    ) -> Result<Self, HeaderError> {
        let grid = wide::of_grids(&header);
        let mut found = FoundColumns::of(&header, &grid, mapping, goods.fields())?;
        settle::settle(&mut found, &header, sample, goods)?;
        let FoundColumns {
            folded, taken, at, ..
        } = found;
        let mut columns = Self {
            real: header.len(),
            header,
            at,
            wide: None,
            read_wide: Default::default(),
            ignored: Vec::new(),
        };
        let ignores = |at: &usize| mapping.goods(&columns.header[*at]) == Some(None);
        columns.ignored = (0..columns.real).filter(ignores).collect();
        if columns.lacks_goods() && columns.origin() != Some(Origin::Lazada) {
            columns.wide = Wide::of(&columns.header, &grid, &taken, &columns.at, mapping, goods)?;
        }
        if let Some(wide) = &columns.wide {
            columns.read_wide = wide.reads();
            columns.widen(&folded, &taken);
        }
        let has = |field| columns.at(field).is_some();
        let mut wanted = Vec::new();
        if !has(Meaning::Reference) && !has(Meaning::Name) {
            wanted.push(Need::ReferenceOrName);
        }
        if !has(Meaning::Code) && !has(Meaning::Product) {
            wanted.push(Need::CodeOrProduct);
        }
        // Lazada's list has a row for each piece.
        if !has(Meaning::Quantity) && columns.origin() != Some(Origin::Lazada) {
            wanted.push(Need::Quantity);
        }
        if wanted.is_empty() {
            Ok(columns)
        } else {
            Err(HeaderError::Missing {
                wanted,
                seen: columns.header,
                found: columns.at,
            })
        }
    }

    /// Whether a column for goods or for the quantity is missing.
    fn lacks_goods(&self) -> bool {
        let has = |field| self.at(field).is_some();
        !(has(Meaning::Code) || has(Meaning::Product)) || !has(Meaning::Quantity)
    }

    /// Adds columns for the fields that [`Wide`] adds to each row.
    fn widen(&mut self, folded: &[String], taken: &[bool]) {
        self.at.retain(|(field, _)| {
            !wide::LINE_MEANINGS.contains(field) && *field != Meaning::UnitPrice
        });
        for field in wide::LINE_MEANINGS {
            self.at.push((field, self.header.len()));
            self.header.push(String::new());
        }
        for (field, words) in wide::CUSTOMER_QUESTIONS {
            let fitting = (0..self.real)
                .filter(|at| !taken[*at] && words.iter().any(|word| folded[*at].contains(word)));
            if self.at(field).is_none()
                && let Some(at) = exactly_one(fitting)
            {
                self.at.push((field, at));
            }
        }
        if let Some(wide) = &mut self.wide {
            wide.remove_known(&self.at);
        }
    }

    /// Whether a column is read together with others, or the owner wants it ignored.
    pub(super) fn is_read_wide(&self, at: usize) -> bool {
        self.read_wide.0.contains(&at) || self.ignored.contains(&at)
    }

    /// Columns read together with others that hold remarks.
    pub(super) fn wide_remarks(&self) -> &[usize] {
        &self.read_wide.1
    }

    /// Whether a cell merged over several rows belongs to each of them: who ordered what, and when.
    pub(super) fn repeats_merged(&self, at: usize) -> bool {
        let of_all = [
            Meaning::Reference,
            Meaning::Moment,
            Meaning::Clock,
            Meaning::Name,
            Meaning::Phone,
            Meaning::Address,
            Meaning::Recipient,
            Meaning::RecipientPhone,
            Meaning::Code,
            Meaning::Product,
            Meaning::Status,
            Meaning::Channel,
        ];
        let mut fields = self.at.iter().filter(|(_, column)| *column == at);
        fields.any(|(field, _)| of_all.contains(field))
    }

    /// Whether a cell merged over several rows leaves open to which of them it belongs.
    pub(super) fn refuses_merged(&self, at: usize) -> bool {
        let of_one = [
            Meaning::Quantity,
            Meaning::Unit,
            Meaning::UnitPrice,
            Meaning::Variant,
            Meaning::Customization,
            Meaning::Items,
            Meaning::RowDiscount,
            Meaning::Returned,
        ];
        let mut fields = self.at.iter().filter(|(_, column)| *column == at);
        self.is_wide() || fields.any(|(field, _)| of_one.contains(field))
    }

    /// Whether each row is a whole order with its goods in several columns.
    pub(super) fn is_wide(&self) -> bool {
        self.header.len() > self.real
    }

    /// Takes out the reader for rows with several goods, if there is one.
    pub(super) fn take_wide(&mut self) -> Option<Wide> {
        self.wide.take()
    }

    /// The key by which a header is remembered: its folded titles in order.
    pub fn key(&self) -> String {
        key_of(&self.header[..self.real])
    }

    /// The program that the table comes from, if it is a known one.
    pub fn origin(&self) -> Option<Origin> {
        Origin::of(&self.folded())
    }

    /// Whether the table is from a shop system with statuses of its own.
    pub(super) fn is_of_shop_system(&self) -> bool {
        status::is_shop_system(&self.folded(), self.at(Meaning::Reference).is_some())
    }

    fn folded(&self) -> Vec<String> {
        self.header.iter().map(|title| fold(title)).collect()
    }

    /// The fields that were recognised and their columns.
    pub fn used(&self) -> impl Iterator<Item = (Meaning, usize)> {
        self.at.iter().copied()
    }

    /// The column of a field, from 0.
    pub fn at(&self, field: Meaning) -> Option<usize> {
        self.at
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, index)| *index)
    }

    /// All columns of a field in parts.
    pub(super) fn all(&self, field: Meaning) -> impl Iterator<Item = usize> + '_ {
        let of_field = self.at.iter().filter(move |(known, _)| *known == field);
        of_field.map(|(_, index)| *index)
    }

    /// The column's title in the file, or its letters when it has none.
    pub fn title(&self, index: usize) -> String {
        match self.header.get(index) {
            Some(title) if !title.is_empty() => title.clone(),
            _ => column_letters(index + 1),
        }
    }

    /// Whether a text is the title of a column, in whatever case.
    pub(super) fn is_title(&self, index: usize, text: &str) -> bool {
        self.header
            .get(index)
            .is_some_and(|title| title.eq_ignore_ascii_case(text))
    }

    /// Number of columns, with those that [`Wide`] adds.
    pub fn len(&self) -> usize {
        self.header.len()
    }

    /// Number of columns in the file.
    pub(super) fn real(&self) -> usize {
        self.real
    }

    /// Whether the header has no columns.
    pub fn is_empty(&self) -> bool {
        self.header.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::HashMap;
    use strum::IntoEnumIterator;

    fn header(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[rstest]
    #[case("No Pesanan,Waktu,Nama,Kode,Produk,Jumlah,Harga,Status")]
    #[case("no_pesanan,WAKTU, nama ,kode,produk,JUMLAH,harga,status")]
    fn our_own_table(#[case] line: &str) {
        let columns = Columns::of_titles(header(line), &Mapping::default()).unwrap();
        let order = [
            Meaning::Reference,
            Meaning::Moment,
            Meaning::Name,
            Meaning::Code,
            Meaning::Product,
            Meaning::Quantity,
            Meaning::UnitPrice,
            Meaning::Status,
        ];
        for (index, field) in order.into_iter().enumerate() {
            assert_eq!(columns.at(field), Some(index), "{field:?}");
        }
        assert_eq!(columns.at(Meaning::Phone), None);
    }

    #[test]
    fn the_most_telling_column_wins_wherever_it_stands() {
        let columns = Columns::of_titles(header(
            "Harga Awal,Nama Penerima,Jumlah,Harga Setelah Diskon,Nama Produk,Nama Pembeli,SKU Induk,Nomor Referensi SKU",
        ), &Mapping::default())
        .unwrap();
        assert_eq!(columns.at(Meaning::UnitPrice), Some(3));
        assert_eq!(columns.at(Meaning::Name), Some(5));
        assert_eq!(columns.at(Meaning::Code), Some(7));
    }

    #[test]
    fn what_is_missing_is_named_with_what_was_seen() {
        let error = Columns::of_titles(header("Tanggal,Saldo"), &Mapping::default()).unwrap_err();
        let HeaderError::Missing { wanted, seen, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(
            wanted,
            &[Need::ReferenceOrName, Need::CodeOrProduct, Need::Quantity]
        );
        assert_eq!(seen, &header("Tanggal,Saldo"));
        assert_eq!(error.message("x").key, "intake-missing-all");
        let error = Columns::of_titles(header("Nama,Produk"), &Mapping::default()).unwrap_err();
        assert_eq!(error.message("x").key, "intake-missing-quantity");
    }

    #[test]
    fn one_name_on_two_columns_is_refused_only_where_it_matters() {
        let error = Columns::of_titles(header("Nama,Produk,Jumlah,jumlah"), &Mapping::default())
            .unwrap_err();
        assert_eq!(
            error,
            HeaderError::Twice {
                name: "Jumlah".into(),
                columns: (3, 4)
            }
        );
        assert!(
            Columns::of_titles(
                header("Nama,Produk,Jumlah,Warna,Foto,Foto"),
                &Mapping::default()
            )
            .is_ok()
        );
    }

    /// Titles of forms are questions; two that ask for the same are left to the owner.
    #[rstest]
    #[case("Nama kamu siapa?,Nomor WA kakak,Pesanan kamu apa saja?", &[Meaning::Name, Meaning::Phone, Meaning::Items])]
    #[case("Nama lengkap,Alamat di mana (isi lengkap)?,Mau pesan apa aja kak?", &[Meaning::Name, Meaning::Address, Meaning::Items])]
    #[case("Your name,What would you like to order?,Total", &[Meaning::Name, Meaning::Items, Meaning::Total])]
    fn a_question_is_what_it_asks_for(#[case] line: &str, #[case] fields: &[Meaning]) {
        let columns = Columns::of_titles(header(line), &Mapping::default()).unwrap();
        for (index, field) in fields.iter().enumerate() {
            assert_eq!(columns.at(*field), Some(index), "{field:?}");
        }
    }

    #[test]
    fn two_questions_for_one_field_are_left_open() {
        let columns = Columns::of_titles(
            header("Nama kamu,Nama kakak siapa,Kode,Jumlah,No Pesanan"),
            &Mapping::default(),
        );
        assert_eq!(columns.unwrap().at(Meaning::Name), None);
    }

    #[test]
    fn no_alias_stands_for_two_fields() {
        let mut owner = HashMap::new();
        for field in Meaning::iter() {
            for alias in field.aliases() {
                assert_eq!(fold(alias), *alias);
                assert_eq!(owner.insert(*alias, field), None, "{alias}");
            }
        }
    }
}
