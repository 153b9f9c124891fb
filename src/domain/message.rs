//! Sentences before they have a language: a key of `assets/lang` with its arguments. Refusals,
//! notices and the history of actions are messages; `lang` renders them for the reader, so a
//! history written in one language can be read in the other.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{ActionId, EntryId, PaymentId};
use super::money::Rupiah;
use super::when::Moment;

/// A sentence without a language: the key and the arguments of one entry of `assets/lang`.
#[derive(Debug, Clone, PartialEq, Hash, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Key of the entry, for example `refusal-quota-variant`.
    pub key: Cow<'static, str>,
    /// Named arguments of the entry, in the order they were given.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// One argument of a [`Message`], kept as a value so that each language formats it its own way.
#[derive(Debug, Clone, PartialEq, Hash, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Text that is printed unchanged: a name, a code, what the user typed.
    Text(String),
    /// A count (pcs, orders, rows); drives plurals.
    Count(i64),
    /// An amount, printed as rupiah (rule 60).
    Money(Rupiah),
    /// A day, printed by rule 61.
    Date(NaiveDate),
    /// A moment, printed in the shop's zone by rule 61.
    Moment(Moment),
    /// The key of another entry without arguments, rendered in place (a stage, a status, a field).
    Word(Cow<'static, str>),
    /// A whole message, rendered in place (what is wrong inside a larger sentence).
    Say(Box<Message>),
}

/// Prints the key, for logs and tests; `lang` renders the sentence.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}

impl Message {
    /// A message without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((Cow::Borrowed(name), arg));
        self
    }

    /// Adds a value as an argument; nothing for `None` and empty lists.
    #[must_use]
    pub(crate) fn with_value(self, name: &'static str, value: &impl ToArg) -> Self {
        match value.to_arg() {
            Some(arg) => self.with(name, arg),
            None => self,
        }
    }

    /// Adds a text argument.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, Arg::Text(text.into()))
    }

    /// Adds a count; what is too large for an `i64` becomes its largest value.
    #[must_use]
    pub fn count(self, name: &'static str, count: impl TryInto<i64>) -> Self {
        self.with(name, Arg::Count(count.try_into().unwrap_or(i64::MAX)))
    }

    /// Adds an amount in rupiah.
    #[must_use]
    pub fn money(self, name: &'static str, amount: Rupiah) -> Self {
        self.with(name, Arg::Money(amount))
    }

    /// Adds a day.
    #[must_use]
    pub fn date(self, name: &'static str, date: NaiveDate) -> Self {
        self.with(name, Arg::Date(date))
    }

    /// Adds a moment.
    #[must_use]
    pub fn moment(self, name: &'static str, moment: Moment) -> Self {
        self.with(name, Arg::Moment(moment))
    }

    /// The text argument of this name.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        let (_, arg) = self.args.iter().find(|(of, _)| of == name)?;
        match arg {
            Arg::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The amount of this name.
    pub fn money_of(&self, name: &str) -> Option<Rupiah> {
        let (_, arg) = self.args.iter().find(|(of, _)| of == name)?;
        match arg {
            Arg::Money(amount) => Some(*amount),
            _ => None,
        }
    }

    /// All texts in it, also those of messages inside this one.
    pub(crate) fn texts(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        let args = self.args.iter().flat_map(|(name, arg)| {
            let texts: Box<dyn Iterator<Item = &str>> = match arg {
                Arg::Text(text) => Box::new(std::iter::once(text.as_str())),
                Arg::Word(key) => Box::new(std::iter::once(&**key)),
                Arg::Say(said) => said.texts(),
                Arg::Count(_) | Arg::Money(_) | Arg::Date(_) | Arg::Moment(_) => {
                    Box::new(std::iter::empty())
                }
            };
            std::iter::once(&**name).chain(texts)
        });
        Box::new(std::iter::once(&*self.key).chain(args))
    }

    /// Replaces text arguments equal to `from` by `to`, also in messages inside this one.
    #[must_use]
    pub fn renamed(mut self, from: &str, to: &str) -> Self {
        for (_, arg) in &mut self.args {
            match arg {
                Arg::Text(text) if text == from => to.clone_into(text),
                Arg::Say(said) => **said = said.as_ref().clone().renamed(from, to),
                Arg::Text(_)
                | Arg::Count(_)
                | Arg::Money(_)
                | Arg::Date(_)
                | Arg::Moment(_)
                | Arg::Word(_) => {}
            }
        }
        self
    }

    /// Adds a whole message, rendered in place.
    #[must_use]
    pub fn say(self, name: &'static str, message: Self) -> Self {
        self.with(name, Arg::Say(Box::new(message)))
    }

    /// Adds another entry's key, rendered in place.
    #[must_use]
    pub fn word(self, name: &'static str, key: &'static str) -> Self {
        self.with(name, Arg::Word(Cow::Borrowed(key)))
    }
}

/// A value that becomes an argument of a message. `None` adds no argument.
pub(crate) trait ToArg {
    /// Converts it into an argument.
    fn to_arg(&self) -> Option<Arg>;
}

/// Declares how values of these types become arguments.
macro_rules! to_arg {
    ($($type:ty: |$value:ident| $arg:expr),* $(,)?) => {$(
        impl ToArg for $type {
            fn to_arg(&self) -> Option<Arg> {
                let $value = self;
                Some($arg)
            }
        }
    )*};
}

to_arg! {
    String: |text| Arg::Text(text.clone()),
    PathBuf: |path| Arg::Text(path.display().to_string()),
    // A row number is a text, so that its digits aren't grouped: 1234, not 1.234.
    u64: |row| Arg::Text(row.to_string()),
    EntryId: |id| Arg::Text(id.raw().to_string()),
    PaymentId: |id| Arg::Text(id.raw().to_string()),
    ActionId: |id| Arg::Text(id.raw().to_string()),
    i64: |count| Arg::Count(*count),
    Rupiah: |amount| Arg::Money(*amount),
    NaiveDate: |date| Arg::Date(*date),
    Moment: |moment| Arg::Moment(*moment),
    &'static str: |key| Arg::Word(Cow::Borrowed(key)),
    Message: |message| Arg::Say(Box::new(message.clone())),
}

impl<T: ToArg> ToArg for Option<T> {
    fn to_arg(&self) -> Option<Arg> {
        self.as_ref()?.to_arg()
    }
}

/// Converts the value inside.
impl<T: ToArg> ToArg for Box<T> {
    fn to_arg(&self) -> Option<Arg> {
        self.as_ref().to_arg()
    }
}

/// Joined by commas; an empty list adds no argument.
impl ToArg for Vec<String> {
    fn to_arg(&self) -> Option<Arg> {
        (!self.is_empty()).then(|| Arg::Text(self.join(", ")))
    }
}

/// Declares an error enum together with the message of each case. A case is `Name { argument: Type,
/// … } = "key"`; the key may be any expression over the arguments, and each argument is given to
/// the message under its name (see [`ToArg`]). After `from` come the wrapped errors, after `said`
/// the cases whose message is written by hand. `tests/lang.rs` compares keys and arguments with
/// `assets/lang`.
macro_rules! messages {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {$(
            $(#[$doc:meta])*
            $variant:ident $({ $($field:ident: $type:ty),* $(,)? })? $(($arg:ident: $arg_type:ty))?
                = $key:expr
        ),* $(,)?}
        $(from {$(
            $(#[$from_doc:meta])*
            $wrapper:ident($inner:ty)
        ),* $(,)?})?
        $(said {$(
            $(#[$said_doc:meta])*
            $said:ident { $($said_field:ident: $said_type:ty),* $(,)? } => $message:expr
        ),* $(,)?})?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("{}", self.message().key)]
        $vis enum $name {
            $(
                $(#[$doc])*
                $variant $({ $(#[allow(missing_docs)] $field: $type),* })? $(($arg_type))?,
            )*
            $($($(#[$from_doc])* $wrapper(#[from] $inner),)*)?
            $($($(#[$said_doc])* $said { $(#[allow(missing_docs)] $said_field: $said_type),* },)*)?
        }

        impl $name {
            /// The sentence, without a language.
            $vis fn message(&self) -> $crate::domain::message::Message {
                match self {
                    $(Self::$variant $({ $($field),* })? $(($arg))? => {
                        $crate::domain::message::Message::new($key)
                            $($(.with_value(stringify!($field), $field))*)?
                            $(.with_value(stringify!($arg), $arg))?
                    })*
                    $($(Self::$wrapper(inner) => inner.message(),)*)?
                    $($(Self::$said { $($said_field),* } => $message,)*)?
                }
            }
        }
    };
}
pub(crate) use messages;
