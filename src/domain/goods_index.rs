//! Looks up the goods that a typed code or name means: by code, name, alias (`rekap alias add`), or
//! a shortened name. When several or none fit, nothing is guessed.

use super::assortment::Assortment;
use super::text::fold;

/// The variants a typed name can mean, found by code, name, alias, words or initials.
#[derive(Debug, Clone, Default)]
pub struct GoodsIndex {
    goods: Vec<Known>,
    /// Aliases, folded, with the index of their goods.
    taught: Vec<(String, usize)>,
}

/// The names of one variant, in lower case.
#[derive(Debug, Clone)]
struct Known {
    code: String,
    product: String,
    name: String,
    words: Vec<String>,
    initials: String,
}

/// The result of looking up a typed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameMatch {
    /// Exactly one variant, by its position in the index.
    One(usize),
    /// Several variants fit.
    Several(Vec<usize>),
    /// Nothing fits; the most similar variant when one is similar enough.
    Nothing(Option<usize>),
}

impl From<&Assortment> for GoodsIndex {
    fn from(assortment: &Assortment) -> Self {
        let goods = assortment.goods.iter();
        let named = goods.map(|good| (&*good.code, &*good.product, good.name.clone()));
        let aliases = assortment.aliases.iter();
        Self::new(named).with_aliases(aliases.map(|(said, code)| (&**said, &**code)))
    }
}

impl GoodsIndex {
    /// Builds an index of (code of the variant, code of the product, full name).
    pub fn new<'a>(goods: impl IntoIterator<Item = (&'a str, &'a str, String)>) -> Self {
        let goods = goods.into_iter().map(|(code, product, name)| {
            let name = fold(&name);
            let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            Known {
                code: code.to_lowercase(),
                product: product.to_lowercase(),
                initials: words
                    .iter()
                    .filter_map(|word| word.chars().next())
                    .collect(),
                words,
                name,
            }
        });
        Self {
            goods: goods.collect(),
            taught: Vec::new(),
        }
    }

    /// Adds aliases: (word, code of the variant). Aliases of variants that are not in the index are
    /// ignored.
    #[must_use]
    pub fn with_aliases<'a>(mut self, words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        for (said, code) in words {
            let code = code.to_lowercase();
            if let Some(at) = self.goods.iter().position(|good| good.code == code) {
                self.taught.push((fold(said), at));
            }
        }
        self
    }

    /// Looks up a name or code. The first of these that fits anything wins: a whole code, a whole
    /// name, an alias, the beginnings of a name's words, its initials, the beginning of a code, a
    /// part of a name. An alias also wins over a code or name that several variants have.
    pub fn find(&self, typed: &str) -> NameMatch {
        let code = typed.trim().to_lowercase();
        let name = fold(typed);
        let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
        if code.is_empty() {
            return NameMatch::Nothing(None);
        }
        let whole: [&dyn Fn(&Known) -> bool; 3] = [
            &|good| good.code == code,
            &|good| good.product == code,
            &|good| !name.is_empty() && good.name == name,
        ];
        let shorter: [&dyn Fn(&Known) -> bool; 5] = [
            &|good| fits(&words, &good.words, |typed, word| typed == word),
            &|good| fits(&words, &good.words, |typed, word| word.starts_with(typed)),
            &|good| name.len() >= 2 && good.initials.starts_with(&name),
            &|good| code.len() >= 2 && good.code.starts_with(&code),
            &|good| name.len() >= 3 && good.name.contains(&name),
        ];
        let called = whole.iter().find_map(|reading| self.fitting(reading));
        if let Some(one @ NameMatch::One(_)) = called {
            return one;
        }
        let taught = self.taught.iter().find(|(said, _)| *said == name);
        taught
            .map(|(_, at)| NameMatch::One(*at))
            .or(called)
            .or_else(|| shorter.iter().find_map(|reading| self.fitting(reading)))
            .unwrap_or_else(|| NameMatch::Nothing(self.near(&name)))
    }

    /// Whether every typed word begins, or resembles closely, another word of this variant's name, of
    /// its code or of one of its aliases: nothing of what was typed stays unread.
    pub fn explains(&self, at: usize, typed: &str) -> bool {
        let Some(good) = self.goods.get(at) else {
            return false;
        };
        let typed = fold(typed);
        let words: Vec<&str> = typed.split(' ').collect();
        let taught = self.taught.iter().filter(|(_, of)| *of == at);
        let names = [good.name.clone(), fold(&good.code)];
        let mut names = names
            .into_iter()
            .chain(taught.map(|(said, _)| said.clone()));
        names.any(|name| {
            let known: Vec<String> = name.split(' ').map(str::to_owned).collect();
            fits(&words, &known, reads_as)
                || is_close(&typed.replace(' ', ""), &name.replace(' ', ""))
        })
    }

    /// Whether this is a whole code, name or alias.
    pub(super) fn is_whole(&self, typed: &str) -> bool {
        let (code, name) = (typed.to_lowercase(), fold(typed));
        let mut goods = self.goods.iter();
        goods.any(|good| good.code == code || good.product == code || good.name == name)
            || self.taught.iter().any(|(said, _)| *said == name)
    }

    /// The variants that `reading` accepts; `None` when there are none.
    fn fitting(&self, reading: &dyn Fn(&Known) -> bool) -> Option<NameMatch> {
        let goods = self.goods.iter().enumerate();
        let fitting: Vec<usize> = goods
            .filter(|(_, good)| reading(good))
            .map(|(at, _)| at)
            .collect();
        match fitting[..] {
            [] => None,
            [one] => Some(NameMatch::One(one)),
            _ => Some(NameMatch::Several(fitting)),
        }
    }

    /// The most similar variant for a name that fits nothing, for "did you mean".
    fn near(&self, name: &str) -> Option<usize> {
        let names = self.goods.iter().enumerate().flat_map(|(at, good)| {
            let names = std::iter::once(&good.name).chain(&good.words);
            names.map(move |known| (known, at))
        });
        names
            .chain(self.taught.iter().map(|(said, at)| (said, *at)))
            .map(|(known, at)| (strsim::jaro_winkler(name, known), at))
            .filter(|(likeness, _)| *likeness > 0.84)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, at)| at)
    }
}

/// Whether each typed word matches a different word of the name.
fn fits(typed: &[&str], words: &[String], same: impl Fn(&str, &str) -> bool) -> bool {
    let mut free: Vec<&String> = words.iter().collect();
    !typed.is_empty()
        && typed.iter().all(
            |typed| match free.iter().position(|word| same(typed, word)) {
                Some(at) => {
                    free.remove(at);
                    true
                }
                None => false,
            },
        )
}

/// Whether a typed word begins a known one, or resembles it closely. A number is no beginning of a
/// longer one.
fn reads_as(typed: &str, known: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let cut_number = |rest: &str| typed.ends_with(is_digit) && rest.starts_with(is_digit);
    match known.strip_prefix(typed) {
        Some(rest) => !cut_number(rest),
        None => is_close(typed, known),
    }
}

/// Whether a word is another one with a slip, or short for it: `nastra`, `nstr`, `kstgl`. Figures
/// don't resemble anything, and neither do words of two or three letters, unless they have no vowel.
fn is_close(typed: &str, known: &str) -> bool {
    let (length, whole) = (typed.chars().count(), known.chars().count());
    let has_vowel = typed.contains(['a', 'e', 'i', 'o', 'u']);
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    if has_digit(typed) || has_digit(known) || length < if has_vowel { 4 } else { 3 } {
        return false;
    }
    let slips = if length < 8 { 1 } else { 2 };
    let mut letters = known.chars();
    let is_short = typed.chars().next() == known.chars().next()
        && 2 * length >= whole
        && typed.chars().all(|c| letters.any(|letter| letter == c));
    is_short || strsim::osa_distance(typed, known) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> GoodsIndex {
        GoodsIndex::new([
            ("NAS-KEJU", "NAS", "Nastar Keju".to_owned()),
            ("NAS-COK", "NAS", "Nastar Coklat".to_owned()),
            ("LK", "LK", "Lidah Kucing".to_owned()),
        ])
        .with_aliases([
            ("kuker kucing", "LK"),
            ("nas", "nas-keju"),
            ("lk", "NAS-COK"),
            ("rendang", "RDG"),
        ])
    }

    #[test]
    fn a_taught_word_is_known_however_it_is_written() {
        assert_eq!(index().find(" Kuker  KUCING"), NameMatch::One(2));
        assert!(index().is_whole("kuker kucing"));
        assert_eq!(index().find("kuker kucign"), NameMatch::Nothing(Some(2)));
    }

    #[test]
    fn a_name_of_goods_comes_before_a_word_unless_several_have_it() {
        assert_eq!(index().find("lk"), NameMatch::One(2));
        assert_eq!(index().find("nas"), NameMatch::One(0));
    }

    #[test]
    fn goods_explain_a_text_only_when_no_word_stays_unread() {
        let index = GoodsIndex::new([
            ("NAS", "NAS", "Nastar 500gr".to_owned()),
            ("KAOS-L", "KAOS", "Kaos L / Hitam".to_owned()),
        ])
        .with_aliases([("nanas bulat", "NAS")]);
        for said in ["nastra", "nstr", "500gr nas", "nastar 500", "nanas bulta"] {
            assert!(index.explains(0, said), "{said}");
        }
        for said in [
            "nastar 3 kastengel",
            "nastar 50",
            "nastar dan",
            "nastar nastar",
        ] {
            assert!(!index.explains(0, said), "{said}");
        }
        assert!(index.explains(1, "htam kaos"));
        assert!(!index.explains(1, "kaos merah l"));
        assert!(!index.explains(1, "kas2"));
    }

    #[test]
    fn a_word_for_goods_that_are_not_here_means_nothing() {
        assert_eq!(index().find("rendang"), NameMatch::Nothing(None));
    }
}
