//! How long a window waits for another one's lock, and how often it tries meanwhile.

use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// How long to wait for another window's lock before the book is said to be in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockWait {
    /// Not at all: somebody else asks again soon.
    None,
    /// 200 ms, while somebody types: longer than a usual deed takes to be written.
    Typing,
    /// 5 s, for a deed.
    Deed,
}

impl LockWait {
    pub(in crate::book) const fn time(self) -> Duration {
        match self {
            Self::None => Duration::ZERO,
            Self::Typing => Duration::from_millis(200),
            Self::Deed => Duration::from_secs(5),
        }
    }

    /// Makes a connection wait so long from now on.
    pub(in crate::book) fn set(self, connection: &Connection) -> rusqlite::Result<()> {
        let handler: Option<fn(i32) -> bool> = match self {
            Self::None => None,
            Self::Typing => Some(|tries| wait(Self::Typing, tries)),
            Self::Deed => Some(|tries| wait(Self::Deed, tries)),
        };
        connection.busy_handler(handler)
    }
}

thread_local! {
    /// When the wait that is going on in this thread began. SQLite gives its busy handler nothing
    /// but the number of tries so far.
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Sleeps before the next try; `false` when the time is up.
fn wait(limit: LockWait, tries: i32) -> bool {
    let now = Instant::now();
    let began = BEGAN.get().filter(|_| tries > 0).unwrap_or_else(|| {
        BEGAN.set(Some(now));
        now
    });
    let waited = now.saturating_duration_since(began);
    let Some(left) = limit
        .time()
        .checked_sub(waited)
        .filter(|left| !left.is_zero())
    else {
        return false;
    };
    thread::sleep(pause(waited, jitter()).min(left));
    true
}

/// How long to sleep after having waited so long. Who has waited longer tries more often and so
/// comes first: SQLite has no queue, and with pauses that grow (its own reach 100 ms) it is whoever
/// came last that gets the lock, and one of eight windows waits for seconds. `jitter` is below 256;
/// it keeps windows that began together from trying together.
fn pause(waited: Duration, jitter: u8) -> Duration {
    let most = match waited.as_millis() {
        0..30 => 4_000,
        30..100 => 2_000,
        100..1_500 => 600,
        // Whoever holds it so long is at something large; others may have the processor.
        _ => 8_000,
    };
    Duration::from_micros(most / 2 + most / 2 * u64::from(jitter) / 255)
}

/// A number that differs between windows and moments.
fn jitter() -> u8 {
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.subsec_nanos());
    (nanos ^ std::process::id())
        .wrapping_mul(0x9e37_79b1)
        .to_be_bytes()[0]
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn who_has_waited_longer_tries_more_often() {
        let pauses = [0, 50, 500].map(|waited| pause(Duration::from_millis(waited), 128));
        assert!(pauses.is_sorted_by(|a, b| a > b), "{pauses:?}");
    }

    #[test]
    fn a_lock_is_waited_for_as_long_as_said_and_each_time_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book");
        let (holder, waiting) = (
            Connection::open(&path).unwrap(),
            Connection::open(&path).unwrap(),
        );
        holder.execute_batch("BEGIN IMMEDIATE").unwrap();
        for (wait, most) in [
            (LockWait::None, 100),
            (LockWait::Typing, 1_000),
            (LockWait::Typing, 1_000),
        ] {
            wait.set(&waiting).unwrap();
            let began = Instant::now();
            waiting.execute_batch("BEGIN IMMEDIATE").unwrap_err();
            let took = began.elapsed();
            assert!(
                took >= wait.time() && took < wait.time() + Duration::from_millis(most),
                "{took:?}"
            );
        }
    }
}
