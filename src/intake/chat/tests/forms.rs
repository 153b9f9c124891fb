//! Forms, filled in and left open.

use rstest::rstest;

use super::{goods, short};
use crate::domain::form::check_code;
use crate::domain::message::Message;
use crate::intake::chat::read;

#[test]
fn a_form_is_read_label_by_label() {
    let form = "*FORMAT ORDER*\n\n• *Nama* : Budi Santoso\n• No. HP/WA = 0812-3456-7890\n• Alamat (lengkap):\n  Jl. Melati 5\n  RT 02 RW 05\n• Pesanan:\n- 2 nastar keju\n- 1 lidah kucing\n\nTerima kasih kak 🙏";
    assert_eq!(
        short(form),
        ["Budi Santoso|0812-3456-7890|Jl. Melati 5 / RT 02 RW 05|2 NAS-KEJU, 1 LK"]
    );
}

#[test]
fn labels_may_stand_above_their_values() {
    let form = "Nama\nBudi\nNo HP\n081234567890\nAlamat\nJl. Melati 5\nPesanan\n2 nastar keju";
    assert_eq!(short(form), ["Budi|081234567890|Jl. Melati 5|2 NAS-KEJU"]);
}

#[test]
fn a_product_has_labels_of_its_own() {
    let one = "Nama: Budi\nProduk: Lidah Kucing\nJumlah: 2 biji\nHarga: Rp 120.000\nCatatan: jangan pedas";
    assert_eq!(short(one), ["Budi|||2 LK|note jangan pedas"]);
    let two = "Nama: Budi\n1. Nama produk: Nastar Keju\n   Jumlah: 2\n   Harga: 65rb\n2. Nama produk: Lidah Kucing\n   Jumlah: 1";
    assert_eq!(short(two), ["Budi|||2 NAS-KEJU, 1 LK"]);
    let jersey = "• Jersey\n• Ukuran: L\n• Jumlah: 2\n• Nama punggung: ANDI\n• Nomor punggung: 07\nAtas nama: Andi";
    assert_eq!(
        short(jersey),
        ["Andi|||2 JRS-L(Nama punggung=ANDI, Nomor punggung=07)"]
    );
}

#[test]
fn what_a_site_writes_is_read() {
    let site = "*HALO TOKO!*\nSaya ingin memesan:\n\n*Detail Pesanan:*\n1. Nastar Keju (2 pcs) - Rp 130.000\n2. Lidah Kucing (1 pcs) - Rp 60.000\n\n*Total Tagihan: Rp 190.000*\n\n*Data Pengiriman:*\n👤 Nama: Budi\n📞 WA: 081234567890\n📍 Alamat: Jl. Melati 5\n📝 Catatan: titip satpam";
    assert_eq!(
        short(site),
        ["Budi|081234567890|Jl. Melati 5|2 NAS-KEJU, 1 LK|note titip satpam"]
    );
}

#[test]
fn fields_parted_by_signs() {
    assert_eq!(
        short("Budi#Jl. Melati 5#081234567890#2 nastar keju"),
        ["Budi~|081234567890~|Jl. Melati 5~|2 NAS-KEJU"]
    );
    assert_eq!(
        short(".order|Budi|081234567890|LK 2"),
        ["Budi~|081234567890~||2 LK"]
    );
    assert_eq!(short("LK#2"), ["|||2 LK|chat-who"]);
    // Everything else is asked about or kept in the note.
    assert_eq!(
        short("Budi#Jl. Melati 5#081234567890#081300000001#LK#2#3#titip satpam"),
        ["Budi~|081234567890~|Jl. Melati 5~|2? LK|note titip satpam~"]
    );
}

#[rstest]
#[case(
    "Nama:\nAlamat:\nNo. HP:\nPesan berapa porsi?\n\n🚚 ONGKIR :\n- Pusat kota: 10k\n- Luar kota: 13k"
)]
#[case("Nama: [Nama Lengkap]\nNo HP: [Nomor]\nPesanan: [Contoh: 2 nastar keju]")]
#[case("Nama: ${name}\n${index}. ${item.name} (${qty} pcs)")]
#[case("NIK :\n3171234567890123")]
#[case("Halo Budi! Pesanan kamu sudah dalam perjalanan.\nNo. Pesanan: ORD-001\nTotal: Rp 150.000")]
fn what_nobody_filled_in_is_no_order(#[case] text: &str) {
    assert_eq!(short(text), [""; 0]);
}

#[test]
fn tariffs_and_choices_that_were_copied_along_are_passed_over() {
    let form = "Nama: Budi\nNo HP: 081234567890\nPesanan: 2 lk\nPackaging: YA/TIDAK\nMetode pengiriman: Pickup/Grab/Kurir\nTanggal kirim: 12 Agustus\n\n🚚 ONGKIR :\n- Pusat kota: 10k\n- Lidah Kucing 2: 13k";
    assert_eq!(
        short(form),
        ["Budi|081234567890||2 LK|note Tanggal kirim: 12 Agustus"]
    );
}

#[rstest]
#[case(
    "Nama: Budi\nNo HP: 3171234567890123\nPesanan: 2 lk",
    "Budi|3171234567890123~||2 LK"
)]
#[case("Nama Penerima: Siti\nPesanan: 2 lk", "Siti~|||2 LK|to Siti")]
#[case(
    "Nama pemesan: Budi\nNama penerima: Siti\nPesanan: 2 lk",
    "Budi|||2 LK|to Siti"
)]
#[case(
    "Nama: Budi\nNo HP: 081234567890\nAlamat: Jl. A",
    "Budi|081234567890|Jl. A||chat-no-items"
)]
#[case("No HP: 081234567890\nPesanan: 2 lk", "|081234567890||2 LK")]
#[case("Pesanan: 2 lk", "|||2 LK|chat-who")]
#[case(
    "Halo Budi, terima kasih sudah pesan di toko kami!\n- Lidah Kucing x2",
    "|||2 LK|chat-from-shop|chat-who"
)]
fn what_is_missing_or_doubtful(#[case] text: &str, #[case] expected: &str) {
    let mut orders = short(text);
    for order in &mut orders {
        let mut parts: Vec<&str> = order.split('|').collect();
        let from = parts.len()
            - parts
                .iter()
                .filter(|part| part.starts_with("chat-"))
                .count();
        parts[from..].sort();
        *order = parts.join("|");
    }
    assert_eq!(orders, [expected]);
}

/// Whatever one change does to a form's message, its head and its title name no goods.
#[test]
fn a_changed_form_message_orders_nothing_by_its_head() {
    let lines = [
        "*Pesanan NAS3*",
        "Nastar keju batch 3",
        "1. 2 × NAS-KEJU: Nastar Keju = Rp130.000",
        "Total: Rp130.000",
        "Nama: Budi",
        "HP: 0812-3456-7890",
    ];
    let code = format!("Kode: NAS3-{}", check_code(lines));
    let text = |lines: &[&str]| format!("{}\n\n{code}", lines.join("\n"));
    let mut changed: Vec<String> = (0..lines.len())
        .map(|left_out| {
            let mut lines = lines.to_vec();
            lines.remove(left_out);
            text(&lines)
        })
        .collect();
    changed.push(text(&lines).replace(" × ", " x "));
    changed.push(text(&lines).replace("1. ", "1) "));
    for (nth, line) in lines.iter().enumerate().take(3) {
        for (at, c) in line.char_indices() {
            let line = format!("{}{}", &line[..at], &line[at + c.len_utf8()..]);
            let mut lines = lines.to_vec();
            lines[nth] = &line;
            // What the code does not count, a chat may take out: the head's stars.
            if !code.ends_with(&check_code(lines.iter().copied())) {
                changed.push(text(&lines));
            }
        }
    }
    for text in changed {
        for draft in read(&text, &goods()).unwrap() {
            assert_eq!(draft.sureness(), "unclear", "{text}\n{draft:?}");
            assert!(draft.items.len() < 2, "{text}\n{draft:?}");
            for item in &draft.items {
                assert!(item.typed.contains(':'), "{text}\n{draft:?}");
            }
        }
    }
}

/// When head and first item were both changed, the message is still recognised by its code and the
/// lines above it, and unknown lines are reported. Lines before it belong to another message.
#[test]
fn a_form_message_changed_in_its_head_and_its_first_item_is_no_free_sentence() {
    let lines = [
        "*Pesanan NAS3*",
        "Nastar keju batch 3",
        "",
        "1. 2 × NAS-KEJU: Nastar Keju = Rp130.000",
        "2. 1 × LK: Lidah Kucing = Rp60.000",
        "",
        "Total: Rp190.000",
        "Nama: Budi",
        "HP: 0812-3456-7890",
        "",
    ];
    let code = format!("Kode: NAS3-{}", check_code(lines));
    for first in [
        "nastar keju 3",
        "1. 3 x NAS-KEJU Nastar Keju 195rb",
        "3 NAS-KEJU",
    ] {
        for head in ["pesenan NAS3", "Pesanan saya kak", "halo"] {
            for items in [vec![first, lines[4]], vec![first]] {
                let mut changed = vec!["an Siti, 1 lk", "", head, lines[1], ""];
                changed.extend(items.iter().chain(&lines[5..]));
                changed.push(&code);
                let text = changed.join("\n");
                let drafts = read(&text, &goods()).unwrap();
                let (free, form) = (&drafts[0], drafts.last().unwrap());
                assert_eq!(free.name.as_ref().unwrap().value, "Siti", "{text}");
                assert_eq!(free.items.len(), 1, "{text}");
                let changed = |doubt: &Message| doubt.key == "intake-form-changed";
                assert!(form.doubts.iter().any(changed), "{text}\n{form:?}");
                assert!(form.text().contains(first), "{text}");
                // The first item is a note at the most, the second what the form wrote.
                assert!(form.items.len() < items.len(), "{text}\n{form:?}");
                assert!(form.items.iter().all(|item| !item.sureness().is_certain()));
                let sure = drafts.iter().filter(|draft| draft.sureness() != "unclear");
                assert_eq!(sure.count(), 1, "{text}\n{drafts:?}");
            }
        }
    }
}

/// Items behind the name, and a link to a chat where a number belongs.
#[test]
fn a_value_that_holds_more_than_its_label_asks_for() {
    assert_eq!(short("Nama: Andi 2 nastar keju"), ["Andi~|||2 NAS-KEJU"]);
    assert_eq!(
        short("Nama: Andi\nWA: https://wa.me/6281234567890?text=halo\nPesanan: 2 lk"),
        ["Andi|6281234567890~||2 LK"]
    );
}

/// A ticked box is a chosen option; a tick after an order means paid.
#[test]
fn ticks_and_ticked_boxes() {
    for (text, paid) in [
        ("1. Budi - 2 lk ✅", true),
        ("1. ✅ Budi - 2 lk", true),
        ("1. Budi - 2 lk ☑", false),
        ("Nama: Budi\n✅ 2 lk\n❌ 1 nastar keju", false),
        ("Nama: Budi\n☑ 2 lk\n☐ 1 nastar keju", false),
        ("Nama: Budi\nPesanan: 2 lk ✅", true),
    ] {
        let drafts = read(text, &goods()).unwrap();
        assert_eq!(drafts[0].ticked, paid, "{text}");
    }
}
