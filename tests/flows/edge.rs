//! The edge of the terminal: put aside and brought back, told to end with a form open, few colours,
//! frames in one piece, and a disk or another program that doesn't let a form be saved.

use std::time::{Duration, Instant};

use crate::support::{PROGRAM, Shop};

#[cfg(target_os = "linux")]
#[test]
fn put_aside_and_brought_back() {
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

/// Stopped from outside nothing can be given back; whoever has the terminal meanwhile does as it
/// likes with it, and coming back everything is as it was.
#[cfg(target_os = "linux")]
#[test]
fn stopped_from_outside_and_brought_back() {
    let shop = Shop::stocked();
    for signal in ["STOP", "TSTP"] {
        let mut window = shop.open(80, 24);
        window.sees("Beranda").keys("n").sees("Pesanan baru");
        window.keys("Bu Sari").rests(Duration::from_millis(200));
        assert!(window.is_raw());
        window.signal(signal);
        assert!(window.is_stopped());
        if signal == "TSTP" {
            // That one can be waited for: the shell gets its terminal.
            window.sees_no("Pesanan baru");
            assert!(window.is_restored());
        }
        // As a shell does: its own screen, its own line editing.
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
        // The form is kept; let it go.
        let mut window = shop.open(80, 24);
        window.sees("Bu Sari Dua").keys("<Esc>y");
        window.rests(Duration::from_millis(200)).keys("q");
        window.ends();
    }
}

/// Ctrl-S and Ctrl-Q are keys and hold nothing back.
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

/// The sequences terminals send for one and the same key.
#[test]
fn keys_are_known_by_whatever_a_terminal_sends() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("n").sees("Pesanan baru");
    let quiet = Duration::from_millis(120);
    // Home and End of xterm, of its application mode, of the Linux console, of rxvt.
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
            // Backspace, and Ctrl-H, which is what some terminals send for it.
            window.send(b"\x7f").rests(quiet);
            window.send(b"zq").rests(quiet);
            window.send(b"\x08").rests(quiet);
            window.send(b"\x08").rests(quiet);
        }
        window.sees_no("Sari").sees_no("zq");
    }
    // Bytes that are no key at all.
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
fn a_terminal_that_can_show_nothing_is_told_so() {
    let mut shop = Shop::stocked();
    shop.set("TERM", "dumb");
    let mut window = shop.open(80, 24);
    window.sees("TERM=dumb");
    assert_eq!(window.ends().0, 1);
    let written = String::from_utf8_lossy(&window.written()).into_owned();
    assert!(!written.contains('\u{1b}'), "{written:?}");
    assert_eq!(written.lines().count(), 1, "{written}");
    // Commands do without.
    assert!(shop.cli(&["order", "list"]).contains("LEB-001"));
    let piped = shop.run(&[]);
    assert_eq!(piped.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&piped.stderr).contains("perlu terminal"));
}

#[test]
fn what_is_typed_is_kept_however_the_program_is_told_to_end() {
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

/// A form that needs what it was about can't be opened by itself; what was typed is shown.
#[test]
fn what_was_typed_in_any_form_is_shown_again() {
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
fn every_frame_is_one_piece() {
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
    // What is drawn is drawn between the marks: nothing but the way in and out stands outside.
    for outside in written.split("\u{1b}[?2026l").skip(1) {
        let before = outside.split("\u{1b}[?2026h").next().unwrap();
        assert!(!before.contains("Dapur Ibu"), "{before:?}");
    }
}

/// Indices of the colours a program has used, and whether it used true colour.
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
fn a_terminal_gets_the_colours_it_has() {
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
    // A file may grow to four kilobytes: room for a draft, none for a deed.
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
    // With room again it is there to be saved.
    let mut window = shop.open(80, 24);
    window.sees("Pak Setengah").keys("<Enter>");
    window.sees("LEB-002 dari Pak Setengah");
}

/// Another program holds the book: for its own writing, or so that nobody can even read.
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
            (Duration::from_millis(1_500)..Duration::from_secs(5)).contains(&waited),
            "{hold}: {waited:?}"
        );
        // The seconds go by, and what is typed stays and can be typed on.
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

/// A window that only looks on doesn't stumble over a book it can't read for a while.
#[test]
fn a_window_looks_on_while_the_book_is_held() {
    let shop = Shop::stocked();
    let mut window = shop.open(80, 24);
    window.sees("Beranda").keys("3").sees("LEB-001");
    window.rests(Duration::from_millis(300));
    let holder = rusqlite::Connection::open(shop.folder().join("toko.rekap")).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    window.rests(Duration::from_millis(1_200)).sees("LEB-001");
    window.keys("7").sees("sedang dipakai program lain");
    window.sees_no("Budi Santoso");
    // Nothing has changed when it is let go, and what could not be read is there all the same.
    holder.execute_batch("ROLLBACK").unwrap();
    window.sees("Budi Santoso").sees_no("sedang dipakai");
    window.keys("q");
    assert_eq!(window.ends().0, 0);
}

#[test]
fn a_damaged_book_comes_with_its_newest_good_copy() {
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
    // Gone is no reason for a new shop either.
    std::fs::remove_file(&book).unwrap();
    let mut window = shop.open(80, 24);
    window.sees("[y/t]").send(b"y\r").sees("Beranda");
}
