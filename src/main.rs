//! Runs the command in the arguments, or opens the screens, and returns the exit code.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use rekap::cli::{self, Outcome};
use rekap::tui::{self, Session};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    survive_file_size_limit();
    cli::set_panic_message(&args);
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
            // The outermost context is the sentence to show. If stderr is closed there is nobody to
            // tell.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// Lets a write past the file size limit (`ulimit -f`) fail with an error, like one on a full disk,
/// instead of killing the program.
fn survive_file_size_limit() {
    #[cfg(unix)]
    {
        // Any handler keeps SIGXFSZ from killing the process; nobody reads the flag. If it can't be
        // registered, the limit kills as before.
        let raised = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, raised);
    }
}
