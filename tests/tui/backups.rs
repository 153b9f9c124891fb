//! Backups on the screens: made automatically and by hand, listed, restored.

use std::fs;

use rekap::book::{CustomerChange, OrderFilter};
use rekap::domain::backup::BackupReason;

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
        .keys("<Enter><Enter>")
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
    shop.book.restore(&aside.path.clone(), NOW).unwrap();
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
