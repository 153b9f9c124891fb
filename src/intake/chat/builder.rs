//! One order, built line by line: labels open fields, the lines behind a label belong to its value,
//! and lines without a label are read as items, as a list's entries or as sentences.

use crate::domain::chat::{ChatDraft, ChatItem, Read, Span, Sureness};
use crate::domain::message::Message;
use crate::domain::phone::{self, Phone};

use super::clean::{self, Line, is_placeholder, is_rule, lead};
use super::copied::{is_copied, is_unchosen};
use super::delimited;
use super::fingerprint;
use super::goods::{Finder, Fit};
use super::items::{Place, Reading, attach, read};
use super::labels::{Label, Labelled, known, label};
use super::recap;
use super::sentence;
use super::tokens::{Kind, Tokens, key_parts};
use super::vocabulary::{self, Instead};

/// An order in the making.
pub(super) struct Builder<'a> {
    sender: Option<&'a str>,
    finder: &'a Finder<'a>,
    out: &'a mut Vec<ChatDraft>,
    draft: ChatDraft,
    /// The field whose value goes on in the next line.
    open: Option<Label>,
    /// A quantity under a label, before its product.
    count: Option<Read<i64>>,
    /// Size or colour under a label, before its product.
    choices: Vec<Read<String>>,
    /// A line that may be the customer's name: it stands alone, above the items.
    title: Option<Read<String>>,
    /// The customer wrote a label or that something is wanted.
    meant: bool,
    instead: Option<Instead>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        sender: Option<&'a str>,
        finder: &'a Finder<'a>,
        out: &'a mut Vec<ChatDraft>,
    ) -> Self {
        Self {
            sender,
            finder,
            out,
            draft: ChatDraft::default(),
            open: None,
            count: None,
            choices: Vec::new(),
            title: None,
            meant: false,
            instead: None,
        }
    }

    /// Takes the next line.
    pub(super) fn line(&mut self, line: &Line) {
        if line.text.is_empty() || is_rule(&line.text) {
            if matches!(
                self.open,
                Some(Label::Address | Label::Tariff | Label::Name | Label::Phone)
            ) && (self.open == Some(Label::Tariff) || self.has_value(self.open))
            {
                self.open = None;
            }
            return;
        }
        if self.entry(line) {
            return;
        }
        let found = label(&line.text);
        // A new name is a new order.
        let named = matches!(
            &found,
            Some(Labelled {
                label: Some(Label::Name),
                ..
            })
        );
        if named && self.draft.name.is_some() && self.has_more_than_a_name() {
            self.end();
        }
        self.draft.lines.push((line.number, line.text.clone()));
        self.draft.ticked |= clean::ticked(&line.text);
        if let Some(fields) = delimited::fields(line, self.finder) {
            self.fields(fields);
            return;
        }
        match found {
            Some(found) => match found.label {
                Some(label) => self.labelled(label, &found, line),
                None => self.unknown_label(&found, line),
            },
            None => self.content(line),
        }
    }

    /// An entry of a recap list is an order of its own.
    fn entry(&mut self, line: &Line) -> bool {
        if self.draft.name.is_some()
            || matches!(
                self.open,
                Some(Label::Address | Label::Note | Label::Tariff)
            )
        {
            return false;
        }
        let Some(entry) = recap::entry(line, self.finder) else {
            return false;
        };
        let text: String = line
            .text
            .get(entry.text..)
            .unwrap_or_default()
            .chars()
            .filter(|c| !clean::is_mark(*c))
            .collect();
        let mut draft = ChatDraft {
            lines: vec![(line.number, line.text.clone())],
            name: Some(entry.name),
            ticked: clean::ticked(&line.text),
            fingerprint: fingerprint::of(None, [text.as_str()].into_iter()),
            items: entry.reading.items,
            ..ChatDraft::default()
        };
        // Two of one name who want the same stand in a list twice.
        let again = self
            .out
            .iter()
            .rev()
            .take(300)
            .filter(|known| known.fingerprint.starts_with(&draft.fingerprint))
            .count();
        if again > 0 {
            draft.fingerprint = format!("{}+{again}", draft.fingerprint);
        }
        for rest in entry.reading.rest {
            note(&mut draft, rest, "chat-note");
        }
        self.out.push(draft);
        true
    }

    fn has_value(&self, label: Option<Label>) -> bool {
        match label {
            Some(Label::Name) => self.draft.name.is_some(),
            Some(Label::Phone) => self.draft.phone.is_some(),
            Some(Label::Address) => self.draft.address.is_some(),
            _ => false,
        }
    }

    fn has_more_than_a_name(&self) -> bool {
        let draft = &self.draft;
        !draft.items.is_empty() || draft.phone.is_some() || draft.address.is_some()
    }

    fn labelled(&mut self, label: Label, found: &Labelled<'_>, line: &Line) {
        let value = line.text.get(found.value..).unwrap_or_default().trim();
        self.meant |= matches!(
            label,
            Label::Name | Label::Items | Label::Product | Label::Phone
        );
        self.open = Some(label);
        if is_placeholder(value) && label != Label::AddressPart {
            // Also the next line may hold the value.
            return;
        }
        if is_placeholder(value) {
            return;
        }
        self.value(label, found.name, line, found.value);
    }

    /// The value of a label, from a byte of a line on.
    fn value(&mut self, label: Label, name: &str, line: &Line, from: usize) {
        let tokens = Tokens::of(line, from);
        let all = tokens.all.len();
        let text = line.text.get(from..).unwrap_or_default().trim().to_owned();
        let Some(span) = recap::text_span(line, from).filter(|_| all > 0) else {
            return;
        };
        match label {
            Label::Name => self.name(&tokens, text, span),
            Label::Recipient => self.draft.recipient = Some(Read::certain(text, span)),
            Label::Phone => self.phone(&tokens, text, span),
            Label::Address => self.address(text, span, "\n"),
            Label::AddressPart => {
                let part = if name.is_empty() {
                    text
                } else {
                    format!("{name} {text}")
                };
                self.address(part, span, ", ");
            }
            Label::Items => self.items(&tokens, Place::List),
            Label::Product => self.items(&tokens, Place::List),
            Label::Count => self.count(&tokens),
            Label::Choice => self.choice(name, Read::certain(text, span)),
            Label::Custom => {
                let words = Read::certain(format!("{name}={text}"), span);
                match self.draft.items.last_mut() {
                    Some(item) => attach(item, words),
                    None => self.choices.push(words),
                }
            }
            Label::Note => note(&mut self.draft, Read::certain(text, span), ""),
            Label::Wish if is_unchosen(&text) => {}
            Label::Wish => note(
                &mut self.draft,
                Read::certain(format!("{name}: {text}"), span),
                "",
            ),
            Label::Ignored | Label::Tariff => {}
        }
    }

    fn name(&mut self, tokens: &Tokens<'_>, text: String, span: Span) {
        let phone = (0..tokens.all.len()).find(|at| matches!(tokens.kind(*at), Some(Kind::Phone)));
        let read = match phone {
            Some(at) => {
                let number = tokens.raw(at, at + 1).to_owned();
                let why = Message::new("chat-phone-loose").text("text", number.as_str());
                self.draft.phone.get_or_insert(Read {
                    value: number,
                    span: Some(tokens.span(at, at + 1)),
                    sureness: Sureness::Assumed(why),
                });
                let name = tokens
                    .raw(0, at)
                    .trim_end_matches([' ', '/', '(', '-', ',', ':'])
                    .to_owned();
                let why = Message::new("chat-name-sentence").text("text", name.as_str());
                Read {
                    value: name,
                    span: Some(tokens.span(0, at)),
                    sureness: Sureness::Assumed(why),
                }
            }
            None => Read::certain(text, span),
        };
        if !read.value.is_empty() {
            self.draft.name = Some(read);
        }
    }

    /// A phone under its label. Another number may look like one (rule 49).
    fn phone(&mut self, tokens: &Tokens<'_>, text: String, span: Span) {
        let phones: Vec<usize> = (0..tokens.all.len())
            .filter(|at| matches!(tokens.kind(*at), Some(Kind::Phone)))
            .collect();
        let read = if phone::normalize(&text).is_some() {
            Read::certain(text, span)
        } else if let Some(at) = phones.first() {
            let number = tokens.raw(*at, at + 1).to_owned();
            let why = Message::new("chat-phone-loose").text("text", number.as_str());
            Read {
                value: number,
                span: Some(tokens.span(*at, at + 1)),
                sureness: Sureness::Assumed(why),
            }
        } else if text.chars().any(|c| c.is_ascii_digit()) {
            let why = Message::new("chat-phone-unusable").text("text", text.as_str());
            Read {
                value: text,
                span: Some(span),
                sureness: Sureness::Assumed(why),
            }
        } else {
            return;
        };
        self.draft.phone = Some(read);
    }

    fn address(&mut self, text: String, span: Span, join: &str) {
        self.draft.address = Some(match self.draft.address.take() {
            None => Read::certain(text, span),
            Some(old) if old.value.len() > LONGEST => old,
            Some(old) => Read {
                value: format!("{}{join}{text}", old.value),
                span: old.span.map(|old| old.through(span)),
                sureness: old.sureness,
            },
        });
    }

    fn items(&mut self, tokens: &Tokens<'_>, place: Place) {
        let reading = read(tokens, 0, tokens.all.len(), place, self.finder);
        self.take(reading);
    }

    /// Takes over what a line said about items; whether it said anything.
    fn take(&mut self, reading: Reading) -> bool {
        let Reading {
            mut items,
            rest,
            lead,
            count,
            about,
            ordering,
            ..
        } = reading;
        let told = !items.is_empty();
        self.meant |= ordering;
        if let (Some(pending), Some(item)) = (&self.count, items.first_mut())
            && item.qty.span.is_none()
        {
            item.qty = pending.clone();
            self.count = None;
        }
        self.draft.items.extend(items);
        if told {
            for choice in std::mem::take(&mut self.choices) {
                self.choice("", choice);
            }
        }
        for words in about {
            match self.draft.items.last_mut() {
                Some(item) => attach(item, words),
                None => note(&mut self.draft, words, ""),
            }
        }
        if let Some(count) = count {
            self.counted(count);
        }
        for words in rest.into_iter().chain(lead.filter(|_| told)) {
            note(&mut self.draft, words, "chat-note");
        }
        told
    }

    /// A quantity under a label, or alone in a line below its goods.
    fn counted(&mut self, count: Read<i64>) {
        match self.draft.items.last_mut() {
            Some(item) if item.qty.span.is_none() => item.qty = count,
            Some(_) => {}
            None => self.count = Some(count),
        }
    }

    fn count(&mut self, tokens: &Tokens<'_>) {
        let reading = read(tokens, 0, tokens.all.len(), Place::Free, self.finder);
        if reading.items.iter().any(|item| !item.candidates.is_empty()) {
            self.take(reading);
        } else if let Some(count) = reading.count {
            self.counted(count);
        }
    }

    /// Size, colour or flavour: part of the name where the goods are told apart by it.
    fn choice(&mut self, name: &str, choice: Read<String>) {
        let Some(item) = self.draft.items.last_mut() else {
            self.choices.push(choice);
            return;
        };
        let parts = key_parts(&format!("{} {}", item.typed, choice.value));
        let words: Vec<&str> = parts.iter().map(String::as_str).collect();
        let hit = self
            .finder
            .whole(&parts.join(" "))
            .or_else(|| self.finder.loose(&words));
        let good = match hit.as_ref().map(|hit| (hit.goods.as_slice(), hit.fit)) {
            Some(([at], fit)) if fit <= Fit::Part => self.finder.goods.get(*at),
            _ => None,
        };
        match good {
            Some(good) => {
                item.typed = format!("{} {}", item.typed, choice.value);
                item.code.value = Some(good.code.clone());
                item.code.sureness = Sureness::Certain;
                item.candidates = vec![good.code.clone()];
            }
            None => {
                let value = if name.is_empty() {
                    choice.value
                } else {
                    format!("{name}={}", choice.value)
                };
                attach(item, Read { value, ..choice });
            }
        }
    }

    fn unknown_label(&mut self, found: &Labelled<'_>, line: &Line) {
        if self.open == Some(Label::Tariff) {
            return;
        }
        let (from, _) = lead(&line.text);
        let tokens = Tokens::of(line, from);
        let place = if self.open == Some(Label::Items) {
            Place::List
        } else {
            Place::Free
        };
        let reading = read(&tokens, 0, tokens.all.len(), Place::Free, self.finder);
        if reading.items.iter().any(|item| !item.candidates.is_empty()) {
            self.content(line);
            return;
        }
        let value = line.text.get(found.value..).unwrap_or_default().trim();
        let only_price =
            reading.priced && value.chars().any(|c| c.is_ascii_digit()) && reading.count.is_none();
        if value.is_empty() || is_placeholder(value) || is_unchosen(value) || only_price {
            // A heading ends what stood above it.
            if value.is_empty() && place == Place::Free {
                self.open = None;
            }
            self.notice(line);
            return;
        }
        if place == Place::List && reading.count.is_some() {
            self.content(line);
            return;
        }
        self.open = None;
        if let Some(span) = recap::text_span(line, from) {
            let text = line.text.get(from..).unwrap_or_default().to_owned();
            note(&mut self.draft, Read::certain(text, span), "");
        }
    }

    /// A line without a label.
    fn content(&mut self, line: &Line) {
        let (from, _) = lead(&line.text);
        let text = line.text.get(from..).unwrap_or_default();
        if text.is_empty() || is_placeholder(text) {
            return;
        }
        if let Some(label) = self.open
            && let Some(span) = recap::text_span(line, from)
        {
            let tokens = Tokens::of(line, from);
            let waits = !self.has_value(Some(label));
            match label {
                Label::Name
                | Label::Phone
                | Label::Recipient
                | Label::Product
                | Label::Count
                | Label::Choice
                | Label::Custom
                    if waits && !self.is_order(&tokens)
                        || matches!(label, Label::Product | Label::Count) =>
                {
                    self.value(label, "", line, from);
                    self.open = None;
                    return;
                }
                Label::Address | Label::AddressPart
                    if !self.is_order(&tokens) && !is_copied(text) =>
                {
                    if matches!(tokens.kind(0), Some(Kind::Phone)) {
                        self.open = None;
                    } else {
                        self.address(text.to_owned(), span, "\n");
                        return;
                    }
                }
                Label::Note if !self.is_order(&tokens) && !is_copied(text) => {
                    note(&mut self.draft, Read::certain(text.to_owned(), span), "");
                    return;
                }
                Label::Tariff => return,
                Label::Items if !is_copied(text) => {
                    self.items(&tokens, Place::List);
                    return;
                }
                _ => self.open = None,
            }
        }
        self.sentence(line, from);
    }

    /// Whether a line orders something beyond doubt, though it stands where an address goes on.
    fn is_order(&self, tokens: &Tokens<'_>) -> bool {
        let reading = read(tokens, 0, tokens.all.len(), Place::Free, self.finder);
        reading.items.iter().any(|item| {
            item.code.value.is_some() && item.qty.span.is_some() && !item.qty.sureness.is_unclear()
        })
    }

    fn sentence(&mut self, line: &Line, from: usize) {
        self.notice(line);
        let tokens = Tokens::of(line, from);
        let parts = sentence::parts(&tokens);
        let found = parts.name.is_some() || parts.address.is_some() || parts.phone.is_some();
        let mut told = found;
        let mut readings = Vec::new();
        for (from, to) in parts.items {
            let reading = read(&tokens, from, to, Place::Free, self.finder);
            told |=
                !reading.items.is_empty() || reading.count.is_some() || !reading.about.is_empty();
            readings.push(reading);
        }
        let draft = &mut self.draft;
        let keep = |field: &mut Option<Read<String>>, read: Option<Read<String>>| {
            if field.is_none() {
                *field = read;
            }
        };
        keep(&mut draft.name, parts.name);
        keep(&mut draft.phone, parts.phone);
        keep(&mut draft.address, parts.address);
        for mut reading in readings {
            let lead = reading.lead.take();
            let items = !reading.items.is_empty();
            if !told && is_copied(line.text.get(from..).unwrap_or_default()) {
                self.meant |= reading.ordering;
                continue;
            }
            // Money without goods is a tariff or a total that was copied along.
            if !told && reading.priced {
                continue;
            }
            self.take(reading);
            let Some(lead) = lead else { continue };
            if !found
                && is_name_like(&lead.value)
                && self.title.is_none()
                && (items || self.draft.items.is_empty())
            {
                self.title = Some(lead);
            } else {
                note(&mut self.draft, lead, "chat-note");
            }
        }
    }

    /// What the line makes of the message, if not an order.
    fn notice(&mut self, line: &Line) {
        if self.instead.is_none() && line.text.len() < 2_000 {
            let folded = crate::domain::text::fold(&line.text);
            self.instead = vocabulary::instead(&folded, line.text.contains('?'));
        }
    }

    fn fields(&mut self, fields: delimited::Fields) {
        self.meant = true;
        let draft = &mut self.draft;
        draft.name = draft.name.take().or(fields.name);
        draft.phone = draft.phone.take().or(fields.phone);
        draft.address = draft.address.take().or(fields.address);
        for reading in fields.items {
            self.take(reading);
        }
    }

    /// Ends the order; nothing is kept of lines that hold none.
    pub(super) fn end(&mut self) {
        let mut draft = std::mem::take(&mut self.draft);
        let instead = self.instead.take();
        let meant = std::mem::take(&mut self.meant);
        let title = self.title.take();
        self.open = None;
        self.last_items(&mut draft);
        let known = draft.items.iter().any(|item| !item.candidates.is_empty());
        if !known && !meant {
            return;
        }
        let filled = [
            draft.name.is_some(),
            draft.phone.is_some(),
            draft.address.is_some(),
        ];
        if draft.items.is_empty() && filled.iter().filter(|filled| **filled).count() < 2 {
            return;
        }
        if instead == Some(Instead::Shop) && !known {
            return;
        }
        self.who(&mut draft, title);
        if draft.items.is_empty() {
            draft.doubts.push(Message::new("chat-no-items"));
        }
        if let Some(instead) = instead {
            draft.doubts.push(Message::new(match instead {
                Instead::Change => "chat-changes",
                Instead::Question => "chat-asks",
                Instead::Shop => "chat-from-shop",
            }));
        }
        if instead == Some(Instead::Shop) {
            doubt_all(&mut draft);
        }
        if draft.fingerprint.is_empty() {
            let lines = draft.lines.iter().map(|(_, line)| line.as_str());
            draft.fingerprint = fingerprint::of(self.sender, lines);
        }
        self.out.push(draft);
    }

    /// A quantity without goods is of the only goods there are.
    fn last_items(&mut self, draft: &mut ChatDraft) {
        let choices = std::mem::take(&mut self.choices);
        if let Some(count) = self.count.take()
            && draft.items.is_empty()
        {
            let only = self.finder.goods.only();
            let sureness = match only {
                Some(good) => Sureness::Assumed(
                    Message::new("chat-goods-only").text("name", good.name.as_str()),
                ),
                None => Sureness::Unclear(
                    Message::new("chat-goods-missing").count("count", count.value),
                ),
            };
            let code = only.map(|good| good.code.clone());
            draft.items.push(ChatItem {
                typed: String::new(),
                candidates: code.iter().cloned().collect(),
                code: Read {
                    value: code,
                    span: None,
                    sureness,
                },
                qty: count,
                customization: None,
                price: None,
            });
        }
        for choice in choices {
            match draft.items.last_mut() {
                Some(item) => attach(item, choice),
                None => note(draft, choice, ""),
            }
        }
    }

    /// Who orders: by label, by sentence, by the chat's header, by a line above the items.
    fn who(&self, draft: &mut ChatDraft, title: Option<Read<String>>) {
        draft.sender = self.sender.map(str::to_owned);
        let assumed = |key, text: &str| Sureness::Assumed(Message::new(key).text("text", text));
        let by_phone = self
            .sender
            .filter(|sender| Phone::read(sender).normal().is_some());
        if let (None, Some(phone)) = (&draft.phone, by_phone) {
            draft.phone = Some(Read {
                value: phone.to_owned(),
                span: None,
                sureness: assumed("chat-phone-sender", phone),
            });
        }
        let mut title = title;
        if draft.name.is_none() {
            let sender = self.sender.filter(|_| by_phone.is_none());
            draft.name = match (&draft.recipient, sender) {
                (_, Some(sender)) => Some(Read {
                    value: sender.to_owned(),
                    span: None,
                    sureness: assumed("chat-name-sender", sender),
                }),
                (Some(recipient), None) => {
                    let why = assumed("chat-name-recipient", &recipient.value);
                    Some(recipient.clone().at_most(why))
                }
                (None, None) => title.take().map(|title| {
                    let why = assumed("chat-name-sentence", &title.value);
                    title.at_most(why)
                }),
            };
        }
        if let Some(title) = title {
            note(draft, title, "chat-note");
        }
        if draft.name.is_none() && draft.phone.is_none() {
            draft.doubts.push(Message::new("chat-who"));
        }
    }
}

/// What a shop wrote names its own people, phones and places too.
fn doubt_all(draft: &mut ChatDraft) {
    let doubt = Sureness::Assumed(Message::new("chat-from-shop"));
    let fields = [
        &mut draft.name,
        &mut draft.phone,
        &mut draft.recipient,
        &mut draft.address,
    ];
    for read in fields.into_iter().flatten() {
        read.sureness = read.sureness.clone().and(doubt.clone());
    }
    for item in &mut draft.items {
        item.qty.sureness = item.qty.sureness.clone().and(doubt.clone());
    }
}

/// Longest note, address or customization that is put together, in bytes; the book takes less.
const LONGEST: usize = 10_000;

/// Adds to the note; `why` names what was assumed, empty when nothing was.
fn note(draft: &mut ChatDraft, words: Read<String>, why: &'static str) {
    let words = match why {
        "" => words,
        why => {
            let assumed = Sureness::Assumed(Message::new(why).text("text", words.value.as_str()));
            words.at_most(assumed)
        }
    };
    draft.note = Some(match draft.note.take() {
        None => words,
        Some(old) if old.value.len() > LONGEST => old,
        Some(old) => Read {
            value: format!("{}\n{}", old.value, words.value),
            span: old.span.zip(words.span).map(|(old, new)| old.through(new)),
            sureness: old.sureness.and(words.sureness),
        },
    });
}

/// One to three words that may be a name.
fn is_name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && known(text).is_none()
        && words.iter().all(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || c == '.' || c == '\'')
        })
}
