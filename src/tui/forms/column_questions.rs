//! Asks what the columns of a table hold when their titles don't tell: which column is the name,
//! the product, the quantity, and which goods a column counts; and what words of a status mean that
//! are in no list. The answers are remembered for the header.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::import_file::{facts, read, save};
use super::import_table::{BadRows, FactsCache, FileState, known_chosen, known_field};
use super::{Field, Form, InputError, Values};
use crate::book::KnownOrders;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::text::excerpt;
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::error::{HeaderError, Unsure};
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::Meaning;
use crate::intake::error::IntakeError;
use crate::tasks::TaskError;
use crate::tui::effect::{Ctx, Effect};

/// The meanings asked for: id and label of the form's field, and the meaning.
const MEANINGS: [(&str, &str, Meaning); 13] = [
    ("name", "form-map-name", Meaning::Name),
    ("phone", "form-map-phone", Meaning::Phone),
    ("product", "form-map-product", Meaning::Product),
    ("variant", "form-map-variant", Meaning::Variant),
    ("quantity", "form-map-quantity", Meaning::Quantity),
    ("items", "form-map-items", Meaning::Items),
    ("price", "form-map-price", Meaning::UnitPrice),
    ("total", "form-map-total", Meaning::Total),
    ("code", "form-map-code", Meaning::Code),
    ("reference", "form-map-reference", Meaning::Reference),
    ("moment", "form-map-moment", Meaning::Moment),
    ("address", "form-map-address", Meaning::Address),
    ("note", "form-map-note", Meaning::Note),
];

/// Ids of the fields that ask about columns of goods; at most this many are asked at once.
const PLACES: [&str; 12] = [
    "column-1",
    "column-2",
    "column-3",
    "column-4",
    "column-5",
    "column-6",
    "column-7",
    "column-8",
    "column-9",
    "column-10",
    "column-11",
    "column-12",
];

/// The answers about a file's columns, kept while its form is open, so that a refused import
/// doesn't ask again.
#[derive(Clone, Default)]
pub struct Answers(Rc<RefCell<Option<(FileState, Mapping)>>>);

impl Answers {
    /// The answers about a file, if it hasn't changed since.
    pub fn of(&self, file: &Path) -> Option<Mapping> {
        let kept = self.0.borrow();
        let (of, said) = kept.as_ref()?;
        (FileState::of(file).as_ref() == Some(of)).then(|| said.clone())
    }

    fn keep(&self, file: &Path, said: &Mapping) {
        let stamp = FileState::of(file);
        *self.0.borrow_mut() = stamp.map(|stamp| (stamp, said.clone()));
    }
}

/// The subject of the questions, and the answers so far.
pub struct ColumnQuestion {
    /// The PO the table is imported into.
    pub period: PeriodId,
    /// The file.
    pub file: PathBuf,
    /// The answers about its columns so far.
    pub said: Mapping,
    /// What to do with unreadable rows.
    pub bad: BadRows,
    /// What to do with known orders that the table tells otherwise now.
    pub known: KnownOrders,
    /// Where the answers are kept.
    pub answers: Answers,
}

/// Makes the form that asks what `error` leaves open; returns the error when no answer would help.
pub fn ask(
    asked: ColumnQuestion,
    error: IntakeError,
    goods: &GoodsLookup,
    ctx: &Ctx,
) -> Result<Form, IntakeError> {
    Ok(match error {
        IntakeError::Header {
            header:
                HeaderError::Missing { seen, found, .. } | HeaderError::Undecided { seen, found, .. },
            ..
        } => meanings(asked, &seen, &found, ctx),
        IntakeError::Header {
            header: HeaderError::Unsure { columns, .. },
            ..
        } => goods_of(asked, &columns, goods, ctx),
        error => return Err(error),
    })
}

/// The form that asks which column holds what.
fn meanings(
    asked: ColumnQuestion,
    titles: &[String],
    found: &[(Meaning, usize)],
    ctx: &Ctx,
) -> Form {
    let mut form = Form::new("form-map").titled(titled("form-map", &asked.file));
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
    let said = asked.said.clone();
    finished(form, asked, &[], ctx, move |values| {
        let named = MEANINGS.iter().filter_map(|(id, _, meaning)| {
            let title = values.get(id);
            (!title.is_empty()).then(|| (*meaning, title.to_owned()))
        });
        said.clone().with_fields(named.collect())
    })
}

/// The form that asks which goods each column counts. Options: goods with similar names first, then
/// none, new goods named by the title, and all others.
fn goods_of(asked: ColumnQuestion, columns: &[Unsure], goods: &GoodsLookup, ctx: &Ctx) -> Form {
    let mut form = Form::new("form-map-goods").titled(titled("form-map-goods", &asked.file));
    let mut titles = Vec::new();
    for (id, column) in PLACES.iter().zip(columns) {
        let near = column.near.iter().cloned();
        let none = (String::new(), ctx.word("form-map-no-goods"));
        let new = Message::new("form-map-new-goods").text("name", column.title.as_str());
        let new = (column.title.clone(), ctx.say(&new));
        let others = goods
            .all()
            .iter()
            .map(|good| (good.code.clone(), good.name.clone()))
            .filter(|(code, _)| column.near.iter().all(|(known, _)| known != code));
        let options = near.chain([none, new]).chain(others).collect();
        form =
            form.field(Field::choice(id, "form-map-column", options).named(column.title.clone()));
        titles.push(((*id), column.title.clone()));
    }
    let said = asked.said.clone();
    finished(form, asked, &[], ctx, move |values| {
        let columns = titles.iter().map(|(id, title)| {
            let goods = values.get(id);
            (title.clone(), (!goods.is_empty()).then(|| goods.to_owned()))
        });
        said.clone().with_goods(columns.collect())
    })
}

/// The form that asks what each word of a status means.
pub fn statuses(asked: ColumnQuestion, words: &[String], ctx: &Ctx) -> Form {
    let mut form = Form::new("form-map-status").titled(titled("form-map-status", &asked.file));
    let mut places = Vec::new();
    for (id, word) in PLACES.iter().zip(words) {
        let keys = [
            "form-map-status-open",
            "form-map-status-wanted",
            "form-map-status-cancelled",
        ];
        let options = keys.map(|key| (key.to_owned(), ctx.word(key))).into();
        form = form.field(Field::choice(id, "form-map-status-word", options).named(excerpt(word)));
        places.push((*id, word.clone()));
    }
    let said = asked.said.clone();
    finished(form, asked, words, ctx, move |values| {
        let words = places.iter().filter_map(|(id, word)| match values.get(id) {
            "form-map-status-wanted" => Some((word.clone(), true)),
            "form-map-status-cancelled" => Some((word.clone(), false)),
            // Their rows stay doubtful.
            _ => None,
        });
        said.clone().with_statuses(words.collect())
    })
}

/// Adds to a form the panel that describes the file by the answers, and the saving of the import.
fn finished(
    form: Form,
    asked: ColumnQuestion,
    words: &[String],
    ctx: &Ctx,
    answer: impl Fn(&Values) -> Mapping + Clone + 'static,
) -> Form {
    let seen = FactsCache::new();
    let ColumnQuestion {
        period,
        file,
        bad,
        known,
        answers,
        ..
    } = asked;
    let of_file = file.clone();
    let shown = answer.clone();
    let form = form.field(bad.field(ctx)).field(known_field(known, ctx));
    // Words that this form asks about are not asked about again.
    let seen_words = words.to_vec();
    form.panel(move |values, book, ctx| {
        let answered = (Some(shown(values)), BadRows::chosen(values).doubts());
        Ok(facts(&of_file, period, answered, &seen, book, ctx))
    })
    .submit(move |values, book, ctx| {
        let said = answer(values);
        answers.keep(&file, &said);
        let bad = BadRows::chosen(values);
        let asked = || ColumnQuestion {
            period,
            file: file.clone(),
            said: said.clone(),
            bad,
            known: known_chosen(values),
            answers: answers.clone(),
        };
        match read(
            &file,
            period,
            &(Some(said.clone()), bad.doubts()),
            book,
            ctx,
        ) {
            Ok(intake)
                if bad == BadRows::Refuse
                    && !intake.unknown_statuses.is_empty()
                    && intake.unknown_statuses != seen_words =>
            {
                let form = statuses(asked(), &intake.unknown_statuses, ctx);
                Ok(Effect::Many(vec![Effect::Back, Effect::open(form)]))
            }
            // The import form is below: it closes when the import is saved, or shows why not.
            Ok(intake) => {
                let saved = save(period, intake, Some(said), values, book)?;
                Ok(Effect::Many(vec![Effect::Back, saved]))
            }
            Err(TaskError::Intake(error)) => {
                // The same question again means that the answer isn't enough: show the error.
                if matches!(
                    &error,
                    IntakeError::Header {
                        header: HeaderError::Missing { .. } | HeaderError::Undecided { .. },
                        ..
                    }
                ) {
                    return Err(InputError::form(error.message()));
                }
                let goods = book.importable(period)?.into();
                ask(asked(), error, &goods, ctx)
                    .map(|form| Effect::Many(vec![Effect::Back, Effect::open(form)]))
                    .map_err(|error| InputError::form(error.message()))
            }
            Err(error) => Err(error.into()),
        }
    })
}

fn titled(key: &'static str, file: &Path) -> Message {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Message::new(key).text("file", name.into_owned())
}
