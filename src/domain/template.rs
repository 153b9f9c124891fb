//! Texts with fields that the owner writes and each customer gets filled in: `Halo {nama}, sisanya {sisa}`
//! (rule 52). A part between `{barang}` and `{/barang}` is written once for each of the goods.

use super::coded::{Coded, coded};
use super::message::messages;

coded! {
    /// A field of a template. Both names are understood in every language.
    pub enum TemplateField {
        /// The greeting with the customer's name: "Halo Kak Dewi".
        Greeting = "sapaan" | "greeting" => "template-field-greeting",
        /// The customer's name.
        Name = "nama" | "name" => "template-field-name",
        /// The shop's name.
        Shop = "toko" | "shop" => "template-field-shop",
        /// The order's number.
        Order = "pesanan" | "order" => "template-field-order",
        /// The name of the PO.
        Period = "po" | "period" => "template-field-period",
        /// The sum of the bill.
        Total = "total" => "template-field-total",
        /// What is still to be paid of the down payment.
        DownPayment = "dp" | "deposit" => "template-field-down-payment",
        /// What was paid.
        Paid = "dibayar" | "paid" => "template-field-paid",
        /// What is still to be paid.
        Balance = "sisa" | "balance" => "template-field-balance",
        /// What the shop holds of the customer.
        Credit = "saldo" | "credit" => "template-field-credit",
        /// What is asked now: the rest of the down payment or of the bill.
        Asked = "tagihan" | "asked" => "template-field-asked",
        /// Until when it is to be paid.
        PayBy = "batas" | "pay_by" => "template-field-pay-by",
        /// The accounts to pay to, a line each.
        Accounts = "rekening" | "accounts" => "template-field-accounts",
        /// When the goods will be ready.
        Ready = "siap" | "ready" => "template-field-ready",
        /// Why a date or price changed.
        Reason = "alasan" | "reason" => "template-field-reason",
        /// What is offered for a delay, as a sentence (rule 52).
        Compensation = "kompensasi" | "compensation" => "template-field-compensation",
        /// How the customer answers to a delay, as a sentence (rule 52).
        Choice = "pilihan" | "choice" => "template-field-choice",
        /// Shipping, discounts and other charges, a line each.
        Charges = "biaya" | "charges" => "template-field-charges",
        /// The billed stages that are to be paid, a line each (rule 63).
        Stage = "tahap" | "stage" => "template-field-stage",
        /// Until when the goods wait to be collected (rule 82).
        CollectBy = "batas_ambil" | "collect_by" => "template-field-collect-by",
        /// The announcement of a PO: goods, prices, dates, terms.
        Announcement = "pengumuman" | "announcement" => "template-field-announcement",
        /// The orders of a PO with their goods, a line each.
        Recap = "rekap" | "recap" => "template-field-recap",
        /// How much of a PO is left.
        Slots = "slot" | "slots" => "template-field-slots",
        /// When a PO closes.
        Closes = "tutup" | "closes" => "template-field-closes",
        /// What goes back to the customer.
        Refund = "kembali" | "refund" => "template-field-refund",
        /// The customer's wanted day and way.
        Wanted = "diminta" | "wanted" => "template-field-wanted",
        /// The courier with its service.
        Courier = "kurir" | "courier" => "template-field-courier",
        /// The tracking number.
        Tracking = "resi" | "tracking" => "template-field-tracking",
        /// The count of one of the goods; only between `{barang}` and `{/barang}`.
        Quantity = "jumlah" | "quantity" => "template-field-quantity",
        /// The name of one of the goods; only between `{barang}` and `{/barang}`.
        Goods = "nama_barang" | "goods_name" => "template-field-goods",
        /// The price of one line of goods; only between `{barang}` and `{/barang}`.
        Amount = "harga" | "amount" => "template-field-amount",
    }
}

impl TemplateField {
    /// Its English name.
    pub fn english(self) -> &'static str {
        self.spellings().last().copied().unwrap_or_default()
    }

    /// Whether the field belongs to one of the goods and stands between `{barang}` and `{/barang}` only.
    pub fn is_of_goods(self) -> bool {
        matches!(self, Self::Quantity | Self::Goods | Self::Amount)
    }
}

/// Names of the part that is repeated for each of the goods: Indonesian, English.
pub const GOODS_PART: [&str; 2] = ["barang", "goods"];

messages! {
    /// A mistake in a template. `line` and `column` count from 1, columns in characters.
    pub enum TemplateMistake {
        /// No field has this name; `nearest` is the likeliest one.
        Unknown { line: u64, column: u64, name: String, nearest: String } = "template-unknown",
        /// A `{` without its `}`.
        Unclosed { line: u64, column: u64 } = "template-unclosed",
        /// A `{barang}` that no `{/barang}` ends.
        OpenPart { line: u64, column: u64 } = "template-open-part",
        /// A `{/barang}` that no `{barang}` began.
        NoPart { line: u64, column: u64 } = "template-no-part",
        /// A `{barang}` inside of another.
        PartInPart { line: u64, column: u64 } = "template-part-in-part",
        /// A field of one of the goods outside of `{barang}` … `{/barang}`.
        OutsidePart { line: u64, column: u64, name: String } = "template-outside-part",
        /// Nothing was written.
        Empty = "template-empty",
    }
}

/// What fills a template: one text per field, and one list of fields per line of goods. A field that
/// isn't set is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filling {
    fields: Vec<(TemplateField, String)>,
    goods: Vec<Vec<(TemplateField, String)>>,
}

impl Filling {
    /// Sets a field.
    #[must_use]
    pub fn with(mut self, field: TemplateField, text: impl Into<String>) -> Self {
        self.set(field, text);
        self
    }

    /// Sets a field.
    pub fn set(&mut self, field: TemplateField, text: impl Into<String>) {
        self.fields.retain(|(known, _)| *known != field);
        self.fields.push((field, text.into()));
    }

    /// Adds a line of goods.
    pub fn add_goods(&mut self, quantity: String, name: String, amount: String) {
        self.goods.push(vec![
            (TemplateField::Quantity, quantity),
            (TemplateField::Goods, name),
            (TemplateField::Amount, amount),
        ]);
    }

    fn text(&self, field: TemplateField, goods: Option<usize>) -> &str {
        let own = goods
            .and_then(|nth| self.goods.get(nth))
            .into_iter()
            .flatten();
        let mut all = own.chain(&self.fields);
        all.find(|(known, _)| *known == field)
            .map_or("", |(_, text)| text.as_str())
    }
}

/// A template whose fields are all known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Text without a line break.
    Text(String),
    Break,
    Field(TemplateField),
    /// What is between `{barang}` and `{/barang}`.
    EachGoods(Vec<Piece>),
}

/// Reads a template. `{{` stands for a plain `{`.
///
/// # Errors
/// Every mistake in it, in the order of the text.
pub fn read_template(text: &str) -> Result<Template, Vec<TemplateMistake>> {
    let mut reader = Reader::default();
    for (line, text) in (1..).zip(text.trim_end().lines()) {
        if line > 1 {
            reader.push(Piece::Break);
        }
        reader.line(line, text);
    }
    if let Some((line, column)) = reader.part_at {
        reader
            .mistakes
            .push(TemplateMistake::OpenPart { line, column });
    }
    if text.trim().is_empty() {
        reader.mistakes.push(TemplateMistake::Empty);
    }
    match reader.mistakes.is_empty() {
        true => Ok(Template {
            pieces: reader.pieces,
        }),
        false => Err(reader.mistakes),
    }
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// What is read of an open `{barang}`, which began there.
    part: Vec<Piece>,
    part_at: Option<(u64, u64)>,
    mistakes: Vec<TemplateMistake>,
}

impl Reader {
    fn push(&mut self, piece: Piece) {
        match self.part_at {
            Some(_) => self.part.push(piece),
            None => self.pieces.push(piece),
        }
    }

    fn line(&mut self, line: u64, text: &str) {
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            plain.push_str(before);
            if let Some(behind) = from.strip_prefix("{{") {
                plain.push('{');
                rest = behind;
                continue;
            }
            let read = text.len().saturating_sub(from.len());
            let column = count(text.get(..read).unwrap_or_default()) + 1;
            let Some((name, behind)) = from.get(1..).and_then(|from| from.split_once('}')) else {
                self.mistakes
                    .push(TemplateMistake::Unclosed { line, column });
                return;
            };
            if !plain.is_empty() {
                self.push(Piece::Text(std::mem::take(&mut plain)));
            }
            self.name(name.trim(), line, column);
            rest = behind;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            self.push(Piece::Text(plain));
        }
    }

    fn name(&mut self, name: &str, line: u64, column: u64) {
        let lower = name.to_lowercase();
        let closes = lower.strip_prefix('/').map(str::trim);
        if closes.is_some_and(|name| GOODS_PART.contains(&name)) {
            match self.part_at.take() {
                Some(_) => {
                    let part = std::mem::take(&mut self.part);
                    self.pieces.push(Piece::EachGoods(part));
                }
                None => self.mistakes.push(TemplateMistake::NoPart { line, column }),
            }
        } else if GOODS_PART.contains(&lower.as_str()) {
            match self.part_at {
                Some(_) => self
                    .mistakes
                    .push(TemplateMistake::PartInPart { line, column }),
                None => self.part_at = Some((line, column)),
            }
        } else {
            match lower.parse::<TemplateField>() {
                Ok(field) if field.is_of_goods() && self.part_at.is_none() => {
                    let name = name.to_owned();
                    self.mistakes
                        .push(TemplateMistake::OutsidePart { line, column, name });
                }
                Ok(field) => self.push(Piece::Field(field)),
                Err(_) => self.mistakes.push(TemplateMistake::Unknown {
                    line,
                    column,
                    name: name.to_owned(),
                    nearest: nearest(&lower).to_owned(),
                }),
            }
        }
    }
}

/// Counts characters.
fn count(text: &str) -> u64 {
    text.chars().count().try_into().unwrap_or(u64::MAX)
}

/// The name of a field that is likest to a typed one.
fn nearest(typed: &str) -> &'static str {
    let codes = TemplateField::ALL.iter().map(|field| field.code());
    let likeness = |name: &str| strsim::jaro_winkler(typed, name);
    codes
        .chain([GOODS_PART[0]])
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
        .unwrap_or_default()
}

impl Template {
    /// Fills in the fields. A line whose fields are all empty goes, and of several empty lines in a row one
    /// stays.
    pub fn fill(&self, filling: &Filling) -> String {
        let mut writer = Writer::default();
        writer.all(&self.pieces, filling, None);
        writer.end_line();
        writer.text.trim().to_owned()
    }

    /// The fields it has.
    pub fn fields(&self) -> Vec<TemplateField> {
        fn gather(pieces: &[Piece], all: &mut Vec<TemplateField>) {
            for piece in pieces {
                match piece {
                    Piece::Field(field) => all.push(*field),
                    Piece::EachGoods(inner) => gather(inner, all),
                    Piece::Text(_) | Piece::Break => {}
                }
            }
        }
        let mut all = Vec::new();
        gather(&self.pieces, &mut all);
        all
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    line: String,
    /// Whether the line has fields, and whether one of them isn't empty.
    has_fields: bool,
    has_filled: bool,
}

impl Writer {
    fn all(&mut self, pieces: &[Piece], filling: &Filling, goods: Option<usize>) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.line.push_str(text),
                Piece::Break => self.end_line(),
                Piece::Field(field) => {
                    let text = filling.text(*field, goods).trim();
                    self.has_fields = true;
                    self.has_filled |= !text.is_empty();
                    self.line.push_str(text);
                }
                Piece::EachGoods(inner) => {
                    // With lines of its own it leaves none behind where there are no goods.
                    self.has_fields |= !inner.contains(&Piece::Break);
                    for nth in 0..filling.goods.len() {
                        self.all(inner, filling, Some(nth));
                    }
                }
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let goes = self.has_fields && !self.has_filled;
        (self.has_fields, self.has_filled) = (false, false);
        let line = line.trim_end();
        if goes || (line.is_empty() && self.text.ends_with("\n\n")) {
            return;
        }
        self.text.push_str(line);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn filled(template: &str, filling: &Filling) -> String {
        read_template(template).unwrap().fill(filling)
    }

    fn mistakes(template: &str) -> Vec<TemplateMistake> {
        read_template(template).unwrap_err()
    }

    #[test]
    fn fields_are_filled_in_under_both_their_names() {
        let filling = Filling::default()
            .with(TemplateField::Name, "Dewi & Co {sisa}")
            .with(TemplateField::Balance, "Rp147.500");
        let text = "Halo {nama}, sisanya *{sisa}*. {{bukan} {NAME} { balance }";
        assert_eq!(
            filled(text, &filling),
            "Halo Dewi & Co {sisa}, sisanya *Rp147.500*. {bukan} Dewi & Co {sisa} Rp147.500"
        );
    }

    #[test]
    fn a_line_whose_fields_are_all_empty_goes() {
        let filling = Filling::default().with(TemplateField::Order, "NAS1-001");
        let text = "{nama}\nPesanan {pesanan}{nama}\n\nResi: {resi} {kurir}\n\n\nTerima kasih";
        assert_eq!(filled(text, &filling), "Pesanan NAS1-001\n\nTerima kasih");
    }

    #[test]
    fn goods_are_listed_one_by_one() {
        let mut filling = Filling::default().with(TemplateField::Order, "NAS1-001");
        let text = "Isi:\n{barang}- {jumlah} × {nama_barang} ({pesanan})\n{/barang}Sudah.";
        assert_eq!(filled(text, &filling), "Isi:\nSudah.");
        filling.add_goods("2".into(), "Nastar".into(), String::new());
        filling.add_goods("1".into(), "Kastengel".into(), String::new());
        assert_eq!(
            filled(text, &filling),
            "Isi:\n- 2 × Nastar (NAS1-001)\n- 1 × Kastengel (NAS1-001)\nSudah."
        );
        let inline = "Isi: {barang}{jumlah} {nama_barang}; {/barang}ya";
        assert_eq!(filled(inline, &filling), "Isi: 2 Nastar; 1 Kastengel; ya");
    }

    #[test]
    fn every_mistake_is_named_with_its_place_at_once() {
        let text = "Halo {nma}\né{/barang} {barang}{barang}\n{harga} {sisa";
        assert_eq!(
            mistakes(text),
            [
                TemplateMistake::Unknown {
                    line: 1,
                    column: 6,
                    name: "nma".into(),
                    nearest: "nama".into()
                },
                TemplateMistake::NoPart { line: 2, column: 2 },
                TemplateMistake::PartInPart {
                    line: 2,
                    column: 20
                },
                TemplateMistake::Unclosed { line: 3, column: 9 },
                TemplateMistake::OpenPart {
                    line: 2,
                    column: 12
                },
            ]
        );
        let outside = mistakes("{harga}");
        assert!(matches!(
            outside[..],
            [TemplateMistake::OutsidePart { line: 1, .. }]
        ));
        assert_eq!(mistakes(" \n"), [TemplateMistake::Empty]);
    }

    #[rstest]
    #[case("nam", "nama")]
    #[case("reknng", "rekening")]
    #[case("totl", "total")]
    #[case("barng", "barang")]
    fn the_nearest_field_is_named(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(nearest(typed), meant);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_with_a_place(text in "[a-z{}/ \n]{0,60}|\\PC{0,40}") {
            match read_template(&text) {
                Ok(template) => {
                    let filling = Filling::default().with(TemplateField::Name, "{nma");
                    template.fill(&filling);
                }
                Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            }
        }
    }
}
