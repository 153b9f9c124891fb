//! Reverses a payment that was recorded by mistake (rule 27).

use crate::domain::message::Message;
use crate::domain::payment::Payment;
use crate::tasks::rows::payment::way;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::layers::{Choice, Picker, Question};

/// Reverses a payment after a question (rule 27).
pub fn void(payment: &Payment) -> Effect {
    if payment.voided || payment.reverses.is_some() {
        return Effect::warn(Message::new("form-void-already"));
    }
    let id = payment.id;
    let question = Message::new("form-void-question")
        .money("amount", payment.amount.max(payment.amount.negated()))
        .moment("at", payment.at)
        .text("customer", payment.customer_shown().unwrap_or_default());
    let deed = Effect::deed(move |book, now| book.void_payment(id, now));
    Effect::open(Question::new("form-void-title", question, deed))
}

/// Reverses one of these payments; asks which when there are several.
pub fn void_one_of(payments: Vec<Payment>, ctx: &Ctx) -> Effect {
    let mut payments: Vec<Payment> = live(payments).collect();
    payments.reverse();
    match payments.as_slice() {
        [] => Effect::warn(Message::new("form-void-none")),
        [only] => void(only),
        several => {
            let choices = several
                .iter()
                .map(|payment| Choice {
                    label: format!(
                        "{} · {}",
                        ctx.words.rupiah(payment.amount),
                        way(payment.method, payment.account_name.as_deref(), &ctx.words)
                    ),
                    note: ctx.words.moment(payment.at),
                    value: payment.clone(),
                })
                .collect();
            Effect::open(Picker::new("form-void-which", choices, |payment, _| {
                void(payment)
            }))
        }
    }
}

/// The payments that are neither reversed nor reversals.
pub(super) fn live(payments: Vec<Payment>) -> impl Iterator<Item = Payment> {
    payments
        .into_iter()
        .filter(|payment| !payment.voided && payment.reverses.is_none())
}
