//! The JSON of a period.

use serde_json::{Map, Value, json};

use super::dates::estimates_json;
use super::stage::stages_json;
use crate::book::OfferRow;
use crate::cli::console::{Console, Failure, OpenBook};
use crate::domain::period::Period;
use crate::domain::policy::PolicyKind;
use crate::domain::when::Moment;
use crate::output::json::optional;
use crate::tasks::rows::column::{object, objects};
use crate::tasks::rows::offer::{OFFERS, OfferOrTier, TIERS, minimum_json};

/// Returns everything about a period as JSON.
pub(super) fn period_json(
    period: &Period,
    offers: &[OfferRow],
    opened: &OpenBook,
    console: &Console,
) -> Result<Value, Failure> {
    let moment = |at: Option<Moment>| at.map(|at| at.rfc3339(opened.zone));
    let versions: Vec<_> = opened
        .book
        .tally_versions(period.id)?
        .iter()
        .map(|version| {
            json!({
                "version": version.version,
                "frozen_at": version.frozen_at.rfc3339(opened.zone),
                "total": version.units,
                "stale": version.is_stale(&period.milestones),
            })
        })
        .collect();
    let quotas: Vec<_> = opened
        .book
        .product_quotas(period.id)?
        .iter()
        .map(|quota| {
            json!({
                "code": quota.code,
                "quota": quota.quota,
                "sold": quota.sold,
                "left": quota.quota - quota.sold,
            })
        })
        .collect();
    let view = console.view(opened.now);
    let tiers = opened.book.tiers(period.id)?;
    let rows = offers.iter().map(|offer| {
        let own = tiers.iter().filter(|tier| tier.offer == offer.id);
        let own: Vec<_> = own.map(|tier| OfferOrTier::tier(offer, tier)).collect();
        let mut row = object(OFFERS, offer, &view);
        row.insert("tiers".into(), objects(TIERS, &own, &view));
        Value::Object(row)
    });
    let rows: Value = rows.collect();
    let figures = opened.book.figures(period.id)?;
    let deficits: Vec<_> = opened
        .book
        .deficits_of(period.id)?
        .iter()
        .map(|deficit| {
            json!({
                "level": deficit.level.code(),
                "code": deficit.code,
                "quota": deficit.quota,
                "sold": deficit.sold,
            })
        })
        .collect();
    let reservations: Vec<_> = opened
        .book
        .reservations(period.id)?
        .iter()
        .map(|kept| {
            json!({
                "channel": kept.channel.code(),
                "variant": kept.variant,
                "units": kept.units,
                "used": kept.used,
                "given_back": kept.given_back,
            })
        })
        .collect();
    let bonuses: Vec<_> = opened
        .book
        .bonuses(period.id)?
        .iter()
        .map(|bonus| {
            json!({
                "label": bonus.label,
                "first": bonus.first,
                "discount": bonus.discount.raw(),
                "used": bonus.used,
                "left": bonus.left(),
            })
        })
        .collect();
    let member_sets = opened.book.member_sets(period.id)?;
    let member_sets: Vec<_> = member_sets
        .iter()
        .map(|sets| {
            let open = sets.open.iter();
            let open: Vec<_> = open
                .map(|(code, missing)| json!({"code": code, "missing": missing}))
                .collect();
            json!({"product": sets.product, "complete": sets.complete, "open": open})
        })
        .collect();
    let stages = opened.book.stages(period.id)?;
    let policies: Map<String, Value> = PolicyKind::ALL
        .iter()
        .map(|kind| (kind.code().to_owned(), json!(period.policies.get(*kind))))
        .collect();
    let mut whole = json!({
        "code": period.code.as_str(),
        "name": period.name,
        "stage": period.stage(opened.now).code(),
        "opens_at": moment(period.milestones.opens_at),
        "closes_at": moment(period.milestones.closes_at),
        "closed_at": moment(period.milestones.close(opened.now)),
        "ready_from": period.ready.map(|(from, _)| from.to_string()),
        "ready_to": period.ready.map(|(_, to)| to.to_string()),
        "down_payment": period.down_payment.to_string(),
        "down_payment_hours": period.down_payment_hours,
        "keep_by": period.confirms.keep_by(),
        "settle_by": moment(period.settle_by),
        "collect_days": period.collect_days,
        "update_days": period.update_days,
        "announce_at": moment(period.announce_at),
        "policies": policies,
        "cancellation": period.cancellation.to_string(),
        "quota": period.quota,
        "order_cap": period.order_cap,
        "sold": figures.units,
        "pieces": figures.sold.pieces,
        "packages": figures.sold.packages,
        "orders": figures.orders,
        "waiting": figures.waiting,
        "unconfirmed": figures.unconfirmed,
        "deficits": deficits,
        "reservations": reservations,
        "bonuses": bonuses,
        "stages": stages_json(&stages, opened),
        "figures": {
            "turnover": figures.turnover().raw(),
            "gross": figures.gross.raw(),
            "discounts": figures.discounts.raw(),
            "passed_on": figures.passed.raw(),
            "stages_billed": stages.iter().map(|stage| stage.amount.raw()).sum::<i64>(),
            "stages_paid": stages.iter().map(|stage| stage.stage.paid.raw()).sum::<i64>(),
            "forfeited": figures.forfeited.raw(),
            "unique_codes": figures.unique_codes.raw(),
            "paid": figures.paid.raw(),
        },
        "tally_versions": versions,
        "product_quotas": quotas,
        "offers": rows,
        "note": optional(Some(&period.note)),
        "minimum": minimum_json(opened.book.minimum(period)?),
        "member_sets": member_sets,
    });
    if let Some(object) = whole.as_object_mut() {
        let more = estimates_json(period, opened)?;
        object.extend(more.map(|(key, value)| (key.to_owned(), value)));
    }
    Ok(whole)
}
