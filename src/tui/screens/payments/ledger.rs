//! The ledger: every movement of money, newest first (rule 27).

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::OrderFilter;
use crate::domain::id::{OrderId, PaymentId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Payment;
use crate::domain::when::Moment;
use crate::output::table::{Cell, Column as Out, Kind, Sheet};
use crate::tui::effect::Ctx;
use crate::tui::forms::export::Export;
use crate::tui::keeper::{Book, BookError};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::table::{self, Column};

impl Row for Payment {
    type Id = PaymentId;
    fn id(&self) -> PaymentId {
        self.id
    }
}

/// Draws the ledger as a list.
pub fn draw(frame: &mut Frame, area: Rect, ledger: &Listing<Payment>, ctx: &Ctx) {
    let columns = [
        Column::figures(ctx.word("field-amount"), 14),
        Column::new(ctx.word("output-customer"), 12, 20),
        Column::new(ctx.word("screen-pay-for"), 9, 12),
        Column::new(ctx.word("screen-pay-when"), 12, 16).rank(2),
        Column::new(ctx.word("form-pay-way"), 10, 18).rank(3),
        Column::new(ctx.word("screen-pay-mark"), 22, 34).rank(1),
    ];
    table::draw(
        frame.buffer_mut(),
        area,
        &columns,
        ledger,
        &ctx.theme,
        |payment| {
            let gone = payment.voided || payment.reverses.is_some() || payment.claimed;
            let role = if gone {
                Role::Muted
            } else if payment.amount < Rupiah::ZERO {
                Role::Warn
            } else {
                Role::Good
            };
            let who = match (&payment.customer_name, payment.payer.as_str()) {
                (Some(name), "") => name.clone(),
                (Some(name), payer) => format!("{name} ({payer})"),
                (None, payer) => payer.to_owned(),
            };
            let way = match &payment.account_name {
                Some(account) => account.clone(),
                None => ctx.word(payment.method.key()),
            };
            vec![
                Part::new(ctx.words.rupiah(payment.amount), role),
                Part::text(who),
                Part::new(target(payment, ctx), Role::Accent),
                Part::new(when(payment.at, ctx), Role::Muted),
                Part::text(way),
                state(payment, ctx),
            ]
        },
    );
}

/// The order money was said to be sent for.
pub fn claimed_for(
    payment: &Payment,
    book: &Book,
    ctx: &Ctx,
) -> Result<Option<OrderId>, BookError> {
    let filter = OrderFilter {
        customers: payment.customer.map(|customer| vec![customer]),
        ..OrderFilter::default()
    };
    let mut claimed = Vec::new();
    book.each_order(&filter, None, ctx.now, |row| {
        if row.claimed {
            claimed.push(row.id);
        }
        true
    })?;
    for order in claimed {
        if book
            .payments_of(order)?
            .iter()
            .any(|other| other.id == payment.id)
        {
            return Ok(Some(order));
        }
    }
    Ok(None)
}

/// The orders a payment lies on.
fn orders_of(payment: &Payment) -> String {
    payment
        .parts
        .iter()
        .map(|(_, code, _)| code.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a payment is for, with a sign where it doesn't count as it stands: narrow windows have no
/// room for the remark.
fn target(payment: &Payment, ctx: &Ctx) -> String {
    let orders = orders_of(payment);
    if payment.reverses.is_some() {
        format!("↩ {orders}")
    } else if payment.voided {
        format!("✗ {orders}")
    } else if orders.is_empty() {
        state(payment, ctx).text
    } else {
        orders
    }
}

/// A moment of this year as day and time, of another as its date.
fn when(at: Moment, ctx: &Ctx) -> String {
    let (day, today) = (at.date(ctx.zone), ctx.now.date(ctx.zone));
    if day.year() == today.year() {
        format!("{} {}", ctx.words.day_short(day), ctx.words.clock(at))
    } else {
        ctx.words.date(day)
    }
}

/// What became of a payment, in words.
fn state(payment: &Payment, ctx: &Ctx) -> Part {
    if let Some(reverses) = payment.reverses {
        let message = Message::new("screen-pay-reversal").count("payment", reverses.raw());
        return Part::new(ctx.say(&message), Role::Muted);
    }
    if payment.voided {
        let key = if payment.claimed {
            "screen-pay-claim-over"
        } else {
            "screen-pay-voided"
        };
        return Part::new(ctx.word(key), Role::Muted);
    }
    if payment.claimed {
        return Part::new(format!("? {}", ctx.word("screen-pay-claimed")), Role::Warn);
    }
    if payment.refund {
        return Part::new(ctx.word("screen-pay-is-refund"), Role::Text);
    }
    let spread = Rupiah::sum(payment.parts.iter().map(|(_, _, part)| *part)).unwrap_or_default();
    match payment.amount.minus(spread) {
        Ok(left) if left > Rupiah::ZERO => {
            let message = Message::new("screen-pay-unmatched").money("amount", left);
            Part::new(format!("! {}", ctx.say(&message)), Role::Warn)
        }
        Ok(_) | Err(_) => Part::new(payment.reference.clone(), Role::Muted),
    }
}

/// The whole ledger as a table.
pub fn export(ctx: &Ctx) -> Export {
    Export::new(ctx.word("screen-pay-ledger"), |format, book, ctx| {
        let mut rows = Vec::new();
        let mut last = None;
        loop {
            let page = book.payments(last, 1_000)?;
            let Some(oldest) = page.last() else { break };
            last = Some(oldest.id);
            rows.extend(page.iter().map(|payment| cells(payment, ctx)));
        }
        let column = |key, word, kind| Out::new(key, ctx.word(word), kind);
        let sheet = Sheet {
            name: ctx.word("screen-pay-ledger"),
            zone: ctx.zone,
            columns: vec![
                column("id", "screen-pay-number", Kind::Int),
                column("at", "screen-pay-when", Kind::Moment),
                column("amount", "field-amount", Kind::Money),
                column("method", "form-pay-way", Kind::Text),
                column("account", "field-account", Kind::Text),
                column("customer", "output-customer", Kind::Text),
                column("payer", "field-payer", Kind::Text),
                column("orders", "screen-pay-for", Kind::Text),
                column("reference", "field-reference", Kind::Text),
                column("state", "screen-pay-mark", Kind::Text),
            ],
            rows,
            total: None,
        };
        Export::sheet("payments", sheet).bytes(format, book, ctx)
    })
}

fn cells(payment: &Payment, ctx: &Ctx) -> Vec<Cell> {
    let text = |text: &str| Cell::text(Some(text).filter(|text| !text.is_empty()));
    vec![
        Cell::Int(payment.id.raw()),
        Cell::Moment(payment.at),
        Cell::Money(payment.amount),
        Cell::Term(payment.method.code(), ctx.word(payment.method.key())),
        Cell::text(payment.account_name.as_deref()),
        Cell::text(payment.customer_name.as_deref()),
        text(&payment.payer),
        text(&orders_of(payment)),
        text(&payment.reference),
        text(&state(payment, ctx).text),
    ]
}
