//! What the READMEs show of the command line does what they say, whatever the day.

use rstest::rstest;

use crate::shop::empty;

#[rstest]
#[case("README.md", "2026-02-05T09:00")]
#[case("README.md", "2026-11-23T23:30")]
#[case("README.id.md", "2026-12-31T12:00")]
fn the_commands_of_the_readmes_work_in_their_order(#[case] file: &str, #[case] now: &str) {
    let text = std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut shop = empty();
    shop.at(now);
    let table = "Nama,Produk,Jumlah,Harga\nBu Rina,Lidah Kucing,2,45000\n";
    std::fs::write(shop.file("pesanan.csv"), table).unwrap();
    std::fs::write(
        shop.file("chat.txt"),
        "Nama: Budi\nPesanan: 1 nastar keju\n",
    )
    .unwrap();
    let commands: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("rekap "))
        .collect();
    assert!(commands.len() > 10, "{file}: {commands:?}");
    for command in commands {
        shop.does(&command.replace('"', "'"));
    }
    let counted = std::fs::read_to_string(shop.file("rekap.csv")).unwrap();
    assert!(counted.contains("tanpa gula"), "{counted}");
    assert_eq!(shop.json("order show NAS3-001")["paid"], 60_000);
    assert_eq!(shop.json("order show NAS4-001")["moved_from"], "NAS3-004");
}
