//! The items of an order as one line that is typed over, and what a typed line changes of them.

use std::collections::HashMap;

use super::field::Joined;
use super::goods::Goods;
use crate::book::{Book, BookError, ItemChange, ItemRef, NewItem, UnitsChange};
use crate::domain::catalog::full_name;
use crate::domain::id::{LineId, PeriodId, VariantId};
use crate::domain::item::ItemError;
use crate::domain::items::TypedItem;
use crate::domain::message::Message;
use crate::domain::order::Line;
use crate::domain::package::Package;
use crate::tui::effect::Ctx;

/// The items an order had when its form was opened.
#[derive(Clone)]
pub(super) struct OrderItems {
    items: Vec<OpenedItem>,
}

/// One of them.
#[derive(Clone)]
struct OpenedItem {
    /// One of its lines; the item goes by it, whatever is typed.
    line: LineId,
    /// Its product and variant when it was sold.
    name: String,
    /// What it is, with all its units.
    item: NewItem,
    /// As it stands in the line, without its units.
    text: String,
}

impl OpenedItem {
    fn is(&self, item: &NewItem) -> bool {
        self.is_but_for_choice(item) && self.item.chosen == item.chosen
    }

    fn is_but_for_choice(&self, item: &NewItem) -> bool {
        let NewItem {
            code,
            customization,
            for_whom,
            ..
        } = &self.item;
        (code, customization, for_whom) == (&item.code, &item.customization, &item.for_whom)
    }

    fn change(&self, units: UnitsChange) -> ItemChange {
        ItemChange {
            item: ItemRef::Line(self.line),
            units,
        }
    }
}

/// Units of an item: when the form was opened, as typed, and as they are saved by now.
struct Units<'a> {
    item: &'a OpenedItem,
    opened: i64,
    typed: i64,
    saved: i64,
}

impl<'a> Units<'a> {
    fn of(item: &'a OpenedItem, opened: i64, saved: i64) -> Self {
        Self {
            item,
            opened,
            typed: 0,
            saved,
        }
    }

    /// What is typed goes before what is saved, unless nothing was changed.
    fn mine(&self) -> i64 {
        if self.typed == self.opened {
            self.saved
        } else {
            self.typed
        }
    }

    fn theirs(&self) -> i64 {
        if self.saved == self.opened {
            self.typed
        } else {
            self.saved
        }
    }
}

impl OrderItems {
    pub(super) fn new(lines: &[Line], packages: &HashMap<VariantId, Package>) -> Self {
        let mut items: Vec<OpenedItem> = Vec::new();
        for line in lines {
            let item = NewItem::from(line);
            match items.iter_mut().find(|known| known.is(&item)) {
                Some(known) => known.item.qty += line.qty,
                None => items.push(OpenedItem {
                    line: line.id,
                    name: full_name(&line.product, &line.variant),
                    item,
                    text: String::new(),
                }),
            }
        }
        items.sort_by_cached_key(|opened| {
            let NewItem {
                chosen,
                customization,
                for_whom,
                ..
            } = opened.item.clone();
            [opened.name.clone(), chosen, customization, for_whom]
        });
        let texts: Vec<String> = items
            .iter()
            .map(|opened| {
                // Goods that were called the same when they were sold go by their codes.
                let alone = items.iter().all(|other| {
                    other.item.code == opened.item.code
                        || !other.name.eq_ignore_ascii_case(&opened.name)
                });
                let name = match alone {
                    true => opened.name.as_str(),
                    false => opened.item.code.as_str(),
                };
                text(name, &opened.item, packages)
            })
            .collect();
        for (opened, text) in items.iter_mut().zip(texts) {
            opened.text = text;
        }
        Self { items }
    }

    /// All of them as the line that would order them.
    pub(super) fn line(&self) -> String {
        let items = self.items.iter();
        let items = items.map(|opened| format!("{} {}", opened.item.qty, opened.text));
        items.collect::<Vec<_>>().join(", ")
    }

    /// What a line asks for, piece by piece, with the place of the item that a piece still names as
    /// the form did. A line that begins with a separator is added to these items.
    pub(super) fn read(&self, line: &str, goods: &Goods) -> Vec<(TypedItem, Option<usize>)> {
        let line = match line.trim_start().starts_with([',', ';']) {
            true => format!("{}{line}", self.line()),
            false => line.to_owned(),
        };
        let said = |wish: &TypedItem| {
            let TypedItem {
                name,
                chosen,
                for_whom,
                customization,
                ..
            } = wish.clone();
            [name, chosen, for_whom, customization]
        };
        let items = self.items.iter();
        let known: Vec<_> = items
            .map(|opened| goods.read(&format!("{} {}", opened.item.qty, opened.text)))
            .map(|wishes| wishes.iter().map(said).collect::<Vec<_>>())
            .collect();
        let place = |wish: TypedItem| {
            let said = [said(&wish)];
            let at = known.iter().position(|known| known.as_slice() == said);
            (wish, at)
        };
        goods.read(&line).into_iter().map(place).collect()
    }

    /// What a line typed over these items comes to together with the items as another desk left
    /// them: `saved`. Each item counts by itself; what is new in the line is new in both.
    pub(super) fn join(
        &self,
        line: &str,
        saved: &Self,
        goods: &Goods,
        book: &Book,
    ) -> Result<Joined, BookError> {
        let mut units: Vec<Units> = Vec::new();
        for item in &saved.items {
            let opened = self.items.iter().find(|opened| opened.is(&item.item));
            let opened = opened.map_or(0, |opened| opened.item.qty);
            units.push(Units::of(item, opened, item.item.qty));
        }
        for item in &self.items {
            if !units.iter().any(|known| known.item.is(&item.item)) {
                units.push(Units::of(item, item.item.qty, 0));
            }
        }
        let mut new = Vec::new();
        for (wish, known) in self.read(line, goods) {
            let item = match known {
                Some(at) => Some(NewItem {
                    qty: wish.qty.unwrap_or_default(),
                    ..self.items[at].item.clone()
                }),
                None => match goods.item(&wish, book)? {
                    Some(item) => Some(self.settled(item, book)?),
                    None => None,
                },
            };
            let place = item.as_ref().and_then(|item| {
                let mut units = units.iter();
                units.position(|known| known.item.is(item))
            });
            match (item, place) {
                (Some(item), Some(at)) => units[at].typed += item.qty,
                _ => new.push(format!(
                    "{} {}",
                    wish.qty.unwrap_or_default(),
                    written(
                        &wish.name,
                        &wish.chosen,
                        &wish.for_whom,
                        &wish.customization
                    )
                )),
            }
        }
        let line = |count: fn(&Units<'_>) -> i64| {
            let kept = units.iter().filter(|units| count(units) > 0);
            let kept = kept.map(|units| format!("{} {}", count(units), units.item.text));
            kept.chain(new.iter().cloned())
                .collect::<Vec<_>>()
                .join(", ")
        };
        Ok(Joined {
            mine: line(|units| units.mine()),
            theirs: line(|units| units.theirs()),
        })
    }

    /// Product and variant of an item when it was sold.
    pub(super) fn name(&self, at: usize) -> &str {
        &self.items[at].name
    }

    /// Product and variant of the item with this line when it was sold.
    pub(super) fn name_of(&self, line: LineId) -> &str {
        let mut items = self.items.iter();
        let item = items.find(|opened| opened.line == line);
        item.map_or("", |opened| opened.name.as_str())
    }

    /// The fewest changes that make of these items what a line asks for. Units are given back
    /// before others are taken, so that an exchange within a full quota passes; what stands as it
    /// stood is not changed.
    pub(super) fn changes(
        &self,
        line: &str,
        goods: &Goods,
        period: PeriodId,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Result<Vec<ItemChange>, Message>, BookError> {
        if line == self.line() {
            return Ok(Ok(Vec::new()));
        }
        let mut asked = vec![0; self.items.len()];
        let mut new: Vec<NewItem> = Vec::new();
        let wishes = self.read(line, goods);
        if wishes.is_empty() {
            return Ok(Err(Message::new("refusal-no-items")));
        }
        for (wish, known) in wishes {
            if let Some(at) = known {
                let Some(qty) = wish.qty else {
                    return Ok(Err(ItemError::QuantityOutOfBounds(wish.name).message()));
                };
                asked[at] += qty;
                continue;
            }
            if let Some(problem) = goods.problem(&wish, period, book, ctx)? {
                return Ok(Err(problem));
            }
            let Some(item) = goods.item(&wish, book)? else {
                continue;
            };
            let item = self.settled(item, book)?;
            match self.items.iter().position(|opened| opened.is(&item)) {
                Some(at) => asked[at] += item.qty,
                None => new.push(item),
            }
        }
        Ok(Ok(self.differences(&asked, new)))
    }

    /// What was chosen for a package as the book keeps it, so that what stays is known to.
    fn settled(&self, item: NewItem, book: &Book) -> Result<NewItem, BookError> {
        let mut items = self.items.iter();
        if item.chosen.is_empty() || items.any(|opened| opened.item.chosen == item.chosen) {
            return Ok(item);
        }
        let chosen = book.choice(&item.code, &item.chosen)?;
        Ok(NewItem { chosen, ..item })
    }

    /// The changes to so many units of each of these items, and to new ones beside them. Packages for
    /// which something else is chosen stay the same packages (rules 11, 65).
    fn differences(&self, asked: &[i64], mut new: Vec<NewItem>) -> Vec<ItemChange> {
        let mut has: Vec<i64> = self.items.iter().map(|opened| opened.item.qty).collect();
        let mut changes = Vec::new();
        for item in new.iter_mut().filter(|item| !item.chosen.is_empty()) {
            let mut same =
                (0..self.items.len()).filter(|at| self.items[*at].is_but_for_choice(item));
            let (Some(at), None) = (same.next(), same.next()) else {
                continue;
            };
            let free = has[at] - asked[at];
            let qty = item.qty.min(free);
            if qty > 0 && (asked[at] == 0 || qty == item.qty) {
                let units = UnitsChange::Choose(qty, item.chosen.clone());
                changes.push(self.items[at].change(units));
                has[at] -= qty;
                item.qty -= qty;
            }
        }
        let both = || self.items.iter().zip(has.iter().zip(asked));
        let less = both()
            .filter(|(_, (has, asked))| asked < has)
            .map(|(opened, (has, asked))| opened.change(UnitsChange::Remove(has - asked)));
        changes.extend(less);
        let more = both()
            .filter(|(_, (has, asked))| asked > has)
            .map(|(opened, (has, asked))| opened.change(UnitsChange::Add(asked - has)));
        changes.extend(more);
        let new = new.into_iter().filter(|item| item.qty > 0);
        changes.extend(new.map(ItemChange::new));
        changes
    }
}

/// An item as it is typed, without its units.
fn text(name: &str, item: &NewItem, packages: &HashMap<VariantId, Package>) -> String {
    let mut packages = packages.values();
    let package = packages.find(|package| package.code == item.code.as_str());
    let chosen = match package.filter(|_| !item.chosen.is_empty()) {
        Some(package) => package.chosen_by_name(&item.chosen),
        None => item.chosen.clone(),
    };
    written(name, &chosen, &item.for_whom, &item.customization)
}

fn written(name: &str, chosen: &str, for_whom: &str, customization: &str) -> String {
    let mut text = name.to_owned();
    if !chosen.is_empty() {
        text.push_str(&format!("[{chosen}]"));
    }
    if !for_whom.is_empty() {
        text.push_str(&format!(" @{for_whom}"));
    }
    match customization {
        "" => {}
        made if made.contains([',', ';', '\n']) => text.push_str(&format!(": \"{made}\"")),
        made => text.push_str(&format!(": {made}")),
    }
    text
}
