//! Prints the papers of orders into a file (rules 80, 99, 100): labels, notas with delivery notes, packing
//! lists. The paper of each kind is remembered.

use super::export::{self, Exported};
use super::field::{Field, InputError, Values};
use super::form::Form;
use super::parse;
use crate::book::{Book, BookError};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::parcel::Parcel;
use crate::output::file::safe_name;
use crate::output::papers::packing::PackingBy;
use crate::output::papers::sheet::Sheets;
use crate::output::papers::{Paper, Roll};
use crate::tasks::papers::Chosen;
use crate::tasks::papers::print::{PaperKind, PrintAs, own_sheets, print};
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// The papers in the order they are proposed, with the keys of their names.
const PAPERS: [(PaperKind, &str); 5] = [
    (PaperKind::Labels, "papers-labels"),
    (PaperKind::Nota, "form-print-nota"),
    (PaperKind::Packing(PackingBy::Order), "papers-packing-order"),
    (
        PaperKind::Packing(PackingBy::Product),
        "papers-packing-product",
    ),
    (PaperKind::Packing(PackingBy::Route), "papers-packing-route"),
];

/// Orders that the panel names; more are counted.
const NAMED: usize = 8;

/// Lets choose which papers of these orders are printed, then opens the form for them.
pub fn choose(orders: &[OrderId], ctx: &Ctx) -> Effect {
    let chosen = Chosen {
        orders: orders.to_vec(),
        ..Chosen::default()
    };
    let title = Message::new("print-title").count("orders", orders.len());
    choose_of(chosen, title, ctx)
}

/// Lets choose which papers of these parcels are printed, and of nothing else in their orders.
pub fn choose_of_parcels(parcels: &[Parcel], ctx: &Ctx) -> Effect {
    let mut chosen = Chosen {
        parcels: parcels.iter().map(|parcel| parcel.id).collect(),
        ..Chosen::default()
    };
    for (id, _) in parcels.iter().flat_map(|parcel| &parcel.orders) {
        if !chosen.orders.contains(id) {
            chosen.orders.push(*id);
        }
    }
    let title = match parcels {
        [only] => Message::new("print-title-parcel").text("parcel", only.code()),
        _ => Message::new("print-title-parcels").count("parcels", parcels.len()),
    };
    choose_of(chosen, title, ctx)
}

fn choose_of(chosen: Chosen, title: Message, ctx: &Ctx) -> Effect {
    if chosen.orders.is_empty() {
        return Effect::None;
    }
    let choices = PAPERS.map(|(kind, key)| Choice {
        label: ctx.word(key),
        note: String::new(),
        value: (kind, key),
    });
    let picker = Picker::new("print-title", choices.into(), move |(kind, key), _| {
        let (kind, key, chosen) = (*kind, *key, chosen.clone());
        Effect::read(move |book, ctx| form((kind, key), chosen, book, ctx))
    });
    Effect::open(picker.titled(title))
}

/// The kind as the remembered paper goes by; a packing list has one paper however it is grouped.
fn code(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Labels => "labels",
        PaperKind::Nota => "nota",
        PaperKind::Packing(_) => "packing",
    }
}

fn form(
    (kind, name): (PaperKind, &'static str),
    chosen: Chosen,
    book: &Book,
    ctx: &Ctx,
) -> Outcome {
    let sheets = match own_sheets(book.path()) {
        Ok(sheets) => sheets,
        Err(why) => return Ok(Effect::warn(why)),
    };
    let mut codes = Vec::new();
    match chosen.parcels.is_empty() {
        true => {
            for id in &chosen.orders {
                codes.push(book.order_row(*id, ctx.now)?.code);
            }
        }
        false => {
            let parcels = book.parcels_by_id(&chosen.parcels)?;
            codes.extend(parcels.iter().map(Parcel::code));
        }
    }
    let name = ctx.word(name);
    let count = codes.len();
    let of = match codes.as_slice() {
        [only] => only.clone(),
        _ if chosen.parcels.is_empty() => {
            ctx.say(&Message::new("form-print-orders").count("orders", count))
        }
        _ => ctx.say(&Message::new("form-print-parcels").count("parcels", count)),
    };
    let used = sheets.clone();
    let mut form = Form::new("form-print")
        .titled(
            Message::new("form-print")
                .text("papers", &name)
                .text("of", &of),
        )
        .field(Field::choice(
            "paper",
            "form-print-paper",
            papers(kind, &sheets, book, ctx)?,
        ))
        .field(
            Field::either(
                "printer",
                "form-print-as",
                ["form-print-pdf", "form-print-escpos"],
                false,
                ctx,
            )
            .when(|values| roll(values).is_some()),
        );
    if kind == PaperKind::Labels {
        form = form.field(
            Field::text("used", "form-print-used")
                .hint("form-print-used-hint")
                .check(|text, _| parse::count(text).map(drop))
                .when(move |values| several_on(values, &used)),
        );
    }
    let path = export::proposed(book, &safe_name(&format!("{name} {of}"), ""));
    let ending = |values: &Values| match escpos(values) {
        Some(_) => "bin",
        None => "pdf",
    };
    let title = codes.join(", ");
    let shown = codes.clone();
    let about = move |_: &Values, _: &Book, ctx: &Ctx| -> Result<Vec<Fact>, BookError> {
        let mut named: Vec<&str> = shown.iter().take(NAMED).map(String::as_str).collect();
        let more = shown.len().saturating_sub(NAMED);
        let more = ctx.say(&Message::new("form-print-more").count("more", more));
        if shown.len() > NAMED {
            named.push(&more);
        }
        Ok(vec![Fact::line(named.join(", "), Role::Muted)])
    };
    let make = move |values: &Values, book: &Book, ctx: &Ctx| -> Result<Exported, InputError> {
        let paper = Paper::find(values.get("paper"), &sheets)
            .map_err(|error| InputError::field("paper", error.message()))?;
        let how = match escpos(values) {
            Some(roll) => PrintAs::Escpos(roll),
            None => PrintAs::Pdf {
                paper,
                used: used_labels(values, &sheets)?,
            },
        };
        let printed = print(kind, (&chosen, &title), &how, (book, &ctx.words), ctx.now)?;
        let mut told = printed.warnings;
        let noted = book
            .backups()
            .and_then(|store| store.note_paper(code(kind), values.get("paper")));
        if let Err(error) = noted {
            told.push(Message::new("form-print-not-noted").say("why", error.message()));
        }
        Ok(Exported {
            bytes: printed.bytes,
            told,
        })
    };
    let form = export::path_dialog(form, &path, ending, about, make);
    Ok(Effect::open(form))
}

/// The papers that a kind can be printed on, the one used last first.
fn papers(
    kind: PaperKind,
    sheets: &Sheets,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<(String, String)>, BookError> {
    let own = |code: &str, key: &str| (code.to_owned(), ctx.word(key));
    let mut papers = vec![
        own("a4", "form-print-a4"),
        own(Roll::Mm80.name(), "form-print-80mm"),
        own(Roll::Mm58.name(), "form-print-58mm"),
    ];
    if kind == PaperKind::Labels {
        let sheets = sheets.all().iter();
        papers.splice(
            0..0,
            sheets.map(|sheet| (sheet.code.clone(), sheet.name.clone())),
        );
    }
    let usual = match kind {
        PaperKind::Labels => "a6",
        PaperKind::Nota | PaperKind::Packing(_) => "a4",
    };
    let last = book.backups()?.last_paper(code(kind));
    for first in [Some(usual.to_owned()), last].into_iter().flatten() {
        if let Some(at) = papers.iter().position(|(code, _)| *code == first) {
            let paper = papers.remove(at);
            papers.insert(0, paper);
        }
    }
    Ok(papers)
}

/// The roll that is chosen.
fn roll(values: &Values) -> Option<Roll> {
    let rolls = [Roll::Mm80, Roll::Mm58].into_iter();
    let mut chosen = rolls.filter(|roll| roll.name() == values.get("paper"));
    chosen.next()
}

/// The roll of a receipt printer that is printed on by its own language.
fn escpos(values: &Values) -> Option<Roll> {
    roll(values).filter(|_| values.yes("printer"))
}

/// Whether several labels stand on a sheet of the chosen paper.
fn several_on(values: &Values, sheets: &Sheets) -> bool {
    let sheet = sheets.find(values.get("paper"));
    sheet.is_some_and(|sheet| sheet.count() > 1)
}

/// How many labels of the first sheet are used.
fn used_labels(values: &Values, sheets: &Sheets) -> Result<usize, InputError> {
    if !several_on(values, sheets) {
        return Ok(0);
    }
    let used = values.read_optional("used", parse::count)?.unwrap_or(0);
    Ok(usize::try_from(used).unwrap_or(usize::MAX))
}
