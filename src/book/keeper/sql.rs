//! Converts values to and from SQLite, and reads rows: [`from_row`] declares each field of a struct
//! with the expression of the `SELECT` that fills it.

use chrono::NaiveDate;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde_json::json;

use super::error::BookError;
use crate::domain::agreed::{ShippingBy, Way};
use crate::domain::claim::{ClaimEnding, ClaimKind};
use crate::domain::code::Code;
use crate::domain::id::{
    AccountId, ActionId, BonusId, ClaimId, CustomFieldId, CustomerId, DestinationId, EntryId,
    EstimateId, LineId, OfferId, OrderId, ParcelId, PaymentId, PeriodId, ProductId, StageId,
    SupplierId, TierId, VariantId,
};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind};
use crate::domain::parcel::{GoodsBack, ParcelWay, ReturnEnding};
use crate::domain::payment::{AsksOf, Method};
use crate::domain::payment_stage::StageRule;
use crate::domain::period::Confirms;
use crate::domain::policy::{Cancellation, DownPayment, KeptBy};
use crate::domain::telling::{TellKind, TellVia};
use crate::domain::weight::Grams;
use crate::domain::when::{Moment, Zone};

/// Newtypes stored as a number.
macro_rules! numbers {
    ($($name:ident: $to:ident, $from:ident;)*) => {$(
        impl From<$name> for Value {
            fn from(value: $name) -> Self {
                Self::Integer(value.$to())
            }
        }

        impl ToSql for $name {
            #[inline]
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Owned(Value::Integer(self.$to())))
            }
        }

        impl FromSql for $name {
            #[inline]
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self::$from)
            }
        }
    )*};
}

numbers! {
    AccountId: raw, new;
    ActionId: raw, new;
    BonusId: raw, new;
    ClaimId: raw, new;
    CustomerId: raw, new;
    DestinationId: raw, new;
    EntryId: raw, new;
    EstimateId: raw, new;
    CustomFieldId: raw, new;
    LineId: raw, new;
    OfferId: raw, new;
    OrderId: raw, new;
    ParcelId: raw, new;
    PaymentId: raw, new;
    PeriodId: raw, new;
    StageId: raw, new;
    ProductId: raw, new;
    SupplierId: raw, new;
    TierId: raw, new;
    VariantId: raw, new;
    Rupiah: raw, new;
    Grams: raw, new;
    Moment: unix, from_unix;
}

/// Enums stored as a word. An unknown word is an error that names it.
macro_rules! words {
    ($($name:ident: $word:ident, $what:literal;)*) => {$(
        impl ToSql for $name {
            #[inline]
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.$word().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                text.parse().map_err(|_| damaged($what, text))
            }
        }
    )*};
}

words! {
    AsksOf: code, "asks of";
    Channel: code, "channel";
    ChargeKind: code, "charge";
    ClaimEnding: code, "claim ending";
    ClaimKind: code, "claim";
    Confirms: code, "confirms";
    GoodsBack: code, "goods back";
    KeptBy: code, "kept by";
    Method: code, "method";
    ParcelWay: code, "parcel way";
    ShippingBy: code, "shipping";
    ReturnEnding: code, "return ending";
    StageRule: to_string, "stage rule";
    TellKind: code, "message";
    TellVia: code, "via";
    Way: code, "way";
    Zone: name, "zone";
}

/// Rules stored as the text that the owner types.
macro_rules! rules {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.to_string().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let rule = value.as_str()?.parse();
                rule.map_err(|refusal| FromSqlError::other(BookError::Refused(refusal)))
            }
        }
    )*};
}

rules! { Cancellation DownPayment }

impl ToSql for Code {
    #[inline]
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for Code {
    #[inline]
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(Self::from_stored)
    }
}

/// Messages are stored as JSON.
impl ToSql for Message {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_string(self) {
            Ok(json) => Ok(json.into()),
            Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(error.into())),
        }
    }
}

impl FromSql for Message {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map_err(|error| FromSqlError::other(BookError::from(error)))
    }
}

/// A date, stored as `2026-03-15`.
#[derive(Debug, Clone, Copy)]
pub(in crate::book) struct Day(pub(in crate::book) NaiveDate);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Self).map_err(|_| damaged("date", text))
    }
}

/// The error of an impossible stored value: the query fails with a [`BookError`].
fn damaged(what: &str, text: &str) -> FromSqlError {
    FromSqlError::other(BookError::Damaged(format!("{what} {text}")))
}

/// The columns of a row, read one after the other.
pub(in crate::book) struct Columns<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> Columns<'r, 's> {
    #[inline]
    pub(in crate::book) const fn of(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    #[inline]
    pub(in crate::book) fn take<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let column = self.next;
        self.next += 1;
        self.row.get(column)
    }
}

/// Calls `make` with some columns of a row.
pub(in crate::book) fn made<C, T>(columns: C, make: impl FnOnce(C) -> T) -> T {
    make(columns)
}

/// Declares which columns fill the fields of a struct, as the `SELECT` that asks for them and the
/// function that reads a row of it, so that the two can't get out of step:
///
/// ```ignore
/// from_row! {
///     SUPPLIER, supplier: Supplier {
///         id: "s.id",
///         archived: "s.archived_at IS NOT NULL",
///         city: Place { name: "p.name" },
///         range: ("s.least", "s.most") => |(least, most): (i64, i64)| least..=most,
///         ; accounts: Vec::new()                                // of no column
///     } from "suppliers s JOIN places p ON p.id = s.place_id"
/// }
/// ```
///
/// `from` holds all that follows the `FROM`. Without it the constant ends after the last
/// expression, for questions over different tables: `format!("{SUPPLIER} FROM {table} s")`.
macro_rules! from_row {
    (
        $(#[$meta:meta])*
        $vis:vis $select:ident, $read:ident: $type:ident { $($fields:tt)* }
        $(from $tables:literal)?
    ) => {
        $(#[$meta])*
        $vis const $select: &str =
            concat!("SELECT ", from_row!(@names $($fields)*) $(, " FROM ", $tables)?);

        $vis fn $read(row: &rusqlite::Row<'_>) -> rusqlite::Result<$type> {
            let mut columns = $crate::book::keeper::sql::Columns::of(row);
            Ok(from_row!(@value columns $type $($fields)*))
        }
    };
    (@names
        $name:ident: $($sql:literal)? $($inner:ident { $($in:tt)* })? $(($part:literal $(, $parts:literal)*) => $make:expr)?
        $(, $names:ident: $($sqls:literal)? $($inners:ident { $($ins:tt)* })? $(($part2:literal $(, $parts2:literal)*) => $makes:expr)?)*
        $(,)? $(; $($fixed:ident: $value:expr),* $(,)?)?
    ) => {
        concat!(
            $($sql)? $(from_row!(@names $($in)*))? $($part $(, ", ", $parts)*)?
            $(, ", ", $($sqls)? $(from_row!(@names $($ins)*))? $($part2 $(, ", ", $parts2)*)?)*
        )
    };
    (@value $columns:ident $type:ident
        $($name:ident: $($sql:literal)? $($inner:ident { $($in:tt)* })? $(($($part:literal),+) => $make:expr)?),*
        $(,)? $(; $($fixed:ident: $value:expr),* $(,)?)?
    ) => {
        $type {
            $($name:
                $(from_row!(@take $columns $sql))?
                $(from_row!(@value $columns $inner $($in)*))?
                $($crate::book::keeper::sql::made(($(from_row!(@take $columns $part)),+), $make))?,
            )*
            $($($fixed: $value,)*)?
        }
    };
    (@take $columns:ident $sql:literal) => { $columns.take()? };
}
pub(in crate::book) use from_row;

/// Ids as a JSON list, for `json_each`.
pub(in crate::book) fn json_ids<T: Serialize>(ids: &[T]) -> String {
    json!(ids).to_string()
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, params};

    use super::Day;
    use crate::book::keeper::error::{BookError, Result};
    use crate::domain::code::Code;
    use crate::domain::id::OrderId;
    use crate::domain::money::Rupiah;
    use crate::domain::payment::Method;
    use crate::domain::refusal::Refusal;
    use crate::domain::when::{Moment, Zone};

    #[derive(Debug, PartialEq)]
    struct Outer {
        order: OrderId,
        inner: Inner,
        both: (i64, i64),
        note: &'static str,
    }

    #[derive(Debug, PartialEq)]
    struct Inner {
        method: Option<Method>,
        amount: Rupiah,
    }

    from_row! {
        OUTER, outer: Outer {
            order: "id",
            inner: Inner { method: "method", amount: "amount" },
            both: ("low", "high") => |both: (i64, i64)| both,
            ; note: "of no column"
        } from "t"
    }

    fn table() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE t (high, amount, method, low, id)")
            .unwrap();
        connection
    }

    #[test]
    fn a_row_fills_the_fields_its_columns_stand_beside() {
        let connection = table();
        let order = OrderId::new(7);
        connection
            .execute(
                "INSERT INTO t VALUES (9, ?1, ?2, 8, ?3)",
                params![Rupiah::new(65_000), Method::Qris, order],
            )
            .unwrap();
        assert_eq!(OUTER, "SELECT id, method, amount, low, high FROM t");
        let inner = Inner {
            method: Some(Method::Qris),
            amount: Rupiah::new(65_000),
        };
        let note = "of no column";
        assert_eq!(
            connection.query_row(OUTER, [], outer).unwrap(),
            Outer {
                order,
                inner,
                both: (8, 9),
                note
            }
        );
    }

    #[test]
    fn values_come_out_as_they_went_in() {
        let connection = table();
        let (moment, code) = (
            Moment::from_unix(1_767_225_600),
            Code::read("NAS-3").unwrap(),
        );
        let day = Day("2026-03-15".parse().unwrap());
        let (at, named, zone, on): (Moment, Code, Zone, Day) = connection
            .query_row(
                "SELECT ?1, ?2, ?3, ?4",
                params![moment, code, Zone::Wita, day],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .unwrap();
        assert_eq!((at, named, zone, on.0), (moment, code, Zone::Wita, day.0));
        let stored: String = connection
            .query_row("SELECT ?1", [day], |row| row.get(0))
            .unwrap();
        assert_eq!(stored, "2026-03-15");
    }

    #[test]
    fn a_value_that_cant_be_read_is_named() {
        let method = |connection: &Connection| -> Result<Method> {
            Ok(connection.query_row("SELECT 'barter'", [], |row| row.get(0))?)
        };
        let read = method(&table());
        assert!(
            matches!(&read, Err(BookError::Damaged(what)) if what == "method barter"),
            "{read:?}"
        );
    }

    #[test]
    fn a_question_that_fails_names_its_file_and_line() {
        let ask = |connection: &Connection| -> Result<i64> {
            Ok(connection.query_row("SELECT none FROM t", [], |row| row.get(0))?)
        };
        let line = line!() - 2;
        let asked = ask(&table());
        let end = format!("(src/book/keeper/sql.rs:{line})");
        assert!(
            matches!(&asked, Err(BookError::Storage(what)) if what.starts_with("no such column") && what.ends_with(&end)),
            "{asked:?}"
        );
        let nothing = |connection: &Connection| -> Result<i64> {
            Ok(connection.query_row("SELECT id FROM t", [], |row| row.get(0))?)
        };
        assert!(matches!(
            nothing(&table()),
            Err(BookError::Refused(Refusal::Gone))
        ));
    }
}
