//! Counts the keys of order entry, which has to be faster than a notebook.

use crate::support::Shop;

#[test]
fn a_returning_customer_two_items_and_a_dp_take_at_most_18_keys() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda");
    window
        .keys("n")
        .sees("Pesanan baru")
        .keys("bud")
        .sees("▸ Budi Santoso");
    window.keys("<Enter>2 kej,lid").sees("Rp165.000");
    window.keys("<Tab>dp").sees("Rp82.500").keys("<Enter>");
    window.sees("LEB-002");
    assert!(window.pressed() <= 18, "{} keys", window.pressed());

    let order = shop.json(&["order", "show", "LEB-002"]);
    assert_eq!(order["customer"]["phone"], "6281234567890");
    assert_eq!(order["total"], 165_000);
    assert_eq!(order["paid"], 82_500);
    assert_eq!(order["payment_status"], "down_payment");
    let lines: Vec<_> = order["lines"].as_array().unwrap().iter().collect();
    let bought: Vec<_> = lines
        .iter()
        .map(|line| (&line["code"], &line["qty"]))
        .collect();
    assert_eq!(
        format!("{bought:?}"),
        r#"[(String("NAS-KEJU"), Number(2)), (String("LK"), Number(1))]"#
    );
}

#[test]
fn a_new_customer_with_dp_and_shipping_takes_at_most_14_keys_beside_the_text() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    let text = ["Dewi 0857 1111 2222", "2 kej, 1 lid", "dp", "20rb"];
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    window
        .keys(text[0])
        .sees("▸ + pelanggan baru: Dewi 0857 1111 2222")
        .sees("Enter/Tab ambil yang disorot");
    window.keys("<Enter>").keys(text[1]).sees("Rp165.000");
    window.keys("<Tab>").keys(text[2]).keys("<Tab><Tab>");
    window.keys(text[3]).sees("Rp185.000").keys("<Enter>");
    window.sees("LEB-002");
    let typed: usize = text.iter().map(|text| text.len()).sum();
    let beside = window.pressed() - typed;
    assert!(beside <= 14, "{beside} keys");

    let order = shop.json(&["order", "show", "LEB-002"]);
    assert_eq!(order["customer"]["phone"], "6285711112222");
    assert_eq!(order["total"], 185_000);
    assert_eq!(order["payment_status"], "down_payment");
}

#[test]
fn the_form_is_ready_for_the_next_customer() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    for (name, items) in [("Bu Sari", "3 cok"), ("Pak Joko", "1 lid: tanpa gula")] {
        window
            .keys(name)
            .keys("<Tab>")
            .keys(items)
            .keys("<Enter>")
            .sees_no(items);
    }
    window
        .sees("LEB-003")
        .keys("<Esc>")
        .sees_no("Pesanan baru ·");
    let order = shop.json(&["order", "show", "LEB-003"]);
    assert_eq!(order["customer"]["name"], "Pak Joko");
    assert_eq!(order["lines"][0]["customization"], "tanpa gula");
}

/// Headers copied without a year part the messages of a paste; the review closes after the last.
#[test]
fn chat_headers_without_a_year_part_messages() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("3");
    window.paste("[30/11 10.12] Tuti: 2 lidah kucing\r[30/11 10.13] Wawan: 1 lidah kucing kak\r");
    window.sees("Pesan 1 dari 2").sees("Nama pelanggan: Tuti");
    window.keys("a").sees("Pesan 2 dari 2");
    window.keys("a").sees_no("Pesan 2 dari 2").sees("Wawan");
    let orders = shop.json(&["order", "list"]);
    let names: Vec<&str> = orders["orders"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|order| order["customer"]["name"].as_str())
        .collect();
    for name in ["Tuti", "Wawan"] {
        assert!(names.contains(&name), "{names:?}");
    }
}
