//! Payments and refunds in the sample shop, with typical mistakes.

use super::{Event, Simulation};
use crate::book::{Book, CustomerRef, Movement, NewPayment, Result};
use crate::domain::charge::NewCharge;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, OrderStatus};
use crate::domain::payment::Method;
use crate::domain::when::Moment;

impl Simulation {
    /// A movement of money by a random method.
    fn movement(&mut self, amount: Rupiah, who: &str) -> Movement {
        let (method, account) = self.accounts.method(&mut self.random);
        Movement {
            amount,
            method,
            account: Some(account),
            payer: if method == Method::Transfer {
                payer(who)
            } else {
                String::new()
            },
            ..Movement::default()
        }
    }

    /// Records a payment on an order, unless the amount is 0.
    fn pay(&mut self, book: &mut Book, order: OrderId, amount: Rupiah, at: Moment) -> Result<()> {
        if amount > Rupiah::ZERO {
            let who = book.order_row(order, at)?.customer_name;
            let movement = self.movement(amount, &who);
            book.record_payment(&NewPayment::ForOrder(order, movement), at)?;
        }
        Ok(())
    }

    pub(super) fn claim(&mut self, book: &mut Book, order: OrderId, at: Moment) -> Result<()> {
        let row = book.order_row(order, at)?;
        let amount = row.bill.down_payment_asked().minus(row.bill.paid)?;
        if row.status == OrderStatus::Active && amount > Rupiah::ZERO {
            let movement = Movement {
                amount,
                method: Method::Transfer,
                account: Some(self.accounts.bank),
                payer: payer(&row.customer_name),
                claimed: true,
                ..Movement::default()
            };
            book.record_payment(&NewPayment::ForOrder(order, movement), at)?;
        }
        Ok(())
    }

    pub(super) fn down_payment(
        &mut self,
        book: &mut Book,
        order: OrderId,
        percent: i64,
        at: Moment,
    ) -> Result<()> {
        let row = book.order_row(order, at)?;
        if row.status != OrderStatus::Active {
            return Ok(());
        }
        let due = row.bill.down_payment_asked().raw() * percent / 100;
        // Some pay everything at once.
        let amount = if percent == 100 && self.random.chance(12) {
            row.bill.balance()?
        } else {
            Rupiah::new(due).minus(row.bill.paid)?
        };
        self.pay(book, order, amount, at)
    }

    pub(super) fn settle(&mut self, book: &mut Book, order: OrderId, at: Moment) -> Result<()> {
        let row = book.order_row(order, at)?;
        // A customer who paid no down payment doesn't pay the rest.
        let started = row.bill.paid > Rupiah::ZERO || row.bill.down_payment == Rupiah::ZERO;
        if row.status != OrderStatus::Active || !started {
            return Ok(());
        }
        let mut amount = row.bill.balance()?;
        if amount > Rupiah::ZERO && self.random.chance(3) {
            // The customer rounds up.
            amount = Rupiah::new((amount.raw() / 10_000 + 1) * 10_000);
        }
        self.pay(book, order, amount, at)
    }

    pub(super) fn settle_together(
        &mut self,
        book: &mut Book,
        customer: CustomerId,
        orders: &[OrderId],
        at: Moment,
    ) -> Result<()> {
        let mut parts = Vec::new();
        let mut name = String::new();
        for order in orders {
            let row = book.order_row(*order, at)?;
            let open = row.bill.balance()?;
            if row.status == OrderStatus::Active && open > Rupiah::ZERO {
                parts.push((*order, open));
                name = row.customer_name;
            }
        }
        if parts.is_empty() {
            return Ok(());
        }
        let amount = Rupiah::sum(parts.iter().map(|(_, part)| *part))?;
        let payment = NewPayment::FromCustomer {
            customer: CustomerRef::Known(customer),
            movement: self.movement(amount, &name),
            parts,
        };
        book.record_payment(&payment, at)?;
        Ok(())
    }

    pub(super) fn ship(&mut self, book: &mut Book, order: OrderId, at: Moment) -> Result<()> {
        if book.order_row(order, at)?.status == OrderStatus::Active {
            let amount = Rupiah::new(self.random.between(9, 32) * 1_000);
            book.charge_order(order, &NewCharge::of(ChargeKind::Shipping, amount), at)?;
        }
        Ok(())
    }

    pub(super) fn retype(&mut self, book: &mut Book, order: OrderId, at: Moment) -> Result<()> {
        let row = book.order_row(order, at)?;
        let due = row.bill.down_payment_asked();
        if row.status != OrderStatus::Active || due == Rupiah::ZERO {
            return Ok(());
        }
        let mut movement = self.movement(due.times(10)?, &row.customer_name);
        let wrong = book
            .record_payment(&NewPayment::ForOrder(order, movement.clone()), at)?
            .made;
        book.void_payment(wrong, self.soon(at, 90))?;
        movement.amount = due;
        let at = self.soon(at, 120);
        book.record_payment(&NewPayment::ForOrder(order, movement), at)?;
        Ok(())
    }

    pub(super) fn cancel(
        &mut self,
        book: &mut Book,
        order: OrderId,
        by_shop: bool,
        at: Moment,
    ) -> Result<()> {
        let row = book.order_row(order, at)?;
        if row.status != OrderStatus::Active || by_shop && row.bill.paid > Rupiah::ZERO {
            return Ok(());
        }
        let why = if by_shop {
            "lewat batas DP"
        } else {
            ["salah pesan", "acaranya batal", "sudah beli di tempat lain"][self.random.index(3)]
        };
        book.cancel_order(order, why, by_shop, at)?;
        if self.random.chance(75) {
            self.after(at, 3, 30, Event::Refund(order));
        }
        Ok(())
    }

    pub(super) fn refund(&mut self, book: &mut Book, order: OrderId, at: Moment) -> Result<()> {
        let row = book.order_row(order, at)?;
        let owed = row.bill.paid.minus(row.bill.total)?;
        if owed > Rupiah::ZERO {
            let movement = Movement {
                amount: owed,
                method: Method::Transfer,
                account: Some(self.accounts.bank),
                refund: true,
                ..Movement::default()
            };
            book.record_payment(&NewPayment::ForOrder(order, movement), at)?;
        }
        Ok(())
    }
}

/// The name as banks print it: capitals, no title.
fn payer(name: &str) -> String {
    let titles = ["Bu ", "Pak ", "Mbak ", "Mas ", "Kak "];
    let bare = titles
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .unwrap_or(name);
    bare.to_uppercase()
}
