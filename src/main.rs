//! Arguments to a run to an exit code.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use rekap::cli::{self, Outcome};
use rekap::tui::{self, Session};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    cli::speak_of_panics(&args);
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = cli::run(&args, &mut out, &mut io::stderr().lock());
    drop(out);
    let start = match outcome {
        Outcome::Exit(code) => return ExitCode::from(code),
        Outcome::Screens(start) => start,
    };
    let shown = tui::run(Session {
        book: &start.book,
        lang: start.lang,
        now: start.now.as_deref(),
        throwaway: start.throwaway,
    });
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // Whoever closed stderr doesn't want to know.
            let _ = writeln!(io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}
