//! Text that is no order, in quantity: nothing panics, and time grows with the text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{goods, short};
use crate::intake::chat::paste::MAX_ITEMS;
use crate::intake::chat::{ChatError, MAX_BYTES, read};

#[test]
fn what_is_no_order_gives_none() {
    assert_eq!(short("🙏🙏🎉🎉\n🥳"), [""; 0]);
    assert_eq!(short(""), [""; 0]);
    let statement: String = (1..60).fold("Tanggal;Keterangan;Cabang;Jumlah;Saldo\n".into(), |text, day| {
        format!("{text}{:02}/01;TRSF E-BANKING DB 0201/FTSCY/WS95031 {day}00000.00 ANDI;0000;{day}00,000.00 DB;1,2{day}0,000.00\n", day % 28 + 1)
    });
    assert_eq!(read(&statement, &goods()), Err(ChatError::Statement));
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

/// Signs between a hundred thousand fields part no order's.
#[test]
fn a_line_of_endless_fields_is_read_in_time() {
    let start = Instant::now();
    let before = worked(start);
    for sign in ["#", "|"] {
        let _ = read(
            &format!("{}a", format!("a{sign}").repeat(100_000)),
            &goods(),
        );
    }
    let took = worked(start).saturating_sub(before);
    assert!(took < Duration::from_secs(20), "{took:?}");
}

/// More than an order holds is asked about: the rest was not read.
#[test]
fn an_order_of_endless_items_is_asked_about() {
    for text in [
        format!("Nama: Budi\nPesanan:\n{}", "2 lk\n".repeat(1_500)),
        format!("1. Budi - {}", "2 lk, ".repeat(1_500)),
    ] {
        let drafts = read(&text, &goods()).unwrap();
        assert_eq!(drafts[0].items.len(), MAX_ITEMS);
        assert_eq!(drafts[0].sureness(), "unclear");
    }
}

/// Pieces that long texts are made of: items, labels, headers, brackets, words of nothing.
const PIECES: [&str; 38] = [
    "nastar ",
    "2 nastar keju ",
    "2 nastar keju, ",
    "2 nastar keju\n",
    "(((((",
    "((( ))) ",
    "[[[ ]]] ",
    "1. Budi - 2 lk\n",
    "Nama: a ",
    "Nama: a\nPesanan: 2 lk\n\n",
    "Catatan: a\n",
    "alamat: jl melati 5\n",
    "0812 3456 ",
    "081234567890 ",
    "a:",
    "-",
    "*x*",
    "**",
    "*a ",
    "____",
    "1.000,5 ",
    "keju coklat lidah ",
    "12/8/26 09.14 - A: 2 lk\n",
    "12/8/26 09.14 - A: alamat b\n",
    "rp ",
    "@ ",
    "\n\n",
    "alamat an budi hp ",
    "🙏",
    "nastra kejuu ",
    "qw er ty ",
    "|",
    "#a",
    "lk(a) ",
    "M=2, L=3 jersey ",
    "2 lk (batal) ",
    "1. 2 × LK: Lidah = Rp1\n",
    "*Pesanan A*\nb\n1. 1 × LK: Lidah = Rp1\n",
];

/// The CPU time of this thread; where the system doesn't tell it, the elapsed time.
fn worked(since: Instant) -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|told| told.split(' ').next()?.parse().ok())
        .map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Ten times the text takes about ten times as long. What is quadratic takes a hundred times; the
/// bound leaves room for a machine that does other things.
#[test]
fn time_grows_with_the_text() {
    let start = Instant::now();
    let time = |text: &str| {
        let before = worked(start);
        let _ = read(text, &goods());
        worked(start).saturating_sub(before)
    };
    // Longer ones where time is given: `REKAP_LONG=1 cargo test time_grows`.
    let long = std::env::var_os("REKAP_LONG").is_some();
    let size = if long { 20_000 } else { 2_000 };
    let mut slow = Vec::new();
    for piece in PIECES {
        let text = |bytes: usize| piece.repeat(bytes / piece.len());
        let (short, long) = (text(size), text(10 * size));
        let mut least = (time(&short), time(&long));
        // The shortest of several runs, because other load only makes it longer.
        for _ in 0..6 {
            if least.1 <= 15 * least.0.max(Duration::from_millis(5)) {
                break;
            }
            least = (least.0.min(time(&short)), least.1.min(time(&long)));
        }
        if least.1 > 15 * least.0.max(Duration::from_millis(5)) {
            slow.push(format!("{piece:?}: {least:?}"));
        }
    }
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
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
