//! Messages as people really write: dialects, answers, two addresses, remarks about money. No
//! unclear value may be certain, and no word may be lost.

use rstest::rstest;

use super::{goods, short};
use crate::intake::chat::{read, read_paste};

#[rstest]
#[case("lidah kucing loro yo mbak", "2 LK")]
#[case(
    "abdi hoyong lidah kucing tilu sareng brownies 20 hiji",
    "3 LK, 1 BRO20"
)]
#[case("lidah kucingnya 2 yaaa", "2 LK~")]
#[case("lk 2 <Pesan ini diedit>", "2 LK")]
#[case("lk 2 tpl", "2 LK")]
#[case("kulo pesen lidah kucing kalih nggih", "2 LK")]
// What a dialect or a custom leaves open is asked.
#[case("masing2 nastar keju 1", "1? NAS-KEJU")]
#[case("masing2 2 nastar keju", "2~ NAS-KEJU")]
// A remark about one item is not about all, and a remark about all not only about the last.
#[case("2 lk, yang 1 jangan manis", "2 LK(yang 1 jangan manis)~")]
#[case(
    "1 nastar keju 1 lk semua tanpa gula",
    "1 NAS-KEJU, 1 LK|note semua tanpa gula~"
)]
#[case("mau 2 lk bks plastik aja jgn toples", "2 LK(plastik aja jgn toples)~")]
// Where nothing is wished for, words that nobody knows may take it back.
#[case(
    "2 lk bks plastik aja jgn toples",
    "2 LK(plastik aja jgn toples)~|chat-not-understood"
)]
// Dates and money keep their figures.
#[case("2 lk, tgl 12/12 jam 10", "2 LK|note tgl 12/12 jam 10~")]
#[case(
    "5 lk 2 nastar keju tgl 12/12 jam 10",
    "5 LK, 2 NAS-KEJU|note tgl 12/12 jam 10~"
)]
#[case("2 lk, kirim 12 des", "2 LK|note kirim 12 des~")]
// What was paid is claimed.
#[case("2 lk, DP 50rb udah ditransfer ya", "2 LK")]
#[case(
    "buat Bu RT: lk 2, buat Bu Ina: nastar keju 1",
    "2 LK, 1 NAS-KEJU|note buat Bu RT: lk 2, buat Bu Ina: nastar keju 1~|chat-other-person"
)]
fn what_people_say(#[case] said: &str, #[case] expected: &str) {
    let read = short(&format!("[09:14, 12/8/2026] Budi: {said}"));
    assert_eq!(read, [format!("Budi~|||{expected}")]);
}

/// A street may be named like goods, and goods may follow a street.
#[rstest]
#[case("3 lk ke Jl. Lidah Kucing 4 Bandung", "Jl. Lidah Kucing 4 Bandung~")]
#[case("lk 2 Jl. Kenanga 12", "Jl. Kenanga 12~")]
#[case(
    "lk 2 kirim ke Jl Mawar 3, sama nastar keju 1",
    "Jl Mawar 3, sama nastar keju 1?"
)]
#[case("lk 2 kirim ke Jl Mawar 3 nastar keju 1", "Jl Mawar 3 nastar keju 1?")]
#[case(
    "lk 2 kirim ke Jl Mawar 3, sisanya kirim ke Jl B 4",
    "Jl Mawar 3, sisanya? / Jl B 4?"
)]
fn where_it_goes(#[case] said: &str, #[case] address: &str) {
    let orders = read(&format!("[09:14, 12/8/2026] Budi: {said}"), &goods()).unwrap();
    assert_eq!(orders[0].items.len(), 1, "{orders:?}");
    assert_eq!(orders[0].items[0].customization, None);
    let read = orders[0].address.as_ref().unwrap();
    let mark = if read.sureness.is_unclear() { "?" } else { "~" };
    let shown = format!("{}{mark}", read.value.replace('\n', &format!("{mark} / ")));
    assert_eq!(shown, address);
}

/// A quotation is somebody else's text: neither name nor quantity is taken from it.
#[test]
fn an_answer_takes_nothing_for_sure_from_what_it_quotes() {
    let text = "[09:14, 12/8/2026] Hendra: > Bu Ani: nastar keju 2\naku 3 kak";
    let orders = read(text, &goods()).unwrap();
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0].name.as_ref().unwrap().value, "Hendra");
    assert_eq!(orders[0].lines.len(), 2);
    assert!(
        orders[0]
            .doubts
            .iter()
            .any(|doubt| doubt.key == "chat-quoted")
    );
    // A list with such bullets is none.
    let bullets = "[09:14, 12/8/2026] Budi: mau\n> 2 lk\n> 1 nastar keju";
    assert_eq!(short(bullets), ["Budi~|||2 LK, 1 NAS-KEJU"]);
}

#[test]
fn who_wants_the_same_or_speaks_is_not_lost() {
    let text = "[09:14, 12/8/2026] Budi: 2 lk\n[09:15, 12/8/2026] Ani: sama kaya punya Budi\n[09:16, 12/8/2026] Ina: samain kayak bulan lalu ya kak\n[09:17, 12/8/2026] Dewi: PTT-20261128-WA0003.opus (file terlampir)\n[09:18, 12/8/2026] Dewi: IMG-1.jpg (file terlampir)\n[09:19, 12/8/2026] Sari: yg td pesen lk 2, ditambah 1";
    let found = read_paste(text, &goods(), "").unwrap();
    let who: Vec<_> = found
        .orders
        .iter()
        .map(|order| order.sender.as_deref().unwrap())
        .collect();
    assert_eq!(who, ["Budi", "Ani", "Ina", "Sari"]);
    assert!(
        found.orders[1..]
            .iter()
            .all(|order| order.sureness() == "unclear")
    );
    let lines: Vec<usize> = found.passed.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [4]);
}
