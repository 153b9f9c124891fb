//! Writes a tally as a chat message, and the texts about customizations that tables and screens
//! share.

use unicode_width::UnicodeWidthStr;

use super::text::signed;
use crate::domain::catalog::full_name;
use crate::domain::message::Message;
use crate::domain::tally::{Customization, Difference, OptionMatrix, Tally, TallyBy, TallyRow};
use crate::lang::Words;

/// All customizations with their units: `2 × tanpa gula; 1 × nama Budi`. The goods are named unless
/// the row names them.
pub fn requests_text(by: TallyBy, requests: &[Customization]) -> String {
    requests
        .iter()
        .map(|request| format!("{} × {}", request.qty, request_text(by, request)))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A customization, with its goods unless the row names them.
pub fn request_text(by: TallyBy, request: &Customization) -> String {
    let text = request
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match by {
        TallyBy::Variant => text,
        TallyBy::Product if request.variant.is_empty() => text,
        TallyBy::Product => format!("{}: {text}", request.variant),
        TallyBy::Supplier | TallyBy::Option | TallyBy::Order => {
            format!("{}: {text}", full_name(&request.product, &request.variant))
        }
    }
}

/// The tally as a chat message: one short line per row, goods and customizations indented below it.
pub fn text(tally: &Tally, words: &Words) -> String {
    let mut text = heading(tally, words);
    text.push_str("\n\n");
    if tally.rows.is_empty() {
        text.push_str(&words.word("output-tally-empty"));
        text.push('\n');
        return text;
    }
    for row in &tally.rows {
        text.push_str(&row_text(tally, row, words));
        if row.goods.is_empty() {
            push_within(&mut text, row, words);
        }
        push_change(&mut text, row.delta());
        text.push('\n');
        for goods in &row.goods {
            let name = full_name(&goods.product, &goods.variant);
            text.push_str(&format!("   {} × {name}", goods.qty));
            push_within(&mut text, goods, words);
            push_change(&mut text, goods.delta());
            text.push('\n');
            push_requests(&mut text, "      ", TallyBy::Variant, goods);
        }
        if row.goods.is_empty() {
            push_requests(&mut text, "   ", tally.by, row);
        }
    }
    text.push('\n');
    text.push_str(&total(tally, words));
    text
}

/// `Total: 145 pcs (termasuk 5 paket)`.
fn total(tally: &Tally, words: &Words) -> String {
    let total = words.say(&tally.pieces.message());
    format!("{}: {total}\n", words.word("output-total"))
}

/// `termasuk 2 untuk paket`, of a row with units in packages (rule 21).
pub fn within(row: &TallyRow, words: &Words) -> Option<String> {
    let said = Message::new("output-tally-within").count("count", row.within);
    (row.within > 0).then(|| words.say(&said))
}

fn push_within(text: &mut String, row: &TallyRow, words: &Words) {
    if let Some(within) = within(row, words) {
        text.push_str(&format!(" ({within})"));
    }
}

fn push_requests(text: &mut String, indent: &str, by: TallyBy, row: &TallyRow) {
    for request in &row.customizations {
        let custom = request_text(by, request);
        text.push_str(&format!("{indent}{} × {custom}", request.qty));
        push_change(text, request.delta());
        text.push('\n');
    }
}

/// The options of every product as a chat message: a table of sizes and colours each, in the fixed
/// width that WhatsApp gives to text between three backticks.
pub fn matrices_text(tally: &Tally, matrices: &[OptionMatrix], words: &Words) -> String {
    let mut text = heading(tally, words);
    text.push('\n');
    for matrix in matrices {
        let table = matrix_lines(matrix);
        text.push_str(&format!("\n{}: {}\n", matrix.product, matrix.total()));
        if !table.is_empty() {
            text.push_str(&format!("```\n{}\n```\n", table.join("\n")));
        }
    }
    text.push('\n');
    text.push_str(&total(tally, words));
    text
}

/// A matrix as aligned lines; none when the product has no options.
fn matrix_lines(matrix: &OptionMatrix) -> Vec<String> {
    if matrix.down == [""] {
        return Vec::new();
    }
    let wide = matrix.across.len() > 1;
    let mut table: Vec<Vec<String>> = Vec::new();
    if matrix.across != [""] {
        let mut head = vec![String::new()];
        head.extend(matrix.across.iter().cloned());
        head.extend(wide.then(|| "Σ".to_owned()));
        table.push(head);
    }
    let line = |name: &str, cells: &[i64]| {
        let mut line = vec![name.to_owned()];
        line.extend(cells.iter().map(|cell| match cell {
            0 => "·".to_owned(),
            units => units.to_string(),
        }));
        if wide {
            line.push(cells.iter().sum::<i64>().to_string());
        }
        line
    };
    for (name, cells) in matrix.down.iter().zip(&matrix.cells) {
        table.push(line(name, cells));
    }
    if wide {
        table.push(line("Σ", &matrix.across_totals()));
    }
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            let cells = table.iter().filter_map(|line| line.get(at));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        })
        .collect();
    let aligned = |line: &Vec<String>| {
        let cells = line.iter().zip(&widths).enumerate();
        let cells = cells.map(|(at, (cell, width))| {
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            match at {
                0 => format!("{cell}{padding}"),
                _ => format!("{padding}{cell}"),
            }
        });
        cells.collect::<Vec<_>>().join("  ")
    };
    table.iter().map(aligned).collect()
}

fn row_text(tally: &Tally, row: &TallyRow, words: &Words) -> String {
    let name = row_name(tally.by, row, words);
    match tally.by {
        TallyBy::Variant | TallyBy::Product | TallyBy::Option => format!("{} × {name}", row.qty),
        TallyBy::Supplier | TallyBy::Order => {
            format!("{name}: {}", words.say(&row.pieces.message()))
        }
    }
}

/// The name of a row: its goods, or the supplier, option or order with its customer it groups by.
pub fn row_name(by: TallyBy, row: &TallyRow, words: &Words) -> String {
    let mut name = bare_name(by, row, words);
    if row.awaits_approval {
        name.push_str(&format!(" ({})", words.word("design-waits")));
    }
    name
}

fn bare_name(by: TallyBy, row: &TallyRow, words: &Words) -> String {
    let known = |key| row.key.clone().unwrap_or_else(|| words.word(key));
    match by {
        TallyBy::Variant => full_name(&row.product, &row.variant),
        TallyBy::Product => row.product.clone(),
        TallyBy::Supplier => known("output-own-kitchen"),
        TallyBy::Option => known("output-no-option"),
        TallyBy::Order if row.customer.is_empty() => known("output-order"),
        TallyBy::Order => format!("{} {}", known("output-order"), row.customer),
    }
}

fn push_change(text: &mut String, delta: Option<i64>) {
    if let Some(delta) = delta.filter(|delta| *delta != 0) {
        text.push_str(&format!(" ({})", signed(delta)));
    }
}

/// `Rekap NAS3 v1`, or `Rekap NAS3 sekarang · beda dari v1: +3`.
pub fn heading(tally: &Tally, words: &Words) -> String {
    let mut heading = name(tally, words);
    if let Some(difference) = tally.differs {
        heading.push_str(&format!(" · {}", words.say(&changed(difference))));
    } else if let Some(since) = tally.since.filter(|_| !tally.frozen) {
        let same = Message::new("output-tally-same").text("version", since.to_string());
        heading.push_str(&format!(" · {}", words.say(&same)));
    }
    heading
}

/// `Rekap NAS3 v1` for what is frozen or as it was frozen, `Rekap NAS3 sekarang` for what differs.
pub fn name(tally: &Tally, words: &Words) -> String {
    let live = tally.differs.is_some() || tally.since.is_some();
    let period = tally.period.as_str();
    words.say(&match tally.version {
        Some(version) if tally.frozen || !live => Message::new("output-tally-version")
            .text("period", period)
            .text("version", version.to_string()),
        Some(_) => Message::new("output-tally-now").text("period", period),
        None => Message::new("output-tally-open").text("period", period),
    })
}

/// `beda dari v1: +3 −2`.
pub fn changed(difference: Difference) -> Message {
    let Difference { from, more, fewer } = difference;
    let mut change = Vec::new();
    if more > 0 {
        change.push(signed(more));
    }
    if fewer > 0 {
        change.push(signed(-fewer));
    }
    Message::new("output-tally-differs")
        .text("version", from.to_string())
        .text("change", change.join(" "))
}
