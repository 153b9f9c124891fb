//! Finds the messages of order forms among other lines: complete, changed or cut short.

use std::ops::Range;

use super::{code_line, item, labelled};
use crate::domain::code::Code;
use crate::domain::form::{LABELS, Labels};

/// The line ranges of forms' messages: from the head to the check code, or as long as the lines are
/// a form's when the code is missing. When head and first item were both changed, the message is
/// found by its code and the lines above it. Lines must be cleaned by
/// [`clean_line`](crate::domain::text::clean_line).
pub fn places(lines: &[&str]) -> Vec<Range<usize>> {
    let begins = begins(lines);
    let mut places: Vec<Range<usize>> = Vec::new();
    for (nth, (from, first)) in begins.iter().enumerate() {
        let until = begins.get(nth + 1).map_or(lines.len(), |next| next.0);
        let body = &lines[*from..until];
        let coded = (0..body.len()).find(|at| is_code(body[*at]));
        let Some(first) = first.map(|first| first - from) else {
            // A message that was changed too much is found by the code at its end.
            places.extend(coded.map(|code| *from..from + code + 1));
            continue;
        };
        let to = coded.filter(|code| *code > first).unwrap_or_else(|| {
            // A form writes a blank line only before the total; another one ends the message.
            let goes_on = |at: &usize| match body[*at] {
                "" => body.get(at + 1).is_some_and(|next| is_total(next)),
                line => is_of_form(line),
            };
            let last = (first..body.len()).take_while(goes_on).last();
            last.unwrap_or(first)
        });
        places.push(*from..from + to + 1);
    }
    places
}

/// The first lines of messages, and their first item, if it can be read.
fn begins(lines: &[&str]) -> Vec<(usize, Option<usize>)> {
    let filled: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].is_empty())
        .collect();
    let mut begins: Vec<(usize, Option<usize>)> = Vec::new();
    // The nearest code after each line, unless the first item of another message comes before it.
    let mut code = None;
    for nth in (0..filled.len()).rev() {
        let at = filled[nth];
        let is_first = lines[at].starts_with("1. ") && item(lines[at]).is_some();
        if is_code(lines[at]) {
            begins.extend(code.and_then(|code| changed_from(lines, at + 1, code)));
            code = Some(at);
        } else if is_first {
            // The head is two lines above the first item, or one when the title is missing.
            let above = [nth.checked_sub(2), nth.checked_sub(1)];
            let mut above = above.into_iter().flatten().map(|nth| filled[nth]);
            let head = above.find(|at| is_starred(lines[*at]) || is_bare(lines[*at]));
            // When there is a code, lines directly above the item belong to the message, even
            // changed ones.
            let touching = (at.saturating_sub(2)..=at).rev();
            let touching = touching.take_while(|at| !lines[*at].is_empty()).last();
            let head = head.or(touching.filter(|_| code.is_some()));
            begins.extend(head.map(|head| (head, Some(at))));
            code = None;
        } else if code.is_some() && is_head(lines[at]) {
            begins.push((at, None));
            code = None;
        }
    }
    begins.extend(code.and_then(|code| changed_from(lines, 0, code)));
    begins.reverse();
    begins
}

/// Finds the beginning of a message with an unknown head and first item, from its code and the
/// form's lines above it; `None` without a total and a name.
fn changed_from(lines: &[&str], after: usize, code: usize) -> Option<(usize, Option<usize>)> {
    let above = (after..code).rev();
    let known = above.take_while(|at| lines[*at].is_empty() || is_of_form(lines[*at]));
    let known: Vec<usize> = known.filter(|at| !lines[*at].is_empty()).collect();
    let top = *known.last()?;
    let names = |line: &str| {
        LABELS
            .iter()
            .any(|labels| labelled(line, labels.name).is_some())
    };
    let says = |which: &dyn Fn(&str) -> bool| known.iter().any(|at| which(lines[*at]));
    if !says(&is_total) || !says(&names) {
        return None;
    }
    // The changed item, then title and head, above a blank line.
    let filled = |from: &usize| (after..*from).rev().find(|at| !lines[*at].is_empty());
    let first = filled(&top).unwrap_or(top);
    let title = filled(&first).filter(|title| first - title <= 2);
    let head = title.and_then(|title| filled(&title).filter(|head| title - head == 1));
    let heads = |at: &usize| {
        let heads = |labels: &Labels| {
            lines[*at].contains(labels.order)
                || code_line(lines[code], labels)
                    .is_some_and(|(period, _)| lines[*at].contains(period))
        };
        LABELS.iter().any(heads)
    };
    // Lines directly above the item belong to the message; lines above a blank line may not.
    let touches = |at: &usize| lines[*at..first].iter().all(|line| !line.is_empty());
    let above = [head, title].into_iter().flatten();
    let from = above.into_iter().find(|at| touches(at) || heads(at));
    Some((from.unwrap_or(first), None))
}

/// Whether a line is the last of a message.
fn is_code(line: &str) -> bool {
    LABELS
        .iter()
        .any(|labels| code_line(line, labels).is_some())
}

/// Whether a line is certainly the head of a message.
fn is_head(line: &str) -> bool {
    let bare = line
        .strip_prefix('*')
        .and_then(|line| line.strip_suffix('*'));
    bare.is_some_and(is_bare)
}

/// Whether a line is a head with its stars.
fn is_starred(line: &str) -> bool {
    let holds = |labels: &Labels| line.contains(&format!("*{} ", labels.order));
    line.ends_with('*') && LABELS.iter().any(holds)
}

/// Whether a line may be a head that lost its stars.
fn is_bare(line: &str) -> bool {
    LABELS.iter().any(|labels| {
        let rest = line.strip_prefix(labels.order);
        let period = rest.and_then(|rest| rest.strip_prefix(' '));
        period.is_some_and(|period| Code::read(period).is_ok())
    })
}

fn is_total(line: &str) -> bool {
    LABELS
        .iter()
        .any(|labels| labelled(line, labels.total).is_some())
}

/// Whether a line after the first item is one that a form writes.
fn is_of_form(line: &str) -> bool {
    item(line).is_some()
        || is_total(line)
        || line.starts_with(['•', '✎', '◦'])
        || LABELS.iter().any(|labels| {
            [labels.name, labels.phone, labels.address, labels.note]
                .iter()
                .any(|label| labelled(line, label).is_some())
        })
}
