//! Production: the tally of a PO by variant, product, supplier with its goods, size × colour, or
//! order with its goods (rules 37, 38). It shows what is ordered now, with the changes since the
//! version the kitchen has; or for a while a frozen version as it is. Enter lists who ordered a line.

mod reading;

use std::cell::Cell;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::pieces::Pieces;
use crate::domain::tally::{self, TallyBy, who_ordered};
use crate::output::tally::heading;
use crate::tasks::rows;
use crate::tasks::rows::tally::TallyLine;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, PeriodChoice, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{period_messages, period_steps};
use crate::tui::fuzzy::Fuzzy;
use crate::tui::layers::{Choice, Picker, Question};
use crate::tui::rows::draw;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::matrix::Matrices;
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{Part, below, columns, empty_state, put, put_parts, put_right, top};
use reading::{Asked, Look, Options, Read, drawn_matrix};

impl Row for TallyLine {
    type Id = String;
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The tally of the PO that is worked on, of another, or of all under way.
#[derive(Default)]
pub struct Production {
    by: TallyBy,
    look: Rc<Cell<Option<(PeriodId, Look)>>>,
    choice: PeriodChoice,
    lines: Listing<TallyLine>,
    matrices: Matrices,
    /// The products of the matrices.
    products: Vec<String>,
    heading: String,
    total: Pieces,
    /// Units more or fewer than in the version it is compared with.
    delta: Option<i64>,
    filter: Filter,
    period: Option<PeriodId>,
}

impl Production {
    /// The tally of one PO, whichever is worked on.
    pub fn of(period: PeriodId) -> Self {
        Self {
            choice: PeriodChoice::of(Some(period)),
            ..Self::default()
        }
    }

    /// What is shown; `None` when there is no PO.
    fn asked(&self, ctx: &Ctx) -> Option<Asked> {
        let period = self.choice.period(ctx);
        let look = self.look.get().filter(|(of, _)| period == Some(*of));
        (self.choice.is_all() || period.is_some()).then(|| Asked {
            period,
            by: self.by,
            look: look.map(|(_, look)| look),
        })
    }

    /// Whether the PO was reopened after the version the kitchen has (rule 4).
    fn is_stale(&self, book: &Book, ctx: &Ctx) -> Result<bool, BookError> {
        let Some(period) = self.choice.period(ctx) else {
            return Ok(false);
        };
        let milestones = book.period_by_id(period)?.milestones;
        let versions = book.tally_versions(period)?;
        Ok(versions
            .last()
            .is_some_and(|newest| newest.is_stale(&milestones)))
    }

    fn show(&mut self, Read { tally, options }: Read, ctx: &Ctx) {
        self.total = tally.pieces;
        self.delta = tally.since.map(|_| {
            let was: i64 = tally.rows.iter().filter_map(|row| row.was).sum();
            tally.total - was
        });
        self.heading = heading(&tally, &ctx.words);
        let fuzzy = &mut Fuzzy::new(&self.filter.text());
        if let Some(Options { mut now, before }) = options {
            now.retain(|matrix| {
                let names = matrix.down.iter().chain(&matrix.across);
                let names: Vec<&str> = names.map(String::as_str).collect();
                let text = format!("{} {} {}", matrix.product, matrix.code, names.join(" "));
                fuzzy.score(&text).is_some()
            });
            self.products = now.iter().map(|matrix| matrix.code.clone()).collect();
            let drawn = now.into_iter();
            self.matrices.replace(
                drawn
                    .map(|one| drawn_matrix(one, before.as_deref()))
                    .collect(),
            );
            return;
        }
        let mut shown = Vec::new();
        for row in &tally.rows {
            let (whole, below) = rows::tally::lines(tally.by, row, &ctx.view());
            let mut fits = |line: &TallyLine| {
                let text = format!("{} {}", line.name, line.code);
                fuzzy.score(&text).is_some()
            };
            let all = fits(&whole);
            let found: Vec<_> = below.into_iter().filter(|line| all || fits(line)).collect();
            if all || !found.is_empty() {
                shown.push(whole);
                shown.extend(found);
            }
        }
        self.lines.replace(shown, false);
    }

    fn is_empty(&self) -> bool {
        match self.by {
            TallyBy::Option => self.matrices.is_empty(),
            _ => self.lines.is_empty(),
        }
    }

    fn switch_view(&mut self, forward: bool) {
        let views = TallyBy::ALL;
        let at = views.iter().position(|by| *by == self.by).unwrap_or(0);
        let step = if forward { 1 } else { views.len() - 1 };
        self.by = views[(at + step) % views.len()];
        self.lines = Listing::default();
    }

    /// Shows what is ordered now again; false when it is shown already.
    fn show_now(&mut self, book: &Book, ctx: &Ctx) -> Result<bool, BookError> {
        let looked = self.look.take().is_some();
        if looked {
            self.refresh(book, ctx)?;
        }
        Ok(looked)
    }

    /// Shows a frozen version instead of what is ordered now; asks which when there are several.
    fn choose_version(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(period) = self.choice.period(ctx) else {
            return Ok(Effect::warn(Message::new("screen-produce-one-po")));
        };
        let versions = book.tally_versions(period)?;
        match versions.as_slice() {
            [] => Ok(Effect::warn(
                Message::new("screen-produce-no-version").text("key", Command::FreezeTally.key()),
            )),
            [only] => {
                self.look.set(Some((period, Look::Frozen(only.version))));
                Ok(Effect::Refresh)
            }
            several => {
                // The latest is what the kitchen has.
                let mut choices = Vec::from_iter(several.iter().rev().map(|one| {
                    let frozen =
                        Message::new("screen-produce-frozen-at").moment("at", one.frozen_at);
                    Choice {
                        label: format!("v{}", one.version),
                        note: ctx.say(&frozen),
                        value: Look::Frozen(one.version),
                    }
                }));
                choices.extend(several.iter().rev().skip(1).map(|one| {
                    let since = Message::new("screen-produce-since")
                        .text("version", one.version.to_string());
                    Choice {
                        label: ctx.say(&since),
                        note: String::new(),
                        value: Look::Since(one.version),
                    }
                }));
                let look = Rc::clone(&self.look);
                let chosen = move |chosen: &Look, _: &Ctx| {
                    look.set(Some((period, *chosen)));
                    Effect::Refresh
                };
                let title = "screen-produce-pick-version";
                Ok(Effect::open(Picker::new(title, choices, chosen)))
            }
        }
    }

    /// Asks before a version is frozen: its number is not given again (rule 54).
    fn freeze(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(period) = self.choice.period(ctx) else {
            return Ok(Effect::warn(Message::new("screen-produce-one-po")));
        };
        let freeze = Effect::deed_then(
            move |book, now| book.freeze_tally(period, now),
            |version| {
                let frozen = Message::new("screen-produce-frozen").count("version", version);
                Effect::Notice(Role::Good, frozen)
            },
        );
        let tally = book.tally(period, TallyBy::Order, None, ctx.now)?;
        let newest = book.tally_versions(period)?;
        let newest = newest.last().map(|newest| newest.version);
        let next = match tally.version {
            // The deed is refused and says the PO's stage.
            None => return Ok(freeze),
            Some(version) if newest == Some(version) && tally.differs.is_none() => {
                let same = Message::new("screen-produce-same").count("version", version);
                return Ok(Effect::info(same));
            }
            Some(_) => newest.map_or(1, |newest| newest + 1),
        };
        let question = Message::new("screen-produce-freeze")
            .text("period", tally.period)
            .count("version", next)
            .say("sold", tally.pieces.message());
        let title = "screen-produce-freeze-title";
        Ok(Effect::open(Question::new(title, question, freeze)))
    }

    /// Lists who ordered what the selected line counts; an order is opened at once.
    fn who(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(asked) = self.asked(ctx) else {
            return Ok(Effect::None);
        };
        let lines = || asked.of_orders(book, ctx);
        let (what, orders) = if self.by == TallyBy::Option {
            let Some(selected) = self.matrices.selected() else {
                return Ok(Effect::None);
            };
            let Some(product) = self.products.get(selected.matrix) else {
                return Ok(Effect::None);
            };
            let (down, across) = (selected.down, selected.across);
            let lines = lines()?;
            let product_name = lines.iter().find(|line| line.product_code == *product);
            let names = product_name.map(|line| line.product.as_str());
            let names = names.into_iter().chain(down).chain(across);
            let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
            let counted = |line: &_| tally::is_in_cell(line, product, down, across);
            (names.join(" "), who_ordered(&lines, counted))
        } else {
            let Some(line) = self.lines.selected() else {
                return Ok(Effect::None);
            };
            if let Some(order) = line.key().filter(|_| self.by == TallyBy::Order) {
                return Ok(Effect::Show(Destination::Order(book.order_id(order)?)));
            }
            let name = line.name.trim_start_matches([' ', '↳']).to_owned();
            (name, who_ordered(&lines()?, |of| line.counts(self.by, of)))
        };
        let sold: Pieces = orders.iter().map(|ordered| ordered.pieces).sum();
        let title = Message::new("screen-produce-who")
            .text("goods", what)
            .count("orders", orders.len())
            .say("sold", sold.message());
        let choices = orders.into_iter().map(|ordered| {
            let mut note = rows::tally::quantity(ordered.pieces, &ctx.view());
            for custom in &ordered.customizations {
                note.push_str(&format!(" · {custom}"));
            }
            Choice {
                label: format!("{}  {}", ordered.order, ordered.customer),
                note,
                value: ordered.order,
            }
        });
        let open = |order: &String, _: &Ctx| {
            let order = order.clone();
            Effect::read(move |book, _| {
                Ok(Effect::Show(Destination::Order(book.order_id(&order)?)))
            })
        };
        let picker = Picker::new("screen-produce-who", choices.collect(), open);
        Ok(Effect::open(picker.titled(title)))
    }

    fn export(&self, book: &Book, ctx: &Ctx) -> Result<Option<Export>, BookError> {
        let Some(asked) = self.asked(ctx) else {
            return Ok(None);
        };
        let name = crate::output::tally::name(&asked.tally(book, ctx)?, &ctx.words);
        let read = move |format, book: &Book, ctx: &Ctx| asked.shown(format, book, ctx);
        Ok(Some(Export::tally(name, read)))
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let tabs: Vec<Part> = TallyBy::ALL
            .iter()
            .copied()
            .map(|by| tab(&ctx.word(rows::tally::title(by)), by == self.by))
            .collect();
        put_parts(frame.buffer_mut(), top(area, 1), &tabs, &ctx.theme);
        let line = top(below(area, 1), 1);
        let total = |sold: Pieces| {
            let total = Message::new("screen-produce-total").say("sold", sold.message());
            ctx.say(&total)
        };
        // Where both don't fit, what changed is more than how many packages there are.
        let room = usize::from(line.width).saturating_sub(columns(&self.heading) + 2);
        let whole = total(self.total);
        let shown = match columns(&whole) > room && self.total.pieces > 0 {
            true => total(Pieces {
                packages: 0,
                ..self.total
            }),
            false => whole,
        };
        let style = ctx.theme.style(Role::Accent);
        let used = put_right(frame.buffer_mut(), line, &shown, style);
        let place = Rect {
            width: line.width.saturating_sub(used + 2),
            ..line
        };
        let role = match self.delta {
            Some(_) => Role::Warn,
            None => Role::Text,
        };
        let style = ctx.theme.style(role);
        put(frame.buffer_mut(), place, &self.heading, style);
        self.filter.draw(frame, top(below(area, 2), 1), &ctx.theme);
    }
}

impl Screen for Production {
    fn title(&self, ctx: &Ctx) -> String {
        match self.look.get().filter(|(of, _)| self.period == Some(*of)) {
            Some((_, Look::Frozen(version))) => {
                ctx.say(&Message::new("screen-produce-title-frozen").count("version", version))
            }
            Some((_, Look::Since(_))) | None => ctx.word("cmd-production"),
        }
    }

    fn context(&self) -> Context {
        Context::Production
    }

    fn scope(&self) -> Scope {
        self.choice.scope()
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.period = self.choice.period(ctx);
        match self.asked(ctx) {
            Some(asked) => self.show(asked.read(book, ctx)?, ctx),
            None => {
                self.lines.replace(Vec::new(), false);
                self.matrices.replace(Vec::new());
                self.total = Pieces::default();
                self.delta = None;
                self.heading.clear();
            }
        }
        let looked = self.asked(ctx).is_some_and(|asked| asked.look.is_some());
        if looked {
            let back = Message::new("screen-produce-back")
                .text("key", Command::CompareTally.key())
                .text("back", Command::Back.key());
            self.heading.push_str(" · ");
            self.heading.push_str(&ctx.say(&back));
        } else if self.is_stale(book, ctx)? {
            self.heading.push_str(" · ! ");
            self.heading.push_str(&ctx.word("screen-produce-stale"));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.look.set(None);
    }

    fn list_filter(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let moved = match self.by {
            TallyBy::Option => self.matrices.move_selection(command),
            _ => self.lines.move_selection(command),
        };
        if moved {
            return Ok(Effect::None);
        }
        match command {
            Command::NextView | Command::PreviousView => {
                self.switch_view(command == Command::NextView);
                self.refresh(book, ctx)?;
            }
            Command::AllPeriods => {
                self.choice.toggle_all();
                self.refresh(book, ctx)?;
            }
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.refresh(book, ctx)?,
            Command::CompareTally | Command::Back if self.show_now(book, ctx)? => {}
            Command::CompareTally => return self.choose_version(book, ctx),
            Command::FreezeTally => {
                // What is frozen is what is ordered now.
                self.show_now(book, ctx)?;
                return self.freeze(book, ctx);
            }
            Command::MarkPeriod => {
                return match self.choice.period(ctx) {
                    Some(period) => period_steps::mark(period, book, ctx),
                    None => Ok(Effect::warn(Message::new("screen-produce-one-po"))),
                };
            }
            Command::TellSupplier => {
                let Some(period) = self.choice.period(ctx) else {
                    return Ok(Effect::warn(Message::new("screen-produce-one-po")));
                };
                let supplier = self.lines.selected().and_then(|line| line.key());
                let supplier = supplier.filter(|_| self.by == TallyBy::Supplier);
                return period_messages::supplier(period, supplier, book, ctx);
            }
            Command::Open => return self.who(book, ctx),
            Command::Export | Command::Copy => {
                return Ok(match self.export(book, ctx)? {
                    Some(export) if command == Command::Export => export.dialog(book, ctx),
                    Some(export) => export.copy(book, ctx)?,
                    None => Effect::warn(Message::new("screen-produce-one-po")),
                });
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
        if self.is_empty() {
            let (text, hint, key) = if self.filter.is_shown() {
                (
                    "tui-nothing-found",
                    "screen-filter-hint",
                    Command::Back.key(),
                )
            } else if self.period.is_none() && !self.choice.is_all() {
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
        if self.by == TallyBy::Option {
            return self.matrices.draw(frame.buffer_mut(), list, &ctx.theme);
        }
        let columns = rows::tally::on_screen(self.by, self.delta.is_some());
        draw(frame, list, &columns, &self.lines, ctx);
    }
}
