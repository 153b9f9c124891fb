//! What customers call the goods: words the owner taught once are certain from then on.

use rusqlite::{Connection, OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::keeper::sql::from_row;
use super::rows::catalog::{unknown, variant_by_code};
use super::rows::text;
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::id::ProductId;
use crate::domain::message::Message;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;
use crate::domain::when::Moment;

/// A word for a variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// What customers say, folded.
    pub text: String,
    /// Code of the variant meant.
    pub code: String,
    /// Its full name.
    pub name: String,
}

from_row! {
    ALIAS, alias: Alias {
        text: "a.text",
        code: "v.code",
        name: ("p.name", "v.name")
            => |(product, variant): (String, String)| full_name(&product, &variant),
    } from "aliases a
     JOIN variants v ON v.id = a.variant_id JOIN products p ON p.id = v.product_id ORDER BY a.text"
}

impl Book {
    /// Teaches that `said` means a variant; words taught before mean the new one from now on.
    ///
    /// # Errors
    /// An empty word, an unknown code, or the name of another product.
    pub fn teach_alias(&mut self, said: &str, code: &Code, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let said = fold(&text::name("field-alias", said)?);
            if said.is_empty() {
                return Err(Refusal::Missing {
                    field: "field-alias",
                }
                .into());
            }
            let connection = deed.connection();
            let Some(variant) = variant_by_code(connection, code)? else {
                return Err(unknown(connection, Noun::Variant, code)?.into());
            };
            if let Some(name) = called(connection, &said, variant.product)? {
                return Err(Refusal::AliasIsName { text: said, name }.into());
            }
            let known: Option<i64> = connection
                .prepare_cached("SELECT id FROM aliases WHERE text = ?1")?
                .query_row([&said], |row| row.get(0))
                .optional()?;
            match known {
                Some(id) => connection
                    .prepare_cached(
                        "UPDATE aliases SET variant_id = ?2 WHERE id = ?1 AND variant_id <> ?2",
                    )?
                    .execute(params![id, variant.id])?,
                None => connection
                    .prepare_cached("INSERT INTO aliases (text, variant_id) VALUES (?1, ?2)")?
                    .execute(params![said, variant.id])?,
            };
            let message = Message::new("did-teach-alias")
                .text("text", said)
                .text("code", variant.code.as_str());
            Ok(((), message))
        })
    }

    /// Forgets what `said` means.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when it was never taught.
    pub fn forget_alias(&mut self, said: &str, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let folded = fold(said);
            let gone = deed
                .connection()
                .prepare_cached("DELETE FROM aliases WHERE text = ?1")?
                .execute([&folded])?;
            if gone == 0 {
                let aliases = all(deed.connection())?;
                let known = aliases.iter().map(|alias| alias.text.as_str());
                return Err(Refusal::unknown(Noun::Alias, said, known).into());
            }
            Ok(((), Message::new("did-forget-alias").text("text", folded)))
        })
    }

    /// All words that were taught, by the alphabet.
    pub fn aliases(&self) -> Result<Vec<Alias>> {
        all(&*self.reading()?)
    }
}

fn all(connection: &Connection) -> Result<Vec<Alias>> {
    let mut select = connection.prepare_cached(ALIAS)?;
    let rows = select.query_map([], alias)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The goods of another product that go by these words, in what is sold or may be again.
fn called(connection: &Connection, said: &str, product: ProductId) -> Result<Option<String>> {
    let mut select = connection.prepare_cached(
        "SELECT v.code, p.code, p.name, v.name FROM variants v JOIN products p ON p.id = v.product_id
         WHERE p.id <> ?1 AND v.archived_at IS NULL AND p.archived_at IS NULL",
    )?;
    let mut rows = select.query([product])?;
    while let Some(row) = rows.next()? {
        let (code, of): (String, String) = (row.get(0)?, row.get(1)?);
        let (product, variant): (String, String) = (row.get(2)?, row.get(3)?);
        let name = full_name(&product, &variant);
        if [&code, &of, &product, &name]
            .iter()
            .any(|word| fold(word) == said)
        {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
