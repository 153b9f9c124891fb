//! Does each deed in both shops. The naive shop predicts whether the book accepts it, then does the
//! same.

use proptest::{prop_assert, prop_assert_eq};
use rekap::book::{
    Admission, IfFull, Milestone, NewOrder, NewPayment, OfferChange, OrderChange, PartCancel,
    PeriodChange, TierChange,
};
use rekap::domain::charge::NewCharge;
use rekap::domain::id::{OrderId, PaymentId};
use rekap::domain::item::{Change, ItemText};
use rekap::domain::money::Rupiah;
use rekap::domain::order::ChargeKind;

use crate::claims::{EXCHANGE, GIVEN};
use crate::compare::{Compared, LABELS, Pair, at, customer, movement};
use crate::deeds::Full;
use crate::naive::{Order, Part, Reached, State, Tier, Unit, VARIANTS, WEARERS, WEIGHING};
use crate::setup::{code, edit_typed, item, order_of};

const CHARGES: [ChargeKind; 4] = [
    ChargeKind::Shipping,
    ChargeKind::Discount,
    ChargeKind::Surcharge,
    ChargeKind::Compensation,
];

/// A variant as it is typed; in a named order with the one it is for.
pub fn goods(variant: usize, named: bool) -> String {
    let mut wearers = WEARERS.iter().filter(|(_, of)| named && *of == variant);
    match wearers.next() {
        Some((name, _)) => format!("{} @{name}", VARIANTS[variant]),
        None => VARIANTS[variant].to_owned(),
    }
}

/// How an order gets into a period that would refuse it.
fn admission(full: Full) -> Admission {
    Admission {
        late: Some("susulan".into()),
        overbook: (full == Full::Overbook).then(|| "langganan".to_owned()),
    }
}

impl Pair {
    pub fn place(&mut self, period: usize, wants: [i64; 3], full: Full, pays: i64) -> Compared {
        if wants == [0; 3] {
            return Ok(());
        }
        let fits = self.naive.fits(period, wants);
        let named = wants[0] % 2 == 1;
        let items = (0..3)
            .filter(|variant| wants[*variant] > 0)
            .map(|variant| item(wants[variant], &goods(variant, named)))
            .collect();
        let new = NewOrder {
            late: Some("susulan".into()),
            payment: (pays > 0).then(|| movement(pays, false)),
            if_full: match full {
                Full::Refuse => IfFull::Refuse,
                Full::Wait => IfFull::Wait,
                Full::Overbook => IfFull::Overbook("langganan".into()),
            },
            ..order_of(self.periods[period], customer(), items)
        };
        let placed = self.book.place_order(&new, self.now);
        prop_assert_eq!(placed.is_ok(), fits || full != Full::Refuse, "{:?}", placed);
        let Ok(placed) = placed else { return Ok(()) };
        let id = placed.made.row.id;
        let held = fits || full == Full::Overbook;
        let terms = &self.naive.periods[period];
        self.naive.orders.push(Order {
            id,
            period,
            state: if held { State::Held } else { State::Waiting },
            units: Vec::new(),
            charges: Vec::new(),
            kept: 0,
            parts: Vec::new(),
            down_payment: terms.down_payment,
            cancellation: if held { terms.cancellation } else { [100; 3] },
            mixed: false,
            confirmed: self.now.unix(),
            named,
            weighed: None,
            code: 0,
            stages: Vec::new(),
            recipients: Vec::new(),
            aside: [0; 3],
        });
        if !held {
            self.naive.queue.push(id);
        }
        for (variant, units) in wants.into_iter().enumerate() {
            for _ in 0..units {
                self.naive.sell(id, variant);
            }
        }
        self.adopt_codes();
        if pays > 0 {
            let payment = self.book.payments(None, 1).unwrap()[0].id;
            self.naive.payments.push(payment);
            self.money(id, payment, pays, false);
        }
        Ok(())
    }

    /// Changes the units of a variant. A waiting order needs no quota.
    pub fn change(&mut self, id: OrderId, variant: usize, by: i64, full: Full) -> Compared {
        let order = self.naive.order(id);
        let (state, period) = (order.state, order.period);
        let wants = order.wants();
        let mut more = [0; 3];
        more[variant] = by.max(0);
        let held = state == State::Held;
        let fits = !held || self.naive.fits(period, more) || full == Full::Overbook;
        let enough = wants[variant] + by >= 0 && wants.iter().sum::<i64>() + by > 0;
        let items = [ItemText {
            qty: by.abs(),
            change: if by > 0 { Change::Add } else { Change::Remove },
            ..ItemText::parse(&format!("1 {}", goods(variant, order.named))).unwrap()
        }];
        let change = OrderChange {
            overbook: (full == Full::Overbook).then(|| "langganan".to_owned()),
            part: PartCancel {
                why: Some("tidak jadi".to_owned()),
                by_shop: by % 2 == 0,
                keep: None,
            },
            ..OrderChange::default()
        };
        let before = self.naive.order(id).clone();
        let changed = edit_typed(&mut self.book, id, &items, change, self.now);
        // What is packed or handed over, or a recipient's, stays (rules 45, 80).
        let after = wants[variant] + by;
        let kept = self.naive.gone(id)[variant].max(self.naive.shared(id)[variant]);
        let stays = by >= 0 || after >= kept;
        let fair = state != State::Cancelled
            && fits
            && enough
            && stays
            && self.bill_holds(id, variant, by);
        prop_assert_eq!(changed.is_ok(), fair, "{:?}", changed);
        if !fair {
            return Ok(());
        }
        for _ in 0..by {
            self.naive.sell(id, variant);
        }
        let mut removed = 0;
        for _ in by..0 {
            removed += self.naive.take_back(id, variant).price;
        }
        self.naive
            .order_mut(id)
            .forget_weighing(before.weighed_of());
        let reached = self.naive.periods[period].reached;
        if held && by % 2 != 0 && reached != Reached::Open {
            let fee = self.naive.forfeit_part(&before, removed);
            let known = changed.unwrap().made.row.bill.fee.raw();
            self.naive.order_mut(id).keep(fee, known);
        }
        self.naive.serve(period);
        Ok(())
    }

    /// Whether a discount is still at most the bill after units were removed (rule 24).
    pub fn bill_holds(&self, id: OrderId, variant: usize, by: i64) -> bool {
        let mut after = self.naive.clone();
        for _ in by..0 {
            if after.order(id).wants()[variant] > 0 {
                after.take_back(id, variant);
            }
        }
        for _ in 0..by {
            after.sell(id, variant);
        }
        let weighed = self.naive.order(id).weighed_of();
        after.order_mut(id).forget_weighing(weighed);
        let order = after.order(id);
        order.state == State::Cancelled || order.before_stages() >= 0
    }

    pub fn cancel(&mut self, id: OrderId, by_shop: bool) -> Compared {
        let live = self.naive.order(id).state != State::Cancelled && !self.naive.is_gone(id);
        let cancelled = self.book.cancel_order(id, "tidak jadi", by_shop, self.now);
        prop_assert_eq!(cancelled.is_ok(), live, "{:?}", cancelled);
        if let Ok(cancelled) = cancelled {
            self.naive.cancel(id, by_shop);
            let order = self.naive.order_mut(id);
            if order.mixed {
                order.kept = cancelled.made.row.bill.total.raw();
                prop_assert!((0..=order.paid().max(0)).contains(&order.kept));
            }
        }
        Ok(())
    }

    pub fn serve(&mut self, place: usize) -> Compared {
        let Some(id) = at(&self.naive.queue, place) else {
            return Ok(());
        };
        let order = self.naive.order(id);
        let fits = self.naive.fits(order.period, order.wants());
        let served = self.book.serve_order(id, None, self.now);
        prop_assert_eq!(served.is_ok(), fits, "{:?}", served);
        if fits {
            self.naive.confirm(id);
        }
        Ok(())
    }

    pub fn charge(&mut self, id: OrderId, kind: usize, amount: i64) -> Compared {
        let kind = CHARGES[kind];
        let signed = if kind.lowers() { -amount } else { amount };
        let order = self.naive.order(id);
        let live = order.state != State::Cancelled;
        let rest: i64 = order.units.iter().map(|unit| unit.price).sum::<i64>()
            + order
                .charges
                .iter()
                .filter(|(of, _)| *of != kind.code())
                .map(|(_, amount)| amount)
                .sum::<i64>()
            + order.code;
        let charged =
            self.book
                .charge_order(id, &NewCharge::of(kind, Rupiah::new(amount)), self.now);
        let fair = live && rest + signed >= 0;
        prop_assert_eq!(charged.is_ok(), fair, "{:?}", charged);
        if fair {
            let charges = &mut self.naive.order_mut(id).charges;
            match charges.iter_mut().find(|(of, _)| *of == kind.code()) {
                Some((_, kept)) => *kept = signed,
                None => charges.push((kind.code(), signed)),
            }
            charges.retain(|(_, amount)| *amount != 0);
        }
        Ok(())
    }

    pub fn pay(&mut self, id: OrderId, amount: i64) -> Compared {
        let payment = NewPayment::ForOrder(id, movement(amount, false));
        let payment = self.book.record_payment(&payment, self.now).unwrap().made;
        self.naive.payments.push(payment);
        self.money(id, payment, amount, false);
        Ok(())
    }

    pub fn refund(&mut self, id: OrderId, amount: i64) -> Compared {
        let order = self.naive.order(id);
        let fair = amount <= order.paid() - order.kept;
        let payment = NewPayment::ForOrder(id, movement(amount, true));
        let refunded = self.book.record_payment(&payment, self.now);
        prop_assert_eq!(refunded.is_ok(), fair, "{:?}", refunded);
        if let Ok(refunded) = refunded {
            let payment = refunded.made;
            self.naive.payments.push(payment);
            self.money(id, payment, -amount, true);
        }
        Ok(())
    }

    /// Voids a payment. Its money must still be there, and what a cancelled order keeps of it is at
    /// most the rest.
    pub fn void(&mut self, place: usize) -> Compared {
        let Some(payment) = at(&self.naive.payments, place) else {
            return Ok(());
        };
        let mut after = self.naive.clone();
        let mut again = false;
        let mut moved = false;
        let mut whole = true;
        for order in &mut after.orders {
            let mut touched = false;
            for part in &mut order.parts {
                if part.payment == payment {
                    again |= part.voided;
                    part.voided = true;
                    touched = true;
                }
            }
            moved |= touched && order.mixed;
            whole &= order.paid() >= 0;
            order.kept = order.kept.min(order.paid().max(0));
        }
        let voided = self.book.void_payment(payment, self.now);
        if moved {
            prop_assert!(voided.is_err() || !again, "{:?}", voided);
            for order in &mut after.orders {
                let now = self.book.order(order.id, self.now).unwrap().row.bill;
                if order.mixed && voided.is_ok() {
                    prop_assert_eq!(now.paid.raw(), order.paid());
                }
            }
        } else {
            prop_assert_eq!(voided.is_ok(), whole && !again, "{:?}", voided);
        }
        if voided.is_ok() {
            self.naive = after;
        }
        Ok(())
    }

    /// Records money of a payment for an order, with the bill at that moment.
    pub fn money(&mut self, id: OrderId, payment: PaymentId, amount: i64, refund: bool) {
        let bill = self.naive.bill(self.naive.order(id));
        self.naive.order_mut(id).parts.push(Part {
            payment,
            amount,
            total: bill.total,
            down_payment: bill.down_payment,
            refund,
            voided: false,
            for_whom: None,
        });
    }

    pub fn quota(&mut self, period: usize, level: usize, units: Option<i64>) {
        let id = self.periods[period];
        let terms = &mut self.naive.periods[period];
        match level {
            0..=2 => {
                let change = OfferChange {
                    quota: Some(units),
                    ..OfferChange::default()
                };
                terms.offers[level].quota = units;
                self.book
                    .set_offer(id, &code(VARIANTS[level]), &change, self.now)
                    .unwrap();
            }
            3 => {
                terms.product_quota = units;
                self.book
                    .set_product_quota(id, &code("NAS"), units, self.now)
                    .unwrap();
            }
            _ => {
                let change = PeriodChange {
                    quota: Some(units),
                    ..PeriodChange::default()
                };
                terms.quota = units;
                self.book.edit_period(id, &change, self.now).unwrap();
            }
        }
        self.naive.serve(period);
    }

    pub fn tier(&mut self, period: usize, variant: usize, label: usize, price: i64, first: i64) {
        let change = TierChange {
            price: Some(Rupiah::new(price)),
            first: Some(Some(first)),
            ..TierChange::default()
        };
        let label = LABELS[label];
        self.book
            .set_tier(
                self.periods[period],
                &code(VARIANTS[variant]),
                label,
                &change,
                self.now,
            )
            .unwrap();
        let tiers = &mut self.naive.periods[period].offers[variant].tiers;
        match tiers.iter_mut().find(|tier| tier.label == label) {
            Some(tier) => (tier.price, tier.first) = (price, first),
            None => tiers.push(Tier {
                label,
                price,
                first,
            }),
        }
    }

    pub fn reach(&mut self, period: usize, production: bool) {
        let id = self.periods[period];
        let reached = &mut self.naive.periods[period].reached;
        if production {
            if self
                .book
                .mark_period(id, Milestone::Production, self.now)
                .is_ok()
            {
                *reached = Reached::Production;
            }
        } else if *reached == Reached::Open && self.book.close_period(id, self.now).is_ok() {
            *reached = Reached::Closed;
        }
    }

    /// Moves an order to the other period with its prices, charges and money (rule 45).
    pub fn move_whole(&mut self, id: OrderId, full: Full) -> Compared {
        let order = self.naive.order(id).clone();
        let to = 1 - order.period;
        let fits = self.naive.fits(to, order.wants()) || full == Full::Overbook;
        let moved = self
            .book
            .move_order(id, self.periods[to], &admission(full), self.now);
        // A stage's bill is its period's (rule 63).
        let fair = order.state != State::Cancelled
            && fits
            && order.stages.is_empty()
            && !self.naive.is_gone(id);
        prop_assert_eq!(moved.is_ok(), fair, "{:?}", moved);
        let Ok(moved) = moved else { return Ok(()) };
        let made = moved.made.row.id;
        self.enter(&order, made, order.wants(), order.units.clone());
        let new = self.naive.order_mut(made);
        new.charges = order.charges.clone();
        new.recipients = order.recipients.clone();
        new.weighed = order.weighed;
        // At other prices it weighs another amount.
        new.forget_weighing(order.weighed_of());
        let old = self.naive.order_mut(id);
        old.charges.clear();
        (old.weighed, old.code) = (None, 0);
        self.adopt_codes();
        self.naive.transfer(id, made, order.paid());
        let mixed = self.naive.order(id).mixed;
        self.naive.cancel(id, true);
        self.naive.order_mut(id).mixed = mixed;
        Ok(())
    }

    /// Moves some units with their share of the money and discounts.
    pub fn split(&mut self, id: OrderId, variant: usize, units: i64, full: Full) -> Compared {
        let order = self.naive.order(id).clone();
        let to = 1 - order.period;
        let mut wants = [0; 3];
        wants[variant] = units;
        let has = order.wants();
        let enough = has[variant] >= units && has.iter().sum::<i64>() > units;
        let fits = self.naive.fits(to, wants) || full == Full::Overbook;
        let whole = self.naive.lines(id);
        let bill = self.naive.bill(&order);
        let mut after = self.naive.clone();
        let mut gone = Vec::new();
        if enough {
            for _ in 0..units {
                gone.push(after.take_back(id, variant));
            }
        }
        let moved: i64 = gone.iter().map(|unit| unit.price).sum();
        let mut shares = Vec::new();
        let mut left = moved;
        for (kind, amount) in &mut after.order_mut(id).charges {
            let of_claim = [EXCHANGE, GIVEN].contains(kind);
            if *amount < 0 && whole > 0 && *kind != WEIGHING && !of_claim {
                let share = (-*amount * moved / whole).min(left);
                left -= share;
                *amount += share;
                shares.push((*kind, -share));
            }
        }
        shares.retain(|(_, amount)| *amount != 0);
        after
            .order_mut(id)
            .charges
            .retain(|(_, amount)| *amount != 0);
        after.order_mut(id).forget_weighing(order.weighed_of());
        let rest = after.order(id).before_stages();
        let item = ItemText::parse(&format!("{units} {}", goods(variant, order.named))).unwrap();
        let split =
            self.book
                .split_order(id, self.periods[to], &[item], &admission(full), self.now);
        let alone = order.stages.is_empty();
        let stays = has[variant] - units >= self.naive.gone(id)[variant];
        let fair = order.state != State::Cancelled && enough && fits && rest >= 0 && alone && stays;
        prop_assert_eq!(split.is_ok(), fair, "{:?}", split);
        let Ok(split) = split else { return Ok(()) };
        let made = split.made.row.id;
        self.naive = after;
        self.enter(&order, made, wants, gone);
        self.naive.order_mut(made).charges = shares;
        self.naive.order_mut(made).recipients = self.naive.give_up(id);
        self.adopt_codes();
        let here = self.naive.order(id).before_stages();
        let there = self.naive.bill(self.naive.order(made)).total;
        let paid = bill.paid;
        let goes = if paid >= bill.total {
            there.min(paid)
        } else {
            (paid * moved / whole).max(paid - here).min(there).max(0)
        };
        self.naive.transfer(id, made, goes);
        self.naive.serve(order.period);
        Ok(())
    }

    /// Makes a new order from one of the other period. Confirmed units keep their prices, without
    /// their tiers.
    fn enter(&mut self, from: &Order, id: OrderId, wants: [i64; 3], units: Vec<Unit>) {
        let period = 1 - from.period;
        let held = from.state == State::Held;
        let terms = &self.naive.periods[period];
        let (down_payment, cancellation) = if held {
            (from.down_payment, from.cancellation)
        } else {
            (terms.down_payment, terms.cancellation)
        };
        self.naive.orders.push(Order {
            id,
            period,
            state: State::Held,
            units: Vec::new(),
            charges: Vec::new(),
            kept: 0,
            parts: Vec::new(),
            down_payment,
            cancellation,
            mixed: false,
            confirmed: self.now.unix(),
            named: from.named,
            weighed: None,
            code: 0,
            stages: Vec::new(),
            recipients: Vec::new(),
            aside: [0; 3],
        });
        if held {
            let priced = units.into_iter().map(|unit| Unit { tier: None, ..unit });
            self.naive.order_mut(id).units = priced.collect();
        } else {
            for (variant, units) in wants.into_iter().enumerate() {
                for _ in 0..units {
                    self.naive.sell(id, variant);
                }
            }
        }
    }

    pub fn price(&mut self, period: usize, variant: usize, price: i64) {
        let change = OfferChange {
            price: Some(Rupiah::new(price)),
            ..OfferChange::default()
        };
        self.book
            .set_offer(
                self.periods[period],
                &code(VARIANTS[variant]),
                &change,
                self.now,
            )
            .unwrap();
        self.naive.periods[period].offers[variant].price = price;
    }
}
