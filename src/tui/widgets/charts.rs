//! Bars: how full a quota is, and a chart of orders per day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Part, after, put, put_right, rows};
use crate::tui::theme::{Role, Theme};

/// Eighths of a cell, from empty to full, growing to the right.
const ACROSS: [&str; 9] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
/// Eighths of a cell, growing upward.
const UP: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// How many eighths of a cell, of `width` cells, `part` of `whole` fills; more than the whole
/// counts as full.
fn eighths(part: i64, whole: i64, width: u16) -> usize {
    let all = i128::from(width) * 8;
    let part = i128::from(part.max(0));
    let filled = if whole <= 0 {
        if part > 0 { all } else { 0 }
    } else {
        part * all / i128::from(whole)
    };
    usize::try_from(filled.min(all)).unwrap_or(0)
}

/// The colour of a quota: the last tenth warns.
fn fullness(sold: i64, quota: i64) -> Role {
    let left = quota.saturating_sub(sold);
    if left <= 0 {
        Role::Bad
    } else if left.saturating_mul(10) <= quota {
        Role::Warn
    } else {
        Role::Good
    }
}

/// A quota as a bar of `width` columns for a table cell, without figures.
pub fn cell(sold: i64, quota: i64, width: u16) -> Part {
    let filled = eighths(sold, quota, width);
    let bar = (0..usize::from(width)).map(|i| match filled.saturating_sub(i * 8).min(8) {
        0 => "·",
        cell => ACROSS[cell],
    });
    Part::new(bar.collect::<String>(), fullness(sold, quota))
}

/// A quota on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// Pieces or orders sold.
    pub sold: i64,
    /// Pieces or orders allowed.
    pub quota: i64,
    /// What is written behind the bar, such as `38/50 pcs`.
    pub figures: String,
}

impl Quota {
    /// Draws a bar and the figures. The last tenth warns; an overbooked quota is also marked with
    /// `!` (rules 17, 18).
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let role = fullness(self.sold, self.quota);
        let over = if self.sold > self.quota { "! " } else { "" };
        let figures = format!("{over}{}", self.figures);
        let used = put_right(buffer, area, &figures, theme.style(role));
        let width = area.width.saturating_sub(used + 1);
        let filled = eighths(self.sold, self.quota, width);
        let mut place = Rect { width, ..area };
        for i in 0..usize::from(width) {
            let cell = filled.saturating_sub(i * 8).min(8);
            let (symbol, role) = if cell == 0 {
                ("·", Role::Line)
            } else {
                (ACROSS[cell], role)
            };
            put(buffer, place, symbol, theme.style(role));
            place = after(place, 1);
        }
    }
}

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// A short label under the bar, shown where there is room.
    pub label: String,
    /// The quantity; below zero counts as zero.
    pub value: i64,
    /// The quantity for people, under the label where there is room; empty to leave it off.
    pub said: String,
}

/// Draws upright bars, the newest at the right. When not all fit, the oldest are left out. The
/// largest value is written at the top left, or each under its label where it is said.
pub fn chart(buffer: &mut Buffer, area: Rect, bars: &[Bar], theme: &Theme) {
    if area.height < 2 || area.width < 2 {
        return;
    }
    // As wide as what is said of each, else as the labels, else as thin as they can be.
    let count = u16::try_from(bars.len()).unwrap_or(u16::MAX);
    let step = |of: &dyn Fn(&Bar) -> usize| {
        let widest = bars.iter().map(of).max().unwrap_or(0);
        let step = u16::try_from(widest + 1).unwrap_or(u16::MAX).clamp(2, 8);
        Some(step).filter(|step| count.saturating_mul(*step) <= area.width)
    };
    let label = |bar: &Bar| super::columns(&bar.label);
    let whole = step(&|bar| label(bar).max(super::columns(&bar.said)));
    let said = whole.is_some() && area.height > 3 && bars.iter().any(|bar| !bar.said.is_empty());
    let step = whole.or_else(|| step(&label)).unwrap_or(2);
    let fits = usize::from(area.width / step);
    let bars = &bars[bars.len().saturating_sub(fits)..];
    let highest = bars.iter().max_by_key(|bar| bar.value);
    let most = highest.map_or(1, |bar| bar.value.max(1));
    let height = area.height - if said { 2 } else { 1 };
    let mut column = area;
    let mut labelled_until = 0;
    for bar in bars {
        let filled = eighths(bar.value, most, height);
        for (up, row) in rows(Rect { height, ..column }).enumerate() {
            let from_bottom = usize::from(height) - 1 - up;
            let cell = filled.saturating_sub(from_bottom * 8).min(8);
            let place = Rect {
                width: step - 1,
                ..row
            };
            put(
                buffer,
                place,
                &UP[cell].repeat(usize::from(step - 1)),
                theme.style(Role::Accent),
            );
        }
        let foot = |up: u16| Rect {
            y: area.bottom() - up,
            height: 1,
            ..column
        };
        if column.x >= labelled_until {
            let label = foot(if said { 2 } else { 1 });
            let used = put(buffer, label, &bar.label, theme.style(Role::Muted));
            let used = match said {
                true => used.max(put(buffer, foot(1), &bar.said, theme.style(Role::Text))),
                false => used,
            };
            labelled_until = column.x.saturating_add(used + 1);
        }
        column = after(column, step);
    }
    if !said {
        let most = match highest {
            Some(bar) if !bar.said.is_empty() => bar.said.clone(),
            _ => most.to_string(),
        };
        let top = Rect { height: 1, ..area };
        put(buffer, top, &most, theme.style(Role::Muted));
    }
}

/// Draws how a quantity grew on one line, from the first value to the last, of `most` at its highest; `whole` values
/// fill the width.
pub fn line(
    buffer: &mut Buffer,
    area: Rect,
    values: &[i64],
    most: i64,
    whole: usize,
    style: Style,
) {
    let width = usize::from(area.width);
    let whole = whole.max(1);
    // Few values are as wide as there is space, at most two columns each.
    let shown = width.min(whole * 2);
    let drawn: String = (0..shown)
        .map_while(|column| values.get(column * whole / shown.max(1)))
        .map(|value| UP[eighths(*value, most.max(1), 1).clamp(1, 8)])
        .collect();
    put(buffer, area, &drawn, style);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line of a quota, `width` columns wide.
    fn drawn(sold: i64, width: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let quota = Quota {
            sold,
            quota: 50,
            figures: format!("{sold}/50"),
        };
        quota.draw(&mut buffer, Rect::new(0, 0, width, 1), &Theme::default());
        buffer.content.iter().map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn a_quota_shows_how_far_it_is() {
        assert_eq!(drawn(25, 16), "█████····· 25/50");
    }

    #[test]
    fn a_bar_fits_its_cell() {
        assert_eq!(cell(5, 10, 6), Part::new("███···", Role::Good));
        assert_eq!(cell(12, 10, 3), Part::new("███", Role::Bad));
        assert_eq!(cell(0, 0, 0).text, "");
    }

    #[test]
    fn an_overbooked_quota_is_marked() {
        assert_eq!(drawn(52, 9), "█ ! 52/50");
    }

    /// Where what is said of each bar has no room, the labels stay, and the highest is said at the top.
    #[test]
    fn a_chart_says_its_values_where_they_fit() {
        let bars: Vec<Bar> = (1..=4)
            .map(|nth| Bar {
                label: format!("M{nth}"),
                value: nth * 1_000,
                said: format!("{nth},5 jt"),
            })
            .collect();
        let drawn = |width: u16| {
            let area = Rect::new(0, 0, width, 5);
            let mut buffer = Buffer::empty(area);
            chart(&mut buffer, area, &bars, &Theme::default());
            let cells: Vec<&str> = buffer.content.iter().map(|cell| cell.symbol()).collect();
            cells
                .chunks(usize::from(width))
                .map(<[_]>::concat)
                .collect::<Vec<String>>()
        };
        assert_eq!(drawn(28)[4], "1,5 jt 2,5 jt 3,5 jt 4,5 jt ");
        let narrow = drawn(14);
        assert_eq!(narrow[4], "M1 M2 M3 M4   ");
        assert!(narrow[0].starts_with("4,5 jt"), "{narrow:?}");
    }

    #[test]
    fn a_line_grows() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let area = Rect::new(0, 0, 12, 1);
        line(&mut buffer, area, &[0, 2, 4, 8], 8, 6, Style::default());
        let drawn: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(drawn, "▁▁▂▂▄▄██    ");
    }

    #[test]
    fn nothing_overflows() {
        assert_eq!(
            eighths(i64::MAX, i64::MAX, u16::MAX),
            usize::from(u16::MAX) * 8
        );
        assert_eq!(eighths(3, 0, 4), 32);
        assert_eq!(eighths(-3, 0, 4), 0);
    }
}
