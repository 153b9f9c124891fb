//! Writes reports as text, CSV, XLSX, JSON or PDF (rules 103, 104, 108).

use chrono::{Datelike, NaiveDate};

use super::TaskError;
use super::export::{Format, json_bytes, workbook};
use super::rows::column::{List, View};
use super::rows::report::{
    PAID_LATE, PARTS, PER_CHANNEL, PER_DAY, PER_PRODUCT, PER_TIER, SHARES, advice_line, facts,
    json, span_json,
};
use crate::domain::message::Message;
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::month::Month;
use crate::domain::period::Period;
use crate::domain::report::{CostBy, PeriodReport, ProfitPart, ReportSums, SpanReport};
use crate::domain::text::printable;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::Printed;
use crate::output::papers::report::{self as report_paper, PaperTable, ReportPaper};
use crate::output::pdf::block::ChartBar;
use crate::output::table::{Cell, Sheet};
use crate::output::{csv, text};

/// Writes what a PO came to. CSV holds what its profit is made of, a workbook a sheet for each table.
///
/// # Errors
/// A sum that is too large, or a workbook that can't be made.
pub fn of_period(
    period: &Period,
    report: &PeriodReport,
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let view = &View { words, now };
    match format {
        Format::Json => json_bytes(&json(period, report, view)?),
        Format::Csv(options) => Ok(csv::write(
            &profit(&report.sums, report.cost_by, view)?,
            options,
        )?),
        Format::Xlsx => {
            let mut sheets = vec![profit(&report.sums, report.cost_by, view)?];
            sheets.extend(tables(report, view));
            workbook(&sheets, now)
        }
        Format::Text | Format::Table => {
            let text = as_text(period, report, view)?;
            Ok(printable(&text).as_bytes().to_vec())
        }
    }
}

/// Writes what a span of days came to, with the profit by agreed shares.
///
/// # Errors
/// A sum that is too large, or a workbook that can't be made.
pub fn of_span(
    report: &SpanReport,
    shares: &[(String, i64)],
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let view = &View { words, now };
    let shares = report.shared(shares)?;
    let profit = profit(&report.figures.sums, report.cost_by, view)?;
    let goods = named(
        "report-per-product",
        &PER_PRODUCT,
        &report.figures.per_product,
        view,
    );
    let shared = named("report-shares", &SHARES, &shares, view);
    match format {
        Format::Json => json_bytes(&span_json(report, &shares, view)?),
        Format::Csv(options) => Ok(csv::write(&profit, options)?),
        Format::Xlsx => workbook(&[profit, goods, shared], now),
        Format::Text | Format::Table => {
            let title = Message::new("report-span-title")
                .date("from", report.from)
                .date("to", report.to);
            let counts = Message::new("report-span-counts")
                .count("orders", report.figures.orders)
                .count("pieces", report.figures.pieces)
                .money("paid", report.figures.paid);
            let mut out = format!("{}\n{}\n\n", words.say(&title), words.say(&counts));
            out.push_str(&text::write(&profit, words));
            out.push_str(&cost_note(&report.figures.sums, report.cost_by, view)?);
            for table in [goods, shared] {
                if !table.rows.is_empty() {
                    out.push_str(&format!("\n{}\n", table.name));
                    out.push_str(&text::write(&table, words));
                }
            }
            for note in span_notes(report) {
                out.push_str(&format!("{}\n", words.say(&note)));
            }
            if report.figures.drawn != Rupiah::ZERO {
                let drawn = Message::new("report-drawn").money("amount", report.figures.drawn);
                out.push_str(&format!("{}\n", words.say(&drawn)));
            }
            Ok(printable(&out).as_bytes().to_vec())
        }
    }
}

/// That a month is closed, and what deeds on closed months changed (rule 110).
pub fn span_notes(report: &SpanReport) -> Vec<Message> {
    let closed = report
        .closed_at
        .map(|at| Message::new("report-closed").moment("at", at));
    let late = (report.late != Rupiah::ZERO)
        .then(|| Message::new("report-late-changes").money("amount", report.late));
    closed.into_iter().chain(late).collect()
}

/// What a PO came to, on paper.
///
/// # Errors
/// A sum that is too large.
pub fn period_pdf(
    period: &Period,
    report: &PeriodReport,
    shop: &str,
    words: &Words,
    now: Moment,
) -> Result<Printed, TaskError> {
    let view = &View { words, now };
    let by = report.cost_by;
    let facts = facts(report, view).into_iter();
    let facts = facts.filter(|(_, fact)| !fact.is_empty());
    let mut tables = vec![PaperTable::of(
        &profit(&report.sums, by, view)?,
        usize::MAX,
        true,
        words,
    )];
    for (nth, sheet) in tables_on_paper(report, view).iter().enumerate() {
        let most = if nth == 0 { ROWS } else { FEW_ROWS };
        tables.push(PaperTable::of(sheet, most, false, words));
    }
    let days = report.per_day.iter().map(|day| ChartBar {
        label: day.day.format("%-d/%-m").to_string(),
        value: day.units,
        said: words.count(day.units),
    });
    let mut notes = vec![cost_note(&report.sums, by, view)?.trim_end().to_owned()];
    notes.extend(
        report
            .advice()
            .iter()
            .map(|advice| format!("• {}", advice_line(advice, view))),
    );
    notes.retain(|note| !note.is_empty());
    let paper = ReportPaper {
        shop: shop.to_owned(),
        title: format!("{} {}", period.code, period.name),
        about: view.word("report-basis-orders"),
        main: (
            view.word("report-profit"),
            words.rupiah(report.sums.profit(by)?),
        ),
        facts: facts.map(|(key, fact)| (view.word(key), fact)).collect(),
        notes,
        charts: vec![(view.word("report-chart"), days.collect())],
        tables,
    };
    Ok(report_paper::pdf(&paper, words))
}

/// What a span of days came to, on paper; `months` are the turnovers of the months around it.
///
/// # Errors
/// A sum that is too large.
pub fn span_pdf(
    report: &SpanReport,
    shares: &[(String, i64)],
    months: &[(Month, Rupiah)],
    shop: &str,
    words: &Words,
    now: Moment,
) -> Result<Printed, TaskError> {
    let view = &View { words, now };
    let figures = &report.figures;
    let shares = report.shared(shares)?;
    let goods = named(
        "report-per-product",
        &PER_PRODUCT,
        &figures.per_product,
        view,
    );
    let shared = named("report-shares", &SHARES, &shares, view);
    let money = |key: &'static str, amount: Rupiah| (view.word(key), words.rupiah(amount));
    let mut facts = vec![
        (view.word("report-orders"), words.count(figures.orders)),
        (view.word("report-units"), words.count(figures.pieces)),
        money("report-paid", figures.paid),
    ];
    if figures.drawn != Rupiah::ZERO {
        facts.push(money("report-drawn-by-owner", figures.drawn));
    }
    if figures.cancelled > 0 {
        facts.push((
            view.word("report-cancelled"),
            words.count(figures.cancelled),
        ));
    }
    let profit_table = profit(&figures.sums, report.cost_by, view)?;
    let bars = months.iter().map(|(month, turnover)| ChartBar {
        label: words.month_short(*month),
        value: turnover.raw(),
        said: words.rupiah_short(*turnover),
    });
    let mut notes = vec![
        cost_note(&figures.sums, report.cost_by, view)?
            .trim_end()
            .to_owned(),
    ];
    notes.extend(span_notes(report).iter().map(|note| words.say(note)));
    notes.retain(|note| !note.is_empty());
    let paper = ReportPaper {
        shop: shop.to_owned(),
        title: span_title(report, words),
        about: view.word("report-basis-hand-over"),
        main: (
            view.word("report-profit"),
            words.rupiah(figures.sums.profit(report.cost_by)?),
        ),
        facts,
        notes,
        charts: vec![(view.word("report-chart-months"), bars.collect())],
        tables: vec![
            PaperTable::of(&profit_table, usize::MAX, true, words),
            PaperTable::of(&shared, usize::MAX, false, words),
            PaperTable::of(&goods, ROWS, false, words),
        ],
    };
    Ok(report_paper::pdf(&paper, words))
}

/// The twelve months up to the one of a day, from the first to the last: those of a chart.
pub fn months_before(day: NaiveDate) -> (Month, Month) {
    let last = Month::of(day);
    ((0..11).fold(last, |month, _| month.previous()), last)
}

/// Rows of the products on paper, and of the tables after them, so that a report is one page or two.
const ROWS: usize = 25;
const FEW_ROWS: usize = 12;

/// The tables on paper: those of the report but its days, which are a chart.
fn tables_on_paper(report: &PeriodReport, view: &View<'_>) -> Vec<Sheet> {
    let mut tables = tables(report, view);
    tables.remove(1);
    tables
}

/// The days of a span as a title: a month, a year, or from when to when.
pub fn span_title(report: &SpanReport, words: &Words) -> String {
    let (from, to) = (report.from, report.to);
    let month = Month::of(from);
    if (from, to) == (month.first(), month.last()) {
        return words.month(month);
    }
    if (from.ordinal(), to.month(), to.day(), to.year()) == (1, 12, 31, from.year()) {
        return from.year().to_string();
    }
    let days = Message::new("report-span-days")
        .date("from", from)
        .date("to", to);
    words.say(&days)
}

/// The parts of the profit that are not zero, with the profit as their last row.
fn profit(sums: &ReportSums, by: CostBy, view: &View<'_>) -> Result<Sheet, TaskError> {
    let parts = profit_parts(sums, by)?;
    let mut sheet = named("report-profit", &PARTS, &parts, view);
    sheet.rows.push(vec![
        view.term("profit", "report-profit"),
        Cell::Money(sums.profit(by)?),
    ]);
    Ok(sheet)
}

/// What a profit is made of, without what a shop doesn't have; turnover and cost are always there.
///
/// # Errors
/// A sum that is too large.
pub fn profit_parts(
    sums: &ReportSums,
    by: CostBy,
) -> Result<Vec<(ProfitPart, Rupiah)>, MoneyError> {
    let mut parts = sums.parts(by)?;
    parts.retain(|(part, amount)| {
        *amount != Rupiah::ZERO || matches!(part, ProfitPart::Turnover | ProfitPart::Cost)
    });
    Ok(parts)
}

fn named<R>(title: &str, list: &List<R>, rows: &[R], view: &View<'_>) -> Sheet {
    Sheet {
        name: view.word(title),
        ..list.table(rows, view)
    }
}

/// The tables beside the profit: by product, day and channel, what tiers sold, and who paid late.
fn tables(report: &PeriodReport, view: &View<'_>) -> Vec<Sheet> {
    let goods = &report.per_product;
    vec![
        named("report-per-product", &PER_PRODUCT, goods, view),
        named("report-per-day", &PER_DAY, &report.per_day, view),
        named(
            "report-per-channel",
            &PER_CHANNEL,
            &report.per_channel,
            view,
        ),
        named("report-tiers", &PER_TIER, &report.per_tier, view),
        named("report-paid-late", &PAID_LATE, &report.paid_late, view),
    ]
}

fn as_text(period: &Period, report: &PeriodReport, view: &View<'_>) -> Result<String, TaskError> {
    let words = view.words;
    let mut out = words.say(
        &Message::new("report-title")
            .text("code", period.code.as_str())
            .text("name", period.name.as_str()),
    );
    out.push_str("\n\n");
    let facts = facts(report, view);
    let facts = facts
        .iter()
        .map(|(key, fact)| (view.word(key), fact.as_str()));
    for line in text::facts(facts) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push('\n');
    out.push_str(&text::write(
        &profit(&report.sums, report.cost_by, view)?,
        words,
    ));
    out.push_str(&cost_note(&report.sums, report.cost_by, view)?);
    for table in tables(report, view) {
        if !table.rows.is_empty() {
            out.push_str(&format!("\n{}\n", table.name));
            out.push_str(&text::write(&table, words));
        }
    }
    let advice = report.advice();
    if !advice.is_empty() {
        out.push('\n');
    }
    for advice in &advice {
        out.push_str(&format!("{}\n", advice_line(advice, view)));
    }
    Ok(out)
}

/// How the cost is counted, and how far the other way is from it (rule 103); empty where nothing was
/// spent on goods.
///
/// # Errors
/// A sum that is too large.
pub fn cost_note(sums: &ReportSums, by: CostBy, view: &View<'_>) -> Result<String, MoneyError> {
    if sums.purchases == Rupiah::ZERO {
        return Ok(String::new());
    }
    let key = match by {
        CostBy::UnitCost => "report-cost-by-hpp",
        CostBy::Spent => "report-cost-by-spent",
    };
    let difference = sums.purchases.minus(sums.unit_costs)?;
    let note = Message::new(key)
        .money("hpp", sums.unit_costs)
        .money("spent", sums.purchases)
        .money("difference", difference.max(difference.negated()));
    Ok(format!("{}\n", view.say(&note)))
}
