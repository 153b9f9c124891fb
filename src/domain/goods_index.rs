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
    fn a_word_for_goods_that_are_not_here_means_nothing() {
        assert_eq!(index().find("rendang"), NameMatch::Nothing(None));
    }
}
