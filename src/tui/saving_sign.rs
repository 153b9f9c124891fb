//! Says that a deed is being saved when it takes longer than a moment. The deed keeps the thread that draws
//! the screens, so another one shows the sign.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a deed may take before it is said that it is being saved.
const MOMENT: Duration = Duration::from_millis(300);

#[derive(Default)]
struct State {
    /// Deeds that run within each other; none when 0.
    running: usize,
    /// How many deeds have begun, to tell the next from the one before.
    begun: u64,
    /// Whether the sign stands on the screen.
    shown: bool,
}

/// Knows whether a deed runs, and shows the sign when it is a long one.
#[derive(Clone, Default)]
pub struct SavingSign {
    shared: Arc<(Mutex<State>, Condvar)>,
}

/// A running deed, until it is dropped.
pub struct Running(SavingSign);

impl SavingSign {
    /// Notes that a deed begins.
    pub fn begin(&self) -> Running {
        let mut state = self.state();
        state.running += 1;
        if state.running == 1 {
            state.begun += 1;
        }
        self.shared.1.notify_all();
        Running(self.clone())
    }

    /// Whether the sign was shown since the last call, so that it must be painted over.
    pub fn take_shown(&self) -> bool {
        std::mem::take(&mut self.state().shown)
    }

    /// Starts the thread that shows the sign with `show`, which writes it while no one else writes to the
    /// terminal.
    ///
    /// # Errors
    /// The thread can't be started.
    pub fn watch(&self, show: impl Fn() -> io::Result<()> + Send + 'static) -> io::Result<()> {
        let sign = self.clone();
        thread::Builder::new()
            .name("saving".to_owned())
            .spawn(move || sign.wait_for_deeds(show))
            .map(drop)
    }

    /// Shows the sign for each long deed, as long as the terminal takes it.
    fn wait_for_deeds(&self, show: impl Fn() -> io::Result<()>) {
        let (_, changed) = &*self.shared;
        let mut state = self.state();
        loop {
            let idle = |state: &mut State| state.running == 0;
            state = changed
                .wait_while(state, idle)
                .unwrap_or_else(PoisonError::into_inner);
            let begun = state.begun;
            let same = |state: &mut State| state.running > 0 && state.begun == begun;
            let (waited, timeout) = changed
                .wait_timeout_while(state, MOMENT, same)
                .unwrap_or_else(PoisonError::into_inner);
            state = waited;
            if timeout.timed_out() {
                // The deed can't end while the state is held, so nothing else is written meanwhile.
                if show().is_err() {
                    return;
                }
                state.shown = true;
                state = changed
                    .wait_while(state, same)
                    .unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that failed while it held the state left nothing half done in it.
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.running = state.running.saturating_sub(1);
        drop(state);
        self.0.shared.1.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_a_long_deed_is_told() {
        let sign = SavingSign::default();
        let shown = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&shown);
        let show = move || {
            count.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        sign.watch(show).unwrap();
        for _ in 0..3 {
            drop(sign.begin());
        }
        assert!(!sign.take_shown());
        let long = sign.begin();
        let within = sign.begin();
        thread::sleep(MOMENT * 3);
        drop(within);
        drop(long);
        assert!(sign.take_shown());
        assert!(!sign.take_shown());
        assert_eq!(shown.load(Ordering::SeqCst), 1);
    }
}
