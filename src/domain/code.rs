//! Codes of products, periods and orders, as people say and type them. They keep their spelling,
//! are compared without case, and may hold spaces.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text;

/// A code as typed. Two codes are the same when they differ only by ASCII case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text can't be a code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Nothing was typed where a code belongs.
    #[error("no code")]
    Empty,
    /// Longer than [`Code::MAX`].
    #[error("code too long: {0}")]
    TooLong(String),
    /// It holds one of `: " , =`, which end a code on a typed line, or an invisible character.
    #[error("code with a forbidden character: {0}")]
    Forbidden(String),
}

impl Code {
    /// Longest code, in characters.
    pub const MAX: usize = 40;

    /// Reads a code; trims it and makes runs of spaces one.
    ///
    /// # Errors
    /// [`CodeError`] when it is empty, too long, or holds a character no code may hold.
    pub fn read(raw: &str) -> Result<Self, CodeError> {
        let cleaned = text::clean_line(raw);
        if cleaned.changed || cleaned.text.contains([':', '"', ',', '=']) {
            return Err(CodeError::Forbidden(text::excerpt(raw)));
        }
        if cleaned.text.is_empty() {
            return Err(CodeError::Empty);
        }
        if cleaned.text.chars().count() > Self::MAX {
            return Err(CodeError::TooLong(text::excerpt(raw)));
        }
        Ok(Self(cleaned.text))
    }

    /// A code from the book, which was checked before it was stored.
    pub(crate) const fn from_stored(code: String) -> Self {
        Self(code)
    }

    /// The code as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.0.bytes() {
            state.write_u8(byte.to_ascii_lowercase());
        }
        state.write_u8(0xff);
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        let lower = |code: &Self| code.0.clone().into_bytes().to_ascii_lowercase();
        lower(self).cmp(&lower(other))
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;

    fn try_from(raw: String) -> Result<Self, CodeError> {
        Self::read(&raw)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
