//! The payment status of a bill as a word with a symbol, so that it never depends on colour.

use super::Part;
use super::facts::Fact;
use crate::domain::money::Rupiah;
use crate::domain::payment::Bill;
use crate::lang::Words;
use crate::tasks::rows::order::payment_status;
use crate::tui::theme::Role;

/// The payment status of a bill.
pub fn payment(bill: &Bill, words: &Words) -> Part {
    payment_status(bill, words).into()
}

/// The unpaid rest of a bill beside its name, or what else is to be said of it: a refund due, that it is
/// settled.
pub fn rest(bill: &Bill, words: &Words) -> Fact {
    match bill.balance() {
        Ok(rest) if rest > Rupiah::ZERO => {
            let rest = Part::new(words.rupiah(rest), Role::Warn);
            Fact::new(words.word("form-order-rest"), rest)
        }
        _ => Fact::new(String::new(), balance(bill, words)),
    }
}

/// The unpaid rest of a bill or the refund due: `sisa Rp70.000`, `kembalikan Rp5.000`.
pub fn balance(bill: &Bill, words: &Words) -> Part {
    let role = match bill.balance() {
        Ok(Rupiah::ZERO) => Role::Good,
        Ok(_) => Role::Warn,
        Err(_) => Role::Bad,
    };
    Part::new(words.say(&bill.balance_message()), role)
}
