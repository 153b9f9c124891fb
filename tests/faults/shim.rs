//! Builds `shim.c`, which records and fails disk operations, with the system's C compiler.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::needs::needs;

/// Path of the shim, built once; `None`, with a message, without a compiler.
pub fn built() -> Option<&'static PathBuf> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        if !needs("cc") {
            return None;
        }
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/shim.c");
        let name = format!("shim-{}.so", std::process::id());
        let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let cc = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-w", "-o"])
            .arg(&to)
            .arg(source)
            .arg("-ldl")
            .output();
        match cc {
            Ok(done) if done.status.success() => Some(to),
            Ok(done) => panic!("{}", String::from_utf8_lossy(&done.stderr)),
            Err(error) => panic!("cc: {error}"),
        }
    });
    built.as_ref()
}

/// How an operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Only this operation fails, with this error number.
    Once(i32),
    /// This operation and all later ones fail.
    ForGood(i32),
    /// The program is killed at this operation.
    Kill,
}

/// No space left on the device.
pub const FULL: i32 = 28;
/// Input/output error.
pub const BROKEN: i32 = 5;

impl Fault {
    /// The setting that makes operation `number` fail.
    pub fn at(self, number: usize) -> String {
        match self {
            Self::Once(error) => format!("{number}:{error}:once"),
            Self::ForGood(error) => format!("{number}:{error}:good"),
            Self::Kill => format!("{number}:0:kill"),
        }
    }
}
