//! What a form is made of: fields, what stands in them, and what can be wrong with it.

use crate::domain::message::Message;
use crate::tasks::TaskError;
use crate::tui::effect::Ctx;
use crate::tui::keeper::{Book, BookError};
use crate::tui::widgets::text::TextField;

/// Says what is wrong with a text, if anything is.
type Check = Box<dyn Fn(&str, &Ctx) -> Result<(), Message>>;
/// Proposes texts for what stands before the cursor.
type Suggest = Box<dyn Fn(&str, &Values, &Book, &Ctx) -> Result<Vec<Candidate>, BookError>>;

/// A proposal for a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// What takes the place of the text before the cursor.
    pub text: String,
    /// What the list shows.
    pub label: String,
    /// What tells it from others, at the right: a phone number, what is left.
    pub note: String,
    /// What it stands for when the text alone doesn't say (a customer's id).
    pub value: Option<String>,
}

/// What was typed and chosen, by field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    pub(super) fields: Vec<Value>,
}

/// One field's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) id: &'static str,
    pub(super) text: String,
    pub(super) picked: Option<String>,
}

impl Values {
    /// The text of a field without spaces around it; empty for a field that doesn't exist.
    pub fn get(&self, id: &str) -> &str {
        self.find(id).map_or("", |value| value.text.trim())
    }

    /// The text of a field, unless it is empty.
    pub fn optional(&self, id: &str) -> Option<&str> {
        Some(self.get(id)).filter(|text| !text.is_empty())
    }

    /// What the chosen candidate stands for, while its text stands unchanged.
    pub fn picked(&self, id: &str) -> Option<&str> {
        self.find(id).and_then(|value| value.picked.as_deref())
    }

    /// Reads a field with a domain parser.
    ///
    /// # Errors
    /// The field with the parser's sentence.
    pub fn read<T>(
        &self,
        id: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Result<T, Wrong> {
        parse(self.get(id)).map_err(|message| Wrong::field(id, message))
    }

    /// Reads a field with a domain parser, unless it is empty.
    ///
    /// # Errors
    /// The field with the parser's sentence.
    pub fn read_optional<T>(
        &self,
        id: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Result<Option<T>, Wrong> {
        self.optional(id)
            .map(parse)
            .transpose()
            .map_err(|message| Wrong::field(id, message))
    }

    fn find(&self, id: &str) -> Option<&Value> {
        self.fields.iter().find(|value| value.id == id)
    }
}

/// Why a form can't be saved as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field it is about; none when it is about the whole.
    pub field: Option<&'static str>,
    /// The sentence.
    pub message: Message,
}

impl Wrong {
    /// About one field.
    pub fn field(id: &'static str, message: Message) -> Self {
        Self {
            field: Some(id),
            message,
        }
    }

    /// About the whole.
    pub fn form(message: Message) -> Self {
        Self {
            field: None,
            message,
        }
    }
}

impl From<BookError> for Wrong {
    fn from(error: BookError) -> Self {
        Self::form(error.message())
    }
}

impl From<TaskError> for Wrong {
    fn from(error: TaskError) -> Self {
        Self::form(error.message())
    }
}

/// How a field is filled.
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
    /// What it is called instead of its label, where that is data.
    pub(super) name: Option<String>,
    pub(super) hint: Option<&'static str>,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) optional: bool,
    pub(super) keep: bool,
    pub(super) initial: (String, Option<String>),
    pub(super) check: Option<Check>,
    pub(super) suggest: Option<Suggest>,
    /// An accepted suggestion is one part of the text, and the cursor stays for the next.
    pub(super) parts: bool,
    /// What the accepted candidate stands for, with the text it gave.
    pub(super) picked: Option<(String, String)>,
    pub(super) error: Option<Message>,
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
            keep: false,
            initial: (String::new(), None),
            check: None,
            suggest: None,
            parts: false,
            picked: None,
            error: None,
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

    /// One of several values: `(value, text shown)`, the first chosen.
    pub fn choice(id: &'static str, label: &'static str, options: Vec<(String, String)>) -> Self {
        let mut field = Self::new(id, label, Kind::Choice { options, at: 0 });
        field.initial.0 = field.content();
        field
    }

    /// Called by a name of its own instead of its label.
    #[must_use]
    pub fn named(self, name: String) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }

    /// What it is called on the screen.
    pub(super) fn title(&self, ctx: &Ctx) -> String {
        self.name.clone().unwrap_or_else(|| ctx.word(self.label))
    }

    /// A sentence shown while the field is empty or focused: a key of `assets/lang`.
    #[must_use]
    pub fn hint(self, key: &'static str) -> Self {
        Self {
            hint: Some(key),
            ..self
        }
    }

    /// Must be filled.
    #[must_use]
    pub fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// Hidden until asked for (`Ctrl-O`).
    #[must_use]
    pub fn more(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// Keeps its content when the form is saved and used again.
    #[must_use]
    pub fn keep(self) -> Self {
        Self { keep: true, ..self }
    }

    /// What stands in it at first.
    #[must_use]
    pub fn value(mut self, text: impl Into<String>) -> Self {
        self.initial = (text.into(), None);
        self.reset();
        self
    }

    /// What stands in it at first, with what that stands for.
    #[must_use]
    pub fn picked(mut self, text: impl Into<String>, value: impl Into<String>) -> Self {
        self.initial = (text.into(), Some(value.into()));
        self.reset();
        self
    }

    /// Says what is wrong with a text: checked when the field is left and when the form is saved.
    /// An empty text isn't checked.
    #[must_use]
    pub fn check(self, check: impl Fn(&str, &Ctx) -> Result<(), Message> + 'static) -> Self {
        Self {
            check: Some(Box::new(check)),
            ..self
        }
    }

    /// Proposes texts for what stands before the cursor; taking one goes on to the next field.
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

    /// Proposes texts part by part; taking one stays in the field for the next part.
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

    /// Puts the initial content back.
    pub(super) fn reset(&mut self) {
        let (text, value) = self.initial.clone();
        self.error = None;
        self.picked = value.map(|value| (text.clone(), value));
        self.set(&text);
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

    /// What stands in it: the text, or the chosen value.
    pub(super) fn content(&self) -> String {
        match &self.kind {
            Kind::Text(field) => field.text(),
            Kind::Choice { options, at } => options
                .get(*at)
                .map(|(value, _)| value.clone())
                .unwrap_or_default(),
        }
    }

    pub(super) fn to_value(&self) -> Value {
        let text = self.content();
        let picked = match &self.picked {
            Some((given, value)) if given.trim() == text.trim() => Some(value.clone()),
            Some(_) | None => None,
        };
        Value {
            id: self.id,
            text,
            picked,
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.content().trim() != self.initial.0.trim()
    }

    /// Checks the content and remembers what is wrong with it.
    pub(super) fn validate(&mut self, ctx: &Ctx, saving: bool) {
        let text = self.content();
        let text = text.trim();
        self.error = if text.is_empty() {
            (self.required && saving).then(|| Message::new("tui-field-required"))
        } else {
            self.check.as_ref().and_then(|check| check(text, ctx).err())
        };
    }
}
