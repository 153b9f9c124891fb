//! Text that is no order, in quantity: nothing panics, and time grows with the text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{goods, short};
use crate::intake::chat::{ChatError, MAX_BYTES, read};

#[test]
fn what_is_no_order_gives_none() {
    assert_eq!(short("🙏🙏🎉🎉\n🥳"), [""; 0]);
    assert_eq!(short(""), [""; 0]);
    let statement: String = (1..60).fold("Tanggal;Keterangan;Cabang;Jumlah;Saldo\n".into(), |text, day| {
        format!("{text}{:02}/01;TRSF E-BANKING DB 0201/FTSCY/WS95031 {day}00000.00 ANDI;0000;{day}00,000.00 DB;1,2{day}0,000.00\n", day % 28 + 1)
    });
    assert_eq!(short(&statement), [""; 0]);
}

#[test]
fn a_paste_has_its_bounds() {
    assert_eq!(
        read(&"a".repeat(MAX_BYTES + 1), &goods()),
        Err(ChatError::TooLong)
    );
    let many = "Nama: a\nPesanan: 1 lk\n".repeat(2_100);
    assert_eq!(read(&many, &goods()), Err(ChatError::TooMany));
}

/// Twice the text takes about twice the time; a bound far above that would still catch what is
/// quadratic, which takes minutes here.
#[test]
fn time_grows_with_the_text() {
    let pieces = [
        "nastar ",
        "2 nastar keju ",
        "(((((",
        "[[[ ]]] ",
        "1. Budi - 2 lk\n",
        "Nama: a ",
        "0812 3456 ",
        "a:",
        "-",
        "*x*",
        "**",
        "____",
        "1.000,5 ",
        "keju coklat lidah ",
        "12/8/26 09.14 - A: 2 lk\n",
        "rp ",
        "@ ",
        "\n\n",
        "alamat ",
        "an budi ",
        "🙏",
        "x x x ",
        "nastra kejuu ",
        "qwx",
        "qw er ty ",
        "|",
        "#a",
        "lk(a) ",
        ": ",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000 / piece.len());
        let begin = Instant::now();
        let _ = read(&text, &goods());
        let took = begin.elapsed();
        assert!(took < Duration::from_secs(8), "{piece:?} took {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics_on_any_text(text in "\\PC{0,200}") {
        let _ = read(&text, &goods());
    }

    #[test]
    fn nothing_panics_on_what_looks_like_orders(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "Nama", ":", "=", "\n", " ", "2", "x", "nastar keju", "lk", "Rp", "35.000", "35rb", "(", ")", "[", "]", "-",
                "#", "|", "@", "0812-3456-7890", "alamat", "an", "Budi", "1.", "✅", "•", "*", "_", "---", "Pesanan", "Jumlah", "kg",
                "lusin", "masing-masing", ",", "+", "/", "?", "1/2", "[09:14, 12/8/2026]", "\u{200e}", "é", "日本", "\u{301}", "9999999999",
            ]),
            0..60,
        )
    ) {
        let text: String = parts.concat();
        if let Ok(drafts) = read(&text, &goods()) {
            for draft in drafts {
                for item in &draft.items {
                    prop_assert!((1..=1_000_000).contains(&item.qty.value));
                    prop_assert!(item.code.value.is_some() || item.code.sureness.is_unclear());
                }
            }
        }
    }
}
