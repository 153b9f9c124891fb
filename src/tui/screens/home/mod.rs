//! Beranda, the start screen: a list of what needs doing today, where Enter opens the place to do
//! it. A new shop sees its first steps.

mod decisions;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::pieces::Pieces;
use crate::domain::stage::Stage;
use crate::domain::tally::{Difference, TallyLine, together};
use crate::domain::when::Moment;
use crate::output::tally::changed;
use crate::tasks::rows::period::stage_text;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Screen, ScreenId};
use crate::tui::forms::payment_search;
use crate::tui::theme::Role;
use crate::tui::widgets::charts::{self, Bar};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::table;
use crate::tui::widgets::{Part, after, below, columns, put, put_right, rows, top, wrap};
use decisions::{Decision, before_close, decisions};

/// A PO that closes within this time, in seconds, is shown as a warning.
const CLOSES_SOON: i64 = 86_400;
/// Days in the chart of orders.
const DAYS: u32 = 30;
/// Rows of the chart, its title included.
const CHART: u16 = 10;
/// Screen rows from which on the chart is shown.
const CHART_FROM_ROWS: u16 = 28;

/// What Enter opens on a line.
#[derive(Debug, Clone, Copy)]
enum Target {
    Settings,
    Catalog,
    NewProduct,
    NewPeriod,
    Show(Destination),
    Backups,
}

/// One line of the list: its subject, its text and what Enter opens.
struct Line {
    about: Part,
    what: Part,
    sales: Option<OpenSales>,
    target: Target,
}

/// The goods and orders of an open PO.
struct OpenSales {
    sold: Pieces,
    quota: Option<i64>,
    orders: String,
    name: String,
}

impl OpenSales {
    /// `68/117 pcs`.
    fn figures(&self, ctx: &Ctx) -> String {
        ctx.say(&self.sold.out_of(self.quota))
    }
}

/// The orders of the active PO per day.
#[derive(Default)]
struct OrdersPerDay {
    code: String,
    days: Vec<Bar>,
}

/// Beranda.
#[derive(Default)]
pub struct Home {
    lines: Listing<Line>,
    days: OrdersPerDay,
    /// The shop has no orders yet, so the first steps are shown.
    is_new_shop: bool,
    /// The frozen tallies compared with so far: they never change, and reading one again for every
    /// key would cost more the more orders it has.
    frozen: HashMap<(PeriodId, u32), Vec<TallyLine>>,
}

impl Home {
    /// The first steps of a new shop.
    fn steps(
        &mut self,
        book: &Book,
        periods: &[Period],
        ctx: &Ctx,
    ) -> Result<Vec<Line>, BookError> {
        let products = book.products()?.iter().any(|product| !product.archived);
        let newest = periods.first();
        let on_sale = match newest {
            Some(period) => book
                .goods_offered(period.id)?
                .iter()
                .any(|offer| !offer.withdrawn),
            None => false,
        };
        let running = newest.is_some_and(|period| period.stage(ctx.now) != Stage::Draft);
        let ordered = match newest {
            Some(period) => {
                let figures = book.figures(period.id)?;
                periods.len() > 1 || figures.orders + figures.cancelled > 0
            }
            None => false,
        };
        self.is_new_shop = !ordered;
        if ordered {
            return Ok(Vec::new());
        }
        let to_period = newest.map_or(Target::NewPeriod, |period| {
            Target::Show(Destination::Period(period.id))
        });
        let steps = [
            (
                !book.shop()?.name.is_empty(),
                "home-step-shop",
                Target::Settings,
            ),
            (
                products,
                "home-step-products",
                match products {
                    true => Target::Catalog,
                    false => Target::NewProduct,
                },
            ),
            (newest.is_some(), "home-step-period", Target::NewPeriod),
            (on_sale, "home-step-offers", to_period),
            (running, "home-step-open", to_period),
            (
                false,
                "home-step-order",
                Target::Show(Destination::NewOrder(None)),
            ),
        ];
        let next = steps.iter().position(|(done, _, _)| !done);
        Ok(steps
            .into_iter()
            .enumerate()
            .map(|(at, (done, key, target))| {
                let (mark, role) = match (done, Some(at) == next) {
                    (true, _) => ("✓", Role::Good),
                    (false, true) => ("→", Role::Accent),
                    (false, false) => ("·", Role::Muted),
                };
                Line {
                    about: Part::new(format!("{mark} {}", at + 1), role),
                    what: Part::new(ctx.word(key), role),
                    sales: None,
                    target,
                }
            })
            .collect())
    }

    /// How what is ordered differs from the tally the kitchen has (rule 37).
    fn revision(&mut self, period: &Period, book: &Book) -> Result<Option<Difference>, BookError> {
        let Some(version) = book.newest_frozen(period.id)? else {
            return Ok(None);
        };
        let before = match self.frozen.entry((period.id, version)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(together(&book.frozen_lines(period.id, version)?)),
        };
        let now = book.tally_lines(period.id)?;
        Ok(Difference::between(&now, before, version))
    }
}

/// The sort key of POs: those that close soonest, then those in production, then those planned.
fn urgency(period: &Period, ctx: &Ctx) -> (u8, Option<Moment>) {
    let milestones = &period.milestones;
    match period.stage(ctx.now) {
        // An open PO without a closing date comes after all others.
        Stage::Open if milestones.closes_at.is_none() => (1, None),
        Stage::Open => (0, milestones.closes_at),
        Stage::Closed => (2, milestones.closes_at),
        Stage::InProduction => (3, None),
        Stage::Ready => (4, None),
        Stage::Scheduled => (5, milestones.opens_at),
        Stage::Draft => (6, None),
        Stage::Finished | Stage::Cancelled => (7, None),
    }
}

/// The line of a PO, if it needs anything today. `revision` is how its goods differ from the tally
/// the kitchen has.
fn period_line(
    period: &Period,
    revision: Option<Difference>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Option<Line>, BookError> {
    let about = Part::new(period.code.as_str(), Role::Accent);
    let stage = stage_text(period, ctx.now, &ctx.words);
    let mut sales = None;
    let page = Destination::Period(period.id);
    let production = Destination::Production(period.id);
    let (what, target) = match period.stage(ctx.now) {
        Stage::Open => {
            let figures = book.figures(period.id)?;
            let today = book
                .orders_per_day(period.id, 1, ctx.now)?
                .last()
                .map_or(0, |(_, count)| *count);
            let orders = Message::new("home-orders")
                .count("orders", figures.orders)
                .count("today", today);
            sales = Some(OpenSales {
                sold: figures.sold,
                quota: period.quota,
                orders: ctx.say(&orders),
                name: period.name.clone(),
            });
            let closes = period.milestones.closes_at;
            let soon = closes.is_some_and(|closes| closes.unix() - ctx.now.unix() < CLOSES_SOON);
            let part = if soon {
                Part::new(format!("! {stage}"), Role::Warn)
            } else {
                Part::new(stage, Role::Good)
            };
            (part, Target::Show(page))
        }
        Stage::Closed => {
            let message = match revision {
                Some(revision) => {
                    Message::new("home-closed-revised").say("revision", changed(revision))
                }
                None => {
                    let version = book.tally_version(period.id, ctx.now)?.unwrap_or(1);
                    Message::new("home-closed")
                        .text("name", period.name.clone())
                        .count("version", version)
                }
            };
            (
                Part::new(format!("! {}", ctx.say(&message)), Role::Warn),
                Target::Show(production),
            )
        }
        Stage::Draft | Stage::Scheduled => {
            let message = Message::new("home-waiting")
                .text("name", period.name.clone())
                .text("stage", stage);
            (Part::text(ctx.say(&message)), Target::Show(page))
        }
        Stage::InProduction => {
            let part = match revision {
                Some(revision) => {
                    let message =
                        Message::new("home-production-revised").say("revision", changed(revision));
                    Part::new(format!("! {}", ctx.say(&message)), Role::Warn)
                }
                None => {
                    let message = Message::new("home-production").text("name", period.name.clone());
                    Part::text(ctx.say(&message))
                }
            };
            (part, Target::Show(production))
        }
        Stage::Ready => {
            let message = Message::new("home-ready").text("name", period.name.clone());
            let place = Destination::HandOverOf(period.id);
            (Part::text(ctx.say(&message)), Target::Show(place))
        }
        Stage::Finished | Stage::Cancelled => return Ok(None),
    };
    Ok(Some(Line {
        about,
        what,
        sales,
        target,
    }))
}

/// The decisions over all POs, as lines.
fn decision_lines(book: &Book, periods: &[Period], ctx: &Ctx) -> Result<Vec<Line>, BookError> {
    let line = |decision: Decision| Line {
        about: Part::new(ctx.word(decision.about), Role::Accent),
        what: Part::new(ctx.say(&decision.what), decision.role),
        sales: None,
        target: Target::Show(decision.place),
    };
    Ok(decisions(book, periods, ctx)?
        .into_iter()
        .map(line)
        .collect())
}

impl Screen for Home {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-home")
    }

    fn context(&self) -> Context {
        Context::Home
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let mut periods = book.periods()?;
        let mut lines = self.steps(book, &periods, ctx)?;
        if !self.is_new_shop {
            lines.extend(decision_lines(book, &periods, ctx)?);
        }
        if let Some(trouble) = &ctx.backup {
            lines.push(Line {
                about: Part::new(ctx.word("home-about-backup"), Role::Accent),
                what: Part::new(format!("! {}", ctx.say(trouble)), Role::Warn),
                sales: None,
                target: Target::Backups,
            });
        }
        let first = lines
            .iter()
            .position(|line| line.about.text.starts_with('→'));
        self.days = OrdersPerDay::default();
        if let Some(active) = periods.iter().find(|period| Some(period.id) == ctx.period) {
            let days = book.orders_per_day(active.id, DAYS, ctx.now)?;
            // The chart begins with the first orders, at the latest a week ago.
            let before = days.iter().take_while(|(_, count)| *count == 0).count();
            self.days = OrdersPerDay {
                code: active.code.to_string(),
                days: days
                    .into_iter()
                    .skip(before.min(DAYS as usize - 7))
                    .map(|(day, value)| Bar {
                        label: day.format("%-d").to_string(),
                        value,
                        said: String::new(),
                    })
                    .collect(),
            };
        }
        periods.sort_by_key(|period| urgency(period, ctx));
        for period in &periods {
            let revision = match period.stage(ctx.now) {
                Stage::Closed | Stage::InProduction => self.revision(period, book)?,
                _ => None,
            };
            lines.extend(period_line(period, revision, book, ctx)?);
            let open = before_close(period, book, ctx)?.into_iter();
            lines.extend(open.map(|(said, place)| Line {
                about: Part::text(String::new()),
                what: Part::text(ctx.say(&said)),
                sales: None,
                target: Target::Show(place),
            }));
        }
        let was = self.lines.index();
        self.lines.put(lines);
        self.lines.select_index(first.unwrap_or(was));
        Ok(())
    }

    fn update(&mut self, command: Command, _: &Book, _: &Ctx) -> Outcome {
        if self.lines.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::NewOrder => Effect::Show(Destination::NewOrder(None)),
            Command::RecordPayment => payment_search::find(),
            Command::TellCustomers => Effect::Show(Destination::Messages),
            Command::Open => match self
                .lines
                .rows()
                .get(self.lines.index())
                .map(|line| line.target)
            {
                Some(Target::Settings) => Effect::Press(Command::Settings),
                Some(Target::Catalog) => Effect::Switch(ScreenId::Catalog),
                Some(Target::NewProduct) => Effect::Many(vec![
                    Effect::Switch(ScreenId::Catalog),
                    Effect::Show(Destination::NewProduct),
                ]),
                Some(Target::NewPeriod) => Effect::Many(vec![
                    Effect::Switch(ScreenId::Periods),
                    Effect::Press(Command::NewPeriod),
                ]),
                Some(Target::Show(destination)) => Effect::Show(destination),
                Some(Target::Backups) => Effect::Press(Command::Backup),
                None => Effect::None,
            },
            _ => Effect::Pass,
        })
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Home.footer();
        commands.retain(|command| {
            *command != Command::NextView
                && *command != Command::Filter
                && *command != Command::Export
                && *command != Command::Copy
        });
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let today = ctx.words.date(ctx.now.date(ctx.zone));
        put(
            frame.buffer_mut(),
            top(area, 1),
            &today,
            ctx.theme.style(Role::Heading),
        );
        let mut rest = below(area, 2);
        let intro = if self.is_new_shop {
            Some("home-welcome")
        } else if self.lines.is_empty() {
            Some("home-nothing")
        } else {
            None
        };
        if let Some(key) = intro {
            for line in wrap(&ctx.word(key), usize::from(rest.width)) {
                put(
                    frame.buffer_mut(),
                    top(rest, 1),
                    &line,
                    ctx.theme.style(Role::Text),
                );
                rest = below(rest, 1);
            }
            rest = below(rest, 1);
        }
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let whole = self.cut_line(rest.width, ctx);
        let told = u16::try_from(whole.len()).unwrap_or(0);
        let list = match rest.height > told + 4 {
            true => top(rest, rest.height - told),
            false => rest,
        };
        self.draw_lines(frame.buffer_mut(), list, ctx);
        for (row, line) in rows(below(rest, list.height)).zip(&whole) {
            put(
                frame.buffer_mut(),
                after(row, 2),
                line,
                ctx.theme.style(Role::Muted),
            );
        }
        if area.height >= CHART_FROM_ROWS {
            let free = below(rest, lines.saturating_add(2));
            self.draw_days(frame.buffer_mut(), top(free, CHART), ctx);
        }
    }
}

impl Home {
    /// The selected line in full, wrapped, where a row hasn't the room for it.
    fn cut_line(&self, width: u16, ctx: &Ctx) -> Vec<String> {
        let Some(line) = self.lines.rows().get(self.lines.index()) else {
            return Vec::new();
        };
        let abouts = self
            .lines
            .rows()
            .iter()
            .map(|line| line.about.text.as_str());
        let room = width.saturating_sub(2);
        let (text, wide) = match &line.sales {
            // The figures of open POs stand below each other.
            Some(sales) => {
                let parts = [&line.what.text, &sales.figures(ctx), &sales.orders];
                let lines = self.lines.rows().iter().filter_map(|line| {
                    let sales = line.sales.as_ref()?;
                    Some([
                        line.what.text.clone(),
                        sales.figures(ctx),
                        sales.orders.clone(),
                    ])
                });
                let lines: Vec<[String; 3]> = lines.collect();
                let wide = (0..3).map(|at| widest(lines.iter().map(|line| line[at].as_str())) + 2);
                (parts.map(String::as_str).join(" · "), wide.sum::<u16>())
            }
            None => (
                line.what.text.clone(),
                widest(std::iter::once(line.what.text.as_str())) + 2,
            ),
        };
        match widest(abouts).saturating_add(wide) > room {
            true => wrap(&text, usize::from(room)),
            false => Vec::new(),
        }
    }

    /// Draws the lines; the figures of open POs are aligned.
    fn draw_lines(&self, buffer: &mut Buffer, area: Rect, ctx: &Ctx) {
        let (_, visible) = self.lines.visible(area.height);
        let about = widest(visible.iter().map(|line| line.about.text.as_str()));
        let sales = || {
            visible
                .iter()
                .filter_map(|line| Some((line, line.sales.as_ref()?)))
        };
        let stage = widest(sales().map(|(line, _)| line.what.text.as_str()));
        let figures: Vec<String> = sales().map(|(_, sales)| sales.figures(ctx)).collect();
        let figures = widest(figures.iter().map(String::as_str));
        let orders = widest(sales().map(|(_, sales)| sales.orders.as_str()));
        let bars = sales().any(|(_, sales)| sales.quota.is_some());
        // The words come first: a bar is drawn where there is room beside them.
        let words = [2, about, 2, stage, 2, figures, 2, orders];
        let words = words.into_iter().fold(0, u16::saturating_add);
        let bar = match area.width.saturating_sub(words) {
            _ if !bars => 0,
            0..11 => 0,
            11..21 => 10,
            _ if area.width < 110 => 10,
            _ => 20,
        };
        for (row, line) in rows(area).zip(visible) {
            let style = |role| ctx.theme.style(role);
            let row = after(row, 2);
            put(
                buffer,
                top(row, 1),
                &line.about.text,
                style(line.about.role),
            );
            let mut rest = after(row, about + 2);
            put(buffer, rest, &line.what.text, style(line.what.role));
            let Some(sales) = &line.sales else {
                continue;
            };
            rest = after(rest, stage + 2);
            if bar > 0 {
                if let Some(quota) = sales.quota {
                    let gauge = charts::cell(sales.sold.pieces, quota, bar);
                    put(buffer, rest, &gauge.text, style(gauge.role));
                }
                rest = after(rest, bar + 1);
            }
            let place = Rect {
                width: figures.min(rest.width),
                ..rest
            };
            put_right(buffer, place, &sales.figures(ctx), style(Role::Text));
            rest = after(rest, figures + 2);
            put(buffer, rest, &sales.orders, style(Role::Text));
            rest = after(rest, orders + 2);
            // Fewer than 12 columns are too few for a name.
            if rest.width >= 12 {
                put(buffer, rest, &sales.name, style(Role::Muted));
            }
        }
        table::mark(buffer, area, &self.lines, &ctx.theme);
    }

    /// Draws the chart of orders per day.
    fn draw_days(&self, buffer: &mut Buffer, area: Rect, ctx: &Ctx) {
        if area.height < 5 || self.days.days.iter().all(|day| day.value == 0) {
            return;
        }
        let area = after(area, 2);
        let title = format!("{} · {}", ctx.word("period-chart"), self.days.code);
        put(buffer, top(area, 1), &title, ctx.theme.style(Role::Heading));
        charts::chart(buffer, below(area, 1), &self.days.days, &ctx.theme);
    }
}

/// The width of the widest text, in columns.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> u16 {
    let width = texts.map(columns).max().unwrap_or(0);
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::plans::asked;
    use crate::book::{NewPeriod, PeriodChange};
    use crate::domain::when::Zone;
    use crate::lang::{Lang, Words};
    use crate::setup::{NOON, code};
    use crate::tui::theme::{Palette, Theme};

    #[test]
    fn the_periods_are_read_once_a_refresh() {
        let mut book = Book::in_memory().unwrap();
        for period in ["NAS1", "NAS2"] {
            let new = NewPeriod {
                code: code(period),
                name: "Nastar".to_owned(),
                settings: PeriodChange::default(),
            };
            book.add_period(&new, NOON).unwrap();
        }
        let ctx = Ctx {
            words: Words::new(Lang::Id, Zone::Wib),
            theme: Theme::new(Palette::Dark),
            now: NOON,
            zone: Zone::Wib,
            period: None,
            backup: None,
            browser: false,
        };
        let mut home = Home::default();
        let asked = asked(&book, |book| home.refresh(book, &ctx).unwrap());
        assert!(!home.is_new_shop, "two POs are more than a beginning");
        let all = asked
            .iter()
            .filter(|sql| sql.contains("ORDER BY p.id DESC"));
        assert_eq!(all.count(), 1, "{asked:#?}");
    }
}
