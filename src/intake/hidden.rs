//! Which rows and columns of a workbook's sheet are not shown (ECMA-376 part 1, 18.3.1.13 `col` and
//! 18.3.1.73 `row`). They are read like all others; that they were has to be said.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sheet::Sheet;
use super::table::Fault;
use super::zipped;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Marks what the sheet of this name hides. The file was unpacked within its bounds before.
///
/// # Errors
/// [`Fault::BadWorkbook`].
pub(super) fn mark(bytes: &[u8], name: &str, sheet: &mut Sheet) -> Result<(), Fault> {
    let mut archive = zipped::open(bytes)?;
    let Some(path) = path_of(&mut archive, name)? else {
        return Ok(());
    };
    let mut number = 0;
    elements(&mut archive, &path, |kind, start| {
        let numbered = |key| attribute(start, key).and_then(|text| text.parse::<u64>().ok());
        let hidden = || matches!(attribute(start, "hidden").as_deref(), Some("1" | "true"));
        match kind {
            "row" => {
                number = numbered("r").unwrap_or(number + 1);
                if hidden() {
                    sheet.hide_row(number);
                }
            }
            "col" if hidden() => {
                if let (Some(first), Some(last)) = (numbered("min"), numbered("max")) {
                    sheet.hide_columns(first.saturating_sub(1), last);
                }
            }
            _ => {}
        }
    })
}

/// The part a sheet stands in: the workbook names it, and says elsewhere where that is.
fn path_of(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, Fault> {
    let book = relations(archive, "", "_rels/.rels")?
        .into_iter()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let mut id = None;
    elements(archive, &book, |kind, start| {
        if kind == "sheet" && attribute(start, "name").as_deref() == Some(name) {
            id = attribute(start, "id");
        }
    })?;
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let related = relations(archive, folder, &format!("{folder}/_rels/{file}.rels"))?;
    let sheet = |relation: &Relation| Some(&relation.id) == id.as_ref();
    Ok(related
        .into_iter()
        .find(sheet)
        .map(|relation| relation.target))
}

/// What one part says of another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// The relations noted at `path`, their targets as seen from the top.
fn relations(archive: &mut Archive<'_>, folder: &str, path: &str) -> Result<Vec<Relation>, Fault> {
    let mut found = Vec::new();
    elements(archive, path.trim_start_matches('/'), |kind, start| {
        if kind == "Relationship" {
            let get = |key| attribute(start, key).unwrap_or_default();
            found.push(Relation {
                id: get("Id"),
                kind: get("Type"),
                target: from_top(folder, &get("Target")),
            });
        }
    })?;
    Ok(found)
}

fn from_top(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(from_top) => from_top.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Shows `see` where each element of a part begins; nothing where there is no such part.
fn elements(
    archive: &mut Archive<'_>,
    path: &str,
    mut see: impl FnMut(&str, &BytesStart<'_>),
) -> Result<(), Fault> {
    let names = archive.file_names().flatten();
    let mut names = names.map(std::borrow::Cow::into_owned);
    let Some(known) = names.find(|known| known.eq_ignore_ascii_case(path)) else {
        return Ok(());
    };
    drop(names);
    let part = archive.by_name(&known).map_err(|_| Fault::BadWorkbook)?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                see(start.local_name().as_ref(), &start);
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Fault::BadWorkbook),
        }
    }
}

/// An attribute, whatever its namespace is called.
fn attribute(start: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == key)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}
