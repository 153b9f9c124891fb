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
//! - `item := N ". " UNITS " × " CODE ": " NAME " = " AMOUNT`, then `"◦ " PICKS " × " CODE ": "
//!   NAME` for each variant chosen for one package (rule 65), `"• " FIELD ": " VALUE` for each
//!   custom field and `"✎ " TEXT` for any other request. No code holds a colon, and the amount
//!   stands after the last equals sign, so that names may hold both.
//! - Every value is one line of clean text, a field's value without semicolons; amounts are those
//!   the customer saw.
//! - `code` repeats the period's code, followed by the [`check_code`] of all lines before it, which
//!   shows when a figure or letter was changed on the way.

use unicode_normalization::UnicodeNormalization;

use super::code::Code;
use super::custom_fields::CustomField;
use super::fnv::fnv32;
use super::money::Rupiah;
use super::pricing::{FurtherPrice, Tier};

/// The labels of a message in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels {
    /// Before the period's code, in the head.
    pub order: &'static str,
    /// Before the total.
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

/// The labels in each language of a form. They are part of the format: messages from forms that
/// were sent out years ago are still read by them.
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

/// A variant on sale, as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormGood {
    /// Code of the variant.
    pub code: String,
    /// Code of the product.
    pub product_code: String,
    /// Product name.
    pub product: String,
    /// Variant name, empty for a single variant.
    pub variant: String,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
    /// Its tiers, in the order they were added (rule 12).
    pub tiers: Vec<Tier>,
    /// Further prices for everybody (rule 66).
    pub from: Vec<FurtherPrice>,
    /// Fewest units in one order.
    pub least: Option<i64>,
    /// Units must be a multiple of this.
    pub multiple: Option<i64>,
    /// Fixed contents of a package; empty when it is no package.
    pub parts: Vec<FormPart>,
    /// Choices of a package (rule 65).
    pub choices: Vec<FormChoice>,
    /// Custom fields to fill (rule 67).
    pub fields: Vec<CustomField>,
    /// No unit is left.
    pub full: bool,
}

/// A choice of a package: `pick` variants out of `among`; the same one may be picked several times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChoice {
    /// Name of the choice; may be empty.
    pub name: String,
    /// How many must be picked.
    pub pick: i64,
    /// Variants that can be picked.
    pub among: Vec<FormPart>,
}

/// A variant in a package or in a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPart {
    /// Code of the variant.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Units in one package; in a choice, units of one pick.
    pub qty: i64,
    /// No unit is left.
    pub full: bool,
}

/// An order read from a form's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOrder {
    /// The period it is for.
    pub period: Code,
    /// The items, at least one.
    pub items: Vec<FormItem>,
    /// The total the customer saw, in rupiah.
    pub total: Rupiah,
    /// The customer's name.
    pub name: String,
    /// Phone number as typed.
    pub phone: String,
    /// Address in one line; empty when there is none.
    pub address: String,
    /// Note in one line; empty when there is none.
    pub note: String,
    /// Text before and after the form's message (a greeting, an afterthought); empty when there is
    /// none.
    pub around: String,
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
    /// What was chosen for a package, in the form the book stores: `2 LDK, NAS-KEJU`; empty when it
    /// is no package (rule 65).
    pub chosen: String,
    /// Custom fields that were filled in: (label, value as typed) (rule 67).
    pub fields: Vec<(String, String)>,
    /// Any other request; empty when there is none.
    pub text: String,
    /// The price of all its units that the customer saw, in rupiah.
    pub amount: Rupiah,
}

impl FormItem {
    /// Choice and customization in one line, the choice first.
    pub fn asked(&self) -> String {
        let mut asked = vec![self.chosen.clone(), self.customization()];
        asked.retain(|part| !part.is_empty());
        asked.join("; ")
    }

    /// The customization in the form an order's line stores: `Label: value; Label: value; text`.
    pub fn customization(&self) -> String {
        let fields = self
            .fields
            .iter()
            .map(|(label, value)| format!("{label}: {value}"));
        let text = (!self.text.is_empty()).then(|| self.text.clone());
        fields.chain(text).collect::<Vec<_>>().join("; ")
    }
}

/// Digits and letters used in check codes, without those that look alike (0/O, 1/I).
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Computes the check code of a message's lines: four characters, 20 bits. Only letters, digits and
/// ASCII punctuation count, without the marks chats use for bold and italics, so that copying a
/// message, which may change spaces and symbols, doesn't change its code.
///
/// It is the 32-bit FNV-1a hash of the reduced lines joined by line ends, folded to 20 bits by
/// exclusive or.
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

/// Reduces a line to the characters that count for its check code.
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
