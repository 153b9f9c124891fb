//! Draws a form: labels and fields in one column, the panel of computed facts next to or below
//! them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::field::{Field, Kind};
use super::form::Form;
use crate::domain::message::Message;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::text::TextField;
use crate::tui::widgets::{
    after, below, columns, popup, put, put_right, rows, split_columns, top, wrap,
};

/// Least rows of a field of several lines.
const LEAST_BLOCK: u16 = 4;
/// Most suggestions shown at once.
const SUGGESTIONS: usize = 6;

/// Draws the form in a frame.
pub(super) fn draw(form: &Form, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let mut panel_facts = panel_facts(form, ctx);
    let wide = area.width >= 96 && !form.facts.is_empty();
    let width = if wide { 108 } else { 72 };
    let inside = width.min(area.width.saturating_sub(4));
    let beside_fields = inside.saturating_sub(left(inside) + 2);
    let (fields_width, panel_width) = if wide {
        (left(inside), beside_fields)
    } else {
        (inside, inside)
    };
    let label = label_width(form, fields_width, ctx);
    let foot = foot(form, fields_width, ctx).map_or(1, |(lines, _)| tall(&lines));
    let content = fields_width.saturating_sub(label);
    let shown = form.shown();
    // A long text gets at most a third of the screen, so that its panel has room.
    let block = (area.height / 3).max(LEAST_BLOCK);
    let heights = shown
        .iter()
        .map(|at| height(form, *at, (content, block), ctx));
    let focused = height(form, form.focus, (content, block), ctx);
    // Room for the longest hint of any field: the frame doesn't jump from field to field.
    let hints = shown.iter().map(|at| hint_height(form, *at, content, ctx));
    let now = hint_height(form, form.focus, content, ctx);
    let spare = hints.max().unwrap_or(0).saturating_sub(now);
    let lines = heights.fold(1 + foot + spare, u16::saturating_add);
    if !wide
        && lines.saturating_add(facts::height(&panel_facts, panel_width))
            > area.height.saturating_sub(4)
    {
        // The fields come before remarks.
        panel_facts.retain(|fact| !is_remark(fact));
    }
    let panel = if form.facts.is_empty() {
        0
    } else {
        facts::height(&panel_facts, panel_width).saturating_add(2)
    };
    // A form with a panel keeps its size, so that the frame doesn't jump while facts change.
    let steady = form.has_panel() && form.shown().len() > 3;
    let height = match (wide, steady) {
        (true, true) => lines.max(panel).max(18),
        (true, false) => lines.max(panel).max(12),
        (false, true) => lines.saturating_add(panel).max(19),
        (false, false) => lines.saturating_add(panel).max(6),
    };
    let size = (width, height);
    let inside = popup::open(frame, area, size, &form.title(ctx), &ctx.theme).inside;
    let fields = if wide {
        let (left, right) = split_columns(inside, left(inside.width));
        draw_panel(panel_facts, frame, right, ctx);
        left
    } else {
        // When there isn't room for both, the panel gets what the fields leave.
        let focused = focused.saturating_add(2);
        let panel = panel.min(inside.height.saturating_sub(lines.min(focused.max(6))));
        let foot = below(inside, inside.height - panel);
        draw_panel(panel_facts, frame, below(foot, u16::from(panel > 0)), ctx);
        top(inside, inside.height - panel)
    };
    if let Some(field) = draw_fields(form, frame, (fields, block), ctx) {
        draw_suggestions(form, frame, field, inside, ctx);
    }
}

/// Width of the fields when the panel is next to them.
fn left(inside: u16) -> u16 {
    inside.saturating_sub(2) * 3 / 5
}

/// What the panel shows. An error that stands at its field or under the form isn't said again.
fn panel_facts(form: &Form, ctx: &Ctx) -> Vec<Fact> {
    let fields = form.fields.iter().filter_map(|field| field.error.as_ref());
    let errors: Vec<String> = fields
        .chain(&form.error)
        .map(|error| facts::refused(&ctx.say(error)))
        .collect();
    let mut facts = form.facts.clone();
    facts.retain(|fact| !errors.contains(&fact.value.text));
    facts
}

/// Whether a fact is an unlabelled muted line, which can be left out.
fn is_remark(fact: &Fact) -> bool {
    fact.label.is_empty() && fact.value.role == Role::Muted
}

/// Draws the panel. When it doesn't fit whole, unlabelled muted lines are left out.
fn draw_panel(mut shown: Vec<Fact>, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if facts::height(&shown, area.width) > area.height {
        shown.retain(|fact| !is_remark(fact));
    }
    facts::draw(frame.buffer_mut(), area, &shown, &ctx.theme);
}

/// The sentence under a field: its error, or its hint while it is focused.
fn remark(form: &Form, at: usize, ctx: &Ctx) -> Option<(String, Role)> {
    let field = form.fields.get(at)?;
    if let Some(error) = &field.error {
        return Some((facts::refused(&ctx.say(error)), Role::Bad));
    }
    let is_focused = at == form.focus;
    let lines = (is_focused && field.takes_lines()).then_some("tui-block-hint");
    let hint = field.hint.filter(|_| is_focused);
    let hints: Vec<String> = hint
        .into_iter()
        .chain(lines)
        .map(|key| ctx.word(key))
        .collect();
    (!hints.is_empty()).then(|| (hints.join(" · "), Role::Muted))
}

/// Rows of a field of several lines: as many as its text takes.
fn block_rows(text: &TextField, (width, most): (u16, u16)) -> u16 {
    u16::try_from(text.height(width))
        .unwrap_or(most)
        .clamp(LEAST_BLOCK, most)
}

/// Rows a field takes with its remark, with at most `block` rows of text.
fn height(form: &Form, at: usize, (width, block): (u16, u16), ctx: &Ctx) -> u16 {
    let lines = match form.fields.get(at) {
        Some(Field {
            kind: Kind::Text(text),
            ..
        }) if text.is_multiline() => block_rows(text, (width, block)),
        Some(_) | None => 1,
    };
    let remark =
        remark(form, at, ctx).map_or(0, |(text, _)| tall(&wrap(&text, usize::from(width.max(1)))));
    lines + remark
}

/// Rows of the hint that a field has while it is focused.
fn hint_height(form: &Form, at: usize, width: u16, ctx: &Ctx) -> u16 {
    let hint = form.fields.get(at).and_then(|field| field.hint);
    hint.map_or(0, |key| {
        tall(&wrap(&ctx.word(key), usize::from(width.max(1))))
    })
}

/// The number of lines as a height.
fn tall(lines: &[String]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Width of the label column.
fn label_width(form: &Form, width: u16, ctx: &Ctx) -> u16 {
    let labels = form
        .shown()
        .iter()
        .map(|at| &form.fields[*at])
        .map(|field| columns(&field.title(ctx)) + usize::from(field.required))
        .max()
        .unwrap_or(0);
    u16::try_from(labels)
        .unwrap_or(20)
        .clamp(8, 20)
        .min(width / 3)
        + 4
}

/// Returns where the content of the focused field stands. A field of several lines has at most `block` rows.
fn draw_fields(
    form: &Form,
    frame: &mut Frame,
    (area, block): (Rect, u16),
    ctx: &Ctx,
) -> Option<Rect> {
    let shown = form.shown();
    let label = label_width(form, area.width, ctx);
    let width = area.width.saturating_sub(label);
    let foot = foot(form, area.width, ctx);
    // A long sentence at the bottom leaves at least two rows for the fields.
    let most = area.height.saturating_sub(2);
    let foot_height = foot.as_ref().map_or(1, |(lines, _)| tall(lines)).min(most);
    let list = top(area, area.height - foot_height);

    // Scrolls by whole fields until the focused one fits.
    let heights: Vec<u16> = shown
        .iter()
        .map(|at| height(form, *at, (width, block), ctx))
        .collect();
    let focus = shown.iter().position(|at| *at == form.focus).unwrap_or(0);
    let mut first = 0;
    while first < focus
        && heights[first..=focus]
            .iter()
            .fold(0u16, |sum, next| sum.saturating_add(*next))
            > list.height
    {
        first += 1;
    }
    let mut rest = list;
    let mut focused = None;
    let mut drawn = first;
    for (at, height) in shown.iter().zip(&heights).skip(first) {
        if rest.is_empty() {
            break;
        }
        drawn += 1;
        let place = top(rest, *height);
        draw_field(form, *at, frame, (place, block), label, ctx);
        if *at == form.focus {
            // Suggestions leave an error readable.
            let has_error = form.fields[*at].error.is_some();
            let rows = if has_error { *height } else { 1 };
            focused = Some(after(top(rest, rows), label));
        }
        rest = below(rest, *height);
    }
    let last = shown.get(drawn).is_some();
    for (row, more, mark) in [
        (list.y, first > 0, "▴"),
        (list.bottom().saturating_sub(1), last, "▾"),
    ] {
        if more && list.height > 0 {
            let row = Rect {
                y: row,
                height: 1,
                ..list
            };
            put_right(frame.buffer_mut(), row, mark, ctx.theme.style(Role::Accent));
        }
    }
    if let Some((lines, role)) = foot {
        let place = below(area, area.height - foot_height);
        for (row, line) in rows(place).zip(lines) {
            put(frame.buffer_mut(), row, &line, ctx.theme.style(role));
        }
    }
    focused
}

fn draw_field(
    form: &Form,
    at: usize,
    frame: &mut Frame,
    (area, block): (Rect, u16),
    label: u16,
    ctx: &Ctx,
) {
    let field = &form.fields[at];
    let focused = at == form.focus;
    let role = if focused { Role::Accent } else { Role::Muted };
    let name = Rect {
        width: area.width.min(label.saturating_sub(1)),
        ..top(area, 1)
    };
    let marker = if focused { "▸" } else { " " };
    let star = if field.required { "*" } else { "" };
    let text = format!("{marker} {}{star}", field.title(ctx));
    put(frame.buffer_mut(), name, &text, ctx.theme.style(role));
    let place = after(area, label);
    let used = match &field.kind {
        Kind::Text(text) => {
            let lines = if text.is_multiline() {
                block_rows(text, (place.width, block)).min(place.height)
            } else {
                1
            };
            let ground = if focused { Role::Text } else { Role::Muted };
            text.draw(frame, top(place, lines), ctx.theme.style(ground), focused);
            if focused && text.is_selected() {
                let width = u16::try_from(columns(&text.text())).unwrap_or(place.width);
                let selected = Rect {
                    width: width.min(place.width),
                    ..top(place, 1)
                };
                let style = ctx.theme.style(Role::Selected);
                let buffer = frame.buffer_mut();
                buffer.set_style(selected.intersection(buffer.area), style);
            }
            if text.is_empty() && !focused {
                let line = "·".repeat(usize::from(place.width.min(12)));
                put(
                    frame.buffer_mut(),
                    top(place, 1),
                    &line,
                    ctx.theme.style(Role::Line),
                );
            }
            lines
        }
        Kind::Choice { options, at } => {
            let shown = options.get(*at).map_or("", |(_, text)| text.as_str());
            let text = if let Some(typed) = field.unmatched() {
                format!("‹ {typed}? ›")
            } else if focused {
                format!("‹ {shown} ›")
            } else {
                shown.to_owned()
            };
            let role = if focused { Role::Selected } else { Role::Text };
            put(
                frame.buffer_mut(),
                top(place, 1),
                &text,
                ctx.theme.style(role),
            );
            1
        }
    };
    if let Some((text, role)) = remark(form, at, ctx) {
        let lines = wrap(&text, usize::from(place.width.max(1)));
        for (row, line) in rows(below(place, used)).zip(lines) {
            put(frame.buffer_mut(), row, &line, ctx.theme.style(role));
        }
    }
}

/// The lines under the fields: why the form can't be saved, or that there are more fields.
fn foot(form: &Form, width: u16, ctx: &Ctx) -> Option<(Vec<String>, Role)> {
    let hidden = form.wanted().len() - form.shown().len();
    let (text, role) = match &form.error {
        Some(error) => (facts::refused(&ctx.say(error)), Role::Bad),
        None if hidden > 0 => {
            let more = Message::new("tui-more-fields")
                .count("count", hidden)
                .text("key", Command::More.key());
            (ctx.say(&more), Role::Muted)
        }
        None => return None,
    };
    Some((wrap(&text, usize::from(width.max(1))), role))
}

/// Draws the suggestions below the focused field, over the other fields and the panel; above it
/// where there is more room.
fn draw_suggestions(form: &Form, frame: &mut Frame, field: Rect, inside: Rect, ctx: &Ctx) {
    let suggestions = &form.suggestions;
    let all = suggestions.candidates.len();
    let not_proposed = suggestions.candidates.last().map_or(0, |last| last.more);
    // A row below says how many more there are.
    let foot = all + not_proposed > SUGGESTIONS || not_proposed > 0;
    let count = all.min(SUGGESTIONS) + usize::from(foot);
    let wanted = u16::try_from(count).unwrap_or(0);
    let under = inside.bottom().saturating_sub(field.bottom());
    let over = field.y.saturating_sub(inside.y);
    let (y, height) = if under >= wanted || under >= over {
        (field.bottom(), wanted.min(under))
    } else {
        (field.y - wanted.min(over), wanted.min(over))
    };
    let place = Rect { y, height, ..field }.intersection(frame.area());
    if place.is_empty() {
        return;
    }
    Clear.render(place, frame.buffer_mut());
    let buffer = frame.buffer_mut();
    let list = top(place, place.height - u16::from(foot && place.height > 1));
    let fits = usize::from(list.height);
    let at = suggestions.at.unwrap_or(0);
    let first = (at + 1).saturating_sub(fits);
    let below_list = below(place, list.height);
    if !below_list.is_empty() {
        let style = ctx.theme.style(Role::Menu);
        buffer.set_style(below_list, style);
        let more = all.saturating_sub(first + fits) + not_proposed;
        if more > 0 {
            let said = Message::new("tui-more-suggestions").count("count", more);
            let row = Rect {
                width: below_list.width.saturating_sub(1),
                ..below_list
            };
            put_right(buffer, row, &ctx.say(&said), style);
        }
    }
    for (i, (row, candidate)) in rows(list)
        .zip(suggestions.candidates.iter().skip(first))
        .enumerate()
    {
        let highlighted = Some(first + i) == suggestions.at;
        let base = ctx.theme.style(Role::Menu);
        buffer.set_style(row, base);
        let note = u16::try_from(columns(&candidate.note))
            .unwrap_or(row.width)
            .min(row.width / 2);
        let marker = if highlighted { "▸ " } else { "  " };
        let name = Rect {
            width: row.width.saturating_sub(note + 3),
            ..row
        };
        put(buffer, name, &format!("{marker}{}", candidate.label), base);
        put_right(
            buffer,
            Rect {
                x: row.right().saturating_sub(note + 1).max(row.x),
                width: note.min(row.width.saturating_sub(1)),
                ..row
            },
            &candidate.note,
            base,
        );
        if highlighted {
            buffer.set_style(row, ctx.theme.style(Role::Selected));
        }
    }
}
