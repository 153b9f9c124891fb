//! Marks of a workbook's rows that are no values: rows struck through, colours of cells, comments.
//! What they mean is for the reader of the rows to decide.

use std::io::Cursor;

use calamine::{Style, Xlsx};

use super::cell::Cell;
use super::fault::Fault;
use super::layout;
use super::sheet::Sheet;

/// Reads the marks of a sheet. The cells are looked at once more only where some style of the
/// workbook strikes through or colours.
pub(super) fn read(
    book: &mut Xlsx<Cursor<&[u8]>>,
    bytes: &[u8],
    name: &str,
    sheet: &mut Sheet,
) -> Result<(), Fault> {
    sheet.marks.comments = layout::comments(bytes, name)?;
    let reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Fault::BadWorkbook)?;
    let palette = reader.styles();
    let is_marked = |style: &Style| strikes(style) || colour(style).is_some();
    if !palette.iter().any(is_marked) {
        return Ok(());
    }
    drop(reader);
    let styles = book.worksheet_style(name).map_err(|_| Fault::BadWorkbook)?;
    for (number, cells) in &sheet.rows {
        let Ok(row) = u32::try_from(number - 1) else {
            continue;
        };
        let filled = (0u32..)
            .zip(cells)
            .filter(|(_, cell)| **cell != Cell::Empty);
        for (column, _) in filled {
            let Some(style) = styles.get((row, column)) else {
                continue;
            };
            if strikes(style) {
                sheet.marks.struck.insert(*number);
            }
            if let Some(colour) = colour(style) {
                sheet.marks.fills.entry(*number).or_insert(colour);
            }
        }
    }
    Ok(())
}

fn strikes(style: &Style) -> bool {
    style
        .font
        .as_ref()
        .is_some_and(calamine::Font::has_strikethrough)
}

/// The colour of a cell, unless it is white.
fn colour(style: &Style) -> Option<(u8, u8, u8)> {
    let fill = style.fill.as_ref().filter(|fill| fill.is_visible())?;
    let colour = fill.get_color().filter(|colour| !colour.is_white())?;
    Some((colour.red, colour.green, colour.blue))
}
