//! The rows of a file, one after the other: which are orders', which only explain, add up or
//! remark, and which can't be read.

use std::io;

use super::dates::Dates;
use super::drafts::Intake;
use super::gathered::{GatheredOrder, Gathering};
use crate::domain::digest::Digest;
use crate::domain::message::Message;
use crate::domain::order::Channel;
use crate::domain::text;
use crate::intake::assortment::Goods;
use crate::intake::columns::Columns;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::titles::fold;
use crate::intake::columns::wide::Wide;
use crate::intake::file::cell::{Row, Value};
use crate::intake::note::{MAX_LISTED, RowNote};

/// What makes a row one order with others, the customer's name as it stands, and what it says.
pub(super) type Said = (Digest, Option<String>, GatheredOrder);

pub(super) struct Reading {
    pub(super) dates: Dates,
    pub(super) columns: Columns,
    pub(super) strict: bool,
    /// Where its orders were sold, where the table itself tells.
    pub(super) channel: Option<Channel>,
    /// Remarks below the orders, as it seems so far.
    pub(super) tail: Vec<RowNote>,
    pub(super) intake: Intake,
    pub(super) gathering: Gathering,
}

impl Reading {
    /// Takes in a row, passes it over, or lists it as unreadable.
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

    /// Takes in a row that holds several goods, as one row for each of them.
    pub(super) fn take_wide(
        &mut self,
        row: &Row<'_>,
        wide: &mut Wide,
        goods: &Goods,
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
                // All of its lines are read before any is taken in.
                let cells = wide.spread(row, lines);
                let read: Result<Vec<_>, _> = cells
                    .iter()
                    .map(|cells| self.row(&Row::of_cells(row.number, cells)))
                    .collect();
                match read {
                    Ok(read) => {
                        for (nth, (key, name, mut draft)) in read.into_iter().enumerate() {
                            // What the row says of money is said once, not of each of its lines.
                            if nth > 0 {
                                draft.sums.clear();
                                draft.lost.clear();
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
            Meaning::Reference,
            Meaning::Moment,
            Meaning::UnitPrice,
            Meaning::Phone,
            Meaning::Total,
        ];
        is_words(Meaning::Quantity)
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
        adds && self.value(row, Meaning::Code) == Value::Empty
            && self.value(row, Meaning::Product) == Value::Empty
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
        Ok(Err(self.bad(row, Meaning::Name, problem)))
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

    pub(super) fn bad(&self, row: &Row<'_>, field: Meaning, problem: Message) -> Box<RowNote> {
        Box::new(RowNote {
            row: row.number,
            column: self.title(field),
            problem,
        })
    }

    /// Something to say of a row as a whole.
    pub(super) fn warn_of(&mut self, row: &Row<'_>, key: &'static str) {
        self.warn(row.number, Meaning::Name, Message::new(key));
    }

    pub(super) fn warn(&mut self, row: u64, field: Meaning, problem: Message) {
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

    pub(super) fn title(&self, field: Meaning) -> String {
        self.columns
            .at(field)
            .map_or_else(String::new, |index| self.columns.title(index))
    }

    /// What is only known when every row has been read: cancelled orders, and which way dates go.
    pub(super) fn finish(mut self) -> io::Result<Intake> {
        for note in std::mem::take(&mut self.tail) {
            self.remark(note);
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
                let column = self.title(Meaning::Moment);
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
