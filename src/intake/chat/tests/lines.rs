//! Items in every way to write them.

use rstest::rstest;

use super::{good, short, shortened};
use crate::intake::assortment::GoodsLookup;
use crate::intake::chat::read;

/// The items of an order whose name is certain.
fn items(text: &str) -> String {
    let orders = short(&format!("Nama: Budi\nPesanan: {text}"));
    orders.join(" & ").trim_start_matches("Budi|||").to_owned()
}

#[rstest]
#[case("2 nastar keju", "2 NAS-KEJU")]
#[case("2x nastar keju", "2 NAS-KEJU")]
#[case("2 x Nastar Keju", "2 NAS-KEJU")]
#[case("2 × nastar keju", "2 NAS-KEJU")]
#[case("2 * nastar keju", "2 NAS-KEJU")]
#[case("2 - nastar keju", "2 NAS-KEJU")]
#[case("• 2 pcs nastar keju", "2 NAS-KEJU")]
#[case("nastar keju 2", "2 NAS-KEJU")]
#[case("nastar keju - 2 toples", "2 NAS-KEJU")]
#[case("nastar keju: 2", "2 NAS-KEJU")]
#[case("nastar keju = 2", "2 NAS-KEJU")]
#[case("nastar keju x2", "2 NAS-KEJU")]
#[case("nastar keju (2)", "2 NAS-KEJU")]
#[case("nastar keju (2x)", "2 NAS-KEJU")]
#[case("nastar keju (2 pcs) - Rp 130.000", "2 NAS-KEJU")]
#[case("nastar keju [2 box] - Rp130.000", "2 NAS-KEJU")]
#[case("Nastar Keju = Rp 65.000 x 2 = Rp130.000", "2 NAS-KEJU")]
#[case("nastar keju 2 @65rb", "2 NAS-KEJU")]
#[case("nastar keju 2 x 65000 = 130000", "2 NAS-KEJU")]
#[case("NAS-KEJU 2", "2 NAS-KEJU")]
#[case("2 nas-keju", "2 NAS-KEJU")]
#[case("dua nastar keju", "2 NAS-KEJU")]
#[case("nastar keju dua belas", "12 NAS-KEJU")]
#[case("dua puluh lima nastar keju", "25 NAS-KEJU")]
#[case("duabelas toples lk", "12 LK")]
#[case("２ lk", "2 LK")]
#[case("lk ٢", "2 LK")]
#[case("lk 2 (dua)", "2 LK")]
#[case("lk 60 pcs", "60 LK")]
#[case("lk 60 = 3.600.000", "60 LK")]
#[case("2 nas kej", "2 NAS-KEJU")]
#[case("3 Aqua 600ml", "3 AQ")]
#[case("aqua 600 ml 3", "3 AQ")]
#[case("3 brownies 20", "3 BRO20")]
#[case("brownies 20 x 3", "3 BRO20")]
#[case("kue lidah 2", "2 LK")]
#[case("80 lk", "80 LK")]
#[case("250 pcs lk", "250 LK")]
#[case("2 nastar keju, 1 lk", "2 NAS-KEJU, 1 LK")]
#[case("2 nastar keju + 1 lk", "2 NAS-KEJU, 1 LK")]
#[case("2 nastar keju 1 lidah kucing", "2 NAS-KEJU, 1 LK")]
#[case("nastar keju 2 lidah kucing 1", "2 NAS-KEJU, 1 LK")]
#[case("nastar keju 2 dan lidah kucing 1", "2 NAS-KEJU, 1 LK")]
#[case("\n1. Nastar keju 2\n2. Lidah kucing 1", "2 NAS-KEJU, 1 LK")]
#[case("\n1. Nastar keju\n   2 toples × Rp65.000 = Rp130.000", "2 NAS-KEJU")]
fn what_the_line_says(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(items(text), expected);
}

#[rstest]
#[case("2 keju", "2 NAS-KEJU~")]
#[case("2 nastra kejuu", "2 NAS-KEJU~")]
#[case("2 nk", "2 NAS-KEJU~")]
#[case("nastar keju", "1~ NAS-KEJU")]
#[case("nastar keju, lk 2", "1~ NAS-KEJU, 2~ LK")]
#[case("nastar keju sama lk masing-masing 2", "2~ NAS-KEJU, 2~ LK")]
#[case("1 lusin lk", "12~ LK")]
#[case("selusin lk", "12~ LK")]
#[case("sekodi lk", "20~ LK")]
#[case("seratus lk", "100~ LK")]
#[case("2 pack lk", "2~ LK")]
#[case("setengah lusin lk", "6~ LK")]
#[case("250 lk", "250~ LK")]
#[case("60 lk", "60~ LK")]
#[case("2 lk tanpa gula", "2 LK(tanpa gula)~")]
#[case("2 lk (tanpa gula, kurang manis)", "2 LK(tanpa gula, kurang manis)~")]
#[case("2 lk: tanpa gula, kurang manis", "2 LK(tanpa gula, kurang manis)~")]
#[case("2 lk @50rb", "2 LK@|chat-sum-differs")]
fn what_is_taken_for_granted(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(items(text), expected);
}

#[rstest]
#[case("2 nastar", "2 «nastar»?")]
#[case("2 rendang", "2 «rendang»?")]
#[case("brownies 20", "1? BRO20")]
#[case("lk 250", "250? LK")]
#[case("1.000 lk", "1? LK")]
#[case("2,5 lk", "1? LK")]
#[case("1/2 lk", "1? LK")]
#[case("2-3 lk", "1? LK")]
#[case("1 kg lk", "1? LK")]
#[case("0 lk", "1? LK")]
#[case("lk dua ratus", "200? LK")]
#[case("99999999999 lk", "1? LK")]
#[case("lk 100000000", "1? LK")]
#[case("lk\n99999999999", "1? LK")]
#[case("lk 99999999999 nastar keju", "1? LK, 1? NAS-KEJU")]
#[case("½ lk", "1? LK")]
#[case("lk 60", "60? LK")]
#[case("lk\n60", "60? LK")]
#[case("1 lusin setengah lk", "12? LK")]
#[case("sepasang lk", "1? LK")]
#[case("2 belas lk", "1? LK")]
#[case("dua tiga lk", "2? LK")]
#[case("lk 65rb", "1? LK@")]
#[case("2 lk 3", "2? LK")]
#[case("nastar keju 2 lidah kucing", "1? NAS-KEJU, 1? LK")]
#[case("nastar nanas 2", "2 «nastar»?(nanas)~")]
#[case("2", "2 «»?")]
fn what_is_asked(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(items(text), expected);
}

#[rstest]
#[case(
    "kak mau nastar keju 2 sama lidah kucing 1 ya, an Budi, hp 081234567890, alamat Jl. Melati 5, Coblong",
    "Budi~|081234567890~|Jl. Melati 5, Coblong~|2 NAS-KEJU, 1 LK"
)]
#[case("nama saya ani, mau pesan lidah kucing 2 biji", "ani~|||2 LK")]
#[case(
    "Halo kak saya mau pesan lidah kucing 3 biji untuk jakarta timur no 23",
    "|||3 LK|note untuk jakarta timur no 23~|chat-who"
)]
#[case(
    "mau 2 lk an Budi alamat Jl. Dahlia 9 ya. Makasih",
    "Budi~||Jl. Dahlia 9~|2 LK"
)]
#[case("an Budi\n2 lk\njl. cempaka 3", "Budi~||jl. cempaka 3~|2 LK")]
#[case("Budi\n2 nastar keju\n1 lk", "Budi~|||2 NAS-KEJU, 1 LK")]
#[case("budi 2 nastar keju", "budi~|||2 NAS-KEJU")]
#[case(
    "saya budi mau 2 nastar keju ya kak besok diambil jam 3",
    "budi~|||2 NAS-KEJU|note besok diambil jam 3~"
)]
#[case("an Siti, tambah 1 lk ya", "Siti~|||1 LK|chat-changes")]
#[case("kak mau rendang 2 pcs an Siti", "Siti~|||2 «rendang»?")]
#[case(
    "Bu Ani mau 2 lk, Bu Ina 1 nastar keju ya",
    "Ani~|||2 LK, 1 NAS-KEJU|note Ina~|chat-other-person"
)]
fn sentences(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(short(text), [expected]);
}

/// Variants of one product, named by what tells them apart.
#[rstest]
#[case("Pesanan: Jersey M=2, L=3", "2 JRS-M, 3 JRS-L")]
#[case("Pesanan: jersey: M 2 L 3", "2 JRS-M, 3 JRS-L")]
#[case("Pesanan: jersey (M x 2, L x 3 pcs)", "2 JRS-M, 3 JRS-L")]
#[case("Pesanan: jersey 2 M dan 3 L ya kak", "2 JRS-M, 3 JRS-L")]
#[case("Pesanan: nastar keju 2, coklat 3", "2 NAS-KEJU, 3 NAS-COKLAT")]
#[case("Jersey\nM=2\nL=3", "2 JRS-M, 3 JRS-L")]
#[case("Pesanan:\nJersey\n- M : 0\n- L : 3\n2 lk", "3 JRS-L, 2 LK")]
#[case("Produk: jersey\nUkuran: M=2, L=3", "2 JRS-M, 3 JRS-L")]
#[case("jersey komunitas\nUkuran: L\nJumlah: 2", "2 JRS-L(komunitas)~")]
#[case("Pesanan: jersey M=2, XL=3", "2 JRS-M, 3 «XL»?")]
#[case("Pesanan: jersey M=99999999, L=1", "1? JRS-M, 1 JRS-L")]
fn variants(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(
        short(&format!("Nama: Budi\n{text}")),
        [format!("Budi|||{expected}")]
    );
}

/// A size below the name of a product of several words, as a form for a club asks for it.
#[test]
fn a_size_under_its_label_below_a_name() {
    let shirts = GoodsLookup::new(
        ["M", "L"].map(|size| {
            let name = format!("Kaos Komunitas {size}");
            good(&format!("KAOS-{size}"), "KAOS", &name, 85_000)
        }),
        [],
    );
    for text in [
        "kaos komunitas\nUkuran: L\nJumlah: 2\nNama: Andi",
        "Nama: Andi\nkaos komunitas\nUkuran: L\nJumlah: 2",
        "Nama: Andi\nKaos\nJumlah: 2\nUkuran: L",
        "Nama: Andi\nKaos komunitas: L=2",
    ] {
        let drafts = read(text, &shirts).unwrap();
        let drafts: Vec<String> = drafts.iter().map(shortened).collect();
        assert_eq!(drafts, ["Andi|||2 KAOS-L"], "{text}");
    }
}

/// A customization is no item, even when it names goods.
#[rstest]
#[case("2 lk + extra keju", "2 LK(extra keju)~")]
#[case("2 lk\n+ extra keju", "2 LK(extra keju)~")]
#[case("2 lk, tanpa keju, 1 nastar keju", "2 LK(tanpa keju)~, 1 NAS-KEJU")]
#[case("rasa keju", "1~ NAS-KEJU~|note rasa~")]
fn extras(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(items(text), expected);
}

/// Sizes of one product, told by the number in their name.
#[rstest]
#[case("2 kastengel 500 gr", "2 KAS-500")]
#[case("2 kastengel 250gram", "2 KAS-250")]
#[case("1 kastengel 500", "1 KAS-500")]
#[case("Kastengel 250 x1", "1 KAS-250")]
#[case("kastengel 500", "1? KAS-500")]
#[case("2 kastengel", "2 «kastengel»?")]
#[case("kastengel 3", "3 «kastengel»?")]
fn sizes(#[case] text: &str, #[case] expected: &str) {
    let sizes = GoodsLookup::new(
        [
            good("KAS-500", "KAS2", "Kastengel Toples 500 g", 90_000),
            good("KAS-250", "KAS2", "Kastengel Toples 250 g", 50_000),
        ],
        [],
    );
    let drafts = read(&format!("Nama: Budi\nPesanan: {text}"), &sizes).unwrap();
    let [draft] = drafts.as_slice() else {
        panic!("{drafts:?}");
    };
    assert_eq!(shortened(draft), format!("Budi|||{expected}"));
}
