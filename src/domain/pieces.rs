//! How many goods there are: pieces and packages, told apart wherever goods are counted (rule 21).

use std::iter::Sum;
use std::ops::Add;

use super::message::Message;

/// A number of goods. What is in packages is among the pieces, and quotas count it (rule 15); the
/// packages themselves are counted beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pieces {
    /// Pieces, those in packages included, in pcs.
    pub pieces: i64,
    /// Packages.
    pub packages: i64,
}

impl Pieces {
    /// Units of one variant, which is a package or not.
    pub fn of(units: i64, package: bool) -> Self {
        match package {
            true => Self {
                pieces: 0,
                packages: units,
            },
            false => Self {
                pieces: units,
                packages: 0,
            },
        }
    }

    /// `145 pcs`, `5 paket` or `145 pcs (termasuk 5 paket)`.
    pub fn message(self) -> Message {
        self.out_of(None)
    }

    /// The same with the quota of its pieces, where there is one: `145/300 pcs (termasuk 5
    /// paket)`.
    pub fn out_of(self, quota: Option<i64>) -> Message {
        let Self { pieces, packages } = self;
        let key = match (pieces, packages, quota) {
            (0, 1.., None) => "packages",
            (_, 0, None) => "pieces",
            (_, 0, Some(_)) => "pieces-of",
            (_, _, None) => "pieces-and-packages",
            (_, _, Some(_)) => "pieces-of-and-packages",
        };
        Message::new(key)
            .count("pieces", pieces)
            .count("packages", packages)
            .count("quota", quota.unwrap_or_default())
    }
}

impl Add for Pieces {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            pieces: self.pieces + other.pieces,
            packages: self.packages + other.packages,
        }
    }
}

impl Sum for Pieces {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_told_apart_where_there_are_some() {
        let key = |pieces, packages, quota| {
            let message = Pieces { pieces, packages }.out_of(quota);
            message.key.into_owned()
        };
        assert_eq!(key(145, 5, None), "pieces-and-packages");
        assert_eq!(key(145, 0, None), "pieces");
        assert_eq!(key(0, 5, None), "packages");
        assert_eq!(key(0, 0, None), "pieces");
        assert_eq!(key(145, 5, Some(300)), "pieces-of-and-packages");
        assert_eq!(key(0, 0, Some(300)), "pieces-of");
    }
}
