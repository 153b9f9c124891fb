//! What another desk does while a form stands open is shown or told.

use super::*;

/// What is shown while another desk works: an untouched field follows, except under the cursor.
#[test]
fn an_untouched_field_shows_what_another_desk_saved() {
    let mut shop = Shop::open();
    let mut screen = shop.screens().keys("fsar<Enter>e");
    let address = Some("Jl. Mawar 2".to_owned());
    let name = Some("Bu Sari Dewi".to_owned());
    edit_sari(
        &mut shop,
        CustomerChange {
            address,
            name,
            ..CustomerChange::default()
        },
    );
    screen.app.handle(Input::Tick);
    let screen = screen.sees("Jl. Mawar 2").sees("▸ Nama pelanggan");
    let form = screen.text();
    let field = form
        .lines()
        .find(|line| line.contains("▸ Nama pelanggan"))
        .unwrap();
    assert!(!field.contains("Dewi"), "under the cursor:\n{form}");
    screen.keys("<Enter>").sees("Tidak ada yang berubah");
    let sari = shop.book.find_customer("081234567811").unwrap();
    assert_eq!([sari.name, sari.address], ["Bu Sari Dewi", "Jl. Mawar 2"]);
}

/// The same new value from both is no contradiction, however it is written.
#[test]
fn two_desks_of_one_mind_are_not_asked() {
    let mut shop = Shop::open();
    let screen = shop.screens().keys("8/lidah<Enter>e<Tab><Ctrl-U>90rb");
    let price = Some(rp(90_000));
    edit_product(
        &mut shop,
        ProductChange {
            price,
            ..ProductChange::default()
        },
    );
    screen
        .keys("<Enter>")
        .sees_not(QUESTION)
        .sees("Tidak ada yang berubah");
}

fn goes_on(screen: Screen, told: &str, typed: &str) -> Screen {
    screen.keys("<Ctrl-S>").sees(told).sees(typed)
}

#[test]
fn what_another_desk_archived_is_told_before_it_is_saved() {
    let mut shop = Shop::open();
    let screen = shop.screens().keys("8/lidah<Enter>e<Ctrl-U>Lidah Baru");
    let archived = Some(true);
    edit_product(
        &mut shop,
        ProductChange {
            archived,
            ..ProductChange::default()
        },
    );
    let screen = goes_on(screen, "baru saja diarsipkan", "Lidah Baru");
    assert_eq!(shop.book.product(&code("LK")).unwrap().name, "Lidah Kucing");
    screen.keys("<Ctrl-S>").sees("Lidah Baru (diarsipkan)");
}

#[test]
fn an_offer_that_another_desk_withdrew_stays_off_sale() {
    let mut shop = Shop::open();
    let screen = shop.screens().keys("2<Enter><Enter><Ctrl-U>25");
    let offer = shop.book.offers(shop.id("NAS3")).unwrap().remove(0);
    shop.book.withdraw_offer(offer.id, true, NOW).unwrap();
    goes_on(screen, "baru saja ditarik", "25").keys("<Ctrl-S>");
    let offer = shop.book.offers(shop.id("NAS3")).unwrap().remove(0);
    assert_eq!((offer.quota, offer.withdrawn), (Some(25), true));
}

#[test]
fn an_order_that_another_desk_cancelled_is_not_changed_and_nothing_typed_is_lost() {
    let mut shop = with_order();
    let screen = shop.screens().keys("3e<Tab>bungkus rapi");
    let id = order_id(&shop);
    shop.book.cancel_order(id, "batal", false, NOW).unwrap();
    goes_on(screen, "sudah batal", "bungkus rapi");
    assert_eq!(shop.stored("NAS3-001").note, "");
}

#[test]
fn what_another_desk_undid_is_gone_and_nothing_typed_is_lost() {
    let mut shop = Shop::open();
    shop.customer("Bu Ratih", "081255554444");
    let screen = shop.screens().keys("frat<Enter>e<Tab><Tab>Jl. Melati 1");
    shop.book.undo(None, NOW).unwrap();
    let screen = goes_on(screen, "✗", "Jl. Melati 1");
    screen.sees("Jl. Melati 1").keys("<Esc>y");
}

#[test]
fn a_bonus_or_tier_that_another_desk_ended_is_not_taken_back_unasked() {
    let mut shop = Shop::open();
    let (id, first) = (shop.id("NAS3"), first_units(5).first);
    let orders = Some(BonusFor::First(5));
    let bonus = BonusChange {
        orders,
        ..BonusChange::default()
    };
    shop.book.set_bonus(id, "Kalender", &bonus, NOW).unwrap();
    set_tier(
        &mut shop,
        TierChange {
            first,
            ..tier_of(50_000)
        },
    );
    let of_bonus = shop.screens().keys("2<Enter>bkalender<Tab>20");
    let of_tier = shop.screens().keys("2<Enter><Down><Enter><Ctrl-U>45rb");
    let archived = true;
    let bonus = BonusChange {
        archived,
        ..BonusChange::default()
    };
    shop.book.set_bonus(id, "Kalender", &bonus, NOW).unwrap();
    set_tier(
        &mut shop,
        TierChange {
            archived,
            ..TierChange::default()
        },
    );
    of_bonus.keys("<Enter>").sees(QUESTION);
    goes_on(of_tier, "sudah tidak ada", "45rb");
    assert!(shop.book.bonuses(id).unwrap().is_empty());
    assert!(shop.book.tiers(id).unwrap().is_empty());
}

/// The question and the deed behind it go by the same order.
#[test]
fn what_is_saved_while_a_reason_is_typed_counts_too() {
    let mut shop = with_order();
    let screen = shop
        .screens()
        .keys("3e<Ctrl-U>30 nastar keju<Enter>")
        .sees("kuota")
        .keys("boleh lebih");
    edit_items(&mut shop, "+2 NAS-KEJU");
    let screen = screen.keys("<Enter>").sees(QUESTION);
    assert_eq!(items(&shop), "6 NAS-KEJU");
    screen.keys("t");
    assert_eq!(items(&shop), "6 NAS-KEJU");
}

#[test]
fn an_order_passed_on_by_another_desk_says_so() {
    let mut shop = with_order();
    let screen = shop.screens().keys("3oBudi Santoso");
    let id = order_id(&shop);
    let to = crate::setup::described("Citra", "");
    shop.book.pass_order(id, &to, NOW).unwrap();
    let screen = goes_on(screen, "sekarang milik Citra", "Budi Santoso");
    screen.keys("<Ctrl-S>");
    assert_eq!(shop.stored("NAS3-001").row.customer_name, "Budi Santoso");
}

/// Two desks that record the same transfer: the second sees the bill as it is first.
#[test]
fn a_payment_that_another_desk_recorded_is_told_before_one_more_is() {
    // What is meant by the whole rest is what is left by then.
    for (keys, paid) in [("3b120rb", 220_000), ("3blunas", 240_000)] {
        let mut shop = with_order();
        let screen = shop.screens().keys(keys);
        let id = order_id(&shop);
        shop.pay(id, 100_000);
        let screen = screen
            .keys("<Enter>")
            .sees("sekarang Rp240.000")
            .sees("Rp140.000");
        assert_eq!(shop.stored("NAS3-001").row.bill.paid, rp(100_000));
        screen.keys("<Enter>");
        assert_eq!(shop.stored("NAS3-001").row.bill.paid, rp(paid), "{keys}");
    }
}
