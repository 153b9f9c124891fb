//! What a month or a year came to, by what was handed over in it (rule 108), and months that are closed (rule
//! 110).

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::{ProfitFacts, View, counted_by};
use crate::book::{Book, BookError, Done};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::month::Month;
use crate::domain::report::{CostBy, GoodsReport, SpanReport};
use crate::tasks::report::span_notes;
use crate::tasks::rows::report::PER_PRODUCT;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::layers::Question;
use crate::tui::rows::draw;
use crate::tui::theme::Role;
use crate::tui::widgets::charts::{self, Bar};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{below, put, split_columns, top};

/// Rows of the chart with its title.
const CHART: u16 = 7;

/// A month, or a year.
#[derive(Default)]
pub struct Span {
    /// The month that is shown, or one of the year; this month when none is chosen.
    month: Option<Month>,
    /// Whether the year of the month is shown.
    year: bool,
    cost_by: Option<CostBy>,
    report: Option<SpanReport>,
    /// What was sold in each month of the year.
    months: Vec<(Month, Rupiah)>,
    goods: Listing<GoodsReport>,
}

impl Span {
    fn month(&self, ctx: &Ctx) -> Month {
        let today = ctx.now.date(ctx.words.zone());
        self.month.unwrap_or_else(|| Month::of(today))
    }

    /// The months of the year that is shown.
    fn year(&self, ctx: &Ctx) -> (Month, Month) {
        let of = |month| {
            let day = NaiveDate::from_ymd_opt(self.month(ctx).first().year(), month, 1);
            day.map_or_else(|| self.month(ctx), Month::of)
        };
        (of(1), of(12))
    }

    fn days(&self, ctx: &Ctx) -> (NaiveDate, NaiveDate) {
        let (first, last) = match self.year {
            true => self.year(ctx),
            false => (self.month(ctx), self.month(ctx)),
        };
        (first.first(), last.last())
    }

    /// The figures from top to bottom: how the profit is made, then the others.
    fn figures(&self, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
        let Some(report) = &self.report else {
            return Ok(Vec::new());
        };
        let figures = &report.figures;
        let money = |key: &str, amount| Fact::new(ctx.word(key), ctx.words.rupiah(amount));
        let profit = ProfitFacts::of(&figures.sums, report.cost_by, ctx)?;
        let mut facts: Vec<Fact> = profit.parts.into_iter().map(|(_, fact)| fact).collect();
        facts.push(profit.profit);
        facts.extend(profit.note);
        let count = |key: &str, count: i64| Fact::new(ctx.word(key), ctx.words.count(count));
        facts.push(count("report-orders", figures.orders));
        facts.push(count("report-units", figures.pieces));
        if figures.cancelled > 0 {
            facts.push(count("report-cancelled", figures.cancelled));
        }
        facts.push(money("report-paid", figures.paid));
        if figures.drawn != Rupiah::ZERO {
            facts.push(money("report-drawn-by-owner", figures.drawn));
        }
        for note in span_notes(report) {
            facts.push(Fact::line(ctx.say(&note), Role::Muted));
        }
        facts.push(Fact::line(ctx.word("report-basis-hand-over"), Role::Muted));
        Ok(facts)
    }

    fn draw_figures(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) -> Rect {
        let figures = match self.figures(ctx) {
            Ok(figures) => figures,
            Err(error) => vec![Fact::refused(&ctx.say(&error.message()))],
        };
        facts::draw(frame.buffer_mut(), area, &figures, &ctx.theme)
    }

    fn draw_chart(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 4 {
            return;
        }
        let buffer = frame.buffer_mut();
        let title = ctx.word("report-chart-months");
        put(buffer, top(area, 1), &title, ctx.theme.style(Role::Heading));
        let bars: Vec<Bar> = self
            .months
            .iter()
            .map(|(month, turnover)| Bar {
                label: ctx.words.month_short(*month),
                value: turnover.raw(),
                said: ctx.words.rupiah_short(*turnover),
            })
            .collect();
        charts::chart(buffer, below(area, 1), &bars, &ctx.theme);
    }

    /// Closes the month that is shown, after a question; months before it close with it.
    fn close(&self, ctx: &Ctx) -> Effect {
        let month = self.month(ctx);
        let question = Message::new("report-close-question").text("month", ctx.words.month(month));
        let close = Effect::deed(move |book, now| {
            let message = book.close_month(month, now)?.message;
            Ok(Done { made: (), message })
        });
        Effect::open(Question::new("report-close-title", question, close))
    }
}

impl View for Span {
    fn name(&self) -> &'static str {
        "report-view-month"
    }

    fn about(&self, ctx: &Ctx) -> String {
        match self.year {
            true => self.month(ctx).first().year().to_string(),
            false => ctx.words.month(self.month(ctx)),
        }
    }

    fn hint(&self, ctx: &Ctx) -> String {
        ctx.word(match self.year {
            true => "report-other-year",
            false => "report-other-month",
        })
    }

    fn commands(&self) -> &'static [Command] {
        &[
            Command::FilterReport,
            Command::CloseMonth,
            Command::CountCost,
        ]
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let (first, last) = self.days(ctx);
        let report = book.span_report(first, last, self.cost_by)?;
        let (january, december) = self.year(ctx);
        self.months = book.month_turnovers(january, december)?;
        self.goods
            .replace(report.figures.per_product.clone(), false);
        self.report = Some(report);
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.goods.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::Left | Command::Right => {
                let months = if self.year { 12 } else { 1 };
                let by = match command {
                    Command::Left => Month::previous,
                    _ => Month::next,
                };
                self.month = Some((0..months).fold(self.month(ctx), |month, _| by(month)));
            }
            Command::FilterReport => self.year = !self.year,
            Command::CountCost => {
                let now = self.report.as_ref().map(|report| report.cost_by);
                self.cost_by = now.map(CostBy::other);
                self.refresh(book, ctx)?;
                return Ok(counted_by(self.cost_by));
            }
            Command::CloseMonth if !self.year => return Ok(self.close(ctx)),
            Command::Export | Command::Copy => {
                let (first, last) = self.days(ctx);
                let name = format!("{} {}", ctx.word("cmd-reports"), self.about(ctx));
                return Export::span(name, first, last, self.cost_by).by(command, book, ctx);
            }
            _ => return Ok(Effect::Pass),
        }
        self.refresh(book, ctx)?;
        Ok(Effect::None)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.width >= 110 {
            let (left, right) = split_columns(area, area.width * 2 / 5);
            self.draw_figures(frame, left, ctx);
            let chart = if right.height >= 18 { CHART } else { 0 };
            let goods = top(right, right.height - chart);
            draw(frame, goods, PER_PRODUCT.columns, &self.goods, ctx);
            self.draw_chart(frame, below(right, right.height - chart), ctx);
            return;
        }
        let rest = self.draw_figures(frame, area, ctx);
        let rest = below(rest, 1);
        // A year is told by its months first.
        let chart = match self.year || rest.height >= CHART + 4 {
            true => CHART.min(rest.height),
            false => 0,
        };
        let goods = top(rest, rest.height - chart);
        // A heading without rows under it says nothing.
        if goods.height > 2 {
            draw(frame, goods, PER_PRODUCT.columns, &self.goods, ctx);
        }
        self.draw_chart(frame, below(rest, rest.height - chart), ctx);
    }
}
