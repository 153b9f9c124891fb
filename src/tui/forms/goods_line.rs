//! The language in which goods are named in every form: by code, name, a part of one, or a taught
//! word, with units before or after it. The same goods are proposed while one types.

use std::rc::Rc;

use super::Candidate;
use crate::book::{Book, BookError};
use crate::domain::goods_index::{GoodsIndex, NameMatch, keeps_sizes};
use crate::domain::item::{Change, ItemError, ItemText};
use crate::domain::items::{TypedItem, last_piece};
use crate::domain::message::Message;
use crate::domain::package::{Component, Package};
use crate::tui::fuzzy;

/// Most goods proposed at once.
const MOST: usize = 20;

/// Goods that can be named in a field.
pub(super) struct Good {
    /// Their code.
    pub(super) code: String,
    /// Code of their product; the same as `code` for a product as a whole.
    pub(super) product: String,
    /// Their name.
    pub(super) name: String,
    /// Shown at the right of a suggestion: the price, the units left.
    pub(super) note: String,
    /// There are none left.
    pub(super) is_gone: bool,
    /// What is in them, where the customer chooses some of that.
    pub(super) package: Option<Rc<Package>>,
}

/// Where goods are looked for, as sentences name it.
#[derive(Clone, Copy)]
pub(super) enum Among {
    Period,
    Order,
    Catalogue,
}

impl Among {
    fn key(self) -> &'static str {
        match self {
            Self::Period => "form-goods-in-period",
            Self::Order => "form-goods-in-order",
            Self::Catalogue => "form-goods-in-catalogue",
        }
    }
}

/// All goods that a field may name.
pub(super) struct GoodsLine {
    goods: Vec<Good>,
    index: GoodsIndex,
    among: Among,
}

impl GoodsLine {
    pub(super) fn new(goods: Vec<Good>, among: Among, book: &Book) -> Result<Self, BookError> {
        let named = goods.iter();
        let named = named.map(|good| (&*good.code, &*good.product, good.name.clone()));
        let aliases = book.aliases()?;
        let taught = aliases.iter().map(|alias| (&*alias.text, &*alias.code));
        Ok(Self {
            index: GoodsIndex::new(named).with_aliases(taught),
            goods,
            among,
        })
    }

    /// Splits a line into its items.
    pub(super) fn read(&self, line: &str) -> Vec<TypedItem> {
        self.index.read(line)
    }

    /// What a name means. A word that fits a product and its variants only means the product.
    pub(super) fn find(&self, name: &str) -> NameMatch {
        let found = self.index.find(name);
        let NameMatch::Several(several) = &found else {
            return found;
        };
        let of = |at: &usize| self.goods.get(*at).map(|good| good.product.as_str());
        let whole = several.iter().find(|at| {
            let good = self.goods.get(**at);
            good.is_some_and(|good| good.code == good.product)
        });
        match whole {
            Some(whole) if several.iter().all(|at| of(at) == of(whole)) => NameMatch::One(*whole),
            Some(_) | None => found,
        }
    }

    /// The items of a line, by code.
    pub(super) fn items(&self, line: &str) -> Result<Vec<ItemText>, Message> {
        let items = self.read(line).into_iter().map(|wish| {
            if let Some(problem) = self.problem(&wish.name, &wish.found) {
                return Err(problem);
            }
            let (NameMatch::One(at), Some(qty)) = (&wish.found, wish.qty) else {
                return Err(ItemError::QuantityOutOfBounds(wish.name).message());
            };
            let typed = |text: String| Some(text).filter(|text| !text.is_empty());
            Ok(ItemText {
                qty,
                change: Change::Set,
                variant: self.at(*at).map_or(wish.name, |good| good.code.clone()),
                chosen: typed(wish.chosen),
                for_whom: typed(wish.for_whom),
                customization: typed(wish.customization),
            })
        });
        items.collect()
    }

    /// An item as it is read to the owner.
    pub(super) fn shown(&self, item: &ItemText) -> String {
        let mut goods = self.goods.iter();
        let known = goods.find(|good| good.code == item.variant);
        let name = known.map_or(&item.variant, |good| &good.name);
        let mut text = format!("{} {name}", item.qty);
        if let Some(chosen) = &item.chosen {
            text.push_str(&format!("[{chosen}]"));
        }
        if let Some(whom) = &item.for_whom {
            text.push_str(&format!(" @{whom}"));
        }
        if let Some(made) = &item.customization {
            text.push_str(&format!(": {made}"));
        }
        text
    }

    /// The goods at a place.
    pub(super) fn at(&self, at: usize) -> Option<&Good> {
        self.goods.get(at)
    }

    /// Why a name means nothing, or nothing certain; none when it means one thing.
    pub(super) fn problem(&self, name: &str, found: &NameMatch) -> Option<Message> {
        let named = |at: &usize| self.at(*at).map_or("", |good| good.name.as_str());
        let among = self.among.key();
        Some(match found {
            NameMatch::One(_) => return None,
            NameMatch::Several(several) => {
                let names: Vec<&str> = several.iter().take(4).map(named).collect();
                Message::new("form-order-several")
                    .text("text", name)
                    .text("names", names.join(", "))
            }
            NameMatch::Nothing(Some(near)) => Message::new("form-order-near")
                .text("text", name)
                .word("where", among)
                .text("near", named(near)),
            NameMatch::Nothing(None) => Message::new("form-order-nothing")
                .text("text", name)
                .word("where", among)
                .text("example", named(&0)),
        })
    }

    /// Goods as they are typed: by name, or by code where the name means something else too.
    fn to_type(&self, at: usize) -> &str {
        let Some(good) = self.at(at) else {
            return "";
        };
        let read = self.index.read(&good.name);
        match &read[..] {
            [one] if one.found == NameMatch::One(at) && one.qty == Some(1) => &good.name,
            _ => &good.code,
        }
    }

    /// The goods of a code as they are typed; the code itself when they can't be named here.
    pub(super) fn typed<'a>(&'a self, code: &'a str) -> &'a str {
        let mut goods = self.goods.iter();
        let at = goods.position(|good| good.code == code);
        at.map_or(code, |at| self.to_type(at))
    }

    /// Suggestions for the item before the cursor, with its units. None while what is typed means
    /// one thing: nothing needs to be taken then.
    pub(super) fn candidates(&self, before: &str) -> Vec<Candidate> {
        if let Some(open) = before
            .rfind('[')
            .filter(|open| !before[*open..].contains(']'))
        {
            return self.picks(before, open);
        }
        let (done, piece) = before.split_at(last_piece(before));
        let trimmed = piece.trim();
        // The text of a customization goes on.
        let continues = self.read(before).len() == self.read(done).len();
        if trimmed.is_empty() || continues || piece.contains(':') {
            return Vec::new();
        }
        let wishes = self.read(trimmed);
        let Some(wish @ TypedItem { qty: Some(qty), .. }) = wishes.first() else {
            return Vec::new();
        };
        let space = if done.is_empty() { "" } else { " " };
        let head = format!("{done}{space}{qty} ");
        let mut rest = String::new();
        if !wish.chosen.is_empty() {
            rest.push_str(&format!("[{}]", wish.chosen));
        }
        if !wish.for_whom.is_empty() {
            rest.push_str(&format!(" @{}", wish.for_whom));
        }
        if let NameMatch::One(at) = wish.found {
            let has_choices = |good: &Good| good.package.is_some();
            let open = self.at(at).is_some_and(has_choices) && rest.is_empty();
            return Vec::from_iter(open.then(|| self.candidate(at, &head, "[")).flatten());
        }
        // What the customer chooses of a package comes next.
        let rest = |at: usize| match self.at(at) {
            Some(good) if rest.is_empty() && good.package.is_some() => "[",
            Some(_) | None => &rest,
        };
        let (places, more) = self.ranked(&wish.name, &wish.found);
        let doubt = self.doubt(&wish.name, &wish.found, &places);
        let proposed = places.into_iter();
        let proposed = proposed.filter_map(|at| self.candidate(at, &head, rest(at)));
        asked(proposed, doubt, more)
    }

    /// Suggestions for the goods before the cursor, without units, where `list` says that several
    /// stand beside each other.
    pub(super) fn names(&self, before: &str, list: bool) -> Vec<Candidate> {
        let start = if list { last_piece(before) } else { 0 };
        let (done, piece) = before.split_at(start);
        let typed = piece.trim();
        let found = self.find(typed);
        if typed.is_empty() || matches!(found, NameMatch::One(_)) {
            return Vec::new();
        }
        let space = if done.is_empty() { "" } else { " " };
        let head = format!("{done}{space}");
        let (places, more) = self.ranked(typed, &found);
        let doubt = self.doubt(typed, &found, &places);
        let proposed = places.into_iter();
        let proposed = proposed.filter_map(|at| self.candidate(at, &head, ""));
        asked(proposed, doubt, more)
    }

    /// Asks which of several goods a name means.
    fn doubt(&self, typed: &str, found: &NameMatch, places: &[usize]) -> Option<Message> {
        let meant = match found {
            // They only resemble it.
            NameMatch::Nothing(_) => NameMatch::Nothing(places.first().copied()),
            NameMatch::One(_) | NameMatch::Several(_) => NameMatch::Several(places.to_vec()),
        };
        (places.len() > 1)
            .then(|| self.problem(typed, &meant))
            .flatten()
    }

    /// What a name may mean, the most likely first, and how many more there are. Goods that leave a
    /// word of it unread are not meant: taking them would drop what was typed.
    fn ranked(&self, typed: &str, found: &NameMatch) -> (Vec<usize>, usize) {
        let mut places = match found {
            NameMatch::One(at) => vec![*at],
            NameMatch::Several(several) => several.clone(),
            NameMatch::Nothing(near) => near
                .filter(|near| self.index.explains(*near, typed))
                .into_iter()
                .collect(),
        };
        let texts: Vec<String> = self
            .goods
            .iter()
            .map(|good| format!("{} {}", good.name, good.code))
            .collect();
        let like = fuzzy::rank(typed, texts.iter().map(String::as_str));
        for at in like.into_iter().chain(0..self.goods.len()) {
            if !places.contains(&at) && self.index.explains(at, typed) {
                places.push(at);
            }
        }
        // What can't be sold is not the answer, but may be wanted all the same.
        places.sort_by_key(|at| self.at(*at).is_some_and(|good| good.is_gone));
        let more = places.len().saturating_sub(MOST);
        places.truncate(MOST);
        (places, more)
    }

    /// The suggestion of goods, with the text before and after them.
    fn candidate(&self, at: usize, head: &str, rest: &str) -> Option<Candidate> {
        let good = self.at(at)?;
        Some(Candidate {
            text: format!("{head}{}{rest}", self.to_type(at)),
            label: good.name.clone(),
            note: good.note.clone(),
            ..Candidate::default()
        })
    }

    /// Suggestions inside the brackets that begin at `open`: what can still be chosen for that
    /// package (rule 65). The last pick closes them.
    fn picks(&self, before: &str, open: usize) -> Vec<Candidate> {
        let (package, inside) = before.split_at(open);
        let wishes = self.read(package);
        let package = match wishes.last().map(|wish| &wish.found) {
            Some(NameMatch::One(at)) => self.at(*at).and_then(|good| good.package.as_ref()),
            Some(NameMatch::Several(_) | NameMatch::Nothing(_)) | None => None,
        };
        let Some(package) = package else {
            return Vec::new();
        };
        let piece = inside.rfind([',', '+']).unwrap_or(0) + 1;
        let typed = inside[piece..].trim_start();
        let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, name) = typed.split_at(digits);
        let number = match number.parse() {
            Ok(number) => number,
            Err(_) if number.is_empty() => 1,
            Err(_) => return Vec::new(),
        };
        let left = package.left_to_choose(inside.get(1..piece).unwrap_or_default());
        let rest: i64 = left.iter().map(|(_, picks)| picks).sum();
        let options: Vec<&Component> = left
            .iter()
            .filter(|(_, picks)| *picks >= number)
            .flat_map(|(choice, _)| &choice.among)
            .collect();
        let done = &before[..open + piece];
        let space = if done.ends_with('[') { "" } else { " " };
        let times = if digits == 0 {
            String::new()
        } else {
            format!("{number} ")
        };
        let end = if rest > number { ", " } else { "]" };
        let texts: Vec<String> = options
            .iter()
            .map(|option| format!("{} {}", option.full_name(), option.code))
            .collect();
        fuzzy::rank(name.trim_start(), texts.iter().map(String::as_str))
            .into_iter()
            .filter_map(|at| options.get(at))
            .filter(|option| keeps_sizes(name, &option.full_name()))
            .map(|option| Candidate {
                text: format!("{done}{space}{times}{}{end}", package.name_to_type(option)),
                label: option.full_name(),
                note: option.code.clone(),
                ..Candidate::default()
            })
            .collect()
    }
}

/// The proposals, with what is to be asked before one of them is the answer, and how many more fit.
fn asked(
    proposed: impl Iterator<Item = Candidate>,
    doubt: Option<Message>,
    more: usize,
) -> Vec<Candidate> {
    let doubted = proposed.map(|candidate| Candidate {
        doubt: doubt.clone(),
        ..candidate
    });
    let mut all: Vec<Candidate> = doubted.collect();
    if let Some(last) = all.last_mut() {
        last.more = more;
    }
    all
}
