//! Writes a tally as a chat message, and the texts about customizations that tables and screens
//! share.

use super::text::signed;
use crate::domain::catalog::full_name;
use crate::domain::message::Message;
use crate::domain::tally::{Customization, Tally, TallyBy, TallyRow};
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

/// The tally as a chat message: one short line per row, customizations indented below it.
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
        push_change(&mut text, row.delta());
        text.push('\n');
        for request in &row.customizations {
            text.push_str("   ");
            text.push_str(&format!(
                "{} × {}",
                request.qty,
                request_text(tally.by, request)
            ));
            push_change(&mut text, request.delta());
            text.push('\n');
        }
    }
    text.push('\n');
    text.push_str(&format!(
        "{}: {}\n",
        words.word("output-total"),
        tally.total
    ));
    text
}

fn row_text(tally: &Tally, row: &TallyRow, words: &Words) -> String {
    let name = row_name(tally.by, row, words);
    match tally.by {
        TallyBy::Variant | TallyBy::Product | TallyBy::Option => format!("{} × {name}", row.qty),
        TallyBy::Supplier | TallyBy::Order => format!("{name}: {}", row.qty),
    }
}

/// The name of a row: its goods, or the supplier, option or order it groups by.
pub fn row_name(by: TallyBy, row: &TallyRow, words: &Words) -> String {
    let known = |key| row.key.clone().unwrap_or_else(|| words.word(key));
    match by {
        TallyBy::Variant => full_name(&row.product, &row.variant),
        TallyBy::Product => row.product.clone(),
        TallyBy::Supplier => known("output-own-kitchen"),
        TallyBy::Option => known("output-no-option"),
        TallyBy::Order => known("output-order"),
    }
}

fn push_change(text: &mut String, delta: Option<i64>) {
    if let Some(delta) = delta.filter(|delta| *delta != 0) {
        text.push_str(&format!(" ({})", signed(delta)));
    }
}

/// `Rekap NAS3 v2, perubahan sejak v1`.
pub fn heading(tally: &Tally, words: &Words) -> String {
    let say = |key| Message::new(key).text("period", &tally.period);
    let message = match (tally.version, tally.since) {
        (None, None) => say("output-tally-open"),
        (Some(version), None) => say("output-tally-version").text("version", version.to_string()),
        (None, Some(since)) => say("output-tally-open-since").text("since", since.to_string()),
        (Some(version), Some(since)) => say("output-tally-since")
            .text("version", version.to_string())
            .text("since", since.to_string()),
    };
    words.say(&message)
}
