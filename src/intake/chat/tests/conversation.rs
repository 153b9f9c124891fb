//! Messages in their conversation: what one says acts on what was ordered before.

use rstest::rstest;

use super::{goods, shortened};
use crate::intake::chat::read_paste;

/// The orders of a dialogue in short, who and what only. Lines are `NAME: text`.
fn talk(said: &str) -> Vec<String> {
    let lines = said.split(" / ").enumerate().map(|(at, line)| {
        let minute = 10 + at;
        format!("12/08/26 09.{minute} - {line}\n")
    });
    let text: String = lines.collect();
    let read = read_paste(&text, &goods(), "Toko Sari").unwrap_or_default();
    let brief = |draft| {
        let all = shortened(draft);
        let parts: Vec<&str> = all.split('|').collect();
        let unclear = if draft.unclear().is_empty() { "" } else { " ?" };
        format!(
            "{}: {}{unclear}",
            parts[0].trim_end_matches('~'),
            parts[3].replace('~', "")
        )
    };
    read.orders.iter().map(brief).collect()
}

#[rstest]
// Answers.
#[case("Budi: lk kak / Toko Sari: berapa toples? / Budi: 3", &["Budi: 3 LK"])]
#[case("Toko Sari: lidah kucing masih ada, siapa mau? / Ani: aku 2", &["Ani: 2 LK"])]
#[case("Budi: lk 2 / Toko Sari: rumahnya nomor berapa? / Budi: 17", &["Budi: 2 LK"])]
#[case("Budi: jersey 1 / Toko Sari: ukurannya? / Budi: L", &["Budi: 1 JRS-L"])]
#[case("Budi: lk 2 berapa kak? / Toko Sari: 120.000 / Budi: oke gas", &["Budi: 2 LK"])]
#[case("Budi: lk 2 berapa kak? / Toko Sari: 120.000 / Budi: nanti dulu", &[])]
// Corrections.
#[case("Budi: lk 2, eh 3 deh kak", &["Budi: 3 LK"])]
#[case("Budi: lk 2 / Budi: *3", &["Budi: 3 LK"])]
#[case("Budi: lk 2 / Budi: eh ganti nastar keju aja", &["Budi: 2 NAS-KEJU"])]
#[case("Budi: lk 2 / Budi: tambah 1 ya", &["Budi: 3 LK"])]
#[case("Budi: lk 2, nastar keju 1 / Budi: lidah kucingnya ga jadi", &["Budi: 1 NAS-KEJU"])]
#[case("Budi: lk 2 / Budi: gajadi kak maap", &[])]
#[case("Budi: lk 2, nastar keju 1 / Budi: eh jadi 5 ya", &["Budi: 2 LK, 1 NAS-KEJU ?"])]
#[case("Budi: lk 2 / Ani: nastar keju 1 / Ani: aku batal ya", &["Budi: 2 LK"])]
// Who collects for others changes their entries, not the own one.
#[case("Budi: List kantor\n1. Budi - lk 2\n2. Sinta - lk 1\n3. Tari - lk 3 / Budi: kak Sinta ga jadi", &["Budi: 2 LK", "Tari: 3 LK"])]
#[case("Budi: List kantor\n1. Budi - lk 2\n2. Sinta - lk 1 / Budi: Sinta jadi 3 ya", &["Budi: 2 LK", "Sinta: 3 LK"])]
#[case("Budi: List\n1. Sinta - lk 2\n2. Tari - lk 1 / Budi: eh kebalik, Tari lk 2 Sinta lk 1", &["Sinta: 2 LK ?", "Tari: 1 LK ?", "Budi: 2 LK, 1 LK(Sinta) ?"])]
#[case("Budi: List\n1. Sinta - lk 2\n2. Tari - lk 1 / Budi: eh yang itu jadi 3 ya", &["Sinta: 2 LK ?", "Tari: 1 LK ?", "Budi:  ?"])]
#[case("Budi: pesenan\n1. Budi lk 2 / Tari: pesenan\n1. Budi lk 2\n2. Tari lk 1 / Budi: punyaku jadi 3 ya", &["Budi: 3 LK", "Tari: 1 LK"])]
#[case("Budi: lk 2 / Budi: lk nya ga jadi ya, ganti nastar keju 1 aja", &["Budi: 1 NAS-KEJU"])]
#[case("Budi: lk 2 / Budi: eh bukan lk, nastar keju maksud saya", &["Budi: 2 NAS-KEJU(maksud)"])]
#[case("Budi: lk 4 / Budi: ga dah, kebanyakan. dua aja", &["Budi: 2 LK"])]
// Whose order a change is about isn't known: any of the few may be meant.
#[case("Budi: lk 2 / Tari: nastar keju 1 / Sinta: lk nya jadi 3 ya", &["Budi: 2 LK ?", "Tari: 1 NAS-KEJU", "Sinta:  ?"])]
#[case("Budi: lk 2 / Tari: skip dulu", &["Budi: 2 LK", "Tari:  ?"])]
// Where and when are no numbers of goods.
#[case("Budi: lk 2 / Budi: ralat kak, Jl. Kenanga 15", &["Budi: 2 LK"])]
#[case("Budi: lk 2 / Budi: diubah tanggal 20 saja", &["Budi: 2 LK"])]
#[case("Budi: lk 2 / Budi: ralat, jadi 3 tgl 20", &["Budi: 3 LK ?"])]
// What was paid, or is like before, speaks against a number.
#[case("Budi: lk 2 / Budi: lunas 180.000 ya kak udah tf", &["Budi: 2 LK ?"])]
#[case("Budi: lk 2 / Toko Sari: total 120.000, DP 60.000 / Budi: sudah tf 60.000 / Toko Sari: diterima, sisa 60.000", &["Budi: 2 LK"])]
#[case("Budi: koyo taun wingi yo, lk karo nastar keju", &["Budi: 1 LK, 1 NAS-KEJU ?"])]
#[case("Budi: kak paketnya udah sampe / Budi: tapi lk nya cuma 2 / Toko Sari: yg 1 ketinggalan / Budi: oke", &["Budi: 1 LK(cuma) ?"])]
// The shop refuses, offers, sums up.
#[case("Budi: lk 2, nastar keju 1 / Toko Sari: lidah kucing kosong kak / Budi: ya udah nastar keju aja", &["Budi: 1 NAS-KEJU"])]
#[case("Budi: lk 2 / Toko Sari: minggu ini penuh / Budi: minggu depan gapapa / Toko Sari: kalau minggu depan bisa, saya catat 2 ya / Budi: iya", &["Budi: 2 LK"])]
#[case("Budi: lk 3 / Toko Sari: lk 2 ya kak / Budi: tiga kak", &["Budi: 3 LK"])]
#[case("Budi: lk 2, nastar keju 1 / Toko Sari: maaf lidah kucing habis", &["Budi: 1 NAS-KEJU"])]
#[case("Budi: lk 2 / Toko Sari: maaf sudah full kak / Budi: oke", &[])]
#[case("Budi: lk 2 / Toko Sari: sekalian nastar keju 1 kak? / Budi: gausah", &["Budi: 2 LK"])]
#[case("Budi: lk 4 / Toko Sari: siap, lk 3 ya", &["Budi: 4 LK ?"])]
// Several messages are one order; another's name is another order.
#[case("Budi: mau order / Budi: lk 2 / Budi: nastar keju 1", &["Budi: 2 LK, 1 NAS-KEJU"])]
#[case("Budi: lk 2 saya, nastar keju 1 bu Ratna", &["Budi: 2 LK, 1 NAS-KEJU(Ratna) ?"])]
// Who is spoken to, or lives near, orders nothing; nor does a reason.
#[case("Budi: lk 3, makasih mbak Rina", &["Budi: 3 LK"])]
#[case("Budi: mbak Rina saya pesan lk 3", &["Budi: 3 LK"])]
#[case("Budi: mbak Rina pesan lk 3", &["Budi: 3 LK ?"])]
#[case("Budi: lk 3, yang garing ya soalnya menantu suka yang kriuk", &["Budi: 3 LK"])]
#[case("Budi: menantu girang lk 3 kriuk", &["Budi: 3 LK(kriuk) ?"])]
// Names that only sound alike are two people.
#[case("Yusuf: lk 2 / Yusup: nastar keju 1", &["Yusuf: 2 LK", "Yusup: 1 NAS-KEJU"])]
#[case("Ani F: lk 2 / Ani P: gajadi kak maap", &["Ani F: 2 LK", "Ani P:  ?"])]
// The second of two who only sound alike is kept, also with the same words.
#[case("Tamu Af: lk 2 / Tamu Ap: lk 2", &["Tamu Af: 2 LK", "Tamu Ap: 2 LK"])]
// What is left over is asked: a question of the shop, a strange word where nothing is wished for.
#[case("Budi: lk 2 / Toko Sari: mau diambil kapan kak?", &["Budi: 2 LK ?"])]
#[case("Budi: lk 2 / Toko Sari: ada lagi kak?", &["Budi: 2 LK"])]
#[case("Budi: lk 2 glodogan", &["Budi: 2 LK(glodogan) ?"])]
#[case("Budi: mau pesan / Budi: lk 2 glodogan", &["Budi: 2 LK(glodogan)"])]
#[case("Budi: pesan lk 2 jgn pedes", &["Budi: 2 LK(jgn pedes)"])]
// What follows an answer to where at once goes on with it.
#[case("Budi: lk 2 / Toko Sari: diantar kemana? / Budi: Perum Asri C3 no 15 / Budi: patokan 2 rumah dr warung", &["Budi: 2 LK"])]
// What is said besides orders nothing.
#[case("Budi: lk 2 kemarin udah diterima ya", &[])]
#[case("Budi: lk 2 toples remuk kak", &[])]
#[case("Budi: lk ada ga kak", &[])]
#[case("Budi: kalau jadi ke bandung aku mau lk 2", &["Budi: 2 LK ?"])]
#[case("Budi: lk sekitar 5an", &["Budi: 5 LK(sekitar, an) ?"])]
fn what_is_said_in_turn(#[case] said: &str, #[case] expected: &[&str]) {
    assert_eq!(talk(said), expected, "{said}");
}

#[test]
fn a_list_that_is_copied_on_counts_once() {
    let first = "List PO\n1. Budi lk 2";
    let second = format!("{first}\n2. Ani nastar keju 1");
    let third = "List PO\n1. Budi lk 3\n2. Ani nastar keju 1";
    let said = format!("Budi: {first} / Ani: {second} / Budi: {third}");
    assert_eq!(talk(&said), ["Budi: 3 LK", "Ani: 1 NAS-KEJU"]);
}

#[rstest]
#[case("Siti 1 lk\nBudi 2 nastar keju\nBu Ani 3 lk", &["1 LK", "2 NAS-KEJU", "3 LK"])]
#[case("Lidah kucing buat arisan:\nBu Ani 2\nSiti 1\nBu Tin skip", &["2 LK", "1 LK"])]
#[case("Pesanan jersey\n- Dodi L\n- Rina M", &["1 JRS-L", "1 JRS-M"])]
fn a_list_needs_no_signs(#[case] text: &str, #[case] expected: &[&str]) {
    let read = read_paste(text, &goods(), "").unwrap();
    let items: Vec<String> = read
        .orders
        .iter()
        .map(|draft| shortened(draft).split('|').nth(3).unwrap().replace('~', ""))
        .collect();
    assert_eq!(items, expected);
    assert!(read.orders.iter().all(|draft| draft.unclear().is_empty()));
}

/// An order of before that later messages changed keeps its mark, so that it isn't placed twice.
#[test]
fn a_changed_order_knows_what_it_was() {
    let mark = |text: &str| read_paste(text, &goods(), "").unwrap().orders.remove(0);
    let before = mark("12/08/26 09.14 - Budi: lk 2");
    let after = mark("12/08/26 09.14 - Budi: lk 2\n12/08/26 09.15 - Budi: eh 3 deh");
    assert_ne!(before.fingerprint, after.fingerprint);
    assert_eq!(after.earlier, [before.fingerprint]);
}
