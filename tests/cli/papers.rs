//! Packing lists, labels, notas and couriers' tables hold the right orders and all of their text (rules 80, 99,
//! 100).

use std::process::Command;

use crate::handover::ready;
use crate::needs::needs;
use crate::shop::{Shop, empty};

/// The text of a PDF that a command writes.
fn pdf(shop: &Shop, typed: &str) -> Option<String> {
    let file = shop.file("kertas.pdf");
    shop.does(&format!("{typed} -o kertas.pdf --force"));
    if !needs("pdftotext") {
        return None;
    }
    let out = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&file)
        .arg("-")
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    Some(String::from_utf8(out.stdout).unwrap())
}

/// Of five orders with the same goods one is cancelled and one waits: papers are of the others, and what is
/// packed is what the tally counts.
#[test]
fn papers_are_of_the_orders_that_count() {
    let shop = ready();
    let packing = shop.does("export packing P1 --format text");
    let labels = shop.does("export labels P1 --format text");
    let notas = shop.does("export nota P1 --format text");
    for paper in [&packing, &labels, &notas] {
        for there in ["P1-001", "P1-002", "P1-003", "P1-004"] {
            assert!(paper.contains(there), "{there}: {paper}");
        }
        for not in ["P1-005", "P1-006", "Uci", "Wati"] {
            assert!(!paper.contains(not), "{not}: {paper}");
        }
    }
    assert!(!labels.contains("Rp"), "{labels}");
    assert!(notas.contains("Rp275.000"), "{notas}");
    // The packing list says how many units it holds: those of the tally, packages as one.
    let units: i64 = shop.json("order list")["orders"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|order| order["status"] == "active")
        .map(|order| order["units"].as_i64().unwrap())
        .sum();
    assert!(
        packing.contains(&format!("4 pesanan · {units} pcs")),
        "{packing}"
    );
    let by_product = shop.does("export packing P1 --by product --format text");
    assert!(by_product.contains("Nastar"), "{by_product}");
    // What has left is packed no more.
    shop.does("ship P1-001 --courier JNE --resi 0012345");
    let packing = shop.does("export packing P1 --format text");
    assert!(!packing.contains("P1-001"), "{packing}");
    let labels = shop.does("export labels P1-001 --format text");
    assert!(
        labels.contains("0012345") && labels.contains("P1"),
        "{labels}"
    );
}

/// A label says what its courier collects once there is a parcel: of goods in none nobody knows it yet.
#[test]
fn only_a_parcel_says_what_its_courier_collects() {
    let shop = ready();
    let before = shop.does("export labels P1-001 --format text");
    assert!(before.contains("P1-001"), "{before}");
    assert!(!before.contains("COD"), "{before}");
    shop.does("ship P1-001 --courier JNE --resi 0012345");
    let label = shop.does("export labels P1-001 --format text");
    assert!(label.contains("NON-COD"), "{label}");
}

/// Rule 100: a name of 50 and an address of 200 characters without spaces are on every paper, whole.
#[test]
fn long_texts_are_whole_on_every_paper() {
    let shop = ready();
    let name = "N".repeat(50);
    let address: String = ('a'..='z').cycle().take(200).collect();
    shop.does(&format!(
        "order edit P1-001 --recipient {name} --address {address}"
    ));
    for paper in ["100x150", "a6", "80mm", "58mm", "a4"] {
        let typed = format!("export labels P1-001 --format pdf --paper {paper}");
        let Some(text) = pdf(&shop, &typed) else {
            return;
        };
        let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(letters.contains(&name), "{paper}: {text}");
        let there: String = letters.chars().filter(char::is_ascii_lowercase).collect();
        assert!(there.contains(&address), "{paper}: {text}");
    }
    for paper in ["a4", "80mm", "58mm"] {
        let Some(text) = pdf(
            &shop,
            &format!("export nota P1-001 --format pdf --paper {paper}"),
        ) else {
            return;
        };
        assert!(text.contains("P1-001"), "{paper}: {text}");
    }
}

/// What isn't possible is said with what is.
#[test]
fn a_paper_that_does_not_exist_is_refused() {
    let shop = ready();
    shop.refuses(
        "export labels P1 --format pdf --paper a7 -o x.pdf",
        "100x150",
    );
    shop.refuses("export nota P1 --format csv", "pdf");
    shop.refuses(
        "export labels P1 --format escpos --paper a6 -o x.bin",
        "80mm",
    );
    shop.refuses("export labels P9 --format text", "P9");
    shop.does("export labels --test --paper a4-3x7 --format pdf -o uji.pdf");
    std::fs::write(shop.file("labels.csv"), "code,name\nx\n").unwrap();
    shop.refuses("export labels P1 --format pdf -o x.pdf", "sheet_w_mm");
}

/// Rule 99: phones leave in the form the courier wants, and a text that is too long names its order.
#[test]
fn a_couriers_table_is_as_the_courier_wants_it() {
    let shop = ready();
    shop.does("ship P1-001 --courier JNE --weight 1250");
    shop.does("ship P1-004 --courier JNE --cod rest");
    let table = shop.does("export courier P1-001 P1-004 --courier aggregator");
    let mut lines = table.lines();
    let header = lines.next().unwrap();
    assert!(
        header.starts_with("Tipe Pengiriman,Kurir,Nama Penerima,No. Telp. Penerima"),
        "{header}"
    );
    let rows: Vec<&str> = lines.collect();
    assert_eq!(rows.len(), 2, "{table}");
    assert!(
        rows[0].starts_with("NON-COD,JNE,Budi,081234567801,Jl. Melati 5"),
        "{table}"
    );
    assert!(rows[0].contains(",1.25,3,"), "{table}");
    assert!(rows[1].starts_with("COD,JNE,Tono,081234567803"), "{table}");
    assert!(rows[1].contains(",170000,"), "{table}");
    let lion = shop.does("export courier P1-001 --courier lion");
    assert!(lion.contains("6281234567801"), "{lion}");
    shop.does(&format!("order edit P1-002 --recipient {}", "N".repeat(51)));
    shop.refuses("export courier P1-002", "P1-002");
    shop.refuses("export courier P1 --courier 'tidak ada'", "aggregator");
    std::fs::write(
        shop.file("couriers.csv"),
        "courier,title,field,max\nsendiri,Nama,recipient,\nsendiri,Kota,=Bandung,\n",
    )
    .unwrap();
    assert_eq!(
        shop.does("export courier P1-001 --courier sendiri"),
        "Nama,Kota\nBudi,Bandung"
    );
}

/// What a command writes, read back from PDF, from the bytes for a receipt printer, and as text; each without its
/// line breaks.
fn all_forms(shop: &Shop, typed: &str, papers: &[&str]) -> Vec<(String, String)> {
    let mut forms = vec![(
        "text".to_owned(),
        shop.does(&format!("{typed} --format text")),
    )];
    shop.does(&format!("{typed} --format escpos -o kertas.bin --force"));
    let bytes = std::fs::read(shop.file("kertas.bin")).unwrap();
    forms.push((
        "escpos".to_owned(),
        String::from_utf8_lossy(&bytes).into_owned(),
    ));
    for paper in papers {
        let text = pdf(shop, &format!("{typed} --format pdf --paper {paper}"));
        forms.extend(text.map(|text| ((*paper).to_owned(), text)));
    }
    for (_, text) in &mut forms {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    forms
}

/// A PO that is ready: a gift order for two recipients, and an order of a dropshipper of glass.
fn gifts() -> Shop {
    let mut shop = empty();
    for typed in [
        "shop set name='Dapur Nissa' phone=081300000000",
        "product add NAS Nastar --price 85rb",
        "product add TOP Toples --price 40rb",
        "product edit TOP --fragile yes",
        "product add HAMP Hampers --price 250rb",
        "product package HAMP --with '2 NAS' --with '1 TOP'",
        "po new P1 'PO Satu' --open 2026-01-20 --close 2026-02-15",
        "po offer P1 NAS",
        "po offer P1 TOP",
        "po offer P1 HAMP",
        "order add P1 --name 'PT Maju' --phone 081234567801 --address 'Jl. Kantor 9' --item '4 HAMP' --item '2 NAS'",
        "order destination P1-001 'Bu Ani' --phone 081211110000 --address 'Jl. Mawar 1' --date 21/2 --card 'Selamat Lebaran' --item '2 HAMP'",
        "order destination P1-001 'Pak Eko' --address 'Jl. Melati 2' --card 'Salam hangat' --item '1 HAMP' --item '2 NAS'",
        "order add P1 --name Lina --phone 081234567802 --recipient Gita --address 'Jl. Anggrek 3' --sender 'Toko Rina, 081299998888' --item '1 NAS'",
        "pay P1-001 1.170.000",
        "pay P1-002 85rb",
    ] {
        shop.does(typed);
    }
    shop.at("2026-02-20T09:00");
    shop.does("po produce P1");
    shop.does("po ready P1");
    shop
}

/// Rules 80, 100: each recipient has a label of its own with its goods, its card, and that they break; what is
/// nobody's goes to the order's own.
#[test]
fn labels_are_of_who_receives_and_who_sends() {
    let shop = gifts();
    for (form, text) in all_forms(&shop, "export labels P1", &["100x150", "a6", "58mm", "a4"]) {
        for there in [
            "Bu Ani",
            "Jl. Mawar 1",
            "Selamat Lebaran",
            "2 × Hampers",
            "Pak Eko",
            "Jl. Melati 2",
            "Salam hangat",
            "2 × Nastar",
            "PT Maju",
            "Jl. Kantor 9",
            "1 × Hampers",
            "Gita",
            "Jl. Anggrek 3",
            "Toko Rina",
            "0812-9999-8888",
            "Dapur Nissa",
        ] {
            let there = match form.as_str() {
                "escpos" => there.replace('×', "x"),
                _ => there.to_owned(),
            };
            assert!(text.contains(&there), "{there} in {form}: {text}");
        }
        assert_eq!(text.matches("MUDAH PECAH").count(), 3, "{form}: {text}");
        assert!(
            !text.contains("Rp") && !text.contains("4 × Hampers"),
            "{form}: {text}"
        );
    }
    // Who buys from a dropshipper doesn't read whose goods these are.
    let label = shop.does("export labels P1-002 --format text");
    assert!(
        !label.contains("Dapur Nissa") && !label.contains("MUDAH PECAH"),
        "{label}"
    );
    // A parcel says the same.
    shop.does("ship P1-002 --courier JNE --resi 0012345");
    let label = shop.does("export labels P1-002 --format text");
    assert!(
        label.contains("0012345") && label.contains("Toko Rina"),
        "{label}"
    );
    shop.does("ship P1-001 --to 'Bu Ani' --courier JNE --resi 00777");
    let labels = shop.does("export labels P1-001 --format text");
    assert_eq!(labels.matches("Bu Ani").count(), 1, "{labels}");
    for there in [
        "00777",
        "Selamat Lebaran",
        "2 × Hampers",
        "Pak Eko",
        "PT Maju",
    ] {
        assert!(labels.contains(there), "{there}: {labels}");
    }
    assert_eq!(labels.matches("MUDAH PECAH").count(), 3, "{labels}");
}

/// Rule 80: a packing list shows what each recipient gets, and its card.
#[test]
fn packing_is_listed_by_recipient() {
    let shop = gifts();
    for (form, text) in all_forms(&shop, "export packing P1", &["a4", "58mm"]) {
        for there in [
            "untuk Bu Ani",
            "Sab 21 Feb 2026",
            "Selamat Lebaran",
            "PT Maju untuk Pak Eko",
            "Salam hangat",
            "Lina untuk Gita",
            "Toko Rina",
            "MUDAH PECAH",
            "2 pesanan",
        ] {
            assert!(text.contains(there), "{there} in {form}: {text}");
        }
        assert!(!text.contains("Rp"), "{form}: {text}");
    }
    let list = shop.does("export packing P1 --format text");
    let ani = list
        .split("Bu Ani")
        .nth(1)
        .unwrap()
        .split("P1-")
        .next()
        .unwrap();
    assert!(ani.contains("2 × Hampers"), "{ani}");
    assert!(
        ani.contains("4 Nastar") && ani.contains("2 Toples"),
        "{ani}"
    );
    let route = shop.does("export packing P1 --by route --format text");
    assert!(
        route.contains("Jl. Mawar 1") && route.contains("Jl. Melati 2"),
        "{route}"
    );
    let product = shop.does("export packing P1 --by product --format text");
    assert!(product.contains("PT Maju untuk Pak Eko"), "{product}");
    // What is packed is packed no more.
    shop.does("ship P1-001 --to 'Bu Ani' --courier JNE --packed");
    let list = shop.does("export packing P1 --format text");
    assert!(
        !list.contains("Bu Ani") && list.contains("Pak Eko"),
        "{list}"
    );
}

/// Rule 80: who pays gets the nota, and each recipient a delivery note without prices or payer.
#[test]
fn recipients_have_delivery_notes_without_prices() {
    let shop = gifts();
    for (form, text) in all_forms(&shop, "export nota P1-001", &["a4", "80mm"]) {
        let title = if form == "a4" {
            "SURAT JALAN"
        } else {
            "Surat jalan"
        };
        let notes: Vec<&str> = text.split(title).collect();
        assert_eq!(notes.len(), 3, "{form}: {text}");
        assert!(text.contains("Rp1.170.000"), "{form}: {text}");
        for there in [
            "Bu Ani",
            "Jl. Mawar 1",
            "Selamat Lebaran",
            "Pak Eko",
            "Salam hangat",
        ] {
            assert!(text.contains(there), "{there} in {form}: {text}");
        }
        assert!(
            !notes[2].contains("Rp") && !notes[2].contains("PT Maju"),
            "{form}: {text}"
        );
    }
}

/// Goods out of a package that are due again are packed by themselves, not as another package (rule 83).
#[test]
fn a_part_that_is_due_again_is_packed_alone() {
    let shop = gifts();
    shop.does("ship P1-001 --to 'Bu Ani' --courier JNE");
    shop.does("ship P1-001 --to 'Pak Eko' --courier JNE");
    shop.does("ship P1-001 --courier JNE");
    shop.does("claim add P1-001 '1 TOP' --kind damaged --end replace");
    let list = shop.does("export packing P1-001 --format text");
    assert!(
        list.contains("1 × Toples") && !list.contains("Hampers"),
        "{list}"
    );
}

/// For whom goods are is said while it is certain: nobody keeps whose units left first. What came back is packed
/// again (rules 74, 82).
#[test]
fn what_is_left_is_named_by_whom_it_is_for() {
    let shop = ready();
    shop.does("order add P1 --name Tim --item '2 KAS @Adit' --item '1 KAS @Bayu' --late telat");
    shop.does("pay P1-007 150rb");
    let packing = || shop.does("export packing P1-007 --format text");
    let whole = packing();
    assert!(whole.contains("Adit") && whole.contains("Bayu"), "{whole}");
    shop.does("ship P1-007 --item '1 KAS @Bayu' --courier JNE");
    let list = packing();
    assert!(
        list.contains("2 × Kastengel") && !list.contains("Adit") && !list.contains("Bayu"),
        "{list}"
    );
    shop.does("parcel returned P1 --again");
    assert_eq!(packing(), whole);
}

/// Without a PO a packing list is of what is to be packed now: what can be handed over, and what is wanted by today;
/// not what finished POs never recorded (rule 77).
#[test]
fn without_a_po_papers_are_of_what_leaves_now() {
    let shop = gifts();
    for typed in [
        "po new P2 'PO Dua' --open 2026-02-16 --close 2026-03-15",
        "po offer P2 NAS",
        "order add P2 --name Hari --item '1 NAS' --want 20/2",
        "order add P2 --name Nanti --item '1 NAS' --want 9/3",
    ] {
        shop.does(typed);
    }
    let list = shop.does("export packing --format text");
    assert!(list.contains("PT Maju") && list.contains("Hari"), "{list}");
    assert!(
        list.contains("Jum 20 Feb 2026") && !list.contains("Nanti"),
        "{list}"
    );
    let labels = shop.does("export labels --format text");
    assert!(
        labels.contains("Hari") && !labels.contains("Nanti"),
        "{labels}"
    );
    // Its hand-over was never recorded.
    shop.does("po finish P1");
    let list = shop.does("export packing --format text");
    assert!(!list.contains("PT Maju") && list.contains("Hari"), "{list}");
    let notas = shop.does("export nota --format text");
    assert!(
        !notas.contains("PT Maju") && notas.contains("Nanti"),
        "{notas}"
    );
    shop.does("ship P2-001 --courier JNE --packed --unsettled langganan");
    shop.refuses(
        "export packing --format text",
        "Belum ada yang bisa dicetak",
    );
    assert!(shop.does("export labels --format text").contains("Hari"));
    // Named, it is there with all its goods.
    assert!(
        shop.does("export packing P2-001 --format text")
            .contains("1 × Nastar")
    );
}

/// Rules 80, 100: a courier's table has the sender, the goods that break, and of each recipient its own goods and
/// their worth.
#[test]
fn a_couriers_table_says_who_sends_and_what_breaks() {
    let shop = gifts();
    std::fs::write(
        shop.file("couriers.csv"),
        "courier,title,field,max\nx,Nama,recipient,\nx,Pengirim,sender,\nx,HP,sender_phone0,\nx,HP62,sender_phone62,\n\
         x,Isi,contents,\nx,Nilai,value,\nx,Pecah,fragile,\nx,Catatan,remark,\n",
    )
    .unwrap();
    shop.does("ship P1-002 --courier JNE --packed --note 'titip satpam'");
    let table = shop.does("export courier P1 --courier x");
    let breaks = "MUDAH PECAH – JANGAN DIBANTING";
    assert_eq!(
        table.lines().collect::<Vec<_>>(),
        [
            "Nama,Pengirim,HP,HP62,Isi,Nilai,Pecah,Catatan",
            &format!(
                "PT Maju,Dapur Nissa,081300000000,6281300000000,1 Hampers,250000,{breaks},{breaks}"
            ),
            &format!(
                "Bu Ani,Dapur Nissa,081300000000,6281300000000,2 Hampers,500000,{breaks},{breaks}"
            ),
            &format!(
                "Pak Eko,Dapur Nissa,081300000000,6281300000000,\"1 Hampers, 2 Nastar\",420000,{breaks},{breaks}"
            ),
            "Gita,Toko Rina,081299998888,6281299998888,1 Nastar,85000,,titip satpam",
        ]
    );
}
