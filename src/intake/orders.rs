//! A table of order lines → order drafts.
//!
//! Rows of one order are found by its reference wherever they stand in the file; without a
//! reference, by customer and moment. The first row gives the order its facts, later rows fill in
//! what it left blank.
//!
//! A row whose status says cancelled is a cancelled line. When all of an order's rows are, the order
//! is cancelled and keeps its lines, so that it can be stored as such. When only some are, the
//! customer still waits for the others: the order is active with the lines that stand, and each
//! line left out is listed under [`Intake::warnings`], so nothing disappears unseen.
//!
//! Amounts of the whole order stand on each of its rows or on the first alone, amounts of a row on
//! each: a column whose values differ within one order is by row, in the whole file, and any other is
//! by order and counted once.
//!
//! Below the header some tables explain their columns in a row, and below the orders some add them
//! up: such rows are passed over and said to be so.
//!
//! An unreadable row stops nothing: it is listed with its row, its column and the sentence that says
//! what would be right, and the rest is read on.

use std::collections::HashMap;

use super::columns::{Columns, Field, HeaderError, Origin, fold, key_of, shown, titles};
use super::dates::Dates;
use super::drafts::{Intake, MAX_LISTED, RowNote};
use super::mapping::Mapping;
use super::table::{Fault, Row, Table, TableError, Value};
use super::values;
use crate::domain::code::Code;
use crate::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind};
use crate::domain::text;
use crate::domain::when::{Moment, Zone};

/// The most rows one file may have.
pub const MAX_ROWS: u64 = 300_000;

/// Rows above the header that are passed over: titles, the shop's name, a date.
const MAX_TITLE_ROWS: usize = 20;
/// Rows between two reports of progress.
const PROGRESS_EVERY: u64 = 2_000;

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all, where known.
    pub total_bytes: Option<u64>,
}

/// Why a file gives no orders at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its header lacks what an order needs.
    #[error("{file}: {header}")]
    Header {
        /// The file's name.
        file: String,
        /// What is wrong with the header.
        header: HeaderError,
    },
    /// There is a header and nothing below it.
    #[error("{0}: only a header")]
    OnlyHeader(String),
    /// More rows than so many.
    #[error("{0}: more than {1} rows")]
    TooManyRows(String, u64),
    /// Its header names no goods or no prices.
    #[error("{file}: no goods")]
    NoGoods {
        /// The file's name.
        file: String,
        /// The header that was found.
        seen: Vec<String>,
    },
}

impl IntakeError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        match self {
            Self::Table(error) => error.message(),
            Self::Header { file, header } => header.message(file),
            Self::OnlyHeader(file) => Message::new("intake-only-header").text("file", file),
            Self::TooManyRows(file, limit) => Message::new("intake-too-many-rows")
                .text("file", file)
                .count("limit", count(*limit)),
            Self::NoGoods { file, seen } => Message::new("intake-no-goods")
                .text("file", file)
                .text("seen", shown(seen)),
        }
    }
}

/// Reads a table of order lines whose columns are known by name, or by `mapping`. Moments without
/// an offset are on a clock in `zone`; `now` settles dates without a year. `progress` is called
/// every few thousand rows and once at the end.
///
/// # Errors
/// When the file as a whole is unusable; single unreadable rows are listed in [`Intake::bad`].
pub fn read(
    table: &mut Table,
    mapping: &Mapping,
    zone: Zone,
    now: Moment,
    progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    read_knowing(table, |_| mapping.clone(), zone, now, progress)
}

/// As [`read`], with what is remembered of headers: `known` gives the mapping for a header's key
/// ([`Columns::key`]), an empty one where there is none.
///
/// # Errors
/// As [`read`].
pub fn read_knowing(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    zone: Zone,
    now: Moment,
    mut progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    let (columns, at) = header(table, known)?;
    table.check_merged(at)?;
    let strict = table.is_strict();
    let mut reading = Reading {
        dates: Dates::new(zone, now),
        columns,
        strict,
        tail: Vec::new(),
        intake: Intake::default(),
        drafts: Vec::new(),
        found: HashMap::new(),
    };
    let mut report = |table: &Table, rows| {
        let (bytes, total_bytes) = table.bytes();
        progress(Progress {
            rows,
            bytes,
            total_bytes,
        });
    };
    while let Some(row) = table.next_row()? {
        reading.intake.rows += 1;
        if reading.intake.rows > MAX_ROWS {
            return Err(IntakeError::TooManyRows(table.name().to_owned(), MAX_ROWS));
        }
        reading.take(&row);
        if reading.intake.rows.is_multiple_of(PROGRESS_EVERY) {
            report(table, reading.intake.rows);
        }
    }
    report(table, reading.intake.rows);
    if reading.intake.rows == 0 {
        return Err(IntakeError::OnlyHeader(table.name().to_owned()));
    }
    Ok(reading.finish(table.is_windows_1252()))
}

/// Finds the header: the first row, or the first below some title rows that serves as one.
fn header(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
) -> Result<(Columns, u64), IntakeError> {
    let mut first = None;
    for _ in 0..=MAX_TITLE_ROWS {
        let Some(row) = table.next_row()? else { break };
        let titles = titles(&row);
        let mapping = known(&key_of(&titles));
        match Columns::of_titles(titles, &mapping) {
            Ok(columns) => return Ok((columns, row.number)),
            // The refusal speaks of the row that looks most like a header: the widest.
            Err(error) => {
                let width = row.len();
                if first.as_ref().is_none_or(|(most, _)| width > *most) {
                    first = Some((width, error));
                }
            }
        }
    }
    Err(match first {
        Some((_, header)) => IntakeError::Header {
            file: table.name().to_owned(),
            header,
        },
        None => table.fault(Fault::Empty).into(),
    })
}

/// An order while its rows are being gathered.
struct Draft {
    order: OrderDraft,
    /// Lines whose rows say cancelled, with the status as it stands.
    cancelled: Vec<(LineDraft, String)>,
    /// Row of the first line, and whether its moment reads either way.
    row: u64,
    either: bool,
    /// What each of its rows that stand says of money, beside the lines' own prices.
    sums: Vec<Sums>,
}

/// What a row says of money beside the price of one unit, in rupiah.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    total: Option<Rupiah>,
    shipping: Option<Rupiah>,
    discount: Option<Rupiah>,
}

type Sum = fn(&Sums) -> Option<Rupiah>;
const TOTAL: Sum = |sums| sums.total;
const SHIPPING: Sum = |sums| sums.shipping;
const DISCOUNT: Sum = |sums| sums.discount;

/// What makes two rows one order.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Reference(String),
    Customer(String, Option<String>, Option<Moment>),
}

struct Reading {
    dates: Dates,
    columns: Columns,
    strict: bool,
    /// Remarks below the orders, as it seems so far.
    tail: Vec<RowNote>,
    intake: Intake,
    drafts: Vec<Draft>,
    found: HashMap<Key, usize>,
}

impl Reading {
    /// Takes in a row, passes it over, or lists it as unreadable.
    fn take(&mut self, row: &Row<'_>) {
        if self.intake.rows == 1 && self.explains(row) {
            return self.warn(row.number, Field::Quantity, Message::new("intake-explains"));
        }
        if self.adds_up(row) {
            return self.warn(row.number, Field::Quantity, Message::new("intake-adds-up"));
        }
        let Err(bad) = self.row(row) else {
            // What stands between orders is no remark below them.
            for bad in std::mem::take(&mut self.tail) {
                self.list(bad);
            }
            return;
        };
        let filled = (0..row.len())
            .filter(|at| row.get(*at) != Value::Empty)
            .count();
        if filled == 1 && self.tail.len() < MAX_LISTED {
            self.tail.push(*bad);
        } else {
            self.list(*bad);
        }
    }

    fn list(&mut self, bad: RowNote) {
        self.intake.bad_rows += 1;
        if self.intake.bad.len() < MAX_LISTED {
            self.intake.bad.push(bad);
        }
    }

    /// Whether the row below the header says what the columns are for, as TikTok's does: words
    /// where every order has figures.
    fn explains(&self, row: &Row<'_>) -> bool {
        let is_words = |field| match self.value(row, field) {
            Value::Text(text) => !text.contains(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        let figures = [
            Field::Reference,
            Field::Moment,
            Field::UnitPrice,
            Field::Phone,
            Field::Total,
        ];
        is_words(Field::Quantity)
            && figures.into_iter().filter(|field| is_words(*field)).count() >= 2
    }

    /// Whether a row adds up those above it: it begins with `Total` and names no goods.
    fn adds_up(&self, row: &Row<'_>) -> bool {
        let first = (0..row.len()).find_map(|at| match row.get(at) {
            Value::Empty => None,
            value => Some(fold(&value.to_text())),
        });
        let adds = first.is_some_and(|first| {
            let word = first.trim_end_matches(|c: char| c.is_ascii_digit());
            [
                "total",
                "grandtotal",
                "jumlah",
                "jumlahtotal",
                "subtotal",
                "totalkeseluruhan",
            ]
            .contains(&word)
        });
        adds && self.value(row, Field::Code) == Value::Empty
            && self.value(row, Field::Product) == Value::Empty
    }

    /// Takes in one row, or says what is wrong with it; a bad row leaves no trace in the drafts.
    fn row(&mut self, row: &Row<'_>) -> Result<(), Box<RowNote>> {
        self.check_width(row)?;
        let reference = self.line_text(row, Field::Reference, text::MAX_NAME)?;
        let name = self.line_text(row, Field::Name, text::MAX_NAME)?;
        let phone = self.line_text(row, Field::Phone, text::MAX_NAME)?;
        let Some(shown_name) = name
            .clone()
            .or_else(|| phone.clone())
            .or_else(|| reference.clone())
        else {
            let field = if self.columns.at(Field::Name).is_some() {
                Field::Name
            } else {
                Field::Reference
            };
            return Err(self.bad(row, field, Message::new("intake-no-customer")));
        };
        let code = match self.line_text(row, Field::Code, usize::MAX)? {
            None => None,
            Some(code) => Some(
                Code::read(&code).map_err(|error| self.bad(row, Field::Code, error.message()))?,
            ),
        };
        let product = match self.line_text(row, Field::Product, text::MAX_NAME)? {
            Some(product) => product,
            None => match &code {
                Some(code) => code.to_string(),
                None => {
                    let field = if self.columns.at(Field::Product).is_some() {
                        Field::Product
                    } else {
                        Field::Code
                    };
                    return Err(self.bad(row, field, Message::new("intake-no-product")));
                }
            },
        };
        let qty = values::quantity(self.value(row, Field::Quantity))
            .map_err(|problem| self.bad(row, Field::Quantity, problem))?;
        let unit_price = values::price(self.value(row, Field::UnitPrice))
            .map_err(|problem| self.bad(row, Field::UnitPrice, problem))?;
        let unit_price = match self.amount(row, Field::RowDiscount)? {
            Some(off) if off > Rupiah::ZERO => self.less(row, unit_price, off, qty)?,
            _ => unit_price,
        };
        let sums = Sums {
            total: self.amount(row, Field::Total)?,
            shipping: self.amount(row, Field::Shipping)?,
            discount: self.amount(row, Field::Discount)?,
        };
        if let Some(price) = unit_price {
            price
                .times(i64::from(qty))
                .map_err(|error| self.bad(row, Field::UnitPrice, error.message()))?;
        }
        let moment_cell = self.value(row, Field::Moment);
        let moment = self
            .dates
            .read(moment_cell, row.number)
            .map_err(|problem| self.bad(row, Field::Moment, problem))?;
        let line = LineDraft {
            row: row.number,
            code,
            product,
            variant: self.line_text(row, Field::Variant, text::MAX_NAME)?,
            qty,
            unit_price,
            customization: self.line_text(row, Field::Customization, text::MAX_NOTE)?,
        };
        let address = self.block_text(row, Field::Address)?;
        let note = self.block_text(row, Field::Note)?;
        let channel = match self.value(row, Field::Channel) {
            Value::Empty => self.columns.origin().map(Origin::channel),
            value => Some(channel(&value.to_text())),
        };
        let status = self.value(row, Field::Status).to_text();

        let placed_at = moment.map(|read| read.moment);
        let key = match &reference {
            Some(reference) => Key::Reference(reference.clone()),
            None => Key::Customer(shown_name.clone(), phone.clone(), placed_at),
        };
        let index = match self.found.get(&key) {
            Some(index) => {
                self.check_same_customer(row, *index, name.as_deref())?;
                *index
            }
            None => {
                let index = self.drafts.len();
                self.found.insert(key, index);
                self.drafts.push(Draft {
                    order: OrderDraft {
                        reference,
                        placed_at,
                        customer: CustomerDraft {
                            name: shown_name,
                            ..CustomerDraft::default()
                        },
                        ..OrderDraft::default()
                    },
                    sums: Vec::new(),
                    cancelled: Vec::new(),
                    row: row.number,
                    either: moment.is_some_and(|read| read.either),
                });
                index
            }
        };
        let draft = &mut self.drafts[index];
        let order = &mut draft.order;
        order.customer.phone = order.customer.phone.take().or(phone);
        order.customer.address = order.customer.address.take().or(address);
        order.channel = order.channel.or(channel);
        if let Some(note) = note
            && order.note.is_empty()
        {
            order.note = note;
        }
        if is_cancelled(&status) {
            draft.cancelled.push((line, status));
        } else {
            order.lines.push(line);
            draft.sums.push(sums);
        }
        Ok(())
    }

    /// A sum in rupiah, whichever sign its table gives to what is taken off.
    fn amount(&self, row: &Row<'_>, field: Field) -> Result<Option<Rupiah>, Box<RowNote>> {
        let value = match self.value(row, field) {
            Value::Text(text) => Value::Text(text.trim_start_matches(['-', '−']).trim_start()),
            Value::Number(number) => Value::Number(number.abs()),
            value => value,
        };
        values::price(value).map_err(|problem| self.bad(row, field, problem))
    }

    /// The price of a unit after the shop's own discount on the whole row.
    fn less(
        &self,
        row: &Row<'_>,
        price: Option<Rupiah>,
        off: Rupiah,
        qty: u32,
    ) -> Result<Option<Rupiah>, Box<RowNote>> {
        let Some(price) = price else { return Ok(None) };
        let each = off.raw() / i64::from(qty);
        if each * i64::from(qty) != off.raw() || each > price.raw() {
            let problem = Message::new("intake-discount-uneven")
                .money("discount", off)
                .count("qty", i64::from(qty));
            return Err(self.bad(row, Field::RowDiscount, problem));
        }
        Ok(Some(Rupiah::new(price.raw() - each)))
    }

    /// A row of separated text with too few or too many cells has lost or gained a separator: its
    /// values may stand under the wrong titles.
    fn check_width(&self, row: &Row<'_>) -> Result<(), Box<RowNote>> {
        let (have, want) = (row.len(), self.columns.len());
        let beyond = (want..have).any(|index| row.get(index) != Value::Empty);
        let say = |key| {
            Message::new(key)
                .count("have", count(have as u64))
                .count("want", count(want as u64))
        };
        let problem = if have < want && self.strict {
            say("intake-row-short")
        } else if beyond {
            say("intake-row-long")
        } else {
            return Ok(());
        };
        Err(Box::new(RowNote {
            row: row.number,
            column: self.columns.title(have.min(want)),
            problem,
        }))
    }

    /// One reference cannot be two customers' order.
    fn check_same_customer(
        &self,
        row: &Row<'_>,
        index: usize,
        name: Option<&str>,
    ) -> Result<(), Box<RowNote>> {
        let draft = &self.drafts[index];
        let known = &draft.order.customer.name;
        match name {
            Some(name) if name != known && text::fold(name) != text::fold(known) => Err(self.bad(
                row,
                Field::Name,
                Message::new("intake-other-customer")
                    .text("order", draft.order.reference.clone().unwrap_or_default())
                    .text("name", known)
                    .text("other", draft.row.to_string()),
            )),
            _ => Ok(()),
        }
    }

    fn value<'a>(&self, row: &Row<'a>, field: Field) -> Value<'a> {
        self.columns
            .at(field)
            .map_or(Value::Empty, |index| row.get(index))
    }

    /// A cell as one clean line of at most `limit` characters; `None` when nothing is left of it.
    fn line_text(
        &mut self,
        row: &Row<'_>,
        field: Field,
        limit: usize,
    ) -> Result<Option<String>, Box<RowNote>> {
        self.clean(row, field, limit, text::clean_line)
    }

    /// A cell as a clean text of several lines.
    fn block_text(&mut self, row: &Row<'_>, field: Field) -> Result<Option<String>, Box<RowNote>> {
        self.clean(row, field, text::MAX_NOTE, text::clean_block)
    }

    fn clean(
        &mut self,
        row: &Row<'_>,
        field: Field,
        limit: usize,
        how: fn(&str) -> text::Cleaned,
    ) -> Result<Option<String>, Box<RowNote>> {
        let text = match self.value(row, field) {
            Value::Empty => return Ok(None),
            Value::Uncounted => {
                return Err(self.bad(row, field, Message::new("intake-formula")));
            }
            // Nearly every cell is short plain text, which is clean as it stands.
            Value::Text(plain) if is_plain(plain) => plain.to_owned(),
            value => {
                let cleaned = how(&value.to_text());
                if cleaned.changed {
                    self.warn(row.number, field, Message::new("intake-cleaned"));
                }
                cleaned.text
            }
        };
        // A text of so few bytes cannot have more characters.
        if text.len() > limit {
            text::check_length(&text, limit)
                .map_err(|error| self.bad(row, field, error.message()))?;
        }
        Ok((!text.is_empty()).then_some(text))
    }

    /// A line below the orders that is none of them.
    fn remark(&mut self, note: RowNote) {
        self.intake.warned += 1;
        if self.intake.warnings.len() < MAX_LISTED {
            self.intake.warnings.push(RowNote {
                problem: Message::new("intake-remark"),
                ..note
            });
        }
    }

    /// Gives amounts of whole orders to their orders and amounts of rows to their lines.
    fn settle_sums(&mut self) {
        let by_row = |sum: Sum| {
            self.drafts.iter().any(|draft| {
                let mut given = draft.sums.iter().filter_map(sum);
                given
                    .next()
                    .is_some_and(|first| given.any(|other| other != first))
            })
        };
        let (total_by_row, shipping_by_row, discount_by_row) =
            (by_row(TOTAL), by_row(SHIPPING), by_row(DISCOUNT));
        let mut unpriced = 0;
        for draft in &mut self.drafts {
            for (sum, kind, by_row) in [
                (SHIPPING, ChargeKind::Shipping, shipping_by_row),
                (DISCOUNT, ChargeKind::Discount, discount_by_row),
            ] {
                let mut given = draft.sums.iter().filter_map(sum);
                let amount = if by_row {
                    Rupiah::sum(given).unwrap_or(Rupiah::MAX)
                } else {
                    given.next().unwrap_or_default()
                };
                if amount > Rupiah::ZERO {
                    draft.order.charges.push((kind, amount));
                }
            }
            let alone = draft.order.lines.len() == 1;
            for (line, sums) in draft.order.lines.iter_mut().zip(&draft.sums) {
                if line.unit_price.is_some() {
                    continue;
                }
                let Some(total) = sums.total.filter(|_| alone || total_by_row) else {
                    unpriced += i64::from(sums.total.is_some());
                    continue;
                };
                // A whole order's total holds its shipping; a row's does not.
                let of_lines = if alone && !total_by_row {
                    let shipping = sums.shipping.unwrap_or_default();
                    let discount = sums.discount.unwrap_or_default();
                    total.raw() - shipping.raw() + discount.raw()
                } else {
                    total.raw()
                };
                let qty = i64::from(line.qty);
                if of_lines >= 0 && of_lines % qty == 0 {
                    line.unit_price = Some(Rupiah::new(of_lines / qty));
                } else {
                    unpriced += 1;
                }
            }
        }
        if unpriced > 0 {
            let note = Message::new("intake-totals-left").count("lines", unpriced);
            self.intake.notes.push(note);
        }
    }

    fn bad(&self, row: &Row<'_>, field: Field, problem: Message) -> Box<RowNote> {
        Box::new(RowNote {
            row: row.number,
            column: self.title(field),
            problem,
        })
    }

    fn warn(&mut self, row: u64, field: Field, problem: Message) {
        self.intake.warned += 1;
        if self.intake.warnings.len() < MAX_LISTED {
            let column = self.title(field);
            self.intake.warnings.push(RowNote {
                row,
                column,
                problem,
            });
        }
    }

    fn title(&self, field: Field) -> String {
        self.columns
            .at(field)
            .map_or_else(String::new, |index| self.columns.title(index))
    }

    /// What is only known when every row has been read: cancelled orders, and which way dates go.
    fn finish(mut self, windows_1252: bool) -> Intake {
        for note in std::mem::take(&mut self.tail) {
            self.remark(note);
        }
        if windows_1252 {
            self.intake.notes.push(Message::new("intake-windows-1252"));
        }
        if let Some(text) = self.dates.by_custom() {
            let note = Message::new("intake-dates-by-custom").text("date", text::excerpt(text));
            self.intake.notes.push(note);
        }
        self.intake.header = self.columns.key();
        self.settle_sums();
        let turn = match self.dates.month_first() {
            Ok(turn) => turn,
            Err((row, problem)) => {
                self.intake.bad_rows += 1;
                let column = self.title(Field::Moment);
                self.intake.bad.push(RowNote {
                    row,
                    column,
                    problem,
                });
                false
            }
        };
        for mut draft in std::mem::take(&mut self.drafts) {
            if draft.order.lines.is_empty() {
                draft.order.cancelled = true;
                draft.order.lines = draft.cancelled.into_iter().map(|(line, _)| line).collect();
            } else {
                for (line, status) in draft.cancelled {
                    let problem = Message::new("intake-line-cancelled")
                        .text("status", text::excerpt(&status))
                        .text("product", line.product);
                    self.warn(line.row, Field::Status, problem);
                }
            }
            if turn && draft.either {
                draft.order.placed_at = draft.order.placed_at.map(|at| self.dates.turned(at));
            }
            self.intake.orders.push(draft.order);
        }
        self.intake.bad.sort_by_key(|note| note.row);
        self.intake.warnings.sort_by_key(|note| note.row);
        self.intake
    }
}

/// Whether a text is already what cleaning would make of it: printable ASCII with single spaces.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b)) && !text.contains("  ")
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

/// The channel a file names.
fn channel(text: &str) -> Channel {
    text.trim().parse().unwrap_or(Channel::Other)
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
