//! Looks up goods as customers name them: by code, name, an alias the owner taught, the beginning
//! of a name, some of its words, or a misspelt name.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::assortment::{Assortment, Good};

use super::chat::tokens::key_parts;

/// The goods of a PO with the indexes for looking them up.
#[derive(Debug, Default)]
pub struct GoodsLookup {
    goods: Vec<Good>,
    /// The words of each name.
    names: Vec<Vec<String>>,
    /// Goods by whole code and name.
    exact: HashMap<String, Vec<usize>>,
    /// All beginnings, word by word, of codes, names and aliases.
    begun: HashSet<String>,
    aliases: HashMap<String, usize>,
    /// Goods by each word of their names.
    words: BTreeMap<String, Vec<usize>>,
    /// Goods by the first word of their names.
    firsts: BTreeMap<String, Vec<usize>>,
    initials: HashMap<String, Vec<usize>>,
    has_variants: bool,
    /// Codes in capitals of goods that are not among these ([`Assortment::elsewhere`]).
    elsewhere: HashSet<String>,
    /// Labels of custom fields ([`Assortment::fields`]).
    fields: Vec<String>,
}

/// The goods that a name can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Indexes of the goods that fit.
    pub goods: Vec<usize>,
    /// How well they fit.
    pub fit: Fit,
}

/// How well a name fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// A whole code, name or alias.
    Whole,
    /// The beginning of a name.
    Beginning,
    /// Some words of a name, or its initials.
    Part,
    /// A misspelt name.
    Typo,
}

/// Most comparisons for misspelt and shortened names in one paste.
const EFFORT: usize = 2_000_000;
/// Longest name that is looked up, in words.
pub(super) const LONGEST: usize = 8;

/// Names of colours and flavours, and what customers also call them.
const SAME: [(&str, &str); 10] = [
    ("ayam", "hayam manuk manok chicken"),
    ("keju", "cheese kiju"),
    ("original", "polos ori plain"),
    ("hitam", "item black ireng hideung"),
    ("putih", "white bodas pote"),
    ("merah", "red abang beureum"),
    ("biru", "blue"),
    ("hijau", "ijo green hejo"),
    ("kuning", "yellow koneng"),
    ("abu", "grey gray"),
];

/// Looks up names and caches the results, because a long paste repeats them.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    pub goods: &'a GoodsLookup,
    found: RefCell<HashMap<String, Option<Hit>>>,
    effort: RefCell<usize>,
}

impl From<Assortment> for GoodsLookup {
    fn from(assortment: Assortment) -> Self {
        let elsewhere = assortment.elsewhere.iter().map(|code| code.to_uppercase());
        Self {
            elsewhere: elsewhere.collect(),
            fields: assortment.fields,
            ..Self::new(assortment.goods, assortment.aliases)
        }
    }
}

impl GoodsLookup {
    /// Builds the lookup from the goods on sale and the owner's aliases: (customers' word, code).
    pub fn new(
        goods: impl IntoIterator<Item = Good>,
        aliases: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut all = Self {
            goods: goods.into_iter().collect(),
            ..Self::default()
        };
        for at in 0..all.goods.len() {
            all.put(at);
        }
        let mut products = HashSet::new();
        all.has_variants = !all
            .goods
            .iter()
            .all(|good| products.insert(good.product.as_str()));
        for (said, code) in aliases {
            if let Some(at) = all.goods.iter().position(|good| good.code == code) {
                let key = key_parts(&said).join(" ");
                all.begin(&key);
                all.aliases.insert(key, at);
            }
        }
        all
    }

    fn put(&mut self, at: usize) {
        let Some(good) = self.goods.get(at) else {
            return;
        };
        let words = key_parts(&good.name);
        let mut keys = vec![
            key_parts(&good.code).join(" "),
            key_parts(&good.product).join(" "),
            words.join(" "),
        ];
        keys.sort();
        keys.dedup();
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            self.begin(&key);
            self.exact.entry(key).or_default().push(at);
        }
        let initials: String = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        self.initials.entry(initials).or_default().push(at);
        if let Some(first) = words.first() {
            self.firsts.entry(first.clone()).or_default().push(at);
        }
        self.names.push(words.clone());
        for word in words {
            let goods = self.words.entry(word).or_default();
            if goods.last() != Some(&at) {
                goods.push(at);
            }
        }
    }

    fn begin(&mut self, key: &str) {
        let ends = key.match_indices(' ').map(|(end, _)| end);
        for end in ends.chain([key.len()]) {
            self.begun.extend(key.get(..end).map(str::to_owned));
        }
    }

    /// Whether nothing is on sale.
    pub fn is_empty(&self) -> bool {
        self.goods.is_empty()
    }

    /// All goods, in the order they were given.
    pub fn all(&self) -> &[Good] {
        &self.goods
    }

    /// The good at an index.
    pub fn get(&self, at: usize) -> Option<&Good> {
        self.goods.get(at)
    }

    /// The only good; `None` for none or several.
    pub fn exactly_one(&self) -> Option<&Good> {
        match self.goods.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The labels of the shop's custom fields.
    pub(super) fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Whether a code belongs to goods that are not among these, such as archived ones.
    pub(super) fn is_elsewhere(&self, code: &str) -> bool {
        self.elsewhere.contains(&code.to_uppercase())
    }

    /// The good with a code.
    pub fn by_code(&self, code: &str) -> Option<&Good> {
        self.goods.iter().find(|good| good.code == code)
    }

    /// Whether a name means this code and nothing else, also in the middle of a line.
    pub fn is_plain(&self, name: &str, code: &str) -> bool {
        let parts = key_parts(name);
        let simple = parts
            .iter()
            .all(|part| part.chars().all(char::is_alphabetic));
        let sole = |key: &str| {
            matches!(self.exact.get(key).map(Vec::as_slice), Some([at])
                if self.get(*at).is_some_and(|good| good.code == code))
        };
        let key = parts.join(" ");
        let taught = self.aliases.get(&key).and_then(|at| self.get(*at));
        simple
            && taught.is_none_or(|good| good.code == code)
            && parts.len() <= LONGEST
            && sole(&key)
    }

    /// The only good with this code, name or alias; `None` for none or several.
    pub fn called(&self, name: &str) -> Option<&Good> {
        match Finder::new(self).whole(&key_parts(name).join(" "))?.goods[..] {
            [at] => self.get(at),
            _ => None,
        }
    }

    /// Goods that an unknown name may mean: it is the beginning of their name, has some of its
    /// words, or is misspelt.
    pub fn near(&self, name: &str) -> Vec<&Good> {
        let words = key_parts(name);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let finder = Finder::new(self);
        let hit = finder
            .whole(&words.join(" "))
            .or_else(|| finder.loose(&words));
        hit.map_or_else(Vec::new, |hit| {
            hit.goods.iter().filter_map(|at| self.get(*at)).collect()
        })
    }

    /// Whether a product has several variants on sale.
    pub(super) fn has_variants(&self) -> bool {
        self.has_variants
    }

    /// The only variant of a product whose name ends with these words; `None` for none or several.
    pub(super) fn variant(&self, product: &str, words: &[&str]) -> Option<&Good> {
        let ends = |at: &usize| {
            let name = self.words_of(*at);
            name.len() > words.len()
                && name.ends_with(
                    &words
                        .iter()
                        .map(|word| (*word).to_owned())
                        .collect::<Vec<_>>(),
                )
        };
        let of_product = |at: &usize| self.get(*at).is_some_and(|good| good.product == product);
        let mut fitting = (0..self.goods.len()).filter(of_product).filter(ends);
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => self.get(at),
            _ => None,
        }
    }

    /// Those of some codes whose names have the words that tell them apart; `None` when the words
    /// tell nothing.
    pub(super) fn narrowed(&self, codes: &[String], words: &[String]) -> Option<Vec<String>> {
        let names: Vec<(&String, Vec<String>)> = codes
            .iter()
            .filter_map(|code| Some((code, key_parts(&self.by_code(code)?.name))))
            .collect();
        let usual = |word: &String| {
            let known = SAME
                .iter()
                .find(|(_, others)| others.split(' ').any(|other| other == word));
            known.map_or(word.clone(), |(name, _)| (*name).to_owned())
        };
        let words: Vec<String> = words.iter().map(usual).collect();
        let has = |name: &[String], word: &str| {
            name.iter()
                .any(|known| known == word || word.len() > 2 && known.starts_with(word))
        };
        let telling = words.iter().filter(|word| {
            let having = names.iter().filter(|(_, name)| has(name, word)).count();
            having > 0 && having < names.len()
        });
        let telling: Vec<&String> = telling.collect();
        let left = names
            .iter()
            .filter(|(_, name)| telling.iter().all(|word| has(name, word)))
            .map(|(code, _)| (*code).clone());
        let left: Vec<String> = left.collect();
        (!telling.is_empty() && !left.is_empty()).then_some(left)
    }

    /// Whether a word is part of a name.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains_key(word) || self.aliases.contains_key(word)
    }

    /// The words of a good's name, as in lookup keys.
    pub(super) fn words_of(&self, at: usize) -> &[String] {
        self.names.get(at).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Finder<'a> {
    pub(super) fn new(goods: &'a GoodsLookup) -> Self {
        Self {
            goods,
            found: RefCell::default(),
            effort: RefCell::new(0),
        }
    }

    /// Looks up a whole code, name or alias. Codes and names come before aliases, unless several
    /// goods have them.
    pub(super) fn whole(&self, key: &str) -> Option<Hit> {
        let called = self.goods.exact.get(key).map(Vec::as_slice);
        let taught = self.goods.aliases.get(key).map(std::slice::from_ref);
        let goods = match called {
            Some([_]) => called,
            _ => taught.or(called),
        };
        goods.map(|goods| Hit {
            goods: goods.to_vec(),
            fit: Fit::Whole,
        })
    }

    /// Whether a code, name or alias begins with these words.
    pub(super) fn begins(&self, key: &str) -> bool {
        self.goods.begun.contains(key)
    }

    /// Looks up the beginning of a name, some of its words, its initials, or a misspelt name.
    pub(super) fn loose(&self, words: &[&str]) -> Option<Hit> {
        let key = words.join(" ");
        if let Some(known) = self.found.borrow().get(&key) {
            return known.clone();
        }
        let hit = self
            .search(words)
            .or_else(|| self.suffixed(words))
            .or_else(|| self.in_other_words(words));
        self.found.borrow_mut().insert(key, hit.clone());
        hit
    }

    /// Looks up words without their suffix (`nastarnya`, Javanese `sagune`, Sundanese `sagunya`), if
    /// the rest is a word of a name.
    fn suffixed(&self, words: &[&str]) -> Option<Hit> {
        let (last, before) = words.split_last()?;
        let ends = [
            "nya", "nye", "nyo", "ne", "na", "ipun", "ku", "mu", "ta", "ka", "ki", "mi", "e",
        ];
        let mut bare = ends.iter().filter_map(|end| last.strip_suffix(end));
        let bare = bare.find(|bare| bare.len() > 2 && self.goods.words.contains_key(*bare))?;
        let hit = self.search(&[before, &[bare]].concat())?;
        let fit = hit.fit.max(Fit::Part);
        Some(Hit { fit, ..hit })
    }

    /// Looks up words with the usual other words for colours in the place of their own.
    fn in_other_words(&self, words: &[&str]) -> Option<Hit> {
        let usual = words.iter().copied().map(|word| {
            let mut known = SAME.iter();
            let known = known.find(|(_, others)| others.split(' ').any(|other| other == word));
            known.map_or(word, |(name, _)| *name)
        });
        let usual: Vec<&str> = usual.collect();
        if usual == words {
            return None;
        }
        let hit = self.search(&usual)?;
        let fit = hit.fit.max(Fit::Part);
        Some(Hit { fit, ..hit })
    }

    fn search(&self, words: &[&str]) -> Option<Hit> {
        let (first, rest) = words.split_first()?;
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let hit = |goods: Vec<usize>, fit| (!goods.is_empty()).then_some(Hit { goods, fit });
        if first.chars().count() >= 3 {
            let begun = self.filter(starting(&self.goods.firsts, first), |words| {
                words.len() > rest.len()
                    && words
                        .iter()
                        .skip(1)
                        .zip(rest)
                        .all(|(word, typed)| word.starts_with(typed))
            });
            if let Some(hit) = hit(begun, Fit::Beginning) {
                return Some(hit);
            }
            for whole in [true, false] {
                let fits = |typed: &str, word: &str| {
                    if whole {
                        word == typed
                    } else {
                        typed.len() >= 3 && word.starts_with(typed)
                    }
                };
                let having = match whole {
                    true => self.goods.words.get(*first).cloned().unwrap_or_default(),
                    false => starting(&self.goods.words, first),
                };
                let parts = self.filter(having, |known| each_has_own(words, known, fits));
                if let Some(hit) = hit(parts, Fit::Part) {
                    return Some(hit);
                }
            }
        }
        // `L hitam`: a variant's size before its colour.
        if first.chars().count() == 1
            && let Some(longest) = rest.iter().find(|word| word.len() >= 3)
        {
            let having = self.goods.words.get(*longest).cloned().unwrap_or_default();
            let whole = |typed: &str, word: &str| word == typed;
            let parts = self.filter(having, |known| each_has_own(words, known, whole));
            if let Some(hit) = hit(parts, Fit::Part) {
                return Some(hit);
            }
        }
        if let [word] = words
            && (2..=4).contains(&word.len())
            && let Some(goods) = self.goods.initials.get(*word)
        {
            return hit(goods.clone(), Fit::Part);
        }
        if letters < 4 {
            return None;
        }
        hit(self.misspelt(words), Fit::Typo)
    }

    fn filter(&self, mut goods: Vec<usize>, fits: impl Fn(&[String]) -> bool) -> Vec<usize> {
        goods.sort_unstable();
        goods.dedup();
        if !self.afford(goods.len()) {
            return Vec::new();
        }
        goods.retain(|at| fits(self.goods.words_of(*at)));
        goods
    }

    /// Goods whose words each typed word may misspell; of several those with the fewest other
    /// words.
    fn misspelt(&self, words: &[&str]) -> Vec<usize> {
        let Some((first, rest)) = words.split_first() else {
            return Vec::new();
        };
        if !self.afford(self.goods.words.len()) {
            return Vec::new();
        }
        let near: Vec<usize> = self
            .goods
            .words
            .iter()
            .filter(|(known, _)| alike(first, known))
            .flat_map(|(_, goods)| goods.iter().copied())
            .collect();
        let same = |typed: &str, known: &str| {
            alike(typed, known) || typed.len() >= 3 && known.starts_with(typed)
        };
        // One misspelt word names goods by its beginning: `kuning` is no Lidah Kucing.
        let begins = |known: &[String]| {
            !rest.is_empty() || known.first().is_some_and(|begin| alike(first, begin))
        };
        let fitting = self.filter(near, |known| {
            begins(known) && each_has_own(words, known, same)
        });
        let left = |at: &usize| self.goods.words_of(*at).len();
        let least = fitting.iter().map(left).min().unwrap_or_default();
        fitting.into_iter().filter(|at| left(at) == least).collect()
    }

    fn afford(&self, comparisons: usize) -> bool {
        let mut effort = self.effort.borrow_mut();
        *effort += comparisons + 1;
        *effort <= EFFORT
    }
}

/// The goods under all keys that begin with `prefix`.
fn starting(index: &BTreeMap<String, Vec<usize>>, prefix: &str) -> Vec<usize> {
    index
        .range(prefix.to_owned()..)
        .take_while(|(key, _)| key.starts_with(prefix))
        .flat_map(|(_, goods)| goods.iter().copied())
        .collect()
}

/// Whether each typed word matches a different word of the name.
fn each_has_own(typed: &[&str], known: &[String], same: impl Fn(&str, &str) -> bool) -> bool {
    let mut free: Vec<&str> = known.iter().map(String::as_str).collect();
    typed.iter().all(
        |typed| match free.iter().position(|word| same(typed, word)) {
            Some(at) => {
                free.swap_remove(at);
                true
            }
            None => false,
        },
    )
}

/// Whether a word may be a misspelling of another: one wrong letter in a short word, two in a long
/// one.
fn alike(typed: &str, known: &str) -> bool {
    if typed == known {
        return true;
    }
    let (length, other) = (typed.chars().count(), known.chars().count());
    let slips = if length.min(other) >= 8 { 2 } else { 1 };
    let close = length.abs_diff(other) <= slips && strsim::osa_distance(typed, known) <= slips;
    length.min(other) >= 4
        && typed.chars().next() == known.chars().next()
        && (close || sounds(typed) == sounds(known) && sounds(typed).len() >= 4)
}

/// The consonants of a word, without those that spelling leaves out: `bronis` for `brownies`.
fn sounds(word: &str) -> String {
    let mut kept = String::new();
    for c in word.chars().filter(|c| !"aeiouwyh".contains(*c)) {
        if !kept.ends_with(c) {
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::money::Rupiah;

    fn goods() -> GoodsLookup {
        let good = |code: &str, product: &str, name: &str| Good {
            code: code.into(),
            product: product.into(),
            name: name.into(),
            price: Rupiah::new(60_000),
        };
        GoodsLookup::new(
            [
                good("NAS-KEJU", "NAS", "Nastar Keju"),
                good("NAS-COKLAT", "NAS", "Nastar Coklat"),
                good("LK", "LK", "Lidah Kucing"),
                good("AQ", "AQ", "Aqua 600ml"),
            ],
            [("kuker kucing".to_owned(), "LK".to_owned())],
        )
    }

    #[rstest]
    #[case("nastar keju", vec![0])]
    #[case("nas keju", vec![0])]
    #[case("nas", vec![0, 1])]
    #[case("lk", vec![2])]
    #[case("kuker kucing", vec![2])]
    #[case("aqua 600 ml", vec![3])]
    fn whole_names(#[case] key: &str, #[case] found: Vec<usize>) {
        let goods = goods();
        assert_eq!(
            Finder::new(&goods).whole(key).map(|hit| hit.goods),
            Some(found)
        );
    }

    #[rstest]
    #[case("nas kej", vec![0], Fit::Beginning)]
    #[case("lidah", vec![2], Fit::Beginning)]
    #[case("nastar", vec![0, 1], Fit::Beginning)]
    #[case("keju", vec![0], Fit::Part)]
    #[case("nk", vec![0], Fit::Part)]
    #[case("nastra kejuu", vec![0], Fit::Typo)]
    #[case("lida kucng", vec![2], Fit::Typo)]
    fn loose_names(#[case] typed: &str, #[case] found: Vec<usize>, #[case] fit: Fit) {
        let goods = goods();
        let words: Vec<&str> = typed.split(' ').collect();
        assert_eq!(
            Finder::new(&goods).loose(&words),
            Some(Hit { goods: found, fit })
        );
    }

    #[rstest]
    #[case("rendang")]
    #[case("nastar nanas")]
    #[case("mau")]
    fn what_is_not_on_sale(#[case] typed: &str) {
        let goods = goods();
        let words: Vec<&str> = typed.split(' ').collect();
        assert_eq!(Finder::new(&goods).loose(&words), None);
    }
}
