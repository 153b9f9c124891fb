//! Packages (hampers): variants made of other variants (rule 21), with choices the customer makes
//! (rule 65: "2 dari 4 toples").

use super::catalog::full_name;
use super::goods_index::{GoodsIndex, NameMatch};
use super::id::VariantId;
use super::item::{Change, ItemError, ItemText};
use super::money::{MoneyError, Rupiah};
pub use super::package_error::PackageError;
use super::refusal::Refusal;
use super::text::fold;

/// Most units of one component in a package, and most picks of one choice.
pub const MAX_EACH: i64 = 1_000;

/// A variant in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The variant.
    pub variant: VariantId,
    /// Its code.
    pub code: String,
    /// Name of its product.
    pub product: String,
    /// Its own name, empty for a single variant.
    pub name: String,
    /// Its usual unit cost, in rupiah.
    pub cost: Rupiah,
    /// Units in one package; in a choice, units of one pick.
    pub qty: i64,
}

impl Component {
    /// Its product's name and its own.
    pub fn full_name(&self) -> String {
        full_name(&self.product, &self.name)
    }
}

/// A choice the customer makes: `pick` variants out of `among`; the same one may be picked several
/// times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Name of the choice; may be empty.
    pub name: String,
    /// How many must be picked.
    pub pick: i64,
    /// Variants that can be picked, at least two.
    pub among: Vec<Component>,
}

/// A package and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The variant that is the package.
    pub variant: VariantId,
    /// Its code.
    pub code: String,
    /// Fixed contents.
    pub parts: Vec<Component>,
    /// Choices.
    pub choices: Vec<Choice>,
}

/// Contents of a package as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackageDraft {
    /// Fixed contents.
    pub parts: Vec<(i64, String)>,
    /// Choices.
    pub choices: Vec<ChoiceDraft>,
}

/// A choice as typed: `2: NAS-KEJU, LDK, KST`, or with a name `toples 2: NAS-KEJU, LDK`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceDraft {
    /// Name before the number; may be empty.
    pub name: String,
    /// How many must be picked.
    pub pick: i64,
    /// Variants that can be picked: (units of one pick, code).
    pub among: Vec<(i64, String)>,
}

/// The contents of one package with given picks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents<'a> {
    /// Each variant once, with its units.
    pub held: Vec<(&'a Component, i64)>,
    /// Picks that are in no choice of the package any more: (picks, code).
    pub gone: Vec<(i64, String)>,
}

impl PackageDraft {
    /// Reads the fixed contents (`3 NAS-KEJU, 1 LDK`; one unit without a number) and the choices,
    /// separated by semicolons or line breaks.
    ///
    /// # Errors
    /// A number out of its bounds, or an unreadable choice.
    pub fn parse(parts: &str, choices: &str) -> Result<Self, Refusal> {
        Ok(Self {
            parts: counted(parts)?,
            choices: choices
                .split([';', '\n'])
                .filter(|text| !text.trim().is_empty())
                .map(ChoiceDraft::parse)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl ChoiceDraft {
    /// Reads one choice.
    ///
    /// # Errors
    /// Without a number of picks, or with fewer than two variants to pick from.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let unreadable = || {
            Refusal::from(PackageError::ChoiceUnreadable {
                text: text.trim().to_owned(),
            })
        };
        let (before, among) = text.split_once(':').ok_or_else(unreadable)?;
        let before = before.trim();
        let name = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let pick = before[name.len()..]
            .parse()
            .ok()
            .filter(|pick| (1..=MAX_EACH).contains(pick))
            .ok_or_else(unreadable)?;
        let among = counted(among)?;
        if among.len() < 2 {
            return Err(unreadable());
        }
        Ok(Self {
            name: name.trim().to_owned(),
            pick,
            among,
        })
    }
}

/// Reads units and codes separated by commas.
fn counted(text: &str) -> Result<Vec<(i64, String)>, Refusal> {
    let pieces = text
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| match ItemText::parse(piece) {
            Ok(item) if item.change == Change::Set && item.qty <= MAX_EACH => {
                Ok((item.qty, item.variant))
            }
            Err(ItemError::QuantityOutOfBounds(_)) | Ok(_) => Err(Refusal::OutOfRange {
                field: "field-package-qty",
                least: 1,
                most: MAX_EACH,
            }),
            Err(_) => Ok((1, piece.to_owned())),
        })
        .collect()
}

impl Package {
    /// Reads a customer's picks and returns them in the form the book stores: `2 LDK, NAS-KEJU`, in
    /// the order of the choices. `typed` holds codes or unambiguous names, each with or without a
    /// number.
    ///
    /// # Errors
    /// Too few or too many picks, or a pick that is in no choice.
    pub fn choose(&self, typed: &str) -> Result<String, PackageError> {
        self.choose_with_aliases(typed, &[])
    }

    /// Like [`Self::choose`], where picks may also be aliases: (word, code of the variant).
    ///
    /// # Errors
    /// Like [`Self::choose`].
    pub fn choose_with_aliases(
        &self,
        typed: &str,
        taught: &[(String, String)],
    ) -> Result<String, PackageError> {
        let options: Vec<&Component> = self.options().collect();
        let mut picked = vec![0_i64; options.len()];
        let index = GoodsIndex::new(options.iter().map(|option| {
            let name = option.full_name();
            (option.code.as_str(), option.product.as_str(), name)
        }))
        .with_aliases(taught.iter().map(|(said, code)| (&**said, &**code)));
        for piece in typed.split([',', '+']).map(str::trim) {
            if piece.is_empty() {
                continue;
            }
            if options.is_empty() {
                return Err(PackageError::NothingToChoose {
                    code: self.code.clone(),
                });
            }
            let (qty, at) = pick(piece, &options, |text| match index.find(text) {
                NameMatch::One(at) => Some(at),
                NameMatch::Several(_) | NameMatch::Nothing(_) => None,
            })
            .ok_or_else(|| PackageError::NotAmong {
                package: self.code.clone(),
                text: piece.to_owned(),
                among: self.names(&options),
            })?;
            picked[at] += qty;
        }
        let mut at = 0;
        for choice in &self.choices {
            let end = at + choice.among.len();
            let count: i64 = picked[at..end].iter().sum();
            if count != choice.pick {
                return Err(PackageError::Choose {
                    package: self.code.clone(),
                    pick: choice.pick,
                    picked: (count > 0).then_some(count),
                    among: self.names(&options[at..end]),
                    example: format!("1 {}[{}]", self.code, self.example()),
                });
            }
            at = end;
        }
        let texts = options.iter().zip(picked).filter_map(|(option, count)| {
            Some(match count {
                0 => return None,
                1 => option.code.clone(),
                more => format!("{more} {}", option.code),
            })
        });
        Ok(texts.collect::<Vec<_>>().join(", "))
    }

    /// The choices with the picks that are left of each after `typed`, which may hold other texts
    /// too.
    pub fn left_to_choose(&self, typed: &str) -> Vec<(&Choice, i64)> {
        let options: Vec<&Component> = self.options().collect();
        let mut picked = vec![0_i64; options.len()];
        for piece in typed.split([',', '+']).map(str::trim) {
            let by_name = |text: &str| {
                let mut options = options.iter();
                options.position(|option| {
                    fold(&option.full_name()) == fold(text)
                        || option.code.eq_ignore_ascii_case(text)
                })
            };
            if let Some((qty, at)) = pick(piece, &options, by_name) {
                picked[at] += qty;
            }
        }
        let mut picked = picked.into_iter();
        self.choices
            .iter()
            .map(|choice| {
                let of_it: i64 = picked.by_ref().take(choice.among.len()).sum();
                (choice, choice.pick.saturating_sub(of_it))
            })
            .collect()
    }

    /// Splits a customer's request that begins with all picks (`NAS-KEJU, LDK, kartu: Sari`) into
    /// the picks as the book stores them and the rest. `None` when picks are missing.
    pub fn choice_in(&self, asked: &str) -> Option<(String, String)> {
        let picks: i64 = self.choices.iter().map(|choice| choice.pick).sum();
        let most = usize::try_from(picks).ok()?;
        let ends = asked.match_indices([',', ';', '+']).map(|(at, _)| at);
        ends.chain([asked.len()]).take(most).find_map(|end| {
            let (picks, rest) = asked.split_at(end);
            let chosen = self.choose(&picks.replace(';', ",")).ok()?;
            let rest = rest.trim_start_matches([',', ';', '+', ' ']);
            Some((chosen, rest.to_owned()))
        })
    }

    /// The contents of one package with the given picks (as the book stores them).
    pub fn contents<'a>(&'a self, chosen: &str) -> Contents<'a> {
        let mut held: Vec<(&'a Component, i64)> = Vec::new();
        let mut hold = |component: &'a Component, units| {
            let same = held
                .iter_mut()
                .find(|(known, _)| known.variant == component.variant);
            match same {
                Some((_, known)) => *known += units,
                None => held.push((component, units)),
            }
        };
        for part in &self.parts {
            hold(part, part.qty);
        }
        let options: Vec<&Component> = self.options().collect();
        let mut gone = Vec::new();
        for piece in chosen.split(", ").filter(|piece| !piece.is_empty()) {
            let by_code = |text: &str| {
                options
                    .iter()
                    .position(|option| option.code.eq_ignore_ascii_case(text))
            };
            match pick(piece, &options, by_code) {
                Some((count, at)) => hold(options[at], options[at].qty * count),
                None => gone.push(match ItemText::parse(piece) {
                    Ok(item) => (item.qty, item.variant),
                    Err(_) => (1, piece.to_owned()),
                }),
            }
        }
        Contents { held, gone }
    }

    /// The unit cost of one package, in rupiah: its fixed contents and the dearest picks of each
    /// choice.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond the limit of one amount.
    pub fn cost(&self) -> Result<Rupiah, MoneyError> {
        let mut sum = Rupiah::ZERO;
        for part in &self.parts {
            sum = sum.plus(part.cost.times(part.qty)?)?;
        }
        for choice in &self.choices {
            let mut dearest = Rupiah::ZERO;
            for option in &choice.among {
                dearest = dearest.max(option.cost.times(option.qty)?);
            }
            sum = sum.plus(dearest.times(choice.pick)?)?;
        }
        Ok(sum)
    }

    /// The contents whose cost was never entered: with some, [`Self::cost`] is too low.
    pub fn uncosted(&self) -> Vec<&Component> {
        let options = self.choices.iter().flat_map(|choice| &choice.among);
        let all = self.parts.iter().chain(options);
        all.filter(|part| part.cost == Rupiah::ZERO).collect()
    }

    /// The fixed contents as they are typed: `3 NAS-KEJU, 1 LDK`.
    pub fn parts_text(&self) -> String {
        texts(&self.parts, true)
    }

    /// Contents and choices in one line: `1 LDK; 2: NAS-KEJU, KST`.
    pub fn text(&self) -> String {
        let mut texts = vec![self.parts_text(), self.choices_text()];
        texts.retain(|text| !text.is_empty());
        texts.join("; ")
    }

    /// The choices as they are typed.
    pub fn choices_text(&self) -> String {
        let texts: Vec<String> = self.choices.iter().map(Choice::text).collect();
        texts.join("; ")
    }

    /// Converts picks from the form the book stores to names: `2 Lidah Kucing, Nastar Keju`. When
    /// one can't be picked any more, the stored form is returned.
    pub fn chosen_by_name(&self, chosen: &str) -> String {
        let options: Vec<&Component> = self.options().collect();
        let by_code = |text: &str| {
            let mut options = options.iter();
            options.position(|option| option.code.eq_ignore_ascii_case(text))
        };
        let pieces = chosen.split(", ").filter(|piece| !piece.is_empty());
        let named = pieces.map(|piece| {
            let (count, at) = pick(piece, &options, by_code)?;
            Some(counted_name(count, self.name_to_type(options[at])))
        });
        match named.collect::<Option<Vec<_>>>() {
            Some(named) => named.join(", "),
            None => chosen.to_owned(),
        }
    }

    /// How a pick is typed: by its name, or by its code where the name could not be read back.
    pub fn name_to_type(&self, option: &Component) -> String {
        let name = option.full_name();
        let plain = !name.contains([',', ';', '+', '[', ']', ':', '@', '"', '\n'])
            && !name.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        // Another of these names, or a code that reads like it, would be as good an answer.
        let mut others = self
            .options()
            .filter(|other| other.variant != option.variant);
        let alone = others.all(|other| {
            let names = [other.full_name(), other.product.clone(), other.code.clone()];
            names.iter().all(|other| fold(other) != fold(&name))
        });
        match plain && alone {
            true => name,
            false => option.code.clone(),
        }
    }

    fn names(&self, options: &[&Component]) -> Vec<String> {
        let options = options.iter();
        options.map(|option| self.name_to_type(option)).collect()
    }

    fn options(&self) -> impl Iterator<Item = &Component> {
        self.choices.iter().flat_map(|choice| &choice.among)
    }

    /// The first possible picks, as an example.
    fn example(&self) -> String {
        let picks = self.choices.iter().flat_map(|choice| {
            let mut rest = choice.pick;
            let last = choice.among.len() - 1;
            choice
                .among
                .iter()
                .enumerate()
                .map_while(move |(at, option)| {
                    let count = if at == last { rest } else { rest.min(1) };
                    rest -= count;
                    (count > 0).then(|| counted_name(count, self.name_to_type(option)))
                })
        });
        picks.collect::<Vec<_>>().join(", ")
    }
}

impl Choice {
    /// The choice as it is typed: `2: NAS-KEJU, LDK`, `toples 2: NAS-KEJU, LDK`.
    pub fn text(&self) -> String {
        let space = if self.name.is_empty() { "" } else { " " };
        let among = texts(&self.among, false);
        format!("{}{space}{}: {among}", self.name, self.pick)
    }
}

fn texts(components: &[Component], always_counted: bool) -> String {
    let texts = components.iter().map(|component| match component.qty {
        1 if !always_counted => component.code.clone(),
        qty => format!("{qty} {}", component.code),
    });
    texts.collect::<Vec<_>>().join(", ")
}

/// `Nastar Keju`, `2 Nastar Keju`.
fn counted_name(count: i64, name: String) -> String {
    match count {
        1 => name,
        more => format!("{more} {name}"),
    }
}

/// Reads a pick and its number. A whole code is tried first, because a code may begin with a
/// number.
fn pick(
    text: &str,
    options: &[&Component],
    find: impl Fn(&str) -> Option<usize>,
) -> Option<(i64, usize)> {
    let whole = options
        .iter()
        .position(|option| option.code.eq_ignore_ascii_case(text));
    if let Some(at) = whole {
        return Some((1, at));
    }
    let numbered = ItemText::parse(text)
        .ok()
        .filter(|item| item.change == Change::Set)
        .and_then(|item| Some((item.qty, find(&item.variant)?)));
    numbered.or_else(|| Some((1, find(text)?)))
}

#[cfg(test)]
#[path = "package_tests.rs"]
mod tests;
