//! Finding: orders by phone, goods and name, commands by other words; and what is found or made is
//! selected.

use rekap::domain::when::Zone;
use rekap::lang::{Lang, Words};
use rekap::tui::command::Command;
use strum::IntoEnumIterator;

use super::Shop;
use super::sample_shop::{self, shop, shop_with};

/// The selected row of the top list, without its sign.
fn selected(screen: &str) -> &str {
    let mut rows = screen.lines().filter_map(|line| line.split_once('▸'));
    rows.next_back()
        .map(|(_, row)| row.trim())
        .unwrap_or_default()
}

fn selected_in(shop: &sample_shop::Shop) -> String {
    selected(&shop.screen.text()).to_owned()
}

#[test]
fn orders_are_found_by_digits_anywhere_in_a_phone() {
    // Siti has 0812-3456-7890, Budi 081311112222.
    shop()
        .keys("3/7890")
        .sees("Siti Aminah")
        .sees_not("Budi")
        .keys("<Ctrl-U>1111")
        .sees("Budi")
        .sees_not("Siti")
        .keys("<Ctrl-U>0812-3456")
        .sees("Siti Aminah")
        .sees_not("Budi")
        // Few digits are an order number first.
        .keys("<Ctrl-U>3")
        .sees("NAS3-003")
        .sees_not("NAS3-001");
}

/// A bank statement shows the last digits: they find the customer wherever one is looked for.
#[test]
fn customers_are_found_by_digits_anywhere_in_a_phone() {
    for digits in [
        "7890",
        "34567890",
        "3456-7890",
        "0812 3456",
        "62812345",
        "567",
    ] {
        shop()
            .keys(&format!("f{digits}"))
            .sees("Siti Aminah")
            .sees_not("Budi")
            .keys(&format!("<Esc>7/{digits}"))
            .sees("Siti Aminah")
            .sees_not("Budi")
            .keys(&format!("<Esc><Esc>3n{digits}"))
            .sees("▸ Siti Aminah")
            .sees_not("▸ Budi");
    }
    // Nothing only resembles digits.
    shop()
        .keys("f0001")
        .sees_not("Siti Aminah")
        .sees_not("Budi")
        .sees("Tidak ada yang cocok");
}

/// The phone of a card that was merged into another finds that one, until it is undone.
#[test]
fn a_merged_phone_still_finds_its_customer() {
    shop()
        .keys("7/siti<Enter><Enter>mbudi<Enter>y")
        .sees("0813-1111-2222")
        .keys("<Esc>f2222")
        .sees("▸ Siti Aminah")
        .keys("<Esc>uf2222")
        .sees("▸ Budi");
}

#[test]
fn orders_are_found_by_their_goods() {
    shop()
        .keys("3/jersey")
        .sees("NAS3-002")
        .sees("NAS3-004")
        .sees_not("NAS3-001")
        .keys("<Ctrl-U>coklat")
        .sees("NAS3-002")
        .sees_not("NAS3-004")
        .keys("<Esc>4/jersey")
        .sees("NAS3-004")
        .sees_not("NAS3-003");
}

#[test]
fn goods_of_all_pos_and_taught_words_find_orders() {
    let shop = shop_with(|shop| {
        shop.period("BAJU", rekap::book::PeriodChange::default())
            .sells("BAJU", &["JER"])
            .order("BAJU", "Rina", &[(1, "JER-MP")]);
        let code = super::code("JER-MP");
        shop.book
            .teach_alias("kaos bola", &code, super::setup::NOON)
            .unwrap();
    });
    shop.keys("3a/kaos").sees("Rina").sees_not("NAS3-001");
}

#[test]
fn the_exact_comes_before_the_fuzzy() {
    let shop = shop_with(|shop| {
        shop.order("NAS3", "Dewa", &[(1, "NAS-KEJ")]);
        // Newer, and it only resembles what is typed.
        shop.order("NAS3", "Darren Wicaksono", &[(1, "NAS-KEJ")]);
    });
    let shop = shop.keys("3/dew");
    let text = shop.screen.text();
    let place = |name: &str| {
        text.find(name)
            .unwrap_or_else(|| panic!("no {name} in\n{text}"))
    };
    assert!(place("Dewi") < place("Darren"), "{text}");
    assert!(place("Dewa") < place("Darren"), "{text}");
}

/// A customer is meant before goods of the same name.
#[test]
fn people_come_before_goods() {
    let shop = shop_with(|shop| {
        shop.order("NAS3", "Keju Wati", &[(1, "NAS-COK")]);
        shop.order("NAS3", "Zaki", &[(1, "NAS-KEJ")]);
    });
    let shop = shop.keys("3/keju").sees("Zaki").sees("Siti Aminah");
    assert!(selected_in(&shop).contains("Keju Wati"));
}

#[test]
fn commands_are_found_by_other_words() {
    shop()
        .keys("3<Ctrl-P>diskon")
        .sees("Tambah ongkir, diskon, atau biaya lain")
        .keys("<Ctrl-U>undo")
        .sees("Urungkan perubahan terakhir")
        .keys("<Ctrl-U>hapus")
        .sees("Hapus pembayaran yang salah catat")
        .sees("Batalkan pesanan, dengan alasan")
        .keys("<Ctrl-U>urung<Enter>")
        .sees("Urungkan?");
    // The words of an owner, and the start of the command that is meant.
    for (typed, meant) in [
        ("ingat", "Salin"),
        ("tagih", "Salin"),
        ("reminder", "Salin"),
        ("nota", "Salin"),
        ("utang", "Bayar"),
        ("belum bayar", "Tampilkan"),
        ("kasih slot", "Masukkan"),
        ("excel", "Ekspor"),
        ("backup", "Cadangan"),
    ] {
        let shop = shop().keys(&format!("3<Ctrl-P>{typed}"));
        assert!(
            shop.screen.text().contains(meant),
            "{typed}: {}",
            shop.screen.text()
        );
    }
}

/// Choosing a command does it, wherever it works; one that has nothing to work on says where it is.
#[test]
fn a_command_that_is_chosen_is_done() {
    shop()
        .keys("1<Ctrl-P>diskon")
        .sees("Pesanan · g")
        .keys("<Enter>")
        .sees("NAS3-004")
        .sees("Ongkir, diskon, biaya · NAS3-004")
        .keys("<Esc>1<Ctrl-P>tambah pelanggan<Enter>")
        .sees("Pelanggan baru")
        .keys("<Esc>1<Ctrl-P>PO baru<Enter>")
        .sees("Aturan DP");
    let shop = shop()
        .keys("1<Ctrl-P>simpan beberapa")
        .sees("Di formulir · Ctrl-S")
        .keys("<Enter>")
        .sees("Di formulir: Ctrl-S");
    // Nobody has chosen the order that would be told of a date.
    shop.keys("1<Ctrl-P>")
        .keys("sudah dikabari<Enter>")
        .sees("baris yang sedang dipilih.")
        .keys("<Enter>")
        .sees_not("baris yang sedang dipilih");
}

/// The palette names every command of the program, wherever it is opened.
#[test]
fn every_command_is_in_the_palette() {
    let words = Words::new(Lang::Id, Zone::Wib);
    let moves = [
        "Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End",
    ];
    let mut screen = shop().screen.keys("7");
    for command in Command::iter().filter(|command| !moves.contains(&command.key())) {
        if command != Command::Palette {
            let help = command.help(&words);
            let start: String = help.chars().take(20).collect();
            screen = screen
                .keys("<Ctrl-P>")
                .paste(&help)
                .sees(&format!("▸ {}", start.trim_end()))
                .keys("<Esc>");
        }
    }
}

#[test]
fn merging_offers_the_most_similar_first_and_never_itself() {
    let shop = shop_with(|shop| {
        shop.order("NAS3", "Mbak Dewi", &[(1, "NAS-KEJ")]);
        shop.order("NAS3", "Zaki", &[(1, "NAS-KEJ")]);
    });
    let shop = shop.keys("7/dewi<Enter><Home>").sees("Dewi").keys("m");
    assert!(
        selected_in(&shop).starts_with("Mbak Dewi"),
        "{}",
        shop.screen.text()
    );
    // Enter on the question changes nothing.
    let shop = shop
        .sees("mirip")
        .keys("<Enter>")
        .sees("Gabungkan?")
        .keys("<Enter>")
        .sees_not("Gabungkan?");
    assert_eq!(shop.book.customer_keys().unwrap().len(), 5);
    let shop = shop.keys("mdewi").sees("Mbak Dewi").keys("<Enter>y");
    assert_eq!(shop.book.customer_keys().unwrap().len(), 4);
}

#[test]
fn an_error_is_shown_once() {
    let shop = shop().keys("7nBudi Santoso<Tab>0813-1111-2222<Enter>");
    let text = shop.screen.text();
    assert_eq!(text.matches("sudah dipakai Budi").count(), 1, "{text}");
}

#[test]
fn what_was_saved_is_selected() {
    let shop = shop().keys("8nKaos Polos<Tab>75rb<Tab><Tab>S, M<Ctrl-S>");
    assert!(
        selected_in(&shop).contains("Kaos Polos"),
        "{}",
        shop.screen.text()
    );
    let shop = shop.keys("vXL<Enter>");
    assert!(selected_in(&shop).contains("XL"), "{}", shop.screen.text());
    let shop = shop.keys("<Home><Tab><Tab>nAAA Bank<Tab><Right><Enter>nZZZ Bank<Enter>");
    assert!(selected_in(&shop).contains("ZZZ"), "{}", shop.screen.text());
    let shop = shop.keys("7<Home>nZulaikha<Enter><Esc>");
    assert!(
        selected_in(&shop).contains("Zulaikha"),
        "{}",
        shop.screen.text()
    );
    let shop = shop.keys("3<End>ndewi<Tab>1 cok<Enter><Esc>");
    assert!(
        selected_in(&shop).contains("NAS3-005"),
        "{}",
        shop.screen.text()
    );
}

#[test]
fn a_new_po_and_what_it_sells_are_selected() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(100, 40)
        .keys("2nBaju<Tab>BAJU<Tab><Tab><Tab><Enter>")
        .sees("BAJU");
    let screen = screen.keys("nLidah<Enter>");
    let screen = screen.keys("nNastar Coklat<Enter>");
    assert!(
        selected(&screen.text()).contains("Coklat"),
        "{}",
        screen.text()
    );
    let screen = screen.keys("<Esc>");
    assert!(
        selected(&screen.text()).contains("BAJU"),
        "{}",
        screen.text()
    );
}
