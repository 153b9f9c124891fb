//! Quotas (rules 15, 18, 19): units allowed per variant, product and period, all checked together.
//! The tightest one decides and the refusal names it. Units reserved for other channels (rule 69)
//! are not available to a request.

use super::channel::Channel;
use super::id::{OfferId, ProductId};
use super::package_error::PackageError;
pub use super::quota_level::QuotaLevel;
use super::refusal::Refusal;

/// Units of a quota that are still reserved for a channel (rule 69).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// The channel.
    pub channel: Channel,
    /// The offer and its product; absent when any units of the period are reserved.
    pub offer: Option<(OfferId, ProductId)>,
    /// Reserved units not yet sold through the channel.
    pub units: i64,
}

/// Sums what is reserved of one offer, by channel.
pub fn reserved_of_offer(reserved: &[Reserved], offer: OfferId) -> Vec<(Channel, i64)> {
    by_channel(reserved, |of| of.is_some_and(|(id, _)| id == offer))
}

/// Sums what is reserved of a product's variants, by channel.
pub fn reserved_of_product(reserved: &[Reserved], product: ProductId) -> Vec<(Channel, i64)> {
    by_channel(reserved, |of| of.is_some_and(|(_, id)| id == product))
}

/// Sums what is reserved of a period, by channel. Units reserved of variants are part of those
/// reserved of the whole period, so that the larger of the two counts.
pub fn reserved_of_period(reserved: &[Reserved]) -> Vec<(Channel, i64)> {
    let mut whole = by_channel(reserved, |of| of.is_none());
    for (channel, units) in by_channel(reserved, |of| of.is_some()) {
        match whole.iter_mut().find(|(other, _)| *other == channel) {
            Some((_, most)) => *most = units.max(*most),
            None => whole.push((channel, units)),
        }
    }
    whole
}

fn by_channel(
    reserved: &[Reserved],
    here: impl Fn(Option<(OfferId, ProductId)>) -> bool,
) -> Vec<(Channel, i64)> {
    let mut sums: Vec<(Channel, i64)> = Vec::new();
    for reserved in reserved
        .iter()
        .filter(|reserved| reserved.units > 0 && here(reserved.offer))
    {
        match sums
            .iter_mut()
            .find(|(channel, _)| *channel == reserved.channel)
        {
            Some((_, units)) => *units += reserved.units,
            None => sums.push((reserved.channel, reserved.units)),
        }
    }
    sums
}

/// One quota that a request is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Its level.
    pub level: QuotaLevel,
    /// Code of the variant, product or period that carries the quota.
    pub code: String,
    /// Units allowed.
    pub quota: i64,
    /// Units taken by other orders, without those of the order being edited (rule 19).
    pub taken: i64,
    /// Units of the request that count against this quota.
    pub wanted: i64,
    /// Units reserved for other channels.
    pub reserved: Vec<(Channel, i64)>,
    /// Those of `wanted` that are contained in packages (rule 21).
    pub within: Vec<InPackage>,
}

/// Wanted units that are contained in packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPackage {
    /// Code of the package.
    pub package: String,
    /// Units in one package.
    pub each: i64,
    /// Units in all packages wanted.
    pub units: i64,
}

impl InPackage {
    /// Adds `more` to a list that has one entry per package.
    pub fn add(list: &mut Vec<Self>, more: Self) {
        match list
            .iter_mut()
            .find(|known| known.package == more.package && known.each == more.each)
        {
            Some(known) => known.units += more.units,
            None => list.push(more),
        }
    }

    /// Joins the entries of several variants in the same package into one. `None` when the packages
    /// differ.
    pub fn together(parts: &[Self]) -> Option<Self> {
        let first = parts.first()?;
        let packages = first.units / first.each.max(1);
        let alike =
            |part: &Self| part.package == first.package && part.units == packages * part.each;
        parts.iter().all(alike).then(|| Self {
            package: first.package.clone(),
            each: parts.iter().map(|part| part.each).sum(),
            units: parts.iter().map(|part| part.units).sum(),
        })
    }
}

impl Cap {
    /// Free units; 0 in a deficit.
    pub fn left(&self) -> i64 {
        let reserved: i64 = self.reserved.iter().map(|(_, units)| units).sum();
        self.quota
            .saturating_sub(self.taken)
            .saturating_sub(reserved)
            .max(0)
    }

    /// The refusal for a request that doesn't fit.
    fn refusal(&self) -> Refusal {
        let (level, code, wanted) = (self.level, self.code.clone(), self.wanted);
        let (quota, left) = (self.quota, self.left());
        // When units are reserved for other channels, the general sentence is used, also for
        // packages.
        match InPackage::together(&self.within).filter(|_| self.reserved.is_empty()) {
            None => Refusal::QuotaFull {
                level,
                code,
                quota,
                wanted,
                left,
                kept: self.reserved.clone(),
            },
            Some(within) => PackageError::QuotaFull {
                level,
                code,
                left,
                each: within.each,
                fits: (left - (wanted - within.units)).max(0) / within.each.max(1),
                package: within.package,
            }
            .into(),
        }
    }
}

/// Checks that every quota has room for the request.
///
/// # Errors
/// [`Refusal::QuotaFull`] (for packages [`PackageError::QuotaFull`]) for the tightest quota without
/// room, with the units that are left.
pub fn check(caps: &[Cap]) -> Result<(), Refusal> {
    caps.iter()
        .filter(|cap| cap.wanted > cap.left())
        .min_by_key(|cap| (cap.left(), cap.level))
        .map_or(Ok(()), |cap| Err(cap.refusal()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cap(level: QuotaLevel, quota: i64, taken: i64, wanted: i64) -> Cap {
        Cap {
            level,
            code: "X".into(),
            quota,
            taken,
            wanted,
            within: Vec::new(),
            reserved: Vec::new(),
        }
    }

    #[test]
    fn what_is_in_packages_is_told_in_packages() {
        let within = |each, units| InPackage {
            package: "HAMP".into(),
            each,
            units,
        };
        let mut keju = cap(QuotaLevel::Variant, 10, 2, 10);
        // 3 HAMP of 3, and 1 loose.
        keju.within = vec![within(3, 9)];
        assert_eq!(
            check(&[keju]),
            Err(PackageError::QuotaFull {
                level: QuotaLevel::Variant,
                code: "X".into(),
                left: 8,
                package: "HAMP".into(),
                each: 3,
                fits: 2,
            }
            .into())
        );
        let mut period = cap(QuotaLevel::Period, 10, 0, 12);
        period.within = vec![within(3, 9), within(1, 3)];
        assert!(matches!(
            check(&[period.clone()]),
            Err(Refusal::Package(PackageError::QuotaFull { fits: 2, .. }))
        ));
        // Packages of two kinds: no number of them says it.
        period.within = vec![within(3, 9), within(1, 1)];
        assert!(matches!(
            check(&[period]),
            Err(Refusal::QuotaFull { left: 10, .. })
        ));
    }

    #[test]
    fn units_reserved_for_other_channels_are_not_free() {
        let reserved = |channel, offer: Option<i64>, units| Reserved {
            channel,
            offer: offer.map(|id| (OfferId::new(id), ProductId::new(id / 10))),
            units,
        };
        let all = [
            reserved(Channel::Shopee, None, 20),
            reserved(Channel::Shopee, Some(11), 8),
            reserved(Channel::Shopee, Some(12), 5),
            reserved(Channel::Tokopedia, Some(11), 3),
        ];
        assert_eq!(
            reserved_of_offer(&all, OfferId::new(11)),
            [(Channel::Shopee, 8), (Channel::Tokopedia, 3)]
        );
        assert_eq!(reserved_of_product(&all, ProductId::new(1))[0].1, 13);
        // The variants' part is in the period's.
        assert_eq!(
            reserved_of_period(&all),
            [(Channel::Shopee, 20), (Channel::Tokopedia, 3)]
        );
        let full = Cap {
            reserved: reserved_of_period(&all),
            ..cap(QuotaLevel::Period, 30, 5, 3)
        };
        assert_eq!(full.left(), 2);
        assert!(check(&[full]).is_err());
    }

    #[test]
    fn the_tightest_level_that_lacks_room_is_named() {
        let refusal = check(&[
            cap(QuotaLevel::Variant, 10, 6, 5),
            cap(QuotaLevel::Product, 20, 17, 5),
            cap(QuotaLevel::Period, 100, 10, 5),
        ]);
        assert!(matches!(
            refusal,
            Err(Refusal::QuotaFull {
                level: QuotaLevel::Product,
                left: 3,
                wanted: 5,
                ..
            })
        ));
    }

    #[test]
    fn exactly_full_is_allowed_and_a_deficit_leaves_nothing() {
        assert!(check(&[cap(QuotaLevel::Period, 10, 5, 5)]).is_ok());
        assert!(check(&[]).is_ok());
        assert_eq!(cap(QuotaLevel::Period, 10, 14, 1).left(), 0);
    }
}
