//! `rekap po list` and `rekap po show`.

use serde_json::json;

use super::json::period_json;
use super::period;
use super::plan::say_to_tell;
use crate::book::{OfferRow, Opening};
use crate::cli::desk::{Counter, Desk, Failure};
use crate::cli::values::Shape;
use crate::domain::catalog::full_name;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::output::table::{Cell, Kind};

pub(super) fn list(shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let mut periods = Vec::new();
    for period in counter.book.periods()? {
        let offers = counter.book.offers(period.id)?;
        let sold = counter.book.figures(period.id)?.units;
        periods.push((period, offers, sold));
    }
    if shape.json {
        let periods = periods
            .iter()
            .map(|(period, offers, _)| period_json(period, offers, &counter))
            .collect::<Result<Vec<_>, _>>()?;
        return desk.json(&json!({ "periods": periods }));
    }
    let mut table = desk.sheet(&[
        ("cli-col-code", Kind::Text),
        ("cli-col-name", Kind::Text),
        ("cli-col-stage", Kind::Text),
        ("cli-col-closes", Kind::Moment),
        ("cli-col-sold", Kind::Int),
        ("cli-col-quota", Kind::Int),
    ]);
    for (period, _, sold) in &periods {
        let closes = period.milestones.closes_at;
        table.rows.push(vec![
            Cell::Text(period.code.to_string()),
            Cell::Text(period.name.clone()),
            Cell::Text(desk.words().word(period.stage(counter.now).key())),
            closes.map_or(Cell::Empty, Cell::Moment),
            Cell::Int(*sold),
            Cell::int(period.quota),
        ]);
    }
    desk.print_sheet(&table)
}

pub(super) fn show(text: &str, shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, text)?;
    let offers = counter.book.offers(period.id)?;
    let sold = counter.book.figures(period.id)?.units;
    if shape.json {
        return desk.json(&period_json(&period, &offers, &counter)?);
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
    let mut table = desk.sheet(&[
        ("cli-col-code", Kind::Text),
        ("cli-col-product", Kind::Text),
        ("cli-col-price", Kind::Money),
        ("cli-col-sold", Kind::Int),
        ("cli-col-quota", Kind::Int),
        ("cli-col-left", Kind::Int),
    ]);
    for offer in &offers {
        table.rows.push(vec![
            Cell::Text(offer.code.clone()),
            Cell::Text(name(offer, desk)),
            Cell::Money(offer.price),
            Cell::Int(offer.sold),
            Cell::int(offer.quota),
            Cell::int(offer.left()),
        ]);
    }
    desk.print_sheet(&table)?;
    let tiers = counter.book.tiers(period.id)?;
    if tiers.is_empty() {
        return Ok(());
    }
    desk.line("")?;
    let mut table = desk.sheet(&[
        ("cli-col-code", Kind::Text),
        ("cli-col-tier", Kind::Text),
        ("cli-col-price", Kind::Money),
        ("cli-col-used", Kind::Int),
        ("cli-col-first", Kind::Int),
        ("cli-col-until", Kind::Moment),
    ]);
    for offer in &offers {
        for tier in tiers.iter().filter(|tier| tier.offer == offer.id) {
            table.rows.push(vec![
                Cell::Text(offer.code.clone()),
                Cell::Text(tier.label.clone()),
                Cell::Money(tier.price),
                Cell::Int(tier.used),
                Cell::int(tier.first),
                tier.until.map_or(Cell::Empty, Cell::Moment),
            ]);
        }
    }
    desk.print_sheet(&table)
}

/// A down-payment rule as it is typed, with amounts as they are printed.
fn dp(rule: DownPayment) -> String {
    match rule {
        DownPayment::None => String::new(),
        DownPayment::PerOrder(sum) => sum.to_string(),
        DownPayment::PerUnit(sum) => format!("{sum}/unit"),
        DownPayment::Percent(_) | DownPayment::Full => rule.to_string(),
    }
}

/// `38 dari 50`, with the decision to produce anyway.
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

/// The name of an offer; what is not on sale by itself says that it is in packages.
fn name(offer: &OfferRow, desk: &Desk) -> String {
    let name = full_name(&offer.product, &offer.variant);
    if offer.in_packages {
        format!("{name} ({})", desk.words().word("period-in-packages"))
    } else {
        name
    }
}
