//! The list of orders, filtered while typing, and the page of one order.

mod commands;
mod detail;
mod detail_parts;
mod recipients;
mod review;

use ratatui::Frame;
use ratatui::layout::Rect;
pub use review::{NAME as REVIEW, reopen};

pub use detail::Detail;
pub use recipients::Recipients;

use commands::run;

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::{Late, OrderRow};
use crate::tasks::rows::order::ORDERS_ON_SCREEN;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, PeriodChoice, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::order_search::{self, Pages};
use crate::tui::forms::{customer, holding, import, move_order, payment_bills, print};
use crate::tui::input::Input;
use crate::tui::made::Made;
use crate::tui::order_group::OrderGroup;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::marks::Marks;
use crate::tui::widgets::{Part, below, empty_state, put_parts, top};

/// Rows read from the book at a time.
const PAGE: usize = 200;

/// The list of orders.
#[derive(Default)]
pub struct Orders {
    list: Listing<OrderRow>,
    pages: Pages,
    marks: Marks<OrderId>,
    filter: Filter,
    group: OrderGroup,
    choice: PeriodChoice,
    /// The shop has no PO yet.
    no_period: bool,
}

impl Orders {
    /// A group of orders, of one PO or of all.
    pub fn of(period: Option<PeriodId>, group: OrderGroup) -> Self {
        Self {
            group,
            choice: PeriodChoice::of(period),
            ..Self::default()
        }
    }

    /// The orders of the chosen PO and group.
    fn chosen(&self, book: &Book, ctx: &Ctx) -> Result<OrderFilter, BookError> {
        self.group.filter(self.choice.period(ctx), book, ctx.now)
    }

    /// Those of them that fit what is typed, as one filter.
    fn found(&self, book: &Book, ctx: &Ctx) -> Result<OrderFilter, BookError> {
        order_search::filter(self.chosen(book, ctx)?, &self.filter.text(), book, ctx.now)
    }

    /// The orders to export: the marked ones when there are any, else those that are shown.
    fn exported(&self, book: &Book, ctx: &Ctx) -> Result<OrderFilter, BookError> {
        if !self.marks.is_empty() {
            return Ok(OrderFilter::only(self.marks.ids().to_vec()));
        }
        self.found(book, ctx)
    }

    fn load(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.no_period = ctx.period.is_none();
        let typed = self.filter.text();
        self.pages = Pages::of(order_search::filters(
            self.chosen(book, ctx)?,
            &typed,
            book,
            ctx.now,
        )?);
        // At least as many rows as were loaded before, so that the selection stays.
        let rows = self.list.len().max(PAGE);
        let (rows, more) = self.pages.next(rows, book, ctx.now)?;
        self.list.replace(rows, more);
        Ok(())
    }

    /// Reads the list anew with another filter. Marks stay, so that orders can be looked for one
    /// after the other.
    fn choose_again(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.list = Listing::default();
        self.load(book, ctx)
    }

    fn more(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        while self.list.wants_more() {
            let (rows, more) = self.pages.next(PAGE, book, ctx.now)?;
            self.list.extend(rows, more);
        }
        Ok(())
    }

    /// Marks the selected row and goes to the next, or marks all rows.
    fn mark(&mut self, all: bool, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if !all {
            self.marks.toggle_selected(&mut self.list);
            return self.more(book, ctx);
        }
        let mut ids = Vec::new();
        book.each_order(&self.found(book, ctx)?, None, ctx.now, |row| {
            ids.push(row.id);
            true
        })?;
        self.marks.toggle_all(ids);
        Ok(())
    }

    /// Runs a command on the marked rows; `Effect::Pass` for one that takes a single row.
    fn run_marked(&self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let ids = self.marks.ids().to_vec();
        match command {
            Command::ReleaseOrder => holding::release_several(&ids, book, ctx),
            Command::MoveOrder => move_order::move_orders(ids, book, ctx),
            Command::RecordPayment => payment_bills::for_whole_bills(&ids, book, ctx),
            Command::TellOrders => Ok(commands::told(ids)),
            Command::Copy => customer::copy_of_marked(&ids, book, ctx),
            Command::PrintPapers => Ok(print::choose(&ids, ctx)),
            _ => Ok(Effect::Pass),
        }
    }
}

/// The commands that take the marked rows.
const FOR_MARKED: [Command; 6] = [
    Command::RecordPayment,
    Command::TellOrders,
    Command::MoveOrder,
    Command::ReleaseOrder,
    Command::PrintPapers,
    Command::Export,
];

impl Screen for Orders {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-orders")
    }

    fn context(&self) -> Context {
        Context::Orders
    }

    fn scope(&self) -> Scope {
        self.choice.scope()
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
                self.choose_again(book, ctx)?;
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
        if !self.marks.is_empty() {
            match self.run_marked(command, book, ctx)? {
                Effect::Pass => {}
                effect => return Ok(effect),
            }
        }
        match command {
            Command::Mark => self.mark(false, book, ctx)?,
            Command::MarkAll => self.mark(true, book, ctx)?,
            Command::Back if self.marks.clear() => {}
            Command::NewOrder => return Ok(Effect::Show(Destination::NewOrder(None))),
            Command::Export => {
                let name = ctx.word("cmd-orders");
                let wanted = self.exported(book, ctx)?;
                return Ok(Export::orders(name, wanted).dialog(book, ctx));
            }
            Command::Copy => {
                return match self.list.selected() {
                    // `y` copies the order summary, which customers ask for most.
                    Some(row) => customer::copy_open_orders(row.customer, book, ctx),
                    None => Ok(Effect::None),
                };
            }
            Command::PasteChat => return Ok(Effect::info(Message::new("orders-paste-how"))),
            Command::Import => return Ok(import::form(ctx)),
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.load(book, ctx)?,
            Command::Back
                if self.group != OrderGroup::All && self.choice.scope() == Scope::Working =>
            {
                self.group = OrderGroup::All;
                self.load(book, ctx)?;
            }
            Command::ReleaseAll => {
                let late = match self.group {
                    OrderGroup::LateStage => Late::Stage,
                    _ => Late::DownPayment,
                };
                return holding::release_all(late, self.choice.period(ctx), book, ctx);
            }
            Command::FilterStatus => {
                self.group = self.group.next();
                self.choose_again(book, ctx)?;
            }
            Command::AllPeriods => {
                self.choice.toggle_all();
                self.choose_again(book, ctx)?;
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

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        self.marks.clear();
        if let Made::Order(id) = made {
            self.list.select(id);
        }
        Ok(())
    }

    fn done(&mut self, outcome: Result<(), &BookError>, _: &Ctx) -> Effect {
        match outcome {
            Ok(()) => {
                self.marks.clear();
                Effect::None
            }
            Err(error) => Effect::refused(error),
        }
    }

    fn footer(&self) -> Option<Vec<Command>> {
        if !self.marks.is_empty() {
            let mut commands = vec![Command::Back, Command::Mark];
            commands.extend(FOR_MARKED);
            return Some(commands);
        }
        // There is one view only.
        let mut commands = Context::Orders.footer();
        commands.retain(|command| *command != Command::NextView);
        Some(commands)
    }

    fn esc_does(&self) -> Option<&'static str> {
        (!self.marks.is_empty()).then_some("tui-unmark")
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut rest = area;
        if self.filter.is_shown() {
            self.filter.draw(frame, top(rest, 1), &ctx.theme);
            rest = below(rest, 1);
        }
        let mut parts = Vec::new();
        if self.group != OrderGroup::All || self.choice.is_all() {
            parts.push(Part::new(ctx.word(self.group.key()), Role::Accent));
        }
        if self.choice.is_all() {
            parts.push(Part::text(ctx.word("cmd-all-periods")));
        }
        if !self.marks.is_empty() {
            let marked = Message::new("orders-marked").count("count", self.marks.ids().len());
            parts.push(Part::new(ctx.say(&marked), Role::Key));
        }
        if !parts.is_empty() {
            for part in parts.iter_mut().skip(1) {
                part.text.insert_str(0, " · ");
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
        rows::draw_marked(frame, rest, ORDERS_ON_SCREEN, &self.list, &self.marks, ctx);
    }
}
