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
            &|good| fits(&words, &good.words, begins) && keeps_sizes(&name, &good.name),
            &|good| name.len() >= 2 && good.initials.starts_with(&name),
            &|good| code.len() >= 2 && good.code.starts_with(&code),
            // `l hitam` is no part of `xl hitam`.
            &|good| name.len() >= 3 && good.name.contains(&name) && short_fit(&words, &good.words),
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
            let (run, whole) = (typed.replace(' ', ""), name.replace(' ', ""));
            // Slips must not turn one size into another: `kaos xl` is not `kaos l`.
            let same_short = || short_words(&words).eq(&short_words(&known));
            (fits(&words, &known, reads_as) && keeps_sizes(&typed, &name))
                || run == whole
                || (same_short() && is_close(&run, &whole))
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

/// Whether a word is a size: `s`, `xl`, `xxl`, `3xl`, `38`.
fn is_size(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let letters = digits.trim_start_matches('x');
    match letters {
        "s" | "m" | "l" => true,
        "" => digits.is_empty() && !word.is_empty(),
        _ => false,
    }
}

/// Whether every size in the typed text is one of this name: the `l` of `kaos l` is no beginning of
/// another word. A name without a size has none to contradict.
pub fn keeps_sizes(typed: &str, name: &str) -> bool {
    let (typed, name) = (fold(typed), fold(name));
    let known: Vec<&str> = name.split(' ').collect();
    let sized = known.iter().any(|word| is_size(word));
    let mut sizes = typed.split(' ').filter(|word| is_size(word));
    !sized || sizes.all(|size| known.contains(&size))
}

/// Whether a word is so short, or holds a figure, that nothing may merely resemble it.
fn is_short(word: &str) -> bool {
    word.chars().count() <= 3 || word.contains(|c: char| c.is_ascii_digit())
}

/// The short words of a text, in order of the alphabet.
fn short_words<T: AsRef<str>>(words: &[T]) -> Vec<&str> {
    let words = words.iter().map(AsRef::as_ref);
    let mut short: Vec<&str> = words.filter(|word| is_short(word)).collect();
    short.sort_unstable();
    short
}

/// Whether the short words among several typed ones, and sizes, are whole words of a name.
fn short_fit(typed: &[&str], words: &[String]) -> bool {
    let alone = typed.len() == 1;
    let mut short = typed.iter().filter(|word| match alone {
        true => is_size(word),
        false => is_short(word),
    });
    short.all(|short| words.iter().any(|word| word == short))
}

/// Whether a typed word begins a known one. A number is no beginning of a longer one: the 5 of `5 nastar` is no
/// `500gr`.
fn begins(typed: &str, known: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let cut_number = |rest: &str| typed.ends_with(is_digit) && rest.starts_with(is_digit);
    known
        .strip_prefix(typed)
        .is_some_and(|rest| !cut_number(rest))
}

/// Whether a typed word begins a known one, or resembles it closely.
fn reads_as(typed: &str, known: &str) -> bool {
    match known.starts_with(typed) {
        true => begins(typed, known),
        false => is_close(typed, known),
    }
}

/// Whether a word is another one with a slip, or short for it: `nastra`, `nstr`, `kstgl`. Figures
/// don't resemble anything, and neither do sizes and other words of up to three letters.
fn is_close(typed: &str, known: &str) -> bool {
    let (length, whole) = (typed.chars().count(), known.chars().count());
    if [typed, known]
        .iter()
        .any(|word| is_short(word) || is_size(word))
    {
        return false;
    }
    let slips = if length < 8 { 1 } else { 2 };
    let mut letters = known.chars();
    let abbreviates = typed.chars().next() == known.chars().next()
        && 2 * length >= whole
        && typed.chars().all(|c| letters.any(|letter| letter == c));
    abbreviates || strsim::osa_distance(typed, known) <= slips
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
    fn a_count_is_no_beginning_of_a_size() {
        let names = [("NAS-500", "Nastar 500gr"), ("NAS-250", "Nastar 250gr")];
        let goods = names.map(|(code, name)| (code, "NAS", name.to_owned()));
        let index = GoodsIndex::new(goods);
        for typed in ["5 nastar", "nastar 2", "25 nastar"] {
            let found = index.find(typed);
            assert!(!matches!(found, NameMatch::One(_)), "{typed}: {found:?}");
        }
        assert_eq!(index.find("nastar 500"), NameMatch::One(0));
        assert_eq!(index.find("250 nastar"), NameMatch::One(1));
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
    fn a_size_never_means_another_one() {
        let sizes = GoodsIndex::new([
            ("KP-S-HITAM", "KP", "Kaos PO S / Hitam".to_owned()),
            ("KP-L-HITAM", "KP", "Kaos PO L / Hitam".to_owned()),
            ("KP-L-MERAH", "KP", "Kaos PO L / Merah".to_owned()),
            ("KP-XL-PUTIH", "KP", "Kaos PO XL / Putih".to_owned()),
            ("SPT-38", "SPT", "Sepatu 38".to_owned()),
        ]);
        for said in [
            "kaos xl hitam",
            "kaos m hitam",
            "xxl merah",
            "xxl putih",
            "l putih",
            "s merah",
            "sepatu 39",
            "sepatu 3",
        ] {
            for at in 0..5 {
                assert!(!sizes.explains(at, said), "{said}: {at}");
            }
            let found = sizes.find(said);
            assert!(matches!(found, NameMatch::Nothing(_)), "{said}: {found:?}");
        }
        assert_eq!(sizes.find("l merah"), NameMatch::One(2));
        assert_eq!(sizes.find("kaos xl"), NameMatch::One(3));
        assert!(sizes.explains(1, "l htam kaos"));
    }

    #[test]
    fn a_word_for_goods_that_are_not_here_means_nothing() {
        assert_eq!(index().find("rendang"), NameMatch::Nothing(None));
    }
}
