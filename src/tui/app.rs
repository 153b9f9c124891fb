//! The app: a stack of screens over one book. An input comes in, something changes, everything is
//! drawn again from what is then known. Nothing here reads the clock, a file or the terminal.

use std::collections::HashMap;
use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::command::{Command, Context};
use super::copies::{self, Copying};
use super::effect::{Ctx, Deed, Effect, Notice, Outcome, Screen, ScreenId, Thing, Unsaved};
use super::input::{Input, Key};
use super::keeper::{self, Book, BookError};
use super::keymap::Keymap;
use super::layers::{Help, Question, palette};
use super::theme::{Role, Theme};
use super::widgets::{below, chrome, top};
use crate::book::Action;
use crate::domain::backup::BackupReason;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};
use crate::lang::Words;

/// Seconds between two looks at whether a copy is due.
const LOOK_FOR_COPIES: u64 = 3_600;

/// Rows a notice may take from the screen.
const MOST_TOLD: u16 = 3;

/// Makes the main screens and the layers that open from everywhere.
#[derive(Clone, Copy)]
pub struct Makers {
    /// A main screen.
    pub screen: fn(ScreenId) -> Box<dyn Screen>,
    /// Opens an order, a customer's card, a customer's new order.
    pub thing: fn(Thing, &Book, &Ctx) -> Outcome,
    /// What a command does that works on every screen and belongs to none (picking a PO, finding
    /// a customer, the history, the shop's settings, a backup); `Effect::Pass` for any other.
    pub anywhere: fn(Command, &Book, &Ctx) -> Result<Effect, BookError>,
}

/// The program between two inputs.
pub struct App {
    book: Book,
    ctx: Ctx,
    keymap: Keymap,
    makers: Makers,
    /// Never empty.
    stack: Vec<Box<dyn Screen>>,
    at: ScreenId,
    /// Main screens left behind, with their selection and filter.
    parked: HashMap<ScreenId, Box<dyn Screen>>,
    header: chrome::Header,
    periods: Vec<PeriodId>,
    notice: Option<Notice>,
    pinned: bool,
    version: i64,
    /// Another program held the book when it was to be read: to be tried again.
    behind: bool,
    changed: bool,
    copied: Option<String>,
    ended: bool,
    suspend: bool,
    redraw: bool,
    copying: Option<Copying>,
    /// Copies are made without being asked; when they were last thought of.
    copies: Option<Moment>,
}

impl App {
    /// An app that begins at Beranda. `pinned` tells that the clock stands still (`--now`).
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
            },
            keymap: Keymap::default(),
            makers,
            stack: vec![(makers.screen)(ScreenId::Home)],
            at: ScreenId::Home,
            parked: HashMap::new(),
            header: chrome::Header::default(),
            periods: Vec::new(),
            notice: None,
            pinned,
            version: book.data_version().unwrap_or_default(),
            behind: false,
            changed: true,
            copied: None,
            ended: false,
            suspend: false,
            redraw: false,
            copying: None,
            copies: None,
            book,
        };
        app.periods = keeper::periods(&app.book)?;
        app.ctx.period = keeper::first_period(&app.book, now)?;
        app.refresh()?;
        if !pinned && app.book.is_ahead_of(now)? {
            app.say(Role::Warn, &Message::new("book-clock-behind"));
        }
        if app.book.is_read_only() {
            app.say(Role::Warn, &BookError::ReadOnly.message());
        }
        Ok(app)
    }

    /// Takes one input.
    pub fn handle(&mut self, input: Input) {
        match input {
            Input::Hangup => self.ended = true,
            Input::Resize(_, _) => {
                self.changed = true;
                // Back at its old size the window may have lost what it showed in between.
                self.redraw = true;
            }
            Input::Tick => self.tick(),
            Input::Key(key) => self.key(key),
            Input::Paste(_) => {
                // What was said of an earlier paste is not said of this one.
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
                    Err(error) => self.refuse(&error),
                }
            }
        }
    }

    /// Sets the moment: called before an input is handled. True when the header's clock shows
    /// another minute.
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

    /// Whether the screen differs from what was drawn last; asking forgets it.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// The text to put on the clipboard, once.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Whether the terminal is to be given back for a while, once.
    pub fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.suspend)
    }

    /// Whether everything is to be painted anew, once.
    pub fn take_redraw(&mut self) -> bool {
        std::mem::take(&mut self.redraw)
    }

    /// Whether the program is over.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// The book, to be looked at.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// What screens know beside the book.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// What is typed or pasted and not saved, in the order it was opened.
    pub fn unsaved(&self) -> Vec<Unsaved> {
        self.stack
            .iter()
            .filter_map(|screen| screen.unsaved())
            .collect()
    }

    fn key(&mut self, key: Key) {
        let before = self.keymap.command(Context::Always, key);
        // The hard quit comes before everything that could hold it back.
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
            Err(error) => return self.refuse(&error),
        }
        let context = self.context();
        if let Some(command) = self.keymap.command(context, key) {
            self.command(command);
        }
    }

    /// Offers an input to the top layer as text; true when it took it.
    fn typed(&mut self, input: &Input) -> Result<bool, BookError> {
        let Some(screen) = self.stack.last_mut() else {
            return Ok(false);
        };
        self.book.be_brief(true)?;
        let taken = screen.typed(input, &self.book, &self.ctx);
        self.book.be_brief(false)?;
        match taken? {
            Some(effect) => {
                self.run(effect);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Obeys a command: the top screen first, then the app.
    pub fn command(&mut self, command: Command) {
        self.changed = true;
        let Some(screen) = self.stack.last_mut() else {
            return;
        };
        match screen.update(command, &self.book, &self.ctx) {
            Ok(Effect::Pass) => self.own(command),
            Ok(effect) => self.run(effect),
            Err(error) => self.refuse(&error),
        }
    }

    /// The commands that are the app's own.
    fn own(&mut self, command: Command) {
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
            Command::Customers => self.switch(ScreenId::Customers),
            Command::Catalog => self.switch(ScreenId::Catalog),
            Command::PreviousPeriod => self.step_period(-1),
            Command::NextPeriod => self.step_period(1),
            Command::Back => self.back(),
            Command::Undo => self.undo(),
            Command::Redo => {
                let outcome = self.book.redo(self.ctx.now);
                self.travel(outcome, "tui-redone");
            }
            other => match (self.makers.anywhere)(other, &self.book, &self.ctx) {
                Ok(Effect::Pass) => {}
                Ok(effect) => self.run(effect),
                Err(error) => self.refuse(&error),
            },
        }
    }

    /// Does what a screen asked for.
    pub fn run(&mut self, effect: Effect) {
        self.changed = true;
        match effect {
            Effect::None | Effect::Pass => {}
            Effect::Open(mut screen) => match screen.refresh(&self.book, &self.ctx) {
                Ok(()) => self.stack.push(screen),
                Err(error) => self.refuse(&error),
            },
            Effect::Show(thing) => match (self.makers.thing)(thing, &self.book, &self.ctx) {
                Ok(effect) => self.run(effect),
                Err(error) => self.refuse(&error),
            },
            Effect::Back => self.back(),
            Effect::Press(command) => self.command(command),
            Effect::Switch(id) => self.switch(id),
            Effect::Do(deed) => self.deed(deed),
            Effect::Undo(expected) => {
                let outcome = self.book.undo(expected, self.ctx.now);
                self.travel(outcome, "tui-undone");
            }
            Effect::Look(then) => match then(&self.book, &self.ctx) {
                Ok(effect) => self.run(effect),
                Err(error) => self.refuse(&error),
            },
            Effect::BackUp => self.back_up(BackupReason::Manual),
            Effect::Restore(from) => self.restore(&from),
            Effect::SetPeriod(period) => {
                self.ctx.period = period;
                self.refresh_all();
            }
            Effect::Notice(role, message) => self.say(role, &message),
            Effect::Copy(text) => {
                self.copied = Some(text);
                self.say(Role::Good, &Message::new("tui-copied"));
            }
            Effect::Many(effects) => effects.into_iter().for_each(|effect| self.run(effect)),
            Effect::Quit => self.ended = true,
        }
    }

    /// Runs a deed, tells the screen that asked, says how it went.
    fn deed(&mut self, deed: Deed) {
        let outcome = deed(&mut self.book, self.ctx.now);
        let after = match self.stack.last_mut() {
            Some(screen) => screen.done(outcome.as_ref().map(|_| ()), &self.ctx),
            None => Effect::None,
        };
        match outcome {
            Ok(done) => {
                // A screen that tells more of the deed than its sentence does has the last word.
                let told = matches!(after, Effect::Notice(..));
                self.run(after);
                self.refresh_all();
                match done.message {
                    Some(_) if told => {}
                    Some(what) => {
                        let saved = Message::new("tui-saved")
                            .text("what", self.ctx.say(&what))
                            .text("key", Command::Undo.key());
                        self.say(Role::Good, &saved);
                    }
                    None => self.say(Role::Text, &Message::new("tui-unchanged")),
                }
                self.run(done.made);
            }
            Err(error) => {
                self.refuse(&error);
                self.run(after);
            }
        }
    }

    /// Undoes the newest deed; asks first when it is old or another window's.
    fn undo(&mut self) {
        match keeper::undo_question(&self.book, &self.ctx) {
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

    /// Takes a step through the history and says which.
    fn travel(&mut self, outcome: Result<Action, BookError>, key: &'static str) {
        match outcome {
            Ok(action) => {
                self.refresh_all();
                let what = self.ctx.say(&action.message);
                self.say(Role::Good, &Message::new(key).text("what", what));
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn back(&mut self) {
        if self.stack.len() > 1 {
            let left = self.stack.pop();
            // What a screen warned of is not said of the one below; what was done still is.
            let screen = left.is_some_and(|left| !left.is_layer());
            self.notice
                .take_if(|notice| screen && notice.role == Role::Warn);
            self.refresh_top();
        }
    }

    fn switch(&mut self, id: ScreenId) {
        self.stack.truncate(1);
        if self.at != id {
            let new = self
                .parked
                .remove(&id)
                .unwrap_or_else(|| (self.makers.screen)(id));
            let old = std::mem::replace(&mut self.stack, vec![new]);
            self.parked
                .extend(old.into_iter().next().map(|screen| (self.at, screen)));
            self.at = id;
        }
        self.notice = None;
        self.refresh_top();
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

    /// About once a second: did another window change the book?
    fn tick(&mut self) {
        if let Ok(version) = self.book.data_version()
            && (version != self.version || self.behind)
        {
            self.version = version;
            self.changed = true;
            if std::mem::take(&mut self.behind) {
                self.notice = None;
            }
            if let Err(error) = self.refresh_briefly() {
                self.fall_behind(&error);
            }
        }
        self.look_after_copies();
    }

    /// From now on a copy of the book is made whenever one is due, beginning at once.
    pub fn keep_copies(&mut self) {
        self.back_up(BackupReason::Auto);
    }

    /// Whether a copy is being made.
    pub fn is_copying(&self) -> bool {
        self.copying.is_some()
    }

    /// Waits for a copy under way, for a moment.
    pub fn finish_copying(&mut self) {
        if let Some(copying) = self.copying.take() {
            copying.finish();
        }
    }

    fn back_up(&mut self, reason: BackupReason) {
        if reason == BackupReason::Auto {
            self.copies = Some(self.ctx.now);
        }
        if self.copying.is_none() {
            match self.book.shelf() {
                Ok(shelf) => self.copying = Some(Copying::begin(shelf, reason, self.ctx.now)),
                Err(error) => self.refuse(&error),
            }
        }
    }

    /// Tells how a copy went; begins the next one in a window that stays open for days.
    fn look_after_copies(&mut self) {
        let over = self
            .copying
            .as_ref()
            .and_then(|copying| Some((copying.reason(), copying.outcome()?)));
        if let Some((reason, outcome)) = over {
            self.copying = None;
            let trouble = copies::trouble(&outcome);
            if let Some(trouble) = &trouble {
                self.say(Role::Warn, trouble);
            } else if let (BackupReason::Manual, Ok(Some(copied))) = (reason, &outcome) {
                let path = copied.path.display().to_string();
                self.say(Role::Good, &Message::new("backup-made").text("path", path));
            }
            if self.ctx.backup != trouble || matches!(outcome, Ok(Some(_))) {
                self.ctx.backup = trouble;
                self.changed = true;
                self.refresh_all();
            }
        }
        let since = |last: Moment| self.ctx.now.unix().abs_diff(last.unix());
        if self
            .copies
            .is_some_and(|last| since(last) >= LOOK_FOR_COPIES)
        {
            self.back_up(BackupReason::Auto);
        }
    }

    /// Puts a copy in the book's place and begins anew from what is then known.
    fn restore(&mut self, from: &Path) {
        match self.book.restore(from, self.ctx.now) {
            Ok(restored) => {
                self.parked.clear();
                self.stack = vec![(self.makers.screen)(ScreenId::Home)];
                self.at = ScreenId::Home;
                self.refresh_all();
                let kept = restored.kept.unwrap_or_default();
                let path = kept.display().to_string();
                self.say(Role::Good, &Message::new("restore-done").text("path", path));
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn refresh_top(&mut self) {
        self.changed = true;
        if let Some(screen) = self.stack.last_mut()
            && let Err(error) = screen.refresh(&self.book, &self.ctx)
        {
            self.fall_behind(&error);
        }
    }

    fn refresh_all(&mut self) {
        if let Err(error) = self.refresh() {
            self.fall_behind(&error);
        }
    }

    /// Nobody asked for it, so nobody is to wait for it.
    fn refresh_briefly(&mut self) -> Result<(), BookError> {
        self.book.be_brief(true)?;
        let read = self.refresh();
        self.book.be_brief(false)?;
        read
    }

    /// What is shown could not be read anew.
    fn fall_behind(&mut self, error: &BookError) {
        self.behind = matches!(error, BookError::Locked);
        self.refuse(error);
    }

    fn refresh(&mut self) -> Result<(), BookError> {
        self.periods = keeper::periods(&self.book)?;
        self.ctx.zone = self.book.shop()?.zone;
        self.ctx.words.set_zone(self.ctx.zone);
        if !self.periods.iter().any(|id| Some(*id) == self.ctx.period) {
            self.ctx.period = keeper::first_period(&self.book, self.ctx.now)?;
        }
        self.header = keeper::header(&self.book, &self.ctx)?;
        self.show_clock();
        for screen in &mut self.stack {
            screen.refresh(&self.book, &self.ctx)?;
        }
        Ok(())
    }

    fn show_clock(&mut self) {
        let time = self
            .ctx
            .now
            .local(self.ctx.zone)
            .format("%H:%M")
            .to_string();
        // A pinned clock is shown as one: nobody should trust it for the time of day.
        self.header.clock = if self.pinned {
            format!("[{time}]")
        } else {
            time
        };
    }

    fn refuse(&mut self, error: &BookError) {
        self.say(Role::Bad, &error.message());
    }

    fn say(&mut self, role: Role, message: &Message) {
        self.changed = true;
        self.notice = Some(Notice::new(self.ctx.say(message), role));
    }
}

/// Draws everything: the bars, the screen, the layers over it.
pub fn draw(app: &App, frame: &mut Frame) {
    let area = frame.area();
    let ctx = &app.ctx;
    // In a very small window the screen matters more than the bars around it.
    let bars = area.height >= 6;
    let told = app.notice.as_ref().map_or(1, |notice| {
        let most = if area.height >= 12 { MOST_TOLD } else { 1 };
        chrome::notice_rows(area.width, notice).clamp(1, most)
    });
    let body = if bars {
        Rect {
            height: area.height - 2 - told,
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
        chrome::header(
            frame.buffer_mut(),
            top(area, 1),
            &title,
            &app.header,
            &ctx.theme,
        );
        let notice = Rect {
            y: area.bottom() - 1 - told,
            height: told,
            ..area
        };
        chrome::notice(frame.buffer_mut(), notice, app.notice.as_ref(), &ctx.theme);
        chrome::footer(
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
    for screen in app.stack.iter().skip(base) {
        screen.draw(frame, body, ctx);
    }
}

fn footer(app: &App) -> Vec<(String, String)> {
    let commands = app
        .stack
        .last()
        .and_then(|screen| screen.footer())
        .unwrap_or_else(|| app.context().footer());
    commands
        .into_iter()
        .map(|command| (command.key().to_owned(), command.label(&app.ctx.words)))
        .collect()
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
