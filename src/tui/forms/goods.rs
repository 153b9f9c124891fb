//! The offers of a PO for the order forms: reads typed items and proposes goods.

use std::rc::Rc;

use super::Candidate;
use super::goods_line::{Among, Good, GoodsLine};
use crate::book::{Book, BookError, NewItem, OfferRow};
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::custom_fields;
use crate::domain::goods_index::NameMatch;
use crate::domain::id::PeriodId;
use crate::domain::item::ItemError;
use crate::domain::items::TypedItem;
use crate::domain::message::Message;
use crate::domain::stage::Stage;
use crate::tui::effect::Ctx;

/// The offers of one PO that can be ordered.
pub(super) struct Goods {
    offers: Vec<OfferRow>,
    /// The same, in the same order.
    line: GoodsLine,
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
    pub(super) fn of(
        book: &Book,
        period: PeriodId,
        also: &[&str],
        ctx: &Ctx,
    ) -> Result<Self, BookError> {
        let offers: Vec<OfferRow> = book
            .offers(period)?
            .into_iter()
            .filter(|offer| !offer.withdrawn || also.contains(&offer.code.as_str()))
            .collect();
        let mut packages = book.packages()?;
        let goods = offers.iter().map(|offer| Good {
            code: offer.code.clone(),
            product: offer.product_code.clone(),
            name: name(offer),
            note: note(offer, ctx),
            is_gone: offer.left().is_some_and(|left| left <= 0),
            package: packages
                .remove(&offer.variant_id)
                .filter(|package| !package.choices.is_empty())
                .map(Rc::new),
        });
        let line = GoodsLine::new(goods.collect(), Among::Period, book)?;
        Ok(Self { offers, line })
    }

    /// Whether nothing is on sale.
    pub(super) fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// Splits a line into its wishes, one per item.
    pub(super) fn read(&self, line: &str) -> Vec<TypedItem> {
        self.line.read(line)
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

    /// The offer of a code.
    pub(super) fn offer_of(&self, code: &Code) -> Option<&OfferRow> {
        let mut offers = self.offers.iter();
        offers.find(|offer| offer.code.eq_ignore_ascii_case(code.as_str()))
    }

    /// The name of what a code means; the code where it isn't offered.
    pub(super) fn name_of(&self, code: &Code) -> String {
        self.offer_of(code).map_or_else(|| code.to_string(), name)
    }

    /// What is wrong with an item of a line, if anything.
    pub(super) fn problem(
        &self,
        wish: &TypedItem,
        period: PeriodId,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Message>, BookError> {
        let text = wish.name.as_str();
        if matches!(wish.found, NameMatch::One(_)) {
            let is_wrong = wish.qty.is_none();
            return Ok(is_wrong.then(|| ItemError::QuantityOutOfBounds(text.to_owned()).message()));
        }
        if matches!(wish.found, NameMatch::Nothing(_))
            && let Some((name, code)) = elsewhere(text, period, book, ctx)?
        {
            return Ok(Some(
                Message::new("form-order-elsewhere")
                    .text("name", name)
                    .text("period", code),
            ));
        }
        Ok(self.line.problem(text, &wish.found))
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
    pub(super) fn candidates(&self, before: &str) -> Vec<Candidate> {
        self.line.candidates(before)
    }

    /// Suggestions for one of the goods, without units.
    pub(super) fn names(&self, typed: &str) -> Vec<Candidate> {
        self.line.names(typed, false)
    }

    /// The code of the goods that a name means; the inner error says what is wrong.
    pub(super) fn code_of(&self, typed: &str) -> Result<Result<Code, Message>, BookError> {
        let found = self.line.find(typed);
        Ok(match (self.line.problem(typed, &found), found) {
            (None, NameMatch::One(at)) => match self.line.at(at) {
                Some(good) => Ok(Code::read(&good.code)?),
                None => Err(Message::new("refusal-no-items")),
            },
            (problem, _) => Err(problem.unwrap_or_else(|| Message::new("refusal-no-items"))),
        })
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
        let goods = Goods::of(book, other.id, &[], ctx)?;
        let found = match goods.line.find(text) {
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
