//! A message whose order doesn't fit the quota: it waits, is taken as far as there is room, or is taken
//! beyond the quota, as in the order form (rules 17, 20).

use super::commands::place;
use super::state::Review;
use crate::book::{Book, BookError, IfFull};
use crate::domain::chat::{ChatDraft, ChatItem};
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::holding;
use crate::tui::layers::{Choice, Picker};

impl Review {
    /// Shows why an order doesn't fit the quota and asks whether it waits, is taken as far as there is
    /// room, or is taken beyond it, as the order form does (rules 17, 20).
    pub(super) fn when_full(
        &self,
        draft: &ChatDraft,
        refusal: &Refusal,
        book: &Book,
        ctx: &Ctx,
    ) -> Outcome {
        let choice = |key, note, way| Choice {
            label: ctx.word(key),
            note: ctx.word(note),
            value: way,
        };
        let mut choices = vec![choice(
            "form-full-wait",
            "form-full-wait-note",
            Some((draft.clone(), IfFull::Wait)),
        )];
        if let Some(less) = self.what_fits(draft, book)? {
            let name = |item: &ChatItem| {
                let code = item.code.value.as_deref();
                let good = code.and_then(|code| self.chat.goods.by_code(code));
                good.map_or(item.typed.clone(), |good| good.name.clone())
            };
            let left = less.items.iter().map(|item| (item.qty.value, name(item)));
            let left: Vec<(i64, String)> = left.collect();
            let (label, note) = holding::less_label(draft.items.len(), &left, ctx);
            choices.push(Choice {
                label,
                note,
                value: Some((less, IfFull::Refuse)),
            });
        }
        choices.push(choice(
            "form-full-overbook",
            "form-full-overbook-note",
            None,
        ));
        let (period, draft, result) = (self.period, draft.clone(), self.last_result.clone());
        let picker = Picker::new("form-full-title", choices, move |way, _| {
            let result = result.clone();
            if let Some((draft, if_full)) = way.clone() {
                return place(period, vec![draft], if_full, result);
            }
            let draft = draft.clone();
            holding::ask_reason(move |why| {
                place(
                    period,
                    vec![draft.clone()],
                    IfFull::Overbook(why),
                    result.clone(),
                )
            })
        });
        Ok(Effect::Many(vec![
            Effect::warn(refusal.message()),
            Effect::open(picker),
        ]))
    }

    /// The draft with its items as far as there is room for them, those written first before the
    /// others. None when there is room for none, or a sum was agreed for all of it.
    fn what_fits(&self, draft: &ChatDraft, book: &Book) -> Result<Option<ChatDraft>, BookError> {
        let mut fitting = ChatDraft {
            items: Vec::new(),
            ..draft.clone()
        };
        if draft.pays.is_some() || draft.asks_only_total().is_some() {
            return Ok(None);
        }
        for item in &draft.items {
            // More units never fit where fewer don't.
            let (mut fits, mut too_many) = (0, item.qty.value + 1);
            while too_many - fits > 1 {
                let qty = fits + (too_many - fits) / 2;
                fitting.items.push(with_units(item, qty));
                match book.no_room_for_draft(self.period, &fitting)? {
                    None => fits = qty,
                    Some(_) => too_many = qty,
                }
                fitting.items.pop();
            }
            if fits > 0 {
                fitting.items.push(with_units(item, fits));
            }
        }
        Ok(Some(fitting).filter(|fitting| !fitting.items.is_empty()))
    }
}

fn with_units(item: &ChatItem, qty: i64) -> ChatItem {
    let mut item = item.clone();
    item.qty.value = qty;
    item
}
