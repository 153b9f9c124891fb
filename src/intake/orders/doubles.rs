//! Notices a form that was sent twice: the same customer, goods and counts within minutes, or two
//! rows that are the same throughout; and one that may correct another: the same goods in another
//! count within minutes.

use std::collections::HashMap;

use super::grouping::GatheredOrder;
use crate::domain::code::Code;
use crate::domain::digest::Digest;
use crate::domain::draft::LineDraft;
use crate::domain::message::Message;
use crate::domain::phone;
use crate::domain::text::fold;

/// Two equal orders of one customer within this time are doubtful, in seconds.
const WITHIN: i64 = 15 * 60;

/// What was ordered so far, by customer and goods: the row and the moment.
#[derive(Default)]
pub(super) struct Doubles {
    whole: HashMap<Digest, (u64, Option<i64>)>,
    /// The last row of each customer and goods that has a time of day.
    goods: HashMap<Digest, (u64, i64)>,
}

impl Doubles {
    /// Adds a row; the doubt when it may be an earlier one sent again.
    pub(super) fn seen(&mut self, row: u64, read: &[&GatheredOrder]) -> Option<Message> {
        let first = read.first()?;
        let customer = &first.order.customer;
        let at = first.order.placed_at.map(|at| at.unix());
        let phone = customer.phone.as_deref().unwrap_or_default();
        let number = phone::normalize(phone).filter(|_| at.is_some());
        // Within minutes a phone is one person, however the name is written.
        let (name, phone) = match &number {
            Some(number) => (String::new(), number.as_str()),
            None => (fold(&customer.name), phone),
        };
        let near = |one: i64, other: i64| one.abs_diff(other) <= WITHIN.unsigned_abs();
        let mut texts = vec![name.as_str(), phone, &first.order.note];
        let mut counts = Vec::with_capacity(read.len());
        let mut corrected = None;
        for draft in read {
            // What was cancelled is counted nowhere.
            let line = draft.order.lines.first()?;
            counts.push(line.qty.to_string());
            if let Some(at) = at {
                let goods = Digest::of([texts[0], phone, goods(line)]);
                let before = self.goods.insert(goods, (row, at));
                // Rows of one moment are one order.
                let apart = before.filter(|(_, then)| *then != at && near(*then, at));
                corrected = corrected.or(apart);
            }
        }
        for (draft, count) in read.iter().zip(&counts) {
            for line in &draft.order.lines {
                let variant = line.variant.as_deref().unwrap_or_default();
                let wish = line.customization.as_deref().unwrap_or_default();
                let whose = line.for_whom.as_deref().unwrap_or_default();
                texts.extend([goods(line), variant, count.as_str(), wish, whose]);
            }
        }
        let before = self.whole.insert(Digest::of(texts), (row, at));
        let again = before.filter(|(_, then)| match (then, at) {
            (Some(then), Some(at)) => near(*then, at),
            (then, at) => *then == at,
        });
        let told = |key, other: u64| Some(Message::new(key).text("other", other.to_string()));
        match (again, corrected) {
            (Some((other, _)), _) => told("intake-double", other),
            (None, Some((other, _))) => told("intake-corrected", other),
            (None, None) => None,
        }
    }
}

/// The code of a line's goods, else their name.
fn goods(line: &LineDraft) -> &str {
    let code = line.known.as_ref().or(line.code.as_ref());
    code.map_or(&line.product, Code::as_str)
}
