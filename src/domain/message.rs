//! What the program wants to say, before it has a language: a key of `assets/lang` with its
//! arguments. Refusals, notices and the journal of actions are messages; `lang` renders them for
//! the reader, so a history written in one language reads in the other.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::money::Rupiah;
use super::when::Moment;

/// A sentence without a language: the key and the arguments of one entry of `assets/lang`.
#[derive(Debug, Clone, PartialEq, Hash, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Key of the entry, for example `refusal-quota-full`.
    pub key: Cow<'static, str>,
    /// Named arguments of the entry, in the order they were given.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// One argument of a [`Message`], kept as a value so that each language formats it its own way.
#[derive(Debug, Clone, PartialEq, Hash, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Text as it stands: a name, a code, what the user typed.
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

    /// Adds a text argument.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, Arg::Text(text.into()))
    }

    /// Adds a count.
    #[must_use]
    pub fn count(self, name: &'static str, count: i64) -> Self {
        self.with(name, Arg::Count(count))
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

    /// The same message where texts that are `from` are `to`, also inside what it says.
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

    /// Adds another entry's key, rendered in place.
    #[must_use]
    pub fn word(self, name: &'static str, key: &'static str) -> Self {
        self.with(name, Arg::Word(Cow::Borrowed(key)))
    }
}
