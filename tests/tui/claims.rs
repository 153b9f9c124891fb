//! Claims on the screens (rule 83): recorded on an order, answered now or later, with what it does to money
//! said before it is saved.

use rekap::book::{Book, ClaimFilter, Milestone};
use rekap::domain::claim::{Claim, ClaimEnding, ClaimKind, ClaimState};
use rekap::domain::parcel::GoodsBack;
use rekap::lang::Lang;
use rekap::tui::theme::Palette;

use super::setup::rp;
use super::{NOW, Shop};

/// A shop that handed over two Nastar Keju to Bu Sari, who paid them, and one Lidah Kucing to Budi, who paid
/// it too.
fn handed_over() -> Shop {
    let mut shop = Shop::open();
    for (name, goods, qty, paid) in [
        ("Bu Sari", "NAS-KEJU", 2, 120_000),
        ("Budi Soekardjo", "LK", 1, 45_000),
    ] {
        let order = shop.order("NAS3", name, &[(qty, goods)]).row.id;
        shop.pay(order, paid);
    }
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    for milestone in [Milestone::Production, Milestone::Ready] {
        shop.book.mark_period(period, milestone, NOW).unwrap();
    }
    for code in ["NAS3-001", "NAS3-002"] {
        let order = shop.book.order_id(code).unwrap();
        shop.book.pick_up(order, None, None, NOW).unwrap();
    }
    shop
}

fn claims(book: &Book) -> Vec<Claim> {
    book.claims(&ClaimFilter::default()).unwrap()
}

#[test]
fn an_exchange_says_its_difference_before_it_is_saved() {
    let shop = handed_over();
    let screen = shop
        .screens()
        .keys("3/budi<Enter>K")
        .sees("Klaim NAS3-002 · Budi Soekardjo")
        // The only goods of the order are proposed.
        .sees("1 Lidah Kucing")
        .keys("<Tab>tukar")
        .sees("tukar ukuran")
        .sees("Dicatat dulu")
        // Only what the answer needs is asked.
        .sees_not("Selisih harga")
        .keys("<Tab>tukar")
        .sees("Selisih harga")
        .sees_not("Nominal")
        .keys("<Tab>nastar keju")
        .sees("Selisih Rp15.000 tidak ditagih")
        .sees("Barang lama: kembali ke stok")
        .sees("Tagihannya tetap")
        .keys("<Tab>ditagih")
        .sees("Selisih Rp15.000 ditagih")
        .sees("Tagihan Rp45.000 jadi Rp60.000: sisa");
    assert!(claims(&shop.book).is_empty(), "only looked at");
    let screen = screen
        .keys("<Enter>")
        .sees("Klaim K1: 1 Lidah Kucing di NAS3-002 Budi Soekardjo ditukar NAS-KEJU");
    let claim = &claims(&shop.book)[0];
    assert_eq!(
        (claim.kind, claim.ending, claim.difference),
        (ClaimKind::Size, Some(ClaimEnding::Replace), rp(15_000))
    );
    assert_eq!(claim.goods_back, GoodsBack::Stock);
    assert_eq!(shop.stored("NAS3-002").row.rest(), rp(15_000));
    screen.keys("u").sees_not("klaim");
    assert!(claims(&shop.book).is_empty());
    assert_eq!(shop.stored("NAS3-002").row.rest(), rp(0));
}

#[test]
fn a_claim_is_recorded_first_and_answered_later() {
    let shop = handed_over();
    let screen = shop
        .screens()
        .sized(140, 30)
        .keys("3/sari<Enter><Enter>")
        .sees("c cetak")
        .sees("K klaim")
        .sees_not("R penerima")
        .keys("K")
        .keys("1 nastar keju<Tab>rusak<Enter>")
        .sees("Klaim K1 dicatat: NAS3-001 Bu Sari, 1 Nastar Keju rusak")
        // The page of the order says so.
        .sees("○ diproses · rusak · 1 Nastar Keju")
        .keys("1")
        .sees("1 klaim menunggu jawaban");
    let screen = screen
        .keys("6<Tab><Tab>")
        .sees("rusak · 1 Nastar Keju")
        .sees("hari ini")
        .keys("<Enter>")
        .sees("Jawab K1 · NAS3-001 Bu Sari")
        .keys("uang<Tab>")
        .sees("Rp60.000 kembali ke Bu Sari")
        .sees("Barang lama: hilang atau rusak")
        .sees("Tagihan Rp120.000 jadi Rp60.000:")
        .sees("jadi Rp60.000: refund")
        .keys("500rb")
        .sees("Paling banyak Rp120.000")
        .keys("<Ctrl-U>50rb<Enter>")
        .sees("Klaim K1: Rp50.000 kembali ke Bu Sari")
        .sees("● uang kembali Rp50.000");
    let bill = shop.stored("NAS3-001").row.bill;
    assert_eq!(bill.balance().unwrap(), rp(-50_000));
    // What is over is answered no second time.
    let screen = screen.keys("e").sees("Klaim K1 sudah selesai");
    // What the courier pays for it is recorded in the list.
    screen
        .keys("g")
        .sees("Belum ada rekening")
        .keys("u")
        .sees("○ diproses");
    assert_eq!(claims(&shop.book)[0].state(), ClaimState::Open);
}

#[test]
fn what_a_courier_paid_is_recorded_in_the_list() {
    let mut shop = handed_over();
    shop.book
        .save_account(None, Some("BCA"), None, NOW)
        .unwrap();
    shop.screens()
        .keys("3/sari<Enter>K<Tab>hilang<Tab>ganti<Enter>")
        .sees("diganti baru")
        .keys("6<Tab><Tab>")
        .sees("→ menunggu pengganti")
        .keys("g40rb<Enter>")
        .sees("Rp40.000 diterima dari asuransi atau kurir")
        .sees("Diganti pihak lain Rp40.000");
    let claim = &claims(&shop.book)[0];
    assert_eq!(
        (claim.recovered, claim.state()),
        (rp(40_000), ClaimState::Replacing)
    );
}

#[test]
fn what_was_not_handed_over_is_not_claimed() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(1, "LK")]);
    shop.screens()
        .keys("3K")
        .sees("Belum tercatat ada barang NAS3-001 yang diserahkan");
    let shop = handed_over();
    shop.screens()
        .keys("3/sari<Enter>K5 nastar keju")
        .sees("Yang bisa diklaim dari")
        .keys("<Enter>")
        .sees("2 pcs, bukan 5");
    assert!(claims(&shop.book).is_empty());
}

#[test]
fn open_claims_come_first_and_can_be_filtered() {
    let shop = handed_over();
    shop.screens()
        .keys("3/budi<Enter>K<Tab>kurang<Tab>tolak<Enter>")
        .sees("ditolak")
        .keys("<Esc><Esc>/sari<Enter>K<Ctrl-U>1 nastar keju<Tab>salah<Enter>")
        .sees("K2 dicatat")
        .keys("6<Tab><Tab>")
        .sees("▸ K2")
        .sees("K1")
        .keys("s")
        .sees_not("K1")
        .keys("<Esc>/budi<Enter>")
        .sees("▸ K1")
        .sees_not("K2");
}

#[test]
fn the_tab_says_how_claims_are_recorded_and_fits_small_windows() {
    let shop = handed_over();
    shop.screens().keys("6<Tab><Tab>").sees("Belum ada klaim");
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        shop.screens_in(Lang::En, Palette::Dark)
            .sized(width, height)
            .keys("6<Tab><Tab>")
            .sees("No claims yet")
            .keys("3/sari<Enter>K<Tab><Tab>exchange")
            .sees("Difference in price")
            .sees("Exchanged for");
    }
}

/// A parcel that was lost is several claims, recorded and answered together and undone together.
#[test]
fn several_goods_are_claimed_together() {
    let mut shop = Shop::open();
    let order = shop
        .order("NAS3", "Bu Sari", &[(2, "NAS-COK"), (1, "LK")])
        .row
        .id;
    shop.pay(order, 165_000);
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    for milestone in [Milestone::Production, Milestone::Ready] {
        shop.book.mark_period(period, milestone, NOW).unwrap();
    }
    shop.book.pick_up(order, None, None, NOW).unwrap();
    let screen = shop
        .screens()
        .keys("3K2 nastar coklat, 1 lidah kucing<Tab>hilang<Tab>uang")
        .sees("2 Nastar Coklat")
        .sees("Rp165.000 kembali ke Bu Sari")
        .keys("<Tab>10rb<Enter>")
        .sees("Jawaban ini untuk satu barang")
        .keys("<Tab><Tab><Tab><Ctrl-U><Enter>")
        .sees("2 klaim dicatat: NAS3-001 Bu Sari, 2 Nastar Coklat, 1 Lidah Kucing hilang");
    assert_eq!(claims(&shop.book).len(), 2);
    assert_eq!(
        shop.stored("NAS3-001").row.bill.balance().unwrap(),
        rp(-165_000)
    );
    screen.keys("u");
    assert!(claims(&shop.book).is_empty());
}
