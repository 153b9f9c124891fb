//! `export form`: a page without a server; the message it writes is read back exactly.

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use rekap::domain::code::Code;
use rekap::domain::form::{FormItem, FormOrder, LABELS, Labels, check_code};
use rekap::domain::money::Rupiah;
use rekap::domain::text::clean_line;
use rekap::intake::form_message::{FormError, read};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::needs::needs_one_of;
use crate::setup::MORNING;
use crate::shop::{Shop, open_po};

pub fn with_phone() -> Shop {
    let shop = open_po();
    shop.does("shop set 'name=Dapur Sari' phone=0812-3456-7890");
    shop
}

/// The data that the page's script uses.
fn data_of(page: &str) -> Value {
    let (_, rest) = page.split_once("id=\"data\">").unwrap();
    let (data, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(data).unwrap()
}

#[test]
fn the_form_is_one_small_file_that_asks_no_network() {
    let shop = with_phone();
    assert_eq!(shop.does("ekspor formulir nas3 -o form.html"), "");
    let page = std::fs::read_to_string(shop.file("form.html")).unwrap();
    assert!(page.len() < 60_000, "{} bytes", page.len());
    assert!(page.contains("default-src 'none'"));
    assert!(
        !page.contains("unsafe-inline"),
        "scripts and styles by hash"
    );
    for (at, _) in page.match_indices("http") {
        let is_ours = ["https://wa.me/", "http-equiv"]
            .iter()
            .any(|known| page[at..].starts_with(known));
        assert!(is_ours, "{}", &page[at..at + 40]);
    }
    for outside in ["src=", "href=", "@import", "url(", "fetch(", "XMLHttp"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let data = data_of(&page);
    assert_eq!(data["shop"]["phone"], "6281234567890");
    assert_eq!(data["offers"][0]["name"], "Nastar Keju");
    assert_eq!(data["offers"][0]["price"], 65_000);
    let facts = data["facts"]["id"].to_string();
    assert!(facts.contains("Tutup: Min 15 Feb 2026 23.59"), "{facts}");
    assert!(
        facts.contains("DP: 50% dari belanja (ongkir tidak dihitung)"),
        "{facts}"
    );
    let facts = data["facts"]["en"].to_string();
    assert!(facts.contains("23:59"), "{facts}");
    // Never over another file by accident.
    shop.refuses("export form NAS3 -o form.html", "form.html");
}

#[test]
fn names_are_escaped_in_the_page() {
    let shop = with_phone();
    shop.does("product add JAHAT '</script><script>alert(1)</script><!-- \"&\"' --price 1rb");
    shop.does("po new J '<b>PO</b> & %DATA% \"x\"' --open 2026-01-01 --close 2026-12-31");
    shop.does("po offer J JAHAT");
    let page = shop.does("export form J");
    assert_eq!(page.matches("</script>").count(), 2, "the two of the page");
    assert!(!page.contains("<b>PO"));
    let data = data_of(&page);
    assert_eq!(
        data["offers"][0]["product"],
        "</script><script>alert(1)</script><!-- \"&\""
    );
    assert_eq!(data["po"]["name"], "<b>PO</b> & %DATA% \"x\"");
}

#[test]
fn a_form_needs_a_phone_and_offers() {
    let shop = open_po();
    shop.refuses("export form NAS3", "No. HP toko belum ada");
    shop.does("shop set phone=081234567890");
    shop.does("po new KOSONG Kosong --open 2026-01-01");
    shop.refuses("export form KOSONG", "belum menjual apa-apa");
    shop.refuses("export form NAS9", "NAS9");
    shop.wrong("export form", "PO");
    shop.wrong("export form NAS3 --json", "HTML");
    shop.does("po cancel NAS3 --why hujan");
    shop.refuses("export form NAS3", "batal");
    let english = shop.in_english();
    english.refuses("export form KOSONG", "sells nothing yet");
}

#[test]
fn full_offers_cannot_be_chosen_and_a_closed_po_says_so() {
    let mut shop = with_phone();
    shop.does("po offer NAS3 KAS --quota 1");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    let data = data_of(&shop.does("export form NAS3"));
    let full: Vec<_> = data["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| (offer["code"].as_str().unwrap(), offer["full"] == true))
        .collect();
    assert_eq!(
        full,
        [("NAS-KEJU", false), ("NAS-ORI", false), ("KAS", true)]
    );
    let all_full = |shop: &Shop| {
        let data = data_of(&shop.does("export form NAS3"));
        let offers = data["offers"].as_array().unwrap();
        offers.iter().all(|offer| offer["full"] == true)
    };
    // A PO's quota counts what is in packages (rule 17).
    shop.does("product add HAMP Hampers --price 200rb");
    shop.does("product package HAMP --with '3 NAS-KEJU'");
    shop.does("po offer NAS3 HAMP");
    shop.does("order add NAS3 --name Sari --item '1 HAMP'");
    shop.does("po edit NAS3 --quota 5");
    assert!(!all_full(&shop));
    shop.does("po edit NAS3 --quota 4");
    assert!(all_full(&shop));
    shop.at("2026-02-20");
    let ran = shop.rekap("export form NAS3");
    assert!(ran.err.contains("sudah tutup"), "{ran:?}");
}

// Writes the message in the same way as the page's script.

pub fn write(order: &FormOrder, title: &str, labels: &Labels) -> String {
    let mut lines = vec![
        format!("*{} {}*", labels.order, order.period),
        title.to_owned(),
        String::new(),
    ];
    for (at, item) in order.items.iter().enumerate() {
        let FormItem {
            qty,
            code,
            name,
            amount,
            ..
        } = item;
        lines.push(format!("{}. {qty} × {code}: {name} = {amount}", at + 1));
        for pick in item.chosen.split(", ").filter(|pick| !pick.is_empty()) {
            let (count, code) = match pick.split_once(' ') {
                Some((count, code)) if count.parse::<i64>().is_ok() => (count, code),
                _ => ("1", pick),
            };
            lines.push(format!("◦ {count} × {code}: {}", pick_name(code)));
        }
        for (label, value) in &item.fields {
            lines.push(format!("• {label}: {value}"));
        }
        if !item.text.is_empty() {
            lines.push(format!("✎ {}", item.text));
        }
    }
    lines.push(String::new());
    lines.push(format!("{}: {}", labels.total, order.total));
    lines.push(format!("{}: {}", labels.name, order.name));
    lines.push(format!("{}: {}", labels.phone, order.phone));
    for (label, value) in [(labels.address, &order.address), (labels.note, &order.note)] {
        if !value.is_empty() {
            lines.push(format!("{label}: {value}"));
        }
    }
    let check = check_code(lines.iter().map(String::as_str));
    lines.push(String::new());
    lines.push(format!("{}: {}-{check}", labels.code, order.period));
    lines.join("\n")
}

/// The test name of a chosen part.
fn pick_name(code: &str) -> String {
    match code {
        "NAS-KEJU" => "Nastar Keju".to_owned(),
        "KAS" => "Kastengel".to_owned(),
        other => format!("Pilihan {other}"),
    }
}

/// Chosen parts in the book's notation.
fn chosen() -> impl Strategy<Value = String> {
    let pick = (1..=12i64, "[A-Z]{1,4}(-[A-Z0-9]{1,4})?").prop_map(|(count, code)| match count {
        1 => code,
        more => format!("{more} {code}"),
    });
    prop::collection::vec(pick, 0..4).prop_map(|picks| picks.join(", "))
}

pub fn clean(least: usize) -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9 ]{1,20}", "\\PC{1,24}", "[•✎×=:.*_Rp1-9 ]{1,12}"]
        .prop_map(|raw| clean_line(&raw).text)
        .prop_filter("enough of it", move |text| text.len() >= least)
}

fn code() -> impl Strategy<Value = Code> {
    prop_oneof!["[A-Z]{1,4}[0-9-]{0,3}", "\\PC{1,10}"]
        .prop_filter_map("a code", |raw| Code::read(&raw).ok())
}

fn item() -> impl Strategy<Value = FormItem> {
    let label = clean(1).prop_filter("a label", |label| {
        !label.contains(['=', ':', ',', ';', '@', '"'])
    });
    (
        1..=1_000_000i64,
        code(),
        clean(1),
        chosen(),
        prop::collection::vec((label, clean(1)), 0..3),
        clean(0),
        0..=1_000_000_000_000i64,
    )
        .prop_map(|(qty, code, name, chosen, fields, text, amount)| FormItem {
            qty,
            code,
            name,
            chosen,
            fields,
            text,
            amount: Rupiah::new(amount),
        })
}

fn order() -> impl Strategy<Value = FormOrder> {
    (
        code(),
        prop::collection::vec(item(), 1..5),
        0..=1_000_000_000_000i64,
        (clean(1), clean(0), clean(0), clean(0)),
    )
        .prop_map(
            |(period, items, total, (name, phone, address, note))| FormOrder {
                period,
                items,
                total: Rupiah::new(total),
                name,
                phone,
                address,
                note,
                around: String::new(),
            },
        )
}

proptest! {
    #[test]
    fn any_order_is_read_back_to_the_letter(order in order(), title in clean(1), lang in 0..2usize) {
        let text = write(&order, &title, &LABELS[lang]);
        prop_assert_eq!(read(&text), Some(Ok(order)), "{}", text);
    }

    #[test]
    fn a_figure_changed_on_the_way_is_noticed(order in order(), at in any::<prop::sample::Index>()) {
        let text = write(&order, "Judul", &LABELS[0]);
        let until = text.rfind("Kode: ").unwrap();
        let digits: Vec<usize> = text[..until].match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = digits[at.index(digits.len())];
        let mut changed = text.into_bytes();
        changed[at] = if changed[at] == b'9' { b'1' } else { changed[at] + 1 };
        let changed = String::from_utf8(changed).unwrap();
        prop_assert!(!matches!(read(&changed), Some(Ok(_))), "{}", changed);
    }

    #[test]
    fn anything_at_all_is_read_without_a_panic(text in "(\\PC|[\n*:=×•✎. ]){0,200}") {
        let _ = read(&text);
    }
}

const MESSAGE: [&str; 8] = [
    "*Pesanan NAS3*",
    "Nastar batch 3 — Dapur Sari",
    "1. 2 × NAS-KEJU: Nastar Keju = Rp130.000",
    "• Kartu: Selamat ya",
    "✎ tanpa gula",
    "Total: Rp130.000",
    "Nama: Budi",
    "HP: 0812-3456-7890",
];

fn message() -> String {
    format!(
        "{}\n\nKode: NAS3-{}",
        MESSAGE.join("\n"),
        check_code(MESSAGE)
    )
}

#[test]
fn a_message_is_read_with_a_chat_prefix_and_without_stars() {
    let exact = read(&message()).unwrap().unwrap();
    assert_eq!(
        exact.items[0].customization(),
        "Kartu: Selamat ya; tanpa gula"
    );
    let marked = format!("[09:14, 12/8/2026] Budi: {}", message());
    assert_eq!(read(&marked).unwrap().unwrap().items, exact.items);
    let bare = message().replace('*', "").replace('\n', "\r\n");
    assert_eq!(read(&bare).unwrap().unwrap(), exact);
    let spoken = format!(
        "Pesanan saya ya kak\n\n{}\nmakasih",
        message().replace('*', "")
    );
    let spoken = read(&spoken).unwrap().unwrap();
    assert_eq!(spoken.around, "Pesanan saya ya kak\nmakasih");
    assert_eq!(spoken.items, exact.items);
}

#[test]
fn altered_and_truncated_messages_are_asked_about() {
    let changed = message().replace("2 ×", "3 ×");
    let error = read(&changed).unwrap().unwrap_err();
    assert!(matches!(error, FormError::Changed { .. }));
    assert_eq!(error.order().unwrap().items[0].qty, 3);
    let cut = MESSAGE.join("\n");
    let error = read(&cut).unwrap().unwrap_err();
    assert!(matches!(error, FormError::CutShort { .. }));
    assert_eq!(error.order().unwrap().name, "Budi");
    for other in [
        "",
        "halo kak",
        "Pesanan NAS3",
        "Nama: Budi\nPesanan: 2 nastar",
    ] {
        assert_eq!(read(other), None, "{other}");
    }
}

// Tests of the page itself, in a browser.

/// Fills in the page like a customer, once for each order, and puts the messages into `#out`.
const FILL: &str = "
const put = (id, text) => {
  const input = document.getElementById(id);
  input.value = text;
  input.dispatchEvent(new Event('input'));
};
const written = [];
for (const order of ORDERS) {
  if (lang !== order.lang) document.getElementById('language').click();
  for (const line of order.lines) {
    if (line.no) document.querySelectorAll('.good')[line.at].querySelector('button.link').click();
    put('q' + line.at + '-' + line.no, String(line.qty));
    put('t' + line.at + '-' + line.no, line.text);
  }
  for (const id of ['name', 'phone', 'address', 'note']) put(id, order[id]);
  written.push({ text: message(), wrong: problems().map(p => p.text), shown: document.getElementById('total').textContent, closed: document.getElementById('send').disabled });
  cart.forEach((lines, at) => { cart[at] = [blank()]; });
  render();
}
const out = document.createElement('pre');
out.id = 'out';
out.textContent = JSON.stringify(written);
document.body.append(out);
";

/// A page that shows the form in a window of its own and writes down what it sends.
const FRAME: &str = "<!doctype html><body style='margin:0'>
<script>addEventListener('message', sent => {
const out = document.createElement('pre');
out.id = 'out';
out.textContent = sent.data;
document.body.append(out);
});</script>
<iframe src='coba.html' style='width:WIDTHpx; height:HEIGHTpx; border:0'></iframe></body>";

pub fn chromium() -> Option<&'static str> {
    needs_one_of(&[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ])
}

/// Returns the page's message for each order, with the browser's clock at `now` (Unix seconds).
fn browse(browser: &str, shop: &Shop, page: &str, orders: &Value, now: i64) -> Vec<Value> {
    browse_with(browser, shop, page, orders, now, FILL)
}

fn browse_with(
    browser: &str,
    shop: &Shop,
    page: &str,
    orders: &Value,
    now: i64,
    fill: &str,
) -> Vec<Value> {
    let script = format!("const ORDERS = {orders};{fill}");
    let written = run_in_page(browser, shop, page, now, &[&script], None, &[]);
    written.as_array().unwrap().clone()
}

/// Runs scripts at the end of the page, with the browser's clock at `now`, and returns the JSON that
/// they put into `#out`, or send to the parent where `window` says how wide and high the page's
/// window is. The page's policy stays in force; these scripts are added to it.
pub fn run_in_page(
    browser: &str,
    shop: &Shop,
    page: &str,
    now: i64,
    scripts: &[&str],
    window: Option<(u32, u32)>,
    flags: &[&str],
) -> Value {
    let clock = format!("Date.now = () => {now}000;");
    let mut page = page.to_owned();
    let mut add = |script: &str, before: &str| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(script));
        page = page
            .replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1)
            .replacen(before, &format!("<script>{script}</script>{before}"), 1);
    };
    add(&clock, "<div id=\"page\">");
    for script in scripts {
        add(&script.replace("</", "<\\/"), "</body>");
    }
    let path = shop.file("coba.html");
    std::fs::write(&path, page).unwrap();
    let path = match window {
        None => path,
        // A browser's own window has a least width, a frame has none.
        Some((width, height)) => {
            let frame = shop.file("bingkai.html");
            let page = FRAME
                .replace("WIDTH", &width.to_string())
                .replace("HEIGHT", &height.to_string());
            std::fs::write(&frame, page).unwrap();
            frame
        }
    };
    let dom = dump(browser, &path, shop, flags);
    let (_, rest) = dom
        .split_once("<pre id=\"out\">")
        .unwrap_or_else(|| panic!("{dom}"));
    let (json, _) = rest.split_once("</pre>").unwrap();
    let json = json
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&");
    serde_json::from_str(&json).unwrap()
}

fn dump(browser: &str, path: &Path, shop: &Shop, flags: &[&str]) -> String {
    let output = Command::new(browser)
        .args([
            "--headless",
            // CI runs as root, where Chromium's sandbox can't start.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            // No network requests of Chromium's own.
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1000,1000",
        ])
        .arg(format!(
            "--user-data-dir={}",
            shop.file("browser").display()
        ))
        .args(["--virtual-time-budget=3000", "--dump-dom"])
        .args(flags)
        .arg(format!("file://{}", path.display()))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The shop's clock, as the page sees it.
pub const NOW: i64 = MORNING.unix();

#[test]
fn the_page_writes_what_is_read_back_and_its_total_is_the_orders() {
    let Some(browser) = chromium() else { return };
    let shop = with_phone();
    shop.does("po tier NAS3 NAS-KEJU 'Early bird' --price 60rb --first 3");
    let page = shop.does("export form NAS3");
    let texts = [
        "",
        "tanpa gula",
        "tulis: \"Selamat\" = 17.00 • ✎",
        "  dua\tspasi  👍 é ",
        "</script>",
    ];
    let orders: Vec<Value> = (0..30usize)
        .map(|n| {
            let mut lines = vec![json!({ "at": n % 3, "no": 0, "qty": 1 + n * 7 % 11, "text": texts[n % 5] })];
            if n % 2 == 0 {
                lines.push(json!({ "at": n % 3, "no": 1, "qty": 1 + n % 4, "text": texts[(n + 1) % 5] }));
            }
            if n % 3 == 0 {
                lines.push(json!({ "at": (n + 1) % 3, "no": 0, "qty": 2, "text": "" }));
            }
            json!({
                "lang": if n % 4 == 1 { "en" } else { "id" }, "lines": lines,
                "name": (["Budi", "Ibu Sri  Wahyuni", "D'Anna 'Ñ'", "O\u{200e}n"][n % 4]), "phone": "0812-3456-7890",
                "address": (["", "Jl. Melati 5\nRT 3/RW 4\n\nBandung"][n % 2]), "note": (["diambil sore; jam 5", ""][n % 2]),
            })
        })
        .collect();
    let written = browse(browser, &shop, &page, &json!(orders), NOW);
    assert_eq!(written.len(), orders.len());
    // All messages pasted at once, in the format of a chat.
    let chat: String = written
        .iter()
        .enumerate()
        .map(|(n, done)| {
            let text = done["text"].as_str().unwrap();
            format!("[09:{n:02}, 1/2/2026] +62 812-0000-00{n:02}: {text}\n")
        })
        .collect();
    std::fs::write(shop.file("chat.txt"), chat).unwrap();
    let codes = shop.does("order paste chat.txt --po NAS3 --yes");
    let codes: Vec<&str> = codes.lines().collect();
    assert_eq!(codes.len(), written.len());
    for (code, done) in codes.iter().zip(&written) {
        let order = read(done["text"].as_str().unwrap()).unwrap().unwrap();
        let stored = shop.json(&format!("order show {code}"));
        let mut had: Vec<_> = Vec::new();
        for line in stored["lines"].as_array().unwrap() {
            let same = |known: &&mut (Value, i64, Value)| {
                known.0 == line["code"] && known.2 == line["customization"]
            };
            let qty = line["qty"].as_i64().unwrap();
            // Price slices of one item.
            match had.iter_mut().find(same) {
                Some(known) => known.1 += qty,
                None => had.push((line["code"].clone(), qty, line["customization"].clone())),
            }
        }
        let mut wanted: Vec<(Value, i64, Value)> = Vec::new();
        for item in &order.items {
            let asked = Some(item.customization()).filter(|asked| !asked.is_empty());
            let (code, asked) = (json!(item.code.as_str()), json!(asked));
            match wanted
                .iter_mut()
                .find(|known| known.0 == code && known.2 == asked)
            {
                Some(known) => known.1 += item.qty,
                None => wanted.push((code, item.qty, asked)),
            }
        }
        had.sort_by_key(|item| format!("{item:?}"));
        wanted.sort_by_key(|item| format!("{item:?}"));
        assert_eq!(had, wanted, "{code}");
        let note = Some(order.note).filter(|note| !note.is_empty());
        assert_eq!(stored["note"], json!(note), "{code}");
    }
    shop.does("undo");
    for (n, (wish, done)) in orders.iter().zip(&written).enumerate() {
        let text = done["text"].as_str().unwrap();
        let order = read(text)
            .unwrap()
            .unwrap_or_else(|error| panic!("{error}\n{text}"));
        let labels = &LABELS[usize::from(wish["lang"] == "en")];
        assert_eq!(text, write(&order, "Nastar batch 3 — Dapur Sari", labels));
        let asked: Vec<_> = wish["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                (
                    line["qty"].as_i64().unwrap(),
                    clean_line(line["text"].as_str().unwrap()).text,
                )
            })
            .collect();
        let mut had: Vec<_> = order
            .items
            .iter()
            .map(|item| (item.qty, item.text.clone()))
            .collect();
        let mut wanted = asked.clone();
        had.sort();
        wanted.sort();
        assert_eq!(had, wanted, "{text}");
        assert_eq!(order.name, clean_line(wish["name"].as_str().unwrap()).text);
        assert_eq!(
            order.address,
            ["", "Jl. Melati 5, RT 3/RW 4, Bandung"][n % 2]
        );
        assert_eq!(done["shown"].as_str().unwrap(), order.total.to_string());
        assert_eq!(
            (&done["wrong"], &done["closed"]),
            (&json!([]), &json!(false))
        );
        // The total on the page is the shop's total.
        if n < 6 {
            let mut typed = "order add NAS3 --name Budi".to_owned();
            for item in &order.items {
                typed.push_str(&format!(
                    " --item '{} {}: n{}'",
                    item.qty,
                    item.code,
                    item.text.len()
                ));
            }
            let code = shop.does(&typed);
            assert_eq!(
                shop.json(&format!("order show {code}"))["total"],
                order.total.raw(),
                "{text}"
            );
            shop.does("undo");
        }
    }
}

#[test]
fn the_page_says_what_is_missing_and_closes_by_the_clock() {
    let Some(browser) = chromium() else { return };
    let shop = with_phone();
    let page = shop.does("export form NAS3");
    let empty = json!([{ "lang": "id", "lines": [], "name": "", "phone": "12", "address": "", "note": "" }]);
    let open = browse(browser, &shop, &page, &empty, NOW);
    let wrong = open[0]["wrong"].to_string();
    for part in ["Pilih dulu barangnya", "Nama belum diisi", "0812-3456-7890"] {
        assert!(wrong.contains(part), "{wrong}");
    }
    let closed = browse(browser, &shop, &page, &empty, NOW + 30 * 86_400);
    assert_eq!(closed[0]["closed"], true);
}

/// Rules 66 and 67: prices from a number of units on, multiples, and the custom fields of each
/// unit.
#[test]
fn the_page_prices_and_asks_as_the_shop_does() {
    let Some(browser) = chromium() else { return };
    let shop = with_phone();
    shop.does("product add JRS Jersey --price 100rb");
    shop.does("product price JRS 90rb --from 6");
    shop.does("product price JRS 50rb --level reseller");
    shop.does("product field JRS 'Nama punggung' --required --length 1..12 --price 10rb");
    shop.does("po offer NAS3 JRS");
    shop.does("po tier NAS3 JRS Kilat --price 120rb --first 2");
    let page = shop.does("export form NAS3");
    assert!(
        !page.contains("reseller"),
        "a level's price is nobody's in a form"
    );
    let order = |qty: i64, text: &str| {
        json!({ "lang": "id", "lines": [{ "at": 3, "no": 0, "qty": qty, "text": text }],
            "name": "Budi", "phone": "081234567890", "address": "", "note": "" })
    };
    let fields = FILL.replace(
        "put('t' + line.at",
        "put('f' + line.at + '-0-0', line.text); put('t' + line.at",
    );
    let written = browse_with(
        browser,
        &shop,
        &page,
        &json!([order(5, "ANDI; 7"), order(6, "ANDI"), order(1, "")]),
        NOW,
        &fields,
    );
    for (n, qty) in [(0, 5), (1, 6)] {
        let order = read(written[n]["text"].as_str().unwrap()).unwrap().unwrap();
        let code = shop.does(&format!(
            "order add NAS3 --name Budi --item '{qty} JRS: {}'",
            order.items[0].customization()
        ));
        let stored = shop.json(&format!("order show {code}"));
        assert_eq!(stored["total"], order.total.raw(), "{stored}");
        assert_eq!(
            stored["lines"][0]["customization"],
            order.items[0].customization()
        );
    }
    assert!(
        written[2]["wrong"]
            .to_string()
            .contains("Nama punggung belum diisi")
    );
}

/// Rules 66, 94: a wholesale price across sizes and the price of a kilogram come to what the shop bills.
#[test]
fn the_page_counts_all_sizes_and_weights() {
    let Some(browser) = chromium() else { return };
    let shop = with_phone();
    shop.does("product add JRS Jersey --price 165rb");
    shop.does("product variant JRS M M");
    shop.does("product variant JRS L L");
    shop.does("product price JRS 150rb --from 12 --across");
    shop.does("product add AYM Ayam --price 80rb");
    shop.does("product edit AYM --per kg --about 1,5");
    shop.does("po offer NAS3 JRS");
    shop.does("po offer NAS3 AYM");
    let page = shop.does("export form NAS3");
    let data = data_of(&page);
    let offers = data["offers"].as_array().unwrap();
    let at = |code: &str| {
        offers
            .iter()
            .position(|offer| offer["code"] == code)
            .unwrap()
    };
    let line = |code: &str, qty: i64| json!({ "at": at(code), "no": 0, "qty": qty, "text": "" });
    let order = |lines: Value| json!({ "lang": "id", "lines": lines, "name": "Budi", "phone": "081234567890", "address": "", "note": "" });
    let orders = json!([
        order(json!([line("JRS-M", 7), line("JRS-L", 5)])),
        order(json!([line("JRS-M", 7), line("JRS-L", 4), line("AYM", 2)])),
    ]);
    let written = browse(browser, &shop, &page, &orders, NOW);
    let total = |n: usize| {
        read(written[n]["text"].as_str().unwrap())
            .unwrap()
            .unwrap()
            .total
            .raw()
    };
    assert_eq!(total(0), 12 * 150_000);
    assert_eq!(total(1), 11 * 165_000 + 2 * 120_000);
}

/// Rule 65: a package's parts are chosen on the page, all must be chosen, and the book keeps them.
#[test]
fn the_page_lets_packages_be_chosen() {
    let Some(browser) = chromium() else { return };
    let shop = with_phone();
    shop.does("product add HAMP Hampers --price 150rb");
    shop.does("product add BOLU Bolu --price 45rb");
    shop.does("product add LDK 'Lidah Kucing' --price 40rb");
    shop.does("product package HAMP --with '1 NAS-ORI' --choose 'toples 2: NAS-KEJU, 2 KAS' --choose '1: LDK, BOLU'");
    shop.does("po offer NAS3 HAMP");
    let page = shop.does("export form NAS3");
    let data = data_of(&page);
    let offers = data["offers"].as_array().unwrap();
    let at = offers
        .iter()
        .position(|offer| offer["code"] == "HAMP")
        .unwrap();
    assert_eq!(offers[at]["contents"], "1 Nastar Original");
    assert_eq!(offers[at]["choices"][0]["among"][1]["name"], "2 Kastengel");
    // Clicks the button next to the wanted part, once for each pick.
    let fill = FILL.replace(
        "put('t' + line.at",
        "for (const id of line.picks) document.getElementById('c' + line.at + '-' + line.no + '-' + id).click(); put('t' + line.at",
    );
    let order = |lines: Value| json!({ "lang": "id", "lines": lines, "name": "Budi", "phone": "081234567890", "address": "", "note": "" });
    let line = |no: i64, qty: i64, picks: &[&str], text: &str| json!({ "at": at, "no": no, "qty": qty, "picks": picks, "text": text });
    let orders = json!([
        order(json!([line(0, 1, &["0-0", "0-0", "1-1"], "kartu: Sari")])),
        // Clicks beyond the number of picks change nothing; another line has its own picks.
        order(json!([
            line(0, 2, &["0-0", "0-1", "0-1", "1-0", "1-1"], ""),
            line(1, 1, &["0-1", "0-1", "1-0"], "")
        ])),
        order(json!([line(0, 1, &["0-0", "1-0"], "")])),
    ]);
    let written = browse_with(browser, &shop, &page, &orders, NOW, &fill);
    let told = |n: usize| read(written[n]["text"].as_str().unwrap()).unwrap().unwrap();
    let chosen = |n: usize| {
        told(n)
            .items
            .into_iter()
            .map(|item| item.chosen)
            .collect::<Vec<_>>()
    };
    assert_eq!(chosen(0), ["2 NAS-KEJU, BOLU"]);
    assert_eq!(chosen(1), ["NAS-KEJU, KAS, BOLU", "2 KAS, LDK"]);
    for n in [0, 1] {
        assert_eq!(written[n]["wrong"], json!([]));
        let mut typed = "order add NAS3 --name Budi".to_owned();
        for item in told(n).items {
            typed.push_str(&format!(
                " --item '{} {}[{}]'",
                item.qty, item.code, item.chosen
            ));
        }
        let code = shop.does(&typed);
        assert_eq!(
            shop.json(&format!("order show {code}"))["total"],
            told(n).total.raw()
        );
    }
    assert_eq!(
        written[2]["wrong"],
        json!(["Pilihan untuk Hampers kurang 1 lagi."])
    );
}
