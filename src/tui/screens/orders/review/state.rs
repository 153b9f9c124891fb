//! The state of a chat review: the messages of a paste, what the owner decided about each, and
//! which of them are orders in the book already.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::book::{Book, BookError};
use crate::domain::chat::{ChatDraft, Sureness};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;
use crate::tasks::TaskError;
use crate::tasks::paste_chat::{self, ReadChat};

/// The goods the owner chose in this paste, by message fingerprint and index of the item.
pub(super) type Chosen = Rc<RefCell<HashMap<(String, usize), String>>>;

/// The message whose order is open to be changed, by fingerprint, and that order as it was.
pub(super) type Changing = Rc<RefCell<Option<(String, Order)>>>;

/// The result of the last deed: how many drafts were saved, and which were refused.
#[derive(Debug, Default)]
pub(super) struct DeedResult {
    pub(super) saved: i64,
    /// The refused drafts: fingerprint, customer and reason.
    pub(super) refused: Vec<(String, String, Message)>,
}

/// Whether a message is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// It waits for a decision.
    Open,
    /// The owner skipped it.
    Skipped,
    /// It is in the book, as the order with this code.
    Saved(String),
    /// The order with this code was changed for it.
    Changed(String),
}

/// The review of a pasted chat.
pub struct Review {
    pub(super) text: String,
    pub(super) period: PeriodId,
    /// The messages as read from the text, and the lines that are no orders.
    pub(super) chat: ReadChat,
    /// The messages with the owner's choices applied and with the customers the book knows.
    pub(super) drafts: Vec<ChatDraft>,
    pub(super) states: Vec<State>,
    /// The messages the owner skipped, by fingerprint.
    pub(super) skipped: HashSet<String>,
    /// The orders that were changed for a message, by fingerprint.
    pub(super) changed: HashMap<String, String>,
    pub(super) changing: Changing,
    pub(super) chosen: Chosen,
    /// The index of the message chosen in the search.
    pub(super) found: Rc<Cell<Option<usize>>>,
    /// The total of the message shown.
    pub(super) total: Option<Rupiah>,
    /// Why there is no room for the message shown, while it waits for a decision.
    pub(super) full: Option<Refusal>,
    /// Where the running deed writes its result.
    pub(super) last_result: Rc<RefCell<DeedResult>>,
    /// Why the shop's rules refused a message, by fingerprint.
    pub(super) refused: HashMap<String, Message>,
    pub(super) at: usize,
    /// How many lines the message and the facts are scrolled down.
    pub(super) scroll: usize,
    /// Whether a message has waited for a decision in this review.
    pub(super) waited: bool,
    /// Whether a tick after an order counts as paid (rule 27).
    pub(super) ticks_pay: bool,
    /// Whether the list of lines that are no orders was looked at.
    pub(super) looked: Cell<bool>,
}

impl Review {
    /// Makes a review of a text that is not read yet.
    pub(super) fn of(text: &str, period: PeriodId) -> Self {
        Self {
            text: text.to_owned(),
            period,
            chat: ReadChat::default(),
            drafts: Vec::new(),
            states: Vec::new(),
            skipped: HashSet::new(),
            changed: HashMap::new(),
            changing: Changing::default(),
            chosen: Chosen::default(),
            found: Rc::default(),
            total: None,
            full: None,
            last_result: Rc::default(),
            refused: HashMap::new(),
            waited: false,
            at: 0,
            scroll: 0,
            ticks_pay: false,
            looked: Cell::default(),
        }
    }

    /// Updates the messages: reads the text again when the offers or the learnt words changed, and
    /// looks up each message in the book. The inner error is a reason why the text can't be read.
    pub(super) fn read_again(
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
            let changed = self.changed.get(&draft.fingerprint);
            self.states.push(match (known, changed) {
                (Some(order), _) => State::Saved(order),
                (None, Some(order)) => State::Changed(order.clone()),
                (None, None) if self.skipped.contains(&draft.fingerprint) => State::Skipped,
                (None, None) => State::Open,
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

    /// Marks the message whose order was open to be changed as dealt with, once it was changed.
    pub(super) fn note_change(&mut self, book: &Book, now: Moment) -> Result<(), BookError> {
        let Some((mark, before)) = self.changing.take() else {
            return Ok(());
        };
        let is_same = match book.order(before.row.id, now) {
            Ok(order) => order == before,
            // It was undone elsewhere: nothing was changed here.
            Err(BookError::Refused(Refusal::Gone)) => true,
            Err(error) => return Err(error),
        };
        if is_same {
            *self.changing.borrow_mut() = Some((mark, before));
        } else {
            self.changed.insert(mark, before.row.code);
        }
        Ok(())
    }

    /// Computes the total of the message shown and whether there is room for it, while it is not saved.
    pub(super) fn price(&mut self, book: &Book, now: Moment) -> Result<(), BookError> {
        self.total = match self.drafts.get(self.at) {
            Some(draft) if self.states.get(self.at) == Some(&State::Open) => {
                book.draft_total(self.period, draft, now)?
            }
            _ => None,
        };
        self.full = match self.drafts.get(self.at) {
            Some(draft)
                if self.states.get(self.at) == Some(&State::Open)
                    && draft.changes.is_empty()
                    && draft.unclear().is_empty() =>
            {
                book.no_room_for_draft(self.period, draft)?
            }
            _ => None,
        };
        Ok(())
    }

    /// How many messages are orders in the book.
    pub(super) fn saved_count(&self) -> usize {
        let saved = |state: &&State| matches!(state, State::Saved(_));
        self.states.iter().filter(saved).count()
    }

    /// How many messages wait for a decision.
    pub(super) fn open_count(&self) -> usize {
        let open = |state: &&State| **state == State::Open;
        self.states.iter().filter(open).count()
    }

    /// How many lines that are part of no order may ask for one, while the owner hasn't looked at
    /// them.
    pub(super) fn unseen_count(&self) -> usize {
        match self.looked.get() {
            true => 0,
            false => self.chat.read.with_goods.len(),
        }
    }

    /// Goes to the next open message at or after `from`, starting over at the top.
    pub(super) fn next(&mut self, from: usize) {
        let open = |at: &usize| self.states.get(*at) == Some(&State::Open);
        let count = self.drafts.len();
        if let Some(at) = (from..count).chain(0..from.min(count)).find(open) {
            self.at = at;
            self.scroll = 0;
        }
    }

    pub(super) fn go(&mut self, to: usize) {
        self.at = to;
        self.scroll = 0;
    }

    pub(super) fn skip_message(&mut self) {
        if let Some(draft) = self.drafts.get(self.at)
            && self.states.get(self.at) == Some(&State::Open)
        {
            self.skipped.insert(draft.fingerprint.clone());
            for (draft, state) in self.drafts.iter().zip(&mut self.states) {
                if self.skipped.contains(&draft.fingerprint) && *state == State::Open {
                    *state = State::Skipped;
                }
            }
        }
        self.next(self.at + 1);
    }
}

/// Applies the owner's choices of goods to a message.
fn choose(draft: &mut ChatDraft, chosen: &HashMap<(String, usize), String>) {
    for (place, item) in draft.items.iter_mut().enumerate() {
        if let Some(code) = chosen.get(&(draft.fingerprint.clone(), place)) {
            item.code.value = Some(code.clone());
            item.code.sureness = Sureness::Certain;
        }
    }
}
