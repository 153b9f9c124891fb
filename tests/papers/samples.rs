//! Rows of the papers under test.

use rekap::domain::money::Rupiah;
use rekap::domain::when::{Moment, Zone};
use rekap::lang::{Lang, Words};
use rekap::output::papers::label::{Content, Label};
use rekap::output::papers::nota::{Nota, NotaBill, NotaLine, NotaPrice, ShopHead};
use rekap::output::papers::packing::{Packing, PackingBy, PackingEntry, PackingGroup};
use rekap::output::papers::sheet::Sheets;
use rekap::output::papers::{Paper, Person};

pub fn words() -> Words {
    Words::new(Lang::Id, Zone::Wib)
}

pub fn paper(name: &str) -> Paper {
    Paper::find(name, &Sheets::shipped()).unwrap()
}

pub fn person(name: &str, phone: &str) -> Person {
    Person {
        name: name.into(),
        phone: phone.into(),
    }
}

/// A name of 50 and an address of 200 characters without a space.
pub const LONG_NAME: &str = "Raden-Ayu-Kusumawardhani-Sastrodiningrat-Kartasura";
pub fn long_address() -> String {
    let start = "Jl.Kembang-Sepatu-Raya-Blok-C-12/No.7,RT.03/RW.011,Kel.Sukamaju-Kidul,";
    let mut address: String = start.chars().cycle().take(197).collect();
    address.push_str("END");
    address
}

fn line(goods: &str, customization: &str, qty: i64, unit: i64) -> NotaLine {
    NotaLine {
        goods: goods.into(),
        customization: customization.into(),
        qty,
        price: Some(NotaPrice {
            unit: Some(Rupiah::new(unit)),
            amount: Rupiah::new(unit * qty),
        }),
        notes: Vec::new(),
    }
}

pub fn nota() -> Nota {
    let mut weighed = line("Rendang Daging 1 kg", "", 2, 80_000);
    weighed.notes = vec!["perkiraan 2.000 gr, ditimbang 2.150 gr".into()];
    let mut shirts = line(
        "Jersey Lari, lengan panjang, L",
        "punggung: BUDI 10",
        3,
        185_000,
    );
    shirts.notes = vec!["dipakai Sari, Dewi, Andi".into()];
    Nota {
        shop: ShopHead {
            name: "Dapur Bu Nissa".into(),
            phone: "0812-3456-7890".into(),
            address: "Jl. Melati 5, Sidoarjo".into(),
            pay: vec![
                "BCA 1234567890 a.n. Anisa Rahma".into(),
                "DANA 0812-3456-7890".into(),
            ],
            foot: "Terima kasih, selamat menikmati!".into(),
        },
        number: "NAS3-017".into(),
        period: "Nastar Lebaran 3".into(),
        customer: person("Budi Santosa", "0813-1111-2222"),
        address: "Perum Griya Asri Blok B2/14, Kel. Pucang, Kec. Gubeng, Surabaya 60282".into(),
        placed: Some(Moment::from_unix(1_772_000_000)),
        wanted: "Jum 13 Mar, diantar".into(),
        lines: vec![
            line("Nastar Keju 500 gr", "tanpa gula halus", 4, 85_000),
            line("Lidah Kucing Pelangi", "", 12, 62_500),
            weighed,
            shirts,
        ],
        bill: Some(NotaBill {
            charges: vec![
                ("Ongkir Gubeng".into(), Rupiah::new(15_000)),
                ("Diskon reseller".into(), Rupiah::new(-50_000)),
                ("Selisih timbang 150 gr".into(), Rupiah::new(12_000)),
            ],
            total: Rupiah::new(1_782_000),
            paid: Rupiah::new(900_000),
            balance: Rupiah::new(882_000),
            status: "DP cukup".into(),
        }),
        note: "Titip di pos satpam kalau rumah kosong.".into(),
        qris: Some("00020101021226570011ID.DANA.WWW011893600915302259148102090225914810303UMI51440014ID.CO.QRIS.WWW0215ID10200176114730303UMI520458125303360540688200058 02ID5912DapurBuNissa6008SIDOARJO61056125162070703A016304C7B5".replace(' ', "")),
    }
}

pub fn label() -> Label {
    let content = |qty, goods: &str, customization: &str| Content {
        qty,
        goods: goods.into(),
        customization: customization.into(),
    };
    Label {
        parcel: "K-0042".into(),
        orders: vec!["NAS3-017".into(), "NAS3-031".into()],
        sender: person("Dapur Bu Nissa", "0812-3456-7890"),
        recipient: person("Budi Santosa", "0813-1111-2222"),
        address: "Perum Griya Asri Blok B2/14, Kel. Pucang, Kec. Gubeng, Surabaya 60282".into(),
        area: "Gubeng 60282".into(),
        courier: "J&T".into(),
        service: "EZ".into(),
        resi: "JX8000000760".into(),
        cod: Some(Rupiah::new(882_000)),
        contents: vec![
            content(4, "Nastar Keju 500 gr", "tanpa gula halus"),
            content(12, "Lidah Kucing Pelangi", ""),
            content(1, "Hampers Lebaran", "kartu: Sari & Andi"),
        ],
        weight: Some(4_250),
        fragile: true,
        note: "Titip di pos satpam kalau rumah kosong".into(),
        card: "Selamat Idul Fitri, mohon maaf lahir batin".into(),
    }
}

/// A label as short as addresses on stickers are.
pub fn sticker() -> Label {
    Label {
        parcel: String::new(),
        orders: vec!["NAS3-017".into()],
        address: "Jl. Mawar 3, Gubeng, Surabaya 60282".into(),
        area: String::new(),
        cod: None,
        contents: label().contents[..1].to_vec(),
        weight: None,
        fragile: false,
        note: String::new(),
        card: String::new(),
        ..label()
    }
}

pub fn packing(by: PackingBy) -> Packing {
    let entry = |qty: i64, what: &str, notes: &[&str]| PackingEntry {
        qty: (qty > 0).then_some(qty),
        what: what.into(),
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
    };
    let group =
        |title: &str, aside: &str, details: &[&str], entries: Vec<PackingEntry>| PackingGroup {
            title: title.into(),
            aside: aside.into(),
            details: details.iter().map(|detail| (*detail).to_owned()).collect(),
            entries,
        };
    let groups = match by {
        PackingBy::Order => (1..=14)
            .map(|nth| {
                group(
                    &format!("NAS3-{nth:03} · Budi Santosa"),
                    "Jum 13 Mar",
                    &["0813-1111-2222 · Perum Griya Asri Blok B2/14, Surabaya"],
                    vec![
                        entry(4, "Nastar Keju 500 gr", &["tanpa gula halus"]),
                        entry(12, "Lidah Kucing Pelangi", &[]),
                    ],
                )
            })
            .collect(),
        PackingBy::Product => vec![
            group(
                "Nastar Keju 500 gr",
                "10 pcs",
                &[],
                vec![
                    entry(4, "NAS3-001 · Budi Santosa", &["tanpa gula halus"]),
                    entry(6, "NAS3-004 · Dewi Lestari", &[]),
                ],
            ),
            group(
                "Lidah Kucing Pelangi",
                "112 pcs",
                &[],
                vec![
                    entry(12, "NAS3-001 · Budi Santosa", &[]),
                    entry(100, "NAS3-009 · PT Maju Jaya", &["kardus polos"]),
                ],
            ),
        ],
        PackingBy::Route => vec![group(
            "Kec. Gubeng",
            "2 alamat",
            &[],
            vec![
                entry(
                    0,
                    "NAS3-001 · Budi Santosa · 0813-1111-2222",
                    &[
                        "Perum Griya Asri Blok B2/14, Kel. Pucang, Surabaya 60282",
                        "4 × Nastar Keju 500 gr, 12 × Lidah Kucing Pelangi",
                    ],
                ),
                entry(
                    0,
                    "NAS3-004 · Dewi Lestari · 0857-2222-3333",
                    &["Jl. Mawar 3, Surabaya", "6 × Nastar Keju 500 gr"],
                ),
            ],
        )],
    };
    Packing {
        shop: "Dapur Bu Nissa".into(),
        title: "Nastar Lebaran 3".into(),
        about: "14 pesanan · 224 pcs".into(),
        by,
        groups,
    }
}
