//! `rekap tell`, `told` and `due`: messages to customers, one at a time and never by themselves (rules 52, 53,
//! 102).

use clap::Args;
use serde_json::{Value, json};

use crate::book::{Opening, TellQueue, TellScope};
use crate::domain::estimate::DelayAnswer;
use crate::domain::id::{OrderId, PeriodId, SupplierId};
use crate::domain::message::Message;
use crate::domain::order::OrderRow;
use crate::domain::phone::Phone;
use crate::domain::refusal::Refusal;
use crate::domain::telling::{NotTold, SentOf, TellKind, TellVia};
use crate::domain::text::excerpt;
use crate::domain::when::Moment;
use crate::output::json;
use crate::tasks::period_letters::{group_letter, supplier_letters};
use crate::tasks::rows::telling::{DELAYED, DUE, SENT};
use crate::tasks::telling::{Letter, letters};

use super::console::{Console, Failure, OpenBook, period};
use super::values::{self, Shape, TellWhat};

/// Who is to be told what, with the text and the link.
#[derive(Debug, Args)]
pub struct Tell {
    #[arg(value_name = "KIND", value_parser = values::tell_what())]
    tell_kind: TellWhat,
    #[arg(value_name = "PO OR ORDER")]
    tell_of: Vec<String>,
    #[arg(long = "all", conflicts_with_all = ["tell_of", "mark_told"])]
    tell_all: bool,
    #[arg(long = "mark", requires = "tell_of")]
    mark_told: bool,
    #[arg(long, value_name = "WAY", value_parser = values::tell_via(), requires = "mark_told")]
    via: Option<TellVia>,
    #[command(flatten)]
    shape: Shape,
}

/// What was said to whom.
#[derive(Debug, Args)]
pub struct Told {
    #[arg(value_name = "ORDER OR PO")]
    told_of: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

/// What is due to be told.
#[derive(Debug, Args)]
pub struct Due {
    #[command(flatten)]
    shape: Shape,
}

impl Tell {
    /// Runs the command.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match (self.tell_kind, self.mark_told) {
            (TellWhat::Answer, _) => self.answer(console),
            (TellWhat::Kind(kind), _) if kind.is_of_period() => self.of_period(kind, console),
            (TellWhat::Kind(kind), true) => self.mark(kind, console),
            (TellWhat::Kind(kind), false) => self.list(kind, console),
        }
    }

    /// Records what a customer answered to a delay, or lists what was answered of a PO.
    fn answer(&self, console: &mut Console) -> Result<(), Failure> {
        match self.tell_of.as_slice() {
            [order, answer] => {
                let unreadable =
                    |_| Message::new("tell-answer-unreadable").text("text", excerpt(answer));
                let answer: DelayAnswer = answer.parse().map_err(unreadable)?;
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.order_id(order)?;
                opened.book.answer_delay(id, answer, opened.now)?;
                Ok(())
            }
            [po] => {
                let opened = console.open(Opening::Look)?;
                let id = period(&opened, po)?.id;
                let rows = opened.book.delayed_orders(id)?;
                console.list(&DELAYED, &rows, self.shape, opened.now)
            }
            _ => Err(Message::new("tell-answer-how").into()),
        }
    }

    fn list(&self, kind: TellKind, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let now = opened.now;
        let mut scope = self.scope(&opened)?;
        if self.tell_all {
            let periods = opened.book.periods()?.into_iter();
            scope.periods = periods.map(|period| period.id).collect();
        }
        let queue = opened.book.tell_queue(kind, &scope, now)?;
        let letters = letters(kind, &queue.due, &opened.book, console.words(), now)?;
        if self.shape.json {
            let words = console.words();
            let messages: Vec<Value> = letters
                .iter()
                .map(|letter| {
                    let shortened = letter
                        .shortened
                        .then(|| words.say(&letter.shortened_message()));
                    let mut value = letter_json(letter, letter.told_at, &opened);
                    value["shortened"] = json!(shortened);
                    value
                })
                .collect();
            let passed: Vec<Value> = queue
                .passed_over
                .iter()
                .map(|(order, why)| {
                    json!({"order": order.code, "why": console.words().say(&why.message())})
                })
                .collect();
            return console.json(&json!({"messages": messages, "passed_over": passed}));
        }
        for letter in &letters {
            print(letter, console)?;
        }
        self.say_passed_over(&queue, console);
        if letters.is_empty() && queue.passed_over.is_empty() {
            console.say(&Message::new("tell-nobody-due").word("kind", kind.key()));
        }
        Ok(())
    }

    /// Says who is passed over, where orders were named.
    fn say_passed_over(&self, queue: &TellQueue, console: &mut Console) {
        for (order, why) in &queue.passed_over {
            let named = self.tell_of.iter().any(|typed| is_order(typed, order));
            if named || !matches!(why, NotTold::Cancelled) && !self.tell_all {
                console.say(&passed_over(order, why));
            }
        }
    }

    fn mark(&self, kind: TellKind, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(Opening::Existing)?;
        let now = opened.now;
        let scope = self.scope(&opened)?;
        if !scope.periods.is_empty() {
            return Err(Message::new("tell-mark-orders").into());
        }
        let queue = opened.book.tell_queue(kind, &scope, now)?;
        if let Some((order, why)) = queue.passed_over.first() {
            let (order, why) = (order.code.clone(), why.message());
            return Err(Refusal::NotToTell { order, why }.message().into());
        }
        let letters = letters(kind, &queue.due, &opened.book, console.words(), now)?;
        for letter in letters {
            let orders: Vec<OrderId> = letter.orders.iter().map(|order| order.id).collect();
            let said = (self.via(), letter.text.as_str());
            opened.book.mark_told(kind, &orders, said, now)?;
        }
        Ok(())
    }

    /// Lists or marks messages about a PO that go to its suppliers or to a group.
    fn of_period(&self, kind: TellKind, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(match self.mark_told {
            true => Opening::Existing,
            false => Opening::Look,
        })?;
        let mut messages = Vec::new();
        for (id, supplier, mut letter) in self.period_letters(kind, &opened, console)? {
            if self.mark_told {
                let said = (self.via(), letter.text.as_str());
                let now = opened.now;
                opened
                    .book
                    .mark_period_told((kind, id), supplier, said, now)?;
            } else if self.shape.json {
                let sent = opened.book.sent_messages(SentOf::Period(id), usize::MAX)?;
                let mut sent = sent.iter().filter(|sent| sent.kind == kind);
                letter.told_at = sent.find(|sent| sent.to == letter.to).map(|sent| sent.at);
                messages.push(letter_json(&letter, letter.told_at, &opened));
            } else {
                match supplier {
                    Some(_) => print(&letter, console)?,
                    None => console.line(&letter.text)?,
                }
            }
        }
        match self.shape.json && !self.mark_told {
            true => console.json(&json!({"messages": messages, "passed_over": []})),
            false => Ok(()),
        }
    }

    /// The messages of the POs that are named: to their suppliers, or to the one that is named after the PO.
    fn period_letters(
        &self,
        kind: TellKind,
        opened: &OpenBook,
        console: &Console,
    ) -> Result<Vec<PeriodLetter>, Failure> {
        let (words, now, book) = (console.words(), opened.now, &opened.book);
        let which = || Message::new("tell-of-period-which").text("kind", kind.code());
        let [po, more @ ..] = self.tell_of.as_slice() else {
            return Err(which().into());
        };
        if kind != TellKind::Supplier {
            let letters = self.tell_of.iter().map(|po| {
                let id = period(opened, po)?.id;
                Ok((id, None, group_letter(kind, id, book, words, now)?))
            });
            return letters.collect();
        }
        let of = period(opened, po)?;
        let mut letters = Vec::new();
        let suppliers = more.iter().map(|name| Ok(Some(book.supplier(name)?)));
        let mut suppliers = suppliers.collect::<Result<Vec<_>, Failure>>()?;
        if suppliers.is_empty() {
            suppliers.push(None);
        }
        for only in suppliers {
            let id = only.as_ref().map(|only| only.id);
            let found = supplier_letters(of.id, id, book, words, now)?;
            if found.is_empty() {
                let code = of.code.as_str();
                return Err(match only {
                    Some(only) => Message::new("tell-no-supplier-goods")
                        .text("supplier", only.name)
                        .text("period", code),
                    None => Message::new("tell-no-suppliers").text("period", code),
                }
                .into());
            }
            let found = found.into_iter();
            letters.extend(found.map(|(supplier, letter)| (of.id, Some(supplier), letter)));
        }
        Ok(letters)
    }

    fn via(&self) -> TellVia {
        self.via.unwrap_or(TellVia::Wa)
    }

    fn scope(&self, opened: &OpenBook) -> Result<TellScope, Failure> {
        let mut scope = TellScope::default();
        for typed in &self.tell_of {
            match named(opened, typed)? {
                Named::Period(id) => scope.periods.push(id),
                Named::Order(id) => scope.orders.push(id),
            }
        }
        Ok(scope)
    }
}

/// A message about a PO, with the supplier it goes to.
type PeriodLetter = (PeriodId, Option<SupplierId>, Letter);

fn letter_json(letter: &Letter, told: Option<Moment>, opened: &OpenBook) -> Value {
    let phone = letter.phone.as_deref().map(Phone::read);
    json!({
        "to": letter.to,
        "phone": phone.as_ref().map(Phone::json),
        "orders": letter.order_codes(),
        "kind": letter.kind,
        "text": letter.text,
        "link": letter.link,
        "told_at": told.map(|at| json::moment(at, opened.zone)),
        "shortened": null,
    })
}

/// Prints a message: who it is for, its text, its link.
fn print(letter: &Letter, console: &mut Console) -> Result<(), Failure> {
    let phone = letter
        .phone
        .as_deref()
        .map(|phone| Phone::read(phone).shown());
    let mut head = vec![letter.order_codes().join(", "), letter.to.clone()];
    head.extend(phone.filter(|phone| *phone != letter.to));
    console.line(&format!("── {}", head.join(" · ")))?;
    console.line(&letter.text)?;
    if let Some(link) = &letter.link {
        console.line(&format!("\n{link}"))?;
    }
    console.line("")?;
    if letter.shortened {
        console.say(&letter.shortened_message());
    } else if letter.link.is_none() {
        let to = Message::new("tell-no-number").text("to", letter.to.clone());
        console.say(&to);
    }
    Ok(())
}

fn passed_over(order: &OrderRow, why: &NotTold) -> Message {
    Message::new("tell-passed-over")
        .text("order", order.code.clone())
        .say("why", why.message())
}

fn is_order(typed: &str, order: &OrderRow) -> bool {
    typed.eq_ignore_ascii_case(&order.code)
}

/// What somebody named: a PO or an order.
enum Named {
    Period(PeriodId),
    Order(OrderId),
}

fn named(opened: &OpenBook, typed: &str) -> Result<Named, Failure> {
    match (period(opened, typed), opened.book.order_id(typed)) {
        (Ok(period), _) => Ok(Named::Period(period.id)),
        (Err(_), Ok(order)) => Ok(Named::Order(order)),
        (Err(unknown), Err(_)) => Err(unknown),
    }
}

impl Told {
    /// Runs the command.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let of = match self.told_of.as_deref() {
            Some(typed) => match named(&opened, typed)? {
                Named::Order(id) => SentOf::Order(id),
                Named::Period(id) => SentOf::Period(id),
            },
            None => SentOf::All,
        };
        let sent = opened.book.sent_messages(of, usize::MAX)?;
        console.list(&SENT, &sent, self.shape, opened.now)
    }
}

impl Due {
    /// Runs the command.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let rows = opened.book.due_tellings(opened.now)?;
        console.list(&DUE, &rows, self.shape, opened.now)
    }
}
