//! The list of orders, filtered while typing, and the page of one order.

mod commands;
mod detail;
mod review;

use ratatui::Frame;
use ratatui::layout::Rect;
pub use review::{NAME as REVIEW, reopen};

pub use detail::Detail;

use commands::run;

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::OrderRow;
use crate::tasks::customer_texts::open_orders;
use crate::tasks::rows::order::ORDERS_ON_SCREEN;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{customer_search, holding, import};
use crate::tui::input::Input;
use crate::tui::order_group::OrderGroup;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{Part, below, empty_state, put_parts, top};

/// Rows read from the book at a time.
const PAGE: usize = 200;

/// The list of orders.
#[derive(Default)]
pub struct Orders {
    list: Listing<OrderRow>,
    next: Option<OrderId>,
    filter: Filter,
    group: OrderGroup,
    all: bool,
    /// The PO it was opened for, whichever is worked on.
    of: Option<PeriodId>,
    /// The shop has no PO yet.
    no_period: bool,
}

impl Orders {
    /// A group of orders, of one PO or of all.
    pub fn of(period: Option<PeriodId>, group: OrderGroup) -> Self {
        Self {
            group,
            all: period.is_none(),
            of: period,
            ..Self::default()
        }
    }

    /// The PO whose orders are shown; `None` for all.
    fn period(&self, ctx: &Ctx) -> Option<PeriodId> {
        self.of.or(ctx.period).filter(|_| !self.all)
    }

    fn order_filter(&self, book: &Book, ctx: &Ctx) -> Result<OrderFilter, BookError> {
        let mut wanted = self.group.filter(self.period(ctx), book, ctx.now)?;
        let text = self.filter.text();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.is_empty() {
        } else if let Ok(id) = book.order_id(&text) {
            wanted.number = Some(book.order_row(id, ctx.now)?.code);
        } else if digits > 0 && (digits < 5 || text.contains('-')) && digits <= 6 {
            wanted.number = Some(text);
        } else {
            wanted.customers = Some(customer_search::find(&text, 500, book)?);
        }
        Ok(wanted)
    }

    fn load(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.no_period = ctx.period.is_none();
        let wanted = self.order_filter(book, ctx)?;
        // At least as many rows as were loaded before, so that the selection stays.
        let rows = self.list.len().max(PAGE);
        let page = book.order_rows(&wanted, None, rows, ctx.now)?;
        self.next = page.next;
        self.list.replace(page.rows, self.next.is_some());
        Ok(())
    }

    fn more(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        while self.list.wants_more() {
            let wanted = self.order_filter(book, ctx)?;
            let page = book.order_rows(&wanted, self.next, PAGE, ctx.now)?;
            self.next = page.next;
            self.list.extend(page.rows, self.next.is_some());
        }
        Ok(())
    }
}

impl Screen for Orders {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-orders")
    }

    fn context(&self) -> Context {
        Context::Orders
    }

    fn scope(&self) -> Scope {
        match (self.all, self.of) {
            (true, _) => Scope::All,
            (false, Some(period)) => Scope::One(period),
            (false, None) => Scope::Working,
        }
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.load(book, ctx)
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        match self.filter.typed(input) {
            // A paste outside a text field is a chat.
            Filtered::No => {
                return match input {
                    Input::Paste(text) => review::open(text, book, ctx).map(Some),
                    Input::Key(_) | Input::Resize(_, _) | Input::Tick | Input::Hangup => Ok(None),
                };
            }
            Filtered::Same => {}
            Filtered::Changed => {
                self.list = Listing::default();
                self.load(book, ctx)?;
            }
        }
        Ok(Some(Effect::None))
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.move_selection(command) {
            self.more(book, ctx)?;
            if command == Command::Last {
                self.list.move_selection(command);
            }
            return Ok(Effect::None);
        }
        match command {
            Command::NewOrder => return Ok(Effect::Show(Destination::NewOrder(None))),
            Command::Export => {
                let name = ctx.word("cmd-orders");
                let wanted = self.order_filter(book, ctx)?;
                return Ok(Export::orders(name, wanted).dialog(book, ctx));
            }
            Command::Copy => {
                return Ok(match self.list.selected() {
                    // `y` copies the order summary, which customers ask for most.
                    Some(row) => {
                        Effect::Copy(open_orders(row.customer, book, &ctx.words, ctx.now)?)
                    }
                    None => Effect::None,
                });
            }
            Command::PasteChat => return Ok(Effect::info(Message::new("orders-paste-how"))),
            Command::Import => return Ok(import::form(ctx)),
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.load(book, ctx)?,
            Command::Back if self.group != OrderGroup::All && !self.all && self.of.is_none() => {
                self.group = OrderGroup::All;
                self.load(book, ctx)?;
            }
            Command::ReleaseAll => {
                return holding::release_all(self.period(ctx), book, ctx);
            }
            Command::FilterStatus => {
                self.group = self.group.next();
                self.list = Listing::default();
                self.load(book, ctx)?;
            }
            Command::AllPeriods => {
                self.all = !self.all;
                self.list = Listing::default();
                self.load(book, ctx)?;
            }
            _ => {
                return match self.list.selected() {
                    Some(row) => run(command, row, book, ctx),
                    None => Ok(Effect::Pass),
                };
            }
        }
        Ok(Effect::None)
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Orders.footer();
        commands.retain(|command| *command != Command::NextView);
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut rest = area;
        if self.filter.is_shown() {
            self.filter.draw(frame, top(rest, 1), &ctx.theme);
            rest = below(rest, 1);
        }
        if self.group != OrderGroup::All || self.all {
            let mut parts = vec![Part::new(ctx.word(self.group.key()), Role::Accent)];
            if self.all {
                parts.push(Part::text(format!(" · {}", ctx.word("orders-all-periods"))));
            }
            put_parts(frame.buffer_mut(), top(rest, 1), &parts, &ctx.theme);
            rest = below(rest, 1);
        }
        if self.list.is_empty() {
            let (text, hint) = if self.no_period {
                ("orders-no-period", "orders-no-period-hint")
            } else if self.group != OrderGroup::All || self.filter.is_shown() {
                ("tui-nothing-found", "orders-none-found-hint")
            } else {
                ("orders-empty", "orders-empty-hint")
            };
            let (text, hint) = (ctx.word(text), ctx.word(hint));
            empty_state(frame.buffer_mut(), rest, &text, &hint, &ctx.theme);
            return;
        }
        rows::draw(frame, rest, ORDERS_ON_SCREEN, &self.list, ctx);
    }
}
