//! Backups of the book: why one is made, when the next one is due, and which ones are deleted.

use std::collections::HashSet;

use chrono::Datelike;

use super::coded::coded;
use super::when::{Moment, Zone};

/// An automatic backup is made when the newest one is older than this, in seconds.
pub const DUE_AFTER: i64 = 86_400;

/// How many of the newest backups are kept whatever their age.
const NEWEST: usize = 3;
/// How many days, weeks and months keep their newest backup. Days without a backup aren't counted,
/// so that a shop that rests for a season still finds its old ones.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// How long the book that a restore replaced is kept, in seconds.
const REPLACED_FOR: i64 = 30 * 86_400;

coded! {
    /// Why a backup was made.
    pub enum BackupReason {
        /// The screens were started and the newest backup was a day old.
        Auto = "auto" => "backup-auto",
        /// The owner asked for it.
        Manual = "manual" => "backup-manual",
        /// A newer program was about to change the schema of the book.
        Upgrade = "upgrade" => "backup-upgrade",
        /// A backup was about to be restored in the book's place.
        Restore = "restore" => "backup-restore",
    }
}

/// Whether a backup is due: none was made in the day before `now`. One that seems to be from the
/// future (the clock was set back) does not count.
pub fn is_due(copies: impl IntoIterator<Item = Moment>, now: Moment) -> bool {
    !copies.into_iter().any(|made| {
        let age = now.unix().saturating_sub(made.unix());
        (0..DUE_AFTER).contains(&age)
    })
}

/// Says for each backup whether to keep it; `copies` are given newest first. Kept are the newest
/// three, the newest of each of seven days, four weeks and twelve months in `zone`, every one made
/// before an upgrade, and a book that a restore replaced for 30 days. All that seem to be from the
/// future (the clock was set back) are kept too, and take no other's place.
pub fn to_keep(copies: &[(Moment, BackupReason)], now: Moment, zone: Zone) -> Vec<bool> {
    let (mut days, mut weeks, mut months) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut place = 0;
    copies
        .iter()
        .map(|(made, reason)| {
            let age = now.unix().saturating_sub(made.unix());
            if age < 0 {
                return true;
            }
            place += 1;
            let date = made.date(zone);
            // All three must be asked (no `||`): a backup may be the newest of its day, its week
            // and its month.
            let first = [
                days.len() < DAYS && days.insert(date),
                weeks.len() < WEEKS && weeks.insert(date.iso_week()),
                months.len() < MONTHS && months.insert((date.year(), date.month())),
            ];
            place <= NEWEST
                || first.contains(&true)
                || match reason {
                    BackupReason::Upgrade => true,
                    BackupReason::Restore => age < REPLACED_FOR,
                    BackupReason::Auto | BackupReason::Manual => false,
                }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const DAY: i64 = 86_400;
    /// Sun 15 Feb 2026 10.00 WIB.
    const NOW: Moment = Moment::from_unix(1_771_124_400);

    fn ago(seconds: i64) -> Moment {
        Moment::from_unix(NOW.unix() - seconds)
    }

    #[rstest]
    #[case(&[], true)]
    #[case(&[DAY], true)]
    #[case(&[DAY - 1], false)]
    #[case(&[5 * DAY, 3_600], false)]
    // The clock was set back: a copy of next year says nothing about today.
    #[case(&[-400 * DAY], true)]
    #[case(&[-400 * DAY, 60], false)]
    #[case(&[-3_600], true)]
    fn a_copy_is_due_after_a_day(#[case] ages: &[i64], #[case] due: bool) {
        assert_eq!(is_due(ages.iter().map(|age| ago(*age)), NOW), due);
    }

    /// Ages in days of what stays of these.
    fn staying(ages: impl IntoIterator<Item = (i64, BackupReason)>) -> Vec<i64> {
        let ages: Vec<_> = ages.into_iter().collect();
        let copies: Vec<_> = ages
            .iter()
            .map(|(age, why)| (ago(age * DAY), *why))
            .collect();
        let kept = to_keep(&copies, NOW, Zone::Wib);
        let both = ages.iter().zip(kept);
        both.filter(|(_, kept)| *kept)
            .map(|((age, _), _)| *age)
            .collect()
    }

    #[test]
    fn a_copy_a_day_becomes_one_a_week_and_one_a_month() {
        let stay = staying((0..400).map(|age| (age, BackupReason::Auto)));
        // Weeks end on Sunday, and today is one; the months' last days follow.
        assert_eq!(
            stay,
            [
                0, 1, 2, 3, 4, 5, 6, 7, 14, 15, 21, 46, 77, 107, 138, 168, 199, 230, 260, 291, 321
            ]
        );
    }

    #[test]
    fn many_copies_of_one_day_leave_the_newest_three_and_no_more() {
        let copies: Vec<_> = (0..20)
            .map(|hour| (ago(hour * 600), BackupReason::Manual))
            .collect();
        let kept = to_keep(&copies, NOW, Zone::Wib);
        assert_eq!(kept.iter().filter(|kept| **kept).count(), 3);
        assert!(kept.iter().take(3).all(|kept| *kept));
    }

    #[test]
    fn a_shop_that_rested_for_a_year_finds_what_it_left() {
        let rested = (400..407).map(|age| (age, BackupReason::Auto));
        assert_eq!(staying(rested).len(), 7);
    }

    #[test]
    fn what_came_before_an_upgrade_or_a_restore_stays() {
        let many = (0..5).map(|_| (0, BackupReason::Auto));
        let guarded = [
            (29, BackupReason::Restore),
            (29, BackupReason::Restore),
            (31, BackupReason::Restore),
            (31, BackupReason::Restore),
            (900, BackupReason::Upgrade),
        ];
        let stay = staying(many.chain(guarded));
        // Of those 31 days ago one is the newest of its week.
        assert_eq!(stay, [0, 0, 0, 29, 29, 31, 900]);
        assert_eq!(staying([(900, BackupReason::Upgrade)]), [900]);
    }

    #[test]
    fn what_seems_to_be_from_the_future_stays() {
        let future = (0..20).map(|hour| {
            (
                -400,
                if hour % 2 == 0 {
                    BackupReason::Auto
                } else {
                    BackupReason::Manual
                },
            )
        });
        assert_eq!(staying(future).len(), 20);
    }

    /// The clock was set back by some hours: the copies of the later hours don't push out those of
    /// now.
    #[test]
    fn what_seems_to_be_from_the_future_takes_no_place() {
        let hours = [-7, -6, -5, 0, 1, 2, 3, 4].map(|age| (ago(age * 3_600), BackupReason::Manual));
        assert_eq!(
            to_keep(&hours, NOW, Zone::Wib),
            [true, true, true, true, true, true, false, false]
        );
    }
}
