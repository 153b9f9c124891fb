//! Upload tables for couriers: what they ask of each parcel, by a list of columns that the owner can edit (rule
//! 99). The list that ships is `assets/couriers/uploads.csv`.

use super::{Chosen, label};
use crate::book::Book;
use crate::domain::coded::coded;
use crate::domain::id::DestinationId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::phone::Phone;
use crate::domain::sharing::divide;
use crate::domain::text::{excerpt, fold};
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::joined;
use crate::output::papers::label::Label;
use crate::output::table::{Cell, Column, Kind, Sheet};
use crate::tasks::TaskError;

/// The list that ships with the program.
pub const SHIPPED: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/couriers/uploads.csv"
));

coded! {
    /// What a column of an upload table holds.
    pub enum Field {
        /// Nothing.
        Empty = "",
        /// Who receives the parcel.
        Recipient = "recipient",
        /// Their phone as `08…`.
        PhoneZero = "phone0",
        /// Their phone as `628…`.
        PhoneCountry = "phone62",
        /// Where it goes.
        Address = "address",
        /// The five digits of a postcode in the address.
        Postcode = "postcode",
        /// The area.
        Area = "area",
        /// Weight in whole grams.
        Grams = "weight_g",
        /// Weight in kilograms.
        Kilograms = "weight_kg",
        /// Pieces in it.
        Pieces = "pieces",
        /// What is in it.
        Contents = "contents",
        /// What the courier collects; 0 without.
        Cod = "cod",
        /// What the courier collects; empty without.
        CodIfAny = "cod_if_any",
        /// What its goods are worth.
        Value = "value",
        /// The same; empty when something is collected.
        ValueUnlessCod = "value_unless_cod",
        /// `COD` or `NON-COD`.
        Way = "way",
        /// The courier.
        Courier = "courier",
        /// The courier's service.
        Service = "service",
        /// Number of its first order.
        Order = "order",
        /// Number of the parcel.
        Parcel = "parcel",
        /// Note for the courier.
        Note = "note",
        /// That it breaks easily; empty where it doesn't.
        Fragile = "fragile",
        /// That it breaks easily, and the note for the courier.
        Remark = "remark",
        /// In whose name it goes: the dropshipper, else the shop.
        Sender = "sender",
        /// Their phone as `08…`.
        SenderPhone = "sender_phone0",
        /// Their phone as `628…`.
        SenderPhoneCountry = "sender_phone62",
    }
}

/// What stands in a column: a field, or the same text in every row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Field(Field),
    Fixed(String),
}

/// One column of an upload table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct UploadColumn {
    courier: String,
    title: String,
    content: Content,
    most: Option<usize>,
}

/// The upload tables of all known couriers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploads(Vec<UploadColumn>);

impl Uploads {
    /// The tables that ship.
    pub fn shipped() -> Self {
        // A test reads it.
        Self(read(SHIPPED).unwrap_or_default())
    }

    /// The tables that ship, with the owner's instead of those of the same name.
    ///
    /// # Errors
    /// A sentence with the line that can't be read.
    pub fn with_own(csv: &str) -> Result<Self, Message> {
        let own = read(csv)?;
        let Self(mut all) = Self::shipped();
        all.retain(|column| {
            own.iter()
                .all(|of| fold(&of.courier) != fold(&column.courier))
        });
        all.extend(own);
        Ok(Self(all))
    }

    /// The columns of a courier's table.
    fn of(&self, courier: &str) -> Result<Vec<&UploadColumn>, Message> {
        let wanted = fold(courier);
        let columns: Vec<&UploadColumn> = self
            .0
            .iter()
            .filter(|column| fold(&column.courier) == wanted)
            .collect();
        match columns.is_empty() {
            false => Ok(columns),
            true => {
                let mut known: Vec<&str> = self.0.iter().map(|of| of.courier.as_str()).collect();
                known.dedup();
                Err(Message::new("courier-upload-unknown")
                    .text("courier", excerpt(courier))
                    .text("known", known.join(", ")))
            }
        }
    }
}

fn read(csv: &str) -> Result<Vec<UploadColumn>, Message> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .flexible(true)
        .has_headers(true)
        .from_reader(csv.as_bytes());
    let mut columns = Vec::new();
    for record in reader.records() {
        let bad = |line: u64| Message::new("courier-upload-line").text("line", line.to_string());
        let record =
            record.map_err(|error| bad(error.position().map_or(1, csv::Position::line)))?;
        let line = record.position().map_or(1, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let (courier, title, field, most) = (cell(0), cell(1), cell(2), cell(3));
        if courier.is_empty() || title.is_empty() {
            return Err(bad(line));
        }
        columns.push(UploadColumn {
            courier: courier.to_owned(),
            title: title.to_owned(),
            content: match field.strip_prefix('=') {
                Some(text) => Content::Fixed(text.to_owned()),
                None => Content::Field(
                    field
                        .parse()
                        .map_err(|_| bad(line).text("field", excerpt(field)))?,
                ),
            },
            most: match most {
                "" => None,
                most => Some(most.parse().map_err(|_| bad(line))?),
            },
        });
    }
    Ok(columns)
}

/// A courier's upload table of the chosen orders' parcels that are not received yet.
///
/// # Errors
/// An unknown courier, or a text longer than the courier takes, with its order.
pub fn of(
    chosen: &Chosen,
    (uploads, courier): (&Uploads, &str),
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Sheet, TaskError> {
    let columns = uploads.of(courier)?;
    let labels = label::with_recipients(chosen, book, words, now)?;
    let mut rows = Vec::with_capacity(labels.len());
    for (label, recipient) in &labels {
        let value = value_of(label, *recipient, book, now)?;
        let mut row = Vec::with_capacity(columns.len());
        for column in &columns {
            let text = match &column.content {
                Content::Fixed(text) => text.clone(),
                Content::Field(field) => cell(*field, label, value, words),
            };
            if column.most.is_some_and(|most| text.chars().count() > most) {
                return Err(Message::new("courier-upload-too-long")
                    .text("order", label.orders.join(", "))
                    .text("column", column.title.as_str())
                    .count("most", column.most.unwrap_or_default())
                    .into());
            }
            row.push(match text.as_str() {
                "" => Cell::Empty,
                _ => Cell::Text(text),
            });
        }
        rows.push(row);
    }
    Ok(Sheet {
        name: words.word("output-parcels"),
        zone: words.zone(),
        columns: columns
            .iter()
            .map(|column| Column::new("", column.title.as_str(), Kind::Phone))
            .collect(),
        rows,
        total: None,
    })
}

/// What the goods of a label's orders are worth; of an order with several recipients, the part of who gets it.
fn value_of(
    label: &Label,
    recipient: Option<DestinationId>,
    book: &Book,
    now: Moment,
) -> Result<Rupiah, TaskError> {
    let ids = label.orders.iter().map(|code| book.order_id(code));
    let of_label = Chosen {
        orders: ids.collect::<Result<_, _>>()?,
        ..Chosen::default()
    };
    let mut value = Rupiah::ZERO;
    for order in of_label.in_full(book, now)? {
        value = value.plus(part_of(&order, recipient)?)?;
    }
    Ok(value)
}

/// What of an order's goods is a recipient's, or nobody's; the parts add up to what they are worth.
fn part_of(order: &Order, recipient: Option<DestinationId>) -> Result<Rupiah, TaskError> {
    let all = order.row.bill.goods;
    let mut rest = order.lines_amount()?.raw();
    let mut weights = vec![0];
    for to in &order.destinations {
        let mut weight = 0;
        for item in &to.items {
            let line = order
                .lines
                .iter()
                .find(|line| line.code == item.code && line.customization == item.customization);
            if let Some(line) = line {
                weight += line.unit_price.times(item.qty)?.raw();
            }
        }
        rest -= weight;
        weights.push(weight);
    }
    weights[0] = rest.max(0);
    let ids = order.destinations.iter().map(|to| Some(to.id));
    let at = std::iter::once(None)
        .chain(ids)
        .position(|id| id == recipient);
    let parts = divide(all.max(Rupiah::ZERO), &weights, Rupiah::new(1));
    let part = at.and_then(|at| parts.and_then(|parts| parts.get(at).copied()));
    Ok(part.unwrap_or_default())
}

fn cell(field: Field, label: &Label, value: Rupiah, words: &Words) -> String {
    let amount = |amount: Rupiah| amount.raw().to_string();
    let contents = label.contents.iter();
    let fragile = || match label.fragile {
        true => words.word("papers-fragile"),
        false => String::new(),
    };
    match field {
        Field::Empty => String::new(),
        Field::Recipient => label.recipient.name.clone(),
        Field::PhoneZero => national(&label.recipient.phone),
        Field::PhoneCountry => Phone::read(&label.recipient.phone).json().to_owned(),
        Field::Address => label.address.clone(),
        Field::Postcode => postcode(&label.address),
        Field::Area => label.area.clone(),
        Field::Grams => label
            .weight
            .map(|grams| grams.to_string())
            .unwrap_or_default(),
        Field::Kilograms => label.weight.map(kilograms).unwrap_or_default(),
        Field::Pieces => contents.map(|of| of.qty).sum::<i64>().to_string(),
        Field::Contents => {
            let goods: Vec<String> = contents
                .map(|of| format!("{} {}", of.qty, of.goods))
                .collect();
            goods.join(", ")
        }
        Field::Cod => amount(label.cod.unwrap_or_default()),
        Field::CodIfAny => label.cod.map(amount).unwrap_or_default(),
        Field::Value => amount(value),
        Field::ValueUnlessCod => match label.cod {
            Some(_) => String::new(),
            None => amount(value),
        },
        // lang: words of couriers' tables
        Field::Way => ["NON-COD", "COD"][usize::from(label.cod.is_some())].to_owned(),
        Field::Courier => label.courier.clone(),
        Field::Service => label.service.clone(),
        Field::Order => label.orders.first().cloned().unwrap_or_default(),
        Field::Parcel => label.parcel.clone(),
        Field::Note => label.note.clone(),
        Field::Fragile => fragile(),
        Field::Remark => joined([&fragile(), &label.note], ", "),
        Field::Sender => label.sender.name.clone(),
        Field::SenderPhone => national(&label.sender.phone),
        Field::SenderPhoneCountry => Phone::read(&label.sender.phone).json().to_owned(),
    }
}

/// A phone as it is dialled within the country: `0812…`; foreign ones stay.
fn national(phone: &str) -> String {
    let read = Phone::read(phone);
    match read.normal().and_then(|normal| normal.strip_prefix("62")) {
        Some(rest) => format!("0{rest}"),
        None => read.json().to_owned(),
    }
}

/// The last five digits in a row of an address that stand by themselves.
fn postcode(address: &str) -> String {
    let mut words = address.split(|c: char| !c.is_ascii_digit());
    let last = words.rfind(|word| word.len() == 5);
    last.unwrap_or_default().to_owned()
}

/// Kilograms with a point: 1.25.
fn kilograms(grams: i64) -> String {
    let (kilos, rest) = (grams / 1_000, grams % 1_000);
    match rest {
        0 => kilos.to_string(),
        rest => format!("{kilos}.{}", format!("{rest:03}").trim_end_matches('0')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_ships_can_be_read() {
        let all = read(SHIPPED).unwrap();
        assert!(all.len() > 20, "{all:?}");
        let uploads = Uploads::shipped();
        assert_eq!(uploads.of("Aggregator").unwrap().len(), 13);
        assert!(uploads.of("tidak ada").is_err());
    }

    #[test]
    fn the_owners_table_replaces_the_one_of_its_name() {
        let own = "courier,title,field,max\nlion,Penerima,recipient,\nlion,Kota,=Bandung,\n";
        let uploads = Uploads::with_own(own).unwrap();
        assert_eq!(uploads.of("lion").unwrap().len(), 2);
        assert_eq!(uploads.of("aggregator").unwrap().len(), 13);
        for wrong in [
            "lion,Penerima,warna,",
            "lion,,recipient,",
            "lion,Nama,recipient,banyak",
        ] {
            let text = format!("courier,title,field,max\n{wrong}\n");
            assert!(Uploads::with_own(&text).is_err(), "{wrong}");
        }
    }

    #[test]
    fn phones_postcodes_and_weights_are_in_the_couriers_form() {
        assert_eq!(national("62812345678"), "0812345678");
        assert_eq!(national("+1 555 0100"), "+1 555 0100");
        assert_eq!(postcode("Jl. Melati 5 RT 01/02, Bandung 40123"), "40123");
        assert_eq!(postcode("Jl. Melati 512345"), "");
        assert_eq!(kilograms(1_250), "1.25");
        assert_eq!(kilograms(2_000), "2");
    }
}
