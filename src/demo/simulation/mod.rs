//! Simulates the last weeks of the sample shop deed by deed, from a queue of events ordered by
//! moment. Events after `now` are dropped.

mod change;
mod money;
mod order;
mod period;

use std::collections::BTreeMap;

use super::accounts::Accounts;
use super::goods::{Family, RandomItems};
use super::people::{People, lines};
use super::plan::{DAY, PLANS, Step};
use super::random::Random;
use crate::book::{Book, Result};
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::when::{Moment, Zone};

const HOUR: i64 = 3_600;

/// An event in the queue.
#[derive(Debug, Clone)]
enum Event {
    /// A PO is announced.
    Announce(usize),
    /// The owner does something to a PO.
    Step(usize, Step),
    /// A customer orders; after the close it is a late order.
    Order(usize),
    /// A customer orders for friends too: several orders, one payment.
    Together(usize),
    /// An order is typed for the wrong PO and undone at once.
    Mistake(usize),
    /// A regular customer orders from a new number; the two are merged.
    Duplicate(usize),
    /// A customer pays before ordering.
    Deposit(usize),
    /// The customer says the down payment was sent.
    Claim(OrderId),
    /// The down payment, or so many percent of it, arrives.
    DownPayment(OrderId, i64),
    /// The rest is paid.
    Settle(OrderId),
    /// Several orders are settled with one payment.
    SettleTogether(CustomerId, Vec<OrderId>),
    /// Shipping is billed.
    Ship(OrderId),
    /// An amount was typed wrongly and is corrected.
    Retype(OrderId),
    /// One unit more or fewer of the first item.
    Change(OrderId, i64),
    /// The order is cancelled, by the shop or by the customer.
    Cancel(OrderId, bool),
    /// What the customer is owed is refunded.
    Refund(OrderId),
}

/// The state of the simulation.
pub(super) struct Simulation {
    crowd: People,
    accounts: Accounts,
    random: Random,
    wishes: RandomItems,
    notes: Vec<&'static str>,
    now: Moment,
    /// Moment of the last deed; moments never go back.
    clock: i64,
    /// Midnight of today.
    today: i64,
    queue: BTreeMap<(i64, usize), Event>,
    queued: usize,
    /// Number of orders planned per plan.
    sizes: Vec<usize>,
    /// The period of each plan, once announced.
    periods: Vec<Option<PeriodId>>,
    /// Number of POs each family has had.
    made: [usize; 3],
    /// Orders placed per plan.
    orders: Vec<Vec<OrderId>>,
    placed: usize,
}

impl Simulation {
    pub(super) fn new(
        crowd: People,
        accounts: Accounts,
        random: Random,
        now: Moment,
        made: [usize; 3],
    ) -> Self {
        Self {
            crowd,
            accounts,
            random,
            wishes: RandomItems::new(),
            notes: lines(include_str!("../../../assets/demo/notes.txt")),
            now,
            today: Moment::opening(now.date(Zone::Wib), Zone::Wib).unix(),
            clock: i64::MIN,
            queue: BTreeMap::new(),
            queued: 0,
            sizes: Vec::new(),
            periods: vec![None; PLANS.len()],
            made,
            orders: vec![Vec::new(); PLANS.len()],
            placed: 0,
        }
    }

    /// Runs all events until now.
    pub(super) fn run(
        &mut self,
        book: &mut Book,
        orders: usize,
        mut progress: impl FnMut(usize),
    ) -> Result<()> {
        self.plan(orders);
        while let Some(((at, _), event)) = self.queue.pop_first() {
            if at > self.now.unix() {
                break;
            }
            let before = self.placed;
            self.clock = self.clock.max(at);
            self.apply(book, event, Moment::from_unix(self.clock))?;
            if self.placed > before {
                progress(self.placed);
            }
        }
        Ok(())
    }

    fn later(&mut self, at: i64, event: Event) {
        self.queued += 1;
        self.queue.insert((at, self.queued), event);
    }

    /// The moment `seconds` after `at`, for deeds that follow at once.
    fn soon(&mut self, at: Moment, seconds: i64) -> Moment {
        let at = (at.unix() + seconds).min(self.now.unix());
        self.clock = self.clock.max(at);
        Moment::from_unix(at)
    }

    /// Queues an event `from` to `to` hours after `at`, in the daytime.
    fn after(&mut self, at: Moment, from: i64, to: i64, event: Event) {
        let at = at.unix() + self.random.between(from * HOUR, to * HOUR);
        let at = self.by_day(at);
        self.later(at, event);
    }

    /// Moves a moment at night to the next morning.
    fn by_day(&mut self, at: i64) -> i64 {
        let hour = (at - self.today).rem_euclid(DAY) / HOUR;
        if hour >= 7 {
            return at;
        }
        at + (7 - hour) * HOUR + self.random.between(0, HOUR)
    }

    fn day(&self, day: i64) -> i64 {
        self.today + day * DAY
    }

    fn plan(&mut self, orders: usize) {
        let mut left = orders;
        for (number, plan) in PLANS.iter().enumerate() {
            let is_last = PLANS[number + 1..].iter().all(|plan| plan.share == 0);
            let share = usize::try_from(plan.share).unwrap_or(0);
            let size = match (share, is_last) {
                (0, _) => 0,
                (_, true) => left,
                (share, false) => (orders * share / 100).min(left),
            };
            left -= size;
            self.sizes.push(size);
            let announced = plan.window.map_or(-1, |(first, _)| first.min(0) - 2);
            let at = self.day(announced) + 10 * HOUR + self.random.between(0, HOUR);
            self.later(at.min(self.now.unix() - HOUR), Event::Announce(number));
            let Some((first, last)) = plan.window.filter(|_| size > 0) else {
                continue;
            };
            for (day, hour, step) in plan.steps {
                self.later(self.day(*day) + hour * HOUR, Event::Step(number, *step));
            }
            let opens = self.day(first) + 8 * HOUR;
            let closes = self.day(last + 1).min(self.now.unix() - 300);
            let late = plan.late.min(size / 8);
            let extra = extras(number, size);
            for _ in (late + extra)..size {
                let at = self.order_moment(opens, closes);
                self.later(at, Event::Order(number));
            }
            for _ in 0..late {
                let at = closes + self.random.between(10 * HOUR, 40 * HOUR);
                self.later(at, Event::Order(number));
            }
            if extra == 0 {
                continue;
            }
            let middle = i64::midpoint(opens, closes);
            match plan.family {
                Family::Jerseys => {
                    for _ in 0..2 {
                        let at = self.order_moment(opens, middle);
                        self.later(at, Event::Together(number));
                    }
                }
                Family::Cookies => {
                    let moments = [(); 3].map(|()| self.order_moment(opens, middle));
                    let events = [
                        Event::Mistake(number),
                        Event::Duplicate(number),
                        Event::Deposit(number),
                    ];
                    for (at, event) in moments.into_iter().zip(events) {
                        self.later(at, event);
                    }
                }
                Family::Frozen => {}
            }
        }
    }

    /// A random moment for an order: many on the first day and before the close, mostly in the
    /// evening.
    fn order_moment(&mut self, opens: i64, closes: i64) -> i64 {
        let days = ((closes - opens) / DAY).max(0);
        for _ in 0..8 {
            let day = match self.random.weighted(&[25, 50, 25]) {
                0 => 0,
                1 => self.random.between(0, days),
                _ => days,
            };
            let hour = [8, 10, 12, 14, 16, 18, 19, 20, 21, 22]
                [self.random.weighted(&[6, 10, 12, 8, 8, 10, 14, 14, 12, 6])];
            let midnight = opens - 8 * HOUR + day * DAY;
            let at = midnight + hour * HOUR + self.random.between(0, HOUR - 1);
            if (opens..=closes).contains(&at) {
                return at;
            }
        }
        self.random.between(opens, closes)
    }

    fn apply(&mut self, book: &mut Book, event: Event, at: Moment) -> Result<()> {
        match event {
            Event::Announce(number) => self.announce(book, number, at),
            Event::Step(number, step) => self.step(book, number, step, at),
            Event::Order(number) => self.order(book, number, at),
            Event::Together(number) => self.together(book, number, at),
            Event::Mistake(number) => self.mistake(book, number, at),
            Event::Duplicate(number) => self.duplicate(book, number, at),
            Event::Deposit(number) => self.deposit(book, number, at),
            Event::Claim(order) => self.claim(book, order, at),
            Event::DownPayment(order, percent) => self.down_payment(book, order, percent, at),
            Event::Settle(order) => self.settle(book, order, at),
            Event::SettleTogether(customer, orders) => {
                self.settle_together(book, customer, &orders, at)
            }
            Event::Ship(order) => self.ship(book, order, at),
            Event::Retype(order) => self.retype(book, order, at),
            Event::Change(order, by) => change::change(book, order, by, at),
            Event::Cancel(order, by_shop) => self.cancel(book, order, by_shop, at),
            Event::Refund(order) => self.refund(book, order, at),
        }
    }
}

/// How many of a PO's orders have a special event each; 0 in a small PO.
fn extras(number: usize, size: usize) -> usize {
    match PLANS[number].family {
        _ if size < 20 => 0,
        Family::Jerseys => 6,
        Family::Cookies => 1 + usize::from(orders_after_deposit(number)),
        Family::Frozen => 0,
    }
}

/// Whether a customer who paid a deposit orders soon after; in one PO the money stays unmatched.
fn orders_after_deposit(number: usize) -> bool {
    number.is_multiple_of(4)
}
