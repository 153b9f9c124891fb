//! Who fills in the forms, with what, and how they write it.

/// The order that is meant.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub recipient: String,
    pub note: String,
    /// Units, code, what is asked for.
    pub items: Vec<(i64, &'static str, String)>,
}

/// Somebody who orders.
#[derive(Debug, Clone, Copy)]
pub(super) struct Customer {
    pub name: &'static str,
    pub phone: &'static str,
    pub address: &'static [&'static str],
    pub note: &'static str,
    pub items: &'static [(i64, &'static str, &'static str)],
}

pub(super) const CUSTOMERS: &[Customer] = &[
    Customer {
        name: "Budi Santoso",
        phone: "0812-3456-7890",
        address: &["Jl. Melati 5, Coblong"],
        note: "titip di satpam",
        items: &[(2, "NAS-KEJU", "nastar keju"), (1, "LK", "lidah kucing")],
    },
    Customer {
        name: "Ibu Sri Wahyuni",
        phone: "+62 813 1111 2222",
        address: &[
            "Perum Griya Asri Blok C2 No. 7",
            "RT 03/RW 05, Kel. Sukajadi",
        ],
        note: "jangan dibel, ada bayi",
        items: &[(12, "LK", "Lidah Kucing")],
    },
    Customer {
        name: "M. Rizky",
        phone: "62856-4321-0987",
        address: &["Gg. Haji Ali no 12 (sebelah musholla)"],
        note: "dikirim sore saja",
        items: &[
            (3, "NAS-COKLAT", "nastar coklat"),
            (1, "BRO20", "brownies 20"),
            (5, "AQ", "aqua 600ml"),
        ],
    },
    Customer {
        name: "D'Anna 🌸",
        phone: "0857 1234 567",
        address: &[
            "Kos Putri Melati kamar 4",
            "Jl. Kaliurang km 5",
            "Sleman 55281",
        ],
        note: "tidak usah pakai plastik",
        items: &[(1, "LK", "LK"), (4, "NAS-KEJU", "NAS-KEJU")],
    },
    Customer {
        name: "siti nur aini",
        phone: "(0811) 222-3344",
        address: &["Toko Berkah, Pasar Baru lt. 2 blok A no. 18"],
        note: "kalau belum siap kabari dulu",
        items: &[(10, "NAS-KEJU", "Nastar Keju")],
    },
    Customer {
        name: "Andi",
        phone: "081298765432",
        address: &["Komp. DPR Blok B/12, Jakarta Selatan 12530"],
        note: "bayar tunai waktu ambil",
        items: &[(2, "JRS-L", "jersey L"), (1, "JRS-M", "jersey M")],
    },
];

/// The ways to write an item.
pub(super) const GRAMMARS: usize = 22;

/// An item in one of the ways to write it.
fn item(grammar: usize, qty: i64, name: &str) -> String {
    let price = if name.to_lowercase().starts_with("nas") {
        65
    } else {
        60
    };
    let counted = ["nol", "satu", "dua", "tiga", "empat", "lima"];
    let number = usize::try_from(qty).ok().and_then(|qty| counted.get(qty));
    match grammar {
        14 => format!("{qty} {name} @{price}rb"),
        15 => format!("{name} {qty} = {}rb", qty * price),
        16 => format!(
            "{} {name}",
            number.map_or(qty.to_string(), |word| (*word).to_owned())
        ),
        17 => format!("{qty} {name} (tanpa gula)"),
        18 => format!("{} {qty}", misspelt(name)),
        19 => format!("{name} {qty} x Rp{price}.000 = Rp{}.000", qty * price),
        20 => format!("{name}, {qty} buah"),
        21 => format!("{name} {qty}pcs"),
        0 => format!("{qty} {name}"),
        1 => format!("{name} {qty}"),
        2 => format!("{name} x{qty}"),
        3 => format!("- {qty} pcs {name}"),
        4 => format!("{name} ({qty})"),
        5 => format!("{qty}x {name}"),
        6 => format!("• {name} : {qty}"),
        7 => format!("{name} = {qty} toples"),
        8 => format!("{name} - {qty} pcs"),
        9 => format!("{qty} bks {name}"),
        10 => format!("{name} [{qty} box]"),
        11 => format!("▪️ {qty} × {name}"),
        12 => format!("{qty} toples {name} ya kak"),
        _ => format!("{name} ({qty} pcs)"),
    }
}

/// A name with a letter too many in its longest word.
fn misspelt(name: &str) -> String {
    let longest = name
        .split(' ')
        .max_by_key(|word| word.len())
        .unwrap_or_default();
    match longest.char_indices().nth(2) {
        Some((at, c)) if longest.len() > 4 && !name.contains('-') => name.replacen(
            longest,
            &format!("{}{c}{}", &longest[..at], &longest[at..]),
            1,
        ),
        _ => name.to_owned(),
    }
}

/// What a way of writing asks of each item.
pub(super) fn asked(grammar: usize) -> &'static str {
    match grammar {
        17 => "tanpa gula",
        _ => "",
    }
}

/// All items of a customer: one a line, numbered, or in one line.
pub(super) fn items(customer: &Customer, grammar: usize, layout: usize) -> String {
    let each: Vec<String> = customer
        .items
        .iter()
        .map(|(qty, _, name)| item(grammar, *qty, name))
        .collect();
    let bare = |text: &String| {
        text.trim_start_matches(['-', '•', '▪', '\u{fe0f}', ' '])
            .to_owned()
    };
    match layout {
        0 => each.join("\n"),
        1 => {
            let each: Vec<_> = each.iter().map(bare).collect();
            each.join(", ")
        }
        2 => {
            let each = each.iter().enumerate();
            let each: Vec<_> = each
                .map(|(at, text)| format!("{}. {}", at + 1, bare(text)))
                .collect();
            each.join("\n")
        }
        _ => {
            let each: Vec<_> = each.iter().map(bare).collect();
            each.join(" + ")
        }
    }
}

/// What is meant when a customer fills in name, phone, address and items.
pub(super) fn wanted(customer: &Customer) -> Wanted {
    let items = customer.items.iter();
    Wanted {
        name: customer.name.to_owned(),
        phone: customer.phone.to_owned(),
        address: customer.address.join("\n"),
        items: items
            .map(|(qty, code, _)| (*qty, *code, String::new()))
            .collect(),
        ..Wanted::default()
    }
}
