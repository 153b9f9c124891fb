//! A matrix of quantities by two options (size × colour), with sums for rows and columns.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{after, columns, put, put_right, rows};
use crate::tui::theme::{Role, Theme};

/// Quantities by two options of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// Names of the columns (sizes).
    pub across: Vec<String>,
    /// Names of the rows (colours).
    pub down: Vec<String>,
    /// `cells[row][column]`, in pcs; a missing cell is a combination that doesn't exist.
    pub cells: Vec<Vec<Option<i64>>>,
}

impl Matrix {
    /// Draws the matrix. When it is too wide, columns at the right are left out; the sums stay.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let names = self
            .down
            .iter()
            .map(|name| columns(name))
            .max()
            .unwrap_or(0)
            .clamp(4, 20);
        let names = u16::try_from(names).unwrap_or(20);
        let width = self
            .across
            .iter()
            .map(|name| columns(name))
            .max()
            .unwrap_or(0)
            .clamp(4, 10);
        let step = u16::try_from(width).unwrap_or(10) + 2;
        let room = area.width.saturating_sub(names + step) / step;
        let shown = self.across.len().min(usize::from(room));

        let mut free = rows(area);
        let Some(head) = free.next() else { return };
        let mut place = after(head, names);
        for name in self.across.iter().take(shown) {
            let (cell, rest) = split(place, step);
            put_right(buffer, cell, name, theme.style(Role::Heading));
            place = rest;
        }
        put_right(
            buffer,
            split(place, step).0,
            "Σ",
            theme.style(Role::Heading),
        );

        for (name, cells) in self.down.iter().zip(&self.cells) {
            let Some(row) = free.next() else { return };
            put(
                buffer,
                Rect {
                    width: row.width.min(names),
                    ..row
                },
                name,
                theme.style(Role::Text),
            );
            let mut place = after(row, names);
            for cell in cells.iter().take(shown) {
                let (here, rest) = split(place, step);
                let (text, role) = match cell {
                    Some(0) | None => ("·".to_owned(), Role::Muted),
                    Some(quantity) => (quantity.to_string(), Role::Text),
                };
                put_right(buffer, here, &text, theme.style(role));
                place = rest;
            }
            let sum = sum(cells.iter().copied());
            put_right(
                buffer,
                split(place, step).0,
                &sum,
                theme.style(Role::Accent),
            );
        }
        let Some(foot) = free.next() else { return };
        put(
            buffer,
            Rect {
                width: foot.width.min(names),
                ..foot
            },
            "Σ",
            theme.style(Role::Heading),
        );
        let mut place = after(foot, names);
        for column in 0..shown {
            let (here, rest) = split(place, step);
            let column = sum(self
                .cells
                .iter()
                .map(|row| row.get(column).copied().flatten()));
            put_right(buffer, here, &column, theme.style(Role::Accent));
            place = rest;
        }
        let all = sum(self.cells.iter().flatten().copied());
        put_right(
            buffer,
            split(place, step).0,
            &all,
            theme.style(Role::Accent),
        );
    }
}

fn split(area: Rect, width: u16) -> (Rect, Rect) {
    (
        Rect {
            width: area.width.min(width),
            ..area
        },
        after(area, width),
    )
}

fn sum(cells: impl Iterator<Item = Option<i64>>) -> String {
    cells.flatten().fold(0i64, i64::saturating_add).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_stand_at_both_edges() {
        let matrix = Matrix {
            across: vec!["S".into(), "M".into()],
            down: vec!["Hitam".into(), "Putih".into()],
            cells: vec![vec![Some(2), Some(3)], vec![None, Some(4)]],
        };
        let area = Rect::new(0, 0, 24, 4);
        let mut buffer = Buffer::empty(area);
        matrix.draw(&mut buffer, area, &Theme::default());
        let lines: Vec<String> = rows(area)
            .map(|row| {
                (0..24)
                    .map(|x| buffer[(x, row.y)].symbol().to_owned())
                    .collect::<String>()
            })
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(lines, ["S M Σ", "Hitam 2 3 5", "Putih · 4 4", "Σ 2 7 9"]);
    }
}
