//! The message an order form writes and `rekap` reads back exactly: its grammar and its check code.
//!
//! ```text
//! *Pesanan NAS3*
//! PO Nastar Lebaran — Dapur Sari
//!
//! 1. 2 × NAS-KEJU: Nastar Keju = Rp130.000
//! • Kartu: Selamat ya
//! ✎ tanpa gula
//! 2. 1 × HAMP: Hampers = Rp150.000
//! ◦ 2 × LDK: Lidah Kucing
//! ◦ 1 × BOLU: Bolu Pandan
//!
//! Total: Rp280.000
//! Nama: Budi Santoso
//! HP: 0812-3456-7890
//! Alamat: Jl. Melati 5, Bandung
//! Catatan: diambil sore
//!
//! Kode: NAS3-7K2Q
//! ```
//!
//! - `message := head title item+ total name phone [address] [note] code`, a line each; blank lines
//!   mean nothing, stars around the head may be missing. The labels are one language's [`LABELS`].
//! - `item := N ". " UNITS " × " CODE ": " NAME " = " AMOUNT`, then `"◦ " PICKS " × " CODE ": " NAME`
//!   for each thing chosen for one of a package (rule 65), `"• " FIELD ": " VALUE` for each declared
//!   field and `"✎ " TEXT` for anything else asked for. No code holds a colon, and the
//!   amount stands after the last equals sign, so that names may hold both.
//! - Every value is one line of clean text, a field's without semicolons; amounts are what the customer saw.
//! - `code` repeats the period's code, then [`check_code`] of every line before it: a figure or a
//!   letter that was changed on the way is noticed.

use unicode_normalization::UnicodeNormalization;

use super::code::Code;
use super::custom_fields::CustomField;
use super::fnv::fnv32;
use super::money::Rupiah;
use super::pricing::Tier;

/// The labels of a message in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels {
    /// Before the period's code, in the head.
    pub order: &'static str,
    /// Before what the items come to.
    pub total: &'static str,
    /// Before the customer's name.
    pub name: &'static str,
    /// Before the phone number.
    pub phone: &'static str,
    /// Before the address.
    pub address: &'static str,
    /// Before the note.
    pub note: &'static str,
    /// Before the check code.
    pub code: &'static str,
}

/// The labels of each language a form speaks. They are part of the format: a form that was sent out
/// years ago is read with them still.
pub const LABELS: [Labels; 2] = [
    Labels {
        order: "Pesanan",
        total: "Total",
        name: "Nama",
        phone: "HP",
        address: "Alamat",
        note: "Catatan",
        code: "Kode",
    },
    Labels {
        order: "Order",
        total: "Total",
        name: "Name",
        phone: "Phone",
        address: "Address",
        note: "Note",
        code: "Code",
    },
];

/// Something on sale, as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormGood {
    /// Code of the variant.
    pub code: String,
    /// Product name.
    pub product: String,
    /// Variant name, empty for a single variant.
    pub variant: String,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
    /// Its tiers, in the order they were added (rule 12).
    pub tiers: Vec<Tier>,
    /// Prices for everybody from a number of units on (rule 66).
    pub from: Vec<(i64, Rupiah)>,
    /// Fewest units in one order.
    pub least: Option<i64>,
    /// Units of one step.
    pub multiple: Option<i64>,
    /// What is in every one of a package; empty for anything else.
    pub parts: Vec<FormPart>,
    /// What is chosen for a package (rule 65).
    pub choices: Vec<FormChoice>,
    /// What is asked for each unit (rule 67).
    pub fields: Vec<CustomField>,
    /// No unit is left.
    pub full: bool,
}

/// A choice of a package: so many picks among some goods, one of them perhaps several times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChoice {
    /// What it is called; empty when it needs no name.
    pub name: String,
    /// Picks to make, all of them.
    pub pick: i64,
    /// What can be picked.
    pub among: Vec<FormPart>,
}

/// Goods in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPart {
    /// Code of the variant.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Units in one package; of a choice, units of one pick.
    pub qty: i64,
    /// No unit is left.
    pub full: bool,
}

/// An order as a form's message has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOrder {
    /// The period it is for.
    pub period: Code,
    /// What was ordered, at least one item.
    pub items: Vec<FormItem>,
    /// What the customer saw as the total, in rupiah.
    pub total: Rupiah,
    /// The customer's name.
    pub name: String,
    /// Phone number as typed.
    pub phone: String,
    /// Address in one line; empty when there is none.
    pub address: String,
    /// Note in one line; empty when there is none.
    pub note: String,
    /// What stands around the message: a greeting, an afterthought. Empty when there is nothing.
    pub beside: String,
}

/// One item of a form's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormItem {
    /// Units, at least 1.
    pub qty: i64,
    /// Code of the variant.
    pub code: Code,
    /// Its name as the form showed it.
    pub name: String,
    /// What was chosen for a package, as the book keeps it: `2 LDK, NAS-KEJU`; empty for anything
    /// else (rule 65).
    pub chosen: String,
    /// Declared fields that were filled in: label and value as typed (rule 67).
    pub fields: Vec<(String, String)>,
    /// Anything else asked for; empty when there is nothing.
    pub text: String,
    /// What the customer saw for all its units, in rupiah.
    pub amount: Rupiah,
}

impl FormItem {
    /// All that was asked of it in one line, what was chosen for a package first.
    pub fn asked(&self) -> String {
        let mut asked = vec![self.chosen.clone(), self.customization()];
        asked.retain(|part| !part.is_empty());
        asked.join("; ")
    }

    /// What was asked for, as an order's line keeps it: `Label: value; Label: value; text`.
    pub fn customization(&self) -> String {
        let fields = self
            .fields
            .iter()
            .map(|(label, value)| format!("{label}: {value}"));
        let text = (!self.text.is_empty()).then(|| self.text.clone());
        fields.chain(text).collect::<Vec<_>>().join("; ")
    }
}

/// Digits and letters of check codes: none that is taken for another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The check code of a message's lines: four characters, twenty bits. Only letters, digits and
/// ASCII punctuation count, without the marks by which chats set type bold or slanted: what copying
/// a message may do to its spaces and symbols changes nothing.
///
/// The 32-bit FNV-1a hash of the bare lines joined by line ends, folded to 20 bits by exclusive or.
pub fn check_code<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let bare: Vec<String> = lines
        .into_iter()
        .map(bare)
        .filter(|line| !line.is_empty())
        .collect();
    let hash = fnv32(bare.join("\n").into_bytes());
    let bits = (hash ^ (hash >> 20)) & 0xf_ffff;
    [15, 10, 5, 0]
        .iter()
        .map(|by| char::from(LETTERS[((bits >> by) & 31) as usize]))
        .collect()
}

/// What of a line counts for its check code.
fn bare(line: &str) -> String {
    line.nfc()
        .filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation())
        .filter(|c| !matches!(c, '*' | '_' | '~' | '`'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stars_and_symbols_do_not_count() {
        let code = check_code(["*Pesanan NAS3*", "", "1. 2 × NAS: Nastar = Rp1"]);
        assert_eq!(
            code,
            check_code([
                "Pesanan  NAS3",
                "1. 2 x NAS: Nastar = Rp1".replace('x', "").as_str()
            ])
        );
        assert_eq!(code.len(), 4);
    }

    #[test]
    fn a_changed_figure_changes_the_code() {
        let of = |text: &str| check_code([text]);
        let seen: std::collections::BTreeSet<_> =
            (0..1000).map(|n| of(&format!("1. {n} × NAS"))).collect();
        assert!(seen.len() > 990, "{}", seen.len());
        assert_ne!(of("a\u{301}b"), of("ab"));
        assert_eq!(of("a\u{301}b"), of("\u{e1}b"));
    }
}
