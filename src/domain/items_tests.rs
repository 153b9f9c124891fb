use rstest::rstest;

use super::*;

fn index() -> GoodsIndex {
    GoodsIndex::new(
        [
            ("NAS-KEJU", "NAS", "Nastar Keju"),
            ("NAS-COKLAT", "NAS", "Nastar Coklat"),
            ("LK", "LK", "Lidah Kucing"),
            ("85123A", "85123A", "Kotak Kado"),
            ("BRO20", "BRO20", "Brownies 20"),
            ("KAOS-XL", "KAOS", "Kaos XL / Hitam"),
        ]
        .map(|(code, product, name)| (code, product, name.to_owned())),
    )
}

fn read(line: &str) -> Vec<(Option<i64>, NameMatch, String)> {
    index()
        .read(line)
        .into_iter()
        .map(|wish| (wish.qty, wish.found, wish.customization))
        .collect()
}

#[rstest]
#[case("2 nastar keju", 2, 0)]
#[case("nastar keju 2", 2, 0)]
#[case("nastar keju x2", 2, 0)]
#[case("nastar keju (2)", 2, 0)]
#[case("nastar keju 2 pcs", 2, 0)]
#[case("2 pcs nastar keju", 2, 0)]
#[case("2x nastar keju", 2, 0)]
#[case("2× NAS-KEJU", 2, 0)]
#[case("2nk", 2, 0)]
#[case("keju", 1, 0)]
#[case("nas kej", 1, 0)]
#[case("keju nastar", 1, 0)]
#[case("12 lid", 12, 2)]
#[case("lk", 1, 2)]
#[case("6 85123A", 6, 3)]
#[case("85123a", 1, 3)]
#[case("brownies 20", 1, 4)]
#[case("3 brownies 20", 3, 4)]
#[case("brownies 20 x 3", 3, 4)]
#[case("2 xl", 2, 5)]
#[case("kaos xl", 1, 5)]
fn one_item_is_read(#[case] line: &str, #[case] qty: i64, #[case] at: usize) {
    assert_eq!(read(line), [(Some(qty), NameMatch::One(at), String::new())]);
}

#[test]
fn several_items_stand_in_one_line() {
    assert_eq!(
        read("2 nastar keju, 1 lidah kucing: tanpa gula"),
        [
            (Some(2), NameMatch::One(0), String::new()),
            (Some(1), NameMatch::One(2), "tanpa gula".to_owned()),
        ]
    );
    assert_eq!(read(" , ;"), []);
}

#[test]
fn a_customization_may_hold_commas_but_swallows_no_goods() {
    assert_eq!(
        read("1 lidah: tanpa gula, kurang manis, 2 nas kej"),
        [
            (
                Some(1),
                NameMatch::One(2),
                "tanpa gula, kurang manis".to_owned()
            ),
            (Some(2), NameMatch::One(0), String::new()),
        ]
    );
    assert_eq!(
        read("1 lk: \"tulis 17, 08\", 1 keju").len(),
        2,
        "separators in quotes"
    );
    let nastra = read("1 lidah: tanpa gula, nastra");
    assert_eq!(nastra.len(), 2, "{nastra:?}");
}

#[test]
fn what_is_unclear_is_not_guessed() {
    assert_eq!(read("2 nastar")[0].1, NameMatch::Several(vec![0, 1]));
    assert_eq!(read("2 nas")[0].1, NameMatch::Several(vec![0, 1]));
    assert_eq!(read("2 lidha kucing")[0].1, NameMatch::Nothing(Some(2)));
    assert_eq!(read("2 rendang")[0].1, NameMatch::Nothing(None));
}

#[test]
fn a_number_out_of_bounds_is_no_number() {
    assert_eq!(read("0 lk")[0], (None, NameMatch::One(2), String::new()));
    assert_eq!(read("99999999999999999999 lk")[0].0, None);
}

#[test]
fn a_wearer_and_fields_belong_to_their_item() {
    let line = "1 kaos @Andi: nama=ANDI, nomor=10; lebar, 2 kaos @Budi S: nama=BUDI,no=7, 1 lk";
    let wishes: Vec<_> = index()
        .read(line)
        .into_iter()
        .map(|wish| (wish.qty, wish.found, wish.for_whom, wish.customization))
        .collect();
    let item = |qty, at, whom: &str, text: &str| {
        let found = NameMatch::One(at);
        (Some(qty), found, whom.to_owned(), text.to_owned())
    };
    assert_eq!(
        wishes,
        [
            item(1, 5, "Andi", "nama=ANDI, nomor=10; lebar"),
            item(2, 5, "Budi S", "nama=BUDI, no=7"),
            item(1, 2, "", ""),
        ]
    );
    // What is kept, quoted as the line of an order that is changed.
    let kept = index().read("1 kaos @Andi: \"Nama: ANDI; Nomor: 10\", 1 lk");
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].customization, "Nama: ANDI; Nomor: 10");
    // Goods are goods, also with an equals sign.
    assert_eq!(read("1 lk: nama=A, keju = 2").len(), 2);
}
