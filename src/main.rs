//! Arguments to a run to an exit code.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use rekap::cli::{self, Outcome};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    cli::speak_of_panics(&args);
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = cli::run(&args, &mut out, &mut io::stderr().lock());
    drop(out);
    match outcome {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Screens(_) => ExitCode::SUCCESS,
    }
}
