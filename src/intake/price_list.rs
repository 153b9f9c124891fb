//! Reads a price list: one row per variant, with prices and terms.
//!
//! Columns are recognised by title and alias as in tables of orders. Further prices have columns of
//! their own: `Grosir 12` (or `Harga 12+`) is for everybody from 12 units on, `Reseller` for
//! customers of that price level. `Isi` lists the contents of a package (`2 Nastar + 1 Kastengel`); a
//! number there is how many pieces one holds, and no least order. `Ukuran tersedia` lists variants
//! with the same price (`S, M, L`). `Harga (ribuan)` is in thousands.

use super::columns::error::HeaderError;
use super::columns::mapping::Mapping;
use super::columns::meaning::Meaning;
use super::columns::reports::Report;
use super::columns::titles::{fold, fold_whole};
use super::columns::units::Unit;
use super::columns::{Columns, values};
use super::error::IntakeError;
use super::file::cell::{Row, Value};
use super::file::fault::column_letters;
use super::file::table::Table;
use super::named_columns::{self, Named};
use super::note::RowNote;
use crate::domain::code::Code;
use crate::domain::draft::PriceListRow;
use crate::domain::message::Message;
use crate::domain::text::MAX_NAME;

/// Most rows of a price list.
pub const MAX_GOODS: u64 = 20_000;

/// The columns and their aliases, folded; when several are in a table the first one wins.
#[rustfmt::skip]
const COLUMNS: [(Column, &[&str]); 10] = [
    (Column::Code, &["kode", "kodevarian", "kodeproduk", "kodebarang", "sku", "code", "id"]),
    (Column::Product, &[
        "produk", "namaproduk", "namabarang", "barang", "nama", "menu", "item", "product",
        "productname", "itemname", "name", "pesanan",
    ]),
    (Column::Variant, &[
        "varian", "namavarian", "variasi", "variant", "variantname", "variation", "ukuran", "rasa",
        "warna", "size",
    ]),
    (Column::Sizes, &["sizes", "ukurantersedia", "pilihanukuran", "daftarvarian", "variants"]),
    (Column::Price, &["harga", "hargajual", "hargasatuan", "hargaecer", "price", "unitprice"]),
    (Column::Cost, &["modal", "hpp", "hargamodal", "hargabeli", "hargapokok", "cost", "unitcost"]),
    (Column::Supplier, &["supplier", "pemasok", "produsen", "vendor", "producer"]),
    (Column::Least, &[
        "minorder", "minimalorder", "minimumorder", "minimalpesan", "minimal", "minimum", "minpesan",
        "minpembelian", "moq",
    ]),
    (Column::Multiple, &["kelipatan", "multiple", "multiples"]),
    (Column::Contents, &["isi", "isipaket", "komponen", "contains", "contents"]),
];

/// The columns of a price list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Code,
    Product,
    Variant,
    Sizes,
    Price,
    Cost,
    Supplier,
    Least,
    Multiple,
    Contents,
    /// A further price: price level (empty for everybody), and units from which it holds.
    Further(String, i64),
}

/// The result of reading a price list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoodsIntake {
    /// The goods, in the order of their rows.
    pub goods: Vec<PriceListRow>,
    /// Rows that could not be read.
    pub bad: Vec<RowNote>,
    /// Assumptions about the file as a whole.
    pub notes: Vec<Message>,
}

/// Reads a price list.
///
/// # Errors
/// When the file as a whole is unusable; single unreadable rows are listed.
pub fn read(table: &mut Table) -> Result<GoodsIntake, IntakeError> {
    let header = header(table)?;
    let strict = table.is_strict();
    let mut unused: Vec<(usize, bool)> = header.unused().map(|at| (at, false)).collect();
    let mut packs = 0;
    let (goods, bad) = header.rows(table, MAX_GOODS, |row| {
        for (at, filled) in &mut unused {
            *filled = *filled || row.get(*at) != Value::Empty;
        }
        packs += i64::from(pack(&header.value(row, &Column::Contents).to_text()));
        header.check_fits(row, strict)?;
        header.goods(row)
    })?;
    let mut notes = table.notes();
    if packs > 0 {
        notes.push(Message::new("intake-packs").count("rows", packs));
    }
    let filled = unused.iter().filter(|(_, filled)| *filled);
    let titles = filled.map(|(at, _)| match header.titles[*at].as_str() {
        "" => column_letters(at + 1),
        title => title.to_owned(),
    });
    let titles: Vec<String> = titles.collect();
    if !titles.is_empty() {
        notes.push(Message::new("intake-columns-left").text("columns", titles.join(", ")));
    }
    let goods = goods.into_iter().flatten().collect();
    Ok(GoodsIntake { goods, bad, notes })
}

/// Finds the header: the first row with columns for goods and prices.
fn header(table: &mut Table) -> Result<Named<Column>, IntakeError> {
    let columns = |titles: &[String], file: &str| {
        let report =
            Report::of_titles(titles).or_else(|| is_of_orders(titles).then_some(Report::Orders));
        let file = file.to_owned();
        if let Some(report) = report {
            return Err(IntakeError::OtherReport { file, report });
        }
        let columns = recognise(titles);
        if !has_goods_and_prices(&columns) {
            return Ok(None);
        }
        match twice(titles, &columns) {
            None => Ok(Some(columns)),
            Some(header) => Err(IntakeError::Header { file, header }),
        }
    };
    Named::find(table, columns, |file, seen| IntakeError::NoGoods {
        file,
        seen,
    })
}

/// Whether titles are those of an order table: customer, goods, quantity, and moment or order
/// number.
fn is_of_orders(titles: &[String]) -> bool {
    let columns = Columns::of_titles(titles.to_vec(), &Mapping::default());
    columns.is_ok_and(|columns| {
        let dated = [Meaning::Reference, Meaning::Moment, Meaning::Phone];
        dated.into_iter().any(|field| columns.at(field).is_some())
    })
}

/// Whether titles are those of a price list.
pub(super) fn is_price_list(titles: &[String]) -> bool {
    has_goods_and_prices(&recognise(titles))
}

/// Whether there are columns for goods and for their prices.
fn has_goods_and_prices(columns: &[(Column, usize)]) -> bool {
    let has = |wanted: &Column| columns.iter().any(|(column, _)| column == wanted);
    has(&Column::Price) && (has(&Column::Product) || has(&Column::Code))
}

/// The error for two columns with the same meaning.
fn twice(titles: &[String], columns: &[(Column, usize)]) -> Option<HeaderError> {
    columns.iter().find_map(|(column, at)| {
        let title = fold_whole(&titles[*at]);
        let same_title =
            (0..titles.len()).find(|other| other != at && fold_whole(&titles[*other]) == title);
        let mut others = columns.iter().filter(|(other, _)| other == column);
        let same_column = others
            .find(|(_, other)| other != at)
            .map(|(_, other)| *other);
        let first = same_title.or(same_column)?;
        let (first, second) = (first.min(*at), first.max(*at));
        Some(HeaderError::Twice {
            name: titles[first].clone(),
            columns: (first + 1, second + 1),
        })
    })
}

fn recognise(titles: &[String]) -> Vec<(Column, usize)> {
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let mut columns: Vec<(Column, usize)> = Vec::new();
    let kinds = COLUMNS.into_iter();
    let kinds = kinds.map(|(column, aliases)| (column, aliases.iter().copied()));
    named_columns::recognise(&mut columns, &folded, kinds);
    for (at, title) in folded.iter().enumerate() {
        if columns.iter().all(|(_, taken)| *taken != at) {
            columns.extend(further(title).map(|column| (column, at)));
        }
    }
    columns
}

/// Reads the title of a further price: `grosir12`, `harga12`, `min12pcs`, `reseller`,
/// `hargareseller12`.
fn further(title: &str) -> Option<Column> {
    let title = title.strip_suffix("pcs").unwrap_or(title);
    let words = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let from: Option<i64> = title[words.len()..].parse().ok();
    let words = words.strip_prefix("harga").unwrap_or(words);
    match (words, from) {
        ("" | "grosir" | "min" | "mulai" | "wholesale", Some(from)) if from > 1 => {
            Some(Column::Further(String::new(), from))
        }
        ("reseller" | "agen" | "dropship" | "dropshipper" | "distributor" | "member", from) => {
            Some(Column::Further(words.to_owned(), from.unwrap_or(1)))
        }
        _ => None,
    }
}

impl Named<Column> {
    /// Reads a number of units; `None` when it is empty or 1, which mean no condition.
    fn units(&self, row: &Row<'_>, column: &Column) -> Result<Option<i64>, Box<RowNote>> {
        match self.value(row, column) {
            Value::Empty => Ok(None),
            value => values::quantity(value)
                .map(|units| Some(i64::from(units)).filter(|units| *units > 1))
                .map_err(|problem| self.bad(row, column, problem)),
        }
    }

    /// Reads the goods of a row: one, or one for each size it lists.
    fn goods(&self, row: &Row<'_>) -> Result<Vec<PriceListRow>, Box<RowNote>> {
        let code = match self.text(row, &Column::Code, MAX_NAME)?.as_str() {
            "" => None,
            code => Some(
                Code::read(code).map_err(|error| self.bad(row, &Column::Code, error.message()))?,
            ),
        };
        let product = match (self.text(row, &Column::Product, MAX_NAME)?, &code) {
            (product, _) if !product.is_empty() => product,
            (_, Some(code)) => code.to_string(),
            _ => return Err(self.bad(row, &Column::Product, Message::new("intake-no-product"))),
        };
        let mut further = Vec::new();
        for (column, _) in &self.columns {
            if let Column::Further(level, from) = column
                && let Some(price) = self.price(row, column)?
            {
                further.push((level.clone(), *from, price));
            }
        }
        let good = PriceListRow {
            row: row.number,
            code,
            product,
            variant: self.text(row, &Column::Variant, MAX_NAME)?,
            price: self.price(row, &Column::Price)?,
            cost: self.price(row, &Column::Cost)?,
            supplier: Some(self.text(row, &Column::Supplier, MAX_NAME)?)
                .filter(|name| !name.is_empty()),
            least: self.units(row, &Column::Least)?,
            multiple: self.units(row, &Column::Multiple)?,
            further,
            contents: match self.text(row, &Column::Contents, MAX_NAME)? {
                number if pack(&number) => Vec::new(),
                listed => contents(&listed),
            },
        };
        let sizes = self.text(row, &Column::Sizes, MAX_NAME)?;
        let sizes: Vec<&str> = sizes
            .split([',', '/', ';', '|'])
            .map(str::trim)
            .filter(|size| !size.is_empty())
            .collect();
        if sizes.is_empty() || !good.variant.is_empty() {
            return Ok(vec![good]);
        }
        let of_size = |size: &&str| PriceListRow {
            code: None,
            variant: (*size).to_owned(),
            ..good.clone()
        };
        Ok(sizes.iter().map(of_size).collect())
    }
}

/// Whether the contents are only how many pieces one holds: `12`, `isi 12 pcs`.
fn pack(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("isi"));
    let number = words.next().is_some_and(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let unit = &word[digits.len()..];
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number && (unit.is_empty() || Unit::of(unit).is_some())
    });
    let unit = words.next().is_none_or(|word| Unit::of(word).is_some());
    number && unit && words.next().is_none()
}

/// Reads the contents of a package, separated by plus signs or commas: (units, name).
fn contents(text: &str) -> Vec<(i64, String)> {
    text.split(['+', ',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let name = part.trim_start_matches(|c: char| c.is_ascii_digit());
            match part[..part.len() - name.len()].parse() {
                Ok(units) if name.starts_with([' ', 'x', '×']) => {
                    let name = name.trim_start_matches([' ', '×']);
                    (units, name.strip_prefix("x ").unwrap_or(name).to_owned())
                }
                _ => (1, part.to_owned()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::domain::money::Rupiah;

    fn goods(text: &str) -> GoodsIntake {
        let mut table = Table::read("x", Cursor::new(text.to_owned()), None).unwrap();
        read(&mut table).unwrap()
    }

    #[test]
    fn a_price_list_with_everything() {
        let read = goods(
            "Daftar harga\n\nKode;Nama Barang;Varian;Harga;HPP;Supplier;Min. Order;Kelipatan;Grosir 12;Harga 24+;Reseller;Isi\n\
             NAS-K;Nastar;Keju;65.000;40rb;Dapur A;2 pcs;;60.000;;55000;\n\
             ;Hampers;;200000;;;;;;;;2 Nastar Keju + Kastengel\n",
        );
        assert_eq!(read.bad, Vec::new());
        let nastar = &read.goods[0];
        let sum = Rupiah::new;
        assert_eq!(
            (nastar.price, nastar.cost),
            (Some(sum(65_000)), Some(sum(40_000)))
        );
        assert_eq!((nastar.least, nastar.multiple), (Some(2), None));
        assert_eq!(
            nastar.further,
            [
                (String::new(), 12, sum(60_000)),
                ("reseller".to_owned(), 1, sum(55_000))
            ]
        );
        assert_eq!(
            read.goods[1].contents,
            [(2, "Nastar Keju".to_owned()), (1, "Kastengel".to_owned())]
        );
    }

    #[test]
    fn a_number_of_contents_is_a_pack_and_no_least_order() {
        let read =
            goods("Kode,Nama,Harga (ribu),Isi,Rak\nBOL,Bolu,48,12,A\nLMP,Lemper,36,isi 10 pcs,\n");
        assert_eq!(read.bad, Vec::new());
        for (good, price) in read.goods.iter().zip([48_000, 36_000]) {
            assert_eq!(good.price, Some(Rupiah::new(price)));
            assert_eq!((good.least, good.multiple), (None, None));
            assert_eq!((&good.contents[..], &good.further[..]), (&[][..], &[][..]));
        }
        let told: Vec<_> = read.notes.iter().map(|note| note.key.as_ref()).collect();
        assert_eq!(told, ["intake-packs", "intake-columns-left"]);
    }

    #[test]
    fn sizes_are_variants_and_bad_rows_are_listed() {
        let read = goods("name,price,sizes\nKaos,75000,\"S, M, L\"\nTopi,mahal,\n,5000,\n");
        let names: Vec<_> = read
            .goods
            .iter()
            .map(|good| good.variant.as_str())
            .collect();
        assert_eq!(names, ["S", "M", "L"]);
        let bad: Vec<_> = read
            .bad
            .iter()
            .map(|note| (note.row, note.column.as_str()))
            .collect();
        assert_eq!(bad, [(3, "price"), (4, "name")]);
    }
}
