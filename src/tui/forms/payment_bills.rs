//! One payment for several bills of a customer (rules 28, 74), and the payments that settle bills of
//! several customers at once.

use std::rc::Rc;

use super::field::{Candidate, Field, InputError, Values};
use super::form::Form;
use super::open_bills::{open_bills, rest};
use super::parse::{money, past};
use super::payment::{at_field, for_order, movement, positive};
use super::payment_save::{ask_much, save};
use super::payment_ways::{way, ways};
use crate::book::{Book, CustomerRef, Movement, NewPayment};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::order::{OrderRow, OrderStatus};
use crate::domain::payment::Bill;
use crate::domain::refusal::Refusal;
use crate::domain::spreading;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;
use crate::tui::widgets::status;

/// Bills listed without a part of the payment.
const MOST_UNPAID: usize = 12;
/// Typed for a payment that is no bill's: all of it becomes credit.
const NO_BILL: &str = "-";

/// Opens the form of a payment from a customer. It is spread over the open bills, the oldest first;
/// the rest becomes credit (rule 28).
pub fn from_customer(
    customer: CustomerId,
    amount: Option<Rupiah>,
    book: &Book,
    ctx: &Ctx,
) -> Outcome {
    let rows = open_bills(customer, book, ctx)?;
    // Most customers owe for a single order: use the simpler form.
    match rows.as_slice() {
        [row] => for_order(row.id, amount, book, ctx),
        _ => form(customer, rows, amount, String::new(), book, ctx),
    }
}

/// A bill that is paid with others, and its part when that isn't all that is left to pay.
pub type BillPart = (OrderId, Option<Rupiah>);

/// Opens the form of a payment for these bills: of one customer a single payment, which comes to
/// `amount` when that is known; of several customers one payment each, which settles it.
pub fn for_bills(parts: &[BillPart], amount: Option<Rupiah>, book: &Book, ctx: &Ctx) -> Outcome {
    let mut bills = Vec::new();
    for (order, part) in parts {
        bills.push((book.order_row(*order, ctx.now)?, *part));
    }
    // Who waits owes nothing yet.
    let owes = |row: &OrderRow| rest(row) > Rupiah::ZERO && row.status != OrderStatus::Waitlist;
    let left_out = bills.iter().filter(|(row, _)| !owes(row));
    let left_out: Vec<String> = left_out.map(|(row, _)| row.code.clone()).collect();
    bills.retain(|(row, _)| owes(row));
    bills.sort_by_key(|(row, _)| row.id);
    if bills.is_empty() {
        return Ok(Effect::warn(Message::new("form-pay-nothing-missing")));
    }
    let opened = for_owing(bills, amount, book, ctx)?;
    if left_out.is_empty() {
        return Ok(opened);
    }
    let said = Message::new("form-pay-left-out")
        .count("count", left_out.len())
        .text("orders", named_briefly(&left_out));
    Ok(Effect::Many(vec![opened, Effect::warn(said)]))
}

/// The first few of many numbers.
fn named_briefly(codes: &[String]) -> String {
    const NAMED: usize = 4;
    let named = codes.iter().take(NAMED).cloned().collect::<Vec<_>>();
    let more = if codes.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", named.join(", "))
}

/// Opens the form of a payment for bills that all lack something.
fn for_owing(
    bills: Vec<(OrderRow, Option<Rupiah>)>,
    amount: Option<Rupiah>,
    book: &Book,
    ctx: &Ctx,
) -> Outcome {
    let customer = match bills.as_slice() {
        [] => return Ok(Effect::None),
        [(row, part)] => return for_order(row.id, amount.or(*part), book, ctx),
        [(first, _), ..] => first.customer,
    };
    if bills.iter().any(|(row, _)| row.customer != customer) {
        let rows = bills.into_iter().map(|(row, _)| row).collect();
        return settle(rows, book, ctx);
    }
    let named = bills.iter().map(|(row, part)| match part {
        Some(part) => format!("{} {part}", row.code),
        None => row.code.clone(),
    });
    let named: Vec<String> = named.collect();
    let sum = Rupiah::sum(bills.iter().map(|(row, part)| part.unwrap_or(rest(row)))).ok();
    let rows = open_bills(customer, book, ctx)?;
    form(customer, rows, amount.or(sum), named.join(", "), book, ctx)
}

/// Opens the form of a payment for all that is left to pay of these bills.
pub fn for_whole_bills(orders: &[OrderId], book: &Book, ctx: &Ctx) -> Outcome {
    let bills: Vec<BillPart> = orders.iter().map(|order| (*order, None)).collect();
    for_bills(&bills, None, book, ctx)
}

fn form(
    customer: CustomerId,
    rows: Vec<OrderRow>,
    amount: Option<Rupiah>,
    named: String,
    book: &Book,
    ctx: &Ctx,
) -> Outcome {
    let rows = Rc::new(rows);
    let (shown, proposed) = (Rc::clone(&rows), Rc::clone(&rows));
    let title =
        Message::new("form-pay-customer-title").text("customer", book.customer(customer)?.name);
    let amount = match amount {
        Some(amount) => Field::text("amount", "field-amount").value(amount.to_string()),
        None => Field::text("amount", "field-amount"),
    };
    let form = Form::new("form-pay-customer-title")
        .titled(title)
        .field(
            amount
                .hint("form-pay-customer-hint")
                .in_thousands(|_| true)
                .check(|text, _| match is_all(text) {
                    true => Ok(()),
                    false => positive(text).map(drop),
                })
                .suggest(move |typed, _, _, ctx| Ok(propose_all(typed, &proposed, ctx))),
        )
        .field(
            Field::text("parts", "form-pay-parts")
                .value(named)
                .hint("form-pay-parts-hint"),
        )
        .field(Field::choice(
            "way",
            "form-pay-way",
            ways(false, book, ctx)?,
        ))
        .field(Field::text("payer", "field-payer").more())
        .field(at_field().more())
        .field(Field::text("reference", "field-reference").more())
        .panel(move |values, _, ctx| Ok(facts(&shown, values, ctx)))
        .submit(move |values, book, ctx| {
            let spread = spread(values, &rows)?;
            let (amount, owed) = (spread.amount, Rupiah::sum(rows.iter().map(rest)));
            let new = NewPayment::FromCustomer {
                customer: CustomerRef::Known(customer),
                movement: movement(values, spread.amount, ctx)?,
                parts: spread
                    .parts
                    .iter()
                    .map(|(row, part)| (row.id, *part))
                    .collect(),
            };
            let saving = save(new, customer, Effect::None, book, ctx)?;
            Ok(ask_much(amount, owed.unwrap_or_default(), saving))
        });
    Ok(Effect::open(form))
}

/// Proposes the sum of all bills while nothing is typed.
fn propose_all(typed: &str, rows: &[OrderRow], ctx: &Ctx) -> Vec<Candidate> {
    let sum = Rupiah::sum(rows.iter().map(rest)).unwrap_or_default();
    if !typed.trim().is_empty() || sum == Rupiah::ZERO {
        return Vec::new();
    }
    vec![Candidate {
        text: sum.to_string(),
        label: ctx.words.rupiah(sum),
        note: ctx.word("form-pay-owed"),
        ..Candidate::default()
    }]
}

/// How a payment is spread over bills. What the form shows and what it saves come from here.
struct Spread<'a> {
    amount: Rupiah,
    parts: Vec<(&'a OrderRow, Rupiah)>,
    /// What is on no bill.
    credit: Rupiah,
}

/// Whether the word for everything that is owed was typed instead of an amount.
fn is_all(text: &str) -> bool {
    ["lunas", "semua", "sisa", "rest", "all"].contains(&text.trim().to_lowercase().as_str())
}

/// Spreads the typed amount over the named bills, else over all, the oldest first and every down payment
/// before any rest. A bill named with an amount gets that; one without gets what it still needs, as far as
/// the money reaches. Without an
/// amount, the named bills are paid in full.
fn spread<'a>(values: &Values, rows: &'a [OrderRow]) -> Result<Spread<'a>, InputError> {
    let typed = values.get("parts");
    let named = values.read("parts", |text| match text {
        NO_BILL => Ok(Vec::new()),
        "" => Ok(rows.iter().map(|row| (row, None)).collect()),
        text => named_bills(text, rows),
    })?;
    let refused = |error: MoneyError| InputError::form(error.message());
    let amount = match values.get("amount") {
        "" if typed.is_empty() || typed == NO_BILL => {
            return Err(InputError::field(
                "amount",
                Message::new("tui-field-required"),
            ));
        }
        text if text.is_empty() || is_all(text) => {
            let wanted = named.iter().map(|(row, part)| part.unwrap_or(rest(row)));
            Rupiah::sum(wanted).map_err(refused)?
        }
        _ => values.read("amount", positive)?,
    };
    let given = Rupiah::sum(named.iter().filter_map(|(_, part)| *part)).map_err(refused)?;
    if given > amount {
        let parts = given;
        let error = Refusal::SplitTooLarge { amount, parts };
        return Err(InputError::field("parts", error.message()));
    }
    let mut left = amount.minus(given).map_err(refused)?;
    let open = named.iter().filter(|(_, part)| part.is_none());
    let open: Vec<Bill> = open.map(|(row, _)| row.bill).collect();
    let mut shares = spreading::spread(&open, left).map_err(refused)?.into_iter();
    let mut parts = Vec::new();
    for (row, part) in named {
        let part = match part {
            Some(part) => part,
            None => {
                let part = shares.next().unwrap_or_default();
                left = left.minus(part).map_err(refused)?;
                part
            }
        };
        if part > Rupiah::ZERO {
            parts.push((row, part));
        }
    }
    Ok(Spread {
        amount,
        parts,
        credit: left,
    })
}

/// A bill that was named, with its part when that was typed too.
type Named<'a> = (&'a OrderRow, Option<Rupiah>);

/// Reads the named bills: `017, 020`, `NAS3-017 50rb; NAS3-020 25rb`. A comma within an amount
/// (`1,5jt`) is told apart because what follows it is no bill.
fn named_bills<'a>(text: &str, rows: &'a [OrderRow]) -> Result<Vec<Named<'a>>, Message> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in text.split(';') {
        let mut first = true;
        for part in piece.split(',') {
            let begins = part.split([' ', '=']).find(|word| !word.is_empty());
            let is_bill = begins.is_none_or(|word| bills_called(word, rows).next().is_some());
            match pieces.last_mut() {
                Some(last) if !first && !is_bill && ends_in_digit(last) => {
                    last.push(',');
                    last.push_str(part);
                }
                Some(_) | None => pieces.push(part.to_owned()),
            }
            first = false;
        }
    }
    let mut named: Vec<Named<'_>> = Vec::new();
    for piece in pieces.iter().map(|piece| piece.trim()) {
        if piece.is_empty() {
            continue;
        }
        let (code, part) = match piece.split_once([' ', '=']) {
            Some((code, part)) if !part.trim().is_empty() => (code.trim(), Some(part.trim())),
            Some((code, _)) => (code.trim(), None),
            None => (piece, None),
        };
        let mut called = bills_called(code, rows);
        let row = match (called.next(), called.next()) {
            (Some(row), None) => row,
            (Some(one), Some(other)) => {
                return Err(Message::new("form-pay-parts-several")
                    .text("code", code)
                    .text("one", one.code.as_str())
                    .text("other", other.code.as_str()));
            }
            (None, _) => {
                return Err(Message::new("form-pay-parts-unknown").text("code", code));
            }
        };
        if named.iter().any(|(other, _)| other.id == row.id) {
            return Err(Message::new("form-pay-parts-twice").text("code", row.code.as_str()));
        }
        let part = part.map(|part| {
            money(part).map_err(|_| Message::new("form-pay-parts-unreadable").text("text", piece))
        });
        named.push((row, part.transpose()?));
    }
    Ok(named)
}

/// The bills of this code, or of this number: `17`, `017` and `nas3-17` are `NAS3-017`.
fn bills_called<'a>(
    code: &str,
    rows: &'a [OrderRow],
) -> impl Iterator<Item = &'a OrderRow> + use<'a> {
    let (period, number) = match code.rsplit_once('-') {
        Some((period, number)) => (Some(period.to_lowercase()), number),
        None => (None, code),
    };
    let number: Option<u32> = number.parse().ok();
    rows.iter().filter(move |row| {
        let own = row.code.rsplit_once('-');
        own.is_some_and(|(of, own)| {
            let same_period = period
                .as_ref()
                .is_none_or(|period| *period == of.to_lowercase());
            same_period && number.is_some() && own.parse().ok() == number
        })
    })
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// The bills with their parts of what will be saved, and what becomes credit. Nothing is promised of
/// what would be refused.
fn facts(rows: &[OrderRow], values: &Values, ctx: &Ctx) -> Vec<Fact> {
    let owed = Rupiah::sum(rows.iter().map(rest)).unwrap_or_default();
    let mut facts = vec![Fact::new(ctx.word("form-pay-owed"), ctx.words.rupiah(owed))];
    let spread = spread(values, rows).ok();
    let parts = spread.as_ref().map_or(&[][..], |spread| &spread.parts);
    let mut unpaid = 0;
    for row in rows {
        let left = ctx.words.rupiah(rest(row));
        let text = match parts.iter().find(|(with, _)| with.id == row.id) {
            Some((_, part)) => format!("{left} ← {}", ctx.words.rupiah(*part)),
            None => {
                unpaid += 1;
                if unpaid > MOST_UNPAID {
                    continue;
                }
                left
            }
        };
        facts.push(Fact::new(row.code.clone(), text));
    }
    if let Some(spread) = spread {
        let sum = |key, amount| Fact::new(ctx.word(key), ctx.words.rupiah(amount));
        facts.push(sum("field-amount", spread.amount));
        if spread.credit > Rupiah::ZERO {
            facts.push(sum("form-pay-left", spread.credit));
        }
    }
    facts
}

/// Opens the form that settles bills of several customers, one payment each, as one deed.
fn settle(rows: Vec<OrderRow>, book: &Book, ctx: &Ctx) -> Outcome {
    let sum = Rupiah::sum(rows.iter().map(rest)).unwrap_or_default();
    let title = Message::new("form-pay-settle")
        .count("bills", rows.len())
        .money("amount", sum);
    let rows = Rc::new(rows);
    let shown = Rc::clone(&rows);
    let form = Form::new("form-pay-settle")
        .titled(title)
        .field(Field::choice(
            "way",
            "form-pay-way",
            ways(false, book, ctx)?,
        ))
        .field(at_field())
        .panel(move |_, _, ctx| {
            let bill = |row: &OrderRow| {
                let code = format!("{} {}", row.code, row.customer_shown());
                Fact::new(code, status::balance(&row.bill, &ctx.words))
            };
            let mut facts: Vec<Fact> = shown.iter().take(MOST_UNPAID).map(bill).collect();
            if shown.len() > MOST_UNPAID {
                let more =
                    Message::new("form-more-orders").count("orders", shown.len() - MOST_UNPAID);
                facts.push(Fact::line(ctx.say(&more), Role::Text));
            }
            Ok(facts)
        })
        .submit(move |values, _, ctx| {
            let (method, account) = way(values.get("way"));
            let at = values.read_optional("at", |text| past(text, ctx))?;
            let payment = |row: &OrderRow| {
                let movement = Movement {
                    amount: rest(row),
                    method,
                    account,
                    at,
                    ..Movement::default()
                };
                NewPayment::ForOrder(row.id, movement)
            };
            let new: Vec<NewPayment> = rows.iter().map(payment).collect();
            Ok(Effect::deed(move |book, now| {
                book.record_payments(&new, now)
            }))
        });
    Ok(Effect::open(form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn row(id: i64, code: &str, total: i64) -> OrderRow {
        use crate::domain::order::{Channel, Fulfilment};
        OrderRow {
            id: OrderId::new(id),
            code: code.to_owned(),
            period: crate::domain::id::PeriodId::new(1),
            period_code: "NAS3".to_owned(),
            customer: CustomerId::new(1),
            customer_name: "Siti".to_owned(),
            customer_phone: None,
            status: OrderStatus::Active,
            late: false,
            placed_at: crate::domain::when::Moment::from_unix(0),
            units: 1,
            bill: crate::domain::payment::Bill {
                total: Rupiah::new(total),
                ..Default::default()
            },
            fulfilment: Fulfilment::None,
            units_are: crate::domain::fulfilment::Whereabouts::default(),
            stages: Vec::new(),
            down_payment_by: None,
            claimed: false,
            released: false,
            terms: Default::default(),
            channel: Channel::Wa,
            waitlist_place: None,
        }
    }

    #[rstest]
    #[case("1, 4", "1 4")]
    #[case("001,004", "1 4")]
    #[case("NAS3-001; nas3-4", "1 4")]
    #[case("4, 1 50rb", "4 1=50000")]
    #[case("1 1,5jt, 4", "1=1500000 4")]
    #[case("NAS3-004 60rb; NAS3-001 40rb", "4=60000 1=40000")]
    #[case("1=25rb", "1=25000")]
    #[case("9", "form-pay-parts-unknown")]
    #[case("7", "form-pay-parts-several")]
    #[case("1, NAS3-001", "form-pay-parts-twice")]
    #[case("1 seratus", "form-pay-parts-unreadable")]
    fn bills_are_named_with_commas(#[case] typed: &str, #[case] read: &str) {
        let rows = [
            row(1, "NAS3-001", 120_000),
            row(4, "NAS3-004", 150_000),
            row(7, "NAS3-007", 10_000),
            row(8, "BAJU-007", 10_000),
        ];
        let shown = match named_bills(typed, &rows) {
            Ok(named) => named
                .iter()
                .map(|(row, part)| match part {
                    Some(part) => format!("{}={}", row.id.raw(), part.raw()),
                    None => row.id.raw().to_string(),
                })
                .collect::<Vec<_>>()
                .join(" "),
            Err(error) => error.key.into_owned(),
        };
        assert_eq!(shown, read);
    }
}
