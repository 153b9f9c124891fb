//! What the columns of a table hold, asked where their titles leave it open: which column is the
//! name, the product, the quantity; and which goods a column holds units of. The answer is kept for
//! the header.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::import_file::{facts, read, save};
use super::table::{BadRows, Seen, Stamp};
use super::{Field, Form, Values, Wrong};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::intake::assortment::Goods;
use crate::intake::columns::error::{HeaderError, Unsure};
use crate::intake::columns::field::Field as Meaning;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::tasks::TaskError;
use crate::tui::effect::{Ctx, Effect};

/// What a column can be told to hold: id and label of the form's field.
const MEANINGS: [(&str, &str, Meaning); 12] = [
    ("name", "form-map-name", Meaning::Name),
    ("phone", "form-map-phone", Meaning::Phone),
    ("product", "form-map-product", Meaning::Product),
    ("variant", "form-map-variant", Meaning::Variant),
    ("quantity", "form-map-quantity", Meaning::Quantity),
    ("items", "form-map-items", Meaning::Items),
    ("price", "form-map-price", Meaning::UnitPrice),
    ("code", "form-map-code", Meaning::Code),
    ("reference", "form-map-reference", Meaning::Reference),
    ("moment", "form-map-moment", Meaning::Moment),
    ("address", "form-map-address", Meaning::Address),
    ("note", "form-map-note", Meaning::Note),
];

/// Fields for columns of goods, as many as are asked about at once.
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

/// What was answered about the columns of a file, kept while its form is open: a refusal on the way
/// to the book asks nothing twice.
#[derive(Clone, Default)]
pub struct Answers(Rc<RefCell<Option<(Stamp, Mapping)>>>);

impl Answers {
    /// What was said of a file, as long as it is the same.
    pub fn of(&self, file: &Path) -> Option<Mapping> {
        let kept = self.0.borrow();
        let (of, said) = kept.as_ref()?;
        (Stamp::of(file).as_ref() == Some(of)).then(|| said.clone())
    }

    fn keep(&self, file: &Path, said: &Mapping) {
        let stamp = Stamp::of(file);
        *self.0.borrow_mut() = stamp.map(|stamp| (stamp, said.clone()));
    }
}

/// What is asked about, beside what was said already.
pub struct Asked {
    /// The period the table is for.
    pub period: PeriodId,
    /// The table.
    pub file: PathBuf,
    /// What was said of its columns.
    pub said: Mapping,
    /// What was said of rows that can't be read.
    pub bad: BadRows,
    /// Where the answers are kept.
    pub answers: Answers,
}

/// The form that settles what an error leaves open; the error itself where no answer would help.
pub fn ask(
    asked: Asked,
    error: IntakeError,
    goods: &Goods,
    ctx: &Ctx,
) -> Result<Form, IntakeError> {
    Ok(match error {
        IntakeError::Header {
            header: HeaderError::Missing { seen, found, .. },
            ..
        } => meanings(asked, &seen, &found, ctx),
        IntakeError::Header {
            header: HeaderError::Unsure { columns, .. },
            ..
        } => goods_of(asked, &columns, goods, ctx),
        error => return Err(error),
    })
}

/// Which column holds what.
fn meanings(asked: Asked, titles: &[String], found: &[(Meaning, usize)], ctx: &Ctx) -> Form {
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
    finished(form, asked, ctx, move |values| {
        let named = MEANINGS.iter().filter_map(|(id, _, meaning)| {
            let title = values.get(id);
            (!title.is_empty()).then(|| (*meaning, title.to_owned()))
        });
        said.clone().with_fields(named.collect())
    })
}

/// Which goods a column holds units of: those it resembles first, then none, a new one of its
/// title, and all others.
fn goods_of(asked: Asked, columns: &[Unsure], goods: &Goods, ctx: &Ctx) -> Form {
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
    finished(form, asked, ctx, move |values| {
        let columns = titles.iter().map(|(id, title)| {
            let goods = values.get(id);
            (title.clone(), (!goods.is_empty()).then(|| goods.to_owned()))
        });
        said.clone().with_goods(columns.collect())
    })
}

/// The form with what the file holds by its answers, and what becomes of them.
fn finished(
    form: Form,
    asked: Asked,
    ctx: &Ctx,
    answer: impl Fn(&Values) -> Mapping + Clone + 'static,
) -> Form {
    let seen = Seen::new();
    let Asked {
        period,
        file,
        bad,
        answers,
        ..
    } = asked;
    let of_file = file.clone();
    let shown = answer.clone();
    let form = form.field(bad.field(ctx));
    form.panel(move |values, book, ctx| {
        let said = shown(values);
        Ok(facts(&of_file, period, Some(said), &seen, book, ctx))
    })
    .submit(move |values, book, ctx| {
        let said = answer(values);
        answers.keep(&file, &said);
        match read(&file, period, Some(&said), book, ctx) {
            // The form of the file stands below: it closes when all is saved, or says why not.
            Ok(intake) => {
                let saved = save(period, intake, Some(said), values, book)?;
                Ok(Effect::Many(vec![Effect::Back, saved]))
            }
            Err(TaskError::Intake(error)) => {
                let asked = Asked {
                    period,
                    file: file.clone(),
                    said: said.clone(),
                    bad: BadRows::chosen(values),
                    answers: answers.clone(),
                };
                // The same question once more is an answer that does not do.
                if matches!(
                    &error,
                    IntakeError::Header {
                        header: HeaderError::Missing { .. },
                        ..
                    }
                ) {
                    return Err(Wrong::form(error.message()));
                }
                let goods = book.importable(period)?.into();
                ask(asked, error, &goods, ctx)
                    .map(|form| Effect::Many(vec![Effect::Back, Effect::open(form)]))
                    .map_err(|error| Wrong::form(error.message()))
            }
            Err(error) => Err(error.into()),
        }
    })
}

fn titled(key: &'static str, file: &Path) -> Message {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Message::new(key).text("file", name.into_owned())
}
