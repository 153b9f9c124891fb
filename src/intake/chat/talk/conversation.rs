//! Reads messages in their conversation. What a sender says acts on the order that the sender has:
//! it starts it, goes on with it, corrects it, takes it back, or answers the shop, which asks, offers,
//! refuses and sums up. What isn't understood makes all that the sender ordered a question.

use std::collections::HashMap;

use super::super::boilerplate::{is_attached, is_boilerplate, is_deleted, is_voice};
use super::super::clean::{Line, is_placeholder, plain};
use super::super::delimited;
use super::super::entry;
use super::super::evidence;
use super::super::forms::{self, Part};
use super::super::labels::label;
use super::super::messages::{Message as Sent, is_shop, orders};
use super::super::paste::{Found, ReadPaste};
use super::super::recap;
use super::super::signs::Sign;
use super::super::speech::{Act, Words};
use super::super::sums;
use super::super::whole_texts::{is_forwarded, is_of_shop, is_poll, is_shop_list};
use super::joining::How;
use super::lists::Lists;
use super::people::{Person, Waits, name_words};
use super::said::said;
use crate::domain::chat::{ChatDraft, ChatItem};
use crate::domain::message::Message;
use crate::intake::assortment::Finder;

/// Reads all messages: their orders, and the lines that are part of none. `shop` is the name under
/// which the shop writes, folded.
pub(in crate::intake::chat) fn read_paste(
    messages: Vec<Sent>,
    finder: &Finder<'_>,
    shop: &str,
) -> ReadPaste {
    let mut talk = Talk::new(finder, shop);
    let mut senders: Vec<&str> = messages
        .iter()
        .filter_map(|message| message.sender.as_deref())
        .filter(|sender| !talk.is_shop(sender))
        .collect();
    senders.sort_unstable();
    senders.dedup();
    let mut parts: HashMap<String, Vec<String>> = HashMap::new();
    for sender in senders {
        for word in name_words(sender) {
            parts.entry(word).or_default().push(sender.to_owned());
        }
    }
    talk.parts = parts;
    for message in messages {
        talk.message(message);
    }
    talk.end()
}

/// Longest line that is weighed, in bytes.
const LONGEST_LINE: usize = 10_000;

/// A quotation above an answer.
pub(super) struct Quoted {
    /// The goods in it.
    pub goods: Vec<ChatItem>,
    /// Whether somebody else than the shop said them.
    pub others: bool,
    pub lines: Vec<(usize, String)>,
}

/// The state while the messages are read.
pub(super) struct Talk<'a> {
    pub finder: &'a Finder<'a>,
    pub shop: String,
    /// The orders; those taken back are gone.
    pub orders: Vec<Option<ChatDraft>>,
    pub passed: Vec<(usize, String)>,
    /// By sender.
    pub people: HashMap<String, Person>,
    /// Who spoke last, apart from the shop.
    pub last: String,
    /// Whether that was the message just before.
    pub just: bool,
    /// Goods that the shop, or a poll, spoke of last.
    pub offer: Vec<ChatItem>,
    /// Whether the shop spoke of them.
    pub offered: bool,
    /// Number of orders before this message.
    pub begun: usize,
    /// Whether something in this message was taken as an answer.
    pub understood: bool,
    /// Whether this message agreed to what the shop summed up.
    pub agreed: bool,
    /// Whether the message before was the shop's, with a question or an offer.
    pub offered_last: bool,
    pub lists: Lists,
    /// The senders by the words of their names, apart from the shop.
    pub parts: HashMap<String, Vec<String>>,
    /// Index of the order from the form's message just before, to which its sender may add a remark.
    formed: Option<usize>,
}

impl<'a> Talk<'a> {
    fn new(finder: &'a Finder<'a>, shop: &str) -> Self {
        Self {
            finder,
            shop: shop.to_owned(),
            orders: Vec::new(),
            passed: Vec::new(),
            people: HashMap::new(),
            last: String::new(),
            just: false,
            offer: Vec::new(),
            offered: false,
            begun: 0,
            understood: false,
            agreed: false,
            offered_last: false,
            lists: Lists::default(),
            parts: HashMap::new(),
            formed: None,
        }
    }

    /// Whether the shop wrote a message, by its name.
    pub(super) fn is_shop(&self, sender: &str) -> bool {
        is_shop(sender, &self.shop)
    }

    fn message(&mut self, message: Sent) {
        let parts = forms::parts(message.lines.clone());
        if !parts.iter().any(|part| matches!(part, Part::Form(_))) {
            self.free(message);
            return;
        }
        let mut ahead = Vec::new();
        for part in parts {
            match part {
                Part::Form(lines) => {
                    let mut draft = forms::draft(lines, self.finder.goods);
                    draft.sender.clone_from(&message.sender);
                    forms::remark(&mut draft, std::mem::take(&mut ahead));
                    self.orders.push(Some(draft));
                    self.formed = Some(self.orders.len() - 1);
                    let key = message.sender.as_deref().unwrap_or_default();
                    self.person(key).form = self.formed;
                }
                // Words that name no goods are about the form's order.
                Part::Free(lines) if self.says_no_order(&lines) => {
                    let formed = self.formed.and_then(|at| self.orders.get_mut(at)?.as_mut());
                    match formed {
                        Some(draft) => forms::remark(draft, lines),
                        None => ahead = lines,
                    }
                }
                Part::Free(lines) => {
                    let before = self.orders.len();
                    let part = Sent {
                        lines: lines.clone(),
                        ..message.clone()
                    };
                    let formed = self.formed.take();
                    let passed = self.passed.len();
                    self.free(part);
                    // Words that make no order are about the form's order.
                    if self.orders.len() == before {
                        self.passed.truncate(passed);
                        match formed.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
                            Some(draft) => forms::remark(draft, lines),
                            None => ahead = lines,
                        }
                    }
                    self.formed = formed;
                }
            }
        }
        self.formed = self.formed.filter(|_| message.whole);
    }

    /// Whether lines name neither goods nor a label.
    fn says_no_order(&self, lines: &[Line]) -> bool {
        let lines: Vec<Line> = lines.iter().cloned().map(plain).collect();
        let labelled = |line: &Line| label(&line.text).is_some_and(|found| found.label.is_some());
        !lines.iter().any(labelled) && self.goods_in(&lines).is_empty()
    }

    /// Reads a message that contains no form's message.
    fn free(&mut self, mut message: Sent) {
        let key = message.sender.clone().unwrap_or_default();
        message.lines = message.lines.into_iter().map(plain).collect();
        if self.remark(&message) {
            return;
        }
        for line in message.lines.iter().filter(|line| is_voice(&line.text)) {
            self.passed.push((line.number, line.text.clone()));
        }
        message.lines.retain(|line| {
            !is_voice(&line.text) && !is_attached(&line.text) && !is_deleted(&line.text)
        });
        // Nobody writes such lines: they are read, but not weighed.
        if message
            .lines
            .iter()
            .any(|line| line.text.len() > LONGEST_LINE)
        {
            if self.goods_in(&message.lines).is_empty() {
                self.pass(&message.lines);
                return;
            }
            for mut draft in self.read(&message, message.lines.clone()).orders {
                draft.doubts.push(Act::Says.doubt().text("text", "…"));
                self.place(&key, &message.day, draft, How::default());
            }
            return;
        }
        if is_forwarded(&message.lines) || is_poll(&message.lines) {
            self.offer = self.goods_in(&message.lines);
            self.offered = false;
            self.pass(&message.lines);
            return;
        }
        let quoted = self.unquote(&mut message);
        if message.lines.iter().all(|line| line.text.is_empty()) {
            return;
        }
        let by_shop = message
            .sender
            .as_deref()
            .is_some_and(|sender| self.is_shop(sender));
        let courier = name_words(&key).iter().any(|word| {
            matches!(
                word.as_str(),
                "ojol"
                    | "gojek"
                    | "kurir"
                    | "driver"
                    | "gosend"
                    | "grab"
                    | "lalamove"
                    | "maxim"
                    | "jne"
                    | "jnt"
                    | "paxel"
                    | "sicepat"
            )
        });
        if courier || is_shop_list(&message.lines, self.finder) {
            self.pass(&message.lines);
        } else if self.is_structured(&message) {
            self.structured(&message, &key, by_shop);
        } else if by_shop {
            self.shop_says(&message);
        } else {
            self.customer_says(&message, &key, quoted);
        }
        self.just = !by_shop;
        self.offered_last = by_shop
            && message
                .lines
                .iter()
                .any(|line| line.text.contains('?') || Words::of(&line.text).asks());
        if !by_shop {
            self.last = key;
        }
    }

    /// Adds words behind a form's message to its note. Returns whether they were only that.
    fn remark(&mut self, message: &Sent) -> bool {
        let Some(at) = self.formed.take() else {
            return false;
        };
        let names_goods = !self.goods_in(&message.lines).is_empty();
        let labelled = message
            .lines
            .iter()
            .any(|line| label(&line.text).is_some_and(|found| found.label.is_some()));
        let ordering = message
            .lines
            .iter()
            .any(|line| Words::of(&line.text).has(Sign::Wants));
        match self.orders.get_mut(at).and_then(Option::as_mut) {
            Some(draft)
                if draft.sender == message.sender && !(names_goods || labelled || ordering) =>
            {
                forms::remark(draft, message.lines.clone());
                true
            }
            _ => false,
        }
    }

    /// Lists lines that are part of no order, without thanks and greetings.
    pub(super) fn pass(&mut self, lines: &[Line]) {
        for line in lines {
            if !is_boilerplate(&line.text) && !is_placeholder(&line.text) {
                self.passed.push((line.number, line.text.clone()));
            }
        }
    }

    /// The known goods that lines name.
    pub(super) fn goods_in(&self, lines: &[Line]) -> Vec<ChatItem> {
        let items = lines.iter().flat_map(|line| said(line, self.finder).items);
        items.collect()
    }

    /// Takes the quotation out of a message. Returns the goods in it, and whether somebody else
    /// than the shop said them.
    fn unquote(&self, message: &mut Sent) -> Option<Quoted> {
        let quoted: Vec<Line> = message
            .lines
            .iter()
            .filter(|line| line.text.starts_with('>'))
            .cloned()
            .collect();
        // A list with such bullets is none.
        let first = message.lines.iter().find(|line| !line.text.is_empty())?;
        if quoted.is_empty() || !first.text.starts_with('>') || quoted.len() == message.lines.len()
        {
            return None;
        }
        let others = quoted.iter().any(|line| {
            let said = line.text.trim_start_matches(['>', ' ']);
            let who = said.split_once(':').map(|(who, _)| who);
            who.is_some_and(|who| {
                label(said).is_none_or(|found| found.label.is_none()) && !self.is_shop(who)
            })
        });
        message.lines.retain(|line| !line.text.starts_with('>'));
        let mut goods = self.goods_in(&quoted);
        if !others {
            for item in &mut goods {
                item.qty.span = None;
            }
        }
        Some(Quoted {
            goods,
            others,
            lines: quoted
                .into_iter()
                .map(|line| (line.number, line.text))
                .collect(),
        })
    }

    /// Whether a message has labels, entries of a list or fields between signs.
    fn is_structured(&self, message: &Sent) -> bool {
        let lines = &message.lines;
        lines.iter().any(|line| {
            label(&line.text).is_some_and(|found| found.label.is_some())
                || delimited::fields(line, self.finder).is_some()
        }) || recap::is_list(lines, self.finder)
            || recap::manner(lines, self.finder).is_some()
            || !message.whole
                && lines.iter().any(|line| {
                    entry::entry(line, self.finder, &entry::Manner::default()).is_some()
                })
    }

    fn structured(&mut self, message: &Sent, key: &str, by_shop: bool) {
        let mut found = self.read(message, message.lines.clone());
        self.passed.extend(found.passed.iter().cloned());
        if found.listed {
            let first = found
                .orders
                .iter()
                .filter_map(|draft| draft.lines.first())
                .map(|line| line.0)
                .min();
            let heading = message.lines.iter().find(|line| !line.text.is_empty());
            // Whose list it is, its heading has to say.
            if let Some(heading) = heading.filter(|line| Some(line.number) < first)
                && !recap::heads_orders(heading, self.finder)
                && evidence::weigh(
                    std::slice::from_ref(heading),
                    self.finder,
                    &self.known_names(key),
                )
                .unknown
                    > 0
            {
                for draft in &mut found.orders {
                    let text = heading.text.chars().take(120).collect::<String>();
                    draft
                        .doubts
                        .push(Message::new("chat-not-understood").text("text", text));
                }
            }
            let known = self
                .lists
                .take_in(found.orders, message, &mut self.orders, by_shop);
            if !known {
                self.pass(&message.lines);
            }
            return;
        }
        if by_shop {
            self.pass(&message.lines);
            return;
        }
        for left in found.left {
            self.leave(key, left);
        }
        let of_shop = is_of_shop(&message.lines);
        for mut draft in found.orders {
            if of_shop {
                draft.doubts.push(Message::new("chat-from-shop"));
            }
            self.place(key, &message.day, draft, How::default());
        }
    }

    /// Reads lines by themselves.
    pub(super) fn read(&self, message: &Sent, lines: Vec<Line>) -> Found {
        let mut found = orders(message.sender.as_deref(), message.whole, lines, self.finder);
        // The lines are shown as they were written.
        for draft in found.orders.iter_mut().chain(&mut found.left) {
            for (number, text) in &mut draft.lines {
                if let Some(line) = message.lines.iter().find(|line| line.number == *number) {
                    text.clone_from(&line.text);
                }
            }
        }
        found
    }

    fn end(mut self) -> ReadPaste {
        let mut keys: Vec<String> = self.people.keys().cloned().collect();
        keys.sort();
        for key in keys {
            self.check_account(&key);
            let Some((mut draft, why)) = self.person(&key).waiting.take() else {
                continue;
            };
            match why {
                Waits::Confirmed if self.has_order(&key) => self.renew(&key, draft.items),
                Waits::Confirmed => self.place(&key, "", draft, How::default()),
                Waits::Asked | Waits::Refused | Waits::Offered => {}
                Waits::Wished => {
                    draft.doubts.push(Act::Plans.doubt());
                    self.orders.push(Some(draft));
                }
                Waits::Changed | Waits::SummedUp => self.doubt(&key, Act::Changes.doubt()),
            }
        }
        for person in self.people.values() {
            let order = person
                .order
                .and_then(|at| self.orders.get_mut(at)?.as_mut());
            if let Some(draft) = order {
                person.bill.check(draft, self.finder.goods);
            }
        }
        let mut orders: Vec<ChatDraft> = self.orders.into_iter().flatten().collect();
        for draft in &mut orders {
            sums::check_sums(draft, self.finder.goods);
        }
        orders.sort_by_key(|draft| draft.lines.first().map_or(0, |line| line.0));
        self.passed.sort();
        self.passed.dedup();
        ReadPaste {
            orders,
            passed: self.passed,
            ..ReadPaste::default()
        }
    }
}
