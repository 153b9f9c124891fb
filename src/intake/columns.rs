//! Which column holds what: recognised by the header's name and its aliases, never by position.
//!
//! Names are compared without case, punctuation and bracketed remarks (`No. Pesanan`, `no pesanan`
//! and `NO_PESANAN` are one; `Harga Jual (IDR)` is `hargajual`). When several columns could hold a
//! field, the alias listed first wins: a buyer's name before the recipient's, the price after the
//! shop's own discount before the list price.

use strum::{EnumIter, IntoEnumIterator};

use super::chat::Goods;
use super::mapping::Mapping;
use super::table::{Row, column_letters};
use super::wide::{self, Unsure, Wide};
use crate::domain::message::Message;
use crate::domain::order::Channel;

/// What a column of an order table can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter)]
pub enum Field {
    /// The order's number where it came from.
    Reference,
    /// When it was placed.
    Moment,
    /// Who ordered.
    Name,
    /// Their phone number.
    Phone,
    /// Where it goes.
    Address,
    /// The product's or variant's code (SKU).
    Code,
    /// The product's name.
    Product,
    /// What was ordered, in words: `2 nastar, 1 kastengel`.
    Items,
    /// The variant's name.
    Variant,
    /// How many.
    Quantity,
    /// Rupiah for one.
    UnitPrice,
    /// Whether it was cancelled.
    Status,
    /// A note on the order.
    Note,
    /// A request on the line.
    Customization,
    /// Where it was sold.
    Channel,
    /// What the shop's own discount takes off the row, in rupiah.
    RowDiscount,
    /// Rupiah for the row, or for the whole order.
    Total,
    /// Shipping of the row, or of the whole order.
    Shipping,
    /// Discount of the row, or of the whole order.
    Discount,
    /// What a promotion of the shop takes off the order besides.
    Promotion,
    /// Units that came back.
    Returned,
}

/// Whose table it is, told by titles that only theirs has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum Origin {
    /// Shopee's list of orders.
    Shopee,
    /// TikTok Shop and Tokopedia, which share one seller centre.
    Tiktok,
    /// Tokopedia's earlier list of sales.
    Tokopedia,
    /// Lazada's list of order items.
    Lazada,
}

impl Origin {
    /// Folded titles of which all are there.
    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Shopee => &["nopesanan", "nomorreferensisku", "hargasetelahdiskon"],
            Self::Tiktok => &["orderid", "sellersku", "skuunitoriginalprice"],
            Self::Tokopedia => &["nomorinvoice", "nomorsku", "jumlahprodukdibeli"],
            Self::Lazada => &["orderitemid", "lazadasku", "ordernumber"],
        }
    }

    /// The channel its orders came by.
    pub fn channel(self) -> Channel {
        match self {
            Self::Shopee => Channel::Shopee,
            Self::Tiktok => Channel::Tiktok,
            Self::Tokopedia => Channel::Tokopedia,
            Self::Lazada => Channel::Lazada,
        }
    }
}

impl Field {
    /// The field of this name: any of its aliases, however it is written.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        Self::iter().find(|field| field.aliases().contains(&name.as_str()))
    }

    /// The name it goes by in a mapping.
    pub(super) fn name(self) -> &'static str {
        self.aliases().first().copied().unwrap_or_default()
    }

    /// Aliases, folded, the most telling first.
    #[rustfmt::skip]
    const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &[
                "nopesanan", "nomorpesanan", "kodepesanan", "idpesanan", "noorder", "nomororder",
                "kodeorder", "orderid", "ordernumber", "orderno", "ordercode", "orderref",
                "reference", "referensi", "ref", "nomorinvoice", "noinvoice", "invoice",
                "invoiceno", "invoicenumber", "nota", "nonota", "bookingsn",
            ],
            Self::Moment => &[
                "waktupesanandibuat", "waktupesanan", "tanggalpesanan", "tglpesanan",
                "tanggalorder", "tglorder", "createdtime", "createtime", "orderdate", "ordertime",
                "ordercreationdate", "placedat", "createdat", "bookingcreationdate", "invoicedate",
                "waktu", "tanggal", "tgl", "timestamp", "date", "time", "tanggalpembayaran",
                "waktupembayarandilakukan", "paidtime",
            ],
            Self::Name => &[
                "nama", "namapemesan", "namapelanggan", "namapembeli", "namacustomer",
                "customername", "customer", "pelanggan", "pemesan", "pembeli", "buyername", "buyer",
                "name", "fullname", "namalengkap", "username", "buyerusername", "namapenerima",
                "penerima", "recipient", "recipientname", "shippingname", "billingname",
                "customerid",
            ],
            Self::Phone => &[
                "nohp", "nomorhp", "hp", "nowa", "nomorwa", "wa", "whatsapp", "nowhatsapp",
                "nomorwhatsapp", "notelp", "notelepon", "nomortelepon", "telepon", "telp", "notlp",
                "tlp", "handphone", "nohandphone", "kontak", "phone", "phonenumber", "phoneno",
                "mobile", "notelppembeli", "notelppenerima", "nohppenerima", "shippingphone",
                "billingphone",
            ],
            Self::Address => &[
                "alamat", "alamatlengkap", "alamatkirim", "alamatpengiriman", "alamatpenerima",
                "address", "shippingaddress", "detailaddress", "billingaddr",
            ],
            Self::Code => &[
                "kode", "kodevarian", "kodeproduk", "kodebarang", "sku", "nomorreferensisku",
                "nomorsku", "skupenjual", "sellersku", "variantcode", "productcode", "itemcode",
                "stockcode", "code", "skuinduk", "skuid", "lazadasku",
            ],
            Self::Product => &[
                "produk", "namaproduk", "namabarang", "barang", "productname", "product",
                "itemname", "item", "menu", "namamenu", "description", "deskripsi",
            ],
            Self::Items => &[
                "pesanan", "items", "orderan", "pesanananda", "pesananmu", "isipesanan",
                "detailpesanan", "daftarpesanan", "listpesanan", "listorder", "listorderan",
                "detailorder", "itempesanan", "pilihanproduk", "pilihanmenu", "produkdipesan",
                "produkyangdipesan", "orders", "orderlist", "orderdetails", "ordereditems",
            ],
            Self::Variant => &[
                "varian", "namavarian", "namavariasi", "variasi", "variation", "variantname",
                "variant", "ukuran", "rasa", "warna", "size", "option",
            ],
            Self::Quantity => &[
                "jumlah", "qty", "kuantitas", "quantity", "jml", "banyak", "banyaknya", "pcs",
                "jumlahproduk", "jumlahbarang", "jumlahprodukdibeli", "jumlahprodukdipesan",
                "jumlahpesanan", "jumlahorder",
            ],
            Self::UnitPrice => &[
                "hargasatuan", "hargasetelahdiskon", "hargajual", "unitprice", "harga", "price",
                "hargapcs", "hargaperpcs", "hargaproduk", "hargaawal", "skuunitoriginalprice",
            ],
            Self::Status => &[
                "statuspesanan", "statusorder", "orderstatus", "statusterakhir", "status",
            ],
            Self::Note => &[
                "catatan", "catatanpesanan", "catatandaripembeli", "buyermessage", "note", "notes",
                "ordernote", "keterangan", "sellernote", "catatanpenjual",
            ],
            Self::Customization => &[
                "custom", "request", "permintaan", "kustomisasi", "customization", "customisation",
                "personalization", "catatanproduk", "catatanprodukpembeli", "catatanitem",
                "namapunggung", "itemnote",
            ],
            Self::Channel => &[
                "channel", "kanal", "saluran", "sumber", "marketplace", "platform", "asalpesanan",
                "source",
            ],
            Self::RowDiscount => &["skusellerdiscount", "sellerdiscounttotal", "diskonproduk"],
            Self::Total => &[
                "total", "totalharga", "totalbayar", "totalpesanan", "subtotal", "jumlahharga",
                "totalbelanja", "grandtotal",
            ],
            Self::Shipping => &["ongkir", "ongkoskirim", "biayakirim", "biayaongkir", "shipping"],
            Self::Discount => &[
                "diskon", "potongan", "potonganharga", "discount", "voucher",
                "voucherditanggungpenjual", "nilaikupontokoterpakai",
            ],
            Self::Promotion => &["paketdiskondiskondaripenjual", "diskonpenawaranterpakai"],
            Self::Returned => &[
                "returnedquantity", "skuquantityofreturn", "jumlahprodukyangdikurangkan",
                "jumlahretur", "jumlahdikembalikan",
            ],
        }
    }
}

/// Titles of prices from which the shop's own discount is taken off already.
const NET_PRICES: [&str; 2] = ["hargasetelahdiskon", "hargajual"];

/// Where the fields of an order table stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The header as it stands, and blank titles for what [`Wide`] puts beside a row.
    header: Vec<String>,
    /// How many of the titles stand in the file.
    real: usize,
    at: Vec<(Field, usize)>,
    wide: Option<Wide>,
}

/// Why a header cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Columns that are needed are not there.
    #[error("missing columns")]
    Missing {
        /// For each, what would do: one of these fields.
        wanted: Vec<Need>,
        /// The header that was found.
        seen: Vec<String>,
        /// What was recognised in it.
        found: Vec<(Field, usize)>,
    },
    /// The mapping names a column that is not there.
    #[error("no column {title}")]
    Unmapped {
        /// The title it names.
        title: String,
        /// The header that was found.
        seen: Vec<String>,
    },
    /// Columns that may hold units of goods, where only the owner knows.
    #[error("what do columns hold")]
    Unsure {
        /// The columns.
        columns: Vec<Unsure>,
        /// What was known already.
        mapping: Mapping,
    },
    /// Two columns of one name, for a field that is needed once.
    #[error("two columns are called {name}")]
    Twice {
        /// The name.
        name: String,
        /// The columns, from 1.
        columns: (usize, usize),
    },
}

/// What an order table cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// An order number or a customer's name.
    ReferenceOrName,
    /// A product's code or name.
    CodeOrProduct,
    /// A quantity.
    Quantity,
}

impl HeaderError {
    /// The sentence for it, about the file of that name.
    pub fn message(&self, file: &str) -> Message {
        let say = |key| Message::new(key).text("file", file);
        match self {
            Self::Missing { wanted, seen, .. } => {
                // One entry for each set of needs: a list joined in code could not be translated.
                let has = |need| wanted.contains(&need);
                let key = match (
                    has(Need::ReferenceOrName),
                    has(Need::CodeOrProduct),
                    has(Need::Quantity),
                ) {
                    (true, false, false) => "intake-missing-who",
                    (false, true, false) => "intake-missing-what",
                    (true, true, false) => "intake-missing-who-what",
                    (true, false, true) => "intake-missing-who-quantity",
                    (false, true, true) => "intake-missing-what-quantity",
                    (true, true, true) => "intake-missing-all",
                    (false, false, _) => "intake-missing-quantity",
                };
                say(key).text("seen", shown(seen))
            }
            Self::Unmapped { title, seen } => say("intake-map-title")
                .text("column", title)
                .text("seen", shown(seen)),
            Self::Unsure { columns, .. } => match columns.first() {
                Some(Unsure { title, near }) => match near.first() {
                    Some((_, name)) => say("intake-goods-near")
                        .text("column", title)
                        .text("goods", name),
                    None => say("intake-goods-none").text("column", title),
                },
                None => say("intake-missing-what"),
            },
            Self::Twice { name, columns } => say("intake-column-twice")
                .text("column", name)
                .text("first", column_letters(columns.0))
                .text("second", column_letters(columns.1)),
        }
    }
}

/// The header as a person can compare it with the file, shortened when it is very long.
pub(super) fn shown(seen: &[String]) -> String {
    const MOST: usize = 30;
    let mut text = seen
        .iter()
        .filter(|title| !title.is_empty())
        .take(MOST)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    if text.is_empty() {
        text.push('—');
    } else if seen.len() > MOST {
        text.push_str(", …");
    }
    text
}

impl Columns {
    /// Recognises a header row; what `mapping` names is taken from there.
    ///
    /// # Errors
    /// When a needed or mapped column is missing, or a field's column is there twice under one
    /// name.
    pub fn recognise(row: &Row<'_>, mapping: &Mapping) -> Result<Self, HeaderError> {
        Self::of_titles(titles(row), mapping)
    }

    /// Recognises a header given as titles.
    ///
    /// # Errors
    /// As [`Columns::recognise`].
    pub fn of_titles(header: Vec<String>, mapping: &Mapping) -> Result<Self, HeaderError> {
        Self::among(header, mapping, &Goods::default())
    }

    /// As [`Columns::of_titles`], where columns may also hold units of `goods`.
    ///
    /// # Errors
    /// As [`Columns::recognise`], and where a column may hold units of one of the goods.
    pub fn among(
        header: Vec<String>,
        mapping: &Mapping,
        goods: &Goods,
    ) -> Result<Self, HeaderError> {
        let grid = wide::of_grids(&header);
        let folded: Vec<String> = header
            .iter()
            .zip(&grid)
            .map(|(title, row)| match row {
                // A row of a grid is none of the fields its question may be called like.
                Some(_) => String::new(),
                None => fold(title),
            })
            .collect();
        let mut at = match mapping.places(&folded) {
            Ok(places) => places,
            Err(title) => {
                return Err(HeaderError::Unmapped {
                    title,
                    seen: header,
                });
            }
        };
        let whole: Vec<String> = header.iter().map(|title| fold_whole(title)).collect();
        let mut taken = vec![false; header.len()];
        for (_, place) in &at {
            taken[*place] = true;
        }
        for field in Field::iter() {
            if at.iter().any(|(mapped, _)| *mapped == field) {
                continue;
            }
            for alias in field.aliases() {
                let mut places = folded
                    .iter()
                    .enumerate()
                    .filter(|(index, name)| {
                        let fits = name == alias || whole[*index] == *alias;
                        fits && !taken[*index]
                    })
                    .map(|(index, _)| index);
                let Some(first) = places.next() else { continue };
                if let Some(second) = places.next() {
                    return Err(HeaderError::Twice {
                        name: header[first].clone(),
                        columns: (first + 1, second + 1),
                    });
                }
                taken[first] = true;
                at.push((field, first));
                break;
            }
        }
        // A price after the discount holds it already.
        let net = at.iter().any(|(field, place)| {
            *field == Field::UnitPrice && NET_PRICES.contains(&folded[*place].as_str())
        });
        if net {
            at.retain(|(field, _)| *field != Field::RowDiscount);
        }
        let mut columns = Self {
            real: header.len(),
            header,
            at,
            wide: None,
        };
        if columns.lacks_goods() {
            columns.wide = Wide::of(&columns.header, &grid, &taken, &columns.at, mapping, goods)?;
        }
        if columns.wide.is_some() {
            columns.widen(&folded, &taken);
        }
        let has = |field| columns.at(field).is_some();
        let mut wanted = Vec::new();
        if !has(Field::Reference) && !has(Field::Name) {
            wanted.push(Need::ReferenceOrName);
        }
        if !has(Field::Code) && !has(Field::Product) {
            wanted.push(Need::CodeOrProduct);
        }
        if !has(Field::Quantity) {
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

    /// Whether no column holds one of the goods, or none how many.
    fn lacks_goods(&self) -> bool {
        let has = |field| self.at(field).is_some();
        !(has(Field::Code) || has(Field::Product)) || !has(Field::Quantity)
    }

    /// Makes room for what [`Wide`] puts beside each row, which the fields of goods are read from.
    fn widen(&mut self, folded: &[String], taken: &[bool]) {
        self.at
            .retain(|(field, _)| !wide::BESIDE.contains(field) && *field != Field::UnitPrice);
        for field in wide::BESIDE {
            self.at.push((field, self.header.len()));
            self.header.push(String::new());
        }
        for (field, words) in wide::LOOSELY {
            let mut fitting = (0..self.real)
                .filter(|at| !taken[*at] && words.iter().any(|word| folded[*at].contains(word)));
            if self.at(field).is_none()
                && let (Some(at), None) = (fitting.next(), fitting.next())
            {
                self.at.push((field, at));
            }
        }
        if let Some(wide) = &mut self.wide {
            wide.settle(&self.at);
        }
    }

    /// Whether a row is an order with its goods side by side.
    pub(super) fn is_wide(&self) -> bool {
        self.header.len() > self.real
    }

    /// How a row that holds several goods is read, where its rows do.
    pub(super) fn take_wide(&mut self) -> Option<Wide> {
        self.wide.take()
    }

    /// What a header is known by: its folded titles in their order.
    pub fn key(&self) -> String {
        key_of(&self.header[..self.real])
    }

    /// Whose table it is, where only one could have such titles.
    pub fn origin(&self) -> Option<Origin> {
        let folded: Vec<String> = self.header.iter().map(|title| fold(title)).collect();
        Origin::iter().find(|origin| {
            let mut titles = origin.titles().iter();
            titles.all(|title| folded.iter().any(|found| found == title))
        })
    }

    /// Which columns hold something that is known.
    pub fn used(&self) -> impl Iterator<Item = (Field, usize)> {
        self.at.iter().copied()
    }

    /// The column of a field, from 0.
    pub fn at(&self, field: Field) -> Option<usize> {
        self.at
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, index)| *index)
    }

    /// How a person finds the column: its title in the file, or its letter where it has none.
    pub fn title(&self, index: usize) -> String {
        match self.header.get(index) {
            Some(title) if !title.is_empty() => title.clone(),
            _ => column_letters(index + 1),
        }
    }

    /// How many columns a row that is read has.
    pub fn len(&self) -> usize {
        self.header.len()
    }

    /// How many columns the header has in the file.
    pub(super) fn real(&self) -> usize {
        self.real
    }

    /// Whether the header has no columns.
    pub fn is_empty(&self) -> bool {
        self.header.is_empty()
    }
}

/// The titles of a header row.
pub(super) fn titles(row: &Row<'_>) -> Vec<String> {
    (0..row.len())
        .map(|index| title(&row.get(index).to_text()))
        .collect()
}

/// What a row of titles is known by.
pub(super) fn key_of(titles: &[String]) -> String {
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let alike = |name: &String| folded.iter().filter(|other| *other == name).count() > 1;
    let parts = titles.iter().zip(&folded).map(|(title, name)| {
        // What stands in brackets tells the rows of one question apart.
        if alike(name) {
            fold_whole(title)
        } else {
            name.clone()
        }
    });
    parts.collect::<Vec<_>>().join("|")
}

/// A title fit to be shown: no control characters (rule 59), not endless.
fn title(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .take(60)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A title as it is compared where what stands in brackets counts.
pub(super) fn fold_whole(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A title as it is compared: lower case letters and digits, without bracketed remarks.
pub(super) fn fold(title: &str) -> String {
    let mut folded = String::with_capacity(title.len());
    let mut depth = 0u32;
    for c in title.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::HashMap;

    fn header(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[rstest]
    #[case("No Pesanan,Waktu,Nama,Kode,Produk,Jumlah,Harga,Status")]
    #[case("no_pesanan,WAKTU, nama ,kode,produk,JUMLAH,harga,status")]
    fn our_own_table(#[case] line: &str) {
        let columns = Columns::of_titles(header(line), &Mapping::default()).unwrap();
        let order = [
            Field::Reference,
            Field::Moment,
            Field::Name,
            Field::Code,
            Field::Product,
            Field::Quantity,
            Field::UnitPrice,
            Field::Status,
        ];
        for (index, field) in order.into_iter().enumerate() {
            assert_eq!(columns.at(field), Some(index), "{field:?}");
        }
        assert_eq!(columns.at(Field::Phone), None);
    }

    #[test]
    fn the_most_telling_column_wins_wherever_it_stands() {
        let columns = Columns::of_titles(header(
            "Harga Awal,Nama Penerima,Jumlah,Harga Setelah Diskon,Nama Produk,Nama Pembeli,SKU Induk,Nomor Referensi SKU",
        ), &Mapping::default())
        .unwrap();
        assert_eq!(columns.at(Field::UnitPrice), Some(3));
        assert_eq!(columns.at(Field::Name), Some(5));
        assert_eq!(columns.at(Field::Code), Some(7));
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

    #[test]
    fn no_alias_stands_for_two_fields() {
        let mut owner = HashMap::new();
        for field in Field::iter() {
            for alias in field.aliases() {
                assert_eq!(fold(alias), *alias);
                assert_eq!(owner.insert(*alias, field), None, "{alias}");
            }
        }
    }
}
