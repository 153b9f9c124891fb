//! Reads a courier's table of parcels: tracking numbers and fees, with what tells which parcel each is
//! (rules 99, 101). Columns are recognised by title; a mapping file names them where that fails.

use std::path::Path;

use super::columns::MAX_TITLE_ROWS;
use super::columns::error::HeaderError;
use super::columns::titles::{fold, titles};
use super::columns::values;
use super::error::IntakeError;
use super::file::cell::{Row, Value};
use super::file::fault::{Fault, TableError, column_letters};
use super::file::table::Table;
use super::note::{MAX_LISTED, RowNote};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::{self, clean_line, excerpt};

/// Most rows of such a table.
const MAX_PARCELS: u64 = 50_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Tracking,
    Reference,
    Name,
    Phone,
    Fee,
    Courier,
    Service,
}

/// The columns, the words a mapping file uses for them, and their aliases, folded; the first alias that a
/// table has wins. The fee that was paid goes before the one that was estimated.
#[rustfmt::skip]
const COLUMNS: [(Column, &[&str], &[&str]); 7] = [
    (Column::Tracking, &["resi", "tracking"], &[
        "nomerresi", "nomorresi", "noresi", "resi", "trackingno", "trackingnumber", "noawb", "nomorawb", "awb",
        "awbno", "awbnumber", "airwaybill", "waybill", "waybillno", "waybillnumber", "connote", "noconnote",
        "nomorpelacakan", "nopelacakan", "stt", "nostt", "kodepengiriman",
    ]),
    (Column::Reference, &["referensi", "reference", "pesanan"], &[
        "noreferensipelanggan", "customerreferenceno", "customerreference", "noreferensi", "nomorreferensi",
        "referensi", "referenceno", "reference", "refno", "orderid", "orderno", "ordernumber", "nopesanan",
        "nomorpesanan", "kodepesanan", "idpesanan", "noorder", "pesanan", "kodepaket", "paket",
    ]),
    (Column::Name, &["nama", "name", "penerima"], &[
        "namapenerima", "recipientname", "receivername", "consigneename", "penerima", "recipient", "receiver",
        "consignee", "namapembeli", "nama", "name",
    ]),
    (Column::Phone, &["hp", "phone", "telepon"], &[
        "nomerteleponpenerima", "nomorteleponpenerima", "noteleponpenerima", "notelppenerima", "telppenerima",
        "teleponpenerima", "hppenerima", "nohppenerima", "recipientphonenumber", "recipientphone", "receiverphone",
        "consigneephone", "nomortelepon", "notelepon", "notelp", "nohp", "nomorhp", "hp", "telepon", "phone",
        "phonenumber",
    ]),
    (Column::Fee, &["ongkir", "fee"], &[
        "ongkiraktual", "actualshippingfee", "totalongkir", "ongkir", "ongkoskirim", "biayakirim", "biayapengiriman",
        "shippingfee", "shippingcost", "tarif", "totaltarif", "totalbiaya", "estimasiongkir", "estimatedshippingfee",
    ]),
    (Column::Courier, &["kurir", "courier"], &["kurir", "ekspedisi", "courier", "couriername", "jasakirim"]),
    (Column::Service, &["layanan", "service"], &[
        "layanan", "jenislayanan", "tipelayanan", "service", "servicetype", "servicename",
    ]),
];

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelRow {
    /// The row, numbered as a spreadsheet does, from 1.
    pub row: u64,
    /// Tracking number as it was given; empty when the cell is.
    pub tracking: String,
    /// The shop's own reference: a parcel's or an order's number.
    pub reference: String,
    /// Who receives it.
    pub name: String,
    /// Their phone, as written.
    pub phone: String,
    /// What was paid for it, in rupiah.
    pub fee: Option<Rupiah>,
    /// Courier, where a column says it.
    pub courier: String,
    /// Service, where a column says it.
    pub service: String,
}

/// What was read of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParcelTable {
    /// Its rows, in their order.
    pub rows: Vec<ParcelRow>,
    /// Rows that could not be read.
    pub bad: Vec<RowNote>,
}

/// Titles that a mapping file gives to columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParcelMap(Vec<(Column, String)>);

impl ParcelMap {
    /// Reads a mapping file: a line `resi = column title` for each column, `#` begins a remark.
    ///
    /// # Errors
    /// A sentence: an unreadable file, a line without `=`, or an unknown field.
    pub fn open(path: &Path) -> Result<Self, Message> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            TableError {
                file: path.display().to_string(),
                fault: Fault::of_read(&error),
            }
            .message()
        })?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, Message> {
        let mut map = Vec::new();
        for (line, typed) in (1i64..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let typed = typed.trim();
            if typed.is_empty() || typed.starts_with('#') {
                continue;
            }
            let Some((field, title)) = typed.split_once('=') else {
                return Err(Message::new("intake-map-line")
                    .count("line", line)
                    .text("text", excerpt(typed)));
            };
            let field = field.trim().to_lowercase();
            let known = COLUMNS
                .iter()
                .find(|(_, names, _)| names.contains(&field.as_str()));
            let Some((column, _, _)) = known else {
                return Err(Message::new("parcel-map-field")
                    .count("line", line)
                    .text("field", excerpt(&field)));
            };
            map.push((*column, clean_line(title).text));
        }
        Ok(Self(map))
    }
}

/// Reads a courier's table.
///
/// # Errors
/// When the file as a whole is unusable; single unreadable rows are listed.
pub fn read(table: &mut Table, map: &ParcelMap) -> Result<ParcelTable, IntakeError> {
    let header = Header::find(table, map)?;
    table.check_merged(header.row)?;
    let mut read = ParcelTable::default();
    let mut rows = 0;
    while let Some(row) = table.next_row()? {
        rows += 1;
        if rows > MAX_PARCELS {
            return Err(IntakeError::TooManyRows(
                table.name().to_owned(),
                MAX_PARCELS,
            ));
        }
        match header.parcel(&row) {
            Ok(Some(parcel)) => read.rows.push(parcel),
            Ok(None) => {}
            Err(bad) if read.bad.len() < MAX_LISTED => read.bad.push(*bad),
            Err(_) => {}
        }
    }
    if rows == 0 {
        return Err(IntakeError::OnlyHeader(table.name().to_owned()));
    }
    Ok(read)
}

/// The recognised columns of the header.
struct Header {
    row: u64,
    titles: Vec<String>,
    at: Vec<(Column, usize)>,
}

impl Header {
    /// Finds the header: the first row with a column of tracking numbers and one that tells the parcel.
    fn find(table: &mut Table, map: &ParcelMap) -> Result<Self, IntakeError> {
        let mut widest: Vec<String> = Vec::new();
        for _ in 0..=MAX_TITLE_ROWS {
            let Some(row) = table.next_row()? else { break };
            let (number, titles) = (row.number, titles(&row));
            let at = recognise(&titles, map);
            let has = |wanted| at.iter().any(|(column, _)| *column == wanted);
            let tells = has(Column::Reference) || has(Column::Phone) || has(Column::Name);
            if has(Column::Tracking) && tells {
                let missing = map.0.iter().find(|(column, title)| {
                    at.iter().all(|(known, place)| {
                        known != column || fold(&titles[*place]) != fold(title)
                    })
                });
                if let Some((_, title)) = missing {
                    return Err(IntakeError::Header {
                        file: table.name().to_owned(),
                        header: HeaderError::Unmapped {
                            title: title.clone(),
                            seen: titles,
                        },
                    });
                }
                return Ok(Self {
                    row: number,
                    titles,
                    at,
                });
            }
            if titles.len() > widest.len() {
                widest = titles;
            }
        }
        if widest.is_empty() {
            return Err(table.fault(Fault::Empty).into());
        }
        Err(IntakeError::NoParcels {
            file: table.name().to_owned(),
            seen: widest,
        })
    }

    fn value<'a>(&self, row: &Row<'a>, wanted: Column) -> Value<'a> {
        let mut at = self.at.iter();
        at.find(|(column, _)| *column == wanted)
            .map_or(Value::Empty, |(_, at)| row.get(*at))
    }

    fn note(&self, row: &Row<'_>, wanted: Column, problem: Message) -> Box<RowNote> {
        let mut known = self.at.iter();
        let at = known.find(|(column, _)| *column == wanted);
        let at = at.map_or(0, |(_, at)| *at);
        let title = self.titles.get(at).filter(|title| !title.is_empty());
        Box::new(RowNote {
            row: row.number,
            column: match title {
                Some(title) => title.clone(),
                None => column_letters(at.saturating_add(1)),
            },
            problem,
        })
    }

    /// The text of a cell that identifies something: a figure that a spreadsheet shortened is refused.
    fn identity(&self, row: &Row<'_>, column: Column) -> Result<String, Box<RowNote>> {
        let value = self.value(row, column);
        let read = values::says(value).and_then(|()| values::identity(value));
        let value = read.map_err(|problem| self.note(row, column, problem))?;
        let line = clean_line(&value.to_text()).text;
        text::check_length(&line, text::MAX_NAME)
            .map_err(|error| self.note(row, column, error.message()))?;
        Ok(line)
    }

    /// Reads a row; `None` for one without a tracking number and a fee, such as a sum.
    fn parcel(&self, row: &Row<'_>) -> Result<Option<ParcelRow>, Box<RowNote>> {
        let tracking = self.identity(row, Column::Tracking)?;
        let fee = values::price(self.value(row, Column::Fee))
            .map_err(|problem| self.note(row, Column::Fee, problem))?;
        let parcel = ParcelRow {
            row: row.number,
            tracking,
            reference: self.identity(row, Column::Reference)?,
            name: self.identity(row, Column::Name)?,
            phone: self.identity(row, Column::Phone)?,
            fee,
            courier: self.identity(row, Column::Courier)?,
            service: self.identity(row, Column::Service)?,
        };
        let told = [&parcel.reference, &parcel.name, &parcel.phone];
        let nothing = told.iter().all(|text| text.is_empty());
        Ok((!parcel.tracking.is_empty() || (parcel.fee.is_some() && !nothing)).then_some(parcel))
    }
}

fn recognise(titles: &[String], map: &ParcelMap) -> Vec<(Column, usize)> {
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let mut at: Vec<(Column, usize)> = Vec::new();
    let place = |name: &str, at: &[(Column, usize)]| {
        let free = |place: &usize| at.iter().all(|(_, taken)| taken != place);
        (0..folded.len()).find(|place| folded[*place] == name && free(place))
    };
    for (column, title) in &map.0 {
        let found = place(&fold(title), &at);
        at.extend(found.map(|place| (*column, place)));
    }
    for (column, _, aliases) in COLUMNS {
        if at.iter().any(|(known, _)| *known == column) {
            continue;
        }
        let found = aliases.iter().find_map(|alias| place(alias, &at));
        at.extend(found.map(|place| (column, place)));
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> ParcelTable {
        let mut table =
            Table::read("kurir.csv", std::io::Cursor::new(text.to_owned()), None).unwrap();
        read(&mut table, &ParcelMap::default()).unwrap()
    }

    /// The header of an SPX export, Indonesian and English.
    #[test]
    fn columns_of_a_courier_are_known_by_their_titles() {
        for header in [
            "Nomer Resi,No Referensi Pelanggan,Waktu dibuat,Nama Penerima,Nomer Telepon Penerima,Estimasi Ongkir,Ongkir Aktual",
            "Tracking No.,Customer Reference No.,Create Time,Recipient Name,Recipient Phone Number,Estimated Shipping Fee,Actual Shipping Fee",
        ] {
            let read = table(&format!(
                "{header}\n0012345678901,P7,2026-03-01,Budi,0812345678,9000,12000\n,,,,,,\n"
            ));
            assert_eq!(read.bad, Vec::new());
            let [row] = read.rows.as_slice() else {
                panic!("{read:?}")
            };
            assert_eq!(
                (row.tracking.as_str(), row.reference.as_str(), row.fee),
                ("0012345678901", "P7", Some(Rupiah::new(12_000)))
            );
            assert_eq!(row.row, 2);
        }
    }

    /// Rule 99: a number that a spreadsheet shortened is no tracking number any more.
    #[test]
    fn a_shortened_tracking_number_is_refused_with_its_place() {
        let read = table("Resi,Nama Penerima\n1.23E+12,Budi\n");
        let [bad] = read.bad.as_slice() else {
            panic!("{read:?}")
        };
        assert_eq!((bad.row, bad.column.as_str()), (2, "Resi"));
    }

    #[test]
    fn a_map_names_columns_and_says_what_it_does_not_know() {
        let map = ParcelMap::parse("# kurir baru\nresi = Kode kiriman\nnama = Untuk\n").unwrap();
        let text = "Kode kiriman,Untuk\n007,Budi\n";
        let mut table =
            Table::read("kurir.csv", std::io::Cursor::new(text.to_owned()), None).unwrap();
        let read = read(&mut table, &map).unwrap();
        assert_eq!(read.rows[0].tracking, "007");
        assert!(ParcelMap::parse("warna = x").is_err());
        assert!(ParcelMap::parse("resi").is_err());
    }
}
