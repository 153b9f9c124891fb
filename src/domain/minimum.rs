//! Minimum of units before production pays (rule 8), and goods sold in sets of a fixed size,
//! "kloter" (rule 68).

use super::message::Message;
use super::when::Moment;

/// A minimum, the units sold and whether the owner waived it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minimum {
    /// Fewest units to produce.
    pub units: i64,
    /// Units sold.
    pub sold: i64,
    /// When the owner decided to produce below it.
    pub waived_at: Option<Moment>,
}

impl Minimum {
    /// Whether enough was sold.
    pub fn reached(&self) -> bool {
        self.sold >= self.units
    }

    /// Units still missing.
    pub fn missing(&self) -> i64 {
        (self.units - self.sold).max(0)
    }

    /// Whether nothing is left for the owner to decide: reached or waived.
    pub fn decided(&self) -> bool {
        self.reached() || self.waived_at.is_some()
    }

    /// The units sold of those needed, and whether the owner waived them.
    pub fn message(&self) -> Message {
        let key = match self.waived_at {
            Some(_) => "plan-minimum-waived",
            None => "plan-minimum",
        };
        Message::new(key)
            .count("sold", self.sold)
            .count("units", self.units)
    }
}

/// The sets sold of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sets {
    /// Pieces in a set, at least 2.
    pub size: i64,
    /// Complete sets.
    pub complete: i64,
    /// Pieces in the incomplete set; 0 when there is none.
    pub begun: i64,
}

impl Sets {
    /// Counts the sets that `sold` pieces make.
    pub fn of(size: i64, sold: i64) -> Self {
        let size = size.max(1);
        Self {
            size,
            complete: sold / size,
            begun: sold % size,
        }
    }

    /// Pieces missing to complete the incomplete set; 0 when there is none.
    pub fn open(&self) -> i64 {
        if self.begun == 0 {
            0
        } else {
            self.size - self.begun
        }
    }
}

/// The sets that the variants of a product make, one of each ("satu set member").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberSets {
    /// Code of the product.
    pub product: String,
    /// Complete sets: as many as there are of the variant that sold least.
    pub complete: i64,
    /// Codes of the variants with open places, and how many, until all have as many as the one that sold
    /// most.
    pub open: Vec<(String, i64)>,
}

impl MemberSets {
    /// Counts the sets of a product from the units sold of each variant, by its code.
    pub fn of(product: &str, sold: &[(String, i64)]) -> Self {
        let units = sold.iter().map(|(_, units)| *units);
        let most = units.clone().max().unwrap_or_default();
        let open = sold.iter().filter(|(_, units)| *units < most);
        Self {
            product: product.to_owned(),
            complete: units.min().unwrap_or_default(),
            open: open
                .map(|(code, units)| (code.clone(), most - units))
                .collect(),
        }
    }

    /// Complete sets, and the open places of each variant.
    pub fn message(&self) -> Message {
        let full = Message::new("member-sets").count("complete", self.complete);
        if self.open.is_empty() {
            return full;
        }
        let open = self
            .open
            .iter()
            .map(|(code, units)| format!("{units} {code}"));
        Message::new("member-sets-open")
            .count("complete", self.complete)
            .text("open", open.collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minimum_is_reached_or_waived() {
        let minimum = |sold, waived: bool| Minimum {
            units: 12,
            sold,
            waived_at: waived.then(|| Moment::from_unix(0)),
        };
        assert!(!minimum(11, false).decided());
        assert_eq!(minimum(11, false).missing(), 1);
        assert!(minimum(11, true).decided() && !minimum(11, true).reached());
        assert!(minimum(12, false).decided());
        assert_eq!(minimum(30, false).missing(), 0);
    }

    #[test]
    fn a_member_set_is_one_of_each() {
        let of = |sold: [i64; 3]| {
            let codes = ["A", "B", "C"].map(str::to_owned);
            let sold: Vec<(String, i64)> = codes.into_iter().zip(sold).collect();
            let sets = MemberSets::of("PC", &sold);
            let open: Vec<String> = sets
                .open
                .iter()
                .map(|(code, n)| format!("{n}{code}"))
                .collect();
            (sets.complete, open.join(" "))
        };
        assert_eq!(of([5, 3, 4]), (3, "2B 1C".to_owned()));
        assert_eq!(of([2, 2, 2]), (2, String::new()));
        assert_eq!(of([0, 1, 0]), (0, "1A 1C".to_owned()));
    }

    #[test]
    fn sets_are_full_or_have_open_places() {
        let sets = |sold| {
            let sets = Sets::of(12, sold);
            (sets.complete, sets.begun, sets.open())
        };
        assert_eq!(sets(0), (0, 0, 0));
        assert_eq!(sets(5), (0, 5, 7));
        assert_eq!(sets(12), (1, 0, 0));
        assert_eq!(sets(41), (3, 5, 7));
    }
}
