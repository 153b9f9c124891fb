//! Beranda: what needs doing today, each line one Enter from where it is done. A new shop is led
//! through its first steps.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::OpenSums;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::stage::Stage;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen, ScreenId, Thing};
use crate::tui::keeper::{self, Book, BookError};
use crate::tui::theme::Role;
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{Part, below, put, top, wrap};

/// Closing so soon, in seconds, is worth a warning.
const SOON: i64 = 86_400;

/// Where a line leads.
#[derive(Debug, Clone, Copy)]
enum Way {
    Settings,
    Catalog,
    NewPeriod,
    Period(PeriodId),
    Production(PeriodId),
    NewOrder,
    PastDeadline,
    Owing,
    Refunds,
}

/// One line: what it is about, what there is to say, where it leads.
struct Line {
    about: Part,
    what: Part,
    way: Way,
}

/// Beranda.
#[derive(Default)]
pub struct Home {
    lines: Listing<Line>,
    /// The shop has not come as far as taking orders.
    beginning: bool,
}

impl Home {
    /// The first steps of a shop, until it takes orders.
    fn steps(
        &mut self,
        book: &Book,
        periods: &[Period],
        ctx: &Ctx,
    ) -> Result<Vec<Line>, BookError> {
        let products = book.products()?.iter().any(|product| !product.archived);
        let newest = periods.first();
        let on_sale = match newest {
            Some(period) => book.offers(period.id)?.iter().any(|offer| !offer.withdrawn),
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
        self.beginning = !ordered;
        if ordered {
            return Ok(Vec::new());
        }
        let to_period = newest.map_or(Way::NewPeriod, |period| Way::Period(period.id));
        let steps = [
            (
                !book.shop()?.name.is_empty(),
                "home-step-shop",
                Way::Settings,
            ),
            (products, "home-step-products", Way::Catalog),
            (newest.is_some(), "home-step-period", Way::NewPeriod),
            (on_sale, "home-step-offers", to_period),
            (running, "home-step-open", to_period),
            (false, "home-step-order", Way::NewOrder),
        ];
        let next = steps.iter().position(|(done, _, _)| !done);
        Ok(steps
            .into_iter()
            .enumerate()
            .map(|(at, (done, key, way))| {
                let (mark, role) = match (done, Some(at) == next) {
                    (true, _) => ("✓", Role::Good),
                    (false, true) => ("→", Role::Accent),
                    (false, false) => ("·", Role::Muted),
                };
                Line {
                    about: Part::new(format!("{mark} {}", at + 1), role),
                    what: Part::new(ctx.word(key), role),
                    way,
                }
            })
            .collect())
    }
}

/// What a PO asks for today, if anything.
fn period_line(period: &Period, book: &Book, ctx: &Ctx) -> Result<Option<Line>, BookError> {
    let about = Part::new(period.code.as_str(), Role::Accent);
    let stage = keeper::stage(period, ctx.now, &ctx.words);
    let (what, way) = match period.stage(ctx.now) {
        Stage::Open => {
            let figures = book.figures(period.id)?;
            let today = book
                .orders_per_day(period.id, 1, ctx.now)?
                .last()
                .map_or(0, |(_, count)| *count);
            let units = match period.quota {
                Some(quota) => format!(
                    "{}/{}",
                    ctx.words.count(figures.units),
                    ctx.words.count(quota)
                ),
                None => ctx.words.count(figures.units),
            };
            let message = Message::new("home-open")
                .text("name", period.name.clone())
                .text("stage", stage)
                .text("units", units)
                .count("orders", figures.orders)
                .count("today", today);
            let closes = period.milestones.closes_at;
            let soon = closes.is_some_and(|closes| closes.unix() - ctx.now.unix() < SOON);
            let text = ctx.say(&message);
            let part = if soon {
                Part::new(format!("! {text}"), Role::Warn)
            } else {
                Part::text(text)
            };
            (part, Way::Period(period.id))
        }
        Stage::Closed => {
            let version = book.tally_version(period.id, ctx.now)?.unwrap_or(1);
            let message = Message::new("home-closed")
                .text("name", period.name.clone())
                .count("version", version.into());
            (
                Part::new(format!("! {}", ctx.say(&message)), Role::Warn),
                Way::Production(period.id),
            )
        }
        Stage::Draft | Stage::Scheduled => {
            let message = Message::new("home-waiting")
                .text("name", period.name.clone())
                .text("stage", stage);
            (Part::text(ctx.say(&message)), Way::Period(period.id))
        }
        Stage::InProduction => {
            let message = Message::new("home-production").text("name", period.name.clone());
            (Part::text(ctx.say(&message)), Way::Production(period.id))
        }
        Stage::Ready => {
            let message = Message::new("home-ready").text("name", period.name.clone());
            (Part::text(ctx.say(&message)), Way::Period(period.id))
        }
        Stage::Finished | Stage::Cancelled => return Ok(None),
    };
    Ok(Some(Line { about, what, way }))
}

/// What money asks for today.
fn money_lines(sums: &OpenSums, late: usize, ctx: &Ctx) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |key, message: Message, role, way| {
        lines.push(Line {
            about: Part::new(ctx.word(key), Role::Accent),
            what: Part::new(ctx.say(&message), role),
            way,
        });
    };
    if late > 0 {
        let late = i64::try_from(late).unwrap_or(i64::MAX);
        let message = Message::new("home-past-deadline").count("count", late);
        add("home-about-dp", message, Role::Bad, Way::PastDeadline);
    }
    if sums.refunding > 0 {
        let message = Message::new("home-refunds")
            .count("count", sums.refunding)
            .money("amount", sums.refund);
        add("home-about-refund", message, Role::Warn, Way::Refunds);
    }
    if sums.owing > 0 {
        let message = Message::new("home-owing")
            .count("count", sums.owing)
            .money("amount", sums.owed);
        add("home-about-owing", message, Role::Text, Way::Owing);
    }
    lines
}

impl Screen for Home {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-home")
    }

    fn context(&self) -> Context {
        Context::Home
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let periods = book.periods()?;
        let mut lines = self.steps(book, &periods, ctx)?;
        if !self.beginning {
            let late = book.past_deadline_count(ctx.now)?;
            lines.extend(money_lines(&book.open_sums(None)?, late, ctx));
        }
        let first = lines
            .iter()
            .position(|line| line.about.text.starts_with('→'));
        for period in &periods {
            lines.extend(period_line(period, book, ctx)?);
        }
        let was = self.lines.index();
        self.lines.put(lines);
        self.lines.select_index(first.unwrap_or(was));
        Ok(())
    }

    fn update(&mut self, command: Command, _: &Book, _: &Ctx) -> Outcome {
        if self.lines.moves(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::NewOrder => Effect::Show(Thing::NewOrder(None)),
            Command::RecordPayment => Effect::Switch(ScreenId::Payments),
            Command::Open => match self
                .lines
                .rows()
                .get(self.lines.index())
                .map(|line| line.way)
            {
                Some(Way::Settings) => Effect::Press(Command::Settings),
                Some(Way::Catalog) => Effect::Switch(ScreenId::Catalog),
                Some(Way::NewPeriod) => Effect::Many(vec![
                    Effect::Switch(ScreenId::Periods),
                    Effect::Press(Command::NewPeriod),
                ]),
                Some(Way::Period(id)) => Effect::Many(vec![
                    Effect::SetPeriod(Some(id)),
                    Effect::Show(Thing::Period(id)),
                ]),
                Some(Way::Production(id)) => Effect::Many(vec![
                    Effect::SetPeriod(Some(id)),
                    Effect::Switch(ScreenId::Production),
                ]),
                Some(Way::NewOrder) => Effect::Show(Thing::NewOrder(None)),
                Some(Way::PastDeadline) => Effect::Show(Thing::PastDeadline),
                Some(Way::Owing) => Effect::Switch(ScreenId::Payments),
                Some(Way::Refunds) => Effect::Show(Thing::RefundsDue),
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
        let intro = if self.beginning {
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
        let columns = [Column::new("", 4, 8), Column::new("", 20, 160)];
        table::draw(
            frame.buffer_mut(),
            rest,
            &columns,
            &self.lines,
            &ctx.theme,
            |line| vec![line.about.clone(), line.what.clone()],
        );
    }
}
