//! The languages of the program, and how one is chosen.

use std::str::FromStr;

use chrono::Locale;
use thiserror::Error;

use crate::domain::message::Message;
use crate::domain::text;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Bahasa Indonesia, the default.
    #[default]
    Id,
    /// English.
    En,
}

/// The text is not one of the program's languages.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a language: {0}")]
pub struct LangError(pub String);

impl LangError {
    /// The sentence for the one who asked.
    pub fn message(&self) -> Message {
        Message::new("lang-unknown").text("text", &self.0)
    }
}

impl Lang {
    /// Chooses the language: the one asked for, else English when the system's locale is English,
    /// else Indonesian. `var` looks up an environment variable.
    pub fn choose(asked: Option<Self>, var: impl Fn(&str) -> Option<String>) -> Self {
        asked.unwrap_or_else(|| {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(|name| var(name).filter(|value| !value.is_empty()));
            Self::from_locale(&locale.unwrap_or_default())
        })
    }

    /// The language of a locale such as `en_GB.UTF-8`.
    pub fn from_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next();
        match language {
            Some(language) if language.eq_ignore_ascii_case("en") => Self::En,
            _ => Self::Id,
        }
    }

    /// `id` or `en`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The locale in which chrono prints names of days and months.
    pub(super) fn locale(self) -> Locale {
        match self {
            Self::Id => Locale::id_ID,
            Self::En => Locale::en_US,
        }
    }
}

/// Reads `id` or `en`, in any case.
impl FromStr for Lang {
    type Err = LangError;

    fn from_str(typed: &str) -> Result<Self, LangError> {
        [Self::Id, Self::En]
            .into_iter()
            .find(|lang| lang.name().eq_ignore_ascii_case(typed.trim()))
            .ok_or_else(|| LangError(text::excerpt(typed)))
    }
}
