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

use std::io;

use super::chat::Goods;
use super::columns::{Columns, Field, HeaderError, Origin, fold, key_of, shown, titles};
use super::dates::Dates;
use super::drafts::{Intake, MAX_LISTED, RowNote};
use super::gathered::{Draft, Gathering, Sums};
use super::goods::is_price_list;
use super::mapping::Mapping;
use super::reports::Report;
use super::table::{Fault, Row, Table, TableError, Value};
use super::values;
use super::wide::Wide;
use crate::domain::code::Code;
use crate::domain::digest::Digest;
use crate::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
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
    /// What was read can't be kept while the rest is.
    #[error("{file}: {why}")]
    Spool {
        /// The file's name.
        file: String,
        /// Why not.
        why: String,
    },
    /// It is another kind of table.
    #[error("{file}: {report:?}")]
    OtherReport {
        /// The file's name.
        file: String,
        /// What it is.
        report: Report,
    },
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
            Self::Spool { file, why } => Message::new("intake-spool")
                .text("file", file)
                .text("why", why),
            Self::OtherReport { file, report } => Message::new(report.key()).text("file", file),
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
    read_knowing(
        table,
        |_| mapping.clone(),
        &Goods::default(),
        zone,
        now,
        progress,
    )
}

/// As [`read`], with what is remembered of headers: `known` gives the mapping for a header's key
/// ([`Columns::key`]), an empty one where there is none. Where columns hold units of goods, or cells
/// name them in words, they are looked up among `goods`.
///
/// # Errors
/// As [`read`].
pub fn read_knowing(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &Goods,
    zone: Zone,
    now: Moment,
    mut progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    let (mut columns, at) = header(table, known, goods)?;
    table.check_merged(at)?;
    let mut wide = columns.take_wide();
    let strict = table.is_strict();
    let mut reading = Reading {
        dates: Dates::new(zone, now),
        columns,
        strict,
        tail: Vec::new(),
        intake: Intake::default(),
        gathering: Gathering::default(),
    };
    let spool = |file: &str, error: io::Error| IntakeError::Spool {
        file: file.to_owned(),
        why: error.to_string(),
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
        let taken = match &mut wide {
            None => reading.take(&row),
            Some(wide) => reading.take_wide(&row, wide, goods),
        };
        taken.map_err(|error| spool(table.name(), error))?;
        if reading.intake.rows.is_multiple_of(PROGRESS_EVERY) {
            report(table, reading.intake.rows);
        }
    }
    report(table, reading.intake.rows);
    if reading.intake.rows == 0 {
        return Err(IntakeError::OnlyHeader(table.name().to_owned()));
    }
    let hidden = table.hidden_rows();
    if hidden > 0 {
        let note = Message::new("intake-hidden-rows").count("rows", count(hidden));
        reading.intake.notes.push(note);
    }
    if let Some(wide) = wide {
        if let Some(header) = wide.unsure() {
            return Err(IntakeError::Header {
                file: table.name().to_owned(),
                header,
            });
        }
        reading.intake.notes.extend(wide.notes());
    }
    let finished = reading.finish(table.is_windows_1252());
    finished.map_err(|error| spool(table.name(), error))
}

/// Finds the header: the first row, or the first below some title rows that serves as one.
fn header(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &Goods,
) -> Result<(Columns, u64), IntakeError> {
    let mut first = None;
    for _ in 0..=MAX_TITLE_ROWS {
        let Some(row) = table.next_row()? else { break };
        let titles = titles(&row);
        if let Some(report) = Report::of_titles(&titles) {
            let file = table.name().to_owned();
            return Err(IntakeError::OtherReport { file, report });
        }
        let mapping = known(&key_of(&titles));
        match Columns::among(titles, &mapping, goods) {
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
        Some((_, HeaderError::Missing { seen, found, .. }))
            if is_price_list(&seen) && found.iter().all(|(field, _)| !is_of_order(*field)) =>
        {
            IntakeError::OtherReport {
                file: table.name().to_owned(),
                report: Report::PriceList,
            }
        }
        Some((_, header)) => IntakeError::Header {
            file: table.name().to_owned(),
            header,
        },
        None => table.fault(Fault::Empty).into(),
    })
}

/// Whether no price list has such a column.
fn is_of_order(field: Field) -> bool {
    matches!(
        field,
        Field::Reference | Field::Moment | Field::Phone | Field::Address | Field::Quantity
    )
}

/// What makes a row one order with others, the customer's name as it stands, and what it says.
type Said = (Digest, Option<String>, Draft);

struct Reading {
    dates: Dates,
    columns: Columns,
    strict: bool,
    /// Remarks below the orders, as it seems so far.
    tail: Vec<RowNote>,
    intake: Intake,
    gathering: Gathering,
}

impl Reading {
    /// Takes in a row, passes it over, or lists it as unreadable.
    fn take(&mut self, row: &Row<'_>) -> io::Result<()> {
        if self.intake.rows == 1 && self.explains(row) {
            self.warn(row.number, Field::Quantity, Message::new("intake-explains"));
            return Ok(());
        }
        if self.adds_up(row) {
            self.warn(row.number, Field::Quantity, Message::new("intake-adds-up"));
            return Ok(());
        }
        match self.row(row) {
            Ok(read) => self.add(row, read),
            Err(bad) => {
                self.refuse(row, *bad);
                Ok(())
            }
        }
    }

    /// Takes in a row that holds several goods, as one row for each of them.
    fn take_wide(&mut self, row: &Row<'_>, wide: &mut Wide, goods: &Goods) -> io::Result<()> {
        if self.adds_up(row) {
            self.warn_of(row, "intake-adds-up");
            return Ok(());
        }
        let lines = self
            .check_width(row, self.columns.real())
            .and_then(|()| wide.lines(row, goods));
        match lines {
            Ok(lines) if lines.is_empty() => self.warn_of(row, "intake-goods-nothing"),
            Ok(lines) => {
                // All of its lines are read before any is taken in.
                let cells = wide.spread(row, lines);
                let read: Result<Vec<_>, _> = cells
                    .iter()
                    .map(|cells| self.row(&Row::of_cells(row.number, cells)))
                    .collect();
                match read {
                    Ok(read) => {
                        for line in read {
                            self.add(row, line)?;
                        }
                    }
                    Err(bad) => self.refuse(row, *bad),
                }
            }
            Err(bad) => self.refuse(row, *bad),
        }
        Ok(())
    }

    /// Gives what a row says to its order, unless that is another customer's.
    fn add(&mut self, row: &Row<'_>, (key, name, draft): Said) -> io::Result<()> {
        match self.same_customer(row, key, name.as_deref())? {
            Ok(()) => {
                // What stands between orders is no remark below them.
                for bad in std::mem::take(&mut self.tail) {
                    self.list(bad);
                }
                self.gathering.add(key, draft)
            }
            Err(bad) => {
                self.refuse(row, *bad);
                Ok(())
            }
        }
    }

    /// Lists a row that can't be read, or keeps it as a remark below the orders.
    fn refuse(&mut self, row: &Row<'_>, bad: RowNote) {
        let filled = (0..row.len())
            .filter(|at| row.get(*at) != Value::Empty)
            .count();
        if filled == 1 && self.tail.len() < MAX_LISTED {
            self.tail.push(bad);
        } else {
            self.list(bad);
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

    /// Reads one row, or says what is wrong with it.
    fn row(&mut self, row: &Row<'_>) -> Result<Said, Box<RowNote>> {
        self.check_width(row, self.columns.len())?;
        let reference = self.line_text(row, Field::Reference, text::MAX_NAME)?;
        let name = self.line_text(row, Field::Name, text::MAX_NAME)?;
        let phone = self
            .line_text(row, Field::Phone, text::MAX_NAME)?
            .filter(|phone| !is_hidden(phone));
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
        let (unit_price, uneven) = less(unit_price, self.amount(row, Field::RowDiscount)?, qty);
        let sums = Sums {
            uneven,
            promotion: self.amount(row, Field::Promotion)?,
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
            variant: self
                .line_text(row, Field::Variant, text::MAX_NAME)?
                .filter(|name| !is_no_variant(name)),
            qty,
            unit_price,
            customization: self.line_text(row, Field::Customization, text::MAX_NOTE)?,
        };
        let address = self
            .block_text(row, Field::Address)?
            .filter(|address| !is_hidden(address));
        let note = self.block_text(row, Field::Note)?;
        let channel = match self.value(row, Field::Channel) {
            Value::Empty => self.columns.origin().map(Origin::channel),
            value => Some(channel(&value.to_text())),
        };
        let status = self.value(row, Field::Status).to_text();

        if let Ok(units) = values::quantity(self.value(row, Field::Returned)) {
            let problem = Message::new("intake-returned").count("units", i64::from(units));
            self.warn(row.number, Field::Returned, problem);
        }

        let placed_at = moment.map(|read| read.moment);
        let key = match &reference {
            Some(reference) => Digest::of([reference.as_str()]),
            // A row that holds several goods is a whole order.
            None if self.columns.is_wide() => Digest::of([row.number.to_string().as_str()]),
            None => Digest::of([
                shown_name.as_str(),
                phone.as_deref().unwrap_or_default(),
                &placed_at.map_or_else(String::new, |at| at.unix().to_string()),
            ]),
        };
        let (lines, cancelled, sums) = if is_cancelled(&status) {
            (Vec::new(), vec![(line, status)], Vec::new())
        } else {
            (vec![line], Vec::new(), vec![sums])
        };
        let draft = Draft {
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
            either: moment.is_some_and(|read| read.either),
            sums,
        };
        Ok((key, name, draft))
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

    /// A row of separated text with too few or too many cells has lost or gained a separator: its
    /// values may stand under the wrong titles.
    fn check_width(&self, row: &Row<'_>, want: usize) -> Result<(), Box<RowNote>> {
        let have = row.len();
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
    fn same_customer(
        &mut self,
        row: &Row<'_>,
        key: Digest,
        name: Option<&str>,
    ) -> io::Result<Result<(), Box<RowNote>>> {
        let problem = match (self.gathering.head(key)?, name) {
            (Some(head), Some(name))
                if name != head.name && text::fold(name) != text::fold(&head.name) =>
            {
                Message::new("intake-other-customer")
                    .text("order", head.reference.clone().unwrap_or_default())
                    .text("name", &head.name)
                    .text("other", head.row.to_string())
            }
            _ => return Ok(Ok(())),
        };
        Ok(Err(self.bad(row, Field::Name, problem)))
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

    fn bad(&self, row: &Row<'_>, field: Field, problem: Message) -> Box<RowNote> {
        Box::new(RowNote {
            row: row.number,
            column: self.title(field),
            problem,
        })
    }

    /// Something to say of a row as a whole.
    fn warn_of(&mut self, row: &Row<'_>, key: &'static str) {
        self.warn(row.number, Field::Name, Message::new(key));
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
    fn finish(mut self, windows_1252: bool) -> io::Result<Intake> {
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
        let turned = match self.dates.month_first() {
            Ok(turn) => turn.then(|| self.dates.clone()),
            Err((row, problem)) => {
                self.intake.bad_rows += 1;
                let column = self.title(Field::Moment);
                self.intake.bad.push(RowNote {
                    row,
                    column,
                    problem,
                });
                None
            }
        };
        let gathering = std::mem::take(&mut self.gathering);
        let (orders, unpriced) = gathering.finish(turned, |draft| {
            if draft.order.lines.is_empty() {
                return;
            }
            for (line, status) in &draft.cancelled {
                let problem = Message::new("intake-line-cancelled")
                    .text("status", text::excerpt(status))
                    .text("product", &line.product);
                self.warn(line.row, Field::Status, problem);
            }
        })?;
        self.intake.orders = orders;
        if unpriced > 0 {
            let note = Message::new("intake-totals-left").count("lines", unpriced);
            self.intake.notes.push(note);
        }
        self.intake.bad.sort_by_key(|note| note.row);
        self.intake.warnings.sort_by_key(|note| note.row);
        Ok(self.intake)
    }
}

/// The price of a unit after the shop's own discount on the whole row; where that is no whole sum
/// for each unit, the price before it, and the discount.
fn less(price: Option<Rupiah>, off: Option<Rupiah>, qty: u32) -> (Option<Rupiah>, Option<Rupiah>) {
    let (Some(price), Some(off)) = (price, off.filter(|off| *off > Rupiah::ZERO)) else {
        return (price, None);
    };
    let each = off.raw() / i64::from(qty);
    if each * i64::from(qty) == off.raw() && each <= price.raw() {
        (Some(Rupiah::new(price.raw() - each)), None)
    } else {
        (Some(price), Some(off))
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

/// What marketplaces put where a product has no variants.
fn is_no_variant(name: &str) -> bool {
    ["default", "-", "no variation", "tanpa variasi"].contains(&name.to_lowercase().as_str())
}

/// Whether a marketplace put stars over what it does not tell: two such are not the same.
fn is_hidden(text: &str) -> bool {
    text.contains("**")
}

/// The channel a file names.
fn channel(text: &str) -> Channel {
    text.trim().parse().unwrap_or(Channel::Other)
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
