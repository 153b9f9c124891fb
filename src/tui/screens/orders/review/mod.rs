//! Orders pasted from a chat, one after another: the message at the left, what was read at the right,
//! what is unclear first. Nothing is saved that was not seen, but for what is certain.

mod deeds;
mod kept;
mod shown;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::assortment::Assortment;
use crate::domain::chat::{ChatDraft, Sureness};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;
use crate::intake::assortment::Goods;
use crate::intake::chat;
use crate::intake::chat::sifted::Sifted;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Draft, Effect, Outcome, Screen};
use crate::tui::keeper::{Book, BookError};
use crate::tui::layers::Question;
use crate::tui::theme::Role;
use crate::tui::widgets::{Part, below, beside, put_parts, top, wrap};
pub use kept::{NAME, reopen};

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
    read_with: Option<Assortment>,
    /// The messages as the text has them, and the lines that order nothing.
    read: Sifted,
    /// The same with what the owner chose, and what the book knows of them now.
    drafts: Vec<ChatDraft>,
    states: Vec<State>,
    /// The messages the owner passed over, by fingerprint.
    passed: HashSet<String>,
    chosen: Chosen,
    /// The message looked for and found.
    found: Rc<Cell<Option<usize>>>,
    /// What the message shown comes to.
    total: Option<Rupiah>,
    /// What the deed under way tells.
    told: Rc<RefCell<Told>>,
    /// Why the shop's rules refused a message, by fingerprint.
    refused: HashMap<String, Message>,
    at: usize,
    /// Lines of the message and of what was read that are scrolled past.
    past: usize,
    /// A tick is recorded as paid.
    ticks_pay: bool,
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
    let mut review = Review::of(text, period);
    if let Err(why) = review.look(book, ctx.now)? {
        return Ok(Effect::warn(why));
    }
    review.next(0);
    let passed = whole(review.read.passed.len());
    Ok(match passed {
        0 => Effect::open(review),
        _ => Effect::Many(vec![
            Effect::open(review),
            Effect::info(Message::new("review-lines-passed").count("count", passed)),
        ]),
    })
}

impl Review {
    /// A text that is not read yet.
    fn of(text: &str, period: PeriodId) -> Self {
        Self {
            text: text.to_owned(),
            period,
            goods: Goods::default(),
            read_with: None,
            read: Sifted::default(),
            drafts: Vec::new(),
            states: Vec::new(),
            passed: HashSet::new(),
            chosen: Chosen::default(),
            found: Rc::default(),
            total: None,
            told: Rc::default(),
            refused: HashMap::new(),
            at: 0,
            past: 0,
            ticks_pay: false,
        }
    }

    /// Looks at the messages anew: reads the text again where the goods or the words for them are
    /// others than before, and asks the book about each message.
    fn look(&mut self, book: &Book, now: Moment) -> Result<Result<(), Message>, BookError> {
        let at = self
            .drafts
            .get(self.at)
            .map(|draft| draft.fingerprint.clone());
        if let Err(why) = self.read(book)? {
            return Ok(Err(why));
        }
        self.ticks_pay = book.shop()?.ticks_pay;
        self.drafts.clone_from(&self.read.orders);
        self.states.clear();
        for draft in &mut self.drafts {
            choose(draft, &self.chosen.borrow());
            self.states
                .push(match book.pasted_before(self.period, draft)? {
                    Some(order) => State::Saved(order),
                    None => {
                        book.recognise(self.period, draft, now)?;
                        if self.passed.contains(&draft.fingerprint) {
                            State::Passed
                        } else {
                            State::Open
                        }
                    }
                });
        }
        let same = |draft: &ChatDraft| Some(&draft.fingerprint) == at.as_ref();
        if !self.drafts.get(self.at).is_some_and(same)
            && let Some(at) = self.drafts.iter().position(same)
        {
            self.at = at;
        }
        self.at = self.at.min(self.drafts.len().saturating_sub(1));
        Ok(Ok(()))
    }

    fn read(&mut self, book: &Book) -> Result<Result<(), Message>, BookError> {
        let with = book.on_sale(self.period)?;
        if self.read_with.as_ref() == Some(&with) {
            return Ok(Ok(()));
        }
        let goods = Goods::from(with.clone());
        Ok(chat::sift(&self.text, &goods)
            .map(|read| (self.read, self.goods, self.read_with) = (read, goods, Some(with)))
            .map_err(|error| error.message()))
    }

    /// What the message shown comes to, before it is saved.
    fn price(&mut self, book: &Book, now: Moment) -> Result<(), BookError> {
        self.total = match self.drafts.get(self.at) {
            Some(draft) if self.states.get(self.at) == Some(&State::Open) => {
                book.draft_total(self.period, draft, now)?
            }
            _ => None,
        };
        Ok(())
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
        if let Some(draft) = self.drafts.get(self.at)
            && self.states.get(self.at) == Some(&State::Open)
        {
            self.passed.insert(draft.fingerprint.clone());
            for (draft, state) in self.drafts.iter().zip(&mut self.states) {
                if self.passed.contains(&draft.fingerprint) && *state == State::Open {
                    *state = State::Passed;
                }
            }
        }
        self.next(self.at + 1);
    }
}

/// Puts what the owner chose into a message.
fn choose(draft: &mut ChatDraft, chosen: &HashMap<(String, usize), String>) {
    for (place, item) in draft.items.iter_mut().enumerate() {
        if let Some(code) = chosen.get(&(draft.fingerprint.clone(), place)) {
            item.code.value = Some(code.clone());
            item.code.sureness = Sureness::Certain;
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
        if let Some(period) = ctx.period.filter(|period| *period != self.period) {
            self.period = period;
            self.passed.clear();
            self.chosen.borrow_mut().clear();
        }
        // Where nothing is on sale what was read stays as it stood.
        let _ = self.look(book, ctx.now)?;
        if let Some(found) = self.found.take() {
            self.go(found);
        } else if self.states.get(self.at) != Some(&State::Open) {
            self.next(self.at);
        }
        self.price(book, ctx.now)
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
            Command::NameGoods => return self.choose_goods(book),
            Command::Edit => return self.fix(book, ctx),
            Command::Filter => return Ok(self.find()),
            Command::NextView => self.next(self.at + 1),
            Command::Copy => {
                let text = self.drafts.get(self.at).map(ChatDraft::text);
                return Ok(text.map_or(Effect::None, Effect::Copy));
            }
            Command::Export => return Ok(Effect::warn(Message::new("review-no-export"))),
            _ => return Ok(Effect::Pass),
        }
        self.price(book, ctx.now)?;
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

    fn draft(&self) -> Option<Draft> {
        self.kept()
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // Enter saves here, and Tab goes on to what waits.
        let mut commands = Context::Review.footer();
        let other = [Command::Open, Command::NextView, Command::Export];
        commands.retain(|command| !other.contains(command));
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
        let message = self.message(left);
        let message = message.into_iter().map(|line| Part::new(line, Role::Muted));
        self.scrolled(frame, left, message.collect(), ctx);
        let facts = self.facts(ctx);
        let facts = facts.iter().flat_map(|(text, role)| {
            wrap(self.seen(text, right, 0), usize::from(right.width))
                .into_iter()
                .map(move |line| Part::new(line, *role))
        });
        self.scrolled(frame, right, facts.collect(), ctx);
    }
}
