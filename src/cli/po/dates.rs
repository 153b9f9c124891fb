//! `rekap po postpone`, `told`, `estimate` and `proceed`: ready dates that move, and minimums that
//! were not reached (rules 5, 6, 8, 53, 68).

use serde_json::{Value, json};

use crate::book::Opening;
use crate::cli::desk::{Counter, Desk, Failure, bad, code, period};
use crate::cli::values::Shape;
use crate::domain::estimate::Proposal;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::when::parse_date_range;
use crate::output::json::moment;

pub(super) fn postpone(po: &str, ready: &str, why: &str, desk: &mut Desk) -> Result<(), Failure> {
    let why = desk.clean_line(why);
    let mut counter = desk.open(Opening::Existing)?;
    let id = period(&counter, po)?.id;
    let ready = parse_date_range(ready, counter.now.date(counter.zone))
        .map_err(|error| bad("--ready", error.message()))?;
    counter.book.postpone_period(id, ready, &why, counter.now)?;
    say_to_tell(po, &counter, desk)
}

/// Says how many orders' customers have not been told of a moved date (rule 53).
pub(super) fn say_to_tell(po: &str, counter: &Counter, desk: &mut Desk) -> Result<(), Failure> {
    let period = period(counter, po)?;
    let orders = counter.book.to_tell_count(period.id)?;
    if orders > 0 {
        desk.say(
            &Message::new("cli-to-tell")
                .text("po", period.code.as_str())
                .count("orders", orders),
        );
    }
    Ok(())
}

pub(super) fn told(po: &str, orders: &[String], desk: &mut Desk) -> Result<(), Failure> {
    let mut counter = desk.open(Opening::Existing)?;
    let id = period(&counter, po)?.id;
    let orders = orders
        .iter()
        .map(|order| Ok(counter.book.order_id(order)?))
        .collect::<Result<Vec<_>, Failure>>()?;
    counter.book.tell(id, &orders, counter.now)?;
    Ok(())
}

pub(super) fn proceed(po: &str, variant: Option<&str>, desk: &mut Desk) -> Result<(), Failure> {
    let variant = variant.map(code).transpose()?;
    let mut counter = desk.open(Opening::Existing)?;
    let id = period(&counter, po)?.id;
    counter
        .book
        .produce_anyway(id, variant.as_ref(), counter.now)?;
    Ok(())
}

/// Warns of minimums that were not reached when a period closes (rules 8, 68).
pub(super) fn say_minimums(
    period: &Period,
    counter: &Counter,
    desk: &mut Desk,
) -> Result<(), Failure> {
    for (code, minimum) in counter.book.undecided_minimums(period)? {
        desk.say(
            &Message::new("cli-below-minimum")
                .text("code", code)
                .text("po", period.code.as_str())
                .count("sold", minimum.sold)
                .count("minimum", minimum.units),
        );
    }
    Ok(())
}

pub(super) fn estimate(po: &str, shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, po)?;
    let Some(proposal) = counter.book.proposed_estimate(period.id, counter.now)? else {
        let period = period.code.to_string();
        return Err(PlanRefusal::NoPace { period }.message().into());
    };
    if shape.json {
        return desk.json(&json!({
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
    let words = desk.words();
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
    desk.facts(&facts)
}

/// Returns the estimates of a period and which customers have been told, as JSON.
pub(super) fn estimates_json(
    period: &Period,
    counter: &Counter,
) -> Result<[(&'static str, Value); 3], Failure> {
    let estimates = counter.book.estimates(period.id)?;
    let estimates: Vec<Value> = estimates
        .iter()
        .map(|estimate| {
            json!({
                "ready_from": estimate.from.to_string(),
                "ready_to": estimate.to.to_string(),
                "why": estimate.why,
                "made_at": moment(estimate.made_at, counter.zone),
            })
        })
        .collect();
    let told = counter.book.told(period.id, counter.now)?;
    let codes = |rows: &[crate::domain::order::OrderRow]| {
        rows.iter().map(|row| json!(row.code)).collect::<Value>()
    };
    Ok([
        ("estimates", Value::Array(estimates)),
        ("to_tell", codes(&told.to_tell)),
        ("told", codes(&told.told)),
    ])
}
