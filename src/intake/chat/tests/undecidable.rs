//! What the text doesn't decide is never certain: it is a noted assumption or a question.

use rstest::rstest;

use super::{good, goods};
use crate::domain::chat::{ChatDraft, Sureness};
use crate::intake::assortment::GoodsLookup;
use crate::intake::chat::read;

fn only(text: &str, goods: &GoodsLookup) -> ChatDraft {
    let mut drafts = read(text, goods).unwrap();
    assert_eq!(drafts.len(), 1, "{text}");
    drafts.remove(0)
}

fn units(text: &str) -> Sureness {
    only(text, &goods()).items.remove(0).qty.sureness
}

/// A quantity or a part of the name.
#[rstest]
#[case("Nama: Budi\nPesanan: brownies 20")]
#[case("Nama: Budi\nPesanan: 20 brownies")]
#[case("Nama: Budi\nPesanan: aqua 600")]
#[case("Nama: Budi\nProduk: Brownies 20")]
#[case("1. Budi - brownies 20")]
fn a_number_that_may_belong_to_the_name(#[case] text: &str) {
    assert!(!units(text).is_certain(), "{text}");
}

/// `3 Aqua 600ml` where the PO sells Aqua in no size, or in another.
#[test]
fn a_size_the_catalogue_does_not_know_is_no_quantity() {
    for name in ["Aqua", "Aqua 330ml"] {
        let goods = GoodsLookup::new([good("AQ", "AQ", name, 5_000)], []);
        let item = only("Nama: Budi\nPesanan: 3 Aqua 600ml", &goods)
            .items
            .remove(0);
        assert!(!item.sureness().is_certain(), "{name}: {item:?}");
        assert_ne!(item.qty.value, 600);
    }
}

/// Unit price, subtotal or total; asked or agreed.
#[rstest]
#[case("Nama: Budi\nPesanan: 2 lk 55rb")]
#[case("Nama: Budi\nPesanan: 2 lk @50rb")]
#[case("Nama: Budi\nPesanan: lk 2 = 100.000")]
#[case("Nama: Budi\nPesanan: 3 lk Rp 150.000 ya")]
fn a_price_that_is_not_the_pos(#[case] text: &str) {
    let draft = only(text, &goods());
    assert!(!draft.assumed().is_empty(), "{text}: {draft:?}");
    // Only what is not certain is saved by sight.
    assert_ne!(draft.sureness(), "certain", "{text}");
}

/// Pieces or thousands.
#[rstest]
#[case("Nama: Budi\nPesanan: lk 250")]
#[case("Nama: Budi\nPesanan: 250 lk")]
#[case("Nama: Budi\nProduk: Lidah Kucing\nJumlah: 250")]
#[case("1. Budi - lk 250")]
fn a_bare_250(#[case] text: &str) {
    assert!(!units(text).is_certain(), "{text}");
}

/// Customer, recipient, or the name on the jersey.
#[rstest]
#[case("[09:14, 12/8/2026] Budi: Nama: Siti\nPesanan: 2 lk")]
#[case("[09:14, 12/8/2026] Budi: a/n Siti\n2 lk")]
#[case("[09:14, 12/8/2026] Budi: a/n: Siti\nPesanan: 2 lk")]
#[case("[09:14, 12/8/2026] +62 812-3456-7890: Nama: Siti\nPesanan: 2 lk")]
#[case("[09:14, 12/8/2026] +62 812-3456-7890: Nama: Siti\nNo HP: 081300000001\nPesanan: 2 lk")]
#[case("Nama penerima: Siti\nPesanan: 2 lk")]
#[case("2 jersey L ANDI")]
#[case("Andi\n2 jersey L")]
#[case("[09:14, 12/8/2026] Budi: jersey L 2 nama ANDI")]
fn whose_name_it_is(#[case] text: &str) {
    let draft = only(text, &goods());
    let name = draft.name.as_ref().map(|name| name.sureness.is_certain());
    assert_ne!(name, Some(true), "{text}: {draft:?}");
    assert_ne!(draft.sureness(), "certain", "{text}");
}

#[rstest]
#[case("[09:14, 12/8/2026] Budi: Nama: Budi Santoso\nPesanan: 2 lk")]
#[case("[09:14, 12/8/2026] ~Bu Siti Aminah: Nama: siti aminah\nPesanan: 2 lk")]
#[case("[09:14, 12/8/2026] +62 812-3456-7890: Nama: Siti\nNo HP: 081234567890\nPesanan: 2 lk")]
fn a_name_that_its_sender_bears_is_certain(#[case] text: &str) {
    assert_eq!(only(text, &goods()).sureness(), "certain", "{text}");
}

#[rstest]
#[case("Nama: Budi\nPesanan: lk")]
#[case("Nama: Budi\nPesanan:\n- nastar keju\n- 2 lk")]
#[case("Nama: Budi\nProduk: Lidah Kucing")]
#[case("kak mau lk ya, an Budi")]
fn a_missing_quantity(#[case] text: &str) {
    assert!(!units(text).is_certain(), "{text}");
}

/// Decimal or thousands.
#[rstest]
#[case("Nama: Budi\nPesanan: 1.000 lk")]
#[case("Nama: Budi\nPesanan: lk 1.5")]
#[case("Nama: Budi\nPesanan: lk 2,5")]
#[case("Nama: Budi\nProduk: Lidah Kucing\nJumlah: 1.500")]
fn a_dot_in_a_number(#[case] text: &str) {
    assert!(!units(text).is_certain(), "{text}");
}

/// A strange value in the place of a quantity is asked about, not ignored.
#[rstest]
#[case("99999999999", None)]
#[case("1/2", None)]
#[case("banyak", None)]
#[case("2 rendang", None)]
#[case("2 3", None)]
#[case("2", Some(2))]
#[case("٢", Some(2))]
#[case("2 (dua)", Some(2))]
#[case("60", Some(60))]
fn what_stands_under_a_label_for_quantities(#[case] text: &str, #[case] certain: Option<i64>) {
    let text = format!("Nama: Budi\nProduk: Lidah Kucing\nJumlah: {text}");
    let qty = only(&text, &goods()).items.remove(0).qty;
    match certain {
        Some(count) => assert_eq!(
            (qty.value, qty.sureness),
            (count, Sureness::Certain),
            "{text}"
        ),
        None => assert!(qty.sureness.is_unclear(), "{text}: {qty:?}"),
    }
}

/// Numbers of accounts, orders and people that look like a phone's.
#[rstest]
#[case("Nama: Budi\nNo: 8123456789\nPesanan: 2 lk")]
#[case("Nama: Budi\nNo HP: 3171234567890123\nPesanan: 2 lk")]
#[case("Nama: Budi\nPesanan: 2 lk\nsudah tf ke bca 8123456789")]
#[case("Nama: Budi\nPesanan: 2 lk\nrek 081234567890 an toko")]
#[case("Nama: Budi\nPesanan: 2 lk\nno pesanan 8123456789")]
#[case("Budi#Jl. Melati#8123456789#2 lk")]
#[case("Nama: Budi 8123456789\nPesanan: 2 lk")]
fn a_number_that_looks_like_a_phone(#[case] text: &str) {
    let phone = only(text, &goods()).phone;
    assert!(
        phone
            .as_ref()
            .is_none_or(|phone| !phone.sureness.is_certain()),
        "{text}: {phone:?}"
    );
}

#[rstest]
#[case("Nama: Budi\nNIK: 081234567890\nPesanan: 2 lk")]
#[case("Nama: Budi\nNo. Rekening: 081234567890\nPesanan: 2 lk")]
#[case("Nama: Budi\nID Pesanan: 081234567890\nPesanan: 2 lk")]
fn a_number_under_another_label_is_no_phone(#[case] text: &str) {
    assert_eq!(only(text, &goods()).phone, None, "{text}");
}

/// Struck-out and unticked items are asked about, and are shown struck out.
#[rstest]
#[case("Nama: Eni\nPesanan:\n~nastar keju 2~\nlk 1")]
#[case("Nama: Eni\nPesanan: ~nastar keju 2~, lk 1")]
#[case("9. ~Gani - 2 nastar keju~")]
#[case("~9. Gani - 2 nastar keju~")]
#[case("Nama: Eni\nPesanan:\n[ ] nastar keju 2\n[x] lk 1")]
#[case("Nama: Eni\nPesanan:\n❌ nastar keju 2\n✅ lk 1")]
#[case("Nama: Eni\nPesanan:\n☐ nastar keju 2\n☑ lk 1")]
fn what_is_struck_out(#[case] text: &str) {
    let draft = only(text, &goods());
    assert!(draft.items[0].qty.sureness.is_unclear(), "{draft:?}");
    let seen = draft.lines.iter().any(|(_, line)| line.contains('~'));
    assert_eq!(seen, text.contains('~'), "{draft:?}");
}

/// Two different names or phones are asked about.
#[rstest]
#[case("Nama: Budi\nNama: Siti\nPesanan: 2 lk", "Budi / Siti")]
#[case("Nama: Budi\n\nNama: Siti\nPesanan: 2 lk", "Budi / Siti")]
#[case("Nama: Budi\nPesanan: 2 lk\nNama: Siti", "Budi / Siti")]
#[case("a.n Budi 2 lk a.n Sari 1 nastar keju", "Budi / Sari")]
#[case("a.n Budi 2 lk\na.n Sari 1 nastar keju", "Budi / Sari")]
#[case(
    "Nama: Budi\nHP: 081234567890 / 081300000001\nPesanan: 2 lk",
    "081300000001"
)]
#[case(
    "Nama: Budi\nHP: 081234567890\nWA: 081300000001\nPesanan: 2 lk",
    "081300000001"
)]
#[case("2 lk a.n Budi\n081234567890\n081300000001", "081300000001")]
#[case("Nama: Budi\nPesanan: 2 lk\nJumlah: 3", "chat-qty-several")]
#[case("Jumlah: 3\nPesanan: 2 lk\nNama: Budi", "chat-qty-several")]
#[case("Jumlah: 3\nJumlah: 4\nProduk: lk\nNama: Budi", "chat-qty-several")]
#[case(
    "Pesanan: 2 lk, 3 nastar keju\nJumlah: 6\nNama: Budi",
    "chat-qty-several"
)]
#[case("Nama: Budi 2 nastar\nPesanan: 2 lk", "chat-name-sentence")]
#[case("Nama: Budi alamat Jl. Melati 5\nPesanan: 2 lk", "chat-name-sentence")]
#[case("Nama: Budi / Siti\nPesanan: 2 lk", "chat-name-sentence")]
#[case("Nama: Budi\nPesanan: 2 lk\nPesanan: 3 lk", "chat-goods-twice")]
#[case("1. Budi - lk 2, lk 3", "chat-goods-twice")]
fn what_contradicts_itself_is_not_certain(#[case] text: &str, #[case] told: &str) {
    let draft = only(text, &goods());
    let said = format!("{:?} {:?}", draft.unclear(), draft.assumed());
    assert!(said.contains(told), "{text}: {said}");
}

/// The holder of an account is no customer; the same person twice, or a sum that adds up, is no
/// contradiction.
#[rstest]
#[case("Nama: Budi\nPesanan: 2 lk\nTransfer: BCA\nAtas nama: Siti")]
#[case("Nama: Budi\nPesanan: 2 lk\nBank: BCA\nNama bank: BCA\nAtas nama rekening: Siti")]
#[case("Nama: Budi\nNama lengkap: Budi Santoso\nPesanan: 2 lk")]
#[case("Nama: Budi\nHP: 081234567890\nWA: +62 812-3456-7890\nPesanan: 2 lk")]
#[case("Nama: Budi\nPesanan: 2 lk, 3 nastar keju\nJumlah: 5")]
fn what_does_not(#[case] text: &str) {
    assert_eq!(only(text, &goods()).sureness(), "certain", "{text}");
}

/// Cancellations and changes count anywhere in the message.
#[rstest]
#[case("Nama: Budi\nPesanan: 2 lk (batal)")]
#[case("Nama: Budi (batal)\nPesanan: 2 lk")]
#[case("Nama: Budi\nPesanan:\n2 lk\njadi 3")]
#[case("Nama: Budi\nPesanan: 2 lk\nCatatan: batalin ya kak")]
#[case("Nama: Budi\nPesanan: 2 lk\nAlamat: Jl. A\noke kak, batal ya")]
#[case("Nama: Budi\nPesanan: 2 lk bukan nastar")]
#[case("Nama: Budi\nPesanan: lk minus 2")]
#[case("Nama: Budi\nPesanan: 2 lk ga jd")]
#[case("Nama: Budi\nPesanan: tidak mau 2 lk")]
#[case("1. Budi - 2 lk (batal)")]
#[case("1. Budi - lk 2 jadi 3")]
#[case("Budi#Jl. A#081234567890#2 lk batal")]
fn what_is_taken_back(#[case] text: &str) {
    let draft = only(text, &goods());
    assert_eq!(draft.sureness(), "unclear", "{draft:?}");
}

#[rstest]
#[case("-2 lk")]
#[case("−2 lk")]
#[case("lk -2")]
#[case("lk -2 pcs")]
fn a_dash_that_may_take_away(#[case] text: &str) {
    let qty = units(&format!("Nama: Budi\nPesanan: {text}"));
    assert!(!qty.is_certain(), "{text}");
}

#[test]
fn a_name_that_is_struck_out_is_asked_about() {
    let draft = only("~Nama: Eni~\nNama: Ani\nPesanan: 2 lk", &goods());
    assert_eq!(draft.sureness(), "unclear", "{draft:?}");
}
