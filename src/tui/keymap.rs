//! Finds the command that a key means in a context.

use std::collections::HashMap;

use strum::IntoEnumIterator;

use super::command::{Command, Context};
use super::input::Key;

/// The keys of the command table, by context and key.
#[derive(Debug)]
pub struct Keymap {
    keys: HashMap<(Context, Key), Command>,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = Command::iter()
            .flat_map(|command| {
                let spec = command.spec();
                spec.contexts.iter().flat_map(move |context| {
                    spec.keys
                        .iter()
                        .filter_map(|key| Key::parse(key))
                        .map(move |key| ((*context, key), command))
                })
            })
            .collect();
        Self { keys }
    }
}

impl Keymap {
    /// The command of `key` in `context`, or in the contexts it inherits from.
    pub fn command(&self, context: Context, key: Key) -> Option<Command> {
        context
            .chain()
            .iter()
            .find_map(|context| self.keys.get(&(*context, key)).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Context::Orders, "n", Some(Command::NewOrder))]
    #[case(Context::Periods, "n", Some(Command::NewPeriod))]
    #[case(Context::Orders, "3", Some(Command::Orders))]
    #[case(Context::Orders, "0", None)]
    #[case(Context::Form, "3", None)]
    #[case(Context::Form, "Ctrl-C", Some(Command::Leave))]
    #[case(Context::Home, "Ctrl-R", Some(Command::Redo))]
    fn a_key_means_one_thing_in_its_place(
        #[case] context: Context,
        #[case] key: &str,
        #[case] command: Option<Command>,
    ) {
        let key = Key::parse(key).unwrap();
        assert_eq!(Keymap::default().command(context, key), command);
    }
}
