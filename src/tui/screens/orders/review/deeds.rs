//! What the keys of the review do: save, choose goods, fix in the order form.

use super::{Review, State, Told};
use crate::book::Pasted;
use crate::domain::chat::{ChatDraft, Read};
use crate::domain::code::Code;
use crate::domain::message::Message;
use crate::tui::effect::{Ctx, Draft, Effect, Outcome};
use crate::tui::forms::order;
use crate::tui::keeper::{Book, BookError};
use crate::tui::layers::{Choice, Picker};

impl Review {
    pub(super) fn accept(&self) -> Effect {
        let Some(draft) = self.draft(self.at) else {
            return Effect::None;
        };
        if let Some(asked) = draft.unclear().first() {
            return Effect::warn((*asked).clone());
        }
        self.place(vec![draft])
    }

    /// Accepts all that nothing was taken for granted in.
    pub(super) fn accept_certain(&self) -> Effect {
        let certain: Vec<ChatDraft> = (0..self.drafts.len())
            .filter(|at| self.states.get(*at) == Some(&State::Open))
            .filter_map(|at| self.draft(at))
            .filter(|draft| draft.sureness() == "certain")
            .collect();
        if certain.is_empty() {
            return Effect::warn(Message::new("review-none-certain"));
        }
        self.place(certain)
    }

    pub(super) fn place(&self, drafts: Vec<ChatDraft>) -> Effect {
        let (period, telling) = (self.period, self.told.clone());
        Effect::deed(move |book, now| {
            let wanted: Vec<&ChatDraft> = drafts.iter().collect();
            let mut told = Told::default();
            let mut first = None;
            for (draft, pasted) in drafts.iter().zip(book.place_drafts(period, &wanted, now)?) {
                match pasted {
                    Pasted::Placed(_) => told.saved += 1,
                    Pasted::Known(_) => {}
                    Pasted::Refused(refusal) => {
                        let who = [&draft.name, &draft.phone].into_iter().flatten().next();
                        told.refused.push((
                            draft.fingerprint.clone(),
                            who.map(|read| read.value.clone()).unwrap_or_default(),
                            refusal.message(),
                        ));
                        first.get_or_insert(refusal);
                    }
                }
            }
            let none = told.saved == 0;
            *telling.borrow_mut() = told;
            match first {
                Some(refusal) if none => Err(BookError::Refused(refusal)),
                _ => Ok(()),
            }
        })
    }

    /// Lets the owner choose what an unclear item is; a word that meant nothing is learnt.
    pub(super) fn choose_goods(&self, ctx: &Ctx) -> Effect {
        let Some(draft) = self.draft(self.at) else {
            return Effect::None;
        };
        let Some((place, item)) = draft
            .items
            .iter()
            .enumerate()
            .find(|(_, item)| !item.code.sureness.is_certain())
        else {
            return Effect::warn(Message::new("review-goods-clear"));
        };
        let goods = self
            .read_with
            .iter()
            .filter_map(|(code, _)| self.goods.by_code(code));
        let mut choices: Vec<Choice<String>> = goods
            .map(|good| Choice {
                label: good.name.clone(),
                note: good.code.clone(),
                value: good.code.clone(),
            })
            .collect();
        choices.sort_by_key(|choice| !item.candidates.contains(&choice.value));
        let teaches = item.candidates.is_empty() && !item.typed.is_empty();
        let (typed, chosen, key) = (
            item.typed.clone(),
            self.chosen.clone(),
            (draft.fingerprint.clone(), place),
        );
        let _ = ctx;
        Effect::open(Picker::new(
            "review-pick-goods",
            choices,
            move |code: &String, _| {
                if !teaches {
                    chosen.borrow_mut().insert(key.clone(), code.clone());
                    return Effect::None;
                }
                let (typed, code) = (typed.clone(), code.clone());
                Effect::deed(move |book, now| book.teach_alias(&typed, &Code::kept(code), now))
            },
        ))
    }

    /// Opens the order form with what was read.
    pub(super) fn fix(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(draft) = self.draft(self.at) else {
            return Ok(Effect::None);
        };
        let mut form =
            match order::form(draft.customer, Some(draft.fingerprint.clone()), book, ctx)? {
                Ok(form) => form,
                Err(why) => return Ok(Effect::warn(why)),
            };
        let text =
            |field: &Option<Read<String>>| field.as_ref().map(|read| read.value.replace('\n', " "));
        let items: Vec<String> = draft
            .items
            .iter()
            .map(|item| {
                let named = item
                    .code
                    .value
                    .as_deref()
                    .and_then(|code| self.goods.by_code(code));
                let name = named.map_or(item.typed.as_str(), |good| good.name.as_str());
                let chosen = text(&item.chosen).filter(|chosen| !chosen.is_empty());
                let name = chosen.map_or(name.to_owned(), |chosen| format!("{name}[{chosen}]"));
                match text(&item.customization) {
                    Some(asked) => {
                        format!("{} {name}: \"{}\"", item.qty.value, asked.replace('"', "'"))
                    }
                    None => format!("{} {name}", item.qty.value),
                }
            })
            .collect();
        let mut fields = vec![
            ("items".to_owned(), items.join(", ")),
            ("period".to_owned(), self.period.raw().to_string()),
        ];
        if draft.customer.is_none() {
            fields.extend(text(&draft.name).map(|name| ("customer".to_owned(), name)));
            fields.extend(text(&draft.phone).map(|phone| ("phone".to_owned(), phone)));
        }
        fields.extend(text(&draft.address).map(|address| ("address".to_owned(), address)));
        fields.extend(text(&draft.recipient).map(|name| ("recipient".to_owned(), name)));
        fields.extend(text(&draft.note).map(|note| ("note".to_owned(), note)));
        form.restore(&Draft {
            form: order::NAME.to_owned(),
            fields,
            picked: Vec::new(),
        });
        Ok(Effect::open(form))
    }
}
