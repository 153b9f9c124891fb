//! Sentences about a PO that its customers read, in its announcement and on its order form.

use chrono::NaiveDate;

use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::lang::Words;

/// When the goods will be ready, if that is known.
pub fn ready(period: &Period, words: &Words) -> Option<String> {
    let (from, to) = period.ready?;
    let message = if from == to {
        Message::new("announce-ready").date("day", from)
    } else {
        Message::new("announce-ready-range")
            .date("from", from)
            .date("to", to)
    };
    Some(words.say(&message))
}

/// The days on which the goods will be ready; empty when none are known.
pub fn ready_days(period: &Period, words: &Words) -> String {
    period
        .ready
        .map(|ready| days(ready, words))
        .unwrap_or_default()
}

/// The days from the first to the last of them; a single day once.
pub fn days((from, to): (NaiveDate, NaiveDate), words: &Words) -> String {
    match from == to {
        true => words.date(from),
        false => format!("{} – {}", words.date(from), words.date(to)),
    }
}

/// The rules of down payment and cancellation and the policy texts, where there are any.
pub fn rules(period: &Period, words: &Words) -> Vec<String> {
    let mut rules = Vec::new();
    if period.down_payment != DownPayment::None {
        let rule = period.down_payment.message();
        rules.push(match period.down_payment_hours {
            // Days are easier to count than 72 hours.
            Some(hours) if hours >= 48 && hours % 24 == 0 => {
                Message::new("announce-down-payment-days")
                    .say("rule", rule)
                    .count("days", hours / 24)
            }
            Some(hours) => Message::new("announce-down-payment-hours")
                .say("rule", rule)
                .count("hours", hours),
            None => Message::new("announce-down-payment").say("rule", rule),
        });
    }
    if let Some(by) = period.settle_by {
        rules.push(Message::new("announce-settle-by").moment("by", by));
    }
    rules.extend(period.cancellation.message());
    let mut rules: Vec<String> = rules.iter().map(|rule| words.say(rule)).collect();
    let texts = period.policies.written();
    rules.extend(texts.map(|(kind, text)| format!("{}: {text}", words.word(kind.key()))));
    rules
}
