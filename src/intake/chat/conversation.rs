//! Reads messages in their conversation. What a sender says acts on the order that the sender has:
//! it starts it, goes on with it, corrects it, takes it back, or answers the shop, which asks, offers,
//! refuses and sums up. What isn't understood makes all that the sender ordered a question.

use std::collections::{HashMap, HashSet};

use super::boilerplate::{is_attached, is_boilerplate, is_voice};
use super::builder::notes::note;
use super::clauses::{Clause, clauses, masked};
use super::clean::{Line, is_placeholder, plain};
use super::delimited;
use super::edits::{self, How, Said};
use super::evidence::{self, Names};
use super::forms::{self, Part};
use super::group_lists::Lists;
use super::labels::label;
use super::messages::{Message as Sent, orders};
use super::paste::{Found, ReadPaste};
use super::recap;
use super::speech::{Act, Sign, Words};
use super::vocabulary;
use crate::domain::chat::{ChatDraft, ChatItem, Read, Span};
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::intake::assortment::Finder;

/// Reads all messages: their orders, and the lines that are part of none.
pub(super) fn read_paste(messages: Vec<Sent>, finder: &Finder<'_>, shop: &str) -> ReadPaste {
    let mut talk = Talk::new(finder, shop);
    talk.parts = messages
        .iter()
        .filter_map(|message| message.sender.as_deref())
        .filter(|sender| !talk.is_shop(sender))
        .flat_map(name_words)
        .collect();
    for message in messages {
        talk.message(message);
    }
    talk.end()
}

/// The words of a sender's name, folded as the words of messages are. Senders themselves are told
/// apart as they are written: `Yusuf` and `Yusup` are two.
pub(super) fn name_words(sender: &str) -> Vec<String> {
    let folded = fold(sender);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Longest line that is weighed, in bytes.
const LONGEST_LINE: usize = 10_000;

/// What a sender has said so far.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// Index of the order that further messages are about.
    pub order: Option<usize>,
    /// Index of the order from a form's message, which nothing but a form changes.
    pub form: Option<usize>,
    day: String,
    /// An order that isn't placed yet, or a change that isn't agreed yet.
    pub waiting: Option<(ChatDraft, Waits)>,
    /// Goods that were named without being ordered.
    pub topic: Vec<ChatItem>,
    /// The items before the last change.
    pub before: Option<Vec<ChatItem>>,
    /// Name, phone, address before there was an order.
    carried: Option<ChatDraft>,
    /// What the shop asked last.
    pub asked: Asked,
}

/// Why an order waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// It was asked about; without an answer there is no order.
    Asked,
    /// It was wished under a condition; without an answer it is a question.
    Wished,
    /// A change that the shop has to grant.
    Changed,
    /// The shop sums up something else; the customer has to agree.
    SummedUp,
    /// The shop offers more.
    Offered,
    /// The shop refused it.
    Refused,
}

/// A quotation above an answer.
struct Quoted {
    /// The goods in it.
    goods: Vec<ChatItem>,
    /// Whether somebody else than the shop said them.
    others: bool,
    lines: Vec<(usize, String)>,
}

/// What the shop asked a customer last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asked {
    #[default]
    Nothing,
    /// How many, or which.
    Goods,
    /// Whose name.
    Name,
    /// Whether the order stands.
    Stands,
    /// Something else: a house, a day.
    Other,
}

/// The state while the messages are read.
pub(super) struct Talk<'a> {
    pub finder: &'a Finder<'a>,
    shop: String,
    /// The orders; those taken back are gone.
    pub orders: Vec<Option<ChatDraft>>,
    passed: Vec<(usize, String)>,
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
    begun: usize,
    /// Whether something in this message was taken as an answer.
    pub understood: bool,
    /// Whether the message before was the shop's, with a question or an offer.
    pub offered_last: bool,
    lists: Lists,
    /// The words of the senders' names, apart from the shop's.
    parts: HashSet<String>,
    /// Index of the order from the form's message just before, to which its sender may add a remark.
    formed: Option<usize>,
}

impl<'a> Talk<'a> {
    fn new(finder: &'a Finder<'a>, shop: &str) -> Self {
        Self {
            finder,
            shop: fold(shop),
            orders: Vec::new(),
            passed: Vec::new(),
            people: HashMap::new(),
            last: String::new(),
            just: false,
            offer: Vec::new(),
            offered: false,
            begun: 0,
            understood: false,
            offered_last: false,
            lists: Lists::default(),
            parts: HashSet::new(),
            formed: None,
        }
    }

    /// Whether the shop wrote a message, by its name.
    fn is_shop(&self, sender: &str) -> bool {
        let sender = fold(sender);
        let role = sender.split(' ').next().unwrap_or_default();
        let by_role = matches!(role, "admin" | "mimin" | "owner" | "cs");
        by_role || !self.shop.is_empty() && sender == self.shop
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
        message
            .lines
            .retain(|line| !is_voice(&line.text) && !is_attached(&line.text));
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
        if evidence::is_forwarded(&message.lines) || evidence::is_poll(&message.lines) {
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
        if courier || evidence::is_shop_list(&message.lines, self.finder) {
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
        let items = lines
            .iter()
            .flat_map(|line| edits::said(line, self.finder).items);
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
                    recap::entry(line, self.finder, &recap::Manner::default()).is_some()
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
        let of_shop = evidence::is_of_shop(&message.lines);
        for mut draft in found.orders {
            if of_shop {
                draft.doubts.push(Message::new("chat-from-shop"));
            }
            self.place(key, &message.day, draft, How::default());
        }
    }

    /// Reads lines by themselves.
    fn read(&self, message: &Sent, lines: Vec<Line>) -> Found {
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

    fn customer_says(&mut self, message: &Sent, key: &str, quoted: Option<Quoted>) {
        let lines = &message.lines;
        let clauses = clauses(lines);
        let orders = self.orders.len();
        self.begun = orders;
        let pending = self.person(key).asked;
        let before = self.fingerprint(key);
        let plans = clauses.iter().filter(|clause| clause.act == Act::Plans);
        let plans: Vec<Clause> = plans.copied().collect();
        if let Some(quoted) = &quoted {
            self.person(key).topic.clone_from(&quoted.goods);
        }
        let mut at = 0;
        while let Some(clause) = clauses.get(at) {
            let rest = clauses.get(at..).unwrap_or_default();
            let length = match (clause.asked, clause.act) {
                (true, Act::Cancels | Act::Changes | Act::Adds | Act::Lessens) => sentence(rest),
                (true, _) => sentence(rest),
                (_, Act::Changes | Act::Adds | Act::Lessens) => edit(rest),
                (_, Act::Says) => rest
                    .iter()
                    .take_while(|next| !next.asked && next.act == Act::Says)
                    .count(),
                _ => 1,
            };
            let run = rest.get(..length.max(1)).unwrap_or_default();
            self.run(message, key, run);
            at += length.max(1);
        }
        if !plans.is_empty() {
            self.wish(key, orders, &masked(lines, &plans));
        }
        if let Some(quoted) = quoted.filter(|quoted| quoted.others) {
            self.doubt(key, Message::new("chat-quoted"));
            if let Some(draft) = self
                .order_of(key)
                .and_then(|at| self.orders.get_mut(at)?.as_mut())
            {
                draft.lines.extend(quoted.lines);
                draft.lines.sort();
            }
        }
        if self.orders.len() == orders && self.fingerprint(key) == before {
            self.pass(lines);
            // What isn't understood may change what was ordered.
            let danger = clauses.iter().any(|clause| {
                let words = Words::of(
                    lines
                        .get(clause.line)
                        .and_then(|line| line.text.get(clause.from..clause.to))
                        .unwrap_or_default(),
                );
                clause.act == Act::Says && evidence::is_danger(&words)
            });
            if danger && !self.understood {
                self.doubt(key, Act::Changes.doubt());
            }
            // A question stays open until it is answered.
            self.person(key).asked = if self.understood {
                Asked::Nothing
            } else {
                pending
            };
        } else {
            self.person(key).asked = Asked::Nothing;
        }
        self.understood = false;
    }

    fn fingerprint(&self, key: &str) -> Option<usize> {
        let at = self.people.get(key)?.order?;
        self.orders.get(at)?.as_ref().map(|draft| draft.lines.len())
    }

    /// Reads clauses that do the same.
    fn run(&mut self, message: &Sent, key: &str, run: &[Clause]) {
        let Some(first) = run.first() else { return };
        let lines = masked(&message.lines, run);
        let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        let text = text.join(" ");
        let words = Words::of(&text);
        let edit = run
            .iter()
            .map(|clause| clause.act)
            .find(|act| matches!(act, Act::Cancels | Act::Changes | Act::Adds | Act::Lessens));
        if vocabulary::joins_in(&text) && edit.is_none() {
            return self.says(message, key, lines);
        }
        // What is said about somebody else who is in the chat changes nothing.
        if edit.is_some() || words.has(Sign::Hearsay) {
            self.doubt_named(key, &words);
        }
        let own = words
            .all()
            .any(|word| matches!(word, "aku" | "saya" | "aq" | "gue" | "punyaku" | "sy"));
        if self.names_another(key, &words) && edit.is_none() && !own {
            return;
        }
        match (first.asked, edit.unwrap_or(first.act)) {
            (asked, act @ (Act::Cancels | Act::Changes | Act::Adds | Act::Lessens)) => {
                self.edit(message, key, act, asked, &lines);
            }
            (true, _) => self.asks(message, key, &lines, &words),
            // `nastar 2, DP udah ditransfer`
            (_, Act::Tells) => {
                let here = self
                    .people
                    .get(key)
                    .and_then(|person| person.order)
                    .filter(|at| *at >= self.begun);
                if self.goods_in(&lines).is_empty()
                    && let Some(draft) = here.and_then(|at| self.orders.get_mut(at)?.as_mut())
                    && let Some(line) = lines.first()
                {
                    let text = text.trim_matches([' ', ',', '.', '!']).to_owned();
                    let span = Span::in_line(line.number, 1, line.text.chars().count().max(1));
                    note(draft, Read::certain(text, span), "chat-note");
                }
            }
            (_, Act::Plans) => self.says(message, key, lines),
            _ => self.says(message, key, lines),
        }
    }

    /// Puts a question on the orders of those whom somebody else names when changing something.
    fn doubt_named(&mut self, key: &str, words: &Words) {
        let named: Vec<String> = words
            .all()
            .filter(|word| {
                word.len() > 2 && !vocabulary::is_polite(word) && self.parts.contains(*word)
            })
            .map(str::to_owned)
            .collect();
        let of = |other: &&String| {
            other.as_str() != key && name_words(other).iter().any(|part| named.contains(part))
        };
        let keys: Vec<String> = self.people.keys().filter(of).cloned().collect();
        for other in keys {
            self.doubt(&other, Act::Changes.doubt());
        }
    }

    /// Whether words name another sender of this paste and not this one.
    fn names_another(&self, key: &str, words: &Words) -> bool {
        let own = name_words(key);
        let named = |word: &str| {
            word.len() > 2
                && !own.iter().any(|part| part == word)
                && !vocabulary::is_filler(word)
                && !vocabulary::is_polite(word)
                && !super::speech::is_known(word)
                && !vocabulary::is_calm(word)
                && !super::numbers::counts(word)
                && self.finder.loose(&[word]).is_none()
                && self.parts.contains(word)
        };
        words.all().any(named)
    }

    /// Somebody says something: an order, if it names goods and nothing speaks against it.
    fn says(&mut self, message: &Sent, key: &str, lines: Vec<Line>) {
        let said: Vec<Said> = lines
            .iter()
            .map(|line| edits::said(line, self.finder))
            .collect();
        if lines
            .iter()
            .any(|line| evidence::says_who_pays(&Words::of(&line.text)))
            && let Some(draft) = self
                .order_of(key)
                .and_then(|at| self.orders.get_mut(at)?.as_mut())
        {
            draft
                .doubts
                .retain(|doubt| doubt.key != "chat-other-person");
            self.understood = true;
        }
        let known = said.iter().any(|said| !said.items.is_empty());
        let weight = evidence::weigh(&lines, self.finder, &self.known_names(key));
        let mut found = self.read(message, lines.clone());
        if !known
            && !found.orders.iter().any(|draft| {
                draft
                    .doubts
                    .iter()
                    .any(|doubt| doubt.key == "chat-no-items")
            })
        {
            let answered = self.answer(message, key, &lines, &said);
            self.understood |= answered;
            let idle = |draft: &ChatDraft| {
                let named = draft.items.iter().any(|item| !item.typed.is_empty());
                answered || !weight.wants && (!named || weight.unknown > 2 || self.has_order(key))
            };
            let (idle, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut found.orders)
                .into_iter()
                .partition(idle);
            found.orders = rest;
            for left in found.left.into_iter().chain(idle) {
                self.leave(key, left);
            }
            for draft in found.orders {
                self.place(key, &message.day, draft, How::default());
            }
            return;
        }
        for left in found.left {
            self.leave(key, left);
        }
        let counted = said.iter().any(|said| {
            !said.counts.is_empty() || said.items.iter().any(|item| item.qty.span.is_some())
        });
        if known && !counted && self.chooses(key, &said) {
            return;
        }
        // Goods among words that nobody understands, without a number or a wish: talk.
        if known && !counted && !weight.wants && weight.unknown > 0 && !weight.usual {
            let items: Vec<ChatItem> = said.into_iter().flat_map(|said| said.items).collect();
            let open = self
                .order_of(key)
                .and_then(|at| self.orders.get(at)?.as_ref());
            let further = open.is_some_and(|open| !edits::within(&open.items, &items));
            let no = lines.iter().any(|line| Words::of(&line.text).has(Sign::No));
            if further || no {
                self.doubt(key, Act::Changes.doubt());
            }
            self.person(key).topic = items;
            return;
        }
        let how = How {
            more: said.iter().any(|said| said.more),
            only: said.iter().any(|said| said.only),
        };
        let of_shop = evidence::is_of_shop(&message.lines);
        for mut draft in found.orders {
            if of_shop {
                draft.doubts.push(Message::new("chat-from-shop"));
            }
            weight.doubt(&mut draft);
            self.settle(key, &mut draft.items);
            self.place(key, &message.day, draft, how);
        }
    }

    /// Whether a choice among what the shop has instead settles an order that it refused.
    fn chooses(&mut self, key: &str, said: &[Said]) -> bool {
        let offer = self.offer.clone();
        let person = self.person(key);
        let Some((mut draft, _)) = person
            .waiting
            .take_if(|(draft, why)| *why == Waits::Refused && draft.items.len() == 1)
        else {
            return false;
        };
        let chosen = said
            .iter()
            .flat_map(|said| &said.items)
            .flat_map(|item| &item.candidates);
        let mut chosen = chosen.filter(|code| {
            offer
                .iter()
                .any(|item| item.code.value.as_ref() == Some(code))
        });
        match (chosen.next(), draft.items.first_mut()) {
            (Some(code), Some(item)) => *item = edits::with_code(item, code),
            _ => draft.doubts.push(Act::Changes.doubt()),
        }
        self.place(key, "", draft, How::default());
        true
    }

    /// The names that words may be.
    pub(super) fn known_names(&self, key: &str) -> Names<'_> {
        Names {
            own: name_words(key)
                .into_iter()
                .chain(name_words(&self.shop))
                .collect(),
            all: &self.parts,
        }
    }

    pub(super) fn has_order(&self, key: &str) -> bool {
        let order = self.people.get(key).and_then(|person| person.order);
        order.is_some_and(|at| self.orders.get(at).is_some_and(Option::is_some))
    }

    /// Somebody asks: goods with a number wait for the answer, others are what is talked of.
    fn asks(&mut self, message: &Sent, key: &str, lines: &[Line], words: &Words) {
        let items: Vec<ChatItem> = lines
            .iter()
            .flat_map(|line| edits::said(line, self.finder).items)
            .collect();
        if items.is_empty() {
            return;
        }
        let counted = items.iter().all(|item| item.qty.span.is_some());
        let open = self
            .order_of(key)
            .and_then(|at| self.orders.get(at)?.as_ref());
        if counted && open.is_some_and(|open| !edits::same_items(&open.items, &items)) {
            self.doubt(key, Act::Changes.doubt());
        }
        let draft = self.read(message, lines.to_vec()).orders.into_iter().next();
        let has_order = self.has_order(key);
        let person = self.person(key);
        person.topic = items;
        if let Some(mut draft) = draft.filter(|_| counted && !has_order) {
            draft
                .doubts
                .retain(|doubt| doubt.key != Act::Asks.doubt().key);
            let waits = match words.has(Sign::Wants) {
                true => Waits::Wished,
                false => Waits::Asked,
            };
            person.waiting = Some((draft, waits));
        }
    }

    /// Makes what this message ordered a wish under a condition. What was ordered before is in doubt
    /// when it is put off.
    fn wish(&mut self, key: &str, orders: usize, plans: &[Line]) {
        let Some(at) = self.people.get(key).and_then(|person| person.order) else {
            return;
        };
        if at < orders {
            let later = plans
                .iter()
                .any(|line| Words::of(&line.text).has(Sign::Later));
            if later || !self.goods_in(plans).is_empty() {
                self.doubt(key, Act::Plans.doubt());
            }
        } else if let Some(draft) = self.orders.get_mut(at).and_then(Option::take) {
            let person = self.person(key);
            person.order = None;
            person.waiting = Some((draft, Waits::Wished));
        }
    }

    pub(super) fn person(&mut self, key: &str) -> &mut Person {
        self.people.entry(key.to_owned()).or_default()
    }

    /// The order of a sender, also where a list has it under the sender's name.
    pub(super) fn order_of(&mut self, key: &str) -> Option<usize> {
        if self.has_order(key) {
            return self.people.get(key)?.order;
        }
        let at = self.lists.entry_of(key, &self.orders)?;
        self.person(key).order = Some(at);
        Some(at)
    }

    /// Puts a question on the order of a sender.
    pub(super) fn doubt(&mut self, key: &str, doubt: Message) {
        if let Some(draft) = self
            .order_of(key)
            .and_then(|at| self.orders.get_mut(at)?.as_mut())
            && !draft.doubts.contains(&doubt)
        {
            draft.doubts.push(doubt);
        }
    }

    /// Keeps name, phone, address of lines that make no order: for the order there is, or comes.
    fn leave(&mut self, key: &str, left: ChatDraft) {
        let says = left.name.is_some() || left.phone.is_some() || left.address.is_some();
        if !says || key.is_empty() {
            return;
        }
        let order = self.order_of(key);
        match order.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
            Some(draft) => join(draft, left),
            None => {
                let person = self.person(key);
                match &mut person.carried {
                    Some(carried) => join(carried, left),
                    None => person.carried = Some(left),
                }
            }
        }
    }

    /// Takes an order in: a new one, or more of the sender's order.
    pub(super) fn place(&mut self, key: &str, day: &str, mut draft: ChatDraft, how: How) {
        let order = match key.is_empty() {
            true => None,
            false => self.order_of(key),
        };
        let person = self.people.entry(key.to_owned()).or_default();
        let far = !day.is_empty() && !person.day.is_empty() && person.day != day;
        if !day.is_empty() {
            day.clone_into(&mut person.day);
        }
        person.before = None;
        if let Some(waiting) = person
            .waiting
            .take_if(|(_, why)| !matches!(why, Waits::Changed))
        {
            let asked = matches!(waiting.1, Waits::Asked | Waits::Wished);
            if asked && !edits::within(&draft.items, &waiting.0.items) {
                draft.doubts.push(Act::Asks.doubt());
            }
            // Said without a number now, it is the number that was asked about.
            edits::complete(&mut draft.items, &waiting.0.items);
        }
        if let Some(carried) = person.carried.take() {
            join(&mut draft, carried);
        }
        let open = order.and_then(|at| self.orders.get_mut(at)?.as_mut());
        match open {
            Some(open) if open.fingerprint == draft.fingerprint => self.orders.push(Some(draft)),
            Some(open)
                if edits::same_customer(open, &draft)
                    && !(far && edits::is_apart(open, &draft)) =>
            {
                edits::go_on(open, draft, how);
            }
            _ => {
                self.orders.push(Some(draft));
                person.order = Some(self.orders.len() - 1);
            }
        }
    }

    fn end(mut self) -> ReadPaste {
        let mut keys: Vec<String> = self.people.keys().cloned().collect();
        keys.sort();
        for key in keys {
            // The shop asked something that matters, and nobody answered.
            if matches!(
                self.person(&key).asked,
                Asked::Goods | Asked::Name | Asked::Stands
            ) {
                self.doubt(&key, Act::Plans.doubt());
            }
            let Some((mut draft, why)) = self.person(&key).waiting.take() else {
                continue;
            };
            match why {
                Waits::Asked | Waits::Refused | Waits::Offered => {}
                Waits::Wished => {
                    draft.doubts.push(Act::Plans.doubt());
                    self.orders.push(Some(draft));
                }
                Waits::Changed | Waits::SummedUp => self.doubt(&key, Act::Changes.doubt()),
            }
        }
        let mut orders: Vec<ChatDraft> = self.orders.into_iter().flatten().collect();
        for draft in &mut orders {
            evidence::check_sums(draft, self.finder.goods);
        }
        orders.sort_by_key(|draft| draft.lines.first().map_or(0, |line| line.0));
        self.passed.sort();
        self.passed.dedup();
        ReadPaste {
            orders,
            passed: self.passed,
        }
    }
}

/// How many clauses the sentence at the beginning has.
fn sentence(clauses: &[Clause]) -> usize {
    clauses
        .iter()
        .position(|clause| clause.last)
        .map_or(clauses.len(), |at| at + 1)
}

/// How many clauses belong to the change at the beginning.
fn edit(clauses: &[Clause]) -> usize {
    let length = sentence(clauses);
    let more = clauses.iter().take(length).skip(1);
    1 + more.take_while(|clause| clause.act == Act::Says).count()
}

/// Adds who and where of one draft to another.
fn join(draft: &mut ChatDraft, more: ChatDraft) {
    let keep = |old: &mut Option<Read<String>>, new: Option<Read<String>>| {
        if old.as_ref().is_none_or(|read| read.span.is_none()) && new.is_some() {
            *old = new;
        }
    };
    keep(&mut draft.name, more.name);
    keep(&mut draft.phone, more.phone);
    keep(&mut draft.address, more.address);
    keep(&mut draft.recipient, more.recipient);
    draft.lines.extend(more.lines);
    draft.lines.sort();
}
