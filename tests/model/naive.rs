//! A naive shop that stores only what was done, unit by unit and payment by payment, and recounts
//! every figure from that. It is slow and so simple that it can be checked by reading.

use rekap::domain::id::{OrderId, PaymentId};

use crate::accounts::Accounts;
use crate::claims::Claim;
use crate::parcels::{Parcel, Recipient};
use crate::stages::{Stage, StagePart};

/// The goods in both periods: three variants of two products.
pub const VARIANTS: [&str; 3] = ["NAS-KEJU", "NAS-COK", "LK"];
/// Prices of the variants at the start.
pub const PRICES: [i64; 3] = [60_000, 55_000, 30_000];
/// The variant that is sold by weight (rule 94): its prices are for a kilogram, one unit is about so many grams.
pub const WEIGHED: usize = 2;
pub const ABOUT: i64 = 1_500;
/// Those that the named orders are for, and the variant that is theirs.
pub const WEARERS: [(&str, usize); 2] = [("Adit", 0), ("Bayu", 1)];
/// The product of each variant.
const PRODUCT: [usize; 3] = [0, 0, 1];

/// One unit, as it was sold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    pub variant: usize,
    pub price: i64,
    pub tier: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Held,
    Waiting,
    Cancelled,
}

/// Money paid to an order or refunded from it, with the bill at that moment.
#[derive(Debug, Clone)]
pub struct Part {
    pub payment: PaymentId,
    pub amount: i64,
    pub total: i64,
    pub down_payment: i64,
    pub refund: bool,
    pub voided: bool,
    pub for_whom: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Order {
    pub id: OrderId,
    pub period: usize,
    pub state: State,
    pub units: Vec<Unit>,
    /// Shipping, discount (negative), weighing and others, but no codes and stages.
    pub charges: Vec<(&'static str, i64)>,
    pub kept: i64,
    pub parts: Vec<Part>,
    /// Percentage due up front, and percentages refunded until the close, until production and
    /// after; all fixed when the order was confirmed (rules 25, 33).
    pub down_payment: i64,
    pub cancellation: [i64; 3],
    /// Money was moved from or to it, so its parts can't be told apart any more.
    pub mixed: bool,
    /// When it was confirmed.
    pub confirmed: i64,
    /// Its units of some variants name for whom they are.
    pub named: bool,
    /// What its units that are sold by weight weighed, in grams.
    pub weighed: Option<i64>,
    /// The unique code on its goods.
    pub code: i64,
    pub stages: Vec<StagePart>,
    /// Those who receive parts of it, in the order they were named.
    pub recipients: Vec<Recipient>,
    /// Units that came back for it and are set aside.
    pub aside: [i64; 3],
}

#[derive(Debug, Clone)]
pub struct Tier {
    pub label: &'static str,
    pub price: i64,
    pub first: i64,
}

#[derive(Debug, Clone)]
pub struct Offer {
    pub price: i64,
    pub quota: Option<i64>,
    pub tiers: Vec<Tier>,
}

/// The stage of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    Open,
    Closed,
    Production,
}

#[derive(Debug, Clone)]
pub struct Period {
    pub offers: Vec<Offer>,
    pub product_quota: Option<i64>,
    pub quota: Option<i64>,
    pub reached: Reached,
    /// Percentage of the total due up front.
    pub down_payment: i64,
    /// Percentages refunded until the close, until production, and after.
    pub cancellation: [i64; 3],
    pub stages: Vec<Stage>,
}

/// The whole shop.
#[derive(Debug, Clone)]
pub struct Naive {
    pub periods: Vec<Period>,
    /// In the order they were placed.
    pub orders: Vec<Order>,
    /// Ids of the waiting orders, in order.
    pub queue: Vec<OrderId>,
    /// Ids of the payments, oldest first.
    pub payments: Vec<PaymentId>,
    /// In the order they were packed.
    pub parcels: Vec<Parcel>,
    /// In the order they were made.
    pub claims: Vec<Claim>,
    /// Couriers who have collected money before.
    pub collectors: Vec<&'static str>,
    pub accounts: Accounts,
    /// The moment of the deed.
    pub now: i64,
}

impl Naive {
    pub fn new() -> Self {
        let period = |down_payment, cancellation| Period {
            offers: PRICES
                .iter()
                .map(|price| Offer {
                    price: *price,
                    quota: None,
                    tiers: Vec::new(),
                })
                .collect(),
            product_quota: None,
            quota: None,
            reached: Reached::Open,
            down_payment,
            cancellation,
            stages: Vec::new(),
        };
        Self {
            periods: vec![period(50, [100, 50, 0]), period(0, [90, 70, 0])],
            orders: Vec::new(),
            queue: Vec::new(),
            payments: Vec::new(),
            parcels: Vec::new(),
            claims: Vec::new(),
            collectors: Vec::new(),
            accounts: Accounts::default(),
            now: 0,
        }
    }

    pub fn order(&self, id: OrderId) -> &Order {
        self.orders.iter().find(|order| order.id == id).unwrap()
    }

    pub fn order_mut(&mut self, id: OrderId) -> &mut Order {
        self.orders.iter_mut().find(|order| order.id == id).unwrap()
    }

    fn held(&self, period: usize) -> impl Iterator<Item = &Unit> {
        self.orders
            .iter()
            .filter(move |order| order.period == period && order.state == State::Held)
            .flat_map(|order| &order.units)
    }

    pub fn sold(&self, period: usize, variant: usize) -> i64 {
        count(self.held(period).filter(|unit| unit.variant == variant))
    }

    pub fn sold_in_all(&self, period: usize) -> i64 {
        count(self.held(period))
    }

    pub fn used(&self, period: usize, variant: usize, label: &str) -> i64 {
        count(
            self.held(period)
                .filter(|unit| unit.variant == variant && unit.tier.as_deref() == Some(label)),
        )
    }

    /// Whether so many more units of each variant fit at every level of quota (rule 15). Levels
    /// that get no more units are not checked.
    pub fn fits(&self, period: usize, wants: [i64; 3]) -> bool {
        let terms = &self.periods[period];
        let room = |quota: Option<i64>, taken: i64, more: i64| {
            more <= 0 || quota.is_none_or(|quota| taken + more <= quota)
        };
        let variants = (0..3).all(|variant| {
            let offer = &terms.offers[variant];
            room(offer.quota, self.sold(period, variant), wants[variant])
        });
        let of_product = |product: usize, figures: [i64; 3]| -> i64 {
            (0..3)
                .filter(|variant| PRODUCT[*variant] == product)
                .map(|variant| figures[variant])
                .sum()
        };
        let sold = [0, 1, 2].map(|variant| self.sold(period, variant));
        variants
            && room(
                terms.product_quota,
                of_product(0, sold),
                of_product(0, wants),
            )
            && room(terms.quota, sold.iter().sum(), wants.iter().sum())
    }

    /// Adds a unit to an order, at the first tier with units left (rule 12).
    pub fn sell(&mut self, id: OrderId, variant: usize) {
        let order = self.order(id);
        let period = order.period;
        let offer = &self.periods[period].offers[variant];
        let tier = offer
            .tiers
            .iter()
            .find(|tier| self.taken(order, variant, tier.label) < tier.first);
        let price = tier.map_or(offer.price, |tier| tier.price);
        let unit = Unit {
            variant,
            // One weighs so many grams by the estimate.
            price: if variant == WEIGHED {
                price * ABOUT / 1_000
            } else {
                price
            },
            tier: tier.map(|tier| tier.label.to_owned()),
        };
        self.order_mut(id).units.push(unit);
    }

    /// Returns the units taken of a tier as this order sees it: its own count even while it waits.
    fn taken(&self, order: &Order, variant: usize, label: &str) -> i64 {
        let own = order
            .units
            .iter()
            .filter(|unit| unit.variant == variant && unit.tier.as_deref() == Some(label));
        let others = self.used(order.period, variant, label);
        if order.state == State::Held {
            others
        } else {
            others + count(own)
        }
    }

    /// Removes a unit from an order: the one with the highest price (rule 13), and of these the
    /// last sold.
    pub fn take_back(&mut self, id: OrderId, variant: usize) -> Unit {
        let units = &mut self.order_mut(id).units;
        let dearest = units
            .iter()
            .filter(|unit| unit.variant == variant)
            .map(|unit| unit.price)
            .max()
            .unwrap();
        let at = units
            .iter()
            .rposition(|unit| unit.variant == variant && unit.price == dearest)
            .unwrap();
        units.remove(at)
    }

    /// Serves the waiting orders of a period that fit, in order (rule 20); from production on none
    /// is served automatically.
    pub fn serve(&mut self, period: usize) {
        if self.periods[period].reached == Reached::Production {
            return;
        }
        for id in self.queue.clone() {
            if self.order(id).period == period && self.fits(period, self.order(id).wants()) {
                self.confirm(id);
            }
        }
    }

    /// Confirms an order at current prices (rule 62).
    pub fn confirm(&mut self, id: OrderId) {
        self.queue.retain(|waiting| *waiting != id);
        let wants = self.order(id).wants();
        let terms = &self.periods[self.order(id).period];
        let (down_payment, cancellation) = (terms.down_payment, terms.cancellation);
        let now = self.now;
        let order = self.order_mut(id);
        let weighed = order.weighed_of();
        order.units.clear();
        order.state = State::Held;
        order.confirmed = now;
        (order.down_payment, order.cancellation) = (down_payment, cancellation);
        for (variant, units) in wants.into_iter().enumerate() {
            for _ in 0..units {
                self.sell(id, variant);
            }
        }
        self.order_mut(id).forget_weighing(weighed);
    }

    pub fn cancel(&mut self, id: OrderId, by_shop: bool) {
        let period = self.order(id).period;
        self.cancel_unserved(id, by_shop);
        self.serve(period);
    }

    /// Cancels an order; nobody gets its units yet.
    pub fn cancel_unserved(&mut self, id: OrderId, by_shop: bool) {
        let order = self.order(id);
        let back = order.cancellation[self.periods[order.period].reached as usize];
        // A waiting order was promised nothing and forfeits nothing.
        let held = order.state == State::Held;
        let bill = self.bill(order);
        let kept = if by_shop {
            0
        } else if !held {
            order.fee()
        } else {
            order.fee() + self.at_stake(order, &bill) * (100 - back) / 100
        };
        self.queue.retain(|waiting| *waiting != id);
        let order = self.order_mut(id);
        order.state = State::Cancelled;
        order.kept = kept;
    }

    /// Returns what is forfeited of goods worth `removed` that leave an order, and of the order as it was
    /// before: their part of the down payment (rule 33).
    pub fn forfeit_part(&self, before: &Order, removed: i64) -> i64 {
        let back = before.cancellation[self.periods[before.period].reached as usize];
        let goods = self.goods(before).max(1);
        let stake = self.at_stake(before, &self.bill(before));
        stake * removed.clamp(0, goods) * (100 - back) / (goods * 100)
    }

    /// Returns the down payment that can be forfeited, without what was kept of it before.
    fn at_stake(&self, order: &Order, bill: &Bill) -> i64 {
        let asked = if bill.down_payment == 0 {
            self.goods(order)
        } else {
            bill.down_payment
        };
        (asked.min(order.paid()) - order.fee()).max(0)
    }

    /// Returns the price of an order's units, without charges.
    pub fn lines(&self, id: OrderId) -> i64 {
        self.order(id).units.iter().map(|unit| unit.price).sum()
    }

    /// Moves money from one order to another, the oldest payments first.
    pub fn transfer(&mut self, from: OrderId, to: OrderId, amount: i64) {
        let mut rest = amount;
        let order = self.order(from);
        let live = order
            .parts
            .iter()
            .filter(|part| !part.voided && !part.refund);
        let mut came: Vec<(PaymentId, i64)> = Vec::new();
        for part in live {
            match came
                .iter_mut()
                .find(|(payment, _)| *payment == part.payment)
            {
                Some((_, sum)) => *sum += part.amount,
                None => came.push((part.payment, part.amount)),
            }
        }
        came.sort_by_key(|(payment, _)| payment.raw());
        for (payment, sum) in came {
            let moved = sum.min(rest);
            rest -= moved;
            if moved > 0 {
                for (id, amount) in [(from, -moved), (to, moved)] {
                    let order = self.order_mut(id);
                    order.mixed = true;
                    order.parts.push(Part {
                        payment,
                        amount,
                        total: 0,
                        down_payment: 0,
                        refund: false,
                        voided: false,
                        for_whom: None,
                    });
                }
            }
        }
    }

    /// Returns what down payments are counted from: lines, surcharges and discounts (rule 25).
    pub fn goods(&self, order: &Order) -> i64 {
        let units: i64 = order.units.iter().map(|unit| unit.price).sum();
        let charges = order.charges.iter();
        let of_goods = charges
            .filter(|(kind, _)| matches!(*kind, "surcharge" | "discount" | "exchange" | WEIGHING));
        units + of_goods.map(|(_, amount)| amount).sum::<i64>()
    }

    /// Returns the bill of an order.
    pub fn bill(&self, order: &Order) -> Bill {
        let sum: i64 = order.units.iter().map(|unit| unit.price).sum();
        let charges: i64 = order.charges.iter().map(|(_, amount)| amount).sum();
        let cancelled = order.state == State::Cancelled;
        let stages = order.stage_sum();
        let before = if cancelled {
            order.kept
        } else {
            sum + charges + order.code
        };
        let total = before + stages;
        let percent = order.down_payment;
        // Of lines, surcharges and discounts, rounded up to the next 500 (rule 25).
        let goods = self.goods(order);
        let exact = goods * percent;
        let due = ((exact + 49_999) / 50_000 * 500)
            .min(goods)
            .min(before)
            .max(0);
        let (mut paid, mut settled, mut met) = (0, false, None);
        for part in order.parts.iter().filter(|part| !part.voided) {
            paid += part.amount;
            if part.amount < 0 {
                settled &= paid >= part.total;
                met = met.filter(|met| paid >= *met);
            } else {
                settled |= part.total > 0 && paid >= part.total;
                if met.is_none() && part.down_payment > 0 && paid >= part.down_payment {
                    met = Some(part.down_payment);
                }
            }
        }
        let down_payment = met
            .unwrap_or(if cancelled { 0 } else { due })
            .min(before)
            .max(0);
        let refunded: i64 = order
            .parts
            .iter()
            .filter(|part| part.refund && !part.voided)
            .map(|part| part.amount)
            .sum();
        // A stage that is due later is no shortage (rule 63).
        let overdue = self.stages_due(order);
        let late = !cancelled && overdue > 0 && paid < before + overdue;
        let is_met = met.is_some() || paid >= down_payment;
        let status = if paid > total {
            if cancelled { "refund_due" } else { "overpaid" }
        } else if paid == total {
            match (cancelled && refunded < 0, total) {
                (true, _) => "refunded",
                _ if self.awaits_bill(order) => "awaiting_bill",
                (false, 0) => "nothing_due",
                (false, _) => "settled",
            }
        } else if paid <= 0 {
            "unpaid"
        } else if stages > 0 && !late && paid >= before {
            "down_payment"
        } else if settled || is_met && late {
            "underpaid"
        } else if is_met {
            "down_payment"
        } else {
            "partial"
        };
        Bill {
            total,
            down_payment,
            paid,
            status,
        }
    }
}

/// Figures of a bill in rupiah, and its payment status as in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bill {
    pub total: i64,
    pub down_payment: i64,
    pub paid: i64,
    pub status: &'static str,
}

/// The kind of the charge by which a weighing corrects the bill.
pub const WEIGHING: &str = "weighing";
/// The kind of the charge for what is kept of cancelled parts.
pub const FEE: &str = "cancellation_fee";

impl Order {
    /// Returns what is kept of its cancelled parts.
    pub fn fee(&self) -> i64 {
        let fees = self.charges.iter().filter(|(kind, _)| *kind == FEE);
        fees.map(|(_, fee)| fee).sum()
    }

    /// Keeps more of its cancelled parts. What a mixed order had up front is only known to the book, which says
    /// what is kept in all.
    pub fn keep(&mut self, fee: i64, known: i64) {
        let all = if self.mixed { known } else { self.fee() + fee };
        self.charges.retain(|(kind, _)| *kind != FEE);
        self.charges.extend((all > 0).then_some((FEE, all)));
    }

    /// Returns the units of each variant.
    pub fn wants(&self) -> [i64; 3] {
        [0, 1, 2].map(|variant| count(self.units.iter().filter(|unit| unit.variant == variant)))
    }

    pub fn paid(&self) -> i64 {
        self.parts
            .iter()
            .filter(|part| !part.voided)
            .map(|part| part.amount)
            .sum()
    }
}

pub fn count<T>(units: impl Iterator<Item = T>) -> i64 {
    i64::try_from(units.count()).unwrap()
}
