//! Reads the rows of a file one after the other: adds them to orders, skips explanations, totals
//! and remarks, and lists unreadable ones.

use std::collections::{HashMap, HashSet};
use std::io;

use super::dates::Dates;
use super::doubles::Doubles;
use super::drafts::Intake;
use super::grouping::{GatheredOrder, Grouping};
use super::how::{Doubts, How};
use super::marks::MarkedRows;
use super::revisions::Revisions;
use crate::domain::digest::Digest;
use crate::domain::message::Message;
use crate::domain::order::Channel;
use crate::domain::text;
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::Columns;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::{Meaning, Origin};
use crate::intake::columns::status::Kind;
use crate::intake::columns::titles::fold;
use crate::intake::columns::units::{Unit, rupiah_of_title};
use crate::intake::columns::wide::{Line, Wide, is_called_price};
use crate::intake::file::cell::{Row, Value};
use crate::intake::goods_match::Match;
use crate::intake::note::{MAX_LISTED, RowNote};

/// The result of reading a row: the key of its order, the customer's name as written, and its
/// contents.
pub(super) type RowReading = (Digest, Option<String>, GatheredOrder);

/// Longest text that is taken for a remark, in bytes.
const REMARK: usize = 300;

/// Whether a text is short enough for a remark, and not a description of goods or terms.
pub(super) fn is_remark_length(text: &str) -> bool {
    text.len() <= REMARK
}

/// The units that titles say their numbers are in.
#[derive(Default)]
pub(super) struct TitledUnits {
    pub(super) quantity: Option<Unit>,
    pub(super) price: Option<Unit>,
}

pub(super) struct TableReader<'a> {
    pub(super) how: &'a How,
    pub(super) goods: &'a GoodsLookup,
    pub(super) dates: Dates,
    pub(super) columns: Columns,
    /// What the owner said about the columns and words of this header.
    pub(super) mapping: Mapping,
    pub(super) strict: bool,
    /// Whether it is a marketplace's list of orders.
    pub(super) market: bool,
    /// Whether it is from a shop system with words of its own.
    pub(super) system: bool,
    /// Whether it is our own export.
    pub(super) own: bool,
    /// The channel of all orders, when the table comes from a marketplace.
    pub(super) channel: Option<Channel>,
    pub(super) units: TitledUnits,
    /// Columns of their own for dozens and scores, beside the one for pieces: (column, pieces).
    pub(super) packs: Vec<(usize, u32)>,
    /// What 1 means in columns of amounts that say so in their titles, in rupiah.
    factors: Vec<(Meaning, i64)>,
    /// Columns that say whether an order stands.
    pub(super) standings: Vec<(Kind, usize)>,
    /// The column that says whether a row replaces an earlier one.
    pub(super) revisions: Option<Revisions>,
    /// Columns whose texts may speak against an order: notes and columns without a meaning.
    pub(super) remarked: Vec<usize>,
    /// Columns of names, which may say that an order was cancelled.
    pub(super) named: Vec<usize>,
    /// Columns of notes.
    pub(super) noted: Vec<usize>,
    /// Columns without a meaning, and whether any of their cells is filled.
    unused: Vec<(usize, bool)>,
    pub(super) marked: MarkedRows,
    /// The goods that code, product and variant of earlier rows mean.
    pub(super) matches: HashMap<String, Match>,
    /// What was assumed about goods.
    pub(super) told: Vec<Message>,
    /// What is doubtful about the row being read.
    pub(super) doubts: Vec<RowNote>,
    /// Orders of which a row was refused: none of their rows is taken.
    spoiled: HashSet<Digest>,
    /// Orders whose first row says that they were cancelled, with the status as written.
    pub(super) cancelled_orders: HashMap<Digest, String>,
    doubles: Doubles,
    /// Whether a total stands between the last order so far and this row.
    added_up: bool,
    /// Rows after the last order so far, which are probably remarks.
    pub(super) tail: Vec<RowNote>,
    pub(super) intake: Intake,
    pub(super) grouping: Grouping,
}

impl<'a> TableReader<'a> {
    pub(super) fn new(
        columns: Columns,
        mapping: Mapping,
        strict: bool,
        marked: MarkedRows,
        goods: &'a GoodsLookup,
        how: &'a How,
    ) -> Self {
        let origin = columns.origin();
        let title = |field| columns.at(field).map(|at| columns.title(at));
        let unit = |field| title(field).and_then(|title| Unit::of_title(&title));
        let amounts = [
            Meaning::UnitPrice,
            Meaning::Total,
            Meaning::Shipping,
            Meaning::Discount,
            Meaning::Promotion,
            Meaning::RowDiscount,
            Meaning::Surcharge,
        ];
        let factors = amounts.into_iter().filter_map(|field| {
            let factor = rupiah_of_title(&title(field)?);
            (factor != 1).then_some((field, factor))
        });
        let has_meaning = |at: usize| columns.used().any(|(_, column)| column == at);
        let standings: Vec<(Kind, usize)> = (0..columns.real())
            .filter_map(|at| {
                if columns.at(Meaning::Status) == Some(at) {
                    return Some((Kind::Order, at));
                }
                let kind = Kind::of_title(&columns.title(at))?;
                (!has_meaning(at)).then_some((kind, at))
            })
            .collect();
        let packs: Vec<(usize, u32)> = (0..columns.real())
            .filter(|at| !has_meaning(*at) && !columns.is_read_wide(*at))
            .filter_map(|at| match Unit::of(&columns.title(at)) {
                Some(Unit::Pieces(pieces)) if pieces > 1 => Some((at, pieces)),
                _ => None,
            })
            .collect();
        let is_pack = |at: usize| packs.iter().any(|(column, _)| *column == at);
        let is_status = |at: usize| standings.iter().any(|(_, column)| *column == at);
        let mut open: Vec<usize> = (0..columns.real())
            .filter(|at| {
                !has_meaning(*at) && !is_status(*at) && !is_pack(*at) && !columns.is_read_wide(*at)
            })
            .collect();
        let revisions = Revisions::of(&columns, &open);
        open.retain(|at| revisions.as_ref().is_none_or(|found| found.column != *at));
        let said = [Meaning::Note, Meaning::Customization];
        let said = said.into_iter().flat_map(|field| columns.all(field));
        let wide = columns.wide_remarks().iter().copied();
        let remarked = open.iter().copied().chain(said).chain(wide);
        let remarked = remarked.filter(|at| *at < columns.real());
        Self {
            dates: Dates::new(how.zone, how.now),
            market: origin.is_some_and(Origin::is_marketplace),
            system: columns.is_of_shop_system(),
            own: origin == Some(Origin::Own),
            channel: origin.and_then(Origin::channel),
            units: TitledUnits {
                quantity: unit(Meaning::Quantity),
                price: unit(Meaning::UnitPrice),
            },
            packs,
            factors: factors.collect(),
            named: [Meaning::Name, Meaning::Product]
                .into_iter()
                .filter_map(|field| columns.at(field))
                .filter(|at| *at < columns.real())
                .collect(),
            noted: columns
                .all(Meaning::Note)
                .chain(columns.wide_remarks().iter().copied())
                .filter(|at| *at < columns.real())
                .collect(),
            remarked: remarked.collect(),
            unused: open.into_iter().map(|at| (at, false)).collect(),
            standings,
            revisions,
            how,
            goods,
            columns,
            mapping,
            strict,
            marked,
            matches: HashMap::new(),
            told: Vec::new(),
            doubts: Vec::new(),
            spoiled: HashSet::new(),
            cancelled_orders: HashMap::new(),
            doubles: Doubles::default(),
            added_up: false,
            tail: Vec::new(),
            intake: Intake::default(),
            grouping: Grouping::of(origin),
        }
    }

    /// What 1 means in a column of amounts, in rupiah.
    pub(super) fn rupiah(&self, field: Meaning) -> i64 {
        let found = self.factors.iter().find(|(known, _)| *known == field);
        found.map_or(1, |(_, factor)| *factor)
    }

    /// Handles a row: adds it to its order, skips it, or lists it as unreadable.
    pub(super) fn take(&mut self, row: &Row<'_>) -> io::Result<()> {
        if self.repeats_header(row) {
            self.warn_of(row, "intake-header-again");
            return Ok(());
        }
        self.see_unused(row);
        if self.names_nothing(row) {
            self.warn_of(row, "intake-remark");
            return Ok(());
        }
        if self.intake.rows == 1 && self.explains(row) {
            self.warn(
                row.number,
                Meaning::Quantity,
                Message::new("intake-explains"),
            );
            return Ok(());
        }
        if self.adds_up(row) {
            self.added_up = true;
            self.warn(
                row.number,
                Meaning::Quantity,
                Message::new("intake-adds-up"),
            );
            return Ok(());
        }
        match self.row(row) {
            Ok(read) => {
                self.see_double(row, std::slice::from_ref(&read));
                if self.refuses_doubts(read.0) {
                    return Ok(());
                }
                self.add(row, read)
            }
            Err(bad) => {
                self.refuse(row, *bad);
                Ok(())
            }
        }
    }

    /// Whether a row has the titles of the columns once more, as at the top of a printed page.
    fn repeats_header(&self, row: &Row<'_>) -> bool {
        let mut any = false;
        (0..self.columns.real()).all(|at| match row.get(at) {
            Value::Empty => true,
            Value::Text(text) => {
                any = true;
                self.columns.is_title(at, text)
            }
            _ => false,
        }) && any
    }

    /// Notes which columns without a meaning are filled, so that they can be named.
    fn see_unused(&mut self, row: &Row<'_>) {
        for (at, filled) in &mut self.unused {
            *filled = *filled || row.get(*at) != Value::Empty;
        }
    }

    /// Whether a row holds nothing of an order: what stands there belongs to another table.
    fn names_nothing(&self, row: &Row<'_>) -> bool {
        let blank = |field| self.value(row, field) == Value::Empty;
        let fields = [
            Meaning::Reference,
            Meaning::Name,
            Meaning::Phone,
            Meaning::Code,
            Meaning::Product,
            Meaning::Items,
            Meaning::Quantity,
        ];
        !self.columns.is_wide() && fields.into_iter().all(blank)
    }

    /// Doubts a row that may be another one sent twice; one that replaces another isn't.
    fn see_double(&mut self, row: &Row<'_>, read: &[RowReading]) {
        if let Some((key, _, draft)) = read.first()
            && self.replaces(row, *key, draft)
        {
            return;
        }
        if self.columns.at(Meaning::Reference).is_some() {
            return;
        }
        let drafts: Vec<&GatheredOrder> = read.iter().map(|(.., draft)| draft).collect();
        if let Some(problem) = self.doubles.seen(row.number, &drafts) {
            self.doubt(row.number, Meaning::Name, problem);
        }
    }

    /// Whether the doubts about a row refuse it; they are listed, else told.
    fn refuses_doubts(&mut self, key: Digest) -> bool {
        let doubts = std::mem::take(&mut self.doubts);
        if doubts.is_empty() {
            return false;
        }
        if self.how.doubts == Doubts::Take {
            for doubt in doubts {
                self.list_warning(doubt);
            }
            return false;
        }
        self.intake.doubtful += 1;
        self.spoiled.insert(key);
        // A row counts once, however much is doubtful about it.
        for (nth, doubt) in doubts.into_iter().enumerate() {
            if nth == 0 {
                self.list(doubt);
            } else if self.intake.bad.len() < MAX_LISTED {
                self.intake.bad.push(doubt);
            }
        }
        true
    }

    /// Leaves orders out that a later row replaces.
    pub(super) fn leave_out(&mut self, orders: impl Iterator<Item = Digest>) {
        self.spoiled.extend(orders);
    }

    /// Notes that no row of this row's order may be taken.
    pub(super) fn spoil(&mut self, row: &Row<'_>) {
        if let Value::Text(reference) = self.value(row, Meaning::Reference) {
            self.spoiled.insert(Digest::of([reference]));
        }
    }

    /// Handles a row with several goods as one row for each of them.
    pub(super) fn take_wide(
        &mut self,
        row: &Row<'_>,
        wide: &mut Wide,
        goods: &GoodsLookup,
    ) -> io::Result<()> {
        if self.repeats_header(row) {
            self.warn_of(row, "intake-header-again");
            return Ok(());
        }
        self.see_unused(row);
        if self.adds_up(row) {
            self.warn_of(row, "intake-adds-up");
            return Ok(());
        }
        let lines = self
            .check_width(row, self.columns.real())
            .and_then(|()| wide.lines(row, goods));
        // Prices below the titles would be thousands of units.
        let named =
            matches!(self.value(row, Meaning::Name), Value::Text(name) if is_called_price(name));
        let doubtful = match &lines {
            Ok(lines) => named || lines.iter().any(Line::is_many),
            Err(_) => true,
        };
        if doubtful && let Some(prices) = wide.prices(row, goods) {
            match prices {
                Ok(()) => self.warn_of(row, "intake-prices"),
                Err(bad) => self.list(*bad),
            }
            return Ok(());
        }
        match lines {
            Ok(lines) if lines.is_empty() => self.warn_of(row, "intake-goods-nothing"),
            Ok(lines) => {
                // All lines are read before any is added.
                let cells = wide.spread(row, lines);
                let mut doubts: Vec<RowNote> = Vec::new();
                let read: Result<Vec<_>, _> = cells
                    .iter()
                    .map(|cells| {
                        let read = self.row(&Row::of_cells(row.number, cells));
                        let new = std::mem::take(&mut self.doubts).into_iter();
                        doubts.extend(
                            new.filter(|doubt| !doubts.contains(doubt))
                                .collect::<Vec<_>>(),
                        );
                        read
                    })
                    .collect();
                self.doubts = doubts;
                match read {
                    Ok(read) => {
                        self.see_double(row, &read);
                        if let Some((key, ..)) = read.first()
                            && self.refuses_doubts(*key)
                        {
                            return Ok(());
                        }
                        for (nth, (key, name, mut draft)) in read.into_iter().enumerate() {
                            // The sums of the row are counted once, not for each line.
                            if nth > 0 {
                                draft.sums.clear();
                                draft.cancelled_sums.clear();
                            }
                            self.add(row, (key, name, draft))?;
                        }
                    }
                    Err(bad) => self.refuse(row, *bad),
                }
            }
            Err(bad) => self.refuse(row, *bad),
        }
        Ok(())
    }

    /// Adds a row to its order, unless the order has another customer.
    fn add(&mut self, row: &Row<'_>, (key, name, draft): RowReading) -> io::Result<()> {
        match self.same_customer(row, key, name.as_deref())? {
            Ok(()) => {
                self.added_up = false;
                // Rows between orders are no remarks but unreadable.
                for bad in std::mem::take(&mut self.tail) {
                    self.list(bad);
                }
                self.grouping.add(key, draft)
            }
            Err(bad) => {
                self.refuse(row, *bad);
                Ok(())
            }
        }
    }

    /// Lists an unreadable row, or keeps it as a possible remark below the orders.
    fn refuse(&mut self, row: &Row<'_>, bad: RowNote) {
        let filled = (0..row.len())
            .filter(|at| row.get(*at) != Value::Empty)
            .count();
        if (filled == 1 || self.signs(row)) && self.tail.len() < MAX_LISTED {
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

    /// Whether the row below the header explains the columns, as in TikTok's tables: it has words
    /// where orders have figures.
    fn explains(&self, row: &Row<'_>) -> bool {
        let is_words = |field| match self.value(row, field) {
            Value::Text(text) => !text.contains(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        let figures = [
            Meaning::Reference,
            Meaning::Moment,
            Meaning::UnitPrice,
            Meaning::Phone,
            Meaning::Total,
        ];
        is_words(Meaning::Quantity)
            && figures.into_iter().filter(|field| is_words(*field)).count() >= 2
    }

    /// Whether a row is a total: it begins with `Total` and names no goods.
    fn adds_up(&self, row: &Row<'_>) -> bool {
        let first = (0..row.len()).find_map(|at| match row.get(at) {
            Value::Empty => None,
            value => Some(fold(&value.to_text())),
        });
        let adds = first.is_some_and(|first| {
            let word = first.trim_end_matches(|c: char| c.is_ascii_digit());
            let sums = [
                "total",
                "grandtotal",
                "jumlahtotal",
                "subtotal",
                "jumlahkeseluruhan",
                // Carried over from page to page.
                "jumlahdipindah",
                "jumlahpindah",
                "dipindahkan",
                "pindahan",
                "carriedforward",
                "broughtforward",
            ];
            word == "jumlah" || sums.iter().any(|sum| word.starts_with(sum))
        });
        adds && self.names_no_goods(row)
    }

    fn names_no_goods(&self, row: &Row<'_>) -> bool {
        self.value(row, Meaning::Code) == Value::Empty
            && self.value(row, Meaning::Product) == Value::Empty
    }

    /// Whether a row below a total is signed: words that name no goods, and no figure.
    fn signs(&self, row: &Row<'_>) -> bool {
        let has_figure = |at: usize| match row.get(at) {
            Value::Empty => false,
            Value::Text(text) => text.contains(|c: char| c.is_ascii_digit()),
            Value::Number(_) | Value::Moment(_) | Value::Uncomputed => true,
        };
        self.added_up && self.names_no_goods(row) && !(0..row.len()).any(has_figure)
    }

    /// Checks that an order has only one customer.
    fn same_customer(
        &mut self,
        row: &Row<'_>,
        key: Digest,
        name: Option<&str>,
    ) -> io::Result<Result<(), Box<RowNote>>> {
        let problem = match (self.grouping.head(key)?, name) {
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
        Ok(Err(self.bad(row, Meaning::Name, problem)))
    }

    /// Notes a row below the orders that is no order.
    fn remark(&mut self, note: RowNote) {
        self.list_warning(RowNote {
            problem: Message::new("intake-remark"),
            ..note
        });
    }

    pub(super) fn bad(&self, row: &Row<'_>, field: Meaning, problem: Message) -> Box<RowNote> {
        Box::new(RowNote {
            row: row.number,
            column: self.title(field),
            problem,
        })
    }

    /// Adds a warning about a whole row.
    fn warn_of(&mut self, row: &Row<'_>, key: &'static str) {
        self.warn(row.number, Meaning::Name, Message::new(key));
    }

    pub(super) fn warn(&mut self, row: u64, field: Meaning, problem: Message) {
        let column = self.title(field);
        self.list_warning(RowNote {
            row,
            column,
            problem,
        });
    }

    /// Adds a warning about a cell.
    pub(super) fn warn_at(&mut self, row: u64, column: usize, problem: Message) {
        let column = self.columns.title(column);
        self.list_warning(RowNote {
            row,
            column,
            problem,
        });
    }

    fn list_warning(&mut self, note: RowNote) {
        self.intake.warned += 1;
        if self.intake.warnings.len() < MAX_LISTED {
            self.intake.warnings.push(note);
        }
    }

    pub(super) fn title(&self, field: Meaning) -> String {
        self.columns
            .at(field)
            .map_or_else(String::new, |index| self.columns.title(index))
    }

    /// Notes a doubt about the row being read, at a field.
    pub(super) fn doubt(&mut self, row: u64, field: Meaning, problem: Message) {
        let column = self.title(field);
        self.doubts.push(RowNote {
            row,
            column,
            problem,
        });
    }

    /// Notes a doubt about the row being read, at a column.
    pub(super) fn doubt_at(&mut self, row: u64, column: usize, problem: Message) {
        let column = self.columns.title(column);
        self.doubts.push(RowNote {
            row,
            column,
            problem,
        });
    }

    /// Names the columns that were not used.
    fn note_unused(&mut self) {
        let filled = self.unused.iter().filter(|(_, filled)| *filled);
        let titles: Vec<String> = filled.map(|(at, _)| self.columns.title(*at)).collect();
        if !titles.is_empty() {
            let note = Message::new("intake-columns-left").text("columns", titles.join(", "));
            self.intake.notes.push(note);
        }
    }

    /// Finishes after the last row: handles cancelled lines and the order of day and month.
    pub(super) fn finish(mut self) -> io::Result<Intake> {
        for note in std::mem::take(&mut self.tail) {
            self.remark(note);
        }
        if let Some(text) = self.dates.only_assumed() {
            let note = Message::new("intake-dates-by-custom").text("date", text::excerpt(text));
            self.intake.notes.push(note);
        }
        self.note_unused();
        self.intake.notes.append(&mut self.told);
        self.intake.header = self.columns.key();
        self.intake.mapping = std::mem::take(&mut self.mapping);
        let exchanged = match self.dates.month_first() {
            Ok(turn) => turn.then(|| self.dates.clone()),
            Err((row, problem)) => {
                self.intake.bad_rows += 1;
                let column = self.title(Meaning::Moment);
                self.intake.bad.push(RowNote {
                    row,
                    column,
                    problem,
                });
                None
            }
        };
        let grouping = std::mem::take(&mut self.grouping);
        let takes = self.how.doubts == Doubts::Take;
        let spoiled = std::mem::take(&mut self.spoiled);
        let finished = grouping.finish(exchanged, &spoiled, takes, |draft| {
            if draft.order.lines.is_empty() {
                return;
            }
            for (line, status) in &draft.cancelled {
                let problem = Message::new("intake-line-cancelled")
                    .text("status", text::excerpt(status))
                    .text("product", &line.product);
                let column = self
                    .standings
                    .first()
                    .map(|(_, at)| self.columns.title(*at));
                self.list_warning(RowNote {
                    row: line.row,
                    column: column.unwrap_or_default(),
                    problem,
                });
            }
        })?;
        let (orders, unpriced) = (finished.orders, finished.unpriced);
        for (row, problem) in finished.contradictions {
            let note = RowNote {
                row,
                column: self.title(Meaning::Total),
                problem,
            };
            if takes {
                self.list_warning(note);
            } else {
                self.intake.doubtful += 1;
                self.list(note);
            }
        }
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
