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
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::{OrderRow, OrderStatus};
use crate::domain::payment::PaymentStatus;
use crate::tasks::customer_texts::open_orders;
use crate::tasks::rows::order::ORDERS_ON_SCREEN;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{customer_search, holding, import};
use crate::tui::input::Input;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{Part, below, empty_state, put_parts, top};

/// Rows read from the book at a time.
const PAGE: usize = 200;

/// The status filters that `s` goes through.
const STATUS_FILTERS: [&str; 10] = [
    "orders-any",
    "orders-unpaid",
    "orders-down-payment",
    "orders-settled",
    "orders-differs",
    "orders-refund",
    "orders-past-deadline",
    "orders-waitlist",
    "orders-unconfirmed",
    "orders-cancelled",
];

/// The list of orders.
#[derive(Default)]
pub struct Orders {
    list: Listing<OrderRow>,
    next: Option<OrderId>,
    filter: Filter,
    /// Index in [`STATUS_FILTERS`].
    choice: usize,
    all: bool,
    /// The shop has no PO yet.
    no_period: bool,
}

impl Orders {
    /// The orders of all POs past the deadline of their down payment.
    pub fn past_deadline() -> Self {
        Self {
            choice: 6,
            all: true,
            ..Self::default()
        }
    }

    /// The waiting lists of all POs.
    pub fn waitlist() -> Self {
        Self {
            choice: 7,
            all: true,
            ..Self::default()
        }
    }

    fn order_filter(&self, book: &Book, ctx: &Ctx) -> Result<OrderFilter, BookError> {
        use PaymentStatus as S;
        let mut wanted = OrderFilter {
            period: if self.all { None } else { ctx.period },
            ..OrderFilter::default()
        };
        match self.choice {
            1 => wanted.payment = vec![S::Unpaid, S::Partial],
            2 => wanted.payment = vec![S::DownPayment],
            3 => wanted.payment = vec![S::Settled],
            4 => wanted.payment = vec![S::Underpaid, S::Overpaid],
            5 => wanted.payment = vec![S::RefundDue],
            6 => wanted.past_deadline = true,
            7 => wanted.status = Some(OrderStatus::Waitlist),
            8 => wanted.status = Some(OrderStatus::Unconfirmed),
            9 => wanted.status = Some(OrderStatus::Cancelled),
            _ => {}
        }
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
            Command::Back if self.choice != 0 && !self.all => {
                self.choice = 0;
                self.load(book, ctx)?;
            }
            Command::ReleaseAll => {
                let period = if self.all { None } else { ctx.period };
                return holding::release_all(period, book, ctx);
            }
            Command::FilterStatus => {
                self.choice = (self.choice + 1) % STATUS_FILTERS.len();
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
        if self.choice != 0 || self.all {
            let choice = STATUS_FILTERS
                .get(self.choice)
                .copied()
                .unwrap_or("orders-any");
            let mut parts = vec![Part::new(ctx.word(choice), Role::Accent)];
            if self.all {
                parts.push(Part::text(format!(" · {}", ctx.word("orders-all-periods"))));
            }
            put_parts(frame.buffer_mut(), top(rest, 1), &parts, &ctx.theme);
            rest = below(rest, 1);
        }
        if self.list.is_empty() {
            let (text, hint) = if self.no_period {
                ("orders-no-period", "orders-no-period-hint")
            } else if self.choice != 0 || self.filter.is_shown() {
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
