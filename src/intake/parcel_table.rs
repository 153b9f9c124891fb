//! Reads a courier's table of parcels: tracking numbers and fees, with what tells which parcel each is
//! (rules 99, 101). Columns are recognised by title; a mapping file names them where that fails.

use std::path::Path;

use super::columns::error::HeaderError;
use super::columns::mapping::{lines, text_of};
use super::columns::titles::fold;
use super::error::IntakeError;
use super::file::cell::Row;
use super::file::table::Table;
use super::named_columns::{Named, free, recognise};
use super::note::RowNote;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::{MAX_NAME, excerpt};

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
        Self::parse(&text_of(path).map_err(|error| error.message())?)
    }

    fn parse(text: &str) -> Result<Self, Message> {
        let mut map = Vec::new();
        for (line, field, title) in lines(text).map_err(|error| error.message())? {
            let field = field.to_lowercase();
            let known = COLUMNS
                .iter()
                .find(|(_, names, _)| names.contains(&field.as_str()));
            let Some((column, _, _)) = known else {
                return Err(Message::new("parcel-map-field")
                    .text("line", line.to_string())
                    .text("field", excerpt(&field)));
            };
            map.push((*column, title));
        }
        Ok(Self(map))
    }
}

/// Reads a courier's table.
///
/// # Errors
/// When the file as a whole is unusable; single unreadable rows are listed.
pub fn read(table: &mut Table, map: &ParcelMap) -> Result<ParcelTable, IntakeError> {
    let header = header(table, map)?;
    let (rows, bad) = header.rows(table, MAX_PARCELS, |row| header.parcel(row))?;
    let rows = rows.into_iter().flatten().collect();
    Ok(ParcelTable { rows, bad })
}

/// Finds the header: the first row with a column of tracking numbers and one that tells the parcel.
fn header(table: &mut Table, map: &ParcelMap) -> Result<Named<Column>, IntakeError> {
    let columns = |titles: &[String], file: &str| {
        let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let mut columns: Vec<(Column, usize)> = Vec::new();
        for (column, title) in &map.0 {
            let found = free(&columns, &folded, &fold(title));
            columns.extend(found.map(|at| (*column, at)));
        }
        let kinds = COLUMNS.iter();
        let kinds = kinds.map(|(column, _, aliases)| (*column, aliases.iter().copied()));
        recognise(&mut columns, &folded, kinds);
        let has = |wanted| columns.iter().any(|(column, _)| *column == wanted);
        let tells = has(Column::Reference) || has(Column::Phone) || has(Column::Name);
        if !has(Column::Tracking) || !tells {
            return Ok(None);
        }
        let found = |column: &Column, title: &str| {
            let mut known = columns.iter();
            known.any(|(other, at)| other == column && folded[*at] == fold(title))
        };
        match map.0.iter().find(|(column, title)| !found(column, title)) {
            None => Ok(Some(columns)),
            Some((_, title)) => Err(IntakeError::Header {
                file: file.to_owned(),
                header: HeaderError::Unmapped {
                    title: title.clone(),
                    seen: titles.to_vec(),
                },
            }),
        }
    };
    Named::find(table, columns, |file, seen| IntakeError::NoParcels {
        file,
        seen,
    })
}

impl Named<Column> {
    /// Reads a row; `None` for one without a tracking number and a fee, such as a sum.
    fn parcel(&self, row: &Row<'_>) -> Result<Option<ParcelRow>, Box<RowNote>> {
        let tracking = self.identity(row, &Column::Tracking, MAX_NAME)?;
        let fee = self.price(row, &Column::Fee)?;
        let parcel = ParcelRow {
            row: row.number,
            tracking,
            reference: self.identity(row, &Column::Reference, MAX_NAME)?,
            name: self.identity(row, &Column::Name, MAX_NAME)?,
            phone: self.identity(row, &Column::Phone, MAX_NAME)?,
            fee,
            courier: self.identity(row, &Column::Courier, MAX_NAME)?,
            service: self.identity(row, &Column::Service, MAX_NAME)?,
        };
        let told = [&parcel.reference, &parcel.name, &parcel.phone];
        let nothing = told.iter().all(|text| text.is_empty());
        Ok((!parcel.tracking.is_empty() || (parcel.fee.is_some() && !nothing)).then_some(parcel))
    }
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

    /// Rule 101: what a courier was paid is the same figure however its column counts it.
    #[test]
    fn fees_are_in_thousands_where_their_title_says_so() {
        for title in ["Ongkir (ribuan)", "Ongkir (Rp 000)"] {
            let read = table(&format!(
                "Resi,Nama,{title}\n001,Budi,18\n002,Sari,\"9,5\"\n"
            ));
            assert_eq!(read.bad, Vec::new(), "{title}");
            let fees: Vec<Option<Rupiah>> = read.rows.iter().map(|row| row.fee).collect();
            let expected = [18_000, 9_500].map(|fee| Some(Rupiah::new(fee)));
            assert_eq!(fees, expected, "{title}");
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
