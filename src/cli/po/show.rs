//! `rekap po list` and `rekap po show`.

use serde_json::json;

use super::dates::say_to_tell;
use super::json::period_json;
use crate::book::Opening;
use crate::cli::desk::{Counter, Desk, Failure, period};
use crate::cli::values::Shape;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::tasks::rows::column::table;
use crate::tasks::rows::offer::{OFFERS, Sale, TIERS};
use crate::tasks::rows::period::{PERIODS, PeriodRow};

pub(super) fn list(shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let periods = counter.book.periods()?;
    if shape.json {
        let periods = periods
            .iter()
            .map(|period| {
                let offers = counter.book.offers(period.id)?;
                period_json(period, &offers, &counter, desk)
            })
            .collect::<Result<Vec<_>, _>>()?;
        return desk.json(&json!({ "periods": periods }));
    }
    let rows = periods
        .into_iter()
        .map(|period| PeriodRow::read(period, &counter.book))
        .collect::<Result<Vec<_>, _>>()?;
    let sheet = table(PERIODS, &rows, &desk.view(counter.now));
    desk.print_sheet(&sheet)
}

pub(super) fn show(text: &str, shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, text)?;
    let offers = counter.book.offers(period.id)?;
    let sold = counter.book.figures(period.id)?.units;
    if shape.json {
        return desk.json(&period_json(&period, &offers, &counter, desk)?);
    }
    let words = desk.words();
    let moment = |at: Option<_>| at.map(|at| words.moment(at)).unwrap_or_default();
    let count = |count: Option<i64>| count.map(|count| words.count(count)).unwrap_or_default();
    let ready = match period.ready {
        Some((from, to)) if from == to => words.date(from),
        Some((from, to)) => format!("{} – {}", words.date(from), words.date(to)),
        None => String::new(),
    };
    let facts = [
        ("cli-col-code", period.code.to_string()),
        ("cli-col-name", period.name.clone()),
        ("cli-col-stage", words.word(period.stage(counter.now).key())),
        ("cli-col-opens", moment(period.milestones.opens_at)),
        ("cli-col-closes", moment(period.milestones.closes_at)),
        ("cli-col-ready", ready),
        ("cli-col-dp", dp(period.down_payment)),
        (
            "cli-col-cancellation",
            period
                .cancellation
                .message()
                .map(|rule| words.say(&rule))
                .unwrap_or_default(),
        ),
        ("cli-col-quota", count(period.quota)),
        ("cli-col-sold", words.count(sold)),
        ("field-order-cap", count(period.order_cap)),
        ("field-minimum", minimum(&period, &counter, desk)?),
    ];
    desk.facts(&facts)?;
    let figures = counter.book.figures(period.id)?;
    let mut more = Vec::new();
    for (key, count) in [
        ("order-waitlist", figures.waiting),
        ("order-unconfirmed", figures.unconfirmed),
    ] {
        if count > 0 {
            more.push((key, desk.words().count(count)));
        }
    }
    for deficit in counter.book.deficits_of(period.id)? {
        more.push(("cli-col-deficit", desk.words().say(&deficit.message())));
    }
    for kept in counter.book.reservations(period.id)? {
        more.push(("cli-col-reserved", desk.words().say(&kept.message())));
    }
    for bonus in counter.book.bonuses(period.id)? {
        more.push(("field-bonuses", desk.words().say(&bonus.message())));
    }
    desk.facts(&more)?;
    say_to_tell(text, &counter, desk)?;
    let figures = counter.book.figures(period.id)?;
    let sums = [
        ("period-turnover", figures.turnover()),
        ("charge-cancellation-fee", figures.forfeited),
        ("field-unique-code", figures.unique_codes),
    ];
    let sums = sums.map(|(key, sum)| {
        let shown = sum != Rupiah::ZERO;
        (
            key,
            if shown {
                sum.to_string()
            } else {
                String::new()
            },
        )
    });
    desk.facts(&sums)?;
    let stale = counter
        .book
        .tally_versions(period.id)?
        .into_iter()
        .rfind(|version| version.is_stale(&period.milestones));
    if let Some(stale) = stale {
        desk.say(&Message::new("cli-tally-stale").count("version", stale.version.into()));
    }
    if offers.is_empty() {
        return Ok(());
    }
    desk.line("")?;
    let sheet = table(OFFERS, &offers, &desk.view(counter.now));
    desk.print_sheet(&sheet)?;
    let mut sales = Sale::all(offers, &counter.book.tiers(period.id)?);
    sales.retain(|sale| sale.tier.is_some());
    if sales.is_empty() {
        return Ok(());
    }
    desk.line("")?;
    let sheet = table(TIERS, &sales, &desk.view(counter.now));
    desk.print_sheet(&sheet)
}

/// Returns a down-payment rule as it is typed, with amounts as they are printed.
fn dp(rule: DownPayment) -> String {
    match rule {
        DownPayment::None => String::new(),
        DownPayment::PerOrder(sum) => sum.to_string(),
        DownPayment::PerUnit(sum) => format!("{sum}/unit"),
        DownPayment::Percent(_) | DownPayment::Full => rule.to_string(),
    }
}

/// Returns `38 dari 50`, and whether the owner decided to produce anyway.
fn minimum(period: &Period, counter: &Counter, desk: &Desk) -> Result<String, Failure> {
    let Some(minimum) = counter.book.minimum(period)? else {
        return Ok(String::new());
    };
    let message = Message::new(if minimum.waived_at.is_some() {
        "plan-minimum-waived"
    } else {
        "plan-minimum"
    });
    let message = message
        .count("sold", minimum.sold)
        .count("units", minimum.units);
    Ok(desk.words().say(&message))
}
