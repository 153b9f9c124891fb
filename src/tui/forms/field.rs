//! The parts of a form: its fields, their values and its errors.

use std::rc::Rc;

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tasks::TaskError;
use crate::tui::effect::Ctx;
use crate::tui::fuzzy::begins_words;
use crate::tui::widgets::text::TextField;

/// The value of the second of two.
const YES: &str = "yes";

/// Least amount that is not asked about: under it, rupiah in thousands are usually meant.
const LEAST_CLEAR: i64 = 1_000;

/// Checks a text; the error says what is wrong.
type Check = Box<dyn Fn(&str, &Ctx) -> Result<(), Message>>;
/// Whether a field holds an amount now, by the form's other values.
type HoldsAmount = Box<dyn Fn(&Values) -> bool>;
/// Whether a field is asked for now, by the form's other values.
type Wanted = Box<dyn Fn(&Values) -> bool>;
/// Proposes answers for what is typed: the whole text, or the text before the cursor in a field that
/// holds several things.
type Suggest = Box<dyn Fn(&str, &Values, &Book, &Ctx) -> Result<Vec<Candidate>, BookError>>;

/// Brings what is typed together with what was saved elsewhere, for a field that holds several
/// things.
pub(super) type Join = Rc<dyn Fn(&str, &Book, &Ctx) -> Result<Joined, BookError>>;

/// What is typed, together with all that was saved elsewhere and doesn't contradict it.
pub(super) struct Joined {
    /// What is typed goes before what was saved.
    pub(super) mine: String,
    /// What was saved goes before what is typed; the same text where nothing is contradicted.
    pub(super) theirs: String,
}

/// The content of a field: its text, and the value of the candidate it was taken from.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) picked: Option<String>,
}

/// Spaces around a text say nothing.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        self.text.trim() == other.text.trim() && self.picked == other.picked
    }
}

/// What the book holds for a field by now, where another desk changed it since the field was filled.
pub(super) struct Saved {
    pub(super) content: Content,
    pub(super) join: Option<Join>,
}

/// A proposal for a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// The text that replaces the text it was proposed for. One that ends with a bracket or a space
    /// is not finished: taking it stays in the field.
    pub text: String,
    /// The text shown in the list.
    pub label: String,
    /// A detail shown at the right: a phone number, the units left.
    pub note: String,
    /// The value it stands for when the text alone isn't enough (a customer's id).
    pub value: Option<String>,
    /// On the last one: how many more fit that are not proposed.
    pub more: usize,
    /// Asked when it is one of several that fit equally: none of them is the answer until the owner
    /// moves to it.
    pub doubt: Option<Message>,
}

impl Candidate {
    /// What was typed, as something new: `+ pelanggan baru: sari`.
    pub(super) fn new_one(typed: &str, label: Message, ctx: &Ctx) -> Self {
        Self {
            text: typed.trim().to_owned(),
            label: format!("+ {}", ctx.say(&label)),
            ..Self::default()
        }
    }

    /// Whether the answer goes on in this field.
    pub(super) fn is_open(&self) -> bool {
        self.text.ends_with(['[', ' '])
    }
}

/// The contents of all fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    pub(super) fields: Vec<Value>,
}

/// The content of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) id: &'static str,
    pub(super) text: String,
    pub(super) picked: Option<String>,
    /// It is something else than what is saved.
    pub(super) changed: bool,
}

impl Values {
    /// The text of a field without spaces around it; empty for a field that doesn't exist.
    pub fn get(&self, id: &str) -> &str {
        self.find(id).map_or("", |value| value.text.trim())
    }

    /// The text of a field as it was typed; empty for a field that doesn't exist. In a column of values an
    /// empty first line is a row that is passed over.
    pub fn as_typed(&self, id: &str) -> &str {
        self.find(id).map_or("", |value| value.text.as_str())
    }

    /// The text of a field, unless it is empty.
    pub fn optional(&self, id: &str) -> Option<&str> {
        Some(self.get(id)).filter(|text| !text.is_empty())
    }

    /// The value of the accepted candidate, while its text is unchanged.
    pub fn picked(&self, id: &str) -> Option<&str> {
        self.find(id).and_then(|value| value.picked.as_deref())
    }

    /// Whether a field holds something else than what is saved. Only such a field is written.
    pub fn is_changed(&self, id: &str) -> bool {
        self.find(id).is_some_and(|value| value.changed)
    }

    /// The text of a field that was changed.
    pub fn changed(&self, id: &str) -> Option<&str> {
        self.is_changed(id).then(|| self.get(id))
    }

    /// Whether the second of two is chosen ([`Field::either`]).
    pub fn yes(&self, id: &str) -> bool {
        self.get(id) == YES
    }

    /// The same, where it was changed.
    pub fn changed_yes(&self, id: &str) -> Option<bool> {
        self.changed(id).map(|chosen| chosen == YES)
    }

    /// Parses a field that was changed; the inner `None` when it was emptied.
    ///
    /// # Errors
    /// The field with the parser's sentence.
    pub fn read_changed<T>(
        &self,
        id: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Result<Option<Option<T>>, InputError> {
        if self.is_changed(id) {
            self.read_optional(id, parse).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Parses a field with a domain parser.
    ///
    /// # Errors
    /// The field with the parser's sentence.
    pub fn read<T>(
        &self,
        id: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Result<T, InputError> {
        parse(self.get(id)).map_err(|message| InputError::field(id, message))
    }

    /// Parses a field with a domain parser; `None` when it is empty.
    ///
    /// # Errors
    /// The field with the parser's sentence.
    pub fn read_optional<T>(
        &self,
        id: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Result<Option<T>, InputError> {
        self.optional(id)
            .map(parse)
            .transpose()
            .map_err(|message| InputError::field(id, message))
    }

    /// Parses a field; the default while it is empty or can't be read.
    pub fn read_or_default<T: Default>(
        &self,
        id: &str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> T {
        let typed = self.optional(id).map(parse);
        typed.and_then(Result::ok).unwrap_or_default()
    }

    fn find(&self, id: &str) -> Option<&Value> {
        self.fields.iter().find(|value| value.id == id)
    }
}

/// Why a form can't be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The field with the error; `None` when it is about the whole form.
    pub field: Option<&'static str>,
    /// The sentence.
    pub message: Message,
}

impl InputError {
    /// An error of one field.
    pub fn field(id: &'static str, message: Message) -> Self {
        Self {
            field: Some(id),
            message,
        }
    }

    /// An error of the whole form.
    pub fn form(message: Message) -> Self {
        Self {
            field: None,
            message,
        }
    }
}

impl From<BookError> for InputError {
    fn from(error: BookError) -> Self {
        Self::form(error.message())
    }
}

impl From<TaskError> for InputError {
    fn from(error: TaskError) -> Self {
        Self::form(error.message())
    }
}

/// How a field is filled, with its current content.
pub(super) enum Kind {
    Text(TextField),
    Choice {
        options: Vec<(String, String)>,
        at: usize,
    },
}

/// One field of a form.
pub struct Field {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    /// The name shown instead of the label, when it comes from data.
    pub(super) name: Option<String>,
    pub(super) hint: Option<&'static str>,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) optional: bool,
    /// Whether it is asked for; always when absent.
    pub(super) wanted: Option<Wanted>,
    pub(super) keep: bool,
    /// What it was filled with: what was saved then.
    pub(super) initial: Content,
    /// What is saved by now, where that differs and isn't shown.
    pub(super) saved: Option<Saved>,
    pub(super) join: Option<Join>,
    pub(super) check: Option<Check>,
    pub(super) suggest: Option<Suggest>,
    /// It holds several things: a suggestion is about the one before the cursor.
    pub(super) parts: bool,
    /// Enter saves, although it takes several lines: these come by pasting, or with Alt-Enter.
    pub(super) enter_saves: bool,
    /// A table is pasted into it.
    pub(super) holds_table: bool,
    /// Whether it holds an amount now that may have been meant in thousands.
    in_thousands: Option<HoldsAmount>,
    /// A small number may have been meant as a percentage too.
    or_percent: bool,
    /// Something was typed or taken; what it holds is not what it was filled with.
    pub(super) touched: bool,
    /// It was filled with something of its own, so it is shown although it is optional.
    pub(super) is_filled: bool,
    /// The text after accepting a candidate, and the candidate's value.
    pub(super) picked: Option<(String, String)>,
    pub(super) error: Option<Message>,
    /// What was typed to choose an option.
    sought: String,
    /// The option that was chosen before that was typed.
    before_seeking: usize,
}

impl Field {
    fn new(id: &'static str, label: &'static str, kind: Kind) -> Self {
        Self {
            id,
            label,
            name: None,
            hint: None,
            kind,
            required: false,
            optional: false,
            wanted: None,
            keep: false,
            initial: Content::default(),
            saved: None,
            join: None,
            check: None,
            suggest: None,
            parts: false,
            enter_saves: false,
            holds_table: false,
            in_thousands: None,
            or_percent: false,
            touched: false,
            is_filled: false,
            picked: None,
            error: None,
            sought: String::new(),
            before_seeking: 0,
        }
    }

    /// A field of one line; `label` is a key of `assets/lang`.
    pub fn text(id: &'static str, label: &'static str) -> Self {
        Self::new(id, label, Kind::Text(TextField::line("")))
    }

    /// A field of several lines.
    pub fn block(id: &'static str, label: &'static str) -> Self {
        Self::new(id, label, Kind::Text(TextField::block("")))
    }

    /// A field for a table that is pasted from a spreadsheet or a file.
    pub fn table(id: &'static str, label: &'static str) -> Self {
        Self {
            holds_table: true,
            enter_saves: true,
            ..Self::new(id, label, Kind::Text(TextField::table("")))
        }
    }

    /// Lets Enter save from a field of several lines.
    #[must_use]
    pub fn enter_saves(self) -> Self {
        Self {
            enter_saves: true,
            ..self
        }
    }

    /// A choice between values: `(value, text shown)`; the first is chosen.
    pub fn choice(id: &'static str, label: &'static str, options: Vec<(String, String)>) -> Self {
        let mut field = Self::new(id, label, Kind::Choice { options, at: 0 });
        field.initial.text = field.text_now();
        field
    }

    /// A choice between two: of the keys of their words the second is a yes ([`Values::yes`]).
    pub fn either(
        id: &'static str,
        label: &'static str,
        [no, yes]: [&'static str; 2],
        chosen: bool,
        ctx: &Ctx,
    ) -> Self {
        let options = vec![
            (String::new(), ctx.word(no)),
            (YES.to_owned(), ctx.word(yes)),
        ];
        Self::choice(id, label, options).value(if chosen { YES } else { "" })
    }

    /// Shows `name` instead of the label.
    #[must_use]
    pub fn named(self, name: String) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }

    /// The name shown on the screen.
    pub(super) fn title(&self, ctx: &Ctx) -> String {
        self.name.clone().unwrap_or_else(|| ctx.word(self.label))
    }

    /// A sentence shown while the field is focused: a key of `assets/lang`.
    #[must_use]
    pub fn hint(self, key: &'static str) -> Self {
        Self {
            hint: Some(key),
            ..self
        }
    }

    /// Marks the field as required.
    #[must_use]
    pub fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// Hides the field until `Ctrl-O` shows the optional ones.
    #[must_use]
    pub fn more(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// Asks for the field only while the other values say so. What it holds meanwhile means nothing: a form
    /// that saves must look at the same values.
    #[must_use]
    pub fn when(self, wanted: impl Fn(&Values) -> bool + 'static) -> Self {
        Self {
            wanted: Some(Box::new(wanted)),
            ..self
        }
    }

    /// Keeps its content when the form is emptied after saving.
    #[must_use]
    pub fn keep(self) -> Self {
        Self { keep: true, ..self }
    }

    /// Sets the initial content.
    #[must_use]
    pub fn value(self, text: impl Into<String>) -> Self {
        self.filled(Content {
            text: text.into(),
            picked: None,
        })
    }

    /// Sets the initial content with the value it stands for.
    #[must_use]
    pub fn picked(self, text: impl Into<String>, value: impl Into<String>) -> Self {
        self.filled(Content {
            text: text.into(),
            picked: Some(value.into()),
        })
    }

    fn filled(mut self, content: Content) -> Self {
        self.fill(&content);
        // As the field shows it: a line has no breaks, a choice has only its options.
        self.initial = self.content();
        self
    }

    /// Says how what is typed goes together with what was saved elsewhere, for a field that holds
    /// several things. The function keeps what the field was filled with.
    #[must_use]
    pub(super) fn join(
        self,
        join: impl Fn(&str, &Book, &Ctx) -> Result<Joined, BookError> + 'static,
    ) -> Self {
        Self {
            join: Some(Rc::new(join)),
            ..self
        }
    }

    /// Adds a check, which runs when the field is left and when the form is saved. An empty text
    /// isn't checked.
    #[must_use]
    pub fn check(self, check: impl Fn(&str, &Ctx) -> Result<(), Message> + 'static) -> Self {
        Self {
            check: Some(Box::new(check)),
            ..self
        }
    }

    /// Makes it a field for an amount in rupiah, which is asked about when it is so small that
    /// thousands may be meant.
    #[must_use]
    pub fn money(self) -> Self {
        self.check(|text, _| {
            Rupiah::parse(text)
                .map(drop)
                .map_err(|error| error.message())
        })
        .in_thousands(|_| true)
    }

    /// Asks about an amount that is so small that thousands may be meant, in a field with a check of
    /// its own, where `holds` says that it holds one.
    #[must_use]
    pub fn in_thousands(self, holds: impl Fn(&Values) -> bool + 'static) -> Self {
        Self {
            in_thousands: Some(Box::new(holds)),
            ..self
        }
    }

    /// Asks about a small number in a field that takes a percentage or an amount: the percentage is
    /// the likely one.
    #[must_use]
    pub fn in_percent_or_thousands(self) -> Self {
        Self {
            or_percent: true,
            ..self.in_thousands(|_| true)
        }
    }

    /// Adds suggestions for the whole text.
    #[must_use]
    pub fn suggest(
        self,
        suggest: impl Fn(&str, &Values, &Book, &Ctx) -> Result<Vec<Candidate>, BookError> + 'static,
    ) -> Self {
        Self {
            suggest: Some(Box::new(suggest)),
            ..self
        }
    }

    /// Adds suggestions for the part of the text before the cursor, for a field that holds several
    /// things.
    #[must_use]
    pub fn suggest_parts(
        self,
        suggest: impl Fn(&str, &Values, &Book, &Ctx) -> Result<Vec<Candidate>, BookError> + 'static,
    ) -> Self {
        Self {
            parts: true,
            ..self.suggest(suggest)
        }
    }

    /// What is proposed for the text as it stands now.
    pub(super) fn proposals(
        &self,
        values: &Values,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Vec<Candidate>, BookError> {
        let (Some(suggest), Kind::Text(text)) = (&self.suggest, &self.kind) else {
            return Ok(Vec::new());
        };
        let typed = match self.parts {
            // In the middle of a word nobody knows what will become of it.
            true if !text.is_at_end_of_word() => return Ok(Vec::new()),
            true => text.before_cursor(),
            // It has its answer.
            false if self.content().picked.is_some() => return Ok(Vec::new()),
            false => text.text(),
        };
        let candidates = suggest(&typed, values, book, ctx)?;
        Ok(match &candidates[..] {
            // What is typed already needs no answer.
            [only] if only.text == typed.trim() && only.label == only.text => Vec::new(),
            _ => candidates,
        })
    }

    /// What a small number may mean; none when it is clear.
    pub(super) fn doubts(&self, values: &Values, ctx: &Ctx) -> Vec<Candidate> {
        let text = self.text_now();
        let text = text.trim();
        let is_asked = self
            .in_thousands
            .as_ref()
            .is_some_and(|holds| holds(values));
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        let amount = text
            .parse()
            .ok()
            .filter(|amount| (1..LEAST_CLEAR).contains(amount));
        let (Some(amount), true, true) = (amount, is_asked && plain, self.is_changed()) else {
            return Vec::new();
        };
        let meant = |text: String, note| Candidate {
            label: text.clone(),
            text,
            note: ctx.word(note),
            ..Candidate::default()
        };
        let rupiah = |amount| Rupiah::new(amount).to_string();
        let percent = (self.or_percent && amount <= 100).then(|| format!("{amount}%"));
        let percent = percent.map(|text| meant(text, "tui-amount-in-percent"));
        let amounts = [
            meant(rupiah(amount * 1_000), "tui-amount-in-thousands"),
            meant(rupiah(amount), "tui-amount-as-typed"),
        ];
        percent.into_iter().chain(amounts).collect()
    }

    /// The content with an answer in the place of what it was proposed for.
    pub(super) fn content_with(&self, answer: &Candidate) -> Content {
        let text = match &self.kind {
            Kind::Text(text) if self.parts => {
                let mut text = text.clone();
                text.set_before_cursor(&answer.text);
                text.text()
            }
            Kind::Text(_) | Kind::Choice { .. } => answer.text.clone(),
        };
        Content {
            text,
            picked: answer.value.clone(),
        }
    }

    /// Puts the answer in the place of what it was proposed for.
    pub(super) fn take(&mut self, answer: Candidate) {
        let Kind::Text(text) = &mut self.kind else {
            return;
        };
        match self.parts {
            true => text.set_before_cursor(&answer.text),
            false => text.set(&answer.text),
        }
        let whole = text.text();
        self.picked = answer.value.map(|value| (whole, value));
        self.error = None;
        self.touched = true;
    }

    /// Chooses the option with words that begin with what is typed. What begins none is kept, to be
    /// refused, and the option that was chosen before it stays.
    pub(super) fn seek(&mut self, typed: &str) {
        let Kind::Choice { options, at } = &mut self.kind else {
            return;
        };
        if self.sought.is_empty() {
            self.before_seeking = *at;
        }
        self.sought.push_str(typed);
        let mut places = options.iter();
        match places.position(|(_, shown)| begins_words(&self.sought, shown)) {
            Some(place) => {
                *at = place;
                self.touched = true;
            }
            None => *at = self.before_seeking,
        }
    }

    /// Whether something was typed to choose an option.
    pub(super) fn is_seeking(&self) -> bool {
        !self.sought.is_empty()
    }

    /// Takes back the last letter typed to choose an option; false when there is none.
    pub(super) fn unseek(&mut self) -> bool {
        self.sought.pop().is_some()
    }

    /// Forgets what was typed to choose an option.
    pub(super) fn end_seeking(&mut self) {
        self.sought.clear();
    }

    /// Drops what was typed and is no option, and says so at the field; false when there is nothing.
    pub(super) fn drop_unmatched(&mut self) -> bool {
        let Some(typed) = self.unmatched().map(str::to_owned) else {
            return false;
        };
        self.end_seeking();
        let stays = self.text_now();
        let dropped = Message::new("tui-choice-dropped")
            .text("text", typed)
            .text("option", self.shown(&stays));
        self.error = Some(dropped);
        true
    }

    /// What was typed that is no option.
    pub(super) fn unmatched(&self) -> Option<&str> {
        let Kind::Choice { options, .. } = &self.kind else {
            return None;
        };
        let mut shown = options.iter().map(|(_, shown)| shown);
        let is_one = self.sought.is_empty() || shown.any(|it| begins_words(&self.sought, it));
        (!is_one).then_some(self.sought.as_str())
    }

    /// Whether Enter makes a new line here; in an empty field it saves.
    pub(super) fn takes_lines(&self) -> bool {
        let has_lines =
            |text: &TextField| text.is_multiline() && !text.is_empty() && !self.enter_saves;
        matches!(&self.kind, Kind::Text(text) if has_lines(text))
    }

    /// Gets the cursor: what it was filled with, or an answer taken from a list, is selected, so that
    /// the first text typed replaces it. What was typed stays.
    pub(super) fn enter(&mut self) {
        let is_answer = !self.parts && self.content().picked.is_some();
        let filled = !self.touched || is_answer;
        if self.unmatched().is_none() {
            self.end_seeking();
        }
        if let Kind::Text(text) = &mut self.kind {
            match filled {
                true => text.select_all(),
                false => text.deselect(),
            }
        }
    }

    /// Takes what it holds as what it was filled with.
    pub(super) fn take_as_filled(&mut self) {
        self.is_filled = self.is_changed();
        self.initial = self.content();
    }

    /// Restores the initial content.
    pub(super) fn reset(&mut self) {
        self.error = None;
        self.touched = false;
        self.end_seeking();
        self.fill(&self.initial.clone());
    }

    /// Replaces the content.
    pub(super) fn fill(&mut self, content: &Content) {
        let value = content.picked.clone();
        self.picked = value.map(|value| (content.text.clone(), value));
        self.set(&content.text);
    }

    pub(super) fn set(&mut self, text: &str) {
        match &mut self.kind {
            Kind::Text(field) => field.set(text),
            Kind::Choice { options, at } => {
                *at = options
                    .iter()
                    .position(|(value, _)| value == text)
                    .unwrap_or(0);
            }
        }
    }

    /// The typed text, or the chosen value.
    pub(super) fn text_now(&self) -> String {
        match &self.kind {
            Kind::Text(field) => field.text(),
            Kind::Choice { options, at } => options
                .get(*at)
                .map(|(value, _)| value.clone())
                .unwrap_or_default(),
        }
    }

    /// The text with the value it stands for, while it is unchanged.
    pub(super) fn content(&self) -> Content {
        let text = self.text_now();
        let picked = match &self.picked {
            Some((given, value)) if given.trim() == text.trim() => Some(value.clone()),
            Some(_) | None => None,
        };
        Content { text, picked }
    }

    pub(super) fn to_value(&self) -> Value {
        let Content { text, picked } = self.content();
        Value {
            id: self.id,
            text,
            picked,
            changed: self.is_changed(),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.content() != self.initial
    }

    /// A content as it is shown: the words of an option instead of its value.
    pub(super) fn shown<'a>(&'a self, text: &'a str) -> &'a str {
        match &self.kind {
            Kind::Text(_) => text,
            Kind::Choice { options, .. } => options
                .iter()
                .find(|(value, _)| value == text)
                .map_or(text, |(_, shown)| shown),
        }
    }

    /// Checks the content and stores the error.
    pub(super) fn validate(&mut self, ctx: &Ctx, saving: bool) {
        if let Some(typed) = self.unmatched() {
            let unmatched = Message::new("tui-choice-unmatched").text("text", typed);
            self.error = Some(unmatched);
            return;
        }
        let text = self.text_now();
        let text = text.trim();
        self.error = if text.is_empty() {
            (self.required && saving).then(|| Message::new("tui-field-required"))
        } else {
            self.check.as_ref().and_then(|check| check(text, ctx).err())
        };
    }
}
