//! The commands of the review: save, choose goods, search, correct in the order form.

use std::cell::RefCell;
use std::rc::Rc;

use super::state::{Changing, DeedResult, Review, State};
use crate::book::{Book, BookError, IfFull, Pasted};
use crate::domain::catalog::full_name;
use crate::domain::chat::{ChatDraft, Read, Sureness};
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::text::excerpt;
use crate::intake::assortment::GoodsLookup;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome, Unsaved};
use crate::tui::forms::{order, order_edit};
use crate::tui::layers::{Choice, Picker, Question};
use crate::tui::made::Made;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Most characters of a message that the form shows beside its fields.
const QUOTED: usize = 240;

impl Review {
    /// The warning for a message that is an order already.
    fn saved(&self) -> Option<Message> {
        match self.states.get(self.at) {
            Some(State::Saved(order)) => {
                Some(Message::new("review-saved").text("order", order.as_str()))
            }
            _ => None,
        }
    }

    pub(super) fn accept(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(draft) = self.drafts.get(self.at) else {
            return Ok(Effect::None);
        };
        if let Some(why) = self.saved() {
            return Ok(Effect::warn(why));
        }
        if !draft.changes.is_empty() {
            return Ok(Effect::warn(self.change_first(draft)));
        }
        if draft.asks_only_total().is_none()
            && let Some(asked) = draft.unclear().first()
        {
            let asks = Message::new("review-fix-first")
                .say("why", (*asked).clone())
                .text("fix", Command::Edit.key())
                .text("skip", Command::SkipDraft.key());
            return Ok(Effect::warn(asks));
        }
        let save = match book.no_room_for_draft(self.period, draft)? {
            Some(refusal) => self.when_full(draft, &refusal, book, ctx)?,
            None => self.place(vec![draft.clone()], IfFull::Refuse),
        };
        Ok(match draft.asks_only_total() {
            Some(asked) => {
                let text = Message::new("review-at-our-price").say("why", asked.clone());
                Effect::open(Question::new("review-title", text, save))
            }
            None => save,
        })
    }

    /// Saves all open messages that were read without assumptions.
    pub(super) fn accept_certain(&self) -> Effect {
        let certain: Vec<ChatDraft> = (0..self.drafts.len())
            .filter(|at| self.states.get(*at) == Some(&State::Open))
            .filter_map(|at| self.drafts.get(at))
            .filter(|draft| draft.sureness() == "certain")
            .cloned()
            .collect();
        if certain.is_empty() {
            return Effect::warn(Message::new("review-none-certain"));
        }
        self.place(certain, IfFull::Refuse)
    }

    fn place(&self, drafts: Vec<ChatDraft>, if_full: IfFull) -> Effect {
        place(self.period, drafts, if_full, self.last_result.clone())
    }

    /// Asks which goods an item means: first an unclear item, then one that was assumed, then one
    /// the owner chose already. A word that was unknown is learnt.
    pub(super) fn choose_goods(&self, book: &Book) -> Outcome {
        let Some(draft) = self.drafts.get(self.at) else {
            return Ok(Effect::None);
        };
        if let Some(why) = self.saved() {
            return Ok(Effect::warn(why));
        }
        let key = |place: usize| (draft.fingerprint.clone(), place);
        let turn = |place: usize, sureness: &Sureness| match sureness {
            Sureness::Unclear(_) => Some(0),
            Sureness::Assumed(_) => Some(1),
            Sureness::Certain => self.chosen.borrow().contains_key(&key(place)).then_some(2),
        };
        let items = draft.items.iter().enumerate();
        let next = items
            .filter_map(|(place, item)| Some((turn(place, &item.code.sureness)?, place, item)))
            .min_by_key(|(turn, place, _)| (*turn, *place));
        let Some((_, place, item)) = next else {
            return Ok(Effect::warn(Message::new("review-goods-clear")));
        };
        let mut choices: Vec<Choice<String>> = self
            .chat
            .goods
            .all()
            .iter()
            .map(|good| Choice {
                label: good.name.clone(),
                note: good.code.clone(),
                value: good.code.clone(),
            })
            .collect();
        choices.sort_by_key(|choice| !item.candidates.contains(&choice.value));
        // A word that names other goods must not be learnt for these.
        let teaches = item.candidates.is_empty()
            && !item.typed.is_empty()
            && !self.chosen.borrow().contains_key(&key(place))
            && GoodsLookup::new(book.ever_sold()?.goods, [])
                .called(&item.typed)
                .is_none();
        let (typed, chosen, key) = (item.typed.clone(), self.chosen.clone(), key(place));
        let title = Message::new("review-pick-goods").text("text", typed.as_str());
        let picker = Picker::new("review-title", choices, move |code: &String, _| {
            if !teaches {
                chosen.borrow_mut().insert(key.clone(), code.clone());
                return Effect::None;
            }
            let (typed, code) = (typed.clone(), code.clone());
            Effect::deed(move |book, now| book.teach_alias(&typed, &Code::from_stored(code), now))
        });
        Ok(Effect::open(picker.titled(title)))
    }

    /// Searches the messages by sender and text.
    pub(super) fn find(&self) -> Effect {
        let choices = self.drafts.iter().enumerate().map(|(at, draft)| {
            let who = draft.who().unwrap_or("-");
            Choice {
                label: format!("{} {who}", at + 1),
                note: excerpt(&draft.text()),
                value: at,
            }
        });
        let found = self.found.clone();
        Effect::open(Picker::new(
            "review-find",
            choices.collect(),
            move |at, _| {
                found.set(Some(*at));
                Effect::None
            },
        ))
    }

    /// Says that a message changes an order, and the keys for it.
    pub(super) fn change_first(&self, draft: &ChatDraft) -> Message {
        Message::new("review-change-first")
            .text("orders", draft.changes.join(", "))
            .text("fix", Command::Edit.key())
            .text("skip", Command::SkipDraft.key())
    }

    /// Opens the order that a message changes, to be changed there; asks which when there are
    /// several. A new order would double the customer's.
    fn change(&self, draft: &ChatDraft, book: &Book, ctx: &Ctx) -> Outcome {
        let (changing, mark) = (self.changing.clone(), draft.fingerprint.clone());
        if let [code] = draft.changes.as_slice() {
            return change_order(&changing, &mark, code, book, ctx);
        }
        let mut choices = Vec::new();
        for code in &draft.changes {
            let order = book.order(book.order_id(code)?, ctx.now)?;
            choices.push(Choice {
                label: code.clone(),
                note: goods_of(&order),
                value: code.clone(),
            });
        }
        let picker = Picker::new("review-which-order", choices, move |code, _| {
            let (changing, mark, code) = (changing.clone(), mark.clone(), String::clone(code));
            Effect::read(move |book, ctx| change_order(&changing, &mark, &code, book, ctx))
        });
        Ok(Effect::open(picker))
    }

    /// Opens the order form, filled with what was read.
    pub(super) fn fix(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(draft) = self.drafts.get(self.at) else {
            return Ok(Effect::None);
        };
        if let Some(why) = self.saved() {
            return Ok(Effect::warn(why));
        }
        if !draft.changes.is_empty() {
            return self.change(draft, book, ctx);
        }
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
                    .and_then(|code| self.chat.goods.by_code(code));
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
        // A tick counts as paid (rule 27), through the form's first payment method.
        if draft.ticked && self.ticks_pay {
            fields.push(("paid".to_owned(), "lunas".to_owned()));
        }
        if draft.customer.is_none() {
            fields.extend(text(&draft.name).map(|name| ("customer".to_owned(), name)));
            fields.extend(text(&draft.phone).map(|phone| ("phone".to_owned(), phone)));
        }
        let shipping = draft.shipping.as_ref();
        fields.extend(shipping.map(|read| ("shipping".to_owned(), read.value.to_string())));
        fields.extend(text(&draft.address).map(|address| ("address".to_owned(), address)));
        fields.extend(text(&draft.recipient).map(|name| ("recipient".to_owned(), name)));
        fields.extend(text(&draft.note).map(|note| ("note".to_owned(), note)));
        form.restore(&Unsaved {
            form: order::NAME.to_owned(),
            fields,
            ..Unsaved::default()
        });
        form.take_as_filled();
        let message = draft.text();
        let lines = message
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let quoted: String = lines.collect::<Vec<_>>().join(" / ");
        let shown: String = quoted.chars().take(QUOTED).collect();
        let cut = if shown.len() < quoted.len() {
            "…"
        } else {
            ""
        };
        let quoted = Part::new(format!("{shown}{cut}"), Role::Muted);
        form.quote(Fact::new(ctx.word("review-message"), quoted));
        Ok(Effect::open(form))
    }
}

/// What is in an order, in one line: `2 Nastar Keju, 1 Lidah Kucing`.
fn goods_of(order: &Order) -> String {
    let lines = order.lines.iter();
    let goods =
        lines.map(|line| format!("{} {}", line.qty, full_name(&line.product, &line.variant)));
    excerpt(&goods.collect::<Vec<_>>().join(", "))
}

/// Opens the form that changes an order for the message with this fingerprint.
fn change_order(changing: &Changing, mark: &str, code: &str, book: &Book, ctx: &Ctx) -> Outcome {
    let order = book.order(book.order_id(code)?, ctx.now)?;
    let id = order.row.id;
    *changing.borrow_mut() = Some((mark.to_owned(), order));
    order_edit::open(id, book, ctx)
}

/// Saves drafts in one deed, which writes how it went into `last_result`.
pub(super) fn place(
    period: PeriodId,
    drafts: Vec<ChatDraft>,
    if_full: IfFull,
    last_result: Rc<RefCell<DeedResult>>,
) -> Effect {
    let deed = move |book: &mut Book, now| {
        let wanted: Vec<&ChatDraft> = drafts.iter().collect();
        let mut result = DeedResult::default();
        let mut first = None;
        let done = book.place_drafts_if_full(period, &wanted, &if_full, now)?;
        for (draft, pasted) in drafts.iter().zip(&done.made) {
            match pasted {
                Pasted::Placed(_) => result.saved += 1,
                Pasted::Known(_) => {}
                Pasted::Refused(refusal) => {
                    result.refused.push((
                        draft.fingerprint.clone(),
                        draft.who().unwrap_or_default().to_owned(),
                        refusal.message(),
                    ));
                    first.get_or_insert_with(|| refusal.clone());
                }
            }
        }
        let none = result.saved == 0;
        *last_result.borrow_mut() = result;
        match first {
            Some(refusal) if none => Err(BookError::Refused(refusal)),
            _ => Ok(done),
        }
    };
    Effect::deed_then(deed, |made| {
        Effect::read(move |book, _| select_last(&made, book))
    })
}

/// Selects the order that was placed last in the list below.
fn select_last(made: &[Pasted], book: &Book) -> Outcome {
    let mut placed = made.iter().rev().filter_map(|pasted| match pasted {
        Pasted::Placed(code) => Some(code),
        Pasted::Known(_) | Pasted::Refused(_) => None,
    });
    Ok(match placed.next() {
        Some(code) => Effect::Select(Made::Order(book.order_id(code)?)),
        None => Effect::None,
    })
}
