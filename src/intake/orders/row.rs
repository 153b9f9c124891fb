//! Reads one row of an order table.

use super::grouping::{GatheredOrder, Sums};
use super::table_reader::{RowReading, TableReader};
use crate::domain::code::Code;
use crate::domain::digest::Digest;
use crate::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
use crate::domain::text;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::values;
use crate::intake::file::cell::{Row, Value, misfit};
use crate::intake::note::RowNote;

impl TableReader {
    /// Reads a row; the error names the cell and its problem.
    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<RowReading, Box<RowNote>> {
        self.check_width(row, self.columns.len())?;
        let reference = self.line_text(row, Meaning::Reference, text::MAX_NAME)?;
        let name = self.line_text(row, Meaning::Name, text::MAX_NAME)?;
        values::phone(self.value(row, Meaning::Phone))
            .map_err(|problem| self.bad(row, Meaning::Phone, problem))?;
        let phone = self
            .line_text(row, Meaning::Phone, text::MAX_NAME)?
            .filter(|phone| !is_hidden(phone));
        let Some(shown_name) = name
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
        let code = match self.line_text(row, Meaning::Code, usize::MAX)? {
            None => None,
            Some(code) => Some(
                Code::read(&code).map_err(|error| self.bad(row, Meaning::Code, error.message()))?,
            ),
        };
        let product = match self.line_text(row, Meaning::Product, text::MAX_NAME)? {
            Some(product) => product,
            None => match &code {
                Some(code) => code.to_string(),
                None => {
                    let field = if self.columns.at(Meaning::Product).is_some() {
                        Meaning::Product
                    } else {
                        Meaning::Code
                    };
                    return Err(self.bad(row, field, Message::new("intake-no-product")));
                }
            },
        };
        let qty = values::quantity(self.value(row, Meaning::Quantity))
            .map_err(|problem| self.bad(row, Meaning::Quantity, problem))?;
        let unit_price = values::price(self.value(row, Meaning::UnitPrice))
            .map_err(|problem| self.bad(row, Meaning::UnitPrice, problem))?;
        let (unit_price, uneven) =
            after_discount(unit_price, self.amount(row, Meaning::RowDiscount)?, qty);
        let sums = Sums {
            uneven,
            promotion: self.amount(row, Meaning::Promotion)?,
            total: self.amount(row, Meaning::Total)?,
            shipping: self.amount(row, Meaning::Shipping)?,
            discount: self.amount(row, Meaning::Discount)?,
        };
        if let Some(price) = unit_price {
            price
                .times(i64::from(qty))
                .map_err(|error| self.bad(row, Meaning::UnitPrice, error.message()))?;
        }
        let moment_cell = self.value(row, Meaning::Moment);
        let moment = self
            .dates
            .read(moment_cell, row.number)
            .map_err(|problem| self.bad(row, Meaning::Moment, problem))?;
        let line = LineDraft {
            row: row.number,
            code,
            product,
            variant: self
                .line_text(row, Meaning::Variant, text::MAX_NAME)?
                .filter(|name| !is_no_variant(name)),
            qty,
            unit_price,
            customization: self.line_text(row, Meaning::Customization, text::MAX_NOTE)?,
        };
        let address = self
            .block_text(row, Meaning::Address)?
            .filter(|address| !is_hidden(address));
        let note = self.block_text(row, Meaning::Note)?;
        let channel = match self.value(row, Meaning::Channel) {
            Value::Empty => self.channel,
            value => Some(channel(&value.to_text())),
        };
        let status = self.value(row, Meaning::Status).to_text();

        if let Ok(units) = values::quantity(self.value(row, Meaning::Returned)) {
            let problem = Message::new("intake-returned").count("units", units);
            self.warn(row.number, Meaning::Returned, problem);
        }

        let placed_at = moment.map(|read| read.moment);
        let key = match &reference {
            Some(reference) => Digest::of([reference.as_str()]),
            // A row with several goods is a whole order.
            None if self.columns.is_wide() => Digest::of([row.number.to_string().as_str()]),
            None => Digest::of([
                shown_name.as_str(),
                phone.as_deref().unwrap_or_default(),
                &placed_at.map_or_else(String::new, |at| at.unix().to_string()),
            ]),
        };
        let (lines, cancelled, sums, cancelled_sums) = if is_cancelled(&status) {
            (Vec::new(), vec![(line, status)], Vec::new(), vec![sums])
        } else {
            (vec![line], Vec::new(), vec![sums], Vec::new())
        };
        let draft = GatheredOrder {
            order: OrderDraft {
                reference,
                placed_at,
                customer: CustomerDraft {
                    name: shown_name,
                    phone,
                    address,
                },
                lines,
                channel,
                note: note.unwrap_or_default(),
                ..OrderDraft::default()
            },
            cancelled,
            row: row.number,
            ambiguous: moment.is_some_and(|read| read.ambiguous),
            sums,
            cancelled_sums,
        };
        Ok((key, name, draft))
    }

    /// Reads a sum in rupiah as a positive amount; some tables write discounts as negative.
    fn amount(&self, row: &Row<'_>, field: Meaning) -> Result<Option<Rupiah>, Box<RowNote>> {
        let value = match self.value(row, field) {
            Value::Text(text) => Value::Text(text.trim_start_matches(['-', '−']).trim_start()),
            Value::Number(number) => Value::Number(number.abs()),
            value => value,
        };
        values::price(value).map_err(|problem| self.bad(row, field, problem))
    }

    /// Checks the number of cells in a row of separated text: a missing or extra separator puts
    /// values under wrong titles.
    pub(super) fn check_width(&self, row: &Row<'_>, want: usize) -> Result<(), Box<RowNote>> {
        match misfit(row, want, self.strict) {
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
    fn line_text(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
        limit: usize,
    ) -> Result<Option<String>, Box<RowNote>> {
        self.clean(row, field, limit, text::clean_line)
    }

    /// Reads a cell as clean text of several lines.
    fn block_text(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
    ) -> Result<Option<String>, Box<RowNote>> {
        self.clean(row, field, text::MAX_NOTE, text::clean_block)
    }

    fn clean(
        &mut self,
        row: &Row<'_>,
        field: Meaning,
        limit: usize,
        how: fn(&str) -> text::Cleaned,
    ) -> Result<Option<String>, Box<RowNote>> {
        let value = self.value(row, field);
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

/// Whether a status says that the order was cancelled.
fn is_cancelled(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    let status = status
        .strip_prefix("pesanan ")
        .or_else(|| status.strip_prefix("order "))
        .unwrap_or(&status);
    ["batal", "dibatalkan", "cancelled", "canceled", "cancel"]
        .iter()
        .any(|word| {
            status
                .strip_prefix(word)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

/// Whether a name is the marketplace's placeholder for products without variants.
fn is_no_variant(name: &str) -> bool {
    ["default", "-", "no variation", "tanpa variasi"].contains(&name.to_lowercase().as_str())
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
