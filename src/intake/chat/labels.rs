//! Recognises the labels of order forms: `Nama:`, `*No. HP* =`, `Alamat lengkap`, in the many ways
//! shops write them.

use crate::domain::text::fold;

use super::clean::lead;
use super::vocabulary;

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The customer's name.
    Name,
    /// The recipient.
    Recipient,
    /// A phone number.
    Phone,
    /// The address.
    Address,
    /// A part of the address (`Kota`), which is kept with its label.
    AddressPart,
    /// The items.
    Items,
    /// One product, whose quantity and options have labels of their own.
    Product,
    /// The quantity of the product.
    Count,
    /// The variant of the product: size, colour, flavour.
    Choice,
    /// A customization: a name on the back, a text on the cake.
    Custom,
    /// A remark.
    Note,
    /// When or how; goes into the note with its label.
    Wish,
    /// The total the customer saw.
    Total,
    /// Not used: amounts, payment, order numbers of others, mail addresses.
    Ignored,
    /// Heading of a list of tariffs or prices, below which nothing is ordered.
    Tariff,
}

/// A label at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    /// What it asks for; `None` for an unknown label.
    pub label: Option<Label>,
    /// The label as written.
    pub name: &'a str,
    /// Byte position where its value begins.
    pub value: usize,
}

/// Longest label, in bytes.
const LONGEST: usize = 60;

/// Reads the label at the beginning of a line. Without `:` or `=` the label must be the whole line.
pub(super) fn label(line: &str) -> Option<Labelled<'_>> {
    let (start, _) = lead(line);
    let rest = line.get(start..)?;
    // `Pesan berapa porsi? 2 nastar: keju`
    let asked = rest
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .find(|(_, c)| *c == '?');
    if let Some((at, _)) = asked
        && let Some(label) = known(rest.get(..at)?)
    {
        let after = rest.get(at + 1..)?;
        let gap = after.len() - after.trim_start_matches([' ', ':', '=']).len();
        return Some(Labelled {
            label: Some(label),
            name: rest.get(..at)?,
            value: start + at + 1 + gap,
        });
    }
    let cut = rest
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .find(|(_, c)| matches!(c, ':' | '=' | '：'));
    if let Some((at, sign)) = cut {
        let name = rest.get(..at)?.trim();
        // `08:30`, `https:`
        let after = rest.get(at + sign.len_utf8()..)?;
        if name.is_empty()
            || after.starts_with("//")
            || name.ends_with(|c: char| {
                c.is_ascii_digit() && after.starts_with(|c: char| c.is_ascii_digit())
            })
        {
            return None;
        }
        let gap = after.len() - after.trim_start().len();
        return Some(Labelled {
            label: known(name),
            name,
            value: start + at + sign.len_utf8() + gap,
        });
    }
    let name = rest.trim();
    (name.len() <= LONGEST)
        .then(|| known(name))
        .flatten()
        .map(|label| Labelled {
            label: Some(label),
            name,
            value: line.len(),
        })
}

/// Looks up what a label asks for.
pub(super) fn known(name: &str) -> Option<Label> {
    // Bracketed remarks (`Alamat (lengkap)`) and text after a dash are ignored.
    let bare = name.split(['(', '[']).next().unwrap_or(name);
    let folded = fold(bare);
    let key = folded.trim_start_matches("data ").trim();
    Some(match key {
        "nama" | "nama lengkap" | "nama pemesan" | "pemesan" | "nama customer" | "customer"
        | "nama pembeli" | "pembeli" | "nama anda" | "nama kakak" | "a n" | "an" | "atas nama"
        | "order atas nama" | "name" | "nama pelanggan" | "admin" | "nama kamu" | "nami"
        | "asma" | "jeneng" => Label::Name,
        "nama penerima" | "penerima" | "kepada" | "recipient" => Label::Recipient,
        "no hp" | "hp" | "nohp" | "no hp wa" | "nomor hp" | "nomer hp" | "no hp aktip" | "wa"
        | "no wa" | "nomor wa" | "whatsapp" | "no whatsapp" | "nomor whatsapp" | "no tlp"
        | "no telp" | "no telepon" | "nomor telepon" | "telp" | "tlp" | "telepon" | "telpon"
        | "kontak" | "no kontak" | "phone" | "no hp penerima" | "hp wa" | "no telp wa"
        | "no handphone" | "no wa aktip" | "nomor wa aktip" | "no" | "no hp whatsapp"
        | "contact" | "nomer wa" | "nomer" => Label::Phone,
        "alamat"
        | "alamat lengkap"
        | "alamat kirim"
        | "griya"
        | "bumi"
        | "dalem"
        | "alamat pengiriman"
        | "almt"
        | "kirim ke"
        | "lokasi"
        | "tujuan"
        | "alamat rumah"
        | "alamat penerima"
        | "alamat nama jalan"
        | "alamat tujuan"
        | "dikirim ke"
        | "address"
        | "alamat lengkap penerima" => Label::Address,
        "rt rw" | "rt" | "rw" | "kelurahan" | "desa kelurahan" | "desa" | "kecamatan" | "kec"
        | "kel" | "kota" | "kabupaten" | "kota kabupaten" | "kab kota" | "provinsi" | "prov"
        | "kode pos" | "kodepos" | "patokan" => Label::AddressPart,
        "pesanan"
        | "orderan"
        | "order"
        | "list order"
        | "list pesanan"
        | "item"
        | "items"
        | "detail pesanan"
        | "detail order"
        | "detail orderan"
        | "jumlah pesanan"
        | "daptar pesanan"
        | "daftar pesanan"
        | "ringkasan pesanan"
        | "pesan"
        | "pesan berapa porsi"
        | "pesan berapa"
        | "produk yang dipesan"
        | "produk dipesan"
        | "mau pesan apa"
        | "isi pesanan"
        | "jumlah order"
        | "pesenan"
        | "rincian pesanan" => Label::Items,
        "produk" | "nama produk" | "barang" | "nama barang" | "nama barang paket" | "menu"
        | "jenis kue" | "nama item" | "product" | "paket" | "jenis" | "nama kue" => Label::Product,
        "jumlah" | "qty" | "jml" | "kuantitas" | "quantity" | "jumlah item" | "berapa"
        | "banyaknya" | "pinten" | "sabaraha" => Label::Count,
        "ukuran" | "varian" | "ukuran varian" | "warna" | "size" | "rasa" | "variant" | "tipe"
        | "model" | "varian rasa" => Label::Choice,
        "nama punggung" | "nomor punggung" | "no punggung" | "tulisan" | "ucapan"
        | "kartu ucapan" | "tulisan kue" | "custom" | "request" | "topping" => Label::Custom,
        "catatan" | "notes" | "note" | "ket" | "keterangan" | "catatan khusus" | "pesan khusus" => {
            Label::Note
        }
        "tanggal kirim" | "tanggal pengiriman" | "tanggal ambil" | "tanggal" | "tgl"
        | "tgl kirim" | "tgl ambil" | "tanggal event" | "jam" | "waktu" | "waktu kirim"
        | "jam kirim" | "metode pengiriman" | "pengiriman" | "metode pengambilan"
        | "pengambilan" | "kurir" | "ekspedisi" | "tanggal sewa" | "packaging" | "jam ambil" => {
            Label::Wish
        }
        "total" | "total harga" | "total pesanan" | "total tagihan" | "total pembayaran"
        | "total bayar" => Label::Total,
        "harga" | "subtotal" | "sub total" | "pembayaran" | "metode pembayaran" | "bayar"
        | "biaya pengiriman" | "dp" | "sisa" | "sisa pembayaran" | "ppn" | "diskon"
        | "nomor pesanan" | "no pesanan" | "id pesanan" | "order id" | "invoice" | "no invoice"
        | "no tagihan" | "email" | "detail pembayaran" | "status pembayaran" | "rekening"
        | "no rekening" | "nik" | "no ktp" | "packing" | "total item" | "komisi" | "cash tp"
        | "ppn 10%" => Label::Ignored,
        "ongkir" | "ongkos kirim" | "biaya ongkir" | "tarip ongkir" | "harga jual"
        | "dapar harga" | "daptar harga" | "daftar harga" | "pricelist" | "price list"
        | "daftar menu" | "daptar menu" | "ketentuan" | "ketentuan wajib" | "syarat" | "contoh"
        | "estimasi" | "jadwal" => Label::Tariff,
        _ => return None,
    })
}

/// Whether a label (`a.n.`) asks for the holder of the bank account in the line above, not the
/// customer.
pub(super) fn is_account_holder(label: &str, above: &str) -> bool {
    let account = matches!(fold(label).as_str(), "a n" | "an" | "atas nama");
    account && fold(above).split(' ').any(vocabulary::pays)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Nama: Budi", Some(Label::Name), "Budi")]
    #[case("• No. HP/WA = 0812", Some(Label::Phone), "0812")]
    #[case("📍 Alamat (lengkap) : Jl. A", Some(Label::Address), "Jl. A")]
    #[case("Pesan berapa porsi? 3", Some(Label::Items), "3")]
    #[case("1. Nama produk: x", Some(Label::Product), "x")]
    #[case("Alamat lengkap", Some(Label::Address), "")]
    #[case("Budi: 2 nastar", None, "2 nastar")]
    #[case("a/n: Budi", Some(Label::Name), "Budi")]
    #[case("Nama punggung: ANDI", Some(Label::Custom), "ANDI")]
    fn labels(#[case] line: &str, #[case] expected: Option<Label>, #[case] value: &str) {
        let found = label(line).unwrap();
        assert_eq!((found.label, line[found.value..].trim()), (expected, value));
    }

    #[rstest]
    #[case("kak mau 2 nastar")]
    #[case("08:30")]
    #[case("https://wa.me/628")]
    fn no_labels(#[case] line: &str) {
        assert_eq!(label(line), None);
    }
}
