//! Backups on the screens: made automatically and by hand, listed, restored.

use std::fs;

use rekap::book::{Book, Candidate, CustomerChange, Doubts, Opening, OrderFilter};
use rekap::domain::backup::BackupReason;
use rekap::tui::input::Input;

use super::support::Screen;
use super::{NOW, Shop};

fn copies(shop: &Shop) -> Vec<BackupReason> {
    let backups = shop.book.backups().unwrap();
    let copies = backups.copies().unwrap();
    copies.iter().map(|copy| copy.reason).collect()
}

#[test]
fn a_backup_is_made_in_the_background() {
    let shop = Shop::open();
    shop.screens()
        .sized(160, 40)
        .keys("B")
        .sees("Belum ada cadangan")
        .keys("n")
        .waits()
        .sees("Cadangan dibuat")
        .sees("toko-20260215-100000-manual.rekap")
        .keys("n")
        .waits()
        .sees("toko-20260215-100000-manual-2.rekap");
    assert_eq!(copies(&shop), [BackupReason::Manual, BackupReason::Manual]);
}

#[test]
fn the_first_start_of_a_day_makes_a_copy_and_the_next_does_not() {
    let shop = Shop::open();
    for _ in 0..2 {
        let mut screens = shop.screens();
        screens.app.start_auto_backups();
        screens.waits().sees_not("Cadangan");
    }
    assert_eq!(copies(&shop), [BackupReason::Auto]);
}

#[test]
fn a_restore_asks_first_and_can_be_reverted() {
    let mut shop = Shop::open();
    shop.book
        .backups()
        .unwrap()
        .copy(BackupReason::Manual, NOW)
        .unwrap();
    let new = CustomerChange {
        name: Some("Pak Baru".to_owned()),
        ..CustomerChange::default()
    };
    shop.book.add_customer(&new, NOW).unwrap();
    let customers = |shop: &Shop| shop.book.customer_keys().unwrap().len();
    let before = customers(&shop);
    shop.screens()
        .sized(160, 40)
        .keys("B<Enter>")
        .sees("Pulihkan cadangan ini?")
        .sees("1 perubahan")
        .keys("n")
        .sees_not("1 perubahan")
        // A second Enter means no.
        .keys("<Enter><Enter>")
        .sees_not("Pulihkan cadangan ini?")
        .keys("<Enter>")
        .sees("Pulihkan cadangan ini?")
        .keys("y")
        .sees("Sudah dipulihkan")
        .sees("Beranda");
    // The other window shows it too.
    assert_eq!(customers(&shop), before - 1);
    assert_eq!(shop.book.check().unwrap(), []);
    assert_eq!(copies(&shop).len(), 2);
    let aside = &shop.book.backups().unwrap().copies().unwrap()[0];
    assert_eq!(aside.reason, BackupReason::Restore);
    let aside = Candidate::at(&aside.path, Doubts::Refuse).unwrap();
    shop.book.restore(aside, NOW).unwrap();
    assert_eq!(customers(&shop), before);
    let orders = OrderFilter::default();
    shop.book.each_order(&orders, None, NOW, |_| true).unwrap();
}

#[test]
fn a_second_folder_gets_copies_and_a_warning_when_gone() {
    let shop = Shop::open();
    let stick = shop.folder().join("flashdisk");
    fs::create_dir(&stick).unwrap();
    let screens = shop
        .screens()
        .sized(160, 40)
        .keys("Be")
        .sees("Folder cadangan kedua")
        .paste(stick.join("tidak").to_str().unwrap())
        .keys("<Enter>")
        .sees("Tidak ada folder cadangan di")
        .keys("<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Enter>")
        .sees("Juga di folder kedua")
        .keys("n")
        .waits()
        .sees("folder kedua · toko")
        .keys("<Esc>")
        .sees_not("Cadangan  ");
    let second = shop.book.backups().unwrap().second_folder().unwrap();
    assert!(second.starts_with(fs::canonicalize(&stick).unwrap()));
    assert_eq!(
        fs::read_dir(&second).unwrap().count(),
        2,
        "a copy and its seal"
    );
    fs::remove_dir_all(&stick).unwrap();
    screens
        .keys("Bn")
        .waits()
        .sees("! Tidak ada folder cadangan")
        .keys("<Esc>")
        .sees("Cadangan  ! Tidak ada folder");
    assert_eq!(copies(&shop).len(), 2, "the one beside the book is there");
}

#[test]
fn the_second_folder_is_taken_away_again() {
    let shop = Shop::open();
    let stick = shop.folder().join("flashdisk");
    fs::create_dir(&stick).unwrap();
    let backups = shop.book.backups().unwrap();
    backups.set_second_folder(Some(&stick)).unwrap();
    shop.screens()
        .sized(160, 40)
        .keys("B")
        .sees("Juga di folder kedua")
        .keys("e<Ctrl-U><Enter>")
        .sees("Folder cadangan kedua belum ada; e memilihnya (flashdisk, folder sinkron).")
        .keys("n")
        .waits()
        .sees_not("folder kedua ·");
    assert_eq!(backups.second_folder(), None);
    assert_eq!(copies(&shop).len(), 1);
}

/// When the day's backup can't be made, Beranda says so until one is made.
#[test]
fn beranda_warns_while_no_copy_can_be_made() {
    let shop = Shop::open();
    let backups = shop.book.backups().unwrap().folder();
    fs::write(&backups, "bukan folder").unwrap();
    let mut screens = shop.screens().sized(160, 40);
    screens.app.start_auto_backups();
    let screens = screens
        .waits()
        .sees("Cadangan  ! Cadangan gagal dibuat: Tidak ada folder cadangan di")
        .keys("3")
        .keys("1")
        .sees("Cadangan  !");
    fs::remove_file(&backups).unwrap();
    screens.keys("Bn").waits().keys("1").sees_not("Cadangan  !");
    assert_eq!(copies(&shop), [BackupReason::Manual]);
}

/// The screens, a second later.
fn a_second_later(mut screens: Screen) -> Screen {
    screens.app.handle(Input::Tick);
    screens
}

/// A file that was deleted can still be written for as long as it is open, and nobody would find it.
#[test]
fn a_book_deleted_under_a_window_is_noticed_and_nothing_is_saved() {
    let shop = Shop::open();
    let (path, aside) = (shop.path(), shop.folder().join("dipindah.rekap"));
    let screens = shop.screens().sized(160, 40).keys("7").sees("Bu Sari");
    fs::rename(&path, &aside).unwrap();
    let before = fs::read(&aside).unwrap();
    let screens = a_second_later(screens)
        .sees("dihapus atau dipindah selagi dibuka")
        .keys("uy")
        .sees("dihapus atau dipindah selagi dibuka")
        // A key that clears the line doesn't silence it.
        .keys("1");
    let screens = a_second_later(screens).sees("dihapus atau dipindah selagi dibuka");
    assert!(fs::read(&aside).unwrap() == before);
    assert!(!path.exists());
    // Put back, it goes on.
    fs::rename(&aside, &path).unwrap();
    a_second_later(screens)
        .sees_not("dihapus")
        .keys("uy")
        .sees("Diurungkan: ");
}

#[test]
fn a_book_replaced_under_a_window_is_noticed_and_nothing_is_saved() {
    let shop = Shop::open();
    let other = Shop::open();
    let screens = shop.screens().sized(160, 40);
    fs::rename(other.path(), shop.path()).unwrap();
    let before = fs::read(shop.path()).unwrap();
    // Not even before the second is over.
    let screens = screens.keys("uy").sees("diganti berkas lain selagi dibuka");
    a_second_later(screens).sees("diganti berkas lain selagi dibuka");
    assert!(fs::read(shop.path()).unwrap() == before);
}

#[test]
fn a_restore_in_another_window_is_said() {
    let mut shop = Shop::open();
    let copied = shop.book.backups().unwrap();
    let copied = copied.copy(BackupReason::Manual, NOW).unwrap();
    let new = CustomerChange {
        name: Some("Pak Baru".to_owned()),
        ..CustomerChange::default()
    };
    shop.book.add_customer(&new, NOW).unwrap();
    let screens = shop.screens().sized(160, 40).keys("7").sees("Pak Baru");
    let copy = Candidate::at(&copied.path, Doubts::Refuse).unwrap();
    shop.book.restore(copy, NOW).unwrap();
    let screens = a_second_later(screens)
        .sees("dipulihkan dari cadangan di jendela lain")
        .sees_not("Pak Baru")
        .keys("u")
        .sees("urungkan berhenti di situ");
    // It is said once.
    a_second_later(screens).sees("urungkan berhenti di situ");
}

/// Another program writes another book into the same file.
#[test]
fn a_book_written_over_in_place_is_said() {
    let shop = Shop::open();
    let mut other = Shop::empty();
    other.customer("Orang Lain", "");
    let screens = shop.screens().sized(160, 40).keys("7").sees("Bu Sari");
    let bytes = fs::read(other.path()).unwrap();
    fs::write(shop.path(), bytes).unwrap();
    a_second_later(screens)
        .sees("diganti program lain")
        .sees("Orang Lain")
        .sees_not("Bu Sari");
}

#[test]
fn a_copy_that_the_check_condemns_is_not_offered() {
    let shop = Shop::open();
    let copied = shop.book.backups().unwrap();
    let copied = copied.copy(BackupReason::Manual, NOW).unwrap();
    fs::remove_file(copied.path.with_extension("rekap.sha256")).unwrap();
    let copy = rusqlite::Connection::open(&copied.path).unwrap();
    copy.execute_batch("UPDATE period_sums SET units = 99")
        .unwrap();
    drop(copy);
    shop.screens()
        .sized(160, 40)
        .keys("B<Enter>")
        .sees("kejanggalan")
        .sees_not("Pulihkan cadangan ini?");
}

/// A book with a second name is shown, and the reason stands there from the start.
#[cfg(unix)]
#[test]
fn a_book_that_can_only_be_looked_at_says_why() {
    let shop = Shop::open();
    fs::hard_link(shop.path(), shop.folder().join("lain.rekap")).unwrap();
    shop.screens()
        .sized(160, 40)
        .sees("hard link")
        .keys("u")
        .sees("hard link");
    let book = Book::open(&shop.path(), Opening::Existing).unwrap();
    assert!(book.is_read_only());
}

/// The cursor stands on the newest copy, also on one that was made while the list is open.
#[test]
fn the_newest_copy_is_selected() {
    let shop = Shop::open();
    let selected = |screen: &Screen| {
        let text = screen.text();
        let mut rows = text.lines();
        rows.find(|line| line.contains('▸'))
            .unwrap_or_default()
            .to_owned()
    };
    let screen = shop.screens().sized(160, 40).keys("Bn").waits();
    assert!(
        selected(&screen).contains("manual.rekap") || selected(&screen).contains("10"),
        "{}",
        screen.text()
    );
    let screen = screen.keys("n").waits();
    let first = screen.text();
    let at = |text: &str| text.lines().position(|line| line.contains('▸'));
    let top = at(&first);
    let screen = screen.keys("<Down>");
    assert_ne!(at(&screen.text()), top);
    let screen = screen.keys("n").waits();
    assert_eq!(at(&screen.text()), top, "{}", screen.text());
}
