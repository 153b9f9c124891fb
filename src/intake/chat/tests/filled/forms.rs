//! Blank forms, filled in by their labels.

use super::customers::{CUSTOMERS, Customer, GRAMMARS, Wanted, asked, items, wanted};

pub(super) const SAMPLES: &[&str] = &[
    "A01_mamyu_po_form.txt",
    "A02_mamyu_po_incomplete_reply.txt",
    "A03_jastip_form.txt",
    "A04_address_form_bunda.txt",
    "A05_short_form.txt",
    "A06_minimal_form.txt",
    "A07_bullet_form.txt",
    "A08_rental_form.txt",
    "A09_dawet_v2_form.txt",
    "A11_hash_sms_register.txt",
    "A12_hash_sms_order.txt",
];

/// How a customer writes.
#[derive(Debug, Clone, Copy)]
struct Style {
    grammar: usize,
    layout: usize,
    /// How labels and values are set.
    label: usize,
    /// What is said around it.
    around: usize,
}

/// The label of a line, without bullets and what a shop puts behind it, and where it ends.
fn label(line: &str) -> Option<(String, usize)> {
    let end = line.find([':', '?'])?;
    let name = line[..end].trim_start_matches(|c: char| !c.is_alphabetic());
    let name = name.trim_end().trim_matches('*').to_lowercase();
    (!name.is_empty()).then_some((name, end + 1))
}

/// A line of the form with its value, as the customer sets it.
fn put(line: &str, end: usize, value: &str, style: Style) -> String {
    let head = line[..end].trim_end_matches('*');
    match (style.label, head.strip_suffix(':')) {
        (1, Some(name)) => format!("{} = {value}", name.trim_end()),
        (2, Some(name)) => {
            let from = name.find(|c: char| c.is_alphabetic()).unwrap_or_default();
            format!(
                "{}*{}* : {value}",
                &name[..from],
                name[from..].trim_matches([' ', '*'])
            )
        }
        (3, Some(_)) => format!("{head}\n{value}"),
        (4, Some(name)) => format!("✅ {}: {value}", name.trim().to_uppercase()),
        (5, _) => format!("{head}{value}"),
        (6, Some(name)) => format!(
            "{} : {value}",
            name.trim_start_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        ),
        (7, _) => format!("\n{head} {value}"),
        _ => format!("{head} {value}"),
    }
}

/// Lines customers put around a form.
fn around(text: String, style: Style) -> String {
    match style.around {
        1 => format!("Assalamualaikum kak, ini formatnya ya\n\n{text}\n\nMakasih kak 🙏"),
        2 => format!("{text}\nTerima kasih, ditunggu totalannya ya kak 😊"),
        3 => format!("Kak mau order ya\n{text}"),
        _ => text,
    }
}

/// Values of several lines, with the label above them when items stand one a line.
fn block(text: &str) -> String {
    match text.contains('\n') {
        true => format!("\n{text}"),
        false => text.to_owned(),
    }
}

/// The template filled in by one customer, and the order that is meant.
fn filled(sample: &str, template: &str, customer: &Customer, style: Style) -> (String, Wanted) {
    let mut meant = wanted(customer);
    let mut notes: Vec<String> = Vec::new();
    let list = items(customer, style.grammar, style.layout);
    let (first_qty, first_code, first_name) = customer.items[0];
    let one_product = ["A05", "A08"].iter().any(|one| sample.starts_with(one));
    if one_product {
        meant.items = vec![(first_qty, first_code, String::new())];
    }
    if sample.starts_with("A08") {
        meant.address.clear();
    }
    let address = customer.address.join("\n");
    let mut product = 0;
    let mut lines: Vec<String> = Vec::new();
    let part = |meant: &mut Wanted, text: String| {
        meant.address = match meant.address.as_str() {
            "" => text,
            before => format!("{before}, {text}"),
        };
    };
    if sample.starts_with("A04") {
        meant.address.clear();
        meant.recipient = customer.name.to_owned();
    }
    for line in template.lines() {
        let Some((name, end)) = label(line) else {
            if line.contains("[Jumlah] x [Nama Item]") {
                lines.push(list.clone());
            } else {
                lines.push(line.to_owned());
            }
            continue;
        };
        let value = match name.as_str() {
            "nama" | "nama pemesan" => customer.name.to_owned(),
            "nama penerima" => {
                meant.recipient = customer.name.to_owned();
                customer.name.to_owned()
            }
            "no. hp" | "no hp" | "no hp/wa" | "no hp penerima" => customer.phone.to_owned(),
            "alamat" | "alamat lengkap" | "alamat penerima" => address.clone(),
            "alamat / nama jalan" => {
                let street = customer.address[0].to_owned();
                part(&mut meant, street.clone());
                street
            }
            "rt/rw" | "desa/kelurahan" | "kecamatan" | "kota/kabupaten" | "provinsi"
            | "kode pos" => {
                let place = match name.as_str() {
                    "rt/rw" => "02/05",
                    "desa/kelurahan" => "Dago",
                    "kecamatan" => "Coblong",
                    "kota/kabupaten" => "Bandung",
                    "provinsi" => "Jawa Barat",
                    _ => "40135",
                };
                let label = match style.label {
                    4 => name.to_uppercase(),
                    6 => name.clone(),
                    _ => {
                        let from = line.find(|c: char| c.is_alphabetic()).unwrap_or_default();
                        line[from..end - 1].trim().to_owned()
                    }
                };
                part(&mut meant, format!("{label} {place}"));
                place.to_owned()
            }
            "pesan berapa porsi" | "pesanan" | "jumlah pesanan" => block(&list),
            "produk" | "nama barang / paket" => first_name.to_owned(),
            "jumlah" if one_product => first_qty.to_string(),
            "nama produk" => match customer.items.get(product) {
                Some((_, _, name)) => (*name).to_owned(),
                None => String::new(),
            },
            "jumlah" => {
                product += 1;
                match customer.items.get(product - 1) {
                    Some((qty, _, _)) => qty.to_string(),
                    None => String::new(),
                }
            }
            "tanggal sewa" | "tanggal event" => {
                let from = line.find(|c: char| c.is_alphabetic()).unwrap_or_default();
                let label = match style.label {
                    4 => name.to_uppercase(),
                    6 => name.clone(),
                    _ => line[from..end - 1].trim().to_owned(),
                };
                notes.push(format!("{label}: 12 Agustus 2026"));
                "12 Agustus 2026".to_owned()
            }
            "metode pembayaran" | "pembayaran" => "transfer BCA".to_owned(),
            "notes" | "catatan" => {
                notes.push(customer.note.to_owned());
                customer.note.to_owned()
            }
            _ => {
                lines.push(line.to_owned());
                continue;
            }
        };
        if value.is_empty() {
            lines.push(line.to_owned());
        } else {
            lines.push(put(line, end, &value, style));
        }
    }
    if sample.starts_with("A03") {
        let items = customer.items.iter().take(2);
        meant.items = items
            .map(|(qty, code, _)| (*qty, *code, String::new()))
            .collect();
    }
    if sample.starts_with("A04") {
        // The form asks only where to send it.
        lines.push(format!("\nPesanan:\n{list}"));
    }
    if style.label == 6 {
        // What the shop wrote around its labels was left out.
        lines.retain(|line| {
            label(line.lines().next().unwrap_or_default()).is_some() || line.contains(&list)
        });
    }
    let has_list = !one_product && !sample.starts_with("A03");
    if has_list {
        for item in &mut meant.items {
            item.2 = asked(style.grammar).to_owned();
        }
    }
    meant.note = notes.join("\n");
    (around(lines.join("\n"), style), meant)
}

fn hash(sample: &str, customer: &Customer, style: Style) -> (String, Wanted) {
    let mut meant = wanted(customer);
    let (qty, code, name) = customer.items[0];
    if sample.starts_with("A12") {
        meant = Wanted {
            items: vec![(qty, code, String::new())],
            ..Wanted::default()
        };
        return (format!("PESAN {code}#{qty}"), meant);
    }
    meant.items = vec![(qty, code, String::new())];
    meant.address = customer.address.join(", ");
    let text = format!(
        "{}#{}#{}#{qty} {name}",
        customer.name, meant.address, customer.phone
    );
    (around(text, style), meant)
}

/// Each form filled in by each customer in several ways, and two customers' forms in one paste.
pub(super) fn fillings(sample: &str, template: &str) -> Vec<(String, Vec<Wanted>)> {
    let mut all = Vec::new();
    let one = |customer: &Customer, nth: usize| {
        let style = Style {
            grammar: nth % GRAMMARS,
            layout: nth / 2 % 4,
            label: nth % 8,
            around: nth / 3 % 4,
        };
        if sample.starts_with("A11") || sample.starts_with("A12") {
            hash(sample, customer, style)
        } else {
            filled(sample, template, customer, style)
        }
    };
    for nth in 0..48 {
        let (text, meant) = one(
            &CUSTOMERS[nth % CUSTOMERS.len()],
            nth * 5 + nth / 6 + nth / 24,
        );
        all.push((text, vec![meant]));
    }
    for nth in 0..3 {
        let (first, mut one_meant) = one(&CUSTOMERS[nth], nth);
        let (second, mut other_meant) = one(&CUSTOMERS[nth + 3], nth + 7);
        let text = match nth {
            0 => format!("{first}\n\n{second}"),
            1 => format!("{first}\n-------\n{second}"),
            _ => format!(
                "[09:14, 12/8/2026] {}: {first}\n[09:20, 12/8/2026] {}: {second}",
                CUSTOMERS[nth].name,
                CUSTOMERS[nth + 3].name
            ),
        };
        if nth == 2 {
            // Who says no name is known by the chat's header.
            CUSTOMERS[nth].name.clone_into(&mut one_meant.name);
            CUSTOMERS[nth + 3].name.clone_into(&mut other_meant.name);
        }
        all.push((text, vec![one_meant, other_meant]));
    }
    all
}
