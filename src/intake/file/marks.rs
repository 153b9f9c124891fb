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
        let (mut first, mut alike) = (None, true);
        for (column, _) in filled {
            let style = styles.get((row, column));
            let mark = style.map_or((false, None), |style| (strikes(style), colour(style)));
            alike &= *first.get_or_insert(mark) == mark;
            if mark.0 {
                sheet.marks.struck.insert(*number);
            }
            if let Some(colour) = mark.1 {
                sheet.marks.fills.entry(*number).or_insert(colour);
            }
        }
        if alike && first.is_some_and(|first| first != (false, None)) {
            sheet.marks.whole.insert(*number);
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
