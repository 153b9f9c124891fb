//! `rekap po postpone`, `told`, `estimate` and `proceed`: ready dates that move, and minimums that
//! were not reached (rules 5, 6, 8, 53, 68).

use serde_json::{Value, json};

use crate::book::Opening;
use crate::cli::console::{Console, Failure, OpenBook, bad_value, code, period};
use crate::cli::values::Shape;
use crate::domain::estimate::{DelayOffer, Proposal};
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::when::parse_date_range;
use crate::output::json::moment;

pub(super) fn postpone(
    po: &str,
    ready: &str,
    why: &str,
    offer: DelayOffer,
    console: &mut Console,
) -> Result<(), Failure> {
    let why = console.clean_line(why);
    let mut opened = console.open(Opening::Existing)?;
    let period = period(&opened, po)?;
    let ready = parse_date_range(ready, opened.now.date(opened.zone))
        .map_err(|error| bad_value("--ready", error.message()))?;
    opened
        .book
        .postpone_period(period.id, ready, &why, offer, opened.now)?;
    say_untold(&period, &opened, console)
}

/// Says how many orders' customers have not been told of a moved date (rule 53).
pub(super) fn say_untold(
    period: &Period,
    opened: &OpenBook,
    console: &mut Console,
) -> Result<(), Failure> {
    let orders = opened.book.to_tell_count(period.id)?;
    if orders > 0 {
        console.say(
            &Message::new("cli-to-tell")
                .text("po", period.code.as_str())
                .count("orders", orders),
        );
    }
    Ok(())
}

pub(super) fn told(po: &str, orders: &[String], console: &mut Console) -> Result<(), Failure> {
    let mut opened = console.open(Opening::Existing)?;
    let id = period(&opened, po)?.id;
    let orders = orders
        .iter()
        .map(|order| Ok(opened.book.order_id(order)?))
        .collect::<Result<Vec<_>, Failure>>()?;
    opened.book.tell(id, &orders, opened.now)?;
    Ok(())
}

pub(super) fn proceed(
    po: &str,
    variant: Option<&str>,
    console: &mut Console,
) -> Result<(), Failure> {
    let variant = variant.map(code).transpose()?;
    let mut opened = console.open(Opening::Existing)?;
    let id = period(&opened, po)?.id;
    opened
        .book
        .produce_anyway(id, variant.as_ref(), opened.now)?;
    Ok(())
}

/// Warns of minimums that were not reached when a period closes (rules 8, 68).
pub(super) fn say_minimums(
    period: &Period,
    opened: &OpenBook,
    console: &mut Console,
) -> Result<(), Failure> {
    for (code, minimum) in opened.book.undecided_minimums(period)? {
        console.say(
            &Message::new("cli-below-minimum")
                .text("code", code)
                .text("po", period.code.as_str())
                .count("sold", minimum.sold)
                .count("minimum", minimum.units),
        );
    }
    Ok(())
}

pub(super) fn estimate(po: &str, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let period = period(&opened, po)?;
    let Some(proposal) = opened.book.proposed_estimate(period.id, opened.now)? else {
        let period = period.code.to_string();
        return Err(PlanRefusal::NoPace { period }.message().into());
    };
    if shape.json {
        return console.json(&json!({
            "period": period.code.as_str(),
            "ready_from": proposal.from.to_string(),
            "ready_to": proposal.to.to_string(),
            "begins": proposal.begins.to_string(),
            "units": proposal.units,
            "daily_capacity": proposal.pace.daily_capacity,
            "lead_days": proposal.pace.lead_days,
            "production_days": proposal.production_days,
            "delivery_days": proposal.pace.delivery_days,
            "buffer_days": proposal.pace.buffer_days,
        }));
    }
    let Proposal { pace, .. } = proposal;
    let words = console.words();
    let count = |count: Option<i64>| count.map(|count| words.count(count)).unwrap_or_default();
    let days = |days: i64| words.say(&Message::new("plan-days").count("days", days));
    let facts = [
        (
            "cli-col-ready",
            format!(
                "{} – {}",
                words.date(proposal.from),
                words.date(proposal.to)
            ),
        ),
        ("cli-col-begins", words.date(proposal.begins)),
        ("cli-col-units", words.count(proposal.units)),
        ("field-daily-capacity", count(pace.daily_capacity)),
        (
            "field-lead-days",
            pace.lead_days.map(days).unwrap_or_default(),
        ),
        ("cli-col-production-days", days(proposal.production_days)),
        ("field-delivery-days", days(pace.delivery_days)),
        ("field-buffer-days", days(pace.buffer_days)),
    ];
    console.facts(&facts)
}

/// Returns the estimates of a period and which customers have been told, as JSON.
pub(super) fn estimates_json(
    period: &Period,
    opened: &OpenBook,
) -> Result<[(&'static str, Value); 3], Failure> {
    let estimates = opened.book.estimates(period.id)?;
    let estimates: Vec<Value> = estimates
        .iter()
        .map(|estimate| {
            json!({
                "ready_from": estimate.from.to_string(),
                "ready_to": estimate.to.to_string(),
                "why": estimate.why,
                "made_at": moment(estimate.made_at, opened.zone),
            })
        })
        .collect();
    let told = opened.book.told(period.id, opened.now)?;
    let codes = |rows: &[crate::domain::order::OrderRow]| {
        rows.iter().map(|row| json!(row.code)).collect::<Value>()
    };
    Ok([
        ("estimates", Value::Array(estimates)),
        ("to_tell", codes(&told.to_tell)),
        ("told", codes(&told.told)),
    ])
}
