//! Packages (hampers): a variant made of other variants (rule 21), with choices the customer makes
//! among some of them (rule 65: "2 dari 4 toples").

use super::catalog::full_name;
use super::id::VariantId;
use super::item::{Change, ItemError, ItemText};
use super::items::{Found, GoodsIndex};
use super::money::{MoneyError, Rupiah};
pub use super::package_error::PackageError;
use super::refusal::Refusal;

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
    /// Its usual cost of one unit, in rupiah.
    pub cost: Rupiah,
    /// Units in one package; of a choice, units of one pick.
    pub qty: i64,
}

/// A choice the customer makes: so many picks among some variants, one of them perhaps twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called; empty when it needs no name.
    pub name: String,
    /// Picks to make, all of them.
    pub pick: i64,
    /// What can be picked, at least two.
    pub among: Vec<Component>,
}

/// What a package is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The variant that is the package.
    pub variant: VariantId,
    /// Its code.
    pub code: String,
    /// What is in every one of it.
    pub parts: Vec<Component>,
    /// What the customer chooses.
    pub choices: Vec<Choice>,
}

/// What a package is to be made of, as it is typed: (units, code).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackageDraft {
    /// What is in every one of it.
    pub parts: Vec<(i64, String)>,
    /// What the customer chooses.
    pub choices: Vec<ChoiceDraft>,
}

/// A choice as it is typed: `2: NAS-KEJU, LDK, KST`, or with a name `toples 2: NAS-KEJU, LDK`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceDraft {
    /// What stands before the number.
    pub name: String,
    /// Picks to make.
    pub pick: i64,
    /// What can be picked: (units of one pick, code).
    pub among: Vec<(i64, String)>,
}

/// What is in one package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents<'a> {
    /// Each variant once, with its units.
    pub held: Vec<(&'a Component, i64)>,
    /// What was picked and is in no choice any more: (picks, code).
    pub gone: Vec<(i64, String)>,
}

impl PackageDraft {
    /// Reads what is in every package (`3 NAS-KEJU, 1 LDK`; one unit where no number stands) and
    /// its choices, parted by semicolons or line breaks.
    ///
    /// # Errors
    /// A number out of its bounds, or a choice that is none.
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
    /// When there is no number of picks, or fewer than two things to pick from.
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

/// Units and codes, parted by commas.
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
    /// The picks of a customer as the book keeps them: `2 LDK, NAS-KEJU`, in the order of the
    /// choices. Typed are codes, or names as far as they are clear, each perhaps with a number.
    ///
    /// # Errors
    /// Picks that are too few, too many or of no choice.
    pub fn choose(&self, typed: &str) -> Result<String, PackageError> {
        let options: Vec<&Component> = self.options().collect();
        let mut picked = vec![0_i64; options.len()];
        let index = GoodsIndex::new(options.iter().map(|option| {
            let name = full_name(&option.product, &option.name);
            (option.code.as_str(), option.product.as_str(), name)
        }));
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
                Found::One(at) => Some(at),
                Found::Several(_) | Found::Nothing(_) => None,
            })
            .ok_or_else(|| PackageError::NotAmong {
                package: self.code.clone(),
                text: piece.to_owned(),
                among: codes(&options),
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
                    among: codes(&options[at..end]),
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

    /// The whole choice at the beginning of what a customer asked for (`NAS-KEJU, LDK, kartu: Sari`),
    /// as the book keeps it, and what else was asked. `None` when the picks are not all there.
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

    /// What one package holds with these picks, as the book keeps them: each variant once, with
    /// its units.
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

    /// What the parts of one package usually cost, in rupiah; of a choice the dearest picks.
    ///
    /// # Errors
    /// Beyond the limit of one amount.
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

    /// What is in every one of it, as it is typed: `3 NAS-KEJU, 1 LDK`.
    pub fn parts_text(&self) -> String {
        texts(&self.parts, true)
    }

    /// All of it in one line: `1 LDK; 2: NAS-KEJU, KST`.
    pub fn text(&self) -> String {
        let mut texts = vec![self.parts_text(), self.choices_text()];
        texts.retain(|text| !text.is_empty());
        texts.join("; ")
    }

    /// What the customer chooses, as it is typed.
    pub fn choices_text(&self) -> String {
        let texts: Vec<String> = self.choices.iter().map(Choice::text).collect();
        texts.join("; ")
    }

    fn options(&self) -> impl Iterator<Item = &Component> {
        self.choices.iter().flat_map(|choice| &choice.among)
    }

    /// The first picks there are, as an example.
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
                    match count {
                        0 => None,
                        1 => Some(option.code.clone()),
                        more => Some(format!("{more} {}", option.code)),
                    }
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

fn codes(components: &[&Component]) -> Vec<String> {
    components
        .iter()
        .map(|component| component.code.clone())
        .collect()
}

/// A pick and its number: a whole code first, because a code may begin with a number.
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
