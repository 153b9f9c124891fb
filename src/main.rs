//! Arguments to a run to an exit code.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use rekap::cli::{self, Outcome};
use rekap::tui::{self, Session};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    outlive_file_limits();
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
        Err(error) => {
            // The outermost context is the sentence. Whoever closed stderr doesn't want to know.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// A write beyond the largest file the user may have (`ulimit -f`) fails like one on a full disk,
/// with a sentence, instead of ending the program.
fn outlive_file_limits() {
    #[cfg(unix)]
    {
        // A signal that is heard doesn't kill; that it was heard is of no use. Where it can't be
        // listened for, the system goes on as it would have.
        let heard = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, heard);
    }
}
