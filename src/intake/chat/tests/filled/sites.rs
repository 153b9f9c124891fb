//! Messages that shops' sites write, with what their programs put in the places of `${…}`.

use super::customers::{CUSTOMERS, Customer, Wanted, wanted};

pub(super) const SAMPLES: &[&str] = &[
    "C01_nissa_kuker.txt",
    "C02_aice_mitra.txt",
    "C03_aice_customer.txt",
    "C04_laboll_jersey.txt",
    "C05_aisya_bakery.txt",
    "C06_mamyu_forward.txt",
];

/// Full names and prices, as a site has them.
fn good(code: &str) -> (&'static str, i64) {
    match code {
        "NAS-KEJU" => ("Nastar Keju", 65_000),
        "NAS-COKLAT" => ("Nastar Coklat", 65_000),
        "LK" => ("Lidah Kucing", 60_000),
        "BRO20" => ("Brownies 20", 45_000),
        "AQ" => ("Aqua 600ml", 5_000),
        "JRS-M" => ("Jersey M", 120_000),
        _ => ("Jersey L", 120_000),
    }
}

fn dotted(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Puts values in the places of the template, first found first.
fn put(line: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(line.to_owned(), |line, (place, value)| {
        line.replace(place, value)
    })
}

fn filled(sample: &str, template: &str, customer: &Customer) -> (String, Wanted) {
    let mut meant = wanted(customer);
    meant.address = customer.address.join(", ");
    let total: i64 = customer
        .items
        .iter()
        .map(|(qty, code, _)| qty * good(code).1)
        .sum();
    let units: i64 = customer.items.iter().map(|(qty, _, _)| qty).sum();
    let has_note = ["C01", "C03"].iter().any(|one| sample.starts_with(one));
    if has_note {
        meant.note = customer.note.to_owned();
    }
    if sample.starts_with("C01") {
        meant.note = format!("Tanggal Pengiriman: 12 Agustus 2026\n{}", customer.note);
    }
    let (qty, code, _) = customer.items[0];
    if sample.starts_with("C04") {
        meant = Wanted {
            name: customer.name.to_owned(),
            items: vec![(
                qty,
                code,
                "Nama punggung=RIZKY JR, Nomor punggung=07".to_owned(),
            )],
            ..Wanted::default()
        };
    }
    if sample.starts_with("C02") {
        meant.note = format!("Toko: Toko {}", customer.name);
    }
    if sample.starts_with("C05") {
        meant.address.clear();
    }
    let (size, bare) = match code {
        "JRS-L" => ("L", "Jersey"),
        "JRS-M" => ("M", "Jersey"),
        _ => ("-", good(code).0),
    };
    let mut values: Vec<(&str, String)> = vec![
        ("${formData.customerName}", customer.name.to_owned()),
        ("${formData.customerPhone}", customer.phone.to_owned()),
        ("${formData.customerAddress}", meant.address.clone()),
        (
            "${formatDate(formData.deliveryDate)}",
            "12 Agustus 2026".to_owned(),
        ),
        ("${itemCount}", units.to_string()),
        ("${formatCurrency(total)}", format!("Rp {}", dotted(total))),
        (
            "${formatRupiah(total)}",
            format!("Rp {}", dotted(qty * good(code).1)),
        ),
        ("${formData.notes}", customer.note.to_owned()),
        ("${notes}", customer.note.to_owned()),
        ("${total.toLocaleString('id-ID')}", dotted(total)),
        ("${data.shop}", format!("Toko {}", customer.name)),
        ("${data.name}", customer.name.to_owned()),
        ("${data.wa}", customer.phone.to_owned()),
        ("${data.address}", meant.address.clone()),
        ("${wa}", customer.phone.to_owned()),
        ("${address}", meant.address.clone()),
        ("${p.name}", bare.to_owned()),
        ("${size}", size.to_owned()),
        ("${backName.trim()}", "RIZKY JR".to_owned()),
        ("${backNumber}", "07".to_owned()),
        ("${user.name}", customer.name.to_owned()),
        ("Rp …", format!("Rp {}", dotted(total))),
        ("#…", "#ORD-20260812".to_owned()),
        ("*…*", format!("*{}*", customer.name)),
        ("No. HP: …", format!("No. HP: {}", customer.phone)),
    ];
    let each = ["${index", "${item.", "${name} (${qty}x)", "${idx"];
    let mut lines: Vec<String> = Vec::new();
    let mut of_item: Vec<&str> = Vec::new();
    let flush = |of_item: &mut Vec<&str>, lines: &mut Vec<String>| {
        if of_item.is_empty() {
            return;
        }
        for (nth, (qty, code, _)) in customer.items.iter().enumerate() {
            let (name, price) = good(code);
            let values = [
                ("${index + 1}", (nth + 1).to_string()),
                ("${item.name}", name.to_owned()),
                ("${item.quantity}", qty.to_string()),
                ("${item.qty}", qty.to_string()),
                ("${item.mode}", "pcs".to_owned()),
                (
                    "${formatCurrency(item.price)}",
                    format!("Rp {}", dotted(price)),
                ),
                (
                    "${formatCurrency(item.price * item.quantity)}",
                    format!("Rp {}", dotted(price * qty)),
                ),
                ("${subtotal.toLocaleString('id-ID')}", dotted(price * qty)),
                ("${name}", name.to_owned()),
                ("${qty}", qty.to_string()),
            ];
            lines.extend(of_item.iter().map(|line| put(line, &values)));
        }
        of_item.clear();
    };
    for line in template.lines() {
        if each.iter().any(|place| line.contains(place)) {
            of_item.push(line);
            continue;
        }
        flush(&mut of_item, &mut lines);
        values.push(("${name}", customer.name.to_owned()));
        values.push(("${qty}", qty.to_string()));
        lines.push(put(line, &values));
    }
    flush(&mut of_item, &mut lines);
    (lines.join("\n"), meant)
}

fn forwarded(template: &str, customer: &Customer) -> (String, Wanted) {
    let meant = wanted(customer);
    let list: Vec<String> = customer
        .items
        .iter()
        .map(|(qty, _, name)| format!("{qty} {name}"))
        .collect();
    let raw = format!(
        "Nama: {}\nAlamat: {}\nNo. HP: {}\nPesan berapa porsi? {}",
        customer.name,
        meant.address,
        customer.phone,
        list.join(", ")
    );
    let text = template
        .replace("${senderNumber}", "6281100000000")
        .replace("${rawText}", &raw);
    (text, meant)
}

/// Each site's message for each customer whose goods it sells.
pub(super) fn fillings(sample: &str, template: &str) -> Vec<(String, Vec<Wanted>)> {
    let customers = CUSTOMERS.iter().filter(|customer| {
        let jersey = customer.items[0].1.starts_with("JRS");
        !sample.starts_with("C04") || jersey || customer.items[0].1 == "LK"
    });
    customers
        .map(|customer| {
            let (text, meant) = if sample.starts_with("C06") {
                forwarded(template, customer)
            } else {
                filled(sample, template, customer)
            };
            (text, vec![meant])
        })
        .collect()
}
