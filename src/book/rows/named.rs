//! Rows known by a unique name and archived instead of deleted (rule 55): accounts, suppliers.

use rusqlite::types::ToSql;
use rusqlite::{Connection, Row, params};

use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::refusal::{Noun, Refusal};

/// A row of a table with the columns `id`, `name` (unique) and `archived_at`. Declared with
/// [`named_row!`].
pub(in crate::book) trait Named: Sized {
    /// Its id.
    type Id: ToSql + Copy;
    /// Its table.
    const TABLE: &'static str;
    /// The query of all rows, without an order.
    const SELECT: &'static str;
    /// What refusals call it.
    const NOUN: Noun;
    /// Key of the name of the field that holds its name.
    const FIELD: &'static str;

    /// Reads a row of [`Self::SELECT`].
    fn read(row: &Row<'_>) -> rusqlite::Result<Self>;

    /// Its name.
    fn name(&self) -> &str;

    /// Renames it.
    fn rename(&mut self, name: String);

    /// A row without a name, for a new one.
    fn blank() -> Self;

    /// Inserts it as a new row and returns the new id; its `id` is ignored.
    fn insert(&self, deed: &Deed<'_>) -> Result<Self::Id>;

    /// Writes its name and its other fields over the row of its `id`.
    fn update(&self, deed: &Deed<'_>) -> Result<()>;
}

/// Declares such a row by its columns besides `id`, `name` and `archived_at`: the struct, and how
/// it is read and written.
macro_rules! named_row {
    (
        $(#[$meta:meta])*
        $type:ident: $id:ident, $table:literal, Noun::$noun:ident, $key:literal {
            $($(#[$about:meta])* $field:ident: $of:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $type {
            /// Identity.
            pub id: $id,
            /// Name, unique.
            pub name: String,
            $($(#[$about])* pub $field: $of,)*
            /// Not used any more (rule 55).
            pub archived: bool,
        }

        impl $crate::book::rows::named::Named for $type {
            type Id = $id;
            const TABLE: &'static str = $table;
            const SELECT: &'static str = concat!(
                "SELECT id, name, archived_at IS NOT NULL", $(", ", stringify!($field),)*
                " FROM ", $table
            );
            const NOUN: $crate::domain::refusal::Noun = $crate::domain::refusal::Noun::$noun;
            const FIELD: &'static str = $key;

            fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                let mut columns = $crate::book::keeper::sql::Columns::of(row);
                let (id, name, archived) = (columns.take()?, columns.take()?, columns.take()?);
                Ok(Self { id, name, archived, $($field: columns.take()?,)* })
            }

            fn name(&self) -> &str {
                &self.name
            }

            fn rename(&mut self, name: String) {
                self.name = name;
            }

            fn blank() -> Self {
                Self {
                    id: $id::new(0),
                    name: String::new(),
                    archived: false,
                    $($field: Default::default(),)*
                }
            }

            fn insert(
                &self,
                deed: &$crate::book::keeper::deed::Deed<'_>,
            ) -> $crate::book::keeper::error::Result<$id> {
                const INSERT: &str = concat!(
                    "INSERT INTO ", $table, " (name", $(", ", stringify!($field),)*
                    ") VALUES (?", $(named_row!(@mark $field),)* ")"
                );
                deed.connection()
                    .prepare_cached(INSERT)?
                    .execute(rusqlite::params![self.name, $(self.$field),*])?;
                Ok($id::new(deed.connection().last_insert_rowid()))
            }

            fn update(
                &self,
                deed: &$crate::book::keeper::deed::Deed<'_>,
            ) -> $crate::book::keeper::error::Result<()> {
                const UPDATE: &str = concat!(
                    "UPDATE ", $table, " SET name = ?", $(", ", stringify!($field), " = ?",)*
                    " WHERE id = ?"
                );
                deed.connection()
                    .prepare_cached(UPDATE)?
                    .execute(rusqlite::params![self.name, $(self.$field,)* self.id])?;
                Ok(())
            }
        }
    };
    (@mark $field:ident) => { ", ?" };
}
pub(in crate::book) use named_row;

/// All rows by name, archived ones too.
#[track_caller]
pub(in crate::book) fn all<T: Named>(connection: &Connection) -> Result<Vec<T>> {
    let select = T::SELECT;
    let mut select = connection.prepare_cached(&format!("{select} ORDER BY name"))?;
    let rows = select.query_map([], T::read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The row with this name in any letter case. When there is none, the refusal names the nearest.
#[track_caller]
pub(in crate::book) fn find<T: Named>(connection: &Connection, name: &str) -> Result<T> {
    let mut rows = all::<T>(connection)?;
    let found = rows
        .iter()
        .position(|row| row.name().eq_ignore_ascii_case(name.trim()));
    match found {
        Some(at) => Ok(rows.swap_remove(at)),
        None => Err(Refusal::unknown(T::NOUN, name, rows.iter().map(T::name)).into()),
    }
}

/// The row with this id.
#[track_caller]
pub(in crate::book) fn by_id<T: Named>(connection: &Connection, id: T::Id) -> Result<T> {
    let select = T::SELECT;
    let mut select = connection.prepare_cached(&format!("{select} WHERE id = ?1"))?;
    Ok(select.query_row([id], T::read)?)
}

/// The typed name, cleaned; refused when it is empty, too long, or another row's than `but`.
#[track_caller]
pub(in crate::book) fn free_name<T: Named>(
    deed: &Deed<'_>,
    typed: &str,
    but: Option<T::Id>,
) -> Result<String> {
    let name = text::name(T::FIELD, typed)?;
    let table = T::TABLE;
    let taken = deed
        .connection()
        .prepare_cached(&format!(
            "SELECT 1 FROM {table} WHERE name = ?1 AND id IS NOT ?2"
        ))?
        .exists(params![name, but])?;
    if taken {
        return Err(Refusal::Taken {
            noun: T::NOUN,
            code: name,
        }
        .into());
    }
    Ok(name)
}

/// Adds a row, or changes the one with this id; returns its id and name. `name` is the typed name
/// (absent for one that stays), and `set` fills the other fields.
#[track_caller]
pub(in crate::book) fn save<T: Named + Clone + PartialEq>(
    deed: &Deed<'_>,
    id: Option<T::Id>,
    name: Option<&str>,
    set: impl FnOnce(&mut T) -> Result<()>,
) -> Result<(T::Id, String)> {
    let before = match id {
        Some(id) => by_id(deed.connection(), id)?,
        None => T::blank(),
    };
    let mut row = before.clone();
    if id.is_none() || name.is_some() {
        row.rename(free_name::<T>(deed, name.unwrap_or_default(), id)?);
    }
    set(&mut row)?;
    let id = match id {
        Some(id) if row == before => id,
        Some(id) => {
            row.update(deed)?;
            id
        }
        None => row.insert(deed)?,
    };
    Ok((id, row.name().to_owned()))
}

/// Archives a row, or takes it back into use; returns its name.
#[track_caller]
pub(in crate::book) fn archive<T: Named>(
    deed: &Deed<'_>,
    id: T::Id,
    archived: bool,
) -> Result<String> {
    let table = T::TABLE;
    deed.connection()
        .prepare_cached(&format!(
            "UPDATE {table} SET archived_at = ?2 WHERE id = ?1 AND (archived_at IS NULL) = ?3"
        ))?
        .execute(params![id, archived.then_some(deed.now), archived])?;
    Ok(by_id::<T>(deed.connection(), id)?.name().to_owned())
}
