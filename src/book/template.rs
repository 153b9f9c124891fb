//! The shop's own words for messages to customers (rule 52).

use rusqlite::{OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::text;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::telling::TellKind;
use crate::domain::template::{TemplateMistake, read_template};
use crate::domain::when::Moment;

impl Book {
    /// The shop's own text of a kind in a language (`id`, `en`); absent where it uses the one that comes with
    /// the program.
    pub fn template(&self, kind: TellKind, lang: &str) -> Result<Option<String>> {
        Ok(self
            .reading()?
            .prepare_cached("SELECT text FROM templates WHERE kind = ?1 AND lang = ?2")?
            .query_row(params![kind, lang], |row| row.get(0))
            .optional()?)
    }

    /// Replaces the text of a kind in a language; without a text the one that comes with the program is used
    /// again.
    ///
    /// # Errors
    /// Every mistake in the text at once; the last good text stays.
    pub fn set_template(
        &mut self,
        kind: TellKind,
        lang: &str,
        text: Option<&str>,
        now: Moment,
    ) -> Result<Done<()>> {
        let text = match text {
            Some(text) => Some(text::note("field-template", text)?),
            None => None,
        };
        if let Some(text) = &text {
            read_template(text).map_err(|mistakes| Refusal::Template {
                mistakes: all(&mistakes),
            })?;
        }
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let known: Option<(i64, String)> = connection
                .prepare_cached("SELECT id, text FROM templates WHERE kind = ?1 AND lang = ?2")?
                .query_row(params![kind, lang], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            match (&text, &known) {
                (Some(text), Some((id, old))) if text != old => {
                    connection
                        .prepare_cached("UPDATE templates SET text = ?2 WHERE id = ?1")?
                        .execute(params![id, text])?;
                }
                (Some(text), None) => {
                    connection
                        .prepare_cached(
                            "INSERT INTO templates (kind, lang, text) VALUES (?1, ?2, ?3)",
                        )?
                        .execute(params![kind, lang, text])?;
                }
                (None, Some((id, _))) => {
                    connection
                        .prepare_cached("DELETE FROM templates WHERE id = ?1")?
                        .execute([id])?;
                }
                (Some(_), Some(_)) | (None, None) => {}
            }
            let key = match text {
                Some(_) => "did-template",
                None => "did-template-reset",
            };
            Ok(((), Message::new(key).word("kind", kind.key())))
        })
    }
}

/// All mistakes, a line each.
fn all(mistakes: &[TemplateMistake]) -> Message {
    let said = mistakes.iter().map(TemplateMistake::message);
    said.reduce(|all, next| {
        Message::new("template-and")
            .say("first", all)
            .say("next", next)
    })
    .unwrap_or_else(|| TemplateMistake::Empty.message())
}
