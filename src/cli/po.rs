//! `rekap po`: periods and what they offer (rules 1–10).

use clap::{ArgGroup, Args, Subcommand};
use serde_json::{Value, json};

use crate::book::{Milestone, NewPeriod, OfferChange, OfferRow, Opening, PeriodChange, TierChange};
use crate::domain::catalog::full_name;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::domain::pricing::Tier;
use crate::domain::when::{Moment, parse_date_range};
use crate::output::json::optional;
use crate::output::table::{Cell, Kind};

use super::desk::{Counter, Desk, Failure, bad, code};
use super::values::{self, Shape};

/// Order windows, from announcement to the end.
#[derive(Debug, Subcommand)]
pub enum Po {
    #[command(visible_alias = "baru")]
    New {
        #[arg(value_name = "CODE")]
        new_po: String,
        #[arg(value_name = "NAME")]
        po_name: String,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "tawarkan")]
    Offer {
        po: String,
        #[arg(value_name = "VARIANT")]
        offered: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Option<Rupiah>,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
        #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
        quota: Option<values::Quota>,
    },
    #[command(visible_alias = "bertahap")]
    Tier {
        po: String,
        #[arg(value_name = "VARIANT")]
        tiered: String,
        #[arg(value_name = "LABEL")]
        label: String,
        #[command(flatten)]
        terms: TierTerms,
    },
    #[command(visible_alias = "kuota")]
    Quota {
        po: String,
        #[arg(value_name = "PRODUCT")]
        quota_of: String,
        #[arg(value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
        quota: values::Quota,
    },
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "lihat")]
    Show {
        po: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah", group = ArgGroup::new("edits").required(true).multiple(true)
        .args(["name", "open", "close", "ready", "dp", "quota", "dp_hours"]))]
    Edit {
        po: String,
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        name: Option<String>,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "salin")]
    Clone {
        po: String,
        #[arg(value_name = "NEWCODE")]
        new_po: String,
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        name: Option<String>,
    },
    #[command(visible_alias = "buka")]
    Open { po: String },
    #[command(visible_alias = "tutup")]
    Close { po: String },
    #[command(visible_alias = "buka-lagi")]
    Reopen {
        po: String,
        #[arg(long, alias = "close", value_name = "MOMENT")]
        until: Option<String>,
    },
    #[command(visible_alias = "batal")]
    Cancel {
        po: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: Option<String>,
    },
    #[command(visible_alias = "selesai")]
    Finish { po: String },
}

/// The terms of a period that `new`, `edit` and `clone` set.
#[derive(Debug, Args)]
pub struct Terms {
    #[arg(long, value_name = "MOMENT")]
    open: Option<String>,
    #[arg(long, value_name = "MOMENT")]
    close: Option<String>,
    #[arg(long, value_name = "FROM..TO")]
    ready: Option<String>,
    #[arg(long, value_name = "DP", value_parser = values::down_payment, allow_negative_numbers = true)]
    dp: Option<DownPayment>,
    #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
    quota: Option<values::Quota>,
    #[arg(long, value_name = "N", value_parser = values::hours, allow_negative_numbers = true)]
    dp_hours: Option<u32>,
}

impl Terms {
    /// The terms as a change to a period.
    fn change(&self, counter: &Counter) -> Result<PeriodChange, Failure> {
        let opens_at = self
            .open
            .as_deref()
            .map(|text| or_none(text, |text| counter.opening("--open", text)))
            .transpose()?;
        let closes_at = self
            .close
            .as_deref()
            .map(|text| or_none(text, |text| counter.closing("--close", text)))
            .transpose()?;
        let ready = self
            .ready
            .as_deref()
            .map(|text| {
                parse_date_range(text, counter.now.date(counter.zone))
                    .map(|(from, to)| (from, to, String::new()))
                    .map_err(|error| bad("--ready", error.message()))
            })
            .transpose()?;
        Ok(PeriodChange {
            opens_at,
            closes_at,
            ready,
            down_payment: self.dp,
            down_payment_hours: self.dp_hours.map(Some),
            quota: self.quota.map(|quota| quota.0),
            ..PeriodChange::default()
        })
    }
}

/// What `tier` sets.
#[derive(Debug, Args)]
pub struct TierTerms {
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    price: Option<Rupiah>,
    #[arg(long = "until", value_name = "MOMENT")]
    tier_until: Option<String>,
    #[arg(long = "first", value_name = "N", value_parser = values::first, allow_negative_numbers = true)]
    first_units: Option<values::Quota>,
    #[arg(long = "archive", conflicts_with_all = ["price", "tier_until", "first_units"])]
    archive_tier: bool,
}

impl TierTerms {
    /// The terms as a change to a tier.
    fn change(&self, counter: &Counter) -> Result<TierChange, Failure> {
        let until = self
            .tier_until
            .as_deref()
            .map(|text| or_none(text, |text| counter.closing("--until", text)))
            .transpose()?;
        Ok(TierChange {
            price: self.price,
            until,
            first: self.first_units.map(|first| first.0),
            archived: self.archive_tier,
        })
    }
}

/// `none` (`tanpa`) takes a value away.
fn or_none<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    match text.trim() {
        "none" | "tanpa" => Ok(None),
        _ => read(text).map(Some),
    }
}

impl Po {
    /// Runs the subcommand.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        match self {
            Self::New {
                new_po,
                po_name,
                terms,
            } => {
                let code = code(&new_po)?;
                let name = desk.clean_line(&po_name);
                let mut counter = desk.open(Opening::Create)?;
                let settings = terms.change(&counter)?;
                let new = NewPeriod {
                    code,
                    name,
                    settings,
                };
                counter.book.add_period(&new, counter.now)?;
                desk.line(new.code.as_str())
            }
            Self::Offer {
                po,
                offered,
                price,
                cost,
                quota,
            } => {
                let change = OfferChange {
                    price,
                    cost,
                    quota: quota.map(|quota| quota.0),
                };
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                counter
                    .book
                    .set_offer(id, &code(&offered)?, &change, counter.now)?;
                Ok(())
            }
            Self::Tier {
                po,
                tiered,
                label,
                terms,
            } => {
                let label = desk.clean_line(&label);
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let change = terms.change(&counter)?;
                counter
                    .book
                    .set_tier(id, &code(&tiered)?, &label, &change, counter.now)?;
                Ok(())
            }
            Self::Quota {
                po,
                quota_of,
                quota,
            } => {
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let product = code(&quota_of)?;
                Ok(counter
                    .book
                    .set_product_quota(id, &product, quota.0, counter.now)?)
            }
            Self::List(shape) => list(shape, desk),
            Self::Show { po, shape } => show(&po, shape, desk),
            Self::Edit { po, name, terms } => {
                let name = name.map(|name| desk.clean_line(&name));
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let change = PeriodChange {
                    name,
                    ..terms.change(&counter)?
                };
                Ok(counter.book.edit_period(id, &change, counter.now)?)
            }
            Self::Clone { po, new_po, name } => {
                let name = name.map(|name| desk.clean_line(&name));
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let new = code(&new_po)?;
                counter
                    .book
                    .clone_period(id, &new, name.as_deref(), counter.now)?;
                desk.line(new.as_str())
            }
            Self::Open { po } => {
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                Ok(counter.book.open_period(id, counter.now)?)
            }
            Self::Close { po } => {
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let version = counter.book.close_period(id, counter.now)?;
                desk.say(
                    &Message::new("cli-closed")
                        .text("po", po)
                        .count("version", version.into()),
                );
                Ok(())
            }
            Self::Reopen { po, until } => {
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let until = until
                    .map(|text| counter.closing("--until", &text))
                    .transpose()?;
                Ok(counter.book.reopen_period(id, until, counter.now)?)
            }
            Self::Cancel { po, why } => {
                let why = desk.clean_line(&why.unwrap_or_default());
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                let orders = counter.book.cancel_period(id, &why, counter.now)?;
                let orders = i64::try_from(orders).unwrap_or(i64::MAX);
                desk.say(
                    &Message::new("cli-called-off")
                        .text("po", po)
                        .count("orders", orders),
                );
                Ok(())
            }
            Self::Finish { po } => {
                let mut counter = desk.open(Opening::Existing)?;
                let id = period(&counter, &po)?.id;
                Ok(counter
                    .book
                    .mark_period(id, Milestone::Finished, counter.now)?)
            }
        }
    }
}

/// The period of this code.
pub fn period(counter: &Counter, text: &str) -> Result<Period, Failure> {
    Ok(counter.book.period(&code(text)?)?)
}

fn list(shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let mut periods = Vec::new();
    for period in counter.book.periods()? {
        let offers = counter.book.offers(period.id)?;
        periods.push((period, offers));
    }
    if shape.json {
        let periods = periods
            .iter()
            .map(|(period, offers)| period_json(period, offers, &counter))
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
    for (period, offers) in &periods {
        let closes = period.milestones.closes_at;
        table.rows.push(vec![
            Cell::Text(period.code.to_string()),
            Cell::Text(period.name.clone()),
            Cell::Text(desk.words().word(period.stage(counter.now).key())),
            closes.map_or(Cell::Empty, Cell::Moment),
            Cell::Int(sold(offers)),
            Cell::int(period.quota),
        ]);
    }
    desk.print_sheet(&table)
}

fn show(text: &str, shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, text)?;
    let offers = counter.book.offers(period.id)?;
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
        ("cli-col-quota", count(period.quota)),
        ("cli-col-sold", words.count(sold(&offers))),
    ];
    desk.facts(&facts)?;
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
            Cell::Text(full_name(&offer.product, &offer.variant)),
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

fn sold(offers: &[OfferRow]) -> i64 {
    offers.iter().map(|offer| offer.sold).sum()
}

/// A period as the contract writes it.
fn period_json(period: &Period, offers: &[OfferRow], counter: &Counter) -> Result<Value, Failure> {
    let moment = |at: Option<Moment>| at.map(|at| at.rfc3339(counter.zone));
    let versions: Vec<_> = counter
        .book
        .tally_versions(period.id)?
        .iter()
        .map(|version| {
            json!({
                "version": version.version,
                "frozen_at": version.frozen_at.rfc3339(counter.zone),
                "total": version.units,
                "stale": version.is_stale(&period.milestones),
            })
        })
        .collect();
    let quotas: Vec<_> = counter
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
    let tiers = counter.book.tiers(period.id)?;
    let tiers_of = |offer: &OfferRow| -> Vec<Value> {
        let tier = |tier: &Tier| {
            json!({
                "label": tier.label,
                "price": tier.price.raw(),
                "until": moment(tier.until),
                "first": tier.first,
                "used": tier.used,
            })
        };
        let own = tiers.iter().filter(|tier| tier.offer == offer.id);
        own.map(tier).collect()
    };
    let rows: Vec<_> = offers
        .iter()
        .map(|offer| {
            json!({
                "code": offer.code,
                "product": offer.product,
                "variant": offer.variant,
                "price": offer.price.raw(),
                "cost": offer.cost.raw(),
                "quota": offer.quota,
                "sold": offer.sold,
                "left": offer.left(),
                "tiers": tiers_of(offer),
                "withdrawn": offer.withdrawn,
            })
        })
        .collect();
    Ok(json!({
        "code": period.code.as_str(),
        "name": period.name,
        "stage": period.stage(counter.now).code(),
        "opens_at": moment(period.milestones.opens_at),
        "closes_at": moment(period.milestones.closes_at),
        "closed_at": moment(period.milestones.close(counter.now)),
        "ready_from": period.ready.map(|(from, _)| from.to_string()),
        "ready_to": period.ready.map(|(_, to)| to.to_string()),
        "down_payment": period.down_payment.to_string(),
        "down_payment_hours": period.down_payment_hours,
        "quota": period.quota,
        "sold": sold(offers),
        "tally_versions": versions,
        "product_quotas": quotas,
        "offers": rows,
        "note": optional(Some(&period.note)),
    }))
}
