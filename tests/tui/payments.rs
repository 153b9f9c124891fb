//! Payments on the screens: paid, claimed, refunded, split over bills, kept as credit.

use rekap::book::{CustomerRef, NewPayment};
use rekap::domain::payment::PaymentStatus;

use super::sample_shop::{shop, shop_with};
use super::setup::{NOON, movement};

#[test]
fn a_payment_is_three_keys_and_the_amount() {
    let shop = shop()
        .keys("4b75rb<Enter>")
        .sees("Rp75.000 diterima dari Siti Aminah");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::DownPayment);
    // The same amount on the same day: the program asks (rule 30).
    let shop = shop.keys("blunas<Enter>").sees("Sudah dicatat?").keys("y");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    // The settled bill left the list; one key shows it again.
    let shop = shop.sees_not("▸ NAS3-004").keys("u");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
}

#[test]
fn a_wrong_amount_is_told_beside_it_and_kept() {
    let shop = shop()
        .keys("4bseratus<Enter>")
        .sees("✗ “seratus” bukan jumlah")
        .sees("seratus")
        .keys("<Ctrl-U>0<Enter>")
        .sees("harus lebih dari Rp0")
        .keys("<Ctrl-U>1.500,5<Enter>")
        .sees("bisa dibaca dua cara")
        .keys("<Ctrl-U>dp<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
}

#[test]
fn an_amount_finds_its_order_by_filter_and_by_n() {
    let shop = shop()
        .keys("4/60rb<Enter>")
        .sees("NAS3-003")
        .sees("NAS3-001")
        .sees_not("NAS3-002")
        .keys("b<Enter>");
    assert_eq!(shop.paid("NAS3-003"), 60_000);
    let shop = shop
        .keys("<Esc>n330000")
        .sees("sisa tagihan Rp330.000")
        .keys("<Enter><Enter>");
    assert_eq!(shop.paid("NAS3-002"), 330_000);
    shop.keys("nxyz")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/dewi")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/001")
        .sees("NAS3-001");
}

#[test]
fn the_same_payment_twice_is_asked_about_and_nothing_typed_is_lost() {
    let shop = shop()
        .keys("4b10rb<Enter>b10rb<Enter>")
        .sees("Sudah dicatat?")
        .keys("n")
        .sees("10rb");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    let shop = shop.keys("<Enter>y").sees("u urungkan");
    assert_eq!(shop.paid("NAS3-004"), 20_000);
}

#[test]
fn a_claim_counts_only_once_it_arrives() {
    let shop = shop()
        .keys("4b<Ctrl-O>75rb<Tab><Tab><Right><Enter>")
        .sees("? katanya sudah transfer");
    assert_eq!(shop.paid("NAS3-004"), 0);
    // The amount is already in the form.
    let shop = shop
        .keys("<Tab>")
        .sees("? katanya sudah transfer")
        .keys("b<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
    // The ledger shows what arrived, not the claim and its reversal, which look like voided money.
    shop.sees("tadinya dikabarkan")
        .sees_not("sudah diurus")
        .sees_not("penghapusan no.")
        .sees_not("? katanya");
}

#[test]
fn an_overpayment_is_refunded_and_a_mistake_voided() {
    let shop = shop()
        .keys("4b200rb")
        .sees("lebih bayar Rp50.000")
        .sees("Siti Aminah juga punya tagihan lain")
        .sees("Rp120.000 (NAS3-001)")
        .keys("<Enter>")
        .sees("Lebih Rp50.000 ini untuk apa?")
        .keys("<Down><Enter>")
        .sees("Perlu direfund Rp50.000")
        .keys("r")
        .sees("masih punya tagihan Rp120.000")
        .sees("(NAS3-001)")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    let shop = shop
        .keys("<Tab>")
        .sees("refund ke pelanggan")
        .keys("v")
        .sees("Salah catat?")
        .keys("y");
    assert_eq!(shop.paid("NAS3-004"), 200_000);
    let shop = shop
        .sees("dihapus")
        .keys("<Down><Down>v")
        .sees("Salah catat?")
        .keys("y");
    assert_eq!(shop.paid("NAS3-004"), 0);
    shop.keys("v")
        .sees("sudah dihapus")
        .keys("<Shift-Tab>r")
        .sees("tidak ada yang dikembalikan")
        .keys("v")
        .sees("Tidak ada pembayaran yang bisa dihapus");
}

/// One transfer for two bills, recorded on the newer one.
#[test]
fn money_over_a_bill_goes_to_the_other_bills() {
    let shop = shop()
        .keys("4b270rb<Enter>")
        .sees("Bagi ke tagihan lain")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    assert_eq!(shop.status("NAS3-001"), PaymentStatus::Settled);
    let shop = shop.keys("u");
    assert_eq!((shop.paid("NAS3-004"), shop.paid("NAS3-001")), (0, 0));
}

/// With rows marked, `y` is about the marked one, and says whose text it copied.
#[test]
fn the_reminder_of_the_marked_bill_is_copied() {
    for screen in ["3", "4"] {
        // The mark moves the selection to the next row, which is Dewi's.
        let mut shop = shop()
            .keys(&format!("{screen}<Space>y"))
            .sees("Tersalin: tagihan untuk Siti Aminah. Tinggal tempel");
        assert!(shop.copied().contains("Siti"));
        let mut shop = shop.keys("<Space>y").sees("tandai satu saja");
        assert_eq!(shop.copied(), "");
    }
}

/// Letters typed into a choice choose an option; what is none is refused, not forgotten.
#[test]
fn what_is_no_choice_is_refused() {
    let shop = shop()
        .keys("4<Space><Space>bdp")
        .sees("Tidak ada pilihan “dp”")
        .keys("<Enter>")
        .sees("Tidak ada pilihan “dp”");
    assert_eq!((shop.paid("NAS3-003"), shop.paid("NAS3-004")), (0, 0));
    let shop = shop
        .keys("<Backspace><Backspace>tun")
        .sees("tunai")
        .sees_not("Tidak ada pilihan")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-003"), PaymentStatus::Settled);
}

#[test]
fn money_of_one_customer_is_spread_the_oldest_first_and_the_rest_is_credit() {
    let shop = shop()
        .keys("7/siti<Enter>b300rb")
        .sees("Jadi titipan")
        .keys("<Enter>");
    assert_eq!(shop.paid("NAS3-001"), 120_000);
    assert_eq!(shop.paid("NAS3-004"), 150_000);
    let shop = shop
        .keys("<Enter>")
        .sees("Titipan")
        .sees("Rp30.000")
        .keys("<Esc>u");
    assert_eq!(shop.paid("NAS3-004"), 0);
    // A part typed by hand goes to its order.
    let shop = shop.keys("b100rb<Tab>NAS3-004 60rb; nas3-001 40rb<Enter>");
    assert_eq!(
        (shop.paid("NAS3-001"), shop.paid("NAS3-004")),
        (40_000, 60_000)
    );
    shop.keys("b1000<Tab>1 seratus<Enter>")
        .sees("belum jelas")
        .keys("<Ctrl-U>NAS9 1000<Enter>")
        .sees("Tidak ada tagihan terbuka NAS9");
}

#[test]
fn credit_pays_a_bill() {
    let shop = shop_with(|shop| {
        let new = NewPayment::FromCustomer {
            customer: CustomerRef::Known(shop.book.find_customer("Dewi").unwrap().id),
            movement: movement(100_000),
            parts: Vec::new(),
        };
        shop.book.record_payment(&new, NOON).unwrap();
    });
    let shop = shop
        .keys("4<Down>b")
        .sees("Bayar NAS3-003")
        .keys("lunas<Tab><Left>")
        .sees("titipan Rp100.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-003"), PaymentStatus::Settled);
    shop.keys("<Tab>").sees("belum dicocokkan Rp40.000");
}

#[test]
fn enter_means_no_to_a_dangerous_question() {
    let shop = shop()
        .keys("4b10rb<Enter>b10rb<Enter>")
        .sees("Sudah dicatat?")
        .sees("n/Enter tidak")
        .keys("<Enter>")
        .sees("10rb");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    // Nor does a hasty Enter throw away what was typed, or a payment.
    let shop = shop
        .keys("<Esc>")
        .sees("Buang isian?")
        .keys("<Enter>")
        .sees("10rb")
        .keys("<Esc>yv")
        .sees("Salah catat?")
        .keys("<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
}

#[test]
fn the_last_account_is_the_default_and_has_one_name() {
    let shop = shop()
        .keys("4b10rb<Tab>")
        .sees("‹ BCA 123 (transfer) ›")
        .keys("<Right><Enter>")
        .keys("b20rb<Tab>")
        .sees("‹ tunai ›")
        .keys("<Right><Enter>")
        .keys("b30rb<Tab>")
        .keys("<Esc>y");
    // The list, the page of the order and the question which to void say the same.
    let shop = shop
        .keys("<Tab>")
        .sees("BCA 123")
        .keys("<Shift-Tab><Enter>");
    let text = shop.screen.text();
    assert!(
        text.contains("Rp10.000 tunai") || text.contains("Rp20.000 tunai"),
        "{text}"
    );
    shop.sees("BCA 123 (transfer)")
        .keys("v")
        .sees("BCA 123 (transfer)");
}

#[test]
fn bills_are_named_with_commas_and_need_no_amounts() {
    let shop = shop()
        .keys("7/siti<Enter>b270rb<Tab>1, 4")
        .sees("Rp120.000 ← Rp120.000")
        .sees("Rp150.000 ← Rp150.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-001"), PaymentStatus::Settled);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    // Without an amount the named bills are paid in full.
    let shop = shop.keys("u").keys("b<Tab>004<Enter>");
    assert_eq!((shop.paid("NAS3-001"), shop.paid("NAS3-004")), (0, 150_000));
}

#[test]
fn an_amount_finds_the_bills_of_which_it_is_the_sum() {
    let shop = shop()
        .keys("4n270rb")
        .sees("NAS3-001 + NAS3-004  Siti Aminah")
        .sees("jumlah 2 tagihan")
        .keys("<Enter>")
        .sees("Rp120.000 ← Rp120.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-001"), PaymentStatus::Settled);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    // Both down payments in one transfer.
    let shop = shop
        .keys("u")
        .keys("n135rb")
        .sees("jumlah DP 2 tagihan")
        .keys("<Enter><Enter>");
    assert_eq!(
        (shop.paid("NAS3-001"), shop.paid("NAS3-004")),
        (60_000, 75_000)
    );
    // The filter finds them too, and `b` pays all of them.
    let shop = shop
        .keys("u")
        .keys("/270rb")
        .sees("NAS3-001")
        .sees("NAS3-004")
        .sees_not("NAS3-002")
        .keys("<Enter>b")
        .sees("Uang dari Siti Aminah")
        .keys("<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 150_000);
}

#[test]
fn a_preview_never_shows_what_will_not_be_saved() {
    let shop = shop_with(|shop| {
        let new = NewPayment::FromCustomer {
            customer: CustomerRef::Known(shop.book.find_customer("Dewi").unwrap().id),
            movement: movement(10_000),
            parts: Vec::new(),
        };
        shop.book.record_payment(&new, NOON).unwrap();
    });
    // A bill that doesn't exist, and parts larger than the payment.
    let shop = shop
        .keys("7/siti<Enter>b100rb")
        // The down payment of each comes before any rest (rule 28).
        .sees("← Rp60.000")
        .sees("← Rp40.000")
        .keys("<Tab>9")
        .sees_not("←")
        .sees_not("Jadi titipan")
        .keys("<Ctrl-U>1 60rb, 4 60rb")
        .sees_not("←")
        .keys("<Enter>")
        .sees("lebih")
        .keys("<Esc>y");
    // More credit than there is.
    shop.keys("4/dewi<Enter>b60rb")
        .sees("→ ● lunas")
        .keys("<Tab><Left>")
        .sees("titipan Rp10.000")
        .sees_not("→")
        .keys("<Shift-Tab><Ctrl-U>10rb")
        .sees("→ ◔");
}

#[test]
fn bills_are_sorted_by_age_and_amount() {
    shop()
        .keys("4")
        .sees("▸ NAS3-004")
        .keys("s")
        .sees("terlama dulu")
        .sees("▸ NAS3-001")
        .keys("s")
        .sees("terbesar dulu")
        .sees("▸ NAS3-002")
        .keys("<End>")
        .sees("▸ NAS3-003")
        .keys("s")
        .sees_not("dulu");
}

#[test]
fn marked_bills_are_paid_together() {
    // Of two customers: one payment each, one deed.
    let shop = shop()
        .keys("4<Space><Space>")
        .sees("2 ditandai")
        .keys("b")
        .sees("Lunasi 2 tagihan · Rp210.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-003"), PaymentStatus::Settled);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    let shop = shop.sees_not("ditandai").keys("u");
    assert_eq!((shop.paid("NAS3-003"), shop.paid("NAS3-004")), (0, 0));
    // Of one customer: one payment.
    let shop = shop
        .keys("<Home><Space><End><Space>b")
        .sees("Uang dari Siti Aminah")
        .sees("Rp270.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-001"), PaymentStatus::Settled);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
}

/// "45" is forty-five thousand to who types it in a hurry.
#[test]
fn an_amount_under_a_thousand_is_asked_about() {
    let shop = shop().keys("4b75<Enter>").sees("maksudnya ribuan?");
    assert_eq!(shop.paid("NAS3-004"), 0);
}

/// Who is to get money back is told so, not that all is settled.
#[test]
fn the_reminder_says_what_is_refunded() {
    let mut shop = shop()
        .keys("4b200rb<Enter><Down><Enter>")
        .sees("Perlu direfund Rp50.000")
        .keys("y");
    let text = shop.copied();
    assert!(text.contains("Masih ada Rp50.000"), "{text}");
    assert!(!text.contains("sudah lunas"), "{text}");
}

/// A zero too many is asked about before it is saved, and Enter means no.
#[test]
fn far_more_than_the_bill_is_asked_about() {
    let shop = shop()
        .keys("4/dewi<Enter>b600rb<Enter>")
        .sees("Nominalnya benar?")
        .sees("Rp600.000 untuk tagihan Rp60.000?")
        .keys("<Enter>")
        .sees("600rb");
    assert_eq!(shop.paid("NAS3-003"), 0);
    let shop = shop.keys("<Enter>y");
    assert_eq!(shop.paid("NAS3-003"), 600_000);
    // All bills of a customer count: twice their sum is nothing unusual.
    let shop = shop
        .keys("<Esc>4/siti<Enter>b540rb<Enter>")
        .sees("Bagi ke tagihan lain");
    let shop =
        shop.keys("<Esc><Backspace><Backspace><Backspace><Backspace><Backspace>600rb<Enter>");
    shop.sees("Rp600.000 untuk tagihan Rp270.000?");
}

/// So it is for the payment of several bills, and for what comes with a new order.
#[test]
fn far_too_much_is_asked_about_in_every_form() {
    shop()
        .keys("4<Space><End><Space>b<Ctrl-U>2700rb<Enter>")
        .sees("Rp2.700.000 untuk tagihan Rp270.000?");
    let shop = shop()
        .keys("3nJoko<Tab>1 nas-kej<Tab>600rb<Enter>")
        .sees("Rp600.000 untuk tagihan Rp60.000?")
        .keys("<Enter>")
        .sees("Joko");
    assert!(shop.book.order_id("NAS3-005").is_err());
}

/// An order's page shows of a transfer for several bills the part that is this order's.
#[test]
fn an_orders_page_shows_its_part_of_a_transfer() {
    let shop = shop().keys("4b270rb<Enter><Enter>");
    assert_eq!(shop.status("NAS3-001"), PaymentStatus::Settled);
    shop.keys("3<End><Enter>")
        .sees("NAS3-001 · NAS3")
        .sees("Rp120.000 dari Rp270.000 (2 tagihan)");
}

/// Credit is called the same wherever it is shown; what is to be refunded on a bill is not credit.
#[test]
fn credit_has_one_name() {
    let shop = shop_with(|shop| {
        let customer = shop.book.find_customer("Dewi").unwrap().id;
        let deposit = NewPayment::FromCustomer {
            customer: CustomerRef::Known(customer),
            movement: movement(10_000),
            parts: Vec::new(),
        };
        shop.book.record_payment(&deposit, NOON).unwrap();
    });
    shop.keys("3nDewi<Enter>")
        .sees("punya titipan Rp10.000")
        .sees_not("direfund")
        .keys("<Esc>y7/dewi<Enter><Enter>")
        .sees("Titipan")
        .sees_not("direfund")
        .keys("b<Tab>tit")
        .sees("‹ titipan Rp10.000 ›");
    shop_with(|shop| {
        let order = shop.book.order_id("NAS3-003").unwrap();
        shop.pay(order, 70_000);
    })
    .keys("3nDewi<Enter>")
    .sees("perlu direfund Rp10.000")
    .sees_not("titipan");
}

/// "Uang masuk & keluar" says of each row where the money went, however narrow the window.
#[test]
fn the_ledger_says_where_money_went() {
    let mut shop = super::Shop::open();
    let bca = Some(rekap::domain::payment::Method::Transfer);
    let account = shop
        .book
        .save_account(None, Some("BCA 123456"), bca, super::NOW)
        .unwrap();
    let sari = shop.order("NAS3", "Bu Haji Siti Nurhaliza", &[(2, "NAS-KEJU")]);
    let by_transfer = rekap::book::Movement {
        method: rekap::domain::payment::Method::Transfer,
        account: Some(account.made),
        ..super::setup::movement(60_000)
    };
    let payment = rekap::book::NewPayment::ForOrder(sari.row.id, by_transfer);
    shop.book.record_payment(&payment, super::NOW).unwrap();
    let budi = shop.order("NAS3", "Budi Soekardjo", &[(1, "LK")]);
    shop.pay(budi.row.id, 45_000);
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        shop.screens()
            .sized(width, height)
            .keys("4<Tab>")
            .sees("Uang masuk & keluar")
            .sees("BCA 123456")
            .sees("tunai");
    }
}

/// The history names the bills of a payment, and the copied bill its goods.
#[test]
fn a_payment_of_several_bills_names_them() {
    let shop = super::Shop::open();
    let mut screen = shop
        .screens()
        .sized(100, 30)
        .keys("nbud<Tab>2 kej<Enter>bud<Tab>1 lid<Enter><Esc>")
        .keys("3<Ctrl-A>b<Enter>")
        .sees("Rp165.000 diterima dari Budi Soekardjo untuk NAS3-001, NAS3-002")
        .keys("u3<Home>y");
    let text = screen.app.take_clipboard().unwrap();
    assert!(text.contains("2 Nastar Keju"), "{text}");
    assert!(text.contains("1 Lidah Kucing"), "{text}");
}
