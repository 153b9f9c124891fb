//! What a PO came to: its figures, each of which opens its rows, how its profit is made, its products
//! and its days (rules 103, 104).

use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::{ProfitFacts, View, counted_by};
use crate::book::{Book, BookError, unless_gone};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::report::{CostBy, GoodsReport, Pace, PeriodReport, ProfitPart};
use crate::output::text;
use crate::tasks::rows::account::EXPENSES;
use crate::tasks::rows::report::{PER_PRODUCT, advice_line, facts as report_facts};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::layers::Reader;
use crate::tui::order_group::OrderGroup;
use crate::tui::rows::draw;
use crate::tui::shipping_group::ClaimGroup;
use crate::tui::theme::Role;
use crate::tui::widgets::charts::{self, Bar};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::{after, below, columns, empty_state, put, put_right, split_columns, top};

/// Rows of the chart with its title.
const CHART: u16 = 8;
/// Rows of the comparison with the PO before, with its title.
const COMPARED: u16 = 4;

impl Row for GoodsReport {
    type Id = Option<String>;
    fn id(&self) -> Self::Id {
        self.code.clone()
    }
}

/// What the working PO came to.
#[derive(Default)]
pub struct Po {
    shown: Option<(Period, PeriodReport)>,
    goods: Listing<GoodsReport>,
    /// How the cost is counted, where the owner chose it.
    cost_by: Option<CostBy>,
    /// The selected figure; none while the products have the focus.
    figure: Option<usize>,
    /// How fast it sold, and the PO before it.
    pace: Option<(Pace, Pace)>,
}

/// The rows that a figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// On a screen.
    Of(Destination),
    /// The expenses of the PO, in a list of their own.
    Expenses,
}

/// A line of the figures, with the rows it is made of.
type Figure = (Fact, Option<Rows>);

impl Po {
    /// The figures from top to bottom: how the profit is made, then the others, then the advice.
    fn figures(&self, ctx: &Ctx) -> Result<Vec<Figure>, BookError> {
        let Some((period, report)) = &self.shown else {
            return Ok(Vec::new());
        };
        let view = ctx.view();
        let orders = |group| Some(Rows::Of(Destination::Orders(Some(period.id), group)));
        let mut figures = Vec::new();
        let profit = ProfitFacts::of(&report.sums, report.cost_by, ctx)?;
        for (part, fact) in profit.parts {
            let rows = match part {
                ProfitPart::Forfeited => orders(OrderGroup::Forfeited),
                ProfitPart::Other => orders(OrderGroup::UniqueCode),
                ProfitPart::Expenses => Some(Rows::Expenses),
                ProfitPart::Compensation | ProfitPart::Losses | ProfitPart::Recovered => {
                    Some(Rows::Of(Destination::Claims(ClaimGroup::All)))
                }
                _ => orders(OrderGroup::Counting),
            };
            figures.push((fact, rows));
        }
        figures.push((profit.profit, orders(OrderGroup::Counting)));
        figures.extend(profit.note.map(|note| (note, None)));
        for (key, said) in report_facts(report, &view) {
            if said.is_empty() {
                continue;
            }
            let rows = match key {
                "report-paid-late" => orders(OrderGroup::PaidLate),
                "report-cancelled" | "report-cancel-reasons" => orders(OrderGroup::Cancelled),
                "report-paid" => orders(OrderGroup::Paid),
                "report-outstanding" => orders(OrderGroup::Owing),
                "report-refund-due" => orders(OrderGroup::Surplus),
                "report-units" | "report-sell-through" => {
                    Some(Rows::Of(Destination::Production(period.id)))
                }
                "report-ready" => Some(Rows::Of(Destination::Period(period.id))),
                _ => orders(OrderGroup::Counting),
            };
            figures.push((Fact::new(ctx.word(key), said), rows));
        }
        let advice = report.advice().into_iter();
        figures.extend(advice.map(|advice| {
            let line = format!("• {}", advice_line(&advice, &view));
            (Fact::line(line, Role::Warn), None)
        }));
        Ok(figures)
    }

    /// Puts the focus on a figure, or on the products.
    fn focus(&mut self, figure: Option<usize>) {
        self.figure = figure;
        self.goods.set_focus(figure.is_none());
    }

    /// Moves the selection among the figures; false for any other command.
    fn move_figure(&mut self, command: Command, ctx: &Ctx) -> Result<bool, BookError> {
        let Some(at) = self.figure else {
            return Ok(false);
        };
        let last = self.figures(ctx)?.len().saturating_sub(1);
        let to = match command {
            Command::Up => at.saturating_sub(1),
            Command::Down => at + 1,
            Command::PageUp | Command::First => 0,
            Command::PageDown | Command::Last => last,
            _ => return Ok(false),
        };
        self.figure = Some(to.min(last));
        Ok(true)
    }

    fn draw_figures(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) -> Rect {
        let figures = match self.figures(ctx) {
            Ok(figures) => figures,
            Err(error) => vec![(Fact::refused(&ctx.say(&error.message())), None)],
        };
        let facts: Vec<Fact> = figures.into_iter().map(|(fact, _)| fact).collect();
        let buffer = frame.buffer_mut();
        let rest = facts::draw_selected(buffer, area, &facts, self.figure, &ctx.theme);
        if facts::height(&facts, area.width.saturating_sub(2)) > area.height && area.height > 0 {
            let last = below(area, area.height - 1);
            put_right(buffer, last, "▾", ctx.theme.style(Role::Accent));
        }
        rest
    }

    fn draw_chart(&self, frame: &mut Frame, area: Rect, report: &PeriodReport, ctx: &Ctx) {
        if area.height < 4 || report.per_day.is_empty() {
            return;
        }
        let title = ctx.word("report-chart");
        let buffer = frame.buffer_mut();
        put(buffer, top(area, 1), &title, ctx.theme.style(Role::Heading));
        let days: Vec<Bar> = report
            .per_day
            .iter()
            .map(|day| Bar {
                label: day.day.format("%-d/%-m").to_string(),
                value: day.units,
                said: String::new(),
            })
            .collect();
        charts::chart(buffer, below(area, 1), &days, &ctx.theme);
    }

    /// How fast the PO sold, over the one before it.
    fn draw_pace(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some((now, before)) = self.pace.as_ref().filter(|_| area.height >= COMPARED) else {
            return;
        };
        let buffer = frame.buffer_mut();
        let title = ctx.say(&Message::new("report-pace").text("code", before.code.as_str()));
        let place = below(area, 1);
        put(
            buffer,
            top(place, 1),
            &title,
            ctx.theme.style(Role::Heading),
        );
        let most = now.sold().max(before.sold());
        let days = now.units.len().max(before.units.len());
        let name = columns(&now.code).max(columns(&before.code));
        let name = u16::try_from(name + 1)
            .unwrap_or(area.width)
            .min(area.width);
        for (nth, (pace, role)) in (1..).zip([(now, Role::Accent), (before, Role::Muted)]) {
            let style = ctx.theme.style(role);
            let line = top(below(place, nth), 1);
            put(buffer, line, &pace.code, style);
            let units = Message::new("report-pieces").count("units", pace.sold());
            let used = put_right(buffer, line, &ctx.say(&units), style);
            let mut bars = after(line, name);
            bars.width = bars.width.saturating_sub(used + 1);
            charts::line(buffer, bars, &pace.units, most, days, style);
        }
    }

    /// The PO a command is about.
    fn period(&self) -> Option<PeriodId> {
        self.shown.as_ref().map(|(period, _)| period.id)
    }
}

/// The expenses of a PO as a list.
fn expenses(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let rows = book.expenses(Some(period))?;
    let table = EXPENSES.table(&rows, &ctx.view());
    let text = text::write(&table, &ctx.words);
    Ok(Effect::open(Reader::new(ctx.word("report-expenses"), text)))
}

impl View for Po {
    fn name(&self) -> &'static str {
        "report-view-po"
    }

    fn hint(&self, ctx: &Ctx) -> String {
        match (&self.shown, self.figure) {
            (None, _) => String::new(),
            (Some(_), None) => ctx.word("report-to-figures"),
            (Some(_), Some(_)) => ctx.word("report-to-products"),
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[Command::CountCost]
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let period = match ctx.period {
            Some(id) => unless_gone(book.period_by_id(id))?,
            None => None,
        };
        self.shown = match period {
            Some(period) => {
                let report = book.period_report(period.id, self.cost_by, ctx.now)?;
                Some((period, report))
            }
            None => None,
        };
        self.pace = match &self.shown {
            Some((period, report)) => book.pace_before(period.id)?.and_then(|before| {
                let opened = period.milestones.opened_at.or(period.milestones.opens_at)?;
                let opened = opened.date(ctx.words.zone());
                let now = Pace::of(period.code.as_str(), opened, &report.per_day);
                Some((now, before))
            }),
            None => None,
        };
        let goods = match &self.shown {
            Some((_, report)) => report.per_product.clone(),
            None => Vec::new(),
        };
        self.goods.replace(goods, false);
        let last = self.figures(ctx)?.len().saturating_sub(1);
        self.figure = self.figure.map(|at| at.min(last));
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.move_figure(command, ctx)? || self.goods.move_selection(command) {
            return Ok(Effect::None);
        }
        let Some(period) = self.period() else {
            return Ok(Effect::Pass);
        };
        Ok(match command {
            Command::Left | Command::Right => {
                self.focus((command == Command::Left).then_some(0));
                Effect::None
            }
            Command::Back if self.figure.is_some() => {
                self.focus(None);
                Effect::None
            }
            Command::Open => match self.figure {
                Some(at) => {
                    let figures = self.figures(ctx)?;
                    match figures.get(at).and_then(|(_, rows)| *rows) {
                        Some(Rows::Of(rows)) => Effect::Show(rows),
                        Some(Rows::Expenses) => expenses(period, book, ctx)?,
                        None => Effect::None,
                    }
                }
                None => Effect::Show(Destination::Production(period)),
            },
            Command::CountCost => {
                let now = self.shown.as_ref().map(|(_, report)| report.cost_by);
                self.cost_by = now.map(CostBy::other);
                self.refresh(book, ctx)?;
                counted_by(self.cost_by)
            }
            Command::Export | Command::Copy => {
                let code = book.period_by_id(period)?.code;
                let name = format!("{} {code}", ctx.word("cmd-reports"));
                let export = Export::report(name, period, self.cost_by);
                export.by(command, book, ctx)?
            }
            _ => Effect::Pass,
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some((_, report)) = &self.shown else {
            let (text, hint) = (ctx.word("report-none"), ctx.word("report-none-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        };
        if area.width >= 110 {
            let (left, right) = split_columns(area, area.width * 2 / 5);
            self.draw_figures(frame, left, ctx);
            let pace = match self.pace.is_some() && right.height >= 24 {
                true => COMPARED,
                false => 0,
            };
            let chart = if right.height >= 20 { CHART } else { 0 };
            let goods = top(right, right.height - chart - pace);
            draw(frame, goods, PER_PRODUCT.columns, &self.goods, ctx);
            let charts = below(right, right.height - chart - pace);
            self.draw_chart(frame, top(charts, chart), report, ctx);
            self.draw_pace(frame, below(charts, chart), ctx);
            return;
        }
        // The figures get the whole page while they are looked at.
        let most = match self.figure {
            Some(_) => area.height,
            None => area.height * 3 / 5,
        };
        let rest = self.draw_figures(frame, top(area, most), ctx);
        let used = most - rest.height.min(most);
        let rest = below(below(area, used), 1);
        draw(frame, rest, PER_PRODUCT.columns, &self.goods, ctx);
    }
}
