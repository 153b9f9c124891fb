//! The table of a list. Column widths follow the window, numbers are aligned at the right, and only
//! visible rows are made into text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::listing::Listing;
use super::need::Need;
use super::{Part, after, below, put, put_right, rows, top};
use crate::tui::theme::{Role, Theme};

/// One column. In a narrow window the columns with the highest `rank` are left out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    title: String,
    min: u16,
    max: u16,
    rank: u8,
    short: Option<u16>,
    right: bool,
}

impl Column {
    /// A text column, between `min` and `max` cells wide, of rank 0: it is always shown.
    pub fn new(title: impl Into<String>, min: u16, max: u16) -> Self {
        Self {
            title: title.into(),
            min,
            max: max.max(min),
            rank: 0,
            short: None,
            right: false,
        }
    }

    /// A number column of fixed width, aligned at the right.
    pub fn figures(title: impl Into<String>, width: u16) -> Self {
        Self::numbers(title, width, width)
    }

    /// A number column between `min` and `max` cells wide.
    pub fn numbers(title: impl Into<String>, min: u16, max: u16) -> Self {
        Self {
            right: true,
            ..Self::new(title, min, max)
        }
    }

    /// Sets the rank: in a narrow window the highest rank is left out first.
    #[must_use]
    pub fn rank(self, rank: u8) -> Self {
        Self { rank, ..self }
    }

    /// Sets the width it gets in a narrow window instead of being left out.
    #[must_use]
    pub fn short(self, short: Option<u16>) -> Self {
        Self { short, ..self }
    }
}

/// Free cells between two columns.
const GAP: u16 = 2;
/// Cells of a column that is no more than a count.
const COUNT: u16 = 5;
/// Rank from which on a column gives way to whole names.
const LAST: u8 = 5;

/// Computes the width of each column for a window of `width` cells; 0 means not shown. `need` is
/// the widest content of each column. A column that needs less than its smallest width leaves the
/// rest to those whose text would be cut.
/// Columns without any content are left out where another would be cut or shortened. Counts and the last columns are left
/// out where that makes the text of the most important ones whole, if need be in its short form; no more of
/// them than it takes. Where that isn't enough, columns of marks show their signs instead.
fn widths(columns: &[Column], need: &[Need], width: u16) -> Vec<u16> {
    let fits = |out: &[u16], of: &dyn Fn(&Column, &Need) -> u16| {
        let mut texts = columns.iter().zip(need).zip(out);
        texts.all(|((column, need), out)| of(column, need).min(column.max) <= *out)
    };
    let is_whole = |out: &[u16]| {
        fits(out, &|column, need| match column.rank {
            0 => need.short,
            _ => 0,
        })
    };
    let mut all = arranged(columns, need, width, &[]);
    let is_empty =
        |i: &usize| columns[*i].rank > 0 && need.get(*i).is_some_and(|need| !need.filled);
    let mut empty = Vec::new();
    if !fits(&all, &|_, need| need.text) {
        empty = (0..columns.len()).filter(is_empty).collect();
        all = arranged(columns, need, width, &empty);
    }
    if is_whole(&all) {
        return all;
    }
    let may_go = |i: &usize| {
        let column = &columns[*i];
        let is_count = column.right && column.max <= COUNT && column.rank > 0;
        let is_last = column.rank >= LAST && column.short.is_none();
        is_count || is_last
    };
    let may_go: Vec<usize> = (0..columns.len()).filter(may_go).take(4).collect();
    let whole = |columns: &[Column]| {
        let sets = (0..1usize << may_go.len()).filter_map(|set| {
            let chosen = may_go
                .iter()
                .enumerate()
                .filter(|(at, _)| set >> at & 1 == 1);
            let chosen: Vec<usize> = chosen.map(|(_, i)| *i).collect();
            let lost: u16 = chosen.iter().map(|i| all[*i]).sum();
            let without = [empty.as_slice(), &chosen].concat();
            let out = arranged(columns, need, width, &without);
            is_whole(&out).then_some((lost, out))
        });
        sets.min_by_key(|(lost, _)| *lost).map(|(_, out)| out)
    };
    let signs = || {
        let columns = columns.iter().map(|column| Column {
            min: column.short.unwrap_or(column.min),
            ..column.clone()
        });
        columns.collect::<Vec<_>>()
    };
    whole(columns).or_else(|| whole(&signs())).unwrap_or(all)
}

/// The widths without some of the columns, as far as there is room for the others.
fn arranged(columns: &[Column], need: &[Need], width: u16, without: &[usize]) -> Vec<u16> {
    let short = |i: usize| need.get(i).map_or(0, |need| need.short);
    let need = |i: usize| need.get(i).map_or(0, |need| need.text);
    let mut shown: Vec<bool> = (0..columns.len()).map(|i| !without.contains(&i)).collect();
    // A number is whole or not there; a text that needs less than its column's least takes no more.
    let least_of = |(i, column): (usize, &Column)| match (column.right, need(i)) {
        (true, need) => need.clamp(column.min, column.max),
        (false, 0) => column.min,
        // What stands for a text in a column of signs is a last resort.
        (false, need) if column.short.is_some() => need.min(column.min),
        (false, _) => short(i).min(column.min),
    };
    let mut min: Vec<u16> = columns.iter().enumerate().map(least_of).collect();
    let total = |shown: &[bool], of: &dyn Fn(usize) -> u16| -> u16 {
        let shown = (0..columns.len()).filter(|i| shown[*i]);
        let sum = shown.fold(0u16, |sum, i| sum.saturating_add(of(i)).saturating_add(GAP));
        sum.saturating_sub(GAP)
    };
    while total(&shown, &|i| min[i]) > width {
        let last = columns
            .iter()
            .enumerate()
            .filter(|(i, column)| shown[*i] && column.rank > 0 && column.short != Some(min[*i]))
            .max_by_key(|(i, column)| (column.rank, *i));
        match last {
            Some((i, column)) => match column.short {
                Some(short) => min[i] = short,
                None => shown[i] = false,
            },
            None => break,
        }
    }
    let least = |i: usize| match need(i) {
        0 => min[i],
        need => need.min(min[i]),
    };
    // What was left out comes back where everything fits without being cut.
    let whole = |i: usize| need(i).min(columns[i].max).max(least(i));
    let is_left_out = |i: &usize| !shown[*i] && !without.contains(i);
    let mut left_out: Vec<usize> = (0..columns.len()).filter(is_left_out).collect();
    left_out.sort_by_key(|i| columns[*i].rank);
    for i in left_out {
        shown[i] = true;
        if total(&shown, &whole) > width {
            shown[i] = false;
            break;
        }
    }
    let mut free = width.saturating_sub(total(&shown, &least));
    let mut out: Vec<u16> = (0..columns.len())
        .map(|i| if shown[i] { least(i) } else { 0 })
        .collect();
    // Spare room goes to the lowest ranks first, as they matter most; and to columns whose text
    // would be cut before those that would be shortened, and those before what would only look better.
    let mut order: Vec<usize> = (0..columns.len()).filter(|i| shown[*i]).collect();
    order.sort_by_key(|i| columns[*i].rank);
    let wishes: [&dyn Fn(usize) -> u16; 4] = [
        &|i| short(i).min(columns[i].max),
        &|i| need(i).min(columns[i].max),
        &need,
        &|i| columns[i].max,
    ];
    for wish in wishes {
        for i in &order {
            let more = wish(*i).saturating_sub(out[*i]).min(free);
            out[*i] += more;
            free -= more;
        }
    }
    out
}

/// Draws the headings and the rows that fit; `cells` makes the cells of a row, in the order of
/// `columns`.
pub fn draw<R>(
    buffer: &mut Buffer,
    area: Rect,
    columns: &[Column],
    listing: &Listing<R>,
    theme: &Theme,
    cells: impl Fn(&R) -> Vec<Part>,
) {
    let headings: Vec<Part> = columns
        .iter()
        .map(|column| {
            // A sign needs no heading.
            let short = column.short.map_or("", |_| " ");
            Part::new(column.title.clone(), Role::Heading).short(short)
        })
        .collect();
    let under = under_headings(area);
    let body = body(under, listing);
    let (_, visible) = listing.visible(body.height);
    let shown: Vec<Vec<Part>> = visible.iter().map(cells).collect();
    let need = needs(listing, &headings, &shown);
    // Two cells at the left are for the mark of the selected row, which shows it without colours.
    let widths = widths(columns, &need, area.width.saturating_sub(2));
    if area.height > 3 {
        line(
            buffer,
            top(after(area, 2), 1),
            columns,
            &widths,
            &headings,
            theme,
        );
    }
    for (place, cells) in rows(body).zip(&shown) {
        line(buffer, after(place, 2), columns, &widths, cells, theme);
    }
    mark(buffer, body, listing, theme);
    position(buffer, under, body, listing, theme);
}

/// The area for the rows of a list: where they don't fit, the last line is for [`position`].
pub fn body<R>(area: Rect, listing: &Listing<R>) -> Rect {
    if area.height < 5 || listing.fits(area.height) {
        return area;
    }
    top(area, area.height - 1)
}

/// Says in the line below `body`, at the right, which rows of the list it shows.
pub fn position<R>(
    buffer: &mut Buffer,
    area: Rect,
    body: Rect,
    listing: &Listing<R>,
    theme: &Theme,
) {
    let line = below(area, body.height);
    if let Some(text) = listing.position().filter(|_| !line.is_empty()) {
        put_right(buffer, line, &text, theme.style(Role::Muted));
    }
}

/// The part of a table's area below its headings; a low one has none.
pub fn under_headings(area: Rect) -> Rect {
    if area.height > 3 {
        below(area, 1)
    } else {
        area
    }
}

/// Marks the selected row by colour and by a sign in the free cells at the left.
pub fn mark<R>(buffer: &mut Buffer, body: Rect, listing: &Listing<R>, theme: &Theme) {
    let (first, _) = listing.visible(body.height);
    let at = listing.index().saturating_sub(first);
    let marked = listing.has_focus() && !listing.is_empty();
    if let Some(place) = rows(body).nth(at).filter(|_| marked) {
        put(buffer, place, "▸", theme.style(Role::Selected));
        buffer.set_style(place.intersection(buffer.area), theme.style(Role::Selected));
    }
}

/// The widest content of each column so far, headings included.
fn needs<R>(listing: &Listing<R>, headings: &[Part], shown: &[Vec<Part>]) -> Vec<Need> {
    let mut widest = listing.widest.borrow_mut();
    // Another view of the list has other columns: start over.
    if widest.len() != headings.len() {
        *widest = vec![Need::default(); headings.len()];
    }
    for cells in shown {
        for (widest, cell) in widest.iter_mut().zip(cells) {
            *widest = widest.with(cell, !cell.text.is_empty());
        }
    }
    for (widest, heading) in widest.iter_mut().zip(headings) {
        *widest = widest.with(heading, false);
    }
    widest.clone()
}

fn line(
    buffer: &mut Buffer,
    area: Rect,
    columns: &[Column],
    widths: &[u16],
    cells: &[Part],
    theme: &Theme,
) {
    let mut rest = area;
    for ((column, width), cell) in columns.iter().zip(widths).zip(cells) {
        if *width == 0 {
            continue;
        }
        let place = Rect {
            width: rest.width.min(*width),
            ..rest
        };
        let style = theme.style(cell.role);
        let fits = super::columns(&cell.text) <= usize::from(place.width);
        let text = match cell.short.is_empty() || fits {
            true => &cell.text,
            false => &cell.short,
        };
        if column.right {
            put_right(buffer, place, text, style);
        } else {
            put(buffer, place, text, style);
        }
        rest = after(rest, width.saturating_add(GAP));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The widths where no text has a short form.
    fn widths(columns: &[Column], need: &[u16], width: u16) -> Vec<u16> {
        let need = need.iter().map(|text| Need {
            text: *text,
            short: *text,
            filled: true,
        });
        super::widths(columns, &need.collect::<Vec<_>>(), width)
    }

    #[test]
    fn narrow_windows_lose_the_least_needed_columns() {
        let columns = [
            Column::new("Kode", 8, 8),
            Column::new("Nama", 10, 30),
            Column::new("Catatan", 10, 40).rank(2),
            Column::figures("Total", 12).rank(1),
        ];
        assert_eq!(widths(&columns, &[0; 4], 200), [8, 30, 40, 12]);
        assert_eq!(widths(&columns, &[0; 4], 60), [8, 24, 10, 12]);
        assert_eq!(widths(&columns, &[0; 4], 40), [8, 16, 0, 12]);
        assert_eq!(widths(&columns, &[0; 4], 25), [8, 15, 0, 0]);
        assert_eq!(widths(&columns, &[0; 4], 5), [8, 10, 0, 0]);
    }

    #[test]
    fn spare_room_goes_where_a_text_would_be_cut() {
        let columns = [
            Column::new("Kode", 4, 4),
            Column::new("Nama", 10, 40),
            Column::figures("Jumlah", 5).rank(1),
        ];
        // The code needs 9 and the amount 6; the name is short.
        assert_eq!(widths(&columns, &[9, 12, 6], 40), [9, 21, 6]);
        assert_eq!(widths(&columns, &[9, 12, 6], 25), [4, 12, 5]);
    }

    #[test]
    fn a_column_may_become_short_before_others_are_left_out() {
        let columns = [
            Column::new("Nama", 12, 28),
            Column::figures("Total", 12).rank(2),
            Column::new("Status", 15, 16).rank(3).short(Some(3)),
        ];
        assert_eq!(widths(&columns, &[20, 12, 15], 51), [20, 12, 15]);
        assert_eq!(widths(&columns, &[20, 12, 15], 45), [20, 12, 9]);
        assert_eq!(widths(&columns, &[20, 12, 15], 40), [20, 12, 4]);
        assert_eq!(widths(&columns, &[20, 12, 15], 25), [20, 0, 3]);
    }

    #[test]
    fn a_count_gives_way_to_whole_names_and_a_sum_does_not() {
        let columns = [
            Column::new("Pelanggan", 12, 28),
            Column::numbers("Pcs", 3, 5).rank(2),
            Column::numbers("Total", 9, 13).rank(1),
        ];
        assert_eq!(widths(&columns, &[20, 3, 11], 34), [21, 0, 11]);
        // The names are cut in any case, so the count stays; no number is ever cut.
        assert_eq!(widths(&columns, &[24, 3, 11], 33), [15, 3, 11]);
    }

    #[test]
    fn no_name_is_cut_beside_free_space() {
        let columns = [
            Column::new("Nomor", 8, 8),
            Column::new("Pelanggan", 12, 28),
            Column::new("Pembayaran", 22, 28),
            Column::new("Status", 15, 16).rank(3),
            Column::new("Barang", 14, 18).rank(5),
        ];
        // Nobody has a long status of payment, or a mark: the names get that room.
        assert_eq!(widths(&columns, &[8, 24, 13, 6, 14], 63), [8, 28, 15, 6, 0]);
        // All fits without being cut, so the last column comes back.
        assert_eq!(
            widths(&columns, &[8, 24, 13, 6, 14], 75),
            [8, 26, 13, 6, 14]
        );
        // A place on the waiting list is never cut, however long the names are.
        assert_eq!(
            widths(&columns, &[8, 28, 22, 15, 14], 66),
            [8, 15, 22, 15, 0]
        );
    }
}
