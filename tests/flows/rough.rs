//! Rough handling: windows of any size, huge pastes, closed windows, a killed program, two windows
//! at once. Nothing panics, no acknowledged deed is lost, and nothing happens that nobody asked
//! for.

use std::time::{Duration, Instant};

use crate::support::Shop;

/// Longest time to end after a signal.
const PROMPT: Duration = Duration::from_secs(1);

#[test]
fn windows_of_any_size_show_what_fits() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda");
    let sizes = [
        (1, 1),
        (2, 1),
        (1, 40),
        (300, 2),
        (10, 5),
        (40, 6),
        (60, 20),
        (200, 60),
    ];
    for screen in "1234578".chars() {
        window.keys(&screen.to_string());
        for (columns, rows) in sizes {
            window.resize(columns, rows);
        }
        window.resize(80, 24).sees("Dapur Ibu");
    }
    window.keys("3n");
    for step in 0..200_u16 {
        window.resize(1 + step * 7 % 120, 1 + step * 5 % 40);
    }
    // Only the last size counts: its last row shows the keys, and nothing of other sizes is left.
    window.resize(97, 31).rests(Duration::from_millis(300));
    let screen = window.screen();
    let rows: Vec<&str> = screen.lines().collect();
    assert_eq!(rows.len(), 31, "{screen}");
    assert!(rows[30].contains("Esc"), "{screen}");
    assert_eq!(screen.matches("Esc").count(), 1, "{screen}");
    window.resize(80, 24).sees("Dapur Ibu");
    // Esc and a letter that arrive together would be read as Alt plus the letter.
    window.rests(Duration::from_millis(200)).keys("<Esc>");
    window.sees_no("Nama pelanggan").keys("q");
    let (code, _) = window.ends();
    assert_eq!(code, 0);
    assert!(window.is_restored());
}

#[test]
fn a_window_of_one_cell_can_be_opened_and_left() {
    let shop = Shop::stocked();
    for (columns, rows) in [(1, 1), (2, 3), (10, 2)] {
        let mut window = shop.open(columns, rows);
        window.rests(Duration::from_millis(200)).keys("q");
        assert_eq!(window.ends().0, 0, "{columns}×{rows}");
    }
}

#[test]
fn a_pasted_megabyte_runs_no_commands() {
    let shop = Shop::stocked();
    let before = shop.cli(&["history", "--json"]);
    let megabyte = "uqnd1 Nastar 2\r".repeat(70_000);
    let mut window = shop.open(80, 24);
    window.sees("Beranda");
    let started = Instant::now();
    window.paste(&megabyte);
    window.rests(Duration::from_millis(300));
    window.send(megabyte.as_bytes());
    window.rests(Duration::from_millis(300));
    let took = started.elapsed();
    // Two megabytes, an unoptimised program and a busy machine.
    assert!(took < Duration::from_secs(8), "{took:?}");
    window.keys("3").sees("LEB-001").keys("q");
    assert_eq!(window.ends().0, 0);
    assert_eq!(shop.cli(&["history", "--json"]), before);
}

#[test]
fn a_program_asked_to_end_leaves_the_terminal_as_it_was() {
    for signal in ["HUP", "TERM", "INT"] {
        let shop = Shop::stocked();
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("3n").signal(signal);
        let (_, took) = window.ends();
        assert!(took < PROMPT, "{signal}: {took:?}");
        assert!(window.is_restored(), "{signal}");
    }
}

/// A chat under review is there again after the program was ended or its window closed; orders
/// already saved are not saved twice.
#[test]
fn a_chat_under_review_survives_its_terminal() {
    for signal in ["HUP", "TERM"] {
        let shop = Shop::stocked();
        let chat = "1. Tuti - 2 lidah kucing\r2. Wawan - 1 lidah kucing\r3. Yani - 1 kue";
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("3").paste(chat);
        window.sees("Pesan 1 dari 3").keys("A").sees("tersimpan 2");
        window.signal(signal);
        window.ends();
        let mut window = shop.open(80, 24);
        window.sees("dari 3").sees("tersimpan 2").close();
        window.ends();
        let mut window = shop.open(80, 24);
        window.sees("dari 3").sees("tersimpan 2");
        let orders = shop.json(&["order", "list"]);
        let tuti = |order: &&serde_json::Value| order["customer"]["name"] == "Tuti";
        let orders = orders["orders"].as_array().unwrap();
        assert_eq!(orders.iter().filter(tuti).count(), 1, "{orders:?}");
    }
}

#[test]
fn a_program_whose_window_closes_ends() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").close();
    let (_, took) = window.ends();
    assert!(took < PROMPT, "{took:?}");
    assert_eq!(shop.json(&["check"])["ok"], true);
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let mut shop = Shop::stocked();
    shop.at(None);
    let mut window = shop.open(120, 40);
    window.sees("Beranda").rests(Duration::from_millis(300));
    // The clock in the header may change once.
    window
        .keys("3")
        .sees("Budi")
        .rests(Duration::from_millis(300));
    let before = window.written().len();
    std::thread::sleep(Duration::from_secs(3));
    let idle = window.written().len() - before;
    let minute_passed = idle > 0 && idle < 120;
    assert!(idle == 0 || minute_passed, "{idle} bytes");
}

#[test]
fn without_colour_all_information_is_there() {
    let mut shop = Shop::stocked();
    shop.set("NO_COLOR", "1");
    let mut window = shop.open(80, 24);
    window.sees("Beranda");
    for screen in "1234578".chars() {
        window.keys(&screen.to_string()).sees("Dapur Ibu");
        assert!(
            !window.has_colour(),
            "screen {screen}:\n{}",
            window.screen()
        );
    }
    window.keys("3").sees("belum bayar");
}

#[test]
fn acknowledged_deeds_survive_a_kill() {
    let shop = Shop::stocked();
    for round in 0..5 {
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("n").sees("Pesanan baru");
        let name = format!("Bu Nomor{round}");
        window.keys(&name).keys("<Tab>1 lid<Enter>");
        window.sees(&format!("LEB-{:03} dari {name}", round + 2));
        // The next order is half typed.
        window.keys("Pak Setengah<Tab>2 kej").signal("KILL");
        window.ends();
    }
    let listed = shop.json(&["order", "list", "LEB"]);
    assert_eq!(listed["orders"].as_array().unwrap().len(), 6);
    assert_eq!(shop.json(&["check"])["ok"], true);
}

/// A hundred customers are told that their goods are ready in a hundred keys, although the program is killed
/// between two of them: what was told stays told, and nobody is told twice (rule 102).
#[test]
fn telling_goes_on_where_it_was_killed() {
    let shop = Shop::stocked();
    // LEB-001 is there already.
    let mut list = String::new();
    for nth in 2..=100 {
        list.push_str(&format!("{nth}. Pelanggan {nth:03} - 1 Lidah Kucing\n"));
    }
    let file = shop.folder().join("pesanan.txt");
    std::fs::write(&file, list).unwrap();
    shop.cli(&[
        "order",
        "paste",
        "--po",
        "LEB",
        "--yes",
        file.to_str().unwrap(),
    ]);
    for step in ["close", "produce", "ready"] {
        shop.cli(&["po", step, "LEB"]);
    }
    // Nothing else is left to be told.
    let orders: Vec<String> = (1..=100).map(|nth| format!("LEB-{nth:03}")).collect();
    let mut confirm = vec!["tell", "confirm"];
    confirm.extend(orders.iter().map(String::as_str));
    confirm.push("--mark");
    shop.cli(&confirm);
    let mut keys = 0;
    for (told, more) in [(0, 37), (37, 41), (78, 22)] {
        let mut window = shop.open(100, 30);
        window
            .sees("Beranda")
            .keys("T")
            .sees("siap")
            .keys("<Enter>");
        window.sees(&format!("{} pelanggan lagi", 100 - told));
        let before = window.pressed();
        for nth in 1..=more {
            window.keys("<Enter>");
            match 100 - told - nth {
                0 => window.sees("Semua sudah dikabari"),
                left => window.sees(&format!("{left} pelanggan lagi, {nth} sudah")),
            };
        }
        keys += window.pressed() - before;
        window.signal("KILL");
        window.ends();
    }
    assert_eq!(keys, 100);
    let sent = shop.json(&["told", "LEB"]);
    let sent = sent["messages"].as_array().unwrap().iter();
    let ready = sent.filter(|message| message["kind"] == "ready");
    let mut told: Vec<&str> = ready.map(|one| one["order"].as_str().unwrap()).collect();
    told.sort_unstable();
    assert_eq!(told, orders);
}

#[test]
fn typed_text_is_there_again_after_a_kill() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    window
        .keys("Pak Setengah<Tab>2 kej")
        .sees("Rp120.000")
        .signal("HUP");
    window.ends();
    let mut window = shop.open(80, 24);
    window
        .sees("Pak Setengah")
        .sees("Rp120.000")
        .keys("<Enter>");
    window.sees("LEB-002 dari Pak Setengah");
}

#[test]
fn two_windows_see_each_other_and_ask_before_undoing_each_other() {
    let shop = Shop::stocked();
    let mut one = shop.open(80, 24);
    let mut other = shop.open(80, 24);
    one.sees("Beranda").keys("3").sees("LEB-001");
    other.sees("Beranda").keys("3").sees("LEB-001");
    one.keys("n")
        .sees("Pesanan baru")
        .keys("Bu Sari<Tab>1 lid<Enter>");
    one.sees("LEB-002 dari Bu Sari").keys("<Esc>");
    let seen = Instant::now();
    other.sees("LEB-002");
    assert!(
        seen.elapsed() < Duration::from_secs(2),
        "{:?}",
        seen.elapsed()
    );
    other.keys("u").sees("y ya").keys("n").sees_no("y ya");
    one.sees("LEB-002");
    other.keys("u").sees("y ya").keys("y");
    // The list itself, not the notice of its own deed.
    one.sees_no("LEB-002  ");
}

#[test]
fn escape_sequences_in_names_are_removed() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    window.paste("Bu \u{1b}]0;jahat\u{7}\u{1b}[31mSari\u{202e}\u{9b}2J\r\n");
    window.keys("<Tab>1 lid<Enter>").sees("LEB-002 dari");
    window.keys("<Esc>").sees_no("Pesanan baru");
    let order = shop.json(&["order", "show", "LEB-002"]);
    let name = order["customer"]["name"].as_str().unwrap();
    assert!(name.starts_with("Bu") && name.contains("Sari"), "{name:?}");
    assert!(
        !name.contains(|c: char| c.is_control() || c == '\u{202e}'),
        "{name:?}"
    );
    let written = String::from_utf8_lossy(&window.written()).into_owned();
    assert!(!written.contains("\u{1b}]0;") && !written.contains('\u{202e}'));
}

/// A deed that takes long says in the footer that it is being saved; a short one doesn't flicker.
#[test]
fn a_long_deed_says_that_it_is_being_saved() {
    let shop = Shop::stocked();
    let file = shop.folder().join("pesanan.csv");
    let mut table = "Nama,Produk,Varian,Jumlah\n".to_owned();
    for n in 0..12_000 {
        table.push_str(&format!("Pelanggan {n},Nastar,Keju,2\n"));
    }
    std::fs::write(&file, table).unwrap();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("3I").sees("Impor pesanan");
    window.paste(&file.display().to_string()).sees("12.000");
    let before = window.written().len();
    window.keys("<Enter>").sees("menyimpan…");
    window
        .sees("LEB-12001")
        .sees_no("menyimpan…")
        .sees("Enter buka");
    // A short one is saved without a word.
    assert!(before < window.written().len());
    let before = window.written().len();
    window
        .keys("<Home>b")
        .sees("Bayar")
        .keys("lunas<Enter>")
        .sees("● lunas");
    let written = window.written();
    let written = String::from_utf8_lossy(&written[before..]).into_owned();
    assert!(!written.contains("menyimpan"), "{written}");
}
