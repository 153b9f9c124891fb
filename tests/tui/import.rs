//! Importing a table of orders from Pesanan, by its path and with a preview.

use std::fs;

use crate::Shop;

#[test]
fn a_table_is_shown_before_it_is_saved() {
    let shop = Shop::open();
    let file = shop.folder().join("pesanan.csv");
    fs::write(
        &file,
        "Nama,Produk,Varian,Jumlah\nAni,Nastar,Keju,2\nCaca,Nastar,Coklat,1\n",
    )
    .unwrap();
    let path = file.display().to_string();
    shop.screens()
        .keys("3I")
        .paste(&path)
        .sees("Ani: 2 Nastar Keju")
        .keys("<Enter>")
        .sees("NAS3-001")
        .sees("Ani")
        // A second import adds nothing, and says so before and after.
        .keys("I")
        .paste(&path)
        .sees("Sudah ada")
        .keys("<Enter>")
        .sees("2 pesanan di berkas ini sudah ada")
        .sees_not("NAS3-003")
        .keys("u")
        .sees_not("NAS3-001");
}

#[test]
fn unreadable_rows_refuse_the_table_or_are_left_out() {
    let shop = Shop::open();
    let file = shop.folder().join("pesanan.csv");
    fs::write(
        &file,
        "Nama,Produk,Varian,Jumlah\nAni,Nastar,Keju,dua\nCaca,Nastar,Coklat,1\n",
    )
    .unwrap();
    let path = file.display().to_string();
    shop.screens()
        .sized(80, 24)
        .keys("3I")
        .paste(&path)
        .sees("Baris 2")
        .keys("<Enter>")
        .sees("tidak terbaca")
        .sees("Ctrl-O untuk melewatinya")
        .keys("<Ctrl-O><Right><Enter>")
        .sees("Caca")
        .sees_not("Ani");
}

/// New goods without a price are mentioned before anything is saved.
#[test]
fn goods_without_a_price_are_told_before_they_are_made() {
    let shop = Shop::open();
    let file = shop.folder().join("pesanan.csv");
    fs::write(&file, "Nama,Produk,Jumlah\nAni,Bolu,2\n").unwrap();
    shop.screens()
        .keys("3I")
        .paste(&file.display().to_string())
        .sees("dihitung Rp0: Bolu");
}

/// A refusal fits on a small screen and keeps the path and the answers.
#[test]
fn a_refused_table_keeps_its_path_and_its_answers() {
    let shop = Shop::open();
    let file = shop.folder().join("form.csv");
    fs::write(&file, "Nama,Nastar Keju,Nastarr\nAni,21,1\n").unwrap();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("3I")
        .sees("Impor pesanan dari tabel · NAS3")
        .paste(&file.display().to_string())
        .keys("<Enter>")
        .sees("Kolom form.csv berisi barang")
        // Without an answer it asks again.
        .keys("<Esc><Enter>")
        .sees("Kolom form.csv berisi barang")
        .keys("<Right><Enter>")
        .sees("form.csv")
        .sees("Baris 2 (Ani): ");
    screen
        .keys("<Enter>")
        .sees_not("Kolom form.csv")
        .sees("Baris 2 (Ani): ");
}

/// Words of a status that are in no list are asked about, and remembered.
#[test]
fn words_of_a_status_are_asked_about_once() {
    let shop = Shop::open();
    let file = shop.folder().join("status.csv");
    let table = |who: &str| {
        format!(
            "Nama,Produk,Jumlah,Status\n{who},Nastar Keju,2,Siap COD\nBeni,Nastar Keju,1,Retur {who}\n"
        )
    };
    fs::write(&file, table("Ani")).unwrap();
    let path = file.display().to_string();
    let screen = shop
        .screens()
        .keys("3I")
        .paste(&path)
        .sees("tidak dikenal")
        .keys("<Enter>")
        .sees("Apa arti status di status.csv?")
        .keys("<Right><Tab><Right><Right><Enter>")
        .sees("NAS3-001")
        .sees("Ani");
    fs::write(
        &file,
        "Nama,Produk,Jumlah,Status\nCaca,Nastar Keju,2,Siap COD\n",
    )
    .unwrap();
    screen
        .keys("I")
        .paste(&path)
        .sees("Caca: 2 Nastar Keju")
        .keys("<Enter>")
        .sees("Caca");
}

/// Unknown titles open a second form; its answer is remembered.
#[test]
fn columns_by_other_names_are_asked_about_once() {
    let shop = Shop::open();
    let file = shop.folder().join("form.csv");
    fs::write(&file, "Atas siapa,Mau apa,Angka\nAni,Nastar Keju,2\n").unwrap();
    let path = file.display().to_string();
    let screen = shop
        .screens()
        .keys("3I")
        .paste(&path)
        .sees("tidak ada kolom")
        .keys("<Enter>")
        .sees("Kolom form.csv berisi apa?")
        .sees("(tidak ada)")
        // Its cells tell which column names the goods.
        .keys("<Right><Tab><Tab><Tab><Tab><Right><Right><Right>")
        .sees("Ani: 2 Nastar Keju")
        .keys("<Enter>")
        .sees("NAS3-001");
    fs::write(&file, "Atas siapa,Mau apa,Angka\nBeni,Nastar Keju,1\n").unwrap();
    screen
        .keys("I")
        .paste(&path)
        .sees("Beni: 1 Nastar Keju")
        .keys("<Enter>")
        .sees("NAS3-002");
}

/// The answer about unreadable rows still applies in the form that asks about columns.
#[test]
fn rows_left_out_stay_left_out_when_columns_are_asked_about() {
    let shop = Shop::open();
    let file = shop.folder().join("form.csv");
    fs::write(
        &file,
        "Nama,Nastar Keju,Nastarr\nAni,dua puluhan,1\nCaca,1,1\n",
    )
    .unwrap();
    let path = file.display().to_string();
    shop.screens()
        .keys("3I")
        .paste(&path)
        .keys("<Ctrl-O><Tab><Right><Enter>")
        .sees("Kolom form.csv berisi barang")
        .keys("<Enter>")
        .sees("Caca")
        .sees_not("Ani");
}

/// It can be given there, too.
#[test]
fn unreadable_rows_can_be_left_out_where_columns_are_asked_about() {
    let shop = Shop::open();
    let file = shop.folder().join("form.csv");
    fs::write(
        &file,
        "Nama,Nastar Keju,Nastarr\nAni,dua puluhan,1\nCaca,1,1\n",
    )
    .unwrap();
    let path = file.display().to_string();
    shop.screens()
        .keys("3I")
        .paste(&path)
        .keys("<Enter>")
        .sees("Kolom form.csv berisi barang")
        .keys("<Enter>")
        .sees("tidak terbaca")
        .keys("<Ctrl-O><Tab><Right><Enter>")
        .sees("Caca")
        .sees_not("Ani");
}

#[test]
fn a_missing_file_is_reported() {
    let shop = Shop::open();
    shop.screens()
        .keys("3I/tidak/ada.csv<Enter>")
        .sees("tidak ada");
}

/// A pipe without a writer would block the screens for ever.
#[cfg(unix)]
#[test]
fn pipes_folders_and_devices_are_refused_at_once() {
    let shop = Shop::open();
    let pipe = shop.folder().join("pipa");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    // Writes to the pipe after all, so that this test fails instead of hanging.
    let written = pipe.clone();
    std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(10));
        fs::write(written, "x")
    });
    for path in [pipe, shop.folder().to_owned(), "/dev/zero".into()] {
        for keys in ["3I", "8I"] {
            shop.screens()
                .keys(keys)
                .paste(&path.display().to_string())
                .keys("<Enter>")
                .sees("bukan tabel");
        }
    }
}

/// A column for each of the goods: a title that only resembles a name is asked about, and the answer
/// is remembered.
#[test]
fn columns_of_goods_are_asked_about_once() {
    let shop = Shop::open();
    let file = shop.folder().join("form.csv");
    fs::write(&file, "Nama,Nastar Keju,Nastarr\nAni,2,1\n").unwrap();
    let path = file.display().to_string();
    let screen = shop
        .screens()
        .keys("3I")
        .paste(&path)
        .sees("mungkin")
        .keys("<Enter>")
        .sees("Kolom form.csv berisi barang")
        .sees("Nastarr")
        .sees("Ani: 2 Nastar Keju")
        .keys("<Enter>")
        .sees("NAS3-001");
    fs::write(&file, "Nama,Nastar Keju,Nastarr\nBeni,1,\n").unwrap();
    screen
        .keys("I")
        .paste(&path)
        .sees("Beni: 1 Nastar Keju")
        .keys("<Enter>")
        .sees("NAS3-002");
}
