//! What columns of an order table can mean, the titles they are known by, and the
//! marketplaces whose tables are recognised.

use strum::{EnumIter, IntoEnumIterator};

use super::titles::fold;
use crate::domain::order::Channel;

/// The meaning of a column of an order table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter)]
pub enum Meaning {
    /// The order's number at its source.
    Reference,
    /// When it was placed.
    Moment,
    /// The customer's name.
    Name,
    /// The customer's phone.
    Phone,
    /// The address.
    Address,
    /// The product's or variant's code (SKU).
    Code,
    /// The product's name.
    Product,
    /// Items in words: `2 nastar, 1 kastengel`.
    Items,
    /// The variant's name.
    Variant,
    /// How many.
    Quantity,
    /// Unit price, in rupiah.
    UnitPrice,
    /// Whether it was cancelled.
    Status,
    /// A note on the order.
    Note,
    /// The customization of the line.
    Customization,
    /// Where it was sold.
    Channel,
    /// The shop's own discount on the row, in rupiah.
    RowDiscount,
    /// Total of the row or the order, in rupiah.
    Total,
    /// Shipping of the row or the order, in rupiah.
    Shipping,
    /// Discount on the row or the order, in rupiah.
    Discount,
    /// A further discount on the order by a promotion of the shop, in rupiah.
    Promotion,
    /// Units that were returned.
    Returned,
}

/// The marketplace that a table comes from, recognised by titles only its tables have.
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
    /// Folded titles that must all be there.
    pub(super) fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Shopee => &["nopesanan", "nomorreferensisku", "hargasetelahdiskon"],
            Self::Tiktok => &["orderid", "sellersku", "skuunitoriginalprice"],
            Self::Tokopedia => &["nomorinvoice", "nomorsku", "jumlahprodukdibeli"],
            Self::Lazada => &["orderitemid", "lazadasku", "ordernumber"],
        }
    }

    /// The channel of its orders.
    pub fn channel(self) -> Channel {
        match self {
            Self::Shopee => Channel::Shopee,
            Self::Tiktok => Channel::Tiktok,
            Self::Tokopedia => Channel::Tokopedia,
            Self::Lazada => Channel::Lazada,
        }
    }
}

impl Meaning {
    /// Looks up a field by any of its aliases.
    pub(in crate::intake) fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        Self::iter().find(|field| field.aliases().contains(&name.as_str()))
    }

    /// Its name in a mapping.
    pub fn name(self) -> &'static str {
        self.aliases().first().copied().unwrap_or_default()
    }

    /// Its aliases, folded; when several are in a table the first one wins.
    #[rustfmt::skip]
    pub(super) const fn aliases(self) -> &'static [&'static str] {
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
                "waktu", "tanggal", "tgl", "timestamp", "stempelwaktu", "capwaktu", "date", "time", "tanggalpembayaran",
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
                "ordernote", "keterangan", "sellernote", "catatanpenjual", "catatantambahan", "catatankhusus",
                "additionalnotes",
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

/// Titles of prices that already include the shop's own discount.
pub(super) const NET_PRICES: [&str; 2] = ["hargasetelahdiskon", "hargajual"];
