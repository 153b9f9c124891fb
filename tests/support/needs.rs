//! Tools, samples (in `../shared`) and rights that a test needs. If one is missing, the test is
//! skipped with a message; with `CI` set it fails, as `.ci/run` installs the tools.

#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether a tool is installed; a test without it returns.
#[must_use]
pub fn needs(tool: &str) -> bool {
    needs_one_of(&[tool]).is_some()
}

/// Returns the first of these tools that is installed; a test without any returns.
#[must_use]
pub fn needs_one_of<'a>(tools: &[&'a str]) -> Option<&'a str> {
    let runs = |tool: &&&str| {
        let mut tried = Command::new(tool);
        let quiet = tried.arg("--version").stdin(Stdio::null());
        quiet.output().is_ok()
    };
    let found = tools.iter().find(runs).copied();
    if found.is_none() {
        missing(&tools.join(" or "));
    }
    found
}

/// Returns the path of a sample file or folder, such as `chat`; a test without it returns.
#[must_use]
pub fn sample(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/samples")
        .join(path);
    if !found.exists() {
        missing(&found.display().to_string());
        return None;
    }
    Some(found)
}

/// Says what a test is skipped for, and returns; fails with `CI` set.
pub fn missing(what: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "{what} is missing, and with CI set no test may skip"
    );
    println!("skipped: {what} is missing");
}
