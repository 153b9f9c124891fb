//! What the shop's own messages do to the order they are about: they ask, offer, refuse and sum up.

use super::super::clauses::{Clause, clauses, masked};
use super::super::clean::Line;
use super::super::items::is_common;
use super::super::messages::Message as Sent;
use super::super::signs::Sign;
use super::super::speech::{Act, Words};
use super::super::vocabulary;
use super::conversation::Talk;
use super::edits;
use super::joining::How;
use super::orders::of_sender;
use super::people::{Asked, Waits};
use super::said::{Said, said};
use crate::domain::chat::{ChatDraft, ChatItem, Read};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::intake::assortment::GoodsLookup;

/// Words that the shop denies when it refuses.
const POSSIBLE: &[&str] = &[
    "bisa", "bs", "ada", "iso", "wonten", "aya", "keburu", "sempat", "sempet", "sanggup",
    "kekejar", "terima", "nerima", "jual", "nutut", "bikin", "buat", "produksi", "cukup",
];

/// Words with which the shop sums up a whole order.
const SUMS_UP: &[&str] = &[
    "jadi",
    "jadinya",
    "jd",
    "janten",
    "dadi",
    "total",
    "totalnya",
    "rekap",
    "rekapnya",
    "berarti",
    "brarti",
    "pesanannya",
    "pesenannya",
    "orderannya",
];

/// Words with which the shop asks where to, when, how it is fetched or paid.
const DELIVERY: &[&str] = &[
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
    "almt",
    "kapan",
    "iraha",
    "hp",
    "kemana",
    "kmn",
    "dimana",
    "dmn",
    "diantar",
    "dianter",
    "dikirim",
    "diambil",
    "ambil",
    "kirim",
    "antar",
    "anter",
    "pickup",
    "delivery",
    "cod",
    "gosend",
    "grab",
    "transfer",
    "tp",
    "trp",
    "bayar",
    "bayarnya",
    "pembayaran",
    "patokan",
    "when",
    "address",
    "kota",
    "kecamatan",
    "ekspedisi",
    "kurir",
    "ongkir",
    "ongkirnya",
    "ongkirnyo",
    "dp",
    "cash",
];

/// Whether an item's number is what it costs, in thousands: `nastar 180 + putri salju 110`.
fn is_amount(item: &ChatItem, goods: &GoodsLookup) -> bool {
    let good = item
        .code
        .value
        .as_deref()
        .and_then(|code| goods.by_code(code));
    let amount = Rupiah::new(1_000).times(item.qty.value);
    let price = good.map_or(0, |good| good.price.raw());
    price > 0 && amount.is_ok_and(|amount| amount.raw() >= price && amount.raw() % price == 0)
}

impl Talk<'_> {
    /// Whom a message of the shop is for: who is named, else who spoke last.
    fn addressed(&self, words: &Words) -> String {
        let named = words
            .all()
            .filter(|word| word.len() > 2 && !vocabulary::is_polite(word))
            .filter_map(|word| self.parts.get(word))
            .flatten();
        let mut keys: Vec<&String> = named.filter(|key| self.people.contains_key(*key)).collect();
        keys.sort();
        keys.dedup();
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
        let told_sum = self.person(&key).bill.tell(lines);
        let mut offer = Vec::new();
        let mut refused = false;
        let mut sentences: Vec<(Vec<ChatItem>, bool)> = Vec::new();
        for clause in &clauses {
            let masked = masked(lines, std::slice::from_ref(clause));
            let words = Words::of(clause.text(lines));
            let said: Vec<Said> = masked.iter().map(|line| said(line, self.finder)).collect();
            let mut items: Vec<ChatItem> =
                said.iter().flat_map(|said| said.items.clone()).collect();
            items.retain(|item| !is_common(&item.typed));
            self.settle(&key, &mut items);
            for item in &mut items {
                if is_amount(item, self.finder.goods) {
                    item.qty.span = None;
                }
            }
            let counts: Vec<i64> = said
                .iter()
                .flat_map(|said| said.counts.iter().map(|count| count.value))
                .collect();
            // `mau dicoba 1 sama nastar 1`: one of what was asked about.
            let topic = self.person(&key).topic.clone();
            if let ([of_topic], true) = (topic.as_slice(), clause.asked)
                && !items.is_empty()
                && counts.len() == items.len() + 1
                && !edits::within(&items, &topic)
            {
                let mut all = said.iter().flat_map(|said| &said.counts);
                let own =
                    |count: &&Read<i64>| !items.iter().any(|item| item.qty.span == count.span);
                if let Some(count) = all.find(own) {
                    items.push(ChatItem {
                        qty: count.clone(),
                        ..of_topic.clone()
                    });
                }
            }
            self.ask(&key, clause.asked, &words);
            let possible = words.all().any(|word| POSSIBLE.contains(&word));
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
                // `sisa 150.000` is what is left to pay.
                && !(items.is_empty() && counts.is_empty())
            {
                self.left_only(&key, &items, counts.first().copied());
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
        let told = clauses.iter().any(|clause| clause.act == Act::Tells);
        let mut sums_up = false;
        for (items, asked) in sentences {
            sums_up |= self.summed_up(&key, items, asked, told, &whole);
        }
        if sums_up && !told_sum && self.person(&key).waiting.is_some() {
            self.person(&key).bill.forget_sums();
        }
        let asks = clauses.iter().any(|clause| clause.asked);
        let asked = self.person(&key).asked;
        self.person(&key).unanswered |= clauses.iter().any(|clause| {
            let text = clause.text(lines);
            let said = text.contains('?') || asked != Asked::Other;
            clause.asked && said && !Words::of(text).has(Sign::More)
        });
        let instead = !self.offer.is_empty() && self.offered || asks;
        if !instead || offer_is_empty && !asks {
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
        if sorry && self.just && !sums_up && !refused && !idle && !asks {
            self.doubt(&key, Act::Changes.doubt());
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
        let has = |list: &[&str]| words.all().any(|word| list.contains(&word));
        let person = self.person(key);
        person.asked = if has(&["nama", "namanya"]) {
            Asked::Name
        } else if has(&goods) {
            Asked::Goods
        } else if has(DELIVERY) {
            Asked::Delivery
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
                self.pass_draft(&open);
                self.pass(lines);
                let person = self.person(key);
                person.gone = Some(open.clone());
                person.order = None;
                person.waiting = Some((open, Waits::Refused));
            }
            Some(items) => {
                let mut gone = open.items.clone();
                gone.retain(|item| !edits::within(&items, std::slice::from_ref(item)));
                self.person(key).refused = gone;
                self.person(key).bill.forget_sums();
                self.renew(key, items);
            }
            None => {}
        }
    }

    /// The shop has fewer than were ordered: `left` of these goods, or of the only ones.
    fn left_only(&mut self, key: &str, goods: &[ChatItem], left: Option<i64>) {
        let Some(at) = self.order_of(key) else { return };
        let Some(mut draft) = self.orders.get_mut(at).and_then(Option::take) else {
            return;
        };
        let alone = draft.items.len() == 1;
        for item in &mut draft.items {
            let meant = alone || edits::within(goods, std::slice::from_ref(item));
            match left.filter(|left| meant && *left < item.qty.value) {
                Some(left) if edits::set(item, left).is_some() => {}
                _ => item.qty.span = None,
            }
        }
        let person = self.person(key);
        person.order = None;
        person.waiting = Some((draft, Waits::Wished));
    }

    /// The shop sums up or offers goods. Returns whether it sums up what is ordered.
    fn summed_up(
        &mut self,
        key: &str,
        items: Vec<ChatItem>,
        asked: bool,
        told: bool,
        words: &Words,
    ) -> bool {
        let counted = items
            .iter()
            .all(|item| item.qty.span.is_some() && item.code.value.is_some());
        let says_all = words.all().any(|word| SUMS_UP.contains(&word));
        let Some(open) = self.draft_of(key).cloned() else {
            return self.summed_up_anew(key, items, asked, counted && (asked || !told), says_all);
        };
        if !counted {
            return false;
        }
        if edits::same_items(&open.items, &items) {
            self.stands(key);
            return true;
        }
        let goods = self.finder.goods;
        let says_all = says_all
            || self.person(key).bill.is_of(&items, goods)
            || items.len() > 1 && edits::within(&items, &open.items);
        let within = items.iter().all(|item| {
            open.items.iter().any(|known| {
                known.code.value == item.code.value && known.qty.value == item.qty.value
            })
        });
        if within && !says_all {
            self.person(key)
                .waiting
                .take_if(|(_, why)| *why == Waits::Changed || *why == Waits::SummedUp);
            return true;
        }
        if let Some((draft, _)) = self.person(key).waiting.take_if(|(draft, why)| {
            *why == Waits::Changed && edits::same_items(&draft.items, &items)
        }) {
            self.renew(key, draft.items);
            return true;
        }
        let known = items.iter().any(|item| {
            open.items
                .iter()
                .any(|old| old.code.value == item.code.value)
        });
        let mut all = open.items.clone();
        if says_all {
            all = items;
        } else {
            for item in items {
                match all.iter_mut().find(|old| old.code.value == item.code.value) {
                    Some(old) => old.qty.value = item.qty.value,
                    None => all.push(item),
                }
            }
        }
        // What the customer changed and wasn't understood, the shop may have understood.
        let unread = open.doubts.contains(&Act::Changes.doubt());
        let why = match (asked, known, unread) {
            (true, false, _) => Waits::Offered,
            (false, _, true) if says_all => Waits::Confirmed,
            _ => Waits::SummedUp,
        };
        self.person(key).waiting = Some((ChatDraft { items: all, ..open }, why));
        true
    }

    /// The same for a customer who hasn't ordered yet.
    fn summed_up_anew(
        &mut self,
        key: &str,
        items: Vec<ChatItem>,
        asked: bool,
        sure: bool,
        says_all: bool,
    ) -> bool {
        let person = self.person(key);
        let same = |(draft, _): &(ChatDraft, Waits)| edits::same_items(&draft.items, &items);
        match &person.waiting {
            // The shop confirms what was asked.
            Some(waiting) if same(waiting) && !asked => {
                if let Some((mut draft, _)) = person.waiting.take() {
                    draft.doubts.clear();
                    self.place(key, "", draft, How::default());
                }
                return true;
            }
            Some(waiting) if same(waiting) => return true,
            _ if !sure || !(person.named || !asked && says_all) => return false,
            _ => {}
        }
        let why = if asked {
            Waits::Offered
        } else {
            Waits::Confirmed
        };
        let draft = ChatDraft {
            items,
            ..of_sender(key)
        };
        person.waiting = Some((draft, why));
        !asked
    }

    /// The shop says a number: how many there are now.
    fn counted(&mut self, key: &str, count: i64, words: &Words) {
        let person = self.person(key);
        if let Some((draft, Waits::SummedUp)) = &mut person.waiting
            && let [item] = draft.items.as_mut_slice()
        {
            item.qty.value = count;
            let items = draft.items.clone();
            let open = self.draft_of(key);
            if open.is_some_and(|open| edits::same_items(&open.items, &items)) {
                self.person(key).waiting = None;
            }
            return;
        }
        let Some(open) = self.draft_of(key).cloned() else {
            // `saya catat 10 ya`: what was refused is possible after all.
            let again = |draft: &mut ChatDraft| edits::units(&draft.items) == count;
            let person = self.person(key);
            if let (None, Some(draft)) = (&person.waiting, person.gone.take_if(again)) {
                person.waiting = Some((draft, Waits::Offered));
            }
            return;
        };
        let all = edits::units(&open.items);
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
