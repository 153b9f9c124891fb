//! The state and keys of an open form: focus, suggestions, errors, saving and leaving.

use std::rc::Rc;

use super::conflict::{self, Conflict};
use super::field::{Candidate, Field, InputError, Kind, Values};
use super::pasted_table::with_semicolons;
use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Premise, Screen, Unsaved};
use crate::tui::input::{Input, Key};
use crate::tui::layers::Question;
use crate::tui::queries;
use crate::tui::widgets::facts::Fact;
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

type Panel = Box<dyn Fn(&Values, &Book, &Ctx) -> Result<Vec<Fact>, BookError>>;
type Heading = Box<dyn Fn(&Values, &Book, &Ctx) -> Result<Message, BookError>>;
type Submit = Box<dyn Fn(&Values, &Book, &Ctx) -> Result<Effect, InputError>>;
/// Makes the form filled with what is saved.
pub(super) type Make = Rc<dyn Fn(&Book, &Ctx) -> Result<Form, BookError>>;
/// What saving would replace, by field.
pub(super) type Replaces = Box<dyn Fn(&Values) -> Vec<(&'static str, String)>>;

/// Most times that saving starts over because another desk was faster.
const MOST_TRIES: u8 = 3;

/// Suggestions for the focused field.
#[derive(Default)]
pub(super) struct Suggestions {
    pub(super) candidates: Vec<Candidate>,
    /// The highlighted one, which is the answer to Enter and to Tab. None while nothing is typed, and
    /// until the owner chooses among several that fit equally.
    pub(super) at: Option<usize>,
}

impl Suggestions {
    fn answer(&self) -> Option<&Candidate> {
        self.candidates.get(self.at?)
    }

    /// What Enter and Tab ask while nothing is highlighted.
    fn doubt(&self) -> Option<&Message> {
        let first = self.candidates.first().filter(|_| self.at.is_none());
        first.and_then(|first| first.doubt.as_ref())
    }
}

/// A form.
pub struct Form {
    name: &'static str,
    pub(super) title: Message,
    pub(super) fields: Vec<Field>,
    pub(super) focus: usize,
    pub(super) more: bool,
    pub(super) suggestions: Suggestions,
    pub(super) facts: Vec<Fact>,
    /// Stands above the panel, whatever is typed.
    quoted: Option<Fact>,
    pub(super) error: Option<Message>,
    pub(super) panel: Option<Panel>,
    pub(super) heading: Option<Heading>,
    pub(super) submit: Option<Submit>,
    again: bool,
    /// How often it was saved, where it stays open for the next.
    saved: usize,
    about: Option<String>,
    /// Fills it anew, when it is about something in the book.
    pub(super) make: Option<Make>,
    /// It was shown before, so what is saved may have changed since.
    shown: bool,
    /// What happened to the thing it is about, as it was when the form was filled.
    pub(super) state: Option<Message>,
    pub(super) replaces: Option<Replaces>,
    /// State and replaced values as they are by now.
    pub(super) state_now: Option<Message>,
    pub(super) replaces_now: Option<Replaces>,
    /// Replaced values that the owner was asked about.
    pub(super) settled: Vec<(&'static str, String)>,
    /// The field that is being asked about.
    pub(super) asked: Option<Conflict>,
    /// What must still be saved when its deed is done.
    pub(super) premise: Option<Premise>,
    tries: u8,
}

impl Form {
    /// Makes an empty form. `name` is the key of its title in `assets/lang`, and its name in
    /// [`Unsaved`].
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            title: Message::new(name),
            fields: Vec::new(),
            focus: 0,
            more: false,
            suggestions: Suggestions::default(),
            facts: Vec::new(),
            quoted: None,
            error: None,
            panel: None,
            heading: None,
            submit: None,
            again: false,
            saved: 0,
            about: None,
            make: None,
            shown: false,
            state: None,
            replaces: None,
            state_now: None,
            replaces_now: None,
            settled: Vec::new(),
            asked: None,
            premise: None,
            tries: 0,
        }
    }

    /// Opens a form about something in the book. `make` fills it with what is saved, and is asked
    /// again when another desk has changed the book and before saving: only what was changed in the
    /// form is written, and what was changed here and there is asked about.
    pub fn edit(
        make: impl Fn(&Book, &Ctx) -> Result<Self, BookError> + 'static,
        book: &Book,
        ctx: &Ctx,
    ) -> Outcome {
        let mut form = make(book, ctx)?;
        form.make = Some(Rc::new(make));
        Ok(Effect::open(form))
    }

    /// Says what became of the thing the form is about: that it is archived, or over. A new state is
    /// told before the form is saved.
    #[must_use]
    pub fn state(self, state: Option<Message>) -> Self {
        Self { state, ..self }
    }

    /// Sets a function that reads from the fields which saved values they will replace, for a form
    /// that isn't filled with them: what another desk has changed of these is asked about.
    #[must_use]
    pub fn replaces(
        self,
        replaces: impl Fn(&Values) -> Vec<(&'static str, String)> + 'static,
    ) -> Self {
        Self {
            replaces: Some(Box::new(replaces)),
            ..self
        }
    }

    /// Sets the mark of the message the form is filled from, which [`Unsaved`] keeps.
    #[must_use]
    pub fn about(self, about: Option<String>) -> Self {
        Self { about, ..self }
    }

    /// Replaces the title, by one with arguments.
    #[must_use]
    pub fn titled(self, title: Message) -> Self {
        Self { title, ..self }
    }

    /// Sets a function that makes the title from the contents of the fields.
    #[must_use]
    pub fn heading(
        self,
        heading: impl Fn(&Values, &Book, &Ctx) -> Result<Message, BookError> + 'static,
    ) -> Self {
        Self {
            heading: Some(Box::new(heading)),
            ..self
        }
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// Puts the focus on this field instead of the first.
    #[must_use]
    pub fn focus(mut self, id: &str) -> Self {
        self.focus = self
            .fields
            .iter()
            .position(|field| field.id == id)
            .unwrap_or(0);
        self
    }

    /// Sets the panel: facts computed from the fields after every key and shown next to them.
    #[must_use]
    pub fn panel(
        self,
        panel: impl Fn(&Values, &Book, &Ctx) -> Result<Vec<Fact>, BookError> + 'static,
    ) -> Self {
        Self {
            panel: Some(Box::new(panel)),
            ..self
        }
    }

    /// Sets the effect of saving, usually `Effect::deed(…)`. It runs when every field has passed
    /// its check.
    #[must_use]
    pub fn submit(
        self,
        submit: impl Fn(&Values, &Book, &Ctx) -> Result<Effect, InputError> + 'static,
    ) -> Self {
        Self {
            submit: Some(Box::new(submit)),
            ..self
        }
    }

    /// Empties the form after saving instead of closing it.
    #[must_use]
    pub fn again(self) -> Self {
        Self {
            again: true,
            ..self
        }
    }

    /// Fills the fields from an unsaved form.
    pub fn restore(&mut self, draft: &Unsaved) {
        for (id, text) in &draft.fields {
            if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
                field.set(text);
                field.touched = true;
            }
        }
        for (id, value) in &draft.picked {
            if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
                field.picked = Some((field.text_now(), value.clone()));
            }
        }
    }

    /// Takes what the fields hold as what the form was opened with: leaving it loses nothing.
    pub(in crate::tui) fn take_as_filled(&mut self) {
        for field in &mut self.fields {
            field.take_as_filled();
        }
    }

    /// Shows this above the panel, whatever is typed.
    pub(in crate::tui) fn quote(&mut self, fact: Fact) {
        self.quoted = Some(fact);
    }

    /// Puts a text into a field as if it had been typed there.
    pub(super) fn put(&mut self, id: &str, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.set(text);
            field.touched = true;
        }
    }

    /// The contents of the fields.
    pub fn values(&self) -> Values {
        Values {
            fields: self.fields.iter().map(Field::to_value).collect(),
        }
    }

    /// Whether the form has a panel.
    pub(super) fn has_panel(&self) -> bool {
        self.panel.is_some()
    }

    fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// The indices of the fields that are asked for, hidden ones among them.
    pub(super) fn wanted(&self) -> Vec<usize> {
        let asks = |field: &Field| field.wanted.is_some();
        let values = self.fields.iter().any(asks).then(|| self.values());
        let is_wanted = |field: &Field| match (&field.wanted, &values) {
            (Some(wanted), Some(values)) => wanted(values),
            (_, _) => true,
        };
        (0..self.fields.len())
            .filter(|at| is_wanted(&self.fields[*at]))
            .collect()
    }

    /// The indices of the visible fields.
    pub(super) fn shown(&self) -> Vec<usize> {
        let mut shown = self.wanted();
        shown.retain(|at| {
            let field = &self.fields[*at];
            self.more || !field.optional || field.is_filled || field.is_changed()
        });
        shown
    }

    /// Updates suggestions, title and panel after a field has changed.
    fn update_computed(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let values = self.values();
        self.error = None;
        self.suggestions = Suggestions::default();
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.error = None;
            let candidates = field.proposals(&values, book, ctx)?;
            let is_typed = !field.text_now().trim().is_empty();
            let first = candidates.first().filter(|first| first.doubt.is_none());
            self.suggestions = Suggestions {
                at: first.filter(|_| is_typed).map(|_| 0),
                candidates,
            };
        }
        self.show(book, ctx)
    }

    /// Shows title and panel as they are with what will be saved.
    pub(super) fn show(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if self.heading.is_none() && self.panel.is_none() {
            return Ok(());
        }
        let (mut values, _) = self.merged(book, ctx)?;
        self.preview(&mut values);
        if let Some(heading) = &self.heading {
            self.title = heading(&values, book, ctx)?;
        }
        if let Some(panel) = &self.panel {
            self.facts = self.quoted.clone().into_iter().collect();
            self.facts.extend(panel(&values, book, ctx)?);
        }
        Ok(())
    }

    /// Puts the highlighted suggestion in its place, as Enter and Tab would: that is what title and
    /// panel are about.
    fn preview(&self, values: &mut Values) {
        let answer = self.suggestions.answer();
        let Some(answer) = answer.filter(|answer| !answer.is_open()) else {
            return;
        };
        let field = self.fields.get(self.focus);
        let value = values.fields.get_mut(self.focus);
        if let (Some(field), Some(value)) = (field.filter(|field| field.saved.is_none()), value) {
            let content = field.content_with(answer);
            value.changed = content != field.initial;
            value.text = content.text;
            value.picked = content.picked;
        }
    }

    fn go(&mut self, to: usize, ctx: &Ctx) {
        self.suggestions = Suggestions::default();
        if let Some(field) = self.fields.get_mut(self.focus)
            && !field.drop_unmatched()
        {
            field.validate(ctx, false);
        }
        self.focus = to;
        self.enter();
    }

    /// Puts the cursor into the focused field.
    pub(super) fn enter(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.enter();
        }
    }

    /// Leaves the focused field for the next or previous visible one, around the ends. An amount
    /// that is in doubt is asked about first.
    fn step(&mut self, forward: bool, ctx: &Ctx) {
        if self.asks_at(self.focus, ctx) {
            return;
        }
        let shown = self.shown();
        let at = shown.iter().position(|at| *at == self.focus).unwrap_or(0);
        let count = shown.len().max(1);
        let to = if forward { at + 1 } else { at + count - 1 } % count;
        self.go(shown.get(to).copied().unwrap_or(0), ctx);
    }

    /// Asks which amount a field means when that is in doubt; true when it does.
    pub(super) fn asks_at(&mut self, at: usize, ctx: &Ctx) -> bool {
        let values = self.values();
        let field = self.fields.get(at);
        let candidates = field.map(|field| field.doubts(&values, ctx));
        let candidates = candidates.unwrap_or_default();
        if candidates.is_empty() {
            return false;
        }
        self.focus = at;
        self.suggestions = Suggestions {
            candidates,
            at: Some(0),
        };
        true
    }

    /// Takes the highlighted suggestion, if there is one. Returns whether the answer is finished.
    fn take(&mut self, book: &Book, ctx: &Ctx) -> Result<bool, BookError> {
        let suggestions = std::mem::take(&mut self.suggestions);
        let Some(answer) = suggestions.answer().cloned() else {
            return Ok(true);
        };
        let is_open = answer.is_open();
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.take(answer);
        }
        if is_open {
            self.update_computed(book, ctx)?;
        } else {
            self.show(book, ctx)?;
        }
        Ok(!is_open)
    }

    /// Says at the field that one of the suggestions must be chosen; true when it is so.
    fn asks_which(&mut self) -> bool {
        let Some(doubt) = self.suggestions.doubt().cloned() else {
            return false;
        };
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.error = Some(doubt);
        }
        true
    }

    /// Takes the highlighted suggestion and goes on to the next field, if there is one.
    fn take_and_go_on(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if self.asks_which() {
            return Ok(());
        }
        let is_finished = self.take(book, ctx)?;
        if is_finished && self.shown().last() != Some(&self.focus) {
            self.step(true, ctx);
        }
        Ok(())
    }

    /// Moves the highlight; the first and the last row are its ends.
    fn highlight(&mut self, forward: bool) {
        if self.suggestions.doubt().is_some()
            && let Some(field) = self.fields.get_mut(self.focus)
        {
            field.error = None;
        }
        let last = self.suggestions.candidates.len().saturating_sub(1);
        let at = self.suggestions.at;
        self.suggestions.at = Some(match (forward, at) {
            (_, None) => 0,
            (true, Some(at)) => (at + 1).min(last),
            (false, Some(at)) => at.saturating_sub(1),
        });
    }

    fn next_option(&mut self, forward: bool, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if let Some(field) = self.fields.get_mut(self.focus)
            && let Kind::Choice { options, at } = &mut field.kind
        {
            let count = options.len().max(1);
            *at = if forward { *at + 1 } else { *at + count - 1 } % count;
            field.end_seeking();
        }
        self.update_computed(book, ctx)
    }
}

impl Form {
    /// Types into a field with options: letters choose one of them, and what is none is refused at
    /// once.
    fn seek(&mut self, input: &Input, book: &Book, ctx: &Ctx) -> Result<bool, BookError> {
        let field = self.fields.get_mut(self.focus);
        let Some(field) = field.filter(|field| matches!(field.kind, Kind::Choice { .. })) else {
            return Ok(false);
        };
        let took = match input {
            Input::Key(key) if key.code == KeyCode::Backspace => field.unseek(),
            Input::Key(key) if clears(*key) && field.unmatched().is_some() => {
                field.end_seeking();
                true
            }
            // A space belongs to what is being typed; alone it goes on to the next option.
            Input::Key(key) => match key
                .text()
                .filter(|c| c.is_alphanumeric() || *c == ' ' && field.is_seeking())
            {
                Some(letter) => {
                    field.seek(letter.encode_utf8(&mut [0; 4]));
                    true
                }
                None => false,
            },
            Input::Paste(pasted) => {
                field.seek(pasted.trim());
                true
            }
            Input::Resize(_, _) | Input::Tick | Input::Hangup => false,
        };
        if took {
            self.update_computed(book, ctx)?;
            if let Some(field) = self.fields.get_mut(self.focus) {
                field.validate(ctx, false);
            }
        }
        Ok(took)
    }
}

/// Whether a key clears what was typed to choose an option: Esc and Ctrl-U.
fn clears(key: Key) -> bool {
    let is_line = key.code == KeyCode::Char('u') && key.mods == KeyModifiers::CONTROL;
    key.code == KeyCode::Esc || is_line
}

impl Screen for Form {
    fn title(&self, ctx: &Ctx) -> String {
        match self.saved {
            0 => ctx.say(&self.title),
            saved => ctx.say(
                &Message::new("form-next")
                    .count("saved", saved)
                    .say("title", self.title.clone()),
            ),
        }
    }

    fn context(&self) -> Context {
        let suggestions = &self.suggestions;
        match self.asked {
            Some(_) => Context::Conflict,
            None if suggestions.answer().is_some() => Context::Suggestion,
            None if suggestions.doubt().is_some() => Context::Suggestion,
            None => Context::Form,
        }
    }

    fn is_layer(&self) -> bool {
        true
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if !std::mem::replace(&mut self.shown, true) {
            self.enter();
        } else if let Some(refusal) = self.catch_up(book, ctx)? {
            // What was typed stays, to be copied.
            self.error = Some(refusal);
            return Ok(());
        }
        self.show(book, ctx)
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        if self.asked.is_none() && self.seek(input, book, ctx)? {
            return Ok(Some(Effect::None));
        }
        let Some(Field {
            kind: Kind::Text(text),
            touched,
            parts,
            enter_saves,
            holds_table,
            ..
        }) = self
            .fields
            .get_mut(self.focus)
            .filter(|_| self.asked.is_none())
        else {
            return Ok(None);
        };
        let before = text.text();
        // Enter makes a new line where there is one; an empty field has nothing to go on with.
        let is_enter = |key: &Key| key.code == KeyCode::Enter && key.mods.is_empty();
        let is_enter = matches!(input, Input::Key(key) if is_enter(key));
        if is_enter && (*enter_saves || before.is_empty()) {
            return Ok(None);
        }
        // What begins with a separator stands beside what is there.
        let joins = match input {
            Input::Key(key) => matches!(key.text(), Some(',' | ';')),
            Input::Paste(pasted) => pasted.trim_start().starts_with([',', ';']),
            Input::Resize(_, _) | Input::Tick | Input::Hangup => false,
        };
        if *parts && joins {
            text.deselect();
        }
        let took = match input {
            Input::Key(key) => text.key(*key),
            Input::Paste(pasted) if *holds_table => {
                text.insert(&with_semicolons(pasted));
                true
            }
            Input::Paste(pasted) => {
                text.insert(pasted);
                true
            }
            Input::Resize(_, _) | Input::Tick | Input::Hangup => false,
        };
        if !took {
            return Ok(None);
        }
        *touched |= text.text() != before;
        self.update_computed(book, ctx)?;
        Ok(Some(Effect::None))
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if let Some(conflict) = self.asked.take() {
            return match command {
                Command::KeepMine => self.answer(conflict, true, book, ctx),
                Command::TakeTheirs => self.answer(conflict, false, book, ctx),
                Command::Back => Ok(Effect::None),
                _ => {
                    self.asked = Some(conflict);
                    Ok(Effect::Pass)
                }
            };
        }
        let closes = command == Command::CloseSuggestions;
        match command {
            Command::TakeSuggestion => self.take_and_go_on(book, ctx)?,
            Command::CloseSuggestions => self.suggestions = Suggestions::default(),
            Command::NextField => self.step(true, ctx),
            Command::PreviousField => {
                self.take(book, ctx)?;
                self.step(false, ctx);
            }
            Command::FieldDown | Command::FieldUp => {
                let forward = command == Command::FieldDown;
                if self.suggestions.candidates.is_empty() {
                    self.step(forward, ctx);
                } else {
                    self.highlight(forward);
                }
            }
            Command::Toggle => self.next_option(true, book, ctx)?,
            Command::ToggleBack => self.next_option(false, book, ctx)?,
            Command::More => {
                self.more = !self.more;
                if !self.shown().contains(&self.focus) {
                    self.go(self.shown().first().copied().unwrap_or(0), ctx);
                }
            }
            Command::Submit | Command::SubmitAll if self.asks_which() => {}
            Command::Submit | Command::SubmitAll => {
                self.take(book, ctx)?;
                return self.save(book, ctx);
            }
            Command::Back if self.is_changed() => {
                let question = Message::new("tui-discard-question");
                return Ok(Effect::open(Question::new(
                    "tui-discard-title",
                    question,
                    Effect::Back,
                )));
            }
            Command::Back => return Ok(Effect::Back),
            _ => return Ok(Effect::Pass),
        }
        if closes || self.suggestions.answer().is_some() {
            self.show(book, ctx)?;
        }
        Ok(Effect::None)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        super::view::draw(self, frame, area, ctx);
        if let Some(conflict) = &self.asked {
            conflict::draw(conflict, frame, area, ctx);
        }
    }

    fn premise(&self) -> Option<&Premise> {
        self.premise.as_ref()
    }

    fn done(&mut self, outcome: Result<(), &BookError>, _: &Ctx) -> Effect {
        // Another desk's deed came between reading and writing: look again what is saved.
        let overtaken = matches!(outcome, Err(BookError::Refused(Refusal::ChangedMeanwhile)));
        if overtaken && self.tries < MOST_TRIES {
            self.tries += 1;
            return Effect::Press(Command::SubmitAll);
        }
        self.tries = 0;
        match outcome {
            Ok(()) if self.again => {
                self.saved += 1;
                for field in self.fields.iter_mut().filter(|field| !field.keep) {
                    field.reset();
                }
                self.focus = 0;
                self.error = None;
                self.enter();
                Effect::None
            }
            Ok(()) => Effect::Back,
            Err(error) => {
                let named = queries::field(error);
                let field = self
                    .fields
                    .iter()
                    .find(|field| Some(field.label) == named)
                    .map(|field| field.id);
                self.show_error(InputError {
                    field,
                    message: error.message(),
                });
                Effect::None
            }
        }
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let hidden = self.wanted().iter().any(|at| self.fields[*at].optional);
        match self.context() {
            Context::Form => {}
            Context::Suggestion => {
                let mut commands = vec![Command::FieldDown, Command::CloseSuggestions];
                // Where several fit equally nothing is highlighted yet that could be taken.
                if self.suggestions.at.is_some() {
                    commands.insert(0, Command::TakeSuggestion);
                }
                return Some(commands);
            }
            _ => return None,
        }
        let block = (self.fields.get(self.focus)).is_some_and(Field::takes_lines);
        let mut commands = vec![if block {
            Command::SubmitAll
        } else {
            Command::Submit
        }];
        commands.push(Command::NextField);
        if hidden {
            commands.push(Command::More);
        }
        commands.push(Command::Back);
        Some(commands)
    }

    fn esc_does(&self) -> Option<&'static str> {
        (self.saved > 0 && self.context() == Context::Form).then_some("form-next-esc")
    }

    fn unsaved(&self) -> Option<Unsaved> {
        // What it was filled with from a message is not in the book either.
        let kept = |field: &Field| field.is_changed() || field.is_filled;
        self.fields.iter().any(kept).then(|| Unsaved {
            about: self.about.clone(),
            form: self.name.to_owned(),
            fields: self
                .fields
                .iter()
                .filter(|field| kept(field))
                .map(|field| (field.id.to_owned(), field.text_now()))
                .collect(),
            picked: self
                .values()
                .fields
                .into_iter()
                .filter_map(|value| Some((value.id.to_owned(), value.picked?)))
                .collect(),
        })
    }
}
