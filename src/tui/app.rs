//! The app: a stack of screens over one book. It handles one input at a time, carries out what the
//! screens ask for and draws everything. It never reads the clock, a file or the terminal.

use std::collections::HashMap;
use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::backup_job::{self, BackupJob};
use super::command::{Command, Context};
use super::effect::{
    Ctx, Deed, Destination, Effect, Notice, Outcome, Scope, Screen, ScreenId, Unsaved,
};
use super::input::{Input, Key};
use super::keymap::Keymap;
use super::layers::{Help, Question, palette};
use super::made::Made;
use super::queries;
use super::saving_sign::SavingSign;
use super::theme::{Role, Theme};
use super::widgets::header_footer::{self, Header};
use super::widgets::{below, top};
use crate::book::{Action, Book, BookError, Candidate, Doubts, LockWait, Seen};
use crate::domain::backup::BackupReason;
use crate::domain::id::{ActionId, PeriodId};
use crate::domain::message::Message;
use crate::domain::text::printable;
use crate::domain::when::{Moment, Zone};
use crate::lang::Words;

/// Seconds between two checks whether an automatic backup is due.
const AUTO_BACKUP_CHECK: u64 = 3_600;

/// How many ticks in a row, about a second each, another program may keep the book from being read
/// before the window says so. Until then it shows what it read last.
const MISSED_TICKS: u32 = 5;

/// Most rows a notice takes at the bottom of the screen.
const MAX_NOTICE_ROWS: u16 = 3;

/// Most layers drawn over a screen; those below them come back when they close.
const MAX_LAYERS: usize = 2;

/// Functions that make screens, given to the app so that it need not know them.
#[derive(Clone, Copy)]
pub struct Makers {
    /// Makes a main screen.
    pub screen: fn(ScreenId) -> Box<dyn Screen>,
    /// Opens what belongs to another screen: an order, a customer's card, a new order.
    pub open: fn(Destination, &Book, &Ctx) -> Outcome,
    /// Runs a command that works on every screen (pick a PO, find a customer, history, shop
    /// settings, backups); `Effect::Pass` for any other command.
    pub global: fn(Command, &Book, &Ctx) -> Result<Effect, BookError>,
}

/// The state of the running program.
pub struct App {
    book: Book,
    ctx: Ctx,
    keymap: Keymap,
    makers: Makers,
    /// The main screen and the layers over it, the top one last. Never empty.
    stack: Vec<Box<dyn Screen>>,
    at: ScreenId,
    /// Main screens that are not shown now; they keep their selection and filter, and the layers
    /// over them that stay.
    parked: HashMap<ScreenId, Vec<Box<dyn Screen>>>,
    /// Asked before the deed of a command that was chosen away from its row.
    asks_before: Option<Message>,
    header: Header,
    /// The POs that the top bar names.
    named: Scope,
    periods: Vec<PeriodId>,
    notice: Option<Notice>,
    pinned: bool,
    version: i64,
    /// Whether the book's file was still the one that was opened, at the last look.
    stands: bool,
    /// The newest deed at the last look, to know when a restore takes it away.
    seen: Seen,
    /// Another program had locked the book when it was to be read; the next tick tries again.
    retry_refresh: bool,
    /// Ticks that tried in vain since the book was last read.
    missed: u32,
    /// The notice says that another program is using the book.
    says_locked: bool,
    changed: bool,
    clipboard: Option<String>,
    /// A link to open in the browser.
    link: Option<String>,
    /// Something was copied before, so it was said that not every terminal can.
    copied: bool,
    ended: bool,
    suspend: bool,
    redraw: bool,
    saving: SavingSign,
    backup: Option<BackupJob>,
    /// When an automatic backup was last tried; `None` when there are no automatic backups.
    last_auto_backup: Option<Moment>,
}

impl App {
    /// Makes an app that shows Beranda. With `pinned` the clock stands still (`--now`).
    pub fn new(
        book: Book,
        words: Words,
        theme: Theme,
        now: Moment,
        pinned: bool,
        makers: Makers,
    ) -> Result<Self, BookError> {
        let zone: Zone = words.zone();
        let mut app = Self {
            ctx: Ctx {
                words,
                theme,
                now,
                zone,
                period: None,
                backup: None,
                browser: false,
            },
            keymap: Keymap::default(),
            makers,
            stack: vec![(makers.screen)(ScreenId::Home)],
            at: ScreenId::Home,
            parked: HashMap::new(),
            asks_before: None,
            header: Header::default(),
            named: Scope::default(),
            periods: Vec::new(),
            notice: None,
            pinned,
            version: book.data_version().unwrap_or_default(),
            stands: true,
            seen: book.newest_seen()?,
            retry_refresh: false,
            missed: 0,
            says_locked: false,
            changed: true,
            clipboard: None,
            link: None,
            copied: false,
            ended: false,
            suspend: false,
            redraw: false,
            saving: SavingSign::default(),
            backup: None,
            last_auto_backup: None,
            book,
        };
        app.refresh()?;
        if !pinned && app.book.is_ahead_of(now)? {
            app.say(Role::Warn, &Message::new("book-clock-behind"));
        }
        if let Some(why) = app.book.read_only().cloned() {
            app.say(Role::Warn, &why.message());
        }
        Ok(app)
    }

    /// Handles one input.
    pub fn handle(&mut self, input: Input) {
        self.take(input);
        self.name_periods();
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Hangup => self.ended = true,
            Input::Resize(_, _) => {
                self.changed = true;
                // A window that changed its size and changed back may have lost its content: paint
                // all of it.
                self.redraw = true;
            }
            Input::Tick => self.tick(),
            Input::Key(key) => {
                // What was said is about the key before. That the book is in use is true until it
                // can be read again.
                if !self.says_locked {
                    self.changed |= self.notice.take().is_some();
                }
                self.key(key);
            }
            Input::Paste(_) => {
                // A notice about an earlier paste doesn't apply to this one.
                self.notice = None;
                match self.typed(&input) {
                    Ok(true) => self.changed = true,
                    Ok(false) => {
                        let key = Command::Orders.key();
                        self.say(
                            Role::Warn,
                            &Message::new("tui-paste-ignored").text("key", key),
                        );
                    }
                    Err(error) => self.typing_failed(&error),
                }
            }
        }
        self.leave_what_is_over();
    }

    /// Leaves screens on which nothing is left to do.
    fn leave_what_is_over(&mut self) {
        while self.stack.len() > 1 && self.stack.last().is_some_and(|top| top.is_over()) {
            self.back();
        }
    }

    /// Sets the current moment, before an input is handled. A pinned clock stays as it is.
    pub fn set_now(&mut self, now: Moment) {
        if self.pinned || now == self.ctx.now {
            return;
        }
        let minute = |moment: Moment| moment.unix().div_euclid(60);
        let another = minute(now) != minute(self.ctx.now);
        self.ctx.now = now;
        if another {
            self.show_clock();
            self.changed = true;
        }
    }

    /// Returns whether the screen must be drawn again, and resets that mark.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Takes the text to put on the clipboard, if any.
    pub fn take_clipboard(&mut self) -> Option<String> {
        self.clipboard.take()
    }

    /// Takes the link to open in the browser, if any.
    pub fn take_link(&mut self) -> Option<String> {
        self.link.take()
    }

    /// Says that links can be opened in a browser here.
    pub fn with_browser(&mut self, browser: bool) {
        self.ctx.browser = browser;
    }

    /// Returns whether the program should be suspended, and resets that mark.
    pub fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.suspend)
    }

    /// What shows that a long deed is being saved.
    pub fn saving(&self) -> &SavingSign {
        &self.saving
    }

    /// Returns whether the whole screen must be repainted, and resets that mark.
    pub fn take_redraw(&mut self) -> bool {
        self.redraw |= self.saving.take_shown();
        std::mem::take(&mut self.redraw)
    }

    /// Whether the program should end.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// The book, read-only.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// What screens know besides the book.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// The unsaved content of all open forms and reviews, in the order they were opened.
    pub fn unsaved(&self) -> Vec<Unsaved> {
        let parked = self.parked.values().flatten();
        self.stack
            .iter()
            .chain(parked)
            .filter_map(|screen| screen.unsaved())
            .collect()
    }

    fn key(&mut self, key: Key) {
        let before = self.keymap.command(Context::Always, key);
        // The hard quit comes first, so that nothing can hold it back.
        if before == Some(Command::Leave) {
            self.ended = true;
            return;
        }
        match self.typed(&Input::Key(key)) {
            Ok(true) => {
                self.changed = true;
                return;
            }
            Ok(false) => {}
            Err(error) => return self.typing_failed(&error),
        }
        let context = self.context();
        if let Some(command) = self.keymap.command(context, key) {
            self.command(command);
        }
    }

    /// Offers an input to the top layer as text. True when the layer used it.
    fn typed(&mut self, input: &Input) -> Result<bool, BookError> {
        let Some(screen) = self.stack.last_mut() else {
            return Ok(false);
        };
        let snapshot = self.book.snapshot()?;
        self.book.set_lock_wait(LockWait::Typing)?;
        let taken = screen.typed(input, &self.book, &self.ctx);
        drop(snapshot);
        self.book.set_lock_wait(LockWait::Deed)?;
        match taken? {
            Some(effect) => {
                self.run(effect);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Runs a command: the top screen may handle it, else the app does.
    pub fn command(&mut self, command: Command) {
        self.changed = true;
        let Some(screen) = self.stack.last_mut() else {
            return;
        };
        let asked = at_once(&self.book, |book| screen.update(command, book, &self.ctx));
        match asked {
            Ok(Effect::Pass) => self.run_app_command(command),
            Ok(effect) => self.run(effect),
            Err(error) => self.refuse(&error),
        }
    }

    /// Runs a command that the top screen passed on.
    fn run_app_command(&mut self, command: Command) {
        match command {
            Command::Quit | Command::Leave => self.ended = true,
            Command::Suspend => {
                self.suspend = true;
                self.redraw = true;
            }
            Command::Redraw => self.redraw = true,
            Command::Help => self.run(Effect::open(Help::new(self.context(), &self.ctx))),
            Command::Palette => self.run(Effect::open(palette(self.context(), &self.ctx))),
            Command::Home => self.switch(ScreenId::Home),
            Command::Periods => self.switch(ScreenId::Periods),
            Command::Orders => self.switch(ScreenId::Orders),
            Command::Payments => self.switch(ScreenId::Payments),
            Command::Production => self.switch(ScreenId::Production),
            Command::Shipping => self.switch(ScreenId::Shipping),
            Command::Customers => self.switch(ScreenId::Customers),
            Command::Catalog => self.switch(ScreenId::Catalog),
            Command::Reports => self.switch(ScreenId::Reports),
            Command::PreviousPeriod => self.step_period(-1),
            Command::NextPeriod => self.step_period(1),
            Command::Back => self.back(),
            Command::Undo => self.undo(),
            Command::Redo => {
                let _saving = self.saving.begin();
                let outcome = self.book.redo(self.ctx.now);
                self.show_history_step(outcome, "tui-redone");
            }
            other => match at_once(&self.book, |book| {
                (self.makers.global)(other, book, &self.ctx)
            }) {
                Ok(Effect::Pass) => {}
                Ok(effect) => self.run(effect),
                Err(error) => self.refuse(&error),
            },
        }
    }

    /// Carries out what a screen asked for.
    pub fn run(&mut self, effect: Effect) {
        self.changed = true;
        match effect {
            Effect::None | Effect::Pass => {}
            Effect::Open(mut screen) => {
                match at_once(&self.book, |book| screen.refresh(book, &self.ctx)) {
                    Ok(()) => self.stack.push(screen),
                    Err(error) => self.refuse(&error),
                }
            }
            Effect::Show(destination) => {
                match at_once(&self.book, |book| {
                    (self.makers.open)(destination, book, &self.ctx)
                }) {
                    Ok(effect) => self.run(effect),
                    Err(error) => self.refuse(&error),
                }
            }
            Effect::Back => self.back(),
            Effect::Press(command) => self.command(command),
            Effect::Switch(id) => self.switch(id),
            Effect::Lead { to, command, told } => self.lead(to, command, &told),
            Effect::Do(deed) => match self.asks_before.take() {
                Some(question) => self.run(Effect::open(Question::new(
                    "tui-palette-title",
                    question,
                    Effect::Do(deed),
                ))),
                None => self.deed(deed),
            },
            Effect::Undo(expected) => {
                let _saving = self.saving.begin();
                let outcome = self.book.undo(expected, self.ctx.now);
                self.show_history_step(outcome, "tui-undone");
            }
            Effect::Read(then) => match at_once(&self.book, |book| then(book, &self.ctx)) {
                Ok(effect) => self.run(effect),
                Err(error) => self.refuse(&error),
            },
            Effect::BackUp => self.back_up(BackupReason::Manual),
            Effect::Restore(from) => self.restore(&from),
            Effect::SetPeriod(period) => {
                let another = self.ctx.period != period;
                self.ctx.period = period;
                self.refresh_all();
                if let Some(id) = period.filter(|_| another && self.scope() != Scope::Working) {
                    // The top bar names the POs of the screen, not the one worked on.
                    match queries::working_on(id, &self.book, &self.ctx) {
                        Ok(working) => self.notice = Some(Notice::new(working, Role::Text)),
                        Err(error) => self.refuse(&error),
                    }
                }
            }
            Effect::Refresh => self.refresh_all(),
            Effect::Select(made) => {
                let mut screens = self.stack.iter_mut();
                let selected = screens.try_for_each(|screen| screen.select(&made, &self.book));
                if let Err(error) = selected {
                    self.refresh_failed(&error);
                }
            }
            Effect::Notice(role, message) => self.say(role, &message),
            Effect::Copy(what, text) => {
                self.clipboard = Some(printable(&text).into_owned());
                let first = !std::mem::replace(&mut self.copied, true);
                let key = if first {
                    "tui-copied-first"
                } else {
                    "tui-copied"
                };
                self.say(Role::Good, &Message::new(key).say("what", what));
            }
            Effect::OpenLink(link) => self.link = Some(link),
            Effect::Many(effects) => effects.into_iter().for_each(|effect| self.run(effect)),
            Effect::Quit => self.ended = true,
        }
    }

    /// Goes to where a command works and runs it there.
    fn lead(&mut self, to: Vec<Effect>, command: Command, told: &Message) {
        self.notice = None;
        self.run(Effect::Many(to));
        let layers = self.stack.len();
        if self.context().commands().any(|here| here == command) {
            let what = command.help(&self.ctx.words);
            self.asks_before = Some(Message::new("tui-palette-question").text("what", what));
            self.command(command);
            self.asks_before = None;
        }
        if self.notice.is_none() && self.stack.len() <= layers {
            self.say(Role::Text, told);
        }
    }

    /// Runs a deed on the book, tells the screen that asked for it and shows the result as a
    /// notice.
    fn deed(&mut self, deed: Deed) {
        let _saving = self.saving.begin();
        let ctx = &self.ctx;
        let outcome = match self.stack.last().and_then(|screen| screen.premise()) {
            Some(premise) => self
                .book
                .deed_while(|book| premise(book, ctx), |book| deed(book, ctx.now)),
            None => deed(&mut self.book, ctx.now),
        };
        let after = self.stack.last_mut().map_or(Effect::None, |screen| {
            screen.done(outcome.as_ref().map(|_| ()), &self.ctx)
        });
        match outcome {
            Ok(done) => {
                // The screen's own notice tells more than the deed's message, so it stays.
                let told = matches!(after, Effect::Notice(..));
                self.run(after);
                self.refresh_all();
                match done.message {
                    Some(_) if told => {}
                    Some(what) => {
                        // In a form that stays open its key is a letter.
                        let saved = Message::new(match self.context() {
                            Context::Form | Context::Suggestion => "tui-saved-in-form",
                            _ => "tui-saved",
                        })
                        .text("what", self.ctx.say(&what))
                        .text("back", Command::Back.key())
                        .text("key", Command::Undo.key());
                        self.say(Role::Good, &saved);
                    }
                    None => self.say(Role::Text, &Message::new("tui-unchanged")),
                }
                self.run(done.made);
            }
            Err(error) => {
                self.notice = None;
                self.run(after);
                self.says_locked = self.notice.is_some() && matches!(error, BookError::Locked);
            }
        }
    }

    /// Undoes the newest deed; asks first when it is old or another window's.
    fn undo(&mut self) {
        if let Some(why) = self.book.read_only().cloned() {
            return self.say(Role::Warn, &why.message());
        }
        match queries::undo_question(&self.book, &self.ctx) {
            Ok((id, None)) => self.run(Effect::Undo(Some(id))),
            Ok((id, Some(question))) => {
                let undo = Effect::Undo(Some(id));
                self.run(Effect::open(Question::new(
                    "tui-undo-title",
                    question,
                    undo,
                )));
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Shows the result of an undo or redo; `key` is the message around the action's text.
    fn show_history_step(&mut self, outcome: Result<Action, BookError>, key: &'static str) {
        match outcome {
            Ok(action) => {
                self.refresh_all();
                self.select_order_of(action.id);
                let what = self.ctx.say(&action.message);
                let step = Message::new(key)
                    .text("what", what)
                    .text("key", Command::Redo.key());
                self.say(Role::Good, &step);
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Selects the order that an undone or redone deed is about, where a list has it again.
    fn select_order_of(&mut self, action: ActionId) {
        match self.book.orders_of_deed(action) {
            Ok(orders) => {
                if let Some((order, _)) = orders.first() {
                    self.run(Effect::Select(Made::Order(*order)));
                }
            }
            Err(error) => self.refresh_failed(&error),
        }
    }

    fn back(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
            self.refresh_top();
        }
    }

    fn switch(&mut self, id: ScreenId) {
        let staying = self.stack.iter().rposition(|layer| layer.stays().is_some());
        if self.at == id && staying.is_some_and(|at| at + 1 == self.stack.len()) {
            // What stays is in the way of the screen that is asked for: leave it as Esc does.
            return self.command(Command::Back);
        }
        self.stack.truncate(staying.map_or(1, |at| at + 1));
        let mut said = None;
        if self.at != id {
            said = self.stack.last().and_then(|layer| layer.stays());
            let new = self
                .parked
                .remove(&id)
                .unwrap_or_else(|| vec![(self.makers.screen)(id)]);
            let mut old = std::mem::replace(&mut self.stack, new);
            if let Some(screen) = old.first_mut() {
                screen.leave();
            }
            self.parked.insert(self.at, old);
            self.at = id;
        }
        self.refresh_top();
        if let Some(said) = said {
            self.say(Role::Warn, &said);
        }
    }

    fn step_period(&mut self, step: isize) {
        let at = self
            .periods
            .iter()
            .position(|id| Some(*id) == self.ctx.period);
        let to = match at {
            Some(at) => at.checked_add_signed(step),
            None => self.periods.len().checked_sub(1),
        };
        match to.and_then(|to| self.periods.get(to)) {
            Some(period) => self.run(Effect::SetPeriod(Some(*period))),
            None => self.say(Role::Text, &Message::new("tui-no-more-periods")),
        }
    }

    fn context(&self) -> Context {
        self.stack
            .last()
            .map_or(Context::Global, |screen| screen.context())
    }

    /// Runs about once a second: refreshes when another window changed the book, and looks after
    /// automatic backups.
    fn tick(&mut self) {
        let stood = std::mem::replace(&mut self.stands, true);
        if let Err(error) = self.book.standing() {
            self.stands = false;
            // Said again after every key: what is on screen is in no book any more.
            if stood || self.notice.is_none() {
                self.refuse(&error);
            }
            return;
        }
        if !stood {
            self.notice = None;
        }
        match self.book.data_version() {
            Ok(version) if version != self.version || self.retry_refresh || !stood => {
                self.version = version;
                self.changed = true;
                match self.refresh_with_short_wait() {
                    Ok(()) => {
                        self.read_again();
                        self.say_rewritten();
                    }
                    Err(BookError::Locked) => self.missed_tick(),
                    Err(error) => self.refuse(&error),
                }
            }
            Err(BookError::Locked) if self.retry_refresh => self.missed_tick(),
            Ok(_) | Err(_) => {}
        }
        self.check_backup();
    }

    /// Says when the book was restored elsewhere, or another book was written into its file.
    fn say_rewritten(&mut self) {
        if let Ok(Some(said)) = self.book.rewritten_since(&self.seen) {
            self.say(Role::Warn, &said);
        }
        if let Ok(seen) = self.book.newest_seen() {
            self.seen = seen;
        }
    }

    /// The book could be read again after a time: a notice that said otherwise goes.
    fn read_again(&mut self) {
        self.missed = 0;
        if std::mem::take(&mut self.retry_refresh) && std::mem::take(&mut self.says_locked) {
            self.notice = None;
        }
    }

    /// The book could not be read at this tick: says so when it has been like that for seconds.
    fn missed_tick(&mut self) {
        self.retry_refresh = true;
        self.missed += 1;
        if self.missed == MISSED_TICKS {
            self.refuse(&BookError::Locked);
        }
    }

    /// Turns on automatic backups; the first is tried at once.
    pub fn start_auto_backups(&mut self) {
        self.back_up(BackupReason::Auto);
    }

    /// Whether a backup is being made.
    pub fn is_backing_up(&self) -> bool {
        self.backup.is_some()
    }

    /// Waits a short time for a running backup, before the program ends.
    pub fn finish_backup(&mut self) {
        if let Some(backup) = self.backup.take() {
            backup.finish();
        }
    }

    fn back_up(&mut self, reason: BackupReason) {
        if reason == BackupReason::Auto {
            self.last_auto_backup = Some(self.ctx.now);
        }
        if self.backup.is_none() {
            match self.book.backups() {
                Ok(backups) => self.backup = Some(BackupJob::start(backups, reason, self.ctx.now)),
                Err(error) => self.refuse(&error),
            }
        }
    }

    /// Shows the result of a finished backup, and starts the next automatic one when the last try
    /// is an hour ago.
    fn check_backup(&mut self) {
        let over = self
            .backup
            .as_ref()
            .and_then(|backup| Some((backup.reason(), backup.outcome()?)));
        if let Some((reason, outcome)) = over {
            self.backup = None;
            let problem = backup_job::problem(&outcome);
            if let Some(problem) = &problem {
                self.say(Role::Warn, problem);
            } else if let (BackupReason::Manual, Ok(Some(copied))) = (reason, &outcome) {
                let path = copied.path.display().to_string();
                self.say(Role::Good, &Message::new("backup-made").text("path", path));
            }
            if self.ctx.backup != problem || matches!(outcome, Ok(Some(_))) {
                self.ctx.backup = problem;
                self.changed = true;
                // Nobody asked for it: another program's lock is not waited for.
                match self.refresh_with_short_wait() {
                    Err(BookError::Locked) => self.retry_refresh = true,
                    Err(error) => self.refuse(&error),
                    Ok(()) => {}
                }
            }
        }
        let since = |last: Moment| self.ctx.now.unix().abs_diff(last.unix());
        if self
            .last_auto_backup
            .is_some_and(|last| since(last) >= AUTO_BACKUP_CHECK)
        {
            self.back_up(BackupReason::Auto);
        }
    }

    /// Replaces the book by a backup and starts over at Beranda.
    fn restore(&mut self, from: &Path) {
        let _saving = self.saving.begin();
        let restored = Candidate::at(from, Doubts::Refuse)
            .and_then(|copy| self.book.restore(copy, self.ctx.now));
        match restored {
            Ok(restored) => {
                self.parked.clear();
                self.stack = vec![(self.makers.screen)(ScreenId::Home)];
                self.at = ScreenId::Home;
                if let Ok(seen) = self.book.newest_seen() {
                    self.seen = seen;
                }
                self.refresh_all();
                for said in restored.messages() {
                    self.say(Role::Good, &said);
                }
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn refresh_top(&mut self) {
        self.changed = true;
        if let Some(screen) = self.stack.last_mut()
            && let Err(error) = at_once(&self.book, |book| screen.refresh(book, &self.ctx))
        {
            self.refresh_failed(&error);
        }
    }

    fn refresh_all(&mut self) {
        if let Err(error) = self.refresh() {
            self.refresh_failed(&error);
        }
    }

    /// Refreshes, with a short wait for the lock: the user didn't ask for it and must not wait.
    fn refresh_with_short_wait(&mut self) -> Result<(), BookError> {
        self.book.set_lock_wait(LockWait::Typing)?;
        let read = self.refresh();
        self.book.set_lock_wait(LockWait::Deed)?;
        read
    }

    /// Shows the error of a failed refresh, and tries again at the next tick when the book was
    /// locked.
    fn refresh_failed(&mut self, error: &BookError) {
        self.retry_refresh = matches!(error, BookError::Locked);
        self.refuse(error);
    }

    /// Shows why what was typed could not be looked up. What was typed is kept in any case; of a
    /// book that another program is writing nothing is said, as the next tick asks again.
    fn typing_failed(&mut self, error: &BookError) {
        self.changed = true;
        match error {
            BookError::Locked => self.retry_refresh = true,
            error => self.refuse(error),
        }
    }

    /// Reads what is shown anew, all of it from one snapshot.
    fn refresh(&mut self) -> Result<(), BookError> {
        let snapshot = self.book.snapshot()?;
        self.periods = queries::periods(&self.book)?;
        self.ctx.zone = self.book.shop()?.zone;
        self.ctx.words.set_zone(self.ctx.zone);
        if !self.periods.iter().any(|id| Some(*id) == self.ctx.period) {
            self.ctx.period = queries::first_period(&self.book, self.ctx.now)?;
        }
        for screen in &mut self.stack {
            screen.refresh(&self.book, &self.ctx)?;
        }
        let scope = scope_of(&self.stack);
        let header = queries::header(&self.book, &self.ctx, scope)?;
        drop(snapshot);
        self.put_header(header, scope);
        self.show_clock();
        Ok(())
    }

    /// The POs shown by the topmost screen that is no layer.
    fn scope(&self) -> Scope {
        scope_of(&self.stack)
    }

    /// Names other POs in the top bar when another screen, or the same one with other POs, is shown.
    fn name_periods(&mut self) {
        let scope = self.scope();
        // A locked book was waited for once at this key: the next tick reads the header too.
        if scope == self.named || self.retry_refresh {
            return;
        }
        match at_once(&self.book, |book| queries::header(book, &self.ctx, scope)) {
            Ok(header) => self.put_header(header, scope),
            Err(error) => self.refresh_failed(&error),
        }
    }

    fn put_header(&mut self, header: Header, scope: Scope) {
        let clock = std::mem::take(&mut self.header.clock);
        self.header = Header { clock, ..header };
        self.named = scope;
        self.changed = true;
    }

    fn show_clock(&mut self) {
        let time = self
            .ctx
            .now
            .local(self.ctx.zone)
            .format("%H:%M")
            .to_string();
        // Brackets mark a pinned clock: it isn't the real time of day.
        self.header.clock = if self.pinned {
            format!("[{time}]")
        } else {
            time
        };
    }

    fn refuse(&mut self, error: &BookError) {
        self.say(Role::Bad, &error.message());
        self.says_locked = matches!(error, BookError::Locked);
    }

    fn say(&mut self, role: Role, message: &Message) {
        self.changed = true;
        self.says_locked = false;
        self.notice = Some(Notice::new(self.ctx.say(message), role));
    }
}

/// The POs shown by the topmost screen of a stack that is no layer.
fn scope_of(stack: &[Box<dyn Screen>]) -> Scope {
    let screen = stack.iter().rfind(|screen| !screen.is_layer());
    screen.map_or(Scope::None, |screen| screen.scope())
}

/// Asks the book everything that `ask` asks from one snapshot.
fn at_once<T>(
    book: &Book,
    ask: impl FnOnce(&Book) -> Result<T, BookError>,
) -> Result<T, BookError> {
    let _snapshot = book.snapshot()?;
    ask(book)
}

/// Draws the bars, the screen and the layers over it.
pub fn draw(app: &App, frame: &mut Frame) {
    let area = frame.area();
    let ctx = &app.ctx;
    // A window of fewer than 6 rows shows the screen without the bars.
    let bars = area.height >= 6;
    let notice_rows = app.notice.as_ref().map_or(1, |notice| {
        let most = if area.height >= 12 {
            MAX_NOTICE_ROWS
        } else {
            1
        };
        header_footer::notice_rows(area.width, notice).clamp(1, most)
    });
    let body = if bars {
        Rect {
            height: area.height - 2 - notice_rows,
            ..below(area, 1)
        }
    } else {
        area
    };
    if bars {
        let title = app
            .stack
            .iter()
            .rfind(|screen| !screen.is_layer())
            .map(|screen| screen.title(ctx))
            .unwrap_or_default();
        header_footer::header(
            frame.buffer_mut(),
            top(area, 1),
            &title,
            &app.header,
            &ctx.theme,
        );
        let notice = Rect {
            y: area.bottom() - 1 - notice_rows,
            height: notice_rows,
            ..area
        };
        header_footer::notice(frame.buffer_mut(), notice, app.notice.as_ref(), &ctx.theme);
        header_footer::footer(
            frame.buffer_mut(),
            below(area, area.height - 1),
            &footer(app),
            &ctx.theme,
        );
    }
    let base = app
        .stack
        .iter()
        .rposition(|screen| !screen.is_layer())
        .unwrap_or(0);
    let layers = app.stack.iter().skip(base + 1);
    let hidden = layers.len().saturating_sub(MAX_LAYERS);
    for screen in app.stack.get(base).into_iter().chain(layers.skip(hidden)) {
        screen.draw(frame, body, ctx);
    }
}

fn footer(app: &App) -> Vec<(String, String)> {
    let context = app.context();
    let esc = app.stack.last().and_then(|screen| screen.esc_does());
    let commands = app
        .stack
        .last()
        .and_then(|screen| screen.footer())
        .unwrap_or_else(|| app.context().footer());
    commands
        .into_iter()
        // From a main screen there is nowhere to go back to.
        .filter(|command| *command != Command::Back || app.stack.len() > 1 || esc.is_some())
        .map(|command| {
            let keys = match command {
                // Whoever types goes on with either of the two.
                Command::TakeSuggestion => command.spec().keys.join("/"),
                // There the others are typed.
                Command::Help if context == Context::Picker => "F1".to_owned(),
                Command::FieldDown => "↓".to_owned(),
                _ => command.key().to_owned(),
            };
            let label = match (command, esc) {
                (Command::Back, Some(key)) => app.ctx.word(key),
                _ => command.label(&app.ctx.words),
            };
            (keys, label)
        })
        .collect()
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
