//! Compares the book with a naive shop that recounts everything from its deeds: prices, quotas,
//! waiting lists, bills, stages, weights, wearers, tallies, recipients, parcels, claims, accounts, reports (rules 12–20, 23–28, 31, 33,
//! 37, 45–47, 63, 74, 75, 80–83, 90–94, 101, 103). The sequences of deeds and undos come from a seeded generator, and failing ones are shrunk.
//!
//! `MODEL_CASES` is the number of sequences (100 by default), `MODEL_DEEDS` below how many deeds each has (40), and
//! `MODEL_SEED` the seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod accounts;
mod claims;
mod compare;
mod deeds;
mod handed;
mod naive;
mod parcels;
mod play;
#[path = "../support/shop.rs"]
mod setup;
mod stages;

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Reads a number from the environment.
fn set(name: &str, unless: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(unless)
}

#[test]
fn the_book_holds_what_a_recount_of_its_deeds_holds() {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&set("MODEL_SEED", 1).to_le_bytes());
    let config = Config {
        cases: u32::try_from(set("MODEL_CASES", 100)).unwrap(),
        failure_persistence: None,
        max_shrink_iters: 600,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let most = usize::try_from(set("MODEL_DEEDS", 40)).unwrap();
    if let Err(found) = runner.run(&deeds::sequence(most), |sequence| compare::play(&sequence)) {
        panic!("{found}");
    }
}
