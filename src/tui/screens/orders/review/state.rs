//! What a review knows: the messages of a paste, what the owner decided about each, and what the book
//! knows of them now.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::book::{Book, BookError};
use crate::domain::chat::{ChatDraft, Sureness};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;
use crate::tasks::TaskError;
use crate::tasks::paste_chat::{self, ReadChat};

/// Goods the owner chose in this paste, by message and place of the item.
pub(super) type Chosen = Rc<RefCell<HashMap<(String, usize), String>>>;

/// What became of the drafts of the last deed.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) saved: i64,
    /// Who was refused and why, by fingerprint.
    pub(super) refused: Vec<(String, String, Message)>,
}

/// What is to be decided about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// It waits.
    Open,
    /// The owner passed over it.
    Passed,
    /// It is this order.
    Saved(String),
}

/// The messages of a paste.
pub struct Review {
    pub(super) text: String,
    pub(super) period: PeriodId,
    /// The messages as the text has them, and the lines that order nothing.
    pub(super) chat: ReadChat,
    /// The messages with what the owner chose, and what the book knows of them now.
    pub(super) drafts: Vec<ChatDraft>,
    pub(super) states: Vec<State>,
    /// The messages the owner passed over, by fingerprint.
    pub(super) passed: HashSet<String>,
    pub(super) chosen: Chosen,
    /// The message looked for and found.
    pub(super) found: Rc<Cell<Option<usize>>>,
    /// What the message shown comes to.
    pub(super) total: Option<Rupiah>,
    /// What the deed under way tells.
    pub(super) told: Rc<RefCell<Told>>,
    /// Why the shop's rules refused a message, by fingerprint.
    pub(super) refused: HashMap<String, Message>,
    pub(super) at: usize,
    /// Lines of the message and of what was read that are scrolled past.
    pub(super) past: usize,
    /// A tick is recorded as paid.
    pub(super) ticks_pay: bool,
}

pub(super) fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Review {
    /// A text that is not read yet.
    pub(super) fn of(text: &str, period: PeriodId) -> Self {
        Self {
            text: text.to_owned(),
            period,
            chat: ReadChat::default(),
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
    pub(super) fn look(
        &mut self,
        book: &Book,
        now: Moment,
    ) -> Result<Result<(), Message>, BookError> {
        let at = self
            .drafts
            .get(self.at)
            .map(|draft| draft.fingerprint.clone());
        match self.chat.read(&self.text, self.period, book) {
            Ok(()) => {}
            Err(TaskError::Book(error)) => return Err(error),
            Err(error) => return Ok(Err(error.message())),
        }
        self.ticks_pay = book.shop()?.ticks_pay;
        self.drafts.clone_from(&self.chat.read.orders);
        self.states.clear();
        for draft in &mut self.drafts {
            choose(draft, &self.chosen.borrow());
            let known = paste_chat::look_up(draft, self.period, book, now)?;
            self.states.push(match known {
                Some(order) => State::Saved(order),
                None if self.passed.contains(&draft.fingerprint) => State::Passed,
                None => State::Open,
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

    /// What the message shown comes to, before it is saved.
    pub(super) fn price(&mut self, book: &Book, now: Moment) -> Result<(), BookError> {
        self.total = match self.drafts.get(self.at) {
            Some(draft) if self.states.get(self.at) == Some(&State::Open) => {
                book.draft_total(self.period, draft, now)?
            }
            _ => None,
        };
        Ok(())
    }

    /// Goes to the first open message from `from` on, or from the top.
    pub(super) fn next(&mut self, from: usize) {
        let open = |at: &usize| self.states.get(*at) == Some(&State::Open);
        let count = self.drafts.len();
        if let Some(at) = (from..count).chain(0..from.min(count)).find(open) {
            self.at = at;
            self.past = 0;
        }
    }

    pub(super) fn go(&mut self, to: usize) {
        self.at = to;
        self.past = 0;
    }

    pub(super) fn pass(&mut self) {
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
