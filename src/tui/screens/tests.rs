//! The screens of money, production, customers and the catalogue, driven by keys against a book on
//! disk: use, wrong input, emptiness, every size, and what was stored.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::makers;
use crate::book::{
    Book, CustomerRef, IfFull, Movement, NewItem, NewOrder, NewPayment, NewPeriod, NewProduct,
    OfferChange, Opening, PeriodChange,
};
use crate::domain::code::Code;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
use crate::domain::payment::{Method, PaymentStatus};
use crate::domain::policy::DownPayment;
use crate::domain::when::{Moment, Zone};
use crate::lang::{Lang, Words};
use crate::tui::app::{App, draw};
use crate::tui::effect::Effect;
use crate::tui::input::{Input, Key};
use crate::tui::theme::{Palette, Theme};

/// 2026-02-01 12:00 WIB.
const NOW: Moment = Moment::from_unix(1_769_922_000);

fn rp(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

fn code(text: &str) -> Code {
    Code::read(text).unwrap()
}

/// A shop under keys, and the folder of its book.
struct Shop {
    app: App,
    folder: tempfile::TempDir,
}

/// An app over a book that `fill` has filled.
fn shop_with(fill: impl FnOnce(&mut Book)) -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open(&folder.path().join("toko.rekap"), Opening::Create).unwrap();
    fill(&mut book);
    let words = Words::new(Lang::Id, Zone::Wib);
    let theme = Theme::new(Palette::Dark);
    let app = App::new(book, words, theme, NOW, true, makers()).unwrap();
    Shop { app, folder }
}

fn empty() -> Shop {
    shop_with(|_| ())
}

/// Nastar (keju, coklat) and jerseys on sale in NAS3 with a DP of half; three customers, four
/// orders, one of them with a request.
fn shop() -> Shop {
    shop_with(fill)
}

fn fill(book: &mut Book) {
    product(
        book,
        "NAS",
        "Nastar",
        60_000,
        &[("KEJ", "Keju"), ("COK", "Coklat")],
    );
    let sizes = [
        ("MH", "M / Hitam"),
        ("MP", "M / Putih"),
        ("LH", "L / Hitam"),
    ];
    product(book, "JER", "Jersey", 150_000, &sizes);
    book.add_account("BCA 123", Method::Transfer, NOW).unwrap();
    let new = NewPeriod {
        code: code("NAS3"),
        name: "PO Lebaran".into(),
        settings: PeriodChange {
            opens_at: Some(Some(NOW)),
            closes_at: Some(Some(Moment::from_unix(NOW.unix() + 864_000))),
            down_payment: Some("50%".parse::<DownPayment>().unwrap()),
            ..PeriodChange::default()
        },
    };
    let period = book.add_period(&new, NOW).unwrap();
    for product in ["NAS", "JER"] {
        book.set_offer(period, &code(product), &OfferChange::default(), NOW)
            .unwrap();
    }
    order(
        book,
        period,
        "Siti Aminah",
        "0812-3456-7890",
        &[(2, "NAS-KEJ")],
    );
    order(
        book,
        period,
        "Budi",
        "081311112222",
        &[(3, "NAS-COK"), (1, "JER-MH")],
    );
    order(book, period, "Dewi", "", &[(1, "NAS-KEJ: tanpa gula")]);
    order(
        book,
        period,
        "Siti Aminah",
        "0812-3456-7890",
        &[(1, "JER-LH: nama Siti")],
    );
}

fn product(book: &mut Book, of: &str, name: &str, price: i64, variants: &[(&str, &str)]) {
    let new = NewProduct {
        code: code(of),
        name: name.into(),
        price: rp(price),
        cost: rp(price / 2),
        supplier: None,
        variants: variants
            .iter()
            .map(|(suffix, name)| (code(suffix), (*name).into()))
            .collect(),
    };
    book.add_product(&new, NOW).unwrap();
}

fn order(book: &mut Book, period: PeriodId, name: &str, phone: &str, items: &[(i64, &str)]) {
    let new = NewOrder {
        period,
        customer: CustomerRef::Described {
            name: name.into(),
            phone: phone.into(),
            address: String::new(),
        },
        items: items
            .iter()
            .map(|(qty, item)| {
                let (variant, customization) = item.split_once(": ").unwrap_or((item, ""));
                NewItem {
                    code: code(variant),
                    qty: *qty,
                    customization: customization.into(),
                    for_whom: String::new(),
                    chosen: String::new(),
                }
            })
            .collect(),
        channel: Channel::Wa,
        note: String::new(),
        late: None,
        recipient: None,
        recipient_phone: None,
        address: None,
        payment: None,
        source_ref: None,
        if_full: IfFull::Refuse,
    };
    book.place_order(&new, NOW).unwrap();
}

fn pay(book: &mut Book, order: &str, amount: i64) {
    let order = book.order_id(order).unwrap();
    let movement = Movement {
        amount: rp(amount),
        ..Movement::default()
    };
    book.record_payment(&NewPayment::ForOrder(order, movement), NOW)
        .unwrap();
}

impl Shop {
    /// Presses keys: a character each, others by name in `<…>`.
    fn keys(mut self, keys: &str) -> Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|named| named.split_once('>'));
            let (key, after) = match named {
                Some((name, after)) => (Key::parse(name).unwrap(), after),
                None => (Key::char(c), &rest[c.len_utf8()..]),
            };
            self.app.handle(Input::Key(key));
            rest = after;
        }
        self
    }

    fn sees(self, text: &str) -> Self {
        let screen = self.screen(120, 40);
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
        self
    }

    fn sees_not(self, text: &str) -> Self {
        let screen = self.screen(120, 40);
        assert!(!screen.contains(text), "{text:?} in\n{screen}");
        self
    }

    fn copied(&mut self) -> String {
        self.app.take_copied().unwrap_or_default()
    }

    fn screen(&self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| draw(&self.app, frame)).unwrap();
        let buffer = terminal.backend().buffer().clone();
        buffer
            .content
            .chunks(usize::from(width.max(1)))
            .map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn order(&self, code: &str) -> OrderId {
        self.app.book().order_id(code).unwrap()
    }

    fn status(&self, code: &str) -> PaymentStatus {
        let row = self.app.book().order_row(self.order(code), NOW).unwrap();
        row.bill.status()
    }

    fn paid(&self, code: &str) -> i64 {
        let row = self.app.book().order_row(self.order(code), NOW).unwrap();
        row.bill.paid.raw()
    }
}

#[test]
fn a_payment_is_three_keys_and_the_amount() {
    let shop = shop()
        .keys("4b75rb<Enter>")
        .sees("Rp75.000 diterima dari Siti Aminah");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::DownPayment);
    // The same sum on the same day is asked about (rule 30).
    let shop = shop.keys("blunas<Enter>").sees("Sudah dicatat?").keys("y");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    // The settled bill has left the list; one key brings it back.
    let shop = shop.sees_not("▸ NAS3-004").keys("u");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
}

#[test]
fn a_wrong_amount_is_told_beside_it_and_kept() {
    let shop = shop()
        .keys("4bseratus<Enter>")
        .sees("✗ “seratus” bukan jumlah")
        .sees("seratus")
        .keys("<Ctrl-U>0<Enter>")
        .sees("harus lebih dari Rp0")
        .keys("<Ctrl-U>1.500,5<Enter>")
        .sees("bisa dibaca dua cara")
        .keys("<Ctrl-U>dp<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
}

#[test]
fn an_amount_finds_its_order_by_filter_and_by_n() {
    let shop = shop()
        .keys("4/60rb<Enter>")
        .sees("NAS3-003")
        .sees("NAS3-001")
        .sees_not("NAS3-002")
        .keys("b<Enter>");
    assert_eq!(shop.paid("NAS3-003"), 60_000);
    let shop = shop
        .keys("<Esc>n330000")
        .sees("sisa tagihan Rp330.000")
        .keys("<Enter><Enter>");
    assert_eq!(shop.paid("NAS3-002"), 330_000);
    shop.keys("nxyz")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/dewi")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/001")
        .sees("NAS3-001");
}

#[test]
fn the_same_payment_twice_is_asked_about_and_nothing_typed_is_lost() {
    let shop = shop()
        .keys("4b10rb<Enter>b10rb<Enter>")
        .sees("Sudah dicatat?")
        .keys("n")
        .sees("10rb");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    let shop = shop.keys("<Enter>y").sees("u batalkan");
    assert_eq!(shop.paid("NAS3-004"), 20_000);
}

#[test]
fn a_claim_is_no_money_until_it_arrives() {
    let shop = shop()
        .keys("4b<Ctrl-O>75rb<Tab><Tab><Right><Enter>")
        .sees("? katanya sudah transfer");
    assert_eq!(shop.paid("NAS3-004"), 0);
    // The amount stands in the form already.
    let shop = shop
        .keys("<Tab>")
        .sees("? katanya sudah transfer")
        .keys("b<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
    shop.sees("sudah diurus").sees_not("? katanya");
}

#[test]
fn too_much_is_given_back_and_a_mistake_taken_back() {
    let shop = shop()
        .keys("4b200rb<Enter>")
        .sees("lebih Rp50.000")
        .sees("Kembalikan Rp50.000")
        .keys("r<Enter>");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    let shop = shop
        .keys("<Tab>")
        .sees("pengembalian dana")
        .keys("v")
        .sees("Salah catat?")
        .keys("y");
    assert_eq!(shop.paid("NAS3-004"), 200_000);
    let shop = shop
        .sees("dibatalkan")
        .keys("<Down><Down>v")
        .sees("Salah catat?")
        .keys("y");
    assert_eq!(shop.paid("NAS3-004"), 0);
    shop.keys("v")
        .sees("sudah dibatalkan")
        .keys("<Shift-Tab>r")
        .sees("tidak ada yang dikembalikan")
        .keys("v")
        .sees("Tidak ada pembayaran yang bisa dibatalkan");
}

#[test]
fn money_of_one_customer_is_spread_the_oldest_first_and_the_rest_is_credit() {
    let shop = shop()
        .keys("7/siti<Enter>b300rb")
        .sees("Jadi titipan")
        .keys("<Enter>");
    assert_eq!(shop.paid("NAS3-001"), 120_000);
    assert_eq!(shop.paid("NAS3-004"), 150_000);
    let shop = shop
        .keys("<Enter>")
        .sees("Titipan")
        .sees("Rp30.000")
        .keys("<Esc>u");
    assert_eq!(shop.paid("NAS3-004"), 0);
    // Typed by hand, a part goes where it is meant to.
    let shop = shop.keys("b100rb<Ctrl-O><Tab><Tab>NAS3-004 60rb; nas3-001 40rb<Enter>");
    assert_eq!(
        (shop.paid("NAS3-001"), shop.paid("NAS3-004")),
        (40_000, 60_000)
    );
    shop.keys("b1000<Ctrl-O><Tab><Tab>NAS9<Enter>")
        .sees("belum jelas")
        .keys("<Ctrl-U>NAS9 1000<Enter>")
        .sees("Tidak ada tagihan terbuka NAS9");
}

#[test]
fn credit_pays_a_bill() {
    let shop = shop_with(|book| {
        fill(book);
        let new = NewPayment::FromCustomer {
            customer: CustomerRef::Known(book.find_customer("Dewi").unwrap().id),
            movement: Movement {
                amount: rp(100_000),
                ..Movement::default()
            },
            parts: Vec::new(),
        };
        book.record_payment(&new, NOW).unwrap();
    });
    let shop = shop
        .keys("4<Down>b")
        .sees("Bayar NAS3-003")
        .keys("lunas<Tab><Left>")
        .sees("titipan Rp100.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-003"), PaymentStatus::Settled);
    shop.keys("<Tab>").sees("belum dicocokkan Rp40.000");
}

#[test]
fn what_to_make_is_shown_in_every_view_with_requests_under_their_goods() {
    shop()
        .keys("5")
        .sees("Nastar Keju")
        .sees("↳ tanpa gula")
        .sees("Total 8 pcs")
        .keys("<Tab>")
        .sees("↳ L / Hitam: nama Siti")
        .keys("<Tab>")
        .sees("Toko sendiri")
        .keys("<Tab>")
        .sees("M / Hitam")
        .keys("<Tab>")
        .sees("NAS3-002")
        .keys("<Tab>/sisi")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/gula")
        .sees("tanpa gula")
        .sees_not("Jersey")
        .keys("<Esc><Enter>")
        .sees("3 × Nastar Keju");
}

#[test]
fn changes_since_the_frozen_tally_are_shown() {
    let mut shop = shop()
        .keys("5k")
        .sees("sekarang buka")
        .keys("v")
        .sees("Belum ada rekap");
    shop.app.run(Effect::deed(|book, now| {
        let period = book.period(&code("NAS3"))?.id;
        book.close_period(period, now)
    }));
    let mut shop = shop.keys("k").sees("v1 dikunci");
    shop.app.run(Effect::deed(|book, now| {
        let order = book.order_id("NAS3-001")?;
        book.cancel_order(order, "batal", false, now)
    }));
    shop.keys("v")
        .sees("sejak v1")
        .sees("−2")
        .sees("(−2)")
        .keys("k")
        .sees("v2 dikunci")
        .keys("v")
        .sees_not("perubahan sejak")
        .keys("v")
        .sees("Bandingkan dengan rekap")
        .keys("<Down><Enter>")
        .sees("sejak v1")
        .keys("a")
        .sees("Total 6 pcs");
}

#[test]
fn the_tally_is_copied_and_exported_and_no_file_is_replaced_unasked() {
    let mut shop = shop().keys("5y").sees("Tersalin");
    let text = shop.copied();
    assert!(
        text.contains("3 × Nastar Keju\n   1 × tanpa gula"),
        "{text}"
    );
    let path = shop.folder.path().join("rekap dapur");
    let file = path.with_extension("csv");
    let export = format!("x<Right><Tab><Ctrl-U>{}", path.display());
    let shop = shop
        .keys(&export)
        .sees("rekap dapur.csv")
        .keys("<Enter>")
        .sees("Tersimpan di")
        .sees_not("Bentuk");
    assert!(std::fs::read_to_string(&file).unwrap().contains("NAS-KEJ"));
    std::fs::write(&file, "lain").unwrap();
    let shop = shop
        .keys(&export)
        .sees("sudah ada")
        .keys("<Enter>")
        .sees("Timpa berkas?")
        .keys("n")
        .sees("Bentuk");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "lain");
    let shop = shop
        .keys("<Enter>y")
        .sees("Tersimpan di")
        .sees_not("Bentuk");
    assert!(std::fs::read_to_string(&file).unwrap().contains("NAS-KEJ"));
    let nowhere = shop.folder.path().join("x/y").display().to_string();
    shop.keys(&format!("x<Tab><Ctrl-U>{nowhere}<Enter>"))
        .sees("Folder untuk")
        .sees("Bentuk");
}

#[test]
fn bills_and_ledger_are_exported_in_every_form() {
    let mut shop = shop().keys("4b10rb<Enter>");
    for (at, ending) in ["xlsx", "csv", "csv", "txt", "json"]
        .into_iter()
        .enumerate()
    {
        for (view, next) in [("bills", "<Tab>"), ("ledger", "<Shift-Tab>")] {
            let path = shop.folder.path().join(format!("{view}{at}"));
            let keys = format!(
                "x{}<Tab><Ctrl-U>{}<Enter>",
                "<Right>".repeat(at),
                path.display()
            );
            shop = shop.keys(&keys).sees("Tersimpan di").keys(next);
            assert!(path.with_extension(ending).metadata().unwrap().len() > 50);
        }
    }
    // One object that names its rows, as the commands write it.
    for (file, rows) in [("bills4.json", "orders"), ("ledger4.json", "payments")] {
        let text = std::fs::read_to_string(shop.folder.path().join(file)).unwrap();
        assert!(text.ends_with("}\n"), "{file}: {text}");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let found = json[rows].as_array();
        assert!(
            found.is_some_and(|found| !found.is_empty()),
            "{file}: {text}"
        );
    }
}

#[test]
fn orders_are_exported_copied_and_their_payments_taken_back() {
    let mut shop = shop().keys("3y");
    assert!(shop.copied().contains("NAS3-004"));
    let path = shop.folder.path().join("pesanan");
    let keys = format!("x<Right><Tab><Ctrl-U>{}<Enter>", path.display());
    let shop = shop.keys(&keys).sees("Tersimpan di");
    let text = std::fs::read_to_string(path.with_extension("csv")).unwrap();
    assert_eq!(text.lines().count(), 6, "{text}");
    let shop = shop.keys("b10rb<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    let shop = shop.keys("<Enter>v").sees("Salah catat?").keys("y");
    assert_eq!(shop.paid("NAS3-004"), 0);
}

#[test]
fn three_letters_open_a_card_that_answers() {
    let mut shop = shop_with(|book| {
        fill(book);
        pay(book, "NAS3-001", 50_000);
    })
    .keys("fsit<Enter>")
    .sees("0812-3456-7890")
    .sees("NAS3-004")
    .keys("y");
    let answer = shop.copied();
    for text in [
        "Halo Kak Siti Aminah",
        "NAS3-001: total Rp120.000, sudah masuk Rp50.000, sisa Rp70.000",
        "Jumlah sisa: Rp220.000",
    ] {
        assert!(answer.contains(text), "no {text:?} in\n{answer}");
    }
    shop.keys("<Esc>f0813<Enter>")
        .sees("Budi")
        .keys("<Esc>fxyz")
        .sees("Tidak ada yang cocok")
        .keys("<Enter>")
        .sees("xyz");
}

#[test]
fn nobody_is_greeted_twice() {
    let mut shop = shop_with(|book| {
        fill(book);
        let period = book.period(&code("NAS3")).unwrap().id;
        order(book, period, "Kak Lina", "", &[(1, "NAS-KEJ")]);
    })
    .keys("7y");
    assert!(shop.copied().starts_with("Halo Kak Lina"), "no second Kak");
}

#[test]
fn a_customer_is_added_changed_and_merged_and_that_is_undone() {
    let shop = shop()
        .keys("7nBudi Santoso<Tab>0813-1111-2222<Enter>")
        .sees("sudah dipakai Budi")
        .sees("Budi Santoso")
        .keys("<Ctrl-U>08155556666<Enter>")
        .sees("Belum ada pesanan")
        .sees("0815-5556-666")
        .keys("e<Tab><Tab>Jl. Melati 1<Enter>")
        .sees("Jl. Melati 1")
        .keys("e<Ctrl-O><Tab><Tab><Tab><Tab>31/2<Enter>")
        .sees("Tidak ada tanggal")
        .keys("<Ctrl-U>15/2/1990<Tab>budi<Enter>")
        .sees("Tulis kanal")
        .keys("<Ctrl-U>ig @budi<Enter>")
        .sees("ig @budi")
        // The old card goes into the new one, with its order.
        .keys("m0813")
        .sees("0813-1111-2222")
        .keys("<Enter>")
        .sees("Orangnya sama?")
        .keys("y")
        .sees("NAS3-002")
        .keys("<Esc>")
        .sees("3 pelanggan")
        .keys("u")
        .sees("4 pelanggan");
    let row = shop.app.book().order_row(shop.order("NAS3-002"), NOW);
    let phone = row.unwrap().customer_phone;
    assert_eq!(phone.as_deref(), Some("6281311112222"));
}

#[test]
fn a_product_with_all_its_variants_is_one_form() {
    let shop = shop()
        .keys("8nKaos Polos<Tab>75rb<Tab>40rb<Tab>S, M x Hitam, Putih")
        .sees("KP-S-HIT")
        .keys("<Ctrl-S>")
        .sees("Kaos Polos")
        .sees("Rp35.000 46%");
    let product = shop.app.book().product(&code("KP")).unwrap();
    let names: Vec<&str> = product
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(names, ["S / Hitam", "S / Putih", "M / Hitam", "M / Putih"]);
    shop.keys("/kaos<Enter>vL / Hitam<Enter>")
        .sees("KP-L-HIT")
        .keys("<End>e<Ctrl-U>80rb<Enter>")
        .sees("Rp80.000")
        .keys("<Delete>")
        .sees("L / Hitam (diarsipkan)")
        .keys("<Delete>")
        .sees_not("(diarsipkan)")
        .keys("<Esc>n<Enter>")
        .sees("✗ Wajib diisi")
        .keys("Nastar<Tab>x<Enter>")
        .sees("bukan jumlah uang")
        .keys("<Ctrl-U>5rb<Ctrl-O><Tab><Tab><Tab><Tab>nas<Enter>")
        .sees("Sudah ada produk")
        .keys("<Ctrl-U><Enter>")
        .sees("NAS2");
}

#[test]
fn suppliers_and_accounts_are_beside_the_products() {
    let shop = shop()
        .keys("8<Tab>")
        .sees("Belum ada supplier")
        .keys("nDapur Bu Sri<Tab>0812 9999 0000<Enter>")
        .sees("0812-9999-0000")
        .keys("<Enter><End> 2<Enter>")
        .sees("Dapur Bu Sri 2")
        .keys("<Delete>")
        .sees("(diarsipkan)")
        .keys("<Tab>")
        .sees("BCA 123")
        .keys("nGoPay<Tab><Right><Right><Right><Enter>")
        .sees("GoPay")
        .keys("<Esc><Home>e")
        .sees("Ubah rekening")
        .keys("<End> Bu Ratih<Enter>")
        .sees("BCA 123 Bu Ratih")
        .keys("u")
        .sees("Dibatalkan: Rekening BCA 123");
    assert_eq!(shop.app.book().accounts().unwrap().len(), 2);
}

#[test]
fn an_empty_shop_says_what_to_press() {
    empty()
        .keys("4")
        .sees("Semua tagihan sudah beres")
        .keys("<Tab>")
        .sees("Belum ada uang yang tercatat")
        .keys("b<Esc>rvly<Esc>")
        .keys("5")
        .sees("Belum ada PO")
        .keys("kvxy<Enter>a<Tab>")
        .keys("7")
        .sees("Belum ada pelanggan")
        .keys("<Enter>embry")
        .keys("8")
        .sees("Belum ada produk")
        .keys("<Enter>ev<Delete>");
}

/// Every screen and form at the sizes people have, and at all small ones.
#[test]
fn nothing_panics_at_any_size() {
    let states = [
        "4",
        "4/60rb",
        "4<Tab>",
        "4b<Ctrl-O>10rb",
        "4n60000",
        "5",
        "5<Tab><Tab><Tab>",
        "5x",
        "7",
        "7n",
        "fsit<Enter>",
        "7/siti<Enter>b100rb",
        "8",
        "8nKaos<Tab>1rb<Tab><Tab>S, M x Hitam, Putih",
    ];
    let known = [
        (60, 20),
        (80, 24),
        (120, 40),
        (200, 60),
        (0, 40),
        (40, 0),
        (1, 1),
    ];
    for (at, keys) in states.into_iter().enumerate() {
        let shop = shop().keys(keys);
        // The states take turns, so that each size is drawn once.
        let small = (0..=40u16)
            .flat_map(|width| (0..=40u16).map(move |height| (width, height)))
            .filter(|(width, height)| usize::from(width * 7 + height) % states.len() == at);
        for (width, height) in small.chain(known) {
            shop.screen(width, height);
        }
    }
}

#[test]
fn long_lists_are_read_page_by_page() {
    let shop = shop_with(|book| {
        fill(book);
        let period = book.period(&code("NAS3")).unwrap().id;
        for at in 0..250 {
            order(book, period, &format!("Orang {at}"), "", &[(1, "NAS-KEJ")]);
        }
    });
    shop.keys("4<End><End><End><End>")
        .sees("NAS3-001")
        .keys("7")
        .sees("253 pelanggan")
        .keys("<End><End><End><End>")
        .sees("Siti Aminah");
}
