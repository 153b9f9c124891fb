//! Kirim: the orders to hand over, the parcels and the claims (rules 46, 47, 77, 81–83, 99, 101).

mod about;
mod claims;
mod parcels;
mod queue;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, PeriodChoice, Scope, Screen};
use crate::tui::input::Input;
use crate::tui::made::Made;
use crate::tui::shipping_group::{ClaimGroup, ParcelGroup, QueueGroup};
use crate::tui::theme::Role;
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{Part, below, put_parts, top};
use claims::Claims;
use parcels::Parcels;
use queue::Queue;

/// The views of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// Orders to hand over.
    #[default]
    Queue,
    /// Parcels.
    Parcels,
    /// Claims.
    Claims,
}

/// The views in the order of their tabs, with their names.
const VIEWS: [(View, &str); 3] = [
    (View::Queue, "screen-ship-queue"),
    (View::Parcels, "screen-ship-parcels"),
    (View::Claims, "screen-ship-claims"),
];

/// The screen of hand-overs.
pub struct Shipping {
    view: View,
    choice: PeriodChoice,
    /// The PO that is shown, in words.
    scope: String,
    queue: Queue,
    parcels: Parcels,
    claims: Claims,
}

impl Default for Shipping {
    /// What is due at the door comes from any PO.
    fn default() -> Self {
        Self {
            view: View::default(),
            choice: PeriodChoice::of(None),
            scope: String::new(),
            queue: Queue::default(),
            parcels: Parcels::default(),
            claims: Claims::default(),
        }
    }
}

impl Shipping {
    /// A group of the orders to hand over, of all POs.
    pub fn queue(group: QueueGroup) -> Self {
        Self {
            queue: Queue::of(group),
            ..Self::default()
        }
    }

    /// The orders of a PO to hand over.
    pub fn of(period: PeriodId) -> Self {
        Self {
            choice: PeriodChoice::of(Some(period)),
            ..Self::default()
        }
    }

    /// A group of the parcels of all POs.
    pub fn parcels(group: ParcelGroup) -> Self {
        Self {
            view: View::Parcels,
            parcels: Parcels::of(group),
            ..Self::default()
        }
    }

    /// A group of the claims of all POs.
    pub fn claims(group: ClaimGroup) -> Self {
        Self {
            view: View::Claims,
            claims: Claims::of(group),
            ..Self::default()
        }
    }

    /// The view `by` tabs to the right.
    fn view_after(&self, by: usize) -> View {
        let at = VIEWS.iter().position(|(view, _)| *view == self.view);
        let to = (at.unwrap_or_default() + by) % VIEWS.len();
        VIEWS.get(to).map_or(View::Queue, |(view, _)| *view)
    }

    fn filter(&mut self) -> &mut Filter {
        match self.view {
            View::Queue => &mut self.queue.filter,
            View::Parcels => &mut self.parcels.filter,
            View::Claims => &mut self.claims.filter,
        }
    }

    fn read(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let period = self.choice.period(ctx);
        match self.view {
            View::Queue => self.queue.read(period, book, ctx),
            View::Parcels => self.parcels.read(period, book, ctx),
            View::Claims => self.claims.read(period, book),
        }
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut parts: Vec<Part> = VIEWS
            .map(|(view, key)| tab(&ctx.word(key), view == self.view))
            .into();
        parts.push(Part::new(format!("  {}", self.scope), Role::Muted));
        let (group, marked) = match self.view {
            View::Queue => (self.queue.group.key(), self.queue.marks.ids().len()),
            View::Parcels => (self.parcels.group.key(), self.parcels.marks.ids().len()),
            View::Claims => (self.claims.group.key(), 0),
        };
        parts.push(Part::new(format!(" · {}", ctx.word(group)), Role::Text));
        if marked > 0 {
            let marked = Message::new("orders-marked").count("count", marked);
            parts.push(Part::new(format!(" · {}", ctx.say(&marked)), Role::Key));
        }
        put_parts(frame.buffer_mut(), top(area, 1), &parts, &ctx.theme);
    }
}

impl Screen for Shipping {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-shipping")
    }

    fn context(&self) -> Context {
        Context::Shipping
    }

    fn scope(&self) -> Scope {
        self.choice.scope()
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.scope = match self.choice.period(ctx) {
            Some(period) => book.period_by_id(period)?.code.to_string(),
            None => ctx.word("cmd-all-periods"),
        };
        self.read(book, ctx)
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        match self.filter().typed(input) {
            // A paste outside a text field is a column of tracking numbers.
            Filtered::No => {
                return match (self.view, input) {
                    (View::Parcels, Input::Paste(text)) => {
                        self.parcels.fill_tracking(Some(text), book, ctx).map(Some)
                    }
                    _ => Ok(None),
                };
            }
            Filtered::Same => {}
            Filtered::Changed => self.read(book, ctx)?,
        }
        Ok(Some(Effect::None))
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        match command {
            Command::NextView => self.view = self.view_after(1),
            Command::PreviousView => self.view = self.view_after(VIEWS.len() - 1),
            Command::AllPeriods => {
                self.choice.toggle_all();
                self.refresh(book, ctx)?;
                return Ok(Effect::None);
            }
            Command::Filter => {
                self.filter().open();
                return Ok(Effect::None);
            }
            _ => {
                let period = self.choice.period(ctx);
                return match self.view {
                    View::Queue => self.queue.update(command, period, book, ctx),
                    View::Parcels => self.parcels.update(command, period, book, ctx),
                    View::Claims => self.claims.update(command, period, book, ctx),
                };
            }
        }
        self.refresh(book, ctx)?;
        Ok(Effect::None)
    }

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        self.queue.marks.clear();
        self.parcels.marks.clear();
        match made {
            Made::Parcel(id) => self.parcels.list.select(id),
            Made::Claim(id) => self.claims.list.select(id),
            Made::Order(id) => self.queue.list.select(id),
            _ => {}
        }
        Ok(())
    }

    fn done(&mut self, outcome: Result<(), &BookError>, _: &Ctx) -> Effect {
        match outcome {
            Ok(()) => {
                self.queue.marks.clear();
                self.parcels.marks.clear();
                Effect::None
            }
            Err(error) => Effect::refused(error),
        }
    }

    fn footer(&self) -> Option<Vec<Command>> {
        Some(match self.view {
            View::Queue => self.queue.footer(),
            View::Parcels => self.parcels.footer(),
            View::Claims => self.claims.footer(),
        })
    }

    fn esc_does(&self) -> Option<&'static str> {
        let marked = match self.view {
            View::Queue => !self.queue.marks.is_empty(),
            View::Parcels => !self.parcels.marks.is_empty(),
            View::Claims => false,
        };
        marked.then_some("tui-unmark")
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut rest = area;
        if area.height > 8 {
            self.draw_head(frame, area, ctx);
            rest = below(area, 1);
        }
        let filter = match self.view {
            View::Queue => &self.queue.filter,
            View::Parcels => &self.parcels.filter,
            View::Claims => &self.claims.filter,
        };
        if filter.is_shown() {
            filter.draw(frame, top(rest, 1), &ctx.theme);
            rest = below(rest, 1);
        }
        match self.view {
            View::Queue => self.queue.draw(frame, rest, ctx),
            View::Parcels => self.parcels.draw(frame, rest, ctx),
            View::Claims => self.claims.draw(frame, rest, ctx),
        }
    }
}
