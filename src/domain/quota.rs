//! Quotas (rules 15, 18, 19): units allowed per variant, per product and per period, checked at
//! once. The tightest one decides and the refusal names it.

pub use super::level::Level;
use super::package_error::PackageError;
use super::refusal::Refusal;

/// One level that caps a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Which level this is.
    pub level: Level,
    /// Code of the variant, product or period that carries the quota.
    pub code: String,
    /// Units allowed.
    pub quota: i64,
    /// Units taken by other orders; the edited order's own units are not in it (rule 19).
    pub taken: i64,
    /// Units of this level that the request wants in all.
    pub wanted: i64,
    /// Those of them that are in packages (rule 21).
    pub within: Vec<Within>,
}

/// Units that are wanted because they are in packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// Code of the package.
    pub package: String,
    /// Units in one package.
    pub each: i64,
    /// Units in all packages wanted.
    pub units: i64,
}

impl Within {
    /// Adds units to those of a level.
    pub fn add(list: &mut Vec<Self>, more: Self) {
        match list
            .iter_mut()
            .find(|known| known.package == more.package && known.each == more.each)
        {
            Some(known) => known.units += more.units,
            None => list.push(more),
        }
    }

    /// The units of several variants as those of one level: each package holds all of them. `None`
    /// when they are not in one kind of package.
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
    /// Units still free, zero when the level is in deficit.
    pub fn left(&self) -> i64 {
        self.quota.saturating_sub(self.taken).max(0)
    }

    /// Why the request finds no room here.
    fn refusal(&self) -> Refusal {
        let (level, code, wanted) = (self.level, self.code.clone(), self.wanted);
        let (quota, left) = (self.quota, self.left());
        match Within::together(&self.within) {
            None => Refusal::QuotaFull {
                level,
                code,
                quota,
                wanted,
                left,
            },
            Some(within) => PackageError::QuotaFull {
                level,
                code,
                wanted,
                left,
                fits: (left - (wanted - within.units)).max(0) / within.each.max(1),
                package: within.package,
            }
            .into(),
        }
    }
}

/// Lets the request pass when every level has room for it.
///
/// # Errors
/// [`Refusal::QuotaFull`], or its like for what is in packages, with the tightest level that lacks room and what is left there.
pub fn check(caps: &[Cap]) -> Result<(), Refusal> {
    caps.iter()
        .filter(|cap| cap.wanted > cap.left())
        .min_by_key(|cap| (cap.left(), cap.level))
        .map_or(Ok(()), |cap| Err(cap.refusal()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cap(level: Level, quota: i64, taken: i64, wanted: i64) -> Cap {
        Cap {
            level,
            code: "X".into(),
            quota,
            taken,
            wanted,
            within: Vec::new(),
        }
    }

    #[test]
    fn what_is_in_packages_is_told_in_packages() {
        let within = |each, units| Within {
            package: "HAMP".into(),
            each,
            units,
        };
        let mut keju = cap(Level::Variant, 10, 2, 10);
        // 3 HAMP of 3, and 1 loose.
        keju.within = vec![within(3, 9)];
        assert_eq!(
            check(&[keju]),
            Err(PackageError::QuotaFull {
                level: Level::Variant,
                code: "X".into(),
                wanted: 10,
                left: 8,
                package: "HAMP".into(),
                fits: 2,
            }
            .into())
        );
        let mut period = cap(Level::Period, 10, 0, 12);
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
    fn the_tightest_level_that_lacks_room_is_named() {
        let refusal = check(&[
            cap(Level::Variant, 10, 6, 5),
            cap(Level::Product, 20, 17, 5),
            cap(Level::Period, 100, 10, 5),
        ]);
        assert!(matches!(
            refusal,
            Err(Refusal::QuotaFull {
                level: Level::Product,
                left: 3,
                wanted: 5,
                ..
            })
        ));
    }

    #[test]
    fn exactly_full_is_allowed_and_a_deficit_leaves_nothing() {
        assert!(check(&[cap(Level::Period, 10, 5, 5)]).is_ok());
        assert!(check(&[]).is_ok());
        assert_eq!(cap(Level::Period, 10, 14, 1).left(), 0);
    }
}
