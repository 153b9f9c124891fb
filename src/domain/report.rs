//! What a PO came to, and how its profit is made (rules 93, 101, 103).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::coded::coded;
use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::sharing::divide;
use super::when::Moment;

coded! {
    /// What the goods of a PO cost (rule 103): a cost once, one way or the other.
    pub enum CostBy {
        /// Unit cost (HPP) × units sold.
        UnitCost = "hpp" => "report-cost-hpp",
        /// The money spent on goods: suppliers, materials, packaging.
        Spent = "spent" | "belanja" => "report-cost-spent",
    }
}

/// [`Rupiah::plus`] or [`Rupiah::minus`].
type Combine = fn(Rupiah, Rupiah) -> Result<Rupiah, MoneyError>;

/// The sums of a report, in rupiah. What lowers the profit is a positive amount, but for discounts,
/// which are zero or less as on a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportSums {
    /// Lines, surcharges and weighings, before discounts.
    pub gross: Rupiah,
    /// Discounts, zero or less.
    pub discounts: Rupiah,
    /// DP hangus: what was kept of cancelled orders and parts.
    pub forfeited: Rupiah,
    /// Shipping on the bills.
    pub shipping_billed: Rupiah,
    /// What couriers were paid, there and back.
    pub shipping_paid: Rupiah,
    /// Stages on the bills.
    pub stages_billed: Rupiah,
    /// What the shop paid for stages.
    pub stages_paid: Rupiah,
    /// Unique codes, rounding, and what counting cash found (rule 92).
    pub other: Rupiah,
    /// Unit cost × units of the goods sold.
    pub unit_costs: Rupiah,
    /// Money spent on goods.
    pub purchases: Rupiah,
    /// Unit cost × units of what was given away (rule 109).
    pub promotion: Rupiah,
    /// Other expenses (rule 93).
    pub expenses: Rupiah,
    /// Fees of payments.
    pub fees: Rupiah,
    /// What customers were given off their bills for claims.
    pub compensation: Rupiah,
    /// Unit cost of goods that were made again because the first were lost or spoiled (rule 83).
    pub losses: Rupiah,
    /// What couriers or insurance paid for claims.
    pub recovered: Rupiah,
}

impl ReportSums {
    /// Each sum with that of another report.
    fn with(&self, other: &Self, of: Combine) -> Result<Self, MoneyError> {
        Ok(Self {
            gross: of(self.gross, other.gross)?,
            discounts: of(self.discounts, other.discounts)?,
            forfeited: of(self.forfeited, other.forfeited)?,
            shipping_billed: of(self.shipping_billed, other.shipping_billed)?,
            shipping_paid: of(self.shipping_paid, other.shipping_paid)?,
            stages_billed: of(self.stages_billed, other.stages_billed)?,
            stages_paid: of(self.stages_paid, other.stages_paid)?,
            other: of(self.other, other.other)?,
            unit_costs: of(self.unit_costs, other.unit_costs)?,
            purchases: of(self.purchases, other.purchases)?,
            promotion: of(self.promotion, other.promotion)?,
            expenses: of(self.expenses, other.expenses)?,
            fees: of(self.fees, other.fees)?,
            compensation: of(self.compensation, other.compensation)?,
            losses: of(self.losses, other.losses)?,
            recovered: of(self.recovered, other.recovered)?,
        })
    }

    /// Omzet: what was sold, less discounts (rule 103).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn turnover(&self) -> Result<Rupiah, MoneyError> {
        self.gross.plus(self.discounts)
    }

    /// The cost of the goods, counted in this way. Goods that were given away are in the money spent,
    /// so they count beside it only where cost is unit cost.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn cost(&self, by: CostBy) -> Result<Rupiah, MoneyError> {
        match by {
            CostBy::UnitCost => Ok(self.unit_costs),
            CostBy::Spent => Ok(self.purchases),
        }
    }

    /// How the profit is made, as signed amounts that add up to it (rule 103).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn parts(&self, by: CostBy) -> Result<Vec<(ProfitPart, Rupiah)>, MoneyError> {
        let mut parts = vec![
            (ProfitPart::Turnover, self.turnover()?),
            (ProfitPart::Forfeited, self.forfeited),
            (
                ProfitPart::Shipping,
                self.shipping_billed.minus(self.shipping_paid)?,
            ),
            (
                ProfitPart::Stages,
                self.stages_billed.minus(self.stages_paid)?,
            ),
            (ProfitPart::Other, self.other),
            (ProfitPart::Cost, self.cost(by)?.negated()),
        ];
        // Money spent holds the cost of all goods, given away or made twice.
        if by == CostBy::UnitCost {
            parts.push((ProfitPart::Promotion, self.promotion.negated()));
            parts.push((ProfitPart::Losses, self.losses.negated()));
        }
        parts.extend([
            (ProfitPart::Expenses, self.expenses.negated()),
            (ProfitPart::Fees, self.fees.negated()),
            (ProfitPart::Compensation, self.compensation.negated()),
            (ProfitPart::Recovered, self.recovered),
        ]);
        Ok(parts)
    }

    /// The profit (rule 103).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn profit(&self, by: CostBy) -> Result<Rupiah, MoneyError> {
        let mut profit = Rupiah::ZERO;
        for (_, part) in self.parts(by)? {
            profit = profit.plus(part)?;
        }
        Ok(profit)
    }
}

coded! {
    /// What a profit is made of.
    pub enum ProfitPart {
        /// Omzet.
        Turnover = "turnover" => "report-turnover",
        /// DP hangus.
        Forfeited = "forfeited" => "report-forfeited",
        /// Shipping billed less shipping paid.
        Shipping = "shipping" => "report-shipping",
        /// Stages billed less stages paid.
        Stages = "stages" => "report-stages",
        /// Unique codes and rounding.
        Other = "other" => "report-other",
        /// Cost of the goods sold.
        Cost = "cost" => "report-cost",
        /// Cost of what was given away.
        Promotion = "promotion" => "report-promotion",
        /// Cost of what was made again.
        Losses = "losses" => "report-losses",
        /// Expenses.
        Expenses = "expenses" => "report-expenses",
        /// Fees of payments.
        Fees = "fees" => "report-fees",
        /// What claims gave.
        Compensation = "compensation" => "report-compensation",
        /// What was paid for claims.
        Recovered = "recovered" => "report-recovered",
    }
}

/// So much of something, for a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The part.
    pub part: i64,
    /// All of it, more than zero.
    pub of: i64,
}

impl Rate {
    /// A rate; none of nothing.
    pub fn new(part: i64, of: i64) -> Option<Self> {
        (of > 0).then_some(Self { part, of })
    }

    /// In per cent, rounded half up.
    pub fn percent(self) -> i64 {
        let percent =
            (i128::from(self.part) * 200 + i128::from(self.of)) / (i128::from(self.of) * 2);
        i64::try_from(percent).unwrap_or(i64::MAX)
    }

    /// As a fraction with four decimals, for JSON.
    #[allow(clippy::cast_precision_loss)]
    pub fn fraction(self) -> f64 {
        let steps = i128::from(self.part) * 10_000 / i128::from(self.of);
        steps as f64 / 10_000.0
    }
}

/// What one product of a PO came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GoodsReport {
    /// Code of the variant; absent for surcharges and discounts of whole orders.
    pub code: Option<String>,
    /// Product and variant.
    pub goods: String,
    /// Units sold, those given away too.
    pub units: i64,
    /// Units for sale, where there is a quota.
    pub quota: Option<i64>,
    /// Lines and weighings, in rupiah.
    pub turnover: Rupiah,
    /// Unit cost × units sold, in rupiah.
    pub cost: Rupiah,
    /// Unit cost × units given away, in rupiah.
    pub promotion: Rupiah,
    /// Whether units were sold that have no unit cost.
    pub lacks_cost: bool,
}

impl GoodsReport {
    /// Turnover less cost, in rupiah.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn profit(&self) -> Result<Rupiah, MoneyError> {
        self.turnover.minus(self.cost)?.minus(self.promotion)
    }
}

/// What was ordered on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayReport {
    /// The day in the shop's zone.
    pub day: NaiveDate,
    /// Orders that count.
    pub orders: i64,
    /// Their units.
    pub units: i64,
}

/// Where orders came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelReport {
    /// The channel.
    pub channel: Channel,
    /// Orders that count.
    pub orders: i64,
    /// Lines and charges of the goods, in rupiah.
    pub turnover: Rupiah,
}

/// What a PO came to, by its orders (rule 108).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodReport {
    /// Orders that count.
    pub orders: i64,
    /// Cancelled orders.
    pub cancelled: i64,
    /// Units sold; a package is one.
    pub units: i64,
    /// The sums.
    pub sums: ReportSums,
    /// How its cost is counted.
    pub cost_by: CostBy,
    /// Net paid by customers, in rupiah.
    pub paid: Rupiah,
    /// Still to come, in rupiah.
    pub outstanding: Rupiah,
    /// To be refunded, in rupiah.
    pub refund_due: Rupiah,
    /// Units sold of those for sale, where there is a quota.
    pub sell_through: Option<Rate>,
    /// Days from the opening until the quota was full; 0 is the day it opened.
    pub days_to_full: Option<i64>,
    /// Cancelled orders of all.
    pub cancel_rate: Option<Rate>,
    /// Customers who had ordered in an earlier PO, of all its customers.
    pub repeat_rate: Option<Rate>,
    /// Days it was ready later than first promised; less than zero when earlier.
    pub days_late: Option<i64>,
    /// Orders and units by day.
    pub per_day: Vec<DayReport>,
    /// By product.
    pub per_product: Vec<GoodsReport>,
    /// By channel.
    pub per_channel: Vec<ChannelReport>,
}

coded! {
    /// What a report advises (rule 104).
    pub enum AdviceKind {
        /// Sold out: a larger quota would have sold.
        RaiseQuota = "raise_quota" => "advice-raise-quota",
        /// Sold much less than there was.
        Slow = "slow" => "advice-slow",
        /// Sold below its cost.
        Loss = "loss" => "advice-loss",
        /// Many orders were cancelled.
        Cancellations = "cancellations" => "advice-cancellations",
        /// Many customers came back.
        Repeat = "repeat" => "advice-repeat",
        /// Ready later than promised.
        Late = "late" => "advice-late",
    }
}

/// A fact that the owner may act on, with its reason (rule 104).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What it is about.
    pub what: AdviceKind,
    /// The arithmetic behind it.
    pub why: Message,
}

/// From how many per cent of its quota a product counts as sold slowly, at most.
const SLOW: i64 = 50;

/// From how many per cent of cancelled orders on they are named.
const MANY_CANCELLED: i64 = 15;

/// From how many per cent of returning customers on they are named.
const MANY_RETURN: i64 = 50;

impl PeriodReport {
    /// What the figures advise, each with its reason (rule 104). They state facts; the owner decides.
    pub fn advice(&self) -> Vec<Advice> {
        let mut advice = Vec::new();
        let mut say = |what, why| advice.push(Advice { what, why });
        if let (Some(rate), Some(days)) = (self.sell_through, self.days_to_full) {
            let why = Message::new("advice-full")
                .count("of", rate.of)
                .count("days", days);
            say(AdviceKind::RaiseQuota, why);
        }
        for goods in &self.per_product {
            let rate = goods.quota.and_then(|quota| Rate::new(goods.units, quota));
            match rate {
                Some(rate) if rate.part >= rate.of && self.days_to_full.is_none() => say(
                    AdviceKind::RaiseQuota,
                    sold_of("advice-goods-full", goods, rate),
                ),
                Some(rate) if rate.percent() <= SLOW => {
                    say(AdviceKind::Slow, sold_of("advice-goods-slow", goods, rate));
                }
                _ => {}
            }
            if goods.code.is_some() && goods.turnover > Rupiah::ZERO && goods.turnover < goods.cost
            {
                let why = Message::new("advice-goods-loss")
                    .text("goods", goods.goods.as_str())
                    .money("turnover", goods.turnover)
                    .money("cost", goods.cost);
                say(AdviceKind::Loss, why);
            }
        }
        let share = |rate: Option<Rate>, least: i64, key: &'static str| {
            let rate = rate.filter(|rate| rate.part > 0 && rate.percent() >= least)?;
            Some(
                Message::new(key)
                    .count("part", rate.part)
                    .count("of", rate.of)
                    .count("percent", rate.percent()),
            )
        };
        if let Some(why) = share(self.cancel_rate, MANY_CANCELLED, "advice-share-cancelled") {
            say(AdviceKind::Cancellations, why);
        }
        if let Some(why) = share(self.repeat_rate, MANY_RETURN, "advice-share-repeat") {
            say(AdviceKind::Repeat, why);
        }
        if let Some(days) = self.days_late.filter(|days| *days > 0) {
            say(
                AdviceKind::Late,
                Message::new("advice-days-late").count("days", days),
            );
        }
        advice
    }
}

fn sold_of(key: &'static str, goods: &GoodsReport, rate: Rate) -> Message {
    Message::new(key)
        .text("goods", goods.goods.as_str())
        .count("part", rate.part)
        .count("of", rate.of)
        .count("percent", rate.percent())
}

/// What a customer has ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerReport {
    /// Name.
    pub name: String,
    /// Phone number, normalised.
    pub phone: Option<String>,
    /// Orders that count.
    pub orders: i64,
    /// POs they are of.
    pub periods: i64,
    /// Units; a package is one.
    pub units: i64,
    /// What was sold to the customer, in rupiah.
    pub turnover: Rupiah,
    /// When the last of them was placed.
    pub last: Option<Moment>,
    /// Orders cancelled.
    pub cancelled: i64,
    /// The day of the year the shop remembers, `12-31`.
    pub birthday: Option<String>,
}

/// A bill that is not paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// Code of the order.
    pub order: String,
    /// Name of who pays.
    pub customer: String,
    /// What is left to pay, in rupiah.
    pub left: Rupiah,
    /// Until when: a kasbon's own day, else the last moment for the whole bill of its PO.
    pub due: Option<Moment>,
    /// Days since it is due; days since it was ordered where it has no such day.
    pub days: i64,
    /// Whether the goods came before the money (kasbon).
    pub kasbon: bool,
}

/// A movement of money of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashRow {
    /// When it moved.
    pub at: Moment,
    /// Name of the account.
    pub account: String,
    /// What it was.
    pub what: CashKind,
    /// Whom or what it was about: a customer's order, a PO, a note.
    pub about: String,
    /// Signed, in rupiah.
    pub amount: Rupiah,
    /// Whether it is held, not there yet.
    pub held: bool,
}

coded! {
    /// What a movement of money was.
    pub enum CashKind {
        /// A customer paid.
        Payment = "payment" => "cash-payment",
        /// A customer was given money back.
        Refund = "refund" => "cash-refund",
        /// An expense.
        Expense = "expense" => "cash-expense",
        /// A supplier was paid.
        Supplier = "supplier" => "cash-supplier",
        /// A courier was paid.
        Courier = "courier" => "cash-courier",
        /// A claim was paid for.
        Recovery = "recovery" => "cash-recovery",
        /// A stage was paid for.
        Stage = "stage" => "cash-stage",
        /// A fee.
        Fee = "fee" => "cash-fee",
        /// Interest.
        Interest = "interest" => "cash-interest",
        /// Tax.
        Tax = "tax" => "cash-tax",
        /// Between accounts.
        Transfer = "transfer" => "cash-transfer",
        /// What was held was paid out.
        Payout = "payout" => "cash-payout",
        /// A count found a difference.
        Count = "count" => "cash-count",
        /// The owner's own.
        Owner = "owner" => "cash-owner",
        /// Of nobody known.
        Unknown = "unknown" => "cash-unknown",
        /// Anything else.
        Other = "other" => "cash-other",
    }
}

/// What a span of days came to, by what was handed over in it (rule 108).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanReport {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How its cost is counted.
    pub cost_by: CostBy,
    /// What it came to.
    pub figures: Figures,
    /// When it was closed, where it is a closed month (rule 110).
    pub closed_at: Option<Moment>,
    /// What deeds on closed months changed their profit by, which counts in this span, in rupiah.
    pub late: Rupiah,
}

/// What days came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Orders of which the first goods were handed over.
    pub orders: i64,
    /// Orders cancelled.
    pub cancelled: i64,
    /// Pieces handed over.
    pub pieces: i64,
    /// The sums.
    pub sums: ReportSums,
    /// What customers paid, less what they were given back, in rupiah.
    pub paid: Rupiah,
    /// What the owner took of the accounts, in rupiah.
    pub drawn: Rupiah,
    /// By product, in the order of their codes; the last, without a code, is what belongs to whole orders.
    pub per_product: Vec<GoodsReport>,
}

impl Figures {
    /// Both together.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.with(other, Rupiah::plus, 1)
    }

    /// These less the others.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn minus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.with(other, Rupiah::minus, -1)
    }

    fn with(&self, other: &Self, of: Combine, sign: i64) -> Result<Self, MoneyError> {
        let mut per_product = self.per_product.clone();
        for goods in &other.per_product {
            let at = match per_product.iter().position(|of| of.code == goods.code) {
                Some(at) => at,
                None => {
                    per_product.push(GoodsReport {
                        code: goods.code.clone(),
                        goods: goods.goods.clone(),
                        ..GoodsReport::default()
                    });
                    per_product.len() - 1
                }
            };
            let row = &mut per_product[at];
            row.units += sign * goods.units;
            row.turnover = of(row.turnover, goods.turnover)?;
            row.cost = of(row.cost, goods.cost)?;
            row.promotion = of(row.promotion, goods.promotion)?;
            row.lacks_cost |= goods.lacks_cost;
        }
        per_product.retain(|row| row.units != 0 || row.turnover != Rupiah::ZERO);
        per_product.sort_by(|one, other| {
            (one.code.is_none(), &one.code).cmp(&(other.code.is_none(), &other.code))
        });
        Ok(Self {
            orders: self.orders + sign * other.orders,
            cancelled: self.cancelled + sign * other.cancelled,
            pieces: self.pieces + sign * other.pieces,
            sums: self.sums.with(&other.sums, of)?,
            paid: of(self.paid, other.paid)?,
            drawn: of(self.drawn, other.drawn)?,
            per_product,
        })
    }

    /// How the cost is counted where nobody asked: as unit costs, or as the money spent where something was
    /// sold without a cost.
    pub fn usual_cost(&self) -> CostBy {
        let lacks_cost = self.per_product.iter().any(|row| row.lacks_cost);
        match lacks_cost && self.sums.purchases > Rupiah::ZERO {
            true => CostBy::Spent,
            false => CostBy::UnitCost,
        }
    }
}

impl SpanReport {
    /// The profit by agreed shares in per cent, which may leave a rest (rule 111). Of a loss each bears the
    /// share; parts are rounded so that shares of a whole add up to it.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn shared(
        &self,
        shares: &[(String, i64)],
    ) -> Result<Vec<(String, i64, Rupiah)>, MoneyError> {
        let profit = self.figures.sums.profit(self.cost_by)?;
        let rest = 100 - shares.iter().map(|(_, percent)| percent).sum::<i64>();
        let weights: Vec<i64> = shares
            .iter()
            .map(|(_, percent)| *percent)
            .chain([rest.max(0)])
            .collect();
        let size = profit.max(profit.negated());
        let parts = divide(size, &weights, Rupiah::new(1)).unwrap_or_default();
        let signed = |part: Rupiah| match profit < Rupiah::ZERO {
            true => part.negated(),
            false => part,
        };
        let named = shares.iter().zip(parts);
        Ok(named
            .map(|((name, percent), part)| (name.clone(), *percent, signed(part)))
            .collect())
    }
}
