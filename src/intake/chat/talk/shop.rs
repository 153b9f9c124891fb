//! What the shop's own messages do to the order they are about: they ask, offer, refuse and sum up.

use super::super::clauses::{Clause, clauses, masked};
use super::super::clean::Line;
use super::super::evidence;
use super::super::messages::Message as Sent;
use super::super::signs::Sign;
use super::super::speech::{Act, Words};
use super::super::sums;
use super::super::vocabulary;
use super::conversation::Talk;
use super::edits;
use super::joining::How;
use super::orders::of_sender;
use super::people::{Asked, Waits, name_words};
use super::said::{Said, said};
use crate::domain::chat::{ChatDraft, ChatItem};
use crate::domain::message::Message;

impl Talk<'_> {
    /// Whom a message of the shop is for: who is named, else who spoke last.
    fn addressed(&self, words: &Words) -> String {
        let named = |key: &&String| {
            name_words(key).iter().any(|part| {
                part.len() > 2
                    && !vocabulary::is_polite(part)
                    && words.all().any(|word| word == part)
            })
        };
        let mut keys: Vec<&String> = self.people.keys().filter(named).collect();
        keys.sort();
        match keys.as_slice() {
            [one] => (*one).clone(),
            _ => self.last.clone(),
        }
    }

    /// The shop says something: a question, an offer, a refusal, a sum.
    pub(super) fn shop_says(&mut self, message: &Sent) {
        let lines = &message.lines;
        self.pass(lines);
        let all: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let whole = Words::of(&all.join(" "));
        let key = self.addressed(&whole);
        let clauses = clauses(lines);
        self.noted(message, &whole, &clauses);
        let mut offer = Vec::new();
        let mut refused = false;
        let mut sentences: Vec<(Vec<ChatItem>, bool)> = Vec::new();
        for clause in &clauses {
            let masked = masked(lines, std::slice::from_ref(clause));
            let words = Words::of(
                lines
                    .get(clause.line)
                    .and_then(|line| line.text.get(clause.from..clause.to))
                    .unwrap_or_default(),
            );
            let said: Vec<Said> = masked.iter().map(|line| said(line, self.finder)).collect();
            let items: Vec<ChatItem> = said.iter().flat_map(|said| said.items.clone()).collect();
            let counts: Vec<i64> = said
                .iter()
                .flat_map(|said| said.counts.iter().map(|count| count.value))
                .collect();
            self.ask(&key, clause.asked, &words);
            let possible = words
                .all()
                .any(|word| matches!(word, "bisa" | "ada" | "iso" | "wonten" | "aya"));
            let out = words.has(Sign::Out)
                || words.has(Sign::No) && possible && !clause.asked
                || words.cancels();
            refused |= out;
            if out {
                self.refused(&key, &items, &masked);
            } else if words
                .all()
                .any(|word| matches!(word, "sisa" | "tinggal" | "tersisa" | "kari" | "kantun"))
                && items
                    .iter()
                    .all(|item| item.qty.span.is_none() || items.len() == 1)
            {
                self.left_only(&key);
            } else if !items.is_empty() {
                offer.extend(items.iter().cloned());
                match sentences.last_mut() {
                    Some((known, asked)) if *asked == clause.asked => known.extend(items),
                    _ => sentences.push((items, clause.asked)),
                }
            } else if let [count] = counts.as_slice()
                && !clause.asked
            {
                self.counted(&key, *count, &words);
            } else if words.has(Sign::Yes) || words.has(Sign::Asked) {
                self.granted(&key, &words);
            }
        }
        let offer_is_empty = offer.is_empty();
        if !offer_is_empty {
            self.offer = offer;
            self.offered = true;
        }
        for (items, asked) in sentences {
            self.summed_up(&key, items, asked);
        }
        let instead =
            !self.offer.is_empty() && self.offered || clauses.iter().any(|clause| clause.asked);
        if !instead || offer_is_empty && !clauses.iter().any(|clause| clause.asked) {
            self.person(&key)
                .waiting
                .take_if(|(_, why)| *why == Waits::Refused);
        }
        let sorry = whole.all().any(|word| {
            matches!(
                word,
                "maap"
                    | "ngapunten"
                    | "hapunten"
                    | "punten"
                    | "sorry"
                    | "pangapunten"
                    | "nyuwun"
                    | "sori"
            )
        });
        let idle = whole.all().any(|word| {
            matches!(
                word,
                "baru" | "bales" | "balas" | "slow" | "ketimbun" | "lama"
            )
        });
        let turns = whole
            .all()
            .any(|word| matches!(word, "tapi" | "tp" | "tpi" | "cuma" | "ning"));
        let danger = turns || evidence::is_danger(&whole);
        if (sorry || danger)
            && self.just
            && !refused
            && !idle
            && !clauses.iter().any(|clause| clause.asked)
        {
            self.doubt(&key, Act::Changes.doubt());
        }
        let order = if self.just { self.order_of(&key) } else { None };
        if let Some(draft) = order.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
            sums::check_shops_sum(draft, lines, self.finder.goods);
        }
    }

    /// Keeps an order that the shop notes for somebody, or names somebody for, as a question.
    fn noted(&mut self, message: &Sent, words: &Words, clauses: &[Clause]) {
        let noted = words.all().any(|word| matches!(word, "catat" | "catet"));
        if clauses
            .iter()
            .any(|clause| clause.asked || clause.act == Act::Tells)
        {
            return;
        }
        for mut draft in self.read_lines(message, &message.lines) {
            let named = draft.name.as_ref().is_some_and(|name| name.span.is_some());
            let counted = |item: &ChatItem| item.code.value.is_some() && item.qty.span.is_some();
            if (noted || named) && draft.items.iter().any(counted) {
                draft.doubts.push(Message::new("chat-from-shop"));
                self.orders.push(Some(draft));
            }
        }
    }

    /// Notes what the shop asks.
    fn ask(&mut self, key: &str, asked: bool, words: &Words) {
        if !asked {
            return;
        }
        let goods = [
            "toples",
            "pack",
            "box",
            "pcs",
            "jumlahnya",
            "pinten",
            "pasnya",
            "loyang",
            "ukuran",
            "ukurannya",
            "warna",
            "warnanya",
            "rasa",
            "rasanya",
            "varian",
            "size",
            "gabung",
            "nota",
        ];
        let asks = [
            "berapa", "brp", "pinten", "sabaraha", "piro", "mana", "apa", "satunya",
        ];
        let other = [
            "rumah",
            "rumahnya",
            "nomor",
            "nomer",
            "no",
            "tanggal",
            "tgl",
            "jam",
            "alamat",
            "alamatnya",
            "kapan",
            "hp",
        ];
        let has = |list: &[&str]| words.all().any(|word| list.contains(&word));
        let person = self.person(key);
        person.asked = if has(&["nama", "namanya"]) {
            Asked::Name
        } else if has(&goods) {
            Asked::Goods
        } else if has(&other) {
            Asked::Other
        } else if words
            .all()
            .any(|word| matches!(word, "jadi" | "jd" | "fix" | "lanjut" | "sido"))
        {
            Asked::Stands
        } else if has(&asks) && !words.has(Sign::More) {
            Asked::Goods
        } else {
            Asked::Other
        };
    }

    /// The shop hasn't these goods, or can't at all.
    fn refused(&mut self, key: &str, goods: &[ChatItem], lines: &[Line]) {
        let person = self.person(key);
        if let Some((draft, why)) = &mut person.waiting {
            let left = edits::without(&draft.items, goods);
            match left {
                Some(items) if !goods.is_empty() && !items.is_empty() => draft.items = items,
                _ => *why = Waits::Refused,
            }
        }
        person.topic.clear();
        let Some(at) = self.order_of(key) else { return };
        let Some(open) = self.orders.get(at).cloned().flatten() else {
            return;
        };
        // Closing a list takes nobody off it.
        if goods.is_empty() && (!self.just || open.sender.is_none()) {
            return;
        }
        let left = match goods {
            [] => Some(Vec::new()),
            goods => edits::without(&open.items, goods),
        };
        match left {
            Some(items) if items.is_empty() => {
                if let Some(gone) = self.orders.get_mut(at) {
                    *gone = None;
                }
                let lines: Vec<Line> = open
                    .lines
                    .iter()
                    .map(|(number, text)| Line {
                        number: *number,
                        text: text.clone(),
                    })
                    .chain(lines.iter().cloned())
                    .collect();
                self.pass(&lines);
                let person = self.person(key);
                person.order = None;
                person.waiting = Some((open, Waits::Refused));
            }
            Some(items) => self.renew(key, items),
            None => {}
        }
    }

    /// The shop has fewer than were ordered.
    fn left_only(&mut self, key: &str) {
        let Some(at) = self.order_of(key) else { return };
        let Some(mut draft) = self.orders.get_mut(at).and_then(Option::take) else {
            return;
        };
        for item in &mut draft.items {
            item.qty.span = None;
        }
        let person = self.person(key);
        person.order = None;
        person.waiting = Some((draft, Waits::Wished));
    }

    /// The shop sums up or offers goods.
    fn summed_up(&mut self, key: &str, items: Vec<ChatItem>, asked: bool) {
        let counted = items
            .iter()
            .all(|item| item.qty.span.is_some() && item.code.value.is_some());
        let order = self.order_of(key);
        let Some(open) = order.and_then(|at| self.orders.get(at).cloned().flatten()) else {
            let person = self.person(key);
            match &person.waiting {
                // The shop confirms what was asked.
                Some((draft, _)) if edits::same_items(&draft.items, &items) && !asked => {
                    if let Some((mut draft, _)) = person.waiting.take() {
                        draft.doubts.clear();
                        self.place(key, "", draft, How::default());
                    }
                }
                Some((draft, _)) if edits::same_items(&draft.items, &items) => {}
                _ if counted && asked && !person.topic.is_empty() => {
                    let draft = ChatDraft {
                        items,
                        ..of_sender(key)
                    };
                    self.person(key).waiting = Some((draft, Waits::Offered));
                }
                _ => {}
            }
            return;
        };
        if !counted {
            return;
        }
        let within = items.iter().all(|item| {
            open.items.iter().any(|known| {
                known.code.value == item.code.value && known.qty.value == item.qty.value
            })
        });
        if within {
            let granted = self
                .person(key)
                .waiting
                .take_if(|(_, why)| *why == Waits::Changed || *why == Waits::SummedUp);
            let _ = granted;
            if edits::same_items(&open.items, &items)
                && let Some(draft) = order.and_then(|at| self.orders.get_mut(at)?.as_mut())
            {
                draft.doubts.retain(|doubt| doubt.key != "chat-changes");
            }
            return;
        }
        if let Some((draft, _)) = self.person(key).waiting.take_if(|(draft, why)| {
            *why == Waits::Changed && edits::same_items(&draft.items, &items)
        }) {
            self.renew(key, draft.items);
            return;
        }
        let known = items.iter().any(|item| {
            open.items
                .iter()
                .any(|old| old.code.value == item.code.value)
        });
        let mut all = open.items.clone();
        for item in &items {
            match all.iter_mut().find(|old| old.code.value == item.code.value) {
                Some(old) => old.qty.value = item.qty.value,
                None => all.push(item.clone()),
            }
        }
        let why = match asked && !known {
            true => Waits::Offered,
            false => Waits::SummedUp,
        };
        self.person(key).waiting = Some((ChatDraft { items: all, ..open }, why));
    }

    /// The shop says a number: how many there are now.
    fn counted(&mut self, key: &str, count: i64, words: &Words) {
        let person = self.person(key);
        if let Some((draft, Waits::SummedUp)) = &mut person.waiting
            && let [item] = draft.items.as_mut_slice()
        {
            item.qty.value = count;
            let items = draft.items.clone();
            let open = self
                .order_of(key)
                .and_then(|at| self.orders.get(at)?.as_ref());
            if open.is_some_and(|open| edits::same_items(&open.items, &items)) {
                self.person(key).waiting = None;
            }
            return;
        }
        let order = self.order_of(key);
        let Some(open) = order.and_then(|at| self.orders.get(at).cloned().flatten()) else {
            return;
        };
        let all: i64 = open.items.iter().map(|item| item.qty.value).sum();
        let known = open.items.iter().any(|item| item.qty.value == count) || all == count;
        if !known && (words.has(Sign::Becomes) || count < 30) {
            let mut draft = open;
            if let [item] = draft.items.as_mut_slice() {
                item.qty.value = count;
            }
            self.person(key).waiting = Some((draft, Waits::SummedUp));
        }
    }

    /// The shop agrees: a change that was asked for is made.
    fn granted(&mut self, key: &str, words: &Words) {
        if words.has(Sign::No) {
            return;
        }
        let changed = self
            .person(key)
            .waiting
            .take_if(|(_, why)| *why == Waits::Changed);
        if let Some((draft, _)) = changed {
            self.renew(key, draft.items);
        }
    }
}
