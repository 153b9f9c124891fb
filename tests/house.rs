//! Checks which rooms and libraries a room of the source may name. Failures give the file and the
//! arrow. ARCHITECTURE.md explains the rules.

#[path = "house/floors.rs"]
mod floors;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{Source, sources};

/// Each room with the rooms it may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("book", &["domain"]),
    ("intake", &["domain"]),
    ("output", &["domain", "lang"]),
    ("lang", &["domain"]),
    ("demo", &["domain", "book"]),
    ("tasks", &["domain", "book", "intake", "output", "lang"]),
    (
        "cli",
        &[
            "domain", "book", "intake", "output", "lang", "demo", "tasks",
        ],
    ),
    (
        "tui",
        &[
            "domain", "book", "intake", "output", "lang", "demo", "tasks",
        ],
    ),
];

/// Names that may appear in one room only, even in comments.
const KEPT_IN: &[(&str, &str)] = &[
    ("rusqlite", "book"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
];

fn check(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Returns the forbidden arrows of a file.
fn forbidden_arrows(source: &Source) -> Vec<String> {
    let Some(room) = source.room() else {
        return Vec::new();
    };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{}: `{room}` is no room of the house", source.path)];
    };
    let mut broken = Vec::new();
    for (path, line) in source.paths() {
        let Some(named) = path.first() else { continue };
        let is_room = ROOMS.iter().any(|(name, _)| name == named);
        if is_room && *named != room && !allowed.contains(&named.as_str()) {
            broken.push(format!(
                "{}:{line}: {room} → {named} ({})",
                source.path,
                path.join("::")
            ));
        }
    }
    broken
}

#[test]
fn rooms_name_only_the_rooms_below_them() {
    check(sources().iter().flat_map(forbidden_arrows).collect());
}

#[test]
fn libraries_stay_in_their_room() {
    let mut broken = Vec::new();
    for source in sources() {
        for (library, room) in KEPT_IN {
            if source.room().as_deref() == Some(room) {
                continue;
            }
            for (i, line) in source.text.lines().enumerate() {
                if line.to_lowercase().contains(library) {
                    broken.push(format!(
                        "{}:{}: {library} is named outside {room}",
                        source.path,
                        i + 1
                    ));
                }
            }
        }
    }
    check(broken);
}

/// Returns the part of a path behind `tui::screens`; `None` for other paths.
fn screen(path: &[String]) -> Option<&str> {
    match path {
        [tui, screens, name, ..] if tui == "tui" && screens == "screens" => Some(name),
        _ => None,
    }
}

#[test]
fn screens_never_name_each_other() {
    let sources = sources();
    let screens: BTreeSet<String> = sources
        .iter()
        .filter_map(|source| screen(&source.module()).map(str::to_owned))
        .collect();
    let mut broken = Vec::new();
    for source in &sources {
        let module = source.module();
        let Some(from) = screen(&module) else {
            continue;
        };
        for (path, line) in source.paths() {
            if let Some(to) = screen(&path).filter(|to| *to != from && screens.contains(*to)) {
                broken.push(format!(
                    "{}:{line}: screen {from} → screen {to}",
                    source.path
                ));
            }
        }
    }
    check(broken);
}

#[test]
fn widgets_know_neither_book_nor_screens() {
    let mut broken = Vec::new();
    for source in sources() {
        if !source
            .module()
            .starts_with(&["tui".into(), "widgets".into()])
        {
            continue;
        }
        for (path, line) in source.paths() {
            let names = |modules: &[&str]| {
                path.iter()
                    .map(String::as_str)
                    .take(modules.len())
                    .eq(modules.iter().copied())
            };
            if names(&["book"]) || names(&["tui", "screens"]) {
                broken.push(format!(
                    "{}:{line}: widget → {}",
                    source.path,
                    path.join("::")
                ));
            }
        }
    }
    check(broken);
}

#[test]
fn main_only_hands_over() {
    for source in sources() {
        if source.path == "src/main.rs" {
            let lines = source.text.lines().count();
            assert!(lines < 60, "src/main.rs has {lines} lines, at most 59");
        }
    }
}

/// Returns the arrows between the modules directly below `prefix`, each with a place where it
/// occurs.
fn arrows(sources: &[Source], prefix: &[&str]) -> BTreeMap<String, BTreeMap<String, String>> {
    let below = |path: &[String]| {
        let inside = path
            .iter()
            .map(String::as_str)
            .take(prefix.len())
            .eq(prefix.iter().copied());
        inside.then(|| path.get(prefix.len()).cloned()).flatten()
    };
    let modules: BTreeSet<String> = sources.iter().filter_map(|s| below(&s.module())).collect();
    let mut arrows: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for source in sources {
        let Some(from) = below(&source.module()) else {
            continue;
        };
        for (path, line) in source.paths() {
            if let Some(to) = below(&path).filter(|to| *to != from && modules.contains(to)) {
                let place = format!("{}:{line}: {from} → {to}", source.path);
                arrows
                    .entry(from.clone())
                    .or_default()
                    .entry(to)
                    .or_insert(place);
            }
        }
    }
    arrows
}

/// Returns the arrows of one circle; empty if there is none.
fn circle(arrows: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<String> {
    fn walk<'a>(
        arrows: &'a BTreeMap<String, BTreeMap<String, String>>,
        at: &'a str,
        trail: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<String>> {
        if let Some(start) = trail.iter().position(|seen| *seen == at) {
            let mut round = trail[start..].to_vec();
            round.push(at);
            return Some(
                round
                    .windows(2)
                    .map(|pair| arrows[pair[0]][pair[1]].clone())
                    .collect(),
            );
        }
        if !done.insert(at) {
            return None;
        }
        trail.push(at);
        for to in arrows.get(at).into_iter().flat_map(BTreeMap::keys) {
            if let Some(round) = walk(arrows, to, trail, done) {
                return Some(round);
            }
        }
        trail.pop();
        None
    }
    let mut done = BTreeSet::new();
    arrows
        .keys()
        .find_map(|from| walk(arrows, from, &mut Vec::new(), &mut done))
        .unwrap_or_default()
}

#[test]
fn no_rooms_and_no_modules_of_the_domain_go_in_a_circle() {
    let sources = sources();
    check(circle(&arrows(&sources, &[])));
    check(circle(&arrows(&sources, &["domain"])));
}

fn file(path: &str, text: &str) -> Source {
    source::read(path.into(), text.into())
}

#[test]
fn the_reading_of_arrows_finds_what_it_is_for() {
    let bad = file(
        "src/domain/quota.rs",
        "// crate::cli\nuse crate::{domain::money::{self, Rupiah}, book::Book as B};\n\
         fn f() { super::super::lang::say(\"crate::tui\"); }\n\
         #[cfg(test)]\nmod tests { use crate::intake::x; }\n",
    );
    assert_eq!(
        forbidden_arrows(&bad),
        [
            "src/domain/quota.rs:2: domain → book (book::Book)",
            "src/domain/quota.rs:3: domain → lang (lang::say)"
        ]
    );
    let round = [
        file("src/domain/a.rs", "use super::b::B;"),
        file("src/domain/b/mod.rs", "mod x;"),
        file("src/domain/b/x.rs", "use super::super::c::C; use super::Y;"),
        file("src/domain/c.rs", "use crate::domain::{a::A, d};"),
        file("src/domain/d.rs", ""),
    ];
    assert_eq!(
        circle(&arrows(&round, &["domain"])),
        [
            "src/domain/a.rs:1: a → b",
            "src/domain/b/x.rs:1: b → c",
            "src/domain/c.rs:1: c → a"
        ]
    );
}

/// What may stand in braces in SQL besides constants: names of tables and columns, and conditions,
/// written by the program itself. User input is bound, never inserted.
const IN_SQL: &[&str] = &[
    "before",
    "column",
    "condition",
    "direction",
    "event",
    "from",
    "index",
    "key",
    "name",
    "names",
    "order",
    "places",
    "row",
    "select",
    "sums",
    "table",
    "which",
];

/// Returns the pieces of SQL with anything else in braces.
fn written_in(source: &Source) -> Vec<String> {
    let words = [
        "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WHERE ", "VALUES ", "PRAGMA ", "LIKE ",
    ];
    let mut broken = Vec::new();
    for (token, line) in &source.tokens {
        let source::Token::Text(text) = token else {
            continue;
        };
        if !words.iter().any(|word| text.contains(word)) {
            continue;
        }
        for piece in text.split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            let constant = !name.is_empty() && !name.contains(|c: char| c.is_lowercase());
            if !constant && !IN_SQL.contains(&name) {
                broken.push(format!("{}:{line}: {{{name}}} in SQL", source.path));
            }
        }
    }
    broken
}

#[test]
fn values_are_bound_to_sql_and_never_written_into_it() {
    let sources = sources();
    let book = sources
        .iter()
        .filter(|source| source.room().as_deref() == Some("book"));
    check(book.flat_map(written_in).collect());
    let bad = file(
        "src/book/x.rs",
        "fn f() { format!(\"SELECT id FROM orders WHERE code = '{code}' AND {}\", x); }",
    );
    assert_eq!(
        written_in(&bad),
        [
            "src/book/x.rs:1: {code} in SQL",
            "src/book/x.rs:1: {} in SQL"
        ]
    );
}
