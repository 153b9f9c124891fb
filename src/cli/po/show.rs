//! `rekap po list` and `rekap po show`.

use serde_json::json;

use super::dates::say_untold;
use super::json::period_json;
use super::stage;
use crate::book::Opening;
use crate::cli::console::{Console, Failure, period};
use crate::cli::values::Shape;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::policy::DownPayment;
use crate::tasks::rows::column::table;
use crate::tasks::rows::offer::{OFFERS, OfferOrTier, TIERS};
use crate::tasks::rows::period::{PERIODS, PeriodRow};

pub(super) fn list(shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let periods = opened.book.periods()?;
    if shape.json {
        let periods = periods
            .iter()
            .map(|period| {
                let offers = opened.book.offers(period.id)?;
                period_json(period, &offers, &opened, console)
            })
            .collect::<Result<Vec<_>, _>>()?;
        return console.json(&json!({ "periods": periods }));
    }
    let rows = periods
        .into_iter()
        .map(|period| PeriodRow::read(period, &opened.book))
        .collect::<Result<Vec<_>, _>>()?;
    let sheet = table(PERIODS, &rows, &console.view(opened.now));
    console.print_sheet(&sheet)
}

pub(super) fn show(text: &str, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let period = period(&opened, text)?;
    let offers = opened.book.offers(period.id)?;
    if shape.json {
        return console.json(&period_json(&period, &offers, &opened, console)?);
    }
    let figures = opened.book.figures(period.id)?;
    let minimum = opened.book.minimum(&period)?;
    let words = console.words();
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
        ("cli-col-stage", words.word(period.stage(opened.now).key())),
        ("cli-col-opens", moment(period.milestones.opens_at)),
        ("cli-col-closes", moment(period.milestones.closes_at)),
        ("cli-col-ready", ready),
        ("cli-col-dp", dp(period.down_payment)),
        ("field-settle-by", moment(period.settle_by)),
        (
            "cli-col-cancellation",
            period
                .cancellation
                .message()
                .map(|rule| words.say(&rule))
                .unwrap_or_default(),
        ),
        ("cli-col-quota", count(period.quota)),
        ("cli-col-sold", words.say(&figures.sold.message())),
        ("field-order-cap", count(period.order_cap)),
        (
            "field-minimum",
            minimum
                .map(|minimum| words.say(&minimum.message()))
                .unwrap_or_default(),
        ),
    ];
    console.facts(&facts)?;
    let mut more = Vec::new();
    for (key, count) in [
        ("order-waitlist", figures.waiting),
        ("order-unconfirmed", figures.unconfirmed),
    ] {
        if count > 0 {
            more.push((key, console.words().count(count)));
        }
    }
    let (late, owed) = opened.book.overdue(Some(period.id), opened.now)?;
    if late > 0 {
        let late = Message::new("period-overdue")
            .count("count", late)
            .money("amount", owed);
        more.push(("orders-overdue", console.words().say(&late)));
    }
    for deficit in opened.book.deficits_of(period.id)? {
        more.push(("cli-col-deficit", console.words().say(&deficit.message())));
    }
    for kept in opened.book.reservations(period.id)? {
        more.push(("cli-col-reserved", console.words().say(&kept.message())));
    }
    for bonus in opened.book.bonuses(period.id)? {
        more.push(("field-bonuses", console.words().say(&bonus.message())));
    }
    for sets in opened.book.member_sets(period.id)? {
        more.push((
            "period-member-sets",
            format!("{}: {}", sets.product, console.words().say(&sets.message())),
        ));
    }
    console.facts(&more)?;
    say_untold(&period, &opened, console)?;
    // Without discounts the two are the same.
    let gross = match figures.discounts {
        Rupiah::ZERO => Rupiah::ZERO,
        _ => figures.gross,
    };
    let sums = [
        ("period-turnover", figures.turnover()),
        ("period-gross", gross),
        ("period-passed-on", figures.passed),
        ("charge-cancellation-fee", figures.forfeited),
        ("field-unique-code", figures.unique_codes),
    ];
    let sums = sums.map(|(key, sum)| match sum {
        Rupiah::ZERO => (key, String::new()),
        sum => (key, sum.to_string()),
    });
    console.facts(&sums)?;
    stage::show(period.id, &opened, console)?;
    let stale = opened
        .book
        .tally_versions(period.id)?
        .into_iter()
        .rfind(|version| version.is_stale(&period.milestones));
    if let Some(stale) = stale {
        console.say(&Message::new("cli-tally-stale").count("version", stale.version));
    }
    if offers.is_empty() {
        return Ok(());
    }
    console.line("")?;
    let sheet = table(OFFERS, &offers, &console.view(opened.now));
    console.print_sheet(&sheet)?;
    let mut sales = OfferOrTier::all(offers, &opened.book.tiers(period.id)?);
    sales.retain(|sale| sale.tier.is_some());
    if sales.is_empty() {
        return Ok(());
    }
    console.line("")?;
    let sheet = table(TIERS, &sales, &console.view(opened.now));
    console.print_sheet(&sheet)
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
