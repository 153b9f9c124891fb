//! Orders in lists: those of commands, and the screens of orders, bills and one customer.

use super::agreed::kasbon;
use super::column::{Column, Shown, Tone, View};
use super::customer::{customer_json, shown_name};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Fulfilment, OrderRow, OrderStatus};
use crate::domain::payment::{Bill, PaymentStatus};
use crate::lang::Words;
use crate::output::table::{Cell, Kind};

type Col = Column<OrderRow>;

const CODE: Col = Col::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()));

const PERIOD: Col = Col::new("period", Kind::Text, |row, _| {
    Cell::Text(row.period_code.clone())
});

const CUSTOMER: Col = Col::new("customer", Kind::Text, |row, _| {
    Cell::Text(row.customer_name.clone())
});

const PLACED_AT: Col = Col::new("placed_at", Kind::Moment, |row, _| {
    Cell::Moment(row.placed_at)
});

const TOTAL: Col = Col::new("total", Kind::Money, |row, _| Cell::Money(row.bill.total));

const PAID: Col = Col::new("paid", Kind::Money, |row, _| Cell::Money(row.bill.paid));

const BALANCE: Col = Col::new("balance", Kind::Money, |row, _| balance(&row.bill));

const PAYMENT: Col = Col::new("payment_status", Kind::Text, |row, view| {
    let status = row.bill.status();
    view.term(status.code(), row.bill.status_key())
});

const STATUS: Col = Col::new("status", Kind::Text, |row, view| {
    view.term(row.status.code(), row.status.key())
});

const FULFILMENT: Col = Col::new("fulfilment_status", Kind::Text, |row, view| {
    view.term(row.fulfilment.code(), row.fulfilment.key())
});

const LATE: Col = Col::new("late", Kind::Text, |row, view| view.flag(row.late));

const DOWN_PAYMENT: Col = Col::new("down_payment", Kind::Money, |row, _| {
    Cell::Money(row.bill.down_payment_asked())
});

/// How many units an order has, in lists.
pub const UNITS: Col = Col::new("units", Kind::Int, |row, _| Cell::Int(row.units));

/// What there is to make and to hand over, as everywhere on screen: the contents of packages, not the
/// packages.
const PIECES: Col = Col::new("pieces", Kind::Int, |row, _| {
    Cell::Int(row.units_are.pieces)
});

/// The columns that every JSON of an order begins with.
pub const FACTS: &[Col] = &[
    CODE.json().text("cli-col-code"),
    PERIOD.json(),
    Col::new("customer", Kind::Text, |row, _| {
        customer_json(&row.customer_name, row.customer_phone.as_deref())
    })
    .json(),
    CUSTOMER.text("cli-col-customer"),
    STATUS.json(),
    Col::new("waitlist_place", Kind::Int, |row, _| {
        Cell::int(row.waitlist_place)
    })
    .json(),
    Col::new("released", Kind::Text, |row, view| view.flag(row.released)).json(),
    LATE.json(),
    PLACED_AT.json().text("cli-col-placed"),
];

/// What an order costs, and its payment and fulfilment status.
pub const SUMS: &[Col] = &[
    TOTAL.json().text("cli-col-total"),
    DOWN_PAYMENT.json(),
    PAID.json(),
    BALANCE.json().text("cli-col-owes"),
    PAYMENT.json().text("cli-col-payment"),
    FULFILMENT.json(),
    Col::new("state", Kind::Text, |row, view| {
        Cell::Text(state(row, view))
    })
    .text("cli-col-status"),
];

/// The text table of orders.
pub fn table_columns() -> Vec<Col> {
    [FACTS, &[UNITS.text("cli-col-units")], SUMS].concat()
}

/// The order's number in exports.
pub const EXPORTED_CODE: Col =
    Col::new("order", Kind::Text, |row, _| Cell::Text(row.code.clone())).file("output-order");

/// The customer in exports: the name, without one the phone.
pub const EXPORTED_CUSTOMER: Col = Col::new("customer", Kind::Text, |row, _| {
    Cell::Text(row.customer_shown())
})
.file("output-customer");

/// The order's status in exports.
pub const EXPORTED_STATUS: Col = STATUS.file("output-status");

/// The columns of the export that come before those of a line.
pub const EXPORTED_FACTS: &[Col] = &[
    EXPORTED_CODE,
    PERIOD.file("output-period"),
    PLACED_AT.file("output-placed-at"),
    EXPORTED_CUSTOMER,
    Col::new("phone", Kind::Phone, |row, _| {
        Cell::text(row.customer_phone.as_deref())
    })
    .file("output-phone"),
    EXPORTED_STATUS,
    LATE.file("output-late"),
    PAYMENT.file("output-payment-status"),
    FULFILMENT.file("output-fulfilment-status"),
];

/// The first columns of the export after those of a line. The sums are the order's and repeat on
/// each of its rows, so only a line's `amount` may be summed.
pub const EXPORTED_SUMS: &[Col] = &[
    TOTAL.file("output-order-total"),
    DOWN_PAYMENT.file("output-down-payment"),
    PAID.file("output-paid"),
    BALANCE.file("output-balance"),
    Col::new("channel", Kind::Text, |row, view| {
        view.term(row.channel.code(), row.channel.key())
    })
    .file("output-channel"),
];

/// The list of orders on screen.
pub const ORDERS_ON_SCREEN: &[Col] = &[
    CODE.screen("orders-code", 6, 14).fitted(|row| &row.code),
    CUSTOMER
        .screen("orders-customer", 12, 28)
        .look(|row, _| Shown::new(row.customer_shown(), Tone::Strong)),
    PIECES.screen("orders-units", 3, 5).rank(2),
    TOTAL.screen("form-order-total", 9, 13).rank(1),
    PAYMENT
        .screen("orders-payment", 13, 30)
        .look(payment_with_rest),
    // As wide as `waiting list 12`.
    Col::new("mark", Kind::Text, |_, _| Cell::Empty)
        .screen("orders-mark", 15, 16)
        .rank(4)
        .short(3)
        .look(mark),
    FULFILMENT
        .screen("orders-goods", 11, 18)
        .rank(3)
        .look(goods),
    PLACED_AT
        .screen("orders-placed", 7, 8)
        .rank(6)
        .look(|row, view| {
            let day = row.placed_at.date(view.zone());
            Shown::new(view.words.day_short(day), Tone::Muted)
        }),
];

/// Orders with something to pay or to refund, on screen.
pub const BILLS_ON_SCREEN: &[Col] = &[
    CODE.screen("output-order", 9, 14).tone(Tone::Strong),
    CUSTOMER
        .screen("output-customer", 12, 30)
        .look(|row, view| {
            let phone = row.customer_phone.as_deref();
            Shown::plain(shown_name(&row.customer_name, phone, view))
        }),
    BALANCE.screen("output-balance", 12, 13).look(|row, view| {
        let balance = row.bill.balance().unwrap_or_default();
        let tone = if balance < Rupiah::ZERO {
            Tone::Bad
        } else {
            Tone::Plain
        };
        Shown::new(view.words.rupiah(balance), tone)
    }),
    PAYMENT
        .screen("output-payment-status", 13, 44)
        .look(payment_with_mark),
    TOTAL
        .screen("output-total", 13, 13)
        .rank(1)
        .tone(Tone::Muted),
    PAID.screen("output-paid", 13, 13).rank(2).tone(Tone::Muted),
];

/// The orders of one customer, on screen.
pub const ORDERS_OF_CUSTOMER: &[Col] = &[
    CODE.screen("output-order", 9, 14).tone(Tone::Strong),
    PLACED_AT
        .screen("output-placed-at", 16, 16)
        .rank(2)
        .look(|row, view| {
            let day = row.placed_at.date(view.zone());
            Shown::new(view.words.date(day), Tone::Muted)
        }),
    TOTAL.screen("output-total", 13, 13).rank(1),
    PAYMENT
        .screen("output-payment-status", 14, 30)
        .look(payment_with_rest),
    STATUS
        .screen("output-status", 5, 12)
        .rank(3)
        .tone(Tone::Muted),
];

fn balance(bill: &Bill) -> Cell {
    bill.balance().map_or(Cell::Empty, Cell::Money)
}

/// Returns what became of an order and its goods; empty for an active order.
pub fn state(row: &OrderRow, view: &View<'_>) -> String {
    let mut parts = Vec::new();
    if row.status != OrderStatus::Active {
        let status = view.word(row.status.key());
        parts.push(match row.waitlist_place {
            Some(place) => format!("{status} #{place}"),
            None => status,
        });
    }
    if row.late {
        parts.push(view.word("cli-late"));
    }
    if let Some(free) = row.terms.free_message() {
        parts.push(view.say(&free));
    }
    if let Some(kasbon) = kasbon(row, view.now) {
        parts.push(view.say(&kasbon));
    }
    if row.fulfilment != Fulfilment::None {
        parts.push(view.word(row.fulfilment.key()));
    }
    parts.join(", ")
}

fn payment(row: &OrderRow, view: &View<'_>) -> Shown {
    payment_status(&row.bill, view.words)
}

/// The payment status in a list without a column for what is still due: every row that lacks money says how
/// much, one with its down payment too.
fn payment_with_rest(row: &OrderRow, view: &View<'_>) -> Shown {
    let status = payment(row, view);
    match row.bill.status() {
        PaymentStatus::DownPayment => {
            let rest = view.say(&row.bill.balance_message());
            Shown::new(format!("{} · {rest}", status.text), status.tone).short(status.text)
        }
        _ => status,
    }
}

/// Returns the payment status: `◐ sudah DP`, `◔ DP kurang Rp20.000`, `! refund Rp5.000`. A
/// sign or word always goes with the colour. Where there is no room for it the sum is left out.
pub fn payment_status(bill: &Bill, words: &Words) -> Shown {
    use PaymentStatus as S;
    let status = bill.status();
    let (symbol, tone) = match status {
        S::Unpaid => ("○", Tone::Warn),
        S::Partial => ("◔", Tone::Warn),
        S::DownPayment => ("◐", Tone::Plain),
        S::Settled => ("●", Tone::Good),
        S::AwaitingBill => ("◕", Tone::Plain),
        S::Underpaid | S::Overpaid | S::RefundDue => ("!", Tone::Warn),
        S::Refunded | S::NothingDue => ("-", Tone::Muted),
    };
    let missing = match status {
        S::Partial => bill.down_payment_asked().minus(bill.paid).ok(),
        S::Underpaid | S::Overpaid | S::RefundDue => bill
            .balance()
            .ok()
            .map(|balance| balance.max(balance.negated())),
        S::Unpaid | S::DownPayment | S::Settled | S::AwaitingBill | S::Refunded | S::NothingDue => {
            None
        }
    };
    let word = words.word(bill.status_key());
    let text = format!("{symbol} {word}");
    match missing {
        // Of a cancelled order that nobody paid there is nothing to say.
        None if status == S::NothingDue => Shown::new(text, tone).short(symbol),
        Some(missing) => Shown::new(format!("{text} {}", words.rupiah(missing)), tone).short(text),
        None => Shown::new(text, tone),
    }
}

/// Returns where the goods of an order are; empty where nothing has begun, as in a PO that is open.
fn goods(row: &OrderRow, view: &View<'_>) -> Shown {
    let text = match row.fulfilment {
        Fulfilment::None => return Shown::default(),
        fulfilment => view.word(fulfilment.key()),
    };
    let short = match row.fulfilment {
        Fulfilment::Partial => view.word("orders-goods-partial"),
        _ => String::new(),
    };
    Shown::new(text, Tone::Muted).short(short)
}

/// Returns the payment status beside a column with the rest, which isn't said twice; with a mark before it in
/// words where something needs attention.
fn payment_with_mark(row: &OrderRow, view: &View<'_>) -> Shown {
    let mut status = payment(row, view);
    if matches!(
        row.bill.status(),
        PaymentStatus::Underpaid | PaymentStatus::Overpaid | PaymentStatus::RefundDue
    ) {
        status.text = std::mem::take(&mut status.short);
    }
    if let Some(kasbon) = kasbon(row, view.now) {
        let (symbol, tone) = match row.overdue(view.now) {
            true => ("!", Tone::Bad),
            false => ("○", Tone::Warn),
        };
        return Shown::new(
            format!("{symbol} {} · {}", view.say(&kasbon), status.text),
            tone,
        );
    }
    let (symbol, mark, short, tone) = if row.past_deadline(view.now) {
        let key = "screen-pay-past-deadline";
        ("!", key, "orders-mark-deadline", Tone::Bad)
    } else if row.past_stage_deadline() {
        ("!", "orders-late-stage", "orders-mark-stage", Tone::Bad)
    } else if row.overdue(view.now) {
        ("!", "orders-overdue", "orders-mark-overdue", Tone::Bad)
    } else if row.claimed {
        ("?", "screen-pay-claimed", "orders-mark-claimed", Tone::Warn)
    } else {
        return status;
    };
    Shown::new(
        format!("{symbol} {} · {}", view.word(mark), status.text),
        tone,
    )
    .short(format!("{symbol} {}", view.word(short)))
}

/// Returns what is unusual about an order: waiting, late, cancelled, past its deadline, claimed to
/// be paid. Its sign alone stands for it in a narrow window.
pub fn mark(row: &OrderRow, view: &View<'_>) -> Shown {
    let signed =
        |sign: &str, key, tone| Shown::new(format!("{sign} {}", view.word(key)), tone).short(sign);
    if row.status == OrderStatus::Cancelled {
        let key = if row.released {
            "orders-released"
        } else {
            "order-cancelled"
        };
        signed("✗", key, Tone::Muted)
    } else if let Some(place) = row.waitlist_place {
        let waiting = Message::new("orders-mark-waiting").count("place", place);
        Shown::new(view.say(&waiting), Tone::Warn).short(format!("#{place}"))
    } else if row.past_deadline(view.now) {
        signed("!", "orders-mark-deadline", Tone::Bad)
    } else if row.past_stage_deadline() {
        signed("!", "orders-mark-stage", Tone::Bad)
    } else if row.claimed {
        signed("?", "orders-mark-claimed", Tone::Warn)
    } else if row.status == OrderStatus::Unconfirmed {
        signed("?", "orders-mark-unconfirmed", Tone::Warn)
    } else if row.overdue(view.now) {
        signed("!", "orders-mark-overdue", Tone::Bad)
    } else if let Some(free) = row.terms.free_message() {
        Shown::plain(view.say(&free))
    } else if row.terms.due_at.is_some() {
        Shown::plain(view.word("orders-mark-kasbon"))
    } else if row.late {
        signed("+", "orders-late", Tone::Plain)
    } else {
        Shown::default()
    }
}
