//! Matrices of quantities by two options (size × colour), one below the other, with sums for rows
//! and columns. One cell is selected; the arrows move over all of them.

use std::cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{after, columns, put, put_right, rows, top};
use crate::tui::command::Command;
use crate::tui::theme::{Role, Theme};

/// How far the rows of a product stand in below its name.
const INDENT: &str = "  ";

/// Quantities by two options of a product. A product without options has one row without a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// Name of the product.
    pub title: String,
    /// Names of the columns (colours); a single empty one for a product without them.
    pub across: Vec<String>,
    /// Names of the rows (sizes).
    pub down: Vec<String>,
    /// `cells[row][column]`.
    pub cells: Vec<Vec<Cell>>,
}

/// A quantity, in pcs, and by how much it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Units.
    pub qty: i64,
    /// Units more or fewer than before.
    pub delta: i64,
}

impl Cell {
    fn plus(self, other: Self) -> Self {
        Self {
            qty: self.qty.saturating_add(other.qty),
            delta: self.delta.saturating_add(other.delta),
        }
    }

    /// `12`, `12 +3`, or a dot for none.
    fn text(self) -> String {
        match (self.qty, self.delta) {
            (0, 0) => "·".to_owned(),
            (qty, 0) => qty.to_string(),
            (qty, delta @ 1..) => format!("{qty} +{delta}"),
            (qty, delta) => format!("{qty} −{}", delta.unsigned_abs()),
        }
    }
}

impl Matrix {
    /// Whether the product has no options, so that one line says all.
    fn is_plain(&self) -> bool {
        self.down.len() == 1 && self.down[0].is_empty()
    }

    fn is_wide(&self) -> bool {
        self.across.len() > 1
    }

    /// How many rows can be selected: each of its own, and that of the sums.
    fn selectable_rows(&self) -> usize {
        match self.is_plain() {
            true => 1,
            false => self.down.len() + 1,
        }
    }

    /// How many columns can be selected: each of its own, and that of the sums.
    fn selectable_columns(&self) -> usize {
        match self.is_wide() {
            true => self.across.len() + 1,
            false => 1,
        }
    }

    /// The cell of a row and a column; beyond the last the sum of them.
    fn cell(&self, row: usize, column: usize) -> Cell {
        let in_row = |cells: &Vec<Cell>| match cells.get(column) {
            Some(cell) => *cell,
            None => cells.iter().copied().fold(Cell::default(), Cell::plus),
        };
        match self.cells.get(row) {
            Some(cells) => in_row(cells),
            None => {
                let cells = self.cells.iter().map(in_row);
                cells.fold(Cell::default(), Cell::plus)
            }
        }
    }
}

/// Where the selection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    matrix: usize,
    row: usize,
    column: usize,
}

/// The names of what is selected; a sum names no option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selected<'a> {
    /// Index of the matrix.
    pub matrix: usize,
    /// The row.
    pub down: Option<&'a str>,
    /// The column.
    pub across: Option<&'a str>,
}

/// A line on screen.
enum Line {
    Title(usize),
    Row(usize, usize),
    Gap,
}

/// Matrices with a selected cell.
#[derive(Debug, Clone, Default)]
pub struct Matrices {
    all: Vec<Matrix>,
    at: Place,
    /// The first line shown in the last frame.
    top: cell::Cell<usize>,
}

impl Matrices {
    /// Replaces the matrices; the selection stays at its place.
    pub fn replace(&mut self, all: Vec<Matrix>) {
        self.all = all;
        self.at.matrix = self.at.matrix.min(self.all.len().saturating_sub(1));
        if let Some(matrix) = self.all.get(self.at.matrix) {
            self.at.row = self.at.row.min(matrix.selectable_rows() - 1);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The selected matrix and its column, which a row of another matrix may have fewer of.
    fn selected_column(&self, matrix: &Matrix) -> usize {
        self.at.column.min(matrix.selectable_columns() - 1)
    }

    /// What is selected.
    pub fn selected(&self) -> Option<Selected<'_>> {
        let matrix = self.all.get(self.at.matrix)?;
        let column = self.selected_column(matrix);
        Some(Selected {
            matrix: self.at.matrix,
            down: matrix.down.get(self.at.row).map(String::as_str),
            across: matrix.across.get(column).map(String::as_str),
        })
    }

    /// Runs the commands that move the selection; false for any other command.
    pub fn move_selection(&mut self, command: Command) -> bool {
        match command {
            Command::Up => self.up(),
            Command::Down => self.down(),
            Command::PageUp => (0..10).for_each(|_| self.up()),
            Command::PageDown => (0..10).for_each(|_| self.down()),
            Command::First => self.at = Place::default(),
            Command::Last => {
                let matrix = self.all.len().saturating_sub(1);
                let rows = self.all.last().map_or(1, Matrix::selectable_rows);
                self.at.matrix = matrix;
                self.at.row = rows - 1;
            }
            Command::Left | Command::Right => {
                if let Some(matrix) = self.all.get(self.at.matrix) {
                    let at = self.selected_column(matrix);
                    self.at.column = match command {
                        Command::Left => at.saturating_sub(1),
                        _ => (at + 1).min(matrix.selectable_columns() - 1),
                    };
                }
            }
            _ => return false,
        }
        true
    }

    fn up(&mut self) {
        if self.at.row > 0 {
            self.at.row -= 1;
        } else if self.at.matrix > 0 {
            self.at.matrix -= 1;
            let above = self.all.get(self.at.matrix);
            self.at.row = above.map_or(1, Matrix::selectable_rows) - 1;
        }
    }

    fn down(&mut self) {
        let here = self.all.get(self.at.matrix);
        if self.at.row + 1 < here.map_or(0, Matrix::selectable_rows) {
            self.at.row += 1;
        } else if self.at.matrix + 1 < self.all.len() {
            self.at.matrix += 1;
            self.at.row = 0;
        }
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (at, matrix) in self.all.iter().enumerate() {
            if matrix.is_plain() {
                lines.push(Line::Row(at, 0));
                continue;
            }
            if at > 0 {
                lines.push(Line::Gap);
            }
            lines.push(Line::Title(at));
            lines.extend((0..matrix.selectable_rows()).map(|row| Line::Row(at, row)));
            if self.all.get(at + 1).is_some_and(Matrix::is_plain) {
                lines.push(Line::Gap);
            }
        }
        lines
    }

    /// Draws as many lines as fit, the selected one among them. Where a matrix is too wide, the
    /// columns around the selected one are shown; the sums stay.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let lines = self.lines();
        let selected = lines
            .iter()
            .position(|line| matches!(line, Line::Row(matrix, row) if *matrix == self.at.matrix && *row == self.at.row))
            .unwrap_or_default();
        let height = usize::from(area.height);
        // Its title is shown with the first row of a matrix.
        let above = if self.at.row == 0 {
            selected.saturating_sub(1)
        } else {
            selected
        };
        let first = self
            .top
            .get()
            .min(above)
            .max((selected + 1).saturating_sub(height))
            .min(lines.len().saturating_sub(height));
        self.top.set(first);
        let names = names_width(&self.all).min(area.width.saturating_sub(2) / 2);
        let drawn: Vec<Drawn> = (self.all.iter())
            .map(|matrix| Drawn {
                matrix,
                names,
                step: step(matrix),
                column: self.selected_column(matrix),
                theme,
            })
            .collect();
        for (row, line) in rows(area).zip(lines.iter().skip(first)) {
            let place = after(row, 2);
            match line {
                Line::Gap => {}
                Line::Title(at) => {
                    if let Some(matrix) = drawn.get(*at) {
                        matrix.draw_title(buffer, place);
                    }
                }
                Line::Row(at, line) => {
                    if let Some(matrix) = drawn.get(*at) {
                        let here = *at == self.at.matrix && *line == self.at.row;
                        if here {
                            put(buffer, top(row, 1), "▸", theme.style(Role::Selected));
                        }
                        matrix.draw_row(buffer, place, *line, here);
                    }
                }
            }
        }
    }
}

/// A matrix with the widths that its lines are drawn with.
struct Drawn<'a> {
    matrix: &'a Matrix,
    /// The width of the column of names, the same for all matrices.
    names: u16,
    /// The width of a cell with the gap before it.
    step: u16,
    /// The selected column.
    column: usize,
    theme: &'a Theme,
}

impl Drawn<'_> {
    fn draw_title(&self, buffer: &mut Buffer, place: Rect) {
        let title = (self.matrix.title.clone(), Role::Accent);
        let sum = self.matrix.is_wide().then(|| "Σ".to_owned());
        let cells = self.matrix.across.iter().cloned().chain(sum);
        let cells: Vec<_> = cells.map(|name| (name, Role::Heading)).collect();
        self.draw_line(buffer, place, &title, &cells, None);
    }

    fn draw_row(&self, buffer: &mut Buffer, place: Rect, row: usize, here: bool) {
        let matrix = self.matrix;
        let name = match matrix.down.get(row) {
            Some(_) if matrix.is_plain() => (matrix.title.clone(), Role::Accent),
            Some(name) => (format!("{INDENT}{name}"), Role::Text),
            None => (format!("{INDENT}Σ"), Role::Heading),
        };
        let cells: Vec<_> = (0..matrix.selectable_columns())
            .map(|column| {
                let cell = matrix.cell(row, column);
                let is_sum = row >= matrix.down.len() || column >= matrix.across.len();
                let role = match cell {
                    Cell { qty: 0, delta: 0 } => Role::Muted,
                    Cell { delta: 0, .. } if is_sum => Role::Accent,
                    Cell { delta: 0, .. } => Role::Text,
                    _ => Role::Warn,
                };
                (cell.text(), role)
            })
            .collect();
        self.draw_line(buffer, place, &name, &cells, here.then_some(self.column));
    }

    /// Draws a name and cells at their columns, the selected one marked.
    fn draw_line(
        &self,
        buffer: &mut Buffer,
        place: Rect,
        (name, role): &(String, Role),
        cells: &[(String, Role)],
        selected: Option<usize>,
    ) {
        let (names, step, theme) = (self.names, self.step, self.theme);
        let room = usize::from(place.width.saturating_sub(names) / step.max(1)).max(1);
        let sum = cells.len() - 1;
        let shown = room.min(cells.len());
        // The sums stay at the right; the others move with the selection.
        let at = self.column.min(sum.saturating_sub(1));
        let first = (at + 2).saturating_sub(shown).min(cells.len() - shown);
        put(
            buffer,
            Rect {
                width: names.saturating_sub(1),
                ..place
            },
            name,
            theme.style(*role),
        );
        let mut rest = after(place, names);
        let visible = (first..sum).take(shown.saturating_sub(1)).chain([sum]);
        for column in visible {
            let Some((text, role)) = cells.get(column) else {
                continue;
            };
            let cell = Rect {
                width: rest.width.min(step),
                ..rest
            };
            if selected == Some(column) {
                put_right(
                    buffer,
                    cell,
                    &format!("▸{text}"),
                    theme.style(Role::Selected),
                );
                let marked = after(cell, 1).intersection(buffer.area);
                buffer.set_style(marked, theme.style(Role::Selected));
            } else {
                put_right(buffer, cell, text, theme.style(*role));
            }
            rest = after(rest, step);
        }
    }
}

/// The width of the column of names, the same for all matrices, with the gap behind it.
fn names_width(all: &[Matrix]) -> u16 {
    let names = all.iter().flat_map(|matrix| {
        let rows = matrix.down.iter().map(|name| columns(name) + INDENT.len());
        rows.chain([columns(&matrix.title)])
    });
    let width = names.max().unwrap_or(0).clamp(4, 30);
    u16::try_from(width).unwrap_or(30) + 2
}

/// The width of a cell with the gap before it.
fn step(matrix: &Matrix) -> u16 {
    let names = matrix.across.iter().map(|name| columns(name).min(12));
    let cells = (0..matrix.selectable_rows()).flat_map(|row| {
        (0..matrix.selectable_columns())
            .map(move |column| columns(&matrix.cell(row, column).text()) + 1)
    });
    let width = names.chain(cells).max().unwrap_or(0).max(5);
    u16::try_from(width).unwrap_or(12) + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(qty: i64) -> Cell {
        Cell { qty, delta: 0 }
    }

    fn jersey() -> Matrix {
        Matrix {
            title: "Jersey".into(),
            across: ["Merah", "Hitam"].map(str::to_owned).into(),
            down: ["M", "XL"].map(str::to_owned).into(),
            cells: vec![
                vec![cell(3), cell(0)],
                vec![cell(20), Cell { qty: 1, delta: 1 }],
            ],
        }
    }

    fn nastar() -> Matrix {
        Matrix {
            title: "Nastar".into(),
            across: vec![String::new()],
            down: vec![String::new()],
            cells: vec![vec![cell(12)]],
        }
    }

    fn drawn(matrices: &Matrices, width: u16, height: u16) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buffer.area;
        matrices.draw(&mut buffer, area, &Theme::default());
        buffer
            .content
            .chunks(usize::from(width))
            .map(|line| line.iter().map(|cell| cell.symbol()).collect::<String>())
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    fn both() -> Matrices {
        let mut matrices = Matrices::default();
        matrices.replace(vec![jersey(), nastar()]);
        matrices
    }

    #[test]
    fn cells_and_sums_line_up() {
        assert_eq!(
            drawn(&both(), 40, 6),
            [
                "  Jersey     Merah   Hitam       Σ",
                "▸   M           ▸3       ·       3",
                "    XL          20    1 +1   21 +1",
                "    Σ           23    1 +1   24 +1",
                "",
                "  Nastar       12",
            ]
        );
    }

    #[test]
    fn the_arrows_go_over_cells_sums_and_products() {
        let mut matrices = both();
        let selected = |matrices: &Matrices| {
            let selected = matrices.selected().unwrap();
            let named = |name: Option<&str>| name.map(str::to_owned);
            (
                selected.matrix,
                named(selected.down),
                named(selected.across),
            )
        };
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(selected(&matrices), (0, some("M"), some("Merah")));
        for command in [Command::Down, Command::Right] {
            assert!(matrices.move_selection(command));
        }
        assert_eq!(selected(&matrices), (0, some("XL"), some("Hitam")));
        matrices.move_selection(Command::Right);
        assert_eq!(selected(&matrices), (0, some("XL"), None));
        matrices.move_selection(Command::Down);
        assert_eq!(selected(&matrices), (0, None, None));
        matrices.move_selection(Command::Down);
        assert_eq!(selected(&matrices), (1, some(""), some("")));
        matrices.move_selection(Command::Up);
        assert_eq!(selected(&matrices), (0, None, None));
        assert!(!matrices.move_selection(Command::Open));
    }

    #[test]
    fn it_draws_at_any_size() {
        let mut matrices = both();
        for size in [(1, 1), (7, 3), (12, 2), (20, 40)] {
            for _ in 0..6 {
                drawn(&matrices, size.0, size.1);
                matrices.move_selection(Command::Down);
            }
            matrices.move_selection(Command::First);
        }
    }
}
