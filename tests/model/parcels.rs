//! Recipients and parcels of the naive shop: what goes out, to whom, what is collected for it and what comes back
//! (rules 45–47, 80–82, 91, 101), done and recounted.

use proptest::prop_assert_eq;
use rekap::book::{Cod, DestinationChange, NewParcel, ParcelChange, PickupPayment};
use rekap::domain::id::{OrderId, ParcelId};
use rekap::domain::item::ItemText;
use rekap::domain::parcel::{GoodsBack, ReturnEnding};
use rekap::domain::payment::Method;

use crate::compare::{Compared, Pair, at};
use crate::naive::{Naive, Order, Reached, State};
use crate::play::goods;
use crate::setup::rp;

/// Couriers; what they collect is held by accounts of their names.
pub const COURIERS: [&str; 2] = ["JNE", "Ujang"];
/// Recipients that orders may have, and the kind of the charge for the shipping to each.
pub const RECIPIENTS: [(&str, &str); 2] = [("Ani", "to Ani"), ("Beni", "to Beni")];
/// Days after which a parcel that nobody complained of has arrived, as the shop has them at the start.
const PARCEL_DAYS: i64 = 7;

/// Units of each variant.
pub type Units = [i64; 3];

fn each(of: impl Fn(usize) -> i64) -> Units {
    [0, 1, 2].map(of)
}

/// Who receives part of an order: an index into [`RECIPIENTS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub who: usize,
    pub share: Units,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Packed,
    Sent,
    Received,
    Returned,
}

/// What left together, or will.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub id: ParcelId,
    /// Who took it; nobody when it was fetched.
    pub courier: Option<usize>,
    /// The recipient of its only order.
    pub to: Option<usize>,
    pub at: At,
    /// What was put into it, what of that is still in it or with its receiver, and what it brought back.
    pub put: Vec<(OrderId, Units)>,
    pub there: Vec<(OrderId, Units)>,
    pub back: Vec<(OrderId, Units)>,
    pub sent: i64,
    pub cod: i64,
    /// What its courier was paid, there and back.
    pub paid: [Option<i64>; 2],
    pub ending: Option<ReturnEnding>,
}

impl Parcel {
    fn new(id: ParcelId, put: Vec<(OrderId, Units)>) -> Self {
        Self {
            id,
            courier: None,
            to: None,
            at: At::Received,
            there: put.clone(),
            put,
            back: Vec::new(),
            sent: 0,
            cod: 0,
            paid: [None; 2],
            ending: None,
        }
    }

    pub fn holds(&self, id: OrderId) -> Units {
        units_of(&self.there, id)
    }
}

fn units_of(among: &[(OrderId, Units)], id: OrderId) -> Units {
    let mut own = among.iter().filter(|(order, _)| *order == id);
    own.next().map_or([0; 3], |(_, units)| *units)
}

/// What goes into a parcel.
#[derive(Debug, Clone, Copy)]
pub enum Goods {
    All,
    Some(Units),
}

/// What is said of a parcel when it is made.
#[derive(Debug, Clone, Copy)]
pub struct Sending {
    pub goods: Goods,
    pub to: Option<usize>,
    pub courier: usize,
    /// The rest of the bill, or an amount.
    pub cod: Option<Option<i64>>,
    pub has_reason: bool,
    pub packed: bool,
    pub paid: Option<i64>,
}

impl Naive {
    fn in_parcels(&self, id: OrderId, which: impl Fn(&Parcel) -> bool) -> Units {
        let parcels = self.parcels.iter().filter(|parcel| which(parcel));
        parcels.fold([0; 3], |sum, parcel| {
            let holds = parcel.holds(id);
            each(|variant| sum[variant] + holds[variant])
        })
    }

    pub fn handed(&self, id: OrderId) -> Units {
        self.in_parcels(id, |parcel| matches!(parcel.at, At::Sent | At::Received))
    }

    /// What is packed or with the customer: it can't leave the order (rule 45).
    pub fn gone(&self, id: OrderId) -> Units {
        self.in_parcels(id, |_| true)
    }

    /// What a courier took of what the customer has.
    pub fn couriered(&self, id: OrderId) -> Units {
        self.in_parcels(id, |parcel| {
            parcel.courier.is_some() && parcel.at != At::Packed
        })
    }

    pub fn is_gone(&self, id: OrderId) -> bool {
        self.gone(id) != [0; 3]
    }

    pub fn sent_to(&self, id: OrderId, who: usize) -> Units {
        self.in_parcels(id, |parcel| parcel.to == Some(who))
    }

    fn had_parcel(&self, id: OrderId, who: usize) -> bool {
        let mut parcels = self.parcels.iter();
        parcels.any(|parcel| {
            parcel.to == Some(who) && parcel.put.iter().any(|(order, _)| *order == id)
        })
    }

    /// What all recipients of an order get.
    pub fn shared(&self, id: OrderId) -> Units {
        let recipients = &self.order(id).recipients;
        each(|variant| recipients.iter().map(|known| known.share[variant]).sum())
    }

    fn left(&self, id: OrderId) -> Units {
        let (wants, gone) = (self.order(id).wants(), self.gone(id));
        each(|variant| wants[variant] - gone[variant])
    }

    /// What a recipient is still to get, or with `None` the customer.
    fn left_for(&self, id: OrderId, to: Option<usize>) -> Units {
        let left = self.left(id);
        let due = |recipient: &Recipient, variant: usize| {
            recipient.share[variant] - self.sent_to(id, recipient.who)[variant]
        };
        let recipients = &self.order(id).recipients;
        each(|variant| match to {
            Some(who) => recipients
                .iter()
                .filter(|known| known.who == who)
                .map(|known| due(known, variant).min(left[variant]))
                .sum(),
            None => {
                let theirs: i64 = recipients.iter().map(|known| due(known, variant)).sum();
                (left[variant] - theirs).max(0)
            }
        })
    }

    /// Takes from recipients what they have beyond their order, the last one's first, before that of those who
    /// never had a parcel, and nothing that is in one. Returns what was whose.
    pub fn give_up(&mut self, id: OrderId) -> Vec<Recipient> {
        let (wants, shared) = (self.order(id).wants(), self.shared(id));
        let mut turns: Vec<usize> = (0..self.order(id).recipients.len()).rev().collect();
        turns.sort_by_key(|turn| self.had_parcel(id, self.order(id).recipients[*turn].who));
        let mut over = each(|variant| (shared[variant] - wants[variant]).max(0));
        let mut given_up = Vec::new();
        for turn in turns {
            let Recipient { who, share } = self.order(id).recipients[turn];
            let sent = self.sent_to(id, who);
            let lost = each(|variant| over[variant].min(share[variant] - sent[variant]));
            over = each(|variant| over[variant] - lost[variant]);
            self.order_mut(id).recipients[turn].share =
                each(|variant| share[variant] - lost[variant]);
            if lost != [0; 3] {
                given_up.push(Recipient { who, share: lost });
            }
        }
        given_up
    }

    /// What is set aside is at most what the order still wants; the rest is ready stock.
    pub fn keep_aside(&mut self) {
        for id in self.ids() {
            let left = self.left(id);
            let order = self.order_mut(id);
            let held = i64::from(order.state == State::Held);
            order.aside = each(|variant| order.aside[variant].min(left[variant]) * held);
        }
    }

    pub fn ids(&self) -> Vec<OrderId> {
        self.orders.iter().map(|order| order.id).collect()
    }

    /// Whether it may be handed over without a reason (rule 46).
    pub fn is_settled(&self, order: &Order) -> bool {
        let bill = self.bill(order);
        bill.paid >= bill.total && !self.awaits_bill(order)
    }

    fn rest(&self, id: OrderId) -> i64 {
        let bill = self.bill(self.order(id));
        (bill.total - bill.paid).max(0)
    }

    /// Whether it counts, so that it can be handed over.
    pub fn counts(&self, id: OrderId) -> bool {
        self.order(id).state == State::Held
    }

    /// Whether something of it is still to be handed over.
    pub fn is_to_go(&self, id: OrderId) -> bool {
        self.counts(id) && self.left(id) != [0; 3]
    }

    /// Whether its customer has something of it.
    pub fn is_with_customer(&self, id: OrderId) -> bool {
        self.handed(id) != [0; 3]
    }

    /// The fulfilment status, from where the units are.
    pub fn fulfilment(&self, order: &Order, now: i64) -> &'static str {
        let id = order.id;
        let sum = |units: Units| units.iter().sum::<i64>();
        let (handed, left) = (sum(self.handed(id)), sum(self.left(id)));
        let packed = sum(self.gone(id)) - handed;
        let under_way = self.parcels.iter().any(|parcel| {
            parcel.at == At::Sent
                && parcel.put.iter().any(|(order, _)| *order == id)
                && now < parcel.sent + PARCEL_DAYS * 86_400
        });
        if order.state != State::Held {
            "none"
        } else if handed > 0 {
            match (left + packed, sum(self.couriered(id)), under_way) {
                (1.., _, _) => "partial",
                (_, 0, _) => "picked_up",
                (_, _, true) => "shipped",
                (_, _, false) => "done",
            }
        } else {
            let aside = sum(order.aside) + packed;
            let wanted = sum(order.wants());
            let is_made = self.periods[order.period].reached == Reached::Production;
            match (aside >= wanted, aside > 0 || is_made) {
                (true, true) if aside > 0 => "ready",
                (_, true) => "in_progress",
                _ => "none",
            }
        }
    }

    /// What customers were billed for the shipping of a parcel: an order's stands on the first parcel of each who
    /// receives it (rule 101).
    pub fn billed_for(&self, parcel: &Parcel) -> i64 {
        let mut billed = 0;
        for (id, _) in &parcel.put {
            let is_first = self
                .parcels
                .iter()
                .find(|other| other.to == parcel.to && other.put.iter().any(|(of, _)| of == id))
                .is_some_and(|first| first.id == parcel.id);
            let kind = parcel.to.map_or("shipping", |who| RECIPIENTS[who].1);
            let charges = self.order(*id).charges.iter();
            let shipping = charges.filter(|(of, _)| *of == kind);
            billed += i64::from(is_first) * shipping.map(|(_, amount)| amount).sum::<i64>();
        }
        billed
    }

    /// Puts goods into a new parcel: what is set aside goes first.
    fn pack(&mut self, parcel: Parcel) {
        for (id, units) in &parcel.put {
            let order = self.order_mut(*id);
            order.aside = each(|variant| (order.aside[variant] - units[variant]).max(0));
        }
        self.parcels.push(parcel);
    }
}

impl Pair {
    /// Says who receives part of an order, and what shipping to them costs.
    pub fn recipient(
        &mut self,
        id: OrderId,
        who: usize,
        share: Units,
        shipping: Option<i64>,
    ) -> Compared {
        let order = self.naive.order(id);
        let named = order.named;
        let wants = order.wants();
        let items = (0..3).filter(|variant| share[*variant] > 0).map(|variant| {
            let text = format!("{} {}", share[variant], goods(variant, named));
            ItemText::parse(&text).unwrap()
        });
        let change = DestinationChange {
            shipping: shipping.map(rp),
            items: Some(items.collect()),
            ..DestinationChange::default()
        };
        let (name, kind) = RECIPIENTS[who];
        let mut after = self.naive.clone();
        let changed = after.order_mut(id);
        match changed.recipients.iter_mut().find(|known| known.who == who) {
            Some(known) => known.share = share,
            None => changed.recipients.push(Recipient { who, share }),
        }
        if let Some(amount) = shipping {
            changed.charges.retain(|(of, _)| *of != kind);
            changed
                .charges
                .extend((amount > 0).then_some((kind, amount)));
        }
        let is_whole = changed.before_stages() >= 0;
        let (shared, sent) = (after.shared(id), after.sent_to(id, who));
        let fair = order.state != State::Cancelled
            && is_whole
            && (0..3).all(|variant| {
                shared[variant] <= wants[variant] && sent[variant] <= share[variant]
            });
        let set = self.book.set_destination(id, name, &change, self.now);
        prop_assert_eq!(set.is_ok(), fair, "{:?}", set);
        if fair {
            self.naive = after;
        }
        Ok(())
    }

    /// Takes a recipient off an order.
    pub fn no_recipient(&mut self, id: OrderId, who: usize) -> Compared {
        let (name, kind) = RECIPIENTS[who];
        let mut after = self.naive.clone();
        let order = after.order_mut(id);
        let known = order.recipients.iter().any(|known| known.who == who);
        order.recipients.retain(|known| known.who != who);
        order.charges.retain(|(of, _)| *of != kind);
        let is_whole = order.before_stages() >= 0;
        let fair =
            known && is_whole && order.state != State::Cancelled && !self.naive.had_parcel(id, who);
        let removed = self.book.remove_destination(id, name, self.now);
        prop_assert_eq!(removed.is_ok(), fair, "{:?}", removed);
        if fair {
            self.naive = after;
        }
        Ok(())
    }

    /// Puts orders into a parcel.
    pub fn ship(&mut self, ids: &[OrderId], said: &Sending) -> Compared {
        let mut orders: Vec<OrderId> = Vec::new();
        for id in ids {
            if !orders.contains(id) {
                orders.push(*id);
            }
        }
        let Some(first) = orders.first().copied() else {
            return Ok(());
        };
        let courier = COURIERS[said.courier];
        let naive = &self.naive;
        let rest: i64 = orders.iter().map(|id| naive.rest(*id)).sum();
        let cod = match said.cod {
            Some(Some(amount)) => amount,
            Some(None) => rest,
            None if !said.has_reason && naive.collectors.contains(&courier) => rest,
            None => 0,
        };
        let may_leave = (cod > 0 && cod == rest)
            || orders
                .iter()
                .all(|id| said.has_reason || naive.is_settled(naive.order(*id)));
        let is_part = said.to.is_some() || matches!(said.goods, Goods::Some(_));
        let is_known = said.to.is_none_or(|who| {
            let mut recipients = naive.order(first).recipients.iter();
            recipients.any(|known| known.who == who)
        });
        let mut put: Vec<(OrderId, Units)> = Vec::new();
        let mut there = true;
        for id in &orders {
            let left = naive.left_for(*id, said.to);
            let units = match said.goods {
                Goods::All => left,
                Goods::Some(units) => units,
            };
            there &= units != [0; 3] && (0..3).all(|variant| units[variant] <= left[variant]);
            put.push((*id, units));
        }
        let fair = orders.iter().all(|id| naive.counts(*id))
            && !(is_part && orders.len() > 1)
            && cod <= rest
            && may_leave
            && is_known
            && there;
        let named = naive.order(first).named;
        let typed = |units: Units| -> Vec<ItemText> {
            let some = (0..3).filter(|variant| units[*variant] > 0);
            some.map(|variant| {
                let text = format!("{} {}", units[variant], goods(variant, named));
                ItemText::parse(&text).unwrap()
            })
            .collect()
        };
        let items = match said.goods {
            Goods::All | Goods::Some([0, 0, 0]) => Vec::new(),
            Goods::Some(units) => typed(units),
        };
        if items.is_empty() && matches!(said.goods, Goods::Some(_)) {
            return Ok(());
        }
        let new = NewParcel {
            items,
            to: said.to.map(|who| RECIPIENTS[who].0.to_owned()),
            courier: courier.to_owned(),
            paid: said.paid.map(rp),
            account: Some(self.bank),
            cod: said.cod.map(|amount| match amount {
                Some(amount) => Cod::Amount(rp(amount)),
                None => Cod::Rest,
            }),
            unsettled: said.has_reason.then(|| "langganan".to_owned()),
            packed: said.packed,
            ..NewParcel::default()
        };
        let shipped = self.book.ship(&orders, &new, self.now);
        prop_assert_eq!(shipped.is_ok(), fair, "{:?}", shipped);
        if let Ok(shipped) = shipped {
            self.naive.pack(Parcel {
                courier: Some(said.courier),
                to: said.to,
                at: if said.packed { At::Packed } else { At::Sent },
                sent: self.now.unix(),
                cod,
                paid: [said.paid, None],
                ..Parcel::new(shipped.made.id, put)
            });
        }
        Ok(())
    }

    /// Hands an order over to who fetches it, who may pay: the rest, or an amount.
    pub fn pick_up(
        &mut self,
        id: OrderId,
        pays: Option<Option<i64>>,
        has_reason: bool,
    ) -> Compared {
        let order = self.naive.order(id);
        let rest = self.naive.bill(order);
        let rest = rest.total - rest.paid;
        let amount = match pays {
            Some(Some(amount)) => amount,
            Some(None) => rest.max(0),
            None => 0,
        };
        let awaits = self.naive.awaits_bill(order);
        let left = self.naive.left(id);
        let fair =
            self.naive.counts(id) && left != [0; 3] && (has_reason || amount >= rest && !awaits);
        let pay = pays.map(|amount| PickupPayment {
            amount: amount.map(rp),
            method: Method::Cash,
            account: None,
        });
        let reason = has_reason.then_some("langganan");
        let fetched = self.book.pick_up(id, pay, reason, self.now);
        prop_assert_eq!(fetched.is_ok(), fair, "{:?}", fetched);
        if let Ok(fetched) = fetched {
            if amount > 0 {
                let payment = self.book.payments(None, 1).unwrap()[0].id;
                self.naive.payments.push(payment);
                self.money(id, payment, amount, false);
            }
            self.naive.pack(Parcel {
                sent: self.now.unix(),
                ..Parcel::new(fetched.made.id, vec![(id, left)])
            });
        }
        Ok(())
    }

    /// The place of a parcel: mostly among those that are so far.
    pub fn likely_parcel(&self, place: usize, state: At) -> usize {
        let parcels = self.naive.parcels.iter().enumerate();
        let so_far = parcels.filter(|(_, parcel)| {
            parcel.at == state && (state != At::Returned || parcel.ending.is_none())
        });
        let places: Vec<usize> = so_far.map(|(place, _)| place).collect();
        match place % 5 {
            0 => place,
            _ => at(&places, place).unwrap_or(place),
        }
    }

    /// Mostly a recipient that there is, and goods that it is still to get.
    pub fn likely_sending(&self, ids: &[OrderId], said: &Sending, sure: bool) -> Sending {
        let mut said = *said;
        if let Some(id) = ids.first().filter(|_| sure) {
            let recipients = &self.naive.order(*id).recipients;
            let known = recipients.iter().map(|known| known.who).collect::<Vec<_>>();
            said.to = said.to.and_then(|who| at(&known, who));
            if let Goods::Some(units) = &mut said.goods {
                let left = self.naive.left_for(*id, said.to);
                *units = each(|variant| units[variant].min(left[variant]));
            }
        }
        said
    }

    /// Mostly at most what of an order no other recipient has.
    pub fn likely_share(&self, id: OrderId, who: usize, share: Units) -> Units {
        let order = self.naive.order(id);
        let others = order.recipients.iter().filter(|known| known.who != who);
        let others: Vec<Units> = others.map(|known| known.share).collect();
        let wants = order.wants();
        each(|variant| {
            let taken: i64 = others.iter().map(|share| share[variant]).sum();
            match share[0] {
                0 => share[variant],
                _ => share[variant].min(wants[variant] - taken),
            }
        })
    }

    fn parcel_at(&self, place: usize) -> Option<(usize, Parcel)> {
        let places: Vec<usize> = (0..self.naive.parcels.len()).collect();
        at(&places, place).map(|at| (at, self.naive.parcels[at].clone()))
    }

    /// Sends what is packed.
    pub fn send(&mut self, place: usize) -> Compared {
        let Some((at, parcel)) = self.parcel_at(place) else {
            return Ok(());
        };
        let sent = self.book.send_parcels(&[parcel.id], self.now);
        prop_assert_eq!(sent.is_ok(), parcel.at == At::Packed, "{:?}", sent);
        if sent.is_ok() {
            let parcel = &mut self.naive.parcels[at];
            (parcel.at, parcel.sent) = (At::Sent, self.now.unix());
        }
        Ok(())
    }

    /// A parcel arrives, and its courier collects what was to be, or another sum: the orders' rests in turn, more
    /// of it stays on the first (rule 28).
    pub fn receive(&mut self, place: usize, collected: Option<i64>) -> Compared {
        let Some((at, parcel)) = self.parcel_at(place) else {
            return Ok(());
        };
        let fair = parcel.at == At::Sent;
        let got = self
            .book
            .receive_parcels(&[parcel.id], collected.map(rp), self.now);
        prop_assert_eq!(got.is_ok(), fair, "{:?}", got);
        if !fair {
            return Ok(());
        }
        self.naive.parcels[at].at = At::Received;
        let amount = collected.unwrap_or(parcel.cod);
        if amount > 0 {
            let courier = COURIERS[parcel.courier.unwrap()];
            self.naive.collectors.push(courier);
            let payment = self.book.payments(None, 1).unwrap().remove(0);
            prop_assert_eq!(payment.method, Method::Cod);
            prop_assert_eq!(payment.account_name.as_deref(), Some(courier));
            prop_assert_eq!(payment.amount.raw(), amount);
            let mut left = amount;
            let mut parts: Vec<(OrderId, i64)> = Vec::new();
            for (id, _) in &parcel.put {
                let part = left.min(self.naive.rest(*id));
                left -= part;
                parts.push((*id, part));
            }
            parts[0].1 += left;
            let collected = (parcel.courier.unwrap(), payment.id, amount);
            self.naive.accounts.collected.push(collected);
            self.naive.payments.push(payment.id);
            for (id, part) in parts.into_iter().filter(|(_, part)| *part > 0) {
                self.money(id, payment.id, part, false);
            }
        }
        Ok(())
    }

    /// A parcel comes back, and what is decided of it: send again, or close its orders.
    pub fn come_back(
        &mut self,
        place: usize,
        ending: Option<ReturnEnding>,
        is_lost: bool,
    ) -> Compared {
        let Some((at, parcel)) = self.parcel_at(place) else {
            return Ok(());
        };
        let waits = parcel.at == At::Returned && parcel.ending.is_none();
        let mut after = self.naive.clone();
        let mut fair = match waits {
            true => ending.is_some(),
            false => parcel.at == At::Sent && parcel.courier.is_some(),
        };
        if fair && !waits {
            let back = std::mem::take(&mut after.parcels[at].there);
            for (id, units) in &back {
                let order = after.order_mut(*id);
                order.aside = each(|variant| order.aside[variant] + units[variant]);
            }
            let parcel = &mut after.parcels[at];
            (parcel.at, parcel.back) = (At::Returned, back);
        }
        after.parcels[at].ending = ending.or(parcel.ending);
        let mut fees = Vec::new();
        if ending == Some(ReturnEnding::Close) && fair {
            for (id, _) in &parcel.put {
                fair &= after.close(*id, (at, is_lost), &mut fees);
            }
            for (id, _) in &parcel.put {
                let period = after.order(*id).period;
                after.serve(period);
            }
        }
        let goods = match is_lost {
            true => GoodsBack::Lost,
            false => GoodsBack::Stock,
        };
        let returned = self.book.return_parcel(parcel.id, ending, goods, self.now);
        prop_assert_eq!(returned.is_ok(), fair, "{:?}", returned);
        if fair {
            self.naive = after;
            for (id, fee) in fees {
                let bill = self.book.order_row(id, self.now).unwrap().bill;
                let order = self.naive.order_mut(id);
                if order.state == State::Cancelled {
                    if order.mixed {
                        order.kept = bill.total.raw();
                    }
                } else {
                    order.keep(fee, bill.fee.raw());
                }
            }
        }
        Ok(())
    }

    /// A courier is paid for a parcel; what is paid once it is back is for the way back.
    pub fn pay_courier(&mut self, place: usize, amount: i64) -> Compared {
        let Some((at, parcel)) = self.parcel_at(place) else {
            return Ok(());
        };
        let change = ParcelChange {
            paid: Some(rp(amount)),
            account: Some(self.bank),
            ..ParcelChange::default()
        };
        let paid = self.book.change_parcel(parcel.id, &change, self.now);
        prop_assert_eq!(paid.is_ok(), parcel.courier.is_some(), "{:?}", paid);
        if paid.is_ok() {
            let back = usize::from(parcel.at == At::Returned);
            self.naive.parcels[at].paid[back] = Some(amount);
        }
        Ok(())
    }
}

impl Naive {
    /// Closes an order of a parcel that came back: with nothing of it in hand it is cancelled by the rule, else it
    /// is lowered by what came back and is still here (rules 45, 82). Notes what is kept of it; tells whether
    /// its bill holds.
    fn close(
        &mut self,
        id: OrderId,
        (at, is_lost): (usize, bool),
        fees: &mut Vec<(OrderId, i64)>,
    ) -> bool {
        if self.order(id).state == State::Cancelled {
            return true;
        }
        if !self.is_gone(id) {
            self.cancel_unserved(id, false);
            fees.push((id, 0));
            return true;
        }
        let before = self.order(id).clone();
        let back = units_of(&self.parcels[at].back, id);
        let back = each(|variant| back[variant].min(before.aside[variant]));
        if let Some(who) = self.parcels[at].to {
            let recipients = &mut self.order_mut(id).recipients;
            for known in recipients.iter_mut().filter(|known| known.who == who) {
                known.share = each(|variant| (known.share[variant] - back[variant]).max(0));
            }
        }
        let mut removed = 0;
        for (variant, units) in back.into_iter().enumerate() {
            for _ in 0..units {
                removed += self.take_back(id, variant).price;
            }
        }
        let order = self.order_mut(id);
        if is_lost {
            order.aside = each(|variant| order.aside[variant] - back[variant]);
        }
        order.forget_weighing(before.weighed_of());
        let is_whole = order.before_stages() >= 0;
        self.give_up(id);
        let is_open = self.periods[before.period].reached == Reached::Open;
        if !is_open && back != [0; 3] {
            fees.push((id, self.forfeit_part(&before, removed)));
        }
        is_whole
    }
}
