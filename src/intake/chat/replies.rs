//! Answers and changes: what a short message means after the shop's question, and what is corrected,
//! added or taken back later.

use super::clean::Line;
use super::conversation::{Asked, Talk, Waits};
use super::edits::{self, How, Said};
use super::evidence;
use super::fingerprint;
use super::messages::Message as Sent;
use super::speech::{Act, Sign, Words, shows};
use super::vocabulary;
use crate::domain::chat::{ChatDraft, ChatItem, Read, Span, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::text::fold;

impl Talk<'_> {
    /// Decides goods that are open by what was spoken of: `yg mayo` after talk of risol.
    pub(super) fn settle(&mut self, key: &str, items: &mut [ChatItem]) {
        let topic = self.person(key).topic.clone();
        for item in items.iter_mut().filter(|item| item.code.value.is_none()) {
            for spoken in [&topic, &self.offer] {
                let mut fits = item
                    .candidates
                    .iter()
                    .filter(|code| spoken.iter().any(|known| known.candidates.contains(code)));
                if let (Some(only), None) = (fits.next().cloned(), fits.next()) {
                    *item = edits::with_code(item, &only);
                    break;
                }
            }
        }
    }

    /// Reads a message without known goods as an answer. Returns whether it is one.
    pub(super) fn answer(
        &mut self,
        message: &Sent,
        key: &str,
        lines: &[Line],
        said: &[Said],
    ) -> bool {
        let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        let text = text.join(" ");
        let words = Words::of(&text);
        let counts: Vec<Read<i64>> = said.iter().flat_map(|said| said.counts.clone()).collect();
        let each = said.iter().any(|said| said.each);
        let only = said.iter().any(|said| said.only);
        let asked = std::mem::take(&mut self.person(key).asked);
        let weight = evidence::weigh(lines, self.finder, &self.known_names(key));
        if self.choose(key, &words) {
            return true;
        }
        let no = words.has(Sign::No);
        if asked == Asked::Name && counts.is_empty() {
            return self.named(key, lines);
        }
        if counts.is_empty() {
            if no {
                return self.refuse(key, asked, lines);
            }
            return words.has(Sign::Yes) && self.agree(key);
        }
        if asked == Asked::Other && weight.unknown == 0 && !only {
            return true;
        }
        // Numbers in talk are no answer, but they may change the order there is.
        if weight.unknown > 0 && asked != Asked::Goods && !weight.wants || weight.unknown > 3 {
            self.doubt(key, Act::Changes.doubt());
            return false;
        }
        let values: Vec<i64> = counts.iter().map(|count| count.value).collect();
        if let Some(at) = self.order_of(key) {
            let Some(draft) = self.orders.get_mut(at).and_then(Option::as_mut) else {
                return false;
            };
            let open = |item: &ChatItem| item.qty.span.is_none() || item.qty.sureness.is_unclear();
            let lacking: Vec<usize> = (0..draft.items.len())
                .filter(|at| draft.items.get(*at).is_some_and(open))
                .collect();
            let fits = match counts.as_slice() {
                [_] => each || lacking.len() == 1,
                several => several.len() == lacking.len(),
            };
            if fits && !lacking.is_empty() {
                for (at, count) in lacking.into_iter().zip(counts.iter().cycle()) {
                    if let Some(item) = draft.items.get_mut(at) {
                        item.qty = answered(count);
                    }
                }
                draft.doubts.retain(|doubt| doubt.key != "chat-vague");
                edits::add_lines(draft, shown(message, lines));
                return true;
            }
            let all: i64 = draft.items.iter().map(|item| item.qty.value).sum();
            if values == [all] {
                return true;
            }
            let alone = draft.items.len() == 1 && values.len() == 1;
            if alone && (only || asked == Asked::Goods) {
                if let (Some(item), Some(count)) = (draft.items.first_mut(), counts.first()) {
                    item.qty = answered(count);
                }
                edits::add_lines(draft, shown(message, lines));
                return true;
            }
            let known = draft.items.iter().any(|item| values == [item.qty.value]);
            if asked == Asked::Goods || only || !known {
                self.doubt(key, Act::Changes.doubt());
            }
            return true;
        }
        self.start(message, key, lines, &counts, each)
    }

    /// Settles open goods by words that tell them apart: `XL`, `yang mayo`. Returns whether the words
    /// say nothing more.
    fn choose(&mut self, key: &str, words: &Words) -> bool {
        let goods = self.finder.goods;
        let Some(draft) = self
            .order_of(key)
            .and_then(|at| self.orders.get_mut(at)?.as_mut())
        else {
            return false;
        };
        let mut open = draft
            .items
            .iter_mut()
            .filter(|item| item.code.value.is_none() && item.candidates.len() > 1);
        let (Some(item), None) = (open.next(), open.next()) else {
            return false;
        };
        let said: Vec<String> = words.all().map(str::to_owned).collect();
        let Some(left) = goods.narrowed(&item.candidates, &said) else {
            return false;
        };
        if let [only] = left.as_slice() {
            *item = edits::with_code(item, only);
        } else {
            item.candidates = left;
        }
        !words.all().any(super::speech::is_number)
    }

    /// Starts an order of the goods that were spoken of with a number: `dua kak` after the shop's
    /// offer.
    fn start(
        &mut self,
        message: &Sent,
        key: &str,
        lines: &[Line],
        counts: &[Read<i64>],
        each: bool,
    ) -> bool {
        let by_shop = self.offered;
        let offer = self.offer.clone();
        let person = self.person(key);
        let (mut items, mut draft, open) = if let Some((draft, _)) = person.waiting.take() {
            (draft.items.clone(), Some(draft), true)
        } else if !person.topic.is_empty() {
            (std::mem::take(&mut person.topic), None, true)
        } else {
            (offer, None, by_shop)
        };
        let fits = match counts {
            [_] => each || items.len() == 1,
            several => several.len() == items.len(),
        };
        if !fits || items.is_empty() {
            if let Some(mut draft) = draft {
                draft.doubts.push(Act::Changes.doubt());
                self.place(key, &message.day, draft, How::default());
                return true;
            }
            return false;
        }
        for (item, count) in items.iter_mut().zip(counts.iter().cycle()) {
            item.qty = answered(count);
            (item.customization, item.price) = (None, None);
        }
        let mut draft = draft
            .take()
            .unwrap_or_else(|| of_sender(message.sender.as_deref().unwrap_or_default()));
        draft.items = items;
        if draft.name.is_none() && draft.phone.is_none() {
            draft.doubts.push(Message::new("chat-who"));
        }
        if !open {
            draft
                .doubts
                .push(Message::new("chat-not-understood").text("text", text_of(lines)));
        }
        evidence::weigh(lines, self.finder, &self.known_names(key)).doubt(&mut draft);
        edits::add_lines(&mut draft, shown(message, lines));
        self.place(key, &message.day, draft, How::default());
        true
    }

    /// Takes the answer to "whose name?".
    fn named(&mut self, key: &str, lines: &[Line]) -> bool {
        let text = text_of(lines);
        let name = text
            .split([',', '.'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        let Some(draft) = self
            .order_of(key)
            .and_then(|at| self.orders.get_mut(at)?.as_mut())
        else {
            return false;
        };
        if name.is_empty() || name.split(' ').count() > 5 {
            return false;
        }
        let number = lines.first().map_or(1, |line| line.number);
        let why = Message::new("chat-name-sentence").text("text", name.as_str());
        let span = Span::in_line(number, 1, name.chars().count());
        draft.name = Some(Read::certain(name, span).at_most(Sureness::Assumed(why)));
        true
    }

    /// The customer agrees: what waits for it is ordered.
    fn agree(&mut self, key: &str) -> bool {
        let person = self.person(key);
        let Some((mut draft, why)) = person.waiting.take() else {
            return false;
        };
        match why {
            Waits::Changed => person.waiting = Some((draft, why)),
            Waits::SummedUp | Waits::Offered if self.has_order(key) => self.renew(key, draft.items),
            Waits::Refused => {
                // What there is instead of what was refused.
                if let ([item], [instead]) = (draft.items.as_mut_slice(), self.offer.as_slice())
                    && let Some(code) = &instead.code.value
                {
                    *item = edits::with_code(item, code);
                }
                self.place(key, "", draft, How::default());
            }
            _ => {
                draft
                    .doubts
                    .retain(|doubt| doubt.key != "chat-asks" && doubt.key != "chat-plans");
                self.place(key, "", draft, How::default());
            }
        }
        true
    }

    /// Gives the order of a sender other items.
    pub(super) fn renew(&mut self, key: &str, items: Vec<ChatItem>) {
        let order = self.order_of(key);
        if let Some(draft) = order.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
            draft.items = items;
            draft.doubts.retain(|doubt| doubt.key != "chat-changes");
            let told = draft.items.iter().map(|item| {
                format!(
                    "{} {}",
                    item.qty.value,
                    item.code.value.as_deref().unwrap_or_default()
                )
            });
            let told: Vec<String> = told.collect();
            let mark = fingerprint::of(Some(&draft.fingerprint), told.iter().map(String::as_str));
            let before = std::mem::replace(&mut draft.fingerprint, mark);
            draft.earlier.push(before);
        }
    }

    /// The customer says no: to an offer, or to whether the order stands.
    fn refuse(&mut self, key: &str, asked: Asked, lines: &[Line]) -> bool {
        let person = self.person(key);
        let offered = person
            .waiting
            .take_if(|(_, why)| matches!(why, Waits::Offered | Waits::SummedUp | Waits::Wished));
        if offered.is_some() {
            return true;
        }
        if asked == Asked::Stands {
            self.take_back(key, lines);
            return true;
        }
        // A no that answers nothing may take back what was ordered.
        let words = Words::of(&text_of(lines));
        let only_no = words.all().all(|word| {
            shows(word, Sign::No) && !matches!(word, "jangan" | "jgn")
                || shows(word, Sign::Only)
                || vocabulary::is_calm(word)
        });
        if asked == Asked::Nothing && !self.offered_last && only_no {
            self.doubt(key, Act::Cancels.doubt());
        }
        false
    }

    /// Takes back the whole order of a sender.
    fn take_back(&mut self, key: &str, lines: &[Line]) {
        let order = self.order_of(key).and_then(|at| self.orders.get_mut(at));
        if let Some(draft) = order.and_then(Option::take) {
            let lines = draft.lines.into_iter();
            let lines: Vec<Line> = lines.map(|(number, text)| Line { number, text }).collect();
            self.pass(&lines);
        }
        self.pass(lines);
        let person = self.person(key);
        (person.order, person.waiting) = (None, None);
        person.topic.clear();
    }

    /// Somebody changes, adds to or takes back what was said before.
    pub(super) fn edit(
        &mut self,
        message: &Sent,
        key: &str,
        act: Act,
        asked: bool,
        lines: &[Line],
    ) {
        let text = text_of(lines);
        let words = Words::of(&text);
        let said: Vec<Said> = lines
            .iter()
            .map(|line| edits::said(line, self.finder))
            .collect();
        let said = said.into_iter().reduce(|mut all, more| {
            all.items.extend(more.items);
            all.counts.extend(more.counts);
            all.becomes = all.becomes.or(more.becomes);
            all
        });
        let said = said.unwrap_or_default();
        let weight = evidence::weigh(lines, self.finder, &self.known_names(key));
        let form = self.person(key).form;
        let form = form.filter(|_| !self.has_order(key));
        if let Some(draft) = form.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
            if !draft.doubts.contains(&Act::Changes.doubt()) {
                draft.doubts.push(Act::Changes.doubt());
            }
            draft.lines.extend(shown(message, lines));
            return;
        }
        if act == Act::Cancels {
            return self.cancel(message, key, &words, &said, weight.unknown, lines);
        }
        if !self.has_order(key)
            && self.order_of(key).is_none()
            && let Some((mut draft, why)) = self.person(key).waiting.take()
        {
            match why {
                Waits::Asked | Waits::Wished | Waits::Refused => {
                    draft.doubts.clear();
                    self.place(key, &message.day, draft, How::default());
                }
                why => self.person(key).waiting = Some((draft, why)),
            }
        }
        let Some(open) = self
            .order_of(key)
            .and_then(|at| self.orders.get(at)?.clone())
        else {
            return self.edit_nothing(message, key, act, lines, &words, &said);
        };
        let about = self.offer.clone();
        let starred = text.trim_start().starts_with('*');
        // `namaku Nastari, bukan nastar`
        if words.all().any(|word| word.starts_with("nama")) {
            return;
        }
        if starred && said.items.is_empty() && said.counts.is_empty() {
            self.rename(key, &text);
            return;
        }
        let mut named = said;
        self.settle(key, &mut named.items);
        let items = edits::apply(&open.items, act, &named, starred, &about, self.finder);
        let nothing = named.items.is_empty() && named.counts.is_empty();
        match items {
            None if nothing && !turns(&words) => {}
            Some(items) if weight.unknown <= 4 => {
                if asked {
                    let draft = ChatDraft { items, ..open };
                    self.person(key).waiting = Some((draft, Waits::Changed));
                    return;
                }
                let person = self.person(key);
                person.before = Some(open.items);
                person
                    .waiting
                    .take_if(|(_, why)| matches!(why, Waits::SummedUp | Waits::Offered));
                let at = self.order_of(key);
                if let Some(draft) = at.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
                    draft.items = items;
                    draft.doubts.retain(|doubt| doubt.key != "chat-vague");
                    edits::add_lines(draft, shown(message, lines));
                    weight.doubt(draft);
                }
            }
            _ => {
                self.doubt(key, Act::Changes.doubt());
                let at = self.order_of(key);
                if let Some(draft) = at.and_then(|at| self.orders.get_mut(at)?.as_mut()) {
                    edits::add_lines(draft, shown(message, lines));
                }
            }
        }
    }

    /// A correction of the name: `*Syifa`.
    fn rename(&mut self, key: &str, text: &str) {
        let name = text
            .trim_start_matches(['*', ' '])
            .split([',', '.'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        let order = self.order_of(key);
        if let Some(draft) = order.and_then(|at| self.orders.get_mut(at)?.as_mut())
            && let Some(read) = draft.name.as_mut().filter(|read| read.span.is_some())
            && strsim::osa_distance(&fold(&name), &fold(&read.value)) <= 3
        {
            read.value = name;
        }
    }

    /// A change where there is no order in the paste.
    fn edit_nothing(
        &mut self,
        message: &Sent,
        key: &str,
        act: Act,
        lines: &[Line],
        words: &Words,
        said: &Said,
    ) {
        let plain = act == Act::Changes
            && !words.becomes()
            && !words.all().any(|word| {
                shows(word, Sign::Changes)
                    && !matches!(word, "eh" | "salah" | "bukan" | "canda" | "becanda")
            });
        let named = !said.items.is_empty();
        let says = named || !said.counts.is_empty() || !plain && words.all().count() <= 4;
        if !says {
            return;
        }
        if !plain && message.sender.is_some() && !(named && act == Act::Adds) {
            return self.changes_another(message, key, lines);
        }
        // Without a sender the name may be in the clauses before.
        let source = if message.sender.is_none() {
            &message.lines
        } else {
            lines
        };
        for mut draft in self.read_lines(message, source) {
            if !plain {
                draft.doubts.retain(|doubt| doubt.key != "chat-changes");
                draft.doubts.push(Act::Changes.doubt());
            }
            evidence::weigh(lines, self.finder, &self.known_names(key)).doubt(&mut draft);
            self.place(key, &message.day, draft, How::default());
        }
    }

    fn cancel(
        &mut self,
        message: &Sent,
        key: &str,
        words: &Words,
        said: &Said,
        unknown: usize,
        lines: &[Line],
    ) {
        let waiting = self.person(key).waiting.take();
        let Some(at) = self.order_of(key) else {
            let answers = waiting.is_some() || self.offered && !self.offer.is_empty();
            if !answers && !words.declines() {
                self.changes_another(message, key, lines);
            }
            return;
        };
        if let Some((_, Waits::Offered)) = waiting {
            return;
        }
        let Some(open) = self.orders.get(at).cloned().flatten() else {
            return;
        };
        if words.has(Sign::Changes)
            && let Some(before) = self.person(key).before.take()
        {
            self.renew(key, before);
            return;
        }
        if words.has(Sign::If) {
            self.doubt(key, Act::Plans.doubt());
            return;
        }
        if said.items.is_empty() {
            match unknown {
                0..=2 => self.take_back(key, lines),
                _ => self.doubt(key, Act::Cancels.doubt()),
            }
            return;
        }
        match edits::without(&open.items, &said.items) {
            Some(items) if items.is_empty() => self.take_back(key, lines),
            Some(items) => {
                self.person(key).before = Some(open.items);
                self.renew(key, items);
                if let Some(draft) = self.orders.get_mut(at).and_then(Option::as_mut) {
                    edits::add_lines(draft, shown(message, lines));
                }
            }
            None => self.doubt(key, Act::Cancels.doubt()),
        }
    }

    /// Keeps a message that changes an order which is not in the paste as a draft without items, so
    /// that the owner sees whose order it is about.
    fn changes_another(&mut self, message: &Sent, key: &str, lines: &[Line]) {
        let Some(sender) = message.sender.as_deref() else {
            return;
        };
        let mut draft = of_sender(sender);
        draft.doubts.push(Message::new("chat-changes-another"));
        edits::add_lines(&mut draft, shown(message, lines));
        draft.earlier.clear();
        self.orders.push(Some(draft));
        self.person(key).order = None;
    }

    pub(super) fn read_lines(&self, message: &Sent, lines: &[Line]) -> Vec<ChatDraft> {
        super::messages::orders(
            message.sender.as_deref(),
            message.whole,
            lines.to_vec(),
            self.finder,
        )
        .orders
    }
}

/// Whether words change something for certain: not only `eh`, `salah`, a joke.
fn turns(words: &Words) -> bool {
    words.becomes()
        || words.has(Sign::Adds)
        || words.has(Sign::Lessens)
        || words.all().any(|word| {
            shows(word, Sign::Changes)
                && !matches!(
                    word,
                    "eh" | "salah" | "bukan" | "canda" | "becanda" | "bercanda" | "maksud"
                )
        })
}

/// A draft of a sender, who is a name or a phone number.
pub(super) fn of_sender(sender: &str) -> ChatDraft {
    let read = |key: &'static str| Read {
        value: sender.to_owned(),
        span: None,
        sureness: Sureness::Assumed(Message::new(key).text("text", sender)),
    };
    let is_phone = Phone::read(sender).normal().is_some();
    ChatDraft {
        sender: (!sender.is_empty()).then(|| sender.to_owned()),
        name: (!is_phone && !sender.is_empty()).then(|| read("chat-name-sender")),
        phone: is_phone.then(|| read("chat-phone-sender")),
        ..ChatDraft::default()
    }
}

fn text_of(lines: &[Line]) -> String {
    let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
    text.join(" ").trim().to_owned()
}

/// The lines as they were written.
fn shown(message: &Sent, lines: &[Line]) -> Vec<(usize, String)> {
    let own = lines.iter().filter(|line| !line.text.trim().is_empty());
    own.map(|line| {
        let written = message
            .lines
            .iter()
            .find(|known| known.number == line.number);
        let text = written.map_or(&line.text, |known| &known.text);
        (line.number, text.clone())
    })
    .collect()
}

/// A number from an answer.
fn answered(count: &Read<i64>) -> Read<i64> {
    let value = count.value.clamp(1, MAX_QTY);
    if value >= 100 {
        let asked = Message::new("chat-qty-amount").text("text", value.to_string());
        return Read {
            value,
            span: count.span,
            sureness: Sureness::Unclear(asked),
        };
    }
    let why = Message::new("chat-answered").count("count", value);
    Read {
        value,
        span: count.span,
        sureness: match value == count.value {
            true => Sureness::Assumed(why),
            false => Sureness::Unclear(
                Message::new("chat-qty-bounds").text("text", count.value.to_string()),
            ),
        },
    }
}
