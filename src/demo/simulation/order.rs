//! Orders in the sample shop, and the events that follow from them.

use super::super::plan::{DAY, PLANS, Plan};
use super::{Event, HOUR, Simulation, orders_after_deposit};
use crate::book::{
    AgreedChange, Book, BookError, CustomerChange, CustomerRef, IfFull, Movement, NewItem,
    NewOrder, NewPayment, Result,
};
use crate::domain::charge::NewCharge;
use crate::domain::code::Code;
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind};
use crate::domain::payment::Method;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Simulation {
    /// Places an order for a customer; `None` when everything they wanted was sold out.
    fn place(
        &mut self,
        book: &mut Book,
        number: usize,
        who: usize,
        payment: Option<Movement>,
        at: Moment,
    ) -> Result<Option<OrderId>> {
        let Some(period) = self.periods[number] else {
            return Ok(None);
        };
        let person = &self.crowd.people[who];
        let gift = self.random.chance(5);
        let friend = &self.crowd.people[self.crowd.pick(&mut self.random)];
        let stage = book.period_by_id(period)?.stage(at);
        let mut new = NewOrder {
            period,
            customer: person.reference(),
            items: Vec::new(),
            channel: if person.phone.is_empty() {
                Channel::Ig
            } else {
                [
                    Channel::Wa,
                    Channel::Shopee,
                    Channel::Tiktok,
                    Channel::Tokopedia,
                    Channel::Offline,
                    Channel::Other,
                ][self.random.weighted(&[76, 8, 5, 3, 6, 2])]
            },
            note: if self.random.chance(7) {
                self.notes[self.random.index(self.notes.len())].to_owned()
            } else {
                String::new()
            },
            late: stage
                .is_after_close()
                .then(|| "pelanggan tetap, DP langsung lunas".to_owned()),
            recipient: gift.then(|| friend.name.clone()),
            recipient_phone: gift.then(|| friend.phone.clone()),
            address: gift.then(|| friend.address.clone()),
            shipping: Rupiah::ZERO,
            discount: Rupiah::ZERO,
            payment,
            source_ref: None,
            if_full: IfFull::Refuse,
            agreed: AgreedChange::default(),
        };
        // When something is sold out the customer takes something else, or fewer.
        for attempt in 0..8 {
            new.items = self.wishes.items(PLANS[number].family, &mut self.random)?;
            if attempt > 3 {
                new.items.truncate(1);
                new.items.iter_mut().for_each(|item| item.qty = 1);
            }
            match book.place_order(&new, at) {
                Ok(placed) => {
                    let order = placed.made;
                    let person = &mut self.crowd.people[who];
                    if person.known.is_none() && person.phone.is_empty() {
                        let change = CustomerChange {
                            handles: vec![(
                                Channel::Ig.code().to_owned(),
                                format!("{}.{who}", person.payer.to_lowercase().replace(' ', "_")),
                            )],
                            ..CustomerChange::default()
                        };
                        book.edit_customer(order.row.customer, &change, at)?;
                    }
                    person.known = Some(order.row.customer);
                    self.orders[number].push(order.row.id);
                    self.placed += 1;
                    return Ok(Some(order.row.id));
                }
                Err(BookError::Refused(Refusal::QuotaFull { .. } | Refusal::NotOffered { .. })) => {
                }
                Err(other) => return Err(other),
            }
        }
        Ok(None)
    }

    pub(super) fn order(&mut self, book: &mut Book, number: usize, at: Moment) -> Result<()> {
        let plan = &PLANS[number];
        let who = self.crowd.pick(&mut self.random);
        let Some(order) = self.place(book, number, who, None, at)? else {
            return Ok(());
        };
        if self.random.chance(5) {
            let amount = Rupiah::new(self.random.between(1, 4) * 5_000);
            let soon = self.soon(at, 60);
            match book.charge_order(order, &NewCharge::of(ChargeKind::Discount, amount), soon) {
                Ok(_) | Err(BookError::Refused(Refusal::BelowZero { .. })) => {}
                Err(other) => return Err(other),
            }
        } else if self.random.chance(5) {
            let amount = Rupiah::new(self.random.between(1, 999));
            let soon = self.soon(at, 60);
            book.charge_order(order, &NewCharge::of(ChargeKind::UniqueCode, amount), soon)?;
        }
        self.pays(plan, order, at);
        if self.random.chance(7) {
            let by = if self.random.chance(65) { 1 } else { -1 };
            self.after(at, 1, 12, Event::Change(order, by));
        }
        if self.random.chance(3) {
            self.after(at, 14, 60, Event::Cancel(order, false));
        }
        if let (Some((_, last)), Some((ready, _))) = (plan.window, plan.ready) {
            let closes = self.day(last + 1);
            if self.random.chance(45) {
                let at = closes + self.random.between(9, 40) * HOUR;
                let at = self.by_day(at);
                self.later(at, Event::Ship(order));
            }
            if self.random.chance(90) {
                let until = self.day(ready + 1).max(closes + 2 * DAY);
                let at = self.random.between(closes + 12 * HOUR, until);
                let at = self.by_day(at);
                self.later(at, Event::Settle(order));
            }
        }
        Ok(())
    }

    /// Queues what the customer does about the down payment.
    fn pays(&mut self, plan: &Plan, order: OrderId, at: Moment) {
        let hours = plan.hours.map_or(30, i64::from);
        match self.random.weighted(&[14, 58, 9, 6, 2, 11]) {
            // Pays at once.
            0 => {
                let at = at.unix() + self.random.between(3, 20) * 60;
                self.later(at, Event::DownPayment(order, 100));
            }
            1 => self.after(at, 1, hours, Event::DownPayment(order, 100)),
            2 => {
                self.after(at, 1, hours / 2, Event::Claim(order));
                if self.random.chance(75) {
                    self.after(
                        at,
                        hours / 2 + 2,
                        hours + 20,
                        Event::DownPayment(order, 100),
                    );
                }
            }
            3 => {
                self.after(at, 1, hours, Event::DownPayment(order, 50));
                if self.random.chance(40) {
                    self.after(at, hours, hours + 30, Event::DownPayment(order, 100));
                }
            }
            4 => self.after(at, 1, hours, Event::Retype(order)),
            // Never pays; the shop releases most of these orders after a while.
            _ => {
                if self.random.chance(65) {
                    self.after(at, hours + 26, hours + 60, Event::Cancel(order, true));
                }
            }
        }
    }

    pub(super) fn together(&mut self, book: &mut Book, number: usize, at: Moment) -> Result<()> {
        let who = self.crowd.pick(&mut self.random);
        let mut orders = Vec::new();
        for minute in 0..3 {
            let at = self.soon(at, minute * 60);
            orders.extend(self.place(book, number, who, None, at)?);
        }
        if let Some(customer) = self.crowd.people[who].known {
            self.after(at, 3, 20, Event::SettleTogether(customer, orders));
        }
        Ok(())
    }

    pub(super) fn mistake(&mut self, book: &mut Book, number: usize, at: Moment) -> Result<()> {
        let who = self.crowd.pick(&mut self.random);
        // After undoing, a new customer is no longer in the book.
        let known = self.crowd.people[who].known;
        if known.is_none() && self.crowd.people[who].phone.is_empty() {
            return Ok(());
        }
        if self.place(book, number, who, None, at)?.is_some() {
            book.undo(None, self.soon(at, 40))?;
            self.orders[number].pop();
            self.placed -= 1;
        }
        self.crowd.people[who].known = known;
        Ok(())
    }

    pub(super) fn duplicate(&mut self, book: &mut Book, number: usize, at: Moment) -> Result<()> {
        let Some(known) = self
            .crowd
            .people
            .iter()
            .position(|person| person.known.is_some())
        else {
            return Ok(());
        };
        let (name, into) = (
            self.crowd.people[known].name.clone(),
            self.crowd.people[known].known,
        );
        let (Some(period), Some(into)) = (self.periods[number], into) else {
            return Ok(());
        };
        let new = NewOrder {
            period,
            customer: CustomerRef::Described {
                name: format!("{name} (nomor baru)"),
                phone: format!("0864-7000-{:04}", 1 + number),
                address: String::new(),
            },
            items: vec![NewItem {
                code: Code::read("PTS")?,
                qty: 2,
                customization: String::new(),
                for_whom: String::new(),
                chosen: String::new(),
            }],
            channel: Channel::Wa,
            note: String::new(),
            late: None,
            recipient: None,
            recipient_phone: None,
            address: None,
            shipping: Rupiah::ZERO,
            discount: Rupiah::ZERO,
            payment: None,
            source_ref: None,
            if_full: IfFull::Refuse,
            agreed: AgreedChange::default(),
        };
        let order = book.place_order(&new, at)?.made;
        self.placed += 1;
        self.orders[number].push(order.row.id);
        let merged = self.soon(at, 600);
        book.merge_customers(order.row.customer, into, merged)?;
        self.pays(&PLANS[number], order.row.id, at);
        Ok(())
    }

    pub(super) fn deposit(&mut self, book: &mut Book, number: usize, at: Moment) -> Result<()> {
        let who = self.crowd.pick(&mut self.random);
        let person = &self.crowd.people[who];
        let (customer, payer) = (person.reference(), person.payer.clone());
        if person.known.is_none() && person.phone.is_empty() {
            return Ok(());
        }
        let amount = Rupiah::new(200_000);
        let payment = NewPayment::FromCustomer {
            customer,
            movement: Movement {
                amount,
                method: Method::Transfer,
                account: Some(self.accounts.bank),
                payer,
                ..Movement::default()
            },
            parts: Vec::new(),
        };
        book.record_payment(&payment, at)?;
        if orders_after_deposit(number) {
            let at = self.soon(at, 600);
            if let Some(order) = self.place(book, number, who, None, at)? {
                let row = book.order_row(order, at)?;
                let part = amount.min(row.bill.total);
                book.allocate_credit(order, Some(part), self.soon(at, 120))?;
            }
        }
        Ok(())
    }
}
