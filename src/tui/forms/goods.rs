//! The offers of a PO for the order forms: reads typed items and proposes goods.

use std::collections::HashMap;

use super::Candidate;
use crate::book::{Book, BookError, NewItem, OfferRow};
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::custom_fields;
use crate::domain::goods_index::{GoodsIndex, NameMatch};
use crate::domain::id::{PeriodId, VariantId};
use crate::domain::item::ItemError;
use crate::domain::items::TypedItem;
use crate::domain::message::Message;
use crate::domain::package::{Component, Package};
use crate::domain::stage::Stage;
use crate::tui::effect::Ctx;
use crate::tui::fuzzy;

/// The offers of one PO that can be ordered.
pub(super) struct Goods {
    offers: Vec<OfferRow>,
    index: GoodsIndex,
    packages: HashMap<VariantId, Package>,
}

/// The name of an offer.
pub(super) fn name(offer: &OfferRow) -> String {
    full_name(&offer.product, &offer.variant)
}

/// The custom fields of an offer as they would be typed, optional ones in brackets: `nama=…,
/// nomor=…, (patch=…)`. `None` when there are none.
pub(super) fn asked(offer: &OfferRow, book: &Book) -> Result<Option<String>, BookError> {
    let fields = book.fields(offer.product_id)?;
    let typed: Vec<String> = fields
        .iter()
        .map(|field| {
            let typed = format!("{}=…", field.label.to_lowercase());
            if field.required {
                typed
            } else {
                format!("({typed})")
            }
        })
        .collect();
    Ok((!typed.is_empty()).then(|| typed.join(", ")))
}

impl Goods {
    /// Reads the offers of a PO; withdrawn ones are left out, except those with `also` codes.
    pub(super) fn of(book: &Book, period: PeriodId, also: &[&str]) -> Result<Self, BookError> {
        let offers: Vec<OfferRow> = book
            .offers(period)?
            .into_iter()
            .filter(|offer| !offer.withdrawn || also.contains(&offer.code.as_str()))
            .collect();
        let aliases = book.aliases()?;
        let index = GoodsIndex::new(offers.iter().map(|offer| {
            (
                offer.code.as_str(),
                offer.product_code.as_str(),
                name(offer),
            )
        }))
        .with_aliases(aliases.iter().map(|alias| (&*alias.text, &*alias.code)));
        let packages = book.packages()?;
        Ok(Self {
            offers,
            index,
            packages,
        })
    }

    /// Whether nothing is on sale.
    pub(super) fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// Splits a line into its wishes, one per item.
    pub(super) fn read(&self, line: &str) -> Vec<TypedItem> {
        self.index.read(line)
    }

    /// How many items of a line are not on sale here.
    pub(super) fn lacks(&self, line: &str) -> usize {
        let nothing = |wish: &TypedItem| matches!(wish.found, NameMatch::Nothing(_));
        self.read(line).iter().filter(|wish| nothing(wish)).count()
    }

    /// The offer that an item of a line means.
    pub(super) fn offer(&self, wish: &TypedItem) -> Option<&OfferRow> {
        match wish.found {
            NameMatch::One(at) => self.offers.get(at),
            NameMatch::Several(_) | NameMatch::Nothing(_) => None,
        }
    }

    /// What is wrong with an item of a line, if anything.
    pub(super) fn problem(
        &self,
        wish: &TypedItem,
        period: PeriodId,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Message>, BookError> {
        let named = |at: &usize| self.offers.get(*at).map(name).unwrap_or_default();
        let text = wish.name.as_str();
        Ok(match &wish.found {
            NameMatch::One(_) if wish.qty.is_none() => {
                Some(ItemError::QuantityOutOfBounds(text.to_owned()).message())
            }
            NameMatch::One(_) => None,
            NameMatch::Several(several) => {
                let names: Vec<String> = several.iter().take(4).map(named).collect();
                Some(
                    Message::new("form-order-several")
                        .text("text", text)
                        .text("names", names.join(" / ")),
                )
            }
            NameMatch::Nothing(near) => Some(match (elsewhere(text, period, book, ctx)?, near) {
                (Some((name, code)), _) => Message::new("form-order-elsewhere")
                    .text("name", name)
                    .text("period", code),
                (None, Some(near)) => Message::new("form-order-near")
                    .text("text", text)
                    .text("near", named(near)),
                (None, None) => Message::new("form-order-nothing")
                    .text("text", text)
                    .text("example", self.offers.first().map(name).unwrap_or_default()),
            }),
        })
    }

    /// The items of a line.
    pub(super) fn items(
        &self,
        line: &str,
        period: PeriodId,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Result<Vec<NewItem>, Message>, BookError> {
        let mut items = Vec::new();
        for wish in self.read(line) {
            if let Some(problem) = self.problem(&wish, period, book, ctx)? {
                return Ok(Err(problem));
            }
            items.extend(self.item(&wish, book)?);
        }
        Ok(if items.is_empty() {
            Err(Message::new("refusal-no-items"))
        } else {
            Ok(items)
        })
    }

    /// The order item of a wish, with its custom fields as far as they can be read (rule 67).
    pub(super) fn item(&self, wish: &TypedItem, book: &Book) -> Result<Option<NewItem>, BookError> {
        let (Some(offer), Some(qty)) = (self.offer(wish), wish.qty) else {
            return Ok(None);
        };
        let fields = book.fields(offer.product_id)?;
        let customization = custom_fields::fill_unchecked(&fields, &wish.customization)
            .map_or_else(|_| wish.customization.clone(), |kept| kept.text);
        Ok(Some(NewItem {
            code: Code::read(&offer.code)?,
            qty,
            customization,
            for_whom: wish.for_whom.clone(),
            chosen: wish.chosen.clone(),
        }))
    }

    /// Suggestions for the item before the cursor.
    pub(super) fn candidates(&self, before: &str, ctx: &Ctx) -> Vec<Candidate> {
        if let Some(open) = before
            .rfind('[')
            .filter(|open| !before[*open..].contains(']'))
        {
            return self.picks(before, open);
        }
        let start = before.rfind([',', ';', '\n']).map_or(0, |at| at + 1);
        let (done, piece) = before.split_at(start);
        let trimmed = piece.trim();
        if piece.contains(':') || (trimmed.is_empty() && !done.is_empty()) {
            return Vec::new();
        }
        let wishes = self.index.read(trimmed);
        let wish = wishes.first();
        let qty = wish.and_then(|wish| wish.qty).unwrap_or(1);
        let typed = wish.map_or("", |wish| wish.name.as_str());
        let found: Vec<usize> = match wish.map(|wish| &wish.found) {
            // The name is typed in full: nothing to suggest.
            Some(NameMatch::One(at))
                if self
                    .offers
                    .get(*at)
                    .is_some_and(|offer| name(offer).eq_ignore_ascii_case(typed)) =>
            {
                return Vec::new();
            }
            Some(NameMatch::One(at)) => vec![*at],
            Some(NameMatch::Several(several)) => several.clone(),
            Some(NameMatch::Nothing(_)) | None => Vec::new(),
        };
        let texts: Vec<String> = self
            .offers
            .iter()
            .map(|offer| format!("{} {}", name(offer), offer.code))
            .collect();
        let others = fuzzy::rank(typed, texts.iter().map(String::as_str));
        let others = others.into_iter().filter(|at| {
            let near = texts
                .get(*at)
                .is_some_and(|text| fuzzy::matches_word_starts(typed, text));
            near && !found.contains(at)
        });
        let space = if done.is_empty() { "" } else { " " };
        found
            .iter()
            .copied()
            .chain(others)
            .take(20)
            .filter_map(|at| self.offers.get(at))
            .map(|offer| Candidate {
                text: format!("{done}{space}{qty} {}", name(offer)),
                label: name(offer),
                note: note(offer, ctx),
                value: None,
            })
            .collect()
    }

    /// Suggestions inside the brackets that begin at `open`: the choices of that package (rule 65).
    fn picks(&self, before: &str, open: usize) -> Vec<Candidate> {
        let (package, inside) = before.split_at(open);
        let wishes = self.index.read(package);
        let offer = wishes.last().and_then(|wish| self.offer(wish));
        let Some(package) = offer.and_then(|offer| self.packages.get(&offer.variant_id)) else {
            return Vec::new();
        };
        let piece = inside.rfind(',').unwrap_or(0) + 1;
        let typed = inside[piece..].trim_start();
        let number = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, text) = match typed.split_at(number) {
            ("", text) => (String::new(), text),
            (number, text) => (format!("{number} "), text.trim_start()),
        };
        let done = &before[..open + piece];
        let space = if done.ends_with('[') { "" } else { " " };
        let options: Vec<&Component> = package
            .choices
            .iter()
            .flat_map(|choice| &choice.among)
            .collect();
        let texts: Vec<String> = options
            .iter()
            .map(|option| format!("{} {}", option.full_name(), option.code))
            .collect();
        fuzzy::rank(text, texts.iter().map(String::as_str))
            .into_iter()
            .filter_map(|at| options.get(at))
            .map(|option| (package.name_to_type(option), option))
            .filter(|(name, option)| {
                !option.code.eq_ignore_ascii_case(text) && !name.eq_ignore_ascii_case(text)
            })
            .map(|(name, option)| Candidate {
                text: format!("{done}{space}{number}{name}"),
                label: option.full_name(),
                note: option.code.clone(),
                value: None,
            })
            .collect()
    }
}

/// Price and units left, shown at the right of a suggestion.
fn note(offer: &OfferRow, ctx: &Ctx) -> String {
    let price = ctx.words.rupiah(offer.price);
    match offer.left() {
        Some(left) => {
            let left = ctx.say(&Message::new("form-order-left").count("left", left.max(0)));
            format!("{price} · {left}")
        }
        None => price,
    }
}

/// Finds another open PO that sells these goods: their name there and the PO's code (rule 9).
fn elsewhere(
    text: &str,
    period: PeriodId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Option<(String, String)>, BookError> {
    for other in book.periods()? {
        if other.id == period || other.stage(ctx.now) != Stage::Open {
            continue;
        }
        let goods = Goods::of(book, other.id, &[])?;
        let found = match goods.index.find(text) {
            NameMatch::One(at) => goods.offers.get(at).map(name),
            // Several matches are variants of one product: use the product's name.
            NameMatch::Several(several) => several
                .first()
                .and_then(|at| goods.offers.get(*at))
                .map(|offer| offer.product.clone()),
            NameMatch::Nothing(_) => None,
        };
        if let Some(name) = found {
            return Ok(Some((name, other.code.to_string())));
        }
    }
    Ok(None)
}
