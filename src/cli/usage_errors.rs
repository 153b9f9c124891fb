//! Explains a wrong command line: what was wrong, what would be right, where to read more. A value
//! that can't be read is a refusal (exit code 1), everything else is wrong usage (exit code 2).

use std::error::Error;
use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::domain::message::Message;
use crate::domain::text::excerpt;
use crate::lang::Words;

use super::console::{self, Failure};
use super::help;
use super::values::BadValue;

/// Planned commands, which don't exist yet: a command, then its planned words or flags.
const PLANNED: &[(&str, &[&str])] = &[
    ("", &["batch"]),
    ("pay", &["import"]),
    ("tally", &["--format=pdf"]),
    ("export", &["customers", "payments", "supplier"]),
    ("export", &["report", "all"]),
];

/// Refuses a planned command with a sentence that says so.
pub fn refuse_planned(grammar: &Command, args: &[OsString]) -> Result<(), Failure> {
    let path = help::path(grammar, args);
    let command = path.names.join(" ");
    let typed = |place: usize| args[place].to_string_lossy();
    let rest: Vec<_> = (path.end..args.len()).map(typed).collect();
    let next = path.next.map(typed);
    let asked = PLANNED
        .iter()
        .filter(|(of, _)| *of == command)
        .flat_map(|(_, words)| words.iter())
        .find(|word| match word.split_once('=') {
            Some((flag, value)) => {
                rest.iter().any(|typed| typed == *word)
                    || rest
                        .windows(2)
                        .any(|pair| pair[0] == flag && pair[1] == value)
            }
            None if word.starts_with("--") => rest.iter().any(|typed| {
                typed
                    .split_once('=')
                    .map_or(typed.as_ref(), |(flag, _)| flag)
                    == **word
            }),
            None => next.as_ref().is_some_and(|next| next == *word),
        });
    match asked {
        Some(word) => Err(Failure::Usage(vec![
            Message::new("cli-not-yet").text("command", spoken(&path.names, word)),
        ])),
        None => Ok(()),
    }
}

/// Joins the words of a command: `rekap order add --waitlist`.
fn spoken(names: &[String], more: &str) -> String {
    let mut words = vec!["rekap"];
    words.extend(names.iter().map(String::as_str));
    if !more.is_empty() {
        words.push(more);
    }
    words.join(" ")
}

/// Puts clap's error into sentences. `names` are the subcommands that were recognised.
pub fn explain(error: &clap::Error, names: &[String], words: &Words) -> Failure {
    let command = spoken(names, "");
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => excerpt(text),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let argument = translated(&value(ContextKind::InvalidArg), words);
    let typed = value(ContextKind::InvalidValue);
    let bad = error
        .source()
        .and_then(|source| source.downcast_ref::<BadValue>());
    let mut sentences = Vec::new();
    match error.kind() {
        ErrorKind::InvalidValue if typed.is_empty() => {
            sentences.push(Message::new("cli-missing-value").text("argument", argument.as_str()));
        }
        ErrorKind::InvalidValue => {
            return Message::new("cli-not-one-of")
                .text("argument", argument.as_str())
                .text("text", typed)
                .text("choices", value(ContextKind::ValidValue))
                .into();
        }
        ErrorKind::ValueValidation => {
            let why = match bad {
                Some(BadValue(why)) => why.clone(),
                None => Message::new("cli-unreadable").text("text", typed),
            };
            return console::bad_value(&argument, why);
        }
        ErrorKind::InvalidUtf8 => return Message::new("cli-not-utf8").into(),
        ErrorKind::UnknownArgument if argument.starts_with('-') => sentences.push(
            Message::new("cli-unknown-flag")
                .text("text", argument.as_str())
                .text("command", command.as_str()),
        ),
        ErrorKind::UnknownArgument => sentences.push(
            Message::new("cli-extra-word")
                .text("text", argument.as_str())
                .text("command", command.as_str()),
        ),
        ErrorKind::InvalidSubcommand => sentences.push(
            Message::new("cli-unknown-command")
                .text("text", value(ContextKind::InvalidSubcommand))
                .text("command", command.as_str()),
        ),
        ErrorKind::MissingRequiredArgument => sentences.push(
            Message::new("cli-missing-argument")
                .text("arguments", argument.as_str())
                .text("command", command.as_str()),
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            sentences.push(Message::new("cli-missing-command").text("command", command.as_str()));
        }
        ErrorKind::ArgumentConflict
            if argument == translated(&value(ContextKind::PriorArg), words) =>
        {
            sentences.push(Message::new("cli-twice").text("argument", argument.as_str()));
        }
        ErrorKind::ArgumentConflict => sentences.push(
            Message::new("cli-conflict")
                .text("argument", argument.as_str())
                .text("other", translated(&value(ContextKind::PriorArg), words)),
        ),
        _ => sentences.push(Message::new("cli-wrong-usage").text("command", command.as_str())),
    }
    let wrong = [&value(ContextKind::InvalidSubcommand), &argument].map(|text| text.to_lowercase());
    let guess = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .flat_map(|kind| match error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        })
        .max_by(|a, b| similarity(a, &wrong).total_cmp(&similarity(b, &wrong)));
    if let Some(guess) = guess {
        sentences.push(Message::new("cli-did-you-mean").text("guess", guess));
    }
    sentences.push(Message::new("cli-see-help").text("command", command));
    Failure::Usage(sentences)
}

/// Translates clap's list of arguments: `<--po <PO>|--all>, <FILE>...` becomes `--po PO|--all,
/// BERKAS`.
fn translated(arguments: &str, words: &Words) -> String {
    let mut pieces = arguments.split('<');
    let mut told = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // clap puts a choice of arguments in brackets too, around those of their values.
        let (name, after) = match piece.split_once('>') {
            Some((name, after)) if !name.starts_with('-') => (Some(name), after),
            _ => (None, piece),
        };
        if let Some(name) = name {
            told.push_str(&words.word(&help::key_of("cli-value", name)));
        }
        told.push_str(&after.replace("...", "").replace('>', ""));
    }
    told
}

/// How similar a suggestion is to what was typed, 0 to 1.
fn similarity(guess: &str, typed: &[String]) -> f64 {
    let alike = typed.iter().map(|typed| strsim::jaro_winkler(guess, typed));
    alike.fold(0.0, f64::max)
}
