//! The app and the kit, driven by keys: a screen with a list and a form, drawn at every size.

#[path = "../../tests/support/mod.rs"]
mod support;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use self::support::Screen as Driven;
use super::*;
use crate::book::{Done, Opening, SupplierDetails};
use crate::domain::message::Message;
use crate::lang::Lang;
use crate::tui::effect::Outcome;
use crate::tui::forms::{Candidate, Field, Form, InputError};
use crate::tui::layers::{Choice, Picker, Reader};
use crate::tui::theme::Palette;
use crate::tui::widgets::charts::{self, Bar};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::matrix::{Cell, Matrices, Matrix};
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{Part, empty_state};

struct Person(i64, &'static str);

impl Row for Person {
    type Id = i64;
    fn id(&self) -> i64 {
        self.0
    }
}

/// A list of people; the commands of the orders' context that the tests press do something here.
struct People {
    rows: Listing<Person>,
}

const NAMES: [&str; 4] = ["Budi Soekardjo", "Siti 👍 Aminah", "漢字 Shop", "Déwi"];

impl Screen for People {
    fn title(&self, _: &Ctx) -> String {
        "Orang".into()
    }

    fn context(&self) -> Context {
        Context::Orders
    }

    fn refresh(&mut self, _: &Book, _: &Ctx) -> Result<(), BookError> {
        let rows = (0..200).map(|id| Person(id, NAMES[usize::try_from(id).unwrap() % 4]));
        self.rows.replace(rows.collect(), false);
        Ok(())
    }

    fn update(&mut self, command: Command, _: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::NewOrder => Effect::open(form()),
            Command::PickPeriod => Effect::open(Picker::new(
                "tui-palette-title",
                NAMES
                    .map(|name| Choice {
                        label: name.into(),
                        note: "08".into(),
                        value: name,
                    })
                    .into(),
                |name, _| Effect::Copy(Message::new("sure"), (*name).into()),
            )),
            Command::Copy => Effect::open(Reader::new("Teks", "satu\ndua")),
            Command::CancelOrder => Effect::open(Question::new(
                "tui-discard-title",
                Message::new("sure"),
                Effect::deed(|book, now| {
                    book.save_supplier(None, &SupplierDetails::named("Dapur Bu Sri"), now)
                }),
            )),
            Command::Export => Effect::deed(|_, _| Err::<Done<()>, _>(BookError::DiskFull)),
            Command::Open => Effect::info(
                Message::new("opened").count("id", self.rows.selected_id().unwrap_or(-1)),
            ),
            _ => {
                let _ = ctx;
                Effect::Pass
            }
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = [
            Column::figures("No", 4),
            Column::new("Nama", 10, 40),
            Column::new("Catatan", 12, 30).rank(1),
        ];
        table::draw(
            frame.buffer_mut(),
            area,
            &columns,
            &self.rows,
            &ctx.theme,
            |person| {
                vec![
                    Part::text(person.0.to_string()),
                    Part::new(person.1, Role::Accent),
                    Part::new("-", Role::Muted),
                ]
            },
        );
    }
}

fn form() -> Form {
    Form::new("form-people")
        .field(
            Field::text("customer", "form-customer")
                .hint("form-customer-hint")
                .required()
                .suggest(|text, _, _, _| {
                    Ok(crate::tui::fuzzy::rank(text, NAMES.into_iter())
                        .into_iter()
                        .map(|at| Candidate {
                            text: NAMES[at].into(),
                            label: NAMES[at].into(),
                            note: "0812".into(),
                            value: Some(at.to_string()),
                            ..Candidate::default()
                        })
                        .collect())
                }),
        )
        .field(
            Field::text("items", "form-items")
                .required()
                .check(|text, _| match text {
                    "salah" => Err(Message::new("items-wrong")),
                    _ => Ok(()),
                }),
        )
        .field(Field::block("note", "form-note").more())
        .field(
            Field::choice(
                "method",
                "form-method",
                vec![
                    ("cash".into(), "tunai".into()),
                    ("qris".into(), "QRIS".into()),
                ],
            )
            .keep(),
        )
        .panel(|values, _, _| Ok(vec![Fact::new("Item", values.get("items"))]))
        .submit(|values, _, _| {
            if values.get("items") == "habis" {
                return Err(InputError::field("items", Message::new("quota-full")));
            }
            let name = format!("{} {}", values.get("items"), values.get("method"));
            assert!(
                values
                    .picked("customer")
                    .is_none_or(|id| id.parse::<usize>().is_ok())
            );
            Ok(Effect::deed(move |book, now| {
                book.save_supplier(None, &SupplierDetails::named(name), now)
            }))
        })
        .again()
}

fn makers() -> Makers {
    Makers {
        screen: |_| {
            Box::new(People {
                rows: Listing::default(),
            })
        },
        open: |_, _, _| Ok(Effect::None),
        global: |_, _, _| Ok(Effect::Pass),
    }
}

fn app(palette: Palette) -> Driven {
    let book = Book::in_memory().unwrap();
    let words = Words::new(Lang::Id, Zone::Wib);
    let now = Moment::from_unix(1_771_000_000);
    let app = App::new(book, words, Theme::new(palette), now, false, makers()).unwrap();
    Driven::of(app)
}

fn people() -> Driven {
    app(Palette::Dark)
}

/// What was typed in the form on top.
fn typed(driven: &Driven) -> Vec<(String, String)> {
    driven.app.unsaved().pop().unwrap_or_default().fields
}

fn render(app: &App, width: u16, height: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(app, frame)).unwrap();
    terminal.backend().buffer().clone()
}

#[test]
fn a_form_is_filled_saved_and_ready_for_the_next() {
    let driven = people()
        .keys("n budi<Tab>2 nastar")
        .sees("Budi Soekardjo")
        .sees("Item");
    assert_eq!(
        typed(&driven),
        [("customer", "Budi Soekardjo"), ("items", "2 nastar")]
            .map(|(field, text)| (field.to_owned(), text.to_owned()))
    );
    let driven = driven.keys("<Enter>").sees("· Esc lalu u urungkan");
    assert_eq!(typed(&driven), []);
    driven
        .keys("siti")
        .sees("siti")
        .keys("<Esc><Esc>")
        .sees("belum disimpan");
}

#[test]
fn what_is_wrong_is_said_beside_its_field() {
    people()
        .keys("nbudi<Enter><Enter>")
        .sees("✗ Wajib diisi")
        .keys("salah<Enter>")
        .sees("✗ items-wrong")
        .keys("<Ctrl-U>habis<Enter>")
        .sees("✗ quota-full")
        .keys("<Ctrl-U>2 nastar<Enter>")
        .sees("· Esc lalu u urungkan");
}

#[test]
fn leaving_a_changed_form_asks_once() {
    people().keys("n<Esc>").sees_not("form-people");
    let driven = people()
        .keys("nbudi<Esc><Esc>")
        .sees("belum disimpan")
        .keys("n")
        .sees("budi");
    driven.keys("<Esc>y").sees_not("form-people");
}

#[test]
fn suggestions_are_taken_by_enter_and_by_tab() {
    for keys in [
        "nsukar<Enter>",
        "nsukar<Tab>",
        "nsukar<Down><Enter>",
        "nsukar<Shift-Tab>",
    ] {
        let driven = people().keys(keys);
        assert_eq!(typed(&driven)[0].1, "Budi Soekardjo", "{keys}");
    }
    let driven = people().keys("n<Tab>x");
    assert_eq!(typed(&driven), [("items".to_owned(), "x".to_owned())]);
}

#[test]
fn optional_fields_are_one_key_away() {
    people()
        .keys("n")
        .sees_not("form-note")
        .keys("<Ctrl-O>")
        .sees("form-note")
        .keys("<Tab><Tab>satu<Enter>dua<Ctrl-S>")
        .sees("✗ Wajib diisi");
}

#[test]
fn letters_in_a_form_are_never_commands() {
    let driven = people().keys("nq3u");
    assert_eq!(typed(&driven)[0].1, "q3u");
    assert!(!driven.app.has_ended());
    assert!(driven.keys("<Ctrl-C>").app.has_ended());
}

#[test]
fn a_paste_goes_into_the_field_or_nowhere() {
    let mut driven = people();
    driven.app.handle(Input::Paste("q\nn".into()));
    assert!(!driven.app.has_ended());
    let mut driven = driven.sees("Tempelan diabaikan").keys("n");
    driven.app.handle(Input::Paste("Bu\ndi".into()));
    assert_eq!(typed(&driven)[0].1, "Bu di");
}

#[test]
fn a_refused_deed_says_why() {
    people().keys("x").sees("✗ Disk penuh, belum");
}

#[test]
fn a_question_does_its_deed_after_yes_only() {
    people()
        .keys("kn")
        .sees_not("u urungkan")
        .keys("ky")
        .sees("· u urungkan");
}

#[test]
fn a_choice_narrows_while_typing() {
    let mut driven = people()
        .keys("psukar")
        .sees("▸ Budi")
        .sees_not("Déwi  08")
        .keys("<Enter>");
    assert_eq!(
        driven.app.take_clipboard().as_deref(),
        Some("Budi Soekardjo")
    );
}

#[test]
fn help_and_palette_come_from_the_table() {
    people()
        .keys("?")
        .sees("Catat pesanan baru")
        .keys("<Esc>")
        .sees_not("Catat pesanan baru");
    people()
        .keys("<Ctrl-P>pesanan baru")
        .sees("Catat pesanan baru")
        .keys("<Enter>")
        .sees("form-people");
}

#[test]
fn the_selection_survives_leaving_and_coming_back() {
    people().keys("<Down><Down>4<Down>1<Enter>").sees("opened");
    let mut app = people().keys("<Down><Down>41").app;
    app.take_changed();
    app.handle(Input::Key(Key::char('0')));
    assert!(!app.take_changed(), "an unbound key draws nothing");
}

#[test]
fn the_clock_changes_the_screen_once_a_minute() {
    let mut app = people().app;
    app.take_changed();
    app.set_now(Moment::from_unix(1_771_000_019));
    app.handle(Input::Tick);
    assert!(!app.take_changed());
    app.set_now(Moment::from_unix(1_771_000_020));
    assert!(app.take_changed());
    Driven::of(app).sized(80, 24).sees("23:27");
}

/// Every layer of the kit, at every small size and at the sizes people have.
#[test]
fn nothing_panics_at_any_size() {
    let states = [
        "",
        "n",
        "nbudi",
        "nbudi<Tab>salah<Enter><Ctrl-O>",
        "psu",
        "y",
        "k",
        "?",
        "<Ctrl-P>",
    ];
    let known = [
        (60, 20),
        (80, 24),
        (120, 40),
        (200, 60),
        (0, 40),
        (40, 0),
        (1, 1),
    ];
    for (at, keys) in states.into_iter().enumerate() {
        for palette in [Palette::Dark, Palette::Plain] {
            let driven = app(palette).keys(keys);
            // The states take turns, so that each size is drawn without drawing it nine times.
            let small = (0..=40u16)
                .flat_map(|width| (0..=40u16).map(move |height| (width, height)))
                .filter(|(width, height)| usize::from(width * 7 + height) % states.len() == at);
            for (width, height) in small.chain(known) {
                render(&driven.app, width, height);
            }
        }
    }
}

fn widgets(frame: &mut Frame) {
    let theme = Theme::default();
    let area = frame.area();
    let buffer = frame.buffer_mut();
    let rest = facts::draw(
        buffer,
        area,
        &[Fact::new("Label", "👍漢 é dan teks panjang")],
        &theme,
    );
    for (place, sold, quota) in [(area, i64::MAX, 3), (rest, -1, i64::MAX)] {
        let figures = format!("{sold}/{quota}");
        let quota = charts::Quota {
            sold,
            quota,
            figures,
        };
        quota.draw(buffer, place, &theme);
    }
    let days: Vec<Bar> = (0..40)
        .map(|day| Bar {
            label: day.to_string(),
            value: day - 5,
            said: String::new(),
        })
        .collect();
    charts::chart(buffer, rest, &days, &theme);
    charts::chart(buffer, area, &[], &theme);
    let most = Cell {
        qty: i64::MAX,
        delta: i64::MIN,
    };
    let mut matrices = Matrices::default();
    matrices.replace(vec![Matrix {
        title: "Jersey".into(),
        across: vec!["S".into(), "漢漢漢漢漢漢漢".into()],
        down: vec!["Hitam".into()],
        cells: vec![vec![most, most]],
    }]);
    matrices.draw(buffer, area, &theme);
    empty_state(buffer, area, "Belum ada pesanan", "Tekan n", &theme);
}

#[test]
fn widgets_draw_into_any_area() {
    for width in 0..=40 {
        for height in 0..=40 {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(widgets).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn a_window_may_change_its_size_at_any_moment(
        steps in proptest::collection::vec((0u16..220, 0u16..70, 0usize..12), 25)
    ) {
        let mut driven = people();
        let keys = ["n", "budi", "<Tab>", "<Down>", "<Esc>", "y", "?", "<End>", "p", "<Ctrl-O>", "<Enter>", "<Ctrl-P>"];
        for (width, height, key) in steps {
            driven.app.handle(Input::Resize(width, height));
            driven = driven.keys(keys[key]);
            render(&driven.app, width, height);
        }
    }
}

#[test]
fn a_book_that_can_only_be_looked_at_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("toko.book");
    drop(Book::open(&at, Opening::Create).unwrap());
    let book = Book::open(&at, Opening::Look).unwrap();
    let words = Words::new(Lang::Id, Zone::Wib);
    let theme = Theme::new(Palette::Plain);
    let app = App::new(book, words, theme, Moment::from_unix(0), true, makers()).unwrap();
    Driven::of(app).sees("hanya bisa dilihat");
}
