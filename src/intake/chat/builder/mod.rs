//! Builds an order line by line. A label opens a field, and the lines after it continue its value;
//! lines without a label are read as items, list entries or sentences.

mod ending;
mod entries;
pub(super) mod fields;
pub(super) mod notes;
mod people;
mod sentences;

use crate::domain::chat::{ChatDraft, ChatItem, Read, Sureness};
use crate::domain::message::Message;

use self::notes::note;
use super::boilerplate::{
    is_attached, is_boilerplate, is_instruction, is_title, is_unchosen, is_voice,
};
use super::clean::{self, Line, is_placeholder, is_rule, lead};
use super::delimited;
use super::entry::Manner;
use super::items::count::Count;
use super::items::{Place, read};
use super::labels::{Label, Labelled, is_account_holder, label};
use super::paste::Found;
use super::recap;
use super::speech::{Act, Words};
use super::tokens::{Kind, Tokens, chat_number};
use super::vocabulary;
use crate::intake::assortment::Finder;

/// The state of the order being built.
pub(super) struct Builder<'a> {
    sender: Option<&'a str>,
    finder: &'a Finder<'a>,
    out: &'a mut Found,
    /// Number of finished orders before these lines.
    begun: usize,
    draft: ChatDraft,
    /// The label whose value may continue in the next line.
    open: Option<Label>,
    /// The name of the open label, while its value is expected in the next line.
    below: Option<String>,
    /// A quantity from a label, before its product.
    count: Option<Count>,
    /// Sizes or colours from labels, before their product.
    choices: Vec<Read<String>>,
    /// A line alone above the items that may be the customer's name.
    title: Option<Read<String>>,
    /// The last line without a label, while no goods were found.
    above: Option<Line>,
    /// Whether there was a label or a word of ordering.
    meant: bool,
    /// Whether there was a quantity, of known or unknown goods.
    counted: bool,
    /// Indexes of items that a form lists without a quantity.
    blank: Vec<usize>,
    /// What speaks against an order in its lines.
    against: Option<Act>,
    /// How the lines of a list are read.
    manner: Manner,
    /// Whether the lines are a list whose numbers count orders.
    list: bool,
    /// How many pieces the text says there are in all.
    pieces_told: Option<i64>,
    /// Whether the lines answer a message quoted above them.
    quoted: bool,
    /// Whether the order is a list entry that doesn't say clearly who wants what.
    row: bool,
    /// The phone number in a link to a chat.
    linked_phone: Option<Read<String>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(sender: Option<&'a str>, finder: &'a Finder<'a>, out: &'a mut Found) -> Self {
        Self {
            sender,
            finder,
            begun: out.orders.len(),
            out,
            draft: ChatDraft::default(),
            open: None,
            below: None,
            count: None,
            choices: Vec::new(),
            title: None,
            above: None,
            meant: false,
            counted: false,
            blank: Vec::new(),
            against: None,
            manner: Manner::default(),
            list: false,
            pieces_told: None,
            quoted: false,
            row: false,
            linked_phone: None,
        }
    }

    /// Reads the lines of one block.
    pub(super) fn lines(&mut self, lines: &[Line]) {
        self.manner = recap::manner(lines, self.finder).unwrap_or_default();
        self.list = self.manner.bare || recap::is_list(lines, self.finder);
        self.quoted = is_answer(lines);
        if self.quoted {
            self.draft.doubts.push(Message::new("chat-quoted"));
        }
        for line in lines {
            self.line(line);
        }
    }

    /// Reads the next line.
    fn line(&mut self, line: &Line) {
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
        if is_voice(&line.text) {
            self.out.passed.push((line.number, line.text.clone()));
            return;
        }
        if is_attached(&line.text) {
            return;
        }
        let numbered = self.list && lead(&line.text).1.is_some();
        if numbered && self.row {
            self.end();
        }
        if self.entry(line) || self.beside_entries(line) {
            return;
        }
        if numbered && self.may_list() && recap::instructs(line, self.finder) {
            self.out.passed.push((line.number, line.text.clone()));
            return;
        }
        if numbered
            && self.may_list()
            && self.open.is_none()
            && label(&line.text).is_none_or(|found| found.label.is_none())
        {
            if !self.draft.items.is_empty() {
                self.end();
            }
            self.row = true;
            self.title = recap::named(line, self.finder);
        }
        if delimited::is_title(&line.text) {
            return;
        }
        self.read(line);
    }

    /// Reads a line of the order, and asks about items that are struck out or unticked.
    fn read(&mut self, line: &Line) {
        let before = self.draft.items.len();
        self.told(line);
        // The line may have started a new order.
        let before = before.min(self.draft.items.len().saturating_sub(1));
        let items = self.draft.items.get_mut(before..).unwrap_or_default();
        doubt_struck(items, &mut self.draft.doubts, &line.text);
    }

    fn told(&mut self, line: &Line) {
        let fields = delimited::fields(line, self.finder);
        let found = label(&line.text);
        let above = self.draft.lines.last().map(|(_, above)| above.as_str());
        if let (Some(found), Some(above)) = (&found, above)
            && is_account_holder(found.name, above)
            && let Some(span) = clean::text_span(line, 0)
        {
            self.draft.lines.push((line.number, line.text.clone()));
            note(&mut self.draft, Read::certain(line.text.clone(), span), "");
            self.open = None;
            return;
        }
        // A second name label starts a new order.
        let again = match found.as_ref().and_then(|found| found.label) {
            Some(Label::Name) => self.draft.name.is_some(),
            Some(Label::Recipient) => self.draft.recipient.is_some(),
            _ => fields.as_ref().is_some_and(delimited::Fields::say_who),
        };
        if again && self.has_more_than_a_name() {
            self.end();
        }
        self.draft.lines.push((line.number, line.text.clone()));
        // A tick before a line is a bullet or a chosen option, not "paid".
        let (from, _) = lead(&line.text);
        self.draft.ticked |= clean::ticked(line.text.get(from..).unwrap_or_default());
        // A cancellation counts in any place: in a note, an address, beside goods.
        let copied = self.open == Some(Label::Tariff)
            || is_instruction(line.text.get(from..).unwrap_or_default());
        if self.against.is_none() && !copied && Words::of(&line.text).cancels() {
            self.against = Some(Act::Cancels);
        }
        if let Some(fields) = fields {
            self.notice(&line.text);
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

    fn has_value(&self, label: Option<Label>) -> bool {
        match label {
            Some(Label::Name) => self.draft.name.is_some(),
            Some(Label::Phone) => self.draft.phone.is_some(),
            Some(Label::Address) => self.draft.address.is_some(),
            _ => false,
        }
    }

    fn is_blank(&self) -> bool {
        self.draft.name.is_none() && self.draft.note.is_none() && !self.has_more_than_a_name()
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
        self.below = None;
        if is_placeholder(value) {
            // The value may be in the next line.
            self.below = Some(found.name.to_owned());
            return;
        }
        if matches!(
            label,
            Label::Name | Label::Items | Label::Product | Label::Count
        ) {
            self.notice(value);
        }
        self.value(label, found.name, line, found.value);
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
        if self.variants(line, from) {
            return;
        }
        let reading = read(&tokens, 0, tokens.all.len(), Place::Free, self.finder);
        let value = line.text.get(found.value..).unwrap_or_default().trim();
        if reading.items.iter().any(|item| !item.candidates.is_empty()) {
            let before = self.draft.items.len();
            self.content(line);
            // `Putri salju: -`, `Nastar keju:`: forms also list goods that are not ordered.
            if is_placeholder(value) || value.chars().all(|c| c == '0') {
                self.blank.extend(before..self.draft.items.len());
            }
            return;
        }
        let only_price =
            reading.priced && value.chars().any(|c| c.is_ascii_digit()) && reading.count.is_none();
        if value.is_empty() || is_placeholder(value) || is_unchosen(value) || only_price {
            // A heading ends the value above it.
            if value.is_empty() && place == Place::Free {
                self.open = None;
            }
            self.notice(&line.text);
            return;
        }
        if place == Place::List && reading.count.is_some() {
            self.content(line);
            return;
        }
        self.open = None;
        self.counted |=
            reading.counts() && !is_boilerplate(line.text.get(from..).unwrap_or_default());
        if let Some(span) = clean::text_span(line, from) {
            let text = line.text.get(from..).unwrap_or_default().to_owned();
            note(&mut self.draft, Read::certain(text, span), "");
        }
    }

    /// A line without a label.
    fn content(&mut self, line: &Line) {
        let (from, _) = lead(&line.text);
        let text = line.text.get(from..).unwrap_or_default();
        if text.is_empty() || is_placeholder(text) || is_instruction(text) || self.link(line, from)
        {
            return;
        }
        let below = self.below.take();
        let goods = matches!(
            self.open,
            None | Some(Label::Items | Label::Product | Label::Count | Label::Choice)
        );
        if goods && self.variants(line, from) {
            return;
        }
        if let Some(label) = self.open
            && let Some(span) = clean::text_span(line, from)
        {
            let tokens = Tokens::of(line, from);
            let name = below.as_deref().unwrap_or_default();
            let waits = below.is_some() && !self.is_order(&tokens);
            match label {
                Label::Name
                | Label::Phone
                | Label::Recipient
                | Label::Product
                | Label::Count
                | Label::Choice
                | Label::Custom
                | Label::Wish
                    if waits || matches!(label, Label::Product | Label::Count) =>
                {
                    self.value(label, name, line, from);
                    self.open = None;
                    return;
                }
                Label::AddressPart if waits => {
                    self.value(label, name, line, from);
                    return;
                }
                Label::Ignored | Label::Total if waits && tokens.words().any(vocabulary::pays) => {
                    self.open = None;
                    return;
                }
                Label::Address | Label::AddressPart
                    if !self.is_order(&tokens) && !is_boilerplate(text) =>
                {
                    if matches!(tokens.kind(0), Some(Kind::Phone)) {
                        self.open = None;
                    } else {
                        self.address(Read::certain(text.to_owned(), span), "\n");
                        return;
                    }
                }
                Label::Note if !self.is_order(&tokens) && !is_boilerplate(text) => {
                    note(&mut self.draft, Read::certain(text.to_owned(), span), "");
                    return;
                }
                Label::Tariff => return,
                Label::Items if !is_boilerplate(text) => {
                    self.notice(&line.text);
                    self.items(&tokens, Place::List);
                    return;
                }
                _ => self.open = None,
            }
        }
        if self.is_blank() && is_title(text) {
            return;
        }
        self.sentence(line, from);
    }

    /// Takes the phone number from a link to a chat. Returns whether the line is one.
    fn link(&mut self, line: &Line, from: usize) -> bool {
        let text = line.text.get(from..).unwrap_or_default();
        let Some(digits) = chat_number(text).filter(|_| !text.contains(' ')) else {
            return false;
        };
        if let Some(span) = clean::text_span(line, from) {
            let why = Message::new("chat-phone-loose").text("text", digits);
            let read = Read::certain(digits.to_owned(), span).at_most(Sureness::Assumed(why));
            self.linked_phone.get_or_insert(read);
        }
        true
    }

    /// Whether a line is certainly an item line, although an address may continue here.
    fn is_order(&self, tokens: &Tokens<'_>) -> bool {
        let reading = read(tokens, 0, tokens.all.len(), Place::Free, self.finder);
        reading.items.iter().any(|item| {
            item.code.value.is_some() && item.qty.span.is_some() && !item.qty.sureness.is_unclear()
        })
    }

    fn fields(&mut self, fields: delimited::Fields) {
        self.meant = true;
        fields.name.into_iter().for_each(|name| self.add_name(name));
        for phone in fields.phones {
            self.add_phone(phone);
        }
        if let Some(address) = fields.address {
            self.address(address, "\n");
        }
        for reading in fields.items {
            self.take(reading);
        }
        for count in fields.counts {
            self.counted(count);
        }
        for rest in fields.rest {
            note(&mut self.draft, rest, "");
        }
    }
}

/// Whether the lines begin with a quotation of somebody else's message.
fn is_answer(lines: &[Line]) -> bool {
    let filled = || lines.iter().filter(|line| !line.text.is_empty());
    let quoted = |line: &Line| line.text.starts_with('>');
    filled().next().is_some_and(quoted) && !filled().all(quoted)
}

/// The question where goods are so many pieces, and another number of them was told.
fn pieces_differ(pieces: i64, told: i64) -> Option<Message> {
    // `total 195` is in thousands.
    let differs = told != pieces && told <= 2 * pieces + 10;
    differs.then(|| Message::new("chat-qty-several").text("text", format!("{pieces} / {told}")))
}

/// Makes items unsure that are struck out or beside an empty box, because they may not be wanted.
fn doubt_struck(items: &mut [ChatItem], doubts: &mut Vec<Message>, line: &str) {
    let struck = clean::is_struck(line);
    if !struck && !clean::is_unticked(line) {
        return;
    }
    let asked = Message::new("chat-struck").text("text", line);
    for item in items.iter_mut() {
        item.qty.sureness = item
            .qty
            .sureness
            .clone()
            .and(Sureness::Unclear(asked.clone()));
    }
    // Other struck-out text is asked about too; an empty box without goods is an unchosen option.
    if struck && items.is_empty() {
        doubts.push(asked);
    }
}
