//! What customers' messages do: each clause orders, asks, tells, plans or changes something.

use super::super::boilerplate::is_boilerplate;
use super::super::builder::notes::note;
use super::super::clauses::{Clause, clauses, masked};
use super::super::clean::{Line, text_span};
use super::super::evidence::{self, Names};
use super::super::items::with_code;
use super::super::messages::Message as Sent;
use super::super::numbers;
use super::super::signs::{self, Sign, shows};
use super::super::speech::{Act, Words};
use super::super::vocabulary;
use super::super::whole_texts::is_of_shop;
use super::conversation::{Quoted, Talk};
use super::edits;
use super::joining::{self, How};
use super::lists::same_person;
use super::orders::{of_sender, shown, text_of};
use super::people::{Asked, Waits, name_words};
use super::said::{Said, said};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Span};
use crate::domain::message::Message;

impl Talk<'_> {
    pub(super) fn customer_says(&mut self, message: &Sent, key: &str, quoted: Option<Quoted>) {
        let lines = &message.lines;
        let clauses = clauses(lines);
        let orders = self.orders.len();
        self.begun = orders;
        self.person(key).unanswered = false;
        let pending = self.person(key).asked;
        let before = self.fingerprint(key);
        let units = self.units(key);
        self.agreed = false;
        let plans = clauses.iter().filter(|clause| clause.act == Act::Plans);
        let plans: Vec<Clause> = plans.copied().collect();
        if let Some(quoted) = &quoted {
            self.person(key).topic.clone_from(&quoted.goods);
        }
        // What follows the answer at once goes on with it: `Perum Asri C3`, `patokan 2 rumah dari masjid`.
        let asked = pending == Asked::Delivery || pending == Asked::Told && self.just;
        let told = asked && self.tells_where(message, key, &clauses);
        let mut at = 0;
        while let Some(clause) = clauses.get(at).filter(|_| !told) {
            let rest = clauses.get(at..).unwrap_or_default();
            let length = match (clause.asked, clause.act) {
                (true, _) => sentence(rest),
                (_, Act::Changes | Act::Adds | Act::Lessens) => edit(lines, rest),
                (_, Act::Says) if at == 0 && self.answers(lines, key, clause) => 1,
                (_, Act::Says) => rest
                    .iter()
                    .take_while(|next| !next.asked && next.act == Act::Says)
                    .count(),
                _ => 1,
            };
            let run = rest.get(..length.max(1)).unwrap_or_default();
            self.account(key, lines, run);
            let edits = |clause: &Clause| {
                matches!(
                    clause.act,
                    Act::Cancels | Act::Changes | Act::Adds | Act::Lessens
                )
            };
            let edited = run.iter().any(edits);
            // What is changed was said too.
            if edited {
                self.keep_numbers(key);
            }
            self.run(message, key, run);
            if edited {
                self.keep_numbers(key);
            }
            at += length.max(1);
        }
        if !plans.is_empty() && !told {
            self.wish(key, orders, &masked(lines, &plans));
        }
        if let Some(quoted) = quoted.filter(|quoted| quoted.others) {
            self.doubt(key, Message::new("chat-quoted"));
            if let Some(draft) = self.draft_of(key) {
                draft.lines.extend(quoted.lines);
                draft.lines.sort();
            }
        }
        let usual = |clause: &&Clause| evidence::as_before(&Words::of(clause.text(lines)));
        if let Some(clause) = clauses.iter().find(usual)
            && let Some(draft) = self.draft_of(key)
            && draft.items.iter().any(|item| item.qty.span.is_none())
        {
            let text = clause.text(lines).trim();
            draft
                .doubts
                .push(Message::new("chat-vague").text("text", text));
        }
        let wishes = |line: &Line| Words::of(&line.text).has(Sign::Wants);
        self.person(key).wished |= lines.iter().any(wishes);
        if told {
            self.person(key).asked = Asked::Told;
        } else if self.orders.len() == orders && self.fingerprint(key) == before {
            self.pass(lines);
            // A question stays open until it is answered.
            self.person(key).asked = if self.understood {
                Asked::Nothing
            } else {
                pending
            };
        } else {
            self.person(key).asked = Asked::Nothing;
        }
        let objects = clauses
            .iter()
            .any(|clause| clause.asked || !matches!(clause.act, Act::Says | Act::Tells))
            && !told;
        if let Some((_, why)) = &mut self.person(key).waiting
            && *why == Waits::Confirmed
            && objects
        {
            *why = Waits::Wished;
        }
        if self.units(key) != units && !self.agreed {
            self.person(key).bill.forget_sums();
        }
        self.understood = false;
        self.keep_all_numbers(key);
    }

    /// Whether a clause is only a number: `tiga, sama sagu keju satu`.
    fn answers(&mut self, lines: &[Line], key: &str, clause: &Clause) -> bool {
        if self.person(key).topic.is_empty() && self.person(key).waiting.is_none() {
            return false;
        }
        let lines = masked(lines, std::slice::from_ref(clause));
        let said: Vec<Said> = lines.iter().map(|line| said(line, self.finder)).collect();
        said.iter().all(|said| said.items.is_empty())
            && said.iter().any(|said| !said.counts.is_empty())
    }

    /// Takes a message as the answer to where, when or how. Returns whether it can be one: it
    /// orders and changes nothing.
    fn tells_where(&mut self, message: &Sent, key: &str, clauses: &[Clause]) -> bool {
        let calm = |clause: &Clause| {
            !clause.asked && matches!(clause.act, Act::Says | Act::Tells | Act::Plans)
        };
        let goods = self.goods_in(&message.lines);
        let ordered = |item: &ChatItem| item.code.sureness.is_certain() && item.qty.span.is_some();
        if !clauses.iter().all(calm) || goods.iter().any(ordered) || !self.has_order(key) {
            return false;
        }
        let found = self.read(message, message.lines.clone());
        for left in found.left {
            self.leave(key, left);
        }
        if let Some(draft) = self.draft_of(key) {
            for line in message
                .lines
                .iter()
                .filter(|line| !is_boilerplate(&line.text))
            {
                if let Some(span) = text_span(line, 0) {
                    note(draft, Read::certain(line.text.clone(), span), "chat-note");
                }
            }
            joining::add_lines(draft, shown(message, &message.lines));
        }
        true
    }

    /// The goods and numbers of a sender's order.
    fn units(&self, key: &str) -> Vec<(Option<String>, i64)> {
        let at = self.people.get(key).and_then(|person| person.order);
        let draft = at.and_then(|at| self.orders.get(at)?.as_ref());
        let items = draft.iter().flat_map(|draft| &draft.items);
        items
            .map(|item| (item.code.value.clone(), item.qty.value))
            .collect()
    }

    fn fingerprint(&self, key: &str) -> Option<usize> {
        let at = self.people.get(key)?.order?;
        self.orders.get(at)?.as_ref().map(|draft| draft.lines.len())
    }

    /// Reads clauses that do the same.
    fn run(&mut self, message: &Sent, key: &str, run: &[Clause]) {
        let Some(first) = run.first() else { return };
        let lines = masked(&message.lines, run);
        let text = text_of(&lines);
        let words = Words::of(&text);
        let edit = run
            .iter()
            .map(|clause| clause.act)
            .find(|act| matches!(act, Act::Cancels | Act::Changes | Act::Adds | Act::Lessens));
        if vocabulary::joins_in(&text) && edit.is_none() {
            return self.says(message, key, lines);
        }
        // What is said about somebody else who is in the chat changes nothing.
        let entry = match edit.is_some() || words.has(Sign::Hearsay) {
            true => self.others_named(key, &words),
            false => None,
        };
        if let (Some(entry), Some(act)) = (&entry, edit) {
            return self.edit(message, entry, act, first.asked, &lines);
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
                let open = self.has_order(key);
                self.person(key).came |= words.has(Sign::Happened) && !open;
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
            _ => self.says(message, key, lines),
        }
    }

    /// Puts a question on the orders of those whom somebody else names when changing something.
    /// Returns the name of a list's only entry that is spoken of, by somebody who speaks for it.
    fn others_named(&mut self, key: &str, words: &Words) -> Option<String> {
        let may_name = |word: &&str| {
            word.len() > 2
                && !vocabulary::is_polite(word)
                && !signs::says_something(word)
                && self.finder.loose(&[word]).is_none()
        };
        let said: Vec<&str> = words.all().filter(may_name).collect();
        let senders = said.iter().filter_map(|word| self.parts.get(*word));
        let mut others: Vec<String> = senders.flatten().cloned().collect();
        let entries = self.lists.spoken_of(said.into_iter(), &self.orders);
        if let ([entry], []) = (entries.as_slice(), others.as_slice())
            && !same_person(entry, key)
        {
            return Some(entry.clone());
        }
        others.extend(entries);
        for other in others.iter().filter(|other| !same_person(other, key)) {
            self.doubt(other, Act::Changes.doubt());
        }
        None
    }

    /// Whether words name another sender of this paste and not this one.
    fn names_another(&self, key: &str, words: &Words) -> bool {
        let own = name_words(key);
        let named = |word: &str| {
            word.len() > 2
                && !own.iter().any(|part| part == word)
                && !signs::is_known(word)
                && !vocabulary::is_calm(word)
                && !numbers::counts(word)
                && self.finder.loose(&[word]).is_none()
                && self.parts.contains_key(word)
        };
        words.all().any(named)
    }

    /// Somebody says something: an order, if it names goods and nothing speaks against it.
    fn says(&mut self, message: &Sent, key: &str, lines: Vec<Line>) {
        let said: Vec<Said> = lines.iter().map(|line| said(line, self.finder)).collect();
        if lines
            .iter()
            .any(|line| evidence::says_who_pays(&Words::of(&line.text)))
            && let Some(draft) = self.draft_of(key)
        {
            draft
                .doubts
                .retain(|doubt| doubt.key != "chat-other-person");
            self.understood = true;
        }
        let known = said.iter().any(|said| !said.items.is_empty());
        let mut weight = evidence::weigh(&lines, self.finder, &self.known_names(key));
        weight.expected = self.has_order(key) || self.person(key).wished;
        let mut found = self.read(message, lines.clone());
        if !known
            && !found.orders.iter().any(|draft| {
                draft
                    .doubts
                    .iter()
                    .any(|doubt| doubt.key == "chat-no-items")
            })
        {
            let answered = self.answer(message, key, &lines, &said, &weight);
            self.understood |= answered;
            let joins = lines.iter().any(|line| vocabulary::joins_in(&line.text));
            if joins && !answered && self.joins_last(message, key, &lines, &said) {
                return;
            }
            let idle = |draft: &ChatDraft| {
                let named = draft.items.iter().any(|item| !item.typed.is_empty());
                answered
                    || !joins
                        && !weight.wants
                        && (!named || weight.unknown > 2 || self.has_order(key))
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
            let open = self.draft_of(key);
            let further = open.is_some_and(|open| !edits::within(&open.items, &items));
            let no = lines.iter().any(|line| Words::of(&line.text).has(Sign::No));
            if further || no {
                self.doubt(key, Act::Changes.doubt());
            }
            let person = self.person(key);
            person.topic = items;
            person.named = true;
            return;
        }
        let how = How {
            more: said.iter().any(|said| said.more),
            only: said.iter().any(|said| said.only),
        };
        let of_shop = is_of_shop(&message.lines);
        // `paketnya udah sampe` / `nastarnya cuma 2`
        self.person(key).came &= !weight.wants && !how.more;
        let came = self.person(key).came;
        let before = lines
            .iter()
            .any(|line| tells_of_before(&Words::of(&line.text)));
        // `nastar atau kastengel?` and the other of the two: instead, or as well?
        let named: Vec<ChatItem> = said.iter().flat_map(|said| said.items.clone()).collect();
        let further = self.draft_of(key).is_some_and(|open| {
            open.items.iter().all(|item| item.code.value.is_some())
                && !edits::within(&open.items, &named)
        });
        let instead = self.offered_last
            && !counted
            && !how.more
            && !weight.wants
            && further
            && self
                .people
                .get(key)
                .is_none_or(|person| person.refused.is_empty());
        for mut draft in found.orders {
            if before || instead {
                draft.doubts.push(Act::Changes.doubt());
            }
            if came {
                draft.doubts.push(Message::new("chat-changes-another"));
            }
            if of_shop {
                draft.doubts.push(Message::new("chat-from-shop"));
            }
            weight.doubt(&mut draft);
            self.settle(key, &mut draft.items);
            self.place(key, &message.day, draft, how);
        }
    }

    /// Orders the goods of who spoke before, as many as are said: `aku juga 2`.
    fn joins_last(&mut self, message: &Sent, key: &str, lines: &[Line], said: &[Said]) -> bool {
        let counts: Vec<&Read<i64>> = said.iter().flat_map(|said| &said.counts).collect();
        let last = self.last.clone();
        if last == key || self.has_order(key) {
            return false;
        }
        let order = self.draft_of(&last);
        let (Some([item]), [count]) =
            (order.map(|draft| draft.items.as_slice()), counts.as_slice())
        else {
            return false;
        };
        let Some(code) = item.code.value.clone() else {
            return false;
        };
        let mut item = with_code(item, &code);
        if edits::set(&mut item, count.value).is_none() {
            return false;
        }
        (item.customization, item.price) = (None, None);
        let mut draft = of_sender(message.sender.as_deref().unwrap_or_default());
        draft.items = vec![item];
        joining::add_lines(&mut draft, shown(message, lines));
        self.place(key, &message.day, draft, How::default());
        true
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
            (Some(code), Some(item)) => *item = with_code(item, code),
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

    /// Somebody asks: goods with a number wait for the answer, others are what is talked of.
    fn asks(&mut self, message: &Sent, key: &str, lines: &[Line], words: &Words) {
        let items: Vec<ChatItem> = lines
            .iter()
            .flat_map(|line| said(line, self.finder).items)
            .collect();
        if items.is_empty() {
            return;
        }
        // `pesanan saya yang nastar 2 kapan jadi?`
        if asks_of_before(words) {
            return;
        }
        let counted = items.iter().all(|item| item.qty.span.is_some());
        let open = self.draft_of(key);
        if counted && open.is_some_and(|open| !edits::same_items(&open.items, &items)) {
            self.doubt(key, Act::Changes.doubt());
        }
        let draft = self.read(message, lines.to_vec()).orders.into_iter().next();
        let has_order = self.has_order(key);
        let person = self.person(key);
        person.topic = items;
        person.named = true;
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
}

/// Phrases about an order of before: it is fetched or paid.
const OF_BEFORE: &[&str] = &[
    "ambil pesanan",
    "ambil pesenan",
    "ambil orderan",
    "jemput pesanan",
    "konfirmasi pembayaran",
    "konpirmasi pembayaran",
    "konfirmasi transfer",
    "konpirmasi transper",
    "konpirmasi transfer",
    "bukti transfer",
    "bukti transper",
    "bukti bayar",
    "bukti tp",
    "pelunasan",
];

/// Whether a question is about an order of before.
fn asks_of_before(words: &Words) -> bool {
    let owned = [
        "pesanan saya",
        "pesanan aku",
        "pesenan saya",
        "pesenan aku",
        "orderan saya",
        "orderan aku",
    ];
    let wants = words.has(Sign::Wants) && !words.all().any(|word| word.starts_with("pesan"));
    owned.iter().any(|phrase| words.folded.contains(phrase))
        || !wants && (words.has(Sign::Past) || words.has(Sign::Done))
}

/// Whether it may be told of an order of before: `kemarin aku pesan nastar 2, jadi ya`.
fn tells_of_before(words: &Words) -> bool {
    let all: Vec<&str> = words.all().collect();
    let told = OF_BEFORE.iter().any(|phrase| words.folded.contains(phrase));
    told || all.iter().enumerate().any(|(at, word)| {
        let next = all.iter().skip(at + 1).take(3);
        shows(word, Sign::Past)
            && *word != "lalu"
            && next.clone().any(|next| shows(next, Sign::Wants))
            && !next.clone().any(|next| shows(next, Sign::More))
    })
}

/// How many clauses the sentence at the beginning has.
fn sentence(clauses: &[Clause]) -> usize {
    clauses
        .iter()
        .position(|clause| clause.last)
        .map_or(clauses.len(), |at| at + 1)
}

/// How many clauses belong to the change at the beginning. `sama kastengel 1` goes on with what was
/// said before it.
fn edit(lines: &[Line], clauses: &[Clause]) -> usize {
    let length = sentence(clauses);
    let joins = |clause: &Clause| {
        let words = Words::of(clause.text(lines));
        words.all().next().is_some_and(vocabulary::joins)
    };
    let more = clauses.iter().take(length).skip(1);
    // `bukan lidah kucing, putri salju maksudku`
    let denied = clauses.first().map(|clause| Words::of(clause.text(lines)));
    let denied = denied.is_some_and(|words| words.all().any(|word| word == "bukan"));
    1 + more
        .take_while(|clause| {
            let goes_on = clause.act == Act::Says || denied && clause.act == Act::Changes;
            goes_on && !joins(clause)
        })
        .count()
}
