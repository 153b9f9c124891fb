//! Help pages, laid out from the clap grammar, with their texts from `assets/lang` in both
//! languages.
//!
//! Keys: `cli-cmd-order-add` describes a command, `cli-arg-dp-hours` an argument (one meaning for
//! an id in all commands), `cli-value-name` is a placeholder of a value.

use std::ffi::OsString;

use clap::{Arg, Command};

use crate::domain::message::Message;
use crate::lang::Words;

use super::console::{Console, Failure};

/// Commands with several usage lines, and the key of those lines.
const USAGES: &[(&str, &str)] = &[
    ("rekap pay", "cli-usage-pay"),
    // lang: a command as it is typed
    ("rekap order destination", "cli-usage-destination"),
];

/// Puts every text of the grammar into the reader's language, for help, completions and the manual.
pub fn grammar(bare: Command, words: &Words) -> Command {
    let mut grammar = bare;
    grammar.build();
    with_texts(grammar, "cli-cmd", words)
}

fn with_texts(command: Command, key: &str, words: &Words) -> Command {
    command
        .about(words.word(key))
        .mut_args(|arg| {
            let key = key_of("cli-arg", arg.get_id().as_str());
            arg.help(words.word(&key))
        })
        .mut_subcommands(|sub| {
            let key = key_of(key, sub.get_name());
            with_texts(sub, &key, words)
        })
}

/// Makes a key from a prefix and a name of the grammar: `cli-value`, `FROM..TO` →
/// `cli-value-from-to`.
pub fn key_of(prefix: &str, name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    format!("{prefix}-{}", words.join("-"))
}

/// The subcommands that a command line names.
pub struct Path {
    /// The subcommands, by their English names.
    pub names: Vec<String>,
    /// Index of the argument after the last of them.
    pub end: usize,
    /// Index of the first argument that is neither a subcommand nor a flag or its value.
    pub next: Option<usize>,
}

/// Finds the subcommands in `args`, which starts with the program name.
pub fn path(grammar: &Command, args: &[OsString]) -> Path {
    let mut command = grammar;
    let mut path = Path {
        names: Vec::new(),
        end: 1.min(args.len()),
        next: None,
    };
    let mut place = path.end;
    while let Some(word) = args.get(place).map(|word| word.to_string_lossy()) {
        if let Some(flag) = word.strip_prefix("--") {
            let takes_value = command
                .get_arguments()
                .chain(grammar.get_arguments())
                .find(|arg| arg.get_long() == Some(flag))
                .is_some_and(|arg| arg.get_action().takes_values());
            place += usize::from(takes_value);
        } else if let Some(sub) = command.find_subcommand(word.as_ref()) {
            path.names.push(sub.get_name().to_owned());
            command = sub;
            path.end = place + 1;
        } else if !word.starts_with('-') {
            path.next = Some(place);
            break;
        }
        place += 1;
    }
    path
}

/// Prints the help page of a command; an unknown name is wrong usage.
pub fn topic(names: &[String], bare: Command, console: &mut Console) -> Result<(), Failure> {
    let grammar = grammar(bare, console.words());
    let mut command = &grammar;
    let mut spoken = vec![grammar.get_name().to_owned()];
    for name in names {
        command = command.find_subcommand(name).ok_or_else(|| {
            Failure::Usage(vec![
                Message::new("cli-unknown-command")
                    .text("text", name.as_str())
                    .text("command", spoken.join(" ")),
            ])
        })?;
        spoken.push(command.get_name().to_owned());
    }
    let page = page(command, &spoken.join(" "), console.words());
    console.print(&page)
}

/// Lays out one help page. `spoken` is the command as it is typed.
fn page(command: &Command, spoken: &str, words: &Words) -> String {
    let mut page = String::new();
    if let Some(about) = command.get_about() {
        page.push_str(&format!("{about}\n\n"));
    }
    page.push_str(&format!(
        "{}\n{}",
        words.word("cli-help-usage"),
        usage(command, spoken, words)
    ));
    let shown = |arg: &&Arg| !arg.is_hide_set();
    let positionals = command.get_positionals().filter(shown);
    section(
        &mut page,
        "cli-help-arguments",
        positionals.map(|arg| entry(arg, words)),
        words,
    );
    let own = flags(command).filter(|arg| !arg.is_global_set());
    section(
        &mut page,
        "cli-help-options",
        own.map(|arg| entry(arg, words)),
        words,
    );
    let subs = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    section(
        &mut page,
        "cli-help-commands",
        subs.map(command_entry),
        words,
    );
    let global = flags(command).filter(|arg| arg.is_global_set());
    section(
        &mut page,
        "cli-help-global",
        global.map(|arg| entry(arg, words)),
        words,
    );
    page
}

/// Returns the arguments of a command that are not positional.
fn flags(command: &Command) -> impl Iterator<Item = &Arg> {
    command
        .get_arguments()
        .filter(|arg| !arg.is_positional() && !arg.is_hide_set())
}

/// Appends a heading with two columns below it, or nothing when there are no entries.
fn section(
    page: &mut String,
    heading: &str,
    entries: impl Iterator<Item = (String, String)>,
    words: &Words,
) {
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        return;
    }
    let width = entries
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or_default();
    page.push_str(&format!("\n{}\n", words.word(heading)));
    for (name, text) in entries {
        page.push_str(format!("  {name:width$}  {text}").trim_end());
        page.push('\n');
    }
}

fn command_entry(sub: &Command) -> (String, String) {
    let mut names = vec![sub.get_name()];
    names.extend(sub.get_visible_aliases());
    let about = sub.get_about().map(ToString::to_string);
    (names.join(", "), about.unwrap_or_default())
}

fn entry(arg: &Arg, words: &Words) -> (String, String) {
    let mut text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let choices: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| arg.get_action().takes_values())
        .map(|value| value.get_name().to_owned())
        .collect();
    if !choices.is_empty() {
        text.push_str(&format!(" ({})", choices.join(", ")));
    }
    if let [value] = arg.get_default_values()
        && arg.get_action().takes_values()
    {
        let value = value.to_string_lossy().into_owned();
        text.push(' ');
        text.push_str(&words.say(&Message::new("cli-help-default").text("value", value)));
    }
    (named(arg, words), text)
}

/// Returns an argument as it is typed: `--name NAMA`, `-o, --output BERKAS`, `PO`.
fn named(arg: &Arg, words: &Words) -> String {
    let flag = match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (None, Some(long)) => format!("--{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, None) => return value(arg, words),
    };
    if arg.get_action().takes_values() {
        format!("{flag} {}", value(arg, words))
    } else {
        flag
    }
}

fn value(arg: &Arg, words: &Words) -> String {
    let name = match arg.get_value_names() {
        Some([name, ..]) => name.to_string(),
        _ => arg.get_id().to_string(),
    };
    words.word(&key_of("cli-value", &name))
}

/// Returns the lines that show how a command is typed.
fn usage(command: &Command, spoken: &str, words: &Words) -> String {
    if let Some((_, key)) = USAGES.iter().find(|(path, _)| *path == spoken) {
        return words
            .word(key)
            .lines()
            .fold(String::new(), |lines, line| lines + "  " + line + "\n");
    }
    let mut line = format!("  {spoken}");
    for arg in command.get_positionals() {
        let name = value(arg, words);
        let more = if arg
            .get_num_args()
            .is_some_and(|count| count.max_values() > 1)
        {
            "…"
        } else {
            ""
        };
        line.push_str(&if arg.is_required_set() {
            format!(" {name}{more}")
        } else {
            format!(" [{name}{more}]")
        });
    }
    for arg in flags(command).filter(|arg| arg.is_required_set()) {
        line.push_str(&format!(" {}", named(arg, words)));
    }
    if flags(command).any(|arg| !arg.is_required_set() && !arg.is_global_set()) {
        line.push_str(&format!(" [{}]", words.word("cli-help-more-options")));
    }
    if command.has_subcommands() {
        let name = words.word("cli-value-command");
        let optional = !command.is_subcommand_required_set();
        line.push_str(&if optional {
            format!(" [{name}]")
        } else {
            format!(" {name}")
        });
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Args;
    use super::*;
    use crate::domain::when::Zone;
    use crate::lang::Lang;

    fn keys(command: &Command, key: &str, found: &mut Vec<String>) {
        found.push(key.to_owned());
        for arg in command.get_arguments() {
            found.push(key_of("cli-arg", arg.get_id().as_str()));
            if arg.get_action().takes_values() {
                let name = match arg.get_value_names() {
                    Some([name, ..]) => name.to_string(),
                    _ => arg.get_id().to_string(),
                };
                found.push(key_of("cli-value", &name));
            }
        }
        for sub in command.get_subcommands() {
            keys(sub, &key_of(key, sub.get_name()), found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_words_in_both_languages() {
        let mut grammar = Args::command();
        grammar.build();
        let mut found = Vec::new();
        keys(&grammar, "cli-cmd", &mut found);
        for lang in [Lang::Id, Lang::En] {
            let words = Words::new(lang, Zone::default());
            let missing: Vec<_> = found
                .iter()
                .filter(|key| words.word(key) == **key)
                .collect();
            assert!(missing.is_empty(), "{lang:?}: {missing:?}");
        }
    }

    #[test]
    fn every_command_group_has_an_indonesian_name() {
        for command in Args::command().get_subcommands() {
            let alike = ["po", "man"].contains(&command.get_name());
            assert!(
                alike || command.get_visible_aliases().next().is_some(),
                "{}",
                command.get_name()
            );
        }
    }
}
