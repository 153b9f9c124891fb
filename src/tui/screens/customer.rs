//! A customer's card: contact data, orders and what is owed. `y` copies a text that answers "sisaku
//! berapa, kak?" (how much do I still owe?).

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::customer::{Customer, PaymentRecord};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::telling::{SentMessage, SentOf};
use crate::tasks::rows::order::ORDERS_OF_CUSTOMER;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Scope, Screen};
use crate::tui::forms::customer::{self, shown_name};
use crate::tui::forms::customer_merge::merge;
use crate::tui::forms::customer_search::shown_phone;
use crate::tui::forms::{differences, payment_bills, payment_refund, payment_void};
use crate::tui::made::Made;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::told::{MOST_TOLD, told};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{Part, below, empty_state, put, split_columns, top};

/// Orders read from the book at a time.
const PAGE: usize = 100;

/// The card of one customer.
pub struct CustomerCard {
    id: CustomerId,
    customer: Option<Customer>,
    credit: Rupiah,
    owes: Rupiah,
    owed: Rupiah,
    orders: Listing<OrderRow>,
    next: Option<OrderId>,
    /// How they have paid so far (rules 85, 112).
    record: PaymentRecord,
    /// What was told lately.
    sent: Vec<SentMessage>,
}

impl CustomerCard {
    /// Makes the card of a customer.
    pub fn new(id: CustomerId) -> Self {
        Self {
            id,
            record: PaymentRecord::default(),
            customer: None,
            credit: Rupiah::ZERO,
            owes: Rupiah::ZERO,
            owed: Rupiah::ZERO,
            orders: Listing::default(),
            next: None,
            sent: Vec::new(),
        }
    }

    fn filter(&self) -> OrderFilter {
        OrderFilter {
            customers: Some(vec![self.id]),
            ..OrderFilter::default()
        }
    }

    fn facts(&self, ctx: &Ctx) -> Vec<Fact> {
        let Some(customer) = &self.customer else {
            return Vec::new();
        };
        let mut facts = Vec::new();
        let mut fact = |key: &str, text: String, role| {
            if !text.is_empty() {
                facts.push(Fact::new(ctx.word(key), Part::new(text, role)));
            }
        };
        let name = shown_name(&customer.name, customer.phone.as_deref(), ctx);
        fact("field-customer", name, Role::Accent);
        let phone = shown_phone(customer.phone.as_deref());
        fact("field-phone", phone, Role::Text);
        fact("field-address", customer.address.clone(), Role::Text);
        fact("field-note", customer.note.clone(), Role::Text);
        let birthday = customer.birthday.map(|day| ctx.words.date(day));
        fact(
            "form-person-birthday",
            birthday.unwrap_or_default(),
            Role::Text,
        );
        let handles: Vec<String> = customer
            .handles
            .iter()
            .map(|(channel, handle)| format!("{channel} @{handle}"))
            .collect();
        fact("field-handle", handles.join(", "), Role::Text);
        fact("field-level", customer.level.clone(), Role::Text);
        let amount = |amount: Rupiah| {
            if amount > Rupiah::ZERO {
                ctx.words.rupiah(amount)
            } else {
                String::new()
            }
        };
        fact("screen-person-owes", amount(self.owes), Role::Warn);
        fact("screen-person-owed", amount(self.owed), Role::Warn);
        fact("screen-person-credit", amount(self.credit), Role::Warn);
        if let Some(warning) = self.record.warning() {
            fact("customer-unpaid", ctx.say(&warning), Role::Warn);
        }
        if customer.pays_full {
            let full = ctx.word("customer-pays-full-yes");
            fact("customer-pays-full", full, Role::Text);
        }
        let all = [self.owes, self.owed, self.credit];
        if all.iter().all(|sum| *sum == Rupiah::ZERO) && !self.orders.is_empty() {
            facts.push(Fact::line(
                format!("● {}", ctx.word("screen-person-settled")),
                Role::Good,
            ));
        }
        facts
    }
}

impl Screen for CustomerCard {
    fn title(&self, ctx: &Ctx) -> String {
        match &self.customer {
            Some(customer) => shown_name(&customer.name, customer.phone.as_deref(), ctx),
            None => ctx.word("context-customer"),
        }
    }

    fn context(&self) -> Context {
        Context::Customer
    }

    fn scope(&self) -> Scope {
        Scope::None
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let customer = book.customer(self.id)?;
        // A merged customer shows the card it was merged into.
        self.id = customer.id;
        self.customer = Some(customer);
        self.credit = book.credit(self.id)?;
        self.record = book.payment_record(self.id)?;
        if let Some(row) = book.customer_rows(&[self.id])?.first() {
            self.owes = row.owes;
            // The credit stands beside it.
            self.owed = row.owed.minus(self.credit)?;
        }
        self.sent = book.sent_messages(SentOf::Customer(self.id), MOST_TOLD)?;
        let shown = self.orders.len().max(PAGE);
        let page = book.order_rows(&self.filter(), None, shown, ctx.now)?;
        self.next = page.next;
        self.orders.replace(page.rows, page.next.is_some());
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.orders.move_selection(command) {
            if self.orders.wants_more()
                && let Some(next) = self.next
            {
                let page = book.order_rows(&self.filter(), Some(next), PAGE, ctx.now)?;
                self.next = page.next;
                self.orders.extend(page.rows, page.next.is_some());
            }
            return Ok(Effect::None);
        }
        let order = self.orders.selected();
        match (command, order) {
            (Command::Open, Some(order)) => Ok(Effect::Show(Destination::Order(order.id))),
            (Command::NewOrder, _) => Ok(Effect::Show(Destination::NewOrder(Some(self.id)))),
            (Command::Edit, _) => customer::edit(self.id, book, ctx),
            (Command::MergeCustomers, _) => Ok(merge(self.id)),
            (Command::Copy, _) => customer::copy_open_orders(self.id, book, ctx),
            (Command::RecordPayment, _) => payment_bills::from_customer(self.id, None, book, ctx),
            (Command::Refund, Some(order)) if order.bill.paid > Rupiah::ZERO => {
                payment_refund::refund(order.id, book, ctx)
            }
            (Command::Refund, _) => payment_refund::refund_credit(self.id, book, ctx),
            (Command::RoundOrder, Some(order)) => Ok(differences::round(order.id)),
            (Command::MoveMoney, Some(order)) => differences::move_money(order.id, book, ctx),
            (Command::VoidPayment, _) => {
                Ok(payment_void::void_one_of(book.payments_by(self.id)?, ctx))
            }
            _ => Ok(Effect::Pass),
        }
    }

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        if let Made::Order(id) = made {
            self.orders.select(id);
        }
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut facts = self.facts(ctx);
        let wide = area.width >= 100;
        // Beside the orders there is room for several.
        let most = if wide { self.sent.len() } else { 1 };
        facts.extend(told(&self.sent[..most.min(self.sent.len())], ctx));
        let list = if wide {
            let (left, right) = split_columns(area, area.width * 2 / 5);
            facts::draw(frame.buffer_mut(), left, &facts, &ctx.theme);
            right
        } else {
            let room = top(area, area.height.saturating_sub(area.height / 3));
            let rest = facts::draw(frame.buffer_mut(), room, &facts, &ctx.theme);
            let used = rest.y.saturating_sub(area.y);
            below(area, used + u16::from(area.height > used + 6))
        };
        if self.orders.is_empty() {
            let hint =
                Message::new("screen-person-no-orders-hint").text("key", Command::NewOrder.key());
            return empty_state(
                frame.buffer_mut(),
                list,
                &ctx.word("screen-person-no-orders"),
                &ctx.say(&hint),
                &ctx.theme,
            );
        }
        let list = if list.height > 6 {
            let title = ctx.word("screen-person-orders");
            put(
                frame.buffer_mut(),
                list,
                &title,
                ctx.theme.style(Role::Accent),
            );
            below(list, 1)
        } else {
            list
        };
        rows::draw(frame, list, ORDERS_OF_CUSTOMER, &self.orders, ctx);
    }
}
