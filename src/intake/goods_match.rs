//! Finds the goods of a table's row by code, name and variant, and says when it can't be told
//! whether they are known: no product is made twice, and none by a slip of the pen.

use super::assortment::{Finder, Fit, GoodsLookup};
use super::chat::tokens::key_parts;
use crate::domain::assortment::Good;
use crate::domain::message::Message;
use crate::domain::text::excerpt;

/// The goods that a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) enum Match {
    /// These goods; with what was assumed, if anything.
    Known(Good, Option<Message>),
    /// Goods that nothing on sale resembles.
    New,
    /// It can't be told.
    Unclear(Message),
}

/// The goods that a name and the parts of a variant mean.
enum Named<'a> {
    Whole(&'a Good),
    /// Some words of one name.
    Part(&'a Good),
    Unclear(Message),
    Unknown,
}

impl GoodsLookup {
    /// Whether a text is the name of goods, or of a product with several variants.
    pub(in crate::intake) fn names(&self, text: &str) -> bool {
        self.called(text).is_some() || !self.family(text).is_empty()
    }

    /// The variant of a product with exactly these parts, in any order: `L,Hitam` is `L / Hitam`.
    pub(in crate::intake) fn variant_called(&self, product: &str, parts: &[&str]) -> Option<&Good> {
        // `L,Hitam` are two parts of a variant.
        let mut wanted = key_parts(&parts.join(" ").replace([',', '/', '|', ';'], " "));
        wanted.sort();
        let words = key_parts(product).len();
        let mut fitting = self.family(product).into_iter().filter(|at| {
            let mut left = self.words_of(*at).get(words..).unwrap_or_default().to_vec();
            left.sort();
            !wanted.is_empty() && left == wanted
        });
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => self.get(at),
            _ => None,
        }
    }

    /// The only goods whose names end in these parts of a variant, in any order, and begin with a
    /// product: `HITAM` and `M` are `Kaos Reuni M / Hitam` where nothing else is.
    pub(in crate::intake) fn with_parts(&self, parts: &[&str]) -> Option<&Good> {
        let mut wanted = key_parts(&parts.join(" "));
        wanted.sort();
        let mut fitting = (0..self.all().len()).filter(|at| {
            let words = self.words_of(*at);
            let Some(product) = words.len().checked_sub(wanted.len()) else {
                return false;
            };
            let mut last = words[product..].to_vec();
            last.sort();
            product > 0 && !wanted.is_empty() && last == wanted
        });
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => self.get(at),
            _ => None,
        }
    }

    /// The goods of one product whose names begin with all words of a text.
    fn family(&self, text: &str) -> Vec<usize> {
        let words = key_parts(text);
        let begins = |at: &usize| !words.is_empty() && self.words_of(*at).starts_with(&words);
        let goods: Vec<usize> = (0..self.all().len()).filter(begins).collect();
        let product = |at: &usize| self.get(*at).map(|good| good.product.as_str());
        let first = goods.first().and_then(product);
        // `Kue` begins the names of several products.
        let one_product = goods.iter().all(|at| product(at) == first);
        let whole = goods.first().is_some_and(|_| {
            let of_product = (0..self.all().len()).filter(|at| product(at) == first);
            of_product.count() == goods.len()
        });
        if one_product && whole {
            goods
        } else {
            Vec::new()
        }
    }

    /// The goods of a row: its code, the name of its product, and the parts of its variant.
    pub(in crate::intake) fn of_line(
        &self,
        code: Option<&str>,
        product: Option<&str>,
        parts: &[&str],
    ) -> Match {
        if self.is_empty() || code.is_some_and(|code| code.contains('[')) {
            return Match::New;
        }
        let named = product.map_or(Named::Unknown, |product| self.named(product, parts));
        let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        let Some(code) = code else {
            return match named {
                Named::Whole(good) => Match::Known(good.clone(), None),
                Named::Part(good) => {
                    let note = Message::new("intake-goods-by-part")
                        .text("value", excerpt(product.unwrap_or_default()))
                        .text("goods", &good.name);
                    Match::Known(good.clone(), Some(note))
                }
                Named::Unclear(why) => Match::Unclear(why),
                Named::Unknown => Match::New,
            };
        };
        let exact = self.all().iter().find(|good| same(&good.code, code));
        // A code means its goods for ever, whatever their name is now (rule 55).
        if exact.is_none() && self.is_elsewhere(code) {
            return Match::New;
        }
        let good = match exact {
            Some(good) => Some(good),
            None => self.without_zeros(code),
        };
        let contradicts = |good: &Good, other: &Good| {
            Match::Unclear(
                Message::new("intake-goods-code-name")
                    .text("code", code)
                    .text("goods", &good.name)
                    .text("other", &other.name),
            )
        };
        match (good, named) {
            (Some(good), Named::Whole(other))
                if other.code != good.code && !same(&other.name, &good.name) =>
            {
                contradicts(good, other)
            }
            (Some(good), _) if exact.is_some() => Match::Known(good.clone(), None),
            (Some(good), named) => {
                // Only its zeros make it this code, so a name that is another's speaks against it.
                let told = Message::new("intake-goods-by-zeros")
                    .text("code", code)
                    .text("known", &good.code)
                    .text("goods", &good.name);
                match named {
                    Named::Whole(_) | Named::Part(_) => Match::Known(good.clone(), Some(told)),
                    Named::Unknown if product.is_none() => Match::Known(good.clone(), Some(told)),
                    Named::Unclear(why) => Match::Unclear(why),
                    Named::Unknown => Match::Unclear(self.maybe(product.unwrap_or_default(), good)),
                }
            }
            (None, Named::Whole(good)) => {
                let told = Message::new("intake-goods-by-name")
                    .text("code", code)
                    .text("goods", &good.name);
                Match::Known(good.clone(), Some(told))
            }
            (None, Named::Part(good)) => {
                Match::Unclear(self.maybe(product.unwrap_or_default(), good))
            }
            (None, Named::Unclear(why)) => Match::Unclear(why),
            (None, Named::Unknown) if product.is_none() => {
                Match::Unclear(Message::new("intake-goods-code-unknown").text("code", code))
            }
            (None, Named::Unknown) => Match::New,
        }
    }

    /// The only goods whose code is this number but for zeros before it: a spreadsheet takes
    /// `0071` for 71.
    fn without_zeros(&self, code: &str) -> Option<&Good> {
        let number = |code: &str| {
            let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| code.trim_start_matches('0').to_owned())
        };
        let wanted = number(code)?;
        let mut fitting = self
            .all()
            .iter()
            .filter(|good| number(&good.code).as_ref() == Some(&wanted));
        match (fitting.next(), fitting.next()) {
            (Some(good), None) => Some(good),
            _ => None,
        }
    }

    fn named(&self, product: &str, parts: &[&str]) -> Named<'_> {
        let whole = [&[product], parts].concat().join(" ");
        if let Some(good) = self
            .called(&whole)
            .or_else(|| self.variant_called(product, parts))
        {
            return Named::Whole(good);
        }
        let family = self.family(product);
        let names = |goods: &[usize]| {
            let names = goods.iter().filter_map(|at| self.get(*at));
            let names: Vec<&str> = names.map(|good| good.name.as_str()).take(12).collect();
            names.join(", ")
        };
        if let Some(good) = self.called(product) {
            // A variant that its name holds already, or one that it hasn't.
            let known = key_parts(&good.name);
            let held = key_parts(&parts.join(" "))
                .iter()
                .all(|word| known.contains(word));
            return match held {
                true => Named::Whole(good),
                false => Named::Unclear(
                    Message::new("intake-goods-no-variant")
                        .text("value", excerpt(&parts.join(" / ")))
                        .text("product", &good.name)
                        .text("known", &good.name),
                ),
            };
        }
        match (&family[..], parts) {
            ([], _) => {}
            ([only], []) => {
                if let Some(good) = self.get(*only) {
                    return Named::Whole(good);
                }
            }
            (several, []) => {
                return Named::Unclear(
                    Message::new("intake-goods-which")
                        .text("product", excerpt(product))
                        .text("known", names(several)),
                );
            }
            (several, parts) => {
                return Named::Unclear(
                    Message::new("intake-goods-no-variant")
                        .text("value", excerpt(&parts.join(" / ")))
                        .text("product", excerpt(product))
                        .text("known", names(several)),
                );
            }
        }
        self.similar(&whole)
    }

    /// Goods that a name in no list resembles.
    fn similar(&self, typed: &str) -> Named<'_> {
        let words = key_parts(typed);
        let borrowed: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(hit) = Finder::new(self).loose(&borrowed) {
            return match (&hit.goods[..], hit.fit) {
                ([at], Fit::Part | Fit::Beginning) => match self.get(*at) {
                    Some(good) => Named::Part(good),
                    None => Named::Unknown,
                },
                ([at, ..], _) => match self.get(*at) {
                    Some(good) => Named::Unclear(self.maybe(typed, good)),
                    None => Named::Unknown,
                },
                ([], _) => Named::Unknown,
            };
        }
        // `Nastar Coklat` where only Nastar is sold; `Brownies Matcha` beside other brownies.
        let holds = |at: &usize| {
            let name = self.words_of(*at);
            let product = self.get(*at).map(|good| good.product.as_str());
            let shared = (0..self.all().len())
                .filter(|other| self.get(*other).map(|good| good.product.as_str()) == product)
                .map(|other| {
                    let pairs = name.iter().zip(self.words_of(other));
                    pairs.take_while(|(one, other)| one == other).count()
                })
                .min()
                .unwrap_or_default();
            let shared = &name[..shared.min(name.len())];
            !shared.is_empty() && shared.iter().all(|word| words.contains(word))
        };
        match (0..self.all().len())
            .find(holds)
            .and_then(|at| self.get(at))
        {
            Some(good) => Named::Unclear(self.maybe(typed, good)),
            None => Named::Unknown,
        }
    }

    fn maybe(&self, typed: &str, good: &Good) -> Message {
        Message::new("intake-goods-maybe")
            .text("value", excerpt(typed))
            .text("goods", &good.name)
            .text("code", &good.code)
    }
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
                good("NAS", "NAS", "Nastar"),
                good("0071", "0071", "Kue Semprit"),
                good("BRW-KEJU", "BRW", "Brownies Keju"),
                good("BRW-ORI", "BRW", "Brownies Original"),
                good("KAOS-L-HTM", "KAOS", "Kaos Reuni L / Hitam"),
                good("KAOS-L-PTH", "KAOS", "Kaos Reuni L / Putih"),
            ],
            [("nanas".to_owned(), "NAS".to_owned())],
        )
    }

    #[rstest]
    #[case(Some("nas"), Some("Nastar Premium"), &[], "NAS")]
    #[case(None, Some("nastar"), &[], "NAS")]
    #[case(None, Some("Nanas"), &[], "NAS")]
    #[case(None, Some("Semprit"), &[], "0071")]
    #[case(Some("71"), Some("Kue Semprit"), &[], "0071")]
    #[case(Some("BRG-7"), Some("Nastar"), &[], "NAS")]
    #[case(None, Some("Brownies"), &["Keju"], "BRW-KEJU")]
    #[case(None, Some("Brownies Keju"), &["Keju"], "BRW-KEJU")]
    #[case(None, Some("Kaos Reuni"), &["L,Hitam"], "KAOS-L-HTM")]
    #[case(None, Some("Kaos Reuni"), &["Putih", "L"], "KAOS-L-PTH")]
    fn what_is_known(
        #[case] code: Option<&str>,
        #[case] product: Option<&str>,
        #[case] parts: &[&str],
        #[case] found: &str,
    ) {
        match goods().of_line(code, product, parts) {
            Match::Known(good, _) => assert_eq!(good.code, found),
            other => panic!("{other:?}"),
        }
    }

    #[rstest]
    #[case(None, Some("Brownies"), &[], "intake-goods-which")]
    #[case(None, Some("Brownies"), &["Matcha"], "intake-goods-no-variant")]
    #[case(None, Some("Nastar"), &["Keju"], "intake-goods-no-variant")]
    #[case(None, Some("Nastar Coklat"), &[], "intake-goods-maybe")]
    #[case(None, Some("Brownies Matcha"), &[], "intake-goods-maybe")]
    #[case(None, Some("Nasttar"), &[], "intake-goods-maybe")]
    #[case(Some("71"), Some("Bolu"), &[], "intake-goods-maybe")]
    #[case(Some("NAS"), Some("Kue Semprit"), &[], "intake-goods-code-name")]
    #[case(Some("X1"), None, &[], "intake-goods-code-unknown")]
    fn what_is_asked_about(
        #[case] code: Option<&str>,
        #[case] product: Option<&str>,
        #[case] parts: &[&str],
        #[case] key: &str,
    ) {
        match goods().of_line(code, product, parts) {
            Match::Unclear(message) => assert_eq!(message.key, key),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_resembles_nothing_is_new() {
        assert_eq!(
            goods().of_line(Some("LPS"), Some("Lapis Legit"), &[]),
            Match::New
        );
        assert_eq!(goods().of_line(None, Some("Lapis Legit"), &[]), Match::New);
        let none = GoodsLookup::default();
        assert_eq!(none.of_line(Some("X1"), None, &[]), Match::New);
    }
}
