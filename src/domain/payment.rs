//! Payments, and the payment status of a bill (rules 26–36, 70), which is computed from the ledger
//! and never stored.

use super::coded::coded;
use super::customer::name_or_phone;
use super::id::{AccountId, CustomerId, OrderId, PaymentId};
use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::payment_stage::StageSums;
use super::when::Moment;

coded! {
    /// The payment methods (rule 36).
    #[derive(Default)]
    pub enum Method {
        /// Tunai.
        #[default]
        Cash = "cash" | "tunai" => "method-cash",
        /// Bank transfer.
        Transfer = "transfer" => "method-transfer",
        /// QRIS.
        Qris = "qris" => "method-qris",
        /// `GoPay`, OVO, DANA, `ShopeePay`, `LinkAja`.
        Ewallet = "ewallet" => "method-ewallet",
        /// Virtual account.
        Va = "va" => "method-va",
        /// Payment link.
        Link = "link" => "method-link",
        /// Bayar di tempat.
        Cod = "cod" => "method-cod",
    }
}

impl Method {
    /// Whether its money is held until it is paid out or handed in (rule 91).
    pub fn is_held(self) -> bool {
        matches!(self, Self::Qris | Self::Va | Self::Link | Self::Cod)
    }
}

coded! {
    /// The payment status of a bill.
    pub enum PaymentStatus {
        /// Nothing has arrived.
        Unpaid = "unpaid" => "payment-unpaid",
        /// Something has arrived, less than the down payment.
        Partial = "partial" => "payment-partial",
        /// The down payment has arrived.
        DownPayment = "down_payment" => "payment-down-payment",
        /// The total has arrived.
        Settled = "settled" => "payment-settled",
        /// All that was billed has arrived; a stage waits for its bill (rule 63).
        AwaitingBill = "awaiting_bill" => "payment-awaiting-bill",
        /// It was settled, then the total rose.
        Underpaid = "underpaid" => "payment-underpaid",
        /// More than the total has arrived.
        Overpaid = "overpaid" => "payment-overpaid",
        /// The order is cancelled and money must go back.
        RefundDue = "refund_due" => "payment-refund-due",
        /// The order is cancelled and the money went back.
        Refunded = "refunded" => "payment-refunded",
        /// There is nothing to pay.
        NothingDue = "nothing_due" => "payment-nothing-due",
    }
}

/// The sums of an order that its payment status depends on, in rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bill {
    /// Lines + charges; the cancellation fee for a cancelled order.
    pub total: Rupiah,
    /// Down payment that the rule asks of this total.
    pub down_payment: Rupiah,
    /// Payments in minus payments out.
    pub paid: Rupiah,
    /// Payments out.
    pub refunded: Rupiah,
    /// A payment once covered the total of its time.
    pub was_settled: bool,
    /// The down payment that was asked when it was met (rule 70); absent while unmet.
    pub down_payment_met: Option<Rupiah>,
    /// The order was cancelled.
    pub cancelled: bool,
    /// The unique code in the total that rides on the first sum asked (rule 31).
    pub unique_code: Rupiah,
    /// What its stages come to (rule 63).
    pub stages: StageSums,
    /// Lines, surcharges and discounts: what a down payment and what is forfeited are counted from
    /// (rule 25).
    pub goods: Rupiah,
    /// What its down payment is counted from.
    pub asks_of: AsksOf,
    /// What the shop keeps of what was cancelled of it (rule 33); a part of the total.
    pub fee: Rupiah,
}

coded! {
    /// What the down payment of an order is counted from (rule 25). It freezes with the order.
    #[derive(Default)]
    pub enum AsksOf {
        /// Lines, surcharges and discounts.
        #[default]
        Goods = "goods",
        /// The whole bill, as orders of earlier versions were told.
        Bill = "bill",
    }
}

impl Bill {
    /// Balance due: what is still to pay; negative when money must go back.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn balance(&self) -> Result<Rupiah, MoneyError> {
        self.total.minus(self.paid)
    }

    /// The balance due as a sentence: `sisa Rp70.000`, `kembalikan Rp5.000`.
    pub fn balance_message(&self) -> Message {
        match self.balance() {
            Ok(Rupiah::ZERO) => Message::new("tui-settled"),
            Ok(rest) if rest > Rupiah::ZERO => Message::new("tui-rest").money("amount", rest),
            Ok(rest) => Message::new("tui-give-back").money("amount", rest.negated()),
            Err(error) => error.message(),
        }
    }

    /// The total without stages (rule 63): what money fills first.
    pub fn before_stages(&self) -> Rupiah {
        self.total.minus(self.stages.billed).unwrap_or(self.total)
    }

    /// Whether a stage was not paid by its deadline (rule 63).
    pub fn is_stage_late(&self) -> bool {
        let asked = self.before_stages().plus(self.stages.due);
        !self.cancelled
            && self.stages.due > Rupiah::ZERO
            && asked.is_ok_and(|asked| self.paid < asked)
    }

    /// How much of what was paid can be refunded or moved: all, but for a cancelled order not what
    /// the shop keeps (rules 32, 33).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn returnable(&self) -> Result<Rupiah, MoneyError> {
        if self.cancelled {
            self.paid.minus(self.total)
        } else {
            Ok(self.paid)
        }
    }

    /// The surplus (negative: shortage) when it is small enough, up to `limit`, to be rounded away
    /// (rule 71).
    pub fn small_difference(&self, limit: Rupiah) -> Option<Rupiah> {
        let difference = self.paid.minus(self.total).ok()?;
        let size = difference.max(difference.negated());
        let counts = size > Rupiah::ZERO && self.paid > Rupiah::ZERO && !self.cancelled;
        (counts && size <= limit).then_some(difference)
    }

    /// The down payment that counts: once met it stays as it was then (rule 70), and it is never
    /// more than the total.
    pub fn down_payment_asked(&self) -> Rupiah {
        self.down_payment_met
            .unwrap_or(self.down_payment)
            .min(self.before_stages())
            .max(Rupiah::ZERO)
    }

    /// The first sum asked of the customer: the down payment, or all where none is asked, with the
    /// unique code (rule 31).
    pub fn first_asked(&self) -> Rupiah {
        match self.down_payment_asked() {
            Rupiah::ZERO => self.before_stages(),
            asked => asked
                .plus(self.unique_code)
                .unwrap_or(asked)
                .min(self.before_stages()),
        }
    }

    /// The key of the payment status for people: of a bill whose goods are paid while a stage is open, it
    /// says so.
    pub fn status_key(&self) -> &'static str {
        let status = self.status();
        let goods_paid = self.stages.billed > Rupiah::ZERO && self.paid >= self.before_stages();
        match status {
            PaymentStatus::DownPayment if goods_paid => "payment-goods-paid",
            _ => status.key(),
        }
    }

    /// The payment status.
    pub fn status(&self) -> PaymentStatus {
        use PaymentStatus as S;
        let (total, paid) = (self.total, self.paid);
        if paid > total {
            return if self.cancelled {
                S::RefundDue
            } else {
                S::Overpaid
            };
        }
        if paid == total {
            return match (self.cancelled && self.refunded > Rupiah::ZERO, total) {
                (true, _) => S::Refunded,
                _ if self.stages.waiting && !self.cancelled => S::AwaitingBill,
                (false, Rupiah::ZERO) => S::NothingDue,
                (false, _) => S::Settled,
            };
        }
        // When no down payment is asked, any part payment counts as one.
        let met = paid >= self.down_payment_asked() || self.down_payment_met.is_some();
        // A stage that is not yet due is no shortage (rule 63).
        let only_undue = self.stages.billed > Rupiah::ZERO
            && !self.is_stage_late()
            && paid >= self.before_stages();
        if paid <= Rupiah::ZERO {
            S::Unpaid
        } else if only_undue {
            S::DownPayment
        } else if self.was_settled || met && self.is_stage_late() {
            S::Underpaid
        } else if met {
            S::DownPayment
        } else {
            S::Partial
        }
    }
}

/// The part of a payment on one order, with the bill at that time (rule 70).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allocation {
    /// Signed, in rupiah.
    pub amount: Rupiah,
    /// Total of the bill at that time.
    pub bill_total: Rupiah,
    /// Down payment asked at that time.
    pub bill_down_payment: Rupiah,
    /// It was reversed or is a reversal.
    pub voided: bool,
}

/// Replays the parts of an order's payments, oldest first. Returns whether the bill was settled at
/// some time (and not refunded below it since), and the down payment that was asked when it was met
/// (0 while unmet).
///
/// # Errors
/// [`MoneyError::TooLarge`] when `i64` overflows.
pub fn settled_and_met(allocations: &[Allocation]) -> Result<(bool, Rupiah), MoneyError> {
    let mut paid = Rupiah::ZERO;
    let mut settled = false;
    let mut down_payment = Rupiah::ZERO;
    for part in allocations.iter().filter(|part| !part.voided) {
        paid = paid.plus(part.amount)?;
        if part.amount < Rupiah::ZERO {
            settled = settled && paid >= part.bill_total;
            if paid < down_payment {
                // When a part of the order moves with its money, the rest of a met down payment
                // stays met (rule 45).
                down_payment = if paid >= part.bill_down_payment {
                    part.bill_down_payment
                } else {
                    Rupiah::ZERO
                };
            }
        } else {
            settled = settled || part.bill_total > Rupiah::ZERO && paid >= part.bill_total;
            if down_payment == Rupiah::ZERO && paid >= part.bill_down_payment {
                down_payment = part.bill_down_payment;
            }
        }
    }
    Ok((settled, down_payment))
}

/// One movement of money in the ledger (rule 27). It is never edited: a mistake is reversed by
/// another movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its id, which `pay` prints and `pay void` takes.
    pub id: PaymentId,
    /// When the money moved.
    pub at: Moment,
    /// In rupiah; negative when money went out, or for the reversal of money that came in.
    pub amount: Rupiah,
    /// Payment method.
    pub method: Method,
    /// Account it came into or went out of.
    pub account: Option<AccountId>,
    /// Name of that account.
    pub account_name: Option<String>,
    /// Customer, when known.
    pub customer: Option<CustomerId>,
    /// Name of that customer.
    pub customer_name: Option<String>,
    /// Phone of that customer.
    pub customer_phone: Option<String>,
    /// Name on the transfer.
    pub payer: String,
    /// Reference on the statement.
    pub reference: String,
    /// The customer says it was sent, but it has not arrived (rule 29).
    pub claimed: bool,
    /// It is a refund to the customer.
    pub refund: bool,
    /// The movement this one reverses.
    pub reverses: Option<PaymentId>,
    /// A later movement reverses this one.
    pub voided: bool,
    /// The parts on orders: (order, code, amount) (rule 28).
    pub parts: Vec<(OrderId, String, Rupiah)>,
    /// When the customer said that it was sent, before it arrived (rule 29). Only the ledger reads
    /// it.
    pub announced: Option<Moment>,
}

impl Payment {
    /// What its customer is called: by name, without one by phone; `None` without a customer.
    pub fn customer_shown(&self) -> Option<String> {
        let name = self.customer_name.as_deref()?;
        name_or_phone(name, self.customer_phone.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bill(total: i64, down_payment: i64, paid: i64) -> Bill {
        Bill {
            total: Rupiah::new(total),
            down_payment: Rupiah::new(down_payment),
            paid: Rupiah::new(paid),
            ..Bill::default()
        }
    }

    #[test]
    fn a_bill_goes_from_unpaid_to_settled() {
        use PaymentStatus::*;
        for (paid, status) in [
            (0, Unpaid),
            (49_999, Partial),
            (50_000, DownPayment),
            (99_999, DownPayment),
            (100_000, Settled),
            (100_001, Overpaid),
        ] {
            assert_eq!(bill(100_000, 50_000, paid).status(), status, "{paid}");
        }
        assert_eq!(bill(100_000, 0, 1).status(), DownPayment);
        assert_eq!(bill(0, 0, 0).status(), NothingDue);
    }

    #[test]
    fn a_settled_bill_that_rises_is_underpaid() {
        let risen = Bill {
            was_settled: true,
            ..bill(120_000, 60_000, 100_000)
        };
        assert_eq!(risen.status(), PaymentStatus::Underpaid);
    }

    #[test]
    fn a_stage_is_short_only_after_its_deadline() {
        use PaymentStatus::*;
        let staged = |paid, billed, due, waiting| Bill {
            was_settled: true,
            stages: StageSums {
                billed: Rupiah::new(billed),
                due: Rupiah::new(due),
                waiting,
            },
            ..bill(100_000 + billed, 50_000, paid)
        };
        for (paid, billed, due, waiting, status) in [
            (100_000, 0, 0, true, AwaitingBill),
            (100_000, 30_000, 0, false, DownPayment),
            (100_000, 30_000, 30_000, false, Underpaid),
            (110_000, 30_000, 30_000, true, Underpaid),
            (130_000, 30_000, 30_000, true, AwaitingBill),
            (130_000, 30_000, 30_000, false, Settled),
            // Without its code of Rp7 a stage counts as paid (rule 31).
            (130_000, 30_007, 30_000, false, DownPayment),
            // The goods come first.
            (90_000, 30_000, 0, false, Underpaid),
            (0, 30_000, 30_000, true, Unpaid),
        ] {
            let bill = staged(paid, billed, due, waiting);
            assert_eq!(bill.status(), status, "{bill:?}");
        }
        // With the down payment alone, the stage's deadline counts all the same.
        let late = Bill {
            was_settled: false,
            ..staged(50_000, 30_000, 30_000, false)
        };
        assert_eq!(late.status(), Underpaid);
    }

    #[test]
    fn a_met_down_payment_stays_met() {
        let met = Bill {
            down_payment_met: Some(Rupiah::new(50_000)),
            ..bill(200_000, 100_000, 50_000)
        };
        assert_eq!(met.status(), PaymentStatus::DownPayment);
        assert_eq!(met.down_payment_asked(), Rupiah::new(50_000));
    }

    #[test]
    fn what_was_met_is_told_from_the_parts_in_their_order() {
        let part = |amount, total, down_payment| Allocation {
            amount: Rupiah::new(amount),
            bill_total: Rupiah::new(total),
            bill_down_payment: Rupiah::new(down_payment),
            voided: false,
        };
        let void = |part: Allocation| Allocation {
            voided: true,
            ..part
        };
        let half = Rupiah::new(50);
        assert_eq!(settled_and_met(&[part(50, 100, 50)]), Ok((false, half)));
        assert_eq!(
            settled_and_met(&[part(50, 100, 50), part(50, 100, 50)]),
            Ok((true, half))
        );
        // The total rose to 120 after the bill was settled, and a part of the rest was voided.
        let risen = [
            part(100, 100, 50),
            void(part(20, 120, 50)),
            void(part(-20, 120, 50)),
        ];
        assert_eq!(settled_and_met(&risen), Ok((true, half)));
        assert_eq!(
            settled_and_met(&[part(100, 100, 50), part(-60, 100, 50)]),
            Ok((false, Rupiah::ZERO))
        );
        assert_eq!(
            settled_and_met(&[part(100, 80, 50), part(-20, 80, 50)]),
            Ok((true, half))
        );
    }

    #[test]
    fn a_cancelled_order_asks_for_its_refund() {
        let cancelled = |total, paid, refunded| Bill {
            cancelled: true,
            refunded: Rupiah::new(refunded),
            ..bill(total, 0, paid)
        };
        assert_eq!(cancelled(0, 50_000, 0).status(), PaymentStatus::RefundDue);
        assert_eq!(
            cancelled(0, 20_000, 30_000).status(),
            PaymentStatus::RefundDue
        );
        assert_eq!(cancelled(0, 0, 50_000).status(), PaymentStatus::Refunded);
        assert_eq!(
            cancelled(25_000, 25_000, 25_000).status(),
            PaymentStatus::Refunded
        );
        assert_eq!(
            cancelled(25_000, 25_000, 0).status(),
            PaymentStatus::Settled
        );
        assert_eq!(cancelled(0, 0, 0).status(), PaymentStatus::NothingDue);
    }
}
