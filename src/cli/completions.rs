//! `rekap completions` and `rekap man`: completion scripts and the manual page, made from the
//! grammar.

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::desk::{Desk, Failure};
use super::help;

/// Which shell's completion script to print.
#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the completion script.
    pub fn run(self, bare: Command, desk: &mut Desk) -> Result<(), Failure> {
        let mut grammar = help::grammar(bare, desk.words());
        // clap_complete panics when its writer fails, as a closed pipe would.
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
