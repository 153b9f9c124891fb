//! What a short message means after the shop's question or offer: a number, a variant, a name, yes
//! or no.

use super::super::clean::{Line, lead};
use super::super::evidence::Weight;
use super::super::items::with_code;
use super::super::messages::Message as Sent;
use super::super::sentence;
use super::super::signs::{self, Sign, shows};
use super::super::speech::{Act, Words};
use super::super::tokens::Tokens;
use super::super::vocabulary;
use super::conversation::Talk;
use super::joining::{self, How};
use super::orders::{of_sender, shown, text_of};
use super::people::{Asked, Waits};
use super::said::Said;
use crate::domain::chat::{ChatItem, Read, Span, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;

impl Talk<'_> {
    /// Reads a message without known goods as an answer. Returns whether it is one.
    pub(super) fn answer(
        &mut self,
        message: &Sent,
        key: &str,
        lines: &[Line],
        said: &[Said],
        weight: &Weight,
    ) -> bool {
        let words = Words::of(&text_of(lines));
        let counts: Vec<Read<i64>> = said.iter().flat_map(|said| said.counts.clone()).collect();
        let each = said.iter().any(|said| said.each);
        let only = said.iter().any(|said| said.only);
        let asked = std::mem::take(&mut self.person(key).asked);
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
        if asked == Asked::Delivery || asked == Asked::Other && weight.unknown == 0 && !only {
            return true;
        }
        // Numbers in talk are no answer, but they may change the order there is.
        let most = match (&self.person(key).waiting, counts.as_slice()) {
            (Some(_), [_]) => 2,
            _ => 0,
        };
        if weight.unknown > most && asked != Asked::Goods && !weight.wants || weight.unknown > 3 {
            self.doubt(key, Act::Changes.doubt());
            return false;
        }
        let values: Vec<i64> = counts.iter().map(|count| count.value).collect();
        if let Some(draft) = self.draft_of(key) {
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
                joining::add_lines(draft, shown(message, lines));
                return true;
            }
            let all: i64 = draft.items.iter().map(|item| item.qty.value).sum();
            if values == [all] {
                // `tiga mbak`: not what the shop summed up.
                let person = self.person(key);
                person.waiting.take_if(|(_, why)| *why == Waits::SummedUp);
                return true;
            }
            let alone = draft.items.len() == 1 && values.len() == 1;
            if alone && (only || asked == Asked::Goods) {
                if let (Some(item), Some(count)) = (draft.items.first_mut(), counts.first()) {
                    item.qty = answered(count);
                }
                // `ga dah, kebanyakan. dua aja`
                draft.doubts.retain(|doubt| *doubt != Act::Changes.doubt());
                joining::add_lines(draft, shown(message, lines));
                return true;
            }
            let known = draft.items.iter().any(|item| values == [item.qty.value]);
            let more = said.iter().any(|said| said.more);
            if asked == Asked::Goods || only || !known || more || weight.unknown > 0 {
                self.doubt(key, Act::Changes.doubt());
            }
            return true;
        }
        self.start(message, key, lines, &counts, each, weight)
    }

    /// Settles open goods by words that tell them apart: `XL`, `yang mayo`. Returns whether the words
    /// say nothing more.
    fn choose(&mut self, key: &str, words: &Words) -> bool {
        let goods = self.finder.goods;
        let Some(draft) = self.draft_of(key) else {
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
            *item = with_code(item, only);
        } else {
            item.candidates = left;
        }
        !words.all().any(signs::is_number)
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
        weight: &Weight,
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
        weight.doubt(&mut draft);
        joining::add_lines(&mut draft, shown(message, lines));
        self.place(key, &message.day, draft, How::default());
        true
    }

    /// Takes the answer to "whose name?".
    fn named(&mut self, key: &str, lines: &[Line]) -> bool {
        let text = text_of(lines);
        let said = lines.iter().find_map(|line| {
            let parts = sentence::parts(&Tokens::of(line, lead(&line.text).0));
            parts.names.into_iter().next().map(|name| name.value)
        });
        let plain = || text.split([',', '.']).next().unwrap_or_default();
        let name = said.unwrap_or_else(|| plain().trim().to_owned());
        let Some(draft) = self.draft_of(key) else {
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
            Waits::SummedUp | Waits::Confirmed | Waits::Offered if self.has_order(key) => {
                self.agreed = true;
                self.renew(key, draft.items);
            }
            Waits::Refused => {
                // What there is instead of what was refused, where the shop asked; else it is only
                // resigned to.
                if !self.offered_last {
                    return false;
                }
                if let ([item], [instead]) = (draft.items.as_mut_slice(), self.offer.as_slice())
                    && let Some(code) = &instead.code.value
                {
                    *item = with_code(item, code);
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
