//! Rough handling: windows of any size, pastes into nowhere, windows that close, a program that is
//! killed, two windows at once. Nothing panics, nothing acknowledged is lost, nothing happens that
//! nobody asked for.

use std::time::{Duration, Instant};

use crate::support::Shop;

/// How long an end asked for from outside may take.
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
    window.resize(80, 24).sees("Dapur Ibu").keys("<Esc>q");
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
fn a_pasted_megabyte_is_no_row_of_commands() {
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
    // Twice a megabyte, an unoptimised program, and a busy machine.
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
    // The header's clock may change once.
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
fn without_colour_everything_is_still_said() {
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
