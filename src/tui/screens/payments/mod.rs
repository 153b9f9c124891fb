//! The payments screen: unpaid bills, the refund queue and the ledger (rules 26–32).

mod accounts;
mod bills;
mod ledger;
mod refunds;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError, OpenSums, OrderSort, RefundRow};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment::Payment;
use crate::tasks::rows::account::{ACCOUNTS, AccountRow};
use crate::tasks::rows::order::BILLS_ON_SCREEN;
use crate::tasks::rows::payment::LEDGER_ON_SCREEN;
use crate::tasks::rows::refund::REFUNDS;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, PeriodChoice, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::order_search::Pages;
use crate::tui::forms::{
    account, customer, differences, payment, payment_bills, payment_refund, payment_search,
    payment_void,
};
use crate::tui::input::Input;
use crate::tui::made::Made;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::marks::Marks;
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{Part, below, columns, empty_state, put, put_parts, top};

/// Rows read from the book at a time.
const PAGE: usize = 100;
/// Typed numbers below this are order numbers, not amounts.
const LEAST_AMOUNT: Rupiah = Rupiah::new(1_000);

/// The views of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// Orders that are not settled.
    #[default]
    Bills,
    /// Refunds due.
    Refunds,
    /// Payments, newest first.
    Ledger,
    /// Accounts with what they have.
    Accounts,
}

/// The views in the order of their tabs, with their names.
const VIEWS: [(View, &str); 4] = [
    (View::Bills, "screen-pay-bills"),
    (View::Ledger, "screen-pay-ledger"),
    (View::Refunds, "screen-pay-refunds"),
    (View::Accounts, "screen-pay-accounts"),
];

/// The payments screen.
#[derive(Default)]
pub struct Payments {
    view: View,
    choice: PeriodChoice,
    /// Only the active PO's bills are shown.
    active_only: bool,
    /// Only what the line of Beranda counts: bills with money to come, refunds of orders.
    counted: bool,
    filter: Filter,
    bills: Listing<OrderRow>,
    pages: Pages,
    marks: Marks<OrderId>,
    sort: OrderSort,
    sums: OpenSums,
    /// The PO whose bills are shown, in words.
    scope: String,
    refunds: Listing<RefundRow>,
    ledger: Listing<Payment>,
    accounts: Listing<AccountRow>,
    has_accounts: bool,
}

impl Payments {
    /// The unpaid bills of all POs.
    pub fn bills() -> Self {
        Self {
            choice: PeriodChoice::of(None),
            counted: true,
            ..Self::default()
        }
    }

    /// The accounts with what they have.
    pub fn accounts() -> Self {
        Self {
            view: View::Accounts,
            ..Self::default()
        }
    }

    /// The orders of all POs with money to refund.
    pub fn refunds() -> Self {
        Self {
            view: View::Refunds,
            choice: PeriodChoice::of(None),
            counted: true,
            ..Self::default()
        }
    }

    /// The views there are: a shop without accounts sees nothing of them.
    fn views(&self) -> Vec<(View, &'static str)> {
        let shown = |(view, _): &(View, &str)| *view != View::Accounts || self.has_accounts;
        VIEWS.into_iter().filter(shown).collect()
    }

    /// The view `by` tabs to the right.
    fn view_after(&self, by: usize) -> View {
        let views = self.views();
        let at = views.iter().position(|(view, _)| *view == self.view);
        let to = (at.unwrap_or_default() + by) % views.len().max(1);
        views.get(to).map_or(View::Bills, |(view, _)| *view)
    }

    fn more(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if self.view == View::Ledger && self.ledger.wants_more() {
            let last = self.ledger.rows().last().map(|payment| payment.id);
            let rows = book.ledger(last, PAGE)?;
            let more = rows.len() == PAGE;
            self.ledger.extend(rows, more);
        }
        if self.view == View::Bills && self.bills.wants_more() {
            let (rows, more) = self.pages.next(PAGE, book, ctx.now)?;
            self.bills.extend(rows, more);
        }
        Ok(())
    }

    /// The order of the selected row.
    fn order(&self, book: &Book, ctx: &Ctx) -> Result<Option<OrderId>, BookError> {
        match self.view {
            View::Bills => Ok(self.bills.selected_id()),
            View::Refunds => Ok(self.refunds.selected().and_then(refunds::order_of)),
            View::Ledger => match self.ledger.selected() {
                Some(payment) if payment.claimed => ledger::claimed_for(payment, book, ctx),
                Some(payment) => Ok(payment.parts.first().map(|(order, _, _)| *order)),
                None => Ok(None),
            },
            View::Accounts => Ok(None),
        }
    }

    /// The customer of the selected row.
    fn customer(&self) -> Option<CustomerId> {
        match self.view {
            View::Bills => self.bills.selected().map(|row| row.customer),
            View::Refunds => self.refunds.selected().map(|row| row.customer),
            View::Ledger => self.ledger.selected().and_then(|payment| payment.customer),
            View::Accounts => None,
        }
    }

    /// The amount the payer of the selected order announced (rule 29).
    fn expected(&self) -> Option<Rupiah> {
        self.ledger
            .selected()
            .filter(|payment| self.view == View::Ledger && payment.claimed)
            .map(|payment| payment.amount)
    }

    /// The selected account.
    fn account(&self) -> Option<&AccountRow> {
        let selected = self.accounts.selected();
        selected.filter(|_| self.view == View::Accounts)
    }

    /// Does something with the selected account: Enter moves its money.
    fn of_account(&self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let Some((row, balance)) = self.account() else {
            return Ok(Effect::None);
        };
        match command {
            Command::CountAccount => Ok(account::count(row, *balance, ctx)),
            Command::SetOpening => Ok(account::opening(row, ctx)),
            _ => account::transfer(row.id, book, ctx),
        }
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let views = self.views().into_iter();
        let mut tabs: Vec<Part> = views
            .map(|(view, key)| tab(&ctx.word(key), view == self.view))
            .collect();
        if matches!(self.view, View::Bills | View::Refunds) {
            tabs.push(Part::new(format!("  {}", self.scope), Role::Muted));
        }
        if self.view == View::Bills {
            if let Some(sorted) = self.sorted() {
                tabs.push(Part::text(format!(" · {}", ctx.word(sorted))));
            }
            if !self.marks.is_empty() {
                let marked = Message::new("orders-marked").count("count", self.marks.ids().len());
                tabs.push(Part::new(format!(" · {}", ctx.say(&marked)), Role::Key));
            }
        }
        put_parts(frame.buffer_mut(), top(area, 1), &tabs, &ctx.theme);
        // The sums of the rows below, no more and no less.
        let owed = ["screen-pay-owed", "screen-pay-owed-short"];
        let owed = (owed, self.sums.owed, self.sums.owing);
        let refund = ["screen-pay-refund", "screen-pay-refund-short"];
        let refund = (refund, self.sums.refund, self.sums.refunding);
        let sums = match self.view {
            View::Bills if self.counted => vec![owed],
            View::Bills => vec![owed, refund],
            View::Refunds => vec![refund],
            View::Ledger => return,
            View::Accounts => {
                let sums = accounts::sums(self.accounts.rows(), ctx);
                let line = top(below(area, 1), 1);
                put_parts(frame.buffer_mut(), line, &sums, &ctx.theme);
                return;
            }
        };
        let said = |short: bool| {
            let sums = sums.iter().filter(|(_, _, orders)| *orders > 0);
            let said = sums.map(|(keys, amount, orders)| {
                let message = Message::new(keys[usize::from(short)])
                    .money("amount", *amount)
                    .count("orders", *orders);
                Part::new(format!("{}  ", ctx.say(&message)), Role::Accent)
            });
            said.collect::<Vec<Part>>()
        };
        let mut parts = said(false);
        let wide: usize = parts.iter().map(|part| columns(&part.text)).sum();
        if wide > usize::from(area.width) {
            // A sum is never cut; how many orders it is of can be counted below.
            parts = said(true);
        }
        let credit = self.refunds.rows().iter().filter(|row| row.order.is_none());
        let credit = credit.map(|row| row.amount.raw()).sum();
        if self.view == View::Refunds && credit > 0 {
            let credit = ctx.words.rupiah(Rupiah::new(credit));
            let text = format!("{} {credit}", ctx.word("refund-credit"));
            parts.push(Part::new(text, Role::Accent));
        }
        put_parts(
            frame.buffer_mut(),
            top(below(area, 1), 1),
            &parts,
            &ctx.theme,
        );
        if self.view == View::Bills {
            self.filter.draw(frame, top(below(area, 2), 1), &ctx.theme);
        }
    }
}

impl Screen for Payments {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-payments")
    }

    fn context(&self) -> Context {
        Context::Payments
    }

    fn scope(&self) -> Scope {
        match self.view {
            View::Bills | View::Refunds => self.choice.scope(),
            View::Ledger | View::Accounts => Scope::All,
        }
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let period = self.choice.period(ctx);
        self.active_only = period.is_some();
        self.scope = match period {
            Some(period) => book.period_by_id(period)?.code.to_string(),
            None => ctx.word("cmd-all-periods"),
        };
        self.has_accounts = !book.accounts()?.is_empty();
        self.sums = book.open_sums(period)?;
        self.read_bills(book, ctx)?;
        if self.view == View::Refunds {
            let mut refunds = book.refunds(period)?;
            refunds.retain(|refund| !self.counted || refund.order.is_some());
            self.refunds.replace(refunds, false);
        }
        if self.view == View::Accounts {
            let mut rows = book.balances(ctx.now)?;
            rows.retain(|(row, balance)| !row.archived || balance.held != Rupiah::ZERO);
            self.accounts.replace(rows, false);
        }
        if self.view == View::Ledger {
            let shown = self.ledger.len().max(PAGE);
            let rows = book.ledger(None, shown)?;
            let more = rows.len() == shown;
            self.ledger.replace(rows, more);
        }
        Ok(())
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        match self.filter.typed(input) {
            Filtered::No => return Ok(None),
            Filtered::Same => {}
            Filtered::Changed => {
                self.bills = Listing::default();
                self.read_bills(book, ctx)?;
            }
        }
        Ok(Some(Effect::None))
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let moved = match self.view {
            View::Bills => self.bills.move_selection(command),
            View::Refunds => self.refunds.move_selection(command),
            View::Ledger => self.ledger.move_selection(command),
            View::Accounts => self.accounts.move_selection(command),
        };
        if moved {
            self.more(book, ctx)?;
            return Ok(Effect::None);
        }
        let order = self.order(book, ctx)?;
        match (command, order, self.customer()) {
            (Command::NextView, _, _) => {
                self.view = self.view_after(1);
                self.refresh(book, ctx)?;
            }
            (Command::PreviousView, _, _) => {
                self.view = self.view_after(self.views().len() - 1);
                self.refresh(book, ctx)?;
            }
            (Command::AllPeriods, _, _) => {
                self.choice.toggle_all();
                self.bills = Listing::default();
                self.refresh(book, ctx)?;
            }
            (Command::Filter, _, _) => {
                self.view = View::Bills;
                self.filter.open();
            }
            (Command::Mark | Command::MarkAll, _, _) => {
                if self.view == View::Bills {
                    self.mark(command == Command::MarkAll, book, ctx)?;
                }
            }
            (Command::SortBills, _, _) => {
                self.view = View::Bills;
                self.sort_next();
                self.refresh(book, ctx)?;
            }
            (Command::Back, _, _) if self.marks.clear() => {}
            (Command::Back, _, _) if self.filter.clear() => self.read_bills(book, ctx)?,
            (Command::AddExpense, _, _) => {
                let from = self.account().map(|(row, _)| row.id);
                return account::expense(from, book, ctx);
            }
            (
                Command::MoveBetween | Command::CountAccount | Command::SetOpening | Command::Open,
                _,
                _,
            ) if self.view == View::Accounts => return self.of_account(command, book, ctx),
            (Command::MoveBetween | Command::CountAccount | Command::SetOpening, _, _) => {
                self.view = View::Accounts;
                self.refresh(book, ctx)?;
            }
            (Command::NewPayment, _, _) => return Ok(payment_search::find()),
            (Command::RecordPayment, Some(order), _) if self.view == View::Bills => {
                return self.pay(order, book, ctx);
            }
            (Command::RecordPayment, Some(order), _) => {
                return payment::for_order(order, self.expected(), book, ctx);
            }
            (Command::RecordPayment, None, Some(customer)) => {
                return payment_bills::from_customer(customer, None, book, ctx);
            }
            (Command::RecordPayment, None, None) => return Ok(payment_search::find()),
            (Command::Refund, Some(order), _) => return payment_refund::refund(order, book, ctx),
            (Command::Refund, None, Some(customer)) => {
                return payment_refund::refund_credit(customer, book, ctx);
            }
            (Command::RoundOrder, Some(order), _) => return Ok(differences::round(order)),
            (Command::MoveMoney, Some(order), _) => {
                return differences::move_money(order, book, ctx);
            }
            (Command::VoidPayment, order, _) => {
                return Ok(match (self.view, self.ledger.selected(), order) {
                    (View::Ledger, Some(payment), _) => payment_void::void(payment),
                    (View::Bills | View::Refunds, _, Some(order)) => {
                        payment_void::void_one_of(book.payments_of(order)?, ctx)
                    }
                    _ => Effect::None,
                });
            }
            (Command::Open, Some(order), _) => return Ok(Effect::Show(Destination::Order(order))),
            (Command::Open | Command::OpenCustomer, _, Some(customer)) => {
                return Ok(Effect::Show(Destination::Customer(customer)));
            }
            (Command::Copy, _, _) if self.view == View::Bills && !self.marks.is_empty() => {
                return customer::copy_of_marked(self.marks.ids(), book, ctx);
            }
            (Command::Copy, _, Some(id)) => return customer::copy_open_orders(id, book, ctx),
            (Command::Export, _, _) => {
                let export = match self.view {
                    View::Bills => {
                        let name = format!("{} {}", ctx.word("screen-pay-bills"), self.scope);
                        Export::orders(name, self.exported(book, ctx)?)
                    }
                    View::Refunds => refunds::export(self.refunds.rows(), &self.scope, ctx),
                    View::Ledger => ledger::export(ctx),
                    View::Accounts => accounts::export(self.accounts.rows(), ctx),
                };
                return Ok(export.dialog(book, ctx));
            }
            _ => return Ok(Effect::Pass),
        }
        Ok(Effect::None)
    }

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        self.marks.clear();
        if let Made::Payment(id) = made {
            self.ledger.select(id);
        }
        Ok(())
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let marked = [
            Command::Back,
            Command::Mark,
            Command::RecordPayment,
            Command::Export,
        ];
        if self.view == View::Accounts {
            let commands = [
                Command::MoveBetween,
                Command::CountAccount,
                Command::SetOpening,
                Command::AddExpense,
                Command::NextView,
                Command::Undo,
                Command::Help,
            ];
            return Some(commands.into());
        }
        (!self.marks.is_empty()).then(|| marked.into())
    }

    fn esc_does(&self) -> Option<&'static str> {
        (!self.marks.is_empty()).then_some("tui-unmark")
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = if area.height > 8 {
            match self.view {
                View::Bills => 2 + u16::from(self.filter.is_shown()),
                View::Refunds | View::Accounts => 2,
                View::Ledger => 1,
            }
        } else {
            0
        };
        if head > 0 {
            self.draw_head(frame, top(area, head), ctx);
        } else if self.filter.is_shown() && self.view == View::Bills {
            self.filter.draw(frame, top(area, 1), &ctx.theme);
        }
        let list = below(area, head + u16::from(head > 0 && area.height > 14));
        match self.view {
            View::Bills if !self.bills.is_empty() => {
                rows::draw_marked(frame, list, BILLS_ON_SCREEN, &self.bills, &self.marks, ctx);
            }
            View::Refunds if !self.refunds.is_empty() => {
                rows::draw(frame, list, REFUNDS.columns, &self.refunds, ctx);
            }
            View::Ledger if !self.ledger.is_empty() => {
                rows::draw(frame, list, LEDGER_ON_SCREEN, &self.ledger, ctx);
            }
            View::Accounts if !self.accounts.is_empty() => {
                rows::draw(frame, list, ACCOUNTS.columns, &self.accounts, ctx);
            }
            view => {
                let (text, hint, key) = match view {
                    View::Ledger => (
                        "screen-pay-no-payments",
                        "screen-pay-no-payments-hint",
                        Command::NewPayment.key(),
                    ),
                    View::Accounts => ("account-none", "account-none-hint", Command::Catalog.key()),
                    View::Refunds if self.active_only => (
                        "screen-pay-no-refunds-here",
                        "screen-pay-none-here-hint",
                        Command::AllPeriods.key(),
                    ),
                    View::Refunds => (
                        "screen-pay-no-refunds",
                        "screen-pay-none-hint",
                        Command::PreviousView.key(),
                    ),
                    View::Bills if self.filter.is_shown() => (
                        "tui-nothing-found",
                        "screen-filter-hint",
                        Command::Back.key(),
                    ),
                    View::Bills if !self.active_only => (
                        "screen-pay-none",
                        "screen-pay-none-hint",
                        Command::NextView.key(),
                    ),
                    View::Bills => (
                        "screen-pay-none-here",
                        "screen-pay-none-here-hint",
                        Command::AllPeriods.key(),
                    ),
                };
                let hint = ctx.say(&Message::new(hint).text("key", key));
                empty_state(frame.buffer_mut(), list, &ctx.word(text), &hint, &ctx.theme);
            }
        }
        if self.view == View::Bills
            && self.filter.is_shown()
            && head > 0
            && let Some(amount) = self.amount()
        {
            let note = ctx.say(&Message::new("screen-pay-amount").money("amount", amount));
            let line = top(below(area, 2), 1);
            let half = Rect {
                x: line.x + line.width / 2,
                width: line.width - line.width / 2,
                ..line
            };
            put(
                frame.buffer_mut(),
                half,
                &note,
                ctx.theme.style(Role::Muted),
            );
        }
    }
}
