//! Orders pasted from a chat, one after another: the message at the left, what was read at the right,
//! what is unclear first. Nothing is saved that was not seen, but for what is certain.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::Pasted;
use crate::domain::catalog::full_name;
use crate::domain::chat::{ChatDraft, Read, Sureness};
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::when::Moment;
use crate::intake::chat::{self, Good, Goods};
use crate::output::chat::item_line;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Draft, Effect, Outcome, Screen};
use crate::tui::forms::order;
use crate::tui::keeper::{Book, BookError};
use crate::tui::layers::{Choice, Picker, Question};
use crate::tui::theme::Role;
use crate::tui::widgets::{Part, below, beside, put_parts, rows, top, wrap};

/// Goods the owner chose in this paste, by message and place of the item.
type Chosen = Rc<RefCell<HashMap<(String, usize), String>>>;

/// What became of the drafts of the last deed.
#[derive(Debug, Default)]
struct Told {
    saved: i64,
    /// Who was refused and why, by fingerprint.
    refused: Vec<(String, String, Message)>,
}

/// What is to be decided about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// It waits.
    Open,
    /// The owner passed over it.
    Passed,
    /// It is this order.
    Saved(String),
}

/// The messages of a paste.
pub struct Review {
    text: String,
    period: PeriodId,
    goods: Goods,
    /// What the goods and the words for them were when the text was read.
    read_with: Vec<(String, String)>,
    drafts: Vec<ChatDraft>,
    states: Vec<State>,
    chosen: Chosen,
    /// What the deed under way tells.
    told: Rc<RefCell<Told>>,
    /// Why the shop's rules refused a message, by fingerprint.
    refused: HashMap<String, Message>,
    at: usize,
    /// Lines of the message and of what was read that are scrolled past.
    past: usize,
}

/// Lines a page key scrolls.
const PAGE: usize = 10;

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Opens the review of a pasted text, or says why there is nothing to review.
pub fn open(text: &str, book: &Book, ctx: &Ctx) -> Outcome {
    let Some(period) = ctx.period else {
        return Ok(Effect::warn(Message::new("form-order-no-period")));
    };
    let mut review = Review {
        text: text.to_owned(),
        period,
        goods: Goods::default(),
        read_with: Vec::new(),
        drafts: Vec::new(),
        states: Vec::new(),
        chosen: Chosen::default(),
        told: Rc::default(),
        refused: HashMap::new(),
        at: 0,
        past: 0,
    };
    if let Err(why) = review.read(book, ctx.now)? {
        return Ok(Effect::warn(why));
    }
    review.next(0);
    Ok(Effect::open(review))
}

impl Review {
    /// Reads the text again where the goods or the words for them are others than before.
    fn read(&mut self, book: &Book, now: Moment) -> Result<Result<(), Message>, BookError> {
        let offers: Vec<_> = book
            .offers(self.period)?
            .into_iter()
            .filter(|offer| !offer.withdrawn)
            .collect();
        let aliases: Vec<(String, String)> = book
            .aliases()?
            .into_iter()
            .map(|alias| (alias.text, alias.code))
            .collect();
        let mut with = aliases.clone();
        with.extend(offers.iter().map(|offer| {
            (
                offer.code.clone(),
                full_name(&offer.product, &offer.variant),
            )
        }));
        if with != self.read_with {
            let goods = offers.into_iter().map(|offer| Good {
                name: full_name(&offer.product, &offer.variant),
                code: offer.code,
                product: offer.product_code,
                price: offer.price,
            });
            self.goods = Goods::new(goods, aliases);
            match chat::read(&self.text, &self.goods) {
                Ok(drafts) => self.drafts = drafts,
                Err(error) => return Ok(Err(error.message())),
            }
            self.states.resize(self.drafts.len(), State::Open);
            self.read_with = with;
        }
        for (draft, state) in self.drafts.iter_mut().zip(&mut self.states) {
            match book.pasted_before(self.period, draft)? {
                Some(order) => *state = State::Saved(order),
                None if *state != State::Passed => {
                    *state = State::Open;
                    draft.customer = None;
                    book.recognise(self.period, draft, now)?;
                }
                None => {}
            }
        }
        Ok(Ok(()))
    }

    /// A message with what the owner chose in it.
    fn draft(&self, at: usize) -> Option<ChatDraft> {
        let mut draft = self.drafts.get(at)?.clone();
        let chosen = self.chosen.borrow();
        for (place, item) in draft.items.iter_mut().enumerate() {
            if let Some(code) = chosen.get(&(draft.fingerprint.clone(), place)) {
                item.code.value = Some(code.clone());
                item.code.sureness = Sureness::Certain;
            }
        }
        Some(draft)
    }

    /// Goes to the first open message from `from` on, or from the top.
    fn next(&mut self, from: usize) {
        let open = |at: &usize| self.states.get(*at) == Some(&State::Open);
        let count = self.drafts.len();
        if let Some(at) = (from..count).chain(0..from.min(count)).find(open) {
            self.at = at;
            self.past = 0;
        }
    }

    fn go(&mut self, to: usize) {
        self.at = to;
        self.past = 0;
    }

    fn pass(&mut self) {
        if let Some(state) = self.states.get_mut(self.at)
            && *state == State::Open
        {
            *state = State::Passed;
        }
        self.next(self.at + 1);
    }

    fn accept(&self) -> Effect {
        let Some(draft) = self.draft(self.at) else {
            return Effect::None;
        };
        if let Some(asked) = draft.unclear().first() {
            return Effect::warn((*asked).clone());
        }
        self.place(vec![draft])
    }

    /// Accepts all that nothing was taken for granted in.
    fn accept_certain(&self) -> Effect {
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

    fn place(&self, drafts: Vec<ChatDraft>) -> Effect {
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
    fn choose_goods(&self, ctx: &Ctx) -> Effect {
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
    fn fix(&self, book: &Book, ctx: &Ctx) -> Outcome {
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

    /// What was read, as lines for the right side: what is asked, what was read, what was assumed.
    fn facts(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let Some(draft) = self.draft(self.at) else {
            return Vec::new();
        };
        let mut lines: Vec<(String, Role)> = Vec::new();
        match self.states.get(self.at) {
            Some(State::Saved(order)) => {
                let saved = Message::new("review-saved").text("order", order.as_str());
                lines.push((format!("✓ {}", ctx.say(&saved)), Role::Good));
            }
            Some(State::Passed) => lines.push((ctx.word("review-passed"), Role::Muted)),
            _ => lines.extend(
                self.refused
                    .get(&draft.fingerprint)
                    .map(|why| (format!("✗ {}", ctx.say(why)), Role::Bad)),
            ),
        }
        lines.extend(
            draft
                .unclear()
                .into_iter()
                .map(|asked| (format!("? {}", ctx.say(asked)), Role::Bad)),
        );
        for item in &draft.items {
            let line = item_line(item, |code| {
                self.goods.by_code(code).map(|good| good.name.clone())
            });
            let role = match item.sureness() {
                Sureness::Certain => Role::Accent,
                Sureness::Assumed(_) => Role::Warn,
                Sureness::Unclear(_) => Role::Bad,
            };
            lines.push((line, role));
        }
        let fields = [
            ("field-customer", &draft.name),
            ("field-phone", &draft.phone),
            ("field-recipient", &draft.recipient),
            ("field-address", &draft.address),
            ("field-note", &draft.note),
        ];
        for (label, field) in fields {
            if let Some(read) = field {
                let line = format!("{}: {}", ctx.word(label), read.value.replace('\n', " / "));
                lines.push((line, Role::Text));
            }
        }
        lines.extend(
            draft
                .assumed()
                .into_iter()
                .map(|taken| (format!("~ {}", ctx.say(taken)), Role::Warn)),
        );
        lines
    }
}

impl Review {
    /// Draws lines from the first that is not scrolled past; what fits whole stays where it is.
    fn scrolled(&self, frame: &mut Frame, area: Rect, lines: Vec<Part>, ctx: &Ctx) {
        let most = lines.len().saturating_sub(usize::from(area.height));
        let lines = lines.into_iter().skip(self.past.min(most));
        for (row, part) in rows(area).zip(lines) {
            put_parts(frame.buffer_mut(), row, &[part], &ctx.theme);
        }
    }
}

impl Screen for Review {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("review-title")
    }

    fn context(&self) -> Context {
        Context::Review
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        // Goods that all went off sale leave what was read as it stood.
        let _ = self.read(book, ctx.now)?;
        if self.states.get(self.at) != Some(&State::Open) {
            self.next(self.at);
        }
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let last = self.drafts.len().saturating_sub(1);
        match command {
            Command::Up => self.go(self.at.saturating_sub(1)),
            Command::Down => self.go((self.at + 1).min(last)),
            Command::First => self.go(0),
            Command::Last => self.go(last),
            Command::PageUp => self.past = self.past.saturating_sub(PAGE),
            Command::PageDown => {
                let length = self.drafts.get(self.at).map_or(0, |draft| {
                    draft.lines.len() + draft.items.len() + draft.text().len() / 20
                });
                self.past = (self.past + PAGE).min(length);
            }
            Command::Back if self.states.contains(&State::Open) => {
                let open = self.states.iter().filter(|state| **state == State::Open);
                let text = Message::new("review-leave").count("open", whole(open.count()));
                return Ok(Effect::open(Question::new(
                    "review-title",
                    text,
                    Effect::Back,
                )));
            }
            Command::AcceptDraft | Command::Open => return Ok(self.accept()),
            Command::AcceptAll => return Ok(self.accept_certain()),
            Command::SkipDraft => self.pass(),
            Command::NameGoods => return Ok(self.choose_goods(ctx)),
            Command::Edit => return self.fix(book, ctx),
            _ => return Ok(Effect::Pass),
        }
        Ok(Effect::None)
    }

    fn done(&mut self, outcome: &Result<(), BookError>, ctx: &Ctx) -> Effect {
        let told = self.told.take();
        let Some((_, who, why)) = told.refused.first().cloned() else {
            return Effect::None;
        };
        let count = whole(told.refused.len());
        for (fingerprint, _, why) in told.refused {
            self.refused.insert(fingerprint, why);
        }
        let some = Message::new("review-refused")
            .count("saved", told.saved)
            .count("refused", count)
            .text("who", who)
            .text("why", ctx.say(&why));
        match outcome {
            Ok(()) => Effect::Notice(
                Role::Warn,
                Message::new("tui-saved")
                    .text("what", ctx.say(&some))
                    .text("key", Command::Undo.key()),
            ),
            Err(_) if count > 1 => Effect::warn(some),
            Err(_) => Effect::None,
        }
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // Enter saves here.
        let mut commands = Context::Review.footer();
        commands.retain(|command| *command != Command::Open);
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let open = self
            .states
            .iter()
            .filter(|state| **state == State::Open)
            .count();
        let saved = self
            .states
            .iter()
            .filter(|state| matches!(state, State::Saved(_)))
            .count();
        let head = Message::new("review-head")
            .count("nth", whole(self.at + 1))
            .count("all", whole(self.drafts.len()))
            .count("open", whole(open))
            .count("saved", whole(saved));
        let head = [Part::new(ctx.say(&head), Role::Heading)];
        put_parts(frame.buffer_mut(), top(area, 1), &head, &ctx.theme);
        let (left, right) = beside(below(area, 2), area.width * 2 / 5);
        let message = self
            .drafts
            .get(self.at)
            .map(ChatDraft::text)
            .unwrap_or_default();
        let message = wrap(&message, usize::from(left.width));
        let message = message.into_iter().map(|line| Part::new(line, Role::Muted));
        self.scrolled(frame, left, message.collect(), ctx);
        let facts = self.facts(ctx);
        let facts = facts.iter().flat_map(|(text, role)| {
            wrap(text, usize::from(right.width))
                .into_iter()
                .map(move |line| Part::new(line, *role))
        });
        self.scrolled(frame, right, facts.collect(), ctx);
    }
}
