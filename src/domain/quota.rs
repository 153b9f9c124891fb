//! Quotas (rules 15, 18, 19): units allowed per variant, per product and per period, checked at
//! once. The tightest one decides and the refusal names it.

pub use super::level::Level;
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
}

impl Cap {
    /// Units still free, zero when the level is in deficit.
    pub fn left(&self) -> i64 {
        self.quota.saturating_sub(self.taken).max(0)
    }
}

/// Lets the request pass when every level has room for it.
///
/// # Errors
/// [`Refusal::QuotaFull`] with the tightest level that lacks room and what is left there.
pub fn check(caps: &[Cap]) -> Result<(), Refusal> {
    caps.iter()
        .filter(|cap| cap.wanted > cap.left())
        .min_by_key(|cap| (cap.left(), cap.level))
        .map_or(Ok(()), |cap| {
            Err(Refusal::QuotaFull {
                level: cap.level,
                code: cap.code.clone(),
                quota: cap.quota,
                wanted: cap.wanted,
                left: cap.left(),
            })
        })
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
        }
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
