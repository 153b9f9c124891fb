//! The customers: their list, the messages that are due, and the words of messages (rules 50, 52, 102).

mod due;
mod list;
mod templates;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::input::Input;
use crate::tui::made::Made;
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{after, below, put_parts, top};

/// The views of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// The list of customers.
    #[default]
    List,
    /// The messages that are due.
    Due,
    /// The words of messages.
    Templates,
}

/// The views in the order of their tabs, with their names.
const VIEWS: [(View, &str); 3] = [
    (View::List, "cmd-customers"),
    (View::Due, "screen-messages-due"),
    (View::Templates, "screen-messages-words"),
];

/// The customers screen.
#[derive(Default)]
pub struct Customers {
    view: View,
    list: list::Customers,
    due: due::Due,
    templates: templates::Templates,
}

impl Customers {
    /// The messages that are due.
    pub fn messages() -> Self {
        Self {
            view: View::Due,
            ..Self::default()
        }
    }

    fn view_after(&self, by: usize) -> View {
        let at = VIEWS.iter().position(|(view, _)| *view == self.view);
        VIEWS[(at.unwrap_or_default() + by) % VIEWS.len()].0
    }
}

impl Screen for Customers {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-customers")
    }

    fn context(&self) -> Context {
        match self.view {
            View::List => Context::Customers,
            View::Due => Context::Messages,
            View::Templates => Context::Templates,
        }
    }

    fn scope(&self) -> Scope {
        Scope::None
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        match self.view {
            View::List => self.list.refresh(book),
            View::Due => self.due.refresh(book, ctx),
            View::Templates => self.templates.refresh(book, ctx),
        }
    }

    fn typed(&mut self, input: &Input, book: &Book, _: &Ctx) -> Result<Option<Effect>, BookError> {
        match self.view {
            View::List => self.list.typed(input, book),
            View::Due | View::Templates => Ok(None),
        }
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        match command {
            Command::NextView => self.view = self.view_after(1),
            Command::PreviousView => self.view = self.view_after(VIEWS.len() - 1),
            Command::TellCustomers => self.view = View::Due,
            _ => {
                return match self.view {
                    View::List => self.list.update(command, book, ctx),
                    View::Due => self.due.update(command, book, ctx),
                    View::Templates => self.templates.update(command, book, ctx),
                };
            }
        }
        self.refresh(book, ctx)?;
        Ok(Effect::None)
    }

    fn select(&mut self, made: &Made, book: &Book) -> Result<(), BookError> {
        self.list.select(made, book)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let tabs = VIEWS.map(|(view, key)| tab(&ctx.word(key), view == self.view));
        let head = u16::from(area.height > 4);
        let line = top(area, head);
        let used = put_parts(frame.buffer_mut(), line, &tabs, &ctx.theme);
        let beside = after(line, used + 2);
        match self.view {
            View::List => self.list.draw(frame, beside, below(area, head), ctx),
            View::Due => self.due.draw(frame, below(area, head + 1), ctx),
            View::Templates => self.templates.draw(frame, below(area, head + 1), ctx),
        }
    }
}
