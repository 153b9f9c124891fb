//! The rooms of the house and who may name whom: reads the source and fails with the file and the
//! arrow that breaks a rule. ARCHITECTURE.md says why the arrows run as they do.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::arrows::Arrows;
use source::{Source, sources};

/// Each room, and the rooms it may name.
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

/// Names that appear in one room only, comments included.
const KEPT_IN: &[(&str, &str)] = &[
    ("rusqlite", "book"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
];

fn check(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Arrows of one room that it may not have.
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

/// The part of a path behind `tui::screens`, when it goes there.
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

/// The arrows between the modules right below `prefix`, each with a place where it is drawn.
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

/// The arrows of one circle, when there is one.
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

/// A form and its view, the only files that may name each other.
const FORM_AND_VIEW: &[(&str, &str)] = &[("src/tui/forms/form.rs", "src/tui/forms/view.rs")];

/// Rooms whose files still go in circles.
const STILL_OPEN: &[&str] = &["cli", "tui"];

/// Every knot of files in circles, by room. `REKAP_HOUSE=1 cargo test --test house circles --
/// --nocapture` prints them with every arrow.
#[test]
fn no_files_of_a_room_go_in_circles() {
    let sources = sources();
    let arrows = Arrows::read(&sources);
    let mut broken = Vec::new();
    for (room, _) in ROOMS {
        let knots = arrows.knots(room, FORM_AND_VIEW);
        if std::env::var_os("REKAP_HOUSE").is_some() {
            for knot in &knots {
                println!("\n{room}: {} files in circles", knot.files.len());
                println!("  shortest:\n    {}", knot.circle.join("\n    "));
                println!("  all arrows:\n    {}", knot.arrows.join("\n    "));
            }
        }
        if STILL_OPEN.contains(room) {
            continue;
        }
        for knot in knots {
            broken.push(format!("{room}: {} files in circles", knot.files.len()));
            broken.extend(knot.circle);
        }
    }
    check(broken);
}

/// The floors of a room from the lowest up: a file names its own floor and those below. A file
/// stands on the first floor that its path is on, a room's `mod.rs` on the highest.
const FLOORS: &[(&str, &[&[&str]])] = &[
    (
        "book",
        &[
            &["src/book/keeper/"],
            &["src/book/rows/"],
            &["src/book/steps/"],
            &["src/book/"],
        ],
    ),
    (
        "intake",
        &[
            // Chats and forms stand beside the tables and know nothing of them.
            &[
                "src/intake/assortment.rs",
                "src/intake/chat/",
                "src/intake/form_message/",
                "src/intake/note.rs",
            ],
            &["src/intake/file/"],
            &["src/intake/columns/"],
            &["src/intake/"],
        ],
    ),
];

/// The floor a file stands on; `None` beside the floors.
fn floor(source: &Source) -> Option<usize> {
    let room = source.room()?;
    let (_, floors) = FLOORS.iter().find(|(name, _)| *name == room)?;
    floors
        .iter()
        .position(|floor| floor.iter().any(|path| source.path.starts_with(path)))
}

fn upward_arrows(arrows: &Arrows<'_>) -> Vec<String> {
    arrows
        .all()
        .filter(|(from, _, to)| from.room() == to.room())
        .filter(|(from, _, to)| floor(from).zip(floor(to)).is_some_and(|(a, b)| a < b))
        .map(|(from, line, to)| format!("{}:{line} → {} is upward", from.path, to.path))
        .collect()
}

#[test]
fn no_floor_names_a_floor_above_it() {
    check(upward_arrows(&Arrows::read(&sources())));
}

fn file(path: &str, text: &str) -> Source {
    source::read(path.into(), text.into())
}

#[test]
fn a_circle_that_is_put_back_is_found() {
    let sources = [
        file(
            "src/book/mod.rs",
            "mod a; mod b; pub mod c; pub use a::A; pub use c::*;",
        ),
        // By what the folder passes on, by name and by `*`; by a module that was imported.
        file("src/book/a.rs", "use super::C; pub struct A;"),
        file(
            "src/book/b.rs",
            "use crate::book::c; pub fn b() { c::d::deep() }",
        ),
        file(
            "src/book/c/mod.rs",
            "pub mod d; pub struct C; fn f() { d::deep() }",
        ),
        file(
            "src/book/c/d.rs",
            "pub fn deep() -> crate::book::A { todo!() }",
        ),
        // Neither comments nor tests draw arrows.
        file(
            "src/book/e.rs",
            "// crate::book::f::F\n#[cfg(test)] mod t { use super::super::f; }",
        ),
        file("src/book/f.rs", "use crate::book::{e, e::E as Other};"),
    ];
    let arrows = Arrows::read(&sources);
    let knots = arrows.knots("book", &[]);
    assert_eq!(knots.len(), 1);
    assert_eq!(
        knots[0].circle,
        [
            "src/book/a.rs:1 → src/book/c/mod.rs",
            "src/book/c/mod.rs:1 → src/book/c/d.rs",
            "src/book/c/d.rs:1 → src/book/a.rs",
        ]
    );
    let files = ["src/book/a.rs", "src/book/c/mod.rs", "src/book/c/d.rs"];
    assert_eq!(knots[0].files, files);
}

#[test]
fn a_child_that_names_what_its_parent_uses_it_for_is_a_circle() {
    let uses = "mod x; use x::X; pub struct Y(X);";
    let passes_on = "mod x; pub use x::X; pub struct Y;";
    let both = "mod x; pub use x::X; pub struct Y(X);";
    for (parent, circles) in [(uses, 1), (passes_on, 0), (both, 1)] {
        let sources = [
            file("src/tui/x/mod.rs", parent),
            file("src/tui/x/x.rs", "use super::Y;"),
        ];
        let knots = Arrows::read(&sources).knots("tui", &[]);
        assert_eq!(knots.len(), circles, "{parent}");
    }
}

#[test]
fn a_form_and_its_view_count_as_one_file() {
    let sources = [
        file("src/tui/form.rs", "use super::view;"),
        file("src/tui/view.rs", "use super::form; use super::list;"),
        file("src/tui/list.rs", ""),
    ];
    let pair = [("src/tui/form.rs", "src/tui/view.rs")];
    assert!(Arrows::read(&sources).knots("tui", &pair).is_empty());
    let [form, view, _] = sources;
    let sources = [form, view, file("src/tui/list.rs", "use super::form;")];
    let knots = Arrows::read(&sources).knots("tui", &pair);
    assert_eq!(
        knots[0].circle,
        [
            "src/tui/view.rs:1 → src/tui/list.rs",
            "src/tui/list.rs:1 → src/tui/form.rs",
        ]
    );
}

#[test]
fn an_upward_arrow_is_found() {
    let sources = [
        file(
            "src/book/mod.rs",
            "pub use keeper::Book; pub use steps::place;",
        ),
        file("src/book/keeper/mod.rs", "mod book; pub use book::Book;"),
        file(
            "src/book/keeper/book.rs",
            "use crate::book::place; pub struct Book;",
        ),
        file("src/book/rows/order.rs", "use crate::book::Book;"),
        file(
            "src/book/steps/mod.rs",
            "use super::rows::order; pub fn place() {}",
        ),
        file("src/intake/columns/mod.rs", "pub use super::orders::Draft;"),
        file("src/intake/orders/mod.rs", "pub struct Draft;"),
    ];
    assert_eq!(
        upward_arrows(&Arrows::read(&sources)),
        [
            "src/book/keeper/book.rs:1 → src/book/steps/mod.rs is upward",
            "src/intake/columns/mod.rs:1 → src/intake/orders/mod.rs is upward",
        ]
    );
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

/// What may stand in braces in a piece of SQL beside constants: names of tables and columns, and
/// conditions, that the program itself writes. What somebody typed is bound, never written in.
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
    "sums",
    "table",
    "which",
];

/// Pieces of SQL with something else in them.
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
