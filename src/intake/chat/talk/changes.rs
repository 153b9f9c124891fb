//! What corrects, adds to or takes back what was said before.

use super::super::builder::notes::note;
use super::super::clean::{Line, text_span};
use super::super::evidence;
use super::super::messages::{Message as Sent, orders};
use super::super::signs::{Sign, is_number, shows};
use super::super::speech::{Act, Words};
use super::super::vocabulary;
use super::conversation::Talk;
use super::edits;
use super::joining::{self, How};
use super::orders::{of_sender, shown, text_of};
use super::people::Waits;
use super::said::{Said, said};
use crate::domain::chat::{ChatDraft, ChatItem, Read};
use crate::domain::message::Message;
use crate::domain::text::fold;

/// Most orders of which any may be meant by a change.
const FEW: usize = 12;

impl Talk<'_> {
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
        let said: Vec<Said> = lines.iter().map(|line| said(line, self.finder)).collect();
        let said = said.into_iter().reduce(|mut all, more| {
            all.items.extend(more.items);
            all.counts.extend(more.counts);
            all.becomes = all.becomes.or(more.becomes);
            all.more |= more.more;
            all
        });
        let said = said.unwrap_or_default();
        let mut weight = evidence::weigh(lines, self.finder, &self.known_names(key));
        weight.expected = true;
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
        let Some(open) = self.draft_of(key).cloned() else {
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
        // `satukan saja, nanti dia ganti`
        let whole: Vec<&str> = message
            .lines
            .iter()
            .map(|line| line.text.as_str())
            .collect();
        if named.items.is_empty()
            && named.counts.is_empty()
            && evidence::says_who_pays(&Words::of(&whole.join(" ")))
        {
            return;
        }
        self.settle(key, &mut named.items);
        // `eh sagu keju juga satu`
        let adds = act == Act::Changes && named.more && !named.items.is_empty() && !turns(&words);
        let act = if adds { Act::Adds } else { act };
        // Other goods instead of those that the shop hasn't.
        if act == Act::Changes
            && let ([instead], [gone]) = (
                named.items.as_slice(),
                self.person(key).refused.clone().as_slice(),
            )
            && instead.code.value.is_some()
            && !edits::within(&open.items, &named.items)
        {
            let mut items = open.items;
            items.push(ChatItem {
                qty: if instead.qty.span.is_some() {
                    &instead.qty
                } else {
                    &gone.qty
                }
                .clone(),
                ..instead.clone()
            });
            self.person(key).refused.clear();
            self.renew(key, items);
            return;
        }
        // `ralat, Jl. Kenanga 15`, `diubah tanggal 20 saja`
        if named.items.is_empty() && act == Act::Changes && tells_where(&words) {
            if let Some(draft) = self.draft_of(key) {
                for line in lines {
                    if let Some(span) = text_span(line, 0) {
                        let said = line.text.trim().to_owned();
                        note(draft, Read::certain(said, span), "chat-note");
                    }
                }
                joining::add_lines(draft, shown(message, lines));
            }
            return;
        }
        let items = edits::apply(&open.items, act, &named, starred, &about, self.finder);
        let nothing = named.items.is_empty() && named.counts.is_empty();
        match items {
            None if nothing && !turns(&words) && weight.unknown == 0 => {}
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
                if let Some(draft) = self.draft_of(key) {
                    draft.items = items;
                    draft.doubts.retain(|doubt| doubt.key != "chat-vague");
                    joining::add_lines(draft, shown(message, lines));
                    weight.doubt(draft);
                }
            }
            _ => {
                self.doubt(key, Act::Changes.doubt());
                if let Some(draft) = self.draft_of(key) {
                    joining::add_lines(draft, shown(message, lines));
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
        if let Some(draft) = self.draft_of(key)
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
        let says = named
            || !said.counts.is_empty()
            || !plain && (words.all().count() <= 4 || words.has(Sign::Past));
        if !says {
            return;
        }
        // `nastarnya ga jadi, ganti hampers 1 aja`
        let counted = said.items.iter().all(|item| item.qty.span.is_some());
        let instead = named && counted && self.person(key).gone.take().is_some();
        let adds = named && act == Act::Adds;
        if message.sender.is_some() && !(plain || adds || instead) {
            self.doubt_few(lines);
            return self.changes_another(message, key, lines);
        }
        // Without a sender the name may be in the clauses before.
        let source = if message.sender.is_none() {
            &message.lines
        } else {
            lines
        };
        for mut draft in self.read_lines(message, source) {
            draft.doubts.retain(|doubt| doubt.key != "chat-changes");
            if !(plain || instead) {
                draft.doubts.push(Act::Changes.doubt());
            }
            evidence::weigh(lines, self.finder, &self.known_names(key)).doubt(&mut draft);
            self.place(key, &message.day, draft, How::default());
        }
    }

    pub(super) fn cancel(
        &mut self,
        message: &Sent,
        key: &str,
        words: &Words,
        said: &Said,
        unknown: usize,
        lines: &[Line],
    ) {
        let waiting = self.person(key).waiting.take();
        let Some(open) = self.draft_of(key).cloned() else {
            let answers = waiting.is_some() || self.offered && !self.offer.is_empty();
            let named = self.person(key).named && !words.has(Sign::Past);
            let gone = self.person(key).gone.is_some();
            if !answers && !named && !gone && !words.declines() {
                self.changes_another(message, key, lines);
            }
            return;
        };
        if let Some((_, Waits::Offered)) = waiting {
            return;
        }
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
        // `semua kecuali nastar`
        let but = words.all().any(|word| matches!(word, "kecuali" | "selain"));
        let gone = match (but, edits::without(&open.items, &said.items)) {
            (true, Some(rest)) => rest,
            (true, None) => Vec::new(),
            (false, _) => said.items.clone(),
        };
        if gone.is_empty() {
            return self.doubt(key, Act::Cancels.doubt());
        }
        match edits::without(&open.items, &gone) {
            Some(items) if items.is_empty() => self.take_back(key, lines),
            Some(items) => {
                self.person(key).before = Some(open.items);
                self.renew(key, items);
                if let Some(draft) = self.draft_of(key) {
                    joining::add_lines(draft, shown(message, lines));
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
        self.lists
            .doubt(sender, &Act::Changes.doubt(), &mut self.orders);
        let mut draft = of_sender(sender);
        draft.doubts.push(Message::new("chat-changes-another"));
        joining::add_lines(&mut draft, shown(message, lines));
        draft.earlier.clear();
        self.orders.push(Some(draft));
        self.person(key).order = None;
    }

    /// Puts a question on the orders before a change of which it isn't known whose order it is about,
    /// where they are few, or on those of the goods that it names.
    fn doubt_few(&mut self, lines: &[Line]) {
        if self.orders.len() > FEW {
            return;
        }
        let named = self.goods_in(lines);
        let doubt = Act::Changes.doubt();
        for draft in self.orders.iter_mut().flatten() {
            // A message without goods is a question already.
            let orders = !draft.items.is_empty() && edits::within(&draft.items, &named);
            if orders && !draft.doubts.contains(&doubt) {
                draft.doubts.push(doubt.clone());
            }
        }
    }

    pub(super) fn read_lines(&self, message: &Sent, lines: &[Line]) -> Vec<ChatDraft> {
        orders(
            message.sender.as_deref(),
            message.whole,
            lines.to_vec(),
            self.finder,
        )
        .orders
    }
}

/// Whether all numbers in words tell where or when, and there is one: a street's, a house's, a day's.
fn tells_where(words: &Words) -> bool {
    let place = |word: &str| vocabulary::numbers_otherwise(word) && word != "isi" && word != "ke";
    let (mut near, mut told) = (0, false);
    for word in words.all() {
        if place(word) {
            near = 4;
        } else if is_number(word) {
            if near == 0 {
                return false;
            }
            (told, near) = (true, 1);
        }
        near = usize::saturating_sub(near, 1);
    }
    told && !words.becomes()
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
