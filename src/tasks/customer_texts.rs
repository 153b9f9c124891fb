//! Writes texts to a customer, ready to be pasted into a chat: an order, what is still to pay, a
//! date that moved.

use crate::book::{Account, Book, BookError, OrderFilter, OrderSort};
use crate::domain::catalog::full_name;
use crate::domain::fulfilment::Fulfilment;
use crate::domain::id::CustomerId;
use crate::domain::likeness::begins_with_address;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow, OrderStatus};
use crate::domain::payment::PaymentStatus;
use crate::domain::payment_stage::StageStatus;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::terms::ready_days;
use crate::tasks::rows::agreed::{deadline, wanted_text};

/// Writes an order for its customer: what was ordered, the total, what is left to pay.
pub fn order_summary(order: &Order, words: &Words) -> String {
    let rupiah = |amount| words.rupiah(amount);
    let mut lines = vec![format!(
        "{} · {}",
        order.row.code,
        order.row.customer_shown()
    )];
    for line in &order.lines {
        let name = full_name(&line.product, &line.variant);
        let amount = line.amount().map(rupiah).unwrap_or_default();
        lines.push(format!("{} × {name} = {amount}", line.qty));
        for part in &line.parts {
            let name = full_name(&part.product, &part.variant);
            lines.push(format!("  {} {name}", part.qty));
        }
        // Whose it is, where one pays for many (rule 74).
        if !line.for_whom.is_empty() {
            lines.push(format!("  @{}", line.for_whom));
        }
        if !line.customization.is_empty() {
            lines.push(format!("  ({})", line.customization));
        }
    }
    for charge in &order.charges {
        let name = words.say(&charge.name());
        lines.push(format!("{name}: {}", rupiah(charge.amount)));
    }
    if let Some(free) = order.row.terms.free_message() {
        lines.push(words.say(&free));
    }
    let wanted = wanted_text(&order.agreed.wanted, words);
    if !wanted.is_empty() {
        lines.push(format!("{}: {wanted}", words.word("field-wanted")));
    }
    let bill = &order.row.bill;
    lines.push(format!(
        "{}: {}",
        words.word("form-order-total"),
        rupiah(bill.total)
    ));
    let asked = bill.down_payment_asked();
    if asked > Rupiah::ZERO && bill.paid < asked {
        lines.push(format!(
            "{}: {}",
            words.word("form-order-down-payment"),
            rupiah(bill.first_asked())
        ));
    }
    if bill.paid > Rupiah::ZERO {
        lines.push(format!(
            "{}: {}",
            words.word("form-order-paid-so-far"),
            rupiah(bill.paid)
        ));
    }
    lines.push(words.say(&bill.balance_message()));
    lines.extend(open_stages(&order.row, words));
    if let Some(by) = deadline(&order.row) {
        lines.push(words.say(&Message::new("announce-settle-by").moment("by", by)));
    }
    lines.join("\n")
}

/// A line for each stage of an order that is still to be paid, or waits for its bill (rule 63).
fn open_stages(row: &OrderRow, words: &Words) -> Vec<String> {
    let open = row.stages.iter();
    open.filter(|stage| stage.status() != StageStatus::Settled)
        .map(|stage| words.say(&stage.message()))
        .collect()
}

/// Answers "sisaku berapa, kak?": each open order with its balance, the sum, and what the shop gives
/// back.
pub fn open_orders(
    id: CustomerId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<String, BookError> {
    let _snapshot = book.snapshot()?;
    let customer = book.customer(id)?;
    let greeting = greeting(&customer.name, words);
    let filter = OrderFilter {
        billed_to: Some(id),
        open: true,
        ..OrderFilter::default()
    };
    let mut lines = Vec::new();
    let (mut rest, mut back) = (Rupiah::ZERO, Rupiah::ZERO);
    let (mut count, mut part) = (0, false);
    let mut rows = Vec::new();
    book.each_order(&filter, None, now, |row| {
        rows.push(row);
        true
    })?;
    for row in rows {
        let balance = row.bill.balance().unwrap_or_default();
        if balance < Rupiah::ZERO {
            back = back.minus(balance).unwrap_or(back);
        }
        if balance > Rupiah::ZERO {
            count += 1;
            let down_payment = open_down_payment(&row);
            part |= down_payment.is_some();
            let due = down_payment.unwrap_or(balance);
            rest = rest.plus(due).unwrap_or(rest);
            let line = Message::new(match down_payment {
                Some(_) if row.bill.paid > Rupiah::ZERO => "form-person-answer-part-dp",
                Some(_) => "form-person-answer-dp",
                None => "form-person-answer-line",
            });
            let line = line
                .text("order", &row.code)
                .money("total", row.bill.total)
                .money("paid", row.bill.paid)
                .money("rest", due);
            let by = row
                .down_payment_by
                .filter(|by| down_payment.is_some() && *by > now);
            let by = by.map(|by| Message::new("form-person-answer-by").moment("by", by));
            let said = std::iter::once(line).chain(by).map(|said| words.say(&said));
            let mut said = said.collect::<Vec<_>>().join(", ");
            if let Some(by) = deadline(&row).filter(|_| down_payment.is_none()) {
                let by = words.say(&Message::new("announce-settle-by").moment("by", by));
                said.push_str(&format!(" ({by})"));
            }
            let goods = vec![format!("   {}", goods(&book.order(row.id, now)?))];
            lines.push(
                [vec![said], goods, open_stages(&row, words)]
                    .concat()
                    .join("\n"),
            );
        }
    }
    lines.reverse();
    let waiting = OrderFilter {
        billed_to: Some(id),
        payment: vec![PaymentStatus::AwaitingBill],
        sort: OrderSort::Oldest,
        ..OrderFilter::default()
    };
    book.each_order(&waiting, None, now, |row| {
        let stages = open_stages(&row, words).join(", ");
        lines.push(format!("{} · {stages}", row.code));
        true
    })?;
    let has_lines = !lines.is_empty();
    let mut text = vec![greeting];
    text.extend(lines);
    text.extend(whereabouts(id, book, words, now)?);
    let refund = Message::new("form-person-answer-refund").money("amount", back);
    let refund = (back > Rupiah::ZERO).then(|| words.say(&refund));
    if count == 0 && text.len() > 1 && (refund.is_some() || has_lines) {
        text.extend(refund);
        return Ok(text.join("\n"));
    }
    if count == 0 {
        text.push(refund.unwrap_or_else(|| words.word("form-person-answer-nothing")));
        return Ok(text.join("\n"));
    }
    if count > 1 {
        let sum = match part {
            true => "form-person-answer-sum-now",
            false => "form-person-answer-sum",
        };
        text.push(words.say(&Message::new(sum).money("rest", rest)));
    }
    text.extend(held(back.plus(book.credit(id)?)?, rest, words));
    text.extend(how_to_pay(book, words)?);
    text.push(words.word("form-person-answer-thanks"));
    Ok(text.join("\n"))
}

/// Answers "sampai mana pesananku?": where each order of a customer is that isn't over.
fn whereabouts(
    id: CustomerId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<String>, BookError> {
    let filter = OrderFilter {
        customers: Some(vec![id]),
        status: Some(OrderStatus::Active),
        sort: OrderSort::Oldest,
        ..OrderFilter::default()
    };
    let mut rows = Vec::new();
    book.each_order(&filter, None, now, |row| {
        rows.push(row);
        true
    })?;
    let is_over = |of: Fulfilment| matches!(of, Fulfilment::PickedUp | Fulfilment::Done);
    rows.retain(|row| !is_over(row.fulfilment));
    let mut said = Vec::new();
    for row in rows {
        let mut parts = Vec::new();
        if row.fulfilment != Fulfilment::None {
            parts.push(words.word(row.fulfilment.key()));
        }
        match row.fulfilment {
            Fulfilment::None | Fulfilment::InProgress => {
                let ready = ready_days(&book.period_by_id(row.period)?, words);
                let ready = Some(ready).filter(|ready| !ready.is_empty());
                let ready = ready
                    .map(|ready| Message::new("form-person-answer-ready").text("ready", ready));
                parts.extend(ready.map(|ready| words.say(&ready)));
            }
            Fulfilment::Shipped | Fulfilment::Partial => {
                let parcels = book.order(row.id, now)?.parcels.into_iter();
                let sent = parcels.filter(|parcel| parcel.sent_at.is_some());
                let courier = sent.max_by_key(|parcel| parcel.sent_at).map(|parcel| {
                    let courier = format!("{} {}", parcel.courier, parcel.tracking);
                    courier.trim().to_owned()
                });
                parts.extend(courier.filter(|courier| !courier.is_empty()));
            }
            Fulfilment::Ready | Fulfilment::PickedUp | Fulfilment::Done => {}
        }
        if !parts.is_empty() {
            said.push(format!("{}: {}", row.code, parts.join(", ")));
        }
    }
    Ok(said)
}

/// What is in an order, in one line: `2 Nastar Keju, 1 Lidah Kucing`.
fn goods(order: &Order) -> String {
    let lines = order.lines.iter();
    let goods =
        lines.map(|line| format!("{} {}", line.qty, full_name(&line.product, &line.variant)));
    goods.collect::<Vec<_>>().join(", ")
}

/// What the shop holds of somebody who also owes, and what is left to pay if that is used.
fn held(held: Rupiah, rest: Rupiah, words: &Words) -> Option<String> {
    let left = rest.minus(held).unwrap_or_default();
    let said = Message::new(match left > Rupiah::ZERO {
        true => "form-person-answer-held",
        false => "form-person-answer-held-all",
    });
    let said = said.money("held", held).money("left", left);
    (held > Rupiah::ZERO).then(|| words.say(&said))
}

/// What is left of an order's down payment, with its unique code (rule 31), while that isn't met: it is
/// asked before the rest.
pub(super) fn open_down_payment(row: &OrderRow) -> Option<Rupiah> {
    let bill = &row.bill;
    let asked = bill.down_payment_asked();
    let is_open = bill.down_payment_met.is_none() && bill.paid < asked && asked < bill.total;
    let rest = bill.first_asked().minus(bill.paid.max(Rupiah::ZERO)).ok();
    rest.filter(|_| is_open)
}

/// Where a customer pays: a heading and the accounts in use, without the cash box and couriers; nothing when the
/// shop has none.
pub fn how_to_pay(book: &Book, words: &Words) -> Result<Vec<String>, BookError> {
    let accounts = book.accounts()?.into_iter();
    let to_pay_to = accounts.filter(Account::is_paid_to);
    let mut lines: Vec<String> = to_pay_to.map(|account| account.name).collect();
    if !lines.is_empty() {
        lines.insert(0, words.word("tell-how-to-pay"));
    }
    Ok(lines)
}

/// Begins a message: "Halo Kak Dewi,".
pub(super) fn hello(name: &str, words: &Words) -> String {
    let keys = ["tell-hello-nameless", "tell-hello-titled", "tell-hello"];
    addressed(name, keys, words)
}

/// Begins the answer to a customer.
fn greeting(name: &str, words: &Words) -> String {
    let keys = [
        "form-person-hello-nameless",
        "form-person-hello-titled",
        "form-person-hello",
    ];
    addressed(name, keys, words)
}

/// Greets by name, without one by the first key, and by the second where the name begins with a form of address:
/// never "Halo Kak Kak" (rule 52).
fn addressed(name: &str, keys: [&'static str; 3], words: &Words) -> String {
    let [nameless, titled, plain] = keys;
    let key = match name {
        "" => return words.word(nameless),
        _ if begins_with_address(name) => titled,
        _ => plain,
    };
    words.say(&Message::new(key).text("name", name))
}
