//! Checks that every text of the program is in `assets/lang`, in both languages, and that no entry
//! is unused. Reads the entries and the source; failures give file and line.
//!
//! A string that only looks like a text or a key is allowed by a comment on its line or the line
//! above, which says what it is: `// lang: a MIME type`.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;
use rekap::lang::{self, Lang};
use source::{Source, Token, sources};

/// Beginnings of keys whose rest is added at run time, as src/cli/help.rs does with names of the
/// grammar and src/tui/command.rs with those of commands.
const BUILT: &[&str] = &["cli-arg", "cli-cmd", "cli-value", "cmd-also"];

/// First parts of keys. A string that begins with one is taken for a key.
const SUBJECTS: &[&str] = &[
    "cmd", "form", "refusal", "screen", "field", "tui", "cli", "notice",
];

/// Names on keys of the keyboard, the same in every language.
const KEYCAPS: &[&str] = &[
    "Enter",
    "Esc",
    "Tab",
    "Space",
    "Backspace",
    "Delete",
    "Del",
    "Insert",
    "Ins",
    "Home",
    "End",
    "Page",
    "PageUp",
    "PageDown",
    "PgUp",
    "PgDn",
    "Up",
    "Down",
    "Left",
    "Right",
    "Shift",
    "Ctrl",
    "Alt",
    "BackTab",
];

fn check(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// One entry of an `.ftl` file.
struct Entry {
    place: String,
    /// Names of its `$…` arguments.
    args: BTreeSet<String>,
    /// Keys of entries that it includes.
    names: BTreeSet<String>,
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn entries_of(
    name: &str,
    lang: Lang,
    text: &str,
    wrong: &mut Vec<String>,
) -> BTreeMap<String, Entry> {
    let mut found: BTreeMap<String, Entry> = BTreeMap::new();
    let mut current: Option<String> = None;
    for (i, line) in text.lines().enumerate() {
        let place = format!("assets/lang/{}/{name}.ftl:{}", lang.name(), i + 1);
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if !line.starts_with([' ', '}']) {
            let Some((key, _)) = line.split_once(" =") else {
                wrong.push(format!("{place}: neither an entry nor a comment"));
                continue;
            };
            if !is_key(key) {
                wrong.push(format!("{place}: `{key}` is not a kebab-case key"));
            }
            if let Some(first) = found.get(key) {
                wrong.push(format!("{place}: `{key}` is already at {}", first.place));
            }
            let entry = Entry {
                place,
                args: BTreeSet::new(),
                names: BTreeSet::new(),
            };
            found.insert(key.to_owned(), entry);
            current = Some(key.to_owned());
        }
        let Some(entry) = current.as_ref().and_then(|key| found.get_mut(key)) else {
            continue;
        };
        for part in line.split('{').skip(1) {
            let inside: String = part
                .trim_start()
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '$'))
                .collect();
            match inside.strip_prefix('$') {
                Some(arg) => entry.args.insert(arg.to_owned()),
                None => is_key(&inside) && entry.names.insert(inside),
            };
        }
    }
    found
}

/// Returns all entries of one language, and what is wrong with the files.
fn entries(lang: Lang) -> (BTreeMap<String, Entry>, Vec<String>) {
    let mut all: BTreeMap<String, Entry> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, text) in lang::sources(lang) {
        if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
            for error in errors {
                wrong.push(format!("assets/lang/{}/{name}.ftl: {error}", lang.name()));
            }
        }
        for (key, entry) in entries_of(name, lang, text, &mut wrong) {
            if let Some(first) = all.get(&key) {
                wrong.push(format!(
                    "{}: `{key}` is already at {}",
                    entry.place, first.place
                ));
            }
            all.insert(key, entry);
        }
    }
    (all, wrong)
}

#[test]
fn every_file_is_read_and_lies_in_both_languages() {
    let listed: BTreeSet<String> = lang::sources(Lang::Id)
        .map(|(name, _)| name.into())
        .collect();
    let mut wrong = Vec::new();
    for lang in [Lang::Id, Lang::En] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("assets/lang")
            .join(lang.name());
        let there: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| {
                file.unwrap()
                    .file_name()
                    .to_string_lossy()
                    .trim_end_matches(".ftl")
                    .into()
            })
            .collect();
        for name in listed.symmetric_difference(&there) {
            wrong.push(format!(
                "assets/lang/{}/{name}.ftl: not both in the folder and in src/lang/files.rs",
                lang.name()
            ));
        }
        wrong.extend(entries(lang).1);
    }
    check(wrong);
}

#[test]
fn both_languages_say_the_same_with_the_same_arguments() {
    let (id, en) = (entries(Lang::Id).0, entries(Lang::En).0);
    let mut wrong = Vec::new();
    for (here, there, missing_in) in [(&id, &en, "en"), (&en, &id, "id")] {
        for (key, entry) in here {
            match there.get(key) {
                None => wrong.push(format!(
                    "{}: `{key}` is missing in {missing_in}",
                    entry.place
                )),
                Some(other) if other.args != entry.args => wrong.push(format!(
                    "{}: `{key}` has {:?}, in {missing_in} {:?}",
                    entry.place, entry.args, other.args
                )),
                Some(_) => {}
            }
            for name in &entry.names {
                if !here.contains_key(name) {
                    wrong.push(format!(
                        "{}: `{key}` names `{name}`, which is nowhere",
                        entry.place
                    ));
                }
            }
        }
    }
    check(wrong);
}

/// Sentences of deeds that only the histories of older books hold.
const IN_OLD_HISTORIES: &[&str] = &["did-tell"];

#[test]
fn every_entry_is_used() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for source in sources() {
        used.extend(
            source
                .tokens
                .into_iter()
                .filter_map(|(token, _)| match token {
                    Token::Text(text) => Some(text),
                    _ => None,
                }),
        );
    }
    let (id, _) = entries(Lang::Id);
    used.extend(id.values().flat_map(|entry| entry.names.clone()));
    let unused = id
        .iter()
        .filter(|(key, _)| !used.contains(*key) && !is_built(key))
        .filter(|(key, _)| !IN_OLD_HISTORIES.contains(&key.as_str()))
        .map(|(key, entry)| format!("{}: `{key}` is used nowhere", entry.place));
    check(unused.collect());
}

fn is_built(key: &str) -> bool {
    BUILT.iter().any(|start| {
        let rest = key.strip_prefix(start);
        rest.is_some_and(|rest| rest.starts_with('-'))
    })
}

fn excused(source: &Source, line: usize) -> bool {
    source
        .comments
        .iter()
        .any(|(text, at)| (*at == line || at + 1 == line) && text.contains("lang:"))
}

/// Returns where the bracket opened at `open` closes.
fn closing(source: &Source, open: usize) -> usize {
    let mut depth = 0_usize;
    for at in open..source.tokens.len() {
        match source.tokens[at].0 {
            Token::Punct('(' | '[' | '{') => depth += 1,
            Token::Punct(')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    source.tokens.len()
}

/// Methods of a message that add an argument.
const ARGS: &[&str] = &[
    "text", "count", "money", "date", "moment", "word", "say", "with",
];

/// Returns where the bracket of `Message::new(…)`, or of an alias for it, opens.
fn message(source: &Source, at: usize, aliases: &[&str]) -> Option<usize> {
    if source.reads(at, &["Message", ":", ":", "new", "("]) {
        return Some(at + 4);
    }
    let alias = source.ident(at).is_some_and(|name| aliases.contains(&name));
    (alias && source.is(at + 1, '(')).then_some(at + 1)
}

/// Returns messages and words without an entry, or with other arguments than it takes.
fn wrong_keys(source: &Source, entries: &BTreeMap<String, Entry>) -> Vec<String> {
    let mut wrong = Vec::new();
    let aliases: Vec<&str> = (0..source.tokens.len())
        .filter(|at| source.reads(at + 1, &["=", "Message", ":", ":", "new", ";"]))
        .filter_map(|at| source.ident(at))
        .collect();
    for at in 0..source.tokens.len() {
        let line = source.tokens[at].1;
        if excused(source, line) {
            continue;
        }
        let mut say =
            |line: usize, text: String| wrong.push(format!("{}:{line}: {text}", source.path));
        if let Some(open) = message(source, at, &aliases) {
            let Some(key) = source.text_at(open + 1) else {
                continue;
            };
            let Some(entry) = entries.get(key) else {
                say(
                    source.tokens[open + 1].1,
                    format!("no entry `{key}` in assets/lang"),
                );
                continue;
            };
            let mut given = BTreeSet::new();
            // `let mut message = …` gets its arguments later.
            let mut partial =
                at >= 4 && source.is(at - 1, '=') && source.reads(at - 4, &["let", "mut"]);
            let mut end = closing(source, open) + 1;
            while source.is(end, '.')
                && source
                    .ident(end + 1)
                    .is_some_and(|name| ARGS.contains(&name))
            {
                match source.text_at(end + 3) {
                    Some(name) => drop(given.insert(name.to_owned())),
                    None => partial = true,
                }
                end = closing(source, end + 2) + 1;
            }
            if !given.is_subset(&entry.args) || (!partial && given != entry.args) {
                say(
                    line,
                    format!("`{key}` takes {:?}, given {given:?}", entry.args),
                );
            }
        } else if source.reads(at, &[".", "word", "("]) {
            let (key_at, alone) = match source.text_at(at + 3) {
                Some(_) if source.is(at + 4, ',') && source.text_at(at + 5).is_some() => {
                    (at + 5, false)
                }
                _ => (at + 3, true),
            };
            let Some(key) = source.text_at(key_at) else {
                continue;
            };
            match entries.get(key) {
                Some(entry) if entry.args.is_empty() => {}
                Some(_) => say(
                    line,
                    format!("`{key}` takes arguments: say it, don't look it up"),
                ),
                None if alone && source.is(key_at + 1, ',') && !source.is(key_at + 2, ')') => {}
                None => say(line, format!("no entry `{key}` in assets/lang")),
            }
        } else if let Some(text) = source.text_at(at) {
            let subject = text.split('-').next().unwrap_or_default();
            let looks = is_key(text) && text.contains('-') && SUBJECTS.contains(&subject);
            let built = BUILT.contains(&text) || source.path == "src/lang/files.rs";
            if looks && !built && !entries.contains_key(text) {
                say(line, format!("no entry `{text}` in assets/lang"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// Types of arguments that may be missing: an absent value, an empty list, a level of a quota.
const MAY_LACK: &[&str] = &["Option", "Vec", "QuotaLevel"];

/// Returns cases declared by `messages!` without an entry, or with other arguments than it takes.
fn wrong_declarations(source: &Source, entries: &BTreeMap<String, Entry>) -> Vec<String> {
    let mut wrong = Vec::new();
    for start in 0..source.tokens.len() {
        if !source.reads(start, &["messages", "!", "{"]) {
            continue;
        }
        let Some(open) = (start + 3..source.tokens.len()).find(|at| source.is(*at, '{')) else {
            continue;
        };
        let end = closing(source, open);
        let mut at = open + 1;
        while at < end {
            let line = source.tokens[at].1;
            let case = source.ident(at).unwrap_or_default();
            let (mut given, mut needed) = (BTreeSet::new(), BTreeSet::new());
            at += 1;
            if source.is(at, '{') || source.is(at, '(') {
                let fields_end = closing(source, at);
                while at + 1 < fields_end {
                    let name = source.ident(at + 1).unwrap_or_default().to_owned();
                    at += 3;
                    if !source
                        .ident(at)
                        .is_some_and(|name| MAY_LACK.contains(&name))
                    {
                        needed.insert(name.clone());
                    }
                    given.insert(name);
                    let mut depth = 0_usize;
                    while at < fields_end && (depth > 0 || !source.is(at, ',')) {
                        if source.is(at, '<') || source.is(at, '(') {
                            depth += 1;
                        } else if source.is(at, '>') || source.is(at, ')') {
                            depth -= 1;
                        }
                        at += 1;
                    }
                    if source.is(at, ',') && at + 1 == fields_end {
                        at += 1;
                    }
                }
                at = fields_end + 1;
            }
            let mut keys = 0;
            while at < end && !source.is(at, ',') {
                if source.is(at, '{') {
                    // One key of several, chosen at run time.
                    let inside = at + 1..closing(source, at);
                    at = inside.end;
                    for inner in inside {
                        if let Some(key) = source.text_at(inner) {
                            keys += 1;
                            wrong.extend(wrong_case(source, line, key, &given, &needed, entries));
                        }
                    }
                } else if let Some(key) = source.text_at(at) {
                    keys += 1;
                    wrong.extend(wrong_case(source, line, key, &given, &needed, entries));
                }
                at += 1;
            }
            if keys == 0 {
                wrong.push(format!("{}:{line}: `{case}` has no key", source.path));
            }
            at += 1;
        }
    }
    wrong
}

/// Returns what is wrong with one key of a declared case.
fn wrong_case(
    source: &Source,
    line: usize,
    key: &str,
    given: &BTreeSet<String>,
    needed: &BTreeSet<String>,
    entries: &BTreeMap<String, Entry>,
) -> Option<String> {
    let Some(entry) = entries.get(key) else {
        return Some(format!(
            "{}:{line}: no entry `{key}` in assets/lang",
            source.path
        ));
    };
    let fits = entry.args.is_subset(given) && needed.is_subset(&entry.args);
    (!fits).then(|| {
        format!(
            "{}:{line}: `{key}` takes {:?}, given {given:?}",
            source.path, entry.args
        )
    })
}

#[test]
fn every_key_in_the_source_is_an_entry_with_these_arguments() {
    let (id, _) = entries(Lang::Id);
    check(
        sources()
            .iter()
            .flat_map(|source| {
                let mut wrong = wrong_keys(source, &id);
                wrong.extend(wrong_declarations(source, &id));
                wrong
            })
            .collect(),
    );
}

#[test]
fn the_reading_of_declared_messages_finds_what_it_is_for() {
    let file = source::read(
        "src/domain/x.rs".into(),
        "messages! {\n/// Doc.\npub enum X {\n/// One.\nA { x: String, y: Option<i64> } = \"a-b\",\n\
         B { x: String, n: i64 } = \"a-b\",\nC = \"a-z\",\nD {\n x: Vec<(A, B)>, y: i64, } = if y { \"a-c\" } else { \"a-b\" },\n\
         E { level: QuotaLevel, x: String, } = match level { A => \"a-b\", B => \"a-d\" },\nF = G,\nH(x: String) = \"a-d\",\nI(z: String) = \"a-d\",\n}\nfrom { M(N), } }"
            .into(),
    );
    let mut wrong = Vec::new();
    let text = "a-b = { $x } of { $y }\na-c = { $y }\na-d = { $x }\n";
    let entries = entries_of("x", Lang::En, text, &mut wrong);
    assert_eq!(
        wrong_declarations(&file, &entries),
        [
            "src/domain/x.rs:6: `a-b` takes {\"x\", \"y\"}, given {\"n\", \"x\"}",
            "src/domain/x.rs:7: no entry `a-z` in assets/lang",
            "src/domain/x.rs:10: `a-b` takes {\"x\", \"y\"}, given {\"level\", \"x\"}",
            "src/domain/x.rs:11: `F` has no key",
            "src/domain/x.rs:13: `a-d` takes {\"x\"}, given {\"z\"}",
        ]
    );
}

/// Words of the command line, the same in every language.
const GRAMMAR: &[&str] = &[
    "rekap",
    "shop",
    "account",
    "supplier",
    "product",
    "variant",
    "po",
    "offer",
    "quota",
    "order",
    "customer",
    "pay",
    "tally",
    "export",
    "history",
    "backup",
    "restore",
    "check",
    "demo",
    "undo",
    "redo",
    "completions",
    "man",
    "add",
    "set",
    "show",
    "list",
    "new",
    "edit",
    "archive",
    "clone",
    "open",
    "close",
    "reopen",
    "cancel",
    "finish",
    "charge",
    "import",
    "merge",
    "void",
];

/// Whether a string contains text for people: two words next to each other, or a capitalised word.
/// Placeholders, paths, formats, JSON keys and names of options are none.
fn is_spoken(text: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '\'');
    let is_word = |word: &str| {
        let word = word.trim_end_matches('.');
        word.chars().count() >= 2 && word.chars().all(char::is_alphabetic)
    };
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && word.chars().count() >= 3
            && word.chars().all(char::is_alphabetic)
            && !KEYCAPS.contains(&word)
    };
    let words: Vec<&str> = plain
        .split(|c| !part(c))
        .filter(|word| !word.is_empty())
        .collect();
    if words
        .iter()
        .any(|word| capitalised(word.trim_end_matches('.')))
    {
        return true;
    }
    if words.iter().all(|word| GRAMMAR.contains(word)) {
        return false;
    }
    let pieces: Vec<&str> = plain
        .split(' ')
        .map(|piece| piece.trim_end_matches([',', ';', ':', '!', '?']))
        .collect();
    pieces.windows(2).any(|pair| {
        is_word(pair[0])
            && is_word(pair[1])
            && !(KEYCAPS.contains(&pair[0]) && KEYCAPS.contains(&pair[1]))
    })
}

/// Texts for programmers, shown only when the program is wrong.
const FOR_PROGRAMMERS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "unreachable",
    "panic",
];

/// Returns strings shown to the reader without `lang`.
fn bypassing(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.tokens.len() {
        let attribute = source.reads(at, &["#", "["]) || source.reads(at, &["#", "!", "["]);
        let macro_call = source
            .ident(at)
            .is_some_and(|name| FOR_PROGRAMMERS.contains(&name))
            && source.is(at + 1, '!');
        if attribute || macro_call {
            let open = (at..at + 3)
                .find(|i| source.is(*i, '[') || source.is(*i, '('))
                .unwrap_or(at);
            at = closing(source, open) + 1;
            continue;
        }
        if let Some(text) = source.text_at(at) {
            let line = source.tokens[at].1;
            if is_spoken(text) && !excused(source, line) {
                found.push(format!(
                    "{}:{line}: \"{text}\" belongs in assets/lang",
                    source.path
                ));
            }
        }
        at += 1;
    }
    found
}

#[test]
fn no_visible_string_bypasses_the_language_files() {
    let sources = sources();
    let shown = sources
        .iter()
        .filter(|source| matches!(source.room().as_deref(), Some("cli" | "tui")));
    check(shown.flat_map(bypassing).collect());
}

#[test]
fn the_reading_of_strings_finds_what_it_is_for() {
    for words in [
        "Simpan",
        "belum bayar",
        "Tersimpan · u urungkan",
        "{} orders left",
        "saved, next one",
        "lebih {}: sudah DP",
    ] {
        assert!(is_spoken(words), "{words}");
    }
    for other in [
        "",
        "{} {}",
        "Enter",
        "Ctrl-P",
        "PgUp PgDn",
        "down_payment",
        "--lang",
        "%H:%M",
        "rekap.book",
        "FROM..TO",
        "NO_COLOR",
        "u",
        "·",
        "cmd-new-order",
        "  {left:>8}",
    ] {
        assert!(!is_spoken(other), "{other}");
    }
    let file = source::read(
        "src/cli/x.rs".into(),
        "#[arg(help = \"The book\")]\nfn f() {\n    assert!(ok, \"not so good\");\n    // lang: a name of a file type\n    g(\"Rich Text\");\n    g(\"Rich Text\");\n    w.say(&Message::new(\"a-b\").text(\"x\", y).count(\"n\", 1));\n    w.word(\"a-b\");\n    m.word(\n        \"state\",\n        \"a-d\",\n    );\n    w.word(\"a-c\");\n    k(\"refusal-none\");\n    let m = Message::new;\n    m(\"a-c\").text(\"x\", y);\n}\n"
            .into(),
    );
    assert_eq!(
        bypassing(&file),
        ["src/cli/x.rs:6: \"Rich Text\" belongs in assets/lang"]
    );
    let mut wrong = Vec::new();
    let entries = entries_of(
        "x",
        Lang::En,
        "a-b = { $x } of { $y }\na-c = { a-b }\n",
        &mut wrong,
    );
    assert!(wrong.is_empty());
    assert_eq!(
        wrong_keys(&file, &entries),
        [
            "src/cli/x.rs:14: no entry `refusal-none` in assets/lang",
            "src/cli/x.rs:16: `a-c` takes {}, given {\"x\"}",
            "src/cli/x.rs:7: `a-b` takes {\"x\", \"y\"}, given {\"n\", \"x\"}",
            "src/cli/x.rs:8: `a-b` takes arguments: say it, don't look it up",
            "src/cli/x.rs:9: no entry `a-d` in assets/lang",
        ]
    );
}
