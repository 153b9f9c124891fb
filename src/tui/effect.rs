//! What screens are and what they may ask for. A screen never changes the book or another screen:
//! it answers with an [`Effect`], and the app carries it out.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

use super::command::{Command, Context};
use super::input::Input;
use super::theme::{Role, Theme};
use super::widgets::Part;
use super::widgets::filter::{Filter, Filtered};
use crate::book::{Book, BookError, Done};
use crate::domain::id::{ActionId, CustomerId, OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};
use crate::lang::Words;
use crate::tasks::rows::column::View;

/// What every screen may know beside the book.
pub struct Ctx {
    /// The reader's words.
    pub words: Words,
    /// The look.
    pub theme: Theme,
    /// The moment of the last input or tick.
    pub now: Moment,
    /// The shop's zone.
    pub zone: Zone,
    /// The active PO.
    pub period: Option<PeriodId>,
    /// What is wrong with the copies of the book, if anything.
    pub backup: Option<Message>,
}

impl Ctx {
    /// One word or sentence without arguments.
    pub fn word(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// What the cells of a list may depend on.
    pub fn view(&self) -> View<'_> {
        View {
            words: &self.words,
            now: self.now,
        }
    }

    /// A message in the reader's language.
    pub fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }
}

/// The main screens, one digit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScreenId {
    /// What needs doing today.
    Home,
    /// POs.
    Periods,
    /// Orders.
    Orders,
    /// Bills and payments.
    Payments,
    /// The tally.
    Production,
    /// Customers.
    Customers,
    /// Products, suppliers, accounts.
    Catalog,
}

/// What one screen may open of another's: screens never name each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// An order in full.
    Order(OrderId),
    /// A customer's card.
    Customer(CustomerId),
    /// A PO.
    Period(PeriodId),
    /// A new order in the active PO, of this customer when one is named.
    NewOrder(Option<CustomerId>),
    /// A payment on this order.
    Payment(OrderId),
    /// Money back to the customer of this order.
    Refund(OrderId),
    /// The orders of all POs whose down payment is late.
    PastDeadline,
    /// The waiting lists of all POs.
    Waitlist,
    /// All that waits to be sent back.
    RefundsDue,
}

/// A change to the book, which makes what to do next. The book says what it was, so a deed needs no
/// words of its own.
pub type Deed = Box<dyn FnOnce(&mut Book, Moment) -> Result<Done<Effect>, BookError>>;

/// Reads the book and decides what to do.
pub type Then = Box<dyn FnOnce(&Book, &Ctx) -> Result<Effect, BookError>>;

/// What a screen asks the app to do.
pub enum Effect {
    /// Nothing beyond what the screen changed in itself.
    None,
    /// The command isn't this screen's; the app's own commands are tried.
    Pass,
    /// Put a layer on top: a detail, a form, a choice, a question.
    Open(Box<dyn Screen>),
    /// Open what belongs to another screen.
    Show(Thing),
    /// Leave the top layer.
    Back,
    /// Obey a command as if its key had been pressed.
    Press(Command),
    /// Go to a main screen.
    Switch(ScreenId),
    /// Change the book.
    Do(Deed),
    /// Undo the newest deed, which must be this one when it is named.
    Undo(Option<ActionId>),
    /// Read the book first, then do what comes out of it.
    Look(Then),
    /// Make a copy of the book.
    BackUp,
    /// Put a copy in the book's place.
    Restore(PathBuf),
    /// Make a PO the active one.
    SetPeriod(Option<PeriodId>),
    /// Say something at the bottom.
    Notice(Role, Message),
    /// Put a text on the clipboard.
    Copy(String),
    /// Everything, in order.
    Many(Vec<Effect>),
    /// End the program.
    Quit,
}

impl Effect {
    /// Opens a layer.
    pub fn open(screen: impl Screen + 'static) -> Self {
        Self::Open(Box::new(screen))
    }

    /// Does a deed.
    pub fn deed<T>(
        deed: impl FnOnce(&mut Book, Moment) -> Result<Done<T>, BookError> + 'static,
    ) -> Self {
        Self::deed_then(deed, |_| Self::None)
    }

    /// Does a deed, then what follows from what it made. Nothing follows a deed that is refused.
    pub fn deed_then<T>(
        deed: impl FnOnce(&mut Book, Moment) -> Result<Done<T>, BookError> + 'static,
        then: impl FnOnce(T) -> Self + 'static,
    ) -> Self {
        Self::Do(Box::new(|book, now| {
            let Done { made, message } = deed(book, now)?;
            let made = then(made);
            Ok(Done { made, message })
        }))
    }

    /// Reads the book, then goes on.
    pub fn look(then: impl FnOnce(&Book, &Ctx) -> Result<Effect, BookError> + 'static) -> Self {
        Self::Look(Box::new(then))
    }

    /// Says a sentence without judging it.
    pub fn info(message: Message) -> Self {
        Self::Notice(Role::Text, message)
    }

    /// Says that something needs attention.
    pub fn warn(message: Message) -> Self {
        Self::Notice(Role::Warn, message)
    }
}

/// Result of reading the book while a screen thinks.
pub type Outcome = Result<Effect, BookError>;

/// A screen, or a layer over one. Its state is parameters plus what it last read from the book.
pub trait Screen {
    /// The title: of the frame for layers, for help otherwise.
    fn title(&self, ctx: &Ctx) -> String;

    /// Where its keys are looked up.
    fn context(&self) -> Context;

    /// Reads from the book what the screen shows. Called when it opens, after every deed, when
    /// another PO becomes active and when another window changed the book.
    ///
    /// # Errors
    /// When the book can't be read; the screen keeps what it had.
    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError>;

    /// Obeys a command.
    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome;

    /// Draws the screen into `area`, whatever its size, and changes nothing.
    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx);

    /// Offers keys and pastes before they become commands: a focused text field takes what it
    /// can use. `None` gives the input on.
    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        let filtered = self.list_filter().map(|filter| filter.typed(input));
        match filtered.unwrap_or(Filtered::No) {
            Filtered::No => return Ok(None),
            Filtered::Same => {}
            Filtered::Changed => self.refresh(book, ctx)?,
        }
        Ok(Some(Effect::None))
    }

    /// The filter of its list, if it has one and needs no more than to be read anew for it.
    fn list_filter(&mut self) -> Option<&mut Filter> {
        None
    }

    /// Drawn over the screen below instead of in its place.
    fn is_layer(&self) -> bool {
        false
    }

    /// Told how the deed it asked for went, before any screen is refreshed. On an error the answer
    /// is what to show; `None` leaves it to the notice line.
    fn done(&mut self, outcome: Result<(), &BookError>, ctx: &Ctx) -> Effect {
        let _ = (outcome, ctx);
        Effect::None
    }

    /// What the footer shows instead of the commands of the context, when that depends on state.
    fn footer(&self) -> Option<Vec<Command>> {
        None
    }

    /// What was typed or pasted and not saved, to be kept when the program is ended from outside.
    fn unsaved(&self) -> Option<Unsaved> {
        None
    }
}

/// What stands unsaved in a form, or in the review of a chat: which one, and its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unsaved {
    /// Name of the form.
    pub form: String,
    /// Field ids with what was typed.
    pub fields: Vec<(String, String)>,
    /// Field ids with what the suggestion taken there stands for.
    #[serde(default)]
    pub picked: Vec<(String, String)>,
    /// The mark of the message it is made of.
    #[serde(default)]
    pub about: Option<String>,
}

/// The last thing that happened, ready to be drawn.
pub type Notice = Part;
