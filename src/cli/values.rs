//! Reads the values of arguments. A bad value becomes a [`BadValue`] with its sentence.

use std::ffi::{OsStr, OsString};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use thiserror::Error;

use crate::domain::account::ExpenseCategory;
use crate::domain::agreed::{ShippingBy, Way};
use crate::domain::claim::{ClaimEnding, ClaimKind};
use crate::domain::coded::Coded;
use crate::domain::item::{ItemText, MAX_QTY};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind, Fulfilment, OrderStatus};
use crate::domain::parcel::GoodsBack;
use crate::domain::parcel::ParcelState;
use crate::domain::payment::{Method, PaymentStatus};
use crate::domain::period::Confirms;
use crate::domain::policy::{Cancellation, DownPayment, PolicyKind};
use crate::domain::portion::Portion;
use crate::domain::refusal::Refusal;
use crate::domain::report::CostBy;
use crate::domain::sharing::ShareBy;
use crate::domain::tally::TallyBy;
use crate::domain::telling::{TellKind, TellVia};
use crate::domain::text::{excerpt, printable};
use crate::domain::weight::{Grams, MAX_GRAMS};
use crate::lang::Lang;

/// A value that cannot be read, with the sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .0.key)]
pub struct BadValue(pub Message);

/// Whether a command prints JSON or text.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shape {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// A number, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberOrNone(pub Option<i64>);

/// The amount of a charge, or a percentage of the lines; None for `auto`, where the program finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChargeAmount(pub Option<Portion>);

/// Languages, `id` or `en`.
pub fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["id", "en"]).try_map(|word| word.parse::<Lang>())
}

/// Ways to pay (rule 36).
pub fn method() -> impl TypedValueParser<Value = Method> {
    any_of()
}

/// Charges that an owner may add to a bill (rule 23).
pub fn charge() -> impl TypedValueParser<Value = ChargeKind> {
    one_of(&[
        ChargeKind::Shipping,
        ChargeKind::Discount,
        ChargeKind::Surcharge,
        ChargeKind::Compensation,
        ChargeKind::UniqueCode,
        ChargeKind::CancellationFee,
    ])
}

/// Where orders come from.
pub fn channel() -> impl TypedValueParser<Value = Channel> {
    any_of()
}

/// What confirms an order (rule 62): saving it (`order`, `pesanan`) or its down payment.
pub fn keep_by() -> impl TypedValueParser<Value = Confirms> {
    PossibleValuesParser::new([PossibleValue::new("order").alias("pesanan"), "dp".into()])
        .map(|word| word.parse().unwrap_or_default())
}

/// How an order gets there.
pub fn way() -> impl TypedValueParser<Value = Way> {
    any_of()
}

/// How shipping is paid (rule 72): `billed`, `on-arrival`, `free`.
pub fn shipping_by() -> impl TypedValueParser<Value = ShippingBy> {
    PossibleValuesParser::new([
        PossibleValue::new("billed"),
        PossibleValue::new("on-arrival").alias("on_arrival"),
        PossibleValue::new("free"),
    ])
    .map(|word| word.parse().unwrap_or(ShippingBy::Billed))
}

/// What is wrong with handed-over goods (rule 83).
pub fn claim_kind() -> impl TypedValueParser<Value = ClaimKind> {
    any_of()
}

/// What a message to a customer says.
pub fn tell_kind() -> impl TypedValueParser<Value = TellKind> {
    any_of()
}

/// What `tell` is asked for: messages of a kind, or to record an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TellWhat {
    /// Messages of this kind.
    Kind(TellKind),
    /// What a customer answered to a delay.
    Answer,
}

/// What `tell` is asked for: a kind, or `answer`.
pub fn tell_what() -> impl TypedValueParser<Value = TellWhat> {
    let kinds = TellKind::ALL.iter().map(spelled);
    let answer = PossibleValue::new("answer").alias("jawaban");
    PossibleValuesParser::new(kinds.chain([answer])).map(|word| match word.parse() {
        Ok(kind) => TellWhat::Kind(kind),
        Err(_) => TellWhat::Answer,
    })
}

/// How a message left.
pub fn tell_via() -> impl TypedValueParser<Value = TellVia> {
    any_of()
}

/// How a claim ends.
pub fn claim_ending() -> impl TypedValueParser<Value = ClaimEnding> {
    any_of()
}

/// What becomes of goods that were claimed.
pub fn claim_goods() -> impl TypedValueParser<Value = GoodsBack> {
    any_of()
}

/// Who takes goods out of an order, or how it gets there: the two things `order edit --by` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoOrWay {
    /// The shop.
    Shop,
    /// The customer.
    Customer,
    /// How it gets there.
    Way(Way),
}

/// `shop`, `customer`, or how an order gets there.
pub fn who_or_way() -> impl TypedValueParser<Value = WhoOrWay> {
    let ways = Way::ALL.iter().map(|way| way.code());
    PossibleValuesParser::new(["shop", "customer"].into_iter().chain(ways)).try_map(|word| {
        match word.as_str() {
            "shop" => Ok(WhoOrWay::Shop),
            "customer" => Ok(WhoOrWay::Customer),
            _ => word
                .parse()
                .map(WhoOrWay::Way)
                .map_err(|_| BadValue(Message::new("cli-unreadable").text("text", word))),
        }
    })
}

/// Reads a value with `read`; `none` (`tanpa`) removes it.
pub fn or_none<T, E>(text: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Result<Option<T>, E> {
    match text.trim() {
        "none" | "tanpa" => Ok(None),
        _ => read(text).map(Some),
    }
}

/// Reads `yes` or `no`.
pub fn yes_or_no(text: &str) -> Result<bool, BadValue> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "ya" | "on" => Ok(true),
        "no" | "tidak" | "off" => Ok(false),
        _ => Err(BadValue(Message::new("cli-unreadable").text("text", text))),
    }
}

/// States of a parcel.
pub fn parcel_state() -> impl TypedValueParser<Value = ParcelState> {
    any_of()
}

/// States of an order.
pub fn order_status() -> impl TypedValueParser<Value = OrderStatus> {
    any_of()
}

/// Payment states.
pub fn payment_status() -> impl TypedValueParser<Value = PaymentStatus> {
    any_of()
}

/// What a shared bill is divided by (rule 75).
pub fn share_by() -> impl TypedValueParser<Value = ShareBy> {
    any_of()
}

/// Fulfilment states.
pub fn fulfilment() -> impl TypedValueParser<Value = Fulfilment> {
    any_of()
}

/// Groupings of a tally (rule 38).
pub fn grouping() -> impl TypedValueParser<Value = TallyBy> {
    any_of()
}

/// Ways to count the cost of a PO (rule 103).
pub fn cost_by() -> impl TypedValueParser<Value = CostBy> {
    any_of()
}

/// Categories of expenses (rule 93).
pub fn expense_category() -> impl TypedValueParser<Value = ExpenseCategory> {
    any_of()
}

/// Accepts the code of any value of an enum.
fn any_of<T: Coded>() -> impl TypedValueParser<Value = T> {
    one_of(T::ALL)
}

/// A share of the profit, `Rina=40%` (rule 111).
pub fn profit_share(text: &str) -> Result<(String, i64), BadValue> {
    let unreadable =
        || BadValue(Message::new("report-share-unreadable").text("text", excerpt(text)));
    let (name, percent) = text.split_once('=').ok_or_else(unreadable)?;
    let percent = percent.trim().trim_end_matches('%').trim().parse().ok();
    match percent.filter(|percent| (1..=100).contains(percent)) {
        Some(percent) if !name.trim().is_empty() => {
            Ok((printable(name.trim()).into_owned(), percent))
        }
        _ => Err(unreadable()),
    }
}

/// Accepts the codes and further spellings of these values.
fn one_of<T: Coded>(values: &'static [T]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(values.iter().map(spelled)).try_map(|word| {
        word.parse()
            .map_err(|_| BadValue(Message::new("cli-unreadable").text("text", word)))
    })
}

/// A value as it may be typed: its code, and further spellings.
fn spelled<T: Coded>(value: &T) -> PossibleValue {
    let further = value.spellings().iter().skip(1).copied();
    PossibleValue::new(value.code()).aliases(further)
}

/// Finds the language before the command line is read: `--lang`, else English if the system's
/// locale is English, else Indonesian.
pub fn lang_of(args: &[OsString]) -> Lang {
    let mut words = args.iter().map(|word| word.to_string_lossy());
    let mut asked = None;
    while let Some(word) = words.next() {
        match word.split_once('=') {
            _ if word == "--lang" => asked = words.next().map(|lang| lang.into_owned()),
            Some(("--lang", lang)) => asked = Some(lang.to_owned()),
            _ => {}
        }
    }
    Lang::choose(asked.and_then(|lang| lang.parse().ok()), |name| {
        std::env::var(name).ok()
    })
}

/// An amount (rule 60).
pub fn amount(text: &str) -> Result<Rupiah, BadValue> {
    Rupiah::parse(text).map_err(|error| BadValue(error.message()))
}

/// A down-payment rule (rule 25).
pub fn down_payment(text: &str) -> Result<DownPayment, BadValue> {
    text.parse()
        .map_err(|refusal: Refusal| BadValue(refusal.message()))
}

/// A cancellation rule (rule 33).
pub fn cancellation(text: &str) -> Result<Cancellation, BadValue> {
    text.parse()
        .map_err(|refusal: Refusal| BadValue(refusal.message()))
}

/// The values of an on/off setting.
// lang: words as they are typed, the same in every language
const ON_OFF: &str = "on, off";

/// Reads `on` or `off`.
pub fn on_off(key: &str, text: &str) -> Result<bool, Message> {
    match text.trim().to_lowercase().as_str() {
        "on" | "ya" | "yes" | "1" | "true" => Ok(true),
        "off" | "tidak" | "no" | "0" | "false" => Ok(false),
        _ => Err(Message::new("cli-not-one-of")
            .text("argument", key)
            .text("text", text)
            .text("choices", ON_OFF)),
    }
}

/// Reads the amount of a charge, or `auto` for a free unique code.
pub fn charge_amount(text: &str) -> Result<ChargeAmount, BadValue> {
    match text.trim().to_lowercase().as_str() {
        "auto" | "otomatis" => Ok(ChargeAmount(None)),
        _ => Portion::parse(text)
            .map(|amount| ChargeAmount(Some(amount)))
            .map_err(BadValue),
    }
}

/// Reads a weight; kilograms where no unit is typed.
pub fn kilograms(text: &str) -> Result<Grams, BadValue> {
    Grams::parse(text).map_err(BadValue)
}

/// Reads a weight; grams where no unit is typed.
pub fn grams(text: &str) -> Result<Grams, BadValue> {
    match text.trim().parse() {
        Ok(grams) if (1..=MAX_GRAMS).contains(&grams) => Ok(Grams::new(grams)),
        _ => kilograms(text),
    }
}

/// Reads an item or a change of one.
pub fn item(text: &str) -> Result<ItemText, BadValue> {
    ItemText::parse(text).map_err(|error| BadValue(error.message()))
}

/// Reads a whole number from `low` to `high`.
fn number(text: &str, low: i64, high: i64) -> Result<i64, BadValue> {
    text.trim()
        .parse()
        .ok()
        .filter(|number| (low..=high).contains(number))
        .ok_or_else(|| {
            BadValue(
                Message::new("cli-bad-number")
                    .text("text", text)
                    .count("low", low)
                    .count("high", high),
            )
        })
}

/// Reads a whole number from `low` to `high`, or `none` (`tanpa`).
fn number_or_none(text: &str, low: i64, high: i64) -> Result<NumberOrNone, BadValue> {
    match text.trim().to_lowercase().as_str() {
        "none" | "tanpa" => Ok(NumberOrNone(None)),
        _ => number(text, low, high).map(|number| NumberOrNone(Some(number))),
    }
}

/// Reads a quota in units, or `none` (`tanpa`) for no quota.
pub fn quota(text: &str) -> Result<NumberOrNone, BadValue> {
    number_or_none(text, 0, MOST_UNITS)
}

/// Reads how many first units a tier is for, or `none` (`tanpa`) for any number.
pub fn first_units(text: &str) -> Result<NumberOrNone, BadValue> {
    number_or_none(text, 1, MOST_UNITS)
}

/// Reads how many first orders a bonus is for.
pub fn first_orders(text: &str) -> Result<i64, BadValue> {
    number(text, 1, MOST_UNITS)
}

/// Reads the pieces in a set, or `none` (`tanpa`) when there are no sets.
pub fn set_size(text: &str) -> Result<SetOf, BadValue> {
    match text.trim().to_lowercase().as_str() {
        "each" | "tiap" => Ok(SetOf::EachVariant),
        _ => number_or_none(text, 2, 1_000_000).map(SetOf::Pieces),
    }
}

/// What a set is made of (rule 68).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOf {
    /// So many pieces of a variant; none for no set.
    Pieces(NumberOrNone),
    /// One of each variant of the product.
    EachVariant,
}

impl SetOf {
    /// Pieces in a set, and whether it is one of each variant.
    pub fn change(self) -> (Option<i64>, bool) {
        match self {
            Self::Pieces(pieces) => (pieces.0, false),
            Self::EachVariant => (None, true),
        }
    }
}

/// Reads the days a supplier takes, or `none` (`tanpa`) when they are unknown.
pub fn lead_days(text: &str) -> Result<NumberOrNone, BadValue> {
    number_or_none(text, 0, 3660)
}

/// Reads a number of days for an estimate, at most a year.
pub fn days(text: &str) -> Result<i64, BadValue> {
    number(text, 0, 366)
}

/// Reads a number of units of one variant in one order.
pub fn units(text: &str) -> Result<i64, BadValue> {
    number(text, 1, MAX_QTY)
}

/// Fewest and most characters of a custom field; None for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(pub Option<i64>, pub Option<i64>);

/// Reads `MIN..MAX` with either side optional, one number for an exact length, or `none` (`tanpa`).
pub fn length(text: &str) -> Result<Length, BadValue> {
    let bound = |text: &str| match text.trim() {
        "" => Ok(None),
        bound => number(bound, 1, 500).map(Some),
    };
    match (text.trim().to_lowercase().as_str(), text.split_once("..")) {
        ("none" | "tanpa", _) => Ok(Length(None, None)),
        (_, Some((least, most))) => Ok(Length(bound(least)?, bound(most)?)),
        (_, None) => number(text, 1, 500).map(|exact| Length(Some(exact), Some(exact))),
    }
}

/// The largest quota, in units.
const MOST_UNITS: i64 = 1_000_000_000;

/// Reads the hours until a down payment is due, at most a year.
pub fn hours(text: &str) -> Result<u32, BadValue> {
    number(text, 1, 366 * 24).map(|hours| u32::try_from(hours).unwrap_or(u32::MAX))
}

/// Reads how many deeds to undo or redo.
pub fn steps(text: &str) -> Result<i64, BadValue> {
    number(text, 1, 1_000_000)
}

/// Reads the number of a tally version, from 1, with or without a leading `v`.
pub fn version(text: &str) -> Result<u32, BadValue> {
    let bare = text.trim();
    number(bare.strip_prefix(['v', 'V']).unwrap_or(bare), 1, 1_000_000)
        .map(|number| u32::try_from(number).unwrap_or(u32::MAX))
}

/// Reads the number of a payment.
pub fn payment_id(text: &str) -> Result<i64, BadValue> {
    let bare = text.trim();
    number(bare.strip_prefix('#').unwrap_or(bare), 1, i64::MAX)
}

/// Reads the number of a deed in the history.
pub fn deed_id(text: &str) -> Result<i64, BadValue> {
    payment_id(text)
}

/// Reads how many orders a sample shop has.
pub fn orders(text: &str) -> Result<usize, BadValue> {
    number(text, 1, 1_000_000).map(|number| usize::try_from(number).unwrap_or(usize::MAX))
}

/// Reads the seed of a sample shop.
pub fn seed(text: &str) -> Result<u64, BadValue> {
    number(text, 0, i64::MAX).map(i64::unsigned_abs)
}

/// Reads `KEY=VALUE`.
pub fn setting(text: &str) -> Result<(String, String), BadValue> {
    text.split_once('=')
        .map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_owned()))
        .filter(|(key, _)| !key.is_empty())
        .ok_or_else(|| BadValue(Message::new("cli-bad-setting").text("text", text)))
}

/// Reads `KIND=TEXT`: what a PO tells about refunds, cancelling, changing or shipping (rule 64).
pub fn policy(text: &str) -> Result<(PolicyKind, String), BadValue> {
    let (kind, said) = text.split_once('=').unwrap_or((text, ""));
    match kind.trim().parse() {
        Ok(kind) if text.contains('=') => Ok((kind, said.trim().to_owned())),
        _ => Err(BadValue(
            Message::new("cli-bad-policy").text("text", excerpt(text)),
        )),
    }
}

/// Reads `CHANNEL=NAME`: a customer's name on a channel (rule 85).
pub fn handle(text: &str) -> Result<(String, String), BadValue> {
    text.split_once('=')
        .map(|(channel, name)| (channel.trim().to_lowercase(), name.trim().to_owned()))
        .filter(|(channel, _)| !channel.is_empty())
        .ok_or_else(|| BadValue(Message::new("cli-bad-handle").text("text", text)))
}

/// Reads `ORDER=AMOUNT`. The code may contain `=`; the last one ends it.
pub fn split_part(text: &str) -> Result<(String, Rupiah), BadValue> {
    let (order, sum) = text
        .rsplit_once('=')
        .filter(|(order, _)| !order.trim().is_empty())
        .ok_or_else(|| BadValue(Message::new("cli-bad-part").text("text", text)))?;
    Ok((order.trim().to_owned(), amount(sum)?))
}

/// Returns the value of an environment variable; None if it is empty.
pub fn from_env(name: impl AsRef<OsStr>) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
