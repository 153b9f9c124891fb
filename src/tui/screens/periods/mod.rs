//! The list of POs, and the page of one PO with its offers.

mod commands;
mod detail;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use detail::Detail;

use commands::{is_offered, run};

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::when::Moment;
use crate::tasks::rows::period::{PERIODS, PeriodRow};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Scope, Screen};
use crate::tui::forms::period;
use crate::tui::fuzzy;
use crate::tui::made::Made;
use crate::tui::rows::draw;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::{below, empty_state, top};

impl Row for PeriodRow {
    type Id = PeriodId;
    fn id(&self) -> PeriodId {
        self.period.id
    }
}

/// The list of POs.
#[derive(Default)]
pub struct Periods {
    list: Listing<PeriodRow>,
    filter: Filter,
    /// The PO that was worked on at the last refresh: the list begins there, and follows it.
    working: Option<PeriodId>,
    /// The moment of the last refresh.
    now: Option<Moment>,
}

impl Screen for Periods {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-periods")
    }

    fn context(&self) -> Context {
        Context::Periods
    }

    fn scope(&self) -> Scope {
        Scope::All
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let mut rows = Vec::new();
        let periods = book.periods()?;
        let texts: Vec<String> = periods
            .iter()
            .map(|period| format!("{} {}", period.code, period.name))
            .collect();
        let mut places = fuzzy::rank(&self.filter.text(), texts.iter().map(String::as_str));
        places.sort_unstable();
        for period in places.into_iter().filter_map(|at| periods.get(at)) {
            rows.push(PeriodRow::read(period.clone(), book)?);
        }
        self.list.replace(rows, false);
        self.now = Some(ctx.now);
        let before = std::mem::replace(&mut self.working, ctx.period);
        if let Some(working) = ctx.period.filter(|_| before != ctx.period) {
            self.list.select(&working);
        }
        Ok(())
    }

    fn list_filter(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::NewPeriod => return Ok(Effect::open(period::new_form(ctx))),
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.refresh(book, ctx)?,
            _ => {
                return match self.list.selected_id() {
                    Some(id) if command == Command::Open => {
                        Ok(Effect::Show(Destination::Period(id)))
                    }
                    Some(id) => run(command, id, book, ctx),
                    None => Ok(Effect::Pass),
                };
            }
        }
        Ok(Effect::None)
    }

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        if let Made::Period(id) = made {
            self.list.select(id);
        }
        Ok(())
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Periods.footer();
        let selected = self.list.selected().zip(self.now);
        let stage = selected.map(|(row, now)| row.period.stage(now));
        commands.retain(|command| *command != Command::NextView && is_offered(*command, stage));
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut rest = area;
        if self.filter.is_shown() {
            self.filter.draw(frame, top(rest, 1), &ctx.theme);
            rest = below(rest, 1);
        }
        if self.list.is_empty() {
            let (text, hint) = if self.filter.is_shown() {
                ("tui-nothing-found", "orders-none-found-hint")
            } else {
                ("periods-empty", "periods-empty-hint")
            };
            let (text, hint) = (ctx.word(text), ctx.word(hint));
            empty_state(frame.buffer_mut(), rest, &text, &hint, &ctx.theme);
            return;
        }
        draw(frame, rest, PERIODS, &self.list, ctx);
    }
}
