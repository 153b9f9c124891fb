//! Terminal handling: suspending and resuming, ending with a form open, few colours, complete
//! frames, and forms that can't be saved because of a full disk or another program.

use std::time::{Duration, Instant};

use crate::support::{PROGRAM, Shop};

#[cfg(target_os = "linux")]
#[test]
fn suspended_and_resumed() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window
        .sees("Beranda")
        .keys("n")
        .sees("Pesanan baru")
        .keys("Bu Sari");
    for _ in 0..2 {
        window.keys("<Ctrl-Z>");
        assert!(window.is_stopped());
        assert!(window.is_restored(), "the shell has its terminal");
        window.signal("CONT").sees("Bu Sari").sees("Pesanan baru");
    }
    window
        .keys("<Tab>1 lid<Enter>")
        .sees("LEB-002 dari Bu Sari");
}

/// SIGSTOP gives no chance to restore the terminal. Other programs may change it meanwhile; after
/// SIGCONT everything is back.
#[cfg(target_os = "linux")]
#[test]
fn stopped_by_a_signal_and_resumed() {
    let shop = Shop::stocked();
    for signal in ["STOP", "TSTP"] {
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("n").sees("Pesanan baru");
        window.keys("Bu Sari").rests(Duration::from_millis(200));
        assert!(window.is_raw());
        window.signal(signal);
        assert!(window.is_stopped());
        if signal == "TSTP" {
            // The SIGTSTP case can be waited for: the shell gets its terminal.
            window.sees_no("Pesanan baru");
            assert!(window.is_restored());
        }
        // As a shell does: main screen, line editing.
        window.cook();
        assert!(!window.is_raw());
        window.show(b"\x1b[?1049l\x1b[?2004l\x1b[?25h\x1b[2J\x1b[Hkasir@toko:~$ ls");
        window.sees("kasir@toko").sees_no("Bu Sari");
        window.signal("CONT").sees("Bu Sari").sees("Pesanan baru");
        window.sees_no("kasir@toko").sees("Beranda");
        assert!(window.is_raw(), "{signal}: keys come one by one");
        window.keys(" Dua").sees("Bu Sari Dua").keys("<Ctrl-C>");
        assert_eq!(window.ends().0, 0);
        assert!(!window.is_raw(), "{signal}");
        // The form is still there; leave it.
        let mut window = shop.open(80, 24);
        window.sees("Bu Sari Dua").keys("<Esc>y");
        window.rests(Duration::from_millis(200)).keys("q");
        window.ends();
    }
}

/// Ctrl-S and Ctrl-Q arrive as keys and don't pause output.
#[test]
fn flow_control_is_off() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("<Ctrl-S>3").sees("LEB-001");
    window.keys("n").sees("Pesanan baru");
    window.keys("Bu Sari<Tab>1 lid<Ctrl-S>");
    window.sees("LEB-002 dari Bu Sari").keys("<Ctrl-Q>");
    assert_eq!(window.ends().0, 0);
}

/// The different sequences that terminals send for the same key.
#[test]
fn keys_are_recognised_in_every_terminals_encoding() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    let quiet = Duration::from_millis(120);
    // Home and End in xterm, its application mode, the Linux console and rxvt.
    for (home, end) in [
        ("\x1b[H", "\x1b[F"),
        ("\x1bOH", "\x1bOF"),
        ("\x1b[1~", "\x1b[4~"),
        ("\x1b[7~", "\x1b[8~"),
        ("\x1b[1;2H", "\x1b[1;2F"),
    ] {
        window.keys("ari");
        window.send(home.as_bytes()).rests(quiet);
        window.keys("S");
        window.send(end.as_bytes()).rests(quiet);
        window.keys("!").sees("Sari!");
        for _ in 0..5 {
            // Backspace, and Ctrl-H, which some terminals send for it.
            window.send(b"\x7f").rests(quiet);
            window.send(b"zq").rests(quiet);
            window.send(b"\x08").rests(quiet);
            window.send(b"\x08").rests(quiet);
        }
        window.sees_no("Sari").sees_no("zq");
    }
    // Bytes that are no key.
    for noise in [
        "\x1bOM",
        "\x1b[999~",
        "\x1b[I",
        "\x1b[O",
        "\x1b[<0;1;1M",
        "\0",
        "\x1c",
    ] {
        window.send(noise.as_bytes()).rests(quiet);
    }
    window.keys("Bu Sari<Tab>1 lid");
    // Enter as a line feed.
    window.send(b"\n").sees("LEB-002 dari Bu Sari");
}

#[test]
fn a_dumb_terminal_gets_a_sentence() {
    let mut shop = Shop::stocked();
    shop.set("TERM", "dumb");
    let mut window = shop.open(80, 24);
    window.sees("TERM=dumb");
    assert_eq!(window.ends().0, 1);
    let written = String::from_utf8_lossy(&window.written()).into_owned();
    assert!(!written.contains('\u{1b}'), "{written:?}");
    assert_eq!(written.lines().count(), 1, "{written}");
    // Commands work without it.
    assert!(shop.cli(&["order", "list"]).contains("LEB-001"));
    let piped = shop.run(&[]);
    assert_eq!(piped.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&piped.stderr).contains("perlu terminal"));
}

#[test]
fn typed_text_is_kept_whatever_ends_the_program() {
    for end in ["TERM", "HUP", "QUIT", "closed", "Ctrl-C"] {
        let shop = Shop::stocked();
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("n").sees("Pesanan baru");
        window.keys("Pak Setengah<Tab>2 kej").sees("Rp120.000");
        match end {
            "closed" => window.close(),
            "Ctrl-C" => window.keys("<Ctrl-C>"),
            signal => window.signal(signal),
        };
        window.ends();
        let mut window = shop.open(80, 24);
        window.sees("Pak Setengah").sees("Rp120.000");
    }
}

/// Some forms can't be reopened without what they were about; their typed text is shown instead.
#[test]
fn typed_text_of_every_form_is_shown_again() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window
        .sees("Beranda")
        .keys("7")
        .sees("Budi Santoso")
        .keys("n");
    window.rests(Duration::from_millis(200));
    window
        .keys("Ibu Canggih")
        .sees("Ibu Canggih")
        .signal("TERM");
    window.ends();
    let mut window = shop.open(80, 24);
    window
        .sees("Tadi diketik, belum tersimpan")
        .sees("Ibu Canggih");
}

#[test]
fn every_frame_is_drawn_as_one_update() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window
        .sees("Beranda")
        .keys("3")
        .sees("LEB-001")
        .keys("2341");
    window.rests(Duration::from_millis(200));
    let written = String::from_utf8_lossy(&window.written()).into_owned();
    let begins = written.matches("\u{1b}[?2026h").count();
    assert!(begins >= 5, "{begins} frames");
    // All drawing is between the markers; only entering and leaving the screen is outside.
    for outside in written.split("\u{1b}[?2026l").skip(1) {
        let before = outside.split("\u{1b}[?2026h").next().unwrap();
        assert!(!before.contains("Dapur Ibu"), "{before:?}");
    }
}

/// Returns the indices of the colours used, and whether true colour was used.
fn colours(written: &str) -> (Vec<u16>, bool) {
    let mut used = Vec::new();
    for sequence in written.split("\u{1b}[").skip(1) {
        let Some((numbers, _)) = sequence.split_once('m') else {
            continue;
        };
        let numbers: Vec<&str> = numbers.split(';').collect();
        for three in numbers.windows(3) {
            if ["38", "48"].contains(&three[0]) && three[1] == "5" {
                used.extend(three[2].parse::<u16>());
            }
        }
    }
    let rgb = written.contains("38;2;") || written.contains("48;2;");
    (used, rgb)
}

#[test]
fn a_terminal_gets_only_colours_it_supports() {
    for (term, colorterm, most) in [
        ("xterm", "", 15),
        ("xterm-256color", "", 255),
        ("xterm-256color", "truecolor", 255),
    ] {
        let mut shop = Shop::stocked();
        shop.set("TERM", term).set("COLORTERM", colorterm);
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("3").sees("belum bayar");
        let written = String::from_utf8_lossy(&window.written()).into_owned();
        let (used, rgb) = colours(&written);
        let highest = used.iter().max().copied();
        assert!(!rgb, "{term}: indexed colours look the same everywhere");
        assert!(highest.unwrap_or(0) <= most, "{term}: {highest:?}");
        assert_eq!(
            highest.is_some_and(|highest| highest > 15),
            most == 255,
            "{term}"
        );
    }
}

#[test]
fn a_form_that_a_full_disk_refuses_keeps_what_was_typed() {
    let shop = Shop::stocked();
    let before = shop.cli(&["history", "--json"]);
    // Files may grow to four kilobytes: enough for a draft, not for a deed.
    let limited = "ulimit -f 8; exec \"$0\"";
    let mut window = shop.open_by("sh", 80, 24, &["-c", limited, PROGRAM]);
    window.sees("Beranda").rests(Duration::from_millis(300));
    window.keys("n").sees("Pesanan baru");
    window
        .keys("Pak Setengah<Tab>2 kej")
        .sees("Rp120.000")
        .keys("<Enter>");
    window
        .sees("tidak bisa")
        .sees("Pak Setengah")
        .signal("TERM");
    window.ends();
    assert_eq!(shop.cli(&["history", "--json"]), before);
    assert_eq!(shop.json(&["check"])["ok"], true);
    // With space again it can be saved.
    let mut window = shop.open(80, 24);
    window.sees("Pak Setengah").keys("<Enter>");
    window.sees("LEB-002 dari Pak Setengah");
}

/// Another program locks the book, for writing or also against reading.
#[test]
fn a_form_waits_for_another_program_and_keeps_what_was_typed() {
    for hold in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"] {
        let shop = Shop::stocked();
        let mut window = shop.open(80, 24);
        window.sees("Beranda").rests(Duration::from_millis(300));
        window.keys("n").sees("Pesanan baru");
        window.keys("Pak Setengah<Tab>2 kej").sees("Rp120.000");
        let holder = rusqlite::Connection::open(shop.folder().join("toko.rekap")).unwrap();
        holder.execute_batch(hold).unwrap();
        let pressed = Instant::now();
        window.keys("<Enter>").sees("sedang dipakai program lain");
        let waited = pressed.elapsed();
        assert!(
            (Duration::from_secs(5)..Duration::from_secs(8)).contains(&waited),
            "{hold}: {waited:?}"
        );
        // Seconds pass; the typed text stays and typing goes on.
        window
            .rests(Duration::from_millis(1_300))
            .sees("Pak Setengah");
        // No key waits as long as a deed does.
        let typed = Instant::now();
        window.keys("u, 3 lid").sees("2 keju, 3 lid");
        let waited = typed.elapsed();
        assert!(waited < Duration::from_secs(6), "{hold}: {waited:?}");
        window.sees("Pak Setengah");
        holder.execute_batch("ROLLBACK").unwrap();
        window.keys("<Enter>").sees("LEB-002 dari Pak Setengah");
    }
}

/// A window that only shows the book survives not being able to read it for a while.
#[test]
fn a_window_shows_the_book_while_it_is_locked() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("3").sees("LEB-001");
    window.rests(Duration::from_millis(300));
    let holder = rusqlite::Connection::open(shop.folder().join("toko.rekap")).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    window.rests(Duration::from_millis(1_200)).sees("LEB-001");
    window.keys("7").sees("sedang dipakai program lain");
    window.sees_no("Budi Santoso");
    // Nothing has changed when the lock is released, and all data is shown again.
    holder.execute_batch("ROLLBACK").unwrap();
    window.sees("Budi Santoso").sees_no("sedang dipakai");
    window.keys("q");
    assert_eq!(window.ends().0, 0);
}

#[test]
fn a_damaged_book_offers_its_newest_good_copy() {
    let shop = Shop::stocked();
    shop.cli(&["backup"]);
    let book = shop.folder().join("toko.rekap");
    let broken = b"SQLite format 3\0 tapi rusak".repeat(400);
    std::fs::write(&book, &broken).unwrap();
    let mut window = shop.open(80, 24);
    window.sees("[y/t]").send(b"t\r");
    assert_eq!(window.ends().0, 1);
    assert!(std::fs::read(&book).unwrap() == broken, "left alone");
    let mut window = shop.open(80, 24);
    window
        .sees("[y/t]")
        .send(b"y\r")
        .sees("Beranda")
        .keys("3")
        .sees("LEB-001");
    window.keys("q");
    window.ends();
    assert_eq!(shop.json(&["check"])["ok"], true);
    // If the book is gone, no new shop is made either.
    std::fs::remove_file(&book).unwrap();
    let mut window = shop.open(80, 24);
    window.sees("[y/t]").send(b"y\r").sees("Beranda");
}
