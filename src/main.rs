//! Arguments to a run to an exit code.

use std::io;
use std::process::ExitCode;

use rekap::cli::{self, Outcome};

fn main() -> ExitCode {
    let args = std::env::args_os().collect();
    match cli::run(args, &mut io::stdout().lock(), &mut io::stderr().lock()) {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Screens(_) => ExitCode::SUCCESS,
    }
}
