//! The screens make no network connection, whatever is done on them.

use std::time::Duration;

use crate::needs::needs;
use crate::support::{PROGRAM, Shop};

#[test]
fn no_screen_makes_a_connection() {
    if !needs("strace") {
        return;
    }
    let shop = Shop::stocked();
    let calls = shop.folder().join("calls");
    let watched = [
        "-f",
        "-qq",
        // Process exits are traced too, to tell an empty trace from a failed one.
        "-e",
        "trace=%network,exit_group",
        "-o",
        calls.to_str().unwrap(),
        PROGRAM,
    ];
    let mut window = shop.open_by("strace", 100, 30, &watched);
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    window.keys("Bu Sari 0812-1111-2222<Tab>2 keju<Enter>");
    window.sees("LEB-002 dari Bu Sari").keys("<Esc>");
    for screen in 1..=9 {
        window.keys(&format!("{screen}?")).sees("Bantuan");
        window.keys("<Esc>").sees_no("Bantuan").keys("y<Esc>");
    }
    window.paste("Kak mau nastar keju 2 ya, Andi 0812-2222-3333");
    // Esc and the next key that arrive together are one key with Alt.
    window.keys("<Esc>").rests(Duration::from_millis(300));
    window.keys("<Ctrl-C>");
    assert_eq!(window.ends().0, 0);

    let calls = std::fs::read_to_string(calls).unwrap();
    assert!(calls.contains("exit_group"), "{calls}");
    for call in ["connect(", "AF_INET"] {
        assert!(!calls.contains(call), "{calls}");
    }
}
