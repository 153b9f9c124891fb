//! POs in lists.

use std::cmp::Ordering;

use super::column::{Column, Shown, Tone, View};
use crate::book::{Book, BookError, PeriodFigures};
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::pieces::Pieces;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::table::{Cell, Kind};

/// A PO with its figures.
#[derive(Debug, Clone)]
pub struct PeriodRow {
    /// The PO.
    pub period: Period,
    /// Its figures.
    pub figures: PeriodFigures,
}

impl PeriodRow {
    /// Reads the figures of a PO.
    pub fn read(period: Period, book: &Book) -> Result<Self, BookError> {
        Ok(Self {
            figures: book.figures(period.id)?,
            period,
        })
    }
}

type Col = Column<PeriodRow>;

/// Width of the bar next to the units sold, in terminal columns.
const GAUGE: u16 = 10;

/// The POs as a text table and on screen. JSON is made elsewhere, with far more: `rekap po show`.
pub const PERIODS: &[Col] = &[
    Col::new("code", Kind::Text, |row, _| {
        Cell::Text(row.period.code.to_string())
    })
    .text("cli-col-code")
    .screen("field-code", 4, 14)
    .fitted(|row| row.period.code.as_str()),
    Col::new("name", Kind::Text, |row, _| {
        Cell::Text(row.period.name.clone())
    })
    .text("cli-col-name")
    .screen("field-name", 12, 26)
    .tone(Tone::Strong),
    Col::new("stage", Kind::Text, |row, view| {
        let stage = row.period.stage(view.now);
        view.term(stage.code(), stage.key())
    })
    .text("cli-col-stage")
    .screen("period-stage", 25, 26)
    .look(|row, view| stage(&row.period, view)),
    Col::new("closes_at", Kind::Moment, |row, _| {
        Cell::moment(row.period.milestones.closes_at)
    })
    .text("cli-col-closes"),
    Col::new("orders", Kind::Int, |row, _| Cell::Int(row.figures.orders))
        .screen("cmd-orders", 8, 8)
        .rank(3),
    Col::new("sold", Kind::Text, |row, view| {
        Cell::Text(view.say(&row.figures.sold.message()))
    })
    .text("cli-col-sold"),
    Col::new("quota", Kind::Int, |row, _| Cell::int(row.period.quota)).text("cli-col-quota"),
    Col::new("of_quota", Kind::Text, |_, _| Cell::Empty)
        .screen("period-sold", 8, 30)
        .rank(1)
        .look(|row, view| pieces(row.figures.sold, row.period.quota, view)),
    Col::new("bar", Kind::Text, |_, _| Cell::Empty)
        .screen("", GAUGE, GAUGE)
        .rank(5)
        .gauge(|row| row.period.quota.map(|quota| (row.figures.units, quota))),
    Col::new("turnover", Kind::Money, |row, _| {
        Cell::Money(row.figures.turnover())
    })
    .screen("period-turnover", 12, 14)
    .rank(2),
    Col::new("paid", Kind::Money, |row, _| Cell::Money(row.figures.paid))
        .screen("form-order-paid-so-far", 12, 14)
        .rank(4),
];

/// Returns a PO's stage on screen, with the time left.
pub fn stage(period: &Period, view: &View<'_>) -> Shown {
    let tone = match period.stage(view.now) {
        Stage::Open => Tone::Good,
        Stage::Closed | Stage::InProduction | Stage::Ready => Tone::Strong,
        Stage::Draft | Stage::Scheduled => Tone::Plain,
        Stage::Finished | Stage::Cancelled => Tone::Muted,
    };
    Shown::new(stage_text(period, view.now, view.words), tone)
}

/// Returns a PO's stage; with the time left before it opens and while it takes orders.
pub fn stage_text(period: &Period, now: Moment, words: &Words) -> String {
    let stage = period.stage(now);
    let milestones = &period.milestones;
    let left = |until: Option<Moment>| {
        until.map(|until| words.countdown(until.unix().saturating_sub(now.unix())))
    };
    let counted = match stage {
        Stage::Scheduled => {
            left(milestones.opens_at).map(|left| Message::new("stage-opens").text("left", left))
        }
        Stage::Open => {
            left(milestones.closes_at).map(|left| Message::new("stage-closes").text("left", left))
        }
        Stage::Draft
        | Stage::Closed
        | Stage::InProduction
        | Stage::Ready
        | Stage::Finished
        | Stage::Cancelled => None,
    };
    match counted {
        Some(counted) => words.say(&counted),
        None => words.word(stage.key()),
    }
}

/// Returns `38/50`, with a sign and a word as well as colour when the quota is full or exceeded.
pub fn sold(sold: i64, quota: Option<i64>, view: &View<'_>) -> Shown {
    let count = |count| view.words.count(count);
    let text = match quota {
        Some(quota) => format!("{}/{}", count(sold), count(quota)),
        None => count(sold),
    };
    fullness(text, sold, quota, view)
}

/// Returns `38/50 pcs (termasuk 5 paket)`, in the same way.
pub fn pieces(sold: Pieces, quota: Option<i64>, view: &View<'_>) -> Shown {
    let text = view.say(&sold.out_of(quota));
    // Without units and packages.
    let pieces = view.words.count(sold.pieces);
    let short = match quota {
        Some(quota) if sold.pieces > quota => format!("!{pieces}/{}", view.words.count(quota)),
        Some(quota) => format!("{pieces}/{}", view.words.count(quota)),
        None => pieces,
    };
    fullness(text, sold.pieces, quota, view).short(short)
}

fn fullness(text: String, sold: i64, quota: Option<i64>, view: &View<'_>) -> Shown {
    let Some(quota) = quota else {
        return Shown::plain(text);
    };
    match sold.cmp(&quota) {
        Ordering::Greater => {
            let beyond = Message::new("period-deficit").count("count", sold - quota);
            Shown::new(format!("! {text} {}", view.say(&beyond)), Tone::Bad)
        }
        Ordering::Equal => Shown::new(format!("{text} {}", view.word("period-full")), Tone::Warn),
        Ordering::Less => Shown::plain(text),
    }
}
