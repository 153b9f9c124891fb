//! The [`Screen`] trait and what a screen may ask the app to do. A screen never changes the book or
//! another screen: it returns an [`Effect`], and the app carries it out.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

use super::command::{Command, Context};
use super::input::Input;
use super::made::{Made, Makes};
use super::order_group::OrderGroup;
use super::shipping_group::{ClaimGroup, ParcelGroup, QueueGroup};
use super::theme::{Role, Theme};
use super::widgets::Part;
use super::widgets::filter::{Filter, Filtered};
use crate::book::{Book, BookError, Done};
use crate::domain::id::{ActionId, CustomerId, OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::telling::TellKind;
use crate::domain::when::{Moment, Zone};
use crate::lang::Words;
use crate::tasks::rows::column::View;

/// What every screen knows besides the book.
pub struct Ctx {
    /// The reader's words.
    pub words: Words,
    /// The colours.
    pub theme: Theme,
    /// The moment of the last input or tick.
    pub now: Moment,
    /// The shop's zone.
    pub zone: Zone,
    /// The PO that is worked on. Only the owner changes it (`p`, `[`, `]`).
    pub period: Option<PeriodId>,
    /// The problem of the last backup, if it had one.
    pub backup: Option<Message>,
    /// Whether links can be opened in a browser here.
    pub browser: bool,
}

impl Ctx {
    /// One word or sentence without arguments.
    pub fn word(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// The language and moment that the cells of a list need.
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
    /// Orders to hand over, parcels and claims.
    Shipping,
    /// Customers.
    Customers,
    /// Products, suppliers, accounts.
    Catalog,
    /// What a PO came to.
    Reports,
}

/// What a screen may open that belongs to another screen; screens never name each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// An order in full.
    Order(OrderId),
    /// The recipients of an order.
    Recipients(OrderId),
    /// A customer's card.
    Customer(CustomerId),
    /// A PO.
    Period(PeriodId),
    /// A new order in the active PO, of this customer when one is named.
    NewOrder(Option<CustomerId>),
    /// A new product.
    NewProduct,
    /// A payment on this order.
    Payment(OrderId),
    /// Money back to the customer of this order.
    Refund(OrderId),
    /// A group of orders, of one PO or of all.
    Orders(Option<PeriodId>, OrderGroup),
    /// The unpaid bills of all POs.
    Bills,
    /// The orders of all POs with money to refund.
    RefundsDue,
    /// The accounts with what they have.
    Accounts,
    /// A group of the orders to hand over, of all POs.
    HandOver(QueueGroup),
    /// The orders of a PO to hand over.
    HandOverOf(PeriodId),
    /// A group of the parcels of all POs.
    Parcels(ParcelGroup),
    /// A group of the claims of all POs.
    Claims(ClaimGroup),
    /// The production of a PO.
    Production(PeriodId),
    /// The orders of a PO that have not been told of a moved date.
    ToTell(PeriodId),
    /// The messages that are due.
    Messages,
    /// The messages of a kind to the customers of a PO.
    Letters(TellKind, PeriodId),
}

/// The POs a screen shows, which the top bar names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// The one that is worked on.
    #[default]
    Working,
    /// This one, whichever is worked on.
    One(PeriodId),
    /// All of them.
    All,
    /// None: what it shows belongs to no PO.
    None,
}

/// Which PO a list shows, or that it shows all; unless said otherwise the one that is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeriodChoice {
    /// The PO the list was opened for, whichever is worked on.
    of: Option<PeriodId>,
    all: bool,
}

impl PeriodChoice {
    /// This PO, whichever is worked on; all when none is given.
    pub fn of(period: Option<PeriodId>) -> Self {
        Self {
            of: period,
            all: period.is_none(),
        }
    }

    /// Shows all POs, or goes back from them.
    pub fn toggle_all(&mut self) {
        self.all = !self.all;
    }

    /// Whether all are shown.
    pub fn is_all(self) -> bool {
        self.all
    }

    /// The PO that is shown; `None` for all, and where none is worked on.
    pub fn period(self, ctx: &Ctx) -> Option<PeriodId> {
        self.of.or(ctx.period).filter(|_| !self.all)
    }

    /// What the top bar names.
    pub fn scope(self) -> Scope {
        match (self.all, self.of) {
            (true, _) => Scope::All,
            (false, Some(period)) => Scope::One(period),
            (false, None) => Scope::Working,
        }
    }
}

/// A change to the book that returns the effect to run next. The message of what was done comes
/// from the book.
pub type Deed = Box<dyn FnOnce(&mut Book, Moment) -> Result<Done<Effect>, BookError>>;

/// Whether what a deed depends on is still in the book.
pub type Premise = Box<dyn Fn(&Book, &Ctx) -> Result<bool, BookError>>;

/// Reads the book and returns the effect to run.
pub type Query = Box<dyn FnOnce(&Book, &Ctx) -> Result<Effect, BookError>>;

/// What a screen asks the app to do.
pub enum Effect {
    /// Nothing beyond what the screen changed in itself.
    None,
    /// The screen doesn't handle the command; the app tries its own commands.
    Pass,
    /// Put a layer on top: a detail page, a form, a picker, a question.
    Open(Box<dyn Screen>),
    /// Open what belongs to another screen.
    Show(Destination),
    /// Leave the top layer.
    Back,
    /// Run a command as if its key had been pressed.
    Press(Command),
    /// Go to a main screen.
    Switch(ScreenId),
    /// Go to where a command works and run it there. What would change the book at once is asked
    /// about, as nobody has chosen the row; a command without anything to work on is told of.
    Lead {
        /// The way there.
        to: Vec<Effect>,
        /// The command.
        command: Command,
        /// Where it is, and its key.
        told: Message,
    },
    /// Change the book.
    Do(Deed),
    /// Undo the newest deed; when an id is given, only if the newest deed has it.
    Undo(Option<ActionId>),
    /// Read the book, then carry out the effect that results.
    Read(Query),
    /// Make a backup of the book.
    BackUp,
    /// Replace the book by a backup.
    Restore(PathBuf),
    /// Make a PO the one that is worked on.
    SetPeriod(Option<PeriodId>),
    /// Read anew what is shown.
    Refresh,
    /// Select what a deed made in the lists that show it.
    Select(Made),
    /// Show a notice at the bottom.
    Notice(Role, Message),
    /// Put a text on the clipboard, and say what it is and for whom.
    Copy(Message, String),
    /// Open a link in the browser.
    OpenLink(String),
    /// Carry out all of these, in order.
    Many(Vec<Effect>),
    /// End the program.
    Quit,
}

impl Effect {
    /// Opens a layer.
    pub fn open(screen: impl Screen + 'static) -> Self {
        Self::Open(Box::new(screen))
    }

    /// Does a deed. Lists select what it made.
    pub fn deed<T: Makes>(
        deed: impl FnOnce(&mut Book, Moment) -> Result<Done<T>, BookError> + 'static,
    ) -> Self {
        Self::deed_then(deed, |_| Self::None)
    }

    /// Does a deed, then runs the effect made from its result. A refused deed has no follow-up.
    /// Lists select what it made.
    pub fn deed_then<T: Makes>(
        deed: impl FnOnce(&mut Book, Moment) -> Result<Done<T>, BookError> + 'static,
        then: impl FnOnce(T) -> Self + 'static,
    ) -> Self {
        Self::Do(Box::new(|book, now| {
            let Done { made, message } = deed(book, now)?;
            let selected = made.made().map_or(Self::None, Self::Select);
            let made = Self::Many(vec![selected, then(made)]);
            Ok(Done { made, message })
        }))
    }

    /// Reads the book, then runs the effect that results.
    pub fn read(then: impl FnOnce(&Book, &Ctx) -> Result<Effect, BookError> + 'static) -> Self {
        Self::Read(Box::new(then))
    }

    /// Shows a neutral notice.
    pub fn info(message: Message) -> Self {
        Self::Notice(Role::Text, message)
    }

    /// Shows why something was refused.
    pub fn refused(error: &BookError) -> Self {
        Self::Notice(Role::Bad, error.message())
    }

    /// Shows a warning.
    pub fn warn(message: Message) -> Self {
        Self::Notice(Role::Warn, message)
    }
}

/// The effect a screen asks for, or the error of reading the book.
pub type Outcome = Result<Effect, BookError>;

/// A screen, or a layer over one. Its state is its parameters and what it last read from the book.
pub trait Screen {
    /// The title, shown in the frame of a layer or in the top bar.
    fn title(&self, ctx: &Ctx) -> String;

    /// The context in which its keys are looked up.
    fn context(&self) -> Context;

    /// Reads from the book what the screen shows. Called when it opens, after every deed, when
    /// another PO becomes active and when another window changed the book.
    ///
    /// # Errors
    /// When the book can't be read; the screen keeps the rows it had.
    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError>;

    /// Handles a command.
    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome;

    /// Draws the screen into `area`, which may have any size.
    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx);

    /// Receives keys and pastes before they become commands, so that a focused text field can use
    /// them. `None` passes the input on.
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

    /// The filter of its list, when a change of the filter needs nothing but a refresh.
    fn list_filter(&mut self) -> Option<&mut Filter> {
        None
    }

    /// The POs it shows.
    fn scope(&self) -> Scope {
        Scope::Working
    }

    /// Another main screen takes its place: what was only being looked at is over.
    fn leave(&mut self) {}

    /// What to say when another main screen takes its place and it stays open for the way back;
    /// `None` for a layer that closes then.
    fn stays(&self) -> Option<Message> {
        None
    }

    /// Whether nothing is left to do on it: the app leaves it after the key.
    fn is_over(&self) -> bool {
        false
    }

    /// Selects in its list what a deed made, when the list has it. Its rows were read again before.
    fn select(&mut self, _made: &Made, _book: &Book) -> Result<(), BookError> {
        Ok(())
    }

    /// Whether it is drawn over the screen below instead of replacing it.
    fn is_layer(&self) -> bool {
        false
    }

    /// What the deed it asks for depends on. It is looked at under the book's write lock, right
    /// before the deed; where it no longer holds, the deed is refused.
    fn premise(&self) -> Option<&Premise> {
        None
    }

    /// Receives the result of the deed it asked for, before any screen is refreshed, and returns
    /// the effect to run. An error is shown once: in the notice line, or where the screen shows it.
    fn done(&mut self, outcome: Result<(), &BookError>, _ctx: &Ctx) -> Effect {
        match outcome {
            Ok(()) => Effect::None,
            Err(error) => Effect::refused(error),
        }
    }

    /// The commands for the footer, when they depend on the screen's state; else those of the
    /// context.
    fn footer(&self) -> Option<Vec<Command>> {
        None
    }

    /// What Esc does where it doesn't just go back: a key of `assets/lang`, for the footer.
    fn esc_does(&self) -> Option<&'static str> {
        None
    }

    /// The unsaved content, which is written to a file when the program ends.
    fn unsaved(&self) -> Option<Unsaved> {
        None
    }
}

/// The unsaved content of a form or of a chat review.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unsaved {
    /// Name of the form.
    pub form: String,
    /// Field ids with the typed text.
    pub fields: Vec<(String, String)>,
    /// Field ids with the value of the suggestion accepted there.
    #[serde(default)]
    pub picked: Vec<(String, String)>,
    /// The mark of the message the form was filled from.
    #[serde(default)]
    pub about: Option<String>,
}

/// The notice line: the result of the last deed, a hint or an error.
pub type Notice = Part;
