//! Reads one row of an order table.

use super::grouping::{GatheredOrder, Sums};
use super::standing::RowStanding;
use super::table_reader::{RowReading, TableReader};
use crate::domain::code::Code;
use crate::domain::digest::Digest;
use crate::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
use crate::domain::text;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::units::Unit;
use crate::intake::columns::values;
use crate::intake::file::cell::{Row, Value, misfit};
use crate::intake::note::RowNote;

/// Whose row it is, and of which order.
struct Who {
    reference: Option<String>,
    name: Option<String>,
    /// The name; the phone or the reference where there is none.
    shown: String,
    phone: Option<String>,
    moment: Option<super::dates::Read>,
    key: Digest,
}

impl TableReader<'_> {
    /// Reads a row; the error names the cell and its problem. What is doubtful about a row that can
    /// be read is added to `self.doubts`.
    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<RowReading, Box<RowNote>> {
        self.doubts.clear();
        self.check_width(row, self.columns.len())?;
        self.check_po(row)?;
        let who = self.who(row)?;
        let read = self.rest(row, who);
        if read.is_err() {
            self.spoil(row);
        }
        read
    }

    /// Reads who ordered, and the order that the row belongs to.
    fn who(&mut self, row: &Row<'_>) -> Result<Who, Box<RowNote>> {
        let reference = self.identity(row, Meaning::Reference)?;
        let name = self.line_text(row, Meaning::Name, text::MAX_NAME)?;
        let last = self.line_text(row, Meaning::LastName, text::MAX_NAME)?;
        let name = match (name, last) {
            (Some(first), Some(last)) => Some(format!("{first} {last}")),
            (name, last) => name.or(last),
        };
        values::phone(self.value(row, Meaning::Phone))
            .map_err(|problem| self.bad(row, Meaning::Phone, problem))?;
        let phone = self
            .identity(row, Meaning::Phone)?
            .filter(|phone| !is_hidden(phone));
        let Some(shown) = name
            .clone()
            .or_else(|| phone.clone())
            .or_else(|| reference.clone())
        else {
            let field = if self.columns.at(Meaning::Name).is_some() {
                Meaning::Name
            } else {
                Meaning::Reference
            };
            return Err(self.bad(row, field, Message::new("intake-no-customer")));
        };
        let (moment_cell, clock) = (
            self.value(row, Meaning::Moment),
            self.value(row, Meaning::Clock),
        );
        let moment = self
            .dates
            .read(moment_cell, clock, row.number)
            .map_err(|problem| self.bad(row, Meaning::Moment, problem))?;
        let placed_at = moment.map(|read| read.moment);
        let key = match &reference {
            Some(reference) => Digest::of([reference.as_str()]),
            // A row with several goods is a whole order.
            None if self.columns.is_wide() => Digest::of([row.number.to_string().as_str()]),
            None => Digest::of([
                shown.as_str(),
                phone.as_deref().unwrap_or_default(),
                &placed_at.map_or_else(String::new, |at| at.unix().to_string()),
            ]),
        };
        Ok(Who {
            reference,
            name,
            shown,
            phone,
            moment,
            key,
        })
    }

    /// Reads what was ordered.
    fn rest(&mut self, row: &Row<'_>, who: Who) -> Result<RowReading, Box<RowNote>> {
        let standing = self.standing(row, who.key);
        let (line, usual) = self.line(row, standing.is_cancelled())?;
        let mut sums = Sums {
            total: self.total(row, &line)?,
            ..self.sums(row)?
        };
        let off = self.amount(row, Meaning::RowDiscount)?;
        let (unit_price, uneven) = after_discount(line.unit_price, off, line.qty);
        sums.uneven = uneven;
        let free = self.free(row)?;
        let unit_price = match &free {
            // A price beside it is refused when all rows of the order are known.
            Some(_) => unit_price.or(Some(Rupiah::ZERO)),
            None => unit_price,
        };
        let line = LineDraft { unit_price, ..line };
        if let Some(price) = line.unit_price {
            price
                .times(i64::from(line.qty))
                .map_err(|error| self.bad(row, Meaning::UnitPrice, error.message()))?;
        }
        let address = self
            .block_text(row, Meaning::Address)?
            .filter(|address| !is_hidden(address));
        let note = self.notes(row)?;
        let recipient = self.line_text(row, Meaning::Recipient, text::MAX_NAME)?;
        let recipient_phone = self
            .identity(row, Meaning::RecipientPhone)?
            .filter(|phone| !is_hidden(phone));
        let channel = match self.value(row, Meaning::Channel) {
            Value::Empty => self.channel,
            value => Some(channel(&value.to_text())),
        };
        if !standing.is_cancelled() {
            self.remarks(row);
            self.returned(row);
        }
        let (lines, cancelled, sums, cancelled_sums) = match standing {
            RowStanding::Cancelled(status) => {
                (Vec::new(), vec![(line, status)], Vec::new(), vec![sums])
            }
            RowStanding::Wanted => (vec![line], Vec::new(), vec![sums], Vec::new()),
        };
        // With a discount of its own the row has another price than usual.
        let reduced = off.is_some_and(|off| off > Rupiah::ZERO);
        let usual = lines
            .iter()
            .map(|line| usual.filter(|_| !reduced || line.unit_price.is_none()));
        let usual = usual.collect();
        // Without such columns nobody was asked for them.
        let mut asking = [Meaning::Field, Meaning::ForWhom].into_iter();
        let asks = asking.any(|field| self.columns.at(field).is_some());
        let differs = |other: &String| *other != who.shown;
        let draft = GatheredOrder {
            order: OrderDraft {
                code: who.reference.clone().filter(|_| self.own),
                reference: who.reference,
                placed_at: who.moment.map(|read| read.moment),
                recipient: recipient.filter(|name| !is_hidden(name)).filter(differs),
                recipient_phone,
                customer: CustomerDraft {
                    name: who.shown,
                    phone: who.phone,
                    address,
                },
                lines,
                channel,
                note,
                free,
                unasked: self.market || self.own || !asks,
                ..OrderDraft::default()
            },
            cancelled,
            usual,
            row: row.number,
            ambiguous: who.moment.is_some_and(|read| read.ambiguous),
            sums,
            cancelled_sums,
        };
        Ok((who.key, who.name, draft))
    }

    /// Reads the goods of a row, their count and price; and their usual price, where they are known.
    fn line(
        &mut self,
        row: &Row<'_>,
        cancelled: bool,
    ) -> Result<(LineDraft, Option<Rupiah>), Box<RowNote>> {
        let code = match self.identity_of(row, Meaning::Code, usize::MAX)? {
            None => None,
            Some(code) => Some(
                Code::read(&code).map_err(|error| self.bad(row, Meaning::Code, error.message()))?,
            ),
        };
        let product = self.line_text(row, Meaning::Product, text::MAX_NAME)?;
        if product.is_none() && code.is_none() {
            let field = if self.columns.at(Meaning::Product).is_some() {
                Meaning::Product
            } else {
                Meaning::Code
            };
            return Err(self.bad(row, field, Message::new("intake-no-product")));
        }
        let unit = self.unit(row)?;
        let cell = self.value(row, Meaning::Quantity);
        let qty = match self.columns.at(Meaning::Quantity) {
            Some(_) => self.quantity(row, cell, unit)?,
            // A row for each piece.
            None => 1,
        };
        let pieces = values::pieces_of(cell, unit);
        let goods = self.goods_of(row, code, product, cancelled)?;
        if qty >= values::MANY && goods.usual == Some(Rupiah::new(i64::from(qty))) {
            let problem = values::wrong("intake-quantity-is-price", cell);
            self.doubt(row.number, Meaning::Quantity, problem);
        }
        let price = self.unit_price(row, (qty, pieces), goods.usual)?;
        let line = LineDraft {
            row: row.number,
            code: goods.code,
            product: goods.product,
            variant: goods.variant,
            known: goods.known,
            qty,
            unit_price: price,
            customization: self.asked(row)?,
            for_whom: self.line_text(row, Meaning::ForWhom, text::MAX_NAME)?,
        };
        Ok((line, goods.usual))
    }

    /// What is asked for the line: its custom fields as `Nomor: 10`, then what else is said.
    fn asked(&mut self, row: &Row<'_>) -> Result<Option<String>, Box<RowNote>> {
        let columns: Vec<usize> = self.columns.all(Meaning::Field).collect();
        let mut asked = Vec::new();
        for column in columns {
            let value = row.get(column);
            let value = self.clean(row, Meaning::Field, value, text::MAX_NOTE, text::clean_line)?;
            let title = self.columns.title(column);
            asked.extend(value.map(|value| format!("{title}: {value}")));
        }
        asked.extend(self.parts(row, Meaning::Customization, text::MAX_NOTE)?);
        Ok((!asked.is_empty()).then(|| asked.join("; ")))
    }

    /// Reads why the goods cost nothing; a mere yes is the title. A number says no reason.
    fn free(&mut self, row: &Row<'_>) -> Result<Option<String>, Box<RowNote>> {
        let field = Meaning::Free;
        let Some(said) = self.line_text(row, field, text::MAX_NOTE)? else {
            return Ok(None);
        };
        let word = said.to_lowercase();
        if NOT_FREE.contains(&word.as_str()) {
            return Ok(None);
        }
        if IS_FREE.contains(&word.as_str()) {
            return Ok(Some(self.title(field)));
        }
        match said.contains(char::is_alphabetic) {
            true => Ok(Some(said)),
            false => {
                let problem = values::wrong("intake-free-unreadable", self.value(row, field));
                Err(self.bad(row, field, problem))
            }
        }
    }

    /// Reads how many: pieces, and dozens or scores in columns of their own.
    fn quantity(
        &self,
        row: &Row<'_>,
        cell: Value<'_>,
        unit: Option<Unit>,
    ) -> Result<u32, Box<RowNote>> {
        let mut packed: u32 = 0;
        for (at, pieces) in &self.packs {
            let value = row.get(*at);
            if value == Value::Empty || value == Value::Number(0.0) || value == Value::Text("0") {
                continue;
            }
            let units = values::quantity_in(value, Some(Unit::Pieces(*pieces)));
            let units = units.map_err(|problem| {
                Box::new(RowNote {
                    row: row.number,
                    column: self.columns.title(*at),
                    problem,
                })
            })?;
            packed = packed.saturating_add(units);
        }
        if packed > 0 && matches!(cell, Value::Empty | Value::Text("0" | "-")) {
            return Ok(packed.min(values::MAX_QUANTITY));
        }
        let units = values::quantity_in(cell, unit)
            .map_err(|problem| self.bad(row, Meaning::Quantity, problem))?;
        Ok(units.saturating_add(packed).min(values::MAX_QUANTITY))
    }

    /// The sums of a row besides its total.
    fn sums(&self, row: &Row<'_>) -> Result<Sums, Box<RowNote>> {
        Ok(Sums {
            surcharge: self.own_charge(row, Meaning::Surcharge)?,
            code: self.own_charge(row, Meaning::UniqueCode)?,
            promotion: self.amount(row, Meaning::Promotion)?,
            shipping: self.own_charge(row, Meaning::Shipping)?,
            discount: self.amount(row, Meaning::Discount)?,
            ..Sums::default()
        })
    }

    /// A charge of the shop's own: those of a marketplace are not part of the bill.
    fn own_charge(&self, row: &Row<'_>, field: Meaning) -> Result<Option<Rupiah>, Box<RowNote>> {
        match self.market {
            true => Ok(None),
            false => self.amount(row, field),
        }
    }

    /// The total of a row or of its order. A formula that was never computed isn't needed where the
    /// price is known.
    fn total(&self, row: &Row<'_>, line: &LineDraft) -> Result<Option<Rupiah>, Box<RowNote>> {
        match self.value(row, Meaning::Total) {
            Value::Uncomputed if line.unit_price.is_some() => Ok(None),
            _ => self.amount(row, Meaning::Total),
        }
    }

    /// Reads a sum in rupiah as a positive amount; some tables write discounts as negative.
    fn amount(&self, row: &Row<'_>, field: Meaning) -> Result<Option<Rupiah>, Box<RowNote>> {
        let value = match self.value(row, field) {
            Value::Text(text) => match text.trim_start_matches(['-', '−', '–']).trim_start() {
                "" => Value::Empty,
                free if FREE.contains(&free.to_lowercase().as_str()) => Value::Empty,
                text => Value::Text(text),
            },
            Value::Number(number) => Value::Number(number.abs()),
            value => value,
        };
        values::price_in(value, self.rupiah(field)).map_err(|problem| self.bad(row, field, problem))
    }

    /// Refuses a row of another PO, which our own export names.
    fn check_po(&self, row: &Row<'_>) -> Result<(), Box<RowNote>> {
        let (said, wanted) = (self.value(row, Meaning::Po), self.how.po.as_deref());
        match (said, wanted) {
            (Value::Text(said), Some(wanted)) if !said.eq_ignore_ascii_case(wanted) => {
                let problem = Message::new("intake-other-po")
                    .text("other", text::excerpt(said))
                    .text("period", wanted);
                Err(self.bad(row, Meaning::Po, problem))
            }
            _ => Ok(()),
        }
    }

    /// Checks the number of cells in a row of separated text: a missing or extra separator puts
    /// values under wrong titles.
    pub(super) fn check_width(&self, row: &Row<'_>, want: usize) -> Result<(), Box<RowNote>> {
        let fault = match self.strict {
            true => misfit(row, want, true),
            // What stands beside the table in a workbook is a remark.
            false => None,
        };
        match fault {
            None => Ok(()),
            Some((at, problem)) => Err(Box::new(RowNote {
                row: row.number,
                column: self.columns.title(at),
                problem,
            })),
        }
    }

    pub(super) fn value<'a>(&self, row: &Row<'a>, field: Meaning) -> Value<'a> {
        self.columns
            .at(field)
            .map_or(Value::Empty, |index| row.get(index))
    }

    /// Reads a cell as a clean line of at most `limit` characters; `None` when it is empty.
    pub(super) fn line_text(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
        limit: usize,
    ) -> Result<Option<String>, Box<RowNote>> {
        let value = self.value(row, field);
        self.clean(row, field, value, limit, text::clean_line)
    }

    /// Reads a number that identifies something.
    fn identity(&mut self, row: &Row<'_>, field: Meaning) -> Result<Option<String>, Box<RowNote>> {
        self.identity_of(row, field, text::MAX_NAME)
    }

    fn identity_of(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
        limit: usize,
    ) -> Result<Option<String>, Box<RowNote>> {
        let value = values::identity(self.value(row, field))
            .map_err(|problem| self.bad(row, field, problem))?;
        self.clean(row, field, value, limit, text::clean_line)
    }

    /// Reads a cell as clean text of several lines.
    fn block_text(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
    ) -> Result<Option<String>, Box<RowNote>> {
        let value = self.value(row, field);
        self.clean(row, field, value, text::MAX_NOTE, text::clean_block)
    }

    /// The notes of all columns for them, the buyer's first.
    fn notes(&mut self, row: &Row<'_>) -> Result<String, Box<RowNote>> {
        let columns: Vec<usize> = self.columns.all(Meaning::Note).collect();
        let mut notes: Vec<String> = Vec::new();
        for column in columns {
            let value = row.get(column);
            let note = self.clean(row, Meaning::Note, value, text::MAX_NOTE, text::clean_block)?;
            notes.extend(note.filter(|note| !notes.contains(note)));
        }
        let note = notes.join("\n");
        match text::check_length(&note, text::MAX_NOTE) {
            Ok(()) => Ok(note),
            Err(error) => Err(self.bad(row, Meaning::Note, error.message())),
        }
    }

    /// The text of all columns of a field in parts.
    fn parts(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
        limit: usize,
    ) -> Result<Option<String>, Box<RowNote>> {
        let columns: Vec<usize> = self.columns.all(field).collect();
        let mut parts = Vec::new();
        for column in columns {
            parts.extend(self.clean(row, field, row.get(column), limit, text::clean_line)?);
        }
        Ok((!parts.is_empty()).then(|| parts.join("; ")))
    }

    pub(super) fn clean(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
        value: Value<'_>,
        limit: usize,
        how: fn(&str) -> text::Cleaned,
    ) -> Result<Option<String>, Box<RowNote>> {
        values::says(value).map_err(|problem| self.bad(row, field, problem))?;
        let cleaned = match value {
            Value::Empty => return Ok(None),
            Value::Text(text) => how(text),
            value => how(&value.to_text()),
        };
        if cleaned.changed {
            self.warn(row.number, field, Message::new("intake-cleaned"));
        }
        let text = cleaned.text;
        // A text has at most as many characters as bytes.
        if text.len() > limit {
            text::check_length(&text, limit)
                .map_err(|error| self.bad(row, field, error.message()))?;
        }
        Ok((!text.is_empty()).then_some(text))
    }
}

/// Words for a charge of nothing.
const FREE: [&str; 9] = [
    "gratis",
    "free",
    "free ongkir",
    "gratis ongkir",
    "nihil",
    "tidak ada",
    "ambil sendiri",
    "cod",
    "pickup",
];

/// What says that an order is free, without a reason.
const IS_FREE: [&str; 8] = ["ya", "iya", "y", "yes", "v", "x", "✓", "true"];
/// What says that it isn't.
const NOT_FREE: [&str; 8] = ["tidak", "tdk", "bukan", "no", "n", "-", "0", "false"];

/// Subtracts the shop's discount on the row from the unit price. When it can't be divided evenly
/// among the units, or there is no price, returns the price unchanged and the discount.
fn after_discount(
    price: Option<Rupiah>,
    off: Option<Rupiah>,
    qty: u32,
) -> (Option<Rupiah>, Option<Rupiah>) {
    let off = off.filter(|off| *off > Rupiah::ZERO);
    let (Some(price), Some(off)) = (price, off) else {
        return (price, off);
    };
    let each = off.raw() / i64::from(qty);
    if each * i64::from(qty) == off.raw() && each <= price.raw() {
        (Some(Rupiah::new(price.raw() - each)), None)
    } else {
        (Some(price), Some(off))
    }
}

/// Whether a marketplace masked the text with stars; two masked texts may stand for different
/// customers.
fn is_hidden(text: &str) -> bool {
    text.contains("**")
}

/// Reads the channel in a file.
fn channel(text: &str) -> Channel {
    text.trim().parse().unwrap_or(Channel::Other)
}
