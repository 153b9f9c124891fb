//! Reads the rows of a file one after the other: adds them to orders, skips explanations, totals
//! and remarks, and lists unreadable ones.

use std::io;

use super::dates::Dates;
use super::drafts::Intake;
use super::grouping::{GatheredOrder, Grouping};
use crate::domain::digest::Digest;
use crate::domain::message::Message;
use crate::domain::order::Channel;
use crate::domain::text;
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::Columns;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::titles::fold;
use crate::intake::columns::wide::Wide;
use crate::intake::file::cell::{Row, Value};
use crate::intake::note::{MAX_LISTED, RowNote};

/// The result of reading a row: the key of its order, the customer's name as written, and its
/// contents.
pub(super) type RowReading = (Digest, Option<String>, GatheredOrder);

pub(super) struct TableReader {
    pub(super) dates: Dates,
    pub(super) columns: Columns,
    pub(super) strict: bool,
    /// The channel of all orders, when the table comes from a marketplace.
    pub(super) channel: Option<Channel>,
    /// Rows after the last order so far, which are probably remarks.
    pub(super) tail: Vec<RowNote>,
    pub(super) intake: Intake,
    pub(super) grouping: Grouping,
}

impl TableReader {
    /// Handles a row: adds it to its order, skips it, or lists it as unreadable.
    pub(super) fn take(&mut self, row: &Row<'_>) -> io::Result<()> {
        if self.intake.rows == 1 && self.explains(row) {
            self.warn(
                row.number,
                Meaning::Quantity,
                Message::new("intake-explains"),
            );
            return Ok(());
        }
        if self.adds_up(row) {
            self.warn(
                row.number,
                Meaning::Quantity,
                Message::new("intake-adds-up"),
            );
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

    /// Handles a row with several goods as one row for each of them.
    pub(super) fn take_wide(
        &mut self,
        row: &Row<'_>,
        wide: &mut Wide,
        goods: &GoodsLookup,
    ) -> io::Result<()> {
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
                // All lines are read before any is added.
                let cells = wide.spread(row, lines);
                let read: Result<Vec<_>, _> = cells
                    .iter()
                    .map(|cells| self.row(&Row::of_cells(row.number, cells)))
                    .collect();
                match read {
                    Ok(read) => {
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
        adds && self.value(row, Meaning::Code) == Value::Empty
            && self.value(row, Meaning::Product) == Value::Empty
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

    /// Finishes after the last row: handles cancelled lines and the order of day and month.
    pub(super) fn finish(mut self) -> io::Result<Intake> {
        for note in std::mem::take(&mut self.tail) {
            self.remark(note);
        }
        if let Some(text) = self.dates.only_assumed() {
            let note = Message::new("intake-dates-by-custom").text("date", text::excerpt(text));
            self.intake.notes.push(note);
        }
        self.intake.header = self.columns.key();
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
        let (orders, unpriced) = grouping.finish(exchanged, |draft| {
            if draft.order.lines.is_empty() {
                return;
            }
            for (line, status) in &draft.cancelled {
                let problem = Message::new("intake-line-cancelled")
                    .text("status", text::excerpt(status))
                    .text("product", &line.product);
                self.warn(line.row, Meaning::Status, problem);
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
