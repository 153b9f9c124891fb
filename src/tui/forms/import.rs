//! A table of orders into the active PO: its path is typed or dropped, what is in it stands beside
//! the field before anything is saved. Where the columns go by names of their own, a second form asks
//! which is which, and the answer is remembered for that header.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use directories::UserDirs;

use super::{Field, Form, Values, Wrong};
use crate::book::{BookError, Learnt};
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::{Arg, Message};
use crate::intake::columns::{self, HeaderError};
use crate::intake::drafts::Intake;
use crate::intake::mapping::Mapping;
use crate::intake::orders::{IntakeError, read_knowing};
use crate::intake::table::Table;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::keeper::Book;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Orders, and unreadable rows, shown beside the fields.
const SHOWN: usize = 6;

/// What a column can be told to hold: id and label of the form's field.
const MEANINGS: [(&str, &str, columns::Field); 11] = [
    ("name", "form-map-name", columns::Field::Name),
    ("phone", "form-map-phone", columns::Field::Phone),
    ("product", "form-map-product", columns::Field::Product),
    ("variant", "form-map-variant", columns::Field::Variant),
    ("quantity", "form-map-quantity", columns::Field::Quantity),
    ("price", "form-map-price", columns::Field::UnitPrice),
    ("code", "form-map-code", columns::Field::Code),
    ("reference", "form-map-reference", columns::Field::Reference),
    ("moment", "form-map-moment", columns::Field::Moment),
    ("address", "form-map-address", columns::Field::Address),
    ("note", "form-map-note", columns::Field::Note),
];

/// What was read of a file last, so that a key pressed beside it reads nothing again.
type Seen = Rc<RefCell<Option<(Stamp, Vec<Fact>)>>>;

/// A file as it was, and how its columns were read.
#[derive(Debug, Clone, PartialEq)]
struct Stamp {
    path: PathBuf,
    bytes: u64,
    changed: Option<SystemTime>,
    mapping: Option<Mapping>,
}

/// The form that takes a table into the active PO.
pub fn form(ctx: &Ctx) -> Effect {
    let Some(period) = ctx.period else {
        return Effect::warn(Message::new("orders-no-period"));
    };
    let seen = Seen::default();
    let bad = ["form-import-refuse", "form-import-skip"]
        .map(|key| (key.to_owned(), ctx.word(key)))
        .into();
    Effect::open(
        Form::new("form-import")
            .field(
                Field::text("path", "form-import-path")
                    .hint("form-import-path-hint")
                    .required(),
            )
            .field(Field::choice("bad", "form-import-bad", bad).more())
            .panel(move |values, book, ctx| {
                Ok(facts(&path(values.get("path")), None, &seen, book, ctx))
            })
            .submit(move |values, book, ctx| {
                let path = path(values.get("path"));
                match read(&path, None, book, ctx) {
                    Ok(intake) => save(period, intake, None, values),
                    Err(IntakeError::Header {
                        header: HeaderError::Missing { seen, found, .. },
                        ..
                    }) => Ok(Effect::Many(vec![
                        Effect::Back,
                        mapping(period, path, &seen, &found, ctx),
                    ])),
                    Err(error) => Err(Wrong::field("path", error.message())),
                }
            }),
    )
}

/// The form that asks which column holds what.
fn mapping(
    period: PeriodId,
    file: PathBuf,
    titles: &[String],
    found: &[(columns::Field, usize)],
    ctx: &Ctx,
) -> Effect {
    let seen = Seen::default();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let title = Message::new("form-map").text("file", name.into_owned());
    let mut form = Form::new("form-map").titled(title);
    for (id, label, meaning) in MEANINGS {
        let known = found
            .iter()
            .find(|(field, _)| *field == meaning)
            .and_then(|(_, at)| titles.get(*at));
        let none = (String::new(), ctx.word("form-map-none"));
        let others = titles
            .iter()
            .filter(|title| !title.is_empty() && Some(*title) != known)
            .map(|title| (title.clone(), title.clone()));
        let options = known
            .map(|title| (title.clone(), title.clone()))
            .into_iter()
            .chain(std::iter::once(none))
            .chain(others)
            .collect();
        form = form.field(Field::choice(id, label, options));
    }
    let of_file = file.clone();
    Effect::open(
        form.panel(move |values, book, ctx| {
            Ok(facts(&of_file, Some(chosen(values)), &seen, book, ctx))
        })
        .submit(move |values, book, ctx| {
            let mapping = chosen(values);
            let intake = read(&file, Some(&mapping), book, ctx)
                .map_err(|error| Wrong::form(error.message()))?;
            save(period, intake, Some(mapping), values)
        }),
    )
}

/// What the fields say of the columns.
fn chosen(values: &Values) -> Mapping {
    let named = MEANINGS.iter().filter_map(|(id, _, meaning)| {
        let title = values.get(id);
        (!title.is_empty()).then(|| (*meaning, title.to_owned()))
    });
    Mapping::of(named.collect())
}

/// Saves what was read; unreadable rows refuse all of it unless they are to be left out.
fn save(
    period: PeriodId,
    intake: Intake,
    mapping: Option<Mapping>,
    values: &Values,
) -> Result<Effect, Wrong> {
    if let Some(bad) = intake.bad.first()
        && values.get("bad") != "form-import-skip"
    {
        let message = Message::new("form-import-unreadable")
            .count("rows", i64::try_from(intake.bad_rows).unwrap_or(i64::MAX))
            .with("first", Arg::Say(Box::new(bad.message())));
        return Err(Wrong::form(message));
    }
    let learnt = mapping.map(|mapping| Learnt {
        header: intake.header,
        mapping: mapping.to_text(),
    });
    let mut orders = intake.orders;
    Ok(Effect::deed(move |book, now| {
        book.import_orders_learning(period, orders.iter(), learnt.as_ref(), now, |_| {})
    }))
}

/// Reads the file, by a mapping, or by what is remembered of its header.
fn read(
    path: &Path,
    given: Option<&Mapping>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Intake, IntakeError> {
    let known = |header: &str| {
        given.cloned().unwrap_or_else(|| {
            let kept = book.mapping(header).ok().flatten();
            kept.and_then(|text| Mapping::parse(&text).ok())
                .unwrap_or_default()
        })
    };
    read_knowing(&mut Table::open(path)?, known, ctx.zone, ctx.now, |_| {})
}

/// What is in the file, as far as it stands there yet.
fn facts(path: &Path, mapping: Option<Mapping>, seen: &Seen, book: &Book, ctx: &Ctx) -> Vec<Fact> {
    let Ok(about) = fs::metadata(path) else {
        return Vec::new();
    };
    if !about.is_file() {
        return Vec::new();
    }
    let stamp = Stamp {
        path: path.to_owned(),
        bytes: about.len(),
        changed: about.modified().ok(),
        mapping,
    };
    if let Some((known, facts)) = &*seen.borrow()
        && *known == stamp
    {
        return facts.clone();
    }
    let facts = match read(path, stamp.mapping.as_ref(), book, ctx) {
        Ok(mut intake) => in_words(&mut intake, ctx),
        Err(error) => vec![Fact::line(
            format!("! {}", ctx.say(&error.message())),
            Role::Warn,
        )],
    };
    *seen.borrow_mut() = Some((stamp, facts.clone()));
    facts
}

fn in_words(intake: &mut Intake, ctx: &Ctx) -> Vec<Fact> {
    let count = |n: usize| ctx.words.count(i64::try_from(n).unwrap_or(i64::MAX));
    let mut facts = vec![Fact::new(
        ctx.word("form-import-orders"),
        count(intake.orders.len()),
    )];
    let said = |message: &Message, role| Fact::line(format!("! {}", ctx.say(message)), role);
    facts.extend(intake.orders.iter().take(SHOWN).map(|order| match order {
        Ok(order) => Fact::line(order_line(&order), Role::Text),
        Err(error) => said(&BookError::from(error).message(), Role::Bad),
    }));
    facts.extend(intake.notes.iter().map(|note| said(note, Role::Warn)));
    facts.extend(
        intake
            .bad
            .iter()
            .take(SHOWN)
            .map(|note| said(&note.message(), Role::Bad)),
    );
    facts
}

/// `Budi: 2 Nastar Keju, 1 Kastengel`.
fn order_line(order: &OrderDraft) -> String {
    let items: Vec<String> = order
        .lines
        .iter()
        .map(|line| {
            let name = [line.product.as_str(), line.variant.as_deref().unwrap_or("")];
            format!("{} {}", line.qty, name.join(" ").trim_end())
        })
        .collect();
    format!("{}: {}", order.customer.name, items.join(", "))
}

/// A path as it is typed or as a terminal writes one that was dropped on it: in quotes, with
/// escaped spaces, as a link to a file, or with `~` for the user's folder.
fn path(typed: &str) -> PathBuf {
    let bare = typed.trim().trim_matches(['\'', '"']);
    let bare = bare.strip_prefix("file://").unwrap_or(bare);
    let bare = if Path::new(bare).exists() {
        bare.to_owned()
    } else {
        bare.replace("\\ ", " ").replace("%20", " ")
    };
    match (bare.strip_prefix("~/"), UserDirs::new()) {
        (Some(rest), Some(user)) => user.home_dir().join(rest),
        _ => PathBuf::from(bare),
    }
}
