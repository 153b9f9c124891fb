//! Two processes on one book: quota is checked and written in one transaction (rule 15).

use std::thread;

use crate::shop::open_po;

#[test]
fn two_sellers_never_oversell_a_quota_of_fifty() {
    let shop = open_po();
    shop.does("po offer NAS3 KAS --quota 50");
    let sell = || {
        let mut sold = 0;
        for _ in 0..35 {
            let ran = shop.rekap("order add NAS3 --name Pembeli --item '1 KAS'");
            match ran.code {
                0 => sold += 1,
                1 => assert!(ran.err.contains("KAS"), "{ran:?}"),
                _ => panic!("{ran:?}"),
            }
        }
        sold
    };
    let sold: i32 = thread::scope(|scope| {
        let sellers = [scope.spawn(sell), scope.spawn(sell)];
        sellers
            .into_iter()
            .map(|seller| seller.join().unwrap())
            .sum()
    });
    assert_eq!(sold, 50);
    let offers = shop.json("po show NAS3")["offers"].clone();
    let offer = offers
        .as_array()
        .unwrap()
        .iter()
        .find(|offer| offer["code"] == "KAS")
        .unwrap();
    assert_eq!(
        (offer["sold"].as_i64(), offer["left"].as_i64()),
        (Some(50), Some(0))
    );
    assert_eq!(shop.json("check")["ok"], true);
}
