//! Finds hidden rows and columns (ECMA-376 part 1, 18.3.1.13 `col` and 18.3.1.73 `row`) and cells
//! merged over several rows (18.3.1.55 `mergeCell`) in an XLSX sheet. Hidden ones are read like all
//! others, with a note.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::fault::Fault;
use super::sheet::Sheet;
use super::zipped;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Marks hidden and merged cells in `sheet`. The unpacked size of the file must have been checked
/// before.
///
/// # Errors
/// [`Fault::BadWorkbook`], [`Fault::TooManyCells`].
pub(super) fn mark(bytes: &[u8], name: &str, sheet: &mut Sheet) -> Result<(), Fault> {
    let mut archive = zipped::open(bytes)?;
    let Some(path) = path_of(&mut archive, name)? else {
        return Ok(());
    };
    let has_layout = match part(&mut archive, &path)? {
        Some(part) => has_layout(part).map_err(|_| Fault::BadWorkbook)?,
        None => false,
    };
    if !has_layout {
        return Ok(());
    }
    let mut number = 0;
    let mut full = Ok(());
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
            "mergeCell" => {
                let area = attribute(start, "ref");
                if let Some((first, last, column)) = area.as_deref().and_then(rows_of)
                    && full.is_ok()
                {
                    full = sheet.merge(first, last, column);
                }
            }
            _ => {}
        }
    })?;
    full
}

/// Longest comments of a sheet, in bytes.
const MAX_COMMENTS: u64 = 16 * 1024 * 1024;

/// The comments on cells of a sheet (18.7.3 `comment`), joined by row.
///
/// # Errors
/// [`Fault::BadWorkbook`].
pub(super) fn comments(bytes: &[u8], name: &str) -> Result<BTreeMap<u64, String>, Fault> {
    let mut archive = zipped::open(bytes)?;
    let mut comments = BTreeMap::new();
    let has_comments = |name: &str| name.to_ascii_lowercase().contains("comment");
    let named = archive
        .file_names()
        .flatten()
        .any(|name| has_comments(&name));
    if !named {
        return Ok(comments);
    }
    let Some(path) = path_of(&mut archive, name)? else {
        return Ok(comments);
    };
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let related = relations(&mut archive, folder, &format!("{folder}/_rels/{file}.rels"))?;
    let Some(relation) = related
        .iter()
        .find(|relation| relation.kind.ends_with("/comments"))
    else {
        return Ok(comments);
    };
    let Some(part) = part(&mut archive, &relation.target)? else {
        return Ok(comments);
    };
    let mut xml = Reader::from_reader(BufReader::new(part.take(MAX_COMMENTS)));
    xml.config_mut().check_end_names = false;
    let (mut buffer, mut row) = (Vec::new(), None);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) if start.local_name().as_ref() == "comment" => {
                let cell = attribute(&start, "ref").unwrap_or_default();
                row = cell
                    .trim_start_matches(|c: char| !c.is_ascii_digit())
                    .parse::<u64>()
                    .ok();
            }
            Ok(Event::End(end)) if end.local_name().as_ref() == "comment" => row = None,
            Ok(Event::Text(text)) => {
                if let Some(row) = row {
                    let comment: &mut String = comments.entry(row).or_default();
                    comment.push_str(&text);
                    comment.push(' ');
                }
            }
            Ok(Event::Eof) => return Ok(comments),
            Ok(_) => {}
            Err(_) => return Err(Fault::BadWorkbook),
        }
    }
}

/// Most bytes that [`is_layout`] looks at.
const LOOKED_AT: usize = 16;

/// Quick check whether a part contains the words for hiding or merging, which few sheets do; this
/// is much cheaper than parsing all elements.
fn has_layout(mut part: impl Read) -> io::Result<bool> {
    let mut buffer = vec![0; 64 * 1024];
    let mut end = 0;
    let mut begun = false;
    loop {
        let read = part.read(&mut buffer[end..])?;
        end += read;
        let bytes = &buffer[..end];
        // With other encodings than ASCII or UTF-8 the elements are always parsed.
        if !begun && end > 1 {
            begun = true;
            if !bytes.starts_with(b"\xEF\xBB") && (!bytes[0].is_ascii() || bytes.contains(&0)) {
                return Ok(true);
            }
        }
        let whole = match read {
            0 => end,
            _ => end.saturating_sub(LOOKED_AT),
        };
        if (0..whole).any(|at| matches!(bytes[at], b'h' | b'm') && is_layout(&bytes[at..])) {
            return Ok(true);
        }
        if read == 0 {
            return Ok(false);
        }
        buffer.copy_within(whole..end, 0);
        end -= whole;
    }
}

/// Whether text begins with a word for hiding or merging. `hidden="0"` doesn't count: some programs
/// write it on each row.
fn is_layout(text: &[u8]) -> bool {
    match text.strip_prefix(b"hidden") {
        Some(said) => !said.starts_with(b"=\"false\"") && !said.starts_with(b"=\"0\""),
        None => text.starts_with(b"mergeCell"),
    }
}

/// First row, last row and column (from 0) of an area such as `A2:C5`.
fn rows_of(area: &str) -> Option<(u64, u64, usize)> {
    let (first, last) = area.split_once(':')?;
    let corner = |cell: &str| {
        let digits = cell.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = cell.split_at(digits);
        let column = letters.bytes().try_fold(0_usize, |column, letter| {
            let letter = letter.to_ascii_uppercase();
            let letter = letter
                .is_ascii_uppercase()
                .then(|| usize::from(letter - b'A'))?;
            column.checked_mul(26)?.checked_add(letter + 1)
        })?;
        Some((row.parse::<u64>().ok()?, column.checked_sub(1)?))
    };
    let ((first, column), (last, _)) = (corner(first)?, corner(last)?);
    Some((first, last, column))
}

/// The path of a sheet's part, looked up in the workbook and its relations.
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

/// A relation from one part to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Reads the relations file at `path`; targets are made relative to the root.
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

/// Opens a part of the file; the case of its name is ignored.
fn part<'a, 'b>(
    archive: &'a mut Archive<'b>,
    path: &str,
) -> Result<Option<impl Read + use<'a, 'b>>, Fault> {
    let names = archive.file_names().flatten();
    let mut names = names.map(std::borrow::Cow::into_owned);
    let Some(known) = names.find(|known| known.eq_ignore_ascii_case(path)) else {
        return Ok(None);
    };
    drop(names);
    let part = archive.by_name(&known).map_err(|_| Fault::BadWorkbook)?;
    Ok(Some(part))
}

/// Calls `see` for each start tag of a part; does nothing when there is no such part.
fn elements(
    archive: &mut Archive<'_>,
    path: &str,
    mut see: impl FnMut(&str, &BytesStart<'_>),
) -> Result<(), Fault> {
    let Some(part) = part(archive, path)? else {
        return Ok(());
    };
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

/// The value of an attribute, ignoring its namespace prefix.
fn attribute(start: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == key)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("<row r=\"1\"><c/></row>", false)]
    #[case("<row r=\"1\" hidden=\"false\"/><row hidden=\"0\"/>", false)]
    #[case("<row r=\"1\" hidden=\"1\"/>", true)]
    #[case("<row hidden = 'true'/>", true)]
    #[case("<row hidden=\"&#49;\"/>", true)]
    #[case("<x:mergeCell\nref=\"A1:A2\"/>", true)]
    fn what_lays_out_is_found_wherever_a_piece_ends(#[case] text: &str, #[case] found: bool) {
        for before in [0, 65_536 - 20, 65_536 - 10, 65_536 - 1, 65_536 * 2 - 5] {
            let part = [" ".repeat(before).as_str(), text].concat();
            assert_eq!(
                has_layout(part.as_bytes()).unwrap(),
                found,
                "{before} {text}"
            );
        }
        assert!(has_layout("<hidden=\"false\"".as_bytes()).is_ok_and(|found| !found));
    }

    #[test]
    fn letters_of_other_kinds_are_left_to_who_reads_the_elements() {
        let utf16: Vec<u8> = "\u{feff}<row/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(has_layout(&utf16[..]).unwrap());
        assert!(has_layout(&utf16[2..]).unwrap());
        assert!(!has_layout("\u{feff}<row/>".as_bytes()).unwrap());
        assert!(!has_layout(&b""[..]).unwrap());
    }

    #[rstest]
    #[case("A2:C5", Some((2, 5, 0)))]
    #[case("AB12:AB13", Some((12, 13, 27)))]
    #[case("A1", None)]
    #[case("1:2", None)]
    #[case("AAAAAAAAAAAAAAAAAAAAAA1:A2", None)]
    fn areas_are_read(#[case] area: &str, #[case] rows: Option<(u64, u64, usize)>) {
        assert_eq!(rows_of(area), rows);
    }
}
