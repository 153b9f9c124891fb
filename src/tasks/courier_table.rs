//! Takes in a courier's table: finds the parcel of each row, and fills in its tracking number and fee as one
//! deed (rules 56, 99, 101).

use std::collections::HashMap;

use crate::book::{Book, BookError, Done, ParcelChange, ParcelFilter};
use crate::domain::id::{AccountId, ParcelId, PeriodId};
use crate::domain::message::Message;
use crate::domain::parcel::{Parcel, parcel_code, read_parcel_code};
use crate::domain::phone::Phone;
use crate::domain::text::{excerpt, fold};
use crate::domain::when::Moment;
use crate::intake::note::RowNote;
use crate::intake::parcel_table::{ParcelRow, ParcelTable};

/// The parcels that the rows of a table are of, and the rows that are of none for certain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matched {
    /// What changes, parcel by parcel.
    pub changes: Vec<(ParcelId, ParcelChange)>,
    /// Rows of no parcel, of several, or that contradict others.
    pub bad: Vec<RowNote>,
}

/// Finds the parcel of each row: by the shop's reference, else by a tracking number that is known, else by who
/// receives it. A row that may be of two parcels is of none.
pub fn find(
    table: &ParcelTable,
    book: &Book,
    period: Option<PeriodId>,
    account: Option<AccountId>,
) -> Result<Matched, BookError> {
    let filter = ParcelFilter {
        period,
        couriers: true,
        ..ParcelFilter::default()
    };
    let parcels = book.parcels(&filter)?;
    let mut matched = Matched::default();
    let mut taken: HashMap<ParcelId, u64> = HashMap::new();
    let mut numbers: HashMap<&str, u64> = HashMap::new();
    for row in &table.rows {
        let found = parcel_of(row, &parcels).and_then(|parcel| {
            if let Some(before) = numbers.get(row.tracking.as_str())
                && !row.tracking.is_empty()
            {
                return Err(Message::new("parcel-row-resi-twice").count("row", *before as i64));
            }
            if let Some(before) = taken.get(&parcel.id) {
                return Err(Message::new("parcel-row-parcel-twice")
                    .text("parcel", parcel.code())
                    .count("row", *before as i64));
            }
            if let Some(other) = holder(row, parcel, &parcels) {
                return Err(Message::new("parcel-row-resi-known").text("parcel", other.code()));
            }
            Ok(parcel)
        });
        match found {
            Ok(parcel) => {
                taken.insert(parcel.id, row.row);
                numbers.insert(&row.tracking, row.row);
                let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
                matched.changes.push((
                    parcel.id,
                    ParcelChange {
                        courier: text(&row.courier),
                        service: text(&row.service),
                        tracking: text(&row.tracking),
                        paid: row.fee,
                        account: account.filter(|_| row.fee.is_some()),
                        ..ParcelChange::default()
                    },
                ));
            }
            Err(problem) => matched.bad.push(RowNote {
                row: row.row,
                column: [&row.reference, &row.tracking, &row.name]
                    .into_iter()
                    .find(|text| !text.is_empty())
                    .map(|text| excerpt(text))
                    .unwrap_or_default(),
                problem,
            }),
        }
    }
    Ok(matched)
}

/// Another parcel that has the row's tracking number.
fn holder<'a>(row: &ParcelRow, parcel: &Parcel, parcels: &'a [Parcel]) -> Option<&'a Parcel> {
    let mut others = parcels.iter();
    others.find(|other| {
        other.id != parcel.id && !row.tracking.is_empty() && other.tracking == row.tracking
    })
}

/// The parcel of a row.
fn parcel_of<'a>(row: &ParcelRow, parcels: &'a [Parcel]) -> Result<&'a Parcel, Message> {
    let named = referred(row, parcels);
    if !named.is_empty() {
        return one_of(&named, row);
    }
    let tracked: Vec<&Parcel> = parcels
        .iter()
        .filter(|parcel| !row.tracking.is_empty() && parcel.tracking == row.tracking)
        .collect();
    if !tracked.is_empty() {
        return one_of(&tracked, row);
    }
    // Those that got their number already are not looked at by name.
    let open: Vec<&Parcel> = parcels
        .iter()
        .filter(|parcel| parcel.tracking.is_empty() && parcel.returned_at.is_none())
        .filter(|parcel| is_for(parcel, row))
        .collect();
    one_of(&open, row)
}

/// The parcels that the row's reference names: by their number, or by that of an order in them.
fn referred<'a>(row: &ParcelRow, parcels: &'a [Parcel]) -> Vec<&'a Parcel> {
    let typed = row.reference.trim();
    if typed.is_empty() {
        return Vec::new();
    }
    let letter = typed.starts_with(['P', 'p']);
    let id = read_parcel_code(typed).filter(|_| letter);
    let by_order = |parcel: &&Parcel| {
        let mut orders = parcel.orders.iter();
        orders.any(|(_, code)| code.eq_ignore_ascii_case(typed))
    };
    let by_number: Vec<&Parcel> = parcels
        .iter()
        .filter(|parcel| Some(parcel.id) == id)
        .collect();
    match by_number.is_empty() {
        false => by_number,
        true => parcels.iter().filter(by_order).collect(),
    }
}

/// Whether a parcel goes to who the row names; what the row doesn't say is not compared.
fn is_for(parcel: &Parcel, row: &ParcelRow) -> bool {
    let phone = Phone::read(&row.phone);
    let same_phone = || {
        let known = parcel.phone.as_deref().map(Phone::read);
        known.is_some_and(|known| known.key() == phone.key())
    };
    match (phone.is_empty(), row.name.is_empty()) {
        (false, _) => same_phone(),
        (true, false) => fold(&parcel.recipient) == fold(&row.name),
        (true, true) => false,
    }
}

fn one_of<'a>(found: &[&'a Parcel], row: &ParcelRow) -> Result<&'a Parcel, Message> {
    match found {
        [] => Err(Message::new("parcel-row-unknown")),
        [only] => Ok(only),
        several => {
            let fitting: Vec<&&Parcel> = several
                .iter()
                .filter(|parcel| is_for(parcel, row) && fold(&parcel.recipient) == fold(&row.name))
                .collect();
            match fitting.as_slice() {
                [only] => Ok(only),
                _ => {
                    let codes: Vec<String> = several
                        .iter()
                        .map(|parcel| parcel_code(parcel.id))
                        .collect();
                    Err(Message::new("parcel-row-several").text("parcels", codes.join(", ")))
                }
            }
        }
    }
}

/// Fills in what a table says of its parcels, all of it as one deed.
pub fn save(book: &mut Book, matched: &Matched, now: Moment) -> Result<Done<usize>, BookError> {
    book.change_parcels(&matched.changes, now)
}
