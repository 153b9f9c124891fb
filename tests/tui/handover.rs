//! Kirim: orders handed over at the door, sent with couriers, and what becomes of the parcels.

use rekap::book::{
    AgreedChange, CustomerRef, Milestone, NewParcel, NewPayment, ParcelFilter, PickupPayment,
};
use rekap::domain::id::OrderId;
use rekap::domain::money::Rupiah;
use rekap::domain::order::Fulfilment;
use rekap::domain::parcel::ParcelState;
use rekap::domain::payment::{Method, PaymentStatus};
use rekap::domain::when::Moment;

use super::setup::{described, item, movement, order_of};
use super::{NOW, Shop};

/// A shop with three orders in a PO that is ready: one of Bu Sari that is settled, and one each of Bu Sari and
/// Budi that are not paid.
fn ready() -> Shop {
    let mut shop = Shop::open();
    let first = order(&mut shop, "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.pay(first, 120_000);
    order(&mut shop, "Budi Soekardjo", &[(1, "NAS-COK"), (2, "LK")]);
    order(&mut shop, "Bu Sari", &[(1, "LK")]);
    make_ready(&mut shop);
    shop
}

/// Places an order of a customer whom the shop knows.
fn order(shop: &mut Shop, name: &str, items: &[(i64, &str)]) -> OrderId {
    let customer = CustomerRef::Known(shop.book.find_customer(name).unwrap().id);
    let items = items.iter().map(|(qty, goods)| item(*qty, goods)).collect();
    let order = order_of(shop.id("NAS3"), customer, items);
    shop.book.place_order(&order, NOW).unwrap().made.row.id
}

pub(super) fn make_ready(shop: &mut Shop) {
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    for milestone in [Milestone::Production, Milestone::Ready] {
        shop.book.mark_period(period, milestone, NOW).unwrap();
    }
}

fn fulfilment(shop: &Shop, code: &str) -> Fulfilment {
    shop.stored(code).row.fulfilment
}

fn id(shop: &Shop, code: &str) -> OrderId {
    shop.book.order_id(code).unwrap()
}

fn by_jne() -> NewParcel {
    NewParcel {
        courier: "JNE".to_owned(),
        service: "REG".to_owned(),
        unsettled: Some("langganan".to_owned()),
        ..NewParcel::default()
    }
}

/// Sends an order with JNE.
fn shipped(shop: &mut Shop, code: &str, new: &NewParcel) {
    let order = id(shop, code);
    shop.book.ship(&[order], new, NOW).unwrap();
}

#[test]
fn who_is_at_the_door_is_served_with_one_key_and_one_undo() {
    let shop = ready();
    let screen = shop
        .screens()
        .keys("6")
        .sees("3 pesanan siap · 1 lunas")
        // Those who may leave come first.
        .sees("▸ NAS3-001")
        .keys("L")
        .sees("NAS3-001 diambil Bu Sari")
        // The next one has yet to pay: the rest is recorded as cash.
        .sees("▸ NAS3-002")
        .keys("Ly")
        .sees("Lunas Rp150.000 · tunai · NAS3-002 diambil Budi Soekardjo")
        .sees("▸ NAS3-003");
    assert_eq!(screen.pressed(), 4);
    let row = shop.stored("NAS3-002").row;
    assert_eq!(row.bill.status(), PaymentStatus::Settled);
    assert_eq!(row.fulfilment, Fulfilment::PickedUp);
    screen.keys("u").sees("▸ NAS3-002").sees("○ Rp150.000");
    let row = shop.stored("NAS3-002").row;
    assert_eq!(
        (row.bill.paid, row.fulfilment),
        (Rupiah::ZERO, Fulfilment::Ready)
    );
}

/// A key struck twice doesn't settle the next customer's order in cash.
#[test]
fn a_double_stroke_hands_over_one_order() {
    let shop = ready();
    shop.screens()
        .keys("6LL")
        .sees("Yang ini juga?")
        .sees("NAS3-002 Budi Soekardjo juga diambil, dilunasi tunai Rp150.000?")
        .keys("<Enter>")
        .sees("▸ NAS3-002")
        .keys("L")
        .sees("Lunas Rp150.000 · tunai · NAS3-002 diambil Budi Soekardjo");
}

/// The account that the money went into is named.
#[test]
fn what_was_paid_at_the_door_names_its_account() {
    let mut shop = ready();
    let cash = Some(Method::Cash);
    shop.book
        .save_account(None, Some("Kas"), cash, NOW)
        .unwrap();
    shop.screens()
        .keys("6/budi<Enter>L")
        .sees("Lunas Rp150.000 · Kas · NAS3-002 diambil Budi Soekardjo")
        .keys("u<Esc><Ctrl-A>Ly")
        .sees("Lunas Rp195.000 · Kas · 3 pesanan diambil");
}

/// Rule 46: an order leaves unpaid only with a reason.
#[test]
fn an_unsettled_order_asks_for_its_reason() {
    let shop = ready();
    let screen = shop
        .screens()
        .keys("6/budi<Enter>D")
        .sees("Diambil: NAS3-002")
        .keys("50rb<Enter>")
        .sees("kurang Rp100.000")
        .sees("Beri alasannya");
    assert_eq!(shop.stored("NAS3-002").row.bill.paid, Rupiah::ZERO);
    screen.keys("langganan<Enter>").sees("dibayar Rp50.000");
    let order = shop.stored("NAS3-002");
    assert_eq!(order.row.fulfilment, Fulfilment::PickedUp);
    let parcels = shop.book.parcels_of(order.row.id).unwrap();
    assert_eq!(parcels[0].unsettled_reason.as_deref(), Some("langganan"));
}

/// Money that the customer says was sent isn't taken as cash, nor is that of a kasbon.
#[test]
fn a_rest_that_is_in_doubt_is_asked_about() {
    let mut shop = ready();
    let claim = rekap::book::Movement {
        claimed: true,
        method: Method::Transfer,
        ..movement(150_000)
    };
    let budi = id(&shop, "NAS3-002");
    let claimed = NewPayment::ForOrder(budi, claim);
    shop.book.record_payment(&claimed, NOW).unwrap();
    shop.screens()
        .keys("6")
        .sees("? Rp150.000 · transfer")
        .keys("/budi<Enter>L")
        .sees("Diambil: NAS3-002")
        .sees("katanya sudah transfer")
        .keys("<Esc><Esc><Ctrl-A>L")
        .sees("NAS3-002 Budi Soekardjo: katanya sudah transfer. Serahkan sendiri dengan D.");
    assert_eq!(fulfilment(&shop, "NAS3-001"), Fulfilment::Ready);
}

#[test]
fn marked_orders_are_fetched_together_and_their_money_is_asked_about() {
    let shop = ready();
    let screen = shop
        .screens()
        .keys("6<Ctrl-A>L")
        .sees("3 pesanan diambil; 2 di antaranya dilunasi tunai, seluruhnya")
        .sees("Rp195.000?")
        .keys("<Enter>");
    assert_eq!(fulfilment(&shop, "NAS3-001"), Fulfilment::Ready);
    let screen = screen.keys("Ly").sees("Belum ada yang perlu diserahkan");
    assert_eq!(fulfilment(&shop, "NAS3-003"), Fulfilment::PickedUp);
    screen.keys("u").sees("3 pesanan siap");
}

/// Rules 91, 101: the courier collects, and is paid out of an account once.
#[test]
fn a_cod_parcel_is_sent_and_its_money_held_by_the_courier() {
    let mut shop = ready();
    let cash = Some(Method::Cash);
    shop.book
        .save_account(None, Some("Laci"), cash, NOW)
        .unwrap();
    let screen = shop
        .screens()
        .keys("6/budi<Enter>k")
        .sees("Kirim NAS3-002")
        .sees("Belum lunas Rp150.000")
        .keys("JNE<Tab>YES<Tab>00123<Tab>12rb<Tab><Tab>sisa<Enter>")
        .sees("P1 dikirim lewat JNE")
        .keys("<Tab>")
        .sees("COD Rp150.000")
        .sees("00123")
        .keys("t")
        .sees("P1 diterima Budi Soekardjo")
        .sees("dipegang JNE")
        .keys("<Enter>");
    let row = shop.stored("NAS3-002").row;
    assert_eq!(row.bill.status(), PaymentStatus::Settled);
    let parcel = &shop.book.parcels(&ParcelFilter::default()).unwrap()[0];
    assert_eq!(parcel.tracking, "00123");
    assert_eq!(parcel.paid, Some(Rupiah::new(12_000)));
    assert_eq!(parcel.state(), ParcelState::Received);
    // The next parcel is proposed the same courier.
    screen.keys("<Shift-Tab><Esc>k").sees("JNE").sees("YES");
}

/// What is missing for an order that isn't settled is asked for where it is typed; a queue in which nobody
/// named a day counts none for today.
#[test]
fn a_parcel_of_an_unsettled_order_asks_in_the_field_for_its_reason() {
    let shop = ready();
    let screen = shop
        .screens()
        .keys("6")
        .sees_not("untuk hari ini")
        .keys("/budi<Enter>kJNE<Enter>")
        .sees("▸ Alasan")
        .sees("✗ NAS3-002 belum lunas");
    screen
        .keys("bayar besok<Enter>")
        .sees("P1 dikirim lewat JNE");
}

/// Goods of a PO are ready when it is; the form of a late order says what that means.
#[test]
fn a_late_order_of_a_ready_po_says_that_it_is_to_be_handed_over() {
    let shop = ready();
    shop.screens()
        .keys("nTante Rosa<Tab>1 lid<Tab>")
        .sees("NAS3 sudah siap: pesanan ini")
        .sees("langsung masuk antrean serah");
}

/// Rule 81: two orders of a customer share a parcel.
#[test]
fn two_orders_of_a_customer_are_joined() {
    let shop = ready();
    shop.screens()
        .keys("6k")
        .sees("Bu Sari juga punya NAS3-003")
        .keys("<Esc>")
        .keys("6/sari<Enter><Ctrl-A>k")
        .sees("satu paket (gabung ongkir)")
        .keys("Gosend<Tab><Tab><Tab><Tab><Tab><Tab>bayar besok<Enter>")
        .sees("P1 dikirim lewat Gosend: NAS3-001, NAS3-003, Bu Sari");
    let parcels = shop.book.parcels(&ParcelFilter::default()).unwrap();
    assert_eq!(parcels.len(), 1);
    assert_eq!(parcels[0].orders.len(), 2);
}

/// Courier, orders and tracking number take the room of a column that has nothing to say; what is still too
/// long is said shorter.
#[test]
fn no_column_of_a_parcel_is_cut_beside_free_room() {
    let shop = ready();
    shop.screens()
        .keys("6/sari<Enter><Ctrl-A>kJNE<Tab>YES<Tab>")
        .sees("Alasan")
        .keys(&"<Tab>".repeat(4))
        .keys("bayar besok<Enter>")
        .sees("NAS3-001, NAS3-003");
    let screen = shop.screens().sized(80, 24).keys("6<Tab>");
    screen
        .sees("NAS3-001, NAS3-003")
        .sees("JNE YES")
        .sees("belum ada")
        .sees("→ di jalan")
        .sees_not("…")
        .keys("iJP12345678901234567<Ctrl-S>")
        .sees("JP12345678901234567")
        .sees("NAS3-001, NAS3-003")
        .sees("JNE YES")
        .sees("→ di jalan")
        .sees_not("…");
    shop.screens()
        .sized(60, 20)
        .keys("6<Tab>")
        .sees("Bu Sari")
        .sees("JP12345678901234567")
        .sees("JNE YES")
        .sees("→ di jalan")
        .sees_not("…");
}

#[test]
fn a_part_of_an_order_leaves_and_the_rest_stays_in_the_queue() {
    let mut shop = ready();
    let budi = id(&shop, "NAS3-002");
    shop.pay(budi, 150_000);
    shop.screens()
        .keys("6/budi<Enter>kJNE<Ctrl-O>")
        .keys(&"<Tab>".repeat(6))
        .keys("1 lid")
        .keys("<Enter>")
        .sees("P1 dikirim lewat JNE")
        .sees("tinggal 2 dari 3 pcs")
        .keys("<Enter>")
        .sees("1 dari 3 pcs diserahkan, tinggal 2")
        .sees("P1");
    assert_eq!(fulfilment(&shop, "NAS3-002"), Fulfilment::Partial);
}

/// An order that is packed whole waits among the parcels, not in the queue.
#[test]
fn what_is_packed_is_sent_from_the_parcels() {
    let shop = ready();
    shop.screens()
        .keys("6kJNE<Tab><Tab><Tab><Tab><Tab>dikemas<Enter>")
        .sees("P1 dikemas: NAS3-001")
        .sees("2 pesanan siap")
        .keys("<Tab>")
        .sees("□ dikemas")
        .keys("k")
        .sees("P1 dikirim")
        .sees("→ di jalan");
    assert_eq!(fulfilment(&shop, "NAS3-001"), Fulfilment::Shipped);
}

/// Rule 82: what comes back waits for a decision, on Beranda too.
#[test]
fn a_parcel_comes_back_and_is_decided_later() {
    let mut shop = ready();
    shipped(&mut shop, "NAS3-001", &by_jne());
    shipped(&mut shop, "NAS3-002", &by_jne());
    let screen = shop
        .screens()
        .keys("6<Tab>/budi<Enter>r")
        .sees("P2 kembali · Budi Soekardjo")
        .sees("kirim lagi")
        .keys("put<Enter>")
        .sees("! kembali")
        .keys("1")
        .sees("1 paket kembali menunggu keputusan")
        .keys("<Down><Down>");
    let at = screen.text();
    let line = at
        .lines()
        .find(|line| line.contains("paket kembali"))
        .unwrap();
    assert!(line.contains("Paket"), "{line}");
    let shop_screen = shop.screens().keys("6<Tab>sssss");
    shop_screen
        .sees("semua paket")
        .keys("<Esc>ssss")
        .sees("kembali, belum diputuskan")
        .sees("P2")
        .sees_not("P1 ")
        .keys("r")
        .sees_not("putuskan nanti")
        .keys("tutup")
        .sees("batal menurut aturan PO-nya")
        .keys("<Tab>hil<Enter>")
        .sees("P2 kembali, pesanan ditutup: NAS3-002");
    assert!(shop.stored("NAS3-002").cancelled.is_some());
}

#[test]
fn what_comes_back_is_sent_again() {
    let mut shop = ready();
    shipped(&mut shop, "NAS3-001", &by_jne());
    shop.screens()
        .keys("6<Tab>r<Enter>")
        .sees("akan dikirim lagi")
        .keys("<Shift-Tab>")
        .sees("NAS3-001")
        .sees("3 pesanan siap");
}

/// Rule 99, 101: one column for many parcels, refused whole when it can't be right.
#[test]
fn tracking_numbers_are_pasted_as_one_column() {
    let mut shop = ready();
    for code in ["NAS3-001", "NAS3-002", "NAS3-003"] {
        shipped(&mut shop, code, &by_jne());
    }
    let screen = shop
        .screens()
        .keys("6<Tab>")
        .paste("0007\n0008\n")
        .sees("Resi 3 paket")
        .sees("2 baris untuk 3 paket")
        .keys("<Ctrl-S>")
        .sees("harus sama banyak");
    let screen = screen
        .keys("<Esc>y")
        .paste("0007\n0008\n0007")
        .keys("<Ctrl-S>")
        .sees("0007 ada dua kali: P1 Bu Sari dan P3 Bu");
    assert!(resi(&shop).iter().all(String::is_empty));
    let screen = screen
        .keys("<Esc>y")
        .paste("0007\n0008\n0009")
        .keys("<Ctrl-S>")
        .sees("3 paket diubah")
        .sees("0009");
    assert_eq!(resi(&shop), ["0007", "0008", "0009"]);
    // A number that another parcel has already is refused too.
    let screen = screen
        .keys("<Down><Space>i0007<Ctrl-S>")
        .sees("0007 ada dua kali: P1 Bu Sari dan P2")
        .keys("<Esc>y<Esc>u");
    assert!(resi(&shop).iter().all(String::is_empty));
    // Typed ones begin at the selected parcel.
    let screen = screen
        .keys("<Down>i")
        .sees("Resi 1 paket")
        .sees("P3 Bu Sari")
        .keys("<Esc>");
    // Fees in the same way, out of one account.
    screen
        .keys("o")
        .sees("Ongkir 3 paket")
        .paste("9\n12rb\n15.000")
        .keys("<Ctrl-S>")
        .sees("P1 Bu Sari: Rp9 terlalu kecil untuk")
        .keys("<Esc>yo")
        .paste("9rb\n12rb\n15.000")
        .keys("<Ctrl-S>")
        .sees("3 paket diubah")
        .sees("Rp12.000");
}

/// The tracking numbers of all parcels, the oldest first.
fn resi(shop: &Shop) -> Vec<String> {
    let mut parcels = shop.book.parcels(&ParcelFilter::default()).unwrap();
    parcels.reverse();
    parcels.into_iter().map(|parcel| parcel.tracking).collect()
}

#[test]
fn one_parcel_is_edited_and_searched() {
    let mut shop = ready();
    shipped(&mut shop, "NAS3-001", &by_jne());
    shipped(&mut shop, "NAS3-002", &by_jne());
    let mut screen = shop
        .screens()
        .keys("6<Tab><Down>e00042<Tab>18rb<Tab><Tab>1,5<Enter>")
        .sees("P2 diubah")
        .keys("/0042")
        .sees("P2")
        .sees_not("P1 ")
        .keys("<Enter>y")
        .sees("resi P2 untuk Budi Soekardjo");
    assert_eq!(screen.app.take_clipboard().as_deref(), Some("JNE 00042"));
    let parcel = &shop.book.parcels(&ParcelFilter::default()).unwrap()[0];
    assert_eq!(parcel.weight.map(|weight| weight.raw()), Some(1_500));
    assert_eq!(parcel.paid, Some(Rupiah::new(18_000)));
    screen.keys("<Enter>").sees("NAS3-002 · NAS3").sees("00042");
}

/// Rule 77: by wanted day and area, those for today counted here and on Beranda.
#[test]
fn the_queue_goes_by_day_and_area() {
    let mut shop = Shop::open();
    for (name, day, area) in [
        ("Ani", "2026-02-16", "Sleman"),
        ("Beni", "2026-02-15", "Bantul"),
        ("Cici", "2026-02-14", "Bantul"),
        ("Dedi", "2026-02-16", "Bantul"),
    ] {
        let order = order_of(shop.id("NAS3"), described(name, ""), vec![item(1, "LK")]);
        let order = rekap::book::NewOrder {
            agreed: wanted(day, area),
            ..order
        };
        let placed = shop.book.place_order(&order, NOW).unwrap().made;
        shop.pay(placed.row.id, 45_000);
    }
    make_ready(&mut shop);
    let screen = shop
        .screens()
        .sees("2 pesanan siap, diminta sampai hari ini")
        .keys("6")
        .sees("4 pesanan siap · 4 lunas · 2 untuk hari ini")
        .sees("! 14 Feb")
        .sees("hari ini");
    let text = screen.text();
    let names: Vec<usize> = ["Cici", "Beni", "Dedi", "Ani"]
        .iter()
        .map(|name| text.find(name).unwrap())
        .collect();
    assert!(names.is_sorted(), "{text}");
    screen
        .keys("s")
        .sees("untuk hari ini")
        .sees("Cici")
        .sees("Beni")
        .sees_not("Ani");
}

fn wanted(day: &str, area: &str) -> AgreedChange {
    AgreedChange {
        at: Some(Some((day.parse().unwrap(), None))),
        area: Some(area.to_owned()),
        ..AgreedChange::default()
    }
}

/// Rule 82: what is not fetched in time is listed, and Beranda opens just these.
#[test]
fn what_is_not_collected_in_time_is_listed() {
    let mut shop = ready();
    let period = shop.id("NAS3");
    let change = rekap::book::PeriodChange {
        collect_days: Some(Some(3)),
        ..rekap::book::PeriodChange::default()
    };
    shop.book.edit_period(period, &change, NOW).unwrap();
    let order = id(&shop, "NAS3-001");
    shop.book
        .pick_up(order, None::<PickupPayment>, None, NOW)
        .unwrap();
    let later = Moment::from_unix(NOW.unix() + 4 * 86_400);
    shop.screens_at(later)
        .sees("2 pesanan siap lewat batas ambilnya")
        .keys("6ssss")
        .sees("belum diambil, lewat batas")
        .sees("NAS3-002")
        .sees_not("NAS3-001");
}

#[test]
fn an_order_is_handed_over_from_its_page() {
    let shop = ready();
    shop.screens()
        .keys("3/002<Enter><Enter>s")
        .sees("Serahkan NAS3-002 · Budi Soekardjo")
        .sees("sisanya Rp150.000 lunas tunai")
        .keys("<Enter>")
        .sees("Lunas Rp150.000 · tunai · NAS3-002 diambil Budi Soekardjo")
        .sees("3 dari 3 pcs diserahkan, tinggal 0");
}

/// A hundred settled orders are packed, sent and given their tracking numbers with few keys.
#[test]
fn a_hundred_orders_take_few_keys() {
    let mut shop = Shop::open();
    for n in 1..=100 {
        let order = shop.order("NAS3", &format!("Pelanggan {n:03}"), &[(1, "LK")]);
        shop.pay(order.row.id, 45_000);
    }
    make_ready(&mut shop);
    let numbers: Vec<String> = (1..=100).map(|n| format!("00{n:04}")).collect();
    let screen = shop
        .screens()
        .keys("6<Ctrl-A>kSPX<Tab><Tab>dikemas<Enter>")
        .sees("100 paket dikemas")
        .keys("<Tab>")
        .paste(&numbers.join("\n"))
        .keys("<Ctrl-S>")
        .sees("100 paket diubah")
        .keys("<Ctrl-A>k")
        .sees("100 paket dikirim");
    assert!(screen.pressed() <= 150, "{}", screen.pressed());
    let parcels = shop.book.parcels(&ParcelFilter::default()).unwrap();
    for parcel in parcels {
        let (_, code) = &parcel.orders[0];
        // The number of the order and of its parcel's line.
        assert_eq!(parcel.tracking, format!("000{}", &code[5..]), "{code}");
        assert_eq!(parcel.state(), ParcelState::Sent);
    }
}

/// The queue names what is left of an order, not all of it; a PO whose goods are partly here asks before it is
/// finished.
#[test]
fn what_is_left_is_named_and_asked_about() {
    let shop = ready();
    let part = NewParcel {
        items: vec![super::setup::typed("2 LK")],
        courier: "JNE".into(),
        unsettled: Some("dibayar nanti".into()),
        ..NewParcel::default()
    };
    let mut book = shop;
    let order = book.book.order_id("NAS3-002").unwrap();
    book.book.ship(&[order], &part, NOW).unwrap();
    book.screens()
        .keys("6<Down>")
        .sees("NAS3-002: 1 Nastar Coklat")
        .sees_not("2 Lidah Kucing")
        .keys("2m<Down><Down><Enter>")
        .sees("3 pesanan PO NAS3 belum tercatat diserahkan");
}
