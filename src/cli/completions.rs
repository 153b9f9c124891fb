//! `rekap completions` and `rekap man`: what a shell and a manual reader want, from the grammar.

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::desk::{Desk, Failure};
use super::help;

/// The shell that completes.
#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the completion script.
    pub fn run(self, bare: Command, desk: &mut Desk) -> Result<(), Failure> {
        let mut grammar = help::grammar(bare, desk.words());
        // clap_complete panics when its writer fails, so a closed pipe must not be its writer.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut grammar, "rekap", &mut script);
        Ok(desk.out().write_all(&script)?)
    }
}

/// Prints the manual page, in roff.
pub fn man(bare: Command, desk: &mut Desk) -> Result<(), Failure> {
    let grammar = help::grammar(bare, desk.words());
    Ok(Man::new(grammar).render(&mut desk.out())?)
}
