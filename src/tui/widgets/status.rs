//! Where a bill stands, in a word and a symbol: a colour alone never says it.

use super::Part;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Bill;
use crate::lang::Words;
use crate::tasks::rows::order::payment_status;
use crate::tui::theme::Role;

/// The payment status of a bill.
pub fn payment(bill: &Bill, words: &Words) -> Part {
    payment_status(bill, words).into()
}

/// What is still to come in on a bill, or to be given back: `sisa Rp70.000`, `kembalikan Rp5.000`.
pub fn balance(bill: &Bill, words: &Words) -> Part {
    match bill.balance() {
        Ok(Rupiah::ZERO) => Part::new(words.word("tui-settled"), Role::Good),
        Ok(rest) if rest > Rupiah::ZERO => {
            let message = Message::new("tui-rest").money("amount", rest);
            Part::new(words.say(&message), Role::Warn)
        }
        Ok(rest) => {
            let message = Message::new("tui-give-back").money("amount", distance(rest));
            Part::new(words.say(&message), Role::Warn)
        }
        Err(error) => Part::new(words.say(&error.message()), Role::Bad),
    }
}

fn distance(amount: Rupiah) -> Rupiah {
    amount.max(amount.negated())
}
