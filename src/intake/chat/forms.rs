//! Finds messages of our order form in a chat and reads them with
//! [`form_message`](crate::intake::form_message), which checks that nothing was changed. What it
//! reads is certain. A message it refuses is never read as free text.

use super::boilerplate::is_boilerplate;
use super::builder::notes::note;
use super::clean::{Line, is_placeholder, is_rule, lead, plain, text_span};
use super::fingerprint;
use super::speech::{self, Act};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Span, Sureness};
use crate::domain::form::{FormItem, FormOrder, LABELS};
use crate::domain::message::Message;
use crate::intake::assortment::GoodsLookup;
use crate::intake::form_message::places::places;
use crate::intake::form_message::{self, FormError};

/// A part of a message.
#[derive(Debug)]
pub(super) enum Part {
    /// A message of an order form.
    Form(Vec<Line>),
    /// Anything else.
    Free(Vec<Line>),
}

/// Splits a message into its parts.
pub(super) fn parts(lines: Vec<Line>) -> Vec<Part> {
    // A quoted message has a `>` before each of its lines.
    let texts: Vec<&str> = lines.iter().map(|line| unquoted(&line.text)).collect();
    let places = places(&texts);
    let mut parts = Vec::with_capacity(2 * places.len() + 1);
    let mut lines = lines.into_iter().enumerate().peekable();
    let mut take = |to: usize| -> Vec<Line> {
        let next = || Some(lines.next_if(|(at, _)| *at < to)?.1);
        std::iter::from_fn(next).collect()
    };
    for place in places {
        parts.push(Part::Free(take(place.start)));
        let mut form = take(place.end);
        if form.first().is_some_and(|head| head.text.starts_with('>')) {
            for line in &mut form {
                line.text = unquoted(&line.text).to_owned();
            }
        }
        parts.push(Part::Form(form));
    }
    parts.push(Part::Free(take(usize::MAX)));
    parts.retain(|part| match part {
        Part::Form(_) => true,
        Part::Free(lines) => lines.iter().any(|line| !line.text.is_empty()),
    });
    parts
}

/// Removes the mark of a quotation.
fn unquoted(line: &str) -> &str {
    line.strip_prefix('>').map_or(line, str::trim_start)
}

/// Reads the order of a form's message.
pub(super) fn draft(lines: Vec<Line>, goods: &GoodsLookup) -> ChatDraft {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let text = texts.join("\n");
    let mut draft = ChatDraft {
        // Without the sender: forwarded by somebody else it is still the same order.
        fingerprint: fingerprint::of(None, texts.iter().copied()),
        ..ChatDraft::default()
    };
    match form_message::read(&text) {
        Some(Ok(order)) => fill(&mut draft, &order, &lines, goods, &Sureness::Certain),
        Some(Err(error)) => {
            let why = error.message();
            if let Some(order) = error.order() {
                let doubt = Sureness::Assumed(why.clone());
                fill(&mut draft, order, &lines, goods, &doubt);
            }
            draft.doubts.push(why);
        }
        // Its head or first item is not recognised in any language.
        None => draft.doubts.push(
            FormError::Unreadable {
                line: texts.first().copied().unwrap_or_default().to_owned(),
            }
            .message(),
        ),
    }
    draft.lines = lines
        .into_iter()
        .map(|line| (line.number, line.text))
        .collect();
    draft
}

fn fill(
    draft: &mut ChatDraft,
    order: &FormOrder,
    lines: &[Line],
    goods: &GoodsLookup,
    sure: &Sureness,
) {
    draft.period = Some(order.period.to_string());
    draft.total = Some(Read {
        value: order.total,
        span: None,
        sureness: sure.clone(),
    });
    let mut from = 0;
    for item in &order.items {
        let code = item.code.as_str();
        let found = (from..lines.len()).find(|at| {
            let head = format!(" × {code}: ");
            lines.get(*at).is_some_and(|line| line.text.contains(&head))
        });
        from = found.map_or(from, |at| at + 1);
        let span = found.and_then(|at| span_of(lines.get(at)?));
        draft.items.push(chat_item(item, span, goods, sure));
    }
    let field = |labels: [&str; 2], value: &str| {
        let line = lines.get(from..)?.iter().find(|line| {
            line.text.ends_with(value) && labels.iter().any(|label| line.text.starts_with(label))
        });
        (!value.is_empty()).then(|| Read {
            value: value.to_owned(),
            span: line.and_then(span_of),
            sureness: sure.clone(),
        })
    };
    let [id, en] = LABELS;
    draft.name = field([id.name, en.name], &order.name);
    draft.phone = field([id.phone, en.phone], &order.phone);
    draft.address = field([id.address, en.address], &order.address);
    draft.note = field([id.note, en.note], &order.note);
    if !is_boilerplate(&order.around)
        && let Some(span) = lines.first().and_then(span_of)
    {
        let around = Read::certain(order.around.clone(), span);
        note(draft, around, "chat-note");
    }
}

fn chat_item(
    item: &FormItem,
    span: Option<Span>,
    goods: &GoodsLookup,
    sure: &Sureness,
) -> ChatItem {
    fn read<T>(value: T, span: Option<Span>, sureness: &Sureness) -> Read<T> {
        Read {
            value,
            span,
            sureness: sureness.clone(),
        }
    }
    let typed = format!("{}: {}", item.code, item.name);
    let code = goods
        .by_code(item.code.as_str())
        .map(|good| good.code.clone());
    let sure_of_code = match &code {
        Some(_) => sure.clone(),
        None => Sureness::Unclear(Message::new("chat-goods-unknown").text("text", typed.as_str())),
    };
    let customization = item.customization();
    ChatItem {
        typed,
        candidates: code.iter().cloned().collect(),
        code: read(code, span, &sure_of_code),
        qty: read(item.qty, span, sure),
        chosen: (!item.chosen.is_empty()).then(|| read(item.chosen.clone(), span, sure)),
        customization: (!customization.is_empty()).then(|| read(customization, span, sure)),
        price: Some(read(item.amount, span, sure)),
    }
}

fn span_of(line: &Line) -> Option<Span> {
    text_span(line, 0)
}

/// Adds what the customer wrote around the form's message to the note, without thanks and
/// greetings, and asks when it changes or cancels the order.
pub(super) fn remark(draft: &mut ChatDraft, lines: Vec<Line>) {
    for line in lines.into_iter().map(plain) {
        let (from, _) = lead(&line.text);
        let text = line.text.get(from..).unwrap_or_default();
        let changes = speech::against(text).is_some_and(|act| act != Act::Asks);
        let blank = text.is_empty() || is_rule(&line.text) || is_placeholder(text);
        if blank || is_boilerplate(text) && !changes {
            continue;
        }
        let doubt = Act::Changes.doubt();
        if changes && !draft.doubts.contains(&doubt) {
            draft.doubts.push(doubt);
        }
        if let Some(span) = text_span(&line, from) {
            note(draft, Read::certain(text.to_owned(), span), "chat-note");
            draft.lines.push((line.number, line.text));
        }
    }
}
