//! Several orders in one paste: recap lists, headers, rules, names.

use rstest::rstest;

use super::{goods, short};
use crate::intake::chat::{read, read_paste};

#[test]
fn a_recap_list_is_an_order_a_line() {
    let list = "*REKAP PO NASTAR*\n\n1. Budi - 2 nastar coklat 1 nastar keju ✅\n2. Bu Siti - 1 lidah kucing\n3) Rina : nastar keju 3, lk 1 ✅\n4. Dodo 2 lk\n";
    assert_eq!(
        short(list),
        [
            "Budi|||2 NAS-COKLAT, 1 NAS-KEJU|✅",
            "Bu Siti|||1 LK",
            "Rina|||3 NAS-KEJU, 1 LK|✅",
            "Dodo~|||2 LK",
        ]
    );
}

/// Each numbered line is one customer's order, with the phone beside the name. A line that can't be
/// read is a question of its own and never becomes part of another order.
#[test]
fn a_list_with_numbers_names_and_lines_nobody_reads() {
    assert_eq!(
        short(
            "1. Tuti (0812-3333-5555) - 2 nastar keju\n2. Wati 0813-3333-6666 : 3 lk\n3. Yani - 081433337777 - 1 lk"
        ),
        [
            "Tuti|0812-3333-5555~||2 NAS-KEJU",
            "Wati|0813-3333-6666~||3 LK",
            "Yani|081433337777~||1 LK",
        ]
    );
    assert_eq!(
        short(
            "1. 2 nastar keju - Yeni\n2. Rina - 1 lk\n3. Tuti 0812-3333-5555 - 2 lk\n4. Wawan @ 2 nastar keju\n5. 3 lk - Joko\n6. 4 lk - Budi\n7. Bu RT 05 : 1 lk\n8. Agus 2 : 3 lk"
        ),
        [
            "|||2 NAS-KEJU(Yeni)~|chat-who|chat-row",
            "Rina|||1 LK",
            "Tuti|0812-3333-5555~||2 LK",
            "Wawan~|||2 NAS-KEJU",
            "|||3 LK(Joko)~|chat-who|chat-row",
            "|||4 LK(Budi)~|chat-who|chat-row",
            "Bu RT 05~|||1 LK",
            "Agus 2~|||3 LK",
        ]
    );
    assert_eq!(
        short("1. Tono (0812-3333-5555) - 3 lk"),
        ["Tono|0812-3333-5555~||3 LK"]
    );
}

/// An entry counts whatever is beside the name; a number without a name is no entry.
#[test]
fn a_line_of_a_list_does_not_vanish() {
    assert_eq!(
        short("1. Budi - 2 lk\n2. Siti - batal\n3. Dodo\n4.\n5. Rina - lihat nanti\n6. -"),
        [
            "Budi|||2 LK",
            "Siti~||||note Siti - batal~|chat-row|chat-no-items|chat-changes",
            "Dodo~||||chat-row|chat-no-items",
            "Rina~||||note Rina - lihat nanti~|chat-row|chat-no-items",
        ]
    );
}

/// A rule of the list is no order; a line that might be one is asked about.
#[test]
fn the_rules_of_a_list_are_told_and_order_nothing() {
    let list = "1. Budi - 2 lk\n2. Transfer ke BCA 1234567890 an Sari\n3. format: nama - jumlah\n4. Ambil jam 5\n5. Ongkir ditanggung pembeli\n6. Ambil 2 lk - Rina\n7. Tolong - 3\n8. Siti - ambil jam 5";
    let found = read_paste(list, &goods(), "").unwrap();
    let passed: Vec<usize> = found.passed.iter().map(|(line, _)| *line).collect();
    assert_eq!(passed, [2, 3, 4, 5], "{found:?}");
    let lines = found.orders.iter().map(|order| order.lines[0].0);
    assert_eq!(lines.collect::<Vec<_>>(), [1, 6, 7, 8]);
    assert!(
        found.orders[1..]
            .iter()
            .all(|order| order.sureness() == "unclear")
    );
}

/// Lines that are part of no order are listed, without thanks and lines of the chat program.
#[test]
fn what_somebody_said_and_nobody_understood_is_told() {
    let chat = "[09:14, 12/8/2026] Budi: 2 lk\n[09:15, 12/8/2026] Ani: kyk td pagi yak\n[09:16, 12/8/2026] Ina: makasih kak\n[09:17, 12/8/2026] Ina: stiker tidak disertakan";
    let found = read_paste(chat, &goods(), "").unwrap();
    assert_eq!(found.orders.len(), 1);
    assert_eq!(found.passed, [(2, "kyk td pagi yak".to_owned())]);
}

/// "The same as others" is asked about.
#[test]
fn who_joins_in_is_not_lost() {
    assert_eq!(
        short(
            "[09:14, 12/8/2026] Budi: 2 lk\n[09:15, 12/8/2026] Ani: aku juga kak\n[09:16, 12/8/2026] Ina: pagi juga"
        ),
        ["Budi~|||2 LK", "Ani~||||chat-no-items"]
    );
}

/// A cancellation belongs to an order of the same sender; when there is none in the paste, it is a
/// question of its own.
#[test]
fn a_message_that_only_takes_back() {
    assert_eq!(
        short(
            "[09:14, 12/8/2026] Budi: 2 lk\n[09:15, 12/8/2026] Ani: 1 lk\n[09:16, 12/8/2026] Budi: batalin ya kak"
        ),
        ["Ani~|||1 LK"]
    );
    assert_eq!(
        short("[09:14, 12/8/2026] Ani: batal ya kak\n[09:15, 12/8/2026] Budi: 2 lk"),
        ["Ani~||||chat-changes-another", "Budi~|||2 LK"]
    );
}

#[test]
fn a_list_says_what_it_does_not_know() {
    assert_eq!(
        short("1. Budi - 2 rendang\n2. Siti - 2 coklat 1 keju"),
        ["Budi|||2 «rendang»?", "Siti|||2 NAS-COKLAT~, 1 NAS-KEJU~"]
    );
}

#[rstest]
#[case(
    "[09:14, 12/8/2026] Budi: 2 nastar keju\n[09:15, 12/8/2026] +62 812-3456-7890: Nama: Siti\nPesanan: 1 lk"
)]
#[case(
    "12/08/26 09.14 - Budi: 2 nastar keju\n12/08/26 09.14 - Pesan dienkripsi.\n12/08/26 09.15 - +62 812-3456-7890: Nama: Siti\nPesanan: 1 lk"
)]
#[case(
    "\u{200e}[12/08/26 09.14.22] Budi: 2 nastar keju\n\u{200e}[12/08/26 09.15.00] \u{202a}+62 812-3456-7890\u{202c}: Nama: Siti\nPesanan: 1 lk"
)]
#[case(
    "Budi, [12/08/2026 09:14]\n2 nastar keju\n+62 812-3456-7890, [12/08/2026 09:15]\nNama: Siti\nPesanan: 1 lk"
)]
fn headers_part_messages(#[case] paste: &str) {
    assert_eq!(
        short(paste),
        ["Budi~|||2 NAS-KEJU", "Siti~|+62 812-3456-7890~||1 LK"]
    );
}

#[test]
fn one_sender_may_say_it_in_several_messages() {
    let paste = "[09:14, 12/8/2026] Budi: Kak mau order\n[09:14, 12/8/2026] Budi: 2 nastar keju\n[09:15, 12/8/2026] Budi: alamat Jl. Melati 5\n[09:16, 12/8/2026] Siti: 1 lk";
    assert_eq!(
        short(paste),
        ["Budi~||Jl. Melati 5~|2 NAS-KEJU", "Siti~|||1 LK"]
    );
}

#[rstest]
#[case("Nama: Budi\nPesanan: 2 lk\nNama: Siti\nPesanan: 1 lk")]
#[case("Nama: Budi\nPesanan: 2 lk\n\nNama: Siti\nPesanan: 1 lk")]
#[case("Nama: Budi\nPesanan: 2 lk\n---\nNama: Siti\nPesanan: 1 lk")]
#[case("Nama: Budi\nPesanan: 2 lk\n======\nPesanan: 1 lk\nNama: Siti")]
fn names_and_rules_part_orders(#[case] paste: &str) {
    assert_eq!(short(paste), ["Budi|||2 LK", "Siti|||1 LK"]);
}

#[test]
fn blank_lines_part_what_has_no_labels() {
    assert_eq!(
        short("an Budi, 2 lk\n\nan Siti, 1 lk"),
        ["Budi~|||2 LK", "Siti~|||1 LK"]
    );
    assert_eq!(
        short("Pesanan:\n2 lk\n\n1 nastar keju\n\nNama: Budi"),
        ["Budi|||2 LK, 1 NAS-KEJU"],
        "one order"
    );
}

#[test]
fn the_same_message_has_the_same_mark() {
    let mark = |text: &str| read(text, &goods()).unwrap()[0].fingerprint.clone();
    let one = mark("Nama: Budi\nPesanan: 2 lk");
    assert_eq!(one, mark("*Nama* :  Budi\n\nPesanan:  2 LK"));
    assert_ne!(one, mark("Nama: Budi\nPesanan: 3 lk"));
    // A list pasted again with more lines is recognised line by line, whatever their numbers and
    // ticks.
    assert_eq!(mark("1. Budi - 2 lk"), mark("7. Budi - 2 lk ✅"));
    let twice = read("1. Budi - 2 lk\n2. Budi - 2 lk", &goods()).unwrap();
    assert_ne!(twice[0].fingerprint, twice[1].fingerprint);
}

#[test]
fn every_field_says_where_it_stood() {
    let drafts = read("halo\nNama: Budi\nPesanan: 2 lk, 1 nastar keju", &goods()).unwrap();
    let name = drafts[0].name.clone().unwrap();
    assert_eq!(
        (name.span.unwrap().from, name.span.unwrap().to),
        ((2, 7), (2, 10))
    );
    let item = &drafts[0].items[1];
    assert_eq!(item.qty.span.unwrap().from, (3, 16));
    assert_eq!(item.code.span.unwrap().from, (3, 18));
    assert_eq!(item.code.span.unwrap().to, (3, 28));
}

/// Goods that the PO doesn't sell are asked about, not lost.
#[rstest]
#[case(
    "List PO\n1. Pak Eko - 3 rendang\n2. Bu Wiwi - 2 lk",
    &["Pak Eko|||3 «rendang»?", "Bu Wiwi|||2 LK"]
)]
#[case(
    "[27/11/26 09.14] Pak Eko: rendang 3, bolu 2\n[27/11/26 09.15] Bu Tin: 2 lk",
    &["Pak Eko~|||3 «rendang»?, 2 «bolu»?", "Bu Tin~|||2 LK"]
)]
#[case(
    "Pak Eko: rendang 3\nBu Tin: 2 lk",
    &["||||note Pak Eko: rendang 3|chat-who|chat-no-items", "Bu Tin~|||2 LK"]
)]
#[case(
    "[27/11/26 09.14] Budi: 2 lk\n[27/11/26 09.15] Ani: 1 lk\n[27/11/26 09.16] Budi: alamat Jl. Melati 5",
    &["Budi~||Jl. Melati 5~|2 LK", "Ani~|||1 LK"]
)]
fn what_is_not_understood_is_asked_about(#[case] paste: &str, #[case] expected: &[&str]) {
    assert_eq!(short(paste), expected);
}

/// A line with a name is an order of its own; a line of labels is no order.
#[rstest]
#[case(
    "Nama: Rara\nPesanan: 1 lk\n\nNama#Alamat#No HP#Pesanan\nJoko#Jl Kutilang 5#081355556666#2 nastar keju",
    &["Rara|||1 LK", "Joko~|081355556666~|Jl Kutilang 5~|2 NAS-KEJU"]
)]
#[case(
    "Nama: Rara\nPesanan: 1 lk\nJoko#Jl Kutilang 5#081355556666#2 nastar keju\nSiti|Jl A|1 lk",
    &["Rara|||1 LK", "Joko~|081355556666~|Jl Kutilang 5~|2 NAS-KEJU", "Siti~||Jl A~|1 LK"]
)]
#[case(
    "Nama#Alamat#No HP#Pesanan\nJoko#Jl Kutilang 5#081355556666#2 nastar keju",
    &["Joko~|081355556666~|Jl Kutilang 5~|2 NAS-KEJU"]
)]
fn a_line_with_signs_is_an_order_of_its_own(#[case] paste: &str, #[case] expected: &[&str]) {
    assert_eq!(short(paste), expected);
}

/// In a form that lists all goods, those without a quantity are not ordered.
#[rstest]
#[case("Nama: Budi\nnastar keju : 2\nlidah kucing : -\nnastar coklat :\nbrownies 20 : 0")]
#[case("Nama: Budi\nPesanan:\n- nastar coklat = \n- nastar keju = 2\n- lidah kucing: 0")]
#[case("Nama: Budi\nnastar keju:\n2 toples\nlidah kucing:\n")]
fn blank_lines_of_a_form_order_nothing(#[case] paste: &str) {
    assert_eq!(short(paste), ["Budi|||2 NAS-KEJU"]);
}
