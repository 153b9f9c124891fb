//! Reports: the figures of a PO with how its profit is made, and the rows they are made of (rules 103,
//! 104, 108).

use serde_json::{Value, json};

use super::column::{Column, List, Shown, Tone, View};
use crate::domain::message::Message;
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::period::Period;
use crate::domain::report::{
    Advice, BonusReport, CancelReason, CashRow, ChannelReport, CostBy, CustomerReport, DayReport,
    Debt, GoodsReport, LatePayer, PeriodReport, ProfitPart, Ranked, Rate, ReportSums, SpanReport,
    TierReport,
};
use crate::output::table::{Cell, Kind};

type Part = Column<(ProfitPart, Rupiah)>;
type Goods = Column<GoodsReport>;
type Day = Column<DayReport>;
type Channel = Column<ChannelReport>;
type Of<R> = Column<R>;
type Shared = Column<(String, i64, Rupiah)>;
type Side = Column<(Period, PeriodReport)>;

/// What a PO's profit is made of, in the order it is added up.
pub const PARTS: List<(ProfitPart, Rupiah)> = List::new(
    "profit",
    &[
        Part::new("part", Kind::Text, |(part, _), view| {
            view.term(part.code(), part.key())
        })
        .json()
        .text("report-col-part"),
        Part::new("amount", Kind::Money, |(_, amount), _| Cell::Money(*amount))
            .json()
            .text("cli-col-amount"),
    ],
);

/// Turnover less cost; nothing where it can't be counted.
fn profit(row: &GoodsReport) -> Cell {
    row.profit().map_or(Cell::Empty, Cell::Money)
}

/// What each product came to.
pub const PER_PRODUCT: List<GoodsReport> = List::new(
    "per_product",
    &[
        Goods::new("code", Kind::Text, |row, _| Cell::text(row.code.as_deref()))
            .json()
            .text("cli-col-code"),
        Goods::new("goods", Kind::Text, |row, view| {
            Cell::Text(goods_name(row, view))
        })
        .text("cli-col-product")
        .screen("cli-col-product", 26, 40),
        Goods::new("units", Kind::Int, |row, _| Cell::Int(row.units))
            .json()
            .text("cli-col-sold")
            .screen("cli-col-sold", 7, 9),
        Goods::new("turnover", Kind::Money, |row, _| Cell::Money(row.turnover))
            .json()
            .text("report-turnover")
            .screen("report-turnover", 13, 16),
        Goods::new("cost", Kind::Money, |row, _| Cell::Money(row.cost))
            .json()
            .text("report-cost")
            .screen("report-cost", 13, 16)
            .rank(1),
        Goods::new("promotion", Kind::Money, |row, _| {
            Cell::Money(row.promotion)
        })
        .json(),
        Goods::new("profit", Kind::Money, |row, _| profit(row))
            .json()
            .text("report-profit")
            .screen("report-profit", 13, 16),
        Goods::new("rejected", Kind::Int, |row, _| Cell::Int(row.rejected)).json(),
        Goods::new("left", Kind::Int, |row, _| Cell::Int(row.left)).json(),
    ],
);

/// The name of the goods, or of what belongs to whole orders.
pub fn goods_name(row: &GoodsReport, view: &View<'_>) -> String {
    match row.code {
        Some(_) => row.goods.clone(),
        None => view.word("report-whole-orders"),
    }
}

/// Orders and units by day.
pub const PER_DAY: List<DayReport> = List::new(
    "per_day",
    &[
        Day::new("day", Kind::Date, |row, _| Cell::Date(row.day))
            .json()
            .text("report-col-day"),
        Day::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("report-orders"),
        Day::new("units", Kind::Int, |row, _| Cell::Int(row.units))
            .json()
            .text("cli-col-sold"),
    ],
);

/// What came by each channel.
pub const PER_CHANNEL: List<ChannelReport> = List::new(
    "per_channel",
    &[
        Channel::new("channel", Kind::Text, |row, view| {
            view.term(row.channel.code(), row.channel.key())
        })
        .json()
        .text("output-channel"),
        Channel::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("report-orders"),
        Channel::new("turnover", Kind::Money, |row, _| Cell::Money(row.turnover))
            .json()
            .text("report-turnover"),
    ],
);

/// What was sold at each tier's price.
pub const PER_TIER: List<TierReport> = List::new(
    "per_tier",
    &[
        Of::<TierReport>::new("goods", Kind::Text, |row, _| Cell::Text(row.goods.clone()))
            .json()
            .text("cli-col-product"),
        Of::<TierReport>::new("label", Kind::Text, |row, _| Cell::Text(row.label.clone()))
            .json()
            .text("noun-tier"),
        Of::<TierReport>::new("price", Kind::Money, |row, _| Cell::Money(row.price))
            .json()
            .text("field-price"),
        Of::<TierReport>::new("units", Kind::Int, |row, _| Cell::Int(row.units))
            .json()
            .text("cli-col-sold"),
        Of::<TierReport>::new("first", Kind::Int, |row, _| {
            row.first.map_or(Cell::Empty, Cell::Int)
        })
        .json(),
    ],
);

/// How many orders have each bonus.
pub const PER_BONUS: List<BonusReport> = List::new(
    "per_bonus",
    &[
        Of::<BonusReport>::new("label", Kind::Text, |row, _| Cell::Text(row.label.clone()))
            .json()
            .text("noun-bonus"),
        Of::<BonusReport>::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("report-orders"),
        Of::<BonusReport>::new("first", Kind::Int, |row, _| Cell::Int(row.first)).json(),
    ],
);

/// Why orders were cancelled.
pub const CANCEL_REASONS: List<CancelReason> = List::new(
    "cancel_reasons",
    &[
        Of::<CancelReason>::new("why", Kind::Text, |row, view| {
            Cell::Text(cancel_reason(row, view))
        })
        .json()
        .text("report-cancel-reasons"),
        Of::<CancelReason>::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("report-orders"),
    ],
);

/// A reason to cancel, or that none was written.
fn cancel_reason(row: &CancelReason, view: &View<'_>) -> String {
    match row.why.is_empty() {
        true => view.word("report-no-reason"),
        false => row.why.clone(),
    }
}

/// Orders that were paid late.
pub const PAID_LATE: List<LatePayer> = List::new(
    "paid_late",
    &[
        Of::<LatePayer>::new("order", Kind::Text, |row, _| Cell::Text(row.order.clone()))
            .json()
            .text("output-order"),
        Of::<LatePayer>::new("customer", Kind::Text, |row, _| {
            Cell::Text(row.customer.clone())
        })
        .json()
        .text("cli-col-customer"),
        Of::<LatePayer>::new("days", Kind::Int, |row, _| Cell::Int(row.days))
            .json()
            .text("report-days"),
        Of::<LatePayer>::new("open", Kind::Text, |row, view| view.flag(row.open))
            .json()
            .text("report-late-still"),
    ],
);

/// The figures beside the profit, by the keys of their names; absent ones are left out.
pub fn facts(report: &PeriodReport, view: &View<'_>) -> Vec<(&'static str, String)> {
    let words = view.words;
    let money = |amount: Rupiah| match amount {
        Rupiah::ZERO => String::new(),
        amount => words.rupiah(amount),
    };
    let percent = |rate: Option<Rate>| match rate {
        Some(rate) => view.say(
            &Message::new("report-rate")
                .count("percent", rate.percent())
                .count("part", rate.part)
                .count("of", rate.of),
        ),
        None => String::new(),
    };
    let days = |key: &'static str, days: Option<i64>| {
        days.map(|days| view.say(&Message::new(key).count("days", days)))
            .unwrap_or_default()
    };
    let late = match report.days_late {
        Some(late) if late > 0 => days("report-late", Some(late)),
        Some(late) if late < 0 => days("report-early", Some(-late)),
        Some(_) => view.word("report-on-time"),
        None => String::new(),
    };
    let cancelled = match report.cancelled {
        0 => String::new(),
        _ => percent(report.cancel_rate),
    };
    let gross = match report.sums.discounts {
        Rupiah::ZERO => Rupiah::ZERO,
        _ => report.sums.gross,
    };
    let customers = report.repeat_rate.map(|rate| {
        view.say(
            &Message::new("report-customers-of")
                .count("new", rate.of - rate.part)
                .count("again", rate.part),
        )
    });
    let listed = |parts: Vec<String>| parts.join(" · ");
    let tiers = report.per_tier.iter().map(|tier| {
        let (goods, label) = (tier.goods.as_str(), tier.label.as_str());
        let said = Message::new("report-tier-sold")
            .text("goods", goods)
            .text("label", label)
            .count("units", tier.units);
        view.say(&said)
    });
    let counted = |what: &str, count: i64| {
        view.say(
            &Message::new("report-counted")
                .text("what", what)
                .count("count", count),
        )
    };
    let bonuses = report.per_bonus.iter();
    let bonuses = bonuses.map(|bonus| counted(&bonus.label, bonus.orders));
    let reasons = report.cancel_reasons.iter();
    let reasons = reasons.map(|reason| counted(&cancel_reason(reason, view), reason.orders));
    let goods_with = |of: fn(&GoodsReport) -> i64| {
        let goods = report.per_product.iter().filter(|goods| of(goods) > 0);
        listed(
            goods
                .map(|goods| counted(&goods.goods, of(goods)))
                .collect(),
        )
    };
    let paid_late = match report.paid_late.len() {
        0 => String::new(),
        late => {
            let open = report.paid_late.iter().filter(|late| late.open).count();
            view.say(
                &Message::new("report-paid-late-of")
                    .count("late", late)
                    .count("open", open),
            )
        }
    };
    vec![
        ("report-orders", words.count(report.orders)),
        ("report-units", words.count(report.units)),
        ("report-gross", money(gross)),
        ("report-discounts", money(report.sums.discounts)),
        ("report-paid", money(report.paid)),
        ("report-outstanding", money(report.outstanding)),
        ("report-refund-due", money(report.refund_due)),
        ("report-sell-through", percent(report.sell_through)),
        (
            "report-days-to-full",
            days("report-full-after", report.days_to_full),
        ),
        ("report-cancelled", cancelled),
        ("report-cancel-reasons", listed(reasons.collect())),
        ("report-paid-late", paid_late),
        ("report-customers", customers.unwrap_or_default()),
        ("report-tiers", listed(tiers.collect())),
        ("report-bonuses", listed(bonuses.collect())),
        ("report-ready", late),
        ("report-rejected", goods_with(|goods| goods.rejected)),
        ("report-left", goods_with(|goods| goods.left)),
    ]
}

/// A report as JSON, by the contract of the command line.
///
/// # Errors
/// A sum that is too large.
pub fn json(period: &Period, report: &PeriodReport, view: &View<'_>) -> Result<Value, MoneyError> {
    let rate = |rate: Option<Rate>| rate.map(Rate::fraction);
    let advice: Vec<Value> = report
        .advice()
        .iter()
        .map(|advice| json!({"what": advice.what.code(), "why": view.say(&advice.why)}))
        .collect();
    let own = json!({
        "period": period.code.as_str(),
        "basis": "orders",
        "orders": report.orders,
        "cancelled": report.cancelled,
        "units": report.units,
    });
    let more = json!({
        "paid": report.paid.raw(),
        "outstanding": report.outstanding.raw(),
        "refund_due": report.refund_due.raw(),
        "sell_through": rate(report.sell_through),
        "days_to_full": report.days_to_full,
        "cancel_rate": rate(report.cancel_rate),
        "repeat_rate": rate(report.repeat_rate),
        "days_late": report.days_late,
        "per_day": PER_DAY.json(&report.per_day, view)["per_day"],
        "per_product": PER_PRODUCT.json(&report.per_product, view)["per_product"],
        "per_channel": PER_CHANNEL.json(&report.per_channel, view)["per_channel"],
        "per_tier": PER_TIER.json(&report.per_tier, view)["per_tier"],
        "per_bonus": PER_BONUS.json(&report.per_bonus, view)["per_bonus"],
        "cancel_reasons": CANCEL_REASONS.json(&report.cancel_reasons, view)["cancel_reasons"],
        "paid_late": PAID_LATE.json(&report.paid_late, view)["paid_late"],
        "advice": advice,
    });
    Ok(joined([
        own,
        sums_json(&report.sums, report.cost_by)?,
        more,
    ]))
}

/// What a span of days came to as JSON: the sums of a PO's report, without what only a PO has.
///
/// # Errors
/// A sum that is too large.
pub fn span_json(
    report: &SpanReport,
    shares: &[(String, i64, Rupiah)],
    view: &View<'_>,
) -> Result<Value, MoneyError> {
    let own = json!({
        "from": report.from.to_string(),
        "to": report.to.to_string(),
        "basis": "hand_over",
        "closed_at": report.closed_at.map(|at| at.rfc3339(view.words.zone())),
        "late": report.late.raw(),
        "orders": report.figures.orders,
        "cancelled": report.figures.cancelled,
        "units": report.figures.pieces,
    });
    let shares: Vec<Value> = shares
        .iter()
        .map(|(name, percent, amount)| {
            json!({"name": name, "percent": percent, "amount": amount.raw()})
        })
        .collect();
    let more = json!({
        "paid": report.figures.paid.raw(),
        "drawn": report.figures.drawn.raw(),
        "per_product": PER_PRODUCT.json(&report.figures.per_product, view)["per_product"],
        "shares": shares,
    });
    Ok(joined([
        own,
        sums_json(&report.figures.sums, report.cost_by)?,
        more,
    ]))
}

/// The fields of several objects in one.
fn joined(objects: [Value; 3]) -> Value {
    let fields = objects.into_iter().filter_map(|object| match object {
        Value::Object(fields) => Some(fields),
        _ => None,
    });
    Value::Object(fields.flatten().collect())
}

fn sums_json(sums: &ReportSums, by: CostBy) -> Result<Value, MoneyError> {
    Ok(json!({
        "gross": sums.gross.raw(),
        "discounts": sums.discounts.raw(),
        "turnover": sums.turnover()?.raw(),
        "forfeited": sums.forfeited.raw(),
        "shipping_billed": sums.shipping_billed.raw(),
        "shipping_paid": sums.shipping_paid.raw(),
        "stages_billed": sums.stages_billed.raw(),
        "stages_paid": sums.stages_paid.raw(),
        "other": sums.other.raw(),
        "cost": sums.cost(by)?.raw(),
        "cost_by": by.code(),
        "purchases": sums.purchases.raw(),
        "purchases_difference": sums.purchases.minus(sums.unit_costs)?.raw(),
        "promotion": sums.promotion.raw(),
        "losses": sums.losses.raw(),
        "expenses": sums.expenses.raw(),
        "fees": sums.fees.raw(),
        "compensation": sums.compensation.raw(),
        "recovered": sums.recovered.raw(),
        "profit": sums.profit(by)?.raw(),
    }))
}

/// An advice as a sentence with its reason.
pub fn advice_line(advice: &Advice, view: &View<'_>) -> String {
    format!(
        "{}: {}",
        view.word(advice.what.key()),
        view.say(&advice.why)
    )
}

/// What customers have ordered.
pub const CUSTOMERS: List<CustomerReport> = List::new(
    "customers",
    &[
        Of::<CustomerReport>::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
            .json()
            .text("cli-col-name")
            .screen("cli-col-name", 12, 32)
            .tone(Tone::Strong),
        Of::<CustomerReport>::new("phone", Kind::Phone, |row, _| {
            Cell::text(row.phone.as_deref())
        })
        .json()
        .text("cli-col-phone")
        .screen("cli-col-phone", 14, 18)
        .rank(3),
        Of::<CustomerReport>::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("report-orders")
            .screen("report-orders", 7, 8),
        Of::<CustomerReport>::new("periods", Kind::Int, |row, _| Cell::Int(row.periods))
            .json()
            .text("report-periods")
            .screen("report-periods", 3, 8)
            .rank(3),
        Of::<CustomerReport>::new("units", Kind::Int, |row, _| Cell::Int(row.units))
            .json()
            .text("cli-col-sold")
            .screen("cli-col-sold", 7, 9)
            .rank(4),
        Of::<CustomerReport>::new("turnover", Kind::Money, |row, _| Cell::Money(row.turnover))
            .json()
            .text("report-turnover")
            .screen("report-turnover", 13, 16),
        Of::<CustomerReport>::new("last", Kind::Moment, |row, _| Cell::moment(row.last))
            .json()
            .text("report-last")
            .screen("report-last", 15, 15)
            .look(|row, view| {
                let tone = match row.is_sleeping(view.now, view.zone()) {
                    true => Tone::Warn,
                    false => Tone::Plain,
                };
                let last = row.last.map(|last| view.words.date(last.date(view.zone())));
                Shown::new(last.unwrap_or_default(), tone)
            }),
        Of::<CustomerReport>::new("sleeping", Kind::Text, |row, view| {
            view.flag(row.is_sleeping(view.now, view.zone()))
        })
        .json(),
        Of::<CustomerReport>::new("cancelled", Kind::Int, |row, _| Cell::Int(row.cancelled))
            .json()
            .text("report-cancelled")
            .screen("report-cancelled", 6, 8)
            .rank(5),
        Of::<CustomerReport>::new("birthday", Kind::Text, |row, _| {
            Cell::text(row.birthday.as_deref())
        })
        .json(),
        Of::<CustomerReport>::new("days_to_date", Kind::Int, |row, view| {
            Cell::int(row.days_to_date(view.now.date(view.zone())))
        })
        .json()
        .screen("report-date-near", 15, 15)
        .rank(2)
        .look(|row, view| {
            let days = row.days_to_date(view.now.date(view.zone()));
            let near = days.filter(|days| *days <= NEAR);
            let said =
                near.map(|days| view.say(&Message::new("report-in-days").count("days", days)));
            Shown::new(said.unwrap_or_default(), Tone::Warn)
        }),
    ],
);

/// A day of the year that comes within so many days is near.
pub const NEAR: i64 = 30;

/// Bills that are not paid.
pub const DEBTS: List<Debt> = List::new(
    "rows",
    &[
        Of::<Debt>::new("order", Kind::Text, |row, _| Cell::Text(row.order.clone()))
            .json()
            .text("output-order")
            .screen("output-order", 9, 12),
        Of::<Debt>::new("customer", Kind::Text, |row, _| {
            Cell::Text(row.customer.clone())
        })
        .json()
        .text("cli-col-customer")
        .screen("cli-col-customer", 12, 32)
        .tone(Tone::Strong),
        Of::<Debt>::new("left", Kind::Money, |row, _| Cell::Money(row.left))
            .json()
            .text("report-outstanding")
            .screen("report-outstanding", 13, 16),
        Of::<Debt>::new("due", Kind::Moment, |row, _| Cell::moment(row.due))
            .json()
            .text("field-due")
            .screen("field-due", 15, 22)
            .rank(2),
        Of::<Debt>::new("days", Kind::Int, |row, _| Cell::Int(row.days))
            .json()
            .text("report-days")
            .screen("report-days", 5, 6),
        Of::<Debt>::new("kasbon", Kind::Text, |row, view| view.flag(row.kasbon))
            .json()
            .screen("report-col-kasbon", 6, 10)
            .rank(1)
            .look(|row, view| {
                let said = if row.kasbon {
                    view.word("report-kasbon")
                } else {
                    String::new()
                };
                Shown::new(said, Tone::Warn)
            }),
    ],
);

/// Products of all POs, the most sold first, with their part of all.
pub const RANKED: List<Ranked> = List::new(
    "products",
    &[
        Of::<Ranked>::new("goods", Kind::Text, |row, view| {
            Cell::Text(goods_name(&row.goods, view))
        })
        .screen("cli-col-product", 12, 36)
        .tone(Tone::Strong),
        Of::<Ranked>::new("units", Kind::Int, |row, _| Cell::Int(row.goods.units))
            .screen("cli-col-sold", 7, 9)
            .rank(3),
        Of::<Ranked>::new("turnover", Kind::Money, |row, _| {
            Cell::Money(row.goods.turnover)
        })
        .screen("report-turnover", 13, 16),
        Of::<Ranked>::new("bar", Kind::Text, |_, _| Cell::Empty)
            .screen("", 12, 12)
            .tone(Tone::Strong)
            .rank(4)
            .gauge(|row| Some((row.goods.turnover.raw(), row.most.raw()))),
        Of::<Ranked>::new("share", Kind::Int, |row, _| {
            Cell::int(row.share.map(Rate::percent))
        })
        .screen("report-share-of-all", 6, 8),
        Of::<Ranked>::new("up_to", Kind::Int, |row, _| {
            Cell::int(row.up_to.map(Rate::percent))
        })
        .screen("report-up-to", 8, 10)
        .rank(1),
        Of::<Ranked>::new("profit", Kind::Money, |row, _| profit(&row.goods))
            .screen("report-profit", 13, 16)
            .rank(2),
    ],
);

/// What moved through accounts.
pub const CASH: List<CashRow> = List::new(
    "rows",
    &[
        Of::<CashRow>::new("at", Kind::Moment, |row, _| Cell::Moment(row.at))
            .json()
            .text("cli-col-at")
            .screen("cli-col-at", 15, 22),
        Of::<CashRow>::new("account", Kind::Text, |row, _| {
            Cell::Text(row.account.clone())
        })
        .json()
        .text("field-account")
        .screen("field-account", 8, 16)
        .rank(2),
        Of::<CashRow>::new("kind", Kind::Text, |row, view| {
            view.term(row.what.code(), row.what.key())
        })
        .json()
        .text("report-col-part")
        .screen("report-col-part", 9, 14),
        Of::<CashRow>::new("about", Kind::Text, |row, _| Cell::Text(row.about.clone()))
            .json()
            .text("field-note")
            .screen("field-note", 10, 40),
        Of::<CashRow>::new("amount", Kind::Money, |row, _| Cell::Money(row.amount))
            .json()
            .text("cli-col-amount")
            .screen("cli-col-amount", 13, 16),
        Of::<CashRow>::new("held", Kind::Text, |row, view| view.flag(row.held))
            .json()
            .text("account-held"),
    ],
);

/// The lists of what products came to.
pub const PRODUCTS: List<GoodsReport> = List {
    key: "products",
    columns: PER_PRODUCT.columns,
    hidden: |_| false,
};

/// POs side by side.
pub const COMPARED: List<(Period, PeriodReport)> = List::new(
    "periods",
    &[
        Side::new("period", Kind::Text, |(period, _), _| {
            Cell::Text(period.code.to_string())
        })
        .json()
        .text("expense-po"),
        Side::new("orders", Kind::Int, |(_, report), _| {
            Cell::Int(report.orders)
        })
        .json()
        .text("report-orders"),
        Side::new("units", Kind::Int, |(_, report), _| Cell::Int(report.units))
            .json()
            .text("cli-col-sold"),
        Side::new("turnover", Kind::Money, |(_, report), _| {
            report.sums.turnover().map_or(Cell::Empty, Cell::Money)
        })
        .json()
        .text("report-turnover"),
        Side::new("cost", Kind::Money, |(_, report), _| {
            let cost = report.sums.cost(report.cost_by);
            cost.map_or(Cell::Empty, Cell::Money)
        })
        .json()
        .text("report-cost"),
        Side::new("expenses", Kind::Money, |(_, report), _| {
            Cell::Money(report.sums.expenses)
        })
        .json()
        .text("report-expenses"),
        Side::new("profit", Kind::Money, |(_, report), _| {
            let profit = report.sums.profit(report.cost_by);
            profit.map_or(Cell::Empty, Cell::Money)
        })
        .json()
        .text("report-profit"),
        Side::new("outstanding", Kind::Money, |(_, report), _| {
            Cell::Money(report.outstanding)
        })
        .json()
        .text("report-outstanding"),
        Side::new("cancelled", Kind::Int, |(_, report), _| {
            Cell::Int(report.cancelled)
        })
        .json()
        .text("report-cancelled"),
    ],
);

/// The profit by agreed shares (rule 111).
pub const SHARES: List<(String, i64, Rupiah)> = List::new(
    "shares",
    &[
        Shared::new("name", Kind::Text, |(name, _, _), _| {
            Cell::Text(name.clone())
        })
        .json()
        .text("cli-col-name"),
        Shared::new("percent", Kind::Int, |(_, percent, _), _| {
            Cell::Int(*percent)
        })
        .json()
        .text("report-percent"),
        Shared::new("amount", Kind::Money, |(_, _, amount), _| {
            Cell::Money(*amount)
        })
        .json()
        .text("cli-col-amount"),
    ],
);
