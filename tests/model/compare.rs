//! Does a sequence of deeds in the book and in the naive shop, and compares everything after each.

use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};
use rekap::book::{Book, CustomerRef, Movement, OfferChange, PeriodChange, VariantChange};
use rekap::domain::id::{AccountId, ActionId, OrderId, PeriodId};
use rekap::domain::order::OrderStatus;
use rekap::domain::policy::{Cancellation, DownPayment};
use rekap::domain::tally::TallyBy;
use rekap::domain::weight::Grams;
use rekap::domain::when::Moment;

use crate::deeds::Deed;
use crate::naive::{Bill, Naive, State, Unit, VARIANTS, WEARERS, WEIGHED};
use crate::parcels::At;
use crate::setup::{self, Shop, described, rp};
use crate::stages::GRAMS;

pub const LABELS: [&str; 2] = ["Early bird", "Tahap 2"];
/// The customer of every order.
pub fn customer() -> CustomerRef {
    described("Bu Sari", "0812-3456-7890")
}

pub type Compared = Result<(), TestCaseError>;

/// The book, the naive shop, and the naive shop as it was before each deed that can be undone.
pub struct Pair {
    pub book: Book,
    pub periods: [PeriodId; 2],
    /// The account that couriers are paid from.
    pub bank: AccountId,
    pub now: Moment,
    pub naive: Naive,
    before: Vec<(ActionId, Naive)>,
}

/// Does a sequence of deeds in both shops.
pub fn play(sequence: &[Deed]) -> Compared {
    let mut pair = Pair::open();
    for deed in sequence {
        let wait = match deed {
            Deed::Wait => 8 * 86_400,
            _ => 60,
        };
        pair.now = Moment::from_unix(pair.now.unix() + wait);
        pair.naive.now = pair.now.unix();
        let newest = pair.newest();
        let was = pair.naive.clone();
        if matches!(deed, Deed::Undo) {
            pair.undo()?;
        } else {
            pair.act(deed)?;
            match pair.newest() {
                Some(action) if Some(action) != newest => pair.before.push((action, was.clone())),
                _ => pair.naive = was.clone(),
            }
            pair.naive.keep_aside();
            pair.adopt_codes();
            pair.compare_codes(&was)?;
        }
        pair.compare(deed)?;
    }
    prop_assert_eq!(pair.book.check().unwrap(), []);
    // Undo everything, deed by deed.
    while !pair.before.is_empty() {
        pair.undo()?;
        pair.compare(&Deed::Undo)?;
    }
    prop_assert_eq!(pair.book.check().unwrap(), []);
    Ok(())
}

pub fn movement(amount: i64, refund: bool) -> Movement {
    Movement {
        refund,
        ..setup::movement(amount)
    }
}

/// Returns the item at a place, modulo their number.
pub fn at<T: Copy>(among: &[T], place: usize) -> Option<T> {
    among.get(place % among.len().max(1)).copied()
}

impl Pair {
    fn open() -> Self {
        let now = setup::NOON;
        let mut shop = Shop::in_memory(now);
        shop.product("NAS", "NAS", 60_000, &[("KEJU", "Keju"), ("COK", "Coklat")])
            .product("LK", "LK", 45_000, &[]);
        let naive = Naive::new();
        for (variant, grams) in GRAMS.iter().enumerate() {
            let change = VariantChange {
                weight: Some(Grams::new(*grams)),
                by_weight: Some(variant == WEIGHED),
                ..VariantChange::default()
            };
            let id = shop
                .book
                .variant(&setup::code(VARIANTS[variant]))
                .unwrap()
                .id;
            shop.book.edit_variant(id, &change, now).unwrap();
        }
        let periods = [0, 1].map(|period| {
            let terms: &crate::naive::Period = &naive.periods[period];
            let [a, b, c] = terms.cancellation;
            let down_payment = match terms.down_payment {
                0 => DownPayment::None,
                percent => DownPayment::Percent(u8::try_from(percent).unwrap()),
            };
            let code = ["NAS3", "NAS4"][period];
            let settings = PeriodChange {
                name: Some("Nastar".into()),
                closes_at: Some(None),
                down_payment: Some(down_payment),
                cancellation: Some(format!("{a}/{b}/{c}").parse::<Cancellation>().unwrap()),
                ..PeriodChange::default()
            };
            shop.period(code, settings);
            for (variant, offer) in terms.offers.iter().enumerate() {
                let change = OfferChange {
                    price: Some(rp(offer.price)),
                    ..OfferChange::default()
                };
                shop.offer(code, VARIANTS[variant], change);
            }
            shop.id(code)
        });
        let bank = shop.book.save_account(None, Some("BCA"), None, now);
        Self {
            bank: bank.unwrap().made,
            book: shop.book,
            periods,
            now,
            naive,
            before: Vec::new(),
        }
    }

    fn newest(&self) -> Option<ActionId> {
        self.book.last_action().unwrap().map(|action| action.id)
    }

    fn undo(&mut self) -> Compared {
        if let Some((action, was)) = self.before.pop() {
            let undone = self.book.undo(Some(action), self.now);
            prop_assert!(undone.is_ok(), "{:?}", undone);
            self.naive = was;
        }
        Ok(())
    }

    /// The order at a place: mostly among those for which it is likely that a deed is accepted.
    fn likely(&self, place: usize, is: impl Fn(&Naive, OrderId) -> bool) -> Option<OrderId> {
        let all = self.naive.ids();
        let fit: Vec<OrderId> = all
            .iter()
            .copied()
            .filter(|id| is(&self.naive, *id))
            .collect();
        match place % 5 {
            0 => at(&all, place),
            _ => at(&fit, place).or_else(|| at(&all, place)),
        }
    }

    /// Does a deed in the book; if the book accepts it, also in the naive shop.
    fn act(&mut self, deed: &Deed) -> Compared {
        let named = |place: usize| {
            let ids: Vec<OrderId> = self.naive.orders.iter().map(|order| order.id).collect();
            at(&ids, place)
        };
        match *deed {
            Deed::Place {
                period,
                wants,
                full,
                pays,
            } => self.place(period, wants, full, pays),
            Deed::Change {
                order,
                variant,
                by,
                full,
            } => match named(order) {
                Some(id) if by != 0 => self.change(id, variant, by, full),
                _ => Ok(()),
            },
            Deed::Cancel { order, by_shop } => on(named(order), |id| self.cancel(id, by_shop)),
            Deed::Serve { order } => self.serve(order),
            Deed::Charge {
                order,
                kind,
                amount,
            } => on(named(order), |id| self.charge(id, kind, amount)),
            Deed::Pay { order, amount } => on(named(order), |id| self.pay(id, amount)),
            Deed::Refund { order, amount } => on(named(order), |id| self.refund(id, amount)),
            Deed::Void { payment } => self.void(payment),
            Deed::Move { order, full } => on(named(order), |id| self.move_whole(id, full)),
            Deed::Split {
                order,
                variant,
                units,
                full,
            } => on(named(order), |id| self.split(id, variant, units, full)),
            Deed::Quota {
                period,
                level,
                units,
            } => {
                self.quota(period, level, units);
                Ok(())
            }
            Deed::Tier {
                period,
                variant,
                label,
                price,
                first,
            } => {
                self.tier(period, variant, label, price, first);
                Ok(())
            }
            Deed::Price {
                period,
                variant,
                price,
            } => {
                self.price(period, variant, price);
                Ok(())
            }
            Deed::Reach { period, production } => {
                self.reach(period, production);
                Ok(())
            }
            Deed::Stage {
                period,
                name,
                how,
                amount,
                step,
                overdue,
            } => self.stage((period, name), how, (amount, step), overdue),
            Deed::Unstage { period, name } => self.unstage(period, name),
            Deed::Weigh { order, grams } => on(named(order), |id| self.weigh(id, grams)),
            Deed::PayFor { order, who, amount } => {
                on(named(order), |id| self.pay_for(id, who, amount))
            }
            Deed::Codes { on } => {
                self.codes(on);
                Ok(())
            }
            Deed::Recipient {
                order,
                who,
                share,
                shipping,
            } => on(self.likely(order, Naive::counts), |id| {
                let share = self.likely_share(id, who, share);
                self.recipient(id, who, share, shipping)
            }),
            Deed::NoRecipient { order, who } => on(named(order), |id| self.no_recipient(id, who)),
            Deed::Ship { ref orders, said } => {
                let ids = orders.iter();
                let ids = ids.filter_map(|order| self.likely(*order, Naive::is_to_go));
                let ids: Vec<OrderId> = ids.collect();
                let said = self.likely_sending(&ids, &said, orders[0] % 5 != 0);
                self.ship(&ids, &said)
            }
            Deed::PickUp {
                order,
                pays,
                has_reason,
            } => on(self.likely(order, Naive::is_to_go), |id| {
                self.pick_up(id, pays, has_reason)
            }),
            Deed::Send { parcel } => self.send(self.likely_parcel(parcel, At::Packed)),
            Deed::Receive { parcel, collected } => {
                self.receive(self.likely_parcel(parcel, At::Sent), collected)
            }
            Deed::ComeBack {
                parcel,
                ending,
                is_lost,
            } => {
                let state = if parcel % 3 == 1 {
                    At::Returned
                } else {
                    At::Sent
                };
                self.come_back(self.likely_parcel(parcel, state), ending, is_lost)
            }
            Deed::PayCourier { parcel, amount } => self.pay_courier(parcel, amount),
            Deed::Claim {
                order,
                what,
                kind,
                ending,
            } => on(self.likely(order, Naive::is_with_customer), |id| {
                let what = self.likely_claim(id, what);
                self.claim(id, what, kind, ending)
            }),
            Deed::EndClaim { claim, ending } => self.end_claim(claim, &ending),
            Deed::Recover { claim, amount } => self.recover(claim, amount),
            Deed::HandIn {
                courier,
                amount,
                fee,
            } => self.hand_in(courier, amount, fee),
            Deed::Spend {
                period,
                category,
                amount,
            } => self.spend(period, category, amount),
            Deed::Wait | Deed::Undo => Ok(()),
        }
    }

    /// Compares every figure of the book with the recount.
    fn compare(&self, deed: &Deed) -> Compared {
        let naive = &self.naive;
        for expected in &naive.orders {
            let order = self.book.order(expected.id, self.now).unwrap();
            let bill = naive.bill(expected);
            let row = &order.row;
            let status = match expected.state {
                State::Held => OrderStatus::Active,
                State::Waiting => OrderStatus::Waitlist,
                State::Cancelled => OrderStatus::Cancelled,
            };
            prop_assert_eq!(row.status, status, "{:?} {}", deed, row.code);
            let mut sold: Vec<Unit> = order
                .lines
                .iter()
                .flat_map(|line| {
                    let unit = Unit {
                        variant: VARIANTS.iter().position(|code| *code == line.code).unwrap(),
                        price: line.unit_price.raw(),
                        tier: line.tier.clone(),
                    };
                    vec![unit; usize::try_from(line.qty).unwrap()]
                })
                .collect();
            let mut units = expected.units.clone();
            sold.sort();
            units.sort();
            prop_assert_eq!(sold, units, "{:?} {}", deed, row.code);
            let found = Bill {
                total: row.bill.total.raw(),
                down_payment: row.bill.down_payment_asked().raw(),
                paid: row.bill.paid.raw(),
                status: row.bill.status().code(),
            };
            if expected.mixed {
                prop_assert_eq!(
                    (found.total, found.paid),
                    (bill.total, bill.paid),
                    "{:?} {}",
                    deed,
                    row.code
                );
            } else {
                prop_assert_eq!(found, bill, "{:?} {}", deed, row.code);
            }
        }
        for expected in naive.orders.iter().filter(|order| !order.mixed) {
            let order = self.book.order(expected.id, self.now).unwrap();
            for wearer in &order.wearers {
                let mut known = WEARERS.iter().filter(|(name, _)| *name == wearer.name);
                let (name, variant) = *known.next().unwrap();
                let own = expected.units.iter().filter(|unit| unit.variant == variant);
                let amount: i64 = own.map(|unit| unit.price).sum();
                let parts = expected.parts.iter().filter(|part| !part.voided);
                let parts = parts.filter(|part| part.for_whom == Some(name));
                let paid: i64 = parts.map(|part| part.amount).sum();
                let found = (wearer.amount.raw(), wearer.paid.raw());
                prop_assert_eq!(found, (amount, paid), "{:?} {}", deed, name);
            }
            let wants = expected.wants();
            let own = WEARERS.iter().filter(|(_, variant)| wants[*variant] > 0);
            let wearers = own.count() * usize::from(expected.named);
            prop_assert_eq!(order.wearers.len(), wearers, "{:?}", deed);
        }
        for (period, id) in self.periods.into_iter().enumerate() {
            self.compare_stages(period)?;
            let offers = self.book.offers(id).unwrap();
            let tally = self
                .book
                .tally(id, TallyBy::Variant, None, self.now)
                .unwrap();
            for (variant, name) in VARIANTS.iter().enumerate() {
                let units = naive.sold(period, variant);
                let offer = offers.iter().find(|offer| offer.code == *name).unwrap();
                prop_assert_eq!(offer.sold, units, "{:?} {}", deed, name);
                let row = tally.rows.iter().find(|row| row.code == *name);
                prop_assert_eq!(row.map_or(0, |row| row.qty), units, "{:?} {}", deed, name);
            }
            prop_assert_eq!(tally.total, naive.sold_in_all(period), "{:?}", deed);
            for tier in self.book.tiers(id).unwrap() {
                let offer = offers.iter().find(|offer| offer.id == tier.offer).unwrap();
                let variant = VARIANTS
                    .iter()
                    .position(|code| *code == offer.code)
                    .unwrap();
                let used = naive.used(period, variant, &tier.label);
                prop_assert_eq!(tier.used, used, "{:?} {}", deed, tier.label);
            }
            let figures = self.book.figures(id).unwrap();
            let mut total = 0;
            let mut paid = 0;
            let mut held = 0;
            for order in naive.orders.iter().filter(|order| order.period == period) {
                if order.state != State::Waiting {
                    total += naive.bill(order).total;
                }
                paid += order.paid();
                held += i64::from(order.state == State::Held);
            }
            let found = (
                figures.orders,
                figures.units,
                figures.total.raw(),
                figures.paid.raw(),
            );
            prop_assert_eq!(
                found,
                (held, naive.sold_in_all(period), total, paid),
                "{:?}",
                deed
            );
        }
        self.compare_handed(deed)?;
        self.compare_accounts(deed)?;
        // Allocations are never more than the payment (rule 28).
        for payment in &self.naive.payments {
            let payment = self.book.payment(*payment).unwrap();
            let parts: i64 = payment.parts.iter().map(|(_, _, part)| part.raw()).sum();
            prop_assert!(parts.abs() <= payment.amount.raw().abs(), "{:?}", payment);
        }
        Ok(())
    }
}

/// Does something to an order, if there is one.
fn on(order: Option<OrderId>, deed: impl FnOnce(OrderId) -> Compared) -> Compared {
    order.map_or(Ok(()), deed)
}
