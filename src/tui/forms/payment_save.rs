//! Saves a payment, after asking about what looks like a mistake: far too much, or recorded twice.

use crate::book::{Book, NewPayment};
use crate::domain::id::CustomerId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::Question;

/// Saves an amount, or asks first when it is more than twice what is owed: a zero too many is the
/// likely reason. Nothing is asked where nothing is owed.
pub(super) fn ask_much(amount: Rupiah, owed: Rupiah, save: Effect) -> Effect {
    let twice = owed.plus(owed).unwrap_or(owed);
    if owed <= Rupiah::ZERO || amount <= twice {
        return save;
    }
    let question = Message::new("form-pay-much")
        .money("amount", amount)
        .money("bill", owed);
    Effect::open(Question::new("form-pay-much-title", question, save))
}

/// Records the payment, then runs `after`. Asks first when the book seems to have the same payment
/// already (rule 30).
pub(super) fn save(
    new: NewPayment,
    customer: CustomerId,
    after: Effect,
    book: &Book,
    ctx: &Ctx,
) -> Outcome {
    let (NewPayment::ForOrder(_, movement) | NewPayment::FromCustomer { movement, .. }) = &new;
    let at = movement.at.unwrap_or(ctx.now);
    let same = book.similar_payments(movement.amount, at, Some(customer), &movement.payer)?;
    let question = same.first().map(|payment| {
        Message::new("form-pay-twice")
            .money("amount", payment.amount)
            .moment("at", payment.at)
            .text("customer", payment.customer_shown().unwrap_or_default())
    });
    let deed = Effect::deed_then(move |book, now| book.record_payment(&new, now), |_| after);
    Ok(match question {
        Some(question) => Effect::open(Question::new("form-pay-twice-title", question, deed)),
        None => deed,
    })
}
