//! `rekap completions` and `rekap man`: completion scripts and the manual page, made from the
//! grammar.

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::console::{Console, Failure};
use super::help;

/// Which shell's completion script to print.
#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the completion script.
    pub fn run(self, bare: Command, console: &mut Console) -> Result<(), Failure> {
        let mut grammar = help::grammar(bare, console.words());
        // clap_complete panics when its writer fails, as a closed pipe would.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut grammar, "rekap", &mut script);
        Ok(console.out().write_all(&script)?)
    }
}

/// Prints the manual page, in roff.
pub fn man(bare: Command, console: &mut Console) -> Result<(), Failure> {
    let grammar = help::grammar(bare, console.words());
    Ok(Man::new(grammar).render(&mut console.out())?)
}
