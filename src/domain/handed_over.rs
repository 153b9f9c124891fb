//! What of an order was handed over until a moment, in units and in money (rule 108). Goods are counted by
//! what was handed over of each; what else is on the bill goes with them in proportion, so that a bill handed
//! over in parts adds up to itself.

use chrono::NaiveDate;

use super::id::OrderId;
use super::money::{MoneyError, Rupiah};
use super::when::{Moment, Zone};

/// The sums on a bill, in rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bill {
    /// Price slices.
    pub lines: Rupiah,
    /// Surcharges and weighings.
    pub extras: Rupiah,
    /// Discounts, zero or less.
    pub discounts: Rupiah,
    /// Shipping.
    pub shipping: Rupiah,
    /// Stages.
    pub stages: Rupiah,
    /// Unique codes.
    pub codes: Rupiah,
}

impl Bill {
    fn with(
        self,
        other: Self,
        of: fn(Rupiah, Rupiah) -> Result<Rupiah, MoneyError>,
    ) -> Result<Self, MoneyError> {
        Ok(Self {
            lines: of(self.lines, other.lines)?,
            extras: of(self.extras, other.extras)?,
            discounts: of(self.discounts, other.discounts)?,
            shipping: of(self.shipping, other.shipping)?,
            stages: of(self.stages, other.stages)?,
            codes: of(self.codes, other.codes)?,
        })
    }

    /// Both together.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, Rupiah::plus)
    }

    /// This less the other.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, Rupiah::minus)
    }
}

/// A price slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedLine {
    /// Its offer.
    pub offer: i64,
    /// Its customization.
    pub customization: String,
    /// Units.
    pub qty: i64,
    /// Price of one, in rupiah.
    pub unit_price: i64,
    /// Cost of one, in rupiah.
    pub unit_cost: i64,
    /// Pieces in all its units where it is a package; 0 otherwise.
    pub parts: i64,
}

/// Units that went to the customer, or came back when less than zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedMove {
    /// When.
    pub at: Moment,
    /// Their offer.
    pub offer: i64,
    /// Their customization.
    pub customization: String,
    /// The package they are parts of.
    pub package: Option<i64>,
    /// Signed.
    pub qty: i64,
}

/// An order with what was handed over of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOrder {
    /// Identity.
    pub id: OrderId,
    /// Whether it was given away (rule 109).
    pub free: bool,
    /// Pieces ordered.
    pub pieces: i64,
    /// Its bill.
    pub bill: Bill,
    /// When its PO was finished: then all of it was handed over.
    pub finished: Option<Moment>,
    /// Its price slices, in their order; parts of packages left out.
    pub lines: Vec<HandedLine>,
    /// What was handed over.
    pub moves: Vec<HandedMove>,
}

/// What was handed over of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfLine {
    /// Units; of a package those whose parts all went.
    pub units: i64,
    /// What they were sold for, in rupiah.
    pub amount: i64,
    /// What they cost, in rupiah.
    pub cost: i64,
}

/// What was handed over of an order until a moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handed {
    /// Pieces.
    pub pieces: i64,
    /// By line.
    pub lines: Vec<OfLine>,
    /// What of the bill goes with it, in rupiah.
    pub bill: Bill,
}

impl Handed {
    /// What came to it since an earlier moment; less than zero where something came back.
    fn since(&self, earlier: &Self) -> Result<Self, MoneyError> {
        let mut lines = self.lines.clone();
        for (line, earlier) in lines.iter_mut().zip(&earlier.lines) {
            line.units -= earlier.units;
            line.amount -= earlier.amount;
            line.cost -= earlier.cost;
        }
        Ok(Self {
            pieces: self.pieces - earlier.pieces,
            lines,
            bill: self.bill.minus(earlier.bill)?,
        })
    }
}

/// `amount × part ÷ whole`, towards zero; no more than a bill, so it fits.
fn share(amount: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 {
        return 0;
    }
    let share = i128::from(amount) * i128::from(part) / i128::from(whole);
    i64::try_from(share).unwrap_or_default()
}

impl HandedOrder {
    /// What was handed over on each day in the shop's zone on which something moved, from the first. The days
    /// add up to all that was handed over.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn days(&self, zone: Zone) -> Result<Vec<(NaiveDate, Handed)>, MoneyError> {
        let moments = self.moves.iter().map(|moved| moved.at).chain(self.finished);
        let mut days: Vec<NaiveDate> = moments.map(|at| at.date(zone)).collect();
        days.sort_unstable();
        days.dedup();
        let mut before = Handed::default();
        let mut of_days = Vec::with_capacity(days.len());
        for day in days {
            let next = day.succ_opt().unwrap_or(day);
            let is = self.before(Moment::opening(next, zone));
            of_days.push((day, is.since(&before)?));
            before = is;
        }
        Ok(of_days)
    }

    /// What was handed over before a moment.
    pub fn before(&self, moment: Moment) -> Handed {
        let all = self.finished.is_some_and(|finished| finished < moment);
        let moves = || self.moves.iter().filter(|moved| moved.at < moment);
        let gone = |line: &HandedLine| -> i64 {
            moves()
                .filter(|moved| match line.parts {
                    0 => {
                        moved.package.is_none()
                            && moved.offer == line.offer
                            && moved.customization == line.customization
                    }
                    _ => moved.package == Some(line.offer),
                })
                .map(|moved| moved.qty)
                .sum()
        };
        // Slices of the same goods take what was handed over of them in turn.
        let mut taken: Vec<(i64, &str, i64)> = Vec::new();
        let lines = self.lines.iter().map(|line| {
            let whole = if line.parts == 0 {
                line.qty
            } else {
                line.parts
            };
            let key = (line.offer, line.customization.as_str());
            let before: i64 = taken
                .iter()
                .filter(|(offer, customization, _)| (*offer, *customization) == key)
                .map(|(_, _, units)| units)
                .sum();
            let part = match all {
                true => whole,
                false => (gone(line) - before).clamp(0, whole),
            };
            taken.push((key.0, key.1, part));
            let units = share(line.qty, part, whole);
            OfLine {
                units,
                amount: share(line.qty.saturating_mul(line.unit_price), part, whole),
                cost: share(line.qty.saturating_mul(line.unit_cost), part, whole),
            }
        });
        let lines: Vec<OfLine> = lines.collect();
        let pieces = match all {
            true => self.pieces,
            false => moves()
                .map(|moved| moved.qty)
                .sum::<i64>()
                .clamp(0, self.pieces),
        };
        let amount: i64 = lines.iter().map(|line| line.amount).sum();
        let (part, whole) = match self.bill.lines.raw() {
            0 => (pieces, self.pieces),
            whole => (amount, whole),
        };
        let of = |sum: Rupiah| Rupiah::new(share(sum.raw(), part, whole));
        Handed {
            pieces,
            bill: Bill {
                lines: Rupiah::new(amount),
                extras: of(self.bill.extras),
                discounts: of(self.bill.discounts),
                shipping: of(self.bill.shipping),
                stages: of(self.bill.stages),
                codes: of(self.bill.codes),
            },
            lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: i64) -> Moment {
        Moment::from_unix(seconds)
    }

    fn order() -> HandedOrder {
        let line = |offer, qty, unit_price, parts| HandedLine {
            offer,
            customization: String::new(),
            qty,
            unit_price,
            unit_cost: unit_price / 2,
            parts,
        };
        let moved = |seconds, offer, package, qty| HandedMove {
            at: at(seconds),
            offer,
            customization: String::new(),
            package,
            qty,
        };
        HandedOrder {
            id: OrderId::new(1),
            free: false,
            pieces: 9,
            bill: Bill {
                lines: Rupiah::new(600),
                discounts: Rupiah::new(-100),
                shipping: Rupiah::new(20),
                ..Bill::default()
            },
            finished: None,
            // Two slices of the same goods, and two packages of two pieces.
            lines: vec![line(1, 2, 100, 0), line(1, 3, 50, 0), line(2, 2, 125, 4)],
            moves: vec![
                moved(10, 1, None, 3),
                moved(20, 3, Some(2), 1),
                moved(30, 1, None, 2),
                moved(30, 3, Some(2), 3),
            ],
        }
    }

    #[test]
    fn slices_and_packages_are_counted_as_they_go() {
        let order = order();
        assert_eq!(
            order.before(at(10)),
            Handed {
                lines: vec![OfLine::default(); 3],
                ..Handed::default()
            }
        );
        let first = order.before(at(20));
        assert_eq!((first.pieces, first.bill.lines.raw()), (3, 250));
        assert_eq!(first.bill.discounts.raw(), -41);
        let second = order.before(at(30));
        assert_eq!(
            second.lines[2],
            OfLine {
                units: 0,
                amount: 62,
                cost: 31
            }
        );
        let all = order.before(at(31));
        assert_eq!((all.pieces, all.bill), (9, order.bill));
    }

    #[test]
    fn the_days_add_up_to_what_was_handed_over() {
        let day = |days: u64| NaiveDate::default() + chrono::Days::new(days);
        let mut order = order();
        // The evening in UTC is the next day in the shop.
        for (moved, seconds) in order.moves.iter_mut().zip([0, 70_000, 80_000, 200_000]) {
            moved.at = at(seconds);
        }
        let days = order.days(Zone::Wib).unwrap();
        let named: Vec<_> = days.iter().map(|(day, of)| (*day, of.pieces)).collect();
        assert_eq!(named, [(day(0), 3), (day(1), 3), (day(2), 3)]);
        let bill = days
            .iter()
            .try_fold(Bill::default(), |sum, (_, of)| sum.plus(of.bill));
        assert_eq!(bill.unwrap(), order.bill);
        let units: i64 = days.iter().map(|(_, of)| of.lines[2].units).sum();
        assert_eq!(units, 2);
    }

    #[test]
    fn a_finished_po_was_handed_over_whole() {
        let order = HandedOrder {
            moves: Vec::new(),
            finished: Some(at(5)),
            ..order()
        };
        assert_eq!(order.before(at(5)).bill.lines.raw(), 0);
        assert_eq!(order.before(at(6)).bill, order.bill);
    }
}
