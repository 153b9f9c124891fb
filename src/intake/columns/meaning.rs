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
    /// The second part of a name in two columns.
    LastName,
    /// The customer's phone.
    Phone,
    /// The address.
    Address,
    /// Who receives it, when that is another person.
    Recipient,
    /// The recipient's phone.
    RecipientPhone,
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
    /// The unit that the quantity is counted in.
    Unit,
    /// Unit price, in rupiah.
    UnitPrice,
    /// The time of day, where it stands apart from the day.
    Clock,
    /// Whether it was cancelled.
    Status,
    /// A note on the order.
    Note,
    /// The customization of the line.
    Customization,
    /// A custom field of the product (rule 67).
    Field,
    /// Who the line is for: a player, a member (rule 74).
    ForWhom,
    /// Why its goods cost nothing (rule 109).
    Free,
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
    /// A further charge on the row or the order, such as packing or a fee, in rupiah.
    Surcharge,
    /// The unique code added to the bill.
    UniqueCode,
    /// Units that were returned.
    Returned,
    /// The PO, in our own export.
    Po,
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
    /// Shopify's list of orders.
    Shopify,
    /// Our own export of orders.
    Own,
}

impl Origin {
    /// The origin of a table with these folded titles, if it is a known one.
    pub(super) fn of(folded: &[String]) -> Option<Self> {
        let has = |title: &&str| folded.iter().any(|found| found == title);
        Self::iter().find(|origin| {
            let mut lists = origin.titles().iter();
            lists.any(|titles| titles.iter().all(&has))
        })
    }

    /// Whether it is a marketplace, whose totals hold what isn't the shop's.
    pub(in crate::intake) fn is_marketplace(self) -> bool {
        self.channel().is_some()
    }

    /// Lists of folded titles; all of one list must be there.
    pub(super) fn titles(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Shopee => &[
                &["nopesanan", "nomorreferensisku", "hargasetelahdiskon"],
                &["orderid", "skureferenceno", "dealprice"],
            ],
            Self::Tiktok => &[&["orderid", "sellersku", "skuunitoriginalprice"]],
            Self::Tokopedia => &[
                &["nomorinvoice", "nomorsku", "jumlahprodukdibeli"],
                &["nomorinvoice", "statusterakhir", "jumlahprodukdibeli"],
            ],
            Self::Lazada => &[
                &["orderitemid", "lazadasku", "ordernumber"],
                &["orderitemid", "ordernumber", "sellersku"],
            ],
            Self::Shopify => &[&[
                "name",
                "financialstatus",
                "lineitemname",
                "lineitemquantity",
            ]],
            Self::Own => &[
                &[
                    "order",
                    "period",
                    "paymentstatus",
                    "fulfilmentstatus",
                    "unitprice",
                ],
                &[
                    "pesanan",
                    "po",
                    "waktupesan",
                    "pembayaran",
                    "pengerjaan",
                    "totalpesanan",
                ],
                &[
                    "order",
                    "po",
                    "orderedat",
                    "payment",
                    "fulfilment",
                    "ordertotal",
                ],
            ],
        }
    }

    /// Titles that mean something else in these tables than elsewhere.
    pub(super) fn special(self) -> &'static [(&'static str, Meaning)] {
        match self {
            Self::Shopify => &[
                ("name", Meaning::Reference),
                ("billingname", Meaning::Name),
                ("shippingname", Meaning::Recipient),
            ],
            Self::Own => &[
                ("order", Meaning::Reference),
                ("pesanan", Meaning::Reference),
                ("period", Meaning::Po),
                ("po", Meaning::Po),
                ("orderedat", Meaning::Moment),
                ("waktupesan", Meaning::Moment),
                ("total", Meaning::Total),
                ("totalpesanan", Meaning::Total),
                ("ordertotal", Meaning::Total),
                ("qty", Meaning::Quantity),
                ("jumlah", Meaning::Quantity),
                ("quantity", Meaning::Quantity),
                ("customization", Meaning::Customization),
                ("custom", Meaning::Customization),
            ],
            Self::Shopee | Self::Tiktok | Self::Tokopedia | Self::Lazada => &[],
        }
    }

    /// The channel of its orders, when it is one.
    pub fn channel(self) -> Option<Channel> {
        match self {
            Self::Shopee => Some(Channel::Shopee),
            Self::Tiktok => Some(Channel::Tiktok),
            Self::Tokopedia => Some(Channel::Tokopedia),
            Self::Lazada => Some(Channel::Lazada),
            Self::Shopify | Self::Own => None,
        }
    }
}

impl Meaning {
    /// Whether several columns may hold it, each a part.
    pub(super) fn is_in_parts(self) -> bool {
        matches!(
            self,
            Self::Variant | Self::Note | Self::Customization | Self::Field
        )
    }

    /// Looks up a field by any of its aliases.
    pub(in crate::intake) fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        Self::iter().find(|field| field.aliases().contains(&name.as_str()))
    }

    /// Its name in a mapping.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quantity => "jumlah",
            Self::Note => "catatan",
            _ => self.aliases().first().copied().unwrap_or_default(),
        }
    }

    /// Its aliases, folded; when several are in a table the first one wins.
    #[rustfmt::skip]
    pub(in crate::intake) const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &[
                "nopesanan", "nomorpesanan", "kodepesanan", "idpesanan", "noorder", "nomororder",
                "kodeorder", "orderid", "ordernumber", "orderno", "ordercode", "orderref",
                "reference", "referensi", "ref", "kodetransaksi", "idtransaksi", "notransaksi", "nomortransaksi",
                "transactionid", "transactioncode", "idorder", "ordersn", "nosalesorder", "salesorder", "nomorso",
                "kodebooking", "nomorinvoice", "noinvoice", "invoice",
                "invoiceno", "invoicenumber", "nota", "nonota", "bookingsn",
            ],
            Self::Moment => &[
                "waktupesanandibuat", "waktupesanan", "tanggalpesanan", "tglpesanan",
                "tanggalorder", "tglorder", "createdtime", "createtime", "orderdate", "ordertime",
                "ordercreationdate", "placedat", "createdat", "bookingcreationdate", "invoicedate",
                "dipesan", "tanggalpesan", "tglpesan", "waktupesan", "tanggaltransaksi", "tgltransaksi",
                "waktutransaksi", "orderedat", "dateordered", "submittedat", "submissiondate", "dibuat", "dibuatpada",
                "tanggaldibuat", "waktudibuat", "tanggalbeli", "tanggalinput", "waktuinput", "created",
                "tanggal", "tgl", "waktu", "timestamp", "stempelwaktu", "capwaktu", "date", "tanggalpembayaran",
                "waktupembayarandilakukan", "paidtime", "haritanggal",
            ],
            Self::Name => &[
                "nama", "namapemesan", "namapelanggan", "namapembeli", "namacustomer",
                "customername", "customer", "pelanggan", "pemesan", "pembeli", "buyername", "buyer", "namapengirim", "pengirim",
                "name", "fullname", "namalengkap", "atasnama", "namakonsumen", "konsumen", "namaanda", "namaklien", "klien",
                "client", "clientname", "billingname", "firstname", "namadepan", "billingfirstname", "username", "buyerusername", "namapembelian", "namaanggota", "anggota",
                "namakaryawan", "namasiswa", "namajamaah", "namawarga", "warga", "member", "namamember", "customerid",
                "namareseller", "reseller", "namadropshipper", "dropshipper", "namaagen", "agen",
            ],
            Self::LastName => &["lastname", "namabelakang", "surname", "billinglastname"],
            Self::Phone => &[
                "nohp", "nomorhp", "hp", "nowa", "nomorwa", "wa", "whatsapp", "nowhatsapp",
                "nomorwhatsapp", "notelp", "notelepon", "nomortelepon", "telepon", "telp", "notlp",
                "tlp", "handphone", "nohandphone", "nomorhandphone", "kontak", "nokontak", "nomorkontak", "nohpwa", "nowahp",
                "nomorhpwa", "nohpaktif", "nowaaktif", "nomorwaaktif", "nomorhpaktif", "notelpaktif", "nomertelepon",
                "nomerhp", "nomerwa", "hppemesan", "nohppemesan", "nowapemesan", "wapemesan", "nomorhppemesan",
                "nomorwapemesan", "telppemesan", "notelppemesan", "hppembeli", "nohppengirim", "hppengirim", "nowapengirim", "telppengirim", "notelppengirim", "nomorhppengirim", "nohppembeli", "nohppelanggan", "hppelanggan",
                "whatsappnumber", "wanumber", "nomortelp", "nomortlp", "notelpon", "telpon", "customerphone", "buyerphone",
                "contact", "contactnumber", "phone", "phonenumber", "phoneno",
                "mobile", "mobilephone", "mobilenumber", "notelppembeli", "billingphone",
                "nohpreseller", "hpreseller", "nowareseller", "wareseller", "nohpdropshipper", "nowadropshipper", "nohpagen", "nowaagen",
            ],
            Self::Address => &[
                "alamat", "alamatlengkap", "alamatkirim", "alamatpengiriman", "alamatpenerima",
                "address", "shippingaddress", "detailaddress", "billingaddr",
            ],
            Self::Recipient => &[
                "namapenerima", "penerima", "recipient", "recipientname", "receivername", "receiver", "shippingname",
                "dikirimkepada", "kepada", "untuksiapa",
            ],
            Self::RecipientPhone => &[
                "notelppenerima", "nohppenerima", "hppenerima", "telppenerima", "nowapenerima", "wapenerima",
                "nomorhppenerima", "nomorwapenerima", "teleponpenerima", "notelppenerimaan", "shippingphone",
                "recipientphone", "receiverphone", "recipientsphone", "nomorteleponpenerima", "noteleponpenerima", "recipientphonenumber",
            ],
            Self::Unit => &["satuan", "unit", "uom", "satuanbarang", "unitofmeasure", "kemasan", "satuanunit"],
            Self::Clock => &["jam", "pukul", "time", "jampesan", "waktupukul", "jampemesanan", "jamorder"],
            Self::Po => &["periodepo"],
            Self::Code => &[
                "kode", "kodevarian", "kodeproduk", "kodebarang", "sku", "nomorreferensisku",
                "nomorsku", "skupenjual", "sellersku", "variantcode", "productcode", "itemcode",
                "skureferenceno", "lineitemsku", "kodeitem", "kodemenu", "kodekue", "itemsku", "productsku", "variantsku",
                "stockcode", "code", "skuinduk", "skuid", "lazadasku",
            ],
            Self::Product => &[
                "produk", "namaproduk", "namabarang", "barang", "productname", "product",
                "itemname", "item", "menu", "namamenu", "lineitemname", "kue", "namakue", "jeniskue", "jenisproduk", "jenisbarang",
                "jenispesanan", "barangdipesan", "namaitem", "produkpesanan", "namapaket", "kaos", "makanan", "description",
                "deskripsi",
            ],
            Self::Items => &[
                "pesanan", "items", "orderan", "pesanananda", "pesananmu", "isipesanan",
                "detailpesanan", "daftarpesanan", "listpesanan", "listorder", "listorderan",
                "detailorder", "itempesanan", "pilihanproduk", "pilihanmenu", "produkdipesan",
                "produkyangdipesan", "orders", "orderlist", "orderdetails", "ordereditems",
            ],
            Self::Variant => &[
                "varian", "namavarian", "namavariasi", "variasi", "variation", "variantname",
                "variationname", "variant", "ukuran", "rasa", "warna", "size", "option", "pilihan", "pilihanrasa",
                "pilihanwarna", "pilihanukuran", "topping", "isian", "varianrasa", "ukurankaos", "warnakaos", "color",
                "colour", "flavor", "flavour", "model", "tipe", "type", "ukuranbaju", "sizekaos",
            ],
            Self::Quantity => &[
                "qty", "kuantitas", "quantity", "kts", "kuantiti", "lineitemquantity", "skuquantity", "qtyorder", "qtypesan",
                "qtypesanan", "orderqty", "jumlahpcs", "jumlahunit", "jumlahitem", "porsi",
                "jumlah", "jml", "banyak", "banyaknya", "pcs", "jlh", "jmlh", "jumlahpesan", "jumlahdipesan", "jmlpesanan",
                "jmlorder", "jumlahproduk", "jumlahbarang", "jumlahprodukdibeli", "jumlahprodukdipesan",
                "jumlahpesanan", "jumlahorder",
            ],
            Self::UnitPrice => &[
                "hargasatuan", "hargasetelahdiskon", "hargajual", "unitprice", "harga", "price",
                "dealprice", "itemcost", "itemprice", "lineitemprice", "hargaunit", "hargapertoples", "hargapersatuan", "hargabarang", "hrg", "hrgsatuan",
                "rate", "hargapcs", "hargaperpcs", "hargaproduk", "hargaawal", "skuunitoriginalprice",
            ],
            Self::Status => &[
                "status", "statuspesanan", "statusorder", "orderstatus", "statusterakhir", "statustransaksi",
                "transactionstatus",
            ],
            Self::Note => &[
                "catatandaripembeli", "buyermessage", "buyernote", "customernote", "catatanpembeli", "catatan", "catatanpesanan", "note",
                "notes", "ordernote", "ordernotes", "keterangan", "ket", "remark", "remarks", "pesankhusus", "pesantambahan",
                "ketpesanan", "komentar", "ucapan", "kartuucapan", "isiucapan", "isikartuucapan", "pesanucapan", "giftmessage", "greeting", "comment", "comments", "message", "sellernote", "catatanpenjual", "catatantambahan", "catatankhusus",
                "additionalnotes",
            ],
            Self::Customization => &[
                "custom", "request", "permintaan", "kustomisasi", "customization", "customisation",
                "personalization", "catatanproduk", "catatanprodukpembeli", "catatanitem",
                "namapunggung", "itemnote",
            ],
            Self::Field => &[
                "kolomisian", "nopunggung", "nomorpunggung", "nojersey", "nomorjersey", "nopemain", "nomorpemain",
                "jerseynumber", "backnumber", "shirtnumber",
            ],
            Self::ForWhom => &[
                "untuk", "namapemain", "pemain", "namapemakai", "pemakai", "dipakai", "dipakaioleh", "wearer", "player",
                "playername", "forwhom", "for",
            ],
            Self::Free => &[
                "gratiskarena", "gratis", "alasangratis", "kenapagratis", "endorse", "endorsement", "freebecause", "freereason",
                "reasonfree", "freeorder",
            ],
            Self::Channel => &[
                "channel", "kanal", "saluran", "sumber", "marketplace", "platform", "asalpesanan",
                "source",
            ],
            Self::RowDiscount => &["skusellerdiscount", "sellerdiscounttotal", "diskonproduk"],
            Self::Total => &[
                "total", "totalharga", "totalbayar", "ordertotalamount", "ordertotal", "totalpesanan", "subtotal", "jumlahharga",
                "totalbelanja", "totaltransfer", "grandtotal", "amount", "totalamount",
                "jumlahrupiah", "totalrupiah", "totalrp", "jumlahrp", "totalhargaproduk", "totaltagihan", "tagihan", "linetotal",
                "hargatotal", "totalprice", "jumlahtotal", "jumlahtagihan", "lineamount",
            ],
            Self::Shipping => &["ongkir", "ongkoskirim", "biayakirim", "biayaongkir", "shipping", "biayapengiriman", "ordershippingamount", "ongkoskirimpembeli", "ongkosantar", "shippingfee", "shippingcost", "deliveryfee"],
            Self::Discount => &[
                "diskon", "potongan", "potonganharga", "discount", "voucher",
                "voucherditanggungpenjual", "nilaikupontokoterpakai",
                "discountamount", "totaldiskon", "jumlahdiskon", "diskonpesanan", "potonganvoucher",
            ],
            Self::Surcharge => &[
                "biayapacking", "packing", "biayakemasan", "biayatambahan", "biayaadmin", "biayalain", "biayalainlain",
                "biayalayanan", "surcharge", "adminfee", "servicefee", "handling", "packaging", "biayakartuucapan", "pajak", "ppn", "tax",
            ],
            Self::UniqueCode => &["kodeunik", "uniquecode", "kodeunikpembayaran"],
            Self::Promotion => &["paketdiskondiskondaripenjual", "diskonpenawaranterpakai"],
            Self::Returned => &[
                "returnedquantity", "skuquantityofreturn", "jumlahprodukyangdikurangkan",
                "jumlahretur", "jumlahdikembalikan", "qtyretur", "returqty", "returnedqty", "qtyreturn", "refundedquantity",
                "lineitemrefundedquantity", "jumlahbarangretur", "jumlahrefund",
            ],
        }
    }
}

/// Titles of prices that already include the shop's own discount.
pub(super) const NET_PRICES: [&str; 2] = ["hargasetelahdiskon", "hargajual"];
