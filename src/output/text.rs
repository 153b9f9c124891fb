//! Writes a plain-text table for terminals, aligned by display width.

use unicode_width::UnicodeWidthStr;

use super::table::{Cell, Column, Kind, Sheet};
use crate::domain::text::printable;
use crate::lang::Words;

/// Writes the sheet as aligned lines: titles, a rule, the rows, and the total under another rule.
pub fn write(sheet: &Sheet, words: &Words) -> String {
    let texts = |row: &Vec<Cell>| -> Vec<String> {
        row.iter()
            .zip(&sheet.columns)
            .map(|(cell, column)| shown(cell, column.kind, words))
            .collect()
    };
    let titles: Vec<String> = sheet.columns.iter().map(|c| c.title.clone()).collect();
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(texts).collect();
    let total = sheet.total.as_ref().map(texts);
    let mut widths: Vec<usize> = titles.iter().map(|title| title.width()).collect();
    for row in rows.iter().chain(&total) {
        for (width, text) in widths.iter_mut().zip(row) {
            *width = (*width).max(text.width());
        }
    }
    let rule = widths
        .iter()
        .map(|width| "─".repeat(*width))
        .collect::<Vec<_>>()
        .join("  ");
    let mut text = String::new();
    push_line(&mut text, &titles, &widths, &sheet.columns);
    text.push_str(&rule);
    text.push('\n');
    for row in &rows {
        push_line(&mut text, row, &widths, &sheet.columns);
    }
    if let Some(total) = &total {
        text.push_str(&rule);
        text.push('\n');
        push_line(&mut text, total, &widths, &sheet.columns);
    }
    text
}

fn push_line(text: &mut String, cells: &[String], widths: &[usize], columns: &[Column]) {
    let start = text.len();
    for (index, ((cell, width), column)) in cells.iter().zip(widths).zip(columns).enumerate() {
        if index > 0 {
            text.push_str("  ");
        }
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        if column.kind.is_number() {
            text.push_str(&padding);
            text.push_str(cell);
        } else {
            text.push_str(cell);
            text.push_str(&padding);
        }
    }
    let end = start + text[start..].trim_end().len();
    text.truncate(end);
    text.push('\n');
}

/// Writes facts as lines, each with its name before it; empty facts are left out.
pub fn facts<'a>(facts: impl Iterator<Item = (String, &'a str)>) -> Vec<String> {
    let facts: Vec<_> = facts.filter(|(_, fact)| !fact.is_empty()).collect();
    let width = facts.iter().map(|(name, _)| name.width()).max();
    let width = width.unwrap_or_default();
    facts
        .iter()
        .map(|(name, fact)| {
            let gap = " ".repeat(width - name.width());
            format!("{name}{gap}  {}", fact.replace('\n', " / "))
        })
        .collect()
}

/// A cell as people read it, on one line.
pub fn shown(cell: &Cell, kind: Kind, words: &Words) -> String {
    match cell {
        Cell::Empty | Cell::Json(_) => String::new(),
        Cell::Text(text) | Cell::Term(_, text) | Cell::Flag(_, text) => one_line(text),
        Cell::Int(number) if kind == Kind::Delta => signed(*number),
        Cell::Int(number) => words.count(*number),
        Cell::Money(amount) => words.rupiah(*amount),
        Cell::Date(date) => words.date(*date),
        Cell::Moment(moment) => words.moment(*moment),
    }
}

/// Joins lines into one, without what doesn't belong in text (rule 59).
fn one_line(text: &str) -> String {
    printable(text)
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A difference with its sign: `+3`, `−2`, `0`.
pub fn signed(number: i64) -> String {
    match number {
        0 => "0".to_owned(),
        1.. => format!("+{number}"),
        _ => format!("−{}", number.unsigned_abs()),
    }
}
