//! `kill -9` at any moment: no acknowledged deed is lost, and no partial deed is found.

use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::shop::{Draw, Shop, order, times};

/// How long a deed takes on this machine, from start to end.
fn one_deed(shop: &Shop) -> Duration {
    let took = || {
        let started = Instant::now();
        shop.does(&order("Bu Sari"));
        started.elapsed()
    };
    (0..3).map(|_| took()).min().unwrap()
}

/// Kills the program `count` times, from soon after its start to soon after its end. Returns how
/// many deeds were acknowledged.
fn kills(seed: u64, count: usize) -> usize {
    let shop = Shop::open();
    let mut took = one_deed(&shop);
    let before = shop.deeds();
    let (mut acknowledged, mut killed) = (0, 0);
    let mut draw = Draw(seed);
    while killed < count {
        let mut child = shop
            .command(&order("Bu Sari"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let share = u32::try_from(20 + draw.below(100)).unwrap();
        thread::sleep(took * share / 100);
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let was_killed = output.status.signal() == Some(9);
        killed += usize::from(was_killed);
        // Follow the machine's load.
        took = if was_killed {
            took * 102 / 100
        } else {
            took * 90 / 100
        };
        // Printed output acknowledges the deed, whether or not the kill came later.
        acknowledged += usize::from(!output.stdout.is_empty());
        if was_killed && killed % 50 == 0 {
            assert!(shop.deeds() >= before + acknowledged, "lost after {killed}");
        }
    }
    let there = shop.deeds() - before;
    assert!(there >= acknowledged, "{there} of {acknowledged}");
    // A deed may be complete without having been acknowledged, but never partial.
    assert!(there <= acknowledged + killed);
    let orders = shop.does(&["order", "list", "--json"]);
    assert_eq!(orders.matches("\"Bu Sari\"").count(), there + 3);
    acknowledged
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let count = times(150, 5_000);
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| kills(1, count));
        let other = scope.spawn(|| kills(2, count));
        (one.join().unwrap(), other.join().unwrap())
    });
    let acknowledged = one + other;
    println!(
        "{} kills, {acknowledged} deeds acknowledged, none lost",
        2 * count
    );
}
