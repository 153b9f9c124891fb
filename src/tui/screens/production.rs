//! The production screen: the tally by variant, product, supplier, option or order, with custom
//! requests under each line and the changes since a frozen version (rules 37, 38).

use std::cell::Cell;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::stage::Stage;
use crate::domain::tally::{OptionMatrix, Tally, TallyBy, matrices, tally};
use crate::output::tally::{heading, text};
use crate::output::text::signed;
use crate::tasks::rows;
use crate::tasks::rows::tally::TallyLine;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::fuzzy::Fuzzy;
use crate::tui::layers::{Choice, Picker, Reader};
use crate::tui::rows::draw;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::matrix::Matrix;
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{Part, below, empty_state, put, put_parts, put_right, top};

impl Row for TallyLine {
    type Id = String;
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The tally of the active PO, or of all running POs.
#[derive(Default)]
pub struct Production {
    by: TallyBy,
    since: Rc<Cell<Option<(PeriodId, u32)>>>,
    all: bool,
    /// The PO it was opened for, whichever is worked on.
    of: Option<PeriodId>,
    lines: Listing<TallyLine>,
    matrices: Vec<OptionMatrix>,
    heading: String,
    total: i64,
    before: Option<i64>,
    newest: Option<u32>,
    filter: Filter,
    period: Option<PeriodId>,
}

impl Production {
    /// The tally of one PO, whichever is worked on.
    pub fn of(period: PeriodId) -> Self {
        Self {
            of: Some(period),
            ..Self::default()
        }
    }

    /// The PO whose tally is shown; `None` for all.
    fn one(&self, ctx: &Ctx) -> Option<PeriodId> {
        self.of.or(ctx.period).filter(|_| !self.all)
    }

    fn read(&self, book: &Book, ctx: &Ctx) -> Result<Option<Tally>, BookError> {
        if self.all {
            let mut lines = Vec::new();
            let mut codes = Vec::new();
            for period in book.periods()? {
                let under_way = matches!(
                    period.stage(ctx.now),
                    Stage::Open | Stage::Closed | Stage::InProduction
                );
                if under_way {
                    lines.extend(book.tally_lines(period.id)?);
                    codes.push(period.code.to_string());
                }
            }
            // Over several POs the tally by order makes no sense, so it shows variants.
            let by = match self.by {
                TallyBy::Order => TallyBy::Variant,
                by => by,
            };
            return Ok(Some(tally(codes.join(" + "), None, by, &lines)));
        }
        let Some(period) = self.one(ctx) else {
            return Ok(None);
        };
        let since = self.since.get().filter(|(of, _)| *of == period);
        book.tally(period, self.by, since.map(|(_, version)| version), ctx.now)
            .map(Some)
    }

    /// Whether the PO was reopened after the version the kitchen has (rule 4).
    fn is_stale(&self, book: &Book, ctx: &Ctx) -> Result<bool, BookError> {
        let Some(period) = self.one(ctx) else {
            return Ok(false);
        };
        let milestones = book.period_by_id(period)?.milestones;
        let versions = book.tally_versions(period)?;
        Ok(self.newest.is_some()
            && versions
                .last()
                .is_some_and(|newest| newest.is_stale(&milestones)))
    }

    fn show(&mut self, tally: Option<Tally>, ctx: &Ctx) {
        let Some(tally) = tally else {
            self.lines.replace(Vec::new(), false);
            self.total = 0;
            self.before = None;
            self.newest = None;
            self.heading = Default::default();
            return;
        };
        self.total = tally.total;
        self.before = tally
            .since
            .map(|_| tally.rows.iter().filter_map(|row| row.was).sum());
        self.newest = tally.version;
        self.heading = heading(&tally, &ctx.words);
        let mut fuzzy = Fuzzy::new(&self.filter.text());
        let mut lines = Vec::new();
        for row in &tally.rows {
            let (goods, requests) = rows::tally::lines(tally.by, row, &ctx.view());
            let fits = |fuzzy: &mut Fuzzy, line: &TallyLine| {
                let text = format!("{} {}", line.name, line.code);
                fuzzy.score(&text).is_some()
            };
            let whole = fits(&mut fuzzy, &goods);
            let found: Vec<_> = requests
                .into_iter()
                .filter(|line| whole || fits(&mut fuzzy, line))
                .collect();
            if whole || !found.is_empty() {
                lines.push(goods);
                lines.extend(found);
            }
        }
        self.lines.replace(lines, false);
    }

    fn switch_view(&mut self, forward: bool) {
        let views = TallyBy::ALL;
        let at = views.iter().position(|by| *by == self.by).unwrap_or(0);
        let step = if forward { 1 } else { views.len() - 1 };
        self.by = views[(at + step) % views.len()];
        self.lines = Listing::default();
    }

    /// Starts the comparison with a frozen version, asking which when there are several; stops it
    /// when one is running.
    fn compare(&mut self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(period) = self.one(ctx) else {
            return Ok(Effect::warn(Message::new("screen-produce-one-po")));
        };
        if self.since.take().is_some_and(|(of, _)| of == period) {
            self.refresh(book, ctx)?;
            return Ok(Effect::None);
        }
        let versions = book.tally_versions(period)?;
        match versions.as_slice() {
            [] => Ok(Effect::warn(
                Message::new("screen-produce-no-version").text("key", Command::FreezeTally.key()),
            )),
            [only] => {
                self.since.set(Some((period, only.version)));
                self.refresh(book, ctx)?;
                Ok(Effect::None)
            }
            several => {
                // The latest is what the kitchen has.
                let choices = several.iter().rev().map(|version| Choice {
                    label: format!("v{}", version.version),
                    note: format!(
                        "{} · {} pcs",
                        ctx.words.moment(version.frozen_at),
                        ctx.words.count(version.units)
                    ),
                    value: version.version,
                });
                let since = Rc::clone(&self.since);
                let chosen = move |version: &u32, _: &Ctx| {
                    since.set(Some((period, *version)));
                    Effect::read(|_, ctx| Ok(Effect::SetPeriod(ctx.period)))
                };
                let title = "screen-produce-pick-version";
                Ok(Effect::open(Picker::new(title, choices.collect(), chosen)))
            }
        }
    }

    fn export(&self, book: &Book, ctx: &Ctx) -> Result<Option<Export>, BookError> {
        if self.all {
            let Some(tally) = self.read(book, ctx)? else {
                return Ok(None);
            };
            return Export::tally(move |_, _| Ok(tally.clone()), book, ctx).map(Some);
        }
        let Some(period) = self.one(ctx) else {
            return Ok(None);
        };
        let since = self.since.get().filter(|(of, _)| *of == period);
        let (by, since) = (self.by, since.map(|(_, version)| version));
        Export::tally(
            move |book, ctx| book.tally(period, by, since, ctx.now),
            book,
            ctx,
        )
        .map(Some)
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let tabs: Vec<Part> = TallyBy::ALL
            .iter()
            .copied()
            .map(|by| tab(&ctx.word(rows::tally::title(by)), by == self.by))
            .collect();
        put_parts(frame.buffer_mut(), top(area, 1), &tabs, &ctx.theme);
        let line = top(below(area, 1), 1);
        put(
            frame.buffer_mut(),
            line,
            &self.heading,
            ctx.theme.style(Role::Text),
        );
        let total = Message::new("screen-produce-total").count("count", self.total);
        let mut total = ctx.say(&total);
        if let Some(before) = self.before.filter(|before| *before != self.total) {
            total.push_str(&format!(" ({})", signed(self.total - before)));
        }
        put_right(
            frame.buffer_mut(),
            line,
            &total,
            ctx.theme.style(Role::Accent),
        );
        self.filter.draw(frame, top(below(area, 2), 1), &ctx.theme);
    }

    fn draw_matrices(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut rest = area;
        for matrix in &self.matrices {
            // A matrix with a single column shows nothing that the list doesn't.
            if matrix.across.len() < 2 {
                continue;
            }
            let title = top(rest, 1);
            let style = ctx.theme.style(Role::Accent);
            put(frame.buffer_mut(), title, &matrix.product, style);
            let height = u16::try_from(matrix.down.len() + 2).unwrap_or(u16::MAX);
            let drawn = Matrix {
                across: matrix.across.clone(),
                down: matrix.down.clone(),
                cells: matrix
                    .cells
                    .iter()
                    .map(|row| row.iter().map(|cell| Some(*cell)).collect())
                    .collect(),
            };
            drawn.draw(frame.buffer_mut(), top(below(rest, 1), height), &ctx.theme);
            rest = below(rest, height.saturating_add(2));
        }
    }

    fn matrix_rows(&self) -> u16 {
        let rows: usize = self
            .matrices
            .iter()
            .filter(|matrix| matrix.across.len() > 1)
            .map(|matrix| matrix.down.len() + 4)
            .sum();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }
}

impl Screen for Production {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-production")
    }

    fn context(&self) -> Context {
        Context::Production
    }

    fn scope(&self) -> Scope {
        match (self.all, self.of) {
            (true, _) => Scope::All,
            (false, Some(period)) => Scope::One(period),
            (false, None) => Scope::Working,
        }
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.period = self.one(ctx);
        self.matrices = match (self.by, self.one(ctx)) {
            (TallyBy::Option, Some(period)) => matrices(&book.tally_lines(period)?),
            _ => Vec::new(),
        };
        let tally = self.read(book, ctx)?;
        self.show(tally, ctx);
        if self.is_stale(book, ctx)? {
            self.heading.push_str(" · ! ");
            self.heading.push_str(&ctx.word("screen-produce-stale"));
        }
        Ok(())
    }

    fn list_filter(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.lines.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::NextView | Command::PreviousView => {
                self.switch_view(command == Command::NextView);
                self.refresh(book, ctx)?;
            }
            Command::AllPeriods => {
                self.all = !self.all;
                self.refresh(book, ctx)?;
            }
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.refresh(book, ctx)?,
            Command::CompareTally => return self.compare(book, ctx),
            Command::FreezeTally => {
                return Ok(match self.one(ctx) {
                    Some(period) => Effect::deed_then(
                        move |book, now| book.freeze_tally(period, now),
                        |version| {
                            let frozen =
                                Message::new("screen-produce-frozen").count("version", version);
                            Effect::Notice(Role::Good, frozen)
                        },
                    ),
                    None => Effect::warn(Message::new("screen-produce-one-po")),
                });
            }
            Command::Export | Command::Copy => {
                return Ok(match self.export(book, ctx)? {
                    Some(export) if command == Command::Export => export.dialog(book, ctx),
                    Some(export) => export.copy(book, ctx)?,
                    None => Effect::warn(Message::new("screen-produce-one-po")),
                });
            }
            Command::Open if self.by == TallyBy::Order && !self.all => {
                let Some(line) = self.lines.selected() else {
                    return Ok(Effect::None);
                };
                let code = line.id.split('\n').next().unwrap_or_default();
                return Ok(Effect::Show(Destination::Order(book.order_id(code)?)));
            }
            // Shows the whole tally as text, to be checked before it is sent.
            Command::Open if !self.lines.is_empty() => {
                if let Some(tally) = self.read(book, ctx)? {
                    let text = text(&tally, &ctx.words);
                    return Ok(Effect::open(Reader::new(self.title(ctx), text)));
                }
            }
            _ => return Ok(Effect::Pass),
        }
        Ok(Effect::None)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = if area.height > 8 {
            2 + u16::from(self.filter.is_shown())
        } else {
            0
        };
        if head > 0 {
            self.draw_head(frame, top(area, head), ctx);
        }
        let list = below(area, head + u16::from(head > 0 && area.height > 14));
        if self.lines.is_empty() {
            let (text, hint, key) = if self.filter.is_shown() {
                (
                    "tui-nothing-found",
                    "screen-filter-hint",
                    Command::Back.key(),
                )
            } else if self.period.is_none() && !self.all {
                (
                    "screen-produce-no-po",
                    "screen-produce-no-po-hint",
                    Command::Periods.key(),
                )
            } else {
                (
                    "screen-produce-none",
                    "screen-produce-none-hint",
                    Command::Orders.key(),
                )
            };
            let hint = ctx.say(&Message::new(hint).text("key", key));
            return empty_state(frame.buffer_mut(), list, &ctx.word(text), &hint, &ctx.theme);
        }
        let matrix = self.matrix_rows();
        let list = if matrix > 0 && list.height > 8 {
            let rows = matrix.min(list.height.saturating_sub(6));
            self.draw_matrices(frame, top(list, rows), ctx);
            below(list, rows)
        } else {
            list
        };
        let columns = rows::tally::on_screen(self.by, self.before.is_some());
        draw(frame, list, &columns, &self.lines, ctx);
    }
}
