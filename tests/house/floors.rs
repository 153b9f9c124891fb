//! Checks that no files of a room name each other in a circle, and no floor names a higher one.

use super::source::arrows::Arrows;
use super::source::{Source, sources};
use super::{ROOMS, check, file};

/// A form and its view, the only files that may name each other.
const FORM_AND_VIEW: &[(&str, &str)] = &[("src/tui/forms/form.rs", "src/tui/forms/view.rs")];

/// Every group of files in circles, by room. `REKAP_HOUSE=1 cargo test --test house circles --
/// --nocapture` prints them with all arrows.
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
        for knot in knots {
            broken.push(format!("{room}: {} files in circles", knot.files.len()));
            broken.extend(knot.circle);
        }
    }
    check(broken);
}

/// The floors of a room from the lowest up; a file may name its floor and lower ones. A file is on
/// the first floor that its path matches, `mod.rs` of a room on the highest.
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
            // Chats and forms are on the tables' floor and know nothing of them.
            &[
                "src/intake/assortment.rs",
                "src/intake/chat/",
                "src/intake/form_message/",
                "src/intake/goods_match.rs",
                "src/intake/note.rs",
            ],
            &["src/intake/file/"],
            &["src/intake/columns/"],
            &["src/intake/"],
        ],
    ),
];

/// Returns the floor of a file; `None` for rooms without floors.
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

#[test]
fn a_circle_that_is_put_back_is_found() {
    let sources = [
        file(
            "src/book/mod.rs",
            "mod a; mod b; pub mod c; pub use a::A; pub use c::*;",
        ),
        // By a re-export of the folder, by name and by `*`; by an imported module.
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
        // Arrows in comments and tests don't count.
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
