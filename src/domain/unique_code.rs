//! Unique codes (rule 31): Rp1–999 added to a bill so that its transfer can be recognised. A code
//! is unique among the open bills of the same base amount. It is not turnover, and no percentage is
//! taken of it.

/// The largest code, in rupiah.
pub const MOST: i64 = 999;

/// The smallest free code; `None` when all are taken. `taken` must be in rising order.
pub fn smallest_free(taken: impl IntoIterator<Item = i64>) -> Option<i64> {
    let mut free = 1;
    for code in taken {
        if code > free {
            break;
        }
        if code == free {
            free += 1;
        }
    }
    (free <= MOST).then_some(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_gap_is_free() {
        assert_eq!(smallest_free([]), Some(1));
        assert_eq!(smallest_free([1, 2, 3]), Some(4));
        assert_eq!(smallest_free([1, 3]), Some(2));
        assert_eq!(smallest_free([2]), Some(1));
        assert_eq!(smallest_free([1, 1, 2]), Some(3));
        assert_eq!(smallest_free(1..=998), Some(999));
        assert_eq!(smallest_free(1..=999), None);
    }
}
