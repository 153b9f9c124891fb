//! The reports: what a PO came to, a month or a year, the products, the customers and the debts (rules 103,
//! 104, 108, 112).

mod cash;
mod customers;
mod debts;
mod po;
mod products;
mod span;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

use view::View;

use crate::book::{Book, BookError};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{Part, below, put_parts, top};

/// The reports screen.
pub struct Reports {
    views: [Box<dyn View>; 6],
    shown: usize,
}

impl Default for Reports {
    fn default() -> Self {
        Self {
            views: [
                Box::new(po::Po::default()),
                Box::new(span::Span::default()),
                Box::new(products::Products::default()),
                Box::new(customers::Customers::default()),
                Box::new(debts::Debts::default()),
                Box::new(cash::Cash::default()),
            ],
            shown: 0,
        }
    }
}

impl Reports {
    fn view(&self) -> &dyn View {
        &*self.views[self.shown]
    }
}

impl Screen for Reports {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-reports")
    }

    fn context(&self) -> Context {
        Context::Reports
    }

    fn scope(&self) -> Scope {
        match self.shown {
            0 => Scope::Working,
            _ => Scope::All,
        }
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.views[self.shown].refresh(book, ctx)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let count = self.views.len();
        match command {
            Command::NextView => self.shown = (self.shown + 1) % count,
            Command::PreviousView => self.shown = (self.shown + count - 1) % count,
            _ => return self.views[self.shown].update(command, book, ctx),
        }
        self.refresh(book, ctx)?;
        Ok(Effect::None)
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let own = self.view().commands();
        let mut commands = Context::Reports.footer();
        commands.retain(|command| {
            let elsewhere = [
                Command::Filter,
                Command::CountCost,
                Command::FilterReport,
                Command::CloseMonth,
            ];
            own.contains(command) || !elsewhere.contains(command)
        });
        for command in own.iter().rev() {
            if !commands.contains(command) {
                commands.insert(1, *command);
            }
        }
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let tabs = self.views.iter().enumerate();
        let mut tabs: Vec<Part> = tabs
            .map(|(at, view)| tab(&ctx.word(view.name()), at == self.shown))
            .collect();
        tabs.push(Part::text(format!("  {}", self.view().about(ctx))));
        tabs.push(Part::new(
            format!(" {}", self.view().hint(ctx)),
            Role::Muted,
        ));
        put_parts(frame.buffer_mut(), top(area, 1), &tabs, &ctx.theme);
        self.view().draw(frame, below(area, 2), ctx);
    }
}
