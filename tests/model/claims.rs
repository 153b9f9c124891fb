//! Claims of the naive shop on what was handed over (rule 83), done and recounted.

use proptest::{prop_assert, prop_assert_eq};
use rekap::book::{ClaimEnd, NewClaim};
use rekap::domain::claim::{ClaimEnding, ClaimKind};
use rekap::domain::id::{ClaimId, OrderId};
use rekap::domain::item::ItemText;
use rekap::domain::parcel::GoodsBack;

use crate::compare::{Compared, Pair, at};
use crate::naive::{Naive, State, Unit};
use crate::play::goods;
use crate::setup::rp;

/// The kinds of the charges by which claims change a bill.
pub const EXCHANGE: &str = "exchange";
pub const GIVEN: &str = "given";

/// A claim, and how it ended.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: ClaimId,
    pub order: OrderId,
    pub variant: usize,
    pub units: i64,
    pub kind: ClaimKind,
    pub end: Option<ClaimEnding>,
    pub amount: i64,
    pub with: Option<usize>,
    pub difference: i64,
    pub back: GoodsBack,
    pub recovered: i64,
}

/// How a claim is to end.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    pub end: ClaimEnding,
    pub amount: Option<i64>,
    pub with: Option<usize>,
    pub difference: bool,
    pub back: Option<GoodsBack>,
}

impl Ending {
    /// Whether it says only what belongs to it.
    fn is_sound(&self) -> bool {
        let replaces = self.end == ClaimEnding::Replace;
        let gives = matches!(self.end, ClaimEnding::Refund | ClaimEnding::Compensate);
        let stays = self.back.is_none_or(|back| back == GoodsBack::None);
        (gives || self.amount.is_none())
            && (replaces || self.with.is_none())
            && (self.with.is_some() || !self.difference)
            && (replaces || self.end == ClaimEnding::Refund || stays)
    }
}

impl Naive {
    /// Units of a variant that an order's customer has and no other claim is about: what is looked into, or was
    /// given money for.
    fn claimable(&self, id: OrderId, variant: usize, but: Option<ClaimId>) -> i64 {
        let own = self
            .claims
            .iter()
            .filter(|claim| (claim.order, claim.variant) == (id, variant) && Some(claim.id) != but);
        let standing = own.filter(|claim| {
            matches!(
                claim.end,
                None | Some(ClaimEnding::Refund | ClaimEnding::Compensate)
            )
        });
        self.handed(id)[variant] - standing.map(|claim| claim.units).sum::<i64>()
    }

    /// Takes claimed units from the customer, out of the parcels they came in last; returns whose they were.
    fn take_from_customer(&mut self, id: OrderId, variant: usize, units: i64) -> Vec<(usize, i64)> {
        let mut rest = units;
        let mut whose = Vec::new();
        let mut parcels: Vec<_> = self.parcels.iter_mut().collect();
        parcels.sort_by_key(|parcel| std::cmp::Reverse((parcel.sent, parcel.id.raw())));
        for parcel in parcels {
            if parcel.at != crate::parcels::At::Sent && parcel.at != crate::parcels::At::Received {
                continue;
            }
            let to = parcel.to;
            for (_, there) in parcel.there.iter_mut().filter(|(order, _)| *order == id) {
                let taken = rest.min(there[variant]);
                there[variant] -= taken;
                rest -= taken;
                whose.extend(to.filter(|_| taken > 0).map(|who| (who, taken)));
            }
        }
        whose
    }

    /// What claimed units were sold for: the dearest first, after those that money was given back for.
    fn price_of(&self, claim: &Claim) -> i64 {
        let refunded: i64 = self
            .claims
            .iter()
            .filter(|other| {
                (other.order, other.variant) == (claim.order, claim.variant)
                    && other.end == Some(ClaimEnding::Refund)
            })
            .map(|other| other.units)
            .sum();
        let mut units = self.order(claim.order).units.clone();
        units.retain(|unit| unit.variant == claim.variant);
        units.sort_by_key(|unit| -unit.price);
        let skipped = usize::try_from(refunded).unwrap();
        let taken = usize::try_from(claim.units).unwrap();
        let priced = units.iter().skip(skipped).take(taken);
        priced.map(|unit| unit.price).sum()
    }

    /// The most that a claim can give: what was paid and not given back by a claim or otherwise.
    fn most_to_give(&self, id: OrderId) -> i64 {
        let order = self.order(id);
        let refunds = order
            .parts
            .iter()
            .filter(|part| part.refund && !part.voided);
        let refunded: i64 = refunds.map(|part| -part.amount).sum();
        let given = order.charges.iter().filter(|(kind, _)| *kind == GIVEN);
        let given: i64 = given.map(|(_, amount)| -amount).sum();
        (order.paid() + refunded - given).min(order.paid()).max(0)
    }

    /// Ends a claim; `None` when that is refused.
    fn end(&mut self, claim: &mut Claim, how: &Ending) -> Option<()> {
        let (id, variant, units) = (claim.order, claim.variant, claim.units);
        let there = self.claimable(id, variant, Some(claim.id)) >= units;
        if !how.is_sound() || claim.end.is_some() || self.order(id).state == State::Cancelled {
            return None;
        }
        claim.end = Some(how.end);
        let usual = how.back.unwrap_or(claim.kind.usual_goods());
        match how.end {
            ClaimEnding::Refuse => {}
            ClaimEnding::Replace => {
                if !there {
                    return None;
                }
                claim.back = usual;
                let whose = self.take_from_customer(id, variant, units);
                if let Some(with) = how.with {
                    self.exchange(claim, (with, how.difference), &whose)?;
                }
            }
            ClaimEnding::Refund | ClaimEnding::Compensate => {
                let is_refund = how.end == ClaimEnding::Refund;
                if is_refund && !there {
                    return None;
                }
                claim.amount = match how.amount {
                    None if is_refund => self.price_of(claim),
                    amount => amount?,
                };
                if claim.amount <= 0 || claim.amount > self.most_to_give(id) {
                    return None;
                }
                claim.back = if is_refund { usual } else { GoodsBack::None };
                let given = -claim.amount;
                self.order_mut(id).charges.push((GIVEN, given));
                if self.order(id).before_stages() < 0 {
                    return None;
                }
            }
        }
        Some(())
    }

    /// Replaces claimed units by those of another variant at the promised price; what they cost more or less today
    /// may be billed.
    fn exchange(
        &mut self,
        claim: &mut Claim,
        (with, bills): (usize, bool),
        whose: &[(usize, i64)],
    ) -> Option<()> {
        let (id, variant, units) = (claim.order, claim.variant, claim.units);
        if with == variant {
            return None;
        }
        let weighed = self.order(id).weighed_of();
        let promised: Vec<i64> = (0..units)
            .map(|_| self.take_back(id, variant).price)
            .collect();
        let mut today = self.clone();
        let before = today.lines(id);
        for _ in 0..units {
            today.sell(id, with);
        }
        let more = today.lines(id) - before - promised.iter().sum::<i64>();
        let order = self.order_mut(id);
        order.units.extend(promised.into_iter().map(|price| Unit {
            variant: with,
            price,
            tier: None,
        }));
        order.forget_weighing(weighed);
        for (who, units) in whose {
            let recipients = order.recipients.iter_mut();
            for known in recipients.filter(|known| known.who == *who) {
                known.share[variant] -= units;
                known.share[with] += units;
            }
        }
        claim.with = Some(with);
        if bills && more != 0 {
            claim.difference = more;
            order.charges.push((EXCHANGE, more));
        }
        let (is_whole, period) = (order.before_stages() >= 0, order.period);
        self.keep_aside();
        self.serve(period);
        let (wants, shared) = (self.order(id).wants(), self.shared(id));
        (is_whole && (0..3).all(|variant| shared[variant] <= wants[variant])).then_some(())
    }
}

impl Pair {
    fn as_said(&self, claim: &Claim, how: &Ending) -> ClaimEnd {
        ClaimEnd {
            amount: how.amount.map(rp),
            with: how.with.map(|with| {
                let text = format!("{} {}", claim.units, goods(with, false));
                ItemText::parse(&text).unwrap()
            }),
            difference: how.difference,
            back: how.back,
            ..ClaimEnd::of(how.end)
        }
    }

    /// Mostly a variant that can be claimed, and at most as many units.
    pub fn likely_claim(&self, id: OrderId, (variant, units): (usize, i64)) -> (usize, i64) {
        let most = |variant| self.naive.claimable(id, variant, None);
        let mut turns = (0..3).map(|turn| (variant + turn) % 3);
        match turns.find(|variant| most(*variant) > 0) {
            Some(variant) => (variant, units.min(most(variant))),
            None => (variant, units),
        }
    }

    /// Claims units of an order, and may end the claim at once.
    pub fn claim(
        &mut self,
        id: OrderId,
        (variant, units): (usize, i64),
        kind: ClaimKind,
        how: Option<Ending>,
    ) -> Compared {
        let order = self.naive.order(id);
        // In an order with wearers an exchanged unit would be of another variant than its wearer's.
        if order.named && how.is_some_and(|how| how.with.is_some()) {
            return Ok(());
        }
        let mut claim = Claim {
            id: ClaimId::new(0),
            order: id,
            variant,
            units,
            kind,
            end: None,
            amount: 0,
            with: None,
            difference: 0,
            back: GoodsBack::None,
            recovered: 0,
        };
        let text = format!("{units} {}", goods(variant, order.named));
        let new = NewClaim {
            item: ItemText::parse(&text).unwrap(),
            kind,
            end: how.map(|how| self.as_said(&claim, &how)),
            recovered: None,
            note: String::new(),
        };
        let mut after = self.naive.clone();
        let mut fair =
            order.state != State::Cancelled && self.naive.claimable(id, variant, None) >= units;
        if let Some(how) = how.filter(|_| fair) {
            fair = after.end(&mut claim, &how).is_some();
        }
        let added = self.book.add_claim(id, &new, self.now);
        prop_assert_eq!(added.is_ok(), fair, "{:?}", added);
        if let Ok(added) = added {
            claim.id = added.made.id;
            after.claims.push(claim);
            self.naive = after;
        }
        Ok(())
    }

    /// Ends a claim that was looked into.
    pub fn end_claim(&mut self, place: usize, how: &Ending) -> Compared {
        let places: Vec<usize> = (0..self.naive.claims.len()).collect();
        let Some(place) = at(&places, place) else {
            return Ok(());
        };
        let mut claim = self.naive.claims[place].clone();
        if how.with.is_some() && self.naive.order(claim.order).named {
            return Ok(());
        }
        let said = self.as_said(&claim, how);
        let mut after = self.naive.clone();
        let fair = after.end(&mut claim, how).is_some();
        let ended = self.book.end_claim(claim.id, &said, self.now);
        prop_assert_eq!(ended.is_ok(), fair, "{:?}", ended);
        if fair {
            after.claims[place] = claim;
            self.naive = after;
        }
        Ok(())
    }

    /// A courier or an insurance pays for a claim.
    pub fn recover(&mut self, place: usize, amount: i64) -> Compared {
        let places: Vec<usize> = (0..self.naive.claims.len()).collect();
        let Some(place) = at(&places, place) else {
            return Ok(());
        };
        let claim = &mut self.naive.claims[place];
        let paid = self
            .book
            .recover_claim(claim.id, rp(amount), self.bank, self.now);
        prop_assert!(paid.is_ok(), "{:?}", paid);
        claim.recovered += amount;
        Ok(())
    }
}
