//! Where a bill stands, in a word and a symbol: a colour alone never says it.

use super::Part;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::{Bill, PaymentStatus};
use crate::lang::Words;
use crate::tui::theme::Role;

/// The payment status of a bill: `◐ sudah DP`, `◔ DP kurang Rp20.000`, `! perlu direfund Rp5.000`.
pub fn payment(bill: &Bill, words: &Words) -> Part {
    use PaymentStatus as S;
    let status = bill.status();
    let (symbol, role) = match status {
        S::Unpaid => ("○", Role::Warn),
        S::Partial => ("◔", Role::Warn),
        S::DownPayment => ("◐", Role::Text),
        S::Settled => ("●", Role::Good),
        S::Underpaid | S::Overpaid | S::RefundDue => ("!", Role::Warn),
        S::Refunded | S::NothingDue => ("-", Role::Muted),
    };
    let missing = match status {
        S::Partial => bill.down_payment_asked().minus(bill.paid).ok(),
        S::Underpaid | S::Overpaid | S::RefundDue => bill.balance().ok().map(distance),
        S::Unpaid | S::DownPayment | S::Settled | S::Refunded | S::NothingDue => None,
    };
    let word = words.word(status.key());
    let text = match missing {
        Some(missing) => format!("{symbol} {word} {}", words.rupiah(missing)),
        None => format!("{symbol} {word}"),
    };
    Part::new(text, role)
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
